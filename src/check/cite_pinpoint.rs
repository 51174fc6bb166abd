//! `cite-pinpoint`: the section has no such subsection, subdivision or subparagraph.

use super::context::Context;
use super::{Diagnostic, Lint, Severity};
use crate::citation::{Citation, Form, Target};
use crate::law::{Place, Section, Status};

pub(super) const EXPLANATION: &str = "\
The document cites a part of a section that the section does not have.

**Why it matters.** A statement about subsection (q) of a section that ends with (c) cannot be looked up. Letters move when
a section is amended, and are mistyped.

**Example.** `C.G.S. § 53a-192a(q)`: § 53a-192a has the subsections (a) to (c).

**What to do.** Read the section and cite the part that says it, or the section as a whole.

**When it stays silent.** Sections whose letters and numbers the table does not know: where they are out of order, or where
an amendment is still to come; sections that are not in force; the United States Code; a number that may begin a list of the
sentence's own. Also documents judged by the law of a day before the edition, which may have had other parts; an amendment
after the edition may have added some.
";

pub(super) fn find(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    for citation in context.citations_to_read() {
        let told = citation.targets.iter().find_map(|target| missing(context, citation, target));
        found.extend(told.map(|(section, message)| Diagnostic {
            lint: Lint::CitePinpoint,
            severity: Severity::Warning,
            verdict: None,
            span: citation.span,
            in_source: None,
            message,
            cite: Some(context.cited(citation)),
            claim: None,
            source: Some(context.source(section, None)),
            fix: None,
        }));
    }
}

/// The section and what is to be said of it, if it lacks what the target names.
fn missing<'a>(context: &Context<'_>, citation: &'a Citation, target: &'a Target) -> Option<(&'a Section, String)> {
    let (section, pinpoints) = match target {
        Target::Section(section, pinpoint) if !pinpoint.is_whole() => (section, vec![pinpoint.parts()]),
        Target::Pinpoints(section, first, last) => {
            // The last of a range is given alone.
            let (first, last) = (first.parts(), last.parts());
            let outer = first.len().saturating_sub(last.len());
            let whole = first[..outer].iter().chain(&last).copied().collect();
            (section, vec![first, whole])
        }
        _ => return None,
    };
    // "Subsection (q) of this section" in a draft is of the section that the draft is to make or amend.
    let plain = matches!(citation.form, Form::Full | Form::List | Form::Short | Form::Range);
    let in_force = matches!(context.entry(section)?.status, Status::InForce);
    let words = &context.document.text[citation.span.range()];
    // A member of a list that names no section, "section 53a-60, (9) to a vendor", may be the sentence's own.
    let own = words.starts_with('(');
    if !plain || own || !in_force || context.as_of < context.law.through(section.code()) {
        return None;
    }
    let places = context.law.pinpoints(section)?;
    let message = pinpoints.into_iter().find_map(|pinpoint| {
        let place = places.place(&pinpoint);
        place.told(section).filter(|_| !may_begin_a_list(words, section.number(), &pinpoint, &place))
    })?;
    let past = context.speaks_of_the_past(citation, section);
    let says = &context.law.edition(section.code()).says;
    (!past).then(|| (section, format!("{message} ({says})")))
}

/// Whether the designator may be the sentence's own: "violates section 53a-70 (1) by force or (2) by fraud".
fn may_begin_a_list(words: &str, number: &str, pinpoint: &[&str], place: &Place) -> bool {
    let Place::Missing { within, instead, .. } = place else { return false };
    let spaced = words.find(number).is_some_and(|at| words[at + number.len()..].starts_with(char::is_whitespace));
    let digit = |words: &str| words.bytes().find(u8::is_ascii_alphanumeric).map(|byte| byte.is_ascii_digit());
    let first = pinpoint.first().copied().unwrap_or_default();
    // A capital may be the class's: "§ 53a-134 (B), § 53a-135 (C)".
    let capital = first.len() == 1 && first.starts_with(|c: char| c.is_ascii_uppercase());
    let begins = ["1", "a", "i"].contains(&first) || capital || digit(instead) != digit(first);
    spaced && within.is_empty() && begins
}
