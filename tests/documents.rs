//! Documents with their findings and their citations marked under the words: see `annotated`.
//!
//! To add a case is to add a paragraph to a file in `tests/documents` or `tests/citations` and to mark it by hand or,
//! after reading each marker critically, with `UPDATE=1 cargo test --test documents`. A date in a file's name,
//! `report@2022-08-01.md`, is the day by whose law it is read; without one it is 2026-01-01.

mod annotated;

use lawlint::check::{self, Options, Threads};
use lawlint::citation::{self, Target};
use lawlint::law::Law;

/// Labels: the lint, its verdict if it has one, and the message.
#[test]
fn findings_are_those_marked() {
    let law = Law::embedded();
    annotated::verify("documents", |document, as_of| {
        let checked = check::check(document, &law, &Options::all(as_of));
        let label = |found: &check::Diagnostic| {
            let verdict = found.verdict.map_or_else(String::new, |verdict| format!(" {}", verdict.name()));
            format!("{}{verdict}: {}", found.lint.name(), found.message)
        };
        checked.diagnostics.iter().map(|found| (found.span, label(found))).collect()
    });
}

/// Labels: the form and the identifiers.
#[test]
fn citations_are_those_marked() {
    let law = Law::embedded();
    annotated::verify("citations", |document, _| {
        let label = |citation: &citation::Citation| {
            let ids: Vec<String> = citation.targets.iter().map(Target::to_string).collect();
            format!("{} {}", citation.form.name(), ids.join(", "))
        };
        citation::find(document, &law, Threads::One).iter().map(|citation| (citation.span, label(citation))).collect()
    });
}
