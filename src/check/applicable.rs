//! Which of a section's grades a statement may be about: by the place that is cited, and by how often somebody offended.

use crate::claim::GradeOf;
use crate::law::{Occasions, Penalty, Pinpoint, State};

/// What narrows the grades of a section to those that a statement may be about.
#[derive(Clone, Copy)]
pub(super) struct Place<'a> {
    pub(super) pinpoint: &'a Pinpoint,
    pub(super) grade: GradeOf,
}

impl<'a> Place<'a> {
    /// The place that is cited, whatever grade.
    pub(super) fn cited(pinpoint: &'a Pinpoint) -> Place<'a> {
        Place { pinpoint, grade: GradeOf::Offense }
    }

    /// The grades of a state of the law that a statement about the place may be about.
    pub(super) fn grades(self, state: &'a State) -> Vec<&'a Penalty> {
        let cited = at(state, self.pinpoint);
        match self.grade {
            GradeOf::On(said) => on(said, &cited).unwrap_or(cited),
            GradeOf::Offense | GradeOf::One => cited,
        }
    }

    /// The occasion that the grades are narrowed by, if they are.
    pub(super) fn occasions(self, state: &State) -> Option<Occasions> {
        let GradeOf::On(said) = self.grade else { return None };
        let cited = at(state, self.pinpoint);
        on(said, &cited).filter(|grades| grades.len() < cited.len()).map(|_| said)
    }
}

/// The grades that the cited place carries: those at, in or around it and those of the whole section, or all if
/// none is. The grade that is left when no other holds ("otherwise") is not the cited place's.
fn at<'a>(state: &'a State, pinpoint: &Pinpoint) -> Vec<&'a Penalty> {
    let own = |penalty: &&Penalty| !penalty.pinpoint.is_whole() && penalty.pinpoint.is_related_to(pinpoint);
    let general = |penalty: &&Penalty| penalty.pinpoint.is_whole() && !is_otherwise(penalty);
    if pinpoint.is_whole() || !state.penalties.iter().any(|penalty| own(&penalty)) {
        // Of "(a)(8)" nothing is known where the table has "(a)(1)" and "(a)(2)".
        let cited = parent(pinpoint);
        let is_sibling = |penalty: &Penalty| cited.is_some() && parent(&penalty.pinpoint) == cited;
        let unknown = state.penalties.iter().any(is_sibling);
        return if unknown { Vec::new() } else { state.penalties.iter().collect() };
    }
    state.penalties.iter().filter(|penalty| own(penalty) || general(penalty)).collect()
}

/// Whether it is the grade that is left when no other holds.
fn is_otherwise(grade: &Penalty) -> bool {
    grade.condition.as_deref() == Some("otherwise")
}

/// `(a)` of `(a)(8)`; none of `(a)`.
fn parent(pinpoint: &Pinpoint) -> Option<&str> {
    let (outer, _) = pinpoint.as_str().rsplit_once('(')?;
    (!outer.is_empty()).then_some(outer)
}

/// The occasions that the place of a grade tells apart.
fn beside<'a>(all: &'a [(Occasions, Pinpoint)], grade: &'a Penalty) -> impl Iterator<Item = Occasions> + 'a {
    all.iter().filter(|(_, pinpoint)| *pinpoint == grade.pinpoint).map(|(occasions, _)| *occasions)
}

/// Those of the grades that are for an occasion, and those that go by something else. None where the table does not tell one
/// occasion from another.
fn on<'a>(said: Occasions, grades: &[&'a Penalty]) -> Option<Vec<&'a Penalty>> {
    let occasions = |grade: &Penalty| grade.condition.as_deref().and_then(Occasions::of_condition);
    let told = |grade: &Penalty| occasions(grade).map(|occasions| (occasions, grade.pinpoint.clone()));
    let all: Vec<_> = grades.iter().filter_map(|grade| told(grade)).collect();
    let is_twice = |(at, one): (usize, &(Occasions, Pinpoint))| all[..at].contains(one);
    if all.iter().enumerate().any(is_twice) {
        return None;
    }
    // "Subsequent" begins where the other grades of its place end.
    let begins = |grade: &Penalty| beside(&all, grade).filter_map(Occasions::last).max();
    // Where only later times are told apart, "otherwise" is the first.
    let is_first = |grade: &Penalty| is_otherwise(grade) && beside(&all, grade).map(Occasions::first).min() == Some(2);
    let resolved = |grade: &Penalty| match (occasions(grade), begins(grade)) {
        (Some(Occasions::LATER), Some(last)) => Some(Occasions::LATER.after(last)),
        (None, _) if is_first(grade) => Some(Occasions::only(1)),
        (occasions, _) => occasions,
    };
    let is_for_it = |grade: &&&Penalty| resolved(grade).is_some_and(|occasions| occasions.meets(said));
    let goes_by_else = |grade: &&&Penalty| resolved(grade).is_none() && !is_otherwise(grade);
    grades.iter().any(|grade| is_for_it(&grade)).then(|| {
        let may_be = |grade: &&&Penalty| is_for_it(grade) || goes_by_else(grade);
        grades.iter().filter(may_be).copied().collect()
    })
}
