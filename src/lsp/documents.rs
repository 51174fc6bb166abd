//! The open documents, and what was found in them.

use std::path::PathBuf;
use std::rc::Rc;

use lsp_types::Range;

use super::text::Buffer;
use crate::check::{self, Diagnostic, Memory, Severity, Stated};
use crate::citation::Citation;
use crate::claim::Claim;
use crate::document::Format;
use crate::report::{CheckedFile, Placed, place_all};
use crate::span::{Locator, Span};
use crate::workspace::standard::Judged;

/// A document that the editor holds.
pub(super) struct OpenDocument {
    /// Where it lies or would lie: what its configuration is looked up by.
    pub(super) path: PathBuf,
    pub(super) version: i32,
    pub(super) format: Format,
    pub(super) buffer: Buffer,
    /// What was found in this very text.
    pub(super) analysis: Option<Rc<Analysis>>,
    /// What was read of its last version.
    pub(super) memory: Memory,
    /// What it said when it was last looked at.
    pub(super) statements: Rc<[Statement]>,
    /// Whether the editor was told what was found.
    pub(super) published: bool,
}

/// What a document says that another may contradict, in the editor's coordinates.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Statement {
    pub(super) stated: Stated,
    /// The line, from 1, as reports count.
    pub(super) row: usize,
    pub(super) range: Range,
}

/// What was found in a text.
pub(super) struct Analysis {
    pub(super) judged: Judged,
    /// How grave the configuration says that a contradiction is.
    pub(super) conflict_severity: Option<Severity>,
    /// What is said of reading its configuration, if that failed: then nothing was judged.
    pub(super) complaint: Option<String>,
    /// The baseline that its configuration names.
    pub(super) baseline: Option<PathBuf>,
}

impl Analysis {
    pub(super) fn file(&self) -> &CheckedFile {
        &self.judged.file
    }

    /// The bytes of the source that a span of the text came from.
    pub(super) fn source(&self, span: Span) -> Option<Span> {
        self.file().document.source_map.source_range(span)
    }

    /// The citation at a byte of the source; the end of one counts too, since a cursor stands there.
    pub(super) fn citation_at(&self, offset: usize) -> Option<(&Citation, Span)> {
        self.citations().find(|(_, place)| place.start <= offset && offset <= place.end)
    }

    /// The claim at a byte of the source.
    pub(super) fn claim_at(&self, offset: usize) -> Option<(&Claim, Span)> {
        let placed = self.judged.claims.iter().filter_map(|claim| Some((claim, self.source(claim.span)?)));
        placed.into_iter().find(|(_, place)| place.start <= offset && offset <= place.end)
    }

    /// Every citation that a reader can follow, with its place in the source.
    pub(super) fn citations<'a>(&'a self) -> impl Iterator<Item = (&'a Citation, Span)> {
        let known = |citation: &&Citation| !citation.targets.contains(&crate::citation::Target::Foreign);
        let placed = |citation: &'a Citation| Some((citation, self.source(citation.span)?));
        self.judged.citations.iter().filter(known).filter_map(placed)
    }

    /// The findings together with `conflicts`, in order of place.
    pub(super) fn with_conflicts(&self, conflicts: &[Diagnostic]) -> Vec<Diagnostic> {
        let mut all = self.file().diagnostics.clone();
        if !conflicts.is_empty() {
            all.extend(conflicts.iter().map(|found| self.regraded(found)));
            check::sort(&mut all, &self.file().document);
        }
        all
    }

    /// A conflict as grave as the configuration wants it.
    fn regraded(&self, conflict: &Diagnostic) -> Diagnostic {
        Diagnostic { severity: self.conflict_severity.unwrap_or(conflict.severity), ..conflict.clone() }
    }

    /// Findings with their places in the source.
    pub(super) fn placed<'a>(&'a self, found: &'a [Diagnostic]) -> Vec<Placed<'a>> {
        place_all(self.file(), found)
    }

    /// What it says that another document may contradict.
    pub(super) fn statements(&self, buffer: &Buffer) -> Rc<[Statement]> {
        let mut locator = Locator::new(self.file().document.source_text());
        let place = |stated: &Stated| {
            let source = self.source(stated.span)?;
            let (row, range) = (locator.locate(source.start).row, buffer.range(source));
            Some(Statement { stated: stated.clone(), row, range })
        };
        self.judged.open.iter().filter_map(place).collect()
    }
}
