//! Splits a line of the General Statutes into its operative text, credits, history note and annotations. Reads none.

use std::sync::LazyLock;

use regex::Regex;

/// The parts of a line's text, in their order. A part that the line lacks is empty.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct EditionText<'a> {
    /// What the section says.
    pub(super) operative: &'a str,
    /// `*Note: On and after July 1, 2025, subsection (b) … is to read as follows:` with that text, where the edition
    /// prints an amendment that is still to come. Other notes that stand beside the credits are here too.
    pub(super) later: &'a str,
    /// Without parentheses: `P.A. 06-43, S. 1; P.A. 10-36, S. 26.` Where a later text follows, these are its credits,
    /// which hold those of the present text.
    pub(super) credits: &'a str,
    /// Without its first word: `P.A. 06-43 effective July 1, 2006; P.A. 10-36 amended …`.
    pub(super) history: &'a str,
    /// Notes to other sections and to cases.
    pub(super) annotations: &'a str,
}

/// Credits are a paragraph that begins with an act, a revision or a supplement: `(1949 Rev., S. 1; …`,
/// `(P.A. 06-43, …`, `(June 30 Sp. Sess. …`, `(February, 1965, …`. Operative text may begin with a parenthesis too,
/// `(1) Repealed by P.A. 77-614`, but with one that closes at once.
static CREDITS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?x) ^ \( \s* (?:
              [0-9]{4} \b # a revision, a supplement, or an act before 1973
            | [0-9]{2}-[0-9] # an act whose P.A. the copy lost
            | [PS] \. ?\ ? A \.?\ 
            | (?: Jan | Feb | Mar | Apr | May | Jun | Jul | Aug | Sep | Oct | Nov | Dec ) [a-z]* \.?
              (?: \ [0-9]{1,2} )? ,? \  (?: Sp\. | [0-9]{4} )
        )",
    )
    .expect("the pattern is valid")
});

impl<'a> EditionText<'a> {
    /// Splits the text of a line, whose paragraphs are separated by empty lines.
    pub(super) fn split(text: &'a str) -> EditionText<'a> {
        let text = text.trim();
        let paragraphs: Vec<&str> = text.split("\n\n").map(str::trim).collect();
        let start = |place: usize| paragraphs.get(place).map_or(text.len(), |found| offset(text, found));
        let is_credits = |place: &usize| CREDITS.is_match(paragraphs[*place]);
        let history = paragraphs.iter().position(|paragraph| paragraph.starts_with("History:"));
        let end = history.unwrap_or(paragraphs.len());
        let (first, last) = ((0..end).find(is_credits), (0..end).rfind(is_credits));
        let notes = || paragraphs.iter().position(|paragraph| is_annotation(paragraph)).unwrap_or(paragraphs.len());
        let after_operative = first.or(history).unwrap_or_else(notes);
        let after_law = match (history, last) {
            (Some(history), _) => history + 1,
            (None, Some(last)) => last + 1,
            (None, None) => after_operative,
        };
        // An amended version stands between two credits, a note on an act between the credits and the history.
        let later = match (first, last) {
            (Some(first), Some(last)) if first < last => (first + 1, last),
            (_, Some(last)) if last < end && history.is_some() => (last + 1, end),
            _ => (0, 0),
        };
        let between = |from: usize, to: usize| if from < to { text[start(from)..start(to)].trim() } else { "" };
        EditionText {
            operative: between(0, after_operative),
            later: between(later.0, later.1),
            credits: last.map_or("", |last| inside(paragraphs[last])),
            history: history.map_or("", |place| paragraphs[place]["History:".len()..].trim()),
            annotations: between(after_law, paragraphs.len()),
        }
    }
}

/// What an annotation to a line without credits begins with.
fn is_annotation(paragraph: &str) -> bool {
    ["See Sec", "See chapter", "See Ch.", "Cited. ", "Annotation"].iter().any(|lead| paragraph.starts_with(lead))
}

fn offset(text: &str, part: &str) -> usize {
    part.as_ptr() as usize - text.as_ptr() as usize
}

/// Credits without their parentheses; a few lack the closing one, or have it before the period.
fn inside(credits: &str) -> &str {
    let credits = credits.trim_start_matches('(').trim();
    let bare = credits.trim_end_matches(['.', ' ']);
    bare.strip_suffix(')').filter(|_| unpaired(bare)).unwrap_or(bare).trim_end_matches(['.', ' '])
}

/// Whether the last parenthesis closes one that stands before the text: `S. 146(e)` does not.
fn unpaired(text: &str) -> bool {
    text.matches(')').count() > text.matches('(').count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_parts_of_a_line() {
        let text = "(a) No gate.\n\n(1) Repealed by P.A. 77-1, S. 2.\n\n(P.A. 06-1, S. 1; P.A. 07-2, S. 3(e).)\n\n\
                    History: P.A. 07-2 closed gate.\n\nSee Sec. 3-1.\n\nCited. 1 C. 2.";
        assert_eq!(
            EditionText::split(text),
            EditionText {
                operative: "(a) No gate.\n\n(1) Repealed by P.A. 77-1, S. 2.",
                later: "",
                credits: "P.A. 06-1, S. 1; P.A. 07-2, S. 3(e)",
                history: "P.A. 07-2 closed gate.",
                annotations: "See Sec. 3-1.\n\nCited. 1 C. 2.",
            }
        );
    }

    #[test]
    fn credits_of_every_shape() {
        for (paragraph, credits) in [
            ("(1949 Rev., S. 1.)", "1949 Rev., S. 1"),
            ("(P.A. 17-1, S. 4)", "P.A. 17-1, S. 4"),
            ("(P.A. 17-1, S. 4).", "P.A. 17-1, S. 4"),
            ("( P. A. 17-1, S. 4(a)", "P. A. 17-1, S. 4(a)"),
            ("(P.A 17-1, S. 4.)", "P.A 17-1, S. 4"),
            ("(1955, S. 9d.)", "1955, S. 9d"),
            ("(June, 1955, S. 9d.)", "June, 1955, S. 9d"),
            ("(June 30 Sp. Sess. P.A. 03-6, S. 4.)", "June 30 Sp. Sess. P.A. 03-6, S. 4"),
            ("(93-295, S. 1.)", "93-295, S. 1"),
        ] {
            let text = format!("No gate.\n\n{paragraph}\n\nHistory: Nothing.");
            let split = EditionText::split(&text);
            assert_eq!((split.operative, split.credits, split.history), ("No gate.", credits, "Nothing."));
        }
    }

    #[test]
    fn what_is_no_credits() {
        for text in ["(a) The act P.A. 17-1 is law.\n\n(14) and (15) Repealed by P.A. 78-1.", "(Serial number)", ""] {
            assert_eq!(EditionText::split(text), EditionText { operative: text, ..EditionText::default() });
        }
        let noted = EditionText::split("No gate.\n\nSee Sec. 3-1.");
        assert_eq!((noted.operative, noted.annotations), ("No gate.", "See Sec. 3-1."));
        assert_eq!(EditionText::split("(P.A. 17-1, S. 1.)").operative, "");
    }

    #[test]
    fn an_amended_version_is_no_present_law() {
        let text = "*(b) One gate.\n\n(P.A. 10-1.)\n\n*Note: On and after July 1, 2025, this section is to read:\n\n\
                    “(b) Two gates.”\n\n(P.A. 10-1; P.A. 24-2.)\n\nHistory: P.A. 24-2 added a gate.";
        let split = EditionText::split(text);
        assert_eq!(split.operative, "*(b) One gate.");
        assert!(split.later.starts_with("*Note:") && split.later.ends_with("Two gates.”"));
        assert_eq!(split.credits, "P.A. 10-1; P.A. 24-2");
        let noted = EditionText::split("Gates.\n\n(P.A. 10-1.)\n\n*Note: It is long.\n\nHistory: None.");
        assert_eq!((noted.later, noted.history), ("*Note: It is long.", "None."));
    }
}
