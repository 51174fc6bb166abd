//! Cuts out of a document the words that a finding is about, with enough around them to know them again, and marks them and
//! their citation. Never leaves their block.
//!
//! The cost does not depend on how long the block is.

use crate::document::{Document, UNREAD};
use crate::span::Span;

use super::super::Placed;
use super::escaped;

/// Characters to show around the words, on both sides together.
const AROUND: usize = 300;

/// The most characters of the words to show.
const LONGEST: usize = 600;

/// A passage of a document.
pub(super) struct Passage {
    /// The passage with its marks, escaped.
    pub(super) html: String,
    /// Whether the citation is in it.
    pub(super) shows_citation: bool,
}

/// The passage around a finding; `None` where there is nothing to read.
pub(super) fn passage(document: &Document, placed: &Placed<'_>) -> Option<Passage> {
    if placed.diagnostic.in_source.is_some() {
        // No reader of the document sees it, so it has no neighbors either.
        return Some(Passage { html: marked(shortened(placed.text, LONGEST), "mark"), shows_citation: false });
    }
    let all = placed.diagnostic.span;
    let words = shortened(document.text.get(all.range())?, LONGEST);
    if words.replace(UNREAD, "").trim().is_empty() {
        return None;
    }
    let words = Span::new(all.start, all.start + words.len());
    let reach = Reach::new(document, words);
    let cite = placed.diagnostic.cite.as_ref().map(|cite| cite.span).filter(|cite| reach.takes_in(words, *cite));
    let shown = cite.map_or(words, |cite| words.cover(cite));
    let window = reach.window(shown);
    let mut marks = vec![(words, "mark")];
    marks.extend(cite.filter(|cite| are_apart(words, *cite)).map(|cite| (cite, "cite")));
    marks.sort_unstable_by_key(|(span, _)| span.start);
    let html = with_marks(&document.text, window, &marks);
    let before = if reach.is_cut_before(window.start) { "…" } else { "" };
    let after = if window.end < all.end || reach.is_cut_after(window.end) { "…" } else { "" };
    Some(Passage { html: format!("{before}{html}{after}"), shows_citation: cite.is_some() })
}

/// So much of the beginning of `text` as may be shown.
pub(super) fn shortened(text: &str, longest: usize) -> &str {
    text.char_indices().nth(longest).map_or(text, |(end, _)| &text[..end])
}

fn are_apart(words: Span, cite: Span) -> bool {
    cite.end <= words.start || words.end <= cite.start
}

fn with_marks(text: &str, window: Span, marks: &[(Span, &str)]) -> String {
    let mut html = String::new();
    let mut at = window.start;
    for (span, element) in marks {
        html.push_str(&shown(&text[at..span.start]));
        html.push_str(&marked(&text[span.range()], element));
        at = span.end;
    }
    html.push_str(&shown(&text[at..window.end]));
    html
}

fn marked(text: &str, element: &str) -> String {
    format!("<{element}>{}</{element}>", shown(text))
}

fn shown(text: &str) -> String {
    escaped(text).replace(UNREAD, "[…]")
}

/// How far around some words a passage may reach: to the ends of their block or, outside of every block, of their lines.
struct Reach<'a> {
    text: &'a str,
    block: Option<Span>,
}

impl<'a> Reach<'a> {
    fn new(document: &'a Document, words: Span) -> Self {
        let block = document.block_at(words.start).map(|index| document.blocks[index].span);
        Reach { text: &document.text, block: block.map(|block| block.cover(words)) }
    }

    fn holds(&self, at: usize, char: char) -> bool {
        match self.block {
            Some(block) => block.start <= at && at < block.end,
            None => !matches!(char, '\n' | '\r'),
        }
    }

    /// Whether the citation stands so near to the words that one passage can show both.
    fn takes_in(&self, words: Span, cite: Span) -> bool {
        let both = words.cover(cite);
        let Some(text) = self.text.get(cite.range()).and_then(|_| self.text.get(both.range())) else { return false };
        // A character has four bytes at most; looking at each comes second, for the text may be long.
        let near = !cite.is_empty() && both.len() <= words.len() + 4 * AROUND;
        near && text.char_indices().all(|(at, char)| self.holds(both.start + at, char))
    }

    /// `shown` and what is around it, cut between words.
    fn window(&self, shown: Span) -> Span {
        let before = self.before(shown.start);
        let after = self.after(shown.end);
        let back = before.len().min((AROUND / 2).max(AROUND.saturating_sub(after.len())));
        let forward = after.len().min(AROUND - back);
        let mut start = before[..back].last().copied().unwrap_or(shown.start);
        let mut end = after[..forward].last().copied().unwrap_or(shown.end);
        if self.is_cut_before(start) && !self.text[..start].ends_with(' ') {
            start += self.text[start..shown.start].find(' ').map_or(0, |space| space + 1);
        }
        if self.is_cut_after(end) && !self.text[end..].starts_with(' ') {
            end = self.text[shown.end..end].rfind(' ').map_or(end, |space| shown.end + space);
        }
        Span::new(start, end)
    }

    /// Where each of the characters before `offset` begins, nearest first.
    fn before(&self, offset: usize) -> Vec<usize> {
        let characters = self.text[..offset].char_indices().rev().take(AROUND);
        characters.take_while(|&(at, char)| self.holds(at, char)).map(|(at, _)| at).collect()
    }

    /// Where each of the characters from `offset` on ends, nearest first.
    fn after(&self, offset: usize) -> Vec<usize> {
        let characters = self.text[offset..].char_indices().take(AROUND);
        let characters = characters.map(|(at, char)| (offset + at, char));
        characters.take_while(|&(at, char)| self.holds(at, char)).map(|(at, char)| at + char.len_utf8()).collect()
    }

    fn is_cut_before(&self, offset: usize) -> bool {
        self.text[..offset].char_indices().next_back().is_some_and(|(at, char)| self.holds(at, char))
    }

    fn is_cut_after(&self, offset: usize) -> bool {
        self.text[offset..].chars().next().is_some_and(|char| self.holds(offset, char))
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::testing::*;
    use super::super::super::{CheckedFile, place};
    use super::*;
    use crate::check::Diagnostic;
    use crate::document::{Block, BlockKind};

    fn html(file: &CheckedFile) -> Option<String> {
        passage(&file.document, &place(file)[0]).map(|passage| passage.html)
    }

    fn of(text: &str, diagnostic: impl Fn(&str) -> Diagnostic) -> Option<String> {
        html(&checked("a.txt", text, |text| vec![diagnostic(text)]))
    }

    #[test]
    fn a_short_paragraph_is_whole_and_has_its_marks() {
        let marked = "😀 <cite>C.G.S. § 53a-192a</cite> is a <mark>class B felony</mark>.";
        assert_eq!(of(EXAMPLE, stale_class).as_deref(), Some(marked));
        let around = of("By § 53a-1 it is.", |text| Diagnostic { cite: None, ..about(text, "§ 53a-1") });
        assert_eq!(around.as_deref(), Some("By <mark>§ 53a-1</mark> it is."));
    }

    #[test]
    fn a_long_one_is_cut_between_words() {
        let filler = "lorem ipsum ".repeat(100);
        let html = of(&format!("{filler}<here> {filler}"), |text| about(text, "<here>")).unwrap();
        let (before, after) = html.split_once("<mark>&lt;here&gt;</mark>").unwrap();
        let each = "lorem ipsum ".repeat(12);
        assert_eq!(before, format!("…ipsum {each}"));
        assert_eq!(after, format!(" {each}lorem…"));
    }

    #[test]
    fn an_endless_word_is_cut_within() {
        let html = of(&format!("{}here{}", "x".repeat(999), "y".repeat(999)), |text| about(text, "here"));
        let half = |letter: &str| letter.repeat(AROUND / 2);
        assert_eq!(html, Some(format!("…{}<mark>here</mark>{}…", half("x"), half("y"))));
    }

    #[test]
    fn it_never_leaves_the_block() {
        let text = "Before.\n\nWords over\r\ntwo lines \u{fffc}.\n\nAfter.";
        let mut file = checked("a.txt", text, |text| vec![about(text, "over")]);
        let span = span(text, "Words over\r\ntwo lines \u{fffc}.");
        file.document.blocks = vec![Block { kind: BlockKind::Paragraph, span, depth: 0 }];
        assert_eq!(html(&file).as_deref(), Some("Words <mark>over</mark> two lines […]."));
    }

    #[test]
    fn what_nobody_reads_has_no_passage_and_a_comment_is_its_own() {
        assert_eq!(of("a \u{fffc} b", |text| about(text, "\u{fffc}")), None);
        let comment = "Words. <!-- lawlint: ignore[cite-name] -->";
        let html = of(comment, |text| Diagnostic {
            in_source: Some(span(text, "<!-- lawlint: ignore[cite-name] -->")),
            ..about(text, "Words")
        });
        assert_eq!(html.as_deref(), Some("<mark>&lt;!-- lawlint: ignore[cite-name] --&gt;</mark>"));
    }
}
