//! Collects what the United States Code punishes while its edition is read, and counts what is not understood. Its
//! history is not read: every period begins on the edition's day.

use std::collections::BTreeMap;
use std::path::Path;

use super::Line;
use super::penalties;
use super::provisions::{self, Provisions};
use crate::import::conditions;
use crate::import::offense_file;
use crate::import::output::Output;
use crate::import::unread::{self, Unread};
use crate::law::{Code, Figure, Grade, History, Law, Offense, Period, Pinpoint, Section};

/// The titles whose penalties are read.
const TITLES: [u32; 7] = [8, 18, 21, 22, 26, 31, 42];

/// What was read for every period that does not say.
const SOURCE: &str = "text, edition of April 2023";

/// The offenses and the coverage.
#[derive(Default)]
pub(in crate::import) struct Offenses {
    offenses: Vec<Offense>,
    sentences: usize,
    read: usize,
    unread: Vec<Unread>,
}

impl Offenses {
    /// Reads the offense of a section in force, if it has one.
    pub(in crate::import) fn note(&mut self, line: &Line, law: &Law) {
        let Some(number) = line.section.as_deref().filter(|_| TITLES.contains(&line.title)) else { return };
        let Some(section) = Section::from_table(&format!("{}:{number}", line.title)) else { return };
        if line.title == 18 && is_procedure(number) {
            return;
        }
        let grades = self.grades(&section, &line.text);
        if grades.is_empty() {
            return;
        }
        let period = Period {
            from: law.through(Code::UnitedStates),
            act: None,
            basis: "edition text; start not known".to_owned(),
            source: String::new(),
            name: None,
            note: None,
            grades,
        };
        let (name, note) = (None, None);
        let (history, penalty_in, periods) = (History::UnknownBefore, Vec::new(), vec![period]);
        self.offenses.push(Offense { section, name, also_called: Vec::new(), history, note, penalty_in, periods });
    }

    fn grades(&mut self, section: &Section, text: &str) -> Vec<Grade> {
        let provisions = Provisions::new(text);
        let mut grades: Vec<Grade> = Vec::new();
        let mut elsewhere = false;
        for sentence in provisions.sentences() {
            let words = &text[sentence.clone()];
            let found = penalties::find(words);
            let left_over = penalties::left_over(words, &found);
            elsewhere |= penalties::points_elsewhere(words);
            if found.is_empty() && !left_over {
                continue;
            }
            self.sentences += 1;
            let mut places: Vec<Pinpoint> =
                found.iter().map(|found| provisions.pinpoint(sentence.start + found.place.start)).collect();
            if let [only] = places.as_mut_slice() {
                // "(a) Whoever (1) paints a gate; or (2) a post, shall be fined": said of all of (a).
                let begins = sentence.start + provisions::first_word(words);
                *only = common(&[provisions.pinpoint(begins)], only);
            }
            let ranges: Vec<_> = found.iter().map(|found| found.place.clone()).collect();
            if left_over {
                let pinpoint = provisions.pinpoint(sentence.end.saturating_sub(1));
                grades.push(Grade {
                    pinpoint: common(&places, &pinpoint),
                    unknown: Figure::ALL.to_vec(),
                    ..Grade::default()
                });
                let reason = "a penalty of no known form".to_owned();
                self.unread.push(Unread { section: section.clone(), pinpoint, reason });
                continue;
            }
            self.read += 1;
            // Where it is not plain what tells penalties apart, each is still one that the section carries.
            let conditions = conditions::distinguish(words, &ranges).unwrap_or_else(|| vec![None; places.len()]);
            grades.extend(found.into_iter().zip(conditions).zip(places).map(|((found, condition), pinpoint)| Grade {
                pinpoint,
                condition,
                ..found.grade
            }));
        }
        grades.dedup();
        // What another provision sets is not read: whatever is said may be that.
        if elsewhere && !grades.is_empty() {
            grades.push(Grade { unknown: Figure::ALL.to_vec(), note: Some(ELSEWHERE.to_owned()), ..Grade::default() });
        }
        grades
    }

    /// A file for each title, what was not read, and how much was.
    pub(in crate::import) fn outputs(&self, folder: &Path) -> Vec<Output> {
        let mut outputs = offense_file::outputs(folder, &self.offenses, SOURCE);
        outputs.push(unread::output(folder, &self.unread));
        let text = format!(
            "# Written by `lawlint law import`: how much of the edition is in `offenses/`; the rest is in `unread.tsv`.\n\
             # Sentences of titles 8, 18 (without procedure), 21, 22, 26, 31 and 42 that impose a penalty.\n\
             classifying = {{ sentences = {}, read = {} }}\n",
            self.sentences, self.read
        );
        outputs.push(Output { path: folder.join("coverage.toml"), text, counts: BTreeMap::new() });
        outputs
    }
}

const ELSEWHERE: &str = "set by reference to another provision";

/// Title 18 from § 3001 on is procedure and sentences; three of its sections define offenses besides.
fn is_procedure(number: &str) -> bool {
    let digits: String = number.chars().take_while(char::is_ascii_digit).collect();
    !["3121", "3146", "3600A"].contains(&number) && digits.parse().is_ok_and(|number: u32| number >= 3001)
}

/// The outermost paragraph that holds what was not understood: all that is said of any part of it may be true.
fn common(places: &[Pinpoint], last: &Pinpoint) -> Pinpoint {
    let mut shared: Vec<&str> = last.parts();
    for place in places {
        let same = shared.iter().zip(place.parts()).take_while(|(left, right)| **left == *right).count();
        shared.truncate(same);
    }
    Pinpoint::from_parts(&shared).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn grades(text: &str) -> Vec<String> {
        let section = Section::from_table("18:1").expect("a section");
        let grades = Offenses::default().grades(&section, text);
        grades
            .iter()
            .map(|grade| format!("{} {:?}", grade.pinpoint, grade.maximum.map(|own| own.to_string())))
            .collect()
    }

    #[test]
    fn a_penalty_after_a_list_is_of_all_of_it() {
        let list = "(a) Whoever\n(1) paints a gate; or\n(2) paints a post, shall be imprisoned not more than 5 years.";
        assert_eq!(grades(list), ["(a) Some(\"5 years\")"]);
        let alone = "(f)\n(1) Whoever paints a gate shall be imprisoned not more than 5 years.";
        assert_eq!(grades(alone), ["(f)(1) Some(\"5 years\")"]);
        let each = "(b) Whoever violates (a) shall\n(1) if it is a gate, be imprisoned not more than 2 years; and\n(2) if it is \
                    a post, be imprisoned not more than 3 years.";
        assert_eq!(grades(each), ["(b)(1) Some(\"2 years\")", "(b)(2) Some(\"3 years\")"]);
    }

    #[test]
    fn a_penalty_set_elsewhere_leaves_the_section_open() {
        let told = grades(
            "(a) Whoever paints shall be imprisoned not more than 2 years.\n(b) Whoever attempts it is subject to the same penalties.",
        );
        assert_eq!(told, ["(a) Some(\"2 years\")", " None"]);
    }

    #[test]
    fn title_18_from_3001_on_is_procedure() {
        assert!(["3001", "3559", "3600", "4001"].into_iter().all(is_procedure));
        assert!(!["1", "2725", "3121", "3146", "3600A"].into_iter().any(is_procedure));
    }
}
