//! What the server sends of its own accord: notifications, and requests to the client.

use crossbeam_channel::Sender;
use lsp_server::{Message, Notification, Request, RequestId, Response};
use serde::Serialize;
use serde_json::{Value, json};

pub(super) struct Outbox {
    sender: Sender<Message>,
    next: i32,
}

/// How grave a message to the user is, as the protocol numbers it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Gravity {
    Error = 1,
    Warning = 2,
    Info = 3,
}

impl Outbox {
    pub(super) fn new(sender: Sender<Message>) -> Outbox {
        Outbox { sender, next: 0 }
    }

    pub(super) fn respond(&self, response: Response) {
        self.send(Message::Response(response));
    }

    pub(super) fn notify(&self, method: &str, params: impl Serialize) {
        let params = serde_json::to_value(params).unwrap_or(Value::Null);
        self.send(Message::Notification(Notification { method: method.to_owned(), params }));
    }

    /// Asks the client; the answer comes as a response with this identifier.
    pub(super) fn request(&mut self, method: &str, params: Value) -> RequestId {
        self.next += 1;
        let id = RequestId::from(format!("lawlint-{}", self.next));
        self.send(Message::Request(Request { id: id.clone(), method: method.to_owned(), params }));
        id
    }

    /// Shows the user a message.
    pub(super) fn show(&self, gravity: Gravity, message: &str) {
        self.notify("window/showMessage", json!({ "type": gravity as u8, "message": message }));
    }

    /// Writes to the log that the editor keeps.
    pub(super) fn log(&self, gravity: Gravity, message: &str) {
        self.notify("window/logMessage", json!({ "type": gravity as u8, "message": message }));
    }

    fn send(&self, message: Message) {
        // A client that is gone hears nothing; the next look at the inbox ends the server.
        let _ = self.sender.send(message);
    }
}
