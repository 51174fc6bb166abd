//! Line breaks that only wrap prose. Whoever reads what a sentence says reads it as one line, however wide its page is.

use std::borrow::Cow;

use super::plain_text::Marker;
use super::{Block, BlockKind, Document, SourceMap};

/// Prose is not set in narrower lines, in bytes: what is, may be one thing a line.
const NARROWEST: usize = 40;

impl Document {
    /// The document with spaces in the place of the line breaks that wrap its prose; every place stays where it is. Where its text
    /// came from and what is suppressed in it, it does not tell.
    pub(crate) fn unwrapped(&self) -> Cow<'_, Document> {
        let (mut text, mut done) = (String::new(), 0);
        for block in self.blocks.iter().filter(|block| block.kind != BlockKind::TableRow) {
            for at in wraps(block, &self.text[block.span.range()]) {
                let end = block.span.start + at;
                let start = if self.text[..end].ends_with('\r') { end - 1 } else { end };
                if text.is_empty() {
                    text.reserve_exact(self.text.len());
                }
                text.push_str(&self.text[done..start]);
                text.push_str(if start < end { "  " } else { " " });
                done = end + 1;
            }
        }
        if done == 0 {
            return Cow::Borrowed(self);
        }
        text.push_str(&self.text[done..]);
        Cow::Owned(Document {
            text,
            blocks: self.blocks.clone(),
            source_map: SourceMap::Identity,
            format: self.format,
            note_marks: self.note_marks.clone(),
            suppressions: Vec::new(),
            as_of: self.as_of,
            source: None,
            unread: Vec::new(),
        })
    }
}

/// Where a block's line breaks are that wrap it.
fn wraps<'a>(block: &Block, words: &'a str) -> impl Iterator<Item = usize> + 'a {
    let line_at = |start: usize| {
        let rest = &words.as_bytes()[start..];
        words[start..start + memchr::memchr(b'\n', rest).unwrap_or(rest.len())].trim()
    };
    let breaks = memchr::memchr_iter(b'\n', words.as_bytes());
    // Most blocks are one line.
    let starts = breaks.clone().map(|at| at + 1);
    let widest = starts.map(|start| line_at(start).len()).max().map_or(0, |widest| widest.max(line_at(0).len()));
    let is_title = block.kind == BlockKind::Heading;
    let mut start = 0;
    breaks.filter(move |at| {
        let line = words[start..*at].trim();
        start = at + 1;
        is_title || is_wrap(line, line_at(start), widest)
    })
}

/// Whether a line goes on in the next, in a block whose widest line is so long.
fn is_wrap(line: &str, next: &str, widest: usize) -> bool {
    let Some(first) = next.chars().next() else { return false };
    let goes_on = first.is_lowercase() || ends_open(line) || {
        let word = next.find(char::is_whitespace).unwrap_or(next.len());
        // The next word had no place in it.
        let is_full = widest >= NARROWEST && line.len() + 1 + word > widest;
        let is_number = first.is_ascii_digit() || first == '§';
        is_full && (!is_number || !line.ends_with(['.', ';', ')']))
    };
    // "53a-" and "192a" are one number, without a space.
    let is_cut = line.ends_with(['-', '\u{2010}', '\u{2011}']) && !line.ends_with(" -");
    goes_on
        && !is_cut
        && !line.is_empty()
        && !line.ends_with([':', '|'])
        && !is_labelled(next)
        && Marker::parse(next).is_none()
}

/// "… of the general", "under Conn. Gen. Stat. §": no sentence ends so, nor a line of its own.
fn ends_open(line: &str) -> bool {
    const LONGEST: usize = 9;
    let end = line.floor_char_boundary(line.len().saturating_sub(LONGEST + 1));
    let Some(start) = line[end..].rfind(' ') else { return false };
    let last = line[end + start + 1..].trim_start_matches(['(', '[', '"', '“']);
    matches!(
        last,
        "a" | "an"
            | "and"
            | "any"
            | "at"
            | "by"
            | "class"
            | "each"
            | "every"
            | "for"
            | "from"
            | "in"
            | "is"
            | "least"
            | "most"
            | "no"
            | "not"
            | "of"
            | "or"
            | "see"
            | "section"
            | "sections"
            | "than"
            | "the"
            | "to"
            | "under"
            | "up"
            | "with"
            | "§"
            | "Stat."
            | "C.G.S."
            | "CGS"
            | "Sec."
            | "Secs."
            | "U.S.C."
    )
}

/// "Fine: up to $500": a line that says by itself what it is about.
fn is_labelled(line: &str) -> bool {
    const MOST_WORDS: usize = 5;
    const LONGEST: usize = 80;
    let colon = memchr::memchr(b':', &line.as_bytes()[..line.len().min(LONGEST)]);
    colon.is_some_and(|end| line[..end].split_whitespace().count() <= MOST_WORDS)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Decoded, Format};

    fn unwrapped(text: &str) -> String {
        Document::parse(Decoded::from_text(text), Format::PlainText).unwrapped().text.clone()
    }

    #[test]
    fn prose_is_one_line() {
        for (wrapped, text) in [
            (
                "It is a class B felony, and a class\nA felony if somebody is hurt.\n",
                "It is a class B felony, and a class A felony if somebody is hurt.\n",
            ),
            (
                "A first offense is an infraction, and it is\r\nmore after that, under\r\nsection 7.\r\n",
                "A first offense is an infraction, and it is  more after that, under  section 7.\r\n",
            ),
            (
                "Whoever takes what is not his, as told in (Conn. Gen. Stat. §\n53a-125b), is fined.\n",
                "Whoever takes what is not his, as told in (Conn. Gen. Stat. § 53a-125b), is fined.\n",
            ),
        ] {
            assert_eq!(unwrapped(wrapped), text);
            assert_eq!(wrapped.len(), text.len());
        }
    }

    #[test]
    fn what_stands_line_by_line_stays_so() {
        for text in [
            "Assault, third degree\nClass A misdemeanor\n",
            "The charge was heard in the court at Rockville\nPenalty: a fine of $500\nMore words\n",
            "§ 53a-125 petit larceny\n§ 53a-125a the same, in the fifth degree\n",
            "one line\n\nand another\n",
        ] {
            assert_eq!(unwrapped(text), text);
        }
    }
}
