//! How much of an edition the importer understood. Never says what it read.

use serde::Deserialize;

/// The counts in a code's `coverage.toml`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Coverage {
    /// Sentences of operative text that impose a penalty.
    pub classifying: Sentences,
    /// Entries of history notes that change a class; none where the edition has no notes.
    pub class_changes: Option<Clauses>,
}

/// Sentences, and how many of them were read into facts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sentences {
    /// All.
    pub sentences: usize,
    /// Those that were read.
    pub read: usize,
}

/// Entries of notes, and how many of them were read into facts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Clauses {
    /// All.
    pub clauses: usize,
    /// Those that were read.
    pub read: usize,
}

impl Coverage {
    /// Reads a `coverage.toml`.
    ///
    /// # Errors
    /// If a count is missing or there is another key.
    pub fn parse(text: &str) -> Result<Coverage, toml::de::Error> {
        toml::from_str(text)
    }
}
