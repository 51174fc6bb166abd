//! Reads OpenDocument texts and presentations (ISO/IEC 26300): the text as it stands when all changes are accepted, with its
//! notes and frames, then headers and footers.

use std::collections::HashMap;

use super::archive::{Archive, Parts};
use super::story::{Story, Teller};
use super::xml::{Node, Nodes, Tag};
use super::{BlockKind, PackageError};
use crate::document::suppression::Directive;
use crate::span::Span;

/// What a style of characters does to them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Look {
    /// No reader sees them, or they are struck out.
    Hidden,
    /// They stand above or below the line.
    Raised,
}

/// Takes the parts that hold text out of the archive.
pub(super) fn parts(archive: &mut Archive<'_>) -> Result<Parts, PackageError> {
    let mut parts = Parts::default();
    parts.require(archive, "content.xml")?;
    if archive.has("styles.xml") {
        parts.add(archive, "styles.xml", None);
    }
    Ok(parts)
}

/// Tells the part whose XML stands at `xml`. What is damaged, if anything is.
pub(super) fn tell(parts: &Parts, looks: &HashMap<String, Look>, story: &mut Story<'_>, xml: Span) -> Option<String> {
    Reader::new(&parts.xml, looks, story, xml).tell(0)
}

/// What the styles of characters do to them, by their names.
pub(super) fn looks(xml: &str) -> HashMap<String, Look> {
    let mut looks = HashMap::new();
    let mut name = None;
    for (node, _) in Nodes::new(xml, Span::new(0, xml.len())) {
        match node {
            Node::Start(tag) if tag.name() == "style" => name = tag.attribute("name"),
            Node::Start(tag) if tag.name() == "text-properties" => {
                looks.extend(name.clone().zip(look(&tag)));
            }
            Node::End(tag) if tag.name() == "style" => name = None,
            _ => {}
        }
    }
    looks
}

fn look(properties: &Tag<'_>) -> Option<Look> {
    let is =
        |name: &str, plain: &[&str]| properties.attribute(name).is_some_and(|value| !plain.contains(&value.as_str()));
    let hidden = is("display", &["true"]) || is("text-line-through-style", &["none"]);
    let raised = is("text-position", &["0%", "0% 100%"]);
    hidden.then_some(Look::Hidden).or(raised.then_some(Look::Raised))
}

/// What goes through a part, and the state that it is in.
struct Reader<'r, 'a> {
    xml: &'r str,
    looks: &'r HashMap<String, Look>,
    story: &'r mut Story<'a>,
    nodes: Nodes<'r>,
    /// How many paragraphs, and how many lists, are around this place.
    paragraphs: usize,
    lists: u8,
    /// Whether each open span is raised.
    spans: Vec<bool>,
    /// How wide each open cell is.
    widths: Vec<usize>,
}

impl<'r, 'a> Teller<'r, 'a> for Reader<'r, 'a> {
    fn nodes(&mut self) -> &mut Nodes<'r> {
        &mut self.nodes
    }

    fn story(&mut self) -> &mut Story<'a> {
        self.story
    }

    fn takes_text(&mut self) -> bool {
        self.paragraphs > 0
    }

    fn beside(&mut self, xml: Span) -> impl Teller<'_, 'a> {
        Reader::new(self.xml, self.looks, self.story, xml)
    }

    fn start(&mut self, tag: &Tag<'_>, span: Span) {
        match tag.name() {
            "p" => self.paragraph(if self.lists > 0 { BlockKind::ListItem } else { BlockKind::Paragraph }),
            "h" => self.paragraph(BlockKind::Heading),
            "list" => self.lists = self.lists.saturating_add(1),
            "table-row" => self.story.row(),
            "table-cell" => {
                let width = tag.attribute("number-columns-repeated").and_then(|width| width.parse().ok());
                self.widths.push(width.unwrap_or(1));
                self.story.cell();
            }
            "covered-table-cell" => self.story.cell(),
            "span" => self.span(tag),
            "s" => self.story.decoded(" ", span),
            "tab" => self.story.decoded("\t", span),
            "line-break" => self.story.decoded("\n", span),
            "note-body" => {
                let inner = self.nodes.content();
                self.story.aside(inner, true);
            }
            "text-box" if self.paragraphs > 0 => {
                let inner = self.nodes.content();
                self.story.aside(inner, false);
            }
            "annotation" => self.annotation(),
            // What was deleted, what describes pictures and forms, and the mark of a note.
            "tracked-changes" | "note-citation" | "title" | "desc" | "forms" | "ruby-text" => self.nodes.pass(),
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        match name {
            "p" | "h" => {
                self.paragraphs = self.paragraphs.saturating_sub(1);
                self.story.end_paragraph();
            }
            "list" => self.lists = self.lists.saturating_sub(1),
            "table-row" => self.story.end_row(),
            "table-cell" => {
                let width = self.widths.pop().unwrap_or(1);
                self.story.end_cell(width);
            }
            "span" if self.spans.pop() == Some(true) => self.story.end_raised(),
            _ => {}
        }
    }
}

impl<'r, 'a> Reader<'r, 'a> {
    fn new(xml: &'r str, looks: &'r HashMap<String, Look>, story: &'r mut Story<'a>, span: Span) -> Self {
        let nodes = Nodes::new(xml, span);
        Reader { xml, looks, story, nodes, paragraphs: 0, lists: 0, spans: Vec::new(), widths: Vec::new() }
    }

    fn paragraph(&mut self, kind: BlockKind) {
        self.paragraphs += 1;
        self.story.paragraph(kind, self.lists);
    }

    fn span(&mut self, tag: &Tag<'_>) {
        let look = tag.attribute("style-name").and_then(|name| self.looks.get(&name).copied());
        if look == Some(Look::Hidden) {
            self.nodes.pass();
            return;
        }
        self.spans.push(look == Some(Look::Raised));
        if look == Some(Look::Raised) {
            self.story.raise();
        }
    }

    /// A comment by a person; it may be for lawlint.
    fn annotation(&mut self) {
        let inner = self.nodes.content();
        let (mut words, mut in_paragraph) = (String::new(), 0_usize);
        for (node, span) in Nodes::new(self.xml, inner) {
            match node {
                Node::Start(tag) => in_paragraph += usize::from(tag.name() == "p"),
                Node::End(tag) => in_paragraph -= usize::from(tag.name() == "p" && in_paragraph > 0),
                Node::Text if in_paragraph > 0 => words.push_str(&self.xml[span.range()]),
                Node::Entity(text) if in_paragraph > 0 => words.push_str(&text),
                _ => {}
            }
        }
        if let Some(directive) = Directive::parse(&words) {
            self.story.silence(directive, self.story.block());
        }
    }
}
