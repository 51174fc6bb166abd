//! Lines that are nothing but a class and stand over the sections of that class, as headings do: "CLASS A FELONIES" above "Murder
//! (§ 53a-54a)". What stands above them is not what they are about.

use std::sync::LazyLock;

use regex::Regex;

use super::lender::is_title;
use crate::citation::Citation;
use crate::document::{Block, BlockKind, Document};

/// A line of no more words than a class.
static CLASS_ALONE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?ix-u) ^ (?u:[^A-Za-z])* (?: class \s+ [a-e] | unclassified | [a-e] ) \s+ (?: felon(?:y|ies) | misdemeanors? | fel\. | misd\. ) (?u:[^A-Za-z])* $")
        .expect("the pattern is valid")
});

/// Such a line is not longer, in bytes.
const LONGEST: usize = 40;

/// Lines that belong together have no more blocks between them.
const FURTHEST: usize = 6;

/// The indices of the blocks that stand over what follows them, in order.
///
/// "Murder", "Class A felony", "Robbery", "Class B felony" and "Class A felony", "Murder", "Class B felony", "Robbery" look alike from
/// one line: the first and the last of them tell whether the sections stand above or below.
pub(super) fn class_heads(document: &Document, citations: &[Citation]) -> Vec<usize> {
    let blocks = &document.blocks;
    let words = |block: &Block| &document.text[block.span.range()];
    let is_cited = |block: &Block| {
        let first = citations.partition_point(|citation| citation.span.start < block.span.start);
        citations.get(first).is_some_and(|citation| citation.span.start < block.span.end)
    };
    let is_named_above = |index: usize| {
        let above = index.checked_sub(1).and_then(|above| blocks.get(above));
        above.is_some_and(|above| is_cited(above) && (above.kind != BlockKind::Paragraph || is_title(words(above))))
    };
    let is_named_under = |index: usize| {
        let under = blocks.get(index + 1);
        under.is_some_and(|under| !matches!(under.kind, BlockKind::Heading | BlockKind::Footnote) && is_cited(under))
    };
    let is_alone = |index: &usize| {
        let block = &blocks[*index];
        block.kind != BlockKind::TableRow && block.span.len() <= LONGEST && CLASS_ALONE.is_match(words(block))
    };
    let alone: Vec<usize> = (0..blocks.len()).filter(is_alone).collect();
    let runs = alone.chunk_by(|one, next| next - one <= FURTHEST);
    let heads = runs.filter(|run| !is_named_above(run[0]) && is_named_under(run[run.len() - 1]));
    heads.flatten().copied().collect()
}
