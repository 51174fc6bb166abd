//! Says in words whether a wrong statement was ever right. Judges nothing.

use crate::check::{Diagnostic, Verdict, Was};

/// Whether the words were ever right, and when: `stale: it was so from 2006-07-01 until 2017-10-01`.
pub(super) fn in_words(diagnostic: &Diagnostic) -> Option<String> {
    let was = diagnostic.claim.as_ref().and_then(|claim| claim.was);
    let (from, until) = match was {
        Some(Was { from, until }) => (from, until),
        None => (None, None),
    };
    Some(match (diagnostic.verdict?, from, until) {
        (Verdict::Incorrect, ..) => "incorrect".to_owned(),
        (Verdict::Stale, Some(from), Some(until)) => {
            format!("stale: it was so from {from} until {until}")
        }
        (Verdict::Stale, None, Some(until)) => format!("stale: it was so until {until}"),
        (Verdict::Stale, ..) => "stale".to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::super::testing::*;
    use super::*;

    fn told(verdict: Verdict, was: Option<Was>) -> Option<String> {
        let mut diagnostic = stale_class(EXAMPLE);
        diagnostic.verdict = Some(verdict);
        diagnostic.claim.as_mut().unwrap().was = was;
        in_words(&diagnostic)
    }

    #[test]
    fn says_so_much_as_is_known() {
        let was = stale_class(EXAMPLE).claim.unwrap().was.unwrap();
        let whole = "stale: it was so from 2006-07-01 until 2017-10-01";
        assert_eq!(told(Verdict::Stale, Some(was)).as_deref(), Some(whole));
        let since_ever = Was { from: None, ..was };
        assert_eq!(told(Verdict::Stale, Some(since_ever)).as_deref(), Some("stale: it was so until 2017-10-01"));
        assert_eq!(told(Verdict::Stale, None).as_deref(), Some("stale"));
        assert_eq!(told(Verdict::Incorrect, None).as_deref(), Some("incorrect"));
        assert_eq!(in_words(&unknown_section(EXAMPLE)), None);
    }
}
