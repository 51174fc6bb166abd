//! Messages over standard input and output. A message that cannot be read is told of and passed over: one bad message must
//! not end an editor's session.

use std::io::{self, BufRead, Read};
use std::thread::{self, JoinHandle};

use crossbeam_channel::{Receiver, Sender, unbounded};
use lsp_server::{Connection, ErrorCode, Message, Notification, RequestId, Response};
use serde_json::{Value, json};

/// Longer messages are passed over; a document of 20 MB takes some 40 as JSON.
const LONGEST: u64 = 512 * 1024 * 1024;

/// What a stretch of input holds.
enum Incoming {
    Message(Message),
    /// It is no message: the words say why, and the answer goes out if it asked for one.
    Malformed(String, Option<Response>),
}

/// Connects to standard input and output. The thread ends when all that was sent is written.
pub(super) fn stdio() -> (Connection, JoinHandle<io::Result<()>>) {
    // Without bounds, so that edits pile up here and not in the pipe: the server sees all of them and heeds the last.
    let (incoming, receiver) = unbounded();
    let (sender, outgoing) = unbounded();
    let answers = sender.clone();
    // It waits for input that may never come; the process ends without it.
    thread::spawn(move || read_all(&mut io::stdin().lock(), &incoming, &answers));
    let writer = thread::spawn(move || write_all(&outgoing));
    (Connection { sender, receiver }, writer)
}

fn write_all(outgoing: &Receiver<Message>) -> io::Result<()> {
    let mut out = io::stdout().lock();
    for message in outgoing {
        let last = matches!(&message, Message::Notification(notification) if notification.method == LAST);
        if last {
            break;
        }
        message.write(&mut out)?;
    }
    Ok(())
}

/// A message to our own writer, never written: nothing comes after it.
const LAST: &str = "lawlint/last";

/// Tells the writer to end.
pub(super) fn close(connection: &Connection) {
    let last = Notification { method: LAST.to_owned(), params: Value::Null };
    // If the writer is gone already, so much the better.
    let _ = connection.sender.send(Message::Notification(last));
}

fn read_all(mut input: &mut dyn BufRead, incoming: &Sender<Message>, answers: &Sender<Message>) {
    loop {
        let (complaint, answer) = match read(&mut input) {
            Ok(Some(Incoming::Message(message))) => {
                let is_exit = matches!(&message, Message::Notification(told) if told.method == "exit");
                if incoming.send(message).is_err() || is_exit {
                    return;
                }
                continue;
            }
            Ok(Some(Incoming::Malformed(complaint, answer))) => (complaint, answer),
            Ok(None) | Err(_) => return,
        };
        let params = json!({ "type": 1, "message": format!("a message was passed over: {complaint}") });
        let told = Notification { method: "window/logMessage".to_owned(), params };
        let sent = answer.map_or(Ok(()), |answer| answers.send(Message::Response(answer)));
        if sent.and_then(|()| answers.send(Message::Notification(told))).is_err() {
            return;
        }
    }
}

const LENGTH: &str = "content-length:";

/// The next message; `None` at the end of the input.
fn read(input: &mut impl BufRead) -> io::Result<Option<Incoming>> {
    let malformed = |complaint: &str| Ok(Some(Incoming::Malformed(complaint.to_owned(), None)));
    let mut length = None;
    loop {
        let mut line = Vec::new();
        // No header is longer; a stream without line breaks must not fill the memory.
        if input.by_ref().take(8 * 1024).read_until(b'\n', &mut line)? == 0 {
            return Ok(None);
        }
        let line = String::from_utf8_lossy(&line);
        let line = line.trim_end_matches(['\r', '\n']);
        match (line.split_once(':'), length) {
            (None, Some(length)) if line.is_empty() => return body(input, length),
            (None, _) if line.is_empty() => {}
            (Some((name, value)), _) if name.eq_ignore_ascii_case("content-length") => match value.trim().parse() {
                Ok(count) => length = Some(count),
                Err(_) => return malformed("its Content-Length is no number"),
            },
            (Some((name, _)), _) if name.eq_ignore_ascii_case("content-type") => {}
            // What is left of a broken message may run into the next one's first line.
            _ => match line
                .to_ascii_lowercase()
                .rfind(LENGTH)
                .and_then(|at| line[at + LENGTH.len()..].trim().parse().ok())
            {
                Some(count) => length = Some(count),
                None => return malformed("it does not begin with a Content-Length"),
            },
        }
    }
}

fn body(input: &mut impl BufRead, length: u64) -> io::Result<Option<Incoming>> {
    if length > LONGEST {
        io::copy(&mut input.take(length), &mut io::sink())?;
        return Ok(Some(Incoming::Malformed(format!("it is longer than {LONGEST} bytes"), None)));
    }
    let mut bytes = Vec::new();
    let read = input.take(length).read_to_end(&mut bytes)?;
    if (read as u64) < length {
        return Ok(None);
    }
    Ok(Some(match serde_json::from_slice(&bytes) {
        Ok(message) => Incoming::Message(message),
        Err(error) => Incoming::Malformed(error.to_string(), answer_to(&bytes)),
    }))
}

/// The error for what has the identifier of a request, but is none.
fn answer_to(bytes: &[u8]) -> Option<Response> {
    let value: Value = serde_json::from_slice(bytes).ok()?;
    let id: RequestId = serde_json::from_value(value.get("id")?.clone()).ok()?;
    Some(Response::new_err(id, ErrorCode::InvalidRequest as i32, "this is not a request".to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The methods that are read, and what is sent back, of what comes in.
    fn run(input: &[u8]) -> (Vec<String>, Vec<Message>) {
        let ((incoming, read), (answers, sent)) = (unbounded(), unbounded());
        read_all(&mut &input[..], &incoming, &answers);
        drop((incoming, answers));
        let method = |message| match message {
            Message::Notification(Notification { method, .. }) => method,
            Message::Request(request) => request.method,
            Message::Response(_) => "(response)".to_owned(),
        };
        (read.iter().map(method).collect(), sent.iter().collect())
    }

    fn framed(body: &str) -> String {
        format!("Content-Length: {}\r\n\r\n{body}", body.len())
    }

    const NEXT: &str = r#"{"jsonrpc":"2.0","method":"next"}"#;

    #[test]
    fn what_cannot_be_read_is_passed_over() {
        let endless = "x".repeat(100_000);
        let bad = [
            framed("{nonsense"),
            framed("[1, 2]"),
            framed(r#"{"jsonrpc":"2.0"}"#),
            framed("\u{0}\u{fffd}"),
            "Content-Length: many\r\n\r\n".to_owned(),
            "hello\r\n".to_owned(),
            "Content-Length: many\r\n\r\n{\"jsonrpc\":\"2.0\",\"method\":\"lost\"}".to_owned(),
            format!("{endless}\n"),
            "\r\n\r\n".to_owned(),
        ];
        for bad in bad {
            let (read, sent) = run(format!("{bad}{}", framed(NEXT)).as_bytes());
            assert_eq!(read, ["next"], "{}", &bad[..bad.len().min(80)]);
            assert_eq!(sent.is_empty(), bad.trim().is_empty());
        }
    }

    #[test]
    fn a_request_without_a_method_is_answered() {
        let (_, sent) = run(framed(r#"{"jsonrpc":"2.0","id":7,"method":3}"#).as_bytes());
        let Message::Response(response) = &sent[0] else { panic!("{sent:?}") };
        assert_eq!(response.id, RequestId::from(7));
    }

    #[test]
    fn a_message_that_breaks_off_ends_the_input() {
        assert_eq!(run(b"Content-Length: 99999999999\r\n\r\n{").0, [""; 0]);
        assert_eq!(run(&framed(NEXT).as_bytes()[..30]).0, [""; 0]);
    }
}
