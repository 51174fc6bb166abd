//! Comments that silence a lint: `lawlint: ignore[claim-fine] reason` and its relatives.
//! Parses them and says which text they cover; the silencing is for the checks.

use crate::span::Span;

/// One suppression comment and the text that it covers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suppression {
    /// The text it silences: for `ignore[…]` the block that it stands in or, on a line of its own,
    /// the block before and the block after; for `disable[…]` all to the matching `enable[…]` or the
    /// end; for `file-ignore[…]` everything.
    pub covers: Span,
    /// Names of the lints it silences, as written; never empty.
    pub rules: Vec<String>,
    /// Why, in the author's words; empty if nothing was said.
    pub reason: String,
    /// Where the comment is, in the **source**.
    pub source: Span,
}
