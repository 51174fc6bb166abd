//! Collects which acts the edition's credits and history notes name, and in which sections. Never asks what an act did.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::{Author, CreditedAct, credits, history, named_acts};
use crate::import::edition_text::EditionText;
use crate::import::output::Output;
use crate::law::{ActKind, ActName, Section};

/// The acts, each with the sections that name it.
#[derive(Default)]
pub(in crate::import) struct Touched(BTreeMap<ActName, BTreeSet<Section>>);

impl Touched {
    /// Reads a section's credits and history note in an edition of the year `last`.
    pub(in crate::import) fn note(&mut self, section: &Section, text: &EditionText<'_>, last: i16) {
        let (credits, _) = credits(text.credits);
        let authors = history(text.history, &credits).into_iter().flat_map(|entry| match entry.author {
            Author::Acts(acts) => acts,
            Author::SomeActOf(_) | Author::Revisors => Vec::new(),
        });
        let credited = credits.iter().filter_map(CreditedAct::act);
        // `P.A. 38-533` for Sec. 38-533 and `1967, P.A. 1969` are slips of the press: no session passed a thousand acts.
        let passed = |act: &ActName| act.year() <= last && act.number() < 1000;
        for act in credited.chain(authors).chain(named_acts(text.history)).filter(passed) {
            self.0.entry(act).or_default().insert(section.clone());
        }
    }

    /// The file `acts.tsv` in `folder`.
    pub(in crate::import) fn output(&self, folder: &Path) -> Output {
        let mut text = "act\tsections\n".to_owned();
        let mut counts = BTreeMap::new();
        for (act, sections) in &self.0 {
            let kind = match act.kind() {
                ActKind::Public => "public acts",
                ActKind::Special => "special acts",
            };
            *counts.entry(kind).or_default() += 1;
            text.push_str(&format!("{act}\t{}\n", by_title(sections)));
        }
        Output { path: folder.join("acts.tsv"), text, counts }
    }
}

/// `53a-83,192a 54-36p`: a title stands once before its sections.
fn by_title(sections: &BTreeSet<Section>) -> String {
    let (mut written, mut title) = (String::new(), "");
    for section in sections {
        let number = &section.number()[section.title().len() + 1..];
        if section.title() == title {
            written.push(',');
        } else {
            title = section.title();
            let space = if written.is_empty() { "" } else { " " };
            written.push_str(&format!("{space}{title}-"));
        }
        written.push_str(number);
    }
    written
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn credits_and_notes_name_acts() {
        let mut touched = Touched::default();
        let mut note = |section, text| {
            touched.note(&Section::connecticut(section).unwrap(), &EditionText::split(text), 2025);
        };
        note("3-10", "Gates.\n\n(1969, P.A. 828, S. 1; P.A. 17-32, S. 2; 17-40; June Sp. Sess. P.A. 17-2.)");
        note("3-9a", "Posts.\n\n(P.A. 17-32; S.A. 17-1.)\n\nHistory: P.A. 17-9 and 17-10 took posts; (P.A. 17-11).");
        note("3a-1", "Bars.\n\n(1949 Rev., S. 3; 1967, P.A. 1969; P.A. 17-32; P.A. 38-9.)\n\nCited. P.A. 17-50.");
        assert_eq!(
            touched.output(Path::new("ct")).text,
            "act\tsections\n1969, P.A. 828\t3-10\nP.A. 17-9\t3-9a\nP.A. 17-10\t3-9a\nP.A. 17-11\t3-9a\n\
             P.A. 17-32\t3-9a,10 3a-1\nP.A. 17-40\t3-10\nS.A. 17-1\t3-9a\nJune Sp. Sess. P.A. 17-2\t3-10\n"
        );
    }
}
