//! The messages that wait. Edits and requests keep their order; what a later message makes pointless can be known early.

use std::collections::VecDeque;

use crossbeam_channel::{Receiver, RecvTimeoutError, TryRecvError};
use lsp_server::{Message, Request, RequestId};
use serde_json::Value;
use std::time::Duration;

pub(super) struct Inbox {
    receiver: Receiver<Message>,
    waiting: VecDeque<Message>,
    open: bool,
}

/// What comes next.
pub(super) enum Next {
    Message(Message),
    /// Nothing waits.
    Idle,
    /// The client is gone.
    Closed,
}

impl Inbox {
    pub(super) fn new(receiver: Receiver<Message>) -> Inbox {
        Inbox { receiver, waiting: VecDeque::new(), open: true }
    }

    /// Takes in all that has come. Gives the requests that were cancelled before anybody looked at them; cancellations of
    /// others stay, for whoever has the request.
    pub(super) fn take_in(&mut self) -> Vec<RequestId> {
        let mut cancelled = Vec::new();
        while self.open {
            match self.receiver.try_recv() {
                Ok(message) => cancelled.extend(self.add(message)),
                Err(TryRecvError::Empty) => break,
                Err(TryRecvError::Disconnected) => self.open = false,
            }
        }
        cancelled
    }

    fn add(&mut self, message: Message) -> Option<RequestId> {
        let Some(id) = cancels(&message) else {
            self.waiting.push_back(message);
            return None;
        };
        let is_it = |waiting: &Message| matches!(waiting, Message::Request(Request { id: other, .. }) if *other == id);
        match self.waiting.iter().position(is_it) {
            Some(index) => {
                self.waiting.remove(index);
                Some(id)
            }
            None => {
                self.waiting.push_back(message);
                None
            }
        }
    }

    /// The next message, if one waits.
    pub(super) fn next(&mut self) -> Next {
        match self.waiting.pop_front() {
            Some(message) => Next::Message(message),
            None if self.open => Next::Idle,
            None => Next::Closed,
        }
    }

    /// Waits until something comes, for as long as that takes or for `limit`.
    pub(super) fn wait(&mut self, limit: Option<Duration>) {
        if !self.waiting.is_empty() || !self.open {
            return;
        }
        let received = match limit {
            Some(limit) => self.receiver.recv_timeout(limit),
            None => self.receiver.recv().map_err(|_| RecvTimeoutError::Disconnected),
        };
        match received {
            Ok(message) => {
                self.add(message);
            }
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => self.open = false,
        }
    }

    /// Whether a message that waits changes or closes a document.
    pub(super) fn changes(&self, uri: &str) -> bool {
        self.waiting.iter().any(|message| {
            let Message::Notification(told) = message else { return false };
            matches!(told.method.as_str(), "textDocument/didChange" | "textDocument/didClose")
                && document_of(&told.params) == Some(uri)
        })
    }
}

/// The document that a request or notification is about.
pub(super) fn document_of(params: &Value) -> Option<&str> {
    params.get("textDocument")?.get("uri")?.as_str()
}

/// The request that a message cancels.
pub(super) fn cancels(message: &Message) -> Option<RequestId> {
    match message {
        Message::Notification(told) if told.method == "$/cancelRequest" => {
            serde_json::from_value(told.params.get("id")?.clone()).ok()
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use crossbeam_channel::unbounded;
    use lsp_server::Notification;
    use serde_json::json;

    use super::*;

    fn request(id: i32) -> Message {
        Message::Request(Request { id: RequestId::from(id), method: "a".to_owned(), params: Value::Null })
    }

    fn notification(method: &str, params: Value) -> Message {
        Message::Notification(Notification { method: method.to_owned(), params })
    }

    #[test]
    fn what_was_cancelled_is_never_seen() {
        let (sender, receiver) = unbounded();
        let mut inbox = Inbox::new(receiver);
        for message in [request(1), request(2), notification("$/cancelRequest", json!({ "id": 1 })), request(3)] {
            sender.send(message).unwrap();
        }
        assert_eq!(inbox.take_in(), [RequestId::from(1)]);
        let Next::Message(Message::Request(next)) = inbox.next() else { panic!("a request waits") };
        assert_eq!(next.id, RequestId::from(2));
        sender.send(notification("$/cancelRequest", json!({ "id": 2 }))).unwrap();
        assert!(inbox.take_in().is_empty(), "it is with whoever took it");
    }

    #[test]
    fn a_later_change_is_known_early() {
        let (sender, receiver) = unbounded();
        let mut inbox = Inbox::new(receiver);
        let params = json!({ "textDocument": { "uri": "a" } });
        sender.send(notification("textDocument/didChange", params)).unwrap();
        drop(sender);
        assert!(!inbox.changes("a"));
        inbox.take_in();
        assert!(inbox.changes("a") && !inbox.changes("b"));
        assert!(matches!(inbox.next(), Next::Message(_)));
        assert!(matches!(inbox.next(), Next::Closed));
    }
}
