//! On how many threads a document is worked on. What is found is the same.

/// How many threads a document may be checked on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Threads {
    /// The caller's own.
    #[default]
    One,
    /// Those of the pool that the caller runs in, if the document is long: for a caller who waits for one document.
    Several,
}

/// From this length on, in bytes, a text is worth more threads.
const LONG: usize = 64 * 1024;

impl Threads {
    /// As many as a text is worth.
    pub(crate) fn for_text(self, text: &str) -> Threads {
        if text.len() < LONG { Threads::One } else { self }
    }

    /// Does two pieces of work, at the same time if the caller is one of several threads that wait for work. These last: a new one
    /// would have to learn anew what the patterns keep for each.
    pub(crate) fn both<A: Send, B: Send>(
        self,
        first: impl FnOnce() -> A + Send,
        second: impl FnOnce() -> B + Send,
    ) -> (A, B) {
        match self {
            // The caller chose how many threads there are, if any: none are made here.
            #[cfg(feature = "cli")]
            Threads::Several if rayon::current_thread_index().is_some() => rayon::join(first, second),
            Threads::One | Threads::Several => (first(), second()),
        }
    }

    /// What comes of each piece of work, in order; pieces that are next to each other are given to one thread.
    pub(crate) fn map<T: Sync, R: Send>(self, pieces: &[T], work: &(impl Fn(&T) -> R + Sync)) -> Vec<R> {
        /// So few pieces are not worth another thread.
        const FEW: usize = 100;
        if self == Threads::One || pieces.len() <= FEW {
            return pieces.iter().map(work).collect();
        }
        let (first, second) = pieces.split_at(pieces.len() / 2);
        let (mut done, rest) = self.both(|| self.map(first, work), || self.map(second, work));
        done.extend(rest);
        done
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_long_text_is_worth_more() {
        assert_eq!(Threads::Several.for_text("short"), Threads::One);
        let long = "x".repeat(LONG);
        assert_eq!(Threads::Several.for_text(&long), Threads::Several);
        assert_eq!(Threads::One.for_text(&long), Threads::One);
        for threads in [Threads::One, Threads::Several] {
            assert_eq!(threads.both(|| 1, || 2), (1, 2));
            let pieces: Vec<usize> = (0..1000).collect();
            let done = threads.map(&pieces, &|piece| piece * 2);
            assert_eq!(done, pieces.iter().map(|piece| piece * 2).collect::<Vec<_>>());
        }
    }
}
