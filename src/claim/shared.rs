//! One statement about several offenses: "are class B, C and D felonies, respectively", "each of which is a class C felony".

use std::sync::LazyLock;

use memchr::memmem::Finder;
use regex::{Captures, Regex};

use super::passage::{Passage, Sentence};
use super::present::Told;
use super::{Statement, class};
use crate::document::BlockKind;
use crate::span::Span;
use crate::words::first_word;

static RESPECTIVELY: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new("respectively"));

/// A statement with the citation, by its index in the passage, that it is about.
pub(super) type Paired = (Span, Statement, usize);

/// "§§ 53a-86, 53a-87 and 53a-88 are class B, C and D felonies, respectively": as many classes as sections, one each. Gives the
/// pairs, and the stretch in which no class is about anything else.
pub(super) fn respectively(passage: &Passage<'_>) -> Option<(Vec<Paired>, Span)> {
    let block = passage.block.span;
    let words = passage.words(block.start, block.end);
    let mut all = RESPECTIVELY.find_iter(words.as_bytes()).map(|at| block.start + at);
    let (at, None) = (all.next()?, all.next()) else { return None };
    let sentence = passage.sentence(Span::new(at, at));
    let classes_in = |from: usize, to: usize| -> Vec<(Span, Statement)> {
        let classes = class::all(passage.words(from, to)).into_iter();
        classes.map(|(span, class)| (span.moved(from), Statement::Class(class))).collect()
    };
    // "Are, respectively, a class C felony and a class D felony": the classes come after it.
    let (classes, stretch) = match classes_in(sentence.span.start, at) {
        none if none.is_empty() => (classes_in(at, sentence.span.end), sentence.span),
        classes => (classes, Span::new(sentence.span.start, at)),
    };
    let (first, last) = (classes.first()?.0, classes.last()?.0);
    let [list] = passage.lists_in(sentence.span) else { return None };
    let one_each: Vec<usize> =
        passage.citations_of(*list).filter(|(_, citation)| citation.section().is_some()).map(|(at, _)| at).collect();
    let place = first.start - sentence.span.start..last.end - sentence.span.start;
    // The word itself makes any other statement one of several.
    let words = passage.words(sentence.span.start, sentence.span.end).replace("respectively", "            ");
    let named = passage.lists_in(sentence.span).iter().map(|list| {
        list.start.max(sentence.span.start) - sentence.span.start..list.end.min(sentence.span.end) - sentence.span.start
    });
    let told = Told::new(&words, named.collect());
    let paired = classes.len() > 1 && one_each.len() == classes.len() && list.end <= first.start;
    (paired && told.is_of_today(&place)).then(|| {
        let pairs = classes.into_iter().zip(one_each).map(|((span, statement), one)| (span, statement, one));
        (pairs.collect(), stretch)
    })
}

/// "The former is a class B felony; the latter is a class C felony", where the block has named two sections before. Gives what each
/// statement of the sentence at `span` is about.
pub(super) fn former_or_latter(passage: &Passage<'_>, sentence: &Sentence, span: Span) -> Option<Span> {
    static WHICH: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?ix-u) (?-u:\b) the \s+ (?P<which> former | latter ) (?: \s+ (?: crime | offense | charge | one ) )? \s* ,? \s+ (?: is | are | carries | brings | means | can | may ) (?-u:\b)")
            .expect("the pattern is valid")
    });
    /// No further before the statement, in bytes.
    const REACH: usize = 120;
    let from = passage.document.text.ceil_char_boundary(sentence.span.start.max(span.start.saturating_sub(REACH)));
    let words = passage.words(from, span.start);
    let which = WHICH.captures_iter(words).last()?;
    // "The latter is graver, and perjury is a class D felony": of what is named since.
    let since = from + which.get(0)?.start();
    if sentence.mentions.iter().any(|mention| mention.span.start > since && mention.span.start < span.start) {
        return None;
    }
    let cited = passage.lists.iter().take_while(|list| list.end <= sentence.span.start).take(3);
    let [former, latter] = <[Span; 2]>::try_from(cited.copied().collect::<Vec<_>>()).ok()?;
    let told_of = match which.name("which")?.as_str().to_ascii_lowercase().as_str() {
        "former" => former,
        _ => latter,
    };
    let place = span.start - from..span.end - from;
    // The words themselves make any other statement one of several.
    let to = passage.document.text.floor_char_boundary(sentence.span.end.min(span.end.saturating_add(REACH)));
    let said = passage.words(from, to);
    let plain = WHICH.replace_all(said, |found: &Captures<'_>| format!("{:width$}", "it is", width = found[0].len()));
    let one = passage.citations_of(told_of).count() == 1;
    (one && Told::new(&plain, Vec::new()).is_of_today(&place)).then_some(told_of)
}

/// "Counts 1 and 2 (bribery; unlawful restraint) are a class C felony and a class D felony": one each in their order, though the words do
/// not say so.
pub(super) fn is_one_of_each(passage: &Passage<'_>, sentence: &Sentence, span: Span) -> bool {
    /// "Class B and class A misdemeanors (§§ 53a-125g and 53a-125f)".
    static AND_ANOTHER: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"(?i-u)(?-u:\b)class [a-e],? and $").expect("the pattern is valid"));
    const REACH: usize = 20;
    let from = passage.document.text.ceil_char_boundary(span.start.saturating_sub(REACH).max(sentence.span.start));
    passage.words(span.end, sentence.span.end).starts_with(" and a class ")
        && passage.words(sentence.span.start, span.start).ends_with(" are a ")
        || passage.words(span.start, span.end).ends_with('s') && AND_ANOTHER.is_match(passage.words(from, span.start))
}

/// What makes a statement about each of several sections named before it.
static OF_EACH: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?ix-u) ^ (?u:[^.;]){0,80} (?-u:\b) (?: each | both | are \s+ all | all \s+ (?: are | carry | bring | have | of ) ) (?-u:\b) (?: (?: \s+ of )? \s+ (?: which | them | these ) )? (?u:[^.;,]){0,60} $",
    )
    .expect("the pattern is valid")
});

/// The lists before a statement in its sentence, each of which it is about: "bribery (§ 53a-147) and perjury (§ 53a-156), each
/// of which is a class C felony". None if it is about one.
pub(super) fn of_each(passage: &Passage<'_>, sentence: Span, span: Span, is_first: bool) -> Option<Vec<Span>> {
    let lists = passage.lists_in(sentence);
    let last = lists.last().filter(|last| is_first && last.end <= span.start)?;
    let words = passage.words(last.end, span.start);
    let plural = || lists.len() > 1 && passage.words(span.start, span.end).ends_with(['s', 'S']);
    (OF_EACH.is_match(words) || plural() && ARE.is_match(words)).then(|| lists.to_vec())
}

/// "… are class D felonies": of all the sections that were named, as long as nothing was said of one of them alone.
static ARE: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(?i-u)^[\s)\],]*are(?: all)?\s+$").expect("the pattern is valid"));

/// Whether a figure is what several sections bring together: "charged under § 53a-103 and § 53a-124, he faces", "§ 53a-103 + § 53a-124".
pub(super) fn is_of_a_sum(passage: &Passage<'_>, sentence: &Sentence, span: Span) -> bool {
    let near = passage.lists_in(sentence.span);
    let Some(last) = near.iter().rfind(|list| list.end <= span.start) else { return false };
    let are_several = || {
        let mut sections = passage.sections_of(*last);
        let first = sections.next();
        sections.any(|other| Some(other) != first)
    };
    let words = passage.words(last.end, span.start);
    let faced = || {
        let together =
            first_word(passage.words(sentence.span.start, sentence.span.end)).eq_ignore_ascii_case("together");
        together || words.contains(" faces ") || words.contains(" face ")
    };
    let is_row = passage.block.kind == BlockKind::TableRow;
    let lead = passage.words(sentence.span.start, last.start);
    let added = || is_row && near.len() > 1 && (lead.contains(" & ") || lead.contains(" + "));
    // "With § 53-202k, robbery in the first degree (§ 53a-134) carries".
    let is_added_to = || {
        let words = passage.words(sentence.span.start, sentence.span.end);
        near.len() > 1 && first_word(words) == "With"
    };
    is_added_to() || faced() && (are_several() || near.len() > 1) || added()
}

/// Builds the patterns of this file.
pub(super) fn prepare() {
    LazyLock::force(&OF_EACH);
    LazyLock::force(&ARE);
}
