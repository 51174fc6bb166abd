//! What the headings of a table's columns say that is in them, and the cells of its rows. Never reads what a cell states.

use std::sync::LazyLock;

use regex::Regex;

use crate::jurisdiction::other_states::names_a_state;

/// What the columns of a table hold, as far as its heading says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Columns {
    subject: bool,
    pub(super) class: Option<usize>,
    /// What the class's heading says of the level: "Felony class".
    pub(super) level: &'static str,
    pub(super) term: Option<usize>,
    pub(super) fine: Option<usize>,
    /// A term and a fine together: "Penalty".
    pub(super) penalty: Option<usize>,
    /// "Mandatory minimum", "Part that may not be suspended".
    pub(super) minimum: Option<usize>,
    /// Whether the term's heading is "Sentence" alone: one length there may be what somebody got.
    pub(super) bare_sentence: bool,
}

impl Columns {
    /// Adds the column of that index, which is headed so.
    fn add(&mut self, index: usize, words: &str) {
        let names = |pattern: &LazyLock<Regex>| pattern.is_match(words);
        let column = Some(index);
        // "Old class", "Class before 2017" and "Average sentence" are not the law of the day.
        if words.is_empty() || is_of_another(words) {
            return;
        }
        if names(&CLASS) {
            self.class = self.class.or(column);
            let heading = words.to_ascii_lowercase();
            let level = ["felony", "misdemeanor"].into_iter().find(|level| heading.contains(level));
            self.level = level.unwrap_or_default();
        } else if names(&SUBJECT) {
            self.subject = true;
        } else if names(&MINIMUM) {
            // The least of a term may be suspended: "Minimum | Maximum".
            let is_mandatory = ["mandat", "suspend"].iter().any(|part| words.to_ascii_lowercase().contains(part));
            self.minimum = self.minimum.or(column.filter(|_| is_mandatory));
        } else if names(&PENALTY) {
            self.penalty = self.penalty.or(column);
        } else if names(&TERM) {
            self.term = self.term.or(column);
            self.bare_sentence = words.trim_matches(['*', '_', ' ']).eq_ignore_ascii_case("sentence");
        } else if names(&FINE) {
            self.fine = self.fine.or(column);
        }
    }

    fn figures(self) -> Option<usize> {
        self.term.or(self.fine).or(self.penalty).or(self.minimum)
    }

    /// Whether any column tells of a penalty.
    pub(super) fn tell_a_penalty(self) -> bool {
        self.class.or(self.figures()).is_some()
    }

    /// The same of another column, where there is but one.
    pub(super) fn at(self, index: usize) -> Columns {
        let moved = |column: Option<usize>| column.map(|_| index);
        Columns {
            class: moved(self.class),
            term: moved(self.term),
            fine: moved(self.fine),
            penalty: moved(self.penalty),
            minimum: moved(self.minimum),
            ..self
        }
    }

    /// Whether the rows are about offenses or sections.
    pub(super) fn are_of_offenses(self) -> bool {
        self.subject
    }

    /// Whether the rows are about classes: "Class | Prison | Fine".
    pub(super) fn are_of_classes(self) -> bool {
        !self.subject && self.class.is_some()
    }
}

/// Reads a heading: one that names a column for what is punished and at least one for how, be it a class that is.
pub(super) fn of_heading(row: &str) -> Option<Columns> {
    const LONGEST: usize = 400;
    if row.len() > LONGEST {
        return None;
    }
    let mut columns = Columns::default();
    for (index, (_, words)) in cells(row).into_iter().enumerate() {
        columns.add(index, words);
    }
    let Columns { subject, class, .. } = columns;
    (subject && class.or(columns.figures()).is_some() || class.is_some() && columns.figures().is_some())
        .then_some(columns)
}

/// What one column holds, the first, if its heading is `words`.
pub(super) fn of_label(words: &str) -> Columns {
    let mut columns = Columns::default();
    if !is_of_cases(words) {
        columns.add(0, words);
    }
    columns
}

/// Whether a column that is headed so makes the table one of cases, which tells what became of each.
pub(super) fn is_of_cases(words: &str) -> bool {
    CASES.is_match(words)
}

/// Whether a column that is headed so is of something else than the law of the day: "Average sentence", "Class before 2017".
pub(super) fn is_of_another(words: &str) -> bool {
    FOREIGN.is_match(words) || OTHER_TIME.is_match(words) || names_a_state(words) || is_postal_code(words)
}

/// Whether a heading is two capitals, as the postal codes of other states are: "CT | NY".
fn is_postal_code(words: &str) -> bool {
    words.len() == 2 && words.bytes().all(|byte| byte.is_ascii_uppercase()) && !["CT", "ID"].contains(&words)
}

macro_rules! heading {
    ($($name:ident = $pattern:literal;)*) => {
        $(static $name: LazyLock<Regex> =
            LazyLock::new(|| Regex::new(concat!("(?xi-u)", $pattern)).expect("the pattern is valid"));)*
    };
}

heading! {
    SUBJECT = r"^ [*_\s]* (?: (?: connecticut | ct | state ) \s+ )? (?: (?: statut(?:es?|ory) | sections? | citations? | c\.?g\.?s\.? | conn\.? \s+ gen\.? \s+ stat\.? | general \s+ statutes? | laws? | code | offen[cs]es? | crimes? | charges? | degrees? | conduct ) (?-u:\b) | (?u:§) )";
    CLASS = r"^ [*_\s]* (?: (?: offense | crime | felony | misdemeanor | penalty | connecticut | ct ) \s+ )? (?: class(?:ification)? | level | grade ) (?: \s+ of \s+ (?: offense | crime | felony ) )? [*_\s]* $";
    PENALTY = r"^ [*_\s]* (?: (?: maximum | max\. | possible | current ) \s+ )? (?: penalty | penalties | punishment | consequences? ) [*_\s]* $ | ^ [*_\s]* (?: max(?:imum|\.)? | up \s+ to | (?: at \s+ )? most ) [*_\s]* $ | ^ [*_\s]* what \s+ (?: (?:it|that|this) \s+ (?:can|may|could) \s+ (?:cost|bring|mean) | (?:you|they|someone) \s+ (?:can\s+|may\s+|could\s+)? (?:face|get|risk)s? ) (?-u:\b)";
    MINIMUM = r"(?-u:\b) (?: minimum | (?:not|non) [\s-]* (?: be \s+ )? suspend (?:ed|able) )";
    TERM = r"(?-u:\b) (?: prison | jail | imprisonment | incarceration | sentence | term ) (?-u:\b)";
    FINE = r"(?-u:\b) fines? (?-u:\b)";
    CASES = r"(?-u:\b) (?: plea | pleaded | pled | disposition | defendant | docket | verdict | counts? | cts | outcome | results? | holding | sentence \s+ below | true \s+ or \s+ false | imposed | reduced | convicted \s+ of | inmates? | prisoners? | paid | judge(?u:['’])s | codefendants? | t \s? / \s? f | correct | right \s+ or \s+ wrong | (?: aggravated | enhanced | raised ) \s+ (?: by | if ) | not \s+ included ) (?-u:\b)";
    FOREIGN = r"(?-u:\b) (?: attempt(?:s|ed)? | offers? | average | median | mean | typical | usual | conspiracy | lesser | alternative | bail | bond | probation | town | city | municipal | local | school | juvenile | last | wait | enhance[a-z]* | likely | recommended | expect | best | got | judges | bills? | library | campus | university | college | district | sanctions? | response | remed(?:y|ies) | registration | excluded | here | given | received ) (?-u:\b)";
    OTHER_TIME = r"(?-u:\b) (?: old | former(?:ly)? | previous | before | prior | until | after | since | proposed | changed? | (?:19|20)[0-9][0-9] ) (?-u:\b)";
}

/// The cells of a row with where they begin, without the space around them.
pub(super) fn cells(row: &str) -> Vec<(usize, &str)> {
    let mut cells = Vec::new();
    let mut at = 0;
    let mut cell = |start: usize, end: usize| {
        let words = &row[start..end];
        cells.push((start + words.len() - words.trim_start().len(), words.trim()));
    };
    let sign = ['|', '\t'].into_iter().find(|sign| row.contains(*sign));
    while at <= row.len() {
        let rest = &row[at..];
        // Columns of plain text that are aligned with spaces are two or more apart.
        let found = match sign {
            Some(sign) => rest.find(sign).map(|end| (end, end + 1)),
            None => rest.find("  ").map(|end| (end, rest.len() - rest[end..].trim_start_matches(' ').len())),
        };
        let (end, next) = found.unwrap_or((rest.len(), rest.len() + 1));
        cell(at, at + end);
        at += next;
    }
    cells
}
