//! Puts the passages of all pages together: what is repeated on every page is kept once, and a paragraph that goes on over the
//! end of a column or page is one.

use std::collections::HashMap;

use super::passages::{Passage, Piece, is_ended};
use crate::document::notes::Notes;
use crate::document::{Block, BlockKind, Drawn, Rectangle, UNREAD, Unread};
use crate::span::Span;

/// A page that was read.
#[derive(Debug)]
pub(super) struct ReadPage {
    /// Its number, from 1.
    pub(super) number: usize,
    pub(super) passages: Vec<Passage>,
    /// What could not be read of it, if anything could not.
    pub(super) unread: Option<String>,
    /// All of it.
    pub(super) area: Rectangle,
}

/// A document's text and where it is drawn.
#[derive(Debug, Default)]
pub(super) struct Told {
    pub(super) text: String,
    pub(super) blocks: Vec<Block>,
    pub(super) notes: Notes,
    pub(super) drawn: Vec<Drawn>,
    pub(super) unread: Vec<Unread>,
}

/// The text of all pages.
pub(super) fn told(mut pages: Vec<ReadPage>) -> Told {
    let furniture = take_furniture(&mut pages);
    let mut told = Told::default();
    let mut passages: Vec<Passage> = Vec::new();
    for page in pages {
        for passage in page.passages {
            match unfinished(&mut passages).filter(|before| goes_on(before, &passage)) {
                Some(before) => before.extend(passage),
                None => passages.push(passage),
            }
        }
        if let Some(what) = page.unread {
            // The last paragraph before goes on nowhere.
            passages.drain(..).for_each(|passage| told.push(&passage));
            told.unread(page.number, page.area, what);
        }
    }
    passages.extend(furniture);
    passages.iter().for_each(|passage| told.push(passage));
    told
}

/// The last passage that another may go on from: notes stand between the columns of a text.
fn unfinished(passages: &mut [Passage]) -> Option<&mut Passage> {
    /// More notes do not stand at the foot of a column.
    const MOST_NOTES: usize = 50;
    passages.iter_mut().rev().take(MOST_NOTES).find(|passage| passage.kind != BlockKind::Footnote)
}

/// Whether a passage at the top of a column goes on in the middle of a sentence.
fn goes_on(before: &Passage, passage: &Passage) -> bool {
    let text = before.pieces.last().map_or("", |piece| piece.text.as_str());
    let is_prose = matches!(before.kind, BlockKind::Paragraph | BlockKind::ListItem);
    let is_open = !is_ended(text);
    let first = passage.pieces.first().and_then(|piece| piece.text.chars().next());
    let is_number_cut = text.ends_with(['-', ',']) && first.is_some_and(|char| char.is_ascii_digit());
    let goes_on = first.is_some_and(char::is_lowercase) || is_number_cut;
    let is_same_type = (before.size - passage.size).abs() < 0.12 * before.size;
    passage.begins_column && passage.kind == BlockKind::Paragraph && is_prose && is_open && goes_on && is_same_type
}

/// Takes headers, footers and page numbers out of the pages: each is kept once, but for the numbers.
fn take_furniture(pages: &mut [ReadPage]) -> Vec<Passage> {
    let mut seen: HashMap<String, usize> = HashMap::new();
    for page in pages.iter() {
        for passage in edges(page).into_iter().map(|index| &page.passages[index]) {
            *seen.entry(without_numbers(passage, page.number)).or_default() += 1;
        }
    }
    let repeated = |passage: &Passage, page: usize| {
        let is_number = !passage.text().contains(char::is_alphabetic);
        seen.get(&without_numbers(passage, page)).is_some_and(|times| *times >= FEWEST_PAGES || is_number && *times > 1)
    };
    let mut kept: HashMap<String, Passage> = HashMap::new();
    let mut order = Vec::new();
    for page in pages.iter_mut() {
        let mut edges: Vec<usize> =
            edges(page).into_iter().filter(|&index| repeated(&page.passages[index], page.number)).collect();
        edges.sort_unstable();
        for index in edges.into_iter().rev() {
            let passage = page.passages.remove(index);
            let name = without_numbers(&passage, page.number);
            if name.contains(char::is_alphabetic) && !kept.contains_key(&name) {
                order.push(name.clone());
                kept.insert(name, passage);
            }
        }
    }
    order.iter().filter_map(|name| kept.remove(name)).collect()
}

/// On how many pages a line must stand to be no part of the text.
const FEWEST_PAGES: usize = 3;

/// The indices of the passages at the top and bottom of a page that are short enough to be no part of the text.
fn edges(page: &ReadPage) -> Vec<usize> {
    const TALLEST: usize = 2;
    let short = || page.passages.iter().enumerate().filter(|(_, passage)| passage.lines <= TALLEST);
    let by_place = |a: &(usize, &Passage), b: &(usize, &Passage)| a.1.top.total_cmp(&b.1.top);
    let top = page.passages.iter().map(|passage| passage.top).fold(f32::MIN, f32::max);
    let bottom = page.passages.iter().map(|passage| passage.bottom).fold(f32::MAX, f32::min);
    let highest = short().max_by(by_place).filter(|(_, passage)| passage.top >= top);
    let lowest = short().min_by(by_place).filter(|(_, passage)| passage.bottom <= bottom);
    let mut edges: Vec<usize> = [highest, lowest].into_iter().flatten().map(|(index, _)| index).collect();
    edges.dedup();
    edges
}

/// A passage's text without the number of its page, which changes; what is nothing but numbers is alike.
fn without_numbers(passage: &Passage, page: usize) -> String {
    let text = passage.text();
    let page = page.to_string();
    let is_number = !text.contains(char::is_alphabetic);
    let mut masked = String::new();
    for part in text.split_inclusive(|char: char| !char.is_ascii_digit()) {
        let digits = part.trim_end_matches(|char: char| !char.is_ascii_digit());
        let is_page = !digits.is_empty() && (is_number || digits == page);
        masked.push_str(if is_page { "#" } else { digits });
        masked.push_str(&part[digits.len()..]);
    }
    masked
}

impl Told {
    fn push(&mut self, passage: &Passage) {
        let start = self.begin();
        let mut marks = passage.note_marks.as_slice();
        for (index, piece) in passage.pieces.iter().enumerate() {
            self.note_marks(&mut marks, index, passage.kind);
            self.piece(piece);
        }
        self.note_marks(&mut marks, passage.pieces.len(), passage.kind);
        self.end(start, passage.kind);
    }

    /// Takes the marks of notes that stand before the piece of that index. A note begins with its own.
    fn note_marks(&mut self, marks: &mut &[(usize, String)], piece: usize, kind: BlockKind) {
        while let Some(((at, label), rest)) = marks.split_first().filter(|((at, _), _)| *at == piece) {
            match kind {
                BlockKind::Footnote if *at == 0 => self.notes.note(label, self.blocks.len()),
                _ => label.split(',').for_each(|label| self.notes.mark(label, self.text.len())),
            }
            *marks = rest;
        }
    }

    /// Holds the place of a page, or of the rest of one, that is not read.
    fn unread(&mut self, page: usize, at: Rectangle, what: String) {
        let start = self.begin();
        self.piece(&Piece { text: UNREAD.to_owned(), at: Some((page, at)) });
        self.end(start, BlockKind::Paragraph);
        self.unread.push(Unread { span: Span::new(start, self.text.len()), what });
    }

    fn begin(&mut self) -> usize {
        if !self.text.is_empty() {
            self.text.push_str("\n\n");
        }
        self.text.len()
    }

    fn piece(&mut self, piece: &Piece) {
        let start = self.text.len();
        self.text.push_str(&piece.text);
        if let Some((page, at)) = piece.at.filter(|_| !piece.text.is_empty()) {
            self.drawn.push(Drawn { text: Span::new(start, self.text.len()), page, at });
        }
    }

    fn end(&mut self, start: usize, kind: BlockKind) {
        let text = &self.text[start..];
        let start = start + text.len() - text.trim_start().len();
        let span = Span::new(start, start + text.trim().len());
        if !span.is_empty() {
            self.blocks.push(Block { kind, span, depth: u8::from(kind == BlockKind::ListItem) });
        }
    }
}
