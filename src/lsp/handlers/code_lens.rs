//! Above a paragraph, what the offenses that it cites carry today. Off unless the user wants it.

use lsp_types::{CodeLens, CodeLensParams, Command};
use serde_json::json;

use super::super::failure::Answer;
use super::super::session::Session;
use super::{command, inlay_hint};

pub(in crate::lsp) fn find(session: &mut Session, params: &CodeLensParams) -> Answer<Option<Vec<CodeLens>>> {
    if !session.settings.code_lens() {
        return Ok(Some(Vec::new()));
    }
    let Some(look) = session.look(params.text_document.uri.as_str()) else { return Ok(None) };
    let mut lenses: Vec<CodeLens> = Vec::new();
    for (citation, place) in look.analysis.citations() {
        let Some(section) = citation.section() else { continue };
        let Some(carried) = inlay_hint::carried(&look, citation) else { continue };
        let Some(url) = look.law.url(section) else { continue };
        let title = format!("{}: {carried}", section.cited());
        let range = look.buffer().range(place);
        // A line that cites a section twice needs to be told of it once.
        let told = |lens: &CodeLens| {
            lens.range.start.line == range.start.line
                && lens.command.as_ref().is_some_and(|command| command.title == title)
        };
        if !lenses.iter().rev().take(8).any(told) {
            let command = Command { title, command: command::OPEN_PAGE.to_owned(), arguments: Some(vec![json!(url)]) };
            lenses.push(CodeLens { range, command: Some(command), data: None });
        }
    }
    Ok(Some(lenses))
}
