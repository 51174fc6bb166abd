//! The names of offenses, in the ways in which people write them. Says which section a run of words names, never where one
//! stands: `claim/named.rs` finds them.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use crate::words::{is_letter, places};

/// The ways to write the names of a code's offenses, each with its section; those that name two sections are left out.
#[derive(Debug, Default)]
pub struct OffenseNames {
    /// By the first word: the others, longest first.
    spellings: HashMap<String, Vec<Spelling>>,
    /// The last words of names.
    last_words: HashSet<String>,
    /// The sections whose offenses have a name today.
    numbers: HashSet<&'static str>,
}

#[derive(Debug)]
struct Spelling {
    words: Vec<String>,
    /// `None`: two offenses are called so.
    named: Option<NamedOffense>,
}

/// The offense that a name names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NamedOffense {
    /// The number of its section.
    pub number: &'static str,
    /// Whether it still has the name.
    pub standing: NameStanding,
    /// How many words the name has.
    pub words: usize,
}

/// Whether an offense still has a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NameStanding {
    /// It is its name today.
    Current,
    /// It was its name.
    Former,
    /// People call it so.
    Familiar,
}

/// The degrees of an offense, with the other ways to write each.
const DEGREES: [(&str, [&str; 2]); 6] = [
    ("first", ["1st", "1"]),
    ("second", ["2nd", "2"]),
    ("third", ["3rd", "3"]),
    ("fourth", ["4th", "4"]),
    ("fifth", ["5th", "5"]),
    ("sixth", ["6th", "6"]),
];

/// Whether a word, in the form of [`plain_word`], is a degree: "first" to "sixth".
pub(crate) fn is_degree(word: &str) -> bool {
    DEGREES.iter().any(|(degree, _)| *degree == word)
}

impl OffenseNames {
    /// Of names with the numbers of their sections.
    pub(super) fn new(names: impl Iterator<Item = (&'static str, &'static str, NameStanding)>) -> OffenseNames {
        let mut all = OffenseNames::default();
        for (name, number, standing) in names {
            if standing == NameStanding::Current {
                all.numbers.insert(number);
            }
            for words in spellings(name) {
                all.add(words, NamedOffense { number, standing, words: 0 });
            }
        }
        for same in all.spellings.values_mut() {
            same.sort_by_key(|spelling| std::cmp::Reverse(spelling.words.len()));
        }
        all
    }

    fn add(&mut self, words: Vec<String>, named: NamedOffense) {
        self.last_words.extend(words.last().cloned());
        let named = NamedOffense { words: words.len(), ..named };
        let mut words = words.into_iter();
        let Some(first) = words.next() else { return };
        let words: Vec<String> = words.collect();
        let same = self.spellings.entry(first).or_default();
        match same.iter_mut().find(|spelling| spelling.words == words) {
            None => same.push(Spelling { words, named: Some(named) }),
            Some(known) => match known.named {
                Some(before) if before.number == named.number => {
                    known.named = Some(if named.standing < before.standing { named } else { before });
                }
                // A name that one offense has today and another had is today's.
                Some(before) if before.standing == NameStanding::Current && named.standing != NameStanding::Current => {
                }
                Some(before) if before.standing != NameStanding::Current && named.standing == NameStanding::Current => {
                    known.named = Some(named);
                }
                _ => known.named = None,
            },
        }
    }

    /// The offense whose name the words begin with, the longest name first; `None` if none or two are called so.
    /// The words are in the form of [`plain_word`].
    pub fn longest<'w>(&self, words: impl Iterator<Item = &'w str> + Clone) -> Option<NamedOffense> {
        let mut rest = words;
        let same = self.spellings.get(rest.next()?)?;
        let begins = |spelling: &&Spelling| {
            let mut rest = rest.clone();
            spelling.words.iter().all(|word| rest.next() == Some(word))
        };
        same.iter().find(begins)?.named
    }

    /// Whether the offense of the section of that number has a name.
    pub fn names_section(&self, number: &str) -> bool {
        self.numbers.contains(number)
    }

    /// Whether a name ends with the word.
    pub fn ends_with(&self, word: &str) -> bool {
        self.last_words.contains(word)
    }

    /// Whether a name begins with the word.
    pub fn begins_with(&self, word: &str) -> bool {
        self.spellings.contains_key(word)
    }
}

/// A word as names are compared: in lower case, a degree in letters.
pub fn plain_word(word: &str) -> Cow<'_, str> {
    if word.starts_with(|c: char| c.is_ascii_digit()) {
        let lower = word.to_ascii_lowercase();
        let degree = DEGREES.iter().find(|(_, others)| others.contains(&lower.as_str()));
        return degree.map_or(Cow::Owned(lower), |(degree, _)| Cow::Borrowed(*degree));
    }
    // Nearly every word is written so.
    let plain = word.bytes().all(|byte| byte.is_ascii_lowercase());
    if plain { Cow::Borrowed(word) } else { Cow::Owned(word.to_lowercase()) }
}

/// "Promoting prostitution in the third degree" is also written "… third degree", "third degree …" and "… 3rd".
fn spellings(name: &str) -> Vec<Vec<String>> {
    let words: Vec<String> = places(name, is_letter).map(|place| plain_word(&name[place]).into_owned()).collect();
    let degree = words.windows(4).position(|part| {
        part[0] == "in"
            && part[1] == "the"
            && part[3] == "degree"
            && DEGREES.iter().any(|(degree, _)| *degree == part[2])
    });
    let Some(at) = degree.filter(|at| *at > 0) else { return vec![words] };
    let (base, degree, rest) = (&words[..at], &words[at + 2..at + 4], &words[at + 4..]);
    vec![
        words.clone(),
        [base, degree, rest].concat(),
        [degree, base, rest].concat(),
        [base, &degree[..1], rest].concat(),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Option<&'static str> {
        let names = OffenseNames::new(
            [
                ("Robbery in the first degree", "53a-134", NameStanding::Current),
                ("Assault in the second degree", "53a-60", NameStanding::Current),
                ("Assault in the second degree with a firearm", "53a-60a", NameStanding::Current),
                ("Hindering prosecution in the first degree", "53a-165aa", NameStanding::Current),
                ("Hindering prosecution in the first degree", "53a-166", NameStanding::Former),
                ("Enticing", "1-1", NameStanding::Current),
                ("Enticing", "1-2", NameStanding::Current),
            ]
            .into_iter(),
        );
        let plain: Vec<_> = places(text, is_letter).map(|place| plain_word(&text[place])).collect();
        names.longest(plain.iter().map(AsRef::as_ref)).map(|named| named.number)
    }

    #[test]
    fn names_in_every_spelling() {
        for text in [
            "Robbery in the first degree",
            "robbery, 1st degree",
            "first-degree robbery",
            "ROBBERY 1st",
            "Robbery (first degree)",
        ] {
            assert_eq!(found(text), Some("53a-134"), "{text}");
        }
        assert_eq!(found("assault in the second degree with a firearm is"), Some("53a-60a"));
        assert_eq!(found("assault in the second degree is"), Some("53a-60"));
    }

    #[test]
    fn names_of_two_offenses_name_none() {
        assert_eq!(found("enticing"), None);
        assert_eq!(found("robbery"), None);
        assert_eq!(found("hindering prosecution in the first degree"), Some("53a-165aa"), "today's");
    }
}
