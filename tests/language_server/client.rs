//! A client for the tests: sends messages, and keeps what the server says of its own accord.

use std::collections::{HashMap, VecDeque};
use std::thread::JoinHandle;
use std::time::Duration;

use lawlint::lsp::{Exit, serve};
use lsp_server::{Connection, ErrorCode, Message, Notification, Request, RequestId, Response, ResponseError};
use serde_json::{Value, json};

/// No answer takes so long, even on a slow machine.
const PATIENCE: Duration = Duration::from_secs(120);

type Answer = Result<Value, ResponseError>;

pub(super) struct Client {
    connection: Connection,
    server: Option<JoinHandle<Exit>>,
    next: i32,
    /// What the server said of its own accord: the method and the parameters.
    pub(super) said: VecDeque<(String, Value)>,
    /// Answers that came before they were waited for.
    early: HashMap<RequestId, Answer>,
    /// What the client answers when it is asked for its settings.
    pub(super) settings: Value,
}

impl Client {
    /// A client whose server is initialized with these parameters.
    pub(super) fn new(params: Value) -> (Client, Value) {
        let mut client = Client::raw();
        let answer = client.request("initialize", params).unwrap();
        client.notify("initialized", json!({}));
        (client, answer)
    }

    /// A client whose server waits for `initialize`.
    pub(super) fn raw() -> Client {
        let (server, connection) = Connection::memory();
        let server = std::thread::spawn(move || serve(&server));
        Client {
            connection,
            server: Some(server),
            next: 0,
            said: VecDeque::new(),
            early: HashMap::new(),
            settings: Value::Null,
        }
    }

    pub(super) fn notify(&self, method: &str, params: Value) {
        self.send(Message::Notification(Notification { method: method.to_owned(), params }));
    }

    /// Sends a request, and waits for its answer.
    pub(super) fn request(&mut self, method: &str, params: Value) -> Answer {
        let id = self.ask(method, params);
        self.answer(&id)
    }

    /// Sends a request.
    pub(super) fn ask(&mut self, method: &str, params: Value) -> RequestId {
        self.next += 1;
        let id = RequestId::from(self.next);
        self.send(Message::Request(Request { id: id.clone(), method: method.to_owned(), params }));
        id
    }

    /// Waits for the answer to a request.
    pub(super) fn answer(&mut self, id: &RequestId) -> Answer {
        loop {
            if let Some(answer) = self.early.remove(id) {
                return answer;
            }
            match self.receive() {
                Message::Response(Response { id, response_result }) => {
                    self.early.insert(id, response_result);
                }
                other => self.heed(other),
            }
        }
    }

    /// Waits until the server says something by this method, and gives it; what it said before that is kept.
    pub(super) fn expect(&mut self, method: &str) -> Value {
        loop {
            if let Some(index) = self.said.iter().position(|(said, _)| said == method) {
                return self.said.remove(index).unwrap().1;
            }
            let message = self.receive();
            self.heed(message);
        }
    }

    /// The last diagnostics that are pushed for a version of a document.
    pub(super) fn diagnostics(&mut self, uri: &str, version: i32) -> Value {
        loop {
            let pushed = self.expect("textDocument/publishDiagnostics");
            if pushed["uri"] == uri && pushed["version"] == version {
                return pushed["diagnostics"].clone();
            }
        }
    }

    pub(super) fn open(&self, uri: &str, language: &str, text: &str) {
        let document = json!({ "uri": uri, "languageId": language, "version": 1, "text": text });
        self.notify("textDocument/didOpen", json!({ "textDocument": document }));
    }

    pub(super) fn change(&self, uri: &str, version: i32, changes: Value) {
        let document = json!({ "uri": uri, "version": version });
        self.notify("textDocument/didChange", json!({ "textDocument": document, "contentChanges": changes }));
    }

    /// Takes leave as the protocol wants it.
    pub(super) fn leave(mut self) -> Exit {
        self.request("shutdown", Value::Null).unwrap();
        self.notify("exit", Value::Null);
        self.server.take().unwrap().join().expect("the server does not panic")
    }

    /// Goes without a word.
    pub(super) fn vanish(self) -> Exit {
        let Client { connection, server, .. } = self;
        drop(connection);
        server.unwrap().join().expect("the server does not panic")
    }

    pub(super) fn send(&self, message: Message) {
        self.connection.sender.send(message).expect("the server lives");
    }

    fn receive(&self) -> Message {
        self.connection.receiver.recv_timeout(PATIENCE).expect("the server answers in time")
    }

    /// Answers what the server asks, and keeps what it says.
    fn heed(&mut self, message: Message) {
        match message {
            Message::Request(Request { id, method, params }) => {
                let answer = match method.as_str() {
                    "workspace/configuration" => json!([self.settings]),
                    _ => Value::Null,
                };
                self.send(Message::Response(Response::new_ok(id, answer)));
                self.said.push_back((method, params));
            }
            Message::Notification(Notification { method, params }) => self.said.push_back((method, params)),
            Message::Response(_) => unreachable!("answers are waited for"),
        }
    }
}

pub(super) fn is(error: &ResponseError, code: ErrorCode) -> bool {
    error.code == code as i32
}
