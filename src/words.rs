//! Finds words in text: any of many literal ones, fast, or all of them. Knows nothing of what they mean.

use std::collections::BTreeSet;
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
            // An automaton without words would walk the whole text to find nothing.
            None if words.clone().next().is_none() => None,
            // One that cannot be built finds nothing.
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

/// A search for phrases in whatever case. Few texts hold any of them, and these are told apart by a part of each phrase, looked
/// for as people write it: small, with a capital, as in a title, or in capitals.
#[derive(Debug)]
pub(crate) struct PhraseSearch {
    telling: WordSearch,
    phrases: Option<AhoCorasick>,
    longest: usize,
}

impl PhraseSearch {
    /// Of phrases that overlap, `kind` says which are found. `part` is what a phrase is told by.
    pub(crate) fn new<'a>(
        phrases: impl Iterator<Item = &'a str> + Clone,
        part: impl Fn(&'a str) -> &'a str,
        kind: MatchKind,
    ) -> PhraseSearch {
        let forms: BTreeSet<String> = phrases.clone().map(part).flat_map(usual_cases).collect();
        PhraseSearch {
            telling: WordSearch::new(forms.iter().map(String::as_str)),
            longest: phrases.clone().map(str::len).max().unwrap_or(0),
            // An automaton that cannot be built finds nothing.
            phrases: AhoCorasick::builder().ascii_case_insensitive(true).match_kind(kind).build(phrases).ok(),
        }
    }

    /// Every phrase in `text`, by its place in the list, and where it stands; none overlaps another.
    pub(crate) fn find<'a>(&'a self, text: &'a str) -> impl Iterator<Item = (usize, Range<usize>)> + 'a {
        self.search(text, |phrases, near| phrases.find_iter(near).collect())
    }

    /// The same, where phrases overlap; for a search of the standard kind.
    pub(crate) fn find_overlapping<'a>(&'a self, text: &'a str) -> impl Iterator<Item = (usize, Range<usize>)> + 'a {
        self.search(text, |phrases, near| phrases.find_overlapping_iter(near).collect())
    }

    fn search<'a>(
        &'a self,
        text: &'a str,
        find: fn(&AhoCorasick, &str) -> Vec<aho_corasick::Match>,
    ) -> impl Iterator<Item = (usize, Range<usize>)> + 'a {
        let regions =
            self.phrases.iter().flat_map(move |phrases| self.regions(text).map(move |region| (phrases, region)));
        regions.flat_map(move |(phrases, region)| {
            let hits = find(phrases, &text[region.clone()]).into_iter();
            hits.map(move |hit| (hit.pattern().as_usize(), region.start + hit.start()..region.start + hit.end()))
        })
    }

    /// The parts of a text that can hold a phrase, in order, none touching another.
    fn regions<'a>(&'a self, text: &'a str) -> impl Iterator<Item = Range<usize>> + 'a {
        let around = |hit: Range<usize>| {
            let start = text.floor_char_boundary(hit.start.saturating_sub(self.longest));
            start..text.ceil_char_boundary(hit.end.saturating_add(self.longest).min(text.len()))
        };
        let mut hits = self.telling.find(text).map(move |(_, hit)| around(hit)).peekable();
        std::iter::from_fn(move || {
            let mut region = hits.next()?;
            while let Some(next) = hits.next_if(|next| next.start <= region.end) {
                region.end = next.end;
            }
            Some(region)
        })
    }
}

/// "breach of the peace", "Breach of the peace", "Breach of the Peace", "BREACH OF THE PEACE".
fn usual_cases(phrase: &str) -> [String; 4] {
    const SMALL: [&str; 8] = ["a", "an", "and", "by", "in", "of", "or", "the"];
    let small = phrase.to_lowercase();
    let title = |word: &str| if SMALL.contains(&word) { word.to_owned() } else { capitalized(word) };
    let titles: Vec<String> = small.split(' ').map(title).collect();
    [capitalized(&small), phrase.to_uppercase(), titles.join(" "), small]
}

/// The words with a capital at their start.
pub(crate) fn capitalized(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// The first word of a text, of letters alone.
pub(crate) fn first_word(text: &str) -> &str {
    text.split(|c: char| !c.is_alphabetic()).find(|word| !word.is_empty()).unwrap_or_default()
}

/// The longest word of a phrase.
pub(crate) fn longest_word(phrase: &str) -> &str {
    phrase.split(|c: char| !c.is_alphanumeric()).max_by_key(|word| word.len()).unwrap_or_default()
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
    use super::*;

    #[test]
    fn phrases_are_found_in_any_usual_case() {
        let phrases = ["sexual misconduct", "misconduct in office", "breach"];
        let apart = PhraseSearch::new(phrases.into_iter(), longest_word, MatchKind::LeftmostLongest);
        let text = "É Sexual Misconduct in office, BREACH, a Breach; conduct – sexual misconduct";
        let found: Vec<_> = apart.find(text).map(|(phrase, place)| (phrase, &text[place])).collect();
        let breach = [(2, "BREACH"), (2, "Breach")];
        assert_eq!(found, [&[(0, "Sexual Misconduct")], &breach[..], &[(0, "sexual misconduct")]].concat());
        let all = PhraseSearch::new(phrases.into_iter(), |phrase| phrase, MatchKind::Standard);
        let found: Vec<_> = all.find_overlapping(text).map(|(phrase, place)| (phrase, &text[place])).collect();
        let both = [(0, "Sexual Misconduct"), (1, "Misconduct in office")];
        assert_eq!(found, [&both, &breach[..], &[(0, "sexual misconduct")]].concat());
        assert_eq!(PhraseSearch::new(std::iter::empty(), longest_word, MatchKind::Standard).find(text).count(), 0);
    }

    #[test]
    fn words_are_found_in_order() {
        let search = WordSearch::new(["USC", "U.S.C", "title 1"].into_iter());
        let found: Vec<_> = search.find("18 USC 1591, 18 U.S.C. 1584 and title 18").collect();
        assert_eq!(found, [(0, 3..6), (1, 16..21), (2, 32..39)]);
        assert_eq!(search.find("").count(), 0);
        assert_eq!(WordSearch::new(std::iter::empty()).find("USC").count(), 0);
    }
}
