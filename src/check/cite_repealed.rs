//! `cite-repealed`: the section is repealed.

use super::authority::without_section;
use super::context::Context;
use super::{Diagnostic, Lint, Severity};
use crate::law::Status;

pub(super) const EXPLANATION: &str = "\
The document cites a section that has been repealed.

**Why it matters.** What the section said is no longer law. A reader who relies on it may be wrong about a right or a
penalty.

**Example.** `C.G.S. § 53a-83a` (patronizing a prostitute from a motor vehicle) was repealed on October 1, 2017.

**What to do.** Look for the section that took its place, or leave the citation out. The message names the act and the
day where the edition states them.

**How grave.** An error; a warning where the edition does not date the repeal, or in a list of five sections or more.

**When it stays silent.** Where the words around the citation say so themselves (\"former § 53a-83a\", \"repealed in
2017\"), and with `--as-of` a day before the repeal.
";

pub(super) fn find(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    for (citation, section) in context.doubtful_citations() {
        let Some(Status::Repealed(ended)) = context.entry(section).map(|entry| &entry.status) else { continue };
        let still_law = ended.effective.is_some_and(|effective| context.as_of < effective);
        if still_law || context.speaks_of_the_past(citation, section) {
            continue;
        }
        let when = match (ended.effective, ended.act) {
            (Some(effective), Some(act)) => format!("was repealed on {effective} ({})", without_section(act)),
            (Some(effective), None) => format!("was repealed on {effective}"),
            (None, Some(act)) => format!("was repealed by {}", without_section(act)),
            (None, None) => "is repealed".to_owned(),
        };
        found.push(Diagnostic {
            lint: Lint::CiteRepealed,
            // Without a date the edition's line says less: it may stand for a whole heading.
            severity: if ended.effective.is_some() { context.severity_of_dead(citation) } else { Severity::Warning },
            verdict: None,
            span: citation.span,
            in_source: None,
            message: format!("{} {when}", section.cited()),
            cite: Some(context.cited(citation)),
            claim: None,
            source: Some(context.source(section, ended.act)),
            fix: None,
        });
    }
}
