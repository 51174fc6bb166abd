//! Finds words in text: any of many literal ones, fast, or all of them. Knows nothing of what they mean.

use std::ops::Range;

use aho_corasick::packed;
use aho_corasick::{AhoCorasick, MatchKind};

/// A search for a fixed set of words; of words that begin at the same place, the one given first is found.
#[derive(Debug)]
pub(crate) struct WordSearch {
    /// Searches many bytes at a time, where the machine can; only for few words.
    packed: Option<packed::Searcher>,
    automaton: Option<AhoCorasick>,
}

impl WordSearch {
    pub(crate) fn new<'a>(words: impl Iterator<Item = &'a str> + Clone) -> WordSearch {
        let packed = packed::Searcher::new(words.clone());
        let automaton = match packed {
            Some(_) => None,
            // Without words there is nothing to find, and an automaton that cannot be built finds nothing.
            None => AhoCorasick::builder().match_kind(MatchKind::LeftmostFirst).build(words).ok(),
        };
        WordSearch { packed, automaton }
    }

    /// Whether any of the words stands in `text`.
    pub(crate) fn occurs_in(&self, text: &str) -> bool {
        self.find(text).next().is_some()
    }

    /// Every word in `text`, by its place in the list, and where it stands; none overlaps another.
    pub(crate) fn find<'a>(&'a self, text: &'a str) -> Box<dyn Iterator<Item = (usize, Range<usize>)> + 'a> {
        let found = |hit: aho_corasick::Match| (hit.pattern().as_usize(), hit.range());
        match (&self.packed, &self.automaton) {
            (Some(packed), _) => Box::new(packed.find_iter(text).map(found)),
            (None, Some(automaton)) => Box::new(automaton.find_iter(text).map(found)),
            (None, None) => Box::new(std::iter::empty()),
        }
    }
}

/// Whether a letter of a word as names of offenses have it: "burglar's" is one.
pub(crate) fn is_letter(c: char) -> bool {
    c.is_alphanumeric() || c == '\'' || c == '’'
}

/// Where the words of a text stand: runs of what `is_letter` says are letters.
pub(crate) fn places(text: &str, is_letter: impl Fn(char) -> bool) -> impl Iterator<Item = Range<usize>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at + text[at..].find(&is_letter)?;
        let end = text[start..].find(|c| !is_letter(c)).map_or(text.len(), |length| start + length);
        at = end;
        Some(start..end)
    })
}

#[cfg(test)]
mod tests {
    use super::WordSearch;

    #[test]
    fn words_are_found_in_order() {
        let search = WordSearch::new(["USC", "U.S.C", "title 1"].into_iter());
        let found: Vec<_> = search.find("18 USC 1591, 18 U.S.C. 1584 and title 18").collect();
        assert_eq!(found, [(0, 3..6), (1, 16..21), (2, 32..39)]);
        assert_eq!(search.find("").count(), 0);
        assert_eq!(WordSearch::new(std::iter::empty()).find("USC").count(), 0);
    }
}
