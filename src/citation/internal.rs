//! Citations that lean on another: "subsection (a) of this section", "that section", "Id."
//! Resolved against the section that the passage quotes; where that is in doubt, nothing is cited.

use std::ops::Range;
use std::sync::LazyLock;

use super::pinpoints;
use super::scan;
use super::{Citation, Form, Target, halves, next_group};
use crate::document::{BlockKind, Document};
use crate::law::{Pinpoint, Section};
use crate::span::Span;
use crate::threads::Threads;
use crate::words::WordSearch;

/// The words that begin such a citation, and what they lean on.
const WORDS: [(&str, Leaning); 8] = [
    ("this section", Leaning::Unit(0)),
    ("this subsection", Leaning::Unit(1)),
    ("this subdivision", Leaning::Unit(2)),
    ("this subparagraph", Leaning::Unit(3)),
    ("that section", Leaning::Same),
    ("said section", Leaning::Same),
    ("Subsection (", Leaning::Opening),
    ("Id.", Leaning::Ibidem),
];

#[derive(Clone, Copy, Debug)]
enum Leaning {
    /// "… of this subsection": so many designators of the place quoted, then those before the words.
    Unit(usize),
    /// The section last named in the block.
    Same,
    /// "Subsection (a) states": of the section last named in the block.
    Opening,
    /// Whatever was cited last.
    Ibidem,
}

static TRIGGERS: LazyLock<WordSearch> = LazyLock::new(|| WordSearch::new(WORDS.iter().map(|(words, _)| *words)));

/// The citations of `document` that lean on those already found, which are in order of place.
pub(super) fn find(document: &Document, citations: &[Citation], threads: Threads) -> Vec<Citation> {
    let named = |citation: &Citation| citation.code_name.is_some() && citation.section().is_some();
    // Without a section cited in full nothing is quoted; a whole code of statutes ends here.
    if !citations.iter().any(named) {
        return Vec::new();
    }
    let quoted = Quotations::new(document, citations);
    let read = |(word, hit): (usize, Range<usize>)| {
        let block = document.block_at(hit.start)?;
        let place = Place { document, citations, quoted: &quoted, block, start: hit.start, end: hit.end };
        match WORDS[word].1 {
            Leaning::Unit(depth) => place.unit(depth),
            Leaning::Same => place.same(),
            Leaning::Opening => place.opening(),
            Leaning::Ibidem => place.ibidem(),
        }
    };
    let (first, second) = halves(&document.text, threads);
    let later = |(word, hit): (usize, Range<usize>)| (word, hit.start + first.len()..hit.end + first.len());
    let (mut found, rest): (Vec<_>, Vec<_>) = threads.both(
        || TRIGGERS.find(first).filter_map(read).collect(),
        || TRIGGERS.find(second).map(later).filter_map(read).collect(),
    );
    found.extend(rest);
    let group = next_group(citations);
    found.iter_mut().enumerate().for_each(|(index, citation)| citation.group = group + index);
    found
}

/// A section is taken for what is quoted in so many blocks after it is named.
const LONGEST_QUOTATION: usize = 30;

/// So many citations are looked at before a word that leans on one of them.
const FARTHEST: usize = 64;

/// What a passage quotes: a section and how deep in it the quotation is.
#[derive(Clone, Debug)]
struct Quoted {
    section: Section,
    place: Pinpoint,
}

impl Quoted {
    /// Follows the designators at the start of a block of a quotation: "(b)", then "(1) Except …".
    fn follow(&mut self, marker: &Pinpoint) {
        if marker.is_whole() {
            return;
        }
        let parts = self.place.parts();
        let joined: Vec<&str> = parts.iter().copied().chain(marker.parts()).collect();
        let opens_section = marker
            .parts()
            .first()
            .is_some_and(|part| part.len() == 1 && part.bytes().all(|byte| byte.is_ascii_lowercase()));
        let followed = match opens_section {
            true => Some(marker.clone()),
            false => pinpoints::sibling(&self.place, marker).or_else(|| Pinpoint::from_parts(&joined)),
        };
        self.place = followed.unwrap_or_default();
    }
}

/// What each block quotes where it begins.
struct Quotations {
    /// Everything that is quoted somewhere, in order.
    quoted: Vec<Quoted>,
    /// For each block, its place in `quoted`.
    at_start: Vec<Option<usize>>,
}

impl Quotations {
    /// A section named with its code is what follows it quotes. A footnote's section is quoted only by the
    /// block right after, if the footnote leads to it ("… defines a term as"); then the body goes on.
    fn new(document: &Document, citations: &[Citation]) -> Quotations {
        let mut all = Quotations { quoted: Vec::new(), at_start: Vec::with_capacity(document.blocks.len()) };
        let (mut body, mut footnote): (Option<usize>, Option<usize>) = (None, None);
        let (mut next, mut after, mut named_in) = (0, 0, 0);
        for (index, block) in document.blocks.iter().enumerate() {
            let own_footnote = footnote.take();
            // A quotation does not go on for pages.
            body = body.filter(|_| index - named_in <= LONGEST_QUOTATION);
            if own_footnote.is_none() {
                body = body.map(|body| all.follow(body, &document.text[after..block.span.start], document, block.span));
            }
            after = block.span.end;
            all.at_start.push(own_footnote.or(body));
            let mut last = None;
            while citations.get(next).is_some_and(|citation| citation.span.start < block.span.end) {
                last = quoted_by(citations, next).or(last);
                next += 1;
            }
            let last = last.map(|last| last.map(|last| all.add(last)));
            match (block.kind, last) {
                (_, None) => {}
                (BlockKind::Footnote, Some(last)) => {
                    footnote = last.filter(|_| leads_on(&document.text[block.span.range()]));
                }
                (_, Some(last)) => {
                    body = last;
                    named_in = index;
                }
            }
        }
        all
    }

    fn add(&mut self, quoted: Quoted) -> usize {
        self.quoted.push(quoted);
        self.quoted.len() - 1
    }

    /// Where the quotation `body` has come to in the next block: labels alone on their lines, "(b)", stand
    /// before it, others open it.
    fn follow(&mut self, body: usize, before: &str, document: &Document, block: Span) -> usize {
        let text = &document.text[block.range()];
        let opening = text.trim_start_matches(['-', '*', '•', ' ']);
        if !before.contains('(') && !opening.starts_with('(') {
            return body;
        }
        let mut quoted = self.quoted[body].clone();
        for label in before.lines().filter_map(Pinpoint::parse) {
            quoted.follow(&label);
        }
        quoted.follow(&pinpoints::read(&document.text, block.end - opening.len()).1);
        self.add(quoted)
    }
}

/// What the citation at `index` says is quoted, if it names its code. Of a list, what all its members share;
/// nothing, `Some(None)`, if these are several sections.
fn quoted_by(citations: &[Citation], index: usize) -> Option<Option<Quoted>> {
    let citation = &citations[index];
    citation.code_name?;
    let section = citation.section()?.clone();
    let mut members = citations[index..].iter().take_while(|member| member.group == citation.group);
    if members.any(|member| member.section() != Some(&section)) {
        return Some(None);
    }
    let list = citations[index..].iter().take_while(|member| member.group == citation.group);
    let mut shared: Option<Vec<&str>> = None;
    for target in list.flat_map(|member| &member.targets) {
        let parts = match target {
            Target::Section(own, place) if *own == section => place.parts(),
            Target::Pinpoints(own, first, _) if *own == section => {
                let mut parts = first.parts();
                parts.pop();
                parts
            }
            _ => Vec::new(),
        };
        let common = shared.map(|shared| shared.iter().zip(&parts).take_while(|(left, right)| left == right).count());
        shared = Some(parts[..common.unwrap_or(parts.len())].to_vec());
    }
    let place = Pinpoint::from_parts(&shared.unwrap_or_default()).unwrap_or_default();
    Some(Some(Quoted { section, place }))
}

fn leads_on(text: &str) -> bool {
    let text = text.trim_end();
    text.ends_with([',', ':']) || text.ends_with(" as") || text.ends_with("follows")
}

struct Place<'a> {
    document: &'a Document,
    citations: &'a [Citation],
    quoted: &'a Quotations,
    block: usize,
    start: usize,
    end: usize,
}

impl Place<'_> {
    fn text(&self) -> &str {
        &self.document.text
    }

    /// "subdivision (1) of this subsection".
    fn unit(&self, depth: usize) -> Option<Citation> {
        let goes_on = self.text()[self.end..].starts_with(|c: char| c.is_alphanumeric());
        let units = pinpoints::leading(self.text(), self.start).filter(|_| !goes_on)?;
        let quoted = self.quoted_here()?;
        let outer = quoted.place.parts();
        let outer = outer.get(..depth)?;
        let whole = |unit: &Pinpoint| {
            let parts: Vec<&str> = outer.iter().copied().chain(unit.parts()).collect();
            Pinpoint::from_parts(&parts)
        };
        let pinpoints = units.pinpoints.iter().map(whole).collect::<Option<Vec<_>>>()?;
        let targets = match (units.range, pinpoints.as_slice()) {
            (true, [first, _]) => vec![Target::Pinpoints(quoted.section, first.clone(), units.pinpoints[1].clone())],
            _ => pinpoints.into_iter().map(|pinpoint| Target::Section(quoted.section.clone(), pinpoint)).collect(),
        };
        Some(Citation::new(Span::new(units.start, self.end), Form::Internal, targets))
    }

    /// What is quoted at the words: the last section named with its code in the block, or before it.
    fn quoted_here(&self) -> Option<Quoted> {
        let before = self.before();
        let in_block = (0..before.len())
            .rev()
            .take(FARTHEST)
            .take_while(|index| self.in_block(&before[*index]))
            .find_map(|index| quoted_by(before, index));
        in_block.unwrap_or_else(|| Some(self.quoted.quoted[(*self.quoted.at_start.get(self.block)?)?].clone()))
    }

    /// "that section", unless its number follows.
    fn same(&self) -> Option<Citation> {
        let next = scan::skip_space(self.text(), self.end);
        let numbered = self.text()[next..].starts_with(|c: char| c.is_ascii_digit() || c == 's');
        let section = self.only_section_before()?;
        (!numbered).then(|| {
            Citation::new(Span::new(self.start, self.end), Form::Id, vec![Target::Section(section, Pinpoint::whole())])
        })
    }

    /// "Subsection (a) states".
    fn opening(&self) -> Option<Citation> {
        let (end, pinpoint) = pinpoints::read(self.text(), self.end - 1);
        let verb = scan::word_after(self.text(), scan::skip_space(self.text(), end));
        let verbs = [
            "states",
            "provides",
            "defines",
            "requires",
            "prohibits",
            "makes",
            "says",
            "reads",
            "criminalizes",
            "allows",
        ];
        let section = self.only_section_before()?;
        let spoken = verbs.contains(&verb) && !pinpoint.is_whole();
        spoken.then(|| {
            Citation::new(Span::new(self.start, end), Form::Internal, vec![Target::Section(section, pinpoint)])
        })
    }

    /// "Id. § (b)", after a citation of ours and nothing else that could be meant.
    fn ibidem(&self) -> Option<Citation> {
        let last = self.before().last()?;
        let between = &self.text()[last.span.end..self.start];
        let apart = !self.text()[..self.start].ends_with(|c: char| c.is_alphanumeric());
        if !apart || between.len() > 300 || !self.in_block(last) {
            return None;
        }
        if [" v. ", " F.", " Conn. App", " C. ", " CA "].iter().any(|case| between.contains(case)) {
            return None;
        }
        let mut at = scan::skip_space(self.text(), self.end);
        at = scan::phrase_after(self.text(), at, "at").map_or(at, |end| scan::skip_space(self.text(), end));
        at += if self.text()[at..].starts_with('§') { '§'.len_utf8() } else { 0 };
        let (end, pinpoint) = pinpoints::read(self.text(), scan::skip_space(self.text(), at));
        let target = match (last.targets.first()?, pinpoint.is_whole()) {
            (Target::Foreign, _) => return None,
            (Target::Section(section, _), false) => Target::Section(section.clone(), pinpoint.clone()),
            (target, _) => target.clone(),
        };
        let end = if pinpoint.is_whole() { self.end } else { end };
        Some(Citation::new(Span::new(self.start, end), Form::Id, vec![target]))
    }

    fn before(&self) -> &[Citation] {
        let count = self.citations.partition_point(|citation| citation.span.end <= self.start);
        &self.citations[..count]
    }

    fn in_block(&self, citation: &Citation) -> bool {
        self.document.blocks[self.block].span.contains(citation.span)
    }

    /// The section that the block has named so far, if it is one and no other law is named.
    fn only_section_before(&self) -> Option<Section> {
        let mut named = self.before().iter().rev().take(FARTHEST).take_while(|citation| self.in_block(citation));
        let section = named.next()?.section()?.clone();
        let few = !self.before().iter().rev().nth(FARTHEST).is_some_and(|citation| self.in_block(citation));
        (named.all(|citation| citation.section() == Some(&section)) && few).then_some(section)
    }
}
