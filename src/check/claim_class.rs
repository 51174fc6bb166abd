//! `claim-class`: the class of an offense is not what the law says.

use super::authority::alternatives;
use super::judge::{Told, Wrong};
use super::{Applicability, Edit, Fix, Lint};
use crate::law::{Classification, Penalty};

pub(super) const EXPLANATION: &str = "\
The document says that an offense has a class that it does not have on the date.

**Why it matters.** The class sets the prison term and the fine. A brochure that still says \"class B felony\" of an offense
that became a class A felony misstates both.

**Example.** `C.G.S. § 53a-192a (trafficking in persons) is a class B felony`: it has been a class A felony since
October 1, 2017 (P.A. 17-32). The finding is *stale*: the statement was right once. A statement that never was right is
*incorrect*.

**The fix** changes the class, and only on request (`lawlint check --fix --unsafe-fixes`). Read the sentence afterwards:
the term and the fine beside it may have to change too.

**Grades by how often.** \"A second offense is a class D felony\" is held against what a second offense carries, if the law
tells one offense from the next. \"Is an infraction\" is held against the law too.

**Footnotes.** Where the section stands in a note, the sentence with its mark is held against it: `Choking is a class C
felony.[^1]`, and below `[^1]: Conn. Gen. Stat. § 53a-64bb.` So it is in Word, OpenDocument, InDesign, HTML and PDF, with marks in
brackets (`[1]`) too. A note that cites several laws, or begins otherwise than with the section, leads nowhere.

**When it stays silent.** Where any grade of the cited section, or of the cited subsection, has that class; where the
sentence speaks of the past or of a proposal; where it is not sure which section is meant; where the table does not know
the section's class.
";

/// What to say of a wrong class; `stated` is `None` for \"a felony\" without a class.
pub(super) fn tell(wrong: &Wrong<'_>, text: &str, stated: Option<Classification>) -> Told {
    let written = &text[wrong.claim.span.range()];
    let figure = |penalty: &Penalty| penalty.classification;
    let values = wrong.values(figure);
    let current: Vec<String> = values.iter().map(Classification::to_string).collect();
    let (since, act) = wrong.since(figure);
    let not = match stated {
        Some(Classification { class: Some(class), level })
            if values.iter().all(|value| value.level == level && value.class.is_some()) =>
        {
            format!("class {class:?}")
        }
        Some(stated) => with_article(&stated.to_string()),
        None => with_article(&written.to_lowercase()),
    };
    let is = alternatives(&current.iter().map(|class| with_article(class)).collect::<Vec<_>>());
    Told {
        lint: Lint::ClaimClass,
        message: format!("{} is {is}{since}, not {not}", wrong.cited()),
        stated: stated.map_or_else(|| written.to_lowercase(), |stated| stated.to_string()),
        fix: stated.and_then(|_| fix(wrong, written, &values)),
        act: act.map(str::to_owned),
        current,
    }
}

/// Replaces the class where only one is right. Keeps the case of the first letter.
fn fix(wrong: &Wrong<'_>, written: &str, values: &[Classification]) -> Option<Fix> {
    let [right] = values else { return None };
    if written.len() == 1 || written.ends_with('s') {
        // One letter of "class B and C felonies", or a class that several sections share.
        return None;
    }
    let right = right.to_string();
    // "an unclassified" needs another article than "a class".
    if written.to_ascii_lowercase().starts_with('u') != right.starts_with('u') {
        return None;
    }
    // "Grade: B felony" leaves the word out; "A felony" alone might be an article's.
    let in_short = !written.to_ascii_lowercase().contains("cl") && !right.starts_with("class A");
    let right = right.strip_prefix("class ").filter(|_| in_short).map_or(right.clone(), str::to_owned);
    let content = match (written.contains(char::is_lowercase), written.starts_with(char::is_uppercase)) {
        (false, _) => right.to_uppercase(),
        (true, true) => right[..1].to_uppercase() + &right[1..],
        (true, false) => right,
    };
    Some(Fix {
        applicability: Applicability::Unsafe,
        message: format!("replace with “{content}”"),
        edits: vec![Edit { span: wrong.claim.span, content }],
    })
}

fn with_article(class: &str) -> String {
    let vowel = class.starts_with(['u', 'i']);
    format!("{} {class}", if vowel { "an" } else { "a" })
}
