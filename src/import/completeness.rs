//! Holds a new edition against the table that it would replace: a part of an edition must not erase the rest. Judges
//! whether parts of the code are missing, not what changed in them.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use super::error::ImportError;
use super::table::Table;

/// Refuses a table that has no section of a chapter in which the old one has sections in force. Where there are no
/// chapters (title 42a, some federal titles) the article or the title takes their place.
///
/// Repeals and transfers leave stubs in the edition, so that no chapter vanishes by law alone.
pub(super) fn check(table: &Table, folder: &Path) -> Result<(), ImportError> {
    let path = folder.join("sections.tsv");
    // Without an old table, or with one that is not text, nothing can be lost.
    let Ok(old) = fs::read_to_string(&path) else {
        return Ok(());
    };
    let new: BTreeSet<Part> =
        table.numbers_and_chapters().flat_map(|(number, chapter)| both(number, chapter)).collect();
    let rows = old.lines().skip(1).filter_map(in_force);
    let lost: Vec<Part> =
        rows.map(|(number, chapter)| Part::of(number, chapter)).filter(|part| !new.contains(part)).collect();
    let sections = lost.len();
    let parts: BTreeSet<Part> = lost.into_iter().collect();
    if parts.is_empty() {
        return Ok(());
    }
    Err(ImportError::Partial { path, sections, parts: parts.iter().map(Part::to_string).collect() })
}

/// A part of a code that is published as a whole.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Part<'a> {
    /// `53a`, `18`; the article `42a-2A` where there are no chapters.
    title: &'a str,
    chapter: &'a str,
}

impl<'a> Part<'a> {
    fn of(number: &'a str, chapter: &'a str) -> Self {
        let title = match number.split_once(':') {
            Some((title, _)) => title,
            None if chapter.is_empty() => number.rsplit_once('-').map_or(number, |(article, _)| article),
            // A chapter may hold sections of several titles, and its number is its own.
            None => "",
        };
        Self { title, chapter }
    }
}

impl std::fmt::Display for Part<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match (self.title, self.chapter) {
            ("", chapter) => write!(f, "chapter {chapter}"),
            (title, "") => write!(f, "{title}"),
            (title, chapter) => write!(f, "title {title} chapter {chapter}"),
        }
    }
}

/// The parts that a section proves to be there: its chapter, and its title or article.
fn both<'a>(number: &'a str, chapter: &'a str) -> [Part<'a>; 2] {
    [Part::of(number, chapter), Part::of(number, "")]
}

/// The number and the chapter of a row of `sections.tsv` that says `in-force`.
fn in_force(row: &str) -> Option<(&str, &str)> {
    let mut fields = row.split('\t');
    let (number, status) = (fields.next()?, fields.next()?);
    let chapter = fields.next().unwrap_or_default();
    (status == "in-force").then_some((number, chapter))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::table::{Authority, Row, Status};

    fn lost(old: &str, new: &[(&str, &str)]) -> Option<(usize, String)> {
        let folder = tempfile::tempdir().unwrap();
        let rows: String =
            old.lines().map(|row| format!("{}\n", row.trim().replace(' ', "\t").replace('?', ""))).collect();
        fs::write(folder.path().join("sections.tsv"), rows).unwrap();
        let mut table = Table::default();
        for (number, chapter) in new {
            let row = Row { chapter: (*chapter).to_owned(), ..Row::new(Status::InForce) };
            table.add((*number).to_owned(), Authority::OwnLine, row);
        }
        match check(&table, folder.path()) {
            Ok(()) => None,
            Err(ImportError::Partial { sections, parts, .. }) => Some((sections, parts.join("; "))),
            Err(other) => panic!("{other}"),
        }
    }

    #[test]
    fn chapters_articles_and_titles_that_are_missing() {
        let old = "section status chapter
                   3-1 in-force 7
                   3-2 in-force 7
                   3-9 repealed 8
                   42a-2-101 in-force ?
                   42a-2A-101 in-force ?
                   9:1 in-force 1
                   10:1 in-force 1";
        let code = [("9:1", "1"), ("10:1", "1")];
        let new = |connecticut: &[(&'static str, &'static str)]| lost(old, &[connecticut, &code].concat());
        assert_eq!(new(&[("4-1", "7"), ("42a-2-7", ""), ("42a-2A-7", "")]), None);
        assert_eq!(new(&[("3-2", "8"), ("42a-2-7", "")]), Some((3, "chapter 7; 42a-2A".to_owned())));
        let federal = lost("\n10:1 in-force 1\n10:5 in-force ?\n", &[("9:1", "1"), ("10:9", "2")]);
        assert_eq!(federal, Some((1, "title 10 chapter 1".to_owned())));
    }

    #[test]
    fn without_an_old_table_nothing_is_lost() {
        let folder = tempfile::tempdir().unwrap();
        assert!(check(&Table::default(), folder.path()).is_ok());
    }
}
