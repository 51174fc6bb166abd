//! Puts together what the sentences of a section impose: every grade of its offense, or why it cannot be said.

use std::sync::LazyLock;

use regex::Regex;

use super::penalties::{self, Addition, Reading};
use super::provisions::{self, Sentence};

use crate::law::{Figure, Grade, Pinpoint};

/// What a section imposes.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Imposed {
    /// Every grade, in the order of the text. A sentence that is not understood leaves one of which nothing is known.
    pub(super) grades: Vec<Grade>,
    /// How many sentences impose a penalty.
    pub(super) sentences: usize,
    /// The sentences that are not understood: where they stand, and why.
    pub(super) unread: Vec<(Pinpoint, &'static str)>,
}

/// Reads an operative text; `each` is told of every sentence that imposes a penalty.
pub(super) fn read(operative: &str, mut each: impl FnMut(&Sentence<'_>)) -> Imposed {
    let mut imposed = Imposed::default();
    let mut additions = Vec::new();
    for sentence in provisions::sentences(operative).iter().flat_map(parted) {
        match penalties::read(&sentence) {
            Reading::Silent => continue,
            Reading::Grades(grades) => imposed.grades.extend(grades),
            Reading::Addition(addition) => additions.push((sentence.pinpoint.clone(), addition)),
            Reading::Unread(reason) => imposed.leave(sentence.pinpoint.clone(), reason),
        }
        imposed.sentences += 1;
        each(&sentence);
    }
    // "Any person convicted under this section shall be imprisoned …" adds only where another sentence has the class.
    if imposed.grades.is_empty() {
        let own = additions.drain(..).map(|(place, addition)| Grade { pinpoint: place, ..addition.grade });
        imposed.grades.extend(own);
    }
    for (place, addition) in additions {
        if !add(&mut imposed.grades, &place, &addition) {
            imposed.leave(place, "an addition to a penalty that stands elsewhere");
        }
    }
    imposed.grades.dedup();
    imposed
}

impl Imposed {
    /// Silence about a grade that is not understood: whatever is said may be true of it.
    fn leave(&mut self, place: Pinpoint, reason: &'static str) {
        self.grades.push(Grade { pinpoint: place.clone(), unknown: Figure::ALL.to_vec(), ..Grade::default() });
        self.unread.push((place, reason));
    }
}

/// "… is a class A misdemeanor and any person found guilty shall be fined …" is two sentences in one.
pub(super) fn parted<'a>(sentence: &Sentence<'a>) -> Vec<Sentence<'a>> {
    static ADDITION: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i),? and (any person (?:found guilty|convicted)\b)").expect("the pattern is valid")
    });
    let Some(addition) = ADDITION.captures(sentence.text) else { return vec![sentence.clone()] };
    let (join, start) =
        (addition.get(0).map_or(0, |whole| whole.start()), addition.get(1).map_or(0, |own| own.start()));
    let part = |text| Sentence { pinpoint: sentence.pinpoint.clone(), text };
    vec![part(&sentence.text[..join]), part(&sentence.text[start..])]
}

/// Adds to every grade, or, for one place of the section, makes a grade beside the one that is left.
fn add(grades: &mut Vec<Grade>, place: &Pinpoint, addition: &Addition) -> bool {
    if addition.target.is_whole() {
        grades.iter_mut().for_each(|grade| complete(grade, &addition.grade));
        return !grades.is_empty();
    }
    let only = grades.len() == 1;
    let mut bases = grades.iter_mut().filter(|grade| only || grade.pinpoint == *place);
    let (Some(base), None) = (bases.next(), bases.next()) else { return false };
    let mut special = Grade { pinpoint: addition.target.clone(), ..base.clone() };
    complete(&mut special, &addition.grade);
    base.condition.get_or_insert_with(|| "otherwise".to_owned());
    grades.push(special);
    true
}

fn complete(grade: &mut Grade, addition: &Grade) {
    grade.nonsuspendable = grade.nonsuspendable.or(addition.nonsuspendable);
    if addition.maximum.is_some() {
        (grade.minimum, grade.maximum) = (addition.minimum, addition.maximum);
    }
    if grade.own_fine().is_none() && grade.fine_minimum.is_none() {
        grade.fine_minimum = addition.fine_minimum;
        grade.fine_maximum = addition.fine_maximum;
        grade.fine_fixed = addition.fine_fixed;
    }
}
