//! Which mark in a text leads to which note: `…, a class B felony.[^2]` to `[^2]: Conn. Gen. Stat. § 53a-122`.

use std::collections::HashMap;

use super::{Block, BlockKind};

/// A mark in the text that leads to a note.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoteMark {
    /// Where it stands in the document's text; most formats leave no text in its place.
    pub at: usize,
    /// The first block of its note, as an index.
    pub note: usize,
}

/// The marks and the notes of a text that is being read.
#[derive(Debug, Default)]
pub(super) struct Notes {
    marks: Vec<(usize, String)>,
    /// By their marks; nothing where several have the same: "1" on two pages.
    notes: HashMap<String, Option<Note>>,
    /// The note begun last.
    last: Option<(String, usize)>,
}

/// A note: its first block, as an index, and whether it is one because of the mark that is written before it.
#[derive(Clone, Copy, Debug)]
struct Note {
    block: usize,
    is_written: bool,
}

impl Notes {
    /// Takes a mark at a place of the text.
    pub(super) fn mark(&mut self, label: &str, at: usize) {
        self.marks.push((at, plain_label(label).to_owned()));
    }

    /// Takes the note that the mark leads to, by its first block.
    pub(super) fn note(&mut self, label: &str, block: usize) {
        // One that says nothing has no block: the next one's is not its.
        if let Some((empty, _)) = self.last.take().filter(|(_, last)| *last == block) {
            self.notes.insert(empty, None);
        }
        self.last = Some((plain_label(label).to_owned(), block));
        self.add(label, Note { block, is_written: false });
    }

    fn add(&mut self, label: &str, note: Note) {
        let known = self.notes.entry(plain_label(label).to_owned());
        known.and_modify(|known| *known = None).or_insert(Some(note));
    }

    /// The marks with a note, in order of place. Marks and notes that are part of the text, "[2]", are among them.
    pub(super) fn resolve(mut self, text: &str, blocks: &[Block]) -> Vec<NoteMark> {
        self.find_written(text, blocks);
        let Notes { marks, notes, .. } = self;
        let led = |(at, label): (usize, String)| {
            let note = (*notes.get(&label)?)?;
            let block = blocks.get(note.block)?;
            let is_note = note.is_written || block.kind == BlockKind::Footnote;
            let is_own = (block.span.start..=block.span.end).contains(&at);
            (is_note && !is_own).then_some(NoteMark { at, note: note.block })
        };
        let mut marks: Vec<NoteMark> = marks.into_iter().filter_map(led).collect();
        marks.sort_by_key(|mark| mark.at);
        marks
    }

    /// Takes the marks and notes that are written with brackets.
    fn find_written(&mut self, text: &str, blocks: &[Block]) {
        let mut any = false;
        for (index, block) in blocks.iter().enumerate() {
            let words = &text[block.span.range()];
            if let Some(label) = words.strip_prefix('[').and_then(written_label)
                && is_note(&words[label.len() + 2..], block.kind)
            {
                self.add(label, Note { block: index, is_written: true });
                any = true;
            }
        }
        if !any {
            return;
        }
        for at in memchr::memchr_iter(b'[', text.as_bytes()) {
            let label = written_label(&text[at + 1..]);
            if let Some(label) = label.filter(|label| self.notes.contains_key(*label)) {
                self.mark(label, at);
            }
        }
    }
}

/// A label without the signs around it: "1" of "1,".
fn plain_label(label: &str) -> &str {
    label.trim_matches([' ', ','])
}

/// What follows the written mark of a note at the beginning of words: of "[3] The next", " The next".
pub(crate) fn without_note_mark(words: &str) -> &str {
    let label = words.strip_prefix('[').and_then(written_label);
    label.map_or(words, |label| &words[label.len() + 2..])
}

/// The label of a mark, given what stands after its "[": "2", "^2", "^code".
fn written_label(after: &str) -> Option<&str> {
    const LONGEST: usize = 24;
    let end = memchr::memchr(b']', &after.as_bytes()[..after.len().min(LONGEST + 1)])?;
    let label = after.get(..end)?;
    let is_number = |digits: &str| (1..=3).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
    (is_number(label) || label.len() > 1 && label.starts_with('^') && !label.contains(char::is_whitespace))
        .then_some(label)
}

/// Whether words after a mark at the beginning of a block are a note's: "[2] § 53a-122 …", "[^2]: …".
fn is_note(after: &str, kind: BlockKind) -> bool {
    kind == BlockKind::Footnote || kind == BlockKind::Paragraph && after.starts_with(' ')
}

#[cfg(test)]
mod tests {
    use crate::document::{Decoded, Document, Format};

    /// What stands before each mark, and its note.
    fn led(text: &str, format: Format) -> Vec<(String, String)> {
        let document = Document::parse(Decoded::from_text(text), format);
        let marks = document.note_marks.iter();
        marks
            .map(|mark| {
                let before = document.text[..mark.at].rsplit(' ').next().unwrap_or_default();
                (before.to_owned(), document.text[document.blocks[mark.note].span.range()].to_owned())
            })
            .collect()
    }

    #[test]
    fn marks_lead_to_their_notes() {
        let expected = |notes: [&str; 2]| -> Vec<(String, String)> {
            ["one", "two."].into_iter().zip(notes).map(|(before, note)| (before.to_owned(), note.to_owned())).collect()
        };
        let (first, second) = ("The first.", "The second.");
        for (format, text, notes) in [
            (Format::Markdown, "Word one[^a] and two.[^2]\n\n[^a]: The first.\n\n[^2]: The second.\n", [first, second]),
            (
                Format::PlainText,
                "Word one[^a] and two.[^2]\n\n[^a]: The first.\n[^2]: The second.\n",
                ["[^a]: The first.", "[^2]: The second."],
            ),
            (
                Format::Markdown,
                "Word one[1] and two.[2]\n\n[1] The first.\n\n[2] The second.\n",
                ["[1] The first.", "[2] The second."],
            ),
            (
                Format::PlainText,
                "Word one[1] and two.[2]\n\n[1] The first.\n\n[2] The second.\n",
                ["[1] The first.", "[2] The second."],
            ),
            (
                Format::Html,
                "<p>Word one<sup>1</sup> and two.<sup>2</sup></p><p><sup>1</sup>The first.</p><p><sup>2</sup>The second.</p>",
                [first, second],
            ),
        ] {
            assert_eq!(led(text, format), expected(notes), "{text}");
        }
    }

    #[test]
    fn marks_that_lead_nowhere() {
        for text in [
            "Word.[1]\n\nNo note.\n",
            "Word.[1]\n\n[1] A note.\n\nWord.[1]\n\n[1] Another.\n",
            "Two [2] of them.\n\n[sic] as it says.\n",
        ] {
            assert!(led(text, Format::PlainText).is_empty(), "{text}");
        }
    }
}
