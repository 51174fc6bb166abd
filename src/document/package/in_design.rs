//! Reads InDesign documents in their exchange format (.idml): each story in the order in which the document names
//! it, with its tables and notes.

use super::archive::{Archive, Parts};
use super::story::{Aside, Story, Teller};
use super::xml::{Node, Nodes, Tag};
use super::{BlockKind, PackageError};
use crate::span::Span;

/// Takes the stories out of the archive.
pub(super) fn parts(archive: &mut Archive<'_>) -> Result<Parts, PackageError> {
    let name = "designmap.xml";
    let map = archive.text(name).map_err(|why| PackageError::Part { name: name.to_owned(), why: why.to_string() })?;
    let mut parts = Parts::default();
    let mut nodes = Nodes::new(&map, Span::new(0, map.len()));
    for (node, _) in nodes.by_ref() {
        if let Node::Start(tag) = node
            && tag.name() == "Story"
            && let Some(story) = tag.attribute("src")
        {
            parts.add(archive, &story, None);
        }
    }
    parts.note_damage(name, &nodes);
    Ok(parts)
}

/// Tells the part at `index`. What is damaged, if anything is.
pub(super) fn tell(parts: &Parts, story: &mut Story<'_>, index: usize) -> Option<String> {
    Reader::new(&parts.xml, story, parts.span(index)).tell(0)
}

/// What goes through a story, and the state that it is in.
struct Reader<'r, 'a> {
    xml: &'r str,
    story: &'r mut Story<'a>,
    nodes: Nodes<'r>,
    in_text: bool,
    is_hidden: bool,
    /// The kind of the paragraphs here, and whether one has begun.
    kind: BlockKind,
    begun: bool,
    /// The row of each open table, once it has one.
    rows: Vec<Option<String>>,
}

impl<'r, 'a> Teller<'r, 'a> for Reader<'r, 'a> {
    fn nodes(&mut self) -> &mut Nodes<'r> {
        &mut self.nodes
    }

    fn story(&mut self) -> &mut Story<'a> {
        self.story
    }

    fn takes_text(&mut self) -> bool {
        if self.in_text {
            self.begin();
        }
        self.in_text
    }

    fn beside(&mut self, xml: Span) -> impl Teller<'_, 'a> {
        Reader::new(self.xml, self.story, xml)
    }

    fn start(&mut self, tag: &Tag<'_>, span: Span) {
        match tag.name() {
            "ParagraphStyleRange" => self.kind = kind(tag),
            "CharacterStyleRange" => {
                self.is_hidden = tag.attribute("StrikeThru").as_deref() == Some("true");
                if matches!(tag.attribute("Position").as_deref(), Some("Superscript" | "Subscript")) {
                    self.begin();
                    self.story.raise();
                }
            }
            "Content" => self.in_text = !self.is_hidden,
            "Br" if self.rows.is_empty() => {
                self.story.end_paragraph();
                self.begun = false;
            }
            "Br" => self.story.decoded("\n", span),
            "Table" => self.rows.push(None),
            "Cell" => self.cell(tag),
            "Footnote" | "Endnote" => {
                let inner = self.nodes.content();
                self.story.aside(Aside::Note(inner));
            }
            // What was deleted, what only editors see, and settings.
            "HiddenText" | "Note" | "Properties" => self.nodes.pass(),
            "Change" if tag.attribute("ChangeType").as_deref() == Some("DeletedText") => self.nodes.pass(),
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        match name {
            "Content" => self.in_text = false,
            "CharacterStyleRange" => self.story.end_raised(),
            "Table" if self.rows.pop().flatten().is_some() => {
                self.story.end_row();
                self.begun = false;
            }
            _ => {}
        }
    }
}

impl<'r, 'a> Reader<'r, 'a> {
    fn new(xml: &'r str, story: &'r mut Story<'a>, span: Span) -> Self {
        let nodes = Nodes::new(xml, span);
        let (kind, rows) = (BlockKind::Paragraph, Vec::new());
        Reader { xml, story, nodes, in_text: false, is_hidden: false, kind, begun: false, rows }
    }

    /// Begins a paragraph at its first words.
    fn begin(&mut self) {
        if !self.begun && self.rows.is_empty() {
            self.story.paragraph(self.kind, u8::from(self.kind == BlockKind::ListItem));
            self.begun = true;
        }
    }

    /// A cell says where it is: `Name="column:row"`.
    fn cell(&mut self, tag: &Tag<'_>) {
        let name = tag.attribute("Name").unwrap_or_default();
        let row = name.split_once(':').map_or("", |(_, row)| row).to_owned();
        let Some(open) = self.rows.last_mut() else { return };
        if open.as_deref() != Some(&row) {
            if open.replace(row).is_some() {
                self.story.end_row();
            }
            self.story.row();
        }
        self.story.cell();
    }
}

/// A paragraph's kind by the name of its style, which is all that says it.
fn kind(tag: &Tag<'_>) -> BlockKind {
    let style = tag.attribute("AppliedParagraphStyle").unwrap_or_default().to_lowercase();
    let has = |words: &[&str]| words.iter().any(|word| style.contains(word));
    let is_listed = tag.attribute("BulletsAndNumberingListType").is_some_and(|list| list != "NoList");
    match () {
        () if has(&["head", "title"]) => BlockKind::Heading,
        () if is_listed || has(&["bullet", "list"]) => BlockKind::ListItem,
        () => BlockKind::Paragraph,
    }
}
