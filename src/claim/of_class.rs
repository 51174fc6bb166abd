//! What a document says of a class itself: "a class B felony carries 1 to 20 years", and tables of classes. Never decides
//! whether it is right.

use std::cell::OnceCell;
use std::sync::LazyLock;

use memchr::memmem::Finder;
use regex::Regex;

use super::columns::{self, Columns};
use super::{Statement, plain_type, present, sentence, statements, table};
use crate::citation::{Citation, Target};
use crate::document::{Block, BlockKind, Document, Kept};
use crate::jurisdiction::other_states::names_a_state;
use crate::law::{Class, Classification, Code, Level};
use crate::span::Span;

/// A statement about a class.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ClassClaim {
    /// Its words in the text.
    pub(crate) span: Span,
    /// The class that it is about.
    pub(crate) class: Classification,
    /// What they say: a term or a fine.
    pub(crate) statement: Statement,
    /// The block that they stand in, as an index.
    pub(crate) block: usize,
}

/// A part of a word without which nothing is said of a class.
static CLASS: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new("lass"));

type Stated = (Span, Classification, Statement);

/// What may stand right after a class that is spoken of: "(other than murder)", "in Connecticut".
const ASIDE: &str = r"(?: [*_]* \s* \( [^()]{0,60} \) | \s+ in \s+ connecticut | \s+ other \s+ than \s+ murder )?";

/// A sentence about a class, as far as its predicate.
static SUBJECT: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(&format!(
        r#"(?ix) (?: ^ | [.!?;:|\n\t\u{{2022}}*] ) [\s*_\#>-]* (?: (?: in \s+ (?: our \s+ state, \s+ )? connecticut | under \s+ connecticut \s+ law ) ,? \s+ )?
        (?: (?: an? | any | each | every | the | all | most ) \s+ )?
        class [\s-]+ ["\u{{201c}}]? (?P<letter> [a-e] ) ["\u{{201d}}]? \s+ (?P<level> felon(?:y|ies) | misdemeanors? ) [*_]* {ASIDE}
        \s* (?: is | are | carr(?:y|ies) | ha(?:s|ve) | may \s+ be | can \s+ be | can \s+ put | brings? | , \s+ (?:punishable|which) | (?P<figure> means? | : | - | = | \| ) ) "#
    ))
    .expect("the pattern is valid")
});

/// A sentence that comes to a class, as far as what it says of it: "convicted of a class A felony may be fined".
static OBJECT: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(&format!(
        r#"(?ix) \b (?: for | faces? | (?:convicted|guilty) \s+ of | as ) \s+ an? \s+
        class [\s-]+ (?P<letter> [a-e] ) \s+ (?P<level> felony | misdemeanor ) {ASIDE}
        (?: , \s+ for \s+ which | , \s+ (?: it | this | (?: the | this | that ) \s+ (?: crime | offense | charge ) ) \s+ (?: carries | exposes \s+ (?: you | someone | him | her | a \s+ person ) \s+ to | is \s+ punish(?:able|ed) | (?: can | may ) \s+ (?: bring | mean | carry ) ) | \s+ (?:may|can|must) \s+ be \s+ (?:fined|imprisoned|sentenced|sent|punished)
          | ,? \s+ the \s+ (?:court|judge|penalty|law) | (?P<figure> ,? \s+ the \s+ (?:range|maximum|sentence) | ,? \s+ it ) \s+ (?:is|of) ) "#
    ))
    .expect("the pattern is valid")
});

/// Words that make a class with its figures those of one offense: their terms differ from the class's.
static SPECIAL: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\b(?:murder|manslaughter|assault|kidnap|arson|sexual|weapon|firearm|drug|persistent|federal|repeat|second|subsequent|except|other than|unless|if|attempt|years? old|minor|child|victim|probation|parole)")
        .expect("the pattern is valid")
});

/// What the prose of a document says of classes, by block, in order of place; wherever it is.
#[derive(Debug, Default)]
pub(crate) struct Prose(Vec<(usize, Vec<Stated>)>);

impl Prose {
    /// What a block of the next version says, if it is kept.
    fn again(&self, document: &Document, index: usize, kept: &Kept) -> Option<Vec<Stated>> {
        let was = kept.block_was(index)?;
        let Ok(known) = self.0.binary_search_by_key(&was, |(block, _)| *block) else { return Some(Vec::new()) };
        let by = kept.shift_of(document.blocks[index].span);
        Some(self.0[known].1.iter().map(|(span, class, stated)| (span.shifted(by), *class, stated.clone())).collect())
    }
}

/// Every statement of a document about a class, in order of place. None where another jurisdiction may be meant. Of the blocks that
/// are kept, what the last version's prose says is known.
pub(crate) fn find(
    document: &Document,
    citations: &[Citation],
    kept: &Kept,
    last: Option<&Prose>,
) -> (Vec<ClassClaim>, Prose) {
    let mut found = Vec::new();
    let mut prose = Prose::default();
    // Asked of the whole text only once a statement is found.
    let states = OnceCell::new();
    let mut columns: Option<Columns> = None;
    // The last heading, and the last paragraph under it: they lead what follows.
    let mut leads: [Option<&str>; 2] = [None; 2];
    for (index, block) in document.blocks.iter().enumerate() {
        let words = &document.text[block.span.range()];
        let row = block.kind == BlockKind::TableRow;
        match block.kind {
            BlockKind::Heading => leads = [Some(words), None],
            BlockKind::ListItem | BlockKind::TableRow => {}
            BlockKind::Paragraph | BlockKind::Footnote => leads[1] = Some(words),
        }
        if row && let Some(heading) = columns::of_heading(words) {
            columns = Some(heading).filter(|columns| columns.are_of_classes());
            continue;
        }
        columns = columns.filter(|_| row);
        if CLASS.find(words.as_bytes()).is_none() && columns.is_none() {
            continue;
        }
        let stated = match columns {
            Some(columns) => of_row(columns, words, block.span.start),
            // A row of offenses says what each of them carries.
            None if row && cites(citations, block.span) => Vec::new(),
            None => {
                let known = last.filter(|_| !row).and_then(|last| last.again(document, index, kept));
                let stated = known.unwrap_or_else(|| of_prose(document, citations, *block));
                if !row && !stated.is_empty() {
                    prose.0.push((index, stated.clone()));
                }
                stated
            }
        };
        let elsewhere = || *states.get_or_init(|| names_a_state(&document.text)) && !names_connecticut(words);
        if stated.is_empty() || elsewhere() || leads.into_iter().flatten().chain([words]).any(is_of_other_periods) {
            continue;
        }
        found.extend(stated.into_iter().map(|(span, class, statement)| ClassClaim {
            span,
            class,
            statement,
            block: index,
        }));
    }
    (found, prose)
}

/// Periods that go by classes and are no terms of imprisonment.
static OTHER_PERIODS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i-u)(?-u:\b)(?:probation|limitations?|prosecution|erasure|erased|expung(?:ed|ement)|pardons?|waiting|waits?|diversion|parole|bail|bond)(?-u:\b)")
        .expect("the pattern is valid")
});

/// Whether short words say that what is told of classes is how long probation lasts, when a record is erased or the like.
fn is_of_other_periods(words: &str) -> bool {
    const LONGEST: usize = 300;
    words.len() <= LONGEST && OTHER_PERIODS.is_match(words)
}

fn names_connecticut(words: &str) -> bool {
    ["Connecticut", "Conn. Gen. Stat", "C.G.S."].iter().any(|name| words.contains(name))
}

fn of_row(columns: Columns, words: &str, offset: usize) -> Vec<Stated> {
    let stated = table::statements(columns, &plain_type(words), offset);
    let mut classes = stated.iter().filter_map(|(_, statement)| match statement {
        Statement::Class(class) => Some(*class),
        _ => None,
    });
    let (Some(class), None) = (classes.next().filter(|class| class.class.is_some()), classes.next()) else {
        return Vec::new();
    };
    let figures = stated.into_iter().filter(|(_, statement)| is_figure(statement));
    figures.map(|(span, statement)| (span, class, statement)).collect()
}

fn of_prose(document: &Document, citations: &[Citation], block: Block) -> Vec<Stated> {
    let (kind, block) = (block.kind, block.span);
    let text = plain_type(&document.text[block.range()]);
    let mut subjects: Vec<_> = SUBJECT.captures_iter(&text).chain(OBJECT.captures_iter(&text)).collect();
    let place = |subject: &regex::Captures<'_>| subject.get(0).map_or(0, |whole| whole.start());
    subjects.sort_by_key(place);
    let mut found = Vec::new();
    for (index, subject) in subjects.iter().enumerate() {
        let Some(whole) = subject.get(0) else { continue };
        if kind == BlockKind::TableRow && whole.start() > 0 {
            continue;
        }
        let next = subjects.get(index + 1).and_then(|next| next.get(0)).map_or(text.len(), |next| next.start());
        let end = sentence::end(&text, whole.end().saturating_sub(1), |_| false).min(next).max(whole.end());
        let end = text[whole.end()..end].find(';').map_or(end, |at| whole.end() + at);
        let said = &text[whole.end()..end];
        let level =
            if subject["level"].to_ascii_lowercase().starts_with('f') { Level::Felony } else { Level::Misdemeanor };
        let class = Classification { level, class: Class::from_letter(&subject["letter"]) };
        let span = Span::new(block.start + whole.start(), block.start + end);
        let other_class = said.to_ascii_lowercase().contains("class ");
        let whole_sentence = &text[sentence::start(&text, whole.start(), |_| false)..end];
        if other_class
            || names_a_state(whole_sentence) && !names_connecticut(whole_sentence)
            || SPECIAL.is_match(said)
            || present::is_elsewhere(&text[whole.start()..end].replace("may impose", "sets"))
            || cites(citations, span)
        {
            continue;
        }
        // "carries" makes a term of the length that follows; "Class B felony: 1 to 20 years" leaves the word out.
        let lead = if subject.name("figure").is_some() && LENGTH.is_match(said) { "imprisonment for " } else { "" };
        let from = if lead.is_empty() { whole.start() } else { whole.end() };
        let words = format!("{lead}{}", &text[from..end]);
        let back = |span: Span| {
            Span::new(block.start + from + span.start - lead.len(), block.start + from + span.end - lead.len())
        };
        let figures = statements(&words, 0)
            .into_iter()
            .filter(|(span, statement)| span.start >= lead.len() && is_figure(statement));
        let figures = figures
            .map(|(span, statement)| (back(span), statement))
            .filter(|(span, _)| span.start >= block.start + whole.end());
        found.extend(figures.map(|(span, statement)| (span, class, statement)));
    }
    found
}

/// How a length begins that is all that is said of a class.
static LENGTH: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)^\s*(?:up to|not more than|no more than|between|maximum of|at most|[a-z]+|[0-9]+)\s+(?:(?:to|-)\s+)?(?:[a-z]+|[0-9]+|(?:one|two|three|four|five|six)\s)").expect("the pattern is valid")
});

fn is_figure(statement: &Statement) -> bool {
    matches!(statement, Statement::Term(_) | Statement::Fine(_))
}

/// Whether a section is cited there that is not one of those that hold the figures of classes: it may have its own.
fn cites(citations: &[Citation], span: Span) -> bool {
    let holds_classes = |target: &Target| {
        target.section().is_some_and(|section| {
            section.code() == Code::Connecticut
                && ["53a-35", "53a-35a", "53a-36", "53a-41", "53a-42"].contains(&section.number())
        })
    };
    let first = citations.partition_point(|citation| citation.span.end <= span.start);
    let within = citations[first..].iter().take_while(|citation| citation.span.start < span.end);
    within.flat_map(|citation| &citation.targets).any(|target| !holds_classes(target))
}
