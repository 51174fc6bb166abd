//! Reads PowerPoint presentations (ECMA-376, PresentationML): each slide's text boxes and tables in the order in which they
//! were made, then its notes. A slide is a page.

use super::archive::{Archive, Parts};
use super::relations::{main_part, relations_or_told};
use super::story::{Story, Teller};
use super::xml::{Node, Nodes, Tag, Within};
use super::{BlockKind, PackageError};
use crate::span::Span;

/// Takes the slides out of the archive, in their order, each with its diagrams and notes.
pub(super) fn parts(archive: &mut Archive<'_>) -> Result<Parts, PackageError> {
    let main = main_part(archive)?;
    let order = archive.text(&main).map_err(|why| PackageError::Part { name: main.clone(), why: why.to_string() })?;
    let mut parts = Parts::default();
    let relations = relations_or_told(archive, &main, &mut parts);
    let slide = |id: String| relations.iter().find(|relation| relation.id == id);
    let mut nodes = Nodes::new(&order, Span::new(0, order.len()));
    let named = slides(&mut nodes);
    parts.note_damage(&main, &nodes);
    for (index, slide) in named.into_iter().filter_map(slide).enumerate() {
        let page = Some(index + 1);
        parts.add(archive, &slide.target, page);
        for beside in relations_or_told(archive, &slide.target, &mut parts) {
            if matches!(beside.kind.as_str(), "diagramData" | "chart" | "notesSlide") {
                parts.add(archive, &beside.target, page);
            }
        }
    }
    Ok(parts)
}

/// By what the presentation names its slides, in their order.
fn slides(nodes: &mut Nodes<'_>) -> Vec<String> {
    let slides = nodes.filter_map(|(node, _)| match node {
        // Its own number is `id` too, without a prefix; what it is related by comes with one.
        Node::Start(tag) if tag.name() == "sldId" => tag.prefixed_attribute("id"),
        _ => None,
    });
    slides.collect()
}

/// Tells the part at `index`. What is damaged, if anything is.
pub(super) fn tell(parts: &Parts, story: &mut Story<'_>, index: usize) -> Option<String> {
    Reader::new(&parts.xml, story, parts.span(index)).tell(0)
}

struct Reader<'r, 'a> {
    xml: &'r str,
    story: &'r mut Story<'a>,
    nodes: Nodes<'r>,
    in_text: bool,
    is_hidden: bool,
    /// The kind of the paragraphs in the shape here.
    shape: BlockKind,
}

impl<'r, 'a> Teller<'r, 'a> for Reader<'r, 'a> {
    fn nodes(&mut self) -> &mut Nodes<'r> {
        &mut self.nodes
    }

    fn story(&mut self) -> &mut Story<'a> {
        self.story
    }

    fn takes_text(&mut self) -> bool {
        self.in_text
    }

    fn beside(&mut self, xml: Span) -> impl Teller<'_, 'a> {
        Reader::new(self.xml, self.story, xml)
    }

    fn start(&mut self, tag: &Tag<'_>, span: Span) {
        match tag.name() {
            "sp" => self.shape = BlockKind::Paragraph,
            "ph" => self.shape = placeholder(tag),
            "p" => self.story.paragraph(self.shape, u8::from(self.shape == BlockKind::ListItem)),
            "rPr" => self.run_properties(tag),
            "r" => self.is_hidden = false,
            "t" => self.in_text = !self.is_hidden,
            "br" => self.story.decoded("\n", span),
            "tr" => self.story.row(),
            // What is covered by a wider neighbor is an empty cell of its own.
            "tc" => self.story.cell(),
            "Fallback" => self.nodes.pass(),
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        match name {
            "t" => self.in_text = false,
            "r" => self.story.end_raised(),
            "p" => self.story.end_paragraph(),
            "tr" => self.story.end_row(),
            _ => {}
        }
    }
}

impl<'r, 'a> Reader<'r, 'a> {
    fn new(xml: &'r str, story: &'r mut Story<'a>, span: Span) -> Self {
        Reader {
            xml,
            story,
            nodes: Nodes::new(xml, span),
            in_text: false,
            is_hidden: false,
            shape: BlockKind::Paragraph,
        }
    }

    fn run_properties(&mut self, tag: &Tag<'_>) {
        let is_struck = tag.attribute("strike").is_some_and(|strike| strike != "noStrike");
        if tag.attribute("baseline").is_some_and(|baseline| baseline != "0") {
            self.story.raise();
        }
        self.nodes.within(|_| Within::Go);
        // What is struck out is no longer said.
        self.is_hidden = is_struck;
    }
}

/// What the paragraphs are in a place that the layout holds ready.
fn placeholder(tag: &Tag<'_>) -> BlockKind {
    match tag.attribute("type").as_deref() {
        Some("title" | "ctrTitle") => BlockKind::Heading,
        // The place for a slide's content is a list, but for the notes'.
        None | Some("obj") => BlockKind::ListItem,
        _ => BlockKind::Paragraph,
    }
}
