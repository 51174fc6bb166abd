//! `cite-reserved`: the number is reserved and holds no law.

use super::context::Context;
use super::{Diagnostic, Lint, Severity};
use crate::law::Status;

pub(super) const EXPLANATION: &str = "\
The document cites a number that the code keeps for later. No law stands there.

**Why it matters.** The number is surely not the one that was meant.

**Example.** `C.G.S. § 53a-165b` is reserved for future use.

**What to do.** Compare the number with the source that you copied it from.

**When it stays silent.** In ranges such as \"sections 53a-160 to 53a-170, inclusive\", which may well span reserved numbers.
";

pub(super) fn find(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    for (citation, section) in context.doubtful_citations() {
        let status = match context.entry(section).map(|entry| &entry.status) {
            Some(Status::Reserved) => "reserved for future use: no law stands there",
            Some(Status::Omitted) => "omitted from the code",
            _ => continue,
        };
        let omitted = status.starts_with("omitted");
        if context.speaks_of_the_past(citation, section) {
            continue;
        }
        found.push(Diagnostic {
            lint: Lint::CiteReserved,
            severity: if omitted { Severity::Info } else { context.severity_of_dead(citation) },
            verdict: None,
            span: citation.span,
            in_source: None,
            message: format!("{} is {status}", section.cited()),
            cite: Some(context.cited(citation)),
            claim: None,
            source: Some(context.source(section, None)),
            fix: None,
        });
    }
}
