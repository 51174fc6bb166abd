//! Collects the rows of one `sections.tsv` and settles which statement of a number wins. Takes every row as given.

use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, HashMap};
use std::path::Path;

use jiff::civil::Date;

use super::output::Output;
use crate::law::order;

const COLUMNS: &str = "section\tstatus\tchapter\tcatchline\tact\teffective\tbasis\tto\n";

/// Whether a section is law, or what became of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Status {
    /// The edition has its text.
    InForce,
    /// Repealed, on the row's date if it has one; the date may lie after the edition.
    Repealed,
    /// Moved to other numbers.
    Transferred,
    /// A number without a section.
    Reserved,
    /// Left out of the code: spent, obsolete or classified elsewhere.
    Omitted,
    /// It exists, or is said to, but the edition at hand has no text for it.
    Attested,
}

impl Status {
    /// The word in the table.
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::InForce => "in-force",
            Self::Repealed => "repealed",
            Self::Transferred => "transferred",
            Self::Reserved => "reserved",
            Self::Omitted => "omitted",
            Self::Attested => "attested",
        }
    }
}

/// How well a row is known, least first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Authority {
    /// Named as the place where another section went: it existed, and no more is known.
    Target,
    /// A statement from outside the edition.
    Attestation,
    /// `(Formerly Sec. 19-525)` in the heading of the section that it became.
    FormerNote,
    /// A range or list in another section's line.
    Range,
    /// The section's own line.
    OwnLine,
}

/// One row of `sections.tsv`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Row {
    pub(super) status: Status,
    pub(super) chapter: String,
    pub(super) catchline: String,
    pub(super) act: String,
    pub(super) effective: Option<Date>,
    pub(super) basis: &'static str,
    pub(super) to: Vec<String>,
}

impl Row {
    pub(super) fn new(status: Status) -> Self {
        let empty = String::new;
        let (chapter, catchline, act) = (empty(), empty(), empty());
        Self { status, chapter, catchline, act, effective: None, basis: "", to: Vec::new() }
    }

    /// Takes from a row that lost what this one lacks: where a section went, and, when two sections in
    /// force carry one number (5 U.S.C. 5757), the other's name.
    fn complete(&mut self, other: Row, equal: bool) {
        let both = |status| self.status == status && other.status == status;
        if both(Status::Transferred) && (equal || self.to.is_empty()) {
            self.to.extend(other.to);
            self.to.sort_by(|left, right| order::compare(left, right));
            self.to.dedup();
        } else if both(Status::InForce) && equal && self.catchline != other.catchline {
            self.catchline = format!("{} / {}", self.catchline, other.catchline);
        }
    }

    fn write(&self, section: &str, out: &mut String) {
        let effective = self.effective.map(|date| date.to_string()).unwrap_or_default();
        let to = self.to.join(",");
        let status = self.status.word();
        let fields = [section, status, &self.chapter, &self.catchline, &self.act, &effective, self.basis, &to];
        // Most rows say nothing after the catchline: without the tabs the program is smaller by 400 kB.
        out.push_str(fields.join("\t").trim_end_matches('\t'));
        out.push('\n');
    }
}

/// The rows of one code, one a number.
#[derive(Default)]
pub(super) struct Table {
    rows: HashMap<String, (Authority, Row)>,
}

impl Table {
    pub(super) fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The status of `section`, and on what authority.
    pub(super) fn status(&self, section: &str) -> Option<(Status, Authority)> {
        self.rows.get(section).map(|(authority, row)| (row.status, *authority))
    }

    /// Every number whose chapter is known, with its chapter, in order.
    pub(super) fn chapters(&self) -> Vec<(String, String)> {
        let known = self.rows.iter().filter(|(_, (_, row))| !row.chapter.is_empty());
        let mut chapters: Vec<_> = known.map(|(number, (_, row))| (number.clone(), row.chapter.clone())).collect();
        chapters.sort_by(|(left, _), (right, _)| order::compare(left, right));
        chapters
    }

    /// Every number with its chapter, which may be empty; in no order.
    pub(super) fn numbers_and_chapters(&self) -> impl Iterator<Item = (&str, &str)> {
        self.rows.iter().map(|(number, (_, row))| (number.as_str(), row.chapter.as_str()))
    }

    /// Adds what one line says of `section`. The better authority wins; of equals, the section in force.
    pub(super) fn add(&mut self, section: String, authority: Authority, row: Row) {
        match self.rows.entry(section) {
            Entry::Vacant(place) => {
                place.insert((authority, row));
            }
            Entry::Occupied(mut place) => {
                let (known, kept) = place.get_mut();
                let equal = authority == *known;
                let mut row = row;
                let alive = |row: &Row| row.status == Status::InForce;
                if authority > *known || equal && alive(&row) && !alive(kept) {
                    std::mem::swap(kept, &mut row);
                    *known = authority;
                }
                kept.complete(row, equal);
            }
        }
    }

    /// The file `sections.tsv` in `folder`, with how many sections have each status.
    pub(super) fn output(&self, folder: &Path) -> Output {
        let mut counts = BTreeMap::new();
        for (_, row) in self.rows.values() {
            *counts.entry(row.status.word()).or_default() += 1;
        }
        Output { path: folder.join("sections.tsv"), text: self.text(), counts }
    }

    /// The rows as the file has them, without the heading line.
    #[cfg(test)]
    pub(super) fn body(&self) -> String {
        self.text()[COLUMNS.len()..].to_owned()
    }

    fn text(&self) -> String {
        let mut sections: Vec<_> = self.rows.iter().collect();
        sections.sort_by(|(left, _), (right, _)| order::compare(left, right));
        let mut text = COLUMNS.to_owned();
        for (section, (_, row)) in sections {
            row.write(section, &mut text);
        }
        text
    }
}
