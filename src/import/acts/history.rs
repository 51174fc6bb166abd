//! Splits a history note into its entries and tells whose act each describes. Never reads what the act did.

use std::sync::LazyLock;

use regex::Regex;

use super::credits::CreditedAct;
use super::effective::{self, Basis, Effective, Said};
use super::name::{self, MONTH};
use crate::law::{ActKind, ActName};

/// One entry of a history note: what an act, or acts together, did to the section.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::import) struct HistoryEntry<'a> {
    pub(in crate::import) author: Author,
    /// The whole entry, its name of the act included.
    pub(in crate::import) text: &'a str,
    said: Said,
}

/// Who made a change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::import) enum Author {
    /// These acts, alike.
    Acts(Vec<ActName>),
    /// `1971 act`, where the credits do not say which.
    SomeActOf(i16),
    /// The Revisors: a transfer, a renaming pursuant to an act, a note. It changes no law.
    Revisors,
}

impl HistoryEntry<'_> {
    /// From which day the entry's change was law; `None` where it has several days or a condition, or its acts differ.
    pub(in crate::import) fn effective(&self) -> Option<Effective> {
        let stated = |date| Effective { date, basis: Basis::Stated };
        let default = |date| Effective { date, basis: Basis::Default };
        match (&self.author, &self.said) {
            (Author::Revisors, _) | (_, Said::Condition | Said::Parts(_)) => None,
            (_, Said::Date(date)) => Some(stated(*date)),
            (Author::SomeActOf(year), Said::Nothing) => effective::october(*year).map(default),
            (Author::Acts(acts), Said::Nothing) => {
                let mut dates = acts.iter().map(|act| effective::default_of(*act));
                let first = dates.next()??;
                dates.all(|date| date == Some(first)).then_some(default(first))
            }
        }
    }

    /// As [`Self::effective`], of the words at byte `at` of the text: where an entry has several days, each ends its part.
    #[allow(dead_code, reason = "periods take an entry's one day so far, and are silent where it has several")]
    pub(in crate::import) fn effective_at(&self, at: usize) -> Option<Effective> {
        match (&self.author, &self.said) {
            (Author::Acts(_) | Author::SomeActOf(_), Said::Parts(parts)) => parts
                .iter()
                .find(|(_, part)| part.contains(&at))
                .map(|(date, _)| Effective { date: *date, basis: Basis::Stated }),
            _ => self.effective(),
        }
    }
}

/// The entries of a note without its `History:`. The credits tell which act `1971 act` means.
pub(in crate::import) fn history<'a>(note: &'a str, credits: &[CreditedAct]) -> Vec<HistoryEntry<'a>> {
    let entries = split(note).into_iter().map(|(text, head)| {
        let (author, named) = match head {
            Head::Acts => {
                let acts = name::list_at_start(text);
                // `P.A. 04-205, effective June 3, 2004, and P.A. 04-257, effective June 14, 2004, both …`.
                let undated = |end: &usize| !text[..*end].contains("effective");
                let end = acts.iter().map(|(_, place)| place.end).take_while(undated).last().unwrap_or(0);
                (Author::Acts(acts.into_iter().map(|(act, _)| act).collect()), end)
            }
            Head::Years(end) => (of_years(&text[..end], credits), end),
            Head::Revisors => (Author::Revisors, 0),
        };
        HistoryEntry { author, text, said: effective::said(text, named) }
    });
    entries.collect()
}

/// What an entry begins with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Head {
    Acts,
    /// `1971 act`, so many bytes.
    Years(usize),
    Revisors,
}

/// Cuts a note at each semicolon outside parentheses and quotation marks after which an entry begins. What begins with
/// neither an act nor a Revisors' phrase goes on with the entry before it.
fn split(note: &str) -> Vec<(&str, Head)> {
    let note = note.trim();
    let paired = [('(', ')'), ('“', '”')]
        .iter()
        .all(|(open, close)| note.matches(*open).count() == note.matches(*close).count());
    let (mut starts, mut depth) = (Vec::new(), 0i32);
    starts.extend(head(note).or(Some(Head::Revisors)).map(|head| (0, head)));
    for (at, sign) in note.char_indices() {
        match sign {
            '(' | '“' => depth += 1,
            ')' | '”' => depth -= 1,
            ';' if depth == 0 || !paired => {
                let rest = note[at + 1..].trim_start();
                starts.extend(head(rest).map(|head| (note.len() - rest.len(), head)));
            }
            _ => {}
        }
    }
    let ends = starts.iter().skip(1).map(|(start, _)| *start).chain([note.len()]);
    let entries = starts
        .iter()
        .zip(ends)
        .map(|((start, head), end)| (note[*start..end].trim_end_matches([' ', ';', '\n']), *head));
    entries.collect()
}

fn head(text: &str) -> Option<Head> {
    static YEARS: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(&format!(r"^(?:Later )?(?:{MONTH}, )?[0-9]{{4}}(?:(?:,| and|, and) [0-9]{{4}})* acts?\b"))
            .expect("the pattern is valid")
    });
    static REVISORS: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(
            r"(?xi) ^ (?: \( (?: revisor | p\.a\. | note ) | pursuant\ to | in\ [0-9]{4},?\ (?: sec | section ) | secs?\.\ [0-9] | section\ [0-9]
                | (?: this\ )? section\ (?: was | originally | transferred ) | revisor | editorial | effect\ of | provisions\ originally )",
        )
        .expect("the pattern is valid")
    });
    let bounded = &text[..text.floor_char_boundary(80)];
    if let Some(years) = YEARS.find(bounded) {
        Some(Head::Years(years.end()))
    } else if REVISORS.is_match(bounded) {
        Some(Head::Revisors)
    } else {
        (!name::list_at_start(bounded).is_empty()).then_some(Head::Acts)
    }
}

/// `1971 act` is the one act of that year in the credits, `1971 acts` are all of them.
fn of_years(head: &str, credits: &[CreditedAct]) -> Author {
    static YEAR: LazyLock<Regex> = LazyLock::new(|| Regex::new("[0-9]{4}").expect("the pattern is valid"));
    let plural = head.ends_with('s');
    let years: Vec<i16> = YEAR.find_iter(head).filter_map(|year| year.as_str().parse().ok()).collect();
    let mut acts: Vec<ActName> = credits.iter().filter_map(CreditedAct::act).collect();
    acts.retain(|act| years.contains(&act.year()) && act.kind() == ActKind::Public);
    acts.dedup();
    let known = match (years.as_slice(), acts.as_slice()) {
        // `Later 1971 act` and `June, 1971 act` tell it from another.
        ([_], [_]) => !plural && head.starts_with(|first: char| first.is_ascii_digit()),
        ([_], [_, _, ..]) => plural,
        _ => years.len() == acts.len() && years.iter().all(|year| acts.iter().any(|act| act.year() == *year)),
    };
    match (known, years.as_slice()) {
        (true, _) => Author::Acts(acts),
        (false, [year]) => Author::SomeActOf(*year),
        (false, _) => Author::Acts(Vec::new()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::acts::credits;

    const CREDITS: &str = "1969, P.A. 828, S. 9; 1971, P.A. 5; 1972, P.A. 6; 7; P.A. 75-1; S.A. 71-3";

    /// Author and date of each entry.
    fn read(note: &str) -> Vec<(String, String)> {
        let (known, _) = credits(CREDITS);
        let tell = |entry: HistoryEntry<'_>| {
            let author = match &entry.author {
                Author::Acts(acts) => acts.iter().map(ToString::to_string).collect::<Vec<_>>().join(" + "),
                Author::SomeActOf(year) => format!("some act of {year}"),
                Author::Revisors => "Revisors".to_owned(),
            };
            let day = |effective: Effective| match effective.basis {
                Basis::Stated => effective.date.to_string(),
                Basis::Default => format!("{} by default", effective.date),
            };
            (author, entry.effective().map(day).unwrap_or_default())
        };
        history(note, &known).into_iter().map(tell).collect()
    }

    fn dates(note: &str) -> Vec<String> {
        read(note).into_iter().map(|(_, date)| date).collect()
    }

    fn authors(note: &str) -> Vec<String> {
        read(note).into_iter().map(|(author, _)| author).collect()
    }

    #[test]
    fn entries_begin_with_an_act_or_the_revisors() {
        assert_eq!(
            authors(
                "P.A. 75-1 closed gates; opened doors; P.A. 76-2, 76-3 and P.A. 77-4 each painted a gate (P.A. 75-9; P.A. \
                 75-8 had not); Sec. 3-1 transferred to Sec. 4-1 in 1983; pursuant to P.A. 11-51, “gate; P.A. 3-1” was \
                 changed; (Revisor's note: A gate; P.A. 05-1 was lost); June Sp. Sess. P.A. 09-1 hung a gate."
            ),
            [
                "P.A. 75-1",
                "P.A. 76-2 + P.A. 76-3 + P.A. 77-4",
                "Revisors",
                "Revisors",
                "Revisors",
                "June Sp. Sess. P.A. 09-1"
            ]
        );
        assert_eq!(authors("P.A. 75-1 (lost a sign; P.A. 76-1 found it"), ["P.A. 75-1", "P.A. 76-1"]);
        assert_eq!(
            authors("P.A. 04-5, effective June 3, 2004, and P.A. 04-7, effective June 4, 2004, both did"),
            ["P.A. 04-5 + P.A. 04-7"]
        );
    }

    #[test]
    fn a_year_means_the_acts_in_the_credits() {
        assert_eq!(
            authors(
                "1969 act made gates; 1971 act closed them; 1972 acts hung them; 1972 act painted one; 1963 act left"
            ),
            ["1969, P.A. 828", "1971, P.A. 5", "1972, P.A. 6 + 1972, P.A. 7", "some act of 1972", "some act of 1963"]
        );
        assert_eq!(
            authors("Later 1971 act did; 1969 and 1971 acts did"),
            ["some act of 1971", "1969, P.A. 828 + 1971, P.A. 5"]
        );
        assert_eq!(authors("1969 and 1972 acts did"), [""]);
    }

    #[test]
    fn silence_is_the_first_of_october() {
        assert_eq!(
            dates(
                "1969 act did; P.A. 75-1 made effective gates; June Sp. Sess. P.A. 09-1 did; Sept. Sp. Sess. P.A. 09-2 did; \
                 Nov. 15 Sp. Sess. P.A. 01-2 did; P.A. 75-1 and 75-2 did; P.A. 75-1 and 76-2 did; Sec. 3-1 transferred in 1983"
            ),
            [
                "1969-10-01 by default",
                "1975-10-01 by default",
                "2009-10-01 by default",
                "",
                "2002-10-01 by default",
                "1975-10-01 by default",
                "",
                ""
            ]
        );
        assert_eq!(
            dates("P.A. 75-1 changed effective date of P.A. 74-1 (effective May 1, 1975, said the note)"),
            ["1975-10-01 by default"]
        );
    }

    #[test]
    fn a_date_that_governs_the_entry() {
        for note in [
            "P.A. 75-1 effective July 1, 1976",
            "P.A. 75-1 closed gates, effective July 1, 1976.",
            "P.A. 75-1, effective July 1, 1976, closed gates",
            "P.A. 75-1 closed gates, effective July 1, 1976, and applicable to gates of wood on and after May 1, 1975",
            "P.A. 75-1 closed gates, effective July 1, 1976 (Revisor's note: It was effective May 2, 1977)",
            "P.A. 75-1 closed gates, effective July 1, 1976, and opened them, effective July 1, 1976",
        ] {
            assert_eq!(dates(note), ["1976-07-01"], "{note}");
        }
    }

    #[test]
    fn dates_that_leave_a_doubt() {
        for note in [
            "P.A. 75-1 closed gates, effective July 1, 1976, and opened doors, effective July 1, 1977",
            "P.A. 75-1 closed gates and, effective July 1, 1976, opened doors",
            "P.A. 75-1 closed gates, effective July 1, 1976, and opened doors",
            "P.A. 75-1 closed gates, effective July 1, 1976, until July 1, 1977",
            "P.A. 75-1 closed gates, effective July 1, 1976, but failed to take effect",
            "P.A. 75-1 closed gates, effective upon passage",
            "P.A. 75-1 closed gates, effective the later of July 1, 1976, or a vote",
            "P.A. 75-1 closed gates, effective July, 1976",
            "P.A. 75-1 closed ten gates, of which two are effective July 1, 1977, effective July 1, 1976",
        ] {
            assert_eq!(dates(note), [""], "{note}");
        }
    }

    #[test]
    fn each_of_two_dates_ends_its_part() {
        let at = |note: &str, word: &str| {
            let entries = history(note, &[]);
            entries[0].effective_at(note.find(word).unwrap()).map(|effective| effective.date.to_string())
        };
        let two = "P.A. 75-1 closed gates, effective July 1, 1976, and opened doors, effective July 1, 1977";
        assert_eq!(at(two, "gates").as_deref(), Some("1976-07-01"));
        assert_eq!(at(two, "doors").as_deref(), Some("1977-07-01"));
        let half = "P.A. 75-1 closed gates and, effective July 1, 1976, opened doors";
        assert_eq!((at(half, "gates"), at(half, "doors")), (None, None));
        assert_eq!(at("P.A. 75-1 closed gates", "gates").as_deref(), Some("1975-10-01"));
    }
}
