//! What a cited section carries today, shown after the citation. Off unless the user wants it.

use lsp_types::{InlayHint, InlayHintLabel, InlayHintParams};

use super::super::card;
use super::super::failure::Answer;
use super::super::session::{Look, Session};
use crate::citation::{Citation, Target};

pub(in crate::lsp) fn find(session: &mut Session, params: &InlayHintParams) -> Answer<Option<Vec<InlayHint>>> {
    if !session.settings.inlay_hints() {
        return Ok(Some(Vec::new()));
    }
    let Some(look) = session.look(params.text_document.uri.as_str()) else { return Ok(None) };
    let wanted = look.buffer().span(params.range);
    let hints = look.analysis.citations().filter(|(_, place)| wanted.start <= place.end && place.end <= wanted.end);
    let hints = hints.filter_map(|(citation, place)| {
        Some(InlayHint {
            position: look.buffer().position(place.end),
            label: InlayHintLabel::String(carried(&look, citation)?),
            kind: None,
            text_edits: None,
            tooltip: None,
            padding_left: Some(true),
            padding_right: None,
            data: None,
        })
    });
    Ok(Some(hints.collect()))
}

/// What the one section that is cited carries, in short.
pub(super) fn carried(look: &Look<'_>, citation: &Citation) -> Option<String> {
    let [Target::Section(section, pinpoint)] = citation.targets.as_slice() else { return None };
    card::in_short(look.law, section, pinpoint, look.as_of())
}
