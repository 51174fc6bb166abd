//! What a document has in common with its last version: while a text is edited, all before one place and all after it stays.

use super::{Block, Document};
use crate::span::Span;

/// A version of a document, to hold the next one against.
#[derive(Debug)]
pub(crate) struct Version {
    text: String,
    blocks: Vec<Block>,
}

/// What of a document is as it was in another version of it: all before one place and all after it.
///
/// Invariant: a block is kept whole or not at all. With it the bytes to [`MARGIN`] around it are the same, and the blocks next to it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Kept {
    same_start: usize,
    same_end: usize,
    shift: isize,
    fresh: Span,
    /// The blocks that are not kept.
    blocks: [usize; 2],
    /// By how many blocks this version has more.
    blocks_more: isize,
}

/// Nobody who reads a block looks further from it than this, in bytes, but at what is handed to him.
const MARGIN: usize = 2048;

impl Version {
    pub(crate) fn of(document: &Document) -> Version {
        Version { text: document.text.clone(), blocks: document.blocks.clone() }
    }
}

impl Kept {
    /// Nothing of a document.
    pub(crate) fn nothing(document: &Document) -> Kept {
        let length = document.text.len();
        let (fresh, blocks) = (Span::new(0, length), [0, document.blocks.len()]);
        Kept { same_start: 0, same_end: length, shift: 0, fresh, blocks, blocks_more: 0 }
    }

    /// What of `document` is as in `last`.
    pub(crate) fn of(document: &Document, last: &Version) -> Kept {
        let (text, old) = (document.text.as_str(), last.text.as_str());
        let same_start = text.floor_char_boundary(common_start(text.as_bytes(), old.as_bytes()));
        let rest = [text, old].map(|text| &text.as_bytes()[same_start..]);
        let same_end = text.ceil_char_boundary(text.len() - common_end(rest[0], rest[1]));
        let (blocks, old_blocks) = (document.blocks.as_slice(), last.blocks.as_slice());
        // The last block that is the same is what the one before it sees next.
        let is_same = |(new, old): &(&Block, &Block)| new == old && new.span.end <= same_start;
        let same = blocks.iter().zip(old_blocks).take_while(is_same).count();
        let before = blocks[..same.saturating_sub(1)].partition_point(|block| block.span.end + MARGIN <= same_start);
        let shift = text.len().wrapping_sub(old.len()).cast_signed();
        let is_same = |(new, old): &(&Block, &Block)| {
            let was = Block { span: old.span.shifted(shift), ..**old };
            **new == was && new.span.start >= same_end
        };
        let rest = blocks[before..].iter().rev().zip(old_blocks[before..].iter().rev());
        let same = blocks.len() - rest.take_while(is_same).count();
        let near = blocks[same..].partition_point(|block| block.span.start < same_end + MARGIN);
        let after = (same + near + 1).min(blocks.len());
        let ends = [before, after];
        Kept {
            same_start,
            same_end,
            shift,
            fresh: between(blocks, ends, text.len()),
            blocks: ends,
            blocks_more: blocks.len().wrapping_sub(old_blocks.len()).cast_signed(),
        }
    }

    /// The same, but nothing of a stretch of the text.
    pub(crate) fn without(self, document: &Document, stretch: Span) -> Kept {
        let blocks = document.blocks.as_slice();
        let start = blocks.partition_point(|block| block.span.end <= stretch.start).min(self.blocks[0]);
        let end = blocks.partition_point(|block| block.span.start < stretch.end).max(self.blocks[1]);
        let fresh = between(blocks, [start, end], document.text.len()).cover(stretch);
        Kept { fresh, blocks: [start, end], ..self }
    }

    /// Up to where the texts are the same, and from where on this one ends as the other does, in bytes.
    pub(crate) fn same_ends(&self) -> (usize, usize) {
        (self.same_start, self.same_end)
    }

    /// By how many bytes what is kept after the change has moved.
    pub(crate) fn shift(&self) -> isize {
        self.shift
    }

    /// Where in the other version a place was that is not before the change.
    pub(crate) fn was(&self, place: usize) -> usize {
        place.saturating_add_signed(-self.shift)
    }

    /// By how many bytes a place that is kept has moved.
    pub(crate) fn shift_of(&self, place: Span) -> isize {
        if place.end <= self.fresh.start { 0 } else { self.shift }
    }

    /// What is not kept, with what lies between blocks before and after it.
    pub(crate) fn fresh(&self) -> Span {
        self.fresh
    }

    /// Which block of the other version a block is, if it is kept.
    pub(crate) fn block_was(&self, index: usize) -> Option<usize> {
        let [start, end] = self.blocks;
        match index {
            _ if index < start => Some(index),
            _ if index >= end => index.checked_add_signed(-self.blocks_more),
            _ => None,
        }
    }

    /// Which block a block of the other version is, if it is kept, and by how many bytes it has moved.
    pub(crate) fn block_now(&self, index: usize) -> Option<(usize, isize)> {
        let [start, end] = self.blocks;
        if index < start {
            return Some((index, 0));
        }
        let now = index.checked_add_signed(self.blocks_more)?;
        (now >= end).then_some((now, self.shift))
    }
}

/// What lies between the blocks before a range of them and those after it, in a text of that length.
fn between(blocks: &[Block], [start, end]: [usize; 2], length: usize) -> Span {
    let start = start.checked_sub(1).map_or(0, |before| blocks[before].span.end);
    Span::new(start, blocks.get(end).map_or(length, |after| after.span.start))
}

/// How many bytes begin both. In runs, which are compared many bytes at a time.
fn common_start(one: &[u8], other: &[u8]) -> usize {
    let runs = one.chunks(RUN).zip(other.chunks(RUN)).take_while(|(one, other)| one == other);
    let same: usize = runs.map(|(run, _)| run.len()).sum();
    same + one[same..].iter().zip(&other[same..]).take_while(|(one, other)| one == other).count()
}

/// How many bytes end both.
fn common_end(one: &[u8], other: &[u8]) -> usize {
    let runs = one.rchunks(RUN).zip(other.rchunks(RUN)).take_while(|(one, other)| one == other);
    let same: usize = runs.map(|(run, _)| run.len()).sum();
    let ends = one[..one.len() - same].iter().rev().zip(other[..other.len() - same].iter().rev());
    same + ends.take_while(|(one, other)| one == other).count()
}

const RUN: usize = 1024;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Decoded, Format};

    fn read(text: &str) -> Document {
        Document::parse(Decoded::from_text(text.to_owned()), Format::Markdown)
    }

    #[test]
    fn bytes_in_common_are_counted() {
        let long = "x".repeat(3 * RUN + 5);
        for (one, other, start, end) in [
            ("abcd", "abXcd", 2, 2),
            ("", "a", 0, 0),
            ("abc", "abc", 3, 3),
            (&long, &long[1..], long.len() - 1, long.len() - 1),
        ] {
            assert_eq!(common_start(one.as_bytes(), other.as_bytes()), start);
            assert_eq!(common_end(one.as_bytes(), other.as_bytes()), end);
        }
    }

    #[test]
    fn what_is_far_from_a_change_is_kept() {
        let paragraphs: Vec<String> =
            (0..200).map(|number| format!("Paragraph {number}, “of” some — length.")).collect();
        let old = read(&paragraphs.join("\n\n"));
        let last = Version::of(&old);
        for (place, change) in [(100, "changed"), (100, ""), (0, "a\n\nb\n\nc"), (199, "# heading"), (100, "```")] {
            let mut edited = paragraphs.clone();
            edited[place] = change.to_owned();
            let new = read(&edited.join("\n\n"));
            let kept = Kept::of(&new, &last);
            let mut count = 0;
            for was in 0..old.blocks.len() {
                assert!(kept.block_now(was).is_none_or(|(now, _)| kept.block_was(now) == Some(was)));
            }
            for (index, block) in new.blocks.iter().enumerate() {
                let Some(was) = kept.block_was(index) else {
                    assert!(kept.fresh().contains(block.span), "{change:?}: {block:?}");
                    continue;
                };
                count += 1;
                assert!(!kept.fresh().overlaps(block.span));
                let old_block = old.blocks[was];
                assert_eq!(
                    (block.span, block.kind),
                    (old_block.span.shifted(kept.shift_of(block.span)), old_block.kind)
                );
                assert_eq!(new.text[block.span.range()], old.text[old_block.span.range()]);
            }
            assert!(count >= 40, "{change:?}: {count}");
        }
        let kept = Kept::nothing(&old);
        assert!((0..old.blocks.len()).all(|index| kept.block_was(index).is_none()));
        let all = Kept::of(&old, &last);
        assert!((0..100).all(|index| all.block_was(index) == Some(index)));
    }
}
