//! `claim-fine`: a fine is not what the law says.

use super::authority::alternatives;
use super::judge::{Told, Wrong};
use super::{Applicability, Edit, Fix, Lint};
use crate::claim::FineStatement;
use crate::law::{Dollars, Fine, Penalty};

pub(super) const EXPLANATION: &str = "\
The document gives a fine that the offense does not carry on the date.

**Why it matters.** Some fines are limits (\"not more than\"), some must be imposed. Both change.

**Example.** `C.G.S. § 53a-192 carries a fine of up to $20,000`: coercion is a class A misdemeanor, up to $2,000, or a
class D felony, up to $5,000. Of § 53a-83, \"a fine of up to $2,000\" has been stale since October 1, 2016: the fine is
fixed at $2,000.

**The fix** changes the sum, and only on request (`lawlint check --fix --unsafe-fixes`), where one sum alone is right.

**When it stays silent.** Where any grade of the cited place carries that fine; where the sum is restitution, damages, a
fee or bail; where the sentence speaks of the past or of a class in general; where the table does not know the fine.
";

/// What to say of a wrong fine.
pub(super) fn tell(wrong: &Wrong<'_>, text: &str, stated: FineStatement) -> Told {
    let figure = |penalty: &Penalty| penalty.fine;
    let values = wrong.values(figure);
    let current: Vec<String> = values.iter().map(Fine::to_string).collect();
    // The date on which 18 U.S.C. 3571 came to its figures is not known.
    let by_rule = wrong.penalties().iter().any(|penalty| penalty.organization_fine.is_some());
    let (since, act) = if by_rule { (String::new(), None) } else { wrong.since(figure) };
    let shown = show(stated);
    Told {
        lint: Lint::ClaimFine,
        message: format!("{} carries a fine of {}{since}, not {shown}", wrong.cited(), alternatives(&current)),
        stated: shown,
        fix: fix(wrong, &text[wrong.claim.span.range()], stated, &values),
        act: act.map(str::to_owned),
        current,
    }
}

/// The fine as a message says it.
pub(super) fn show(stated: FineStatement) -> String {
    match stated {
        FineStatement::UpTo(dollars) => Fine::UpTo(dollars).to_string(),
        FineStatement::Plain(dollars) => Dollars(dollars).to_string(),
    }
}

/// Replaces the sum where one alone is right and the words around it fit it.
fn fix(wrong: &Wrong<'_>, written: &str, stated: FineStatement, values: &[Fine]) -> Option<Fix> {
    let content = match (values, stated) {
        ([Fine::UpTo(right)], FineStatement::UpTo(_)) => {
            let sign = written.find(['\\', '$'])?;
            format!(
                "{}{}{}",
                &written[..sign],
                if written[sign..].starts_with('\\') { "\\" } else { "" },
                Dollars(*right)
            )
        }
        ([Fine::Fixed(right)], FineStatement::Plain(_)) if written.contains('$') => Dollars(*right).to_string(),
        _ => return None,
    };
    Some(Fix {
        applicability: Applicability::Unsafe,
        message: format!("replace with “{}”", content.replace('\\', "")),
        edits: vec![Edit { span: wrong.claim.span, content }],
    })
}
