//! The lints: one file a lint, with its explanation beside it. The one door to the core.

mod diagnostic;
mod lint;

pub use diagnostic::{
    Applicability, Cited, Diagnostic, Edit, Fix, Judged, Severity, Source, Verdict, Was,
};
pub use lint::Lint;
