//! The lints: one file a lint, with its explanation beside it. The one door to the core.

mod applicable;
mod authority;
mod beside;
mod cite_act;
mod cite_form;
mod cite_name;
mod cite_pinpoint;
mod cite_repealed;
mod cite_reserved;
mod cite_transferred;
mod cite_typo;
mod cite_unknown;
mod claim_class;
mod claim_conflict;
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
mod memory;
mod quote_drift;
mod unread_part;
mod unused_suppression;

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use jiff::civil::Date;

use crate::citation::{self, Citation, KeptCitations};
use crate::claim::of_class::Prose;
use crate::claim::{self, Claim, LastTold, Told};
use crate::document::{Document, Kept, Version};
use crate::law::{Law, SectionTexts};
use crate::span::{Cover, Span};

use context::{Context, is_about_connecticut};
use memory::Last;

pub use cite_form::HouseForm;
pub use claim_conflict::{Ledger, Stated};
pub use diagnostic::{Applicability, Cited, Diagnostic, Edit, Fix, Judged, Severity, Source, Verdict, Was};
pub use lint::Lint;
pub use memory::Memory;

pub use crate::threads::Threads;

/// What to check, and by the law of which day.
#[derive(Clone, Debug)]
pub struct Options {
    /// The day whose law counts: usually today, or the day that a document speaks of.
    pub as_of: Date,
    /// The lints to run.
    pub lints: Vec<Lint>,
    /// The form in which the General Statutes are to be cited, if one is asked for.
    pub house_form: Option<HouseForm>,
    /// The sections' own words, if an edition is given to hold quotations against.
    pub texts: Option<Arc<SectionTexts>>,
    /// How many threads a long document may be checked on.
    pub threads: Threads,
}

impl Options {
    /// Every lint, by the law of `as_of`.
    pub fn all(as_of: Date) -> Options {
        Options { as_of, lints: Lint::ALL.to_vec(), house_form: None, texts: None, threads: Threads::One }
    }

    /// Whether others look for the same, but for quotations.
    fn find_as(&self, other: &Options) -> bool {
        (self.as_of, &self.lints, self.house_form) == (other.as_of, &other.lints, other.house_form)
    }
}

/// What a document cites and what was found in it.
#[derive(Clone, Debug)]
pub struct Checked {
    /// Every citation, in order of place.
    pub citations: Vec<Citation>,
    /// Every finding that is not suppressed, in order of place.
    pub diagnostics: Vec<Diagnostic>,
    /// Every statement that was judged, right or wrong; none if no lint about class, term, fine or minimum ran.
    pub claims: Vec<Claim>,
    /// What it says that cannot be judged, for [`Ledger`] to hold against other documents.
    pub open: Vec<Stated>,
}

/// Checks a document. The one way into the core for the command line, editors and everything later.
pub fn check(document: &Document, law: &Law, options: &Options) -> Checked {
    check_again(document, law, options, None)
}

/// Checks a document of which, by the same law, another version was checked with that memory. What is found is the same as without.
pub fn check_again(document: &Document, law: &Law, options: &Options, mut memory: Option<&mut Memory>) -> Checked {
    let threads = options.threads.for_text(&document.text);
    let unwrapped = citation::unwrapped(document);
    let mut last = memory.as_mut().and_then(|memory| memory.take(options));
    let kept = last.as_ref().map_or_else(|| Kept::nothing(document), |last| Kept::of(document, &last.version));
    let (citations, free) = match memory {
        Some(_) => {
            let last = last.as_mut().and_then(|last| last.free.take());
            let (citations, free) = citation::find_again(&unwrapped, law, threads, &kept, last);
            (citations, Some(free))
        }
        None => (citation::find_unwrapped(&unwrapped, law, threads), None),
    };
    let is_about_connecticut = is_about_connecticut(&unwrapped, &citations);
    let last = last.filter(|last| last.is_about_connecticut == is_about_connecticut);
    let (kept_citations, kept) = match &last {
        Some(last) => {
            let same = KeptCitations::of(&citations, &last.citations, &kept);
            (same, same.fresh(&citations).map_or(kept, |fresh| kept.without(document, fresh)))
        }
        None => (KeptCitations::none(&citations), Kept::nothing(document)),
    };
    let context = Context::new(&unwrapped, &citations, law, options, threads, kept);
    let last_told = last.as_ref().map(|last| LastTold { told: &last.told, kept: &kept, citations: &kept_citations });
    let last = last.as_ref();
    let on = |lint: Lint| options.lints.contains(&lint);
    let elements = || match on(Lint::ClaimElement) {
        true => claim_element::find(&context, last.map(|last| &last.elements)),
        false => Default::default(),
    };
    let (local, ((of_elements, elements), of_claims)) = threads.both(
        || of_places(&context, options, last),
        || threads.both(elements, || of_claims(&context, options, last_told, last.map(|last| &last.prose))),
    );
    let OfClaims { found, claims, mut open, told, prose } = of_claims;
    if let Some(memory) = memory.as_mut() {
        memory.keep(Last {
            version: Version::of(document),
            options: options.clone(),
            is_about_connecticut,
            free,
            citations: citations.clone(),
            told,
            prose,
            elements,
            local: local.clone(),
        });
    }
    let mut diagnostics = local;
    diagnostics.extend(of_elements);
    diagnostics.extend(found);
    if on(Lint::QuoteDrift) {
        quote_drift::find(&context, &mut diagnostics);
    }
    if on(Lint::UnreadPart) {
        diagnostics.extend(unread_part::find(document));
    }
    if on(Lint::UnusedSuppression) {
        let unused = unused_suppression::find(document, options, &diagnostics);
        diagnostics.extend(unused);
    }
    let silenced = Silenced::new(document);
    diagnostics.retain(|found| !silenced.covers(found.lint, found.span));
    open.retain(|stated| on(Lint::ClaimConflict) && !silenced.covers(Lint::ClaimConflict, stated.span));
    sort(&mut diagnostics, document);
    Checked { citations, diagnostics, claims, open }
}

/// What the lints of [`PLACE_LINTS`] find; of places that are kept, what they found in the last version.
fn of_places(context: &Context<'_>, options: &Options, last: Option<&Last>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for (_, find) in PLACE_LINTS.iter().filter(|(lint, _)| options.lints.contains(lint)) {
        find(context, &mut found);
    }
    // One that looks at what two citations have between them may have found something beside what is read.
    found.retain(|found: &Diagnostic| context.reads(found.place()));
    found.extend(last.into_iter().flat_map(|last| &last.local).filter_map(|found| context.again(found)));
    found
}

/// What comes of the statements about class, term, fine and minimum.
#[derive(Default)]
struct OfClaims {
    /// What is wrong.
    found: Vec<Diagnostic>,
    claims: Vec<Claim>,
    /// What cannot be judged.
    open: Vec<Stated>,
    told: Told,
    prose: Prose,
}

fn of_claims(
    context: &Context<'_>,
    options: &Options,
    last: Option<LastTold<'_>>,
    last_prose: Option<&Prose>,
) -> OfClaims {
    let on = |lint: &Lint| options.lints.contains(lint);
    let of_sections = || {
        let mut all = OfClaims::default();
        if [Lint::ClaimClass, Lint::ClaimTerm, Lint::ClaimFine, Lint::ClaimMinimum].iter().any(on) {
            let names = context.is_about_connecticut_alone().then_some(context.law);
            let judged = |index| context.has_offense(index);
            all.told = claim::find(context.document, context.citations, judged, names, context.threads, last);
            all.claims = all.told.claims();
            (all.found, all.open) = judge::judge_all(context, &all.claims);
        }
        all
    };
    let of_classes = || match [Lint::ClaimTerm, Lint::ClaimFine].iter().any(on) {
        true => class_figures::find(context, last_prose),
        false => Default::default(),
    };
    let (mut all, (mut wrong, prose)) = context.threads.both(of_sections, of_classes);
    all.prose = prose;
    // What is said of a section, and is wrong of it, is told once.
    let told: HashSet<_> = all.found.iter().map(|found| (found.span, found.lint)).collect();
    wrong.retain(|found| !told.contains(&(found.span, found.lint)));
    all.found.extend(wrong);
    all.found.retain(|found| on(&found.lint));
    all
}

/// Puts findings in order of place in the file, where a comment stands too.
pub fn sort(diagnostics: &mut [Diagnostic], document: &Document) {
    let place =
        |found: &Diagnostic| found.in_source.or(document.source_map.source_range(found.span)).map(|place| place.start);
    diagnostics.sort_by_cached_key(|found| (place(found), found.span.start, found.span.end, found.lint));
}

type PlaceLint = fn(&Context<'_>, &mut Vec<Diagnostic>);

/// The lints that are about a citation or a name, and need to see nothing but what is around it: its block, and the block and the
/// citation before and after.
const PLACE_LINTS: &[(Lint, PlaceLint)] = &[
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
    (Lint::CiteForm, cite_form::find),
];

/// What the suppressions of a document cover, a lint at a time.
struct Silenced(HashMap<Lint, Cover>);

impl Silenced {
    fn new(document: &Document) -> Silenced {
        let mut covers: HashMap<Lint, Vec<Span>> = HashMap::new();
        for suppression in &document.suppressions {
            let named = |lint: &Lint| suppression.rules.iter().any(|name| lint.is_named(name));
            for lint in Lint::ALL.into_iter().filter(named) {
                covers.entry(lint).or_default().push(suppression.covers);
            }
        }
        Silenced(covers.into_iter().map(|(lint, spans)| (lint, spans.into_iter().collect())).collect())
    }

    fn covers(&self, lint: Lint, place: Span) -> bool {
        self.0.get(&lint).is_some_and(|cover| cover.overlaps(place))
    }
}
