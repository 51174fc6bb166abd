//! What is wrong with a public act of Connecticut: it has not come, its session passed fewer, or it never touched the
//! section that it is said to have amended.

use std::sync::LazyLock;

use regex::Regex;

use super::super::context::Context;
use super::super::{Diagnostic, Lint, Severity, Verdict};
use crate::citation::{Citation, Target};
use crate::law::act::NUMBERED_BY_YEAR;
use crate::law::{Act, ActKind, ActName, Code, Section, Session, Status};
use crate::span::Span;

/// An act that its session cannot have passed.
pub(super) fn impossible(context: &Context<'_>, citation: &Citation, act: ActName) -> Option<Diagnostic> {
    let message = of_the_future(context, act).or_else(|| beyond_its_session(context, act))?;
    Some(diagnostic(context, citation, citation.span, message))
}

/// Public acts carry the year of their session: one of a later year does not exist.
fn of_the_future(context: &Context<'_>, act: ActName) -> Option<String> {
    let known = context.as_of.max(context.law.through(Code::Connecticut));
    let year = act.year();
    (year > known.year()).then(|| format!("{act} would be an act of {year}, which has not come"))
}

/// The acts that touched the code are nearly all of a session's, so its last number lies little above theirs.
fn beyond_its_session(context: &Context<'_>, act: ActName) -> Option<String> {
    const MARGIN: u16 = 20;
    let plain = act.session() == Session::Regular && act.kind() == ActKind::Public;
    if !plain || !is_covered(context, act) {
        return None;
    }
    let last = context.law.last_act_of(act.year())?;
    (act.number() > last.number() + MARGIN)
        .then(|| format!("There is no {act}: the last act of {} that the edition names is {last}", act.year()))
}

/// Whether the edition names the acts of that year: it is closed before the session of its own year.
fn is_covered(context: &Context<'_>, act: ActName) -> bool {
    (NUMBERED_BY_YEAR..context.law.through(Code::Connecticut).year()).contains(&act.year())
}

/// "P.A. 17-32 amended section 53a-83b", "section 53a-83b, as amended by P.A. 17-32": an act that never touched it.
/// `first` and `second` stand next to each other.
pub(super) fn misattributed(context: &Context<'_>, first: &Citation, second: &Citation) -> Option<Diagnostic> {
    static AMENDED: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^,? (?:which )?(?:also )?(?:amended|amends|created|creates|enacted|revised|rewrote) (?:the )?$")
            .expect("the pattern is valid")
    });
    static BY: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^,? \(?(?:as |was |was last |which was )?(?:amended|created|enacted|revised) by $")
            .expect("the pattern is valid")
    });
    let between = context.document.text.get(first.span.end..second.span.start).filter(|words| words.len() <= 40)?;
    let (act, section) = match (first.targets.as_slice(), second.targets.as_slice()) {
        ([act], [Target::Section(section, _)]) if AMENDED.is_match(between) => (act.act()?, section),
        ([Target::Section(section, _)], [act]) if BY.is_match(between) => (act.act()?, section),
        _ => return None,
    };
    let in_force = matches!(context.entry(section)?.status, Status::InForce);
    if section.code() != Code::Connecticut
        || !in_force
        || !is_covered(context, act)
        || !is_foreign(context, act, section)
    {
        return None;
    }
    let act_citation = if first.targets[0].act().is_some() { first } else { second };
    let message = format!("{} does not name {act} among the acts that made or changed it", section.cited());
    Some(diagnostic(context, act_citation, first.span.cover(second.span), message))
}

/// Whether the edition names the act, and neither it nor a namesake of another session for the section.
fn is_foreign(context: &Context<'_>, act: ActName, section: &Section) -> bool {
    let acts = context.law.acts();
    let touches = |act: &Act<'_>| act.sections().any(|own| own == *section);
    acts.get(act).is_some_and(|known| !touches(&known)) && !acts.namesakes(act).any(|other| touches(&other))
}

fn diagnostic(context: &Context<'_>, citation: &Citation, span: Span, message: String) -> Diagnostic {
    Diagnostic {
        lint: Lint::CiteAct,
        severity: Severity::Warning,
        verdict: Some(Verdict::Incorrect),
        span,
        in_source: None,
        message,
        cite: Some(context.cited(citation)),
        claim: None,
        source: None,
        fix: None,
    }
}
