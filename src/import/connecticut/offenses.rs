//! Collects the offenses of the General Statutes while the edition is read, and counts what is not understood.

use std::collections::BTreeMap;
use std::path::Path;

use super::links::Links;
use super::{Line, grades, periods};
use crate::import::acts::{credits, history};
use crate::import::edition_text::EditionText;
use crate::import::offense_file;
use crate::import::output::Output;
use crate::import::unread::{self, Unread};
use crate::law::{Code, History, Law, Offense, Pinpoint, Section};

/// What was read for every period that does not say.
const SOURCE: &str = "text, credits and history note, edition revised to January 1, 2025";

/// The offenses and the coverage.
#[derive(Default)]
pub(in crate::import) struct Offenses {
    offenses: Vec<Offense>,
    sentences: usize,
    class_changes: usize,
    class_changes_read: usize,
    unread: Vec<Unread>,
    links: Links,
}

/// Whether a section is of parts II and III of the Penal Code, §§ 53a-24 to 53a-46g: they class offenses and sentence
/// those who commit them, and define none.
fn is_of_sentences(section: &Section) -> bool {
    let bound = |number| Section::connecticut(number).expect("a number");
    (bound("53a-24")..bound("53a-47")).contains(section)
}

impl Offenses {
    /// Reads the offense of a line, if it has one.
    pub(in crate::import) fn note(&mut self, line: &Line, law: &Law) {
        let text = EditionText::split(&line.text);
        let Some(section) = Section::connecticut(&line.section).filter(|section| !is_of_sentences(section)) else {
            return;
        };
        let imposed = grades::read(text.operative, |sentence| self.links.note(&section, sentence));
        if imposed.sentences == 0 {
            return;
        }
        self.sentences += imposed.sentences;
        for (pinpoint, reason) in imposed.unread {
            self.unread.push(Unread { section: section.clone(), pinpoint, reason: reason.to_owned() });
        }
        let (credits, _) = credits(text.credits);
        let entries = history(text.history, &credits);
        let past = periods::read(
            &section,
            imposed.grades,
            &credits,
            &entries,
            law.through(Code::Connecticut),
            law.classes(Code::Connecticut),
        );
        self.class_changes += past.class_changes;
        self.class_changes_read += past.class_changes_read;
        for act in past.unread {
            let reason = format!("a change of class by {act}");
            self.unread.push(Unread { section: section.clone(), pinpoint: Pinpoint::whole(), reason });
        }
        let (history, periods) = (past.history, past.periods);
        self.offenses.push(Offense {
            section,
            name: None,
            also_called: Vec::new(),
            history,
            note: None,
            penalty_in: Vec::new(),
            periods,
        });
    }

    /// Joins the sections with the places where others punish them; `exists` tells which are law.
    pub(in crate::import) fn link(&mut self, exists: impl Fn(&Section) -> bool) {
        let mut links = std::mem::take(&mut self.links);
        for offense in &mut self.offenses {
            offense.penalty_in = links.take(&offense.section);
        }
        let elsewhere = links.rest().filter(|(section, _)| exists(section));
        self.offenses.extend(elsewhere.map(|(section, penalty_in)| Offense {
            section,
            name: None,
            also_called: Vec::new(),
            history: History::UnknownBefore,
            note: None,
            penalty_in,
            periods: Vec::new(),
        }));
    }

    /// A file for each title, what was not read, and how much was.
    pub(in crate::import) fn outputs(&self, folder: &Path) -> Vec<Output> {
        let mut outputs = offense_file::outputs(folder, &self.offenses, SOURCE);
        outputs.push(unread::output(folder, &self.unread));
        outputs.push(self.coverage(folder));
        outputs
    }

    fn coverage(&self, folder: &Path) -> Output {
        let unread = self.unread.iter().filter(|row| !row.reason.starts_with("a change of class")).count();
        let read = self.sentences - unread.min(self.sentences);
        let text = format!(
            "# Written by `lawlint law import`: how much of the edition is in `offenses/`; the rest is in `unread.tsv`.\n\
             # Sentences of operative text that impose a penalty, and entries of history notes that change a class.\n\
             classifying = {{ sentences = {}, read = {read} }}\n\
             class_changes = {{ clauses = {}, read = {} }}\n",
            self.sentences, self.class_changes, self.class_changes_read
        );
        Output { path: folder.join("coverage.toml"), text, counts: BTreeMap::new() }
    }
}
