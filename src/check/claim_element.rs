//! `claim-element`: an age, a presumption, a duty or another element is not what the law says.

use std::collections::BTreeMap;

use aho_corasick::MatchKind;

use super::authority::since;
use super::context::Context;
use super::{Diagnostic, Judged, Lint, Severity, Verdict, Was};
use crate::citation::{Citation, Target};
use crate::claim::element::{self, Sentences, Stated};
use crate::document::{Block, BlockKind, Kept};
use crate::law::{Code, Element, History, Reach, RightIf};
use crate::span::Span;
use crate::words::{PhraseSearch, longest_word};

pub(super) const EXPLANATION: &str = "\
The document states an age, a presumption, a duty or another element of the law that is not so on the date.

**Why it matters.** Whom a law protects often turns on one such fact. A leaflet that tells a 17-year-old that she can be
prosecuted for prostitution, years after the age was raised to 18, keeps her from asking for help.

**Example.** `C.G.S. § 53a-82: one must be 16 or older to be guilty of prostitution`: since October 1, 2016 (P.A. 16-71)
one must be 18. The finding is *stale*: the statement was right once. One that never was right is *incorrect*.

**What to do.** Read the section, and rewrite the sentence: what changed is often more than the number. There is no fix.

**When it stays silent.** About every fact that `rules/ct/elements.toml` does not list: it holds a few that documents often
get wrong. Where the section is not cited nearby, unless the words can mean no other law; where the sentence speaks of the
past, of a proposal, of another state or of what somebody said; where it is a question or says that it is not so; where
the right fact stands in the same paragraph.
";

/// What a document says of elements, right or wrong.
#[derive(Debug, Default)]
pub(super) struct Told {
    /// The elements that its citations bring up, by their numbers in the table.
    elements: Vec<usize>,
    /// The blocks that say something of any, in order, with what they say of each.
    blocks: Vec<ToldBlock>,
}

type ToldBlock = (usize, Vec<(usize, Vec<Stated>)>);

/// What is wrong, and what is told; of the blocks that are kept, the last version's is known.
pub(super) fn find(context: &Context<'_>, last: Option<&Told>) -> (Vec<Diagnostic>, Told) {
    let table = context.law.elements(Code::Connecticut);
    let acts: Vec<String> = context.citations.iter().filter_map(act).collect();
    let sections = context.citations.iter().filter_map(Citation::section);
    let sections = sections.filter(|section| section.code() == Code::Connecticut).map(|section| section.number());
    let brought_up = table.of(sections.chain(acts.iter().map(String::as_str)));
    let (numbers, elements): (Vec<usize>, Vec<&Element>) = brought_up.into_iter().unzip();
    let last = last.filter(|last| last.elements == numbers);
    let fresh = if last.is_some() { context.reread() } else { Span::new(0, context.document.text.len()) };
    let candidates: Vec<_> = candidates(context, &elements, fresh).into_iter().collect();
    let read = |(block, places): &(usize, BTreeMap<usize, Vec<usize>>)| {
        let mut sentences = Sentences::new(context.document, context.citations, context.document.blocks[*block].span);
        let said = places
            .iter()
            .map(|(index, places)| (*index, element::find(&mut sentences, places, elements[*index], &table.words)));
        (*block, said.filter(|(_, stated)| !stated.is_empty()).collect())
    };
    let mut blocks: Vec<ToldBlock> = context.threads.map(&candidates, &read);
    blocks.extend(last.into_iter().flat_map(|last| &last.blocks).filter_map(|said| again(said, context.kept())));
    blocks.retain(|(_, said)| !said.is_empty());
    blocks.sort_by_key(|(block, _)| *block);
    let wrong = |(block, said): &ToldBlock| -> Vec<Diagnostic> {
        said.iter().flat_map(|(index, stated)| judge(context, elements[*index], *block, stated)).collect()
    };
    let found = context.threads.map(&blocks, &wrong).into_iter().flatten().collect();
    (found, Told { elements: numbers, blocks })
}

/// What a block of the last version says, where it is now, if it is kept.
fn again((was, said): &ToldBlock, kept: &Kept) -> Option<ToldBlock> {
    let (block, by) = kept.block_now(*was)?;
    let shifted = |stated: &Vec<Stated>| stated.iter().map(|stated| stated.shifted(by)).collect();
    Some((block, said.iter().map(|(element, stated)| (*element, shifted(stated))).collect()))
}

/// The act that a citation names, as the table writes it: `P.A. 11-180`.
fn act(citation: &Citation) -> Option<String> {
    match citation.targets.first() {
        Some(Target::PublicAct { number, session: None }) => Some(format!("P.A. {number}")),
        _ => None,
    }
}

/// Each block that holds a word of an element, with the elements and where their words stand, all by index: one search of the
/// text for all of them.
fn candidates(
    context: &Context<'_>,
    elements: &[&Element],
    within: Span,
) -> BTreeMap<usize, BTreeMap<usize, Vec<usize>>> {
    let words: Vec<(&str, usize)> = elements
        .iter()
        .enumerate()
        .flat_map(|(index, element)| element.near.iter().map(move |word| (word.as_str(), index)))
        .collect();
    let mut found: BTreeMap<usize, BTreeMap<usize, Vec<usize>>> = BTreeMap::new();
    let search = PhraseSearch::new(words.iter().map(|(word, _)| *word), longest_word, MatchKind::Standard);
    for (word, place) in search.find_overlapping(&context.document.text[within.range()]) {
        let start = within.start + place.start;
        let block = context.document.block_at(start);
        // A history note of the statutes tells what was law.
        let history =
            |block: &usize| context.document.text[context.document.blocks[*block].span.range()].starts_with("History:");
        if let Some(block) = block.filter(|block| !history(block)) {
            found.entry(block).or_default().entry(words[word].1).or_default().push(start);
        }
    }
    found
}

/// What is wrong among the statements about one element in one block.
fn judge(context: &Context<'_>, element: &Element, block: usize, stated: &[Stated]) -> Vec<Diagnostic> {
    let Some(now) = element.period_on(context.as_of) else { return Vec::new() };
    let right = |stated: &Stated| stated.form(element).right_if.holds(stated.age, &element.periods[now]);
    // The right fact beside a wrong one: the paragraph tells how the law changed.
    if stated.iter().any(|stated| right(stated) == Some(true)) {
        return Vec::new();
    }
    let mut found: Vec<Diagnostic> = Vec::new();
    for stated in stated.iter().filter(|stated| right(stated) == Some(false)) {
        let repeated = found.last().is_some_and(|last| last.span.overlaps(stated.span));
        if repeated || !element::is_meant(context.document, context.citations, block, element, stated) {
            continue;
        }
        let Some(about) = subject(context, element, block, stated) else { continue };
        found.push(report(context, element, now, stated, about));
    }
    found
}

/// What shows that a statement is about the element's section.
#[derive(Clone, Copy)]
enum Subject<'c> {
    /// A citation of it, anywhere in the document.
    Cited(&'c Citation),
    /// The words alone, in a document that cites what goes with it.
    Named,
}

fn subject<'c>(context: &Context<'c>, element: &Element, block: usize, stated: &Stated) -> Option<Subject<'c>> {
    let blocks = &context.document.blocks;
    let own = citations_in(context, blocks[block]);
    let nearest = nearest(own, stated);
    let is_own = |citation: &Citation| citation.section() == Some(&element.section);
    if let Some(citation) = nearest.filter(|citation| is_own(citation)) {
        return Some(Subject::Cited(citation));
    }
    let heading = block.checked_sub(1).map(|above| blocks[above]).filter(|above| above.kind == BlockKind::Heading);
    let lent = heading.filter(|_| nearest.is_none()).and_then(|heading| {
        let cited: Vec<&Citation> = citations_in(context, heading).iter().filter(|cited| is_law(cited)).collect();
        cited.iter().all(|cited| is_own(cited)).then(|| cited.first().copied()).flatten()
    });
    match (lent, stated.form(element).reach) {
        (Some(citation), _) => Some(Subject::Cited(citation)),
        (None, Reach::Citation) => None,
        (None, Reach::Document) => {
            let goes_with = |citation: &Citation| {
                let number = citation.section().filter(|section| section.code() == Code::Connecticut);
                let name = number.map(|section| section.number().to_owned()).or_else(|| act(citation));
                name.is_some_and(|name| element.cited_with.contains(&name)) || is_own(citation)
            };
            // Words beside another law are about that law.
            nearest
                .is_none_or(goes_with)
                .then(|| context.first_citation_of(&element.section).map_or(Subject::Named, Subject::Cited))
        }
    }
}

/// The citation that a statement in a block is about: the last before it in its sentence, the first after it there, or the
/// last of the sentences before.
fn nearest<'c>(citations: &'c [Citation], stated: &Stated) -> Option<&'c Citation> {
    let first_after = citations.partition_point(|citation| citation.span.start < stated.span.end);
    let mut before = citations[..first_after].iter().rev().filter(|citation| is_law(citation)).peekable();
    let in_sentence = |citation: &&Citation| citation.span.start >= stated.sentence.start;
    if before.peek().is_some_and(in_sentence) {
        return before.next();
    }
    let mut after = citations[first_after..].iter().take_while(|citation| citation.span.start < stated.sentence.end);
    after.find(|citation| is_law(citation)).or_else(|| before.next())
}

/// Whether a citation names law that a statement could be about.
fn is_law(citation: &Citation) -> bool {
    citation.section().is_some()
        || citation.targets.iter().any(|target| matches!(target, Target::Foreign | Target::PublicAct { .. }))
}

fn citations_in<'c>(context: &Context<'c>, block: Block) -> &'c [Citation] {
    let first = context.citations.partition_point(|citation| citation.span.end <= block.span.start);
    let count = context.citations[first..].partition_point(|citation| citation.span.start < block.span.end);
    &context.citations[first..first + count]
}

fn report(context: &Context<'_>, element: &Element, now: usize, stated: &Stated, about: Subject<'_>) -> Diagnostic {
    let periods = &element.periods;
    let is_right = |index: &usize| stated.form(element).right_if.holds(stated.age, &periods[*index]) == Some(true);
    let last_right = (0..now).rev().find(is_right);
    let is_known = element.history == History::Complete
        && (0..now).all(|index| stated.form(element).right_if.holds(stated.age, &periods[index]).is_some());
    let start_of =
        |last: usize| (1..=last).rev().find(|index| !periods[*index].is_as(&periods[*index - 1])).unwrap_or(0);
    let first = start_of(now);
    let sure_since = first > 0 || element.history == History::Complete;
    let since = if sure_since { since(periods[first].from, Some(&periods[first].act)) } else { String::new() };
    let not = match (stated.form(element).right_if, stated.age) {
        (RightIf::Line, Some(age)) => format!(", not {age}"),
        _ => String::new(),
    };
    let text = &context.document.text[stated.span.range()];
    let (cite, severity) = match about {
        Subject::Cited(citation) => (Some(context.cited(citation)), Severity::Error),
        Subject::Named => (None, Severity::Warning),
    };
    Diagnostic {
        lint: Lint::ClaimElement,
        severity,
        verdict: match last_right {
            Some(_) => Some(Verdict::Stale),
            None => is_known.then_some(Verdict::Incorrect),
        },
        span: stated.span,
        in_source: None,
        message: format!("{}: {}{since}{not}", element.section.cited(), periods[now].law),
        cite,
        claim: Some(Judged {
            kind: element.kind.name(),
            stated: text.split_whitespace().collect::<Vec<_>>().join(" "),
            current: vec![periods[now].law.clone()],
            was: last_right.map(|last| Was {
                from: Some(periods[start_of(last)].from),
                until: periods.get(last + 1).map(|next| next.from),
            }),
        }),
        source: Some(context.source(&element.section, Some(&periods[first].act))),
        fix: None,
    }
}
