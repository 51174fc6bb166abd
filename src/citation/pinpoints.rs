//! The designators after a section number or before it: `(a)(2)(A)`, `(b), (e)`, `subdivision (2) of subsection (a) of`.

use std::sync::LazyLock;

use regex::Regex;

use super::scan;
use crate::law::Pinpoint;

/// Reads the designators at `at`: the end, and the pinpoint (whole if there are none).
///
/// A space may stand before a designator of one or two characters: `53a-70 (a) (1)`. A number of four
/// digits in parentheses is a year, not a designator.
pub(super) fn read(text: &str, at: usize) -> (usize, Pinpoint) {
    let mut parts: Vec<&str> = Vec::new();
    let mut end = at;
    loop {
        let next = scan::skip_space(text, end);
        let Some((part, after)) = designator(text, next) else { break };
        if next > end && (part.len() > 2 || text[end..next].contains('\n') && begins_a_list(text, part, after)) {
            break;
        }
        parts.push(part);
        end = after;
    }
    (end, Pinpoint::from_parts(&parts).unwrap_or_default())
}

/// Whether a designator on a line of its own numbers what follows, not the section before it: a later line begins with the one after it.
fn begins_a_list(text: &str, part: &str, after: usize) -> bool {
    const REACH: usize = 600;
    const FIRST: [(&str, &str); 5] = [("i", "(ii)"), ("a", "(b)"), ("A", "(B)"), ("1", "(2)"), ("I", "(II)")];
    let Some((_, next)) = FIRST.iter().find(|(first, _)| *first == part) else { return false };
    let rest = &text[after..text.floor_char_boundary((after + REACH).min(text.len()))];
    rest.starts_with(' ') && rest.lines().skip(1).any(|line| line.trim_start().starts_with(next))
}

/// The designator `(x)` at `at` without its parentheses, and where it ends.
pub(super) fn designator(text: &str, at: usize) -> Option<(&str, usize)> {
    let rest = text[at..].strip_prefix('(')?;
    let length = rest.bytes().take(6).take_while(u8::is_ascii_alphanumeric).count();
    let part = &rest[..length];
    let closed = rest[length..].starts_with(')');
    (closed && level(part).is_some()).then_some((part, at + length + 2))
}

/// The kind of a designator, which tells its level: letters, numbers, capitals, small roman numerals.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Level {
    Small,
    Number,
    Capital,
    Roman,
}

fn level(part: &str) -> Option<Level> {
    let same = part.bytes().all(|byte| byte == part.as_bytes()[0]);
    let all = |allowed: fn(&u8) -> bool| part.bytes().all(|byte| allowed(&byte));
    match part.len() {
        1..=3 if all(u8::is_ascii_digit) => Some(Level::Number),
        1 if all(u8::is_ascii_lowercase) => Some(Level::Small),
        1 if all(u8::is_ascii_uppercase) => Some(Level::Capital),
        2..=3 if same && all(u8::is_ascii_lowercase) && !part.starts_with('i') && !part.starts_with('x') => {
            Some(Level::Small)
        }
        2..=3 if same && all(u8::is_ascii_uppercase) => Some(Level::Capital),
        2..=5 if part.bytes().all(|byte| b"ivxl".contains(&byte)) => Some(Level::Roman),
        2..=5 if part.bytes().all(|byte| b"IVXL".contains(&byte)) => Some(Level::Capital),
        _ => None,
    }
}

/// The pinpoint that `next` means after `previous`: `(e)` after `(b)` is `(e)`, `(B)` after
/// `(f)(1)(A)` is `(f)(1)(B)`. `None` if nothing of its kind came before.
pub(super) fn sibling(previous: &Pinpoint, next: &Pinpoint) -> Option<Pinpoint> {
    let (before, parts) = (previous.parts(), next.parts());
    let first = level(parts.first()?)?;
    let replaced = before.iter().rposition(|part| level(part) == Some(first))?;
    let joined: Vec<&str> = before[..replaced].iter().copied().chain(parts).collect();
    Pinpoint::from_parts(&joined)
}

/// A list of designators under one word, `subsections (a) and (b)`, and the units above it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Leading {
    /// Where the words begin.
    pub(super) start: usize,
    /// The pinpoints that they name.
    pub(super) pinpoints: Vec<Pinpoint>,
    /// Whether the list is a range, from the first to the last.
    pub(super) range: bool,
}

static UNITS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?ix)
        (?-u:\b) (?: sub(?:section|division|paragraph|clause) | paragraph | clause | subdiv\. | subsec\. ) s? \s+   # the unit
        \( [0-9a-z]{1,5} \) (?: \s? \( [0-9a-z]{1,5} \) )*                                                   # its designator
        (?: (?: \s*,\s* (?:and|or)? | \s+ (?:and|or|to|through) ) \s* \( [0-9a-z]{1,5} \) )*                 # more of them
        (?: ,? \s+ inclusive ,? )?
        \s+ of \s+ $",
    )
    .expect("the pattern is valid")
});

/// The units that lead to what begins at `end`: `subdivision (2) of subsection (a) of `.
///
/// Takes the units that touch one another; an ellipsis between them and the section breaks the chain,
/// because what was cut may have been another section (the elided cite then names nothing).
pub(super) fn leading(text: &str, end: usize) -> Option<Leading> {
    let mut start = end;
    let mut outer: Vec<String> = Vec::new();
    let mut units: Vec<&str> = Vec::new();
    for _ in 0..4 {
        let window = scan::window_before(text, start, 120);
        let Some(found) = UNITS.find(window) else { break };
        start -= window.len() - found.start();
        units.push(found.as_str());
    }
    let (last, above) = units.split_last()?;
    for unit in above {
        outer.extend(designators(unit).first()?.iter().cloned());
    }
    let pinpoints = designators(last)
        .into_iter()
        .map(|inner| {
            let parts: Vec<&str> = outer.iter().chain(&inner).map(String::as_str).collect();
            Pinpoint::from_parts(&parts)
        })
        .collect::<Option<Vec<_>>>()?;
    let range = pinpoints.len() == 2 && is_range(last);
    Some(Leading { start, pinpoints, range })
}

/// Whether the words between the designators say "to".
pub(super) fn is_range(words: &str) -> bool {
    words.split_whitespace().any(|word| word.eq_ignore_ascii_case("to") || word.eq_ignore_ascii_case("through"))
}

/// The designators in `(a)(1), (2) or (3)`: adjoining ones together.
pub(super) fn designators(words: &str) -> Vec<Vec<String>> {
    let mut groups: Vec<Vec<String>> = Vec::new();
    let mut previous_end = None;
    for (at, _) in words.match_indices('(') {
        let Some(length) = words[at..].find(')') else { break };
        let part = words[at + 1..at + length].to_owned();
        let adjoins = previous_end.is_some_and(|end: usize| words[end..at].trim().is_empty());
        match groups.last_mut().filter(|_| adjoins) {
            Some(group) => group.push(part),
            None => groups.push(vec![part]),
        }
        previous_end = Some(at + length + 1);
    }
    groups
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pinpoint(text: &str) -> Pinpoint {
        Pinpoint::parse(text).unwrap()
    }

    #[test]
    fn designators_follow_the_number() {
        assert_eq!(read("(a)(2) and", 0), (6, pinpoint("(a)(2)")));
        assert_eq!(read(" (a) (1)x", 0), (8, pinpoint("(a)(1)")));
        assert_eq!(read("(2012)", 0), (0, Pinpoint::whole()));
        assert_eq!(read("(a)\n(1) is", 0), (7, pinpoint("(a)(1)")));
        assert_eq!(read("(a)\n  (i) the penalty\n  (ii) the fine", 0), (3, pinpoint("(a)")));
        assert_eq!(read(" (Coercion)", 0), (0, Pinpoint::whole()));
    }

    #[test]
    fn a_sibling_takes_its_own_level() {
        assert_eq!(sibling(&pinpoint("(b)"), &pinpoint("(e)")), Some(pinpoint("(e)")));
        assert_eq!(sibling(&pinpoint("(a)(3)"), &pinpoint("(b)")), Some(pinpoint("(b)")));
        assert_eq!(sibling(&pinpoint("(f)(1)(A)"), &pinpoint("(B)")), Some(pinpoint("(f)(1)(B)")));
        assert_eq!(sibling(&Pinpoint::whole(), &pinpoint("(B)")), None);
    }

    #[test]
    fn leading_units_are_read_inside_out() {
        let text = "under subdivision (2) of subsection (a) of section 53-21";
        let found = leading(text, text.find("section 53").unwrap()).unwrap();
        assert_eq!((found.start, found.pinpoints, found.range), (6, vec![pinpoint("(a)(2)")], false));

        let text = "subsections (h) to (j), inclusive, of this";
        let found = leading(text, text.find("this").unwrap()).unwrap();
        assert_eq!((found.pinpoints, found.range), (vec![pinpoint("(h)"), pinpoint("(j)")], true));

        let text = "subdivision (3) of subsection (a) of . . . section 53a-86";
        assert_eq!(leading(text, text.find("section 53").unwrap()), None);
    }
}
