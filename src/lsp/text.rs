//! A document's text as an editor counts in it: lines, and units of the negotiated encoding in a line. Knows nothing of what
//! the text says.

use std::cell::OnceCell;

use lsp_types::{Position, Range};

use crate::span::Span;

/// In what units an editor counts columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Encoding {
    /// Bytes.
    Utf8,
    /// What editors count that say nothing.
    Utf16,
    /// Unicode scalar values.
    Utf32,
}

impl Encoding {
    /// The encoding of that name in the protocol.
    pub(super) fn from_name(name: &str) -> Option<Encoding> {
        match name {
            "utf-8" => Some(Encoding::Utf8),
            "utf-16" => Some(Encoding::Utf16),
            "utf-32" => Some(Encoding::Utf32),
            _ => None,
        }
    }

    /// Its name in the protocol.
    pub(super) fn name(self) -> &'static str {
        match self {
            Encoding::Utf8 => "utf-8",
            Encoding::Utf16 => "utf-16",
            Encoding::Utf32 => "utf-32",
        }
    }

    fn units(self, text: &str) -> usize {
        match self {
            Encoding::Utf8 => text.len(),
            Encoding::Utf32 => text.chars().count(),
            // What takes four bytes in UTF-8 takes two units in UTF-16.
            Encoding::Utf16 => text.chars().count() + count(text.as_bytes(), |byte| byte >= 0xf0),
        }
    }

    fn units_of(self, c: char) -> usize {
        match self {
            Encoding::Utf8 => c.len_utf8(),
            Encoding::Utf16 => c.len_utf16(),
            Encoding::Utf32 => 1,
        }
    }
}

/// Units are counted anew from every so many bytes, so that a place in a line of 50 MB costs no more than another.
const STEP: usize = 1024;

/// The text of a document.
///
/// Invariant: `lines` holds where each line begins, in order; the first is 0.
#[derive(Clone, Debug)]
pub(super) struct Buffer {
    text: String,
    encoding: Encoding,
    lines: Vec<usize>,
    /// How many units stand before each step; empty where units are bytes.
    marks: OnceCell<Vec<usize>>,
}

impl Buffer {
    pub(super) fn new(text: String, encoding: Encoding) -> Buffer {
        let lines = std::iter::once(0).chain(line_starts(&text, 1, text.len())).collect();
        Buffer { text, encoding, lines, marks: OnceCell::new() }
    }

    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// Replaces a range. A place beyond the end of a line or of the text is that end; of two places the earlier is the start.
    pub(super) fn edit(&mut self, range: Range, content: &str) {
        let (start, end) = (self.offset(range.start), self.offset(range.end));
        let (start, end) = (start.min(end), start.max(end));
        self.text.replace_range(start..end, content);
        // Whether a line begins at a byte depends on that byte and the one before it.
        let kept = self.lines.partition_point(|line| *line < start).max(1);
        let moved = self.lines.partition_point(|line| *line <= end).max(kept);
        let new_end = start + content.len();
        for line in &mut self.lines[moved..] {
            *line = *line - end + new_end;
        }
        let new = line_starts(&self.text, start.max(1), new_end);
        self.lines.splice(kept..moved, new);
        self.marks.take();
    }

    /// The byte at a position, always on a character boundary.
    pub(super) fn offset(&self, position: Position) -> usize {
        let line = position.line as usize;
        let Some(&start) = self.lines.get(line) else { return self.text.len() };
        let content = self.line_content(line, start);
        let wanted = position.character as usize;
        if self.encoding == Encoding::Utf8 {
            return start + content.floor_char_boundary(wanted.min(content.len()));
        }
        let mut units = 0;
        for (at, c) in content.char_indices() {
            units += self.encoding.units_of(c);
            if units > wanted {
                return start + at;
            }
        }
        start + content.len()
    }

    /// The text of a line without what ends it.
    fn line_content(&self, line: usize, start: usize) -> &str {
        let end = self.lines.get(line + 1).copied().unwrap_or(self.text.len());
        let whole = &self.text[start..end];
        if end == self.text.len() && self.lines.len() == line + 1 {
            return whole;
        }
        whole.strip_suffix("\r\n").or_else(|| whole.strip_suffix(['\n', '\r'])).unwrap_or(whole)
    }

    /// The position of a byte. A byte inside a character counts as its start, one past the end as the end.
    pub(super) fn position(&self, offset: usize) -> Position {
        let offset = self.text.floor_char_boundary(offset.min(self.text.len()));
        let line = self.lines.partition_point(|start| *start <= offset) - 1;
        let start = self.lines[line];
        let character = match &self.text[start..offset] {
            before if before.len() <= STEP => self.encoding.units(before),
            _ => self.units_before(offset) - self.units_before(start),
        };
        let narrow = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
        Position { line: narrow(line), character: narrow(character) }
    }

    /// The range of a span of bytes.
    pub(super) fn range(&self, span: Span) -> Range {
        Range { start: self.position(span.start), end: self.position(span.end) }
    }

    /// The bytes of a range.
    pub(super) fn span(&self, range: Range) -> Span {
        let (start, end) = (self.offset(range.start), self.offset(range.end));
        Span::new(start.min(end), start.max(end))
    }

    /// The parts of a span that lie in one line each, without what ends the lines.
    pub(super) fn lines_of(&self, span: Span) -> impl Iterator<Item = Span> + '_ {
        let lines = self.line_of(span.start)..=self.line_of(span.end);
        let part = move |line: usize| {
            let start = self.lines[line];
            let end = start + self.line_content(line, start).len();
            Span::new(start.max(span.start), end.min(span.end))
        };
        lines.map(part).filter(|part| !part.is_empty())
    }

    /// The line that holds a byte, from 0.
    pub(super) fn line_of(&self, offset: usize) -> usize {
        self.lines.partition_point(|start| *start <= offset) - 1
    }

    /// The first byte of the line that holds a byte.
    pub(super) fn line_start(&self, offset: usize) -> usize {
        self.lines[self.line_of(offset)]
    }

    fn units_before(&self, offset: usize) -> usize {
        let marks = self.marks.get_or_init(|| self.count());
        let Some(&mark) = marks.get(offset / STEP) else { return offset };
        let from = self.text.floor_char_boundary(offset / STEP * STEP);
        mark + self.encoding.units(&self.text[from..offset])
    }

    fn count(&self) -> Vec<usize> {
        if self.encoding == Encoding::Utf8 || self.text.is_ascii() {
            return Vec::new();
        }
        let mut marks = Vec::with_capacity(self.text.len() / STEP + 1);
        let (mut at, mut units) = (0, 0);
        for step in (0..=self.text.len()).step_by(STEP) {
            let next = self.text.floor_char_boundary(step);
            units += self.encoding.units(&self.text[at..next]);
            at = next;
            marks.push(units);
        }
        marks
    }
}

/// How many of the bytes are so. In runs that one byte can count: many are then looked at in one step.
fn count(bytes: &[u8], is_so: impl Fn(u8) -> bool) -> usize {
    const RUN: usize = u8::MAX as usize;
    let run = |bytes: &[u8]| usize::from(bytes.iter().map(|byte| u8::from(is_so(*byte))).sum::<u8>());
    bytes.chunks(RUN).map(run).sum()
}

/// Where lines begin between two places, both included: after "\n", "\r\n" and a lone "\r".
fn line_starts(text: &str, from: usize, to: usize) -> Vec<usize> {
    let bytes = text.as_bytes();
    let ended = bytes.get(from.saturating_sub(1)..to).unwrap_or_default();
    let breaks = memchr::memchr2_iter(b'\n', b'\r', ended).map(|at| from + at);
    breaks.filter(|&start| bytes[start - 1] == b'\n' || bytes.get(start) != Some(&b'\n')).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn at(line: u32, character: u32) -> Position {
        Position { line, character }
    }

    #[test]
    fn columns_are_counted_in_the_encoding() {
        let text = "é😀x\r\nsecond\rthird\n";
        for (encoding, column) in [(Encoding::Utf8, 6), (Encoding::Utf16, 3), (Encoding::Utf32, 2)] {
            let buffer = Buffer::new(text.to_owned(), encoding);
            assert_eq!(buffer.position(6), at(0, column));
            assert_eq!(buffer.offset(at(0, column)), 6);
            assert_eq!(buffer.position(9), at(1, 0));
            assert_eq!(buffer.position(16), at(2, 0));
            assert_eq!(buffer.position(text.len()), at(3, 0));
            assert_eq!(Encoding::from_name(encoding.name()), Some(encoding));
        }
    }

    #[test]
    fn places_out_of_range_are_the_nearest() {
        let buffer = Buffer::new("ab\r\n😀".to_owned(), Encoding::Utf16);
        assert_eq!(buffer.offset(at(0, 99)), 2, "not past the line break");
        assert_eq!(buffer.offset(at(1, 1)), 4, "inside a character is its start");
        assert_eq!(buffer.offset(at(9, 0)), 8);
        assert_eq!(buffer.position(99), at(1, 2));
    }

    #[test]
    fn a_line_break_can_come_apart_and_together() {
        let mut buffer = Buffer::new("a\r\nb".to_owned(), Encoding::Utf16);
        buffer.edit(Range { start: at(0, 1), end: at(0, 1) }, "\r");
        assert_eq!((buffer.text(), &buffer.lines[..]), ("a\r\r\nb", &[0, 2, 4][..]));
        buffer.edit(Range { start: at(1, 0), end: at(2, 0) }, "");
        assert_eq!((buffer.text(), &buffer.lines[..]), ("a\rb", &[0, 2][..]));
        buffer.edit(Range { start: at(1, 0), end: at(1, 0) }, "\n");
        assert_eq!((buffer.text(), &buffer.lines[..]), ("a\r\nb", &[0, 3][..]));
    }

    #[test]
    fn a_long_line_is_counted_by_steps() {
        let text = "é😀".repeat(5000);
        let buffer = Buffer::new(text.clone(), Encoding::Utf16);
        for pair in [0, 170, 171, 1234, 4999] {
            assert_eq!(buffer.position(pair * 6), at(0, u32::try_from(pair).unwrap() * 3));
        }
    }

    proptest! {
        #[test]
        fn edits_keep_the_lines(
            text in "[a\r\né😀]{0,30}",
            edits in proptest::collection::vec(((0u32..6, 0u32..8), (0u32..6, 0u32..8), "[b\r\né😀]{0,6}"), 0..8),
            encoding in prop::sample::select(vec![Encoding::Utf8, Encoding::Utf16, Encoding::Utf32]),
        ) {
            let mut buffer = Buffer::new(text, encoding);
            for ((line, character), (end_line, end_character), content) in edits {
                buffer.edit(Range { start: at(line, character), end: at(end_line, end_character) }, &content);
                let fresh = Buffer::new(buffer.text.clone(), encoding);
                prop_assert_eq!(&buffer.lines, &fresh.lines);
                for (offset, _) in buffer.text.char_indices() {
                    let position = buffer.position(offset);
                    let inside_break = buffer.text[..offset].ends_with('\r') && buffer.text[offset..].starts_with('\n');
                    prop_assert!(inside_break || buffer.offset(position) == offset, "{} {:?}", offset, position);
                }
            }
        }
    }
}
