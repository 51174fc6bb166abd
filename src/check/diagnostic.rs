//! What a check finds: a message at a span, with what the law is and how to mend the text.

use jiff::civil::Date;

use super::Lint;
use crate::span::Span;

/// One finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// The lint that found it.
    pub lint: Lint,
    /// How grave it is.
    pub severity: Severity,
    /// For statements about law: whether they once were right.
    pub verdict: Option<Verdict>,
    /// The words it is about, in [`Document::text`](crate::document::Document).
    pub span: Span,
    /// Where it is in the source, if it is about what no reader sees: a comment.
    pub in_source: Option<Span>,
    /// The fact, then its authority, in one or two lines without a final period.
    pub message: String,
    /// The citation that the finding concerns.
    pub cite: Option<Cited>,
    /// The statement that was judged.
    pub claim: Option<Judged>,
    /// Where the right answer can be read.
    pub source: Option<Source>,
    /// A replacement that would mend it.
    pub fix: Option<Fix>,
}

impl Diagnostic {
    /// The citation that it concerns or, without one, its words.
    pub(super) fn place(&self) -> Span {
        self.cite.as_ref().map_or(self.span, |cited| cited.span)
    }

    /// The same in a text that has so many bytes more before it.
    pub(super) fn shifted(&self, by: isize) -> Diagnostic {
        let mut moved = self.clone();
        let cited = moved.cite.iter_mut().map(|cited| &mut cited.span);
        let edits = moved.fix.iter_mut().flat_map(|fix| &mut fix.edits).map(|edit| &mut edit.span);
        for span in cited.chain(edits).chain([&mut moved.span]) {
            *span = span.shifted(by);
        }
        moved
    }
}

/// How grave a finding is, least first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Worth knowing; nothing is wrong for sure.
    Info,
    /// Probably wrong.
    Warning,
    /// Wrong.
    Error,
}

impl Severity {
    /// `info`, `warning` or `error`.
    pub fn name(self) -> &'static str {
        match self {
            Severity::Info => "info",
            Severity::Warning => "warning",
            Severity::Error => "error",
        }
    }
}

/// Whether a wrong statement was ever right.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    /// It was so, until a date.
    Stale,
    /// It never was so.
    Incorrect,
}

impl Verdict {
    /// `stale` or `incorrect`.
    pub fn name(self) -> &'static str {
        match self {
            Verdict::Stale => "stale",
            Verdict::Incorrect => "incorrect",
        }
    }
}

/// The citation that a finding concerns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cited {
    /// Its identifier, such as `cgs:53a-192a(a)`.
    pub id: String,
    /// Where it stands.
    pub span: Span,
}

/// A statement and the law it was held against.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judged {
    /// `class`, `term`, `fine`, `minimum` or `name`.
    pub kind: &'static str,
    /// What the document says, in a normal form: `class B felony`, `1 to 10 years`.
    pub stated: String,
    /// Every right answer on the date.
    pub current: Vec<String>,
    /// For a stale statement, when it was right.
    pub was: Option<Was>,
}

/// The last time that a stale statement was right; from the first date up to but not including the second.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Was {
    /// First day, where the table knows it.
    pub from: Option<Date>,
    /// The day on which it ceased to be right.
    pub until: Option<Date>,
}

/// The authority for a finding.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Source {
    /// The act, such as `P.A. 17-32, S. 2`.
    pub act: Option<String>,
    /// An official page to read.
    pub url: Option<String>,
    /// The edition that the fact was read from, such as `cgs 2025-01-01`.
    pub edition: Option<String>,
}

/// A way to mend the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// Whether it may be applied unasked.
    pub applicability: Applicability,
    /// What it does, such as `replace with “class A felony”`.
    pub message: String,
    /// The changes, in order and without overlap, in spans of the text.
    pub edits: Vec<Edit>,
}

/// Whether a fix may be applied unasked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Applicability {
    /// Changes only the form of a citation.
    Safe,
    /// Changes what the document says of the law.
    Unsafe,
}

impl Applicability {
    /// `safe` or `unsafe`.
    pub fn name(self) -> &'static str {
        match self {
            Applicability::Safe => "safe",
            Applicability::Unsafe => "unsafe",
        }
    }
}

/// A replacement of one span.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// What to replace.
    pub span: Span,
    /// What to put there.
    pub content: String,
}
