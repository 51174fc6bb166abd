//! Puts a document's text together from pieces of its source, block by block. For the formats whose
//! text is not their file's; knows none of them.

use super::source_map::Piece;
use super::{Block, BlockKind};
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
    open: Option<Open>,
}

#[derive(Debug)]
struct Open {
    kind: BlockKind,
    depth: u8,
    start: usize,
    /// Pieces there were when it was opened: a block without pieces says nothing.
    pieces: usize,
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
        Builder { source, text, pieces: Vec::new(), blocks: Vec::new(), open: None }
    }

    /// Begins a block; if one is open already, that one goes on.
    pub(super) fn open(&mut self, kind: BlockKind, depth: u8) {
        if self.open.is_some() {
            return;
        }
        if !self.text.is_empty() {
            self.text.push_str("\n\n");
        }
        self.open = Some(Open { kind, depth, start: self.text.len(), pieces: self.pieces.len() });
    }

    /// Ends the open block, if any. It is a block without the white space around it, if anything is left.
    pub(super) fn close(&mut self) {
        let Some(open) = self.open.take() else { return };
        let text = &self.text[open.start..];
        let start = self.text.len() - text.trim_start().len();
        let span = Span::new(start, start + text.trim().len());
        if !span.is_empty() && self.pieces.len() > open.pieces {
            self.blocks.push(Block { kind: open.kind, span, depth: open.depth });
        }
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

    /// Adds text that came from nowhere.
    pub(super) fn synthetic(&mut self, text: &str) {
        self.text.push_str(text);
    }

    /// Where the text ends so far.
    pub(super) fn len(&self) -> usize {
        self.text.len()
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

    /// Makes the open paragraph a note if it held nothing at `mark`.
    pub(super) fn make_note_at(&mut self, mark: Mark) {
        if let Some(open) =
            self.open.as_mut().filter(|open| open.start == mark.text && open.kind == BlockKind::Paragraph)
        {
            open.kind = BlockKind::Footnote;
        }
    }

    /// Takes back all that was added since `mark`, which lies in the open block.
    pub(super) fn cut(&mut self, mark: Mark) {
        self.text.truncate(mark.text);
        self.pieces.truncate(mark.pieces);
    }

    /// Takes back the text since `mark` if it is the mark of a note, which would be read as part of the number before it.
    /// Whether it was one.
    pub(super) fn cut_note_mark(&mut self, mark: Mark) -> bool {
        let is_note_mark = is_note_mark(self.since(mark));
        if is_note_mark {
            self.cut(mark);
        }
        is_note_mark
    }

    /// The text, its blocks and its pieces.
    pub(super) fn finish(mut self) -> (String, Vec<Block>, Vec<Piece>) {
        self.close();
        (self.text, self.blocks, self.pieces)
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
