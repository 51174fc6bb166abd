//! How sentences lead from a citation to a statement that has none in its own. Never decides what a statement is about.

use super::elsewhere;
use super::goes_on::{self, Later};
use super::passage::Passage;
use super::{Kind, Statement};
use crate::jurisdiction::other_states::names_a_state;
use crate::span::Span;

/// So many sentences are followed back to the one that cites.
const LONGEST_CHAIN: usize = 4;

/// Whether the sentences before a later one lead from the list to it: one cites the list, and speaks of the law, and those after it go on
/// about the list.
pub(super) fn lead_from(passage: &Passage<'_>, sentence: Span, list: Span, statement: &Statement) -> bool {
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
            let is_class = matches!(statement, Statement::Class(_) | Statement::Level(_));
            return if is_class { previous.told.is_of_the_law() } else { previous.told.is_of_the_day() };
        }
        let later = Later { document: passage.document, block: passage.block, list, sentence: previous.span };
        // "Id." is no sentence.
        let goes_on = goes_on::goes_on(words) || later.names_again() || !words.trim().contains(char::is_whitespace);
        if !goes_on {
            return false;
        }
        at = previous.span;
    }
    true
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
