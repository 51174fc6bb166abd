//! The worker: takes messages in order, and in between does what nobody waits for.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Instant;

use lsp_server::{Connection, ErrorCode, Message, Notification, Request, RequestId, Response};
use serde_json::{Value, json};

use super::capabilities;
use super::client::Client;
use super::dispatch;
use super::failure::Failure;
use super::folders::Step;
use super::handlers::workspace_diagnostics::{self, Pull};
use super::handlers::{command, diagnostics, sync};
use super::inbox::{Inbox, Next, cancels, document_of};
use super::outbox::{Gravity, Outbox};
use super::session::Session;
use super::settings::Settings;
use super::uri;
use crate::law::Law;

/// How a client left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// With `shutdown` and `exit`.
    Orderly,
    /// Without.
    Abrupt,
}

struct Server {
    inbox: Inbox,
    session: Session,
    /// Requests about all documents, which wait until all are known or something is new.
    pulls: Vec<Pull>,
    shut_down: bool,
}

pub(super) fn serve(connection: &Connection, law: &Arc<Law>) -> Exit {
    let mut inbox = Inbox::new(connection.receiver.clone());
    let outbox = Outbox::new(connection.sender.clone());
    match initialize(&mut inbox, outbox, law) {
        Some(session) => Server { inbox, session, pulls: Vec::new(), shut_down: false }.run(),
        None => Exit::Abrupt,
    }
}

/// Waits for `initialize` and answers it; `None` if the client leaves before.
fn initialize(inbox: &mut Inbox, outbox: Outbox, law: &Arc<Law>) -> Option<Session> {
    let Request { id, params, .. } = loop {
        inbox.wait(None);
        match inbox.next() {
            Next::Message(Message::Request(request)) if request.method == "initialize" => break request,
            Next::Message(Message::Request(Request { id, .. })) => {
                let message = "the first request is initialize".to_owned();
                outbox.respond(Response::new_err(id, ErrorCode::ServerNotInitialized as i32, message));
            }
            Next::Message(Message::Notification(told)) if told.method == "exit" => return None,
            Next::Closed => return None,
            Next::Message(_) | Next::Idle => {}
        }
    };
    let client = Client::new(&params);
    let options = params.get("initializationOptions").unwrap_or(&Value::Null);
    let (settings, complaint) = Settings::read(options);
    outbox.respond(Response::new_ok(id, capabilities::answer(&client)));
    if let Some(complaint) = complaint {
        outbox.show(Gravity::Warning, &format!("lawlint: {complaint}"));
    }
    Some(Session::new(Arc::clone(law), client, settings, roots(&params), outbox))
}

/// The folders that the client has open.
fn roots(params: &Value) -> Vec<PathBuf> {
    let folders = params.get("workspaceFolders").and_then(Value::as_array);
    let folders = folders.into_iter().flatten().filter_map(|folder| uri::to_path(folder.get("uri")?.as_str()?));
    let folders: Vec<PathBuf> = folders.collect();
    let root = || {
        let uri = params.get("rootUri").and_then(Value::as_str).and_then(uri::to_path);
        uri.or_else(|| params.get("rootPath").and_then(Value::as_str).map(PathBuf::from))
    };
    if folders.is_empty() { root().into_iter().collect() } else { folders }
}

impl Server {
    fn run(mut self) -> Exit {
        loop {
            for id in self.inbox.take_in() {
                self.answer(id, Err(Failure::cancelled()));
            }
            match self.inbox.next() {
                Next::Message(Message::Request(request)) => self.request(request),
                Next::Message(Message::Notification(told)) if told.method == "exit" => break,
                Next::Message(Message::Notification(told)) => self.notification(told),
                Next::Message(Message::Response(response)) => {
                    let session = &mut self.session;
                    guard("a response", || sync::response(session, response))
                        .unwrap_or_else(|failure| self.log(&failure));
                }
                Next::Closed => break,
                Next::Idle => match self.session.settings_until.map(|until| until.duration_since(Instant::now())) {
                    Some(left) if !left.is_zero() => self.inbox.wait(Some(left)),
                    _ => {
                        if !self.step() {
                            self.inbox.wait(None);
                        }
                    }
                },
            }
        }
        if self.shut_down { Exit::Orderly } else { Exit::Abrupt }
    }

    fn request(&mut self, Request { id, method, params }: Request) {
        if self.shut_down {
            return self.answer(id, Err(Failure::new(ErrorCode::InvalidRequest, "the server is shut down")));
        }
        if document_of(&params).is_some_and(|uri| self.inbox.changes(uri)) {
            // What would be said of this text is of no use: the next one is here already.
            return self.answer(id, Err(Failure::outdated(&method)));
        }
        let answer = match method.as_str() {
            "shutdown" => {
                self.shut_down = true;
                for pull in std::mem::take(&mut self.pulls) {
                    self.finish(pull, Err(Failure::cancelled()));
                }
                Ok(Value::Null)
            }
            "workspace/diagnostic" => match Pull::new(id.clone(), params) {
                Ok(pull) => return self.pulls.push(pull),
                Err(failure) => Err(failure),
            },
            _ => {
                let session = &mut self.session;
                guard(&method, || dispatch::request(session, &method, params)).and_then(|answer| answer)
            }
        };
        self.answer(id, answer);
    }

    fn notification(&mut self, told: Notification) {
        if let Some(id) = cancels(&Message::Notification(told.clone())) {
            if let Some(index) = self.pulls.iter().position(|pull| pull.id == id) {
                let pull = self.pulls.remove(index);
                self.finish(pull, Err(Failure::cancelled()));
            }
            return;
        }
        let session = &mut self.session;
        let method = told.method.clone();
        if let Err(failure) = guard(&method, || dispatch::notification(session, told)).and_then(|done| done) {
            self.log(&failure);
        }
    }

    fn answer(&self, id: RequestId, answer: Result<Value, Failure>) {
        self.session.outbox.respond(match answer {
            Ok(value) => Response::new_ok(id, value),
            Err(Failure { code, message, data }) => {
                let mut response = Response::new_err(id, code as i32, message);
                if let Err(error) = &mut response.response_result {
                    error.data = data;
                }
                response
            }
        });
    }

    /// Answers a request about all documents.
    fn finish(&self, pull: Pull, answer: Result<Value, Failure>) {
        pull.end_progress(&self.session.outbox);
        self.answer(pull.id, answer);
    }

    fn log(&self, failure: &Failure) {
        self.session.outbox.log(Gravity::Error, &failure.message);
    }

    /// Does a little of what nobody waits for. `false` if there is nothing to do.
    fn step(&mut self) -> bool {
        self.session.settings_until = None;
        self.session.keep_up_with_the_day();
        if !self.session.client.pulls
            && let Some(uri) =
                self.session.documents.iter().find(|(_, open)| !open.published).map(|(uri, _)| uri.clone())
        {
            self.publish(&uri);
            return true;
        }
        if self.session.folders.busy() {
            self.step_through_folders();
            return true;
        }
        let session = &mut self.session;
        guard("comparing documents", || session.find_conflicts()).unwrap_or_else(|failure| self.log(&failure));
        let unpublished = self.session.documents.values().any(|open| !open.published);
        if unpublished && !self.session.client.pulls {
            return true;
        }
        if std::mem::take(&mut self.session.announce) {
            let session = &mut self.session;
            guard("checking all documents", || command::announce(session)).unwrap_or_else(|failure| self.log(&failure));
            return true;
        }
        if std::mem::take(&mut self.session.refresh) {
            sync::ask_to_refresh(&mut self.session);
            return true;
        }
        self.answer_pulls()
    }

    /// Tells the editor what was found in a document, unless its text has changed meanwhile.
    fn publish(&mut self, uri: &str) {
        let session = &mut self.session;
        let found = guard("textDocument/publishDiagnostics", || diagnostics::pushed(session, uri));
        for id in self.inbox.take_in() {
            self.answer(id, Err(Failure::cancelled()));
        }
        let outdated = self.inbox.changes(uri);
        if let Some(document) = self.session.documents.get_mut(uri) {
            document.published = true;
        }
        match found {
            Ok(Some(_)) if outdated => {}
            Ok(Some(told)) => self.session.outbox.notify("textDocument/publishDiagnostics", told),
            Ok(None) => {}
            Err(failure) => self.log(&failure),
        }
    }

    fn step_through_folders(&mut self) {
        match self.session.folders.step() {
            Step::Looked => {}
            Step::Read(path) => {
                let session = &mut self.session;
                let read = guard("reading a document", || workspace_diagnostics::read(session, &path));
                if let Err(failure) = read {
                    let failure = Failure { message: format!("{}: {}", path.display(), failure.message), ..failure };
                    self.log(&failure);
                }
                self.tell_progress(&path);
            }
            Step::Done => {}
        }
        if !self.session.folders.busy() {
            for remark in std::mem::take(&mut self.session.folders.remarks) {
                self.session.outbox.log(Gravity::Warning, &remark);
            }
        }
    }

    fn tell_progress(&mut self, path: &Path) {
        let (read, found) = (self.session.folders.read, self.session.folders.found);
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        for pull in &mut self.pulls {
            pull.tell_progress(&self.session.outbox, read, found, &name);
        }
    }

    /// Answers the requests about all documents for which there is something new.
    fn answer_pulls(&mut self) -> bool {
        let mut answered = false;
        for mut pull in std::mem::take(&mut self.pulls) {
            let session = &mut self.session;
            match guard("workspace/diagnostic", || pull.answer(session)) {
                Ok(Some(report)) => {
                    self.finish(pull, Ok(report));
                    answered = true;
                }
                Ok(None) => self.pulls.push(pull),
                Err(failure) => self.finish(pull, Err(failure)),
            }
        }
        answered
    }
}

/// Does the work for one message. A panic in it, which is a mistake of ours, becomes a failure: the core keeps nothing between
/// calls that it could leave half done, and what was found in a text is kept only when it is whole.
fn guard<T>(what: &str, work: impl FnOnce() -> T) -> Result<T, Failure> {
    catch_unwind(AssertUnwindSafe(work)).map_err(|panic| {
        let words = panic.downcast_ref::<&str>().map(|words| (*words).to_owned());
        let words = words.or_else(|| panic.downcast_ref::<String>().cloned()).unwrap_or_default();
        let data = Some(json!({ "panic": words }));
        let message = format!("lawlint made a mistake in {what}; please report it: {words}");
        Failure { code: ErrorCode::InternalError, message, data }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn request(id: i32, method: &str, params: Value) -> Message {
        Message::Request(Request { id: RequestId::from(id), method: method.to_owned(), params })
    }

    #[test]
    fn a_panic_answers_its_request_and_the_server_lives() {
        let (server, client) = Connection::memory();
        let server = std::thread::spawn(move || serve(&server, &Arc::new(Law::embedded())));
        let answer = |message: Message| {
            client.sender.send(message).unwrap();
            client.receiver.recv().unwrap()
        };
        answer(request(1, "initialize", json!({ "capabilities": {} })));
        let Message::Response(failed) = answer(request(2, "lawlint/panic", Value::Null)) else { panic!("no response") };
        let error = failed.response_result.unwrap_err();
        assert_eq!(error.code, ErrorCode::InternalError as i32);
        assert_eq!(error.message, "lawlint made a mistake in lawlint/panic; please report it: a test wanted this");
        let Message::Response(status) = answer(request(3, "lawlint/status", Value::Null)) else {
            panic!("no response")
        };
        assert!(status.response_result.is_ok());
        answer(request(4, "shutdown", Value::Null));
        client
            .sender
            .send(Message::Notification(Notification { method: "exit".to_owned(), params: Value::Null }))
            .unwrap();
        assert_eq!(server.join().unwrap(), Exit::Orderly);
    }
}
