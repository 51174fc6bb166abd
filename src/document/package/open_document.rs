//! Reads OpenDocument texts and presentations (ISO/IEC 26300): the text as it stands when all changes are accepted, with its
//! notes and frames, then headers and footers.

use std::collections::HashMap;

use super::archive::{Archive, ArchiveError, Parts};
use super::story::{Aside, Story, Teller};
use super::xml::{Node, Nodes, Tag};
use super::{BlockKind, PackageError};
use crate::document::suppression::Directive;
use crate::span::Span;

/// What a style does to text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Look {
    /// No reader sees it, or it is struck out.
    Hidden,
    /// It stands above or below the line.
    Raised,
}

/// What styles do to text, by their family (`text`, `paragraph`) and name.
type Looks = HashMap<(String, String), Look>;

/// Takes the parts that hold text out of the archive.
pub(super) fn parts(archive: &mut Archive<'_>) -> Result<Parts, PackageError> {
    let manifest = archive.text("META-INF/manifest.xml").unwrap_or_default();
    if manifest.contains("encryption-data") {
        let (name, why) = ("content.xml".to_owned(), ArchiveError::Encrypted.to_string());
        return Err(PackageError::Part { name, why });
    }
    let mut parts = Parts::default();
    parts.require(archive, "content.xml")?;
    if archive.has("styles.xml") {
        parts.add(archive, "styles.xml", None);
    }
    Ok(parts)
}

/// The styles of a document's parts.
pub(super) struct Styles {
    /// Those that every part may use.
    common: Looks,
    /// Those of each part's own; the same name means another style in another part.
    own: Vec<Looks>,
}

impl Styles {
    /// Reads those of all parts.
    pub(super) fn read(parts: &Parts) -> Styles {
        let mut styles = Styles { common: Looks::new(), own: Vec::new() };
        for index in 0..parts.parts.len() {
            let own = styles.read_part(&parts.xml, parts.span(index));
            styles.own.push(own);
        }
        styles
    }

    /// The styles of a part that are its own; the others are added to the common ones.
    fn read_part(&mut self, xml: &str, part: Span) -> Looks {
        let (mut own, mut is_common, mut style) = (Looks::new(), false, None);
        for (node, _) in Nodes::new(xml, part) {
            match node {
                Node::Start(tag) if tag.name() == "styles" => is_common = true,
                Node::End(tag) if tag.name() == "styles" => is_common = false,
                Node::Start(tag) if tag.name() == "style" => {
                    style = tag.attribute("family").zip(tag.attribute("name"));
                }
                Node::Start(tag) if tag.name() == "text-properties" => {
                    let looks = if is_common { &mut self.common } else { &mut own };
                    looks.extend(style.clone().zip(look(&tag)));
                }
                Node::End(tag) if tag.name() == "style" => style = None,
                _ => {}
            }
        }
        own
    }

    fn look(&self, part: usize, family: &str, tag: &Tag<'_>) -> Option<Look> {
        let style = (family.to_owned(), tag.attribute("style-name")?);
        self.own.get(part).and_then(|own| own.get(&style)).or_else(|| self.common.get(&style)).copied()
    }
}

/// Tells the part at `index`. What is damaged, if anything is.
pub(super) fn tell(parts: &Parts, styles: &Styles, story: &mut Story<'_>, index: usize) -> Option<String> {
    Reader::new(&parts.xml, styles, index, story, parts.span(index)).tell(0)
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
    styles: &'r Styles,
    part: usize,
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
        Reader::new(self.xml, self.styles, self.part, self.story, xml)
    }

    fn start(&mut self, tag: &Tag<'_>, span: Span) {
        match tag.name() {
            "p" if self.lists > 0 => self.paragraph(tag, BlockKind::ListItem),
            "p" => self.paragraph(tag, BlockKind::Paragraph),
            "h" => self.paragraph(tag, BlockKind::Heading),
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
                self.story.aside(Aside::Note(inner));
            }
            "text-box" if self.paragraphs > 0 => {
                let inner = self.nodes.content();
                self.story.aside(Aside::Frame(inner));
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
    fn new(xml: &'r str, styles: &'r Styles, part: usize, story: &'r mut Story<'a>, span: Span) -> Self {
        let nodes = Nodes::new(xml, span);
        Reader { xml, styles, part, story, nodes, paragraphs: 0, lists: 0, spans: Vec::new(), widths: Vec::new() }
    }

    fn paragraph(&mut self, tag: &Tag<'_>, kind: BlockKind) {
        if self.styles.look(self.part, "paragraph", tag) == Some(Look::Hidden) {
            self.nodes.pass();
            return;
        }
        self.paragraphs += 1;
        self.story.paragraph(kind, self.lists);
    }

    fn span(&mut self, tag: &Tag<'_>) {
        let look = self.styles.look(self.part, "text", tag);
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
