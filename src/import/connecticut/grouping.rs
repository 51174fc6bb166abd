//! Puts together the figures that make one penalty. Knows nothing of whether a sentence imposes it.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::figures::{Figure, Found};
use crate::import::conditions;
use crate::law::{Classification, Grade};

/// Figures that make one penalty.
pub(super) struct Group {
    /// Where they stand in the sentence.
    pub(super) place: Range<usize>,
    /// What they make.
    pub(super) grade: Grade,
}

/// The penalties that the figures of a sentence make, in order of place.
pub(super) fn grouped(text: &str, imposed: &[Found]) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for found in imposed {
        let between = groups.last().map_or("", |group| &text[group.place.end..found.place.start]);
        let other_case = conditions::begins_a_case(between);
        let joined = !groups.is_empty() && !other_case && (joins(between) || belongs(&found.figure));
        match groups.last_mut().filter(|group| joined && takes(&group.grade, &found.figure)) {
            Some(group) => {
                put(&mut group.grade, found.figure);
                group.place.end = found.place.end;
            }
            None => {
                // "… a class C felony, except that if the victim is a child, two years … may not be suspended"
                let base = groups
                    .last()
                    .filter(|_| belongs(&found.figure))
                    .map(|group| Grade { nonsuspendable: None, ..group.grade.clone() });
                let mut grade = base.unwrap_or_default();
                put(&mut grade, found.figure);
                groups.push(Group { place: found.place.clone(), grade });
            }
        }
    }
    groups
}

/// A part that may not be suspended is one of the penalty before it.
pub(super) fn belongs(figure: &Figure) -> bool {
    matches!(figure, Figure::Nonsuspendable(_) | Figure::WhollyNonsuspendable)
}

/// What may stand between the figures of one penalty.
pub(super) fn joins(between: &str) -> bool {
    static JOINS: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(
            r"(?xi) ^ (?: \s+ or \s+ reduced )? (?: \s+ (?: by \s+ the \s+ court | in \s+ any \s+ manner ) )?
            (?: \s+ (?: per | for \s+ (?: each | every | any ) ) \s [^,;.]{0,70}? )? [\s,]* (?: \( [A-Za-z0-9]+ \) \s* )? (?: and/or \b | and \b | or \b | nor \b | but \b )? [\s,]*
            (?: upon \s+ conviction (?: \s+ thereof )? ,? \s+ )? (?: for \s+ which \s+ (?: (?: such | the ) \s+ \w+ | the \s+ penalty ) \s+ | (?: except \s+ that \s+ )? such \s+ (?: person | conviction ) \b [^.;]{0,60}? \s+ shall \s+ (?: carry \s+ )? )?
            (?: shall \s+ | may \s+ | also \s+ | by \s+ | to \s+ | both \s+ | be \s+ | punished \s+ | sentenced \s+ | a \s+ | deemed \s+ | have \s+ | committed \s+ | an \s+ | \( [A-Za-z0-9]+ \) \s* | in\s+addition,?\s+ )* $",
        )
        .expect("the pattern is valid")
    });
    JOINS.is_match(between)
}

/// Whether a penalty has room for a figure of that kind.
pub(super) fn takes(grade: &Grade, figure: &Figure) -> bool {
    match figure {
        // "shall be fined seventy-five dollars and shall be deemed to have committed an infraction"
        Figure::Class(_) => grade.classification.is_none() && grade.maximum.is_none(),
        Figure::Fine { .. } | Figure::Sum(_) => grade.own_fine().is_none() && grade.fine_minimum.is_none(),
        Figure::Prison { .. } => grade.maximum.is_none(),
        Figure::Nonsuspendable(_) => grade.nonsuspendable.is_none(),
        Figure::WhollyNonsuspendable => grade.nonsuspendable.is_none() && grade.maximum.is_some(),
    }
}

/// The figures of one penalty together.
pub(super) fn combined(figures: impl Iterator<Item = Figure>) -> Grade {
    let mut grade = Grade::default();
    figures.for_each(|figure| put(&mut grade, figure));
    grade
}

fn put(grade: &mut Grade, figure: Figure) {
    match figure {
        Figure::Class(Classification { level, class }) => grade.classification = Some(Classification { level, class }),
        Figure::Fine { maximum, fixed: true, .. } => grade.fine_fixed = maximum,
        Figure::Sum(dollars) => grade.fine_fixed = Some(dollars),
        Figure::Fine { minimum, maximum, fixed: false } => {
            grade.fine_minimum = minimum;
            grade.fine_maximum = maximum;
        }
        Figure::Prison { minimum, maximum } => {
            grade.minimum = minimum;
            grade.maximum = Some(maximum);
        }
        Figure::Nonsuspendable(length) => grade.nonsuspendable = Some(length),
        Figure::WhollyNonsuspendable => grade.nonsuspendable = grade.maximum,
    }
}
