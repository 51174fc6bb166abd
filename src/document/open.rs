//! Tells by its content what a file is, and reads it with the reader for it. Does no I/O.

use std::fmt;

use super::decode::{DecodeError, Decoded, decode};
use super::{Document, Format};

#[cfg(feature = "word")]
use super::decode::{BinaryKind, magic_number};
#[cfg(feature = "word")]
use super::package::{self, PackageError};
#[cfg(feature = "pdf")]
use super::pdf::{self, PdfError};

/// A file that was read.
#[derive(Clone, Debug)]
pub struct Opened {
    /// What it says.
    pub document: Document,
    /// Whether byte offsets of its source text are byte offsets of the file.
    pub bytes_are_text: bool,
    /// The encoding that it was read in, if it is text in another than UTF-8.
    pub other_encoding: Option<&'static str>,
}

/// Why a file could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OpenError {
    /// It is not text, nor anything else that is read.
    Decode(DecodeError),
    /// It is an archive, as Word documents are, and cannot be read.
    #[cfg(feature = "word")]
    Package(PackageError),
    /// It is a PDF, and cannot be read.
    #[cfg(feature = "pdf")]
    Pdf(PdfError),
}

impl fmt::Display for OpenError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            OpenError::Decode(error) => error.fmt(f),
            #[cfg(feature = "word")]
            OpenError::Package(error) => error.fmt(f),
            #[cfg(feature = "pdf")]
            OpenError::Pdf(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for OpenError {}

/// Reads a file's bytes. Its content says what it is; where that does not, the extension of `name` does.
///
/// # Errors
///
/// If it is no document, or one of which nothing can be read. What is unread of others is [`Document::unread`].
pub fn open(bytes: Vec<u8>, name: &str) -> Result<Opened, OpenError> {
    #[cfg(feature = "word")]
    if magic_number(&bytes) == Some(BinaryKind::Zip) {
        return package::read(&bytes).map(extracted).map_err(OpenError::Package);
    }
    #[cfg(feature = "pdf")]
    if let Some(start) = pdf::start(&bytes) {
        let bytes = if start > 0 { bytes[start..].to_vec() } else { bytes };
        return pdf::read(bytes).map(extracted).map_err(OpenError::Pdf);
    }
    decode(bytes).map(|decoded| of_text(decoded, name)).map_err(OpenError::Decode)
}

fn of_text(decoded: Decoded, name: &str) -> Opened {
    let bytes_are_text = decoded.bytes_are_text;
    let other_encoding = (!bytes_are_text).then_some(decoded.encoding);
    let format = Format::of(name, &decoded.text);
    Opened { document: Document::parse(decoded, format), bytes_are_text, other_encoding }
}

#[cfg(any(feature = "pdf", feature = "word"))]
fn extracted(document: Document) -> Opened {
    Opened { document, bytes_are_text: false, other_encoding: None }
}
