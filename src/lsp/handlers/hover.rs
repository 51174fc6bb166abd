//! A card for the citation under the cursor; for a statement, what it is held against.

use lsp_types::{Hover, HoverContents, HoverParams, MarkupContent, MarkupKind};

use super::super::card::{self, Markup};
use super::super::failure::Answer;
use super::super::session::{Look, Session};
use crate::claim::{Claim, Subject};
use crate::law::{Pinpoint, Section};
use crate::span::Span;

pub(in crate::lsp) fn hover(session: &mut Session, params: &HoverParams) -> Answer<Option<Hover>> {
    let at = &params.text_document_position_params;
    let Some(look) = session.look(at.text_document.uri.as_str()) else { return Ok(None) };
    let offset = look.buffer().offset(at.position);
    let markup = if look.client.markdown { Markup::Markdown } else { Markup::Plain };
    let claim =
        look.analysis.claim_at(offset).and_then(|(claim, place)| Some((of_claim(&look, claim, markup)?, place)));
    let citation = || {
        let (citation, place) = look.analysis.citation_at(offset)?;
        Some((card::of_citation(look.law, citation, look.as_of(), markup)?, place))
    };
    let Some((value, place)) = claim.or_else(citation) else { return Ok(None) };
    let kind = if look.client.markdown { MarkupKind::Markdown } else { MarkupKind::PlainText };
    let contents = HoverContents::Markup(MarkupContent { kind, value });
    Ok(Some(Hover { contents, range: Some(look.buffer().range(place)) }))
}

/// What a statement is held against. What was found wrong with it the editor says beside this.
fn of_claim(look: &Look<'_>, claim: &Claim, markup: Markup) -> Option<String> {
    let named = |section: &Section| card::of_section(look.law, section, &Pinpoint::whole(), look.as_of(), markup);
    let mut cards: Vec<String> = match &claim.subject {
        Subject::Named { section, .. } => vec![named(section)],
        Subject::Cited(citations) => {
            let citations = citations.iter().filter_map(|index| look.analysis.judged.citations.get(*index));
            citations.filter_map(|citation| card::of_citation(look.law, citation, look.as_of(), markup)).collect()
        }
    };
    cards.dedup();
    let said = words(look, claim.span)?;
    (!cards.is_empty()).then(|| format!("“{said}” is held against:\n\n{}", cards.join("\n\n")))
}

fn words<'a>(look: &'a Look<'_>, span: Span) -> Option<&'a str> {
    look.analysis.file().document.text.get(span.range())
}
