//! Knows which of a document's styles make headings, items of lists, and text that is hidden or raised.

use std::collections::HashMap;
use std::iter;

use super::super::xml::{Node, Nodes};
use super::properties::{ParagraphProperties, RunProperties};
use crate::document::BlockKind;
use crate::span::Span;

/// How many styles may be based on one another; a file can say that one is based on itself.
const LONGEST_CHAIN: usize = 16;

/// The styles of a document.
#[derive(Debug, Default)]
pub(super) struct Styles(HashMap<String, Style>);

#[derive(Debug, Default)]
struct Style {
    name: String,
    based_on: Option<String>,
    properties: ParagraphProperties,
    run: RunProperties,
}

impl Styles {
    /// Reads the part that defines them.
    pub(super) fn read(xml: &str) -> Styles {
        let mut styles = HashMap::new();
        let mut open: Option<(String, Style)> = None;
        let mut nodes = Nodes::new(xml, Span::new(0, xml.len()));
        while let Some((node, _)) = nodes.next() {
            match node {
                Node::Start(tag) if tag.name() == "style" => {
                    open = tag.attribute("styleId").map(|id| (id, Style::default()));
                }
                Node::Start(tag) => {
                    if let Some((_, style)) = &mut open {
                        match tag.name() {
                            "name" => style.name = tag.attribute("val").unwrap_or_default().to_lowercase(),
                            "basedOn" => style.based_on = tag.attribute("val"),
                            "pPr" => style.properties = ParagraphProperties::read(&mut nodes),
                            "rPr" => style.run = RunProperties::read(&mut nodes),
                            _ => {}
                        }
                    }
                }
                Node::End(tag) if tag.name() == "style" => styles.extend(open.take()),
                _ => {}
            }
        }
        Styles(styles)
    }

    /// The kind of a paragraph, and in how many lists it stands.
    pub(super) fn kind(&self, paragraph: &ParagraphProperties) -> (BlockKind, u8) {
        let styles = self.chain(paragraph.style.as_deref());
        if paragraph.is_outlined || styles.iter().any(|style| style.is_heading()) {
            return (BlockKind::Heading, 0);
        }
        let listed = paragraph.is_listed.or_else(|| styles.iter().find_map(|style| style.is_listed()));
        match listed {
            Some(true) => (BlockKind::ListItem, paragraph.level.saturating_add(1)),
            _ => (BlockKind::Paragraph, 0),
        }
    }

    /// Whether a run in a paragraph of the style `paragraph` is hidden, and whether it is raised.
    pub(super) fn run(&self, run: &RunProperties, paragraph: Option<&str>) -> (bool, bool) {
        let styles = self.chain(run.style.as_deref()).into_iter().chain(self.chain(paragraph));
        let said: Vec<&RunProperties> = iter::once(run).chain(styles.map(|style| &style.run)).collect();
        let is_hidden = said.iter().find_map(|said| said.is_hidden);
        let is_raised = said.iter().find_map(|said| said.is_raised);
        (is_hidden.unwrap_or(false), is_raised.unwrap_or(false))
    }

    /// A style, and those that it is based on.
    fn chain(&self, id: Option<&str>) -> Vec<&Style> {
        let first = id.and_then(|id| self.0.get(id));
        let next = |style: &&Style| style.based_on.as_ref().and_then(|id| self.0.get(id));
        iter::successors(first, next).take(LONGEST_CHAIN).collect()
    }
}

impl Style {
    /// Word's own styles keep their English names in every language; their identifiers do not.
    fn is_heading(&self) -> bool {
        let is_named = self.name.starts_with("heading") || self.name == "title" || self.name == "subtitle";
        is_named || self.properties.is_outlined
    }

    fn is_listed(&self) -> Option<bool> {
        let is_named = ["list bullet", "list number"].iter().any(|list| self.name.starts_with(list));
        self.properties.is_listed.or(is_named.then_some(true))
    }
}
