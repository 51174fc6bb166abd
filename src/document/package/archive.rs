//! Takes parts out of a zip archive, within limits. Knows nothing of what they mean.

use std::collections::BTreeMap;
use std::fmt;
use std::io::{Cursor, Read, Write};

use zip::ZipArchive;
use zip::result::ZipError;
use zip::write::{SimpleFileOptions, ZipWriter};

use super::super::{Part, decode};
use super::PackageError;
use super::xml::Nodes;

/// How many bytes of XML are unpacked of one document, all parts together. A book of 1,000 pages has some 20 MB;
/// what unpacks to more was made to fill the memory.
pub(crate) const LARGEST: u64 = 64 * 1024 * 1024;

/// An archive at work.
pub(crate) struct Archive<'a> {
    zip: ZipArchive<Cursor<&'a [u8]>>,
    /// How many bytes may still be unpacked.
    left: u64,
}

/// Why a part could not be taken out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum ArchiveError {
    /// There is none of that name.
    Missing,
    /// It is protected with a password.
    Encrypted,
    /// It is too large.
    TooLarge,
    /// It cannot be unpacked, or is not text.
    Damaged,
}

impl fmt::Display for ArchiveError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ArchiveError::Missing => f.write_str("is missing"),
            ArchiveError::Encrypted => f.write_str("is protected with a password"),
            ArchiveError::TooLarge => write!(f, "unpacks to more than {} MB", LARGEST >> 20),
            ArchiveError::Damaged => f.write_str("is damaged"),
        }
    }
}

impl<'a> Archive<'a> {
    pub(crate) fn open(bytes: &'a [u8]) -> Result<Archive<'a>, PackageError> {
        let zip = ZipArchive::new(Cursor::new(bytes)).map_err(|error| PackageError::Archive(error.to_string()))?;
        Ok(Archive { zip, left: LARGEST })
    }

    pub(crate) fn has(&self, name: &str) -> bool {
        self.zip.index_for_name(name).is_some()
    }

    /// The text of the part `name`, without a byte-order mark.
    pub(crate) fn text(&mut self, name: &str) -> Result<String, ArchiveError> {
        let decoded = decode(self.bytes(name)?).map_err(|_| ArchiveError::Damaged)?;
        Ok(match decoded.text.strip_prefix('\u{feff}') {
            Some(text) => text.to_owned(),
            None => decoded.text,
        })
    }

    /// The archive with other text in the parts that `changed` names; those that are not there yet come last. All others are
    /// as they were, byte for byte.
    pub(crate) fn rewritten(&mut self, changed: &BTreeMap<String, String>) -> Result<Vec<u8>, ArchiveError> {
        let damaged = |_| ArchiveError::Damaged;
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        let mut missing = changed.clone();
        for index in 0..self.zip.len() {
            let part = self.zip.by_index_raw(index).map_err(damaged)?;
            match part.name().ok().and_then(|name| missing.remove(name.as_ref())) {
                Some(text) => write(&mut writer, &part.name().map_err(damaged)?, part.options(), &text)?,
                None => writer.raw_copy_file(part).map_err(damaged)?,
            }
        }
        for (name, text) in missing {
            write(&mut writer, &name, SimpleFileOptions::default(), &text)?;
        }
        Ok(writer.finish().map_err(damaged)?.into_inner())
    }

    fn bytes(&mut self, name: &str) -> Result<Vec<u8>, ArchiveError> {
        let part = self.zip.by_name(name).map_err(|error| match error {
            ZipError::FileNotFound => ArchiveError::Missing,
            ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => ArchiveError::Encrypted,
            _ => ArchiveError::Damaged,
        })?;
        let mut bytes = Vec::new();
        part.take(self.left + 1).read_to_end(&mut bytes).map_err(|_| ArchiveError::Damaged)?;
        self.left = self.left.checked_sub(bytes.len() as u64).ok_or(ArchiveError::TooLarge)?;
        Ok(bytes)
    }
}

fn write(
    writer: &mut ZipWriter<Cursor<Vec<u8>>>,
    name: &str,
    options: SimpleFileOptions,
    text: &str,
) -> Result<(), ArchiveError> {
    writer.start_file(name, options).map_err(|_| ArchiveError::Damaged)?;
    writer.write_all(text.as_bytes()).map_err(|_| ArchiveError::Damaged)
}

/// The XML of the parts that were read, one after another.
#[derive(Debug, Default)]
pub(super) struct Parts {
    pub(super) xml: String,
    pub(super) parts: Vec<Part>,
    /// What could not be read: a part's name, and why.
    pub(super) unread: Vec<(String, ArchiveError)>,
}

impl Parts {
    /// Adds a part without which there is nothing to read.
    pub(super) fn require(&mut self, archive: &mut Archive<'_>, name: &str) -> Result<(), PackageError> {
        let text =
            archive.text(name).map_err(|why| PackageError::Part { name: name.to_owned(), why: why.to_string() })?;
        self.push(name, &text, None);
        Ok(())
    }

    /// Adds a part that the document may do without.
    pub(super) fn add(&mut self, archive: &mut Archive<'_>, name: &str, page: Option<usize>) {
        match archive.text(name) {
            Ok(text) => self.push(name, &text, page),
            Err(why) => self.unread.push((name.to_owned(), why)),
        }
    }

    /// Tells of a part that was read only up to where its XML is damaged.
    pub(super) fn note_damage(&mut self, name: &str, nodes: &Nodes<'_>) {
        if nodes.damage().is_some() {
            self.unread.push((name.to_owned(), ArchiveError::Damaged));
        }
    }

    /// The XML of the part at `index`, as a range of all XML.
    pub(super) fn span(&self, index: usize) -> crate::span::Span {
        let end = self.parts.get(index + 1).map_or(self.xml.len(), |next| next.start);
        crate::span::Span::new(self.parts[index].start, end)
    }

    fn push(&mut self, name: &str, text: &str, page: Option<usize>) {
        self.parts.push(Part { name: name.to_owned(), start: self.xml.len(), page });
        self.xml.push_str(text);
    }
}
