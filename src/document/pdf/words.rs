//! Puts letters together to words, and words to the stretches of a line that stand close together.

use std::collections::HashSet;

use super::glyphs::{Glyph, Letters};
use crate::document::Rectangle;
use crate::document::builder::is_note_mark;

/// A word.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Word {
    pub(super) text: String,
    pub(super) at: Rectangle,
    /// The punctuation at its end: where it begins in the text, where on the page, and where what is before it is.
    pub(super) tail: Option<(usize, Rectangle, Rectangle)>,
    /// Where it begins and ends on its line.
    pub(super) left: f32,
    pub(super) right: f32,
    /// Whether no space stands before it.
    pub(super) is_glued: bool,
    /// Whether it is smaller than the line's type, and above the line.
    pub(super) is_raised: bool,
    baseline: f32,
    size: f32,
}

/// Words that stand on one line: at first those with no wide gap between them, then those of a cell or column.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Line {
    pub(super) words: Vec<Word>,
    pub(super) left: f32,
    pub(super) right: f32,
    pub(super) baseline: f32,
    /// The size of most of its type.
    pub(super) size: f32,
    /// Whether all of it is bold.
    pub(super) is_bold: bool,
}

/// From which gap on words do not stand close together, in parts of the type's size.
const WIDE: f32 = 1.0;
/// From which gap on letters are of two words.
const NARROW: f32 = 0.17;
/// The same where a space is drawn between them.
const NARROWEST: f32 = 0.05;

/// The stretches of a page, in the order in which they are drawn.
pub(super) fn stretches<'g>(glyphs: impl Iterator<Item = &'g Glyph>) -> Vec<Line> {
    let mut done = Vec::new();
    let mut open: Option<Open> = None;
    let mut drawn = HashSet::new();
    for glyph in glyphs {
        if !glyph.text.is_space() && is_drawn(&mut drawn, glyph) {
            continue;
        }
        match open.as_mut().filter(|open| open.takes(glyph)) {
            Some(open) => open.push(glyph),
            None => {
                done.extend(open.take().and_then(Open::finish));
                open = Some(Open::new(glyph));
            }
        }
    }
    done.extend(open.and_then(Open::finish));
    done
}

/// Whether a letter was drawn at about this place before: bold type and shadows are made by drawing letters twice.
fn is_drawn(drawn: &mut HashSet<(char, i32, i32, i32)>, glyph: &Glyph) -> bool {
    let Some(first) = glyph.text.first() else { return false };
    // A sixteenth of the type's size to the left or right; no letter is so narrow.
    let unit = glyph.size.max(1.0) / 16.0;
    #[expect(clippy::cast_possible_truncation, reason = "the nearest place is meant")]
    let near = |value: f32, unit: f32| (value / unit).round() as i32;
    let (left, baseline) = (near(glyph.left, unit), near(glyph.baseline, 8.0 * unit));
    // Places in units of one size cannot be compared with those of another.
    let size = near(glyph.size, 0.1);
    let is_drawn = (-1..=1).any(|aside| drawn.contains(&(first, left.saturating_add(aside), baseline, size)));
    drawn.insert((first, left, baseline, size));
    is_drawn
}

/// A stretch in the making.
struct Open {
    words: Vec<Word>,
    word: Option<Word>,
    left: f32,
    right: f32,
    /// Where its last letter or space ends.
    reach: f32,
    after_space: bool,
    /// The baseline and size of its largest letters.
    baseline: f32,
    size: f32,
    is_bold: bool,
    /// Whether nothing stands between the last letter and the next.
    is_glued: bool,
}

impl Open {
    fn new(glyph: &Glyph) -> Open {
        let mut open = Open {
            words: Vec::new(),
            word: None,
            left: glyph.left,
            right: glyph.left,
            reach: glyph.left,
            after_space: false,
            baseline: glyph.baseline,
            size: glyph.size,
            is_bold: true,
            is_glued: false,
        };
        open.push(glyph);
        open
    }

    /// Whether the letter goes on here.
    fn takes(&self, glyph: &Glyph) -> bool {
        let size = self.size.max(glyph.size);
        let gap = glyph.left - self.reach;
        let shift = (glyph.baseline - self.baseline).abs();
        shift < 0.5 * size && gap > -0.6 * size && gap < WIDE * size
    }

    fn push(&mut self, glyph: &Glyph) {
        if glyph.text.is_space() {
            // Some programs draw one space as wide as the gap to the next column.
            self.reach = self.reach.max(glyph.right.min(self.reach + 0.5 * glyph.size));
            self.after_space = true;
            return;
        }
        // In the place of a soft hyphen that is not needed Chromium draws a space, and the next letter over it.
        let narrow = if std::mem::take(&mut self.after_space) { NARROWEST } else { NARROW };
        if glyph.left - self.right > narrow * glyph.size {
            self.end_word();
            self.is_glued = false;
        } else if self.word.as_ref().is_some_and(|word| word.differs(glyph)) {
            self.end_word();
            self.is_glued = true;
        }
        if glyph.size > self.size {
            (self.size, self.baseline) = (glyph.size, glyph.baseline);
        }
        self.is_bold &= glyph.is_bold;
        self.right = self.right.max(glyph.right);
        self.reach = self.reach.max(self.right);
        let is_glued = self.is_glued;
        let word = self.word.get_or_insert_with(|| Word {
            text: String::new(),
            at: glyph.at,
            tail: None,
            left: glyph.left,
            right: glyph.right,
            is_glued,
            is_raised: false,
            baseline: glyph.baseline,
            size: glyph.size,
        });
        word.tail = word.tail_with(glyph);
        glyph.text.push_to(&mut word.text);
        word.at = word.at.cover(glyph.at);
        word.right = word.right.max(glyph.right);
        self.is_glued = true;
    }

    fn end_word(&mut self) {
        self.words.extend(self.word.take().filter(|word| !word.text.is_empty()));
    }

    fn finish(mut self) -> Option<Line> {
        self.end_word();
        let Open { mut words, left, right, baseline, size, is_bold, .. } = self;
        for word in &mut words {
            word.is_raised = word.size < 0.85 * size && word.baseline > baseline + 0.12 * size;
        }
        (!words.is_empty()).then_some(Line { words, left, right, baseline, size, is_bold })
    }
}

impl Line {
    /// Adds what stands beside it or in its gaps.
    pub(super) fn join(&mut self, other: Line) {
        let is_in_order = self.words.last().is_none_or(|last| last.left <= other.left);
        self.words.extend(other.words);
        if is_in_order {
            self.right = self.right.max(other.right);
            self.is_bold &= other.is_bold;
            return;
        }
        self.words.sort_by(|one, other| one.left.total_cmp(&other.left));
        self.left = self.left.min(other.left);
        self.right = self.right.max(other.right);
        self.is_bold &= other.is_bold;
    }

    /// The gap before the word at an index that is not the first.
    pub(super) fn gap_before(&self, index: usize) -> f32 {
        self.words[index].left - self.words[index - 1].right
    }

    /// The line's text.
    pub(super) fn text(&self) -> String {
        let mut text = String::new();
        for word in &self.words {
            if !text.is_empty() && !word.is_glued {
                text.push(' ');
            }
            text.push_str(&word.text);
        }
        text
    }

    /// Whether it is nothing but what stands before an item of a list.
    pub(super) fn is_marker(&self) -> bool {
        let text = self.text();
        let label = text.trim_matches(|char| matches!(char, '(' | ')' | '.' | ':'));
        let is_short = label.chars().count() <= 4 && label.len() < text.len();
        let is_number = text.len() <= 3 && text.bytes().all(|byte| byte.is_ascii_digit());
        let is_label = is_short && label.chars().all(char::is_alphanumeric);
        text.chars().all(|char| !char.is_alphanumeric()) || is_label || is_number || text == "o"
    }
}

impl Word {
    /// Whether a letter stands higher or lower than the word's, and is larger or smaller.
    fn differs(&self, glyph: &Glyph) -> bool {
        let (small, large) = (self.size.min(glyph.size), self.size.max(glyph.size));
        small < 0.85 * large && (self.baseline - glyph.baseline).abs() > 0.12 * large
    }

    /// Its tail once a letter more is added.
    fn tail_with(&self, glyph: &Glyph) -> Option<(usize, Rectangle, Rectangle)> {
        let is_punctuation =
            matches!(glyph.text, Letters::One('.' | ',' | ';' | ':' | '!' | '?' | ')' | ']' | '”' | '’' | '"'));
        match self.tail {
            _ if !is_punctuation || self.text.is_empty() => None,
            Some((start, tail, head)) => Some((start, tail.cover(glyph.at), head)),
            None => Some((self.text.len(), glyph.at, self.at)),
        }
    }

    /// Whether it is the mark of a note, which would be read as part of the number before it.
    pub(super) fn is_note_mark(&self) -> bool {
        self.is_raised && is_note_mark(&self.text)
    }
}
