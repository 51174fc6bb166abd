//! Reads Markdown: CommonMark with tables, footnotes and the HTML in it. The text is what a reader
//! sees; code, markup, comments and metadata are left out of it. Reads no law.

mod embedded;
mod front_matter;
mod html;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::builder::{Builder, Built, Mark};
use super::{BlockKind, Decoded, Document, Format, SourceMap, UNREAD};
use crate::span::Span;

/// Reads Markdown.
pub(super) fn read(decoded: Decoded) -> Document {
    let source = decoded.text;
    let mark = if source.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let start = mark + front_matter::length(&source[mark..]);
    let as_of = front_matter::as_of(&source[mark..start]);
    let mut reader = Reader::new(&source);
    for (event, range) in Parser::new_ext(&source[start..], options()).into_offset_iter() {
        reader.event(&event, Span::new(start + range.start, start + range.end));
    }
    let document = reader.finish().into_document(Format::Markdown, SourceMap::Pieces);
    Document { as_of, source: Some(source), ..document }
}

/// No option that changes what dollar signs, carets or tildes mean: drafts are full of sums of money.
fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_GFM
}

/// What reads a text with marks in it, Markdown's or HTML's, and the state that it is in.
pub(super) struct Reader<'a> {
    source: &'a str,
    out: Builder<'a>,
    /// How many list items, and how many footnotes, are around this place.
    items: usize,
    footnotes: usize,
    /// How many elements that are not read, code blocks and images, are around this place.
    unread: usize,
    /// Whether the block is a term of a list, and nothing was said of it yet.
    is_term: bool,
    /// The kind that the element here gives its text, where it is not the list's or the footnote's.
    element: Option<BlockKind>,
    /// The lines of the HTML block being read: within a quotation they are parts of the source's lines.
    html: Vec<Span>,
    /// Where the text in `<sup>` or `<sub>` begins.
    raised: Option<Mark>,
    /// Whether the whole document is HTML: then its elements are all that there is.
    is_page: bool,
}

impl<'a> Reader<'a> {
    fn new(source: &'a str) -> Self {
        Reader {
            source,
            out: Builder::new(source),
            items: 0,
            footnotes: 0,
            unread: 0,
            is_term: false,
            element: None,
            html: Vec::new(),
            raised: None,
            is_page: false,
        }
    }

    /// A reader of a web page.
    pub(super) fn of_html(source: &'a str) -> Self {
        Reader { is_page: true, ..Reader::new(source) }
    }

    /// Reads a part of a web page.
    pub(super) fn page(&mut self, span: Span) {
        let mark = if self.source.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
        let span = Span::new(span.start.max(mark), span.end);
        self.html.push(span);
        self.html_block(span);
        self.close();
    }

    /// What was read.
    pub(super) fn finish(self) -> Built {
        self.out.finish()
    }

    fn event(&mut self, event: &Event<'_>, span: Span) {
        match event {
            Event::Start(Tag::CodeBlock(_)) => {
                self.close();
                self.unread += 1;
            }
            // What is struck out is no longer said.
            Event::Start(Tag::Image { .. } | Tag::Strikethrough) => self.unread += 1,
            Event::End(TagEnd::CodeBlock | TagEnd::Image | TagEnd::Strikethrough) => self.unread -= 1,
            _ if self.unread > 0 => {}
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(*tag, span),
            Event::Text(text) => self.text(text, span),
            Event::Code(_) => self.code(span),
            Event::Html(_) => self.html.push(span),
            Event::InlineHtml(markup) => self.inline_html(markup, span),
            Event::SoftBreak | Event::HardBreak => self.line_break(span),
            Event::Rule => self.close(),
            Event::FootnoteReference(label) => self.out.note_mark(label),
            Event::TaskListMarker(_) => {}
            // Not asked for in `options`.
            Event::InlineMath(_) | Event::DisplayMath(_) => {}
        }
    }

    fn start(&mut self, tag: &Tag<'_>) {
        match tag {
            Tag::Emphasis | Tag::Strong | Tag::Link { .. } => return,
            Tag::TableCell => return self.cell(),
            _ => self.close(),
        }
        match tag {
            Tag::Item => self.items += 1,
            Tag::FootnoteDefinition(label) => {
                self.footnotes += 1;
                self.out.note(label);
            }
            Tag::Heading { .. } => self.element = Some(BlockKind::Heading),
            Tag::TableHead | Tag::TableRow => self.row(),
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd, span: Span) {
        match tag {
            TagEnd::Emphasis | TagEnd::Strong | TagEnd::Link | TagEnd::TableCell => return,
            TagEnd::HtmlBlock => self.html_block(span),
            TagEnd::Item => self.items -= 1,
            TagEnd::FootnoteDefinition => self.footnotes -= 1,
            _ => {}
        }
        self.close();
        self.element = None;
    }

    fn kind(&self) -> BlockKind {
        match (self.footnotes, self.element, self.items) {
            (1.., _, _) => BlockKind::Footnote,
            (0, Some(element), _) => element,
            (0, None, 1..) => BlockKind::ListItem,
            (0, None, 0) => BlockKind::Paragraph,
        }
    }

    pub(super) fn depth(&self) -> u8 {
        u8::try_from(self.items).unwrap_or(u8::MAX)
    }

    fn close(&mut self) {
        self.out.close();
        self.raised = None;
    }

    fn row(&mut self) {
        self.element = Some(BlockKind::TableRow);
        self.out.open(self.kind(), self.depth());
    }

    fn cell(&mut self) {
        if self.element != Some(BlockKind::TableRow) {
            self.close();
            self.row();
        }
        self.out.open(self.kind(), self.depth());
        self.out.cell();
    }

    fn text(&mut self, text: &str, span: Span) {
        let is_verbatim = self.source.get(span.range()) == Some(text);
        let skipped = match self.out.open_kind() {
            Some(_) => 0,
            None => text.len() - text.trim_start().len(),
        };
        if skipped == text.len() {
            return;
        }
        self.out.open(self.kind(), self.depth());
        if is_verbatim {
            self.out.verbatim(Span::new(span.start + skipped, span.end));
        } else {
            self.out.decoded(text, span);
        }
    }

    fn code(&mut self, span: Span) {
        self.out.open(self.kind(), self.depth());
        self.out.decoded(UNREAD, span);
    }

    /// A line break, `\r\n` or `<br>` too, is a `\n` of the text.
    fn line_break(&mut self, span: Span) {
        if self.out.open_kind().is_some() {
            self.text("\n", span);
        }
    }
}

#[cfg(test)]
mod tests;
