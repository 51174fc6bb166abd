//! Puts a document's text together from pieces of its source, block by block. For the formats whose
//! text is not their file's; knows none of them.

use super::cells::{Line, SEPARATOR, places_only};
use super::notes::{NoteMark, Notes};
use super::source_map::{Piece, SourceMap};
use super::suppression::{self, Comment, Directive, Neighbors, Suppression};
use super::{Block, BlockKind, Document, Format};
use crate::span::Span;

/// Where a word may be broken at the end of a line.
const SOFT_HYPHEN: char = '\u{ad}';

/// A text in the making.
#[derive(Debug)]
pub(super) struct Builder<'a> {
    source: &'a str,
    text: String,
    pieces: Vec<Piece>,
    blocks: Vec<Block>,
    comments: Vec<Comment>,
    notes: Notes,
    /// The marks of notes that stand before the text of the next block.
    marks_to_come: Vec<String>,
    open: Option<Open>,
}

#[derive(Debug)]
struct Open {
    kind: BlockKind,
    depth: u8,
    start: usize,
    /// Pieces there were when it was opened: a block without pieces says nothing.
    pieces: usize,
    /// The lines of its cells, if it is a row.
    lines: Vec<Line>,
}

/// A text that was put together.
#[derive(Debug)]
pub(super) struct Built {
    pub(super) text: String,
    pub(super) blocks: Vec<Block>,
    pub(super) note_marks: Vec<NoteMark>,
    pub(super) pieces: Vec<Piece>,
    pub(super) suppressions: Vec<Suppression>,
}

impl Built {
    /// The document that it is. Its source, its day and what is unread of it are for the reader to add.
    pub(super) fn into_document(self, format: Format, map: impl FnOnce(Vec<Piece>) -> SourceMap) -> Document {
        let Built { text, blocks, note_marks, pieces, suppressions } = self;
        let (as_of, source, unread) = (None, None, Vec::new());
        Document { text, blocks, note_marks, source_map: map(pieces), format, suppressions, as_of, source, unread }
    }
}

/// A point that the text can be cut back to.
#[derive(Clone, Copy, Debug)]
pub(super) struct Mark {
    text: usize,
    pieces: usize,
}

impl<'a> Builder<'a> {
    pub(super) fn new(source: &'a str) -> Self {
        let text = String::with_capacity(source.len());
        Builder {
            source,
            text,
            pieces: Vec::new(),
            blocks: Vec::new(),
            comments: Vec::new(),
            notes: Notes::default(),
            marks_to_come: Vec::new(),
            open: None,
        }
    }

    /// Begins a block; if one is open already, that one goes on.
    pub(super) fn open(&mut self, kind: BlockKind, depth: u8) {
        if self.open.is_some() {
            return;
        }
        if !self.text.is_empty() {
            self.text.push_str("\n\n");
        }
        let (start, pieces) = (self.text.len(), self.pieces.len());
        self.marks_to_come.drain(..).for_each(|label| self.notes.mark(&label, start));
        self.open = Some(Open { kind, depth, start, pieces, lines: Vec::new() });
    }

    /// Begins a cell of the open row.
    pub(super) fn cell(&mut self) {
        let Some(open) = &mut self.open else { return };
        let cell = open.lines.last().map_or(0, |line| line.cell + 1);
        if cell > 0 {
            self.text.push_str(SEPARATOR);
        }
        open.lines.push(Line { start: self.text.len(), cell, kind: BlockKind::Paragraph, depth: 0 });
    }

    /// Begins a line of a cell, which would be a block of the kind if the cell were no cell.
    pub(super) fn line(&mut self, kind: BlockKind, depth: u8) {
        let ends_in_space = self.ends_in_space();
        let Some(open) = &mut self.open else { return };
        if !ends_in_space {
            self.text.push('\n');
        }
        let cell = open.lines.last().map_or(0, |line| line.cell);
        open.lines.push(Line { start: self.text.len(), cell, kind, depth });
    }

    /// Says of what kind the line begun last is, if one was.
    pub(super) fn set_line(&mut self, kind: BlockKind, depth: u8) {
        if let Some(line) = self.open.as_mut().and_then(|open| open.lines.last_mut()) {
            (line.kind, line.depth) = (kind, depth);
        }
    }

    /// Ends the open block, if any. It is a block without the white space around it, if anything is left.
    pub(super) fn close(&mut self) {
        let Some(open) = self.open.take() else { return };
        if self.pieces.len() == open.pieces {
            return;
        }
        if open.kind == BlockKind::TableRow && places_only(&open.lines, &self.text) {
            return self.close_lines(&open.lines);
        }
        let span = self.trimmed(open.start, self.text.len());
        if !span.is_empty() {
            self.blocks.push(Block { kind: open.kind, span, depth: open.depth });
        }
    }

    /// Ends a row whose lines are blocks of their own. A comment for lawlint in it is about its line.
    fn close_lines(&mut self, lines: &[Line]) {
        let row = self.blocks.len();
        for (at, line) in lines.iter().enumerate() {
            let next = lines.get(at + 1);
            let comments = self.comments.partition_point(|comment| comment.at < line.start)
                ..next.map_or(self.comments.len(), |next| {
                    self.comments.partition_point(|comment| comment.at < next.start)
                });
            for comment in &mut self.comments[comments] {
                comment.neighbors.move_to(row, self.blocks.len());
            }
            let span = self.trimmed(line.start, next.map_or(self.text.len(), |next| line.end_before(next)));
            if !span.is_empty() {
                self.blocks.push(Block { kind: line.kind, span, depth: line.depth });
            }
        }
    }

    /// The text between two places without the white space around it.
    fn trimmed(&self, start: usize, end: usize) -> Span {
        let text = &self.text[start..end];
        let start = end - text.trim_start().len();
        Span::new(start, start + text.trim().len())
    }

    /// The kind of the open block.
    pub(super) fn open_kind(&self) -> Option<BlockKind> {
        self.open.as_ref().map(|open| open.kind)
    }

    /// The index that the open block will have.
    pub(super) fn open_index(&self) -> Option<usize> {
        self.open.as_ref().map(|_| self.next_index())
    }

    /// The index that the open block, or else the next one, will have.
    pub(super) fn next_index(&self) -> usize {
        self.blocks.len()
    }

    /// Adds source text as it is, without its soft hyphens: no reader sees those.
    pub(super) fn verbatim(&mut self, source: Span) {
        let mut at = source.start;
        for (found, hyphen) in self.source[source.range()].match_indices(SOFT_HYPHEN) {
            self.piece_of_source(Span::new(at, source.start + found));
            at = source.start + found + hyphen.len();
        }
        self.piece_of_source(Span::new(at, source.end));
    }

    fn piece_of_source(&mut self, source: Span) {
        let start = self.text.len();
        self.text.push_str(&self.source[source.range()]);
        match self.pieces.last_mut() {
            Some(last) if last.verbatim && last.text.end == start && last.source.end == source.start => {
                last.text.end = self.text.len();
                last.source.end = source.end;
            }
            _ => self.piece(start, source, true),
        }
    }

    /// Adds text that stands for the source at `source`.
    pub(super) fn decoded(&mut self, text: &str, source: Span) {
        let start = self.text.len();
        text.split(SOFT_HYPHEN).for_each(|part| self.text.push_str(part));
        self.piece(start, source, false);
    }

    /// Whether the text so far ends in white space.
    pub(super) fn ends_in_space(&self) -> bool {
        self.text.ends_with(char::is_whitespace)
    }

    /// The point reached.
    pub(super) fn mark(&self) -> Mark {
        Mark { text: self.text.len(), pieces: self.pieces.len() }
    }

    /// The text since `mark`.
    pub(super) fn since(&self, mark: Mark) -> &str {
        self.text.get(mark.text..).unwrap_or("")
    }

    /// Takes the mark of a note that leaves no text here.
    pub(super) fn note_mark(&mut self, label: &str) {
        match &self.open {
            Some(_) => self.notes.mark(label, self.text.len()),
            None => self.marks_to_come.push(label.to_owned()),
        }
    }

    /// The open block, or else the next one, begins the note that the mark leads to.
    pub(super) fn note(&mut self, label: &str) {
        self.notes.note(label, self.next_index());
    }

    /// Takes back all that was added since `mark`, which lies in the open block.
    pub(super) fn cut(&mut self, mark: Mark) {
        self.text.truncate(mark.text);
        self.pieces.truncate(mark.pieces);
    }

    /// Takes back the raised text since `mark` if it is the mark of a note, which would be read as part of the number before it. A
    /// paragraph that begins with one is a note.
    pub(super) fn end_raised(&mut self, mark: Mark) {
        let raised = self.since(mark).to_owned();
        if !is_note_mark(&raised) {
            return;
        }
        self.cut(mark);
        match &mut self.open {
            Some(open) if open.start == mark.text && open.kind == BlockKind::Paragraph => {
                open.kind = BlockKind::Footnote;
                self.note(&raised);
            }
            _ => raised.split(',').for_each(|label| self.note_mark(label)),
        }
    }

    /// Takes a comment for lawlint that stands here.
    pub(super) fn comment(&mut self, directive: Directive, neighbors: Neighbors, source: Option<Span>) {
        self.comments.push(Comment { directive, at: self.text.len(), neighbors, source });
    }

    /// What was put together.
    pub(super) fn finish(mut self) -> Built {
        self.close();
        let suppressions = suppression::resolve(self.comments, &self.blocks, self.text.len());
        let note_marks = self.notes.resolve(&self.text, &self.blocks);
        Built { text: self.text, blocks: self.blocks, note_marks, pieces: self.pieces, suppressions }
    }

    fn piece(&mut self, start: usize, source: Span, verbatim: bool) {
        if start < self.text.len() {
            self.pieces.push(Piece { text: Span::new(start, self.text.len()), source, verbatim });
        }
    }
}

/// Whether raised text is the mark of a note: digits and signs.
pub(super) fn is_note_mark(raised: &str) -> bool {
    let is_mark = |c: char| c.is_ascii_digit() || c.is_whitespace() || matches!(c, ',' | '*' | '†' | '‡');
    !raised.trim().is_empty() && raised.chars().all(is_mark)
}
