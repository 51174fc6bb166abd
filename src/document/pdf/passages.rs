//! Puts the lines of a page together to paragraphs, headings, items and rows, with words that are broken at the end of a line
//! made whole.

use super::rows::Group;
use super::words::{Line, Word};
use crate::document::plain_text::Marker;
use crate::document::{BlockKind, Rectangle};

/// A block of a page.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Passage {
    pub(super) kind: BlockKind,
    pub(super) pieces: Vec<Piece>,
    /// The marks of notes, each with the piece that comes after it, as an index.
    pub(super) note_marks: Vec<(usize, String)>,
    /// The highest and lowest baseline of its lines, and the size of its type.
    pub(super) top: f32,
    pub(super) bottom: f32,
    pub(super) size: f32,
    /// How many lines it has.
    pub(super) lines: usize,
    /// Whether it begins a column, a text box or the page.
    pub(super) begins_column: bool,
}

/// A word, or what stands between words.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Piece {
    pub(super) text: String,
    /// The page that it is on, from 1, and where; nowhere if it stands for what is not drawn.
    pub(super) at: Option<(usize, Rectangle)>,
}

/// The passages of a page. `body` is the size of most of the document's type.
pub(super) fn passages(groups: Vec<Group>, page: usize, body: f32) -> Vec<Passage> {
    let mut passages = Vec::new();
    for group in groups {
        match group {
            Group::Row(cells) => passages.extend(row(&cells, page)),
            Group::Prose(lines) => prose(&lines, page, body, &mut passages),
        }
    }
    passages
}

fn row(cells: &[Vec<Line>], page: usize) -> Option<Passage> {
    let mut passage = Passage::of(cells.first()?.first()?, BlockKind::TableRow);
    for (index, cell) in cells.iter().enumerate() {
        if index > 0 {
            passage.separate(" | ");
        }
        cell.iter().enumerate().for_each(|(index, line)| passage.push(line, page, index == 0));
    }
    Some(passage)
}

fn prose(lines: &[Line], page: usize, body: f32, passages: &mut Vec<Passage>) {
    let leading = leading(lines);
    let mut first = 0;
    for index in 1..=lines.len() {
        if index < lines.len()
            && !ends_item(&lines[first..index], &lines[index])
            && !Column::around(lines, index, leading).breaks(&lines[index - 1], &lines[index], body)
        {
            continue;
        }
        let lines = &lines[first..index];
        if let Some(mut passage) = paragraph(lines, page, body) {
            passage.begins_column = first == 0;
            passages.push(passage);
        }
        first = index;
    }
}

fn paragraph(lines: &[Line], page: usize, body: f32) -> Option<Passage> {
    let first = lines.first()?;
    let mut passage = Passage::of(first, kind(lines, body));
    lines.iter().enumerate().for_each(|(index, line)| passage.push(line, page, index == 0));
    (!passage.pieces.is_empty()).then_some(passage)
}

fn kind(lines: &[Line], body: f32) -> BlockKind {
    const LONGEST_HEADING: usize = 20;
    let text = lines[0].text();
    let words: usize = lines.iter().map(|line| line.words.len()).sum();
    let last = lines[lines.len() - 1].text();
    let is_large = lines.iter().all(|line| line.size > 1.12 * body);
    let is_bold = lines.iter().all(|line| line.is_bold && line.size > 0.95 * body);
    if is_note(&lines[0], body) && words > 1 {
        BlockKind::Footnote
    } else if (is_large || is_bold) && words <= LONGEST_HEADING && !last.ends_with(['.', ';', ',']) {
        BlockKind::Heading
    } else if Marker::parse(&text).is_some() {
        BlockKind::ListItem
    } else {
        BlockKind::Paragraph
    }
}

/// Whether a line begins with the mark of a note: raised, or in small type before the note.
fn is_note(line: &Line, body: f32) -> bool {
    let Some(first) = line.words.first() else { return false };
    let is_number = first.text.len() <= 3 && first.text.bytes().all(|byte| byte.is_ascii_digit());
    // "1 See P.A. 17-32", not "20 years and a fine" in small print.
    let begins =
        line.words.get(1).is_some_and(|word| word.text.starts_with(|char: char| char.is_uppercase() || char == '§'));
    first.is_note_mark() || is_number && begins && line.size < 0.93 * body
}

/// What is known of the lines of a column.
struct Column {
    left: f32,
    right: f32,
    /// How far its lines are apart.
    leading: f32,
}

/// How far most lines are apart: those of a paragraph are closer than paragraphs are.
fn leading(lines: &[Line]) -> f32 {
    let mut leadings: Vec<f32> = lines.windows(2).map(|pair| pair[0].baseline - pair[1].baseline).collect();
    leadings.sort_by(f32::total_cmp);
    leadings.get(leadings.len() / 4).copied().unwrap_or(0.0)
}

impl Column {
    /// The column as the lines of the same type near the one at `index` show it.
    fn around(lines: &[Line], index: usize, leading: f32) -> Column {
        const NEAR: usize = 5;
        let size = lines[index].size;
        let near = &lines[index.saturating_sub(NEAR)..lines.len().min(index + NEAR)];
        let alike = || near.iter().filter(|line| (line.size - size).abs() < 0.12 * size);
        let left = alike().map(|line| line.left).fold(f32::MAX, f32::min);
        let right = alike().map(|line| line.right).fold(f32::MIN, f32::max);
        Column { left, right, leading }
    }

    /// Whether a paragraph ends between two lines.
    fn breaks(&self, line: &Line, next: &Line, body: f32) -> bool {
        let size = line.size.max(next.size);
        let apart = line.baseline - next.baseline;
        let is_large = size > 1.12 * body;
        let leading = if is_large { 1.4 * size } else { self.leading.max(size) };
        if (line.size - next.size).abs() > 0.12 * size || apart > 1.3 * leading || is_note(next, body) {
            return true;
        }
        let (text, next_text) = (line.text(), next.text());
        // Lines of a heading are broken where it looks well.
        if is_large || needs_more(&text) {
            return false;
        }
        let begins = next_text.chars().next().is_some_and(|char| !char.is_lowercase());
        let is_ended = is_ended(&text);
        let is_forced = begins && self.has_room(line, next, 1);
        let is_indented = next.left > self.left + 0.8 * size && line.left < self.left + 0.5 * size;
        let is_heading = line.is_bold && !next.is_bold && begins;
        let begins_heading = next.is_bold && !line.is_bold;
        is_heading
            || is_ended && is_indented && begins
            || is_forced
                && (is_ended
                    || begins_heading
                    || (self.is_short(line) || self.has_room(line, next, 2)) && !text.ends_with(','))
            || begins_item(&text, &next_text, is_ended || is_forced || is_indented)
    }

    /// Whether the first words of the next line would have stood on this one.
    fn has_room(&self, line: &Line, next: &Line, words: usize) -> bool {
        line.right + 0.8 * line.size.max(next.size) + first_width(next, words) < self.right
    }

    /// Whether a line ends well before the margin.
    fn is_short(&self, line: &Line) -> bool {
        self.right - line.right > 0.25 * (self.right - self.left)
    }
}

/// Whether a line ends a sentence or a part of one.
pub(super) fn is_ended(text: &str) -> bool {
    text.ends_with(['.', ':', ';', '!', '?', '”', '"', ')'])
}

/// Whether a line ends with a word that has another after it: "Conn. Gen. Stat.", "C.G.S. §", "subsection".
fn needs_more(text: &str) -> bool {
    const WORDS: [&str; 20] = [
        "section",
        "sections",
        "subsection",
        "subsections",
        "subdivision",
        "subdivisions",
        "subparagraph",
        "paragraph",
        "title",
        "chapter",
        "§",
        "§§",
        "sec.",
        "secs.",
        "stat.",
        "gen.",
        "conn.",
        "no.",
        "pub.",
        "ch.",
    ];
    let last = text.rsplit(' ').next().unwrap_or("").to_lowercase();
    // "C.G.S.", "U.S.C."
    let is_initials = last.len() > 3 && last.split_terminator('.').all(|initial| initial.len() == 1);
    WORDS.contains(&last.as_str()) || is_initials
}

/// Whether a line stands further left than the item of a list before it, and so is no part of it. Where the marker stands apart
/// from the item, the item's lines stand below its text.
fn ends_item(item: &[Line], next: &Line) -> bool {
    let Some((first, last)) = item.first().zip(item.last()) else { return false };
    if Marker::parse(&first.text()).is_none() {
        return false;
    }
    let is_hanging = first.words.len() > 1 && first.gap_before(1) > 0.5 * first.size;
    if is_hanging {
        return next.left < first.words[1].left - 0.5 * next.size;
    }
    next.left < last.left - 0.5 * next.size && (item.len() == 1 || next.left < first.left + 0.5 * next.size)
}

/// Whether a line begins an item of a list. A label such as "(a)" may also go on a citation on the line before.
fn begins_item(text: &str, next: &str, is_free: bool) -> bool {
    match Marker::parse(next) {
        Some(Marker::Bullet { .. }) => true,
        Some(Marker::Label { .. }) => is_free && !text.ends_with(')'),
        None => false,
    }
}

/// The width of the first words of a line; a "C.G.S. §" is one with the number that belongs to it.
fn first_width(line: &Line, words: usize) -> f32 {
    let Some(first) = line.words.first() else { return 0.0 };
    let end = line.words.iter().filter(|word| !needs_more(&word.text)).nth(words - 1).or(line.words.last());
    end.map_or(0.0, |end| end.right - first.left)
}

impl Passage {
    fn of(first: &Line, kind: BlockKind) -> Passage {
        let (top, bottom) = (first.baseline, first.baseline);
        Passage {
            kind,
            pieces: Vec::new(),
            note_marks: Vec::new(),
            top,
            bottom,
            size: first.size,
            lines: 0,
            begins_column: false,
        }
    }

    /// Adds a line; if it is not the first of its cell, it goes on from the line before.
    fn push(&mut self, line: &Line, page: usize, is_first: bool) {
        self.lines += 1;
        (self.top, self.bottom) = (self.top.max(line.baseline), self.bottom.min(line.baseline));
        let mut is_begun = false;
        for word in &line.words {
            if word.is_note_mark() {
                self.note_marks.push((self.pieces.len(), word.text.clone()));
                continue;
            }
            match std::mem::replace(&mut is_begun, true) {
                false if is_first => {}
                false => self.join(&word.text),
                true if word.is_glued => {}
                true => self.separate(" "),
            }
            self.pieces.extend(Piece::of(word, page));
        }
    }

    /// Adds what is not drawn.
    pub(super) fn separate(&mut self, text: &str) {
        self.pieces.push(Piece { text: text.to_owned(), at: None });
    }

    /// Prepares for a line that begins with `next`: adds a space, or makes a broken word whole.
    pub(super) fn join(&mut self, next: &str) {
        let Some(last) = self.pieces.last_mut() else { return };
        match line_end(&last.text, next) {
            LineEnd::Space => self.separate(" "),
            LineEnd::Nothing => {}
            LineEnd::BrokenWord => drop(last.text.pop()),
        }
    }

    /// Adds a passage that goes on where this one ends.
    pub(super) fn extend(&mut self, other: Passage) {
        if let Some(first) = other.pieces.first() {
            self.join(&first.text);
        }
        let before = self.pieces.len();
        self.pieces.extend(other.pieces);
        self.note_marks.extend(other.note_marks.into_iter().map(|(piece, label)| (before + piece, label)));
    }

    /// Its text.
    pub(super) fn text(&self) -> String {
        self.pieces.iter().map(|piece| piece.text.as_str()).collect()
    }
}

impl Piece {
    /// A word and the punctuation after it.
    fn of(word: &Word, page: usize) -> Vec<Piece> {
        let (head, tail) = match word.tail {
            Some((start, tail, head)) => ((&word.text[..start], head), Some((&word.text[start..], tail))),
            None => ((word.text.as_str(), word.at), None),
        };
        let piece = |(text, at): (&str, Rectangle)| Piece { text: without_soft_hyphens(text), at: Some((page, at)) };
        std::iter::once(head).chain(tail).map(piece).collect()
    }
}

/// A soft hyphen within a word is not seen; at its end it is a hyphen.
fn without_soft_hyphens(text: &str) -> String {
    match text.strip_suffix('\u{ad}') {
        Some(broken) => format!("{}-", broken.replace('\u{ad}', "")),
        None => text.replace('\u{ad}', ""),
    }
}

/// What stands between the last word of a line and the first of the next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum LineEnd {
    Space,
    /// The hyphen is the word's own: "53a-" and "192a", "203-777-" and "6311".
    Nothing,
    /// The hyphen is there because the word was broken.
    BrokenWord,
}

fn line_end(last: &str, next: &str) -> LineEnd {
    let before = last.strip_suffix(['-', '–']).and_then(|before| before.chars().next_back());
    let after = next.chars().next();
    match (before, after) {
        (Some(before), Some(after)) if before.is_alphabetic() && after.is_lowercase() && last.ends_with('-') => {
            // "T-" of "T-shirt" and "53a-" of a section are no broken words.
            let word = last.trim_end_matches('-').rsplit(|char: char| !char.is_alphanumeric()).next().unwrap_or("");
            match word.chars().count() > 1 && word.chars().all(char::is_alphabetic) {
                true => LineEnd::BrokenWord,
                false => LineEnd::Nothing,
            }
        }
        (Some(before), Some(after)) if before.is_alphanumeric() && after.is_alphanumeric() => LineEnd::Nothing,
        _ if last.ends_with(')') && is_label(next) => LineEnd::Nothing,
        _ => LineEnd::Space,
    }
}

/// Whether a word begins with a label: "(1)" at the beginning of a line goes on "53a-70(b)" at the end of the one before.
fn is_label(word: &str) -> bool {
    const LONGEST: usize = 5;
    let label = word.strip_prefix('(').and_then(|label| label.split_once(')')).map(|(label, _)| label);
    label.is_some_and(|label| {
        (1..=LONGEST).contains(&label.len()) && label.bytes().all(|byte| byte.is_ascii_alphanumeric())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn broken_words_are_whole_and_numbers_keep_their_hyphens() {
        assert_eq!(line_end("traffick-", "ing"), LineEnd::BrokenWord);
        assert_eq!(line_end("53a-", "192a"), LineEnd::Nothing);
        assert_eq!(line_end("203-777-", "6311"), LineEnd::Nothing);
        assert_eq!(line_end("class A-", "B"), LineEnd::Nothing);
        assert_eq!(line_end("T-", "shirt"), LineEnd::Nothing);
        assert_eq!(line_end("law", "says"), LineEnd::Space);
        assert_eq!(line_end("the law -", "which"), LineEnd::Space);
        assert_eq!(line_end("10–", "20"), LineEnd::Nothing);
        assert_eq!(line_end("53a-70(b)", "(1)"), LineEnd::Nothing);
        assert_eq!(line_end("(Mr. Smith)", "(formerly"), LineEnd::Space);
    }
}
