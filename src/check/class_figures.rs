//! Holds what a document says of a class itself ("a class B felony carries 1 to 20 years") against the class's figures.
//! Reports as `claim-term` and `claim-fine`.

use std::collections::{HashMap, HashSet};

use crate::citation::Target;
use crate::claim::Statement;
use crate::claim::of_class::{self, ClassClaim, Prose};
use crate::law::{
    Authority, Classification, Code, Grade, History, Offense, Period, Pinpoint, Section, State, Timeline,
};

use super::applicable::Place;
use super::authority::since;
use super::context::Context;
use super::judge::{self, Answer};
use super::{Diagnostic, Judged, Lint, Severity, Source, Verdict, Was, claim_fine, claim_term};

/// Where a document is about Connecticut, and the class and the figure are known. Gives, besides what is wrong, what the document's
/// prose says of classes.
pub(super) fn find(context: &Context<'_>, last: Option<&Prose>) -> (Vec<Diagnostic>, Prose) {
    if !context.is_about_connecticut() {
        return Default::default();
    }
    let severity = if context.cites_connecticut() { Severity::Error } else { Severity::Warning };
    let (claims, prose) = of_class::find(context.document, context.citations, context.kept(), last);
    let mut timelines: HashMap<Classification, Option<Timeline>> = HashMap::new();
    for claim in &claims {
        timelines.entry(claim.class).or_insert_with(|| timeline(context, claim.class));
    }
    let known = |class: Classification| {
        let timeline = timelines.get(&class)?.as_ref()?;
        Some((timeline, timeline.index_on(context.as_of)?))
    };
    let answer = |claim: &ClassClaim| {
        let (timeline, now) = known(claim.class)?;
        Some(holds(&timeline.states[now], claim))
    };
    let place = |claim: &ClassClaim| (claim.block, claim.class, claim.statement.kind());
    // The right figure beside a wrong one tells how the law changed.
    let told: HashSet<_> = claims.iter().filter(|claim| answer(claim) == Some(Answer::Yes)).map(place).collect();
    let wrong = claims.iter().filter(|claim| answer(claim) == Some(Answer::No) && !told.contains(&place(claim)));
    let reported = wrong.filter(|claim| !is_of_a_section(context, claim)).filter_map(|claim| {
        known(claim.class).and_then(|(timeline, now)| report(context, claim, timeline, now, severity))
    });
    (reported.collect(), prose)
}

/// Whether a section that is cited not far before the claim carries what is said: "Murder (§ 53a-54a)", and under it "Class A felony: 25 to
/// 60 years".
fn is_of_a_section(context: &Context<'_>, claim: &ClassClaim) -> bool {
    const NEAR: usize = 6;
    let before = context.citations.partition_point(|citation| citation.span.end <= claim.span.start);
    let near = context.citations[before.saturating_sub(NEAR)..before].iter();
    near.flat_map(|citation| &citation.targets).filter_map(Target::section).any(|section| {
        let state = context.timeline(section).and_then(|timeline| timeline.on(context.as_of));
        state.is_some_and(|state| holds(state, claim) == Answer::Yes)
    })
}

/// Whether what is said of a class is so of an offense in that state, as a whole.
fn holds(state: &State, claim: &ClassClaim) -> Answer {
    judge::holds(state, Place::cited(&Pinpoint::whole()), &claim.statement)
}

/// A class through time, as an offense that has it and no figure of its own.
fn timeline(context: &Context<'_>, class: Classification) -> Option<Timeline> {
    let classes = context.law.classes(Code::Connecticut);
    let from = classes.changes(class).into_iter().min()?;
    let grades = vec![Grade { classification: Some(class), ..Grade::default() }];
    let period =
        Period { from, act: None, basis: String::new(), source: String::new(), name: None, note: None, grades };
    let section = Section::connecticut("53a-35a")?;
    let (history, penalty_in, periods) = (History::Complete, Vec::new(), vec![period]);
    let offense = Offense { section, name: None, also_called: Vec::new(), history, note: None, penalty_in, periods };
    Some(Timeline::new(&offense, "", classes, |_, _| None))
}

/// What a class carries, in words.
type Value = fn(&State) -> Option<String>;

fn report(
    context: &Context<'_>,
    claim: &ClassClaim,
    timeline: &Timeline,
    now: usize,
    severity: Severity,
) -> Option<Diagnostic> {
    let states = &timeline.states;
    let last = states[..now].iter().rposition(|state| holds(state, claim) == Answer::Yes);
    let unknown = states[..now].iter().any(|state| holds(state, claim) == Answer::Unknown);
    let term: Value = |state| Some(state.penalties.first()?.term?.to_string());
    let fine: Value = |state| Some(state.penalties.first()?.fine?.to_string());
    let (lint, stated, value) = match claim.statement {
        Statement::Term(stated) => (Lint::ClaimTerm, claim_term::show(stated), term),
        Statement::Fine(stated) => (Lint::ClaimFine, claim_fine::show(stated), fine),
        Statement::Class(_) | Statement::Level(_) | Statement::Minimum(_) | Statement::Nonsuspendable(_) => {
            return None;
        }
    };
    let current = value(&states[now]).unwrap_or_default();
    let first = timeline.since(now, |state| value(state).is_some_and(|other| other == current));
    let Authority { act, .. } = first.class_authority.as_ref().unwrap_or(&first.authority);
    let figure = if lint == Lint::ClaimFine { "a fine of " } else { "" };
    Some(Diagnostic {
        lint,
        severity,
        verdict: last.map(|_| Verdict::Stale).or((!unknown).then_some(Verdict::Incorrect)),
        span: claim.span,
        in_source: None,
        message: format!(
            "A {} carries {figure}{current}{}, not {stated}",
            claim.class,
            since(first.from, act.as_deref())
        ),
        cite: None,
        claim: Some(Judged {
            kind: claim.statement.kind().name(),
            stated,
            current: vec![current],
            was: last.map(|last| Was { from: Some(states[last].from), until: states[last].until }),
        }),
        source: Some(Source { act: act.clone(), url: None, edition: Some(context.edition(Code::Connecticut)) }),
        fix: None,
    })
}
