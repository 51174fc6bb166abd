//! What every lint needs of a document: its citations and, looked up once for each section, what the table says of them.

use std::collections::HashMap;

use jiff::civil::Date;

use super::{Cited, Source};
use crate::citation::{Citation, Form, Target};
use crate::document::Document;
use crate::law::{Code, Entry, Law, Section, Timeline};
use crate::span::Span;

pub(super) struct Context<'a> {
    pub(super) document: &'a Document,
    pub(super) citations: &'a [Citation],
    pub(super) law: &'a Law,
    pub(super) as_of: Date,
    known: HashMap<&'a Section, Known>,
}

/// What the table says of one section.
struct Known {
    entry: Option<Entry<'static>>,
    timeline: Option<Timeline>,
}

impl<'a> Context<'a> {
    pub(super) fn new(document: &'a Document, citations: &'a [Citation], law: &'a Law, as_of: Date) -> Context<'a> {
        let mut known = HashMap::new();
        for section in citations.iter().flat_map(|citation| &citation.targets).filter_map(Target::section) {
            known
                .entry(section)
                .or_insert_with(|| Known { entry: law.section(section), timeline: law.timeline(section) });
        }
        Context { document, citations, law, as_of, known }
    }

    /// What the edition says of a section that the document cites.
    pub(super) fn entry(&self, section: &Section) -> Option<&Entry<'static>> {
        self.known.get(section)?.entry.as_ref()
    }

    /// What a cited section's offense carried when.
    pub(super) fn timeline(&self, section: &Section) -> Option<&Timeline> {
        self.known.get(section)?.timeline.as_ref()
    }

    /// Whether the table knows an offense in the section that a citation names.
    pub(super) fn has_offense(&self, citation: &Citation) -> bool {
        citation.section().is_some_and(|section| self.timeline(section).is_some())
    }

    /// The citations that name one section each, and say so themselves: no range, no popular name, no "that section".
    pub(super) fn plain_citations(&self) -> impl Iterator<Item = (&'a Citation, &'a Section)> + '_ {
        self.citations.iter().filter_map(|citation| {
            let plain = matches!(citation.form, Form::Full | Form::List | Form::Short);
            let [Target::Section(section, _), ..] = citation.targets.as_slice() else { return None };
            plain.then_some((citation, section))
        })
    }

    /// Whether the sentence around a citation speaks of the past: "former § 53a-83a", "repealed in 2017".
    pub(super) fn speaks_of_the_past(&self, span: Span) -> bool {
        let text = &self.document.text;
        let block = self.document.block_at(span.start).map_or(span, |block| self.document.blocks[block].span);
        // A history note of the statutes tells what each act did to each section.
        if text[block.range()].starts_with("History:") {
            return true;
        }
        let from = text.floor_char_boundary(span.start.saturating_sub(120).max(block.start));
        let to = text.ceil_char_boundary((span.end + 120).min(block.end.max(span.end)));
        let near = text[from..to].to_ascii_lowercase();
        [
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
        ]
        .iter()
        .any(|word| near.contains(word))
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
