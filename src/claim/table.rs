//! Reads the cells of a table whose heading says what they mean: "B felony" under "Class", "1–20 years" under "Prison".
//! Never decides which section a row is about.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::{Statement, TermStatement, class, fine, minimum, plain_type, term};
use crate::jurisdiction::other_states::names_a_state;
use crate::span::Span;

/// What the columns of a table hold, as far as its heading says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Columns {
    subject: bool,
    class: Option<usize>,
    /// What the class's heading says of the level: "Felony class".
    level: &'static str,
    term: Option<usize>,
    fine: Option<usize>,
    /// A term and a fine together: "Penalty".
    penalty: Option<usize>,
    /// "Mandatory minimum", "Part that may not be suspended".
    minimum: Option<usize>,
    /// Whether the term's heading is "Sentence" alone: one length there may be what somebody got.
    bare_sentence: bool,
}

impl Columns {
    /// Adds the column of that index, which is headed so.
    fn add(&mut self, index: usize, words: &str) {
        let names = |pattern: &LazyLock<Regex>| pattern.is_match(words);
        let column = Some(index);
        // "Old class" and "Class before 2017" are not the law of the day.
        if words.is_empty() || names(&OTHER_TIME) {
        } else if names(&CLASS) {
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
pub(super) fn columns(row: &str) -> Option<Columns> {
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
pub(super) fn column(words: &str) -> Columns {
    let mut columns = Columns::default();
    if !FOREIGN.is_match(words) && !CASES.is_match(words) {
        columns.add(0, words);
    }
    columns
}

macro_rules! heading {
    ($($name:ident = $pattern:literal;)*) => {
        $(static $name: LazyLock<Regex> =
            LazyLock::new(|| Regex::new(concat!("(?xi-u)", $pattern)).expect("the pattern is valid"));)*
    };
}

heading! {
    SUBJECT = r"^ [*_\s]* (?: (?: statut(?:es?|ory) | sections? | citations? | c\.?g\.?s\.? | laws? | code | offen[cs]es? | crimes? | charges? | degrees? | conduct ) (?-u:\b) | (?u:§) )";
    CLASS = r"^ [*_\s]* (?: (?: offense | crime | felony | misdemeanor | penalty | connecticut | ct ) \s+ )? (?: class(?:ification)? | level | grade ) (?: \s+ of \s+ (?: offense | crime | felony ) )? [*_\s]* $";
    PENALTY = r"^ [*_\s]* (?: (?: maximum | max\. | possible | current ) \s+ )? (?: penalty | penalties | punishment | consequences? ) [*_\s]* $ | ^ [*_\s]* (?: max(?:imum|\.)? | up \s+ to | (?: at \s+ )? most ) [*_\s]* $ | ^ [*_\s]* what \s+ (?: (?:it|that|this) \s+ (?:can|may|could) \s+ (?:cost|bring|mean) | (?:you|they|someone) \s+ (?:can\s+|may\s+|could\s+)? (?:face|get|risk)s? ) (?-u:\b)";
    MINIMUM = r"(?-u:\b) (?: minimum | (?:not|non) [\s-]* (?: be \s+ )? suspend (?:ed|able) )";
    TERM = r"(?-u:\b) (?: prison | jail | imprisonment | incarceration | sentence | term ) (?-u:\b)";
    FINE = r"(?-u:\b) fines? (?-u:\b)";
    CASES = r"(?-u:\b) (?: plea | pleaded | pled | disposition | defendant | docket | verdict | counts? | cts | outcome | results? | holding | sentence \s+ below | true \s+ or \s+ false | imposed | reduced | convicted \s+ of ) (?-u:\b)";
    FOREIGN = r"(?-u:\b) (?: attempt(?:s|ed)? | offers? | average | median | mean | typical | usual | conspiracy | lesser | alternative | bail | bond | probation | town | city | municipal | local | school | juvenile | last | wait | enhance[a-z]* | likely | recommended | expect | best | got | judges ) (?-u:\b)";
    NO_PENALTY = r"(?-u:\b) (?: expel(?:led|s)? | expulsion | suspension | school | pay | off | evict(?:ed|ion)? | lease | probation | licen[cs]e | benefits? | employment ) (?-u:\b)";
    OTHER_TIME = r"(?-u:\b) (?: old | former(?:ly)? | previous | before | prior | until | after | since | proposed | changed? | (?:19|20)[0-9][0-9] ) (?-u:\b)";
}

/// What the cells of a row say that their words alone do not; `offset` is where the row begins.
pub(super) fn statements(columns: Columns, row: &str, offset: usize) -> Vec<(Span, Statement)> {
    let cells = cells(row);
    let mut found = Vec::new();
    let mut read = |column: Option<usize>, before: &str, after: &str, find: Finder| {
        let Some((start, words)) = column.and_then(|column| cells.get(column)).copied() else { return };
        if SEVERAL.is_match(words) || NO_PENALTY.is_match(words) {
            return;
        }
        let got = |statement: &Statement| {
            columns.bare_sentence && matches!(statement, Statement::Term(TermStatement::Plain(_)))
        };
        let stated = only(before, words, after, find).filter(|(_, statement)| !got(statement));
        found.extend(stated.map(|(span, statement)| (span.moved(offset + start), statement)));
    };
    let named = columns.class.and_then(|column| cells.get(column)).is_some_and(|(_, words)| has_class(words));
    let letter = columns.class.and_then(|column| cells.get(column)).is_some_and(|(_, words)| words.trim().len() == 1);
    let level = if letter && !columns.level.is_empty() { format!(" {}", columns.level) } else { String::new() };
    read(columns.class, if named { "is a " } else { "is a class " }, &level, class::find);
    read(columns.term, "carries a prison term of ", " in prison", term::find);
    read(columns.fine, "carries a fine of ", "", fine::find);
    read(columns.minimum, "", " of the sentence may not be suspended", minimum::find);
    if let Some((start, words)) = columns.penalty.and_then(|column| cells.get(column)).copied() {
        found.extend(penalties(words, offset + start));
    }
    found
}

/// The parts of a cell that holds more than one figure: "1–20 years; up to $15,000".
fn penalties(words: &str, offset: usize) -> Vec<(Span, Statement)> {
    let mut found = Vec::new();
    let mut at = 0;
    for part in words.split_inclusive([';', '/']) {
        let said = part.trim_end_matches([';', '/']);
        let start = at;
        at += part.len();
        let (before, after, find): (&str, &str, Finder) = match said {
            _ if NO_PENALTY.is_match(said) => continue,
            _ if SEVERAL.is_match(said) || said.contains(',') && !said.contains('$') => return Vec::new(),
            _ if said.contains('$') => ("carries a fine of ", "", fine::find),
            _ if has_class(said) => continue,
            _ => ("carries a prison term of ", " in prison", term::find),
        };
        let stated = only(before, said, after, find);
        found.extend(stated.map(|(span, statement)| (span.moved(offset + start), statement)));
    }
    found
}

/// The one statement that the words of a cell are with the heading's around them, which make of them what prose would say; by its
/// place in the words. None if there are several.
fn only(before: &str, words: &str, after: &str, find: Finder) -> Option<(Span, Statement)> {
    let [(span, statement)] = <[_; 1]>::try_from(find(&format!("{before}{words}{after}"))).ok()?;
    let clip = |at: usize| at.clamp(before.len(), before.len() + words.len()) - before.len();
    let span = Span::new(clip(span.start), clip(span.end));
    (!span.is_empty()).then_some((span, statement))
}

/// What the headings of a table say of its rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Heading {
    columns: Option<Columns>,
    foreign: Option<Foreign>,
}

/// What stands above a table of something else than the law of the day: of cases, drafts, an earlier time, exercises.
static NOT_OF_TODAY: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?ix-u) (?-u:\b) (?: offers? | outcomes? | docket | pleas? | dispositions? | priors | mistakes? | answer \s+ key | quiz | proposals? | proposed | bills? | histor(?:y|ical) | pre-(?:19|20)[0-9][0-9]
          | as \s+ of \s+ (?u:[^.]){0,20} (?: 19[0-9][0-9] | 20[01][0-9] | 202[0-3] ) | crosswalk | lesser \s+ included | reduced \s+ charges | corrections? \s+ to | compared? | attempts? ) (?-u:\b)",
    )
    .expect("the pattern is valid")
});

/// What a heading makes something else than the law of the section in a row.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Foreign {
    /// Some columns: "Attempt", "Average sentence".
    Columns(Vec<usize>),
    /// All of them: the table is of cases, and tells what became of each.
    Table,
}

impl Heading {
    /// Of a table under a block of those words.
    pub(super) fn under(above: &str) -> Heading {
        /// A title is not longer, in bytes.
        const LONGEST: usize = 120;
        // "C.G.S." ends a title, "below." a sentence.
        let last = above.trim_end().strip_suffix('.').and_then(|words| words.rsplit(char::is_whitespace).next());
        let is_sentence = last.is_some_and(|word| word.len() > 3 && word.chars().all(char::is_lowercase));
        let is_title = above.len() <= LONGEST && !is_sentence;
        let foreign = is_title && NOT_OF_TODAY.is_match(above);
        Heading { columns: None, foreign: foreign.then_some(Foreign::Table) }
    }

    /// Reads a row that cites nothing: a heading, if it says what a column holds.
    pub(super) fn see(&mut self, row: &str) {
        self.foreign.get_or_insert_with(|| Foreign::of(row));
        self.columns = columns(row).filter(|columns| columns.are_of_offenses()).or(self.columns);
    }

    /// Makes of the statements of a row what the heading says of its columns; `offset` is where the row begins, `name` what the section
    /// in it is called.
    pub(super) fn reread(&self, stated: &mut Vec<(Span, Statement)>, row: &str, offset: usize, name: &str) {
        // Under a heading a cell's "B felony" means what that says, or nothing.
        let headed = self.columns.is_some() || self.foreign.is_some();
        let has_bars = row.contains('|');
        let row_cells = cells(row);
        stated.retain(|(span, statement)| {
            let place = span.start - offset..span.end - offset;
            let says = || has_class(&row[place.clone()]) && (headed || has_bars);
            let lists = || !headed && is_listed(&row_cells, &row[place.clone()], name);
            match statement {
                Statement::Class(_) => says() || lists(),
                // "C misdemeanor    up to 2 years" under "Program length": of the cell before it nothing is said.
                Statement::Term(_) => !headed || is_said_in(&row_cells, &place),
                _ => true,
            }
        });
        if let Some(columns) = self.columns {
            let mut new = statements(columns, &plain_type(row), offset);
            new.retain(|(cell, _)| !stated.iter().any(|(span, _)| span.overlaps(*cell)));
            stated.extend(new);
            stated.sort_by_key(|(span, _)| (span.start, span.end));
        }
        match &self.foreign {
            Some(Foreign::Table) => stated.clear(),
            Some(Foreign::Columns(columns)) if !columns.is_empty() => {
                let cell = |at: usize| row_cells.partition_point(|(start, _)| offset + *start <= at).checked_sub(1);
                stated.retain(|(span, _)| !cell(span.start).is_some_and(|cell| columns.contains(&cell)));
            }
            Some(Foreign::Columns(_)) | None => {}
        }
    }
}

impl Heading {
    /// Whether the column of that index is of something else than the law of the day.
    pub(super) fn is_foreign(&self, column: usize) -> bool {
        match &self.foreign {
            Some(Foreign::Table) => true,
            Some(Foreign::Columns(columns)) => columns.contains(&column),
            None => false,
        }
    }
}

impl Foreign {
    fn of(heading: &str) -> Foreign {
        let cells = cells(heading);
        // "Class | Offense | Class | Offense": of two offenses in a row, neither is told from the other.
        let is_again = |(index, (_, words)): (usize, &(usize, &str))| {
            !words.is_empty() && cells[..index].iter().any(|(_, other)| other.eq_ignore_ascii_case(words))
        };
        if cells.iter().any(|(_, words)| CASES.is_match(words)) || cells.iter().enumerate().any(is_again) {
            return Foreign::Table;
        }
        let is_foreign = |words: &str| FOREIGN.is_match(words) || OTHER_TIME.is_match(words) || names_a_state(words);
        let columns = cells.iter().enumerate().filter(|(_, (_, words))| is_foreign(words));
        Foreign::Columns(columns.map(|(index, _)| index).collect())
    }
}

/// Whether a cell says by its own words that what stands at a place of the row is a term of imprisonment.
fn is_said_in(cells: &[(usize, &str)], place: &Range<usize>) -> bool {
    let holds = |start: usize, end: usize| start <= place.start && place.end <= end;
    let cell = cells.iter().find(|(start, words)| holds(*start, start + words.len()));
    cell.is_some_and(|(start, words)| {
        let said = term::find(&plain_type(words));
        said.iter().any(|(span, _)| holds(start + span.start, start + span.end))
    })
}

/// Whether a row without a heading is no more than a section, its name and its class: "53a-61   Assault 3rd   A misd.". What else
/// stands in a row may make the class another's: "Att. arson", "State's offer".
fn is_listed(cells: &[(usize, &str)], class: &str, name: &str) -> bool {
    let is_class = |cell: &(usize, &str)| cell.1.trim_end_matches('.') == class.trim_end_matches('.');
    match cells {
        [_, last] => is_class(last),
        [one, other, last] => is_class(last) && [one, other].iter().any(|cell| is_called(cell.1, name)),
        // "Larceny 1st   53a-122   over $20,000   class B felony"
        [named, _, sum, last] => is_class(last) && is_called(named.1, name) && sum.1.contains('$'),
        _ => false,
    }
}

/// Whether words are a section's name, in full or cut short: "Burg 3rd" of "Burglary in the third degree".
fn is_called(words: &str, name: &str) -> bool {
    const DEGREES: [&str; 19] = [
        "1", "2", "3", "4", "5", "6", "1st", "2nd", "2d", "3rd", "3d", "4th", "5th", "6th", "deg", "degree", "i", "ii",
        "iii",
    ];
    let name = name.to_lowercase();
    let name: Vec<&str> = name.split(|c: char| !c.is_alphanumeric()).collect();
    let words = words.to_lowercase();
    let mut words = words.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let is_own = |word: &str| word.len() >= 2 && name.iter().any(|own| own.starts_with(word));
    let mut any = false;
    words.all(|word| DEGREES.contains(&word) || is_own(word).then(|| any = true).is_some()) && any
}

type Finder = fn(&str) -> Vec<(Span, Statement)>;

/// More than one value, or words about when it holds.
static SEVERAL: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?i)[/;(]|\b(?:or|and|if|when|unless|first|second|each|per|was|until|before|after|plus|minimum|mandatory)\b",
    )
    .expect("the pattern is valid")
});

fn has_class(words: &str) -> bool {
    words.to_ascii_lowercase().contains("class")
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

#[cfg(test)]
mod tests {
    use super::*;

    fn read(heading: &str, row: &str) -> Vec<(String, Statement)> {
        let columns = columns(heading).expect("the heading names its columns");
        let stated = statements(columns, row, 0).into_iter();
        stated.map(|(span, statement)| (row[span.range()].to_owned(), statement)).collect()
    }

    #[test]
    fn cells_under_their_headings() {
        for (heading, row) in [
            (
                "Statute | Offense | Class | Prison term | Fine",
                "§ 53a-192a | Trafficking | B felony | 1–20 years | $15,000",
            ),
            ("| Section | Level | Sentence | Fines |", "| § 53a-192a | class B felony | 1-20 years | $15,000 |"),
            ("Crime\tOffense class\tImprisonment\tMaximum fine", "§ 53a-192a\tB felony\t1 to 20 years\t$15,000"),
        ] {
            let said: Vec<String> = read(heading, row).into_iter().map(|(words, _)| words).collect();
            assert_eq!(said.len(), 3, "{row}: {said:?}");
            assert!(said[0].ends_with("B felony") && said[1].ends_with("20 years") && said[2] == "$15,000", "{said:?}");
        }
    }

    #[test]
    fn headings_that_say_nothing() {
        for heading in ["Statute | Old class", "Name | Date | Place", "Statute | Notes", "Section | Class in 2010"] {
            assert_eq!(columns(heading), None, "{heading}");
        }
    }

    #[test]
    fn cells_of_several_values() {
        let told = read(
            "Statute | Class | Prison | Fine",
            "§ 53a-192 | A misdemeanor or D felony | 364 days / 5 years | $2,000 (first)",
        );
        assert!(told.is_empty(), "{told:?}");
    }
}
