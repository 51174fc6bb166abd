//! What an offense carried when: the section's own periods, cut where the figures of its classes changed.

use jiff::civil::Date;

use super::classes::Classes;
use super::code::FineMaxima;
use super::offense::{Figure, Grade, History, Offense, Period};
use super::{Classification, Fine, Length, Pinpoint, Term};

/// An offense through time.
#[derive(Clone, Debug)]
pub struct Timeline {
    /// How far back it is known.
    pub history: History,
    /// What it carried, oldest first, without gaps.
    pub states: Vec<State>,
}

/// A stretch of time in which nothing about an offense's penalties changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct State {
    /// First day.
    pub from: Date,
    /// First day after it; `None` if it lasts.
    pub until: Option<Date>,
    /// What the offense was called.
    pub name: String,
    /// Every grade; none if there was no such offense.
    pub penalties: Vec<Penalty>,
    /// What began it.
    pub authority: Authority,
    /// What changed a class that day, if anything did: the authority for a term or fine that is the class's.
    pub class_authority: Option<Authority>,
}

/// What makes a fact law, and how that is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Authority {
    /// The act, such as `P.A. 17-32, S. 2`, where it is known.
    pub act: Option<String>,
    /// How its effective date is known.
    pub basis: String,
    /// What was read.
    pub source: String,
}

/// One grade with its figures, the section's own or its class's. `None` in a figure: not known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Penalty {
    /// The class.
    pub classification: Option<Classification>,
    /// Where in the section it stands.
    pub pinpoint: Pinpoint,
    /// When it applies, in a few words.
    pub condition: Option<String>,
    /// The term of imprisonment.
    pub term: Option<Term>,
    /// Whether its shortest sentence is known; the longest always is.
    pub shortest_known: bool,
    /// The fine; for a person, where organizations pay another.
    pub fine: Option<Fine>,
    /// The largest fine for an organization, where the provision that sets the fine gives one.
    pub organization_fine: Option<u64>,
    /// The mandatory minimum or the part that may not be suspended; no length if there is none.
    pub minimum: Option<Vec<Length>>,
}

impl Timeline {
    /// Joins an offense with the classes' figures and the fines that other provisions set. Its name today is the
    /// section's catchline where the offense does not give one.
    pub fn new(
        offense: &Offense,
        catchline: &str,
        classes: &Classes,
        fine_rule: impl Fn(&str, &Grade) -> Option<FineMaxima>,
    ) -> Timeline {
        let today = offense.name.as_deref().unwrap_or(catchline);
        let mut states = Vec::new();
        for (index, period) in offense.periods.iter().enumerate() {
            let until = offense.periods.get(index + 1).map(|next| next.from);
            let cuts = cuts(period, until, classes);
            for (place, &from) in cuts.iter().enumerate() {
                let class_authority = class_authority(period, from, classes);
                let own =
                    Authority { act: period.act.clone(), basis: period.basis.clone(), source: period.source.clone() };
                states.push(State {
                    from,
                    until: cuts.get(place + 1).copied().or(until),
                    name: period.name.as_deref().unwrap_or(today).to_owned(),
                    penalties: period.grades.iter().map(|grade| penalty(grade, from, classes, &fine_rule)).collect(),
                    authority: class_authority.clone().filter(|_| from > period.from).unwrap_or(own),
                    class_authority,
                });
            }
        }
        Timeline { history: offense.history, states }
    }

    /// The state on a date; `None` before the table's first period.
    pub fn on(&self, date: Date) -> Option<&State> {
        self.index_on(date).map(|index| &self.states[index])
    }

    /// Where in [`Timeline::states`] a date falls.
    pub fn index_on(&self, date: Date) -> Option<usize> {
        self.states.iter().rposition(|state| state.from <= date)
    }

    /// The first state of the unbroken run up to `index` in which `same` holds: since when a thing is so.
    pub fn since(&self, index: usize, same: impl Fn(&State) -> bool) -> &State {
        let first = self.states[..index].iter().rposition(|state| !same(state)).map_or(0, |before| before + 1);
        &self.states[first]
    }
}

/// The days within a period on which its figures changed, the first day included.
fn cuts(period: &Period, until: Option<Date>, classes: &Classes) -> Vec<Date> {
    let within = |date: &Date| *date > period.from && until.is_none_or(|until| *date < until);
    let classified = period.grades.iter().filter_map(|grade| grade.classification);
    let mut dates: Vec<Date> = classified.flat_map(|class| classes.changes(class)).filter(within).collect();
    dates.push(period.from);
    dates.sort();
    dates.dedup();
    dates
}

/// The act that changed one of the period's classes on this very day.
fn class_authority(period: &Period, on: Date, classes: &Classes) -> Option<Authority> {
    period.grades.iter().find_map(|grade| {
        let class = grade.classification?;
        let term = classes.term(class, on).filter(|term| term.from == on);
        let fine = classes.fine(class, on).filter(|fine| fine.from == on);
        let (act, basis, source) = match (term, fine) {
            (Some(term), _) => (term.act, term.basis, term.source),
            (None, Some(fine)) => (fine.act, fine.basis, fine.source),
            (None, None) => return None,
        };
        Some(Authority { act: Some(act.to_owned()), basis: basis.to_owned(), source: source.to_owned() })
    })
}

fn penalty(
    grade: &Grade,
    on: Date,
    classes: &Classes,
    fine_rule: impl Fn(&str, &Grade) -> Option<FineMaxima>,
) -> Penalty {
    let known = |figure: Figure| !grade.unknown.contains(&figure);
    let of_class = grade.classification.and_then(|class| classes.term(class, on)).map(|term| term.value);
    let maximum = grade.maximum.or(of_class.and_then(|of_class| of_class.term.maximum));
    let minimum = grade.minimum.or(of_class.and_then(|of_class| of_class.term.minimum));
    // A shortest sentence that is not known is none to print.
    let minimum = minimum.filter(|_| known(Figure::Minimum));
    let class_known = of_class.is_none_or(|of_class| of_class.shortest_known) || grade.minimum.is_some();
    let by_rule = grade.fine_rule.as_deref().and_then(|rule| fine_rule(rule, grade));
    let by_class = || grade.classification.and_then(|class| classes.fine(class, on)).map(|fine| fine.value);
    let fine = grade.own_fine().or(by_rule.map(|maxima| Fine::UpTo(maxima.individual))).or_else(by_class);
    Penalty {
        classification: grade.classification.filter(|_| known(Figure::Class)),
        pinpoint: grade.pinpoint.clone(),
        condition: grade.condition.clone(),
        term: maximum.filter(|_| known(Figure::Term)).map(|maximum| Term { minimum, maximum: Some(maximum) }),
        shortest_known: known(Figure::Minimum) && class_known,
        fine: fine.filter(|_| known(Figure::Fine)),
        organization_fine: by_rule.map(|maxima| maxima.organization),
        minimum: known(Figure::Nonsuspendable)
            .then(|| grade.nonsuspendable.into_iter().chain(grade.mandatory_minimum).collect()),
    }
}
