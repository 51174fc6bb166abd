//! Tells tables that say something of what their rows are about from tables that only place text on a page, as word processors and
//! web pages use them for columns: there no cell is about another.

use super::BlockKind;

/// What stands between the cells of a row.
pub(super) const SEPARATOR: &str = " | ";

/// A line of a cell.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line {
    /// Where it begins in the text.
    pub(super) start: usize,
    /// The cell's number in its row.
    pub(super) cell: usize,
    /// What kind of block it is if it is one of its own, and its depth in lists.
    pub(super) kind: BlockKind,
    pub(super) depth: u8,
}

impl Line {
    /// Where it ends if `next` is the line after it.
    pub(super) fn end_before(self, next: &Line) -> usize {
        next.start - if next.cell == self.cell { 0 } else { SEPARATOR.len() }
    }
}

/// A sentence has at least so many words; figures in a cell have fewer.
const SHORTEST_SENTENCE: usize = 6;

/// What a cell holds.
#[derive(Clone, Copy, Debug, Default)]
struct Cell {
    lines: usize,
    has_sentence: bool,
    has_digit: bool,
}

/// Whether a row, whose lines these are and which ends with the text, only places its cells: it has but one, of several lines, or it
/// has several that hold sentences on several lines, and no other with a number.
pub(super) fn places_only(lines: &[Line], text: &str) -> bool {
    let mut cells: Vec<Cell> = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let end = lines.get(at + 1).map_or(text.len(), |next| line.end_before(next));
        let words = text.get(line.start..end).unwrap_or("").trim();
        cells.resize(line.cell + 1, Cell::default());
        let cell = &mut cells[line.cell];
        cell.lines += usize::from(!words.is_empty());
        cell.has_sentence |= is_sentence(words);
        cell.has_digit |= words.bytes().any(|byte| byte.is_ascii_digit());
    }
    if let [only] = cells.as_slice() {
        return only.lines > 1;
    }
    let (panels, others): (Vec<Cell>, Vec<Cell>) = cells.iter().partition(|cell| cell.lines > 1 && cell.has_sentence);
    panels.len() > 1 && !others.iter().any(|cell| cell.has_digit)
}

fn is_sentence(words: &str) -> bool {
    words.trim_end_matches(['"', '”', '’', ')']).ends_with(['.', '!', '?'])
        && words.split_whitespace().nth(SHORTEST_SENTENCE - 1).is_some()
}
