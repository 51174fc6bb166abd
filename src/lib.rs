//! lawlint reads a draft, finds the statutes that it cites, finds what the draft says about them, and
//! checks both against the law as it stands on a date.
//!
//! Data flows one way: bytes → [`document`] → [`citation`] → [`claim`] → [`check`] → diagnostics →
//! [`report`]; [`law`] is the table that [`check`] asks.
//!
//! Invariant: the core (everything but `report`, `cli` and `import`) does no I/O, reads no clock and
//! never panics on any input. "Today" is an argument.
//!
//! Invariant: a [`span::Span`] is a byte range of [`document::Document::text`], nothing else. Only the
//! source map knows where text came from and whether it can be edited.
//!
//! Invariant: a claim never crosses a block.
//!
//! Invariant: silence when unsure. What the table does not know is not reported as an error.

#[cfg(feature = "cli")]
mod annotate;
pub mod check;
pub mod citation;
pub mod claim;
#[cfg(feature = "cli")]
pub mod cli;
pub mod document;
#[cfg(feature = "cli")]
pub mod import;
pub mod jurisdiction;
pub mod law;
#[cfg(feature = "cli")]
pub mod lsp;
#[cfg(feature = "cli")]
pub mod report;
pub mod span;
#[cfg(test)]
#[cfg(feature = "cli")]
mod testing;
mod threads;
mod words;
#[cfg(feature = "cli")]
mod workspace;
