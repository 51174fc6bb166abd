//! Numbers that sections in force cite as law and that the edition has no line for: holes of the copy.
//! One citing section may have slipped; two that agree attest the number.

use std::collections::{BTreeMap, BTreeSet};

use crate::check::Threads;
use crate::citation::{self, Form, Target};
use crate::document::{Decoded, Document, Format};
use crate::law::{Code, Law, order};

use super::edition_text::EditionText;
use super::table::{Authority, Row, Status, Table};

/// So many sections must cite a number.
const WITNESSES: usize = 2;

/// Chapters of which the copy of 2025-01-01 is known to lack lines: one witness is enough between two of theirs.
const WITH_HOLES: [&str; 2] = ["246", "185b"];

/// Which sections cite which numbers.
#[derive(Default)]
pub(super) struct Cited {
    by: BTreeMap<String, BTreeSet<String>>,
}

impl Cited {
    /// Notes what the operative text of a section in force, and the revisors' notes to it ("See Sec. 42b-12"), cite.
    pub(super) fn note(&mut self, section: &str, text: &str, law: &Law) {
        let text = format!("Connecticut general statutes\n\n{}", speaking(text));
        let decoded = Decoded::from_text(text);
        let document = Document::parse(decoded, Format::PlainText);
        for cited in citation::find(&document, law, Threads::One) {
            // "section 36-419 of the general statutes, revision of 1958" was law once.
            let after = &document.text[cited.span.end..];
            if after[..after.floor_char_boundary(90)].contains("revision of") {
                continue;
            }
            let plain = matches!(cited.form, Form::Full | Form::List | Form::Short);
            let Some(Target::Section(number, _)) = cited.targets.first().filter(|_| plain) else { continue };
            if number.code() == Code::Connecticut && number.number() != section {
                self.by.entry(number.number().to_owned()).or_default().insert(section.to_owned());
            }
        }
    }

    /// Adds the numbers that enough sections cite and nothing else accounts for, but no known slip.
    pub(super) fn complete(self, table: &mut Table, slips: &[String]) {
        let chapters = table.chapters();
        for (number, witnesses) in self.by {
            let enough = if lies_in_a_hole(&number, &chapters) { 1 } else { WITNESSES };
            let row = Row { basis: "cited", ..Row::new(Status::Attested) };
            match table.status(&number) {
                _ if slips.contains(&number) => {}
                None if witnesses.len() >= enough => table.add(number, Authority::Target, row),
                // A range of reserved numbers that holds one cited as law was drawn too wide.
                Some((Status::Reserved, Authority::Range)) if witnesses.len() >= WITNESSES => {
                    table.add(number, Authority::OwnLine, row);
                }
                _ => {}
            }
        }
    }
}

/// Whether the numbers around `number`, all in order, belong to a chapter that has holes.
fn lies_in_a_hole(number: &str, chapters: &[(String, String)]) -> bool {
    let at = chapters.partition_point(|(other, _)| order::compare(other, number).is_lt());
    let holed = |place: Option<usize>| {
        place.and_then(|place| chapters.get(place)).is_some_and(|(_, chapter)| WITH_HOLES.contains(&chapter.as_str()))
    };
    holed(at.checked_sub(1)) && holed(Some(at))
}

/// The operative text, and the notes after it that point to other sections.
fn speaking(text: &str) -> String {
    let text = EditionText::split(text);
    let notes = text.annotations.split("\n\n").filter(|paragraph| paragraph.starts_with("See Sec"));
    std::iter::once(text.operative).chain(notes).collect::<Vec<_>>().join("\n\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_witnesses_make_a_section() {
        let law = Law::embedded();
        let mut cited = Cited::default();
        cited.note(
            "4-1",
            "As section 14-999 and section 14-998 provide.\n\n(P.A. 01-1, S. 1.)\n\nCited under section 14-997.",
            &law,
        );
        cited.note("4-2", "Under law.\n\n(P.A. 01-1, S. 1.)\n\nSee Sec. 14-999.", &law);
        cited.note("4-3", "Under sections 14-997 and 14-996.", &law);
        cited.note("4-4", "Under section 14-996.", &law);
        let mut table = Table::default();
        cited.complete(&mut table, &["14-996".to_owned()]);
        assert_eq!(table.body(), "14-999\tattested\t\t\t\t\tcited\n");
    }
}
