//! Other places that cite the same section, in the document and in all others.

use lsp_types::{
    DocumentHighlight, DocumentHighlightKind, DocumentHighlightParams, Location, Position, ReferenceParams,
};

use super::super::convert;
use super::super::failure::Answer;
use super::super::folders::CitedPlace;
use super::super::session::Session;
use super::super::uri;
use super::workspace_diagnostics::cited;
use crate::citation::Target;

/// What a citation is about, without the place in it.
pub(super) fn subject(target: &Target) -> String {
    target.section().map_or_else(|| target.to_string(), ToString::to_string)
}

pub(in crate::lsp) fn find(session: &mut Session, params: &ReferenceParams) -> Answer<Option<Vec<Location>>> {
    let at = &params.text_document_position;
    let Some(subjects) = subjects_at(session, at.text_document.uri.as_str(), at.position) else { return Ok(None) };
    let mut places: Vec<(String, CitedPlace)> = Vec::new();
    for (uri, cited) in everything_cited(session) {
        places.extend(cited.into_iter().filter(|place| subjects.contains(&place.id)).map(|place| (uri.clone(), place)));
    }
    let here = |uri: &str, place: &CitedPlace| {
        uri == at.text_document.uri.as_str() && place.range.start <= at.position && at.position <= place.range.end
    };
    let include = params.context.include_declaration;
    places.retain(|(uri, place)| include || !here(uri, place));
    let location = |(uri, place): (String, CitedPlace)| Some(Location { uri: convert::uri(&uri)?, range: place.range });
    let mut locations: Vec<Location> = places.into_iter().filter_map(location).collect();
    locations.dedup();
    Ok(Some(locations))
}

pub(in crate::lsp) fn highlight(
    session: &mut Session,
    params: &DocumentHighlightParams,
) -> Answer<Option<Vec<DocumentHighlight>>> {
    let at = &params.text_document_position_params;
    let uri = at.text_document.uri.as_str();
    let Some(subjects) = subjects_at(session, uri, at.position) else { return Ok(None) };
    let Some(look) = session.look(uri) else { return Ok(None) };
    let places = cited(look.analysis, look.buffer()).into_iter().filter(|place| subjects.contains(&place.id));
    let highlight =
        |place: CitedPlace| DocumentHighlight { range: place.range, kind: Some(DocumentHighlightKind::TEXT) };
    let mut highlights: Vec<DocumentHighlight> = places.map(highlight).collect();
    highlights.dedup();
    Ok(Some(highlights))
}

/// What the citation at a place is about.
fn subjects_at(session: &mut Session, uri: &str, position: Position) -> Option<Vec<String>> {
    let look = session.look(uri)?;
    let (citation, _) = look.analysis.citation_at(look.buffer().offset(position))?;
    Some(citation.targets.iter().map(subject).collect())
}

/// Everything that is cited in any document, by URI: open ones as they are, others as they lie on the disk.
pub(super) fn everything_cited(session: &mut Session) -> Vec<(String, Vec<CitedPlace>)> {
    let mut all = Vec::new();
    for uri in session.documents.keys().cloned().collect::<Vec<_>>() {
        if let Some(look) = session.look(&uri) {
            let places = cited(look.analysis, look.buffer());
            all.push((uri, places));
        }
    }
    for (path, file) in &session.folders.files {
        if session.open_at(path).is_none() {
            all.push((uri::from_path(path), file.cited.clone()));
        }
    }
    all.sort_by(|left, right| left.0.cmp(&right.0));
    all
}
