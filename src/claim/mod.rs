//! Finds what a document says an offense carries, and to which citation each statement belongs.
//! Never decides whether a statement is right.

mod about;
mod attach;
mod by_citation;
mod by_name;
mod cited_after;
mod class;
mod class_first;
mod class_heads;
mod columns;
mod disowned;
pub(crate) mod element;
mod elsewhere;
mod fine;
mod goes_on;
mod grades;
mod lender;
mod minimum;
pub(crate) mod named;
mod noted;
pub(crate) mod numbers;
pub(crate) mod of_class;
mod passage;
pub(crate) mod pattern;
mod present;
mod reported;
mod role;
mod sentence;
mod sentences;
mod shared;
mod surroundings;
mod table;
mod telling;
pub(crate) mod term;
mod told;
mod transposed;

use std::borrow::Cow;
use std::sync::LazyLock;

use crate::citation::Citation;
use crate::document::Document;
use crate::law::{Classification, Law, Length, Level, NameStanding, Occasions, Section};
use crate::span::Span;
use crate::threads::Threads;
use crate::words::WordSearch;

pub(crate) use told::{LastTold, Told};

use telling::{Telling, telling_blocks};

/// A statement about the section that a citation names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claim {
    /// Its words in the text: "class B felony", "1 to 10 years".
    pub span: Span,
    /// What they say.
    pub statement: Statement,
    /// What it is about.
    pub subject: Subject,
    /// Of what part of the offense's penalties it is said.
    pub grade: GradeOf,
}

/// Of what part of an offense's penalties something is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum GradeOf {
    /// Of all, or of none that is told from others.
    Offense,
    /// Of one grade, and the words do not say which: "or a class C felony if the victim is under sixteen".
    One,
    /// Of what the offense carries for that time: "a second offense is a class C felony".
    On(Occasions),
}

/// What a claim is about.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Subject {
    /// Citations, as indices; all of one list.
    Cited(Vec<usize>),
    /// An offense of Connecticut by its name alone.
    Named {
        /// The name in the text.
        span: Span,
        /// The section whose offense is called so.
        section: Section,
        /// Whether it still is.
        standing: NameStanding,
    },
}

/// What a document says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Statement {
    /// "class B felony".
    Class(Classification),
    /// "is a felony", without a class.
    Level(Level),
    /// "1 to 10 years in prison".
    Term(TermStatement),
    /// "a fine of up to $20,000".
    Fine(FineStatement),
    /// "a mandatory minimum of five years".
    Minimum(Length),
    /// "nine months may not be suspended".
    Nonsuspendable(Length),
}

/// What a statement is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// A class, or felony or misdemeanor.
    Class,
    /// A term of imprisonment.
    Term,
    /// A fine.
    Fine,
    /// A mandatory minimum or nonsuspendable part.
    Minimum,
}

impl Kind {
    /// The name that reports use.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Class => "class",
            Kind::Term => "term",
            Kind::Fine => "fine",
            Kind::Minimum => "minimum",
        }
    }
}

impl Statement {
    /// What it is about.
    pub fn kind(&self) -> Kind {
        match self {
            Statement::Class(_) | Statement::Level(_) => Kind::Class,
            Statement::Term(_) => Kind::Term,
            Statement::Fine(_) => Kind::Fine,
            Statement::Minimum(_) | Statement::Nonsuspendable(_) => Kind::Minimum,
        }
    }
}

/// What is said of a term of imprisonment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TermStatement {
    /// "1 to 10 years".
    Range(Length, Length),
    /// "up to 10 years".
    UpTo(Length),
    /// "at least 10 years".
    AtLeast(Length),
    /// "10 years in prison".
    Plain(Length),
}

/// What is said of a fine, in dollars.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FineStatement {
    /// "up to $20,000".
    UpTo(u64),
    /// "a fine of $20,000".
    Plain(u64),
}

/// Every claim of a document about a citation for whose index `judged` holds or, where `names` is given, about an offense that it
/// knows by name; by block, in order of place.
///
/// Without names only blocks with such a citation, and those under a heading or a lead-in with one, are read. What was told in the
/// last version, by the same law, is not read again.
pub(crate) fn find(
    document: &Document,
    citations: &[Citation],
    judged: impl Fn(usize) -> bool,
    names: Option<&Law>,
    threads: Threads,
    last: Option<LastTold<'_>>,
) -> Told {
    let by_name = names.is_some();
    let last = last.filter(|last| last.told.by_name == by_name);
    let telling = telling_blocks(document, citations, judged, names);
    let read = |block: &Telling| {
        let known = last.and_then(|last| last.claims(block));
        known.unwrap_or_else(|| block.claims(document, citations, names))
    };
    let claims = threads.map(&telling, &read);
    Told { by_name, blocks: telling.into_iter().zip(claims).collect() }
}

/// Builds the patterns that statements are read with, which takes longer than reading a brochure: a program with a
/// thread to spare can have it done while it looks for its files.
pub fn prepare() {
    let _ = statements(
        "is a class B felony, a felony, imprisoned not more than five years, carries 1 year and a fine of $5, \
         a mandatory minimum of two years, a two-year mandatory minimum, one year may not be suspended, life in prison",
        0,
    );
    attach::prepare();
}

/// Names of codes with periods in them.
const CODE_NAMES: [&str; 3] = ["U.S.C.", "C.G.S.", "Gen. Stat."];

static CODES: LazyLock<WordSearch> = LazyLock::new(|| WordSearch::new(CODE_NAMES.into_iter()));

/// The statements in a block that begins at `offset`, in order of place, none inside another.
fn statements(text: &str, offset: usize) -> Vec<(Span, Statement)> {
    statements_with(text, offset, class::find)
}

/// The same, with classes as `classes` finds them.
fn statements_with(text: &str, offset: usize, classes: fn(&str) -> Vec<(Span, Statement)>) -> Vec<(Span, Statement)> {
    let mut text = plain_type(text);
    if CODES.occurs_in(&text) {
        // The periods of "18 U.S.C." end no sentence.
        text = Cow::Owned(
            CODE_NAMES.iter().fold(text.into_owned(), |text, code| text.replace(code, &code.replace('.', " "))),
        );
    }
    let text = text.as_ref();
    let minimums = minimum::find(text);
    // A length that was read as a minimum is no term besides.
    let taken = |span: Span| {
        let at = minimums.partition_point(|(minimum, _)| minimum.end <= span.start);
        minimums.get(at).is_some_and(|(minimum, _)| minimum.overlaps(span))
    };
    let mut found = term::find(text);
    found.retain(|(span, _)| !taken(*span));
    found.extend(minimums);
    found.extend(fine::find(text));
    found.extend(classes(text));
    found.sort_by_key(|(span, _)| (span.start, span.end));
    found.into_iter().map(|(span, statement)| (span.moved(offset), statement)).collect()
}

/// What of the words before a figure says what it is of: on a card each line speaks for itself, "Jail: 3 months\nProbation: one year".
fn own_line(before: &str) -> &str {
    const LONGEST_LABEL: usize = 5;
    let Some((_, line)) = before.rsplit_once('\n') else { return before };
    let label = line.split_once(':').map(|(label, _)| label.split_whitespace().count());
    if label.is_some_and(|words| (1..=LONGEST_LABEL).contains(&words)) { line } else { before }
}

/// The text with plain spaces and hyphens for the others, of the same length in bytes, so that places stay what they
/// are: patterns of ASCII alone are far quicker to build.
fn plain_type(text: &str) -> Cow<'_, str> {
    let mut plain = String::new();
    let mut done = 0;
    // The first bytes of what has a plain form; typographic quotes, which are commoner, share one of them.
    for at in memchr::memchr2_iter(0xC2, 0xE2, text.as_bytes()) {
        let Some(c) = text[at..].chars().next() else { break };
        let instead = match c {
            '\u{a0}' | '\u{ad}' => "  ",
            '\u{2009}' | '\u{200a}' | '\u{200b}' | '\u{202f}' | '\u{2060}' => "   ",
            '\u{2010}'..='\u{2015}' | '\u{2212}' => "-  ",
            _ => continue,
        };
        plain.push_str(&text[done..at]);
        plain.push_str(instead);
        done = at + c.len_utf8();
    }
    if done == 0 {
        return Cow::Borrowed(text);
    }
    plain.push_str(&text[done..]);
    Cow::Owned(plain)
}

#[cfg(test)]
mod tests {
    use super::plain_type;

    #[test]
    fn plain_type_keeps_every_place() {
        let text = "1\u{a0}to\u{202f}10–25 years, “§ 53a-86”";
        assert_eq!(plain_type(text), "1  to   10-  25 years, “§ 53a-86”");
        assert_eq!(plain_type(text).len(), text.len());
    }
}
