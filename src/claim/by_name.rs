//! Statements about an offense that is called by its name. Silent where another jurisdiction's may be meant.

use std::sync::LazyLock;

use regex::Regex;

use super::about::{About, LONGEST_GAP};
use super::goes_on;
use super::lender::begins_with_a_class;
use super::named::Mention;
use super::numbers::ORDINAL;
use super::passage::{Passage, Sentence};
use super::{Kind, Statement};
use crate::jurisdiction::other_states::names_a_state;
use crate::law::{Code, Section};
use crate::span::Span;

/// The offense that a statement is about by its name; its citation, if that stands beside the name.
pub(super) fn find(
    passage: &Passage<'_>,
    sentence: &Sentence,
    span: Span,
    previous: Option<&(Span, About)>,
) -> Option<About> {
    if let Some(about) = named_after(passage, sentence, span) {
        return Some(about);
    }
    // "The class A misdemeanor of assault in the third": of what follows, though it is no offense's whole name.
    let ends_with = |word: &str| passage.words(span.start, span.end).ends_with(word);
    if passage.words(span.end, sentence.span.end).starts_with(" of ")
        && (ends_with("felony") || ends_with("misdemeanor"))
    {
        return None;
    }
    named_before(passage, sentence, span, previous).or_else(|| named_in_the_sentence_before(passage, sentence))
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
    if !mention.is_whole(text) || passage.is_name_set_aside(sentence.span, mention.span) {
        return None;
    }
    let near = passage.lists_in(sentence.span);
    let is_own = |list: &Span| cites(passage, *list, &mention);
    let between = passage.without_citations(Span::new(mention.span.end, span.start));
    let cited_between = near.iter().filter(|list| mention.span.end <= list.start && list.end <= span.start).copied();
    let cited_between: Vec<Span> = cited_between.collect();
    let continues = previous.is_some_and(|(claim, about)| {
        let same = *about == About::Name(mention)
            || matches!(about, About::List(list) if is_own(list) && claim.start > mention.span.end);
        let nothing_new = near.iter().all(|list| list.end <= claim.start || list.start >= span.start);
        let goes_on = || between.rsplit_once(';').is_none_or(|(_, clause)| goes_on::goes_on(clause));
        // "Criminal possession of a firearm (class C felony) and carrying a pistol (class D felony)": of the words before the bracket.
        let is_of_other_words = || {
            let since = passage.words(claim.end.min(span.start), span.start);
            since.ends_with('(') && since.bytes().filter(u8::is_ascii_alphabetic).count() > FEW_LETTERS
        };
        same && nothing_new
            && !between.contains('.')
            && goes_on()
            && !is_of_other_words()
            && !ONE_STEP.is_match(&between)
    });
    let leads = || between.len() <= LONGEST_GAP && mention.leads_to(text, &between) && !CHARGED_WITH.is_match(&between);
    if !continues && !leads() {
        return None;
    }
    // "Manslaughter in the first degree carries … when a firearm is used (§ 53a-55a)": of an offense whose name goes on.
    let is_longer = |section: &Section| {
        let rest = section.number().strip_prefix(mention.offense.number);
        rest.is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_lowercase()))
    };
    if near.iter().flat_map(|list| passage.sections_of(*list)).any(is_longer) && !near.iter().any(is_own) {
        return None;
    }
    // The name of one section beside the number of another: what is said there is not sure.
    if !cited_between.is_empty() && !cited_between.iter().any(is_own) {
        return None;
    }
    // "§ 53a-136 (robbery in the second degree), a class D felony": the name is wrong, and what follows is of the number.
    let glossed = passage.glossed(mention.span);
    if glossed.is_some_and(|cited| near.iter().any(|list| list.contains(cited) && !is_own(list))) {
        return None;
    }
    if let Some(list) = cited_between.into_iter().find(is_own) {
        return Some(About::List(list));
    }
    let beside = near.iter().copied().find(is_own);
    is_of_connecticut(passage, sentence).then(|| beside.map_or(About::Name(mention), About::List))
}

/// Between two brackets of one offense stand no more: "and a", "or, if armed,".
const FEW_LETTERS: usize = 12;

/// "The defendant, once convicted of robbery in the second degree, is charged with": of what comes next.
static CHARGED_WITH: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i-u)(?-u:\b)(?:charged|accused|convicted|guilty)\s+(?:with|of)(?-u:\b)")
        .expect("the pattern is valid")
});

/// "This charge is one step higher": of another than the one named last.
static ONE_STEP: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i-u)(?-u:\b)(?:(?:one|a)\s+(?:step|class|level|grade)\s+(?:higher|lower|up|down|above|below)|this\s+(?:charge|one)\s+is)(?-u:\b)")
        .expect("the pattern is valid")
});

/// "Robbery in the second degree (class C felony) or third degree (class D felony)": what stands after another degree is of that.
static ANOTHER_DEGREE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(&format!(r"(?ix-u) (?-u:\b) {ORDINAL} [\s-]+ degree (?-u:\b) | (?-u:\b) {ORDINAL} [\s*_]* \( [\s*_]* $"))
        .expect("the pattern is valid")
});

/// A degree, and the bracket that a statement stands in.
static DEGREE_IN_FRONT: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(&format!(r"(?ix-u) (?P<degree> (?-u:\b) {ORDINAL} (?: [\s-]+ degree )? ) [\s*_]* \( [\s*_]* $"))
        .expect("the pattern is valid")
});

/// Whether a statement is of another degree than that of the offense named last, or of a degree whose offense was not named with it.
pub(super) fn is_of_another_degree(passage: &Passage<'_>, sentence: &Sentence, span: Span) -> bool {
    const REACH: usize = 40;
    let named = sentence.mentions.iter().rfind(|mention| mention.span.end <= span.start);
    let another = named.is_some_and(|mention| {
        let cited = passage.lists_in(sentence.span).iter().rfind(|list| list.end <= span.start);
        let from = cited.map_or(mention.span.end, |list| list.end.max(mention.span.end));
        let between = passage.words(from, span.start);
        between.len() <= LONGEST_GAP && ANOTHER_DEGREE.is_match(between)
    });
    let text = &passage.document.text;
    let from = text.ceil_char_boundary(span.start.saturating_sub(REACH).max(sentence.span.start));
    let degree =
        || DEGREE_IN_FRONT.captures(text.get(from..span.start)?)?.name("degree").map(|degree| from + degree.end());
    another || degree().is_some_and(|end| named.is_none_or(|mention| mention.span.end != end))
}

/// Whether what a statement is about is one of a list's sections.
pub(super) fn is_of_list(passage: &Passage<'_>, about: &About, list: Span) -> bool {
    match about {
        About::Name(mention) => cites(passage, list, mention),
        About::List(own) => *own == list,
        About::Each(_) | About::Note(_) => true,
    }
}

/// Whether words right after a statement make it another offense's than `about`: "a class B felony (burglary in the first degree)", "up to
/// 15 years in federal prison".
pub(super) fn is_called_another(passage: &Passage<'_>, span: Span, statement: &Statement, about: &About) -> bool {
    let sentence = passage.sentence(span);
    let after = passage.words(span.end, sentence.span.end);
    let is_federal = || {
        let place = after.trim_start().strip_prefix("in ").map(|place| place.trim_start_matches("a "));
        place.is_some_and(|place| place.starts_with("federal"))
            && !cites_one(passage, about, |section| section.code() != Code::Connecticut)
    };
    let is_another = || {
        let mention = sentence.mentions.iter().find(|mention| mention.span.start >= span.end)?;
        let lead = passage.words(span.end, mention.span.start).trim();
        let rest = passage.words(mention.span.end, sentence.span.end);
        let is_apposed =
            matches!(lead, "(" | "," | "–" | "—" | ":") && (rest.is_empty() || rest.starts_with([')', '.', ',', ';']));
        // "…, a class B felony, robbery in the first degree, § 53a-134": the next entry.
        let has_own = || {
            passage.lists_in(sentence.span).iter().any(|list| {
                list.start >= mention.span.end && passage.words(mention.span.end, list.start).trim().len() <= 1
            })
        };
        let is_own = || match about {
            About::Name(own) => own.offense.number == mention.offense.number,
            About::List(_) | About::Each(_) | About::Note(_) => {
                cites_one(passage, about, |section| section.number() == mention.offense.number)
            }
        };
        Some(is_apposed && !has_own() && !is_own())
    };
    statement.kind() != Kind::Class && is_federal() || is_another().unwrap_or(false)
}

/// Whether what a statement is about cites a section of that kind.
fn cites_one(passage: &Passage<'_>, about: &About, is_it: impl Fn(&Section) -> bool) -> bool {
    match about {
        About::List(list) => passage.sections_of(*list).any(is_it),
        About::Each(lists) => lists.iter().flat_map(|list| passage.sections_of(*list)).any(is_it),
        About::Note(note) => note.sections.iter().any(is_it),
        About::Name(_) => false,
    }
}

/// Whether a list cites the section of an offense.
fn cites(passage: &Passage<'_>, list: Span, mention: &Mention) -> bool {
    passage.sections_of(list).any(|own| own.number() == mention.offense.number)
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
    // "A written lie is false statement. Class D felony." may be of what heads the block.
    let is_led = || passage.words(previous.span.start, mention.span.start).contains(char::is_alphabetic);
    let is_entry = !begins_with_a_class(words) || !is_led();
    let is_ours = || is_of_connecticut(passage, &previous) && is_of_connecticut(passage, sentence);
    (ends && is_entry && previous.told.is_of_the_day() && mention.is_whole(&passage.document.text) && is_ours())
        .then_some(About::Name(*mention))
}

/// Whether nothing in a sentence makes an offense that is named there another jurisdiction's.
pub(super) fn is_of_connecticut(passage: &Passage<'_>, sentence: &Sentence) -> bool {
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

/// Builds the patterns of this file.
pub(super) fn prepare() {
    for pattern in [&ANOTHER_DEGREE, &DEGREE_IN_FRONT, &CHARGED_WITH, &ONE_STEP] {
        LazyLock::force(pattern);
    }
}
