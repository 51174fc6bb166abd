//! Statements whose section stands in a note: `Strangulation is a class D felony.[^2]`, and below
//! `[^2]: Conn. Gen. Stat. § 53a-64bb`.

use std::ops::Range;

use super::about::LONGEST_GAP;
use super::named::Mention;
use super::passage::{Passage, Sentence};
use super::{Kind, Statement, by_citation, present};
use crate::citation::Citation;
use crate::document::{BlockKind, Document, without_note_mark};
use crate::law::{Law, Section};
use crate::span::Span;

/// A mark in a block that leads to a note.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Noted {
    /// Where the mark stands in the text.
    pub(super) at: usize,
    /// The citations of its note, as indices, if that cites one law, and that an offense; otherwise none.
    pub(super) cited: Vec<usize>,
    /// What they cite.
    pub(super) sections: Vec<Section>,
}

impl Noted {
    /// Whether it cites the section of an offense that is called by its name.
    pub(super) fn cites(&self, mention: &Mention) -> bool {
        self.sections.iter().any(|section| section.number() == mention.offense.number)
    }
}

/// The marks in the block of that index; none if no note of them cites an offense.
pub(super) fn marks(document: &Document, citations: &[Citation], index: usize, names: &Law) -> Vec<Noted> {
    let block = document.blocks[index];
    // Space at a block's end is not the block's.
    let end = document.blocks.get(index + 1).map_or(usize::MAX, |next| next.span.start);
    let marks = &document.note_marks;
    let first = marks.partition_point(|mark| mark.at < block.span.start);
    let count = marks[first..].partition_point(|mark| mark.at < end);
    if count == 0 || block.kind == BlockKind::Footnote {
        return Vec::new();
    }
    let noted = marks[first..first + count].iter().map(|mark| {
        let note = cited_in_note(document, citations, document.blocks[mark.note].span, names).unwrap_or_default();
        let cites = |index: &usize| citations[*index].section().is_some();
        let cited: Vec<usize> = note.filter(cites).collect();
        let sections = cited.iter().filter_map(|index| citations[*index].section()).cloned().collect();
        Noted { at: mark.at, cited, sections }
    });
    let noted: Vec<Noted> = noted.collect();
    if noted.iter().all(|noted| noted.cited.is_empty()) { Vec::new() } else { noted }
}

/// The citations of a note that begins with those of one law, and tells of no other law and no other time.
fn cited_in_note(document: &Document, citations: &[Citation], note: Span, names: &Law) -> Option<Range<usize>> {
    /// A longer note tells more than what its mark is about, in bytes.
    const LONGEST: usize = 1000;
    if note.len() > LONGEST {
        return None;
    }
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
    (is_one && leads && !present::is_elsewhere(rest) && is_offense()).then_some(first..first + own.len())
}

/// The note that a statement's section stands in: its mark is the next one after it, or leads right to it.
pub(super) fn of_statement(
    passage: &Passage<'_>,
    sentence: &Sentence,
    span: Span,
    statement: &Statement,
) -> Option<Noted> {
    // The mark stands behind the period.
    let (start, end) = (after_closing(passage, sentence.span.start), after_closing(passage, sentence.span.end));
    let first = passage.noted.partition_point(|mark| mark.at <= start && mark.at != passage.block.span.start);
    let count = passage.noted[first..].partition_point(|mark| mark.at <= end);
    let marks = &passage.noted[first..first + count];
    let before = || {
        let mark = marks.iter().rfind(|mark| mark.at <= span.start)?;
        let between = passage.words(mark.at, span.start);
        let between = without_note_mark(between);
        (between.len() <= LONGEST_GAP && by_citation::is_tight(between)).then_some(mark)
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
    if noted.cited.is_empty() {
        return None;
    }
    // "… or, with a weapon, a class D felony.[^1][^2]"
    let is_beside = |other: &Noted| other.at.abs_diff(noted.at) <= LONGEST_MARK && other.cited != noted.cited;
    (!marks.iter().any(is_beside)).then(|| noted.clone())
}

/// The mark of a note and a comma are not longer, in bytes.
const LONGEST_MARK: usize = 28;

/// Where the quotation marks, brackets and spaces end that stand at a place: the mark of a note comes after them.
fn after_closing(passage: &Passage<'_>, at: usize) -> usize {
    const MOST: usize = 8;
    let text = &passage.document.text;
    let after = text.get(at..text.floor_char_boundary((at + MOST).min(text.len()))).unwrap_or_default();
    let rest = after.trim_start_matches(['"', '”', '’', ')', ']', '*', '_', ' ']);
    at + after.len() - rest.len()
}

/// Whether words hold another statement of the same kind: the note may be that one's.
fn states_more(words: &str, kind: Kind) -> bool {
    let words = words.to_ascii_lowercase();
    let signs: &[&str] = match kind {
        Kind::Class => &["class", "felon", "misdemeanor"],
        Kind::Term | Kind::Minimum => &["year", "month", "days", "life"],
        Kind::Fine => &["$"],
    };
    signs.iter().any(|sign| words.contains(sign))
}
