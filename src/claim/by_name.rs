//! Statements about an offense that is called by its name. Silent where another jurisdiction's may be meant.

use super::about::{About, LONGEST_GAP};
use super::goes_on;
use super::passage::{Passage, Sentence};
use super::role;
use crate::jurisdiction::other_states::names_a_state;
use crate::span::Span;

/// The offense that a statement is about by its name; its citation, if that stands beside the name.
pub(super) fn find(
    passage: &Passage<'_>,
    sentence: &Sentence,
    span: Span,
    previous: Option<&(Span, About)>,
) -> Option<About> {
    named_before(passage, sentence, span, previous)
        .or_else(|| named_after(passage, sentence, span))
        .or_else(|| named_in_the_sentence_before(passage, sentence))
}

/// The offense whose name leads to a statement; its citation, if that stands beside the name.
fn named_before(
    passage: &Passage<'_>,
    sentence: &Sentence,
    span: Span,
    previous: Option<&(Span, About)>,
) -> Option<About> {
    let text = &passage.document.text;
    let mention = *sentence.mentions.iter().rfind(|mention| mention.span.end <= span.start)?;
    // "Resisting arrest for larceny in the sixth degree is" tells of another offense.
    if !mention.is_whole(text) || role::is_set_aside(text, sentence.span, mention.span) {
        return None;
    }
    let near = passage.lists_in(sentence.span);
    let is_own = |list: &Span| {
        passage
            .citations_of(*list)
            .any(|(_, citation)| citation.section().is_some_and(|own| own.number() == mention.offense.number))
    };
    let between = passage.without_citations(Span::new(mention.span.end, span.start));
    let cited_between = near.iter().filter(|list| mention.span.end <= list.start && list.end <= span.start).copied();
    let cited_between: Vec<Span> = cited_between.collect();
    let continues = previous.is_some_and(|(claim, about)| {
        let same = *about == About::Name(mention)
            || matches!(about, About::List(list) if is_own(list) && claim.start > mention.span.end);
        let nothing_new = near.iter().all(|list| list.end <= claim.start || list.start >= span.start);
        let goes_on = || between.rsplit_once(';').is_none_or(|(_, clause)| goes_on::goes_on(clause));
        same && nothing_new && !between.contains('.') && goes_on()
    });
    let leads = || between.len() <= LONGEST_GAP && mention.leads_to(text, &between);
    if !continues && !leads() {
        return None;
    }
    // The name of one section beside the number of another: what is said there is not sure.
    if !cited_between.is_empty() && !cited_between.iter().any(is_own) {
        return None;
    }
    if let Some(list) = cited_between.into_iter().find(is_own) {
        return Some(About::List(list));
    }
    let beside = near.iter().copied().find(is_own);
    is_of_connecticut(passage, sentence).then(|| beside.map_or(About::Name(mention), About::List))
}

/// "The class A misdemeanor of public indecency".
fn named_after(passage: &Passage<'_>, sentence: &Sentence, span: Span) -> Option<About> {
    let mention = *sentence.mentions.iter().find(|mention| mention.span.start >= span.end)?;
    let led = matches!(passage.words(span.end, mention.span.start).trim(), "of" | "called");
    (led && mention.ends_whole(&passage.document.text) && is_of_connecticut(passage, sentence))
        .then_some(About::Name(mention))
}

/// The offense that the sentence before names, and no other: "It may be reckless endangerment in the second degree. That is a class B
/// misdemeanor."
fn named_in_the_sentence_before(passage: &Passage<'_>, sentence: &Sentence) -> Option<About> {
    let words = passage.words(sentence.span.start, sentence.span.end);
    if !sentence.mentions.is_empty() || !passage.lists.is_empty() || !goes_on::points_back(words) {
        return None;
    }
    let previous = passage.sentence_before(sentence.span.start)?;
    let [mention] = previous.mentions.as_slice() else { return None };
    let ends = passage.words(mention.span.end, previous.span.end).trim().trim_matches(['.', '*', '_', ')']).is_empty();
    let is_ours = || is_of_connecticut(passage, &previous) && is_of_connecticut(passage, sentence);
    (ends && previous.told.is_of_the_day() && mention.is_whole(&passage.document.text) && is_ours())
        .then_some(About::Name(*mention))
}

/// Whether nothing in a sentence makes an offense that is named there another jurisdiction's.
fn is_of_connecticut(passage: &Passage<'_>, sentence: &Sentence) -> bool {
    const ELSEWHERE: [&str; 9] = [
        "federal",
        "u.s.c",
        "u.s. code",
        "united states",
        " states",
        "another state",
        "elsewhere",
        "nationwide",
        "countr",
    ];
    let words = passage.words(sentence.span.start, sentence.span.end);
    let lower = words.to_lowercase();
    !ELSEWHERE.iter().any(|word| lower.contains(word)) && !names_a_state(words)
}
