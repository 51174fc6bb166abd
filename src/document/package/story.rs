//! Puts the text of a document together from its parts' XML: paragraphs, rows, notes, and what stands
//! beside the text until its paragraph ends. Knows no format's names for them.

use std::mem;

use super::super::builder::{Builder, Mark};
use super::super::suppression::{Comment, Directive, Neighbors};
use super::super::{BlockKind, UNREAD, Unread};
use super::xml::{Node, Nodes, Tag};
use crate::span::Span;

/// How deep text boxes may stand in one another; what lies deeper is told to be unread.
const DEEPEST: usize = 8;

/// A document's text in the making.
pub(super) struct Story<'a> {
    xml: &'a str,
    pub(super) out: Builder<'a>,
    pub(super) comments: Vec<Comment>,
    /// Blocks that could not be read: their index, and what they are.
    unread: Vec<(usize, String)>,
    /// The kind and depth of the paragraph here.
    paragraph: (BlockKind, u8),
    /// How many tables are around this place, and how many cells of the outermost row there were.
    rows: usize,
    cells: usize,
    /// What is read once the block here has ended.
    asides: Vec<Aside>,
    /// Where raised text begins.
    raised: Option<Mark>,
    /// Whether all of this is a note.
    is_note: bool,
}

/// Text that stands beside the text: a text box, a footnote.
#[derive(Clone, Copy, Debug)]
pub(super) struct Aside {
    /// Its XML.
    pub(super) xml: Span,
    /// Whether it is a note.
    pub(super) is_note: bool,
}

impl<'a> Story<'a> {
    pub(super) fn new(xml: &'a str) -> Story<'a> {
        Story {
            xml,
            out: Builder::new(xml),
            comments: Vec::new(),
            unread: Vec::new(),
            paragraph: (BlockKind::Paragraph, 0),
            rows: 0,
            cells: 0,
            asides: Vec::new(),
            raised: None,
            is_note: false,
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
        } else if self.out.open_kind().is_some() && !self.out.ends_in_space() {
            self.out.synthetic("\n");
        }
        self.set_paragraph(kind, depth);
    }

    /// Says what kind of paragraph this is.
    pub(super) fn set_paragraph(&mut self, kind: BlockKind, depth: u8) {
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
            self.cells = 0;
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
        if self.cells > 0 {
            self.out.synthetic(" | ");
        }
        self.cells += 1;
    }

    /// Ends a cell that is `columns` wide: its neighbors stay in their own columns.
    pub(super) fn end_cell(&mut self, columns: usize) {
        if self.rows == 1 {
            (1..columns.clamp(1, WIDEST)).for_each(|_| self.out.synthetic(" | "));
        }
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

    /// Ends text above the line. The mark of a note is taken back: it would be read as part of the number before it. A paragraph
    /// that begins with one is a note.
    pub(super) fn end_raised(&mut self) {
        if let Some(mark) = self.raised.take()
            && self.out.cut_note_mark(mark)
        {
            self.out.make_note_at(mark);
        }
    }

    /// Keeps text for when the block here has ended.
    pub(super) fn aside(&mut self, xml: Span, is_note: bool) {
        self.asides.push(Aside { xml, is_note });
    }

    /// The text that was kept, once the block has ended.
    pub(super) fn asides(&mut self) -> Vec<Aside> {
        match self.out.open_kind() {
            None if self.rows == 0 => mem::take(&mut self.asides),
            _ => Vec::new(),
        }
    }

    /// The index that the block here has or will have.
    pub(super) fn block(&self) -> usize {
        self.out.next_index()
    }

    /// Takes a comment for lawlint about the blocks from `first` to this one.
    pub(super) fn silence(&mut self, directive: Directive, first: usize) {
        let neighbors = Neighbors::Within { first, last: self.block() };
        self.comments.push(Comment { directive, at: self.out.len(), neighbors, source: None });
    }

    /// Tells that a part was read only up to where it is damaged.
    pub(super) fn damage(&mut self, part: &str, why: &str, xml: Span) {
        let rest = "the rest of it was not read: open it in the program that made it and save it anew";
        self.unread(format!("{part} is damaged ({why}); {rest}"), Span::new(xml.end, xml.end));
    }

    /// Tells of something that is not read; `xml` is its place.
    pub(super) fn unread(&mut self, what: String, xml: Span) {
        self.rows = 0;
        self.out.close();
        self.unread.push((self.out.next_index(), what));
        self.out.open(BlockKind::Paragraph, 0);
        self.out.decoded(UNREAD, xml);
        self.out.close();
    }

    /// The text with its blocks and pieces, the comments in it, and what is unread.
    pub(super) fn finish(self) -> Finished {
        let (text, blocks, pieces) = self.out.finish();
        let unread = self.unread.into_iter();
        let unread = unread.filter_map(|(index, what)| Some(Unread { span: blocks.get(index)?.span, what })).collect();
        Finished { text, blocks, pieces, comments: self.comments, unread }
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
                Node::Start(tag) => self.start(&tag, span),
                Node::End(tag) => self.end(tag.name()),
                Node::Text if self.takes_text() => self.story().text(span),
                Node::Entity(text) if self.takes_text() => self.story().decoded(&text, span),
                Node::Text | Node::Entity(_) => {}
            }
            self.tell_asides(level);
        }
        self.story().end_paragraph();
        self.tell_asides(level);
        self.nodes().damage().map(str::to_owned)
    }

    /// Goes through the text boxes and notes of the block that has ended.
    fn tell_asides(&mut self, level: usize) {
        for aside in self.story().asides() {
            if level >= DEEPEST {
                let what = "text boxes or notes that lie in one another were not read: take them apart";
                self.story().unread(what.to_owned(), aside.xml);
                continue;
            }
            let was_note = self.story().set_note(aside.is_note);
            self.beside(aside.xml).tell(level + 1);
            self.story().set_note(was_note);
        }
    }
}

/// No cell is read as wider than this: a width is a number that a file can say anything of.
const WIDEST: usize = 64;

/// A text that was put together.
pub(super) struct Finished {
    pub(super) text: String,
    pub(super) blocks: Vec<super::super::Block>,
    pub(super) pieces: Vec<super::super::Piece>,
    pub(super) comments: Vec<Comment>,
    pub(super) unread: Vec<Unread>,
}
