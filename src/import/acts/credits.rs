//! Reads credits into the acts that they name. An entry that is not understood is given back as it stands.

use std::fmt;
use std::sync::LazyLock;

use regex::Regex;

use super::name::{self, MODERN, MONTH, OLD, Shared};
use crate::law::act::NUMBERED_BY_YEAR;
use crate::law::{ActKind, ActName, Session};

/// One entry of the credits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::import) struct CreditedAct {
    pub(in crate::import) name: CreditName,
    /// Sections of the act or the revision, `S. 2, 3`; empty if none is named.
    pub(in crate::import) sections: String,
}

/// What a credit names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::import) enum CreditName {
    Act(ActName),
    /// `1949 Rev.`: the section stood in that revision of the statutes.
    Revision(i16),
    /// `1955, S. 9d`: a section of the supplement to the statutes of that year, which names no act.
    Supplement(i16),
}

impl CreditedAct {
    /// The act, where the credit names one.
    pub(in crate::import) fn act(&self) -> Option<ActName> {
        match self.name {
            CreditName::Act(act) => Some(act),
            CreditName::Revision(_) | CreditName::Supplement(_) => None,
        }
    }
}

/// As the table cites it: `P.A. 17-32, S. 2`.
impl fmt::Display for CreditedAct {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.name {
            CreditName::Act(act) => write!(f, "{act}"),
            CreditName::Revision(year) => write!(f, "{year} Rev."),
            CreditName::Supplement(year) => write!(f, "{year} Supp."),
        }?;
        if self.sections.is_empty() { Ok(()) } else { write!(f, ", {}", self.sections) }
    }
}

/// What the acts that follow an act share with it.
#[derive(Clone, Copy)]
enum Prefix {
    Modern(Shared),
    Old { year: i16, session: Session, kind: ActKind },
}

/// Reads `1949 Rev., S. 1; 1969, P.A. 828, S. 1; P.A. 92-260, S. 75; 92-256, S. 1, 3`, oldest first. The second list
/// holds the entries that are not understood.
pub(in crate::import) fn credits(text: &str) -> (Vec<CreditedAct>, Vec<&str>) {
    let (mut read, mut unread, mut prefix) = (Vec::new(), Vec::new(), None);
    for entry in text.split(';').map(|entry| entry.trim_matches([' ', '.', '\n'])).filter(|entry| !entry.is_empty()) {
        match credit(entry, &mut prefix) {
            Some(credit) => read.push(credit),
            None => unread.push(entry),
        }
    }
    (read, unread)
}

fn credit(entry: &str, prefix: &mut Option<Prefix>) -> Option<CreditedAct> {
    let shared = |prefix: &Option<Prefix>| match prefix {
        Some(Prefix::Modern(shared)) => Some(*shared),
        _ => None,
    };
    let (name, rest) = if let Some(found) = MODERN.captures(entry).filter(starts) {
        let (act, own) = name::modern(&found, shared(prefix))?;
        *prefix = Some(Prefix::Modern(own));
        (CreditName::Act(act), &entry[found[0].len()..])
    } else if let Some(found) = OLD.captures(entry).filter(starts) {
        let act = name::old(&found)?;
        *prefix = Some(Prefix::Old { year: act.year(), session: act.session(), kind: act.kind() });
        (CreditName::Act(act), &entry[found[0].len()..])
    } else if let Some(old) = numbered_in_the_same_year(entry, *prefix) {
        old
    } else {
        *prefix = None;
        of_the_statutes(entry)?
    };
    Some(CreditedAct { name, sections: sections(name, rest)? })
}

fn starts(found: &regex::Captures<'_>) -> bool {
    found.get(0).is_some_and(|whole| whole.start() == 0)
}

/// `695, S. 4` after `1971, P.A. 25, S. 1`.
fn numbered_in_the_same_year(entry: &str, prefix: Option<Prefix>) -> Option<(CreditName, &str)> {
    let Some(Prefix::Old { year, session, kind }) = prefix else { return None };
    let plain = entry.strip_prefix("P.A. ").or(entry.strip_prefix("S.A. ")).unwrap_or(entry);
    let digits = plain.bytes().take_while(u8::is_ascii_digit).count();
    let rest = &plain[digits..];
    // `450–454` are sections of the revision before it.
    let apart = rest.is_empty() || rest.starts_with([',', ' ', '.']);
    let number = plain[..digits].parse().ok().filter(|_| apart && digits <= 4)?;
    Some((CreditName::Act(ActName::new(year, session, kind, number)), rest))
}

/// A revision or a supplement: `1949 Rev., S. 3639`, `1953, June, 1955, S. 9d`, `November, 1955, S. N193`.
fn of_the_statutes(entry: &str) -> Option<(CreditName, &str)> {
    static REVISION: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"^(?<year>[0-9]{4}),? Rev\.?").expect("the pattern is valid"));
    static SUPPLEMENT: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(&format!(r"^(?:(?:{MONTH},? )?(?<year>[0-9]{{4}}),? ?)+")).expect("the pattern is valid")
    });
    if let Some(found) = REVISION.captures(entry) {
        return Some((CreditName::Revision(found["year"].parse().ok()?), &entry[found[0].len()..]));
    }
    let found = SUPPLEMENT.captures(entry)?;
    let rest = &entry[found[0].len()..];
    rest.starts_with(['S', 'N']).then_some((CreditName::Supplement(found["year"].parse().ok()?), rest))
}

/// `S. 2, 3` of what follows a name: `, S. 2, 3`, `. S. 2`, `, S.2`, `, Sec. 2`, `, 2`; empty where nothing follows.
/// `None` where something else does, such as a further act.
fn sections(name: CreditName, rest: &str) -> Option<String> {
    static SECTIONS: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^(?<mark>[Ss]|Secs?)?[.,\s]*(?<list>N?[0-9][^:]*)$").expect("the pattern is valid")
    });
    static FURTHER: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"(?:^|[ ,])[0-9]{2}-[0-9]").expect("the pattern is valid"));
    let rest = rest.trim_matches([',', '.', ' ']);
    if rest.is_empty() {
        return Some(String::new());
    }
    let found = SECTIONS.captures(rest)?;
    let list = &found["list"];
    let sure = match name {
        // `1957, P.A. 534, 626` may name two acts, or an act and its section; `P.A. 84-193, 84-455, S. 2` names two.
        CreditName::Act(act) if act.year() < NUMBERED_BY_YEAR => found.name("mark").is_some(),
        CreditName::Act(_) => !FURTHER.is_match(list),
        CreditName::Revision(_) | CreditName::Supplement(_) => true,
    };
    sure.then(|| format!("S. {list}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<String> {
        let (read, unread) = credits(text);
        assert_eq!(unread, [""; 0], "{text}");
        read.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn entries_share_what_stands_before() {
        assert_eq!(
            read("1949 Rev., S. 8369; 1969, P.A. 828, S. 1; 830; P.A. 92-260, S. 75; 92-256, S. 1, 3"),
            [
                "1949 Rev., S. 8369",
                "1969, P.A. 828, S. 1",
                "1969, P.A. 830",
                "P.A. 92-260, S. 75",
                "P.A. 92-256, S. 1, 3"
            ]
        );
        assert_eq!(
            read("June Sp. Sess. P.A. 09-3, S. 1; 09-8, S. 2; P.A. 10-3; S.A. 10-4, S. 1; 10-5."),
            [
                "June Sp. Sess. P.A. 09-3, S. 1",
                "June Sp. Sess. P.A. 09-8, S. 2",
                "P.A. 10-3",
                "S.A. 10-4, S. 1",
                "S.A. 10-5"
            ]
        );
        assert_eq!(read("June, 1971, P.A. 4, S. 4; 5, S. 6"), ["June, 1971, P.A. 4, S. 4", "June, 1971, P.A. 5, S. 6"]);
    }

    #[test]
    fn supplements_and_slips_of_the_press() {
        assert_eq!(read("1955, S. 9d; November, 1955, S. N193"), ["1955 Supp., S. 9d", "1955 Supp., S. N193"]);
        assert_eq!(
            read("1959, P.A. 133, S. 2-511; P.A. 90-202, S. 1(4A-208), 3"),
            ["1959, P.A. 133, S. 2-511", "P.A. 90-202, S. 1(4A-208), 3"]
        );
        assert_eq!(read("1958 Rev., S. 5-98, 5-109"), ["1958 Rev., S. 5-98, 5-109"]);
        assert_eq!(read("1953, 1955, June, 1957, S. 9d"), ["1957 Supp., S. 9d"]);
        assert_eq!(read("P.A. 98-157. S. 13, 15; P.A. 88-136 S. 4"), ["P.A. 98-157, S. 13, 15", "P.A. 88-136, S. 4"]);
        assert_eq!(read("P.A. 21-44, S.7; P.A. 95-287, S, 1, 3"), ["P.A. 21-44, S. 7", "P.A. 95-287, S. 1, 3"]);
        assert_eq!(
            read("P.A. 17-237, 71; June 30 Sp. Sess. 03-6, S. 210(e)"),
            ["P.A. 17-237, S. 71", "June 30 Sp. Sess. P.A. 03-6, S. 210(e)"]
        );
    }

    #[test]
    fn doubtful_entries_are_given_back() {
        for entry in ["Appendix F", "1957, P.A. 534, 626", "P.A. 84-193, 84-455, S. 2", "313 S. 3", "450–454"] {
            assert_eq!(credits(entry), (Vec::new(), vec![entry]));
        }
        let (read, unread) = credits("1969, P.A. 3; Appendix F; 4");
        assert_eq!((read.len(), unread), (1, vec!["Appendix F", "4"]));
    }
}
