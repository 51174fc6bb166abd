//! The citation that a person asks for in a few words, outside any document.

use super::{Citation, find};
use crate::document::{Decoded, Document, Format};
use crate::law::{Law, Section};
use crate::threads::Threads;

/// The citations in a few words.
pub fn in_words(words: &str, law: &Law) -> Vec<Citation> {
    let decoded = Decoded::from_text(words.to_owned());
    find(&Document::parse(decoded, Format::PlainText), law, Threads::One)
}

/// The one section that the words cite: an identifier, a citation, or a bare number, which is one of the General Statutes.
pub fn section_named(words: &str, law: &Law) -> Option<Section> {
    let words = words.trim();
    if let Some(section) = Section::from_table(words) {
        return Some(section);
    }
    let read = |words: &str| in_words(words, law).iter().find_map(|citation| citation.section().cloned());
    let identifier = words.strip_prefix("cgs:").map(|number| format!("C.G.S. § {number}"));
    let federal = words
        .strip_prefix("usc:")
        .and_then(|rest| rest.split_once(':'))
        .map(|(title, number)| format!("{title} U.S.C. § {number}"));
    read(&identifier.or(federal).unwrap_or_else(|| words.to_owned()))
        .or_else(|| read(&words.to_uppercase()))
        .or_else(|| read(&format!("C.G.S. § {}", words.trim_start_matches('§').trim())))
}
