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
and is told as the minimum; where the length is an age, a time limit, probation, a ban or a wait; where it is what several counts
bring together, or a school's or an agency's to impose; where the sentence speaks of the past or of a class in general;
where the table does not know the term.
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
        message: format!("{} carries {}{since}, not {shown}", wrong.cited(), alternatives(&current)),
        stated: shown,
        fix: fix(wrong, text, stated, &values),
        act: act.map(str::to_owned),
        current,
    }
}

/// The term as a message says it.
pub(super) fn show(stated: TermStatement) -> String {
    match stated {
        TermStatement::Range(low, high) => Term { minimum: Some(low), maximum: Some(high) }.to_string(),
        TermStatement::UpTo(high) => Term { minimum: None, maximum: Some(high) }.to_string(),
        TermStatement::AtLeast(low) => Term { minimum: Some(low), maximum: None }.to_string(),
        TermStatement::Plain(length) => length.to_string(),
    }
}

/// Words before a longest term that stay as they are when its length changes.
const LIMITS: [&str; 4] = ["up to ", "not more than ", "no more than ", "at most "];

/// Whether the words are "1 to 10 years" and no more: "between one and ten years" and "not less than one nor more
/// than ten" would need other words around new figures.
fn is_plain_range(before: &str, written: &str) -> bool {
    let word = before.split_whitespace().next_back().unwrap_or("").to_ascii_lowercase();
    let bound = ["between", "from", "than", "least", "minimum", "of a"].contains(&word.as_str());
    let plain = ["more", "less", "maximum", "and", "up to"].iter().all(|other| !written.contains(other));
    !bound && plain && !before.trim_end().ends_with("minimum of")
}

/// Replaces the words of the term where one alone is right and the sentence can carry it.
fn fix(wrong: &Wrong<'_>, text: &str, stated: TermStatement, values: &[Term]) -> Option<Fix> {
    let written = &text[wrong.claim.span.range()];
    let before = &text[..wrong.claim.span.start];
    let [right] = values else { return None };
    // A shortest sentence that the table does not know cannot be written.
    if wrong.penalties().iter().any(|penalty| !penalty.shortest_known) {
        return None;
    }
    let content = match (stated, right.minimum, right.maximum?) {
        (TermStatement::Range(..), minimum, maximum) if is_plain_range(before, written) => {
            let term = Term { minimum, maximum: Some(maximum) }.to_string();
            let dash = ['–', '—', '-'].into_iter().find(|dash| written.contains(*dash) && !written.contains(" to "));
            dash.map_or(term.clone(), |dash| term.replacen(" to ", &dash.to_string(), 1))
        }
        (TermStatement::UpTo(_), _, maximum @ Length::Of { .. }) => {
            let limit = LIMITS.iter().find(|limit| written.to_ascii_lowercase().starts_with(**limit))?;
            format!("{}{maximum}", &written[..limit.len()])
        }
        _ => return None,
    };
    Some(Fix {
        applicability: Applicability::Unsafe,
        message: format!("replace with “{content}”"),
        edits: vec![Edit { span: wrong.claim.span, content }],
    })
}
