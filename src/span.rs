//! Places in text: byte ranges, and the rows and columns that people count.
//! Knows nothing of where the text came from.

use std::ops::Range;

/// A byte range of [`Document::text`](crate::document::Document), end exclusive.
///
/// Invariant: both ends are on character boundaries of the text they were made for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Span {
    /// The span from `start` to `end`, in bytes.
    pub const fn new(start: usize, end: usize) -> Self {
        Span { start, end }
    }

    /// Number of bytes.
    pub const fn len(self) -> usize {
        self.end.saturating_sub(self.start)
    }

    /// Whether the span holds no byte.
    pub const fn is_empty(self) -> bool {
        self.end <= self.start
    }

    /// The span as an index range.
    pub const fn range(self) -> Range<usize> {
        self.start..self.end
    }

    /// Whether `other` lies wholly inside this span.
    pub const fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two spans share a byte.
    pub const fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The same, so many bytes further on.
    pub const fn moved(self, by: usize) -> Span {
        Span::new(self.start + by, self.end + by)
    }

    /// The same, so many bytes further on or, if that is negative, back.
    pub const fn shifted(self, by: isize) -> Span {
        Span::new(self.start.saturating_add_signed(by), self.end.saturating_add_signed(by))
    }

    /// The smallest span that holds both.
    pub fn cover(self, other: Span) -> Span {
        Span::new(self.start.min(other.start), self.end.max(other.end))
    }
}

/// What some spans cover together. To ask it of a place takes a search, however many spans there are.
#[derive(Clone, Debug, Default)]
pub struct Cover {
    /// In order, none touching another.
    spans: Vec<Span>,
}

impl FromIterator<Span> for Cover {
    fn from_iter<I: IntoIterator<Item = Span>>(spans: I) -> Cover {
        let mut spans: Vec<Span> = spans.into_iter().collect();
        spans.sort_unstable();
        spans.dedup_by(|later, earlier| {
            let joins = later.start <= earlier.end;
            if joins {
                *earlier = earlier.cover(*later);
            }
            joins
        });
        Cover { spans }
    }
}

impl Cover {
    /// Whether it shares a byte with `place`.
    pub fn overlaps(&self, place: Span) -> bool {
        let at = self.spans.partition_point(|span| span.end <= place.start);
        self.spans.get(at).is_some_and(|span| span.overlaps(place))
    }
}

/// A row and a column, both counted from 1; columns count Unicode scalar values.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Location {
    /// Line number, from 1.
    pub row: usize,
    /// Unicode scalar values since the start of the line, from 1. A byte-order mark does not count.
    pub column: usize,
}

/// Turns byte offsets into [`Location`]s, cheapest when asked in ascending order.
///
/// It walks the text forward from its last answer, so that a thousand places in one line of 50 MB
/// cost one pass over that line; an offset before the last answer starts again from the top.
#[derive(Clone, Debug)]
pub struct Locator<'a> {
    text: &'a str,
    offset: usize,
    location: Location,
}

impl<'a> Locator<'a> {
    /// A locator at the start of `text`.
    pub fn new(text: &'a str) -> Self {
        Locator { text, offset: 0, location: Location { row: 1, column: 1 } }
    }

    /// The location of byte `offset`. A place inside a character counts as its start, one past the
    /// end as the end.
    pub fn locate(&mut self, offset: usize) -> Location {
        let offset = self.text.floor_char_boundary(offset);
        if offset < self.offset {
            *self = Locator::new(self.text);
        }
        self.advance(offset);
        self.location
    }

    fn advance(&mut self, offset: usize) {
        let bytes = self.text.as_bytes();
        let from = self.offset;
        let mut line_start = None;
        for at in memchr::memchr2_iter(b'\n', b'\r', &bytes[from..offset]) {
            let at = from + at;
            // The "\r" of "\r\n" ends no line of its own.
            if bytes[at] == b'\r' && bytes.get(at + 1) == Some(&b'\n') {
                continue;
            }
            self.location.row += 1;
            line_start = Some(at + 1);
        }
        if line_start.is_some() {
            self.location.column = 1;
        }
        let counted = &self.text[line_start.unwrap_or(from)..offset];
        self.location.column += counted.chars().count();
        if line_start.unwrap_or(from) == 0 && counted.starts_with('\u{feff}') {
            self.location.column -= 1;
        }
        self.offset = offset;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str, offset: usize) -> (usize, usize) {
        let Location { row, column } = Locator::new(text).locate(offset);
        (row, column)
    }

    #[test]
    fn rows_and_columns_count_from_one() {
        assert_eq!(at("ab\ncd", 0), (1, 1));
        assert_eq!(at("ab\ncd", 4), (2, 2));
        assert_eq!(at("ab\ncd", 99), (2, 3));
    }

    #[test]
    fn every_line_ending_ends_one_line() {
        assert_eq!(at("a\r\nb\rc\nd", 3), (2, 1));
        assert_eq!(at("a\r\nb\rc\nd", 5), (3, 1));
        assert_eq!(at("a\r\nb\rc\nd", 7), (4, 1));
    }

    #[test]
    fn columns_are_scalars_and_ignore_the_byte_order_mark() {
        assert_eq!(at("\u{feff}é😀x", 9), (1, 3));
        assert_eq!(at("é😀x", 3), (1, 2), "inside a character is its start");
    }

    #[test]
    fn going_back_starts_again() {
        let mut locator = Locator::new("one\ntwo\nthree");
        assert_eq!(locator.locate(9).row, 3);
        assert_eq!(locator.locate(4), Location { row: 2, column: 1 });
    }
}
