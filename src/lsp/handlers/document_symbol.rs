//! The outline: the headings of a document, and under each what it cites.

use lsp_types::{
    DocumentSymbol, DocumentSymbolParams, DocumentSymbolResponse, Location, SymbolInformation, SymbolKind, SymbolTag,
};

use super::super::failure::Answer;
use super::super::session::{Look, Session};
use crate::citation::Citation;
use crate::document::BlockKind;
use crate::span::Span;

pub(in crate::lsp) fn find(
    session: &mut Session,
    params: &DocumentSymbolParams,
) -> Answer<Option<DocumentSymbolResponse>> {
    let uri = &params.text_document.uri;
    let Some(look) = session.look(uri.as_str()) else { return Ok(None) };
    let outline = outline(&look);
    if look.client.nested_symbols {
        return Ok(Some(DocumentSymbolResponse::Nested(outline)));
    }
    let mut flat = Vec::new();
    for symbol in outline {
        let container = symbol.children.as_ref().map(|_| symbol.name.clone());
        for child in symbol.children.clone().unwrap_or_default() {
            flat.push(information(child, uri.clone(), container.clone()));
        }
        if symbol.children.is_none() {
            flat.push(information(symbol, uri.clone(), None));
        }
    }
    Ok(Some(DocumentSymbolResponse::Flat(flat)))
}

fn information(symbol: DocumentSymbol, uri: lsp_types::Uri, container_name: Option<String>) -> SymbolInformation {
    let DocumentSymbol { name, kind, tags, range, .. } = symbol;
    #[expect(deprecated, reason = "the type has the field; tags say it today")]
    SymbolInformation { name, kind, tags, deprecated: None, location: Location { uri, range }, container_name }
}

/// Headings with what is cited under them; what is cited before the first heading stands for itself.
fn outline(look: &Look<'_>) -> Vec<DocumentSymbol> {
    let document = &look.analysis.file().document;
    let headings = document.blocks.iter().filter(|block| block.kind == BlockKind::Heading);
    let headings: Vec<(&str, Span)> = headings
        .filter_map(|block| {
            let place = look.analysis.source(block.span)?;
            // The mark before the words is the heading's too.
            let place = Span::new(look.buffer().line_start(place.start), place.end);
            Some((document.text.get(block.span.range())?, place))
        })
        .collect();
    let cited: Vec<(Span, DocumentSymbol)> =
        look.analysis.citations().map(|(citation, place)| (place, symbol(look, citation, place))).collect();
    let end = document.source_text().len();
    let first = headings.first().map_or(end, |(_, place)| place.start);
    let within =
        |from: usize, to: usize| cited.iter().filter(move |(place, _)| from <= place.start && place.start < to);
    let mut outline: Vec<DocumentSymbol> = within(0, first).map(|(_, symbol)| symbol.clone()).collect();
    for (index, (words, place)) in headings.iter().enumerate() {
        let until = headings.get(index + 1).map_or(end, |(_, next)| next.start).max(place.end);
        let children: Vec<DocumentSymbol> = within(place.start, until).map(|(_, symbol)| symbol.clone()).collect();
        // A heading under which nothing is cited leads nowhere.
        if !children.is_empty() {
            let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
            let whole = Span::new(place.start, until);
            outline.push(new(look, words, None, SymbolKind::STRING, (whole, *place), Some(children)));
        }
    }
    outline
}

fn symbol(look: &Look<'_>, citation: &Citation, place: Span) -> DocumentSymbol {
    let document = &look.analysis.file().document;
    let words = document.text.get(citation.span.range()).unwrap_or_default();
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let entry = citation.section().and_then(|section| look.law.section(section));
    let gone = entry.as_ref().is_some_and(|entry| entry.status.is_gone());
    let catchline = entry.map(|entry| entry.catchline.to_owned()).filter(|name| !name.is_empty());
    let mut symbol = new(look, words, catchline, SymbolKind::CONSTANT, (place, place), None);
    symbol.tags = gone.then(|| vec![SymbolTag::DEPRECATED]);
    symbol
}

fn new(
    look: &Look<'_>,
    name: String,
    detail: Option<String>,
    kind: SymbolKind,
    (whole, name_at): (Span, Span),
    children: Option<Vec<DocumentSymbol>>,
) -> DocumentSymbol {
    let (range, selection_range) = (look.buffer().range(whole), look.buffer().range(name_at));
    #[expect(deprecated, reason = "the type has the field; tags say it today")]
    DocumentSymbol { name, detail, kind, tags: None, deprecated: None, range, selection_range, children }
}
