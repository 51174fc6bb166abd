//! Holds a claim against the grades of the section that it is about, on the date and through its history.

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, LazyLock};

use crate::citation::{Citation, Target};
use crate::claim::{Claim, FineStatement, GradeOf, Statement, Subject, TermStatement};
use crate::law::{
    Class, Fine, History, Known, Length, NameStanding, Penalty, Pinpoint, Section, State, Term, Timeline,
};

use super::applicable::Place;
use super::context::Context;
use super::{Diagnostic, Judged, Lint, Severity, Stated, Verdict, Was, authority};
use super::{claim_class, claim_fine, claim_minimum, claim_term};

/// A statement that is not true, the law that it was held against and what can be said of it.
pub(super) struct Wrong<'a> {
    pub(super) claim: &'a Claim,
    /// The citation that it is about; none where the offense is called by its name alone.
    pub(super) citation: Option<&'a Citation>,
    pub(super) section: &'a Section,
    pub(super) place: Place<'a>,
    pub(super) timeline: &'a Timeline,
    /// Where in the timeline the date falls.
    pub(super) index: usize,
}

/// What the table says of sections whose offenses a document names and does not cite.
pub(super) type NamedSections = HashMap<Section, Arc<Known>>;

/// Judges the claims of a document, in order of place: what is wrong, and what cannot be judged.
///
/// Where a block says two things of one kind about a citation and one of them is true today, the other is about
/// another time, case or place ("class A felony; class B before 2017"), whether or not the words say so; not where it is said
/// of a grade.
pub(super) fn judge_all(context: &Context<'_>, claims: &[Claim]) -> (Vec<Diagnostic>, Vec<Stated>) {
    let mut named = NamedSections::new();
    for claim in claims {
        if let Subject::Named { section, .. } = &claim.subject {
            named.entry(section.clone()).or_insert_with(|| context.law.known(section));
        }
    }
    let answers: Vec<Judgement<'_>> = claims.iter().map(|claim| judge(context, claim, &named)).collect();
    let place = |claim: &Claim| {
        let subject = match &claim.subject {
            Subject::Cited(citations) => Ok(citations[0]),
            Subject::Named { section, .. } => Err(section.clone()),
        };
        (subject, claim.statement.kind())
    };
    let true_of: HashSet<_> = claims
        .iter()
        .zip(&answers)
        .filter(|(_, answer)| matches!(answer, Judgement::True))
        .map(|(claim, _)| place(claim))
        .collect();
    let open = claims.iter().zip(&answers).filter(|(_, answer)| matches!(answer, Judgement::Open));
    let open = open.filter_map(|(claim, _)| stated(context, claim)).collect();
    let wrong = claims.iter().zip(answers).filter_map(|(claim, answer)| match answer {
        Judgement::Wrong(wrong) if claim.grade != GradeOf::Offense || !true_of.contains(&place(claim)) => {
            Some(wrong.report(context))
        }
        _ => None,
    });
    (wrong.collect(), open)
}

/// A statement that cannot be judged, as another document may contradict it: of the whole offense in one section.
fn stated(context: &Context<'_>, claim: &Claim) -> Option<Stated> {
    let Subject::Cited(citations) = &claim.subject else { return None };
    let ([index], false) = (citations.as_slice(), claim.grade != GradeOf::Offense) else { return None };
    let citation = &context.citations[*index];
    let [Target::Section(section, pinpoint)] = citation.targets.as_slice() else { return None };
    let state = context.timeline(section).and_then(|timeline| timeline.on(context.as_of));
    // Of several grades each place may tell another.
    let known =
        |state: &State| Place::cited(pinpoint).grades(state).into_iter().filter(|grade| grade.is_known()).count();
    if state.map_or(0, known) > 1 {
        return None;
    }
    let block = context.document.block_at(claim.span.start)?;
    // The items under "Erasure under § 54-142a:" tell of one class after another.
    if context.document.block_at(citation.span.start) != Some(block) {
        return None;
    }
    Stated::new(
        claim.span,
        block,
        format!("{}{pinpoint}", section.cited()),
        Some(context.cited(citation)),
        &claim.statement,
    )
}

/// What comes of holding a claim against the law.
enum Judgement<'a> {
    True,
    /// The table does not know, or there is nothing to judge.
    Open,
    Wrong(Wrong<'a>),
}

/// Judges one claim. A claim about several sections is wrong only if it is true of none.
fn judge<'a>(context: &'a Context<'_>, claim: &'a Claim, named: &'a NamedSections) -> Judgement<'a> {
    static WHOLE: LazyLock<Pinpoint> = LazyLock::new(Pinpoint::whole);
    let mut wrong = None;
    let mut against =
        |citation: Option<&'a Citation>, section: &'a Section, pinpoint: &'a Pinpoint, timeline: &'a Timeline| {
            let Some(index) = timeline.index_on(context.as_of) else { return Some(Judgement::Open) };
            let place = Place { pinpoint, grade: claim.grade };
            match holds(&timeline.states[index], place, &claim.statement) {
                Answer::Yes => return Some(Judgement::True),
                Answer::Unknown => return Some(Judgement::Open),
                Answer::NoOffense => {}
                Answer::No => {
                    wrong.get_or_insert(Wrong { claim, citation, section, place, timeline, index });
                }
            }
            None
        };
    match &claim.subject {
        Subject::Named { section, .. } => {
            let Some(timeline) = named.get(section).and_then(|known| known.timeline.as_ref()) else {
                return Judgement::Open;
            };
            if let Some(judged) = against(None, section, &WHOLE, timeline) {
                return judged;
            }
        }
        Subject::Cited(citations) => {
            let citations = citations.iter().map(|&index| &context.citations[index]);
            for (citation, target) in
                citations.flat_map(|citation| citation.targets.iter().map(move |target| (citation, target)))
            {
                let Target::Section(section, pinpoint) = target else { return Judgement::Open };
                let Some(timeline) = context.timeline(section) else { return Judgement::Open };
                if let Some(judged) = against(Some(citation), section, pinpoint, timeline) {
                    return judged;
                }
            }
        }
    }
    wrong.map_or(Judgement::Open, Judgement::Wrong)
}

/// Whether a statement holds of a state of the law.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Answer {
    Yes,
    No,
    /// A figure that it could match is not known.
    Unknown,
    /// There was no such offense.
    NoOffense,
}

pub(super) fn holds(state: &State, place: Place<'_>, statement: &Statement) -> Answer {
    let grades = place.grades(state);
    let answers: Vec<Answer> = grades.iter().map(|penalty| holds_of(penalty, statement)).collect();
    match answers.as_slice() {
        [] => Answer::NoOffense,
        _ if answers.contains(&Answer::Yes) => Answer::Yes,
        _ if answers.contains(&Answer::Unknown) || spans_grades(&grades, statement) => Answer::Unknown,
        _ => Answer::No,
    }
}

/// "3 to 20 years, depending on the record": from what one grade carries to what another does.
fn spans_grades(grades: &[&Penalty], statement: &Statement) -> bool {
    let Statement::Term(TermStatement::Range(low, high)) = statement else { return false };
    let terms: Vec<Term> = grades.iter().filter_map(|penalty| penalty.term).collect();
    let ends = |term: &Term, length: Length| term.minimum == Some(length) || term.maximum == Some(length);
    terms.len() > 1 && terms.iter().any(|term| ends(term, *low)) && terms.iter().any(|term| term.maximum == Some(*high))
}

fn holds_of(penalty: &Penalty, statement: &Statement) -> Answer {
    let answer = |known: Option<bool>| match known {
        Some(true) => Answer::Yes,
        Some(false) => Answer::No,
        None => Answer::Unknown,
    };
    answer(match statement {
        // A deemed class may be said, but "unclassified" is no error of what has none.
        Statement::Class(stated) if penalty.deemed => {
            penalty.classification.filter(|class| class == stated).map(|_| true)
        }
        Statement::Class(stated) => penalty.classification.map(|class| class == *stated),
        Statement::Level(stated) => penalty.classification.map(|class| class.level == *stated),
        Statement::Term(stated) => term_holds(penalty, *stated),
        Statement::Fine(stated) => {
            let other = is_for_organizations(penalty, *stated) || is_smallest(penalty, *stated);
            penalty.fine.map(|fine| other || fine_holds(fine, *stated))
        }
        Statement::Minimum(stated) => minimum_holds(penalty, *stated),
        Statement::Nonsuspendable(stated) => penalty.minimum.as_ref().map(|lengths| lengths.contains(stated)),
    })
}

/// A nonsuspendable part is often told as the minimum ("5 to 20 years" of a class B felony with five years
/// that may not be suspended): that is no error.
fn term_holds(penalty: &Penalty, stated: TermStatement) -> Option<bool> {
    let Term { minimum, maximum } = penalty.term?;
    if penalty.worded_maximum.is_some_and(|worded| longest(stated) == Some(worded)) {
        // Whoever writes the words of the section is not wrong about the section.
        return None;
    }
    let least = |low: Length| {
        let told = minimum == Some(low) || penalty.minimum.as_ref().is_some_and(|lengths| lengths.contains(&low));
        (told || penalty.shortest_known).then_some(told)
    };
    match stated {
        TermStatement::Range(_, high) if maximum != Some(high) => Some(false),
        TermStatement::Range(low, _) | TermStatement::AtLeast(low) => least(low),
        TermStatement::UpTo(high) => Some(maximum.is_some_and(|maximum| are_told_alike(maximum, high))),
        TermStatement::Plain(length) if maximum.is_some_and(|maximum| are_told_alike(maximum, length)) => Some(true),
        TermStatement::Plain(length) => least(length),
    }
}

/// Three and six months are told as 90 and 180 days; § 53a-36 has the months.
fn are_told_alike(law: Length, stated: Length) -> bool {
    let told = [(Length::months(3), Length::days(90)), (Length::months(6), Length::days(180))];
    law == stated || told.contains(&(law, stated))
}

fn longest(stated: TermStatement) -> Option<Length> {
    match stated {
        TermStatement::Range(_, high) | TermStatement::UpTo(high) | TermStatement::Plain(high) => Some(high),
        TermStatement::AtLeast(_) => None,
    }
}

fn fine_holds(fine: Fine, stated: FineStatement) -> bool {
    match (fine, stated) {
        (Fine::UpTo(law), FineStatement::UpTo(stated) | FineStatement::Plain(stated)) => law == stated,
        (Fine::Fixed(law), FineStatement::Plain(stated)) => law == stated,
        (Fine::Fixed(_), FineStatement::UpTo(_)) => false,
    }
}

fn is_for_organizations(penalty: &Penalty, stated: FineStatement) -> bool {
    let (FineStatement::UpTo(dollars) | FineStatement::Plain(dollars)) = stated;
    penalty.organization_fine == Some(dollars)
}

/// "Fined at least $150" of a fine from $150 to $500.
fn is_smallest(penalty: &Penalty, stated: FineStatement) -> bool {
    let (FineStatement::UpTo(dollars) | FineStatement::Plain(dollars)) = stated;
    penalty.fine_minimum == Some(dollars)
}

fn minimum_holds(penalty: &Penalty, stated: Length) -> Option<bool> {
    let named = penalty.minimum.as_ref()?.contains(&stated);
    // "A mandatory minimum of ten years" of a class A felony means its shortest sentence; of a lesser one, only where the law sets
    // no other.
    let grave = penalty.classification.is_some_and(|class| class.class == Some(Class::A));
    let shortest = grave || penalty.minimum.as_ref()?.is_empty();
    Some(named || shortest && penalty.term?.minimum == Some(stated))
}

impl Wrong<'_> {
    pub(super) fn current(&self) -> &State {
        &self.timeline.states[self.index]
    }

    /// The grades that the cited place carries on the date.
    pub(super) fn penalties(&self) -> Vec<&Penalty> {
        self.place.grades(self.current())
    }

    /// The words for the place that was judged: the section, or the subsection if it has grades of its own, and the occasion if that
    /// was told from others: `§ 53a-90a, second offense,`.
    pub(super) fn cited(&self) -> String {
        let of_place = Place::cited(self.place.pinpoint).grades(self.current());
        let narrowed = of_place.len() < self.current().penalties.len();
        let pinpoint = if narrowed { self.place.pinpoint.as_str() } else { "" };
        let occasion = self.place.occasions(self.current());
        let occasion = occasion.map(|occasion| format!(", {occasion},")).unwrap_or_default();
        format!("{}{pinpoint}{occasion}", self.section.cited())
    }

    /// Each value that `figure` takes in the applicable grades, once.
    pub(super) fn values<T: PartialEq>(&self, figure: impl Fn(&Penalty) -> Option<T>) -> Vec<T> {
        distinct(self.penalties(), figure)
    }

    /// " since 2017-10-01 (P.A. 17-32)", and the act: since when all of today's values of `figure` have been law.
    /// Others beside them may have ended since.
    pub(super) fn since<T: PartialEq>(&self, figure: impl Fn(&Penalty) -> Option<T>) -> (String, Option<&str>) {
        let states = &self.timeline.states;
        let now = self.values(&figure);
        let holds_all = |state: &State| {
            let then = distinct(self.place.grades(state), &figure);
            now.iter().all(|value| then.contains(value))
        };
        let first = self.timeline.since(self.index, holds_all);
        let before = states.iter().rfind(|state| state.from < first.from);
        let classes = |state: &State| distinct(self.place.grades(state), |penalty| penalty.classification);
        // The section changed that day too, but not its classes: the figure changed with the class.
        let by_class = before.is_some_and(|before| classes(before) == classes(first));
        let authority = first.class_authority.as_ref().filter(|_| by_class).unwrap_or(&first.authority);
        let act = authority.act.as_deref();
        // Before the first period the table knows nothing, and nothing of a grade without figures: it may be older.
        let known = match before {
            Some(before) => {
                let now = self.place.grades(first);
                self.place.grades(before).iter().all(|penalty| penalty.is_known() || now.contains(penalty))
            }
            None => self.timeline.history == History::Complete,
        };
        (if known { authority::since(first.from, act) } else { String::new() }, act)
    }

    /// When it last was so, or that it never was; neither where the past is not wholly known.
    fn verdict(&self) -> (Option<Verdict>, Option<Was>) {
        let past = &self.timeline.states[..self.index];
        let answers: Vec<Answer> = past.iter().map(|state| holds(state, self.place, &self.claim.statement)).collect();
        match answers.iter().rposition(|answer| *answer == Answer::Yes) {
            Some(last) => {
                let first =
                    answers[..last].iter().rposition(|answer| *answer != Answer::Yes).map_or(0, |before| before + 1);
                let was = Was { from: Some(past[first].from), until: past[last].until };
                (Some(Verdict::Stale), Some(was))
            }
            None if self.timeline.history == History::Complete && !answers.contains(&Answer::Unknown) => {
                (Some(Verdict::Incorrect), None)
            }
            None => (None, None),
        }
    }

    fn report(&self, context: &Context<'_>) -> Diagnostic {
        let (verdict, was) = match self.claim.subject {
            // What people call so may have been another section's.
            Subject::Named { standing: NameStanding::Familiar, .. } => (None, None),
            _ => self.verdict(),
        };
        // Where no section is cited, the name may be meant as another state's.
        let sure = self.citation.is_some() || context.cites_connecticut();
        let text = &context.document.text;
        let told = match &self.claim.statement {
            Statement::Class(stated) => claim_class::tell(self, text, Some(*stated)),
            Statement::Level(_) => claim_class::tell(self, text, None),
            Statement::Term(stated) => claim_term::tell(self, text, *stated),
            Statement::Fine(stated) => claim_fine::tell(self, text, *stated),
            Statement::Minimum(stated) | Statement::Nonsuspendable(stated) => claim_minimum::tell(self, text, *stated),
        };
        Diagnostic {
            lint: told.lint,
            severity: if sure { Severity::Error } else { Severity::Warning },
            verdict,
            span: self.claim.span,
            in_source: None,
            message: told.message,
            cite: self.citation.map(|citation| context.cited(citation)),
            claim: Some(Judged {
                kind: self.claim.statement.kind().name(),
                stated: told.stated,
                current: told.current,
                was,
            }),
            source: Some(context.source(self.section, told.act.as_deref())),
            fix: told.fix,
        }
    }
}

/// What a claim lint says of a wrong statement.
pub(super) struct Told {
    pub(super) lint: Lint,
    pub(super) message: String,
    pub(super) stated: String,
    pub(super) current: Vec<String>,
    pub(super) act: Option<String>,
    pub(super) fix: Option<super::Fix>,
}

fn distinct<T: PartialEq>(penalties: Vec<&Penalty>, figure: impl Fn(&Penalty) -> Option<T>) -> Vec<T> {
    let mut values = Vec::new();
    for value in penalties.into_iter().filter_map(figure) {
        if !values.contains(&value) {
            values.push(value);
        }
    }
    values
}
