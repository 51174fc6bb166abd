//! The citations of a document's last version: those of the paragraphs that are as they were are not read again.

use super::{About, Citation, append, find_free, find_in, next_group, scan};
use crate::document::Kept;
use crate::law::Law;
use crate::span::Span;
use crate::threads::Threads;

/// Those that lean on no other, as they were found.
#[derive(Debug)]
pub(crate) struct Free {
    /// What the document was about: it decides what a bare number is.
    about: [bool; 2],
    citations: Vec<Citation>,
}

impl Free {
    pub(super) fn citations(&self) -> &[Citation] {
        &self.citations
    }

    /// Those of a document, of which the last version's are known.
    pub(super) fn again(whole: &About<'_>, law: &Law, threads: Threads, kept: &Kept, last: Option<Free>) -> Free {
        let about = [whole.is_connecticut(), whole.names_the_code()];
        let citations = match last.filter(|last| last.about == about) {
            Some(last) => reread(whole, law, kept, last.citations),
            None => find_free(whole, law, threads),
        };
        Free { about, citations }
    }
}

/// The last version's, but for those between the empty lines around the change: no citation crosses one.
fn reread(whole: &About<'_>, law: &Law, kept: &Kept, mut last: Vec<Citation>) -> Vec<Citation> {
    let bytes = whole.text.as_bytes();
    let (same_start, same_end) = kept.same_ends();
    // Whether a line is empty is told from two bytes before its end, and one after.
    let mut above = memchr::memrchr2_iter(b'\n', b'\r', &bytes[..same_start]);
    let start = above.find(|at| at + 1 < same_start && scan::ends_empty_line(bytes, *at)).map_or(0, |at| at + 1);
    let mut under = memchr::memchr2_iter(b'\n', b'\r', &bytes[same_end..]).map(|at| same_end + at);
    let end =
        under.find(|at| *at >= same_end + 2 && scan::ends_empty_line(bytes, *at)).map_or(bytes.len(), |at| at + 1);
    let group = next_group(&last);
    let was_end = kept.was(end);
    let after = last.partition_point(|citation| citation.span.start < was_end);
    let rest = last.split_off(after);
    last.truncate(last.partition_point(|citation| citation.span.end <= start));
    let fresh = find_in(&whole.text[start..end], whole, law);
    append(&mut last, fresh, start, group);
    last.extend(rest.into_iter().map(|citation| citation.shifted(kept.shift())));
    last
}

/// Which citations of a document are those of its last version.
///
/// Invariant: of a list all are, or none.
#[derive(Clone, Copy, Debug)]
pub(crate) struct KeptCitations {
    /// So many are the same at the start.
    start: usize,
    /// From here on all are the same at the end.
    end: usize,
    /// How many more there are than before.
    more: isize,
}

impl KeptCitations {
    /// None of them.
    pub(crate) fn none(citations: &[Citation]) -> KeptCitations {
        KeptCitations { start: 0, end: citations.len(), more: 0 }
    }

    /// Which of `citations` are those of `last`, as far as the text around them is.
    pub(crate) fn of(citations: &[Citation], last: &[Citation], kept: &Kept) -> KeptCitations {
        let (same_start, same_end) = kept.same_ends();
        let is_same = |(new, old): &(&Citation, &Citation)| new.span.end <= same_start && is_as(new, old, 0);
        let mut start = citations.iter().zip(last).take_while(is_same).count();
        while start > 0 && (parts_a_list(citations, start) || parts_a_list(last, start)) {
            start -= 1;
        }
        let rest = citations[start..].iter().rev().zip(last[start..].iter().rev());
        let is_same = |(new, old): &(&Citation, &Citation)| new.span.start >= same_end && is_as(new, old, kept.shift());
        let mut same = rest.take_while(is_same).count();
        let parts = |all: &[Citation], same: usize| parts_a_list(all, all.len() - same);
        while same > 0 && (parts(citations, same) || parts(last, same)) {
            same -= 1;
        }
        let more = citations.len().wrapping_sub(last.len()).cast_signed();
        KeptCitations { start, end: citations.len() - same, more }
    }

    /// Which citations of the last version these in a row are, as the first's index, if they are kept.
    pub(crate) fn was(&self, first: usize, count: usize) -> Option<usize> {
        match first {
            _ if first + count <= self.start => Some(first),
            _ if first >= self.end => first.checked_add_signed(-self.more),
            _ => None,
        }
    }

    /// What is not kept, and the citations next to it: of these it may be told what stands beside them.
    pub(crate) fn fresh(&self, citations: &[Citation]) -> Option<Span> {
        let all_kept = self.start == self.end && self.more == 0;
        let first = citations.get(self.start.saturating_sub(1)).filter(|_| !all_kept)?;
        let last = &citations[self.end.min(citations.len() - 1)];
        Some(first.span.cover(last.span))
    }
}

/// Whether the citation at an index is of one list with the one before it.
fn parts_a_list(citations: &[Citation], index: usize) -> bool {
    index > 0 && citations.get(index).is_some_and(|citation| citation.group == citations[index - 1].group)
}

/// Whether a citation is what another was so many bytes before. The numbers of lists may differ.
fn is_as(new: &Citation, old: &Citation, shift: isize) -> bool {
    let was = |span: Span| span.shifted(shift);
    (new.form, new.span, new.gloss, new.code_name)
        == (old.form, was(old.span), old.gloss.map(was), old.code_name.map(was))
        && new.targets == old.targets
}
