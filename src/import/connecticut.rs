//! Turns a line of the General Statutes into rows, one for each number that the line stands for.

mod changes;
mod figures;
mod grades;
mod grouping;
mod links;
mod note_words;
mod offenses;
mod penalties;
#[cfg(test)]
#[path = "connecticut/tests.rs"]
mod penalty_tests;
mod periods;
mod provisions;
mod renames;
mod undo;

pub(super) use offenses::Offenses;

use serde::Deserialize;

use super::catchline;
use super::heading::{self, Lead};
use super::stub::{self, Fate};
use super::table::{Authority, Row, Status, Table};

/// A line of the edition.
#[derive(Deserialize)]
pub(super) struct Line {
    pub(super) section: String,
    pub(super) chapter: Option<String>,
    pub(super) chapter_name: Option<String>,
    pub(super) heading: String,
    pub(super) text: String,
}

impl Line {
    /// Whether the section is law with a repeal ahead.
    pub(super) fn is_to_be_repealed(&self) -> bool {
        self.heading.starts_with("(Note: This section is repeale")
    }
}

/// Adds the sections of a line to the table.
pub(super) fn read(line: &Line, table: &mut Table) -> Result<(), String> {
    if !line.section.contains('-') || line.section.contains(char::is_whitespace) {
        return Err(format!("{:?} is no section number", line.section));
    }
    let heading = heading::lead(&line.section, &line.heading)?;
    let text = heading::lead(&line.section, line.text.trim())?;
    let fate = stub::fate(heading.rest, text.rest)?;
    let sections = sections(line, &heading, &text, &fate);
    let rows = rows(line, &heading, fate, sections.len());
    for (section, row) in sections.iter().zip(rows) {
        for target in &row.to {
            table.add(target.clone(), Authority::Target, Row::new(Status::Attested));
        }
        let own = *section == line.section;
        table.add(section.clone(), if own { Authority::OwnLine } else { Authority::Range }, row);
    }
    add_former_numbers(&heading.former, &sections, table);
    Ok(())
}

/// The numbers that the line stands for, its own first. A stub's sentence may name more than its heading
/// does. A number of another title in either is a slip, and so is a sentence that does not name its line.
fn sections(line: &Line, heading: &Lead<'_>, text: &Lead<'_>, fate: &Fate) -> Vec<String> {
    let title = line.section.split_inclusive('-').next().unwrap_or_default();
    let named = match fate {
        Fate::Repealed { named, .. } if named.contains(&line.section) => named.as_slice(),
        _ => &[],
    };
    let mut sections = vec![line.section.clone()];
    for section in heading.others.iter().chain(&text.others).chain(named) {
        if section.starts_with(title) && !sections.contains(section) {
            sections.push(section.clone());
        }
    }
    sections
}

fn rows(line: &Line, heading: &Lead<'_>, fate: Fate, sections: usize) -> Vec<Row> {
    // A stub's heading is cut to its first sentence; a line without its text repeats the whole of it.
    let whole = fate == Fate::NotShown && heading.rest.ends_with('.');
    let mut row = Row::new(status(line, &fate, sections));
    row.chapter = line.chapter.clone().unwrap_or_default();
    let mut moved_to = Vec::new();
    match fate {
        Fate::Repealed { act, effective, .. } => {
            row.act = act.unwrap_or_default();
            row.basis = if effective.is_some() { "stub" } else { "" };
            row.effective = effective;
        }
        Fate::Transferred { to } => moved_to = pair(&to, sections),
        Fate::InForce | Fate::Reserved | Fate::Obsolete | Fate::NotShown => {}
    }
    let names = catchline::names(heading.rest, sections, whole);
    let moved_to = moved_to.into_iter().chain(std::iter::repeat(Vec::new()));
    names.into_iter().zip(moved_to).map(|(catchline, to)| Row { catchline, to, ..row.clone() }).collect()
}

fn status(line: &Line, fate: &Fate, sections: usize) -> Status {
    // The edition prints several sections under one heading only when they are gone: every such line
    // that has its text says repealed, transferred, reserved or obsolete.
    let chapter_is_gone = line.chapter_name.as_ref().is_some_and(|name| name.contains(" repeale"));
    match fate {
        Fate::InForce => Status::InForce,
        Fate::Repealed { .. } => Status::Repealed,
        Fate::Transferred { .. } => Status::Transferred,
        Fate::Reserved => Status::Reserved,
        Fate::Obsolete => Status::Omitted,
        Fate::NotShown if sections > 1 || chapter_is_gone => Status::Repealed,
        Fate::NotShown => Status::Attested,
    }
}

/// Where each of `sections` went: one to one when there are as many targets, all to one, one to all; else
/// it is not known.
fn pair(to: &[String], sections: usize) -> Vec<Vec<String>> {
    match (to.len(), sections) {
        (targets, sections) if targets == sections => to.iter().map(|one| vec![one.clone()]).collect(),
        (1, _) | (_, 1) => vec![to.to_vec(); sections],
        _ => vec![Vec::new(); sections],
    }
}

fn add_former_numbers(former: &[String], sections: &[String], table: &mut Table) {
    for (former, to) in former.iter().zip(pair(sections, former.len())) {
        // A number without its hyphen is what the copy left of one.
        if former.contains('-') {
            let row = Row { to, ..Row::new(Status::Transferred) };
            table.add(former.clone(), Authority::FormerNote, row);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows_of(section: &str, heading: &str, text: &str) -> Table {
        let (heading, text) = (heading.to_owned(), text.to_owned());
        let chapter = Some("99".to_owned());
        let line = Line { section: section.to_owned(), chapter, chapter_name: None, heading, text };
        let mut table = Table::default();
        read(&line, &mut table).unwrap();
        table
    }

    #[test]
    fn a_repealed_range() {
        let table = rows_of(
            "3-1",
            "to 3-3. - Gates: Class D felony",
            "Sections 3-1 to 3-3, inclusive, are repealed, effective July 1, 2017.\n\n(P.A. 17-5, S. 9.)",
        );
        assert_eq!(
            table.body(),
            "3-1\trepealed\t99\tGates\tP.A. 17-5, S. 9\t2017-07-01\tstub\n\
             3-2\trepealed\t99\t\tP.A. 17-5, S. 9\t2017-07-01\tstub\n\
             3-3\trepealed\t99\t\tP.A. 17-5, S. 9\t2017-07-01\tstub\n"
        );
    }

    #[test]
    fn a_stub_that_names_more_than_its_heading_and_a_slip() {
        let table = rows_of("3-1", "Gates", "Sections 3-1, 3-1a and 33-1b are repealed.\n\n(P.A. 17-5.)");
        assert_eq!(table.body(), "3-1\trepealed\t99\tGates\n3-1a\trepealed\t99\n");
        let other = rows_of("3-1", "Gates", "Section 3-7 is repealed.\n\n(P.A. 17-5.)");
        assert_eq!(other.body(), "3-1\trepealed\t99\tGates\n");
    }

    #[test]
    fn transferred_ranges() {
        let moved = "to 3-2. - Transferred to Chapter 5, Secs. 5-1 and 5-1a.";
        let expected = "3-1\ttransferred\t99\t\t\t\t\t5-1\n3-2\ttransferred\t99\t\t\t\t\t5-1a\n\
                        5-1\tattested\n5-1a\tattested\n";
        assert_eq!(rows_of("3-1", moved, moved).body(), expected);
        let uneven = "and 3-2. - Transferred to Chapter 5, Secs. 5-1 to 5-3, inclusive.";
        let expected = "3-1\ttransferred\t99\n3-2\ttransferred\t99\n";
        assert_eq!(rows_of("3-1", uneven, uneven).body(), expected);
        let both = "and 3-2. - Transferred to Chapter 5, Sec. 5-1(a) and (b), respectively.";
        let expected = "3-1\ttransferred\t99\t\t\t\t\t5-1\n3-2\ttransferred\t99\t\t\t\t\t5-1\n\
                        5-1\tattested\n";
        assert_eq!(rows_of("3-1", both, both).body(), expected);
    }

    #[test]
    fn former_numbers_are_transferred() {
        let table = rows_of("3-1", "(Formerly Sec. 1-9). - Gates.", "No gate.\n\n(P.A. 17-5.)");
        let expected = "1-9\ttransferred\t\t\t\t\t\t3-1\n3-1\tin-force\t99\tGates\n";
        assert_eq!(table.body(), expected);
    }

    #[test]
    fn lines_without_their_text() {
        let alone = rows_of("3-1", "Gates.", "Gates.").body();
        assert_eq!(alone, "3-1\tattested\t99\tGates\n");
        let grouped = rows_of("3-1", "and 3-2. - Gates. Posts.", "and 3-2. - Gates. Posts.").body();
        assert_eq!(grouped, "3-1\trepealed\t99\tGates\n3-2\trepealed\t99\tPosts\n");
    }

    #[test]
    fn a_line_of_its_own_beats_a_range() {
        let mut table = rows_of("3-1", "to 3-3. - Reserved for future use.", "");
        let (heading, text) = ("Gates.".to_owned(), "No gate.\n\n(P.A. 17-5.)".to_owned());
        let line = Line { section: "3-2".to_owned(), chapter: None, chapter_name: None, heading, text };
        read(&line, &mut table).unwrap();
        let expected = "3-1\treserved\t99\n3-2\tin-force\t\tGates\n3-3\treserved\t99\n";
        assert_eq!(table.body(), expected);
    }
}
