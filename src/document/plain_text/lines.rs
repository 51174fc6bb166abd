//! Splits text into lines and says what each looks like by itself. What a line means beside its
//! neighbors is for the reader.

use std::sync::LazyLock;

use memchr::memmem::Finder;

use super::marker::Marker;
use crate::document::suppression;
use crate::span::Span;

/// What is between columns that are aligned with spaces, at least.
static GAP: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new("  "));

/// A line without the white space around it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line<'a> {
    /// Its text.
    pub(super) text: &'a str,
    /// Where it is.
    pub(super) span: Span,
    /// Whether a form feed ends it.
    pub(super) ends_page: bool,
}

/// What a line looks like by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape<'a> {
    /// White space.
    Blank,
    /// A comment for lawlint, without its marks.
    Comment(&'a str),
    /// `## Penalties`
    Heading,
    /// `-----`, `=====` or `---  -----  ---`
    Rule,
    /// `| a | b |`
    TableRow,
    /// `|---|---|`
    TableRule,
    /// `<sup>1</sup> See…` or `[^1]: See…`
    Footnote,
    /// A list marker and perhaps its item.
    Item(Marker<'a>),
    /// Anything else.
    Text,
}

impl<'a> Line<'a> {
    /// What the line looks like. Only its first bytes decide, but for rules and rows.
    pub(super) fn shape(&self) -> Shape<'a> {
        let line = self.text;
        let Some(&first) = line.as_bytes().first() else {
            return Shape::Blank;
        };
        let special = match first {
            b'#' | b'/' | b'<' => comment(line).map(Shape::Comment).or_else(|| heading_or_note(line)),
            b'[' => is_footnote(line).then_some(Shape::Footnote),
            b'=' | b'-' | b'_' | b'*' => is_rule(line, first).then_some(Shape::Rule),
            b'|' => row(line),
            _ => None,
        };
        special.or_else(|| Marker::parse(line).map(Shape::Item)).unwrap_or(Shape::Text)
    }

    /// Whether it holds a tab within.
    pub(super) fn has_tab(&self) -> bool {
        memchr::memchr(b'\t', self.text.as_bytes()).is_some()
    }

    /// Where its columns begin, if they are aligned with spaces: after two or more, from the line's own start.
    ///
    /// Empty for a line without any.
    pub(super) fn columns(&self) -> Vec<usize> {
        const LONGEST: usize = 240;
        let bytes = self.text.as_bytes();
        if bytes.len() > LONGEST || GAP.find(bytes).is_none() {
            return Vec::new();
        }
        let begins = |at: &usize| bytes[*at] != b' ' && bytes[at - 2..*at] == *b"  ";
        (2..bytes.len()).filter(begins).map(|at| self.text[..at].chars().count()).collect()
    }
}

impl Line<'_> {
    /// Whether its first column is a label: "Grade:    class C felony".
    pub(super) fn is_labelled(&self) -> bool {
        self.text.split_once("  ").is_some_and(|(first, _)| first.ends_with(':'))
    }

    /// Whether every column of the line with fewer begins where one of the other does.
    pub(super) fn is_aligned_with(&self, other: &Line<'_>) -> bool {
        let mut more = other.columns();
        // Most lines have none, and this is asked of every line of prose.
        if more.is_empty() {
            return false;
        }
        let mut fewer = self.columns();
        if fewer.len() > more.len() {
            std::mem::swap(&mut fewer, &mut more);
        }
        !fewer.is_empty() && fewer.iter().all(|column| more.contains(column))
    }
}

fn comment(line: &str) -> Option<&str> {
    let words = match line.strip_prefix("<!--") {
        // Text between two comments is text.
        Some(words) => words.split_once("-->").and_then(|(words, after)| after.is_empty().then_some(words))?,
        None => line.strip_prefix('#').or_else(|| line.strip_prefix("//"))?,
    };
    suppression::is_for_lawlint(words).then_some(words)
}

fn heading_or_note(line: &str) -> Option<Shape<'static>> {
    let title = line.trim_start_matches('#');
    let level = line.len() - title.len();
    if (1..=6).contains(&level) && (title.is_empty() || title.starts_with(char::is_whitespace)) {
        return Some(Shape::Heading);
    }
    is_footnote(line).then_some(Shape::Footnote)
}

fn is_footnote(line: &str) -> bool {
    if let Some(mark) = line.strip_prefix("<sup>") {
        let after = mark.trim_start_matches(|c: char| c.is_ascii_digit());
        return after.len() < mark.len() && after.starts_with("</sup>");
    }
    const LONGEST_LABEL: usize = 64;
    line.strip_prefix("[^").is_some_and(|label| {
        let label = &label.as_bytes()[..label.len().min(LONGEST_LABEL)];
        memchr::memchr(b']', label).is_some_and(|end| end > 0 && label.get(end + 1) == Some(&b':'))
    })
}

fn is_rule(line: &str, mark: u8) -> bool {
    line.len() >= 3 && line.bytes().all(|byte| byte == mark || byte == b' ') && line.as_bytes().get(1) == Some(&mark)
}

fn row(line: &str) -> Option<Shape<'static>> {
    if line.bytes().all(|byte| matches!(byte, b'|' | b'-' | b':' | b' ' | b'\t')) {
        return Some(Shape::TableRule);
    }
    memchr::memchr(b'|', &line.as_bytes()[1..]).map(|_| Shape::TableRow)
}

/// "Page 4 of 12", "- 4 -", "4": what stands at the foot of a page.
fn is_page_number(line: &str) -> bool {
    let words = line.trim_matches(|c: char| !c.is_ascii_alphanumeric()).to_ascii_lowercase();
    let number = words.strip_prefix("page ").unwrap_or(&words);
    let number = number.split_once(" of ").map_or(number, |(number, _)| number);
    (1..=4).contains(&number.len()) && number.bytes().all(|byte| byte.is_ascii_digit())
}

/// The lines of a text. `\n`, `\r\n`, `\r` and form feeds end them; a byte-order mark begins none.
#[derive(Clone)]
pub(super) struct Lines<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Lines<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        let at = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
        Lines { text, at }
    }

    /// The lines from the one on that goes on in the middle of a sentence after the number of a page; `None` if the next lines are
    /// nothing of the kind.
    pub(super) fn past_the_page(&self) -> Option<Self> {
        const FOOT: usize = 6;
        let (mut ahead, mut number) = (self.clone(), false);
        for _ in 0..FOOT {
            let next = ahead.clone();
            let line = ahead.next()?;
            match line.text {
                "" => {}
                text if !number && is_page_number(text) => number = true,
                text if number && text.starts_with(|c: char| c.is_lowercase()) && line.shape() == Shape::Text => {
                    return Some(next);
                }
                _ => return None,
            }
        }
        None
    }
}

impl<'a> Iterator for Lines<'a> {
    type Item = Line<'a>;

    fn next(&mut self) -> Option<Line<'a>> {
        let rest = self.text.get(self.at..).filter(|rest| !rest.is_empty())?;
        let bytes = rest.as_bytes();
        let end = memchr::memchr3(b'\n', b'\r', b'\x0c', bytes).unwrap_or(bytes.len());
        let ending = match bytes.get(end..) {
            Some([b'\r', b'\n', ..]) => 2,
            Some([_, ..]) => 1,
            _ => 0,
        };
        let unindented = rest[..end].trim_start();
        let start = self.at + end - unindented.len();
        let text = unindented.trim_end();
        self.at += end + ending;
        let span = Span::new(start, start + text.len());
        Some(Line { text, span, ends_page: bytes.get(end) == Some(&b'\x0c') })
    }
}
