//! Turns a line of the United States Code into rows. A section's number carries its title: `18:1591`.

mod offenses;
mod penalties;
mod provisions;

use std::sync::LazyLock;

use jiff::civil::Date;
use regex::Regex;
use serde::Deserialize;

use super::catchline::one_space;
use super::dates::{self, DATE};
use super::numbers;
use super::table::{Authority, Row, Status, Table};

pub(super) use offenses::Offenses;

/// A line of the edition.
#[derive(Deserialize)]
pub(super) struct Line {
    pub(super) title: u32,
    pub(super) chapter: Option<String>,
    pub(super) section: Option<String>,
    pub(super) heading: String,
    pub(super) text: String,
    /// `(Added Pub. L. 117–328, div. P, …)`, where the edition has credits.
    #[serde(default)]
    #[cfg_attr(not(test), expect(dead_code, reason = "no penal title with credits was at hand to read the past from"))]
    pub(super) source_credit: Option<String>,
    /// What changed and when, where the edition has notes.
    #[serde(default)]
    #[cfg_attr(not(test), expect(dead_code, reason = "no penal title with notes was at hand to read the past from"))]
    pub(super) notes: Vec<Note>,
}

/// A note to a section.
#[derive(Debug, PartialEq, Eq, Deserialize)]
pub(super) struct Note {
    /// `amendments`, `effectiveDate`, `effectiveDateOfAmendment` and the like, as USLM has them.
    pub(super) topic: String,
    /// A paragraph a line.
    pub(super) text: String,
}

/// Adds the sections of a line to the table; says whether the line names any.
pub(super) fn read(line: &Line, table: &mut Table) -> Result<bool, String> {
    let Some(section) = &line.section else {
        return Ok(false);
    };
    let list = numbers::list(None, section).whole()?;
    if list.numbers.is_empty() || !list.rest.is_empty() {
        return Err(format!("{section:?} is no section number"));
    }
    let fate = fate(&one_space(&line.heading))?;
    let alone = list.numbers.len() == 1;
    let sections: Vec<String> = list.numbers.into_iter().chain(fate.others).collect();
    let chapter = chapter(line.chapter.as_deref().unwrap_or_default());
    let titled = |number: &String| format!("{}:{number}", line.title);
    for (index, section) in sections.iter().enumerate() {
        let to = match fate.to.get(index) {
            _ if sections.len() == 1 => fate.to.iter().map(titled).collect(),
            Some(one) if fate.to.len() == sections.len() => vec![titled(one)],
            _ => Vec::new(),
        };
        let row = Row { chapter: chapter.clone(), to, ..fate.row.clone() };
        let own = alone && index == 0;
        table.add(titled(section), if own { Authority::OwnLine } else { Authority::Range }, row);
    }
    Ok(true)
}

/// What a heading says of its sections.
struct Fate {
    /// Further numbers in front of a marker: `, 1009. Repealed.`
    others: Vec<String>,
    row: Row,
    /// `Renumbered § 8456`
    to: Vec<String>,
}

/// A heading that is nothing but a marker: `Repealed. Pub. L. …`, `Omitted]`, `Renumbered § 8456]`.
/// `Vacant office` and `Reserved funds` are names.
static MARKER: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?x)^ [.\s\[]* (?<word> Repealed\ or\ Omitted | Repealed | Omitted | Transferred | Renumbered
                               | Reserved | Vacant )
              (?: \]? | \.\ (?<act> .* ) | \ §+ (?<to> .* ) )$",
    )
    .expect("the pattern is valid")
});

fn fate(heading: &str) -> Result<Fate, String> {
    let list = match heading.strip_prefix(',') {
        Some(list) => numbers::list(None, list).whole()?,
        None => numbers::List { rest: heading, ..numbers::List::default() },
    };
    let Some(marker) = MARKER.captures(list.rest) else {
        let catchline = without_footnote_marks(heading);
        let row = Row { catchline, ..Row::new(Status::InForce) };
        return Ok(Fate { others: Vec::new(), row, to: Vec::new() });
    };
    let group = |name| marker.name(name).map_or("", |group| group.as_str());
    let status = match group("word") {
        "Repealed" => Status::Repealed,
        // A number left vacant by a repeal or a renumbering holds no section.
        "Reserved" | "Vacant" => Status::Reserved,
        "Transferred" | "Renumbered" => Status::Transferred,
        _ => Status::Omitted,
    };
    let (act, effective) = act_and_date(group("act"));
    let basis = if effective.is_some() { "stub" } else { "" };
    let row = Row { act, effective, basis, ..Row::new(status) };
    Ok(Fate { others: list.numbers, row, to: numbers::list(None, group("to")).numbers })
}

/// `Pub. L. 115–244, div. B, § 118(a) , Sept. 21, 2018 , 132 Stat. 2930` is its first part; the date after
/// it is the approval. `eff. Sept. 1, 1948` is the effective date.
fn act_and_date(source: &str) -> (String, Option<Date>) {
    static END: LazyLock<Regex> = LazyLock::new(|| {
        let end = format!(r"\s?,? (?:formerly|as added)\b|\s?, (?:{DATE}|\d+A? Stat\b)|\s?;|\s\]$");
        Regex::new(&end).expect("the pattern is valid")
    });
    static EFFECTIVE: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(&format!(r"\beff\. ({DATE})")).expect("the pattern is valid"));
    let act = END.split(source).next().unwrap_or_default();
    let act = act.replace(" ,", ",").replace(" –", "–").replace(" .", ".");
    let effective = EFFECTIVE.captures(source).and_then(|date| dates::parse(&date[1]));
    (act, effective)
}

/// The copy runs the mark of a footnote into the heading: `1 Joint Safety Council`, `Forfeiture 1`.
fn without_footnote_marks(heading: &str) -> String {
    let starts_name = |name: &&str| name.starts_with(|first: char| first.is_uppercase());
    let name = heading.strip_prefix("1 ").filter(starts_name).unwrap_or(heading);
    let name = name.strip_suffix(" 1").unwrap_or(name);
    name.trim_end_matches('.').to_owned()
}

/// `77` of `CHAPTER 77— PEONAGE`.
fn chapter(heading: &str) -> String {
    let number = heading.trim_start_matches('[').strip_prefix("CHAPTER ").unwrap_or_default();
    number.split('—').next().unwrap_or_default().trim().replace('–', "-")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn body(section: &str, heading: &str) -> String {
        let chapter = Some("CHAPTER 11B— GATES".to_owned());
        let (section, heading, text) = (Some(section.into()), heading.into(), String::new());
        let line = Line { title: 9, chapter, section, heading, text, source_credit: None, notes: Vec::new() };
        let mut table = Table::default();
        assert!(read(&line, &mut table).unwrap());
        table.body()
    }

    #[test]
    fn sections_in_force() {
        assert_eq!(body("12A", "1 Gates\u{a0} and  posts 1"), "9:12A\tin-force\t11B\tGates and posts\n");
        for name in ["Vacant office", "Reserved funds", "Transferred or reemployed employees"] {
            assert_eq!(body("1", name), format!("9:1\tin-force\t11B\t{name}\n"));
        }
    }

    #[test]
    fn repeals() {
        let heading = "Repealed. Pub. L. 115–244, div. B, § 118(a) , (b)(5), Sept. 21, 2018 , 132 Stat. 2930 ]";
        let act = "Pub. L. 115–244, div. B, § 118(a), (b)(5)";
        assert_eq!(body("7", heading), format!("9:7\trepealed\t11B\t\t{act}\n"));
        let heading = "Repealed. June 25, 1948, ch. 645, § 21 , 62 Stat. 862 , eff. Sept. 1, 1948";
        let act = "June 25, 1948, ch. 645, § 21";
        let expected =
            format!("9:7\trepealed\t11B\t\t{act}\t1948-09-01\tstub\n9:7a\trepealed\t11B\t\t{act}\t1948-09-01\tstub\n");
        assert_eq!(body("7 to 7a", heading), expected);
        let heading = "Repealed. Pub. L. 93–203, § 714 , formerly § 614, Dec. 28, 1973 , 87 Stat. 883 ; more";
        assert_eq!(body("7", heading), "9:7\trepealed\t11B\t\tPub. L. 93–203, § 714\n");
    }

    #[test]
    fn markers() {
        let row = |number: &str, status: &str, to: &str| {
            let line = format!("9:{number}\t{status}\t11B\t\t\t\t\t{to}");
            format!("{}\n", line.trim_end())
        };
        assert_eq!(body("7", "Omitted]"), row("7", "omitted", ""));
        assert_eq!(body("7", "Repealed or Omitted"), row("7", "omitted", ""));
        assert_eq!(body("7", "[Reserved]"), row("7", "reserved", ""));
        assert_eq!(body("7", "Vacant]"), row("7", "reserved", ""));
        assert_eq!(body("7", "Renumbered § 8]"), row("7", "transferred", "9:8"));
        assert_eq!(body("7", "Renumbered §§ 8 and 9]"), row("7", "transferred", "9:8,9:9"));
        let two = row("7", "transferred", "9:17") + &row("8", "transferred", "9:18");
        assert_eq!(body("7 to 8", "Renumbered §§ 17 to 18]"), two);
        let three = row("7", "omitted", "") + &row("7-1", "omitted", "") + &row("7-2", "omitted", "");
        assert_eq!(body("7", ", 7–1, 7–2. Omitted"), three);
    }
}
