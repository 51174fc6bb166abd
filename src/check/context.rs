//! What every lint needs of a document: its citations and, looked up once for each section, what the table says of them.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::{Arc, OnceLock};

use jiff::civil::Date;

use super::{Cited, Diagnostic, HouseForm, Options, Severity, Source, Threads};
use crate::citation::{Citation, Form, Target};
use crate::document::{Document, Kept};
use crate::jurisdiction::other_states::names_a_state;
use crate::law::{Code, Entry, Known, Law, Section, SectionTexts, Status, Timeline};
use crate::span::Span;

pub(super) struct Context<'a> {
    pub(super) document: &'a Document,
    pub(super) citations: &'a [Citation],
    pub(super) law: &'a Law,
    pub(super) as_of: Date,
    pub(super) house_form: Option<HouseForm>,
    pub(super) texts: Option<&'a SectionTexts>,
    pub(super) threads: Threads,
    kept: Kept,
    sections: HashMap<&'a Section, CitedSection>,
    /// Whether the table knows an offense in the section that each citation names.
    offenses: Vec<bool>,
    /// The citations of sections that are not simply in force.
    doubtful: Vec<usize>,
    /// Where in the citations each list begins, once that was asked.
    list_starts: OnceLock<Vec<usize>>,
}

/// What the table knows of the sections that some citations name.
struct LookedUp<'a> {
    sections: HashMap<&'a Section, CitedSection>,
    offenses: Vec<bool>,
    doubtful: Vec<usize>,
}

impl<'a> LookedUp<'a> {
    /// Of citations that begin with that of the index `first`.
    fn new(citations: &'a [Citation], law: &Law, first: usize) -> LookedUp<'a> {
        let (mut sections, mut doubtful) = (HashMap::new(), Vec::new());
        let mut offenses = Vec::with_capacity(citations.len());
        for (index, citation) in (first..).zip(citations) {
            let mut has_offense = false;
            for (place, section) in citation.targets.iter().map(Target::section).enumerate() {
                let Some(section) = section else { continue };
                let look_up = || CitedSection { known: law.known(section), first: None };
                let cited = sections.entry(section).or_insert_with(look_up);
                if place == 0 {
                    cited.first.get_or_insert(index);
                }
                has_offense |= cited.known.timeline.is_some();
                let status = cited.known.entry.as_ref().map(|entry| &entry.status);
                if !matches!(status, Some(Status::InForce | Status::Attested)) && doubtful.last() != Some(&index) {
                    doubtful.push(index);
                }
            }
            offenses.push(has_offense);
        }
        LookedUp { sections, offenses, doubtful }
    }

    /// Adds those of the citations that follow.
    fn append(&mut self, rest: LookedUp<'a>) {
        for (section, later) in rest.sections {
            let first = later.first;
            self.sections.entry(section).and_modify(|cited| cited.first = cited.first.or(first)).or_insert(later);
        }
        self.offenses.extend(rest.offenses);
        self.doubtful.extend(rest.doubtful);
    }
}

/// A section that the document cites.
struct CitedSection {
    known: Arc<Known>,
    /// The first citation that names it and no other before it.
    first: Option<usize>,
}

impl<'a> Context<'a> {
    pub(super) fn new(
        document: &'a Document,
        citations: &'a [Citation],
        law: &'a Law,
        options: &'a Options,
        threads: Threads,
        kept: Kept,
    ) -> Context<'a> {
        let (first, second) = citations.split_at(citations.len() / 2);
        let (mut all, rest) = threads.both(|| LookedUp::new(first, law, 0), || LookedUp::new(second, law, first.len()));
        all.append(rest);
        let LookedUp { sections, offenses, doubtful } = all;
        Context {
            document,
            citations,
            law,
            as_of: options.as_of,
            house_form: options.house_form,
            texts: options.texts.as_deref(),
            threads,
            kept,
            sections,
            offenses,
            doubtful,
            list_starts: OnceLock::new(),
        }
    }

    /// What is as in the last version.
    pub(super) fn kept(&self) -> &Kept {
        &self.kept
    }

    /// The stretch of text to read, for those who need to see nothing but what is around a place.
    pub(super) fn reread(&self) -> Span {
        self.kept.fresh()
    }

    /// Whether a place is to be read.
    pub(super) fn reads(&self, place: Span) -> bool {
        place.end > self.reread().start && place.start < self.reread().end
    }

    /// A finding of the last version, where it is now, if its place is not read anew.
    pub(super) fn again(&self, found: &Diagnostic) -> Option<Diagnostic> {
        let place = found.place();
        if place.end <= self.reread().start {
            return Some(found.clone());
        }
        (place.start >= self.kept.was(self.reread().end)).then(|| found.shifted(self.kept.shift()))
    }

    /// The citations to read, as indices.
    pub(super) fn to_read(&self) -> Range<usize> {
        let start = self.citations.partition_point(|citation| citation.span.end <= self.reread().start);
        start..self.citations.partition_point(|citation| citation.span.start < self.reread().end)
    }

    /// The citations to read.
    pub(super) fn citations_to_read(&self) -> &'a [Citation] {
        &self.citations[self.to_read()]
    }

    /// Whether the document cites a section of the General Statutes.
    pub(super) fn cites_connecticut(&self) -> bool {
        cites_connecticut(self.citations)
    }

    /// Whether the document cites the General Statutes or names the state.
    pub(super) fn is_about_connecticut(&self) -> bool {
        is_about_connecticut(self.document, self.citations)
    }

    /// Whether the document cites the General Statutes, or names the state and no other.
    pub(super) fn is_about_connecticut_alone(&self) -> bool {
        self.cites_connecticut() || self.document.text.contains("Connecticut") && !names_a_state(&self.document.text)
    }

    /// What the edition says of a section that the document cites.
    pub(super) fn entry(&self, section: &Section) -> Option<&Entry<'static>> {
        self.sections.get(section)?.known.entry.as_ref()
    }

    /// The first citation that is of a section.
    pub(super) fn first_citation_of(&self, section: &Section) -> Option<&'a Citation> {
        self.citations.get(self.sections.get(section)?.first?)
    }

    /// What a cited section's offense carried when.
    pub(super) fn timeline(&self, section: &Section) -> Option<&Timeline> {
        self.sections.get(section)?.known.timeline.as_ref()
    }

    /// The sections of a code whose names begin with `name`.
    pub(super) fn named(&self, code: Code, name: &str) -> Vec<Entry<'static>> {
        self.law.named(code, name)
    }

    /// Whether the table knows an offense in the section that the citation of that index names.
    pub(super) fn has_offense(&self, index: usize) -> bool {
        self.offenses[index]
    }

    /// The citations of one section each that is not simply in force: no range, no popular name, no "that section".
    pub(super) fn doubtful_citations(&self) -> impl Iterator<Item = (&'a Citation, &'a Section)> + '_ {
        let to_read = self.to_read();
        let doubtful = self.doubtful.iter().filter(move |index| to_read.contains(*index));
        doubtful.filter_map(|index| {
            let citation = &self.citations[*index];
            // What stands in a note under a section may be law though the section is gone.
            let noted = self.document.text[citation.span.range()].ends_with("note");
            let plain = matches!(citation.form, Form::Full | Form::List | Form::Short) && !noted;
            let [Target::Section(section, _), ..] = citation.targets.as_slice() else { return None };
            plain.then_some((citation, section))
        })
    }

    /// Whether the words around a citation speak of the past or of the section's fate: "former § 53a-83a",
    /// "repealed in 2017", "of the general statutes, revision of 1958", the heading of a repealed section.
    pub(super) fn speaks_of_the_past(&self, citation: &Citation, section: &Section) -> bool {
        let text = &self.document.text;
        let index = self.document.block_at(citation.span.start);
        let block = index.map_or(citation.span, |index| self.document.blocks[index].span);
        // A history note of the statutes tells what each act did to each section.
        if text[block.range()].starts_with("History:") {
            return true;
        }
        if heads_what_is_gone(&text[block.range()], citation.span.start - block.start) {
            return true;
        }
        let end = self.end_of_list(citation).min(block.end.max(citation.span.end));
        let from = text.floor_char_boundary(citation.span.start.saturating_sub(120).max(block.start));
        let to = text.ceil_char_boundary((end + 120).min(block.end.max(end)));
        let near = [&text[from..citation.span.start], &text[end..to]];
        // An asterisk leads to a note that says what became of the section. A note on a case speaks of its day.
        // Of a list of pages, the members in between cite none.
        let from = text.floor_char_boundary(citation.span.start.saturating_sub(400).max(block.start));
        let to = text.ceil_char_boundary((end + 400).min(block.end.max(end)));
        let here = &text[from..text.ceil_char_boundary(citation.span.end + 1000).min(to)];
        let after = &text[text.floor_char_boundary(end.saturating_sub(1000)).max(citation.span.end)..to];
        if text[citation.span.end..].starts_with('*') || cites_a_case(here) || cites_a_case(after) {
            return true;
        }
        near.iter().any(|words| tells_of_the_past(words))
            || index.is_some_and(|index| self.next_block_tells(index, section))
    }

    /// How grave it is that a cited section is no law. One dead number in a long list misleads nobody about
    /// what the sentence says: the statutes themselves keep such numbers by the hundred.
    pub(super) fn severity_of_dead(&self, citation: &Citation) -> Severity {
        const LONG: usize = 5;
        if self.list(citation).len() >= LONG { Severity::Warning } else { Severity::Error }
    }

    /// The members of the list that a citation belongs to.
    fn list(&self, citation: &Citation) -> &'a [Citation] {
        let starts = self.list_starts.get_or_init(|| {
            let lengths = self.citations.chunk_by(|one, next| one.group == next.group).map(<[Citation]>::len);
            lengths.scan(0, |start, length| Some(std::mem::replace(start, *start + length))).collect()
        });
        let at = self.citations.partition_point(|other| other.span.start < citation.span.start);
        let list = starts.partition_point(|start| *start <= at);
        let first = list.checked_sub(1).map_or(0, |list| starts[list]);
        &self.citations[first..starts.get(list).copied().unwrap_or(self.citations.len())]
    }

    /// The end of the list that a citation is a member of.
    fn end_of_list(&self, citation: &Citation) -> usize {
        self.list(citation).last().map_or(citation.span.end, |last| last.span.end)
    }

    /// Whether the next block is the statute's own word on it: "Section 53a-83a is repealed".
    fn next_block_tells(&self, index: usize, section: &Section) -> bool {
        let Some(next) = self.document.blocks.get(index + 1) else { return false };
        let text = &self.document.text[next.span.range()];
        let start = &text[..text.floor_char_boundary(160)];
        start.starts_with("Section") && start.contains(section.title()) && tells_of_the_past(start)
    }

    pub(super) fn cited(&self, citation: &Citation) -> Cited {
        Cited { id: citation.targets.first().map(Target::to_string).unwrap_or_default(), span: citation.span }
    }

    /// Where the facts about a section can be read.
    pub(super) fn source(&self, section: &Section, act: Option<&str>) -> Source {
        Source { act: act.map(str::to_owned), url: self.law.url(section), edition: Some(self.edition(section.code())) }
    }

    /// `cgs 2025-01-01`
    pub(super) fn edition(&self, code: Code) -> String {
        format!("{} {}", code.id(), self.law.through(code))
    }
}

/// Whether a block is the law's own entry of a section that is gone: "Sec. 53a-83a. Patronizing … Section 53a-83a is repealed",
/// "10 U.S.C. 3172. [Reserved]". `at` is where the section is cited in it.
fn heads_what_is_gone(block: &str, at: usize) -> bool {
    const HEADING: usize = 60;
    const ENTRY: usize = 700;
    let words = &block[..block.floor_char_boundary(ENTRY)];
    let told = || {
        let lower = words.to_lowercase();
        ["is repealed", "are repealed", "reserved", "vacant]", "repealed]", "omitted", "transferred"]
            .iter()
            .any(|word| lower.contains(word))
    };
    let numbered = block.starts_with("Sec") || block.starts_with(|c: char| c.is_ascii_digit());
    at <= HEADING && numbered && told()
}

/// Whether the document cites the General Statutes or names the state.
pub(super) fn is_about_connecticut(document: &Document, citations: &[Citation]) -> bool {
    cites_connecticut(citations) || document.text.contains("Connecticut")
}

fn cites_connecticut(citations: &[Citation]) -> bool {
    let mut sections = citations.iter().flat_map(|citation| &citation.targets).filter_map(Target::section);
    sections.any(|section| section.code() == Code::Connecticut)
}

/// Whether a case is cited by its reports: `139 C. 506`, `187 CA 537`, `29 CS 474`.
fn cites_a_case(words: &str) -> bool {
    [" C. ", " CA ", " CS ", " Conn. App. ", " Conn. Supp. ", " Conn. ", " U.S. ", " F. Supp. "].iter().any(|report| {
        words.match_indices(report).any(|(at, _)| {
            let volume = words[..at].ends_with(|c: char| c.is_ascii_digit());
            volume && words[at + report.len()..].starts_with(|c: char| c.is_ascii_digit())
        })
    })
}

fn tells_of_the_past(words: &str) -> bool {
    let words = words.to_ascii_lowercase();
    const TELLING: [&str; 22] = [
        "former",
        "repeal",
        "prior to",
        "previously",
        "supersed",
        "replaced by",
        "no longer",
        "renumbered",
        "transferred",
        "recodified",
        "reserved for",
        "revision of",
        "supplement to",
        "as in effect",
        "in effect on",
        "revised to",
        "(rev. to",
        "(now ",
        "is now ",
        "deleted",
        "legacy",
        "old code",
    ];
    TELLING.iter().any(|telling| words.contains(telling))
}
