//! How sentences lead from a citation to a statement that has none in its own. Never decides what a statement is about.

use std::sync::LazyLock;

use regex::Regex;

use super::elsewhere;
use super::goes_on::{self, Later};
use super::passage::{Passage, Sentence};
use super::{Kind, Statement, lender};
use crate::citation::Citation;
use crate::jurisdiction::other_states::names_a_state;
use crate::law::Code;
use crate::span::Span;

/// So many sentences are followed back to the one that cites.
const LONGEST_CHAIN: usize = 4;

/// "That offense carries": of the law of the day, whatever case the sentence before tells of.
static THAT_OFFENSE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?i-u)^(?u:[^A-Za-z])*(?:this|that|the)\s+(?:crime|offense|charge)\s+(?:is\s+punishable|carries)(?-u:\b)",
    )
    .expect("the pattern is valid")
});

/// Whether the sentences before a later one lead from the list to it: one cites the list, and speaks of the law, and those after it go on
/// about the list.
pub(super) fn lead_from(
    passage: &Passage<'_>,
    sentence: &Sentence,
    span: Span,
    list: Span,
    statement: &Statement,
) -> bool {
    let (told, sentence) = (&sentence.told, sentence.span);
    // "U.S.C." in a citation names no state.
    let is_of_a_state = |sentence: Span| names_a_state(&passage.without_citations(sentence));
    let mut at = sentence;
    for step in 0..=LONGEST_CHAIN {
        let Some(previous) = passage.sentence_before(at.start) else { return true };
        if step == 0 && is_of_a_state(sentence) || is_of_a_state(previous.span) {
            return false;
        }
        let words = passage.words(previous.span.start, previous.span.end);
        // "First offense: a $100 school fine. Second offense: a $200 fine."
        if statement.kind() != Kind::Class && elsewhere::is_of_other_rules(words) {
            return false;
        }
        if previous.span.overlaps(list) {
            let is_ours = |(_, citation): (usize, &Citation)| {
                citation.section().is_some_and(|own| own.code() == Code::Connecticut)
            };
            let beside_federal = || elsewhere::is_federal(words) && passage.citations_of(list).all(is_ours);
            if statement.kind() != Kind::Class && beside_federal()
                || REPLACES.is_match(words)
                || names_another_offense(passage, &previous, list, list.end)
            {
                return false;
            }
            let that_offense = || step == 0 && THAT_OFFENSE.is_match(passage.words(sentence.start, sentence.end));
            // "Used to be a class B misdemeanor. Now it can lead to a year in jail" says itself of which day it speaks.
            let says_today = || {
                let place = span.start - sentence.start..span.end - sentence.start;
                told.says_today(&place) && previous.told.is_of_the_law()
            };
            return states_the_law(&previous, statement)
                || says_today()
                || that_offense() && previous.told.is_of_a_case();
        }
        let later = Later { document: passage.document, block: passage.block, list, sentence: previous.span };
        // "Id." is no sentence.
        let goes_on = goes_on::goes_on(words) || later.names_again() || !words.trim().contains(char::is_whitespace);
        // "Anyone who stays is in more trouble", "Lying under oath is perjury".
        if !goes_on || ESCALATES.is_match(words) || names_another_offense(passage, &previous, list, 0) {
            return false;
        }
        at = previous.span;
    }
    true
}

/// Whether the sentence that cites speaks of the law: of that of the day, for a later one to state a figure.
fn states_the_law(citing: &Sentence, statement: &Statement) -> bool {
    match statement.kind() {
        Kind::Class => citing.told.is_of_the_law(),
        Kind::Term | Kind::Fine | Kind::Minimum => citing.told.is_of_the_day(),
    }
}

/// Whether a sentence names, after a place, an offense that is none of the list's sections.
fn names_another_offense(passage: &Passage<'_>, sentence: &Sentence, list: Span, after: usize) -> bool {
    // Of a list of pages, the beginning is enough.
    const MOST: usize = 50;
    let is_own = |number: &str| {
        let mut own = passage.citations_of(list).take(MOST).filter_map(|(_, citation)| citation.section());
        own.any(|own| own.number() == number)
    };
    let mut later = sentence.mentions.iter().filter(|mention| mention.span.start >= after);
    later.any(|mention| !is_own(mention.offense.number))
}

/// Words that lead from an offense to a graver one.
static ESCALATES: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i-u)(?-u:\b)(?:more trouble|worse|different|goes? further|more (?:serious|harsh|severe)(?:ly)?|no longer|elsewhere|(?:arrest|charge) will|is more|separate(?:ly)?|has committed|charge is|charge[sd]? (?:more|higher|something else)|may be an? (?:assault|robbery|burglary|felony|crime)|not be charged|another (?:offense|crime|charge|section|law)|protective order)(?-u:\b)")
        .expect("the pattern is valid")
});

/// "Creating a public disturbance was put in place of the § 53a-181 charge."
static REPLACES: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i-u)(?-u:\b)(?:substitut(?:e|ed|es)|in place of|instead of|acquitted)(?-u:\b)|^(?u:[^A-Za-z])*(?:compare|contrast|cf|see also)(?-u:\b)")
        .expect("the pattern is valid")
});

/// Words of a sentence that may turn from the section of a heading to another law.
static TURNS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i-u)(?-u:\b)(?:sections?|statut|charge|crimes?|offen[sc]|felon|misdemeanor|degree|violat|orders?|ordinance|rules?|polic(?:y|ies)|laws?|class|bills?|tickets?|federal|propos|draft|repeal|amend|until|former|sentenced|convict|pleaded|pled|arrested)")
        .expect("the pattern is valid")
});

/// Whether a sentence that points back is about the section of a heading: whatever stands between speaks of the same.
pub(super) fn lead_from_head(passage: &Passage<'_>, sentence: Span, list: Span, statement: &Statement) -> bool {
    let mut at = sentence;
    for _ in 0..=LONGEST_CHAIN {
        let Some(previous) = passage.sentence_before(at.start) else { return true };
        if previous.span.overlaps(list) {
            return states_the_law(&previous, statement);
        }
        let words = passage.words(previous.span.start, previous.span.end);
        let turns = TURNS.is_match(words)
            || ESCALATES.is_match(words)
            || !previous.mentions.is_empty()
            || names_a_state(words)
            || elsewhere::is_of_other_rules(words);
        if turns {
            return false;
        }
        at = previous.span;
    }
    false
}

/// Whether the sentence of a list is no more than it and a name, which a class may follow as in a glossary: "Perjury (§ 53a-156)."
pub(super) fn is_entry(passage: &Passage<'_>, list: Span) -> bool {
    static APART: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i-u)^(?u:[^A-Za-z])*(?:see|not|less|more|unlike|compare|contrast|cf|if|when|where)(?-u:\b)")
            .expect("the pattern is valid")
    });
    const MOST_WORDS: usize = 12;
    let sentence = passage.sentence(list).span;
    let (lead, rest) = (passage.words(sentence.start, list.start), passage.words(list.end, sentence.end));
    let lead = lead.trim_end_matches(['(', '[', ',', ' ', '.', ':']);
    !rest.contains(char::is_alphabetic)
        && !lead.ends_with(" under")
        && !APART.is_match(lead)
        && lead.split_whitespace().count() <= MOST_WORDS
        && lender::is_title(lead)
}

/// The only list of the sentence that a sentence follows; between them may stand others that go on about it.
pub(super) fn list_before(passage: &Passage<'_>, sentence: Span) -> Option<Span> {
    let mut at = sentence.start;
    for _ in 0..LONGEST_CHAIN {
        let previous = passage.sentence_before(at)?.span;
        match passage.lists_in(previous) {
            [only] => return Some(*only),
            [] if goes_on::goes_on(passage.words(previous.start, previous.end)) => at = previous.start,
            _ => return None,
        }
    }
    None
}
