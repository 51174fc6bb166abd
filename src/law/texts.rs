//! The words of sections, from an edition that the user has. The program carries none.

use std::collections::HashMap;

use super::Section;

/// Texts of sections, to hold quotations against.
#[derive(Clone, Debug, Default)]
pub struct SectionTexts {
    texts: HashMap<Section, String>,
}

impl SectionTexts {
    /// Adds the text of a section. Where an edition has a section twice, both texts are its words.
    pub fn add(&mut self, section: Section, text: &str) {
        let known = self.texts.entry(section).or_default();
        known.push_str(text);
        known.push('\n');
    }

    /// The text of a section, if the edition has it.
    pub fn get(&self, section: &Section) -> Option<&str> {
        self.texts.get(section).map(String::as_str)
    }
}
