//! The lints: one file a lint, with its explanation beside it. The one door to the core.

mod authority;
mod beside;
mod cite_act;
mod cite_name;
mod cite_pinpoint;
mod cite_repealed;
mod cite_reserved;
mod cite_transferred;
mod cite_typo;
mod cite_unknown;
mod claim_class;
mod claim_element;
mod claim_fine;
mod claim_minimum;
mod claim_term;
mod class_figures;
mod context;
mod diagnostic;
mod former_name;
mod judge;
mod lint;

use std::collections::HashMap;

use jiff::civil::Date;

use crate::citation::{self, Citation};
use crate::claim;
use crate::document::Document;
use crate::law::{Code, Law};
use crate::span::Span;

use context::Context;

pub use diagnostic::{Applicability, Cited, Diagnostic, Edit, Fix, Judged, Severity, Source, Verdict, Was};
pub use lint::Lint;

/// What to check, and by the law of which day.
#[derive(Clone, Debug)]
pub struct Options {
    /// The day whose law counts: usually today, or the day that a document speaks of.
    pub as_of: Date,
    /// The lints to run.
    pub lints: Vec<Lint>,
}

impl Options {
    /// Every lint, by the law of `as_of`.
    pub fn all(as_of: Date) -> Options {
        Options { as_of, lints: Lint::ALL.to_vec() }
    }
}

/// What a document cites and what was found in it.
#[derive(Clone, Debug)]
pub struct Checked {
    /// Every citation, in order of place.
    pub citations: Vec<Citation>,
    /// Every finding that is not suppressed, in order of place.
    pub diagnostics: Vec<Diagnostic>,
}

/// Checks a document. The one way into the core for the command line, editors and everything later.
pub fn check(document: &Document, law: &Law, options: &Options) -> Checked {
    let citations = citation::find(document, law);
    let context = Context::new(document, &citations, law, options.as_of);
    let mut diagnostics = Vec::new();
    let on = |lint: Lint| options.lints.contains(&lint);
    for (lint, find) in CITATION_LINTS {
        if on(*lint) {
            find(&context, &mut diagnostics);
        }
    }
    if [Lint::ClaimClass, Lint::ClaimTerm, Lint::ClaimFine, Lint::ClaimMinimum].into_iter().any(on) {
        let names = context.is_about_connecticut_alone().then(|| law.offense_names(Code::Connecticut));
        let claims = claim::find(document, &citations, |index| context.has_offense(index), names);
        diagnostics.extend(judge::judge_all(&context, &claims).into_iter().filter(|found| on(found.lint)));
    }
    if [Lint::ClaimTerm, Lint::ClaimFine].into_iter().any(on) {
        let mut figures = Vec::new();
        class_figures::find(&context, &mut figures);
        diagnostics.extend(figures.into_iter().filter(|found| on(found.lint)));
    }
    let silenced = Silenced::new(document);
    diagnostics.retain(|found| !silenced.covers(found));
    diagnostics.sort_by_key(|found| (found.span.start, found.span.end, found.lint));
    drop(context);
    Checked { citations, diagnostics }
}

type CitationLint = fn(&Context<'_>, &mut Vec<Diagnostic>);

const CITATION_LINTS: &[(Lint, CitationLint)] = &[
    (Lint::CiteUnknown, cite_unknown::find),
    (Lint::CiteRepealed, cite_repealed::find),
    (Lint::CiteTransferred, cite_transferred::find),
    (Lint::CiteReserved, cite_reserved::find),
    (Lint::CitePinpoint, cite_pinpoint::find),
    (Lint::CiteName, cite_name::find),
    (Lint::CiteName, beside::find),
    (Lint::CiteName, former_name::find),
    (Lint::CiteAct, cite_act::find),
    (Lint::CiteTypo, cite_typo::find),
    (Lint::ClaimElement, claim_element::find),
];

/// What the suppressions of a document cover, a lint at a time: spans in order, none touching another.
struct Silenced(HashMap<Lint, Vec<Span>>);

impl Silenced {
    fn new(document: &Document) -> Silenced {
        let mut covers: HashMap<Lint, Vec<Span>> = HashMap::new();
        for suppression in &document.suppressions {
            let named = |lint: &Lint| suppression.rules.iter().any(|name| lint.is_named(name));
            for lint in Lint::ALL.into_iter().filter(named) {
                covers.entry(lint).or_default().push(suppression.covers);
            }
        }
        for spans in covers.values_mut() {
            spans.sort_unstable();
            spans.dedup_by(|later, earlier| {
                let joins = later.start <= earlier.end;
                if joins {
                    *earlier = earlier.cover(*later);
                }
                joins
            });
        }
        Silenced(covers)
    }

    fn covers(&self, found: &Diagnostic) -> bool {
        let Some(spans) = self.0.get(&found.lint) else { return false };
        let at = spans.partition_point(|span| span.end <= found.span.start);
        spans.get(at).is_some_and(|span| span.overlaps(found.span))
    }
}
