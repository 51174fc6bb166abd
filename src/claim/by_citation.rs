//! Statements about a section that is cited before or after them. Silent where a sentence may have turned to something else.

use std::sync::LazyLock;

use regex::Regex;

use super::about::{About, LONGEST_GAP};
use super::cited_after::{in_brackets_after, led_to};
use super::goes_on::{self, Later};
use super::passage::{Passage, Sentence};
use super::{Kind, Statement, elsewhere, lender, present, sentences};
use crate::document::BlockKind;
use crate::jurisdiction::other_states::names_a_state;
use crate::span::Span;

/// What an offense can do to whoever commits it: "can bring up to ten years".
const BRING: &str = r"(?: bring | mean | carry | result \s+ in | lead \s+ to | cost | land | put | get | send )";

/// What may stand between a citation and a statement about it where other citations are near.
static TIGHT: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(&format!(
        r#"(?ix) ^ [\s\])*_”"]* (?: , [^,.;]* , | , )? \s*
        (?: (?: is | are | shall\s+be | ha(?:s|ve)\s+been | constitutes? | carries | carry | carrying | punishes | makes? \s | means | sets | imposes | requires | provides | brings | allows | draws | prescribes | calls \s for | (?: may | can | shall | must | will ) \s+ (?: [^.;]* \s )? be \s | (?: may | can | could | will | might ) \s+ {BRING} \s | (?: now \s+ )? (?: faces? | risks? ) | instead \s* : | by \s | punishable | the\s+(?:court|judge)\s+(?:must|shall|can|may) | \.{{3,}} | [:–—=(|\[-] ) [^.;]*
          | , \s+ be \s+ (?: fined | imprisoned | jailed | sentenced | sent | punished ) [^.;]*
          | ,? \s+ (?: (?: for | on ) \s+ )? (?: (?: an? | any | each ) \s+ )? (?: first | second | third | subsequent ) \s+ (?: offen[cs]e | conviction | violation ) s? \s* [:,–—-] [^.;]*
          | , \s+ (?: as \s+ )? (?:an?\s+)? ) $
        | ^ [\s\])*_”"]* (?: ,? \s+ (?: which \s+ (?: is | makes | carries | means | calls | brings | (?: can | may | could | will ) \s+ {BRING} ) | for \s+ which | with | and \s+ (?: may | can | shall ) \s+ be
            | (?: and \s+ )? the \s+ (?: maximum \s+ )? (?: fine | term | penalty | punishment | sentence | maximum ) ) \s [^.;]* ) $
        | ^ [\s*_]* [)\]] [\s*_]* (?: (?: it \s+ is | as ) \s+ )? an? \s+ $"#
    ))
    .expect("the pattern is valid")
});

/// Whether words between a citation and a statement lead right from one to the other.
pub(super) fn is_tight(between: &str) -> bool {
    TIGHT.is_match(between)
}

/// The list of citations that a statement is about.
pub(super) fn find(
    passage: &Passage<'_>,
    sentence: &Sentence,
    span: Span,
    statement: &Statement,
    previous: Option<&(Span, About)>,
) -> Option<Span> {
    let near = passage.lists_in(sentence.span);
    let later = |list: Span| Later { document: passage.document, block: passage.block, list, sentence: sentence.span };
    let turns = |list: Span| turns_away(passage, sentence.span, span, statement, list);
    if near.is_empty()
        && let Some(list) = in_brackets_after(passage, sentence.span)
    {
        return Some(list);
    }
    if let [only] = passage.lists.as_slice() {
        let follows =
            only.end <= span.start || sentence.span.contains(*only) && passage.block.kind == BlockKind::TableRow;
        // A later sentence, or the paragraph under a heading, may have turned to another offense.
        let goes_on = || {
            sentence.span.contains(*only)
                || later(*only).is_about_the_list(span)
                    && sentences::lead_from(passage, sentence, span, *only, statement)
                || heads(passage, *only)
                    && (later(*only).points_to_its_head(span) || is_alone(passage, sentence, span))
                    && sentences::lead_from_head(passage, sentence.span, *only, statement)
        };
        let meant = follows && !passage.names_another(only.end, span) && goes_on() && !turns(*only)
            || led_to(passage, sentence.span, span, *only);
        return meant.then_some(*only);
    }
    match (near.iter().rfind(|list| list.end <= span.start), near) {
        (Some(list), _) if !passage.names_another(list.end, span) && !turns(*list) => {
            let between = passage.words(list.end, span.start);
            let continues =
                previous.is_some_and(|(claim, about)| *about == About::List(*list) && claim.start >= list.end);
            let class = statement.kind() == Kind::Class;
            let tight = between.len() <= LONGEST_GAP && is_tight(between);
            (continues || tight || near.len() == 1 && class).then_some(*list)
        }
        // "He faces up to ten years: burglary (§ 53a-103) and larceny (§ 53a-124)" is a sum.
        (None, [first, rest @ ..]) => {
            let is_sum = !rest.is_empty() && statement.kind() != Kind::Class;
            (!is_sum && led_to(passage, sentence.span, span, *first)).then_some(*first)
        }
        // A later sentence goes on about the section that opened the block: "§ 53a-192: … Coercion is …".
        (None, []) => opening(passage, span)
            .filter(|list| {
                goes_on::goes_on(passage.words(sentence.span.start, sentence.span.end)) || later(*list).names_again()
            })
            .or_else(|| {
                sentences::list_before(passage, sentence.span).filter(|list| {
                    (!is_alone(passage, sentence, span) || sentences::is_entry(passage, *list))
                        && later(*list).points_back(span)
                        && !passage.names_another(list.end, span)
                        && sentences::lead_from(passage, sentence, span, *list, statement)
                })
            }),
        _ => None,
    }
}

/// Whether a list heads all that the block says: it stands in a block above, or the block begins with it as with a heading: "Assault in
/// the third degree (C.G.S. § 53a-61)."
fn heads(passage: &Passage<'_>, list: Span) -> bool {
    let block = passage.block.span;
    let lead = passage.words(block.start, list.start);
    let after = passage.document.text.get(list.end..).unwrap_or_default().trim_start_matches([')', ']', '*', '_']);
    // "We discussed § 53a-103." is a sentence.
    let is_name = lead.trim().is_empty() || lead.trim_end().ends_with(['(', '[', ',', ':', '-', '–', '—']);
    list.end <= block.start
        || is_name
            && lender::is_title(lead.trim_end_matches([' ', '\n', '\r', ':']))
            && after.starts_with(['.', ':', '–', '—'])
}

/// Whether a sentence is no more than a class: "Class B misdemeanor."
fn is_alone(passage: &Passage<'_>, sentence: &Sentence, span: Span) -> bool {
    let has_letters = |from: usize, to: usize| passage.words(from, to).contains(char::is_alphabetic);
    !has_letters(sentence.span.start, span.start) && !has_letters(span.end, sentence.span.end)
}

/// "…; a class A misdemeanor carries 364 days": of the class.
static OF_A_CLASS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?ix-u) ^ (?u:[^A-Za-z])* (?: (?:an?|any|all) \s+ )? class \s+ [A-E] \s+ (?:felon(?:y|ies)|misdemeanors?) \s+ (?: carr(?:y|ies) | is | are | means? | brings? | can | may ) (?-u:\b)")
        .expect("the pattern is valid")
});

/// Whether a sentence turns to something else between a list and a statement: to another state, to what the offense is compared
/// with, or, after a semicolon, to what does not go on about it.
fn turns_away(passage: &Passage<'_>, sentence: Span, span: Span, statement: &Statement, list: Span) -> bool {
    let from = list.end.max(sentence.start).min(span.start);
    let between = passage.words(from, span.start);
    let compared = matches!(statement, Statement::Class(_))
        && between.rsplit_once(" than ").is_some_and(|(_, other)| other.starts_with(char::is_alphabetic));
    let after_semicolon = || {
        let start = from + between.rfind(';')? + 1;
        let clause = passage.words(start, span.end);
        let later =
            Later { document: passage.document, block: passage.block, list, sentence: Span::new(start, span.end) };
        let alone = passage.words(start, span.start).trim().is_empty();
        let goes_on = alone || goes_on::goes_on(clause.trim_start().trim_start_matches("then ")) || later.names_again();
        Some(!goes_on || OF_A_CLASS.is_match(clause))
    };
    // "Charged under § 53a-103, she pleaded guilty to disorderly conduct, which carries …".
    let marks = |c: char| c.is_whitespace() || matches!(c, ',' | ')' | ']' | '*' | '_' | '”' | '"');
    let of_another = present::before_which_carries(between).is_some_and(|named| !named.trim_matches(marks).is_empty());
    let to_another = || {
        elsewhere::turns_to_another(between)
            || [" whose ", " whereas ", "regardless of", " even when ", " even if ", " no matter "]
                .iter()
                .any(|word| between.contains(word))
    };
    // "Although § 53a-182 is the usual charge, choking someone is a class D felony".
    let conceded = || {
        const OPENERS: [&str; 5] = ["Although", "Though", "While", "Besides", "Beyond"];
        const CONDITIONS: [&str; 3] = ["If", "When", "Once"];
        let lead = passage.words(sentence.start, list.start);
        let first = lead.split_whitespace().next().unwrap_or_default();
        let convicted =
            || CONDITIONS.contains(&first) && ["convicted", "arrested"].iter().any(|word| lead.contains(word));
        let main = between.split_once(',').map(|(_, main)| main);
        (OPENERS.contains(&first) || convicted())
            && main.is_some_and(|main| !main.trim_start().starts_with("which ") && !goes_on::goes_on(main))
    };
    // "Minnesota's statute resembles § 53a-124 but makes the offense a class B felony."
    let is_of_a_state = || {
        let lead = passage.before_without_citations(sentence, list.start);
        names_a_state(&lead) && !["Connecticut", "Conn.", "C.G.S"].iter().any(|name| lead.contains(name))
    };
    // "Is only a B misdemeanor in Vermont's books".
    let clause = passage.words(span.end, sentence.end.max(span.end));
    let clause = clause.split([',', ';', '.', '(']).next().unwrap_or_default();
    let of_a_state = || matches!(statement, Statement::Class(_)) && names_a_state(clause);
    compared
        || of_a_state()
        || is_of_a_state()
        || of_another
        || to_another()
        || conceded()
        || names_a_state(between)
        || after_semicolon().unwrap_or(false)
}

/// The list that opens the block like a heading, if no other was named before the statement.
fn opening(passage: &Passage<'_>, span: Span) -> Option<Span> {
    let list = *passage.lists.first()?;
    let lead = passage.document.text.get(passage.block.span.start..list.start)?;
    let after = passage.document.text.get(list.end..)?.trim_start_matches([')', ']']).trim_start();
    let opens = lead.trim().chars().count() <= 3 && after.starts_with([':', '–', '—']);
    let alone = passage.lists.get(1).is_none_or(|second| second.start >= span.end);
    (opens && alone).then_some(list)
}

/// Builds the patterns of this file.
pub(super) fn prepare() {
    for pattern in [&TIGHT, &OF_A_CLASS] {
        LazyLock::force(pattern);
    }
}
