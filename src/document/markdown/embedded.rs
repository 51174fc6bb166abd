//! Reads the HTML in Markdown: which elements end a block, a row or a cell, and which comments speak
//! to lawlint. Splitting it into tags is [`super::html`]'s.

use pulldown_cmark::{Event, Parser};

use super::html::{self, TokenKind};
use super::{BlockKind, Reader};
use crate::document::suppression::{Directive, Neighbors};
use crate::span::Span;

/// What an element does to the text around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Element {
    /// Ends a line.
    Break,
    /// Stands above or below the line, as the marks of footnotes do.
    Raised,
    /// Is a cell of a table.
    Cell,
    /// Is a row of a table.
    Row,
    /// Ends the row before it.
    Table,
    /// Is a block of the kind.
    Block(BlockKind),
    /// Is a list, whose items are blocks.
    List,
    /// Is a term of a list, which goes on with what is said of it.
    Term,
    /// Is what a list says of a term.
    Definition,
    /// Is not read: no reader sees it, or it is struck out.
    Unread,
    /// Nothing.
    Inline,
}

impl Element {
    fn named(name: &str) -> Element {
        match name.to_ascii_lowercase().as_str() {
            "br" => Element::Break,
            "sup" | "sub" => Element::Raised,
            "td" | "th" => Element::Cell,
            "tr" => Element::Row,
            "table" | "thead" | "tbody" | "tfoot" => Element::Table,
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => Element::Block(BlockKind::Heading),
            "li" => Element::Block(BlockKind::ListItem),
            "dt" => Element::Term,
            "dd" => Element::Definition,
            "address" | "article" | "aside" | "blockquote" | "body" | "caption" | "center" | "details" | "div"
            | "dl" | "fieldset" | "figcaption" | "figure" | "footer" | "form" | "head" | "header" | "hr" | "html"
            | "main" | "nav" | "p" | "pre" | "section" | "summary" => Element::Block(BlockKind::Paragraph),
            "ol" | "ul" | "menu" => Element::List,
            "title" | "template" | "svg" | "math" | "select" | "textarea" | "iframe" | "object" | "del" | "s"
            | "strike" => Element::Unread,
            _ => Element::Inline,
        }
    }
}

impl Reader<'_> {
    /// Reads the tag or comment of a paragraph.
    pub(super) fn inline_html(&mut self, markup: &str, span: Span) {
        for token in html::tokens(markup) {
            self.markup(token.kind, span);
        }
    }

    /// Reads the HTML block whose lines were gathered.
    pub(super) fn html_block(&mut self, span: Span) {
        let lines = std::mem::take(&mut self.html);
        let source = self.source;
        let mut first = 0;
        for token in html::tokens(&source[span.range()]) {
            let part = Span::new(span.start + token.range.start, span.start + token.range.end);
            if token.kind != TokenKind::Text {
                self.markup(token.kind, part);
                continue;
            }
            // What lies between the lines is a quotation's or a list's.
            first += lines[first..].iter().take_while(|line| line.end <= part.start).count();
            for line in lines[first..].iter().take_while(|line| line.start < part.end) {
                self.html_text(Span::new(line.start.max(part.start), line.end.min(part.end)));
            }
        }
    }

    /// Adds text whose entities are not decoded yet.
    fn html_text(&mut self, span: Span) {
        if self.unread > 0 {
            return;
        }
        let source = self.source;
        let mut at = span.start;
        for found in memchr::memchr_iter(b'&', source[span.range()].as_bytes()) {
            let start = span.start + found;
            if let Some((text, length)) = entity(&source[start..span.end]) {
                self.text(&source[at..start], Span::new(at, start));
                at = start + length;
                self.text(&text, Span::new(start, at));
            }
        }
        self.text(&source[at..span.end], Span::new(at, span.end));
    }

    fn markup(&mut self, kind: TokenKind<'_>, span: Span) {
        if self.unread > 0 {
            return self.unread_markup(kind);
        }
        match kind {
            TokenKind::Text => {}
            TokenKind::Comment(words) => self.comment(words, span),
            TokenKind::Start(name) => self.start_element(Element::named(name), span),
            TokenKind::End(name) => self.end_element(Element::named(name)),
        }
    }

    fn start_element(&mut self, element: Element, span: Span) {
        match element {
            Element::Break => self.line_break(span),
            Element::Raised => {
                self.out.open(self.kind(), self.depth());
                self.raised = Some(self.out.mark());
            }
            Element::Cell => self.cell(),
            Element::Row => {
                self.close();
                self.element = Some(BlockKind::TableRow);
            }
            Element::Table => {
                self.close();
                self.element = None;
            }
            Element::Block(kind) => self.block_element(Some(kind)),
            Element::Term => {
                self.block_element(Some(BlockKind::ListItem));
                self.is_term = self.element == Some(BlockKind::ListItem);
            }
            Element::Definition => {
                // As Markdown's own definitions are read.
                match std::mem::take(&mut self.is_term) && self.out.open_kind().is_some() {
                    true => self.text("\n: ", span),
                    false => self.block_element(Some(BlockKind::ListItem)),
                }
            }
            Element::List => {
                self.block_element(Some(BlockKind::Paragraph));
                // In Markdown the lists are Markdown's.
                self.items += usize::from(self.is_page);
            }
            Element::Unread if self.is_page => self.unread += 1,
            Element::Unread | Element::Inline => {}
        }
    }

    /// Within what is not read only its end, and more of its kind, matter.
    fn unread_markup(&mut self, kind: TokenKind<'_>) {
        match kind {
            TokenKind::Start(name) if Element::named(name) == Element::Unread => self.unread += 1,
            TokenKind::End(name) if Element::named(name) == Element::Unread => self.unread -= 1,
            _ => {}
        }
    }

    fn end_element(&mut self, element: Element) {
        match element {
            Element::Raised => self.end_raised(),
            Element::Row | Element::Table => {
                self.close();
                self.element = None;
            }
            Element::Block(BlockKind::Paragraph) => self.block_element(Some(BlockKind::Paragraph)),
            Element::Block(_) | Element::Definition => self.block_element(None),
            Element::Term if self.is_term => {}
            Element::Term => self.block_element(None),
            Element::List => {
                self.items -= usize::from(self.is_page && self.items > 0);
                self.block_element(Some(BlockKind::Paragraph));
                if self.is_page {
                    self.element = None;
                }
            }
            Element::Break | Element::Cell | Element::Unread | Element::Inline => {}
        }
    }

    /// Begins or ends a block, or a line of a cell.
    fn block_element(&mut self, kind: Option<BlockKind>) {
        if self.element == Some(BlockKind::TableRow) {
            self.out.line(kind.unwrap_or(BlockKind::Paragraph), self.depth());
            return;
        }
        self.close();
        self.is_term = false;
        // A paragraph in a list item is the item's.
        if kind != Some(BlockKind::Paragraph) {
            self.element = kind;
        }
    }

    fn end_raised(&mut self) {
        if let Some(mark) = self.raised.take() {
            self.out.end_raised(mark);
        }
    }

    fn comment(&mut self, words: &str, source: Span) {
        let Some(directive) = Directive::parse(words) else {
            return;
        };
        let before = self.source[..source.start].trim_end_matches([' ', '\t', '>']);
        let after = self.source[source.end..].trim_start_matches([' ', '\t']);
        let begins_line = before.is_empty() || before.ends_with(['\n', '\r']);
        let ends_line = after.is_empty() || after.starts_with(['\n', '\r']);
        let neighbors = match self.out.open_index() {
            Some(index) => Neighbors::Within { first: index, last: index },
            None if begins_line && ends_line => Neighbors::Both,
            None if ends_line => Neighbors::Before,
            None => Neighbors::After,
        };
        self.out.comment(directive, neighbors, Some(source));
    }
}

/// The text of the entity that `html` begins with, and its length.
fn entity(html: &str) -> Option<(String, usize)> {
    // The longest name, CounterClockwiseContourIntegral, has 31 letters.
    const LONGEST: usize = 40;
    let head = &html.as_bytes()[..html.len().min(LONGEST)];
    let length = memchr::memchr(b';', head)? + 1;
    // The Markdown parser has the table of names; it is asked, so that there is only one.
    let text = Parser::new(html.get(..length)?).find_map(|event| match event {
        Event::Text(text) => Some(text.into_string()),
        _ => None,
    })?;
    (!text.starts_with('&') || length == "&amp;".len()).then_some((text, length))
}
