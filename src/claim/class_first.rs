//! Sentences that name each class before its offense: "charges a class C felony, burglary in the second degree, a class D felony, larceny
//! in the third degree, and a class A misdemeanor, criminal impersonation". No class of them is that of the offense before it.

use std::sync::LazyLock;

use regex::Regex;

use super::class;
use super::passage::{Passage, Sentence};
use crate::span::Span;

/// What stands between a class and the offense that it is of.
static OF_WHAT_FOLLOWS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r#"(?ix-u) ^ (?u:[*_”"]){0,4} (?: \s* (?u:[,:(\[–—-]){1,3} \s* | \s+ ) (?: (?: for | of | in \s+ violation \s+ of | in \s+ that | under | namely | to \s+ wit ) (?-u:\b) [:,]? \s+ )? (?: (?: a | an | the | one ) \s+ )? (?: (?: crime | offense | charge | count | violation ) \s+ of \s+ )? (?u:[*_“"(]){0,4} $"#,
    )
    .expect("the pattern is valid")
});

/// What goes on about the offense before the class instead: ", which carries", "if the victim is".
static GOES_ON: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?ix-u) ^ (?: \s* (?: [.;] | $ ) | (?u:[,\s(\[–—-])* (?: \$ | [0-9]
          | (?: which | that | and \s+ (?: carries | is | can | may | punishable | has ) | or | if | when | where | unless | with | punishable | carrying | carries | is | but | while | whereas | though | as | on | class | up \s+ to | (?: not | no ) \s+ more
          | for \s+ (?: (?: a | an | each | any | the ) \s+ )? (?: first | second | third | later | subsequent | repeat ) \s+ (?: offense | conviction | violation | time )
          | (?: one | two | three | five | ten ) \s+ (?: years? | months? ) ) (?-u:\b) ) )",
    )
    .expect("the pattern is valid")
});

/// Between a class and its offense stands no more than this, with the class itself, in bytes.
const REACH: usize = 120;

/// Whether a class stands before its own offense, in a sentence that began so.
pub(super) fn is_of_what_follows(passage: &Passage<'_>, sentence: &Sentence, span: Span) -> bool {
    let named = sentence.mentions.first().map(|mention| mention.span.start);
    let cited = passage.lists_in(sentence.span).first().map(|list| list.start);
    let Some(first) = named.into_iter().chain(cited).min().filter(|first| *first < span.start) else { return false };
    let from = passage.document.text.ceil_char_boundary(first.saturating_sub(REACH).max(sentence.span.start));
    let lead = passage.words(from.min(first), first);
    let begins_so = || class::last(lead).is_some_and(|class| OF_WHAT_FOLLOWS.is_match(&lead[class.end..]));
    !GOES_ON.is_match(passage.words(span.end, sentence.span.end)) && begins_so()
}

/// Builds the patterns of this file.
pub(super) fn prepare() {
    LazyLock::force(&OF_WHAT_FOLLOWS);
    LazyLock::force(&GOES_ON);
}
