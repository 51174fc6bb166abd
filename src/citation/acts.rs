//! Acts and bills: public acts with their special sessions, public laws, House and Senate bills.

use std::sync::LazyLock;

use regex::Regex;

use super::scan;
use super::{Citation, Form, Source, Target};
use crate::law::begins_with_month;
use crate::span::Span;

static SESSION: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?ix)
        (?-u:\b) (?P<month> jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec ) [a-z]* \.? \s+
        (?: (?P<day> [0-9]{1,2} ) \s* ,? \s+ )?
        (?: [0-9]{4} \s+ )?
        (?: sp\. | spec\. | special ) \s+ (?: sess\. | session )",
    )
    .expect("the pattern is valid")
});

/// The public acts whose first number is at `number..number_end`, led by words that begin at `start`:
/// `P.A. 21-102, S. 2; 21-103, S. 4`. Gives where the list ends.
pub(super) fn public_acts(text: &str, start: usize, number: usize) -> Option<(Vec<Citation>, usize)> {
    let (start, before) = session_before(text, start);
    let mut citations = Vec::new();
    let (mut at, mut span_start) = (number, start);
    loop {
        let (end, year, written) = act_number(text, at)?;
        let (end, session) = match &before {
            Some(session) => (end, Some(session.clone())),
            None => session_after(text, end),
        };
        let session = session.map(|session| format!("{year}-{session}-ss"));
        let target = Target::PublicAct { number: written, session };
        citations.push(act(Span::new(span_start, end), target));
        let Some(next) = next_act(text, end) else { return Some((citations, end)) };
        (at, span_start) = (next, next);
    }
}

/// `Pub. L. No. 106-386`, `Public Law 106–386`.
pub(super) fn public_law(source: &Source<'_>, hit: usize, hit_end: usize) -> Option<Vec<Citation>> {
    let text = source.text;
    let mut at = hit_end + usize::from(text[hit_end..].starts_with('.'));
    at = scan::skip_space(text, at);
    at = ["no.", "no"]
        .iter()
        .find_map(|word| scan::phrase_after(text, at, word))
        .map_or(at, |end| scan::skip_space(text, end + usize::from(text[end..].starts_with('.'))));
    let congress = scan::digits_after(text, at);
    let dash = at + congress.len();
    let dash_length = scan::hyphen_length(text, dash);
    let number = scan::digits_after(text, dash + dash_length);
    let end = dash + dash_length + number.len();
    let shaped = (2..=3).contains(&congress.len()) && dash_length > 0 && (1..=3).contains(&number.len());
    shaped.then(|| vec![act(Span::new(hit, end), Target::PublicLaw(format!("{congress}-{number}")))])
}

static SESSION_YEAR: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?x) ^ [^.;]*? (?: \( | (?-u:\b) (?:of|during|in|from) \s+ (?:the\s+)? ) ( (?:19|20)[0-9][0-9] ) (?-u:\b)",
    )
    .expect("the pattern is valid")
});

/// `House Bill 5001 during the 2022 Regular Session`, `S.B. No. 5`. Only where the document speaks of Connecticut.
pub(super) fn bill(source: &Source<'_>, hit: usize, hit_end: usize) -> Option<Vec<Citation>> {
    let text = source.text;
    let spelled = text[hit..].starts_with("ouse") || text[hit..].starts_with("enate");
    let start = hit - usize::from(spelled && hit > 0);
    let chamber = match text.as_bytes().get(start)? {
        b'H' | b'h' => "HB",
        b'S' | b's' => "SB",
        _ => return None,
    };
    let apart = !text[..start].ends_with(|c: char| c.is_alphanumeric() || c == '.');
    let at = scan::skip_space(text, hit_end);
    let at = scan::phrase_after(text, at, "no")
        .map_or(at, |end| scan::skip_space(text, end + usize::from(text[end..].starts_with('.'))));
    let digits = scan::digits_after(text, at);
    let end = at + digits.len();
    if !apart || !source.whole.is_connecticut() || !(1..=5).contains(&digits.len()) {
        return None;
    }
    let year = SESSION_YEAR.captures(scan::window_after(text, end, 80)).and_then(|found| found[1].parse().ok());
    Some(vec![act(Span::new(start, end), Target::Bill(format!("{chamber}-{digits}"), year))])
}

fn act(span: Span, target: Target) -> Citation {
    Citation::new(span, Form::Act, vec![target])
}

/// `17-32` at `at`: its end, the year of its session, and the number in plain type.
fn act_number(text: &str, at: usize) -> Option<(usize, u16, String)> {
    let year = scan::digits_after(text, at);
    let dash = at + year.len();
    let dash_length = scan::hyphen_length(text, dash);
    let number = scan::digits_after(text, dash + dash_length);
    let end = dash + dash_length + number.len();
    let shaped = year.len() == 2 && dash_length > 0 && (1..=4).contains(&number.len());
    let apart = !text[end..].starts_with(|c: char| c.is_alphanumeric());
    let short: u16 = year.parse().ok()?;
    // Acts have been numbered by year since 1973 (1971 and before: "1969, P.A. 828").
    let full = if short >= 50 { 1900 + short } else { 2000 + short };
    (shaped && apart).then(|| (end, full, format!("{year}-{number}")))
}

/// After `, S. 2` or `, Secs. 3 and 4`, the number of a further act of the same list.
fn next_act(text: &str, end: usize) -> Option<usize> {
    let mut at = scan::skip_space(text, end);
    let mut rest = &text[at..];
    if let Some(sections) = rest.strip_prefix(',').map(str::trim_start)
        && (sections.starts_with('S') || sections.starts_with('§'))
    {
        // After sections of an act, only a semicolon leads to the next act: "S. 5–13, 16–28; 21-103".
        let near = &rest[..rest.floor_char_boundary(60)];
        let semicolon = near.find(';').filter(|semicolon| !near[..*semicolon].contains(['(', ')', '\n']))?;
        at += semicolon;
        rest = &text[at..];
    }
    at += match scan::word_after(text, at) {
        word @ ("and" | "or") => word.len(),
        _ if rest.starts_with([';', ',']) => 1,
        _ => return None,
    };
    at = scan::skip_space(text, at);
    if let word @ ("and" | "or") = scan::word_after(text, at) {
        at = scan::skip_space(text, at + word.len());
    }
    act_number(text, at).map(|_| at)
}

fn session_before(text: &str, start: usize) -> (usize, Option<String>) {
    let at = scan::skip_space_back(text, start);
    let at = if text[..at].ends_with(',') { scan::skip_space_back(text, at - 1) } else { at };
    let word = scan::word_before(text, at);
    if !(word.starts_with("Sess") || word.eq_ignore_ascii_case("session")) {
        return (start, None);
    }
    let window = scan::window_before(text, at, 40);
    match SESSION.captures_iter(window).last() {
        Some(found) => {
            (at - (window.len() - found.get(0).map_or(0, |whole| whole.start())), Some(session_name(&found)))
        }
        None => (start, None),
    }
}

fn session_after(text: &str, end: usize) -> (usize, Option<String>) {
    let window = scan::window_after(text, end, 48);
    let joined = window.trim_start().trim_start_matches([',', '(']).trim_start();
    let joined = joined.strip_prefix("of the ").unwrap_or(joined);
    if !begins_with_month(joined) {
        return (end, None);
    }
    match SESSION.captures(joined).filter(|found| found.get(0).is_some_and(|whole| whole.start() == 0)) {
        Some(found) => {
            let length = window.len() - joined.len() + found.get(0).map_or(0, |whole| whole.end());
            (end + length, Some(session_name(&found)))
        }
        None => (end, None),
    }
}

/// `jun` or, where one month had several sessions, `jun-12`.
fn session_name(found: &regex::Captures<'_>) -> String {
    let month = found["month"].to_ascii_lowercase();
    match found.name("day") {
        Some(day) => format!("{month}-{}", day.as_str()),
        None => month,
    }
}
