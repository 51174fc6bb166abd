//! What an offense carried when: the section's own periods, cut where the figures of its classes changed.

use jiff::civil::Date;

use super::classes::{Classes, Dated};
use super::code::FineMaxima;
use super::offense::{Figure, Grade, History, Offense, Period};
use super::{Classification, Fine, Length, Pinpoint, Provision, Term};

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
    /// Whether no section gives the class: the offense is deemed to have it by its greatest term.
    pub deemed: bool,
    /// Where in the section it stands.
    pub pinpoint: Pinpoint,
    /// When it applies, in a few words.
    pub condition: Option<String>,
    /// The term of imprisonment.
    pub term: Option<Term>,
    /// The longest sentence as the section words it, where a rule on all offenses has cut it: § 53a-36a.
    pub worded_maximum: Option<Length>,
    /// Whether its shortest sentence is known; the longest always is.
    pub shortest_known: bool,
    /// The smallest fine, where there is one, in dollars.
    pub fine_minimum: Option<u64>,
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
        let title = offense.section.title();
        let today = offense.name.as_deref().unwrap_or(catchline);
        let mut states = Vec::new();
        for (index, period) in offense.periods.iter().enumerate() {
            let until = offense.periods.get(index + 1).map(|next| next.from);
            let cuts = cuts(period, title, until, classes);
            for (place, &from) in cuts.iter().enumerate() {
                let class_authority = class_authority(period, title, from, classes);
                let own =
                    Authority { act: period.act.clone(), basis: period.basis.clone(), source: period.source.clone() };
                states.push(State {
                    from,
                    until: cuts.get(place + 1).copied().or(until),
                    name: period.name.as_deref().unwrap_or(today).to_owned(),
                    penalties: period
                        .grades
                        .iter()
                        .map(|grade| penalty(grade, title, from, classes, &fine_rule))
                        .chain(offense.penalty_in.iter().filter(|_| !period.grades.is_empty()).map(elsewhere))
                        .collect(),
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

impl Penalty {
    /// Whether any of its figures is known. One of which none is stands for all that another section sets, or that
    /// a history note does not tell.
    pub fn is_known(&self) -> bool {
        let fine = self.fine.is_some() || self.fine_minimum.is_some();
        fine || self.classification.is_some() || self.term.is_some()
    }
}

/// The days within a period on which its figures changed, the first day included.
fn cuts(period: &Period, title: &str, until: Option<Date>, classes: &Classes) -> Vec<Date> {
    let within = |date: &Date| *date > period.from && until.is_none_or(|until| *date < until);
    let changes = period.grades.iter().flat_map(|grade| match (grade.classification, grade.maximum) {
        (Some(class), _) if class.class.is_some() => classes.changes(class),
        (_, Some(maximum)) => classes.changes_without_class(maximum, title),
        (_, None) => Vec::new(),
    });
    let mut dates: Vec<Date> = changes.filter(within).collect();
    dates.push(period.from);
    dates.sort();
    dates.dedup();
    dates
}

/// The act that changed one of the period's classes on this very day.
fn class_authority(period: &Period, title: &str, on: Date, classes: &Classes) -> Option<Authority> {
    period.grades.iter().find_map(|grade| {
        let own = grade.maximum.filter(|_| grade.classification.is_none());
        if let Some(own) = own {
            let deemed = classes.deemed(own, title, on).map(|deemed| authority(&deemed));
            let ceiling = classes.ceiling(own, on).map(|ceiling| authority(&ceiling));
            return [ceiling, deemed].into_iter().flatten().find(|(from, _)| *from == on).map(|(_, rule)| rule);
        }
        let class = grade.classification?;
        let term = classes.term(class, on).filter(|term| term.from == on);
        let fine = classes.fine(class, on).filter(|fine| fine.from == on);
        term.map(|term| authority(&term).1).or(fine.map(|fine| authority(&fine).1))
    })
}

/// The authority of a figure, and from when it holds.
fn authority<T>(figure: &Dated<'_, T>) -> (Date, Authority) {
    let (act, basis, source) = (Some(figure.act.to_owned()), figure.basis.to_owned(), figure.source.to_owned());
    (figure.from, Authority { act, basis, source })
}

/// What another section adds to a section's own penalties is not judged: whatever is said may be true of it.
fn elsewhere(place: &Provision) -> Penalty {
    Penalty {
        classification: None,
        deemed: false,
        pinpoint: Pinpoint::whole(),
        condition: Some(format!("by {}", place.cited())),
        term: None,
        worded_maximum: None,
        shortest_known: false,
        fine_minimum: None,
        fine: None,
        organization_fine: None,
        minimum: None,
    }
}

fn penalty(
    grade: &Grade,
    title: &str,
    on: Date,
    classes: &Classes,
    fine_rule: impl Fn(&str, &Grade) -> Option<FineMaxima>,
) -> Penalty {
    let known = |figure: Figure| !grade.unknown.contains(&figure);
    let of_class = grade.classification.and_then(|class| classes.term(class, on)).map(|term| term.value);
    let capped = grade.maximum.map(|own| match grade.classification.and_then(|class| class.class) {
        None => classes.ceiling(own, on).map_or(own, |ceiling| ceiling.value),
        Some(_) => own,
    });
    let maximum = capped.or(of_class.and_then(|of_class| of_class.term.maximum));
    let deemed = grade.maximum.filter(|_| grade.classification.is_none());
    let deemed = deemed.and_then(|maximum| classes.deemed(maximum, title, on)).map(|deemed| deemed.value);
    let minimum = grade.minimum.or(of_class.and_then(|of_class| of_class.term.minimum));
    // A shortest sentence that is not known is none to print.
    let minimum = minimum.filter(|_| known(Figure::Minimum));
    let class_known = of_class.is_none_or(|of_class| of_class.shortest_known) || grade.minimum.is_some();
    let by_rule = grade.fine_rule.as_deref().and_then(|rule| fine_rule(rule, grade));
    let by_class = || grade.classification.and_then(|class| classes.fine(class, on)).map(|fine| fine.value);
    let fine = grade.own_fine().or(by_rule.map(|maxima| Fine::UpTo(maxima.individual))).or_else(by_class);
    Penalty {
        classification: grade.classification.or(deemed).filter(|_| known(Figure::Class)),
        deemed: deemed.is_some(),
        pinpoint: grade.pinpoint.clone(),
        condition: grade.condition.clone(),
        term: maximum.filter(|_| known(Figure::Term)).map(|maximum| Term { minimum, maximum: Some(maximum) }),
        worded_maximum: grade.maximum.filter(|own| capped.is_some_and(|capped| capped != *own)),
        shortest_known: known(Figure::Minimum) && class_known,
        fine_minimum: grade.fine_minimum.filter(|_| known(Figure::Fine)),
        fine: fine.filter(|_| known(Figure::Fine)),
        organization_fine: by_rule.map(|maxima| maxima.organization),
        minimum: known(Figure::Nonsuspendable)
            .then(|| grade.nonsuspendable.into_iter().chain(grade.mandatory_minimum).collect()),
    }
}
