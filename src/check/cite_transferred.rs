//! `cite-transferred`: the section has another number now.

use super::authority::alternatives;
use super::context::Context;
use super::{Diagnostic, Lint, Severity};
use crate::law::{Code, Status};

pub(super) const EXPLANATION: &str = "\
The document cites a section that was moved: its law stands under another number.

**Why it matters.** Under the old number a reader finds only a line that points elsewhere.

**Example.** `C.G.S. § 1-19` is now `§ 1-210`.

**What to do.** Cite the new number, after reading whether the text is still the one you mean.

**When it stays silent.** Where the words around the citation say that it was transferred or renumbered.
";

pub(super) fn find(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    for (citation, section) in context.doubtful_citations() {
        let Some(Status::Transferred { to, ended }) = context.entry(section).map(|entry| &entry.status) else {
            continue;
        };
        if context.speaks_of_the_past(citation, section) {
            continue;
        }
        let numbers: Vec<String> = to.iter().map(|number| shown(section.code(), number)).collect();
        let message = match numbers.is_empty() {
            true => format!("{} was transferred to another section", section.cited()),
            false => format!("{} was transferred: it is now {}", section.cited(), alternatives(&numbers)),
        };
        found.push(Diagnostic {
            lint: Lint::CiteTransferred,
            severity: Severity::Warning,
            verdict: None,
            span: citation.span,
            in_source: None,
            message,
            cite: Some(context.cited(citation)),
            claim: None,
            source: Some(context.source(section, ended.act)),
            fix: None,
        });
    }
}

fn shown(code: Code, number: &str) -> String {
    match (code, number.split_once(':')) {
        (Code::UnitedStates, Some((title, number))) => format!("{title} U.S.C. § {number}"),
        _ => format!("§ {number}"),
    }
}
