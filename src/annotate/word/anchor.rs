//! Where a comment stands that cannot stand on its words: Word and LibreOffice take none in notes, headers and footers. One
//! about a note stands on the note's mark, one about a header on the document's first words.

use crate::document::package::{Node, Nodes};
use crate::span::Span;

/// A place in the main part for a comment about `offset` of another part.
pub(super) fn in_main(main: &str, part: &str, offset: usize) -> Option<Span> {
    let mark = note_at(part, offset).and_then(|(reference, id)| mark_of(main, reference, &id));
    mark.or_else(|| first_words(main))
}

/// How the main part refers to the note that `offset` is in, and the note's identifier.
fn note_at(part: &str, offset: usize) -> Option<(&'static str, String)> {
    let notes = Nodes::new(part, Span::new(0, part.len()));
    let before = notes.take_while(|(_, span)| span.start <= offset).filter_map(|(node, _)| match node {
        Node::Start(tag) if tag.name() == "footnote" => Some(("footnoteReference", tag.attribute("id")?)),
        Node::Start(tag) if tag.name() == "endnote" => Some(("endnoteReference", tag.attribute("id")?)),
        _ => None,
    });
    before.last()
}

fn mark_of(main: &str, reference: &str, id: &str) -> Option<Span> {
    let mut nodes = Nodes::new(main, Span::new(0, main.len()));
    let is_meant = |node: &Node<'_>| matches!(node, Node::Start(tag) if tag.name() == reference && tag.attribute("id").as_deref() == Some(id));
    nodes.find(|(node, _)| is_meant(node)).map(|(_, span)| span)
}

fn first_words(main: &str) -> Option<Span> {
    let mut in_text = false;
    let mut nodes = Nodes::new(main, Span::new(0, main.len()));
    let words = nodes.find(|(node, span)| {
        match node {
            Node::Start(tag) => in_text = tag.name() == "t",
            Node::End(_) => in_text = false,
            Node::Text => return in_text && !main[span.range()].trim().is_empty(),
            Node::Entity(_) => {}
        }
        false
    });
    words.map(|(_, span)| span)
}
