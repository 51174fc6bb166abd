//! Whether a statement is about one grade of an offense. Never decides which.

use std::sync::LazyLock;

use regex::Regex;

use super::GradeOf;
use super::passage::Passage;
use crate::document::BlockKind;
use crate::law::Occasions;
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

/// "A first offense", "any third or subsequent conviction": which time it is.
const OCCASION: &str = r"(?P<time> first | 1st | second | 2nd | third | 3rd | subsequent | later | repeat | further )
    (?: \s+ (?: and | or ) \s+ (?: (?: any | each | every ) \s+ )? (?P<more> second | third | subsequent | later | further | repeat ) )?
    [\s-]+ (?: offen[sc]es? | convictions? | violations? | offenders? | ones? | times? ) (?-u:\b)";

/// The occasion that begins a clause, up to a statement in it: "For a second offense, a".
static ON_BEFORE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(&format!(
        r"(?ix-u) (?: ^ | [.;:,|(\n] | (?u:[•–—]) | (?-u:\b) (?: and | but | or | while ) \s ) [\s*_]* (?: (?: for | on | upon | as | after ) \s+ )?
          (?: (?: an? | the | any | each | every | your | his | her | their ) \s+ )? {OCCASION} (?P<tail> (?u:[^.;]){{0,60}} ) $"
    ))
    .expect("the pattern is valid")
});

/// The occasion right after a statement: "for a first offense", "(second offense)".
static ON_AFTER: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(&format!(
        r"(?ix-u) ^ [\s*_]* (?: \( [\s*_]* | (?: for | on | upon ) \s+ ) (?: (?: an? | the | any | each | every | your ) \s+ )? {OCCASION}"
    ))
    .expect("the pattern is valid")
});

/// An item or a sentence that begins with an occasion and is all about it: "Second offense: a fine of …; up to two years".
static ON_ALL: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(&format!(
        r"(?ix-u) ^ (?u:[^A-Za-z0-9])* (?: (?: for | on | upon ) \s+ )? (?: (?: an? | the | any | each | every | your ) \s+ )? {OCCASION} [\s*_]* (?: : | , | (?u:[–—-]) )"
    ))
    .expect("the pattern is valid")
});

/// A row that begins with an occasion: "First | $300".
static ON_IN_ROW: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?ix-u) ^ [\s|*_]* (?P<time> first | 1st | second | 2nd | third | 3rd | subsequent ) (?: \s+ offen[sc]e )? [\s*_]* \|")
        .expect("the pattern is valid")
});

static ANOTHER_OCCASION: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?i-u)(?-u:\b)(?:first|second|third|subsequent|later|repeat|further|after|then|thereafter|otherwise)(?-u:\b)",
    )
    .expect("the pattern is valid")
});

/// The times that a match names; none where it joins two: "a first or second offense".
fn occasions(found: &regex::Captures<'_>) -> Option<Occasions> {
    let time = |words: &str| match words.to_ascii_lowercase().as_str() {
        "first" | "1st" => Some(1),
        "second" | "2nd" => Some(2),
        "third" | "3rd" => Some(3),
        _ => None,
    };
    let more = found.name("more").map(|more| time(more.as_str()));
    match (time(&found["time"]), more) {
        (Some(time), None) => Some(Occasions::only(time)),
        (Some(time), Some(None)) if time > 1 => Some(Occasions::from(time)),
        (None, None) => Some(Occasions::LATER),
        _ => None,
    }
}

/// The grade of an offense that a statement is about: "a class D felony, or class C if the victim is under sixteen".
pub(super) fn grade_of(passage: &Passage<'_>, span: Span) -> GradeOf {
    match occasion(passage, span) {
        Some(occasions) => GradeOf::On(occasions),
        None if is_of_a_grade(passage, span) => GradeOf::One,
        None => GradeOf::Offense,
    }
}

/// The occasion that a statement is about, if its clause says one.
fn occasion(passage: &Passage<'_>, span: Span) -> Option<Occasions> {
    const REACH: usize = 120;
    let sentence = passage.sentence(span).span;
    let (text, block) = (&passage.document.text, passage.block);
    if block.kind == BlockKind::TableRow {
        return ON_IN_ROW.captures(passage.words(block.span.start, span.start)).and_then(|found| occasions(&found));
    }
    let to = text.ceil_char_boundary((span.end + REACH).min(sentence.end.max(span.end)));
    if let Some(found) = ON_AFTER.captures(passage.words(span.end, to)) {
        return occasions(&found);
    }
    let from = text.floor_char_boundary(span.start.saturating_sub(REACH).max(sentence.start));
    let words = passage.words(from.min(span.start), span.start);
    // Of several the last is meant: "A first offense is a class D felony, a second offense is".
    let Some(mut found) = ON_BEFORE.captures(words) else {
        let start = if block.kind == BlockKind::ListItem { block.span.start } else { sentence.start };
        return of_all(passage.words(start, span.start));
    };
    while let Some(later) = found.name("tail").and_then(|tail| ON_BEFORE.captures_at(words, tail.start())) {
        found = later;
    }
    let begins = from <= sentence.start || found.get(0).is_some_and(|whole| whole.start() > 0);
    let alone = found.name("tail").is_none_or(|tail| !ANOTHER_OCCASION.is_match(tail.as_str()));
    occasions(&found).filter(|_| begins && alone)
}

/// The occasion that an item or a sentence is all about, by its words up to a statement.
fn of_all(words: &str) -> Option<Occasions> {
    const LONGEST: usize = 300;
    let found = Some(words).filter(|words| words.len() <= LONGEST).and_then(|words| ON_ALL.captures(words))?;
    let rest = &words[found.get(0)?.end()..];
    occasions(&found).filter(|_| !ANOTHER_OCCASION.is_match(rest))
}

/// Whether a statement is about a grade of an offense, be it said which or not.
fn is_of_a_grade(passage: &Passage<'_>, span: Span) -> bool {
    let sentence = passage.sentence(span);
    let text = &passage.document.text;
    let from = text.floor_char_boundary(span.start.saturating_sub(80).max(sentence.span.start));
    let to = text.ceil_char_boundary((span.end + 40).min(sentence.span.end));
    let conditional = GRADE_AFTER.is_match(passage.words(span.end, to));
    conditional || GRADE_BEFORE.is_match(passage.words(from.min(span.start), span.start))
}

/// Builds the patterns of this file.
pub(super) fn prepare() {
    for pattern in [&GRADE_BEFORE, &GRADE_AFTER, &ON_ALL, &ON_BEFORE, &ON_AFTER, &ON_IN_ROW, &ANOTHER_OCCASION] {
        LazyLock::force(pattern);
    }
}
