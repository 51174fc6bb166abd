//! Acts and compacts cited by their popular names.

use std::ops::Range;

use super::scan;
use super::{Citation, Form, Target};
use crate::law::{Code, Law, Pinpoint, PopularName};
use crate::span::Span;

/// Every popular name in `text` that the table knows, right or slightly wrong, in order of place.
pub(super) fn find(text: &str, law: &Law) -> Vec<Citation> {
    let mut citations = Vec::new();
    for code in [Code::Connecticut, Code::UnitedStates] {
        let names = law.popular_names(code);
        let mut done = 0;
        for (word, first) in names.candidates(text) {
            let start = first.start;
            let found = if start < done { None } else { longest(text, first, names.spellings_with(word)) };
            if let Some((end, name)) = found {
                done = end;
                citations.extend(citation(Span::new(start, end), name));
            }
        }
    }
    citations
}

/// The longest known name that begins with the word at `first`, over line breaks.
///
/// A name that goes on ("… Act of 2017", "… Reauthorization Act") is another act's and none of ours.
fn longest<'a>(
    text: &str,
    first: Range<usize>,
    spellings: impl Iterator<Item = (&'a str, &'a PopularName)>,
) -> Option<(usize, &'a PopularName)> {
    let start = first.start;
    let apart = !text[..start].ends_with(|c: char| c.is_alphanumeric() || c == '-');
    let second = text.as_bytes().get(scan::skip_space(text, first.end)).copied().unwrap_or(0);
    let goes_on_so = |spelling: &str| {
        let rest = spelling.as_bytes().get(first.len() + 1);
        rest.is_none_or(|letter| letter.eq_ignore_ascii_case(&second))
    };
    let found = spellings.filter(|(spelling, _)| goes_on_so(spelling)).filter_map(|(spelling, name)| {
        // An abbreviation is one only in capitals: "vawa" and "TVPA" differ.
        let exact = spelling.contains(' ') || text[start..].starts_with(spelling);
        let end = scan::phrase_after(text, start, spelling).filter(|_| exact)?;
        Some((end, name))
    });
    let (end, name) = found.max_by_key(|(end, _)| *end).filter(|_| apart)?;
    let next = scan::skip_space(text, end);
    let dated =
        scan::phrase_after(text, next, "of").map(|of| scan::digits_after(text, scan::skip_space(text, of)).len());
    (dated != Some(4)).then_some((end, name))
}

fn citation(span: Span, name: &PopularName) -> Option<Citation> {
    let target = match &name.section {
        Some(section) => Target::Section(section.clone(), Pinpoint::whole()),
        None => Target::PopularName(name.name.clone()),
    };
    Some(Citation::new(span, Form::Name, vec![target]))
}
