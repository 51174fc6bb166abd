//! Writes findings into documents in the form that their authors work in: comments and tracked changes in Word, notes in
//! PDFs. One file a format. Finds nothing itself.

mod pdf;
mod word;

use std::fmt;

use jiff::civil::Date;

use crate::check::{Diagnostic, Edit};
use crate::document::Format;
use crate::report::CheckedFile;
use crate::span::Span;

/// Who the author of a comment, a change or a note is said to be.
const AUTHOR: &str = "lawlint";

/// In what form findings are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// As comments on the words.
    Comments,
    /// As changes that can be accepted or rejected; only of findings that have a fix.
    TrackedChanges,
}

/// A document with findings written into it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Annotated {
    /// The file.
    pub(crate) bytes: Vec<u8>,
    /// How many findings became comments or notes.
    pub(crate) comments: usize,
    /// How many became changes.
    pub(crate) changes: usize,
    /// How many were there already.
    pub(crate) known: usize,
}

/// Why nothing was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum AnnotateError {
    /// The format takes no notes from lawlint.
    Format(Format),
    /// The format takes notes, but not in this form.
    Form(Format),
    /// The file takes nothing new without a password.
    Protected,
    /// A part of the file could not be read or written.
    Part {
        /// Its name.
        name: String,
        /// What is wrong.
        why: String,
    },
}

impl fmt::Display for AnnotateError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            AnnotateError::Format(format) if format.is_text() => f.write_str(
                "it is text: run `lawlint check --fix` to mend it, or read the findings with `lawlint check`",
            ),
            AnnotateError::Format(format) => write!(
                f,
                "findings are written into .docx and .pdf, not into .{}: save it in one of these first, or send the page that \
                 `lawlint check --output-format html` writes",
                format.name()
            ),
            AnnotateError::Form(format) => {
                write!(f, "a .{} has no tracked changes: leave --track-changes out", format.name())
            }
            AnnotateError::Protected => {
                f.write_str("it is protected against changes: save a copy without protection first")
            }
            AnnotateError::Part { name, why } => {
                write!(f, "{name} {why}: open the file in the program that made it and save it anew")
            }
        }
    }
}

impl std::error::Error for AnnotateError {}

/// What is written about a finding.
struct Remark {
    /// The words that it is about, in the document's text.
    span: Span,
    /// The lint that found it.
    lint: &'static str,
    /// What it says: the message, then where the law can be read.
    paragraphs: Vec<String>,
    /// What mends it, in order: all of it or nothing.
    edits: Vec<Edit>,
}

/// Writes what was found in a file into it. `bytes` are those that it was read from; `date` is the day of the notes.
///
/// # Errors
///
/// If the format takes no notes in this form, or the file cannot be taken apart.
pub(crate) fn annotate(bytes: &[u8], file: &CheckedFile, form: Form, date: Date) -> Result<Annotated, AnnotateError> {
    match (file.document.format, form) {
        (Format::Word, form) => word::annotate(bytes, &file.document, &remarks(file), form, date),
        (Format::Pdf, Form::Comments) => pdf::note(bytes, &file.document, &remarks(file), date),
        (Format::Pdf, Form::TrackedChanges) => Err(AnnotateError::Form(Format::Pdf)),
        (format, _) => Err(AnnotateError::Format(format)),
    }
}

fn remarks(file: &CheckedFile) -> Vec<Remark> {
    file.diagnostics.iter().map(Remark::of).collect()
}

impl Remark {
    fn of(found: &Diagnostic) -> Remark {
        let source = found.source.as_ref();
        let authority = source.map_or_else(String::new, |source| {
            [&source.act, &source.url].into_iter().flatten().map(String::as_str).collect::<Vec<_>>().join("; ")
        });
        let fix = found.fix.as_ref();
        let mend = fix.map(|fix| format!("To mend it: {}", fix.message));
        let paragraphs = [Some(found.message.clone()), mend, Some(authority).filter(|authority| !authority.is_empty())];
        Remark {
            span: found.span,
            lint: found.lint.name(),
            paragraphs: paragraphs.into_iter().flatten().collect(),
            edits: fix.map_or_else(Vec::new, |fix| fix.edits.clone()),
        }
    }
}
