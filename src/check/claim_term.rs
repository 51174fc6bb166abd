//! `claim-term`: a term of imprisonment is not what the law says.

use super::authority::alternatives;
use super::judge::{Told, Wrong};
use super::{Applicability, Edit, Fix, Lint};
use crate::claim::TermStatement;
use crate::law::{Length, Penalty, Term};

pub(super) const EXPLANATION: &str = "\
The document gives a prison term that the offense does not carry on the date.

**Why it matters.** Victims, defendants and employers rely on the number. Even a day can matter: since October 1, 2021
the longest sentence for a class A misdemeanor is 364 days, not one year, which decides some immigration cases.

**Example.** `C.G.S. § 53a-86 is punishable by 1 to 10 years in prison`: a class B felony carries 1 to 20 years.

**The fix** changes the figures, and only on request (`lawlint check --fix --unsafe-fixes`), where one term alone is right.

**When it stays silent.** Where any grade of the cited place carries that term, or has a part that may not be suspended
and is told as the minimum; where the length is an age, a time limit, probation; where the sentence speaks of the past or
of a class in general; where the table does not know the term.
";

/// What to say of a wrong term.
pub(super) fn tell(wrong: &Wrong<'_>, text: &str, stated: TermStatement) -> Told {
    let figure = |penalty: &Penalty| penalty.term;
    let values = wrong.values(figure);
    let current: Vec<String> = values.iter().map(Term::to_string).collect();
    let (since, act) = wrong.since(figure);
    let shown = show(stated);
    Told {
        lint: Lint::ClaimTerm,
        kind: "term",
        message: format!("{} carries {}{since}, not {shown}", wrong.section.cited(), alternatives(&current)),
        stated: shown,
        fix: fix(wrong, &text[wrong.claim.span.range()], stated, &values),
        act: act.map(str::to_owned),
        current,
    }
}

fn show(stated: TermStatement) -> String {
    match stated {
        TermStatement::Range(low, high) => Term { minimum: Some(low), maximum: Some(high) }.to_string(),
        TermStatement::UpTo(high) => Term { minimum: None, maximum: Some(high) }.to_string(),
        TermStatement::AtLeast(low) => Term { minimum: Some(low), maximum: None }.to_string(),
        TermStatement::Plain(length) => length.to_string(),
    }
}

/// Replaces the words of the term where one alone is right and the sentence can carry it.
fn fix(wrong: &Wrong<'_>, written: &str, stated: TermStatement, values: &[Term]) -> Option<Fix> {
    let [right] = values else { return None };
    // A shortest sentence that the table does not know cannot be written.
    if wrong.penalties().iter().any(|penalty| !penalty.shortest_known) {
        return None;
    }
    let content = match (stated, right.minimum, right.maximum?) {
        (TermStatement::Range(..), Some(minimum), maximum) => {
            let dash = ['–', '—', '-'].into_iter().find(|dash| written.contains(*dash) && !written.contains(" to "));
            let term = Term { minimum: Some(minimum), maximum: Some(maximum) }.to_string();
            dash.map_or(term.clone(), |dash| term.replacen(" to ", &dash.to_string(), 1))
        }
        (TermStatement::Range(..), None, Length::Life) => return None,
        (TermStatement::Range(..) | TermStatement::UpTo(_), _, maximum @ Length::Of { .. }) => {
            format!("up to {maximum}")
        }
        _ => return None,
    };
    Some(Fix {
        applicability: Applicability::Unsafe,
        message: format!("replace with “{content}”"),
        edits: vec![Edit { span: wrong.claim.span, content }],
    })
}
