//! Where sentences end, as far as the attaching of claims needs it.

use crate::citation::Citation;
use crate::document::{Document, without_note_mark};
use crate::span::Span;

/// A sentence is not followed further than this in either direction, in bytes: claims in a paragraph of
/// megabytes must not cost a walk through all of it each. What goes on further is cut into stretches of this length, each
/// the sentence of all that stands in it.
const REACH: usize = 2000;

/// The start of the sentence that holds byte `at` of `text`, given where citations stand: a period
/// inside one ends no sentence.
pub(super) fn start(text: &str, at: usize, inside_citation: impl Fn(usize) -> bool) -> usize {
    let bytes = text.as_bytes();
    let from = at.saturating_sub(REACH);
    let mut marks = memchr::memrchr3_iter(b'.', b'!', b'?', &bytes[from..at]).map(|mark| from + mark);
    let ends = marks.find(|&place| ends_sentence(text, place) && !inside_citation(place));
    ends.map_or_else(|| text.floor_char_boundary(if at <= REACH { 0 } else { at / REACH * REACH }), |place| place + 1)
}

/// The end of the sentence that holds byte `at`: one past its period, or the end of the text.
pub(super) fn end(text: &str, at: usize, inside_citation: impl Fn(usize) -> bool) -> usize {
    let bytes = text.as_bytes();
    let mut marks =
        memchr::memchr3_iter(b'.', b'!', b'?', &bytes[at..text.len().min(at + REACH)]).map(|mark| at + mark);
    let ends = marks.find(|&place| ends_sentence(text, place) && !inside_citation(place));
    ends.map_or_else(
        || {
            text.floor_char_boundary(text.len().min(if at + REACH >= text.len() {
                text.len()
            } else {
                at / REACH * REACH + REACH
            }))
        },
        |place| place + 1,
    )
}

/// The sentence of a block that holds a span, given the document's citations in order of place.
pub(super) fn around(document: &Document, citations: &[Citation], block: Span, span: Span) -> Span {
    let text = &document.text[block.range()];
    let inside = |at: usize| {
        let at = at + block.start;
        let index = citations.partition_point(|citation| citation.span.end <= at);
        citations.get(index).is_some_and(|citation| citation.span.start <= at && at + 1 < citation.span.end)
    };
    // A citation may begin in the block before: "§ 53a-" at the end of a heading, "88" below it.
    let within = |at: usize| at.clamp(block.start, block.end) - block.start;
    let from = start(text, within(span.start), inside);
    let to = end(text, within(span.end), inside);
    Span::new(block.start + from, block.start + to)
}

/// Whether the mark at `place`, one of `.!?`, ends a sentence.
fn ends_sentence(text: &str, place: usize) -> bool {
    let after = without_note_mark(&text[place + 1..text.ceil_char_boundary((place + 24).min(text.len()))])
        .trim_start_matches(['"', '”', '’', ')', ']', '*', '_']);
    let spaced = after.starts_with(char::is_whitespace);
    let opens = after.trim_start().starts_with(|c: char| {
        c.is_uppercase() || c.is_ascii_digit() || matches!(c, '“' | '"' | '(' | '[' | '§' | '•')
    });
    let word = text[text.floor_char_boundary(place.saturating_sub(16))..place]
        .rsplit(|c: char| !c.is_alphabetic() && c != '.')
        .next()
        .unwrap_or("");
    // What follows may also be the end of the block.
    (after.trim().is_empty() || spaced && opens) && !(text[place..].starts_with('.') && is_abbreviation(word))
}

fn is_abbreviation(word: &str) -> bool {
    let known = [
        "Conn", "Con", "Gen", "Stat", "Stats", "Ann", "Sec", "Secs", "No", "Nos", "v", "vs", "Mr", "Mrs", "Ms", "Dr",
        "St", "Pub", "L", "cf", "Cf", "e.g", "i.e", "Art", "art", "Ch", "ch", "Rev", "Sess", "Sp", "Reg", "Regs",
        "Supp", "Dept", "Jan", "Feb", "Aug", "Sept", "Oct", "Nov", "Dec", "Att", "Consp",
    ];
    known.contains(&word) || word.contains('.') || word.len() == 1 && word.starts_with(char::is_uppercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn abbreviations_and_citations_end_no_sentence() {
        let text = "Read Conn. Gen. Stat. § 53a-86. It is grave. See P.A. 17-32 now.";
        let sentence = |at: usize| &text[start(text, at, |_| false)..end(text, at, |_| false)];
        assert_eq!(sentence(3), "Read Conn. Gen. Stat. § 53a-86.");
        assert_eq!(sentence(35), " It is grave.");
        assert_eq!(sentence(60), " See P.A. 17-32 now.");
        let text = "It is grave.[3] It is graver.[^b] The end [4] comes.";
        let sentence = |at: usize| &text[start(text, at, |_| false)..end(text, at, |_| false)];
        assert_eq!(sentence(20), "[3] It is graver.");
        assert_eq!(sentence(40), "[^b] The end [4] comes.");
    }
}
