//! Applies fixes to text, shows them as a diff, and writes what came of them.

use std::io::{self, Write};

use anyhow::{Context, Result};
use diffy::{DiffOptions, PatchFormatter};

use crate::check::Applicability;
use crate::report::{CheckedFile, place};
use crate::workspace::files::{self, Input, Origin};

/// A replacement can reveal another ("§" after a mended name); more rounds than this are never needed.
const ROUNDS: usize = 8;

/// Applies every fix up to `limit`, checking again after each round. `None` if there was nothing to mend.
pub(super) fn mend(
    file: &CheckedFile,
    limit: Applicability,
    recheck: impl Fn(String) -> CheckedFile,
) -> Option<CheckedFile> {
    let mut mended: Option<CheckedFile> = None;
    for _ in 0..ROUNDS {
        let current = mended.as_ref().unwrap_or(file);
        match apply(current, limit) {
            Some(text) => mended = Some(recheck(text)),
            None => break,
        }
    }
    mended
}

/// The source with the fixes applied; of fixes that overlap, the first. `None` if nothing changes.
fn apply(file: &CheckedFile, limit: Applicability) -> Option<String> {
    let source = file.document.source_text();
    let fixes = place(file).into_iter().filter_map(|placed| placed.fix).filter(|fix| fix.fix.applicability <= limit);
    let mut text = String::with_capacity(source.len());
    let mut at = 0;
    for edit in fixes.flat_map(|fix| fix.edits) {
        let span = edit.place.source;
        if span.start >= at {
            text.push_str(source.get(at..span.start)?);
            text.push_str(edit.content);
            at = span.end;
        }
    }
    text.push_str(source.get(at..)?);
    (text != source).then_some(text)
}

/// A unified diff.
pub(super) fn diff(filename: &str, before: &str, after: &str) -> String {
    let patch = DiffOptions::new()
        .set_context_len(2)
        .set_original_filename(format!("a/{filename}"))
        .set_modified_filename(format!("b/{filename}"))
        .create_patch(before, after);
    // Every program that applies patches takes the space before an empty line; not every one its absence.
    PatchFormatter::new().suppress_blank_empty(false).fmt_patch(&patch).to_string()
}

/// Writes a mended file in its place; standard input goes to standard output.
pub(super) fn write(input: &Input, text: &str) -> Result<()> {
    match input.origin {
        Origin::Stdin => io::stdout().write_all(text.as_bytes()).context("cannot write to standard output"),
        Origin::Named | Origin::Found => files::replace(&input.path, text.as_bytes()),
    }
}
