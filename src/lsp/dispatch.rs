//! Which handler has which method.

use lsp_server::{ErrorCode, Notification};
use lsp_types::notification::{
    DidChangeConfiguration, DidChangeTextDocument, DidChangeWatchedFiles, DidChangeWorkspaceFolders,
    DidCloseTextDocument, DidOpenTextDocument, DidSaveTextDocument, Notification as Method,
};
use lsp_types::request::{
    CodeActionRequest, CodeActionResolveRequest, CodeLensRequest, Completion, DocumentDiagnosticRequest,
    DocumentHighlightRequest, DocumentLinkRequest, DocumentSymbolRequest, ExecuteCommand, GotoDefinition, HoverRequest,
    InlayHintRequest, PrepareRenameRequest, References, Rename, Request, SemanticTokensFullRequest,
    SemanticTokensRangeRequest, WorkspaceSymbolRequest,
};
use serde_json::Value;

use super::failure::{Answer, Failure, parse};
use super::handlers::{
    code_action, code_lens, command, completion, definition, diagnostics, document_link, document_symbol, hover,
    inlay_hint, page, references, rename, semantic_tokens, sync, workspace_symbol,
};
use super::session::Session;

type Handler<R> = fn(&mut Session, &<R as Request>::Params) -> Answer<<R as Request>::Result>;

fn run<R: Request>(session: &mut Session, params: Value, handler: Handler<R>) -> Answer<Value> {
    let result = handler(session, &parse(params)?)?;
    serde_json::to_value(result).map_err(|error| Failure::new(ErrorCode::InternalError, error.to_string()))
}

/// Does what a request asks.
pub(super) fn request(session: &mut Session, method: &str, params: Value) -> Answer<Value> {
    match method {
        CodeActionRequest::METHOD => run::<CodeActionRequest>(session, params, code_action::offer),
        CodeActionResolveRequest::METHOD => run::<CodeActionResolveRequest>(session, params, code_action::resolve),
        CodeLensRequest::METHOD => run::<CodeLensRequest>(session, params, code_lens::find),
        Completion::METHOD => run::<Completion>(session, params, completion::complete),
        DocumentDiagnosticRequest::METHOD => run::<DocumentDiagnosticRequest>(session, params, diagnostics::pulled),
        DocumentHighlightRequest::METHOD => run::<DocumentHighlightRequest>(session, params, references::highlight),
        DocumentLinkRequest::METHOD => run::<DocumentLinkRequest>(session, params, document_link::find),
        DocumentSymbolRequest::METHOD => run::<DocumentSymbolRequest>(session, params, document_symbol::find),
        ExecuteCommand::METHOD => run::<ExecuteCommand>(session, params, command::execute),
        GotoDefinition::METHOD => run::<GotoDefinition>(session, params, definition::find),
        HoverRequest::METHOD => run::<HoverRequest>(session, params, hover::hover),
        InlayHintRequest::METHOD => run::<InlayHintRequest>(session, params, inlay_hint::find),
        PrepareRenameRequest::METHOD => run::<PrepareRenameRequest>(session, params, rename::prepare),
        References::METHOD => run::<References>(session, params, references::find),
        Rename::METHOD => run::<Rename>(session, params, rename::rename),
        SemanticTokensFullRequest::METHOD => run::<SemanticTokensFullRequest>(session, params, semantic_tokens::full),
        SemanticTokensRangeRequest::METHOD => {
            run::<SemanticTokensRangeRequest>(session, params, semantic_tokens::range)
        }
        WorkspaceSymbolRequest::METHOD => run::<WorkspaceSymbolRequest>(session, params, workspace_symbol::find),
        "workspace/textDocumentContent" => page::content(session, &params),
        "lawlint/section" => page::section(session, &params),
        "lawlint/status" => page::status(session),
        #[cfg(test)]
        "lawlint/panic" => panic!("a test wanted this"),
        "initialize" => Err(Failure::new(ErrorCode::InvalidRequest, "the server is initialized already")),
        _ => Err(Failure::new(ErrorCode::MethodNotFound, format!("lawlint has no method {method}"))),
    }
}

/// Does what a notification says. Unknown ones are for others.
pub(super) fn notification(session: &mut Session, told: Notification) -> Answer<()> {
    let params = told.params;
    match told.method.as_str() {
        "initialized" => sync::initialized(session),
        DidOpenTextDocument::METHOD => sync::opened(session, parse(params)?),
        DidChangeTextDocument::METHOD => sync::changed(session, parse(params)?)?,
        DidSaveTextDocument::METHOD => sync::saved(session),
        DidCloseTextDocument::METHOD => sync::closed(session, &parse(params)?),
        DidChangeConfiguration::METHOD => sync::configured(session, &parse(params)?),
        DidChangeWatchedFiles::METHOD => sync::files_changed(session, &parse(params)?),
        DidChangeWorkspaceFolders::METHOD => sync::folders_changed(session, &parse(params)?),
        _ => {}
    }
    Ok(())
}
