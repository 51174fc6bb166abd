//! Why a request has no result, as the protocol numbers the reasons.

use lsp_server::ErrorCode;
use lsp_types::request::{DocumentDiagnosticRequest, Request};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

/// Why a request has no result.
#[derive(Clone, Debug)]
pub(super) struct Failure {
    pub(super) code: ErrorCode,
    pub(super) message: String,
    pub(super) data: Option<Value>,
}

/// What a handler gives.
pub(super) type Answer<T> = Result<T, Failure>;

impl Failure {
    pub(super) fn new(code: ErrorCode, message: impl Into<String>) -> Failure {
        Failure { code, message: message.into(), data: None }
    }

    pub(super) fn cancelled() -> Failure {
        Failure::new(ErrorCode::RequestCanceled, "cancelled")
    }

    /// For a request about a text that has changed again.
    pub(super) fn outdated(method: &str) -> Failure {
        match method {
            // This is how a client learns that it shall ask again.
            DocumentDiagnosticRequest::METHOD => Failure {
                data: Some(json!({ "retriggerRequest": true })),
                ..Failure::new(ErrorCode::ServerCancelled, "the text has changed")
            },
            _ => Failure::new(ErrorCode::ContentModified, "the text has changed"),
        }
    }

    /// For a request whose parameters cannot be used.
    pub(super) fn invalid(message: impl Into<String>) -> Failure {
        Failure::new(ErrorCode::InvalidParams, message)
    }
}

/// The parameters of a message as the type that they should have.
pub(super) fn parse<T: DeserializeOwned>(params: Value) -> Answer<T> {
    serde_json::from_value(params).map_err(|error| Failure::invalid(error.to_string()))
}
