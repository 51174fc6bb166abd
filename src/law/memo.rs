//! Answers of the table, kept for whoever asks again: a document names the same sections many times, and an editor asks the
//! same of it with every letter that is typed.

use std::borrow::Borrow;
use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{PoisonError, RwLock};

/// Answers by what was asked. Many threads may ask at once.
#[derive(Debug)]
pub(super) struct Memo<Question, Answer> {
    answers: RwLock<HashMap<Question, Answer>>,
}

/// So many answers are kept; then all are forgotten.
const MOST: usize = 10_000;

impl<Question: Eq + Hash, Answer: Clone> Memo<Question, Answer> {
    pub(super) fn new() -> Memo<Question, Answer> {
        Memo { answers: RwLock::default() }
    }

    /// The answer, found by `answer` if nobody has asked yet.
    pub(super) fn get<Asked>(&self, asked: &Asked, answer: impl FnOnce() -> Answer) -> Answer
    where
        Question: Borrow<Asked>,
        Asked: Eq + Hash + ToOwned<Owned = Question> + ?Sized,
    {
        // Whoever panicked with the lock in hand left answers that are whole.
        if let Some(known) = self.answers.read().unwrap_or_else(PoisonError::into_inner).get(asked) {
            return known.clone();
        }
        let found = answer();
        let mut answers = self.answers.write().unwrap_or_else(PoisonError::into_inner);
        if answers.len() >= MOST {
            answers.clear();
        }
        answers.insert(asked.to_owned(), found.clone());
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_asked_is_not_looked_up_again() {
        let memo: Memo<String, usize> = Memo::new();
        assert_eq!(memo.get("one", || 1), 1);
        assert_eq!(memo.get("one", || 2), 1);
        for number in 0..MOST {
            memo.get(number.to_string().as_str(), || number);
        }
        assert!(memo.answers.read().unwrap().len() <= MOST);
        assert_eq!(memo.get("one", || 3), 3, "old answers make place for new ones");
    }
}
