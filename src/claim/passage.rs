//! A block with the lists of citations that its statements may be about, sentence by sentence. Never decides which of them a
//! statement is about.

use std::cell::{OnceCell, RefCell};
use std::ops::Range;
use std::rc::Rc;
use std::sync::LazyLock;

use regex::Regex;

use super::elsewhere;
use super::named::{self, Mention};
use super::noted::Noted;
use super::present::Told;
use super::role;
use super::sentence;
use crate::citation::{Citation, Form, Target};
use crate::document::{Block, Document};
use crate::law::{Code, Law, Section};
use crate::span::Span;

/// So many sentences are kept.
const MOST_SENTENCES: usize = 8;

pub(super) struct Passage<'a> {
    pub(super) document: &'a Document,
    /// The citations that the statements may be about, in order of place.
    pub(super) citations: &'a [Citation],
    pub(super) block: Block,
    /// Where the lists among them that name law begin and end, glosses included; in order of place.
    pub(super) lists: Vec<Span>,
    /// The marks of notes in it.
    pub(super) noted: &'a [Noted],
    /// The table that knows by what names offenses are called, where the document is about the law of their code. It reads
    /// them when a sentence first says something of a penalty.
    names: Option<&'a Law>,
    /// The sentences found last: the statements of one come one after another, and those before it are asked about each.
    found: RefCell<Vec<Rc<Sentence>>>,
}

/// A sentence with what it names.
pub(super) struct Sentence {
    pub(super) span: Span,
    /// Its words, and whether they speak of the law of the day.
    pub(super) told: Told,
    /// The offenses that it names, by their places in the document.
    pub(super) mentions: Vec<Mention>,
    /// Whether it is about a class: "A class B felony is punishable by …".
    pub(super) is_of_a_class: bool,
    /// Whether its figures are of something else than what one section carries, once that was asked.
    figures_are_elsewhere: OnceCell<bool>,
    /// Whether it tells of something else by what it cites, once that was asked.
    sets_aside: OnceCell<bool>,
}

/// "A class B felony is punishable by …": said of a class, not of the section cited beside it.
static OF_A_CLASS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?ix) ^ [^A-Za-z]* (?: (?: an? | any | the | each | every | all ) \s+ )? (?: unclassified | class \s+ [“”]? [A-E] ) [“”]? \s+ (?: felon(?:y|ies) | misdemeanors? ) \s+ [A-Za-z]").expect("the pattern is valid")
});

/// "Class B felony: 1 to 20 years": an entry of a list of classes.
static CLASS_ENTRY: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?ix-u) ^ (?u:[^A-Za-z])* (?: unclassified | class \s+ [A-E] ) \s+ (?: felony | misdemeanor ) (?u:[\s*_])* (?: : | (?u:[–—-]) )")
        .expect("the pattern is valid")
});

impl<'a> Passage<'a> {
    pub(super) fn new(
        document: &'a Document,
        citations: &'a [Citation],
        block: Block,
        noted: &'a [Noted],
        names: Option<&'a Law>,
    ) -> Passage<'a> {
        let mut lists: Vec<Span> = Vec::new();
        let mut group = None;
        for citation in citations.iter().filter(|citation| begins_something(citation)) {
            let span = citation.gloss.map_or(citation.span, |gloss| citation.span.cover(gloss));
            match lists.last_mut() {
                // "Gen. Stat. § 53a-83 and Gen. Stat. § 53a-83a" is one list, though the code is named twice.
                Some(last)
                    if group == Some(citation.group) || joined(document.text.get(last.end..citation.span.start)) =>
                {
                    *last = last.cover(span);
                }
                _ => lists.push(span),
            }
            group = Some(citation.group);
        }
        Passage { document, citations, block, lists, noted, names, found: RefCell::default() }
    }

    /// The words of a stretch of the text.
    pub(super) fn words(&self, from: usize, to: usize) -> &'a str {
        self.document.text.get(from..to).unwrap_or("")
    }

    /// The sentence that holds a statement.
    pub(super) fn sentence(&self, span: Span) -> Rc<Sentence> {
        let mut found = self.found.borrow_mut();
        if let Some(known) = found.iter().rev().find(|known| known.span.contains(span)) {
            return Rc::clone(known);
        }
        let sentence = Rc::new(self.read(sentence::around(self.document, self.citations, self.block.span, span)));
        if found.len() == MOST_SENTENCES {
            found.remove(0);
        }
        found.push(Rc::clone(&sentence));
        sentence
    }

    /// The sentence that ends before a place; none at the beginning of the block.
    pub(super) fn sentence_before(&self, at: usize) -> Option<Rc<Sentence>> {
        const REACH: usize = 200;
        let from = at.saturating_sub(REACH).max(self.block.span.start);
        let from = self.document.text.floor_char_boundary(from);
        let last = from + self.words(from, at).rfind(char::is_alphanumeric)?;
        Some(self.sentence(Span::new(last, last)))
    }

    fn read(&self, span: Span) -> Sentence {
        let words = self.words(span.start, span.end);
        let mentions = self.names.map_or_else(Vec::new, |law| {
            named::mentions(&self.document.text, span, law.offense_names(Code::Connecticut))
        });
        let lists = self.lists_in(span).iter().copied();
        let named = lists.chain(mentions.iter().map(|mention| mention.span)).map(|name| {
            let (start, end) = (name.start.max(span.start), name.end.min(span.end));
            start - span.start..end.max(start) - span.start
        });
        let mut named: Vec<Range<usize>> = named.collect();
        named.sort_by_key(|name| name.start);
        let told = Told::new(words, named);
        let is_entry = || CLASS_ENTRY.is_match(words) && self.has_examples();
        let is_of_a_class = OF_A_CLASS.is_match(words) || is_entry();
        Sentence {
            span,
            told,
            mentions,
            is_of_a_class,
            figures_are_elsewhere: OnceCell::new(),
            sets_aside: OnceCell::new(),
        }
    }

    /// Whether the block gives examples: its citations only follow what is said.
    fn has_examples(&self) -> bool {
        const LONGEST: usize = 2000;
        let to = self.document.text.floor_char_boundary(self.block.span.end.min(self.block.span.start + LONGEST));
        let words = self.words(self.block.span.start, to);
        ["xample", "E.g.", "e.g.", ", is one."].iter().any(|word| words.contains(word))
    }

    /// Whether the figures of a sentence are of something else than what one section carries: a town's fines, a sum over several
    /// counts, federal law beside a section of the state's.
    pub(super) fn figures_are_elsewhere(&self, sentence: &Sentence) -> bool {
        let is_ours = |citation: &Citation| citation.section().is_none_or(|own| own.code() == Code::Connecticut);
        *sentence.figures_are_elsewhere.get_or_init(|| {
            let words = self.without_citations(sentence.span);
            elsewhere::is_of_several(self.words(sentence.span.start, sentence.span.end))
                || elsewhere::is_of_other_rules(&words)
                || elsewhere::is_federal(&words) && self.citations.iter().all(is_ours)
        })
    }

    /// Whether a sentence names the sections of a list only to tell of something else by them.
    pub(super) fn sets_aside(&self, sentence: &Sentence) -> bool {
        *sentence.sets_aside.get_or_init(|| {
            let mut near = self.lists_in(sentence.span).iter();
            near.any(|list| match self.named_beside(sentence, *list) {
                Some(name) => self.is_name_set_aside(sentence.span, name),
                None => role::is_set_aside(&self.document.text, sentence.span, *list),
            })
        })
    }

    /// The name of an offense right before a list: "larceny in the first degree (§ 53a-122)", "… under § 53a-122".
    fn named_beside(&self, sentence: &Sentence, list: Span) -> Option<Span> {
        let mention = sentence.mentions.iter().rfind(|mention| mention.span.end <= list.start)?;
        self.is_beside(mention.span, list).then_some(mention.span)
    }

    fn is_beside(&self, name: Span, list: Span) -> bool {
        let between = self.words(name.end, list.start);
        between.trim() == "under" || between.chars().all(|c| !c.is_alphanumeric())
    }

    /// Whether the name of an offense, with the list beside it, is not what its sentence speaks of.
    pub(super) fn is_name_set_aside(&self, sentence: Span, name: Span) -> bool {
        let beside = self.lists_in(sentence).iter().find(|list| list.start >= name.end);
        let place = beside.filter(|list| self.is_beside(name, **list)).map_or(name, |list| name.cover(*list));
        role::is_name_set_aside(&self.document.text, sentence, place)
    }

    /// The lists that begin in a stretch of the text.
    pub(super) fn lists_in(&self, stretch: Span) -> &[Span] {
        let first = self.lists.partition_point(|list| list.end <= stretch.start);
        let count = self.lists[first..].partition_point(|list| list.start < stretch.end);
        &self.lists[first..first + count]
    }

    /// The citations of a list.
    pub(super) fn citations_of(&self, list: Span) -> impl Iterator<Item = (usize, &'a Citation)> {
        let first = self.citations.partition_point(|citation| citation.span.end <= list.start);
        let members = self.citations[first..].iter().take_while(move |citation| citation.span.start < list.end);
        members.enumerate().map(move |(at, citation)| (first + at, citation))
    }

    /// The sections that a list cites.
    pub(super) fn sections_of(&self, list: Span) -> impl Iterator<Item = &'a Section> {
        self.citations_of(list).filter_map(|(_, citation)| citation.section())
    }

    /// The words of a stretch without its citations and their glosses.
    pub(super) fn without_citations(&self, stretch: Span) -> String {
        let mut words = String::new();
        let mut at = stretch.start;
        for list in self.lists_in(stretch) {
            words.push_str(self.words(at, list.start.max(at)));
            at = list.end.max(at);
        }
        words.push_str(self.words(at.min(stretch.end), stretch.end));
        words
    }

    /// What a sentence says before a place, and not far before it, without citations.
    pub(super) fn before_without_citations(&self, sentence: Span, to: usize) -> String {
        const REACH: usize = 300;
        let from = self.document.text.ceil_char_boundary(sentence.start.max(to.saturating_sub(REACH)));
        if from < to { self.without_citations(Span::new(from, to)) } else { String::new() }
    }

    /// The citation in whose gloss the statement stands: "53a-82 [Prostitution: Class A misdemeanor]".
    pub(super) fn glossed(&self, span: Span) -> Option<Span> {
        let before = self.citations.partition_point(|citation| citation.span.end <= span.start);
        let own = self.citations[..before].last()?;
        own.gloss.filter(|gloss| gloss.contains(span)).map(|_| own.span)
    }

    /// Whether a section is named between a citation and a statement that was not read as a citation: "§ 2423(b)"
    /// after "18 U.S.C. § 2423(a)".
    pub(super) fn names_another(&self, after: usize, span: Span) -> bool {
        let between = self.document.text.get(after..span.start).unwrap_or("");
        let is_cited = |at: usize| {
            let index = self.citations.partition_point(|citation| citation.span.end <= at);
            self.citations.get(index).is_some_and(|citation| citation.span.start <= at)
        };
        let unread = |sign: &str| {
            between.match_indices(sign).any(|(at, _)| {
                let numbered = between[at + sign.len()..].trim_start().starts_with(|c: char| c.is_ascii_digit());
                numbered && !is_cited(after + at)
            })
        };
        // A statement so far from its citation is not looked into.
        between.len() > 2000 || ["§", "section ", "Section ", "sec. ", "Sec. "].iter().any(|sign| unread(sign))
    }
}

/// Whether a citation names law that statements could be about. "That section" and "subsection (a) of this
/// section" point back; they begin nothing new.
fn begins_something(citation: &Citation) -> bool {
    let leans = matches!(citation.form, Form::Internal | Form::Id);
    let law = |target: &Target| {
        target.section().is_some() || matches!(target, Target::Foreign | Target::FederalRegulation(..))
    };
    !leans && citation.targets.iter().any(law)
}

/// Whether only "and", "or", "," or "/" stands between two citations.
fn joined(between: Option<&str>) -> bool {
    let Some(between) = between.filter(|between| between.len() <= 12) else { return false };
    let words = between.trim().trim_matches([',', '(', ')', '*', '_']).trim();
    matches!(words, "" | "and" | "or" | "&" | "/" | "and/or")
}

/// Builds the patterns of this file.
pub(super) fn prepare() {
    LazyLock::force(&OF_A_CLASS);
    LazyLock::force(&CLASS_ENTRY);
}
