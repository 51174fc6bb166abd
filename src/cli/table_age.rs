//! How old the table is, and the one note about it. Stale law is what this program looks for; it must not hide its own.

use std::collections::BTreeSet;

use jiff::civil::Date;
use jiff::{Span, Unit};

use crate::law::{Code, Law};

/// After so many months a run says that the table is old, unless `max-table-age` says otherwise.
pub(super) const DEFAULT_MONTHS: u16 = 18;

/// The codes of the table, with the words for their law.
const CODES: [(Code, &str); 2] = [(Code::Connecticut, "Connecticut law"), (Code::UnitedStates, "federal law")];

/// Whole months from the last day through which a code is known to `day`; none before it.
pub(super) fn months(law: &Law, code: Code, day: Date) -> i32 {
    let since = law.through(code).until((Unit::Month, day)).map_or(0, |span: Span| span.get_months());
    since.max(0)
}

/// What to tell someone who checks by the law of `day`, if a code that the documents cite is known through a day too
/// long before it.
pub(super) fn note(law: &Law, cited: &BTreeSet<Code>, day: Date, allowed: u16) -> Option<String> {
    let old = CODES.into_iter().filter(|(code, _)| {
        let oldest = law.through(*code).checked_add(Span::new().months(allowed));
        cited.contains(code) && oldest.is_ok_and(|oldest| oldest < day)
    });
    let old: Vec<String> = old.map(|(code, name)| format!("{name} through {}", law.through(code))).collect();
    let known = old.join(" and ");
    (!old.is_empty()).then(|| {
        format!(
            "the table knows {known}, more than {allowed} months before {day}: look for later acts before you rely on it, \
             or for a newer lawlint (max-table-age in lawlint.toml sets the months)"
        )
    })
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn tells_of_each_code_that_is_too_old() {
        let law = Law::embedded();
        let (state, federal) = (law.through(Code::Connecticut), law.through(Code::UnitedStates));
        let later = |day: Date, months: i64| day.checked_add(Span::new().months(months)).unwrap();
        let both = BTreeSet::from(CODES.map(|(code, _)| code));
        assert!(federal < state, "the words below count on it");
        assert_eq!(note(&law, &both, later(federal, 18), 18), None);
        let told = note(&law, &both, later(federal, 19), 18).unwrap();
        assert!(told.contains("federal law") && !told.contains("Connecticut"), "{told}");
        let told = note(&law, &both, later(state, 19), 18).unwrap();
        assert!(told.contains("Connecticut law through") && told.contains("federal law through"), "{told}");
        let told = note(&law, &BTreeSet::from([Code::Connecticut]), later(state, 19), 18).unwrap();
        assert!(!told.contains("federal law"), "{told}");
        assert_eq!(note(&law, &both, later(state, 19), 99), None);
        assert_eq!(note(&law, &both, date(2020, 1, 1), 0), None);
        assert_eq!(months(&law, Code::Connecticut, later(state, 19)), 19);
        assert_eq!(months(&law, Code::Connecticut, date(2020, 1, 1)), 0);
    }
}
