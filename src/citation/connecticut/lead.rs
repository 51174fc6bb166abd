//! The words before a section number: the name of a code, "section", "§", "subsection (a) of".

use crate::citation::pinpoints::{self, Leading};
use crate::citation::scan;
use crate::jurisdiction::connecticut::{CodeName, code_name_at_end};
use crate::jurisdiction::other_states;
use crate::span::Span;

/// What leads to a number.
#[derive(Debug)]
pub(super) struct Lead {
    pub(super) kind: LeadKind,
    /// Where the first of the words begins; the number itself if there are none.
    pub(super) start: usize,
    /// The name of the code, without the space after it.
    pub(super) code_name: Option<Span>,
    /// "subdivision (2) of subsection (a) of".
    pub(super) units: Option<Leading>,
}

/// How strongly the words before a number claim it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum LeadKind {
    /// The General Statutes are named.
    Code,
    /// "section", "Secs.", "§".
    Section,
    /// Only "subsection (a) of".
    Units,
    /// Nothing.
    None,
    /// "Public Act", "P.A.".
    PublicAct,
    /// The state agencies' regulations.
    Regulations,
    /// Another state's code.
    Elsewhere,
}

/// Reads back from the number at `number`, no further than `floor`, where the citation before it ends.
pub(super) fn read(text: &str, floor: usize, number: usize) -> Lead {
    let (sign, mut at) = skip_signs(text, number);
    let mut start = if sign { at } else { number };
    at = scan::skip_space_back(text, at);
    let word = scan::word_before(text, at);
    if !sign && let Some(start) = public_act(text, at, word) {
        return Lead { kind: LeadKind::PublicAct, start, code_name: None, units: None };
    }
    let section = is_section_word(word);
    if section {
        start = at - word.len();
        at = scan::skip_space_back(text, start);
    }
    let window = scan::window_before(text, at, 72.min(at.saturating_sub(floor)));
    let (mut kind, code_name) = code(text, at, window, sign || section);
    if let Some(name) = code_name {
        start = name.start;
    }
    let units = ends_with_of(text, start).then(|| pinpoints::leading(text, start)).flatten();
    let units = units.filter(|units| units.start >= floor);
    if let Some(units) = &units {
        start = units.start;
    }
    if kind == LeadKind::None {
        kind = match (sign || section, &units) {
            (true, _) => LeadKind::Section,
            (false, Some(_)) => LeadKind::Units,
            (false, None) => LeadKind::None,
        };
    }
    Lead { kind, start, code_name, units }
}

/// Steps back over "§", "§§" and the marks of emphasis around them. Gives the start of the first sign.
fn skip_signs(text: &str, number: usize) -> (bool, usize) {
    let mut start = number;
    let mut found = false;
    loop {
        let at = scan::skip_space_back(text, start);
        let before = text[..at].trim_end_matches(['*', '_']);
        match before.strip_suffix('§') {
            Some(rest) => {
                start = rest.len();
                found = true;
            }
            None if before.len() < at && !found => start = before.len(),
            None => return (found, start),
        }
    }
}

pub(super) fn is_section_word(word: &str) -> bool {
    let word = word.strip_suffix('.').unwrap_or(word);
    ["section", "sections", "sec", "secs", "sect"].iter().any(|known| word.eq_ignore_ascii_case(known))
}

/// The code named just before `at`, and what that makes of the number.
fn code(text: &str, at: usize, window: &str, led: bool) -> (LeadKind, Option<Span>) {
    let span = |length: usize| {
        let start = at - length;
        Span::new(start, start + text[start..at].trim_end_matches(|c: char| c.is_whitespace() || c == ',').len())
    };
    match code_name_at_end(window) {
        Some(CodeName::Regulations { length }) => (LeadKind::Regulations, Some(span(length))),
        Some(CodeName::GeneralStatutes { length }) => {
            let name = span(length);
            let own = text[name.range()].get(..3).is_some_and(|start| start.eq_ignore_ascii_case("con"))
                || text[name.range()].starts_with('C');
            match !own && other_states::code_name_at_end(window) {
                true => (LeadKind::Elsewhere, Some(name)),
                false => (LeadKind::Code, Some(name)),
            }
        }
        None if led && may_name_a_code(window) && other_states::code_name_at_end(window) => {
            // "Connecticut Penal Code § 53a-192a" is a part of the code by its name.
            let ours = window.contains("Connecticut ")
                && (window.contains("Penal Code") || window.contains("Commercial Code"));
            (if ours { LeadKind::None } else { LeadKind::Elsewhere }, None)
        }
        None => (LeadKind::None, None),
    }
}

/// Whether the last word could end the name of a code: it has a capital, a period or a digit.
///
/// "under section 53a-86" is by far the commonest lead; it must not cost a search.
fn may_name_a_code(window: &str) -> bool {
    let last = window.trim_end_matches(|c: char| c.is_whitespace() || c == ',');
    let word = last.rsplit(|c: char| c.is_whitespace()).next().unwrap_or("");
    let own = ["agreement", "contract", "lease", "manual", "policy", "charter", "handbook"];
    !word.is_empty() && (!word.bytes().all(|byte| byte.is_ascii_lowercase()) || own.contains(&word))
}

fn ends_with_of(text: &str, at: usize) -> bool {
    let end = scan::skip_space_back(text, at);
    end < at && scan::word_before(text, end).eq_ignore_ascii_case("of")
}

/// Where "Public Act", "P.A." or "PA No." before `at` begins.
fn public_act(text: &str, at: usize, word: &str) -> Option<usize> {
    let (at, word) = match word.eq_ignore_ascii_case("no.") || word.eq_ignore_ascii_case("nos.") {
        true => {
            let before = scan::skip_space_back(text, at - word.len());
            (before, scan::word_before(text, before))
        }
        false => (at, word),
    };
    let start = at - word.len();
    match word {
        "P.A." | "PA" | "P.A" | "PAs" | "P.As." => Some(start),
        _ if word.eq_ignore_ascii_case("act") || word.eq_ignore_ascii_case("acts") => {
            let before = scan::skip_space_back(text, start);
            let public = scan::word_before(text, before);
            public.eq_ignore_ascii_case("public").then(|| before - public.len())
        }
        // "P. A. 17-32"
        "A." => {
            let before = scan::skip_space_back(text, start);
            (scan::word_before(text, before) == "P.").then(|| before - 2)
        }
        _ => None,
    }
}
