//! Reads plain text: paragraphs between empty lines, list items, tables, and the Markdown that strays
//! into text made from PDFs. The document's text is the file's text; only its blocks are found here.

mod lines;
mod marker;

pub(super) use self::marker::Marker;

use self::lines::{Line, Lines, Shape};
use self::marker::Numbering;
use super::notes::Notes;
use super::suppression::{self, Comment, Directive, Neighbors};
use super::{Block, BlockKind, Decoded, Document, Format, SourceMap};
use crate::span::Span;

/// Reads text. The text moves into the document.
pub(super) fn read(decoded: Decoded) -> Document {
    let text = decoded.text;
    let mut reader = Reader::default();
    let mut lines = Lines::new(&text);
    while let Some(line) = lines.next() {
        if line.text.is_empty()
            && reader.is_unfinished()
            && let Some(next_page) = lines.past_the_page()
        {
            lines = next_page;
            continue;
        }
        reader.line(line);
    }
    reader.close();
    let Reader { blocks, comments, .. } = reader;
    let suppressions = suppression::resolve(comments, &blocks, text.len());
    let (format, source_map) = (Format::PlainText, SourceMap::Identity);
    let note_marks = Notes::default().resolve(&text, &blocks);
    Document {
        text,
        blocks,
        note_marks,
        source_map,
        format,
        suppressions,
        as_of: None,
        source: None,
        unread: Vec::new(),
    }
}

#[derive(Default)]
struct Reader<'a> {
    blocks: Vec<Block>,
    comments: Vec<Comment>,
    open: Option<Open<'a>>,
    numbering: Numbering,
}

/// A block that the next line may belong to.
struct Open<'a> {
    kind: BlockKind,
    /// Where the block's lines before the last end; nothing if it has one line.
    earlier: Option<usize>,
    start: usize,
    last: Line<'a>,
    /// It is a list marker still without its item.
    awaits_item: bool,
}

impl<'a> Reader<'a> {
    /// Whether a paragraph is open whose last sentence has no end: it may go on after the foot of a page.
    fn is_unfinished(&self) -> bool {
        let open = self.open.as_ref().filter(|open| open.kind == BlockKind::Paragraph);
        open.is_some_and(|open| !open.last.text.ends_with(['.', ':', ';', '!', '?', '”', '"', ')']))
    }

    fn line(&mut self, line: Line<'a>) {
        match line.shape() {
            // Text made from a PDF often has a bullet, an empty line, and then the item.
            Shape::Blank if self.open.as_ref().is_some_and(|open| open.awaits_item) => {}
            Shape::Blank => self.close(),
            Shape::Comment(comment) => self.comment(comment, line.span),
            Shape::Heading => {
                self.open(BlockKind::Heading, line, false);
                self.close();
                self.numbering = Numbering::default();
            }
            Shape::Rule => self.rule(),
            Shape::TableRule => self.close(),
            Shape::TableRow => self.open(BlockKind::TableRow, line, false),
            Shape::Footnote => self.open(BlockKind::Footnote, line, false),
            Shape::Item(marker) => self.item(marker, line),
            Shape::Text => self.prose(line),
        }
        if line.ends_page {
            self.close();
        }
    }

    fn comment(&mut self, comment: &str, source: Span) {
        self.close();
        if let Some(directive) = Directive::parse(comment) {
            let (at, neighbors, source) = (source.start, Neighbors::Both, Some(source));
            self.comments.push(Comment { directive, at, neighbors, source });
        }
    }

    /// A line of dashes or equals signs underlines the line before it, or stands for itself.
    fn rule(&mut self) {
        if let Some(open) = &mut self.open
            && open.kind == BlockKind::Paragraph
            && open.earlier.is_none()
        {
            let columns = !open.last.columns().is_empty();
            open.kind = if columns { BlockKind::TableRow } else { BlockKind::Heading };
        }
        self.close();
    }

    fn item(&mut self, marker: Marker<'a>, line: Line<'a>) {
        if let (Some(open), Marker::Label { labels, rest }) = (&self.open, marker)
            && !open.awaits_item
            && open.kind != BlockKind::TableRow
            && !self.numbering.begins_item(labels, rest, open.last.text)
        {
            self.prose(line);
            return;
        }
        if let Marker::Label { labels, .. } = marker {
            self.numbering.note(labels);
        }
        self.open(BlockKind::ListItem, line, marker.is_alone());
    }

    fn prose(&mut self, line: Line<'a>) {
        match &mut self.open {
            None => {
                self.numbering = Numbering::default();
                self.open(BlockKind::Paragraph, line, false);
            }
            Some(open) if open.kind == BlockKind::TableRow => {
                let row = line.has_tab() || open.last.is_aligned_with(&line);
                let kind = if row { BlockKind::TableRow } else { BlockKind::Paragraph };
                self.open(kind, line, false);
            }
            // One line with a tab is prose; two make a table. So do two whose columns are aligned with spaces.
            Some(open) if line.has_tab() && open.last_is_row() => self.table(line),
            Some(open) if open.last.is_aligned_with(&line) && open.may_head_columns() => self.table(line),
            Some(open) => {
                open.earlier = Some(open.last.span.end);
                open.last = line;
                open.awaits_item = false;
            }
        }
    }

    /// Makes rows of the last line and this one.
    fn table(&mut self, line: Line<'a>) {
        if let Some(open) = self.open.take() {
            if let Some(end) = open.earlier {
                self.push(open.kind, Span::new(open.start, end));
            }
            self.push(BlockKind::TableRow, open.last.span);
        }
        self.open(BlockKind::TableRow, line, false);
    }

    fn open(&mut self, kind: BlockKind, line: Line<'a>, awaits_item: bool) {
        self.close();
        self.open = Some(Open { kind, earlier: None, start: line.span.start, last: line, awaits_item });
    }

    fn close(&mut self) {
        if let Some(open) = self.open.take().filter(|open| !open.awaits_item) {
            self.push(open.kind, Span::new(open.start, open.last.span.end));
        }
    }

    fn push(&mut self, kind: BlockKind, span: Span) {
        self.blocks.push(Block { kind, span, depth: 0 });
    }
}

impl Open<'_> {
    /// Whether its last line could be the first row of a table whose columns are aligned with spaces. "Grade:    class C felony" under
    /// a line that says of what is a card.
    fn may_head_columns(&self) -> bool {
        self.kind == BlockKind::Paragraph && (self.earlier.is_none() || !self.last.is_labelled())
    }

    /// Whether the last line could be a row of a table: it holds a tab, other than a marker's.
    fn last_is_row(&self) -> bool {
        let after_marker = self.kind == BlockKind::ListItem && self.earlier.is_none();
        !after_marker && self.last.has_tab()
    }
}

#[cfg(test)]
mod tests;
