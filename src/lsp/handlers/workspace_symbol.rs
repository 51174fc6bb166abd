//! Sections by number or name, wherever the documents cite them.

use lsp_types::{Location, OneOf, SymbolKind, WorkspaceSymbol, WorkspaceSymbolParams, WorkspaceSymbolResponse};

use super::super::convert;
use super::super::failure::Answer;
use super::super::session::Session;
use super::references::everything_cited;
use crate::citation::section_named;
use crate::law::Section;

/// More are not given: a person who sees so many types another letter.
const MOST: usize = 500;

pub(in crate::lsp) fn find(
    session: &mut Session,
    params: &WorkspaceSymbolParams,
) -> Answer<Option<WorkspaceSymbolResponse>> {
    let wanted = params.query.to_lowercase();
    let wanted = wanted.trim_start_matches('§').trim();
    let mut symbols = Vec::new();
    for (uri, cited) in everything_cited(session) {
        let Some(uri) = convert::uri(&uri) else { continue };
        for place in cited {
            let Some(section) = section(&place.id) else { continue };
            let catchline = session.law.section(&section).map_or("", |entry| entry.catchline);
            let name = format!("{} {catchline}", section.cited());
            if symbols.len() < MOST && matches(&name.to_lowercase(), wanted) {
                symbols.push(WorkspaceSymbol {
                    name: name.trim_end().to_owned(),
                    kind: SymbolKind::CONSTANT,
                    tags: None,
                    container_name: None,
                    location: OneOf::Left(Location { uri: uri.clone(), range: place.range }),
                    data: None,
                });
            }
        }
    }
    // A number that no document cites is still a section of the law, whose page can be opened.
    if symbols.is_empty() && !wanted.is_empty() {
        symbols.extend(of_the_table(session, wanted));
    }
    Ok(Some(WorkspaceSymbolResponse::Nested(symbols)))
}

fn section(id: &str) -> Option<Section> {
    Section::from_table(id.strip_prefix("cgs:").or_else(|| id.strip_prefix("usc:"))?)
}

fn of_the_table(session: &mut Session, wanted: &str) -> Option<WorkspaceSymbol> {
    let section = section_named(wanted, &session.law)?;
    let entry = session.law.section(&section)?;
    let name = format!("{} {}", section.cited(), entry.catchline).trim_end().to_owned();
    let uri = session.page_uri(&super::super::pages::Page::Section(section))?;
    let location = OneOf::Left(Location { uri, range: lsp_types::Range::default() });
    Some(WorkspaceSymbol { name, kind: SymbolKind::CONSTANT, tags: None, container_name: None, location, data: None })
}

/// Whether every word that is wanted stands in the name.
fn matches(name: &str, wanted: &str) -> bool {
    wanted.split_whitespace().all(|word| name.contains(word))
}
