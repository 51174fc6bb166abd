//! On how many threads a document is worked on. What is found is the same.

/// How many threads a document may be checked on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Threads {
    /// The caller's own.
    #[default]
    One,
    /// Others beside it, if the document is long: for a caller who waits for one document.
    Several,
}

/// From this length on, in bytes, a text is worth more threads.
const LONG: usize = 64 * 1024;

impl Threads {
    /// As many as a text is worth.
    pub(crate) fn for_text(self, text: &str) -> Threads {
        if text.len() < LONG { Threads::One } else { self }
    }

    /// Does two pieces of work, the first on another thread if there may be one.
    pub(crate) fn both<A: Send, B>(self, first: impl Fn() -> A + Sync, second: impl FnOnce() -> B) -> (A, B) {
        if self == Threads::One {
            return (first(), second());
        }
        std::thread::scope(|scope| match std::thread::Builder::new().spawn_scoped(scope, &first) {
            Ok(other) => {
                let second = second();
                (other.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)), second)
            }
            // A browser has no other thread to give.
            Err(_) => (first(), second()),
        })
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
        }
    }
}
