//! Whether a statement is about one grade of an offense. Never decides which.

use std::sync::LazyLock;

use regex::Regex;

use super::passage::Passage;
use crate::span::Span;

/// Words before a statement that make it one of several grades.
static GRADE_BEFORE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?ix-u) (?-u:\b) (?: if | when | where | otherwise | except | then | rising \s+ to | (?:or|and|but) (?: \s+ an?)?
          | for \s+ (?: an? | any | each | every | the ) \s+ (?: first | second | third | subsequent | later | repeat )
          | (?: first | second | third | subsequent | later | repeat ) \s+ (?: time | offense | conviction | violation ) | (?: later | further | subsequent | other ) \s+ one ) (?-u:\b) (?u:[^.;]){0,60} $
          | (?-u:\b) (?: first | second | third | subsequent ) \s* \| \s* $",
    )
    .expect("the pattern is valid")
});

/// Words after a statement that make it one of several grades.
static GRADE_AFTER: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?ix-u) ^ (?: \s* , )? \s+ (?: if | when | where | once | unless | in \s+ cases? | (?: for \s+ )? (?: an? | any | each | every | the ) \s+ (?: first | second | third | subsequent | later | repeat ) ) (?-u:\b)",
    )
    .expect("the pattern is valid")
});

/// Whether a statement is about a grade of an offense: "a class D felony, or class C if the victim is under sixteen".
pub(super) fn is_of_a_grade(passage: &Passage<'_>, span: Span) -> bool {
    let sentence = passage.sentence(span);
    let text = &passage.document.text;
    let from = text.floor_char_boundary(span.start.saturating_sub(80).max(sentence.span.start));
    let to = text.ceil_char_boundary((span.end + 40).min(sentence.span.end));
    let conditional = GRADE_AFTER.is_match(passage.words(span.end, to));
    conditional || GRADE_BEFORE.is_match(passage.words(from.min(span.start), span.start))
}

/// Builds the patterns of this file.
pub(super) fn prepare() {
    LazyLock::force(&GRADE_BEFORE);
    LazyLock::force(&GRADE_AFTER);
}
