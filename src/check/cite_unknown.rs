//! `cite-unknown`: no such section in the edition.

use super::context::Context;
use super::{Diagnostic, Lint, Severity};
use crate::law::Code;

pub(super) const EXPLANATION: &str = "\
The document cites a section that the edition does not have: in most cases a slip of the pen.

**Why it matters.** A reader who looks the section up finds nothing, or finds another law under a similar number.

**Example.** `Conn. Gen. Stat. § 53a-912a` does not exist; `§ 53a-192a` does.

**What to do.** Compare the number with the source that you copied it from. If the section was enacted after the edition
(the summary line says through when the law is known), the citation may be right.

**When it stays silent.** Sections that other sections cite as law although the edition's copy lacks them; other states'
codes; regulations. For the United States Code, whose edition leaves most repealed sections out, it is only a warning.
";

pub(super) fn find(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    for (citation, section) in context.doubtful_citations() {
        if context.entry(section).is_some() || context.speaks_of_the_past(citation, section) {
            continue;
        }
        let edition = context.law.edition(section.code());
        let (severity, message) = match section.code() {
            Code::Connecticut => {
                (Severity::Error, format!("There is no {} in the General Statutes ({})", section.cited(), edition.says))
            }
            Code::UnitedStates => (
                Severity::Warning,
                format!(
                    "{} is not in the United States Code ({}): it never existed, was repealed, or is newer",
                    section.cited(),
                    edition.says
                ),
            ),
        };
        found.push(Diagnostic {
            lint: Lint::CiteUnknown,
            severity,
            verdict: None,
            span: citation.span,
            in_source: None,
            message,
            cite: Some(context.cited(citation)),
            claim: None,
            source: Some(context.source(section, None)),
            fix: None,
        });
    }
}
