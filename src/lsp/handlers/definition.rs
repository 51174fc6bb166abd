//! A citation leads to its section's entry of the table: to the curated file where that is in an open folder, else to a page.

use std::fs;
use std::path::Path;

use lsp_types::{GotoDefinitionParams, GotoDefinitionResponse, Location, Position, Range, Uri};

use super::super::failure::Answer;
use super::super::pages::Page;
use super::super::session::Session;
use super::super::{convert, uri};
use crate::citation::Target;
use crate::law::{Code, Section};

pub(in crate::lsp) fn find(
    session: &mut Session,
    params: &GotoDefinitionParams,
) -> Answer<Option<GotoDefinitionResponse>> {
    let at = &params.text_document_position_params;
    let Some(look) = session.look(at.text_document.uri.as_str()) else { return Ok(None) };
    let Some((citation, _)) = look.analysis.citation_at(look.buffer().offset(at.position)) else { return Ok(None) };
    let mut sections: Vec<Section> = citation.targets.iter().filter_map(Target::section).cloned().collect();
    sections.dedup();
    let mut locations = Vec::new();
    for section in sections {
        let curated = session.folders.roots.iter().find_map(|root| curated(root, &section));
        locations.extend(curated.or_else(|| page(session, section)));
    }
    Ok((!locations.is_empty()).then_some(GotoDefinitionResponse::Array(locations)))
}

fn page(session: &mut Session, section: Section) -> Option<Location> {
    session.law.section(&section)?;
    Some(Location { uri: session.page_uri(&Page::Section(section))?, range: Range::default() })
}

/// Where a maintainer's folder has the facts that a person read about a section.
fn curated(root: &Path, section: &Section) -> Option<Location> {
    let code = match section.code() {
        Code::Connecticut => "ct",
        Code::UnitedStates => "us",
    };
    let line = format!("section = \"{}\"", section.number());
    let files = fs::read_dir(root.join("rules").join(code).join("curated")).ok()?;
    let mut paths: Vec<_> = files.filter_map(|file| Some(file.ok()?.path())).collect();
    paths.sort();
    paths.iter().find_map(|path| {
        let text = fs::read_to_string(path).ok()?;
        let row = text.lines().position(|found| found.split_whitespace().eq(line.split_whitespace()))?;
        let start = Position { line: u32::try_from(row).ok()?, character: 0 };
        let uri: Uri = convert::uri(&uri::from_path(path))?;
        Some(Location { uri, range: Range { start, end: start } })
    })
}
