//! Rename is refused, with the reason: a section's name is the law's.

use lsp_server::ErrorCode;
use lsp_types::{PrepareRenameResponse, RenameParams, TextDocumentPositionParams, WorkspaceEdit};

use super::super::failure::{Answer, Failure};
use super::super::session::Session;

pub(in crate::lsp) fn prepare(
    session: &mut Session,
    params: &TextDocumentPositionParams,
) -> Answer<Option<PrepareRenameResponse>> {
    let Some(look) = session.look(params.text_document.uri.as_str()) else { return Ok(None) };
    match look.analysis.citation_at(look.buffer().offset(params.position)) {
        Some(_) => Err(refused()),
        None => Ok(None),
    }
}

pub(in crate::lsp) fn rename(_: &mut Session, _: &RenameParams) -> Answer<Option<WorkspaceEdit>> {
    Err(refused())
}

fn refused() -> Failure {
    let message =
        "a citation cannot be renamed: the number of a section is the law's. Edit the text; a wrong number is reported";
    Failure::new(ErrorCode::RequestFailed, message)
}
