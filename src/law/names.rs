//! Acts and compacts that are cited by name, with the names that are nearly theirs.

use std::ops::Range;

use aho_corasick::MatchKind;
use jiff::civil::Date;
use serde::Deserialize;

use super::Section;
use super::offense::date;
use crate::words::{PhraseSearch, WordSearch, longest_word};

/// The popular names of one code.
#[derive(Debug)]
pub struct PopularNames {
    names: Vec<PopularName>,
    first_words: WordSearch,
    /// For each first word, the spellings that begin with it, in any case, and whose they are.
    beginning: Vec<Vec<(String, usize)>>,
}

/// An act or compact with a name of its own.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PopularName {
    /// Its full name.
    pub name: String,
    /// A short key for maintainers, unique in its file.
    pub id: String,
    /// Other right names.
    #[serde(default)]
    pub variants: Vec<String>,
    /// Names that people write by mistake.
    #[serde(default)]
    pub misnomers: Vec<String>,
    /// The section that holds it, where one does.
    #[serde(default, deserialize_with = "section")]
    pub section: Option<Section>,
    /// The public law that enacted it: `106-386`.
    #[serde(default)]
    pub public_law: Option<String>,
    /// The day of its enactment.
    #[serde(default, deserialize_with = "optional_date")]
    pub date: Option<Date>,
    /// Where it is codified, in words.
    #[serde(default)]
    pub codified: Option<String>,
    /// How the facts are known.
    #[serde(default)]
    pub basis: Option<String>,
    /// What was read.
    #[serde(default)]
    pub source: Option<String>,
    /// What a maintainer should know.
    #[serde(default)]
    pub note: Option<String>,
    /// Acts that reauthorized it, oldest first.
    #[serde(default, rename = "reauthorization")]
    pub reauthorizations: Vec<Reauthorization>,
}

/// An act that carried another on.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reauthorization {
    /// The public law: `110-457`.
    pub public_law: String,
    /// The day of its enactment.
    #[serde(deserialize_with = "date")]
    pub date: Date,
    /// Its name.
    pub name: String,
    /// How the facts are known.
    pub basis: String,
    /// What was read.
    #[serde(default)]
    pub source: Option<String>,
    /// What a maintainer should know.
    #[serde(default)]
    pub note: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NameFile {
    popular_name: Vec<PopularName>,
}

impl PopularNames {
    /// Reads a `popular-names.toml`.
    ///
    /// # Errors
    /// TOML's own, with line and column.
    pub fn parse(file: &str) -> Result<PopularNames, toml::de::Error> {
        let names = toml::from_str::<NameFile>(file)?.popular_name;
        let mut first_words: Vec<&str> =
            names.iter().flat_map(PopularName::spellings).filter_map(|name| name.split(' ').next()).collect();
        first_words.sort_unstable();
        first_words.dedup();
        let beginning = |first: &&str| {
            let spellings =
                names.iter().enumerate().flat_map(|(index, name)| name.spellings().map(move |said| (said, index)));
            let begins = |said: &str| said.split(' ').next().is_some_and(|word| word.eq_ignore_ascii_case(first));
            spellings.filter(|(said, _)| begins(said)).map(|(said, index)| (said.to_owned(), index)).collect()
        };
        let beginning = first_words.iter().map(beginning).collect();
        let first_words = WordSearch::new(first_words.into_iter());
        Ok(PopularNames { names, first_words, beginning })
    }

    /// Every name.
    pub fn iter(&self) -> impl Iterator<Item = &PopularName> {
        self.names.iter()
    }

    /// The entry whose full name is `name`.
    pub fn get(&self, name: &str) -> Option<&PopularName> {
        self.names.iter().find(|entry| entry.name == name)
    }

    /// Where in `text` the first word of a name stands, by the word's index.
    pub fn candidates<'a>(&'a self, text: &'a str) -> impl Iterator<Item = (usize, Range<usize>)> + 'a {
        self.first_words.find(text)
    }

    /// The spellings that begin with the first word of that index, in any case, with what they name.
    pub fn spellings_with(&self, first_word: usize) -> impl Iterator<Item = (&str, &PopularName)> {
        let spellings = self.beginning.get(first_word).map_or(&[][..], Vec::as_slice);
        spellings.iter().map(|(said, index)| (said.as_str(), &self.names[*index]))
    }
}

impl PopularName {
    /// The name, its variants and its misnomers.
    pub fn spellings(&self) -> impl Iterator<Item = &str> {
        std::iter::once(&self.name).chain(&self.variants).chain(&self.misnomers).map(String::as_str)
    }
}

fn section<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Option<Section>, D::Error> {
    let text = String::deserialize(deserializer)?;
    let section = Section::from_table(&text);
    section.map(Some).ok_or_else(|| serde::de::Error::custom(format!("{text:?} is not a section such as \"17a-175\"")))
}

fn optional_date<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Option<Date>, D::Error> {
    date(deserializer).map(Some)
}

/// Names of two words or more that offenses once had, each with its section, and the one search for all of them.
#[derive(Debug)]
pub struct FormerNames {
    names: Vec<(&'static str, &'static str)>,
    search: PhraseSearch,
}

impl FormerNames {
    /// Of names with the numbers of their sections.
    pub(super) fn new(names: impl Iterator<Item = (&'static str, &'static str)>) -> FormerNames {
        let mut names: Vec<_> = names.filter(|(name, _)| name.contains(' ')).collect();
        names.sort_unstable();
        names.dedup();
        let search = PhraseSearch::new(names.iter().map(|(name, _)| *name), longest_word, MatchKind::LeftmostLongest);
        FormerNames { names, search }
    }

    /// Where each stands in a text, in whatever case, the longest first of those that begin together: its byte range, the name
    /// and the number of its section.
    pub fn find<'a>(&'a self, text: &'a str) -> impl Iterator<Item = (Range<usize>, &'static str, &'static str)> + 'a {
        self.search.find(text).map(|(index, place)| {
            let (name, number) = self.names[index];
            (place, name, number)
        })
    }
}
