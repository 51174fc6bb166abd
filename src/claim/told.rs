//! The claims of a document's last version. Most blocks stay as they are while a text is edited, and reading one is the dearest part
//! of a check.

use super::telling::Telling;
use super::{Claim, Subject};
use crate::citation::KeptCitations;
use crate::document::Kept;
use crate::span::Span;

/// The claims of a document, by the block that they were read in.
#[derive(Debug, Default)]
pub(crate) struct Told {
    /// Whether offenses were known by name.
    pub(super) by_name: bool,
    /// In order of place, each with its claims.
    pub(super) blocks: Vec<(Telling, Vec<Claim>)>,
}

/// What was told in the last version, and what of it is as it was.
#[derive(Clone, Copy)]
pub(crate) struct LastTold<'a> {
    pub(crate) told: &'a Told,
    pub(crate) kept: &'a Kept,
    pub(crate) citations: &'a KeptCitations,
}

impl Told {
    /// Every claim, in order of place.
    pub(crate) fn claims(&self) -> Vec<Claim> {
        self.blocks.iter().flat_map(|(_, claims)| claims).cloned().collect()
    }
}

impl LastTold<'_> {
    /// The claims of a block, if all that its reading depends on is as it was: what is around it, and what lends it a citation.
    pub(super) fn claims(&self, block: &Telling) -> Option<Vec<Claim>> {
        let index = self.kept.block_was(block.index)?;
        let last = &self.told.blocks;
        let (was, claims) = last.get(last.binary_search_by_key(&index, |(was, _)| was.index).ok()?)?;
        let cites = |block: &Telling| (block.own.first, block.own.count);
        let lent = |block: &Telling| block.lent.map(|lent| (lent.first, lent.count));
        let is_kept = |(first, count): (usize, usize), (was_first, was_count): (usize, usize)| {
            count == was_count && (count == 0 || self.citations.was(first, count) == Some(was_first))
        };
        let lent_is_kept = match (lent(block), lent(was)) {
            (None, None) => true,
            (Some(new), Some(old)) => is_kept(new, old) && self.is_lender_kept(block, was),
            (None, Some(_)) | (Some(_), None) => false,
        };
        // A note may be anywhere.
        let same = is_kept(cites(block), cites(was))
            && block.noted.is_empty()
            && was.noted.is_empty()
            && lent_is_kept
            && (block.is_of_other_rules, block.is_of_columns, &block.heading)
                == (was.is_of_other_rules, was.is_of_columns, &was.heading);
        let by = block.own.block.span.start.wrapping_sub(was.own.block.span.start).cast_signed();
        let more = block.own.first.wrapping_sub(was.own.first).cast_signed();
        same.then(|| claims.iter().map(|claim| moved(claim, by, more)).collect())
    }

    /// Whether what lends a block its citations is as it was, as far before it.
    fn is_lender_kept(&self, block: &Telling, was: &Telling) -> bool {
        let (Some(lender), Some(old)) = (block.lender, was.lender) else { return false };
        let as_far = block.index - lender == was.index - old;
        as_far && self.kept.block_was(lender) == Some(old)
    }
}

/// A claim so many bytes, and so many citations, further on.
fn moved(claim: &Claim, by: isize, more: isize) -> Claim {
    let index = |index: &usize| index.saturating_add_signed(more);
    let span = |span: Span| span.shifted(by);
    let subject = match &claim.subject {
        Subject::Cited(citations) => Subject::Cited(citations.iter().map(index).collect()),
        Subject::Named { span: name, section, standing } => {
            Subject::Named { span: span(*name), section: section.clone(), standing: *standing }
        }
    };
    Claim { span: span(claim.span), statement: claim.statement.clone(), subject, grade: claim.grade }
}
