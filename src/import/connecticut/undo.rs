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

/// What is still known of the grades before changes that cannot be taken back out of those after them, as these may
/// have been of any of several grades, or others were made beside them.
pub(super) fn loosely(changes: &[Change]) -> Vec<Grade> {
    let before = changes.iter().filter_map(|change| match change {
        Change::Replaced { old, .. } => Some(old.as_ref()),
        Change::Removed(grade) => Some(grade),
        Change::Added(_) | Change::Begun(_) => None,
    });
    among_unknown(before)
}

/// Whether the grades have what the changes made of them. What changed no class is not asked: a note says less of a
/// fine or a term than the section does.
pub(super) fn shows_outcome(grades: &[Grade], changes: &[Change]) -> bool {
    let classes = |grade: &Grade| grade.classification;
    outcomes(changes).filter_map(classes).all(|class| grades.iter().any(|grade| grade.classification == Some(class)))
}

/// Grades that may not be all, with those that the changes made.
pub(super) fn with_outcome(mut grades: Vec<Grade>, changes: &[Change]) -> Vec<Grade> {
    if is_loose(&grades) {
        let made = among_unknown(outcomes(changes));
        let absent = |grade: &Grade| !grades.iter().any(|other| other.classification == grade.classification);
        let absent: Vec<Grade> = made.into_iter().filter(absent).collect();
        grades.splice(0..0, absent);
    }
    grades
}

fn outcomes(changes: &[Change]) -> impl Iterator<Item = &Grade> {
    changes.iter().filter_map(|change| match change {
        Change::Replaced { new, .. } => Some(new.as_ref()),
        Change::Added(grade) | Change::Begun(grade) => Some(grade),
        Change::Removed(_) => None,
    })
}

/// The classes of the grades, where others may have stood beside them.
pub(super) fn among_others(grades: &[Grade]) -> Vec<Grade> {
    among_unknown(grades.iter())
}

/// The grades of a known class, of which no other figure is known, and one that stands for all that may be beside them.
fn among_unknown<'a>(stated: impl Iterator<Item = &'a Grade>) -> Vec<Grade> {
    let mut grades: Vec<Grade> = Vec::new();
    for class in stated.filter_map(|grade| grade.classification) {
        let unknown = Figure::ALL.into_iter().filter(|figure| *figure != Figure::Class).collect();
        let grade = Grade { classification: Some(class), unknown, ..Grade::default() };
        if !grades.contains(&grade) {
            grades.push(grade);
        }
    }
    grades.push(Grade { unknown: Figure::ALL.to_vec(), ..Grade::default() });
    grades
}

/// Whether grades may stand beside the known ones.
pub(super) fn is_loose(grades: &[Grade]) -> bool {
    grades.iter().any(is_unknown)
}

/// Whether no figure of a grade is known.
pub(super) fn is_unknown(grade: &Grade) -> bool {
    grade.unknown.len() == Figure::ALL.len()
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
fn shows(grade: &Grade, stated: &Grade) -> bool {
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
