//! Citations that stand after the statement that they belong to.

use super::passage::Passage;
use crate::jurisdiction::other_states::names_a_state;
use crate::span::Span;

/// "Class B felony (C.G.S. § 53a-86)", "a class B felony under § 53a-86": the citation belongs to the words right before it.
pub(super) fn is_enclosed_after(passage: &Passage<'_>, span: Span, list: Span) -> bool {
    let between = passage.document.text.get(span.end..list.start).unwrap_or("");
    let of_prison =
        ["in prison", "in jail", "behind bars", "of imprisonment"].map(|words| between.trim().strip_prefix(words));
    let rest = of_prison.into_iter().flatten().next().unwrap_or(between).trim();
    between.len() <= 28 && matches!(rest, "(" | "[" | "under" | "for" | "pursuant to")
}

/// The list that stands alone in brackets after a sentence: "It is a class D felony. [C.G.S. § 53a-88]".
pub(super) fn in_brackets_after(passage: &Passage<'_>, sentence: Span) -> Option<Span> {
    let list = *passage.lists.get(passage.lists.partition_point(|list| list.start < sentence.end))?;
    let text = &passage.document.text;
    let between = text.get(sentence.end..list.start)?.trim_start_matches(['.', ' ', '\n', '\r', '*', '_', '”', '"']);
    let closes = match between {
        "(" => ')',
        "[" => ']',
        _ => return None,
    };
    text.get(list.end..)?.starts_with(closes).then_some(list)
}

/// Whether a citation after the statement belongs to it: "is a class D felony (§ 53a-88)", "… under § 53a-88".
pub(super) fn led_to(passage: &Passage<'_>, sentence: Span, span: Span, list: Span) -> bool {
    let Some(between) = passage.document.text.get(span.end..list.start) else { return false };
    let words = between.trim_end();
    let led = words.ends_with(['(', '[', '|', ':', '–', '—'])
        || [" under", " by", " see", " See", " to", " of"].iter().any(|word| words.ends_with(word));
    // "The five-year mandatory minimum does not apply to § 53a-135."
    let denies = [
        " not apply",
        " never applies",
        " no longer ",
        " not merely ",
        " not just ",
        " not only ",
        " instead of ",
        " rather than ",
    ]
    .iter()
    .any(|word| between.contains(word));
    // "Ten years for home invasion, five for burglary (§ 53a-101)": of the offense named first.
    let is_of_the_first = between.contains(',') && between.matches(" for ").count() > 1;
    // "Rhode Island punishes it by up to ten years, Connecticut by five (§ 53a-124)."
    let of_a_state = || names_a_state(&passage.before_without_citations(sentence, span.start));
    sentence.contains(list)
        && !of_a_state()
        && !is_of_the_first
        && between.len() <= 120
        && led
        && !between.contains(';')
        && !denies
}
