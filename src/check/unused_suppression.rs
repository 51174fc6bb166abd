//! `unused-suppression`: a comment silences a lint that finds nothing there.

use super::{Diagnostic, Lint, Options, Severity};
use crate::document::{Document, Suppression};

pub(super) const EXPLANATION: &str = "\
A comment such as `<!-- lawlint: ignore[claim-fine] -->` silences a lint that finds nothing in the text that it covers, or names
a lint that does not exist.

**Why it matters.** The text was mended, or the law changed, and the comment stayed. The next wrong figure in that paragraph will
be silenced too, and nobody will see it.

**Example.** `<!-- lawlint: ignore[clam-fine] -->` silences nothing: the lint is called `claim-fine`.

**What to do.** Remove the comment, or the name that is not needed. There is no fix.

**When it stays silent.** About names of lints that do not run, because the configuration or `--select` leaves them out.
";

/// What is unused among the suppressions of a document, given everything that was found in it, silenced or not.
pub(super) fn find(document: &Document, options: &Options, all: &[Diagnostic]) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    // A comment in a document without text covers nothing that could be shown.
    for suppression in document.suppressions.iter().filter(|suppression| !suppression.covers.is_empty()) {
        for name in &suppression.rules {
            let named: Vec<Lint> = Lint::ALL.into_iter().filter(|lint| lint.is_named(name)).collect();
            let message = match named.as_slice() {
                [] => format!("No lint is called “{name}”; the names are {}", Lint::names()),
                named if named.iter().any(|lint| !is_judged(*lint, options)) => continue,
                named if silences(suppression, named, all) => continue,
                _ => format!("{name} finds nothing here: the comment can go"),
            };
            found.push(Diagnostic {
                lint: Lint::UnusedSuppression,
                severity: Severity::Warning,
                verdict: None,
                span: suppression.covers,
                in_source: suppression.source,
                message,
                cite: None,
                claim: None,
                source: None,
                fix: None,
            });
        }
    }
    found
}

/// Whether a lint ran on this document. What it takes several documents, a house form or the law's text to find is not known
/// to be absent.
fn is_judged(lint: Lint, options: &Options) -> bool {
    let here = match lint {
        Lint::ClaimConflict | Lint::UnusedSuppression => false,
        Lint::CiteForm => options.house_form.is_some(),
        Lint::QuoteDrift => options.texts.is_some(),
        _ => true,
    };
    here && options.lints.contains(&lint)
}

fn silences(suppression: &Suppression, named: &[Lint], all: &[Diagnostic]) -> bool {
    all.iter().any(|found| named.contains(&found.lint) && suppression.covers.overlaps(found.span))
}
