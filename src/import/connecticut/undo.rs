//! Takes the changes of an act back out of the grades that came of it. Gives nothing where it is not certain which
//! grade a change was of.

use super::changes::Change;
use crate::law::{Figure, Grade};

/// The grades before the changes; `None` if they cannot be known.
pub(super) fn undo(after: &[Grade], changes: &[Change]) -> Option<Vec<Grade>> {
    let mut grades = after.to_vec();
    for change in changes.iter().rev() {
        // Where only classes are known, only a change of class changes what is known.
        if grades.iter().all(is_open) && !concerns_a_class(change) {
            continue;
        }
        match change {
            Change::Replaced { old, new } => replace(&mut grades, old, new)?,
            Change::Added(figures) => take_out(&mut grades, figures)?,
            Change::Removed(figures) => put_back(&mut grades, figures)?,
            Change::Begun(_) => return None,
        }
    }
    Some(merged(grades))
}

/// Whether nothing of a grade but its class is known.
fn is_open(grade: &Grade) -> bool {
    grade.unknown.contains(&Figure::Term) && grade.unknown.contains(&Figure::Fine)
}

fn concerns_a_class(change: &Change) -> bool {
    match change {
        Change::Replaced { old, new } => old.classification.or(new.classification).is_some(),
        Change::Added(grade) | Change::Removed(grade) | Change::Begun(grade) => grade.classification.is_some(),
    }
}

/// Whether a grade has the figures that a note states. A note says "fine" for a limit as well as for a sum.
pub(super) fn shows(grade: &Grade, stated: &Grade) -> bool {
    let sum = |grade: &Grade| grade.fine_fixed.or(grade.fine_maximum);
    // What is not known of a grade agrees with anything; its class does not.
    let open = is_open(grade);
    let agree = |own: bool, absent: bool| own || absent || open;
    (grade.classification == stated.classification || stated.classification.is_none())
        && (stated.classification.is_some() || !open)
        && agree(grade.maximum == stated.maximum, stated.maximum.is_none())
        && agree(grade.minimum == stated.minimum, stated.maximum.is_none() || stated.minimum.is_none())
        && agree(grade.nonsuspendable == stated.nonsuspendable, stated.nonsuspendable.is_none())
        && agree(grade.fine_minimum == stated.fine_minimum, stated.fine_minimum.is_none())
        && agree(sum(grade) == sum(stated), sum(stated).is_none())
}

/// The places of the grades that a change can be of: all that show it, if it is one or all of them.
fn places(grades: &[Grade], stated: &Grade) -> Option<Vec<usize>> {
    let places: Vec<usize> = (0..grades.len()).filter(|place| shows(&grades[*place], stated)).collect();
    (places.len() == 1 || !places.is_empty() && places.len() == grades.len()).then_some(places)
}

fn replace(grades: &mut [Grade], old: &Grade, new: &Grade) -> Option<()> {
    for place in places(grades, new)? {
        let grade = &mut grades[place];
        if old.maximum.is_some() {
            grade.unknown.retain(|figure| !matches!(figure, Figure::Class | Figure::Term | Figure::Minimum));
        }
        if has_sum(old) {
            grade.unknown.retain(|figure| *figure != Figure::Fine);
        }
        let limit = grade.fine_fixed.is_none() && grade.fine_maximum.is_some();
        if old.classification.is_some() || new.classification.is_some() {
            grade.classification = old.classification;
        }
        if old.maximum.is_some() || new.maximum.is_some() {
            (grade.minimum, grade.maximum) = (old.minimum, old.maximum);
        }
        if old.nonsuspendable.is_some() || new.nonsuspendable.is_some() {
            grade.nonsuspendable = old.nonsuspendable;
        }
        if old.fine_minimum.is_some() || new.fine_minimum.is_some() {
            grade.fine_minimum = old.fine_minimum;
        }
        if has_sum(old) || has_sum(new) {
            (grade.fine_fixed, grade.fine_maximum) = (old.fine_fixed, old.fine_maximum);
            // "increased fine from $100 to $250" of a section that says "not more than".
            if limit && old.fine_maximum.is_none() {
                (grade.fine_fixed, grade.fine_maximum) = (None, old.fine_fixed);
            }
        }
    }
    Some(())
}

fn has_sum(grade: &Grade) -> bool {
    grade.own_fine().is_some()
}

/// Takes out a grade that was added beside others, or a figure that was added to grades.
fn take_out(grades: &mut Vec<Grade>, added: &Grade) -> Option<()> {
    let whole = added.classification.is_some() || added.maximum.is_some();
    if whole {
        let kept: Vec<Grade> = grades.iter().filter(|grade| !shows(grade, added)).cloned().collect();
        if kept.is_empty() || kept.len() == grades.len() {
            return None;
        }
        *grades = kept;
        return Some(());
    }
    let mut found = false;
    for grade in grades.iter_mut().filter(|grade| shows(grade, added)) {
        found = true;
        if added.nonsuspendable.is_some() {
            grade.nonsuspendable = None;
        }
        if has_sum(added) {
            (grade.fine_fixed, grade.fine_maximum) = (None, None);
        }
        if added.fine_minimum.is_some() {
            grade.fine_minimum = None;
        }
    }
    found.then_some(())
}

/// Puts back a class that stood beside others, or a term or a fine that stood in the only grade.
fn put_back(grades: &mut Vec<Grade>, removed: &Grade) -> Option<()> {
    if removed.classification.is_some() {
        grades.push(removed.clone());
        return Some(());
    }
    let [only] = grades.as_mut_slice() else { return None };
    if removed.nonsuspendable.is_some() {
        only.nonsuspendable = removed.nonsuspendable.filter(|_| only.nonsuspendable.is_none());
        return only.nonsuspendable.map(drop);
    }
    let room = only.classification.is_none() && (removed.maximum.is_none() || only.maximum.is_none());
    if !room || has_sum(removed) && has_sum(only) {
        return None;
    }
    only.minimum = only.minimum.or(removed.minimum);
    only.maximum = only.maximum.or(removed.maximum);
    only.fine_fixed = only.fine_fixed.or(removed.fine_fixed);
    only.fine_maximum = only.fine_maximum.or(removed.fine_maximum);
    Some(())
}

/// Grades that only their place told apart are one.
fn merged(grades: Vec<Grade>) -> Vec<Grade> {
    let bare = |grade: &Grade| Grade { pinpoint: Default::default(), condition: None, ..grade.clone() };
    let mut kept: Vec<Grade> = Vec::new();
    for grade in grades {
        match kept.iter_mut().find(|other| bare(other) == bare(&grade)) {
            Some(other) if other.pinpoint != grade.pinpoint || other.condition != grade.condition => {
                if other.condition.as_deref() == Some("otherwise") {
                    other.condition = None;
                }
            }
            Some(_) => {}
            None => kept.push(grade),
        }
    }
    if let [only] = kept.as_mut_slice()
        && only.condition.as_deref() == Some("otherwise")
    {
        only.condition = None;
    }
    kept
}
