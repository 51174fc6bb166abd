//! Lays the text of a section out in lines, as the JSON edition has it: one a provision, its letter in front. Knows
//! elements, not words.

use super::push_prose;
use super::xml::{Piece, Tag, Xml};
use crate::import::forms::Problem;

/// The text of a section or a note.
#[derive(Debug, Default)]
pub(super) struct Text {
    text: String,
    /// Whether the line is only a provision's letter so far.
    lettered: bool,
}

impl Text {
    /// Adds the element that `tag` opens, to its end.
    pub(super) fn add(&mut self, xml: &mut Xml, tag: &Tag) -> Result<(), Problem> {
        let outside = xml.depth() - 1;
        self.open(xml, tag)?;
        while xml.depth() > outside {
            match xml.next()? {
                Some(Piece::Open(inner)) => self.open(xml, &inner)?,
                Some(Piece::Text(text)) => self.words(&text),
                Some(Piece::Close(name)) if is_line(&name) => self.end_line(),
                _ => {}
            }
        }
        Ok(())
    }

    pub(super) fn finish(mut self) -> String {
        self.end_line();
        self.text.trim_end().to_owned()
    }

    fn open(&mut self, xml: &mut Xml, tag: &Tag) -> Result<(), Problem> {
        match tag.name.as_str() {
            _ if tag.is_footnote() => xml.skip(tag)?,
            "toc" | "notes" => xml.skip(tag)?,
            "num" => {
                self.words(&xml.line_of(tag)?);
                self.words(" ");
                self.lettered = true;
            }
            "heading" => {
                self.words(&xml.line_of(tag)?);
                self.end_line();
            }
            // `(a)` and the paragraph that it letters share a line.
            "p" if self.lettered => {}
            // What goes on after the lettered parts stands behind the last of them.
            "continuation" => self.go_on(),
            "td" | "th" | "column" | "br" => self.words(" "),
            name if is_line(name) => self.end_line(),
            _ => {}
        }
        Ok(())
    }

    fn words(&mut self, text: &str) {
        if !text.trim().is_empty() {
            self.lettered = false;
        }
        push_prose(&mut self.text, text);
    }

    fn end_line(&mut self) {
        // The dash that leads to lettered parts is no word.
        let end = self.text.trim_end_matches([' ', '\n', '—']).len();
        self.text.truncate(end);
        if end > 0 {
            self.text.push('\n');
        }
        self.lettered = false;
    }

    fn go_on(&mut self) {
        self.text.truncate(self.text.trim_end().len());
        self.words(" ");
    }
}

/// Whether the element has lines of its own.
fn is_line(name: &str) -> bool {
    matches!(
        name,
        "section"
            | "subsection"
            | "paragraph"
            | "subparagraph"
            | "clause"
            | "subclause"
            | "item"
            | "subitem"
            | "subsubitem"
            | "level"
            | "p"
            | "tr"
            | "layout"
            | "tocItem"
            | "signature"
    )
}
