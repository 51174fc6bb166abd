//! Reads Word documents (ECMA-376, WordprocessingML): the text as it stands when all changes are accepted, then notes,
//! headers and footers. Text split over runs is one; fields are their results; hidden and struck-out text is left out.

mod comments;
mod properties;
mod styles;

use std::collections::HashMap;

use super::archive::{Archive, Parts};
use super::relations::{main_part, relations_or_told};
use super::story::{Story, Teller};
use super::xml::{Nodes, Tag};
use super::{BlockKind, PackageError};
use crate::document::suppression::Directive;
use crate::span::Span;
use properties::{ParagraphProperties, RunProperties};
use styles::Styles;

pub(crate) use comments::{WordComment, word_comments};

/// The kinds of part that hold text beside the main one, in the order in which they are read.
const BESIDE: [&str; 5] = ["diagramData", "footnotes", "endnotes", "header", "footer"];

/// A document's parts, with the styles and the comments for lawlint.
pub(super) struct Word {
    pub(super) parts: Parts,
    styles: Styles,
    comments: HashMap<String, Directive>,
}

/// Takes the parts that hold text out of the archive.
pub(super) fn parts(archive: &mut Archive<'_>) -> Result<Word, PackageError> {
    let main = main_part(archive)?;
    let mut parts = Parts::default();
    parts.require(archive, &main)?;
    let mut word = Word { parts, styles: Styles::default(), comments: HashMap::new() };
    // A document without any relation is whole without styles and notes.
    let relations = relations_or_told(archive, &main, &mut word.parts);
    for relation in &relations {
        match relation.kind.as_str() {
            "styles" => word.styles = archive.text(&relation.target).map(|xml| Styles::read(&xml)).unwrap_or_default(),
            "comments" => {
                word.comments = archive.text(&relation.target).map(|xml| directives(&xml)).unwrap_or_default();
            }
            _ => {}
        }
    }
    for kind in BESIDE {
        for relation in relations.iter().filter(|relation| relation.kind == kind) {
            word.parts.add(archive, &relation.target, None);
        }
    }
    Ok(word)
}

/// Tells the part whose XML stands at `xml`. What is damaged, if anything is.
pub(super) fn tell(word: &Word, story: &mut Story<'_>, xml: Span) -> Option<String> {
    Reader::new(word, story, xml).tell(0)
}

/// What the comments for lawlint ask for, by the comments' identifiers.
fn directives(xml: &str) -> HashMap<String, Directive> {
    let asked = |comment: WordComment| Some((comment.id, Directive::parse(&comment.paragraphs.concat())?));
    word_comments(xml).into_iter().filter_map(asked).collect()
}

/// What goes through a part, and the state that it is in.
struct Reader<'r, 'a> {
    word: &'r Word,
    story: &'r mut Story<'a>,
    nodes: Nodes<'r>,
    /// Whether this is the text of a run that is seen.
    in_text: bool,
    is_hidden: bool,
    /// Of each open field, whether this is its code: what stands there is not seen.
    codes: Vec<bool>,
    /// Whether the mark of the paragraph before is deleted: then this one goes on.
    goes_on: bool,
    /// The mark of this paragraph is deleted.
    mark_is_deleted: bool,
    /// The width in columns of each open cell.
    widths: Vec<usize>,
    /// The blocks at which comments begin.
    commented: HashMap<String, usize>,
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
        Reader::new(self.word, self.story, xml)
    }

    fn start(&mut self, tag: &Tag<'_>, span: Span) {
        match tag.name() {
            "p" => self.paragraph(),
            "pPr" => self.paragraph_properties(),
            "r" => self.is_hidden = false,
            "rPr" => self.run_properties(),
            "t" => self.in_text = !self.is_hidden && !self.codes.contains(&true),
            "fldChar" => self.field(tag),
            "tab" | "ptab" | "br" | "cr" | "noBreakHyphen" => self.sign(tag.name(), span),
            "tr" => self.story.row(),
            "tc" => {
                self.widths.push(1);
                self.story.cell();
            }
            "gridSpan" => {
                let columns = tag.attribute("val").and_then(|columns| columns.parse().ok());
                if let Some((width, columns)) = self.widths.last_mut().zip(columns) {
                    *width = columns;
                }
            }
            "footnote" | "endnote" => self.note(tag),
            "commentRangeStart" => {
                if let Some(id) = tag.attribute("id") {
                    self.commented.insert(id, self.story.block());
                }
            }
            "commentReference" => self.comment(tag),
            "txbxContent" => {
                let inner = self.nodes.content();
                self.story.aside(inner, false);
            }
            "altChunk" => {
                let what = "a document within the document was not read: open it in Word and save it anew";
                self.story.unread(what.to_owned(), span);
            }
            // What is deleted or was moved away, the old copy of a text box, and what describes other things.
            "del" | "moveFrom" | "Fallback" | "sectPr" | "tblPr" | "trPr" | "tblGrid" | "sdtPr" | "rt" => {
                self.nodes.pass();
            }
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        match name {
            "t" => self.in_text = false,
            "r" => self.story.end_raised(),
            "p" => {
                self.goes_on = self.mark_is_deleted;
                if !self.goes_on {
                    self.story.end_paragraph();
                }
            }
            "tc" => {
                let width = self.widths.pop().unwrap_or(1);
                self.story.end_cell(width);
            }
            "tr" => self.story.end_row(),
            "footnote" | "endnote" => _ = self.story.set_note(false),
            _ => {}
        }
    }
}

impl<'r, 'a> Reader<'r, 'a> {
    fn new(word: &'r Word, story: &'r mut Story<'a>, xml: Span) -> Self {
        Reader {
            word,
            story,
            nodes: Nodes::new(&word.parts.xml, xml),
            in_text: false,
            is_hidden: false,
            codes: Vec::new(),
            goes_on: false,
            mark_is_deleted: false,
            widths: Vec::new(),
            commented: HashMap::new(),
        }
    }

    /// The beginning of a field's code, of its result, or its end.
    fn field(&mut self, tag: &Tag<'_>) {
        match tag.attribute("fldCharType").as_deref() {
            Some("begin") => self.codes.push(true),
            Some("separate") => _ = self.codes.last_mut().map(|is_code| *is_code = false),
            Some("end") => _ = self.codes.pop(),
            _ => {}
        }
    }

    /// What is an element but stands for a character.
    fn sign(&mut self, name: &str, span: Span) {
        let sign = match name {
            "tab" | "ptab" => "\t",
            "noBreakHyphen" => "-",
            _ => "\n",
        };
        if !self.is_hidden {
            self.story.decoded(sign, span);
        }
    }

    fn paragraph(&mut self) {
        self.mark_is_deleted = false;
        if !self.goes_on {
            self.story.paragraph(BlockKind::Paragraph, 0);
        }
    }

    fn paragraph_properties(&mut self) {
        let properties = ParagraphProperties::read(&mut self.nodes);
        self.mark_is_deleted = properties.mark_is_deleted;
        if !self.goes_on {
            let (kind, depth) = self.word.styles.kind(&properties);
            self.story.set_paragraph(kind, depth);
        }
    }

    fn run_properties(&mut self) {
        let properties = RunProperties::read(&mut self.nodes);
        self.is_hidden = properties.is_hidden;
        if properties.is_raised && !properties.is_hidden {
            self.story.raise();
        }
    }

    /// A note; those that hold the line above the notes say nothing.
    fn note(&mut self, tag: &Tag<'_>) {
        match tag.attribute("type").as_deref() {
            None | Some("normal") => _ = self.story.set_note(true),
            Some(_) => self.nodes.pass(),
        }
    }

    fn comment(&mut self, tag: &Tag<'_>) {
        let Some(id) = tag.attribute("id") else { return };
        if let Some(directive) = self.word.comments.get(&id) {
            let first = self.commented.get(&id).copied().unwrap_or(self.story.block());
            self.story.silence(directive.clone(), first);
        }
    }
}
