//! Reads from which day an entry of a history note changed the law. Gives no day where the words leave a doubt.

use std::ops::Range;
use std::sync::LazyLock;

use jiff::civil::{Date, date};
use regex::{Captures, Regex};

use crate::import::dates::{self, DATE};
use crate::law::{ActName, Session};

/// A day, and how it is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::import) struct Effective {
    pub(in crate::import) date: Date,
    pub(in crate::import) basis: Basis,
}

/// How a day is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::import) enum Basis {
    /// The note says `effective July 1, 2010`.
    Stated,
    /// The note is silent: General Statutes § 2-32, October 1 following the session.
    Default,
}

impl Basis {
    /// The words in the table.
    pub(in crate::import) fn words(self) -> &'static str {
        match self {
            Basis::Stated => "history note states the date",
            Basis::Default => "default, § 2-32",
        }
    }
}

/// What an entry says of when it took effect.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Said {
    Nothing,
    /// One date, and it governs the whole entry.
    Date(Date),
    /// Several dates, or one that governs a part of the entry. Each with the bytes of the entry that it surely governs,
    /// which may be none.
    Parts(Vec<(Date, Range<usize>)>),
    /// `effective upon adoption`, `effective the later of …`, `effective July 1, 2004, until …`.
    Condition,
}

static STATED: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(&format!(r"\beffective,? (?:on )?(?<date>{DATE})")).expect("the pattern is valid"));

/// Reads what an entry says, `head` bytes of which name its acts; parentheses hold the Revisors' own words.
pub(super) fn said(entry: &str, head: usize) -> Said {
    let plain = without_parentheses(&entry[head.min(entry.len())..]);
    let found: Vec<_> = STATED.captures_iter(&plain).collect();
    if is_conditional(&plain, &found) {
        return Said::Condition;
    }
    let Some(dates) = found.iter().map(|stated| dates::parse(&stated["date"])).collect::<Option<Vec<_>>>() else {
        return Said::Condition;
    };
    match dates.as_slice() {
        [] => Said::Nothing,
        [date, others @ ..] if others.iter().all(|other| other == date) && governs_all(&plain, &found) => {
            Said::Date(*date)
        }
        _ => Said::Parts(dates.into_iter().zip(parts(&plain, &found, head)).collect()),
    }
}

/// The part that each date governs: `closed a gate, effective July 1, 2014, and opened another, effective October 1, 2014`
/// has two, each ended by its date. Where one date stands otherwise, no part is sure.
fn parts(plain: &str, found: &[Captures<'_>], head: usize) -> Vec<Range<usize>> {
    static NEXT: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"^,? and (?:further )?[a-z]+ed\b").expect("the pattern is valid"));
    let (mut start, mut parts) = (0, Vec::new());
    let places = || found.iter().filter_map(|stated| stated.get(0));
    for place in places() {
        parts.push(head + start..head + place.end());
        start = place.end();
    }
    let ends = |at: usize| if at == start { ends_entry(&plain[at..]) } else { NEXT.is_match(&plain[at..]) };
    let sure = places().all(|place| plain[..place.start()].ends_with(", ") && ends(place.end()))
        && places().all(|place| !plain[..place.start()].ends_with("and, "));
    if sure { parts } else { vec![0..0; found.len()] }
}

/// Whether a date may come later, end again, or not be a day: what `effective` says then is no plain date.
fn is_conditional(plain: &str, found: &[Captures<'_>]) -> bool {
    // `effective date of P.A. 88-230` is another act's, `effective administration` no date at all.
    static UNREAD: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(
            r"(?x) (?: , | ^ | [0-9] | \band ) \s* effective ,?\  (?: upon | the\ later | the\ first | in\ accordance
                | with\ respect | as\ provided | as\ of | for\b | from\b | when\b | on\b | not\b | until\b | retroactive
                | immediately | [A-Z0-9] )",
        )
        .expect("the pattern is valid")
    });
    static LIMITED: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^[,\s]*(?:to|until|upon|or|through|but|except|provided|unless|if|whichever)\b")
            .expect("the pattern is valid")
    });
    let dated = |at: usize| found.iter().any(|stated| stated.get(0).is_some_and(|whole| whole.range().contains(&at)));
    UNREAD.find_iter(plain).any(|unread| !dated(unread.end() - 1))
        || found.iter().filter_map(|stated| stated.get(0)).any(|whole| LIMITED.is_match(&plain[whole.end()..]))
}

/// Whether a date stands where it speaks of the whole entry: right after the act, or at the end. `P.A. 84-3 closed a
/// gate and, effective July 1, 1986, opened another` gives a day to its second half alone.
fn governs_all(plain: &str, found: &[Captures<'_>]) -> bool {
    let mut places = found.iter().filter_map(|stated| stated.get(0));
    let first = places.next().is_some_and(|whole| plain[..whole.start()].trim_matches([',', ' ']).is_empty());
    let last = found.last().and_then(|stated| stated.get(0));
    first || last.is_some_and(|whole| ends_entry(&plain[whole.end()..]))
}

/// Whether nothing follows a date but to what the change applies.
fn ends_entry(after: &str) -> bool {
    static LAST: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^[.,\s]*$|^,?\s(?:and\s)?(?:first\s)?(?:applicable|retroactive|with respect)\b[^;]*$")
            .expect("the pattern is valid")
    });
    LAST.is_match(after)
}

/// General Statutes § 2-32: a silent act takes effect on the first day of October following its session. Not known for
/// a session of September, which may end before that day or after it.
pub(in crate::import) fn default_of(act: ActName) -> Option<Date> {
    match act.session() {
        Session::Special { month: 9, .. } => None,
        Session::Special { month: 10.., .. } => october(act.year() + 1),
        Session::Special { .. } | Session::Regular => october(act.year()),
    }
}

pub(super) fn october(year: i16) -> Option<Date> {
    (1900..=2100).contains(&year).then(|| date(year, 10, 1))
}

/// The text with what stands in parentheses made spaces, so that every other word keeps its place.
fn without_parentheses(text: &str) -> String {
    let (mut depth, mut plain) = (0usize, String::with_capacity(text.len()));
    for sign in text.chars() {
        depth += usize::from(sign == '(');
        match depth {
            0 => plain.push(sign),
            _ => plain.extend(std::iter::repeat_n(' ', sign.len_utf8())),
        }
        depth = depth.saturating_sub(usize::from(sign == ')'));
    }
    plain
}
