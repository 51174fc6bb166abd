//! Statements whose section stands in a note: `Strangulation is a class D felony.[^2]`, and below
//! `[^2]: Conn. Gen. Stat. § 53a-64bb`.

use std::ops::Range;

use super::about::LONGEST_GAP;
use super::named::Mention;
use super::passage::{Passage, Sentence};
use super::{Kind, Statement, present};
use crate::citation::Citation;
use crate::document::{BlockKind, Document};
use crate::law::{Law, Section};
use crate::span::Span;

/// A mark in a block whose note cites one law, and that an offense.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Noted {
    /// Where the mark stands in the text.
    pub(super) at: usize,
    /// The citations of the note that cite sections, as indices.
    pub(super) cited: Vec<usize>,
    /// What they cite.
    sections: Vec<Section>,
}

impl Noted {
    /// Whether it cites the section of an offense that is called by its name.
    pub(super) fn cites(&self, mention: &Mention) -> bool {
        self.sections.iter().any(|section| section.number() == mention.offense.number)
    }
}

/// The marks in the block of that index.
pub(super) fn marks(document: &Document, citations: &[Citation], index: usize, names: &Law) -> Vec<Noted> {
    let block = document.blocks[index];
    // Space at a block's end is not the block's.
    let end = document.blocks.get(index + 1).map_or(usize::MAX, |next| next.span.start);
    let marks = &document.note_marks;
    let first = marks.partition_point(|mark| mark.at < block.span.start);
    let count = marks[first..].partition_point(|mark| mark.at < end);
    if block.kind == BlockKind::Footnote {
        return Vec::new();
    }
    let noted = marks[first..first + count].iter().filter_map(|mark| {
        let note = cited_in_note(document, citations, document.blocks[mark.note].span, names)?;
        let sections = citations[note.clone()].iter().filter_map(Citation::section).cloned().collect();
        let cited = note.filter(|index| citations[*index].section().is_some()).collect();
        Some(Noted { at: mark.at, cited, sections })
    });
    noted.collect()
}

/// The citations of a note that begins with those of one law, and tells of no other law and no other time.
fn cited_in_note(document: &Document, citations: &[Citation], note: Span, names: &Law) -> Option<Range<usize>> {
    /// A note is not looked through further, in bytes.
    const LONGEST: usize = 1000;
    let first = citations.partition_point(|citation| citation.span.end <= note.start);
    let own = &citations[first..];
    let own = &own[..own.partition_point(|citation| citation.span.start < note.end)];
    let (head, last) = (own.first()?, own.last()?);
    let is_one = own.iter().all(|citation| citation.group == head.group);
    let is_offense = || own.iter().filter_map(Citation::section).any(|section| names.known(section).timeline.is_some());
    let lead = document.text.get(note.start..head.span.start)?;
    let lead = lead.trim_start_matches(|c: char| !c.is_alphabetic() && c != '§');
    let lead = lead.rsplit([']', '>']).next().unwrap_or_default();
    let leads =
        ["", "see", "connecticut", "under"].contains(&lead.trim_matches([' ', ':', ',', '.']).to_lowercase().as_str());
    let rest = document.text.get(last.span.end..note.end)?;
    let short = rest.len() <= LONGEST;
    (is_one && leads && short && !present::is_elsewhere(rest) && is_offense()).then_some(first..first + own.len())
}

/// The note that a statement's section stands in: its mark is the next one after it, or leads right to it.
pub(super) fn of_statement(
    passage: &Passage<'_>,
    sentence: &Sentence,
    span: Span,
    statement: &Statement,
    is_tight: impl Fn(&str) -> bool,
) -> Option<Noted> {
    // The mark stands behind the period.
    let first = passage.noted.partition_point(|mark| mark.at <= sentence.span.start);
    let count = passage.noted[first..].partition_point(|mark| mark.at <= sentence.span.end);
    let marks = &passage.noted[first..first + count];
    let before = || {
        let mark = marks.iter().rfind(|mark| mark.at <= span.start)?;
        let between = passage.words(mark.at, span.start);
        let between = between.split_once(']').filter(|_| between.starts_with('[')).map_or(between, |(_, rest)| rest);
        (between.len() <= LONGEST_GAP && is_tight(between)).then_some(mark)
    };
    // "Jumping bail is a class D felony, shoplifting[^1] a class C misdemeanor": of the words before the mark.
    let leads_to = |mark: &Noted| {
        let between = passage.words(span.end, mark.at);
        let ends_all = || {
            let after = passage.words(mark.at, sentence.span.end).trim_start_matches('[');
            marks.len() == 1 && !after.contains(char::is_alphabetic)
        };
        let rest = between.trim_start();
        let prison = ["in prison", "in jail", "behind bars", "of imprisonment"];
        let rest = prison.iter().find_map(|words| rest.strip_prefix(words)).unwrap_or(rest);
        !states_more(between, statement.kind()) && (!rest.contains(char::is_alphabetic) || ends_all())
    };
    let noted = match marks.iter().find(|mark| span.end <= mark.at) {
        Some(mark) => Some(mark).filter(|mark| leads_to(mark)),
        None => before(),
    }?;
    // "… or, with a weapon, a class D felony.[^1][^2]"
    let is_beside = |other: &Noted| other.cited != noted.cited && other.at.abs_diff(noted.at) <= LONGEST_MARK;
    (!marks.iter().any(is_beside)).then(|| noted.clone())
}

/// The mark of a note and a comma are not longer, in bytes.
const LONGEST_MARK: usize = 6;

/// Whether words hold another statement of the same kind: the note may be that one's.
fn states_more(words: &str, kind: Kind) -> bool {
    let signs: &[&str] = match kind {
        Kind::Class => &["class", "felon", "misdemeanor"],
        Kind::Term | Kind::Minimum => &["year", "month", "days"],
        Kind::Fine => &["$"],
    };
    signs.iter().any(|sign| words.contains(sign))
}
