//! Offenses called by their names in running text: "third-degree promoting prostitution". Never decides what is said of them.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use crate::law::{NamedOffense, OffenseNames, plain_word};
use crate::span::Span;
use crate::words;

/// A name of an offense in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Mention {
    /// Where it stands.
    pub(crate) span: Span,
    /// Which offense it names.
    pub(crate) offense: NamedOffense,
}

/// A name is not longer than this, in words.
const LONGEST: usize = 24;

/// Every name of an offense in the stretch `within` of a text, in order of place, none inside another: also one that is part of
/// a longer name, which [`Mention::is_whole`] tells apart.
pub(crate) fn mentions(text: &str, within: Span, names: &OffenseNames) -> Vec<Mention> {
    let Some(stretch) = text.get(within.range()) else { return Vec::new() };
    let words: Vec<Word<'_>> = words(stretch).collect();
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let run = &words[at..words.len().min(at + LONGEST)];
        let name = || {
            let joined = 1 + run.windows(2).take_while(|pair| joins(&stretch[pair[0].end..pair[1].start])).count();
            names.longest(run[..joined].iter().map(|word| word.plain.as_ref()))
        };
        match names.begins_with(&run[0].plain).then(name).flatten() {
            Some(offense) => {
                let last = &words[at + offense.words - 1];
                // "Assault (second degree)" ends with its parenthesis.
                let open = stretch[words[at].start..last.end].contains('(');
                let end = last.end + usize::from(open && stretch[last.end..].starts_with(')'));
                let span = Span::new(within.start + words[at].start, within.start + end);
                found.push(Mention { span, offense });
                at += offense.words;
            }
            None => at += 1,
        }
    }
    found
}

struct Word<'a> {
    start: usize,
    end: usize,
    plain: Cow<'a, str>,
}

fn words(text: &str) -> impl Iterator<Item = Word<'_>> {
    let word = |place: Range<usize>| Word { start: place.start, end: place.end, plain: plain_word(&text[place]) };
    words::places(text, words::is_letter).map(word)
}

/// Whether what stands between two words can stand within a name: "assault, second degree", "third-degree".
fn joins(between: &str) -> bool {
    let marks = between.trim_matches(|c: char| c.is_whitespace());
    between.len() <= 12 && matches!(marks, "" | "-" | "," | "(" | "–")
}

/// Words after which a name stands for the offense as a whole; another word before it makes another offense of it, as
/// "attempted" does.
const BEFORE: &str = "\
    the a an of for with called is be make makes making treat treats punishes that while whereas but and or as \
    include includes including connecticut law statute charge charged felony misdemeanor namely both since although \
    because then today degree code statutes charging s";

/// Words after a name that may narrow it to another offense: "assault in the second degree with a firearm".
const NARROWS: [&str; 14] =
    ["with", "of", "against", "from", "on", "as", "involving", "when", "where", "if", "while", "upon", "in", "to"];

/// A word alone names an offense only where nothing else can be meant.
fn of_the_crime(lead: &str) -> bool {
    ["crime of", "offense of", "charge of", "guilty of", "convicted of", "in connecticut"]
        .iter()
        .any(|words| lead.to_lowercase().ends_with(words))
}

impl Mention {
    /// Whether the name stands alone, and is not a part of another's or of an attempt's.
    pub(crate) fn is_whole(&self, text: &str) -> bool {
        let before = self.before(text);
        let lead = before.trim_end_matches([' ', '\n', '\r', '\t', '*', '_', '“', '"', '’', '\'', '\u{a0}']);
        let word = lead.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or("").to_lowercase();
        let alone = lead.is_empty()
            || lead.ends_with(['.', ':', ';', '•', '—', '|', '-', '–', '(', '?', '!'])
            || of_the_crime(lead);
        if self.offense.words == 1 && !alone {
            return false;
        }
        let led = word.is_empty()
            || BEFORE.split_whitespace().any(|known| known == word)
            || word.bytes().any(|byte| byte.is_ascii_digit());
        led && !before.ends_with('-') && self.ends_whole(text)
    }

    /// A few words before the name.
    fn before<'t>(&self, text: &'t str) -> &'t str {
        let from = text.floor_char_boundary(self.span.start.saturating_sub(40));
        text.get(from..self.span.start).unwrap_or("")
    }

    /// Whether the word before the name makes an attempt or something like the offense of it.
    pub(crate) fn is_turned(&self, text: &str) -> bool {
        const TURNS: &str = "attempted attempting commit committing attempt att. att consp. consp aggravated former formerly than \
            not unlike like simple conspiracy";
        let before = self.before(text);
        let word = before.split_whitespace().next_back().unwrap_or("").to_lowercase();
        before.ends_with('-') || TURNS.split_whitespace().any(|known| known == word)
    }

    /// Whether nothing after the name makes it another's.
    pub(crate) fn ends_whole(&self, text: &str) -> bool {
        let to = text.ceil_char_boundary((self.span.end + 40).min(text.len()));
        let after = text.get(self.span.end..to).unwrap_or("");
        let bare = after.trim_start_matches([' ', '\n', '\r', '\t', '\u{a0}']);
        let word = bare.split(|c: char| !c.is_alphanumeric()).next().unwrap_or("").to_lowercase();
        let ours = [
            "as a class",
            "as an unclassified",
            "in connecticut",
            "under connecticut",
            "under state law",
            "in this state",
            "under the general",
        ];
        let is_ours = ours.iter().any(|words| bare.to_lowercase().starts_with(words));
        let possessive = after.starts_with("'s") || after.starts_with("’s") || after.starts_with('-');
        !possessive && (is_ours || !NARROWS.contains(&word.as_str()))
    }

    /// Whether the words between the name and a statement make the statement about the offense. `between` is without its
    /// citations.
    pub(crate) fn leads_to(&self, text: &str, between: &str) -> bool {
        if TIGHT.is_match(between) {
            return true;
        }
        // "Makes trafficking in persons a class A felony"
        let before = self.before(text);
        MADE.is_match(before) && ARTICLE.is_match(between)
    }
}

/// What may stand between the name of an offense and a statement about it.
static TIGHT: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r#"(?ix-u) ^ (?u:[\s\])*_”",.(]){0,12} (?: \s* (?: in \s+ connecticut | under \s+ (?:connecticut|state) \s+ law ) )? (?: \s* , (?u:[^,.;]){0,80} , )? \s*
        (?: (?: is | are | constitutes? | carries | carry | carrying | punishable | means ) (?-u:\b) (?u:[^.;,]){0,80}
          | (?: : | (?u:[–—=(|\[-]) | \.{3,} | \s{2,} ) (?u:[^.;,]){0,40}
          | , \s+ (?: an? \s+ )?
          | , \s+ (?: for \s+ which | which \s+ (?: carries | means | (?: can | may ) \s+ (?: bring | mean | carry | get | cost | put | send ) ) (?-u:\b) ) (?u:[^.;,]){0,60} ) $"#,
    )
    .expect("the pattern is valid")
});

static MADE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i-u)(?-u:\b)(?:makes?|making|made|treats?|considers?|classif(?:y|ies))\s+(?:the\s+crime\s+of\s+)?$")
        .expect("the pattern is valid")
});

static ARTICLE: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(?i-u)^\s+(?:as\s+)?an?\s+$").expect("the pattern is valid"));

/// Builds the patterns of this file.
pub(super) fn prepare() {
    for pattern in [&TIGHT, &MADE, &ARTICLE] {
        LazyLock::force(pattern);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::law::Law;

    fn whole(text: &str) -> Vec<(&str, &'static str)> {
        let law = Law::embedded();
        let found =
            mentions(text, Span::new(0, text.len()), law.offense_names(crate::law::Code::Connecticut)).into_iter();
        let found = found.filter(|mention| mention.is_whole(text));
        found.map(|mention| (&text[mention.span.range()], mention.offense.number)).collect()
    }

    #[test]
    fn names_that_stand_alone() {
        for (text, name, number) in [
            ("Third-degree promoting prostitution is", "Third-degree promoting prostitution", "53a-88"),
            ("guilty of assault, second degree, a", "assault, second degree", "53a-60"),
            ("Assault (second degree) is", "Assault (second degree)", "53a-60"),
            ("Robbery in the\n1st degree:", "Robbery in the\n1st degree", "53a-134"),
            ("Stalking 2, A misdemeanor", "Stalking 2", "53a-181d"),
            ("Trafficking in persons in Connecticut is", "Trafficking in persons", "53a-192a"),
        ] {
            assert_eq!(whole(text), [(name, number)], "{text}");
        }
    }

    #[test]
    fn names_that_are_part_of_something_else() {
        for text in [
            "Attempted robbery in the first degree is",
            "conspiracy to commit robbery in the first degree is",
            "assault is a crime",
            "promoting prostitution is",
            "robbery in the first degree with a toy",
            "anti-trafficking in persons",
        ] {
            assert!(whole(text).is_empty(), "{text}: {:?}", whole(text));
        }
    }
}
