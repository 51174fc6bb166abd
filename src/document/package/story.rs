//! Puts the text of a document together from its parts' XML: paragraphs, rows, notes, and what stands
//! beside the text until its paragraph ends. Knows no format's names for them.

use std::mem;

use super::super::builder::{Builder, Built, Mark};
use super::super::suppression::{Directive, Neighbors};
use super::super::{BlockKind, UNREAD, Unread};
use super::xml::{Node, Nodes, Tag};
use crate::span::Span;

/// How deep text boxes may stand in one another; what lies deeper is told to be unread.
const DEEPEST: usize = 8;

/// A document's text in the making.
pub(super) struct Story<'a> {
    xml: &'a str,
    out: Builder<'a>,
    /// Blocks that could not be read: their index, and what they are.
    unread: Vec<(usize, String)>,
    /// The kind and depth of the paragraph here.
    paragraph: (BlockKind, u8),
    /// How many tables are around this place.
    rows: usize,
    /// What is read once the block here has ended.
    asides: Vec<Aside>,
    /// Where raised text begins.
    raised: Option<Mark>,
    /// Whether all of this is a note.
    is_note: bool,
    /// How many pictures there were.
    pictures: usize,
}

/// What stands beside the text and is told after the block.
#[derive(Clone, Debug)]
pub(super) enum Aside {
    /// A text box.
    Frame(Span),
    /// A footnote.
    Note(Span),
    /// What is not read.
    Unread { what: String, xml: Span },
}

impl<'a> Story<'a> {
    pub(super) fn new(xml: &'a str) -> Story<'a> {
        Story {
            xml,
            out: Builder::new(xml),
            unread: Vec::new(),
            paragraph: (BlockKind::Paragraph, 0),
            rows: 0,
            asides: Vec::new(),
            raised: None,
            is_note: false,
            pictures: 0,
        }
    }

    /// Says whether what follows is a note. Whether what came before was one.
    pub(super) fn set_note(&mut self, is_note: bool) -> bool {
        mem::replace(&mut self.is_note, is_note)
    }

    /// Begins a paragraph.
    pub(super) fn paragraph(&mut self, kind: BlockKind, depth: u8) {
        if self.rows == 0 {
            self.out.close();
        } else {
            self.out.line(kind, depth);
        }
        self.paragraph = (kind, depth);
    }

    /// Says what kind of paragraph the one here is, before its text.
    pub(super) fn set_paragraph(&mut self, kind: BlockKind, depth: u8) {
        self.out.set_line(kind, depth);
        self.paragraph = (kind, depth);
    }

    /// Ends a paragraph.
    pub(super) fn end_paragraph(&mut self) {
        self.raised = None;
        if self.rows == 0 {
            self.out.close();
        }
    }

    /// Begins a row of a table. A table within a cell is part of the cell.
    pub(super) fn row(&mut self) {
        if self.rows == 0 {
            self.out.close();
        }
        self.rows += 1;
    }

    /// Ends a row.
    pub(super) fn end_row(&mut self) {
        self.rows = self.rows.saturating_sub(1);
        self.end_paragraph();
    }

    /// Begins a cell.
    pub(super) fn cell(&mut self) {
        if self.rows != 1 {
            return;
        }
        self.out.open(self.kind(), 0);
        self.out.cell();
    }

    /// Begins empty cells of the row.
    pub(super) fn skip_cells(&mut self, columns: usize) {
        (0..columns.min(WIDEST)).for_each(|_| self.cell());
    }

    /// Ends a cell that is `columns` wide: its neighbors stay in their own columns.
    pub(super) fn end_cell(&mut self, columns: usize) {
        self.skip_cells(columns.saturating_sub(1));
    }

    /// Adds text as it is in the XML.
    pub(super) fn text(&mut self, xml: Span) {
        if self.out.open_kind().is_none() && self.xml[xml.range()].trim_start().is_empty() {
            return;
        }
        self.begin();
        self.out.verbatim(xml);
    }

    /// Adds text that the XML at `xml` stands for.
    pub(super) fn decoded(&mut self, text: &str, xml: Span) {
        if self.out.open_kind().is_none() && text.trim_start().is_empty() {
            return;
        }
        self.begin();
        self.out.decoded(text, xml);
    }

    /// Begins text above the line, where the marks of notes stand.
    pub(super) fn raise(&mut self) {
        self.begin();
        self.raised = self.raised.or_else(|| Some(self.out.mark()));
    }

    /// Ends text above the line.
    pub(super) fn end_raised(&mut self) {
        if let Some(mark) = self.raised.take() {
            self.out.end_raised(mark);
        }
    }

    /// Takes the mark of a note that leaves no text here.
    pub(super) fn note_mark(&mut self, label: &str) {
        self.out.note_mark(label);
    }

    /// What follows is the note that the mark leads to.
    pub(super) fn note(&mut self, label: &str) {
        self.out.note(label);
    }

    /// Keeps something for when the block here has ended.
    pub(super) fn aside(&mut self, aside: Aside) {
        if let Aside::Note(xml) = &aside {
            self.out.note_mark(&note_label(*xml));
        }
        self.asides.push(aside);
    }

    /// What was kept, once the block has ended.
    pub(super) fn asides(&mut self) -> Vec<Aside> {
        match self.out.open_kind() {
            None if self.rows == 0 => mem::take(&mut self.asides),
            _ => Vec::new(),
        }
    }

    /// How many blocks and how many pictures there were.
    pub(super) fn counts(&self) -> (usize, usize) {
        (self.out.next_index(), self.pictures)
    }

    /// The index that the block here has or will have.
    pub(super) fn block(&self) -> usize {
        self.out.next_index()
    }

    /// Takes a comment for lawlint about the blocks from `first` to this one.
    pub(super) fn silence(&mut self, directive: Directive, first: usize) {
        let neighbors = Neighbors::Within { first, last: self.block() };
        self.out.comment(directive, neighbors, None);
    }

    /// Tells that a part was read only up to where it is damaged.
    pub(super) fn damage(&mut self, part: &str, why: &str, xml: Span) {
        let rest = "the rest of it was not read: open it in the program that made it and save it anew";
        self.unread(format!("{part} is damaged ({why}); {rest}"), Span::new(xml.end, xml.end));
    }

    /// Tells of something that is not read; `xml` is its place. In a row that waits for the row's end.
    pub(super) fn unread(&mut self, what: String, xml: Span) {
        if self.rows > 0 {
            self.asides.push(Aside::Unread { what, xml });
            return;
        }
        self.out.close();
        self.unread.push((self.out.next_index(), what));
        self.out.open(BlockKind::Paragraph, 0);
        self.out.decoded(UNREAD, xml);
        self.out.close();
    }

    /// Ends a part: what its XML left open ends with it.
    fn end_part(&mut self) {
        self.rows = 0;
        self.end_paragraph();
    }

    /// The text with its blocks and pieces, and what is unread.
    pub(super) fn finish(self) -> (Built, Vec<Unread>) {
        let built = self.out.finish();
        let unread = self.unread.into_iter();
        let unread =
            unread.filter_map(|(index, what)| Some(Unread { span: built.blocks.get(index)?.span, what })).collect();
        (built, unread)
    }

    fn begin(&mut self) {
        let (_, depth) = self.paragraph;
        self.out.open(self.kind(), depth);
    }

    fn kind(&self) -> BlockKind {
        match (self.is_note, self.rows) {
            (true, _) => BlockKind::Footnote,
            (false, 0) => self.paragraph.0,
            (false, _) => BlockKind::TableRow,
        }
    }
}

/// What goes through the XML of one format and tells a story of it.
pub(super) trait Teller<'r, 'a>: Sized {
    fn nodes(&mut self) -> &mut Nodes<'r>;

    fn story(&mut self) -> &mut Story<'a>;

    /// An element begins.
    fn start(&mut self, tag: &Tag<'_>, span: Span);

    /// An element ends.
    fn end(&mut self, name: &str);

    /// Whether the text that comes now is part of the story.
    fn takes_text(&mut self) -> bool;

    /// One of the same format for text that stands beside the text, which is elsewhere in the XML.
    fn beside(&mut self, xml: Span) -> impl Teller<'_, 'a>;

    /// Goes to the end. What is damaged, if anything is. It stands beside the text `level` times over.
    fn tell(mut self, level: usize) -> Option<String> {
        while let Some((node, span)) = self.nodes().next() {
            match node {
                Node::Start(tag) => {
                    self.story().pictures += usize::from(PICTURES.contains(&tag.name()));
                    self.start(&tag, span);
                }
                Node::End(tag) => self.end(tag.name()),
                Node::Text if self.takes_text() => self.story().text(span),
                Node::Entity(text) if self.takes_text() => self.story().decoded(&text, span),
                Node::Text | Node::Entity(_) => {}
            }
            self.tell_asides(level);
        }
        self.story().end_part();
        self.tell_asides(level);
        self.nodes().damage().map(str::to_owned)
    }

    /// Goes through the text boxes and notes of the block that has ended.
    fn tell_asides(&mut self, level: usize) {
        for aside in self.story().asides() {
            let (xml, is_note) = match aside {
                Aside::Unread { what, xml } => {
                    self.story().unread(what, xml);
                    continue;
                }
                Aside::Frame(xml) => (xml, false),
                Aside::Note(xml) => (xml, true),
            };
            if level >= DEEPEST {
                let what = "text boxes or notes that lie in one another were not read: take them apart";
                self.story().unread(what.to_owned(), xml);
                continue;
            }
            let was_note = self.story().set_note(is_note);
            if is_note {
                self.story().note(&note_label(xml));
            }
            self.beside(xml).tell(level + 1);
            self.story().set_note(was_note);
        }
    }
}

/// What no other note is called: where its XML is.
fn note_label(xml: Span) -> String {
    format!("at {}", xml.start)
}

/// The elements that hold a picture: DrawingML's, VML's, OpenDocument's.
const PICTURES: [&str; 3] = ["blip", "imagedata", "image"];

/// No cell is read as wider than this: a width is a number that a file can say anything of.
const WIDEST: usize = 64;
