//! Cuts the operative text of a section into sentences, each with the designators of the paragraph it stands in.
//! Knows the form of a designator, not what a sentence says.

use crate::law::Pinpoint;

/// A sentence and where in the section it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Sentence<'a> {
    pub(super) pinpoint: Pinpoint,
    pub(super) text: &'a str,
}

/// Every sentence of an operative text, in order. A paragraph that begins with a deeper designator belongs to the
/// subsection before it.
pub(super) fn sentences(operative: &str) -> Vec<Sentence<'_>> {
    let mut path: Vec<&str> = Vec::new();
    let mut found = Vec::new();
    for paragraph in operative.split('\n').map(str::trim).filter(|paragraph| !paragraph.is_empty()) {
        let (designators, body) = designators(paragraph, path.first().copied());
        for designator in designators {
            enter(&mut path, designator);
        }
        let pinpoint = Pinpoint::from_parts(&path).unwrap_or_default();
        found.extend(split(body).into_iter().map(|text| Sentence { pinpoint: pinpoint.clone(), text }));
    }
    found
}

/// `(b) (1) Except …` begins with `b` and `1`. A clause `(iv)` is none, nor is `(i)` but after subsection `(h)`.
fn designators<'a>(paragraph: &'a str, subsection: Option<&str>) -> (Vec<&'a str>, &'a str) {
    let (mut found, mut rest) = (Vec::new(), paragraph);
    while let Some((inside, after)) = rest.strip_prefix('(').and_then(|open| open.split_once(')')) {
        if level(inside).is_none() || is_clause(inside, subsection) || found.len() == 3 {
            break;
        }
        found.push(inside);
        rest = after.trim_start();
    }
    (found, rest)
}

/// Whether a designator that could be a letter is a Roman numeral: letters follow each other, and are doubled past z.
fn is_clause(designator: &str, subsection: Option<&str>) -> bool {
    let before = |letter| subsection.is_none_or(|subsection| subsection == letter);
    match designator {
        "i" => !before("h"),
        "v" => !before("u"),
        "x" => !before("w"),
        _ => {
            level(designator) == Some(0)
                && matches!(designator.as_bytes(), [first, second] if first != second || *first == b'i')
        }
    }
}

/// How deep a designator stands: `a` subsection, `1` subdivision, `A` subparagraph; clauses stand inside sentences.
fn level(designator: &str) -> Option<usize> {
    let first = designator.bytes().next().filter(|_| designator.len() <= 2)?;
    let kind: fn(&u8) -> bool = match first {
        b'a'..=b'z' => u8::is_ascii_lowercase,
        b'0'..=b'9' => u8::is_ascii_digit,
        b'A'..=b'Z' => u8::is_ascii_uppercase,
        _ => return None,
    };
    let depth = if first.is_ascii_lowercase() { 0 } else { 1 + usize::from(first.is_ascii_uppercase()) };
    designator.bytes().all(|byte| kind(&byte)).then_some(depth)
}

fn enter<'a>(path: &mut Vec<&'a str>, designator: &'a str) {
    let own = level(designator);
    path.retain(|outer| level(outer) < own);
    path.push(designator);
}

/// A sentence ends with a period, white space and a capital or a parenthesis; an abbreviation ends none.
fn split(text: &str) -> Vec<&str> {
    const ABBREVIATIONS: [&str; 9] = ["Sec.", "Secs.", "No.", "Inc.", "St.", "Dr.", "Mr.", "Stat.", "U.S.C."];
    let mut found = Vec::new();
    let mut start = 0;
    for (at, _) in text.match_indices(". ") {
        let (before, after) = (&text[start..=at], text[at + 1..].trim_start());
        let ends = after.starts_with(|sign: char| sign.is_uppercase() || "(“".contains(sign));
        if ends && !ABBREVIATIONS.iter().any(|abbreviation| before.ends_with(abbreviation)) {
            found.push(before.trim());
            start = at + 1;
        }
    }
    found.push(text[start..].trim());
    found.retain(|sentence| !sentence.is_empty());
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<(String, &str)> {
        sentences(text).into_iter().map(|sentence| (sentence.pinpoint.to_string(), sentence.text)).collect()
    }

    #[test]
    fn sentences_carry_the_designators_of_their_paragraph() {
        let text = "(a) No gate. See Sec. 3-1. Posts may stand.\n\n(b) (1) Gates fall.\n\n(2) Posts stand.\n\n(c) End.";
        let owned = |pinpoint: &str, text| (pinpoint.to_owned(), text);
        let expected = [
            owned("(a)", "No gate."),
            owned("(a)", "See Sec. 3-1."),
            owned("(a)", "Posts may stand."),
            owned("(b)(1)", "Gates fall."),
            owned("(b)(2)", "Posts stand."),
            owned("(c)", "End."),
        ];
        assert_eq!(read(text), expected);
    }

    #[test]
    fn clauses_are_no_subsections() {
        let text = "(g) (1) Gates: (A) One;\n\n(i) of wood;\n\n(iv) of iron.\n\n(h) Posts.\n\n(i) Rails.";
        let places: Vec<_> = sentences(text).into_iter().map(|sentence| sentence.pinpoint.to_string()).collect();
        assert_eq!(places, ["(g)(1)", "(g)(1)", "(g)(1)", "(h)", "(i)"]);
    }

    #[test]
    fn a_section_without_designators() {
        assert_eq!(
            read("No gate (painted or not) shall close."),
            [(String::new(), "No gate (painted or not) shall close.")]
        );
        assert_eq!(read("(painted) Gates."), [(String::new(), "(painted) Gates.")]);
    }
}
