//! Cuts out of a file the lines around a finding, short enough for a terminal. Draws nothing.
//!
//! The cost does not depend on how long a line is: a PDF's paragraph, or a file of 50 MB without a
//! line break, costs what a short line costs.

use std::ops::Range;

use crate::span::{Location, Span};

use super::terminal::harmless;
use super::{CheckedFile, Place, Placed};

/// Characters of a line to show, more or less.
const WIDTH: usize = 110;

/// The least to show on either side of the words.
const LEAST_CONTEXT: usize = 20;

/// A piece of a file, and the places in it to point at.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Snippet {
    /// The lines, cut with “…” where they are too long, harmless on a terminal.
    pub(super) text: String,
    /// The row of the first line.
    pub(super) row: usize,
    /// The words that the finding is about, in bytes of `text`.
    pub(super) words: Range<usize>,
    /// The citation, if it stands elsewhere and in view, in bytes of `text`.
    pub(super) cite: Option<Range<usize>>,
}

/// Cuts the snippet around `words`, and around `cite` if it is near.
pub(super) fn snippet(source: &str, words: Place, cite: Option<Place>) -> Snippet {
    let cite = cite.filter(|cite| in_view(source, words, *cite));
    let (shown, row) = match cite {
        Some(cite) => (words.source.cover(cite.source), words.start.row.min(cite.start.row)),
        None => (shortened(source, words.source), words.start.row),
    };
    let window = window(source, shown);
    let mut marks = vec![words.source.start, words.source.end.min(shown.end)];
    marks.extend(cite.iter().flat_map(|cite| [cite.source.start, cite.source.end]));
    let (text, marks) = harmless_text(source, window, &marks);
    Snippet { text, row, words: marks[0]..marks[1], cite: cite.map(|_| marks[2]..marks[3]) }
}

/// Cuts the snippet out of a document that has no lines. Its one row is the paragraph's number, or the page's.
pub(super) fn without_lines(file: &CheckedFile, placed: &Placed<'_>) -> Snippet {
    let number = placed.position.and_then(|position| position.paragraph.or(position.page)).unwrap_or(1);
    let at = Location { row: number, column: 1 };
    let place = |span| Place { source: span, bytes: None, start: at, end: at };
    let cite = placed.diagnostic.cite.as_ref().map(|cite| place(cite.span));
    let snippet = snippet(&file.document.text, place(placed.diagnostic.span), cite);
    Snippet { text: snippet.text.replace('\n', " "), ..snippet }
}

fn in_view(source: &str, words: Place, cite: Place) -> bool {
    // Over several lines, each of them is shorter.
    let room = match words.start.row == cite.start.row {
        true => WIDTH,
        false => 2 * WIDTH,
    };
    let both = words.source.cover(cite.source);
    let apart = !words.source.overlaps(cite.source);
    // A character has four bytes at most; counting comes second, for the text may be long.
    apart && both.len() <= 4 * room && source.get(both.range()).is_some_and(|text| text.chars().count() <= room)
}

/// The span, or so much of its beginning as can be shown.
fn shortened(source: &str, span: Span) -> Span {
    let end = source[span.range()].char_indices().nth(2 * WIDTH).map_or(span.end, |(length, _)| span.start + length);
    Span::new(span.start, end)
}

/// The lines that `shown` is in, or so much of them around it as there is room for.
fn window(source: &str, shown: Span) -> Span {
    let before = before(source, shown.start);
    let after = after(source, shown.end);
    let used = source[shown.range()].chars().count();
    let spare = WIDTH.saturating_sub(used).max(2 * LEAST_CONTEXT);
    let back = before.len().min((spare / 2).max(spare.saturating_sub(after.len())));
    let forward = after.len().min(spare - back);
    let mut window = shown;
    if back > 0 {
        window.start = before[back - 1];
    }
    if forward > 0 {
        window.end = after[forward - 1];
    }
    at_words(source, window, shown)
}

/// Where each of the characters before `offset` begins, nearest first, to the line's beginning.
fn before(source: &str, offset: usize) -> Vec<usize> {
    let characters = source[..offset].char_indices().rev().take(WIDTH);
    let line = characters.take_while(|&(at, char)| !ends_line(char) && (at, char) != (0, '\u{feff}'));
    line.map(|(at, _)| at).collect()
}

/// Where each of the characters from `offset` on ends, nearest first, to the line's end.
fn after(source: &str, offset: usize) -> Vec<usize> {
    let characters = source[offset..].char_indices().take(WIDTH);
    let line = characters.take_while(|&(_, char)| !ends_line(char));
    line.map(|(at, char)| offset + at + char.len_utf8()).collect()
}

fn ends_line(char: char) -> bool {
    matches!(char, '\n' | '\r')
}

/// Leaves out what is left of a word at a cut.
fn at_words(source: &str, mut window: Span, shown: Span) -> Span {
    if !begins_line(source, window.start)
        && let Some(space) = source[window.start..shown.start].find(' ')
    {
        window.start += space + 1;
    }
    if !ends_at_line(source, window.end)
        && let Some(space) = source[shown.end..window.end].rfind(' ')
    {
        window.end = shown.end + space;
    }
    window
}

fn begins_line(source: &str, offset: usize) -> bool {
    let before = &source[..offset];
    before.is_empty() || before == "\u{feff}" || before.ends_with(ends_line)
}

fn ends_at_line(source: &str, offset: usize) -> bool {
    let after = &source[offset..];
    after.is_empty() || after.starts_with(ends_line)
}

/// The window's text, harmless, with “…” at its cuts; and where in it the `marks` are.
fn harmless_text(source: &str, window: Span, marks: &[usize]) -> (String, Vec<usize>) {
    let mut text = String::with_capacity(window.len() + 2 * '…'.len_utf8());
    if !begins_line(source, window.start) {
        text.push('…');
    }
    let mut moved: Vec<usize> = marks.to_vec();
    let mut characters = source[window.range()].char_indices().peekable();
    while let Some((at, char)) = characters.next() {
        for (mark, moved) in marks.iter().zip(&mut moved) {
            if *mark == window.start + at {
                *moved = text.len();
            }
        }
        match char {
            '\r' if characters.peek().is_some_and(|&(_, next)| next == '\n') => {}
            '\r' | '\n' => text.push('\n'),
            '\t' => text.push('\t'),
            _ => text.push(harmless(char)),
        }
    }
    for (mark, moved) in marks.iter().zip(&mut moved) {
        if *mark >= window.end {
            *moved = text.len();
        }
    }
    if !ends_at_line(source, window.end) {
        text.push('…');
    }
    (text, moved)
}

#[cfg(test)]
mod tests {
    use super::super::testing::{about, checked, stale_class};
    use super::*;
    use crate::check::Diagnostic;

    fn cut(text: &str, diagnostic: impl Fn(&str) -> Diagnostic) -> Snippet {
        let file = checked("a.txt", text, |text| vec![diagnostic(text)]);
        let placed = &super::super::place(&file)[0];
        snippet(file.document.source_text(), placed.place.unwrap(), placed.cite)
    }

    #[test]
    fn a_short_line_is_whole() {
        let snippet = cut("\u{feff}one\r\ntwo words here\r\nthree", |text| about(text, "words"));
        assert_eq!((snippet.text.as_str(), snippet.row), ("two words here", 2));
        assert_eq!(&snippet.text[snippet.words], "words");
    }

    #[test]
    fn a_long_line_is_cut_between_words() {
        let filler = "lorem ipsum ".repeat(500);
        let snippet = cut(&format!("{filler}here {filler}"), |text| about(text, "here"));
        assert!(snippet.text.starts_with("…lorem ipsum"), "{}", snippet.text);
        assert!(snippet.text.ends_with("ipsum…"), "{}", snippet.text);
        assert!(snippet.text.chars().count() <= WIDTH + 2);
        assert_eq!(&snippet.text[snippet.words], "here");
    }

    #[test]
    fn words_near_an_end_leave_room_for_the_other_side() {
        let filler = "lorem ipsum ".repeat(500);
        let snippet = cut(&format!("here {filler}"), |text| about(text, "here"));
        assert!(snippet.text.starts_with("here lorem"));
        assert!(snippet.text.chars().count() > 100, "{}", snippet.text);
    }

    #[test]
    fn a_long_stretch_is_shown_by_its_beginning() {
        let long = "x".repeat(10_000);
        let snippet = cut(&long, |text| about(text, text));
        assert!(snippet.text.chars().count() < 3 * WIDTH);
        assert!(snippet.text.ends_with('…'));
    }

    #[test]
    fn a_near_citation_is_in_view_and_a_far_one_is_not() {
        let near = "By C.G.S. § 53a-192a it\nis a class B felony.";
        let snippet = cut(near, stale_class);
        assert_eq!((snippet.text.as_str(), snippet.row), (near, 1));
        assert_eq!(&snippet.text[snippet.words], "class B felony");
        assert_eq!(&snippet.text[snippet.cite.unwrap()], "C.G.S. § 53a-192a");
        let far = near.replace("it", &"so ".repeat(100));
        let snippet = cut(&far, stale_class);
        assert_eq!((snippet.text.as_str(), snippet.row), ("is a class B felony.", 2));
        assert_eq!(snippet.cite, None);
    }

    #[test]
    fn control_characters_move_the_marks() {
        let snippet = cut("\u{1b}[2J\u{9b}1m words\r", |text| about(text, "words"));
        assert_eq!(snippet.text, "␛[2J\u{fffd}1m words");
        assert_eq!(&snippet.text[snippet.words], "words");
    }
}
