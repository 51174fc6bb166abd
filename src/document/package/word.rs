//! Reads Word documents (ECMA-376, WordprocessingML): the text as it stands when all changes are accepted, then notes,
//! headers and footers. Text split over runs is one; fields are their results; hidden and struck-out text is left out.

mod comments;
mod properties;
mod styles;

use std::collections::HashMap;

use super::archive::{Archive, Parts};
use super::relations::{main_part, relations_or_told};
use super::story::{Aside, Story, Teller};
use super::xml::{Nodes, Tag, Within};
use super::{BlockKind, PackageError};
use crate::document::suppression::Directive;
use crate::span::Span;
use properties::{ParagraphProperties, RunProperties};
use styles::Styles;

pub(crate) use comments::{WordComment, word_comments};

/// The kinds of part that hold text beside the main one, in the order in which they are read.
const BESIDE: [&str; 6] = ["diagramData", "chart", "footnotes", "endnotes", "header", "footer"];

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

/// Tells the part at `index`. What is damaged, if anything is.
pub(super) fn tell(word: &Word, story: &mut Story<'_>, index: usize) -> Option<String> {
    Reader::new(word, story, word.parts.span(index)).tell(0)
}

/// What a note and its mark are called: "footnote 3".
fn note_label(name: &str, tag: &Tag<'_>) -> String {
    format!("{name} {}", tag.attribute("id").unwrap_or_default())
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
    /// The style of the paragraph here.
    style: Option<String>,
    /// Whether each open row is deleted.
    rows: Vec<bool>,
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
            "r" => self.run(&RunProperties::default()),
            "rPr" => {
                let properties = RunProperties::read(&mut self.nodes);
                self.run(&properties);
            }
            "t" => self.in_text = !self.is_hidden && !self.codes.contains(&true),
            "fldChar" => self.field(tag),
            "tab" | "ptab" | "br" | "cr" | "noBreakHyphen" | "sym" => self.sign(tag, span),
            "tr" => {
                self.rows.push(false);
                self.story.row();
            }
            "trPr" => self.row_properties(),
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
            "footnoteReference" | "endnoteReference" if !self.is_hidden => {
                let name = tag.name().trim_end_matches("Reference");
                self.story.note_mark(&note_label(name, tag));
            }
            "commentRangeStart" => {
                if let Some(id) = tag.attribute("id") {
                    self.commented.insert(id, self.story.block());
                }
            }
            "commentReference" => self.comment(tag),
            "txbxContent" => {
                let inner = self.nodes.content();
                self.story.aside(Aside::Frame(inner));
            }
            "altChunk" => {
                let what = "a document within the document was not read: open it in Word and save it anew";
                self.story.unread(what.to_owned(), span);
            }
            // What is deleted or was moved away, the old copy of a text box, and what describes other things.
            "del" | "moveFrom" | "Fallback" | "sectPr" | "tblPr" | "tblGrid" | "sdtPr" | "rt" => {
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
            "tr" => {
                self.rows.pop();
                self.story.end_row();
            }
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
            style: None,
            rows: Vec::new(),
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
    fn sign(&mut self, tag: &Tag<'_>, span: Span) {
        if self.is_hidden {
            return;
        }
        match tag.name() {
            "tab" | "ptab" => self.story.decoded("\t", span),
            "noBreakHyphen" => self.story.decoded("-", span),
            // A character of a font by its number in hexadecimal digits.
            "sym" => {
                let code = tag.attribute("char").and_then(|code| u32::from_str_radix(&code, 16).ok());
                let sign = code.and_then(char::from_u32).unwrap_or(char::REPLACEMENT_CHARACTER);
                self.story.decoded(sign.encode_utf8(&mut [0; 4]), span);
            }
            _ => self.story.decoded("\n", span),
        }
    }

    fn paragraph(&mut self) {
        self.mark_is_deleted = false;
        if !self.goes_on {
            self.story.paragraph(BlockKind::Paragraph, 0);
            self.style = None;
        }
    }

    fn paragraph_properties(&mut self) {
        let properties = ParagraphProperties::read(&mut self.nodes);
        self.mark_is_deleted = properties.mark_is_deleted;
        if !self.goes_on {
            let (kind, depth) = self.word.styles.kind(&properties);
            self.story.set_paragraph(kind, depth);
            self.style = properties.style;
        }
    }

    /// A run, of which this is said.
    fn run(&mut self, properties: &RunProperties) {
        let (is_hidden, is_raised) = self.word.styles.run(properties, self.style.as_deref());
        self.is_hidden = is_hidden || self.rows.contains(&true);
        if is_raised && !self.is_hidden {
            self.story.raise();
        }
    }

    /// What is said of a row: the columns before its first cell, and whether it is deleted.
    fn row_properties(&mut self) {
        let (mut before, mut is_deleted) = (0, false);
        self.nodes.within(|tag| {
            match tag.name() {
                "gridBefore" => before = tag.attribute("val").and_then(|columns| columns.parse().ok()).unwrap_or(0),
                "del" => is_deleted = true,
                _ => {}
            }
            Within::Go
        });
        self.story.skip_cells(before);
        if let Some(row) = self.rows.last_mut() {
            *row = is_deleted;
        }
    }

    /// A note; those that hold the line above the notes say nothing.
    fn note(&mut self, tag: &Tag<'_>) {
        match tag.attribute("type").as_deref() {
            None | Some("normal") => {
                self.story.set_note(true);
                self.story.note(&note_label(tag.name(), tag));
            }
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
