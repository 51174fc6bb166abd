//! Turns findings into what people and programs read. One file an output format.
//! Decides nothing about law.

use std::io::{self, Write};

use crate::check::Diagnostic;
use crate::document::Document;

/// A checked file.
#[derive(Clone, Debug)]
pub struct CheckedFile {
    /// The path as the user gave or would give it, with `/` between folders.
    pub filename: String,
    /// What was read.
    pub document: Document,
    /// Whether byte offsets of the decoded text are byte offsets of the file (UTF-8, with or without a mark).
    pub bytes_are_text: bool,
    /// How many citations it has.
    pub citations: usize,
    /// What was found, in order of place.
    pub diagnostics: Vec<Diagnostic>,
}

/// What a whole run knows.
#[derive(Clone, Debug)]
pub struct RunInfo {
    /// The date that the law was asked for.
    pub as_of: jiff::civil::Date,
    /// Code and last day covered: `("cgs", 2025-01-01)`, `("usc", 2023-04-20)`.
    pub editions: Vec<(String, jiff::civil::Date)>,
}

/// An output format. Files arrive in order of name, each once.
pub trait Report {
    /// Writes one file's findings.
    ///
    /// # Errors
    /// Whatever writing to `out` gives.
    fn file(&mut self, file: &CheckedFile, out: &mut dyn Write) -> io::Result<()>;

    /// Writes what comes after the last file.
    ///
    /// # Errors
    /// Whatever writing to `out` gives.
    fn finish(&mut self, run: &RunInfo, out: &mut dyn Write) -> io::Result<()>;
}
