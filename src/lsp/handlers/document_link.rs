//! Citations as links to the official page.

use lsp_types::{DocumentLink, DocumentLinkParams};

use super::super::card::cited_in_full;
use super::super::convert;
use super::super::failure::Answer;
use super::super::session::Session;

pub(in crate::lsp) fn find(session: &mut Session, params: &DocumentLinkParams) -> Answer<Option<Vec<DocumentLink>>> {
    let Some(look) = session.look(params.text_document.uri.as_str()) else { return Ok(None) };
    let links = look.analysis.citations().filter_map(|(citation, place)| {
        let section = citation.section()?;
        Some(DocumentLink {
            range: look.buffer().range(place),
            target: Some(convert::uri(&look.law.url(section)?)?),
            tooltip: Some(format!("{} on the official page", cited_in_full(section))),
            data: None,
        })
    });
    Ok(Some(links.collect()))
}
