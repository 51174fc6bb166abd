//! Finds names of acts as the edition prints them, slips of its typography included. Never guesses a missing number.

use std::ops::Range;
use std::sync::LazyLock;

use regex::{Captures, Regex};

use crate::law::act::{full_year, month_named};
use crate::law::{ActKind, ActName, Session};

/// A month, whole or cut.
pub(super) const MONTH: &str = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?";

/// A name since 1973: `P.A. 17-32`, `June 12 Sp. Sess. P.A. 12-1`, `June Sp. Sess. 91-14`, `December, 1975, P.A. 75-1`.
/// In a list that shares its first words, a bare `17-32`.
pub(super) static MODERN: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(&format!(
        r"(?x) (?: \b (?<month> {MONTH} )
              (?: (?: \ (?<day> [0-9]{{1,2}} ) )? ,? \ (?: [Ss]p\.?\ ? Sess\.? (?: \ II )? \ ? ) # printed once, of 1986
                | ,\ [0-9]{{4}},\ ) )?
            (?: \b (?<kind> [PS] ) [.\ ]{{1,2}} A [.,]{{0,2}} \ ? )?
            (?-u:\b) (?<year> [0-9]{{2}} ) - (?<number> [0-9]{{1,4}} ) (?-u:\b)"
    ))
    .expect("the pattern is valid")
});

/// A name before 1973, year first: `1969, P.A. 828`, `February, 1965, P.A. 29`.
pub(super) static OLD: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(&format!(
        r"(?x) (?: \b (?<month> {MONTH} ) ,?\ )?
            (?-u:\b) (?<year> 19[0-9]{{2}} ) ,? \ ? (?<kind> [PS] ) \. \ ? A \.? ,? \  (?<number> [0-9]{{1,4}} ) (?-u:\b)"
    ))
    .expect("the pattern is valid")
});

/// What acts of one list share: `P.A. 21-102, S. 2; 21-103, S. 4`.
#[derive(Clone, Copy, Debug)]
pub(super) struct Shared {
    pub(super) session: Session,
    pub(super) kind: ActKind,
}

/// The act of a match of [`MODERN`]; what its name lacks is what the act before it `shared`.
pub(super) fn modern(found: &Captures<'_>, shared: Option<Shared>) -> Option<(ActName, Shared)> {
    let own_session = match found.name("month") {
        Some(month) => {
            let day = found.name("day").map_or(Some(0), |day| day.as_str().parse().ok())?;
            Some(Session::Special { month: month_named(month.as_str())?, day })
        }
        None => None,
    };
    let own_kind = found.name("kind").map(|kind| kind_of(kind.as_str()));
    let plain = Shared { session: Session::Regular, kind: ActKind::Public };
    let shared = match (own_session, own_kind) {
        (Some(session), kind) => Shared { session, kind: kind.unwrap_or(ActKind::Public) },
        (None, Some(kind)) => Shared { session: Session::Regular, kind },
        (None, None) => shared.unwrap_or(plain),
    };
    let name = ActName::new(full_year(&found["year"])?, shared.session, shared.kind, found["number"].parse().ok()?);
    Some((name, shared))
}

/// The act of a match of [`OLD`].
pub(super) fn old(found: &Captures<'_>) -> Option<ActName> {
    let session = match found.name("month") {
        Some(month) => Session::Special { month: month_named(month.as_str())?, day: 0 },
        None => Session::Regular,
    };
    Some(ActName::new(found["year"].parse().ok()?, session, kind_of(&found["kind"]), found["number"].parse().ok()?))
}

fn kind_of(letter: &str) -> ActKind {
    if letter == "S" { ActKind::Special } else { ActKind::Public }
}

/// Every act that `text` names in full, in order.
pub(in crate::import) fn named_acts(text: &str) -> Vec<ActName> {
    let full = |found: &Captures<'_>| found.name("kind").is_some() || found.name("month").is_some();
    let modern_names = MODERN.captures_iter(text).filter(full).filter_map(|found| modern(&found, None));
    // `December, 1975, P.A. 75-1` is a name since 1973.
    let apart = |found: &Captures<'_>| found.get(0).is_some_and(|whole| !text[whole.end()..].starts_with('-'));
    let old_names = OLD.captures_iter(text).filter(apart).filter_map(|found| old(&found));
    modern_names.map(|(name, _)| name).chain(old_names).collect()
}

/// The acts of a list at the start of `text`, `P.A. 12-80, S. 3, and 13-258`, with where each stands.
pub(super) fn list_at_start(text: &str) -> Vec<(ActName, Range<usize>)> {
    static JOINT: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^(?:,? Secs?\. [0-9, and–-]*[0-9]|,? S\. [0-9, and–-]*[0-9]|,? effective [A-Z][a-z]+ [0-9]{1,2}, [0-9]{4})?(?:,? and |, )(?:of )?")
            .expect("the pattern is valid")
    });
    let (mut acts, mut at, mut shared) = (Vec::new(), 0, None);
    loop {
        let rest = &text[at..];
        let at_start =
            |pattern: &Regex| pattern.captures(rest).filter(|found| found.get(0).is_some_and(|own| own.start() == 0));
        let first = acts.is_empty();
        let full = |found: &Captures<'_>| !first || found.name("kind").is_some() || found.name("month").is_some();
        let (name, length) = if let Some(found) = at_start(&MODERN).filter(full) {
            let Some((name, own)) = modern(&found, shared) else { return acts };
            shared = Some(own);
            (name, found[0].len())
        } else if let Some(found) = at_start(&OLD) {
            let Some(name) = old(&found) else { return acts };
            (name, found[0].len())
        } else {
            return acts;
        };
        acts.push((name, at..at + length));
        at += length;
        let Some(joint) = JOINT.find(&text[at..]) else { return acts };
        at += joint.end();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<String> {
        named_acts(text).iter().map(ToString::to_string).collect()
    }

    #[test]
    fn names_as_the_edition_prints_them() {
        assert_eq!(found("P.A. 17-32 and June Sp. Sess. P.A. 99-2"), ["P.A. 17-32", "June Sp. Sess. P.A. 99-2"]);
        assert_eq!(found("P. A. 93-421; P.A 13-247; P.A.19-25"), ["P.A. 93-421", "P.A. 13-247", "P.A. 19-25"]);
        assert_eq!(found("June Sp. Sess. 91-14"), ["June Sp. Sess. P.A. 91-14"]);
        assert_eq!(found("June 11, Sp. Sess. P.A. 86-1"), ["June 11 Sp. Sess. P.A. 86-1"]);
        assert_eq!(found("June 30 Sp.Sess.P.A. 03-6"), ["June 30 Sp. Sess. P.A. 03-6"]);
        assert_eq!(found("December, 1975, P.A. 75-1"), ["Dec. Sp. Sess. P.A. 75-1"]);
        assert_eq!(found("1969, P.A. 828; February, 1965, P.A. 29"), ["1969, P.A. 828", "February, 1965, P.A. 29"]);
        assert_eq!(found("S.A. 75-2 and 1957, S.A. 605"), ["S.A. 75-2", "1957, S.A. 605"]);
    }

    #[test]
    fn what_names_no_act() {
        for text in ["Sec. 17-32", "21-103", "P.A. 17-32a", "June 12, 2012", "P.A. 1-2", "1969, S. 828"] {
            assert_eq!(found(text), [""; 0], "{text}");
        }
    }

    #[test]
    fn lists_share_their_first_words() {
        let list = |text| list_at_start(text).iter().map(|(act, _)| act.to_string()).collect::<Vec<_>>();
        assert_eq!(list("P.A. 12-80 and 13-258 closed gates"), ["P.A. 12-80", "P.A. 13-258"]);
        assert_eq!(list("P.A. 75-5, 75-6 and 75-7 did"), ["P.A. 75-5", "P.A. 75-6", "P.A. 75-7"]);
        assert_eq!(list("P.A. 75-5, S. 3, and P.A. 75-6, S. 1, did"), ["P.A. 75-5", "P.A. 75-6"]);
        assert_eq!(list("P.A. 75-5 amended P.A. 75-6"), ["P.A. 75-5"]);
        assert_eq!(list("75-5 did"), [""; 0]);
    }
}
