//! `claim-minimum`: a mandatory minimum is not what the law says.

use super::authority::alternatives;
use super::judge::{Told, Wrong};
use super::{Applicability, Edit, Fix, Lint};
use crate::law::{Length, Penalty};

pub(super) const EXPLANATION: &str = "\
The document gives a mandatory minimum, or a part of the sentence that may not be suspended, that the offense does not
carry on the date.

**Why it matters.** It is the part of a sentence that must be served.

**Example.** `A sentence under C.G.S. § 53a-86 has a mandatory minimum of two years`: where the person is under eighteen,
nine months may not be suspended.

**The fix** changes the length, and only on request (`lawlint check --fix --unsafe-fixes`), where one alone is right.

**When it stays silent.** Where any grade of the cited place has that minimum, or that shortest sentence; where the
sentence speaks of the past; where the table does not know the minimum.
";

/// What to say of a wrong minimum.
pub(super) fn tell(wrong: &Wrong<'_>, text: &str, stated: Length) -> Told {
    let figure = |penalty: &Penalty| penalty.minimum.clone().filter(|lengths| !lengths.is_empty());
    let mut values: Vec<Length> = wrong.values(figure).concat();
    values.sort();
    values.dedup();
    let current: Vec<String> = values.iter().map(Length::to_string).collect();
    let (since, act) = wrong.since(figure);
    let section = wrong.cited();
    let message = match current.is_empty() {
        true => format!("{section} has no mandatory minimum, let alone one of {stated}"),
        false => format!("The mandatory minimum of {section} is {}{since}, not {stated}", alternatives(&current)),
    };
    Told {
        lint: Lint::ClaimMinimum,
        message,
        stated: stated.to_string(),
        fix: fix(wrong, &text[wrong.claim.span.range()], &values),
        act: act.map(str::to_owned),
        current,
    }
}

fn fix(wrong: &Wrong<'_>, written: &str, values: &[Length]) -> Option<Fix> {
    let [right] = values else { return None };
    // "9-month sentence" needs another form than "9 months".
    let right = right.to_string();
    let content = match written.contains('-') {
        true => right.trim_end_matches('s').replacen(' ', "-", 1),
        false => right,
    };
    Some(Fix {
        applicability: Applicability::Unsafe,
        message: format!("replace with “{content}”"),
        edits: vec![Edit { span: wrong.claim.span, content }],
    })
}
