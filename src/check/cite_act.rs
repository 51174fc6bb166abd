//! `cite-act`: the act is unknown, or no longer the latest word.

mod connecticut;

use std::sync::LazyLock;

use regex::Regex;

use super::context::Context;
use super::{Diagnostic, Lint, Severity, Source, Verdict, Was};
use crate::citation::{Citation, Target};
use crate::law::{Code, Reauthorization};
use crate::span::Span;

pub(super) const EXPLANATION: &str = "\
The document cites a public act that its session cannot have passed, says that an act amended a section that it never
touched, or says when an act was last reauthorized and has been overtaken.

**Why it matters.** A mistyped act cannot be found. \"Reauthorized in 2008\" tells a reader that nothing has happened since.

**Example.** `Public Act 17-532`: the last act of 2017 that the edition names is P.A. 17-244. `Public Act 17-32 amended
C.G.S. § 53-21`: that section does not name it among the acts that changed it. `the Trafficking Victims Protection Act of 2000
(reauthorized in 2008)`: it has been reauthorized since, last in 2023. The last is a note, not an error: the statement is
true, but not the latest word.

**What to do.** Compare the number with your source. Name the latest act, or leave the year out.

**When it stays silent.** Any act that may exist: an act that touched no section of the code is not in the table. Acts before
1973 and after the edition. Words that do not plainly say that the act amended or made the section.
";

static REAUTHORIZED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?ix) ^ [\s,]* \(? \s* (?: (?:last|most\s+recently) \s+ )? reauthori[sz]ed \s+ (?:in\s+|as\s+of\s+)? (?P<year> (?:19|20)\d\d ) (?-u:\b) \s* \)?").expect("the pattern is valid")
});

pub(super) fn find(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    for citation in context.citations_to_read() {
        match citation.targets.first() {
            Some(Target::PopularName(name)) => found.extend(overtaken(context, citation, name)),
            Some(target) => {
                found.extend(target.act().and_then(|act| connecticut::impossible(context, citation, act)));
            }
            None => {}
        }
    }
    let read = context.to_read();
    let near = read.start.saturating_sub(1)..(read.end + 1).min(context.citations.len());
    for pair in context.citations[near].windows(2) {
        found.extend(connecticut::misattributed(context, &pair[0], &pair[1]));
    }
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
        in_source: None,
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
