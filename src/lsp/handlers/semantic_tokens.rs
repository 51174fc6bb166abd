//! Citations in a color of their own; what is repealed or transferred as deprecated.

use lsp_types::{
    SemanticToken, SemanticTokenModifier, SemanticTokenType, SemanticTokens, SemanticTokensLegend,
    SemanticTokensParams, SemanticTokensRangeParams, SemanticTokensRangeResult, SemanticTokensResult,
};

use super::super::failure::Answer;
use super::super::session::{Look, Session};
use crate::citation::Citation;
use crate::span::Span;

/// The names of the kinds: one that every color scheme knows.
pub(in crate::lsp) fn legend() -> SemanticTokensLegend {
    SemanticTokensLegend {
        token_types: vec![SemanticTokenType::MACRO],
        token_modifiers: vec![SemanticTokenModifier::DEPRECATED],
    }
}

pub(in crate::lsp) fn full(
    session: &mut Session,
    params: &SemanticTokensParams,
) -> Answer<Option<SemanticTokensResult>> {
    let Some(look) = session.look(params.text_document.uri.as_str()) else { return Ok(None) };
    let all = Span::new(0, look.buffer().text().len());
    Ok(Some(SemanticTokensResult::Tokens(SemanticTokens { result_id: None, data: tokens(&look, all) })))
}

pub(in crate::lsp) fn range(
    session: &mut Session,
    params: &SemanticTokensRangeParams,
) -> Answer<Option<SemanticTokensRangeResult>> {
    let Some(look) = session.look(params.text_document.uri.as_str()) else { return Ok(None) };
    let wanted = look.buffer().span(params.range);
    Ok(Some(SemanticTokensRangeResult::Tokens(SemanticTokens { result_id: None, data: tokens(&look, wanted) })))
}

fn tokens(look: &Look<'_>, wanted: Span) -> Vec<SemanticToken> {
    let buffer = look.buffer();
    let mut places: Vec<(Span, &Citation)> =
        look.analysis.citations().map(|(citation, place)| (place, citation)).collect();
    places.retain(|(place, _)| place.overlaps(wanted));
    places.sort_by_key(|(place, _)| *place);
    let (mut line, mut character, mut end) = (0, 0, 0);
    let mut tokens = Vec::new();
    for (place, citation) in places {
        let modifiers = u32::from(is_gone(look, citation));
        // A token may not go over the end of a line.
        for part in buffer.lines_of(place) {
            // Two citations of one place, as in "§§ 1-1 to 1-3", would overlap.
            if part.start < end {
                continue;
            }
            end = part.end;
            let range = buffer.range(part);
            let delta_line = range.start.line - line;
            let from = if delta_line == 0 { character } else { 0 };
            let delta_start = range.start.character - from;
            let length = range.end.character - range.start.character;
            tokens.push(SemanticToken {
                delta_line,
                delta_start,
                length,
                token_type: 0,
                token_modifiers_bitset: modifiers,
            });
            (line, character) = (range.start.line, range.start.character);
        }
    }
    tokens
}

fn is_gone(look: &Look<'_>, citation: &Citation) -> bool {
    let entry = citation.section().and_then(|section| look.law.section(section));
    entry.is_some_and(|entry| entry.status.is_gone())
}
