//! `cite-act`: the act is unknown, or no longer the latest word.

use std::sync::LazyLock;

use regex::Regex;

use super::context::Context;
use super::{Diagnostic, Lint, Severity, Source, Verdict, Was};
use crate::citation::{Citation, Target};
use crate::law::{Code, Reauthorization};
use crate::span::Span;

pub(super) const EXPLANATION: &str = "\
The document cites a public act that cannot exist yet, or says when an act was last reauthorized and has been overtaken.

**Why it matters.** A mistyped act cannot be found. \"Reauthorized in 2008\" tells a reader that nothing has happened since.

**Example.** `the Trafficking Victims Protection Act of 2000 (reauthorized in 2008)`: it has been reauthorized since, last in
2023. This is a note, not an error: the statement is true, but not the latest word.

**What to do.** Name the latest act, or leave the year out.

**When it stays silent.** Any act that may exist; the table does not yet list every public act.
";

static REAUTHORIZED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?ix) ^ [\s,]* \(? \s* (?: (?:last|most\s+recently) \s+ )? reauthori[sz]ed \s+ (?:in\s+|as\s+of\s+)? (?P<year> (?:19|20)\d\d ) (?-u:\b) \s* \)?").expect("the pattern is valid")
});

pub(super) fn find(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    for citation in context.citations {
        match citation.targets.first() {
            Some(Target::PublicAct { number, .. }) => found.extend(of_the_future(context, citation, number)),
            Some(Target::PopularName(name)) => found.extend(overtaken(context, citation, name)),
            _ => {}
        }
    }
}

/// Public acts carry the year of their session: one of a later year does not exist.
fn of_the_future(context: &Context<'_>, citation: &Citation, number: &str) -> Option<Diagnostic> {
    let short: i16 = number.split('-').next().filter(|year| year.len() == 2)?.parse().ok()?;
    let year = if short >= 50 { 1900 + short } else { 2000 + short };
    let known = context.as_of.max(context.law.through(Code::Connecticut));
    (year > known.year()).then(|| Diagnostic {
        lint: Lint::CiteAct,
        severity: Severity::Warning,
        verdict: Some(Verdict::Incorrect),
        span: citation.span,
        message: format!("Public Act {number} would be an act of {year}, which has not come"),
        cite: Some(context.cited(citation)),
        claim: None,
        source: None,
        fix: None,
    })
}

/// "(reauthorized in 2008)" where later acts went on.
fn overtaken(context: &Context<'_>, citation: &Citation, name: &str) -> Option<Diagnostic> {
    let entry = context.law.popular_names(Code::UnitedStates).get(name)?;
    let after = context.document.text.get(citation.span.end..)?;
    let after = &after[..after.floor_char_boundary(60)];
    let said = REAUTHORIZED.captures(after)?;
    let year: i16 = said["year"].parse().ok()?;
    let known = entry.reauthorizations.iter().filter(|act| act.date <= context.as_of);
    let later: Vec<_> = known.clone().filter(|act| year_of(act) > year).collect();
    let (first, last) = (later.first()?, later.last()?);
    let whole = said.get(0)?;
    let lead = whole.as_str().len() - whole.as_str().trim_start_matches([' ', '\n', '\r', ',', '\t']).len();
    let span = Span::new(citation.span.end + lead, citation.span.end + whole.end());
    let was = known
        .clone()
        .rfind(|act| year_of(act) == year)
        .map(|act| Was { from: Some(act.date), until: Some(first.date) });
    Some(Diagnostic {
        lint: Lint::CiteAct,
        severity: Severity::Info,
        verdict: Some(Verdict::Stale),
        span,
        message: format!("The {name} has been reauthorized since {year}, last on {} ({})", last.date, last.public_law),
        cite: Some(context.cited(citation)),
        claim: Some(super::Judged {
            kind: "name",
            stated: format!("reauthorized in {year}"),
            current: vec![last.name.clone()],
            was,
        }),
        source: Some(Source {
            act: Some(last.public_law.clone()),
            url: None,
            edition: Some(context.edition(Code::UnitedStates)),
        }),
        fix: None,
    })
}

/// The year in an act's name, which can be the one before it was signed; otherwise that of its signing.
fn year_of(act: &Reauthorization) -> i16 {
    let named = act.name.rsplit(' ').next().and_then(|year| year.parse().ok());
    named.unwrap_or(act.date.year())
}
