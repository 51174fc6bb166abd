//! What was found in the last version of a document: of the next one only what is new is read.

use super::claim_element;
use super::{Diagnostic, Options};
use crate::citation::{Citation, Free};
use crate::claim::Told;
use crate::claim::of_class::Prose;
use crate::document::Version;

/// A document's last version and what was found in it; nothing at first.
#[derive(Debug, Default)]
pub struct Memory {
    last: Option<Last>,
}

#[derive(Debug)]
pub(super) struct Last {
    pub(super) version: Version,
    pub(super) options: Options,
    /// Whether the document was about Connecticut.
    pub(super) is_about_connecticut: bool,
    pub(super) free: Option<Free>,
    pub(super) citations: Vec<Citation>,
    pub(super) told: Told,
    pub(super) prose: Prose,
    pub(super) elements: claim_element::Told,
    /// What the lints found that look at nothing but a citation or a name and what is around it.
    pub(super) local: Vec<Diagnostic>,
}

impl Memory {
    /// The last version, if what is looked for now was looked for then.
    pub(super) fn take(&mut self, options: &Options) -> Option<Last> {
        self.last.take().filter(|last| last.options.find_as(options))
    }

    pub(super) fn keep(&mut self, last: Last) {
        self.last = Some(last);
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::check::{check, check_again};
    use crate::document::{Decoded, Document, Format};
    use crate::law::Law;

    #[test]
    fn a_text_may_come_and_go() {
        let (law, options) = (Law::embedded(), Options::all(date(2026, 1, 1)));
        let page = "C.G.S. § 53a-192a is a class B felony. See § 53a-83a, and Con. Gen. Stat. § 53a-28.\n\n".repeat(60);
        let mut memory = Memory::default();
        for text in [page.as_str(), "", &page, &page[page.len() / 2..], "", "x", &page[..page.len() / 3]] {
            let text = text.trim_start_matches(|c: char| !c.is_ascii());
            let document = Document::parse(Decoded::from_text(text.to_owned()), Format::PlainText);
            let again = check_again(&document, &law, &options, Some(&mut memory));
            let alone = check(&document, &law, &options);
            assert_eq!(again.diagnostics, alone.diagnostics);
            assert_eq!((again.citations.len(), again.claims), (alone.citations.len(), alone.claims));
        }
    }
}
