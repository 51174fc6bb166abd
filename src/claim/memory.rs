//! What was read in the blocks of a document's last version: most stay as they are while a text is edited, and reading one is
//! the dearest part of a check.
//!
//! Invariant: a block is remembered with all that its reading depends on, so that recalling it gives what reading it would.

use std::collections::HashMap;
use std::hash::{BuildHasher, Hash, Hasher};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};

use rustc_hash::FxBuildHasher;

use super::attach::Scope;
use super::{Claim, Subject};
use crate::citation::Citation;
use crate::document::{BlockKind, Document};
use crate::span::Span;

/// The claims of blocks; none at first.
#[derive(Debug, Default)]
pub struct Memory {
    blocks: HashMap<u64, Block, FxBuildHasher>,
    /// Counts the documents that were read.
    round: u64,
    /// What was read and not recalled in this round. Several threads read.
    new: Mutex<Vec<(u64, Block)>>,
}

/// A block that was read.
#[derive(Debug)]
struct Block {
    kind: BlockKind,
    by_name: bool,
    /// The words of the block and a little around it, from which names and citations at its edges are told.
    around: Box<str>,
    /// Where in these the block's own begin, and how many they are.
    within: (usize, usize),
    /// What it cites, as of the place and the index that the citations had.
    citations: Box<[Citation]>,
    start: usize,
    first: usize,
    claims: Box<[Claim]>,
    /// When it was last there.
    round: AtomicU64,
}

/// Nothing further from a block is looked at when it is read, in bytes.
const AROUND: usize = 256;

impl Memory {
    /// Begins a new version of the document.
    pub(super) fn begin(&mut self) {
        self.round += 1;
    }

    /// Forgets what is no longer there, and keeps what is new.
    pub(super) fn end(&mut self) {
        let round = self.round;
        let new = std::mem::take(self.new.get_mut().unwrap_or_else(PoisonError::into_inner));
        self.blocks.retain(|_, block| *block.round.get_mut() == round);
        self.blocks.extend(new);
    }

    /// The claims of a block that leans on no other, whose citations are the document's from `scope.first` on; read by `read` if it
    /// is new. `by_name` tells whether offenses are known by name.
    pub(super) fn claims(
        &self,
        document: &Document,
        citations: &[Citation],
        scope: Scope,
        by_name: bool,
        read: impl FnOnce() -> Vec<Claim>,
    ) -> Vec<Claim> {
        let Scope { block, first, count } = scope;
        let text = &document.text;
        let from = text.floor_char_boundary(block.span.start.saturating_sub(AROUND));
        let to = text.ceil_char_boundary(block.span.end.saturating_add(AROUND).min(text.len()));
        let (around, own) = (&text[from..to], &citations[first..first + count]);
        let mut hasher = self.blocks.hasher().build_hasher();
        around.hash(&mut hasher);
        let within = (block.span.start - from, block.span.len());
        within.hash(&mut hasher);
        let key = hasher.finish();
        if let Some(known) = self.blocks.get(&key)
            && (known.kind, known.by_name, known.within, &*known.around) == (block.kind, by_name, within, around)
            && known.cites(own, block.span.start)
        {
            known.round.store(self.round, Ordering::Relaxed);
            return known.claims.iter().map(|claim| known.moved(claim, block.span.start, first)).collect();
        }
        let claims = read();
        let block = Block {
            kind: block.kind,
            by_name,
            around: around.into(),
            within,
            citations: own.into(),
            start: block.span.start,
            first,
            claims: claims.as_slice().into(),
            round: AtomicU64::new(self.round),
        };
        self.new.lock().unwrap_or_else(PoisonError::into_inner).push((key, block));
        claims
    }
}

impl Block {
    /// Whether the citations are the same, but for where the block is now.
    fn cites(&self, citations: &[Citation], start: usize) -> bool {
        let groups = |citations: &[Citation]| citations.first().map_or(0, |first| first.group);
        let (was, is) = (groups(&self.citations), groups(citations));
        let place = |span: Span, start: usize| (span.start.wrapping_sub(start), span.end.wrapping_sub(start));
        let same = |old: &Citation, new: &Citation| {
            let old_places =
                [Some(old.span), old.gloss, old.code_name].map(|span| span.map(|span| place(span, self.start)));
            let new_places = [Some(new.span), new.gloss, new.code_name].map(|span| span.map(|span| place(span, start)));
            old_places == new_places
                && (old.form, &old.targets) == (new.form, &new.targets)
                && old.group.wrapping_sub(was) == new.group.wrapping_sub(is)
        };
        self.citations.len() == citations.len() && self.citations.iter().zip(citations).all(|(old, new)| same(old, new))
    }

    /// A claim where the block is now.
    fn moved(&self, claim: &Claim, start: usize, first: usize) -> Claim {
        let span = |span: Span| Span::new(span.start - self.start + start, span.end - self.start + start);
        let subject = match &claim.subject {
            Subject::Cited(citations) => {
                Subject::Cited(citations.iter().map(|index| index - self.first + first).collect())
            }
            Subject::Named { span: name, section, standing } => {
                Subject::Named { span: span(*name), section: section.clone(), standing: *standing }
            }
        };
        Claim { span: span(claim.span), statement: claim.statement.clone(), subject, of_a_grade: claim.of_a_grade }
    }
}
