//! Where a comment stands that cannot stand on its words: Word and LibreOffice take none in notes, headers and footers. One
//! about a note stands on the note's mark, one about a header on the document's first words.

use std::collections::HashMap;

use crate::document::package::{Node, Nodes};
use crate::span::Span;

/// The notes of a part, and where in it a comment on another part may stand.
#[derive(Default)]
pub(super) struct Anchors {
    /// Where each note in it begins.
    notes: Vec<(usize, Note)>,
    /// Where notes elsewhere have their marks.
    marks: HashMap<Note, Span>,
    first_words: Option<Span>,
}

/// How a note is referred to, and its identifier.
type Note = (&'static str, String);

impl Anchors {
    pub(super) fn of(xml: &str) -> Anchors {
        let mut anchors = Anchors::default();
        let mut in_text = false;
        for (node, span) in Nodes::new(xml, Span::new(0, xml.len())) {
            match node {
                Node::Start(tag) => {
                    in_text = tag.name() == "t";
                    let note = |kind| Some((kind, tag.attribute("id")?));
                    match tag.name() {
                        "footnote" => anchors.notes.extend(note(FOOTNOTE).map(|note| (span.start, note))),
                        "endnote" => anchors.notes.extend(note(ENDNOTE).map(|note| (span.start, note))),
                        FOOTNOTE => anchors.mark(note(FOOTNOTE), span),
                        ENDNOTE => anchors.mark(note(ENDNOTE), span),
                        _ => {}
                    }
                }
                Node::End(_) => in_text = false,
                Node::Text if in_text && anchors.first_words.is_none() && !xml[span.range()].trim().is_empty() => {
                    anchors.first_words = Some(span);
                }
                Node::Text | Node::Entity(_) => {}
            }
        }
        anchors
    }

    /// A place in this part, the main one, for a comment about `offset` of another.
    pub(super) fn place(&self, other: &Anchors, offset: usize) -> Option<Span> {
        let note = other.notes.partition_point(|(start, _)| *start <= offset).checked_sub(1);
        let mark = note.and_then(|note| self.marks.get(&other.notes[note].1)).copied();
        mark.or(self.first_words)
    }

    fn mark(&mut self, note: Option<Note>, span: Span) {
        if let Some(note) = note {
            self.marks.entry(note).or_insert(span);
        }
    }
}

const FOOTNOTE: &str = "footnoteReference";
const ENDNOTE: &str = "endnoteReference";
