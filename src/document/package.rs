//! Reads documents that are archives of XML: Word, OpenDocument, PowerPoint, InDesign. One file a
//! format below; here is what they share: the archive, within limits, and its parts.

mod archive;
mod in_design;
mod open_document;
mod presentation;
mod relations;
mod story;
mod word;
mod xml;

#[cfg(test)]
pub(crate) mod testing;
#[cfg(test)]
mod tests;

use std::fmt;

use super::{BlockKind, Document, Format, PackageMap, SourceMap};
use crate::span::Span;
use archive::Parts;
use story::Story;

pub(crate) use archive::{Archive, ArchiveError};
pub(crate) use relations::{main_part, relations_of, relations_part};
pub(crate) use word::word_comments;
pub(crate) use xml::{Node, Nodes, Tag};

/// Why nothing of an archive could be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PackageError {
    /// It is damaged as an archive.
    Archive(String),
    /// It is a document, but one of its parts without which nothing can be read is not there or damaged.
    Part {
        /// The part's name in the archive.
        name: String,
        /// What is wrong with it.
        why: String,
    },
    /// It holds no document of a known kind.
    Unknown,
}

impl fmt::Display for PackageError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            PackageError::Archive(why) => {
                write!(f, "it is damaged ({why}): open it in the program that made it and save it anew")
            }
            PackageError::Part { name, why } => {
                write!(f, "its part {name} {why}: open it in the program that made it and save it anew")
            }
            PackageError::Unknown => f.write_str(
                "it is an archive, but no Word, OpenDocument, PowerPoint or InDesign (.idml) document; unpack it first",
            ),
        }
    }
}

/// Reads an archive.
///
/// # Errors
///
/// If it is no document of a known kind, or its main part cannot be read. Of other parts that is told in
/// [`Document::unread`].
pub(super) fn read(bytes: &[u8]) -> Result<Document, PackageError> {
    let mut archive = Archive::open(bytes)?;
    match kind(&mut archive) {
        Some(Format::Word) => {
            let word = word::parts(&mut archive)?;
            Ok(told(Format::Word, &word.parts, |story, index| word::tell(&word, story, index)))
        }
        Some(Format::Presentation) => {
            let parts = presentation::parts(&mut archive)?;
            Ok(told(Format::Presentation, &parts, |story, index| presentation::tell(&parts, story, index)))
        }
        Some(Format::InDesign) => {
            let parts = in_design::parts(&mut archive)?;
            Ok(told(Format::InDesign, &parts, |story, index| in_design::tell(&parts, story, index)))
        }
        Some(Format::OpenDocument) => {
            let parts = open_document::parts(&mut archive)?;
            let styles = open_document::Styles::read(&parts);
            Ok(told(Format::OpenDocument, &parts, |story, index| open_document::tell(&parts, &styles, story, index)))
        }
        _ => Err(PackageError::Unknown),
    }
}

/// The document that `tell` tells part by part.
fn told<'a>(format: Format, parts: &'a Parts, tell: impl Fn(&mut Story<'a>, usize) -> Option<String>) -> Document {
    let mut story = Story::new(&parts.xml);
    for (index, part) in parts.parts.iter().enumerate() {
        let xml = parts.span(index);
        let (blocks, pictures) = story.counts();
        if let Some(damage) = tell(&mut story, index) {
            story.damage(&part.name, &damage, xml);
        }
        // A letterhead may be a picture alone, the document may not.
        let is_read = part.page.is_some() || index == 0;
        if is_read && story.counts().0 == blocks && story.counts().1 > pictures {
            story.unread(
                format!("{} is a picture: its words were not read; recognize its text (OCR) first", part.name),
                xml,
            );
        }
    }
    let end = Span::new(parts.xml.len(), parts.xml.len());
    for (name, why) in &parts.unread {
        story.unread(format!("{name} {why}: it was not read"), end);
    }
    let (built, unread) = story.finish();
    let map = |pieces| SourceMap::Package(PackageMap { parts: parts.parts.clone(), pieces });
    Document { unread, ..built.into_document(format, map) }
}

/// What an archive holds, as its parts tell.
fn kind(archive: &mut Archive<'_>) -> Option<Format> {
    let media_type = archive.has("mimetype").then(|| archive.text("mimetype")).and_then(Result::ok).unwrap_or_default();
    if media_type.trim() == "application/vnd.adobe.indesign-idml-package" || archive.has("designmap.xml") {
        return Some(Format::InDesign);
    }
    if media_type.starts_with("application/vnd.oasis.opendocument.") || archive.has("content.xml") {
        return Some(Format::OpenDocument);
    }
    let main = main_part(archive).ok()?;
    match main.split('/').next() {
        Some("word") => Some(Format::Word),
        Some("ppt") => Some(Format::Presentation),
        _ => None,
    }
}
