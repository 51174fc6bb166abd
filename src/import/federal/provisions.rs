//! Cuts the text of a federal section into sentences and knows in which paragraph each of their words stands.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use crate::law::Pinpoint;

/// The paragraphs of a section, by where they begin.
pub(super) struct Provisions<'a> {
    text: &'a str,
    paragraphs: Vec<(usize, Pinpoint)>,
}

impl<'a> Provisions<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        let mut paragraphs = Vec::new();
        let mut path: Vec<&str> = Vec::new();
        let mut start = 0;
        for line in text.split_inclusive('\n') {
            for designator in designators(line).0 {
                enter(&mut path, designator);
            }
            paragraphs.push((start, Pinpoint::from_parts(&path).unwrap_or_default()));
            start += line.len();
        }
        Provisions { text, paragraphs }
    }

    /// The paragraph that holds a byte of the text.
    pub(super) fn pinpoint(&self, at: usize) -> Pinpoint {
        let after = self.paragraphs.partition_point(|(start, _)| *start <= at);
        after.checked_sub(1).map(|index| self.paragraphs[index].1.clone()).unwrap_or_default()
    }

    /// The sentences, which may go over many paragraphs: "(b) The punishment is (1) if …; or (2) if …."
    pub(super) fn sentences(&self) -> Vec<Range<usize>> {
        static END: LazyLock<Regex> =
            LazyLock::new(|| Regex::new(r"\.\s+(?:[(\u{201c}#]|[A-Z])|:\n\(a\)").expect("the pattern is valid"));
        const ABBREVIATIONS: [&str; 8] = ["U.S.C.", "Stat.", "No.", "Inc.", "Pub.", "et seq.", "Sec.", "U.S."];
        let mut found = Vec::new();
        let mut start = 0;
        for end in END.find_iter(self.text) {
            let until = end.start() + 1;
            if !ABBREVIATIONS.iter().any(|short| self.text[start..until].ends_with(short)) {
                found.push(start..until);
                start = until;
            }
        }
        found.push(start..self.text.len());
        found
    }
}

/// `b` and `1` of a line that begins "(b) (1) Whoever", and the words behind them.
fn designators(text: &str) -> (Vec<&str>, &str) {
    let skip = |text: &str| -> usize {
        text.len() - text.trim_start_matches(|sign: char| sign.is_whitespace() || sign == '#').len()
    };
    let mut found = Vec::new();
    let mut rest = &text[skip(text)..];
    while let Some((inside, after)) = rest.strip_prefix('(').and_then(|open| open.split_once(')')) {
        if inside.is_empty() || inside.len() > 5 || !inside.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
            break;
        }
        found.push(inside);
        rest = &after[skip(after)..];
    }
    (found, rest)
}

/// Where the words of a sentence begin, behind the designators in front of them: "(f)", "(1) Whoever …".
pub(super) fn first_word(sentence: &str) -> usize {
    sentence.len() - designators(sentence).1.len()
}

/// The kinds of designators from outermost to innermost: (a), (1), (A), (i), (I).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Level {
    Letter,
    Number,
    Capital,
    Roman,
    CapitalRoman,
}

/// A lower-case `i`, `v` or `x` is a letter where the letter before it stands, else a Roman numeral; so are capitals.
fn level(path: &[&str], designator: &str) -> Level {
    let roman = designator.bytes().all(|byte| b"ivxlIVXL".contains(&byte));
    let lower = designator.bytes().all(|byte| byte.is_ascii_lowercase());
    if designator.bytes().next().is_some_and(|first| first.is_ascii_digit()) {
        return Level::Number;
    }
    let levels = levels(path);
    let before = |level: Level| {
        let outer = levels.iter().position(|own| *own == level).map(|place| path[place]);
        outer.is_some_and(|outer| {
            outer.len() == 1 && designator.len() == 1 && outer.as_bytes()[0] + 1 == designator.as_bytes()[0]
        })
    };
    match (roman, lower) {
        (true, true) if before(Level::Letter) => Level::Letter,
        (true, true) => Level::Roman,
        (false, true) => Level::Letter,
        (true, false) if before(Level::Capital) || !levels.contains(&Level::Roman) => Level::Capital,
        (true, false) => Level::CapitalRoman,
        (false, false) => Level::Capital,
    }
}

/// The level of each designator of a path.
fn levels(path: &[&str]) -> Vec<Level> {
    (0..path.len()).map(|place| level(&path[..place], path[place])).collect()
}

fn enter<'a>(path: &mut Vec<&'a str>, designator: &'a str) {
    let own = level(path, designator);
    let kept = levels(path).iter().take_while(|outer| **outer < own).count();
    path.truncate(kept);
    path.push(designator);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_of_every_depth() {
        let text = "(a)\n(1) Gates:\n(A) paint;\n(i) red;\n(ii) blue; or\n(I) both;\n(B) tin.\n(2) Posts.\n(h) Rails.\n(i) Nails.";
        let provisions = Provisions::new(text);
        let at = |words: &str| provisions.pinpoint(text.find(words).unwrap()).to_string();
        let places = ["Gates", "paint", "red", "blue", "both", "tin", "Posts", "Rails", "Nails"].map(at);
        assert_eq!(
            places,
            [
                "(a)(1)",
                "(a)(1)(A)",
                "(a)(1)(A)(i)",
                "(a)(1)(A)(ii)",
                "(a)(1)(A)(ii)(I)",
                "(a)(1)(B)",
                "(a)(2)",
                "(h)",
                "(i)"
            ]
        );
    }

    #[test]
    fn sentences_go_over_paragraphs() {
        let text = "(a) Whoever paints\n(1) a gate; or\n(2) a post, shall pay. See 5 U.S.C. 1. It ends.\n(b) Next.";
        let sentences: Vec<&str> =
            Provisions::new(text).sentences().into_iter().map(|range| text[range].trim()).collect();
        assert_eq!(
            sentences,
            ["(a) Whoever paints\n(1) a gate; or\n(2) a post, shall pay.", "See 5 U.S.C. 1.", "It ends.", "(b) Next."]
        );
    }
}
