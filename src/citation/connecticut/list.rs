//! From the first number on: pinpoints, glosses, further members, ranges, "of the general statutes".

use super::lead::{Lead, is_section_word};
use super::number;
use crate::citation::Target;
use crate::citation::pinpoints;
use crate::citation::scan;
use crate::law::{Pinpoint, Section};
use crate::span::Span;

/// One member of a list of sections.
#[derive(Debug)]
pub(super) struct Member {
    /// The member's number and pinpoint.
    pub(super) span: Span,
    pub(super) targets: Vec<Target>,
    /// The words in parentheses or brackets after it.
    pub(super) gloss: Option<Span>,
    pub(super) range: bool,
}

/// A gloss longer than this is not searched for its end.
const LONGEST_GLOSS: usize = 600;

/// Reads the list that begins with the number at `start`, which ends at `number.0` and names `number.1`.
pub(super) fn read(text: &str, start: usize, number: (usize, Section), lead: &Lead) -> Option<Vec<Member>> {
    let mut members = vec![first(text, start, number, lead)?];
    while let Some(previous) = members.last_mut() {
        previous.gloss = gloss(text, previous.span.end);
        let Some(next) = next_step(text, previous, start) else { break };
        match next {
            Step::Member(member) => members.push(member),
            Step::RangeEnd(end, target) => {
                previous.span.end = end;
                previous.targets = vec![target];
                previous.range = true;
            }
        }
    }
    Some(members)
}

/// The end of "of the general statutes" after a list, and whether these words are there.
pub(super) fn code_after(text: &str, end: usize) -> (usize, bool) {
    let at = scan::skip_space(text, end);
    let at = scan::skip_comma(text, at);
    if !text[at..].starts_with(['o', 'O', 'c', 'C']) {
        return (end, false);
    }
    let names = [
        "of the general statutes",
        "of the connecticut general statutes",
        "of the conn. gen. stat",
        "of connecticut general statutes",
        "of the c.g.s",
        "of the cgs",
        "of the statutes of connecticut",
        "c.g.s",
        "cgs",
        "conn. gen. stat",
        "connecticut general statutes",
    ];
    // ", C.G.S. § 53a-86": the name leads to the next citation.
    let leads_on = |after: usize| {
        let next = scan::skip_space(text, after);
        text[next..].starts_with(['§', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9'])
            || is_section_word(scan::word_after(text, next))
    };
    let found = names.iter().find_map(|name| Some((name, scan::phrase_after(text, at, name)?)));
    let Some((name, after)) = found else { return (end, false) };
    let abbreviated = name.ends_with("stat") || name.ends_with("c.g.s");
    let after = after + usize::from(abbreviated && text[after..].starts_with('.'));
    if names_code_alone(&text[at..]) && leads_on(after) { (end, false) } else { (after, true) }
}

/// Whether the name of the code stands without "of".
fn names_code_alone(words: &str) -> bool {
    words.starts_with(['c', 'C'])
}

fn first(text: &str, start: usize, (end, section): (usize, Section), lead: &Lead) -> Option<Member> {
    let (end, pinpoint) = pinpoints::read(text, end);
    let (targets, range) = match &lead.units {
        None => (vec![Target::Section(section, pinpoint)], false),
        Some(units) => {
            // "subdivision (2) of section 53-21(a)": the unit named first lies inside the pinpoint.
            let inner = |unit: &Pinpoint| {
                let parts: Vec<&str> = pinpoint.parts().into_iter().chain(unit.parts()).collect();
                Pinpoint::from_parts(&parts)
            };
            let pinpoints = units.pinpoints.iter().map(inner).collect::<Option<Vec<_>>>()?;
            match (units.range, pinpoints.as_slice()) {
                (true, [first, last]) => (vec![range_of(section, first.clone(), last)], true),
                _ => {
                    (pinpoints.into_iter().map(|pinpoint| Target::Section(section.clone(), pinpoint)).collect(), false)
                }
            }
        }
    };
    Some(Member { span: Span::new(start, end), targets, gloss: None, range })
}

/// `54-193(a)..(c)`: the last designator stands alone.
fn range_of(section: Section, first: Pinpoint, last: &Pinpoint) -> Target {
    let alone = last.parts().last().and_then(|part| Pinpoint::from_parts(&[part])).unwrap_or_default();
    Target::Pinpoints(section, first, alone)
}

enum Step {
    Member(Member),
    RangeEnd(usize, Target),
}

/// What continues the list after `previous`, if anything does.
fn next_step(text: &str, previous: &Member, list_start: usize) -> Option<Step> {
    let after_gloss = previous.gloss.map_or(previous.span.end, |gloss| gloss.end + 1);
    let after_gloss = scan::skip_footnote_mark(text, after_gloss);
    let separator = separator(text, after_gloss)?;
    let at = skip_section_words(text, separator.end);
    let repeated = at > separator.end;
    if let Some((end, section)) = number::read(text, at) {
        if counts_something(text, end, number::title(text, at)) || starts_federal(text, at) {
            return None;
        }
        // "§ 53a-83, 14-17": after one sign, a comma and a plain number, a page or an age.
        let lettered = |section: &Section| section.title().ends_with(|c: char| c.is_ascii_alphabetic());
        let previous_lettered = previous.targets.first().and_then(Target::section).is_some_and(lettered);
        if separator.comma_only
            && !repeated
            && previous_lettered
            && !lettered(&section)
            && has_one_sign(text, list_start)
        {
            return None;
        }
        let (end, pinpoint) = pinpoints::read(text, end);
        if separator.range && !previous.range {
            let first = previous.targets.first()?.section()?.clone();
            // "53a-70 to 53a-70" would be no range; "53a-83 to 4-5" is no range of ours.
            return (section > first).then(|| Step::RangeEnd(inclusive(text, end), Target::Sections(first, section)));
        }
        let targets = vec![Target::Section(section, pinpoint)];
        return Some(Step::Member(Member { span: Span::new(at, end), targets, gloss: None, range: false }));
    }
    if repeated || previous.gloss.is_some() || separator.ellipsis {
        return None;
    }
    next_pinpoint(text, at, previous, &separator, list_start)
}

/// `, (b)`, `–(c)`, ` and (e)`: another place in the same section.
fn next_pinpoint(text: &str, at: usize, previous: &Member, separator: &Separator, list_start: usize) -> Option<Step> {
    let (end, pinpoint) = pinpoints::read(text, at);
    let Some(Target::Section(section, before)) = previous.targets.last() else { return None };
    // A designator at the start of a line is the next paragraph of a quotation.
    let wrapped = text[list_start.max(separator.start)..at].contains(['\n', '\r']);
    if pinpoint.is_whole() || wrapped || !ends_well(text, end) {
        return None;
    }
    let pinpoint = pinpoints::sibling(before, &pinpoint)?;
    match separator.range {
        true => Some(Step::RangeEnd(inclusive(text, end), range_of(section.clone(), before.clone(), &pinpoint))),
        false => {
            let targets = vec![Target::Section(section.clone(), pinpoint)];
            Some(Step::Member(Member { span: Span::new(at, end), targets, gloss: None, range: false }))
        }
    }
}

/// A designator that belongs to a citation is followed by space or punctuation, not by the text it numbers:
/// in "under § 53a-70, (1) such person …" the "(1)" begins a clause.
fn ends_well(text: &str, end: usize) -> bool {
    let next = scan::skip_space(text, end);
    let word = scan::word_after(text, next).trim_end_matches('.');
    let joins = [
        "and",
        "or",
        "to",
        "through",
        "of",
        "is",
        "are",
        "was",
        "were",
        "states",
        "provides",
        "shall",
        "may",
        "inclusive",
        "requires",
        "defines",
        "as",
        "further",
        "also",
        "both",
        "apply",
        "authorizes",
        "authorize",
        "allows",
        "permits",
        "prohibits",
        "which",
        "that",
        "for",
        "in",
        "by",
        "but",
    ];
    word.is_empty() || joins.contains(&word)
}

struct Separator {
    start: usize,
    end: usize,
    range: bool,
    ellipsis: bool,
    /// Whether nothing but commas joins the members.
    comma_only: bool,
}

/// Whether the list that begins with the number at `start` is led by one "§": "section A, B or C" is how statutes
/// speak, "§ A, 14-17" is not a list.
fn has_one_sign(text: &str, start: usize) -> bool {
    let lead = scan::window_before(text, start, 8).trim_end();
    lead.ends_with('§') && !lead[..lead.len() - '§'.len_utf8()].trim_end().ends_with('§')
}

/// The comma, word, dash or ellipsis that joins two members, and the space around it.
fn separator(text: &str, start: usize) -> Option<Separator> {
    let mut found = Separator { start, end: start, range: false, ellipsis: false, comma_only: true };
    let mut joined = false;
    let mut at = scan::skip_space(text, start);
    for _ in 0..4 {
        let rest = &text[at..];
        let word = scan::word_after(text, at);
        let dash = scan::hyphen_length(text, at);
        let length = match word {
            "and" | "or" | "nor" | "And" | "Or" => word.len(),
            "to" | "through" | "thru" if !found.range => {
                found.range = true;
                word.len()
            }
            _ if rest.starts_with("and/or") => 6,
            _ if rest.starts_with([',', ';', '&', '/']) => 1,
            _ if rest.starts_with(". . .") || rest.starts_with("* * *") => {
                found.ellipsis = true;
                5 + usize::from(rest[5..].starts_with(" .")) * 2
            }
            _ if rest.starts_with("...") || rest.starts_with('…') => {
                found.ellipsis = true;
                3
            }
            _ if dash > 0 && !joined => {
                found.range = true;
                dash
            }
            _ => break,
        };
        joined = true;
        found.comma_only &= rest.starts_with(',');
        at = scan::skip_space(text, at + length);
    }
    found.end = at;
    joined.then_some(found)
}

/// Skips a repeated "section", "Sec." or "§" before the next member.
fn skip_section_words(text: &str, at: usize) -> usize {
    let word = scan::word_after(text, at);
    let mut end = if is_section_word(word) { scan::skip_space(text, at + word.len()) } else { at };
    while text[end..].starts_with('§') {
        end = scan::skip_space(text, end + '§'.len_utf8());
    }
    end
}

/// Whether the number is followed by what it counts: "§ 53a-70, 1-20 years". Only titles without a letter can be counts.
fn counts_something(text: &str, end: usize, title: &str) -> bool {
    let units = [
        "year", "years", "month", "months", "day", "days", "week", "weeks", "hour", "hours", "percent", "people",
        "persons", "children", "times", "dollars", "victims", "pages", "minutes", "miles", "feet", "grams", "ounces",
    ];
    let word = scan::word_after(text, scan::skip_space(text, end)).trim_end_matches('.');
    title.bytes().all(|byte| byte.is_ascii_digit()) && units.contains(&word)
}

/// Whether the number begins a citation of the United States Code: a list never swallows the next title.
fn starts_federal(text: &str, at: usize) -> bool {
    let digits = scan::digits_after(text, at).len();
    let next = scan::skip_space(text, at + digits);
    text[next..].starts_with("U.") || text[next..].starts_with("US")
}

/// The end of ", inclusive" after `end`.
fn inclusive(text: &str, end: usize) -> usize {
    let at = scan::skip_space(text, end);
    let at = scan::skip_comma(text, at);
    scan::phrase_after(text, at, "inclusive").unwrap_or(end)
}

/// The words in parentheses or brackets after `end`, if they close soon and are no pinpoint.
fn gloss(text: &str, end: usize) -> Option<Span> {
    let at = scan::skip_space(text, scan::skip_footnote_mark(text, end));
    let (open, close) = match text.as_bytes().get(at)? {
        b'(' => (b'(', b')'),
        b'[' => (b'[', b']'),
        _ => return None,
    };
    let mut depth = 0;
    for (place, byte) in text.as_bytes()[at..].iter().enumerate().take(LONGEST_GLOSS) {
        depth += i32::from(*byte == open) - i32::from(*byte == close);
        if depth == 0 {
            let inside = Span::new(at + 1, at + place);
            return (inside.len() > 1 && pinpoints::designator(text, at).is_none()).then_some(inside);
        }
        if scan::ends_empty_line(text.as_bytes(), at + place) {
            return None;
        }
    }
    None
}
