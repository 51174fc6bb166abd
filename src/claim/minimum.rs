//! Mandatory minimums and parts of a sentence that may not be suspended.

use std::sync::LazyLock;

use regex::Regex;

use super::Statement;
use super::numbers::NUMBER;
use super::term::{self, length};
use crate::law::Length;
use crate::span::Span;
use crate::words::WordSearch;

const UNIT: &str = r"(?: years? | months? | days? )";

const CANNOT: &str = r"(?: (?: may | can | shall | must ) \s* not | can(?u:['’])t )";

static NAMED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(&format!(
        r"(?ix-u)
        (?-u:\b) (?: mandatory [\s-]+ minimum (?: \s+ (?:prison|jail) )? (?: \s+ (?:sentence|term|penalty) )? (?: \s+ of \s+ imprisonment )?
             | (?:mandatory|non-?suspendable) (?: ,? \s+ (?:and\s+)? (?:non-?suspendable|mandatory) )? ,? (?: \s+ (?:prison|jail|minimum) )? (?: \s+ (?:sentence|term) )? )
        (?: \s+ (?:of|is|for) | , | : )* \s+ (?: at\s+least \s+ )?
        (?P<first> {NUMBER} [\s-]+ {UNIT} )
        (?P<condition> \s* \( (?u:[^()])* \) )? (?: ,? \s+ (?:or|and) \s+ (?P<second> {NUMBER} [\s-]+ {UNIT} ) )?"
    ))
    .expect("the pattern is valid")
});

static NUMBER_FIRST: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(&format!(
        r"(?ix-u) (?P<first> (?-u:\b) {NUMBER} [\s-]+ {UNIT} ) ,? [\s-]+ (?: prison \s+ )? mandatory [\s-]+ minimum"
    ))
    .expect("the pattern is valid")
});

static UNSUSPENDED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(&format!(
        r"(?ix-u) (?P<first> (?-u:\b) {NUMBER} [\s-]+ {UNIT} ) \s+ (?: of \s+ (?:the|which|such|that|it) \s* (?:prison\s+)? (?:sentence|term)? (?:\s+imposed)? \s* )?
        (?: (?: (?: which | that ) \s+ )? {CANNOT} \s+ be \s+ (?: suspended | reduced ) | (?: (?: is | are ) \s+ )? (?: not \s+ | non-? ) suspendable )"
    ))
    .expect("the pattern is valid")
});

/// "The court may not suspend the first five years".
static NOT_SUSPEND: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(&format!(
        r"(?ix-u) (?-u:\b) {CANNOT} \s+ (?: suspend | reduce ) \s+ (?: or \s+ (?: suspend | reduce ) \s+ )? (?: the \s+ first \s+ | at \s+ least \s+ )?
        (?P<first> {NUMBER} [\s-]+ {UNIT} ) \s+ of \s+ (?: the | such | that | this | any )"
    ))
    .expect("the pattern is valid")
});

/// "Up to ten years, at least two of which may not be suspended": the unit is that of the length before it.
static ELIDED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(&format!(
        r"(?ix-u) (?-u:\b) (?P<unit> {UNIT} ) (?u:[^.;]){{0,60}}? (?-u:\b) (?P<first> {NUMBER} ) \s+ of \s+ (?: which | them | those )
        \s+ {CANNOT} \s+ be \s+ (?: suspended | reduced )"
    ))
    .expect("the pattern is valid")
});

/// "An added mandatory minimum of three years": on top of the section's own.
static ADDED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i-u)(?-u:\b)(?:added|additional|extra|further)\s+(?:mandatory|nonsuspendable)")
        .expect("the pattern is valid")
});

/// Words without which no minimum is stated.
static TELLING: LazyLock<WordSearch> = LazyLock::new(|| {
    let words = ["andatory", "ANDATORY", "uspend", "USPEND", "educed", "EDUCED"];
    WordSearch::new(words.into_iter())
});

/// Every minimum that a block states, with the words of its length.
pub(super) fn find(text: &str) -> Vec<(Span, Statement)> {
    if !TELLING.occurs_in(text) {
        return Vec::new();
    }
    let mut spans = Vec::new();
    for found in NAMED.captures_iter(text) {
        let nonsuspendable = found.get(0).is_some_and(|words| words.as_str().to_ascii_lowercase().contains("suspend"));
        let lengths = [found.name("first"), found.name("second")].into_iter().flatten();
        spans.extend(lengths.map(|length| (length.start(), length.end(), nonsuspendable)));
    }
    let first = NUMBER_FIRST.captures_iter(text).filter_map(|found| found.name("first"));
    spans.extend(first.map(|length| (length.start(), length.end(), false)));
    let unsuspended = [&UNSUSPENDED, &NOT_SUSPEND].into_iter().flat_map(|pattern| pattern.captures_iter(text));
    let unsuspended = unsuspended.filter_map(|found| found.name("first"));
    spans.extend(unsuspended.map(|length| (length.start(), length.end(), true)));
    let mut stated: Vec<(Span, Statement)> = Vec::new();
    for (start, end, nonsuspendable) in spans {
        let words = &text[start..end];
        let before = text[..start].trim_end();
        let is_added = ADDED.is_match(&before[before.floor_char_boundary(before.len().saturating_sub(60))..]);
        let is_of_parole = || {
            let after = text[end..].trim_start();
            ["without parole", "without the possib", "without release", "without eligib"]
                .iter()
                .any(|said| after.starts_with(said))
        };
        let is_else = || !nonsuspendable && !is_of_parole() && term::is_of_something_else(text, start, end);
        if is_added || is_else() {
            continue;
        }
        let Some(unit_at) = words.rfind(|c: char| c.is_whitespace() || c == '-') else { continue };
        let Some(length) = length(&words[..unit_at], &words[unit_at + 1..]) else { continue };
        let (start, length) = with_the_years_before(text, start, length);
        let statement = if nonsuspendable { Statement::Nonsuspendable(length) } else { Statement::Minimum(length) };
        stated.push((Span::new(start, end), statement));
    }
    stated.extend(ELIDED.captures_iter(text).filter_map(|found| {
        let first = found.name("first")?;
        let length = length(first.as_str(), found.name("unit")?.as_str())?;
        Some((Span::new(first.start(), first.end()), Statement::Nonsuspendable(length)))
    }));
    stated.sort_by_key(|(span, _)| span.start);
    stated.dedup_by_key(|(span, _)| span.start);
    stated
}

/// "Two years and one day": the rest of a length stands after its years.
fn with_the_years_before(text: &str, start: usize, rest: Length) -> (usize, Length) {
    const REACH: usize = 40;
    static YEARS: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(&format!(r"(?ix-u) (?-u:\b) (?P<count> {NUMBER} ) [\s-]+ (?P<unit> {UNIT} ) \s+ and \s+ $"))
            .expect("the pattern is valid")
    });
    let window = &text[text.floor_char_boundary(start.saturating_sub(REACH))..start];
    let whole = YEARS.captures(window).and_then(|found| {
        let (Length::Of { months, days }, Length::Of { months: more, days: rest }) =
            (length(&found["count"], &found["unit"])?, rest)
        else {
            return None;
        };
        let length = Length::Of { months: months.checked_add(more)?, days: days.checked_add(rest)? };
        Some((start - window.len() + found.get(0)?.start(), length))
    });
    whole.unwrap_or((start, rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stated(text: &str) -> Vec<Length> {
        find(text)
            .into_iter()
            .map(|(_, statement)| match statement {
                Statement::Minimum(length) | Statement::Nonsuspendable(length) => length,
                other => panic!("{other:?}"),
            })
            .collect()
    }

    #[test]
    fn minimums_in_every_form() {
        for (text, lengths) in [
            ("a mandatory minimum sentence of 15 years", vec![Length::years(15)]),
            (
                "a mandatory minimum sentence of 15 years (if she is under 14) or 10 years (if not)",
                vec![Length::years(15), Length::years(10)],
            ),
            ("nine months of the sentence imposed may not be suspended or reduced", vec![Length::months(9)]),
            ("a term of imprisonment, twenty-five years of which may not be suspended", vec![Length::years(25)]),
            ("there is a mandatory, nonsuspendable, 9 month sentence", vec![Length::months(9)]),
            ("a non-suspendable term of five years", vec![Length::years(5)]),
            ("the court may not suspend the first five years of the sentence", vec![Length::years(5)]),
            ("and two years and one day may not be suspended", vec![Length::Of { months: 24, days: 1 }]),
            ("five years cannot be suspended", vec![Length::years(5)]),
            ("up to ten years behind bars, at least two of which cannot be suspended", vec![Length::years(2)]),
        ] {
            assert_eq!(stated(text), lengths, "{text}");
        }
    }

    #[test]
    fn other_mandates_are_no_minimums() {
        for text in [
            "mandatory reporters must call within 12 hours",
            "a license may be suspended for 5 years",
            "the board may not suspend a license for more than 5 years",
            "training is mandatory every 3 years",
        ] {
            assert!(stated(text).is_empty(), "{text}");
        }
    }
}
