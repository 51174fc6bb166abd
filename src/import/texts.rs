//! Reads the words of an edition's sections. Says nothing of what they mean.

use std::path::PathBuf;

use super::error::ImportError;
use super::source::{self, Kind};
use super::{connecticut, federal};
use crate::law::{Section, SectionTexts};

/// The texts in the editions at `paths`: files or folders of JSON lines, chapter pages or titles in USLM.
///
/// # Errors
/// A file that cannot be read or is no edition.
pub fn read_texts(paths: &[PathBuf]) -> Result<SectionTexts, ImportError> {
    let mut texts = SectionTexts::default();
    for source in source::open_all(paths)? {
        match source.kind() {
            Kind::Connecticut => source.each(|line: connecticut::Line| {
                if let Some(section) = Section::connecticut(&line.section) {
                    texts.add(section, &line.text);
                }
                Ok(())
            })?,
            Kind::Federal => source.each(|line: federal::Line| {
                let section = line.section.and_then(|number| Section::united_states(&line.title.to_string(), &number));
                if let Some(section) = section {
                    texts.add(section, &line.text);
                }
                Ok(())
            })?,
            // Attested numbers have no text.
            Kind::Attested => Vec::new(),
        };
    }
    Ok(texts)
}
