//! Line breaks that only wrap prose. Whoever reads what a sentence says reads it as one line, however wide its page is.

use std::borrow::Cow;

use super::{Block, BlockKind, Document, SourceMap};

/// Prose is not set in narrower lines, in bytes: what is, may be one thing a line.
const NARROWEST: usize = 40;

/// Words after which a line is not at an end.
const OPEN: &str = "a an and any at by class each every for from in is least most no not of or see section sections than the to under \
    up violate violates violating with";

/// Ends of a line that lead to the number of a section.
const LEADS: [&str; 7] = ["§", "Stat.", "C.G.S.", "CGS", "Sec.", "Secs.", "U.S.C."];

impl Document {
    /// The document with spaces in the place of the line breaks that wrap its prose; every place stays where it is. Where its text
    /// came from and what is suppressed in it, it does not tell.
    pub(crate) fn unwrapped(&self) -> Cow<'_, Document> {
        let mut text: Option<Vec<u8>> = None;
        for block in self.blocks.iter().filter(|block| block.kind != BlockKind::TableRow) {
            for at in wraps(block, &self.text[block.span.range()]) {
                let text = text.get_or_insert_with(|| self.text.clone().into_bytes());
                let at = block.span.start + at;
                let start = if at > 0 && text[at - 1] == b'\r' { at - 1 } else { at };
                text[start..=at].fill(b' ');
            }
        }
        // Spaces in the place of whole characters leave it text.
        let Some(text) = text.and_then(|text| String::from_utf8(text).ok()) else { return Cow::Borrowed(self) };
        Cow::Owned(Document {
            text,
            blocks: self.blocks.clone(),
            source_map: SourceMap::Identity,
            format: self.format,
            suppressions: Vec::new(),
            as_of: self.as_of,
            source: None,
            unread: Vec::new(),
        })
    }
}

/// Where a block's line breaks are that wrap it.
fn wraps<'a>(block: &Block, words: &'a str) -> impl Iterator<Item = usize> + 'a {
    let breaks = memchr::memchr_iter(b'\n', words.as_bytes());
    // Most blocks are one line.
    let widest = breaks.clone().next().map_or(0, |_| words.lines().map(|line| line.trim().len()).max().unwrap_or(0));
    let is_title = block.kind == BlockKind::Heading;
    let mut start = 0;
    breaks.filter(move |at| {
        let line = words[start..*at].trim();
        start = at + 1;
        let next = words[start..].lines().next().unwrap_or_default().trim();
        is_title || is_wrap(line, next, widest)
    })
}

/// Whether a line goes on in the next, in a block whose widest line is so long.
fn is_wrap(line: &str, next: &str, widest: usize) -> bool {
    let Some(first) = next.chars().next() else { return false };
    if line.is_empty() || line.ends_with([':', '|']) || is_labelled(next) || is_marked(next) {
        return false;
    }
    let last = line.rsplit(char::is_whitespace).next().unwrap_or_default();
    let is_open = || {
        let plain = last.trim_start_matches(['(', '[', '"', '“']);
        OPEN.split(' ').any(|word| word == plain) || LEADS.contains(&plain)
    };
    if first.is_lowercase() || is_open() {
        return true;
    }
    let word = next.split(char::is_whitespace).next().unwrap_or_default();
    // The next word had no place in it.
    let is_full = widest >= NARROWEST && line.len() + 1 + word.len() > widest;
    let is_number = first.is_ascii_digit() || first == '§';
    is_full && (!is_number || !line.ends_with(['.', ';', ')']))
}

/// "Fine: up to $500": a line that says by itself what it is about.
fn is_labelled(line: &str) -> bool {
    const MOST_WORDS: usize = 5;
    line.split_once(':').is_some_and(|(label, _)| label.split_whitespace().count() <= MOST_WORDS)
}

/// "- ", "2. ", "(b) ": a line that a list may begin.
fn is_marked(line: &str) -> bool {
    let mark = line.split(char::is_whitespace).next().unwrap_or_default();
    let label = mark.trim_start_matches('(').trim_end_matches([')', '.']);
    let is_label =
        label.len() < mark.len() && (1..=3).contains(&label.len()) && label.chars().all(char::is_alphanumeric);
    let is_sign = !mark.contains(char::is_alphanumeric) && !mark.starts_with(['§', '(', '[', '"', '“', '$']);
    is_label || is_sign
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
