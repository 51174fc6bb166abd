//! `unread-part`: a part of the document could not be read.

use super::{Diagnostic, Lint, Severity};
use crate::document::Document;

pub(super) const EXPLANATION: &str = "\
A part of a Word document, presentation or PDF could not be read: a page that is only a picture, a font that does not say which
letters it draws, a damaged part of the file.

**Why it matters.** Nothing is said of that part. Without this lint a scanned page with a wrong figure on it would look like a page
without one.

**Example.** A brochure's second page was scanned: `page 2 is a picture`.

**What to do.** Recognize the text of scanned pages (an OCR program adds it to the file), or open a damaged file in the program
that made it and save it anew. Where the picture says nothing of law, give `unread-part` the severity `info` in the
configuration, or leave the lint out. There is no fix.

**When it stays silent.** About pictures on pages that have text too, and about text within pictures there.
";

/// What is unread of a document.
pub(super) fn find(document: &Document) -> impl Iterator<Item = Diagnostic> {
    document.unread.iter().map(|unread| Diagnostic {
        lint: Lint::UnreadPart,
        severity: Severity::Warning,
        verdict: None,
        span: unread.span,
        in_source: None,
        message: unread.what.clone(),
        cite: None,
        claim: None,
        source: None,
        fix: None,
    })
}
