//! The name of an act of Connecticut's General Assembly, written one way. Says nothing of whether there is such an act.

use std::fmt;

/// An act by year, session and number. Orders by these; public acts before special acts of the same session.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ActName {
    year: i16,
    session: Session,
    kind: ActKind,
    number: u16,
}

/// The session that passed an act. Numbers start anew in each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Session {
    /// The year's regular session.
    Regular,
    /// One that the edition names by its month, and by its day where one month had several. Before 1973 that
    /// includes a regular session: `February, 1965`.
    Special {
        /// From 1 to 12.
        month: u8,
        /// 0 where only the month is named.
        day: u8,
    },
}

/// Whether an act is printed among the public or the special acts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ActKind {
    /// `P.A.`
    Public,
    /// `S.A.`, numbered apart from the public acts.
    Special,
}

/// Months as sessions are named by: whole, as the edition cuts them, as identifiers do.
const MONTHS: [(&str, &str, &str); 12] = [
    ("January", "Jan.", "jan"),
    ("February", "Feb.", "feb"),
    ("March", "March", "mar"),
    ("April", "April", "apr"),
    ("May", "May", "may"),
    ("June", "June", "jun"),
    ("July", "July", "jul"),
    ("August", "Aug.", "aug"),
    ("September", "Sept.", "sep"),
    ("October", "Oct.", "oct"),
    ("November", "Nov.", "nov"),
    ("December", "Dec.", "dec"),
];

/// Whether a text begins with a month, whole or cut short: "Jun. Sp. Sess.".
pub(crate) fn begins_with_month(text: &str) -> bool {
    text.get(..3).is_some_and(|start| MONTHS.iter().any(|(_, _, id)| start.eq_ignore_ascii_case(id)))
}

/// The first year whose acts carry the year in their number: `P.A. 73-1`, before it `1972, P.A. 1`.
pub const NUMBERED_BY_YEAR: i16 = 1973;

impl ActName {
    /// The act of that number.
    pub fn new(year: i16, session: Session, kind: ActKind, number: u16) -> ActName {
        ActName { year, session, kind, number }
    }

    /// Reads the form that [`Display`](fmt::Display) writes: `P.A. 17-32`, `June Sp. Sess. P.A. 99-2`,
    /// `1969, P.A. 828`, `June, 1971, P.A. 4`, `S.A. 75-2`.
    pub fn parse(text: &str) -> Option<ActName> {
        let (kind, at) = match (text.find("P.A. "), text.find("S.A. ")) {
            (Some(at), None) => (ActKind::Public, at),
            (None, Some(at)) => (ActKind::Special, at),
            _ => return None,
        };
        let (lead, number) = (&text[..at], &text[at + "P.A. ".len()..]);
        let name = match number.split_once('-') {
            Some((year, number)) => {
                ActName { year: full_year(year)?, session: special(lead)?, kind, number: number.parse().ok()? }
            }
            None => {
                let lead = lead.strip_suffix(", ")?;
                let (session, year) = match lead.split_once(", ") {
                    Some((month, year)) => (Session::Special { month: month_named(month)?, day: 0 }, year),
                    None => (Session::Regular, lead),
                };
                ActName { year: year.parse().ok()?, session, kind, number: number.parse().ok()? }
            }
        };
        Some(name)
    }

    /// Reads the identifier of the contract: `ct-pa:17-32`, `ct-pa:2021-jun-ss-1`, `ct-pa:1969-828`.
    pub fn from_id(id: &str) -> Option<ActName> {
        match id.split_once(':')? {
            ("ct-pa", name) => ActName::public(name),
            ("ct-sa", name) => ActName::of_kind(ActKind::Special, name),
            _ => None,
        }
    }

    /// Reads the identifier of a public act without what says that it is one: `17-32`.
    pub fn public(name: &str) -> Option<ActName> {
        ActName::of_kind(ActKind::Public, name)
    }

    fn of_kind(kind: ActKind, name: &str) -> Option<ActName> {
        let (year, rest) = name.split_once('-')?;
        let year = if year.len() == 2 { full_year(year)? } else { year.parse().ok()? };
        let Some((session, number)) = rest.split_once("-ss-") else {
            return Some(ActName { year, session: Session::Regular, kind, number: rest.parse().ok()? });
        };
        let (month, day) = session.split_once('-').unwrap_or((session, "0"));
        let month = MONTHS.iter().position(|(_, _, id)| *id == month)? + 1;
        let session = Session::Special { month: u8::try_from(month).ok()?, day: day.parse().ok()? };
        Some(ActName { year, session, kind, number: number.parse().ok()? })
    }

    /// The identifier of the contract.
    pub fn id(&self) -> String {
        let ActName { year, session, kind, number } = self;
        let kind = match kind {
            ActKind::Public => "ct-pa",
            ActKind::Special => "ct-sa",
        };
        match session {
            Session::Regular if *year >= NUMBERED_BY_YEAR => format!("{kind}:{:02}-{number}", year % 100),
            Session::Regular => format!("{kind}:{year}-{number}"),
            Session::Special { month, day: 0 } => format!("{kind}:{year}-{}-ss-{number}", MONTHS[place(*month)].2),
            Session::Special { month, day } => format!("{kind}:{year}-{}-{day}-ss-{number}", MONTHS[place(*month)].2),
        }
    }

    /// The year of its session.
    pub fn year(&self) -> i16 {
        self.year
    }

    /// The session that passed it.
    pub fn session(&self) -> Session {
        self.session
    }

    /// Public or special.
    pub fn kind(&self) -> ActKind {
        self.kind
    }

    /// Its number in the session.
    pub fn number(&self) -> u16 {
        self.number
    }
}

impl fmt::Display for ActName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kind = match self.kind {
            ActKind::Public => "P.A.",
            ActKind::Special => "S.A.",
        };
        let ActName { year, session, number, .. } = self;
        match session {
            Session::Special { month, .. } if *year < NUMBERED_BY_YEAR => {
                write!(f, "{}, {year}, {kind} {number}", MONTHS[place(*month)].0)
            }
            Session::Regular if *year < NUMBERED_BY_YEAR => write!(f, "{year}, {kind} {number}"),
            Session::Regular => write!(f, "{kind} {:02}-{number}", year % 100),
            Session::Special { .. } => write!(f, "{session} {kind} {:02}-{number}", year % 100),
        }
    }
}

/// As acts since 1973 name it: `June 12 Sp. Sess.`; nothing for a regular session.
impl fmt::Display for Session {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Session::Regular => Ok(()),
            Session::Special { month, day: 0 } => write!(f, "{} Sp. Sess.", MONTHS[place(*month)].1),
            Session::Special { month, day } => write!(f, "{} {day} Sp. Sess.", MONTHS[place(*month)].1),
        }
    }
}

/// The month, from 1, that begins as `word` does: `Sept.`, `September`, `Sep`.
pub fn month_named(word: &str) -> Option<u8> {
    let start = word.get(..3)?.to_ascii_lowercase();
    let place = MONTHS.iter().position(|(_, _, id)| *id == start)?;
    u8::try_from(place + 1).ok()
}

/// The year that two digits stand for in an act's number. Acts carry theirs since 1973.
pub fn full_year(digits: &str) -> Option<i16> {
    let short: i16 = digits.parse().ok().filter(|_| digits.len() == 2)?;
    Some(if short >= 50 { 1900 + short } else { 2000 + short })
}

fn place(month: u8) -> usize {
    usize::from(month.clamp(1, 12)) - 1
}

/// `June 12 Sp. Sess. `, or nothing.
fn special(lead: &str) -> Option<Session> {
    if lead.is_empty() {
        return Some(Session::Regular);
    }
    let session = lead.strip_suffix(" Sp. Sess. ")?;
    let (month, day) = session.split_once(' ').unwrap_or((session, "0"));
    Some(Session::Special { month: month_named(month)?, day: day.parse().ok()? })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_identifiers_are_read_as_they_are_written() {
        for (name, id) in [
            ("P.A. 17-32", "ct-pa:17-32"),
            ("P.A. 05-7", "ct-pa:05-7"),
            ("P.A. 73-639", "ct-pa:73-639"),
            ("1969, P.A. 828", "ct-pa:1969-828"),
            ("June, 1971, P.A. 4", "ct-pa:1971-jun-ss-4"),
            ("June Sp. Sess. P.A. 21-1", "ct-pa:2021-jun-ss-1"),
            ("Sept. Sp. Sess. P.A. 09-7", "ct-pa:2009-sep-ss-7"),
            ("June 12 Sp. Sess. P.A. 12-1", "ct-pa:2012-jun-12-ss-1"),
            ("S.A. 75-2", "ct-sa:75-2"),
            ("1957, S.A. 605", "ct-sa:1957-605"),
        ] {
            let act = ActName::parse(name).unwrap_or_else(|| panic!("{name}"));
            assert_eq!((act.to_string().as_str(), act.id().as_str()), (name, id));
            assert_eq!(ActName::from_id(id), Some(act), "{id}");
        }
    }

    #[test]
    fn what_is_no_act() {
        for text in ["", "17-32", "P.A. ", "P.A. 1-2", "P.A. 17-", "P.A. 828", "Gate Sp. Sess. P.A. 09-1", ", P.A. 3"] {
            assert_eq!(ActName::parse(text), None, "{text}");
        }
        for id in ["", "ct-pa:", "ct-pa:17", "ct-pa:2021-gat-ss-1", "us-pl:106-386", "ct-pa:2021-jun-ss-"] {
            assert_eq!(ActName::from_id(id), None, "{id}");
        }
    }

    #[test]
    fn acts_sort_by_year_session_and_number() {
        let sorted =
            ["1969, P.A. 828", "P.A. 09-9", "P.A. 09-10", "S.A. 09-1", "June Sp. Sess. P.A. 09-1", "P.A. 10-1"];
        let names: Vec<_> = sorted.iter().map(|name| ActName::parse(name).unwrap()).collect();
        assert!(names.is_sorted());
    }
}
