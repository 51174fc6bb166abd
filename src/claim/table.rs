//! Reads the cells of a table whose heading says what they mean: "B felony" under "Class", "1–20 years" under "Prison".
//! Never decides which section a row is about.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::columns::{self, Columns, cells};
use super::{Statement, TermStatement, class, fine, minimum, plain_type, term};
use crate::span::Span;

/// Words of a cell that is of no court's penalty.
static NO_PENALTY: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!("(?xi-u)", r"(?-u:\b) (?: expel(?:led|s)? | expulsion | suspension | school | pay | off | evict(?:ed|ion)? | lease | probation | licen[cs]e | benefits? | employment ) (?-u:\b)")).expect("the pattern is valid")
});

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
        self.columns = columns::of_heading(row).filter(|columns| columns.are_of_offenses()).or(self.columns);
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
        if cells.iter().any(|(_, words)| columns::is_of_cases(words)) || cells.iter().enumerate().any(is_again) {
            return Foreign::Table;
        }
        let columns = cells.iter().enumerate().filter(|(_, (_, words))| columns::is_of_another(words));
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

#[cfg(test)]
mod tests {
    use super::*;

    fn read(heading: &str, row: &str) -> Vec<(String, Statement)> {
        let columns = columns::of_heading(heading).expect("the heading names its columns");
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
            assert_eq!(columns::of_heading(heading), None, "{heading}");
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
