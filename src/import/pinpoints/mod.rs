//! Reads which places a section has from its operative text, where that enumerates them plainly. Never reads what they
//! say.

mod marks;
mod tree;

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;

use crate::import::edition_text::EditionText;
use crate::import::output::Output;
use crate::law::Section;

use tree::Tree;

/// The places of every section that is known.
#[derive(Default)]
pub(super) struct Pinpoints(BTreeMap<Section, String>);

impl Pinpoints {
    /// Reads a section in force.
    pub(super) fn note(&mut self, section: Section, text: &EditionText<'_>) {
        self.0.extend(places(text).map(|places| (section, places)));
    }

    /// The file `pinpoints.tsv` in `folder`.
    pub(super) fn output(&self, folder: &Path) -> Output {
        let mut text = "section\tpinpoints\n".to_owned();
        let mut counts = BTreeMap::new();
        for (section, places) in &self.0 {
            *counts.entry(if places.is_empty() { "without places" } else { "with places" }).or_default() += 1;
            let _ = writeln!(text, "{}\t{places}", section.number());
        }
        Output { path: folder.join("pinpoints.tsv"), text, counts }
    }
}

/// The places as the table writes them; `None` where they are not known.
fn places(text: &EditionText<'_>) -> Option<String> {
    // Without credits the copy may have lost a part; a version that is still to come may letter its parts anew.
    if text.operative.is_empty() || text.credits.is_empty() || text.later.starts_with('*') {
        return None;
    }
    let mut tree = Tree::default();
    let paragraphs = text.operative.split('\n').map(str::trim).filter(|paragraph| !paragraph.is_empty());
    paragraphs.flat_map(marks::of).for_each(|mark| tree.enter(mark));
    tree.written()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(operative: &str) -> Option<String> {
        places(&EditionText { operative, credits: "P.A. 17-32", ..EditionText::default() })
    }

    #[test]
    fn plain_enumerations() {
        for (text, expected) in [
            ("No gate.", ""),
            ("(a) No gate.\n\n(b) No post.", "a-b"),
            (
                "(a) Gates (1) of wood, (A) old, or (B) new, or (2) of iron.\n\n(b) (1) Bars.\n\n(2) Posts.",
                "a-b a1-2 a1A-B b1-2",
            ),
            ("Gates: (1) Wood; (2) (A) iron, (i) old and (ii) new, and (B) tin.", "1-2 2A-B 2Ai-ii"),
            (
                "(a) Gates (1) old and (2) new. Bars (1) old, (2) new and (3) none.

(b) Posts.",
                "a-b a1-3",
            ),
            ("(a) One.\n\n(b) to (d), inclusive. Repealed.\n\n(e) Two.", "a-e"),
            ("(a) Gates (i) old or (ii) new.\n\n(b) Posts.", "a-b a.i-ii"),
        ] {
            assert_eq!(read(text).as_deref(), Some(expected), "{text}");
        }
    }

    #[test]
    fn letters_that_are_numerals_too() {
        let eight: String = ('a'..='h').map(|letter| format!("({letter}) Gate.\n\n")).collect();
        assert_eq!(read(&format!("{eight}(i) Post.\n\n(j) Bar.")).as_deref(), Some("a-j"));
        assert_eq!(
            read(&format!("{eight}Posts (1) of (A) (i) iron or (ii) tin, (B) new, or (2) old.\n\n(i) Bar.")).as_deref(),
            Some("a-i h1-2 h1A-B h1Ai-ii")
        );
    }

    #[test]
    fn what_is_not_known() {
        for text in [
            "",
            "(a) Gates.\n\n(c) Posts.",
            "(a) Gates.\n\n(a) Posts.",
            "(a) Gates.",
            "Gates (2) of iron.",
            "Gates in 1986 (1) fell.",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
        assert_eq!(read("(a) Gates (2) of iron, (A) old.\n\n(b) Posts (1) old.").as_deref(), Some("a-b a? b?"));
        let later = "*Note: On and after July 1, 2025, this section is to read:";
        assert_eq!(
            places(&EditionText { operative: "No gate.", credits: "P.A. 17-32", later, ..EditionText::default() }),
            None
        );
        assert_eq!(places(&EditionText { operative: "No gate.", ..EditionText::default() }), None);
    }
}
