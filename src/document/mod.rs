//! Reads a file's bytes into text in blocks, with a map back to the bytes. One file a format.
//! Knows nothing of law.

mod builder;
mod cells;
mod decode;
mod html;
mod markdown;
mod notes;
mod open;
#[cfg(feature = "word")]
pub(crate) mod package;
#[cfg(feature = "pdf")]
pub(crate) mod pdf;
mod plain_text;
mod position;
mod source_map;
mod suppression;
mod versions;
mod wraps;

#[cfg(test)]
mod properties;

use jiff::civil::Date;

use crate::span::Span;

pub use decode::{BinaryKind, DecodeError, Decoded, decode};
pub use notes::NoteMark;
pub(crate) use notes::without_note_mark;
pub use open::{OpenError, Opened, open};
pub use position::Position;
pub use source_map::{Drawn, PackageMap, Part, Piece, Rectangle, SourceMap, drawn_in};
pub use suppression::Suppression;
pub(crate) use versions::{Kept, Version};

/// A document as the checks see it.
///
/// Invariant: blocks are in order, do not overlap, and lie on character boundaries of `text`.
#[derive(Clone, Debug)]
pub struct Document {
    /// What a reader sees. For plain text it is the file's text itself.
    pub text: String,
    /// The units that a claim never crosses.
    pub blocks: Vec<Block>,
    /// Where the text came from.
    pub source_map: SourceMap,
    /// Which reader made it.
    pub format: Format,
    /// The marks that lead to notes, in order of place.
    pub note_marks: Vec<NoteMark>,
    /// Suppression comments found while reading.
    pub suppressions: Vec<Suppression>,
    /// The day of which the document says that it speaks: `as-of: 2022-08-01` in its front matter.
    pub as_of: Option<Date>,
    /// The decoded file, where it differs from `text`.
    pub(crate) source: Option<String>,
    /// What could not be read of it, in order of text.
    pub unread: Vec<Unread>,
}

/// A part of a document that could not be read. U+FFFC holds its place in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unread {
    /// Where it would be.
    pub span: Span,
    /// What it is, why it was not read and what can be done, without a final period.
    pub what: String,
}

/// What stands in the text for something that is not read, code or a picture: the words around it are not neighbors.
pub(crate) const UNREAD: &str = "\u{fffc}";

/// A stretch of text that belongs together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Where it is in [`Document::text`], without the line break that ends it.
    pub span: Span,
    /// In how many lists it stands, one in another, where the format tells; otherwise 0.
    pub depth: u8,
}

/// The kinds of block that matter to the reading of claims.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BlockKind {
    /// A paragraph.
    Paragraph,
    /// A heading. A claim in the first paragraph under it may belong to a citation in it.
    Heading,
    /// An item of a list, without its sub-items.
    ListItem,
    /// A row of a table; cells are separated by `" | "` in the text.
    TableRow,
    /// A footnote or endnote. What it cites is not the subject of the text around it.
    Footnote,
}

/// The formats that can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    /// CommonMark with tables and footnotes.
    Markdown,
    /// A web page.
    Html,
    /// Text with paragraphs between empty lines.
    PlainText,
    /// A Word document.
    Word,
    /// A text or presentation of LibreOffice and its relatives.
    OpenDocument,
    /// A PowerPoint presentation.
    Presentation,
    /// An InDesign document in its exchange format.
    InDesign,
    /// A PDF.
    Pdf,
}

impl Format {
    /// The format that a file name's extension promises or, where it promises nothing, that the text itself shows.
    pub fn of(name: &str, text: &str) -> Format {
        match Format::from_file_name(name) {
            Format::PlainText if is_page(text) && !name.to_ascii_lowercase().ends_with(".txt") => Format::Html,
            promised => promised,
        }
    }

    /// The format that a file name's extension promises; plain text where it promises nothing.
    pub fn from_file_name(name: &str) -> Format {
        let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension);
        match extension.to_ascii_lowercase().as_str() {
            "md" | "markdown" | "mdown" | "mkd" | "mkdn" | "mdx" | "qmd" | "rmd" => Format::Markdown,
            "html" | "htm" | "xhtml" => Format::Html,
            _ => Format::PlainText,
        }
    }

    /// The name that reports use.
    pub fn name(self) -> &'static str {
        match self {
            Format::Markdown => "markdown",
            Format::Html => "html",
            Format::PlainText => "text",
            Format::Word => "docx",
            Format::OpenDocument => "odf",
            Format::Presentation => "pptx",
            Format::InDesign => "idml",
            Format::Pdf => "pdf",
        }
    }

    /// Whether a file of this format is text that can be edited where it stands.
    pub fn is_text(self) -> bool {
        matches!(self, Format::Markdown | Format::Html | Format::PlainText)
    }
}

/// Whether a text begins as web pages do.
fn is_page(text: &str) -> bool {
    let start = text.trim_start_matches(['\u{feff}', ' ', '\t', '\r', '\n']).as_bytes();
    let begins = |with: &str| start.get(..with.len()).is_some_and(|start| start.eq_ignore_ascii_case(with.as_bytes()));
    begins("<!doctype html") || begins("<html")
}

impl Document {
    /// Reads decoded text. Any text is a document: there is no error. What was taken out of a format that is not text is
    /// plain text.
    pub fn parse(decoded: Decoded, format: Format) -> Document {
        match format {
            Format::Markdown => markdown::read(decoded),
            Format::Html => html::read(decoded),
            _ => plain_text::read(decoded),
        }
    }

    /// The decoded file: what rows, columns and snippets are counted in.
    pub fn source_text(&self) -> &str {
        self.source.as_deref().unwrap_or(&self.text)
    }

    /// The block that holds byte `offset` of the text, if any.
    pub fn block_at(&self, offset: usize) -> Option<usize> {
        let index = self.blocks.partition_point(|block| block.span.end <= offset);
        (index < self.blocks.len() && self.blocks[index].span.start <= offset).then_some(index)
    }
}
