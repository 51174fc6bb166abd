//! Statements about elements of the law: "must be 18 or older to be guilty". Finds the words that the table lists, and
//! leaves out what speaks of another time, place or document. Never decides whether they are right.

use std::collections::BTreeMap;
use std::rc::Rc;
use std::sync::LazyLock;

use regex::Regex;

use super::{numbers, pattern, plain_type, sentence};
use crate::citation::Citation;
use crate::document::{BlockKind, Document};
use crate::jurisdiction::other_states::names_a_state;
use crate::law::{Element, StatementForm};
use crate::span::Span;

/// A statement about an element.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Stated {
    /// Its words in the text of the document.
    pub(crate) span: Span,
    /// The sentence that it stands in.
    pub(crate) sentence: Span,
    /// Which of the element's forms of words it has.
    form: usize,
    /// The age that it names, where the form has one.
    pub(crate) age: Option<u64>,
}

impl Stated {
    /// The form of words that it has.
    pub(crate) fn form<'e>(&self, element: &'e Element) -> &'e StatementForm {
        &element.statements[self.form]
    }

    /// The same, so many bytes further on.
    pub(crate) fn shifted(self, by: isize) -> Stated {
        Stated { span: self.span.shifted(by), sentence: self.sentence.shifted(by), ..self }
    }
}

/// The sentences of a block that are looked through for elements, each made plain once.
pub(crate) struct Sentences<'a> {
    document: &'a Document,
    citations: &'a [Citation],
    block: Span,
    /// By where they begin.
    known: BTreeMap<usize, Rc<Plain>>,
}

/// A sentence as the patterns read it.
struct Plain {
    span: Span,
    text: String,
    lower: String,
}

impl<'a> Sentences<'a> {
    /// Of a block; `citations` are the document's.
    pub(crate) fn new(document: &'a Document, citations: &'a [Citation], block: Span) -> Sentences<'a> {
        Sentences { document, citations, block, known: BTreeMap::new() }
    }

    fn at(&mut self, place: usize) -> Rc<Plain> {
        let read = || {
            let span = sentence::around(self.document, self.citations, self.block, Span::new(place, place));
            let said = self.document.text.get(span.range()).unwrap_or_default();
            let text = pattern::ascii(&plain_type(said));
            let lower = text.to_ascii_lowercase();
            Rc::new(Plain { span, text, lower })
        };
        let before = self.known.range(..=place).next_back().map(|(_, known)| known);
        if let Some(known) = before.filter(|known| place < known.span.end) {
            return Rc::clone(known);
        }
        let new = read();
        self.known.insert(new.span.start, Rc::clone(&new));
        new
    }
}

/// Every statement about an element in a block, in order of place. A statement stands in one sentence with one of the words that
/// `places` tells of: nothing else is read.
pub(crate) fn find(
    sentences: &mut Sentences<'_>,
    places: &[usize],
    element: &Element,
    words: &BTreeMap<String, String>,
) -> Vec<Stated> {
    let block = sentences.block;
    let mut found: Vec<Stated> = Vec::new();
    let mut read = block.start;
    for &place in places.iter().filter(|place| block.start <= **place && **place < block.end) {
        if place < read {
            continue;
        }
        let said = sentences.at(place);
        let Plain { span: sentence, text, lower } = said.as_ref();
        let sentence = *sentence;
        read = sentence.end.max(place + 1);
        if !element.with.is_empty() && !element.with.iter().any(|word| lower.contains(word.as_str())) {
            continue;
        }
        for (form, statement) in element.statements.iter().enumerate() {
            let Some(pattern) = statement.pattern.get_or_init(|| pattern::compile(&statement.says, words).ok()) else {
                continue;
            };
            // Most sentences hold none, and whether one does is found much faster than what.
            if !pattern.is_match(text) {
                continue;
            }
            for words in pattern.captures_iter(text) {
                let Some(whole) = words.get(0) else { continue };
                let age = words.iter().skip(1).flatten().next().and_then(|age| numbers::value(age.as_str().trim()));
                let span = Span::new(sentence.start + whole.start(), sentence.start + whole.end());
                found.push(Stated { span, sentence, form, age });
            }
        }
    }
    found.sort_by_key(|stated| (stated.span.start, stated.span.end));
    found
}

/// Words that put a statement in another time than today, or under another law, or in somebody else's mouth.
static ELSEWHERE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?ix-u) (?-u:\b) (?:
            until | formerly | former | previous(?:ly)? | prior \s+ to | used \s+ to | no \s+ longer | any \s? more | was | were | had | did
          | would | could | might | propos[a-z]+ | bills? | legislators? | lawmakers? | advocates? | repeal[a-z]* | delet[a-z]+
          | eliminat[a-z]+ | abolish[a-z]* | remov[a-z]+ | rais(?:e[sd]?|ing) | increas[a-z]+ | lower(?:ed|s|ing) | chang[a-z]+ | replac[a-z]+ | amended
          | amendments? | (?:old|past) \s+ (?:law|rule|statute|text|version|wording|standard|limit|age) | originally | earlier | back \s+ then
          | at \s+ (?:the|that) \s+ time | in \s+ those \s+ days | histor[a-z]+ | out \s+ of \s+ date | outdated | outmoded | obsolete | superseded
          | added | said | told | wrote | asked | claim(?:s|ed) | brochures? | leaflets? | pamphlets? | fl[iy]ers? | posters? | editions? | versions? | newspapers?
          | myths? | fiction | wrong(?:ly)? | mistak[a-z]+ | false(?:ly)? | incorrect(?:ly)? | misconceptions? | untrue | contrary | (?:some|many) \s+ (?:people \s+)? (?:believe|think)
          | federal(?:ly)? | other \s+ states? | another \s+ state | elsewhere | (?:some|many|most|several|few) \s+ states | nationally | nationwide | model \s+ (?:law|act|code|penal)
          | tribal | abroad | foreign | countr(?:y|ies) | suppose | imagine | pretend | hypothetical(?:ly)? | (?:19|20)[0-9]{2} ) (?-u:\b)",
    )
    .expect("the pattern is valid")
});

/// "As amended" says nothing of time, nor does "before, on or after October 1, 2005".
static TIMELESS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?ix-u) (?-u:\b) (?: as \s+ amended | history \s+ of | before, \s+ on \s+ (?:or|and) \s+ after \s+ [a-z]+ \s+ [0-9]{1,2}, \s+ (?:19|20)[0-9]{2} ) (?-u:\b)",
    )
    .expect("the pattern is valid")
});

/// What turns the words right after it around.
static NEGATED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?ix-u) (?: (?-u:\b) (?: no | not | never | nor | neither | nobody | without | instead \s+ of | rather \s+ than | unlike | unless | whether | than | from )
          | n(?u:['’])t ) (?-u:\b) (?u:[^,.;:]){0,30} $",
    )
    .expect("the pattern is valid")
});

/// What turns a statement around from within: "is not required to report".
static NEGATION: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?ix-u) (?-u:\b) (?: no | not | never | nor | neither | nobody | cannot | without | unless | innocen(?:t|ce) ) (?-u:\b) | n(?u:['’])t (?-u:\b)")
        .expect("the pattern is valid")
});

/// How a sentence begins that sets the time of the one after it.
static SETS_THE_TIME: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?ix-u) ^ (?u:[^A-Za-z])* (?: until | before | prior \s+ to | formerly | previously | historically | originally | earlier | back | at \s+ that \s+ time | then
          | (?:in|from|between|as \s+ of) \s+ (?:[a-z]+ \s+)? (?:[0-9]{1,2} ,? \s+)? (?:19|20)[0-9]{2} | under \s+ (?:the|an?) \s+ (?:old|former|previous|earlier|prior) | myth | consider | suppose | imagine ) (?-u:\b)",
    )
    .expect("the pattern is valid")
});

/// What the sentence after says where it takes the statement back.
static TAKEN_BACK: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?ix-u) ^ (?u:[^A-Za-z])* (?: that | this | it | these | those | both | today | now | since | the \s+ (?:rule|presumption|law|duty|age|limit|requirement|provision|legislature) | not | wrong | false | fact | reality | P\.A\. | public \s+ act | however | but ) (?-u:\b)
          (?u:[^.?!])*? (?-u:\b) (?: changed | ended | repeal[a-z]* | no \s+ longer | delet[a-z]+ | abolished | eliminated | removed | raised | replaced | gone | was | were | not \s+ (?:true|so|the) | wrong | false | untrue | myth | outdated | obsolete | history
          | since \s+ (?:[a-z]+ \s+)? (?:[0-9]{1,2} ,? \s+)? (?:19|20)[0-9]{2} | any \s? more ) (?-u:\b)",
    )
    .expect("the pattern is valid")
});

/// Whether a statement speaks of Connecticut's law of the day, as far as the words around it tell.
pub(crate) fn is_meant(
    document: &Document,
    citations: &[Citation],
    block: usize,
    element: &Element,
    stated: &Stated,
) -> bool {
    let Some(span) = document.blocks.get(block).map(|block| block.span) else { return false };
    let text = document.text.as_str();
    let Stated { span: said, sentence, .. } = *stated;
    let form = stated.form(element);
    let before = without_citations(text, citations, Span::new(sentence.start, said.start));
    let after = without_citations(text, citations, Span::new(said.end, sentence.end));
    let (lead, before) = lettered_part(&before);
    let after = LETTER.find(&after).map_or(after.as_str(), |next| &after[..next.start()]);
    let around = |words: &str| ELSEWHERE.is_match(&TIMELESS.replace_all(words, " ")) || names_a_state(words);
    let asked =
        text[said.start..sentence.end].trim_end_matches(|c: char| !c.is_alphanumeric() && c != '?').ends_with('?');
    let form_negates = form.says.iter().any(|form| NEGATION.is_match(form));
    let turned = !form_negates && NEGATION.is_match(&text[said.range()]);
    // "Unless (A) the application has been made" is a condition of something else.
    if around(lead) || around(before) || around(after) || asked || turned || NEGATED.is_match(before) {
        return false;
    }
    let previous = sentence.start.checked_sub(1).filter(|end| *end > span.start).map(|end| {
        sentence::around(document, citations, span, Span::new(text.floor_char_boundary(end), sentence.start))
    });
    let dated = previous.is_some_and(|previous| {
        let end = previous.end.min(sentence.start);
        SETS_THE_TIME.is_match(&without_citations(text, citations, Span::new(previous.start.min(end), end)))
    });
    let next = text.get(sentence.end..span.end.min(text.ceil_char_boundary((sentence.end + 300).min(text.len()))));
    !dated && !next.is_some_and(|next| TAKEN_BACK.is_match(next)) && !heading_turns(document, block)
}

/// Where a lettered part of a sentence begins: "unless (A) the", ", (B) the".
static LETTER: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?x-u) (?: [,;:] | (?-u:\b) (?: and | or | unless | if | when | that ) ) \s+ \( (?: [A-Z] | [0-9]{1,2} | [ivx]{1,4} ) \) \s")
        .expect("the pattern is valid")
});

/// What stands before the first lettered part of a sentence, and in the last: the parts between speak for themselves.
fn lettered_part(before: &str) -> (&str, &str) {
    match (LETTER.find(before), LETTER.find_iter(before).last()) {
        (Some(first), Some(last)) => (&before[..first.start()], &before[last.end()..]),
        _ => ("", before),
    }
}

/// Whether the nearest heading above a block, or the item it is under, speaks of another time or place.
fn heading_turns(document: &Document, block: usize) -> bool {
    const BLOCKS_ABOVE: usize = 40;
    let mut above = document.blocks[..block].iter().rev().take(BLOCKS_ABOVE);
    let heading = above.clone().find(|block| block.kind == BlockKind::Heading);
    // "Before October 2016:" may lead a list, or the block right under it.
    let lead = above
        .find(|block| block.kind != BlockKind::ListItem)
        .filter(|block| block.kind != BlockKind::Heading)
        .filter(|block| document.text[block.span.range()].trim_end_matches(['*', '_', ' ']).ends_with(':'));
    heading.into_iter().chain(lead).any(|block| {
        let words = &document.text[block.span.range()];
        let words = &words[words.floor_char_boundary(words.len().saturating_sub(400))..];
        // Of a paragraph, what leads is its last sentence.
        let words =
            [".\n", ". "].iter().filter_map(|end| words.rfind(end)).max().map_or(words, |end| &words[end + 1..]);
        ELSEWHERE.is_match(words) || SETS_THE_TIME.is_match(words) || names_a_state(words)
    })
}

/// The words of a span without its citations: the year of an act is no statement of time.
fn without_citations(text: &str, citations: &[Citation], span: Span) -> String {
    let mut words = String::new();
    let mut at = span.start;
    let first = citations.partition_point(|citation| citation.span.end <= span.start);
    for citation in citations[first..].iter().take_while(|citation| citation.span.start < span.end) {
        words.push_str(text.get(at..citation.span.start).unwrap_or(""));
        words.push(' ');
        at = citation.span.end.max(at);
    }
    words.push_str(text.get(at..span.end).unwrap_or(""));
    words
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::law::parse_elements;

    #[test]
    fn every_form_of_the_table_is_a_pattern() {
        let (words, elements) = parse_elements(include_str!("../../rules/ct/elements.toml")).unwrap();
        for form in elements.iter().flat_map(|element| &element.statements) {
            pattern::compile(&form.says, &words).unwrap_or_else(|problem| panic!("{problem}"));
        }
    }
}
