//! `quote-drift`: a quotation of a section that no longer has these words.

use std::collections::HashMap;
use std::ops::Range;

use super::context::Context;
use super::{Diagnostic, Lint, Severity};
use crate::citation::{Citation, Form};
use crate::law::Section;
use crate::span::Span;
use crate::words::places;

pub(super) const EXPLANATION: &str = "\
A passage in quotation marks that a citation introduces differs from the text of the section.

**Why it matters.** A quotation is taken for the law's own words. When the statute is amended the figures beside it are checked,
but an old wording stays, with its old conditions and time limits.

**Example.** `C.G.S. § 54-211 asks that “the application has been made within two years after the date of the personal injury”`:
since 2024 the section says `within three years`. The message shows both.

**What to do.** Copy the words anew from the official page, or say that the quotation is of an older text. There is no fix.

**When it stays silent.** Without `--law-text FILE`, an edition to hold quotations against; for fewer than six words; for words
that are not the section's at all, which may be somebody's description of it. What stands in brackets, and the gap that `…` marks,
are left out of the comparison.
";

/// A quotation of fewer words may be a term.
const FEWEST: usize = 6;

/// A part of a quotation that is compared on its own has at least so many words.
const FEWEST_IN_PART: usize = 4;

/// Quotations are compared no further than this, in words.
const LONGEST: usize = 400;

/// A quotation begins no further than this after its citation, in bytes.
const GAP: usize = 200;

/// Of a hundred words of a quotation so many are the section's, or it is no quotation of it.
const LIKE_PERCENT: usize = 60;

/// A word in lower case, and where it stands.
struct Word {
    plain: String,
    place: Range<usize>,
}

pub(super) fn find(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let Some(texts) = context.texts else { return };
    let mut sections: HashMap<&Section, Vec<Word>> = HashMap::new();
    for quotation in quotations(context) {
        let Some((citation, section)) = introduced_by(context, quotation) else { continue };
        let Some(law) = texts.get(section) else { continue };
        let law_words = sections.entry(section).or_insert_with(|| words(law, 0..law.len()));
        for part in parts(&context.document.text, quotation) {
            if let Some((span, says)) = drift(&context.document.text, &part, law, law_words) {
                found.push(report(context, citation, section, span, &says));
            }
        }
    }
}

fn report(context: &Context<'_>, citation: &Citation, section: &Section, span: Span, says: &str) -> Diagnostic {
    let quoted = context.document.text[span.range()].split_whitespace().collect::<Vec<_>>().join(" ");
    Diagnostic {
        lint: Lint::QuoteDrift,
        severity: Severity::Warning,
        verdict: None,
        span,
        in_source: None,
        message: format!("{} has “{says}” where this quotation has “{quoted}”", section.cited()),
        cite: Some(context.cited(citation)),
        claim: None,
        source: Some(context.source(section, None)),
        fix: None,
    }
}

/// What stands in quotation marks, without them, in order of place; none goes over a block.
fn quotations(context: &Context<'_>) -> Vec<Span> {
    let text = &context.document.text;
    let mut found = Vec::new();
    for block in &context.document.blocks {
        let words = &text[block.span.range()];
        let mut open: Option<(usize, char)> = None;
        for (at, mark) in words.char_indices().filter(|(_, mark)| matches!(mark, '“' | '”' | '"')) {
            open = match open {
                Some((start, first)) if mark == '”' || mark == '"' && first == '"' => {
                    found.push(Span::new(block.span.start + start, block.span.start + at));
                    None
                }
                _ if mark == '”' => None,
                _ => Some((at + mark.len_utf8(), mark)),
            };
        }
    }
    found.retain(|span| text[span.range()].split_whitespace().nth(FEWEST - 1).is_some());
    found
}

/// The citation right before a quotation, in its sentence.
fn introduced_by<'c>(context: &Context<'c>, quotation: Span) -> Option<(&'c Citation, &'c Section)> {
    let before = context.citations.partition_point(|citation| citation.span.end <= quotation.start);
    let citation = context.citations[..before].last()?;
    let gap = &context.document.text[citation.gloss.map_or(citation.span.end, |gloss| gloss.end)..quotation.start];
    let near = gap.len() <= GAP && !gap.contains(". ") && !gap.contains("\n\n");
    let plain = matches!(citation.form, Form::Full | Form::Short);
    citation.section().filter(|_| near && plain).map(|section| (citation, section))
}

/// The parts of a quotation between what its author left out or put in.
fn parts(text: &str, quotation: Span) -> Vec<Vec<Word>> {
    let words = words(text, quotation.range());
    let mut parts: Vec<Vec<Word>> = vec![Vec::new()];
    let mut end = quotation.start;
    for word in words.into_iter().take(LONGEST) {
        let between = &text[end..word.place.start];
        let inserted = text[quotation.start..word.place.start]
            .rfind('[')
            .is_some_and(|open| !text[quotation.start + open..word.place.start].contains(']'));
        let breaks = between.contains(['…', '[', ']']) || between.matches('.').count() > 1;
        end = word.place.end;
        if breaks {
            parts.push(Vec::new());
        }
        if !inserted && let Some(last) = parts.last_mut() {
            last.push(word);
        }
    }
    parts.retain(|part| part.len() >= FEWEST_IN_PART);
    parts
}

fn words(text: &str, within: Range<usize>) -> Vec<Word> {
    let word = |place: Range<usize>| {
        let place = within.start + place.start..within.start + place.end;
        Word { plain: text[place.clone()].to_lowercase(), place }
    };
    places(&text[within.clone()], char::is_alphanumeric).map(word).collect()
}

/// Where a part of a quotation first differs from the section, and what the section has there; `None` if it does not, or if it
/// is no quotation of it.
fn drift(text: &str, part: &[Word], law: &str, law_words: &[Word]) -> Option<(Span, String)> {
    let window = window(part, law_words)?;
    let law_part = &law_words[window];
    let pairs = common(part, law_part);
    let pairs = trimmed(&pairs);
    if pairs.len() * 100 < part.len() * LIKE_PERCENT {
        return None;
    }
    let gap = pairs.windows(2).find(|pair| !follows(pair[0], pair[1]))?;
    let ((here, there), (next_here, next_there)) = (gap[0], gap[1]);
    let span = Span::new(part[here].place.start, part[next_here].place.end);
    let says = law.get(law_part[there].place.start..law_part[next_there].place.end)?;
    let says = says.split_whitespace().collect::<Vec<_>>().join(" ");
    // A passage that was left out without a mark is no other wording.
    const MOST_LEFT_OUT: usize = 12;
    let likely = (next_here - here).abs_diff(next_there - there) <= MOST_LEFT_OUT;
    (likely && text.get(span.range()).is_some()).then_some((span, says))
}

/// Whether a pair is of the two words right after those of another.
fn follows(before: (usize, usize), after: (usize, usize)) -> bool {
    after == (before.0 + 1, before.1 + 1)
}

/// Pairs without the single ones at both ends: a "the" that stands alone there may be any.
fn trimmed(pairs: &[(usize, usize)]) -> &[(usize, usize)] {
    let runs = |pair: &[(usize, usize)]| follows(pair[0], pair[1]);
    let first = pairs.windows(2).position(runs).unwrap_or(0);
    let last = pairs.windows(2).rposition(runs).map_or(pairs.len(), |last| last + 2);
    pairs.get(first..last).unwrap_or(pairs)
}

/// Where in the section the part most likely stands: the place that most of its runs of three words agree on.
fn window(part: &[Word], law: &[Word]) -> Option<Range<usize>> {
    let mut places: HashMap<[&str; 3], Vec<usize>> = HashMap::new();
    for (at, run) in law.windows(3).enumerate() {
        places.entry([&run[0].plain, &run[1].plain, &run[2].plain]).or_default().push(at);
    }
    const MOST_PLACES: usize = 50;
    let mut votes: HashMap<usize, usize> = HashMap::new();
    for (at, run) in part.windows(3).enumerate() {
        let key = [run[0].plain.as_str(), run[1].plain.as_str(), run[2].plain.as_str()];
        for place in places.get(&key).into_iter().flatten().take(MOST_PLACES) {
            // Words that were put in or left out move what comes after them.
            *votes.entry(place.saturating_sub(at) / 8).or_default() += 1;
        }
    }
    let (bucket, _) = votes.into_iter().max_by_key(|(bucket, votes)| (*votes, std::cmp::Reverse(*bucket)))?;
    let start = (bucket * 8).saturating_sub(8);
    Some(start..law.len().min(start + part.len() + 32))
}

/// The pairs of indices of a longest common subsequence.
fn common(left: &[Word], right: &[Word]) -> Vec<(usize, usize)> {
    let width = right.len() + 1;
    let mut table = vec![0u16; (left.len() + 1) * width];
    for (i, word) in left.iter().enumerate().rev() {
        for (j, other) in right.iter().enumerate().rev() {
            table[i * width + j] = match word.plain == other.plain {
                true => table[(i + 1) * width + j + 1] + 1,
                false => table[(i + 1) * width + j].max(table[i * width + j + 1]),
            };
        }
    }
    let (mut i, mut j, mut pairs) = (0, 0, Vec::new());
    while i < left.len() && j < right.len() {
        if left[i].plain == right[j].plain {
            pairs.push((i, j));
            (i, j) = (i + 1, j + 1);
        } else if table[(i + 1) * width + j] >= table[i * width + j + 1] {
            i += 1;
        } else {
            j += 1;
        }
    }
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;

    const LAW: &str = "Sec. 1-1. No order shall be made unless the application is made within three years after the date of \
        the injury, and the incident was reported to the police.";

    fn drifts(quotation: &str) -> Option<(String, String)> {
        let part = parts(quotation, Span::new(0, quotation.len())).into_iter().next()?;
        let law = words(LAW, 0..LAW.len());
        drift(quotation, &part, LAW, &law).map(|(span, says)| (quotation[span.range()].to_owned(), says))
    }

    #[test]
    fn another_wording_is_shown() {
        let (quoted, says) = drifts("the application is made within two years after the date of the injury").unwrap();
        assert_eq!((quoted.as_str(), says.as_str()), ("within two years", "within three years"));
        let (quoted, says) = drifts("the incident was promptly reported to the police").unwrap();
        assert_eq!((quoted.as_str(), says.as_str()), ("was promptly reported", "was reported"));
    }

    #[test]
    fn the_same_words_and_other_texts_are_no_drift() {
        for quotation in [
            "the application is made within three years after the date of the injury",
            "No order shall be made UNLESS the application is made",
            "victims must send a form to the office in Hartford at once",
        ] {
            assert_eq!(drifts(quotation), None, "{quotation}");
        }
    }

    #[test]
    fn what_is_left_out_or_put_in_parts_a_quotation() {
        let text = "no order shall be made . . . unless [the victim’s] application is made within three years";
        let parts = parts(text, Span::new(0, text.len()));
        let shown: Vec<String> = parts
            .iter()
            .map(|part| part.iter().map(|word| word.plain.as_str()).collect::<Vec<_>>().join(" "))
            .collect();
        assert_eq!(shown, ["no order shall be made", "application is made within three years"]);
    }
}
