//! Reads from an entry of a history note what an act changed in a penalty. Does not know what the section says.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::figures::{self, Figure, Found};
use super::grouping;
use super::note_words::{ASIDE, CLASS, LEADING, LEFT, NEUTRAL, REWRITES, SPEAKS};
use crate::claim::numbers::NUMBER;
use crate::law::{Classification, Grade};

/// What an act did to the penalties of a section.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Effect {
    /// Nothing that a penalty is made of.
    None,
    /// These changes, all of them.
    Changes(Vec<Change>),
    /// These changes, and others that are not understood.
    Some { changes: Vec<Change>, every_class: bool },
}

/// One change. The grades hold only figures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Change {
    /// A penalty in the place of another.
    Replaced { old: Box<Grade>, new: Box<Grade> },
    /// A penalty beside those that were, or a figure on top of one.
    Added(Grade),
    /// A penalty that ceased.
    Removed(Grade),
    /// The first penalty of the section, or one in the place of a penalty that the note does not state.
    Begun(Grade),
}

/// Reads what an entry says that its act did.
pub(super) fn read(entry: &str) -> Effect {
    let entry = ASIDE.replace_all(&spelled_out(entry), " ").into_owned();
    let rewrites = REWRITES.is_match(&entry);
    if !rewrites && !SPEAKS.is_match(&entry) {
        return Effect::None;
    }
    let (changes, used) = told(&entry);
    let rest = blanked(&entry, &used);
    let changes = joined(changes);
    let rest = NEUTRAL.replace_all(&rest, " ");
    if changes.is_empty() && !rewrites && !LEFT.is_match(&rest) {
        return Effect::None;
    }
    let rest = if changes.is_empty() { rest } else { LEADING.replace_all(&rest, " ").into_owned().into() };
    if rewrites || LEFT.is_match(&rest) {
        Effect::Some { changes, every_class: !CLASS.is_match(&rest) }
    } else {
        Effect::Changes(changes)
    }
}

/// The changes that the entry's figures tell of, and the places of those figures.
fn told(entry: &str) -> (Vec<Change>, Vec<Range<usize>>) {
    let (mut changes, mut used) = moved_terms(entry);
    let mut expressions = expressions(entry);
    expressions.retain(|expression| !used.iter().any(|place| overlap(place, &expression.place)));
    let mut index = 0;
    while index < expressions.len() {
        let (told, taken) = lists(entry, &expressions[index..]).unwrap_or_else(|| {
            let (change, taken) = change(entry, &expressions[index..]);
            (change.into_iter().collect(), taken)
        });
        if !told.is_empty() {
            changes.extend(told);
            used.extend(expressions[index..index + taken].iter().map(|expression| expression.place.clone()));
        }
        index += taken;
    }
    used.sort_by_key(|place: &Range<usize>| place.start);
    (changes, used)
}

/// "increased maximum term of imprisonment from 6 months to 3 years", with its place.
fn moved_terms(entry: &str) -> (Vec<Change>, Vec<Range<usize>>) {
    static MOVED: LazyLock<Regex> = LazyLock::new(|| {
        let length = format!(r"{NUMBER} \s+ (?: years? | months? | days? )");
        Regex::new(&format!(
            r"(?xi) \b (?: (?: term \s+ of \s+ )? imprisonment | prison \s+ term | sentence ) \s+ (?: for \s+ [^,;]{{0,40}}? \s+ )? (?: from | of ) \s+ “? (?: not \s+ more \s+ than \s+ )? (?P<old> {length} ) ”? \s+ (?: to | with ) \s+ “? (?: not \s+ more \s+ than \s+ )? (?P<new> {length} )"
        ))
        .expect("the pattern is valid")
    });
    static KEPT: LazyLock<Regex> = LazyLock::new(|| {
        let length = format!(r"{NUMBER} \s+ (?: years? | months? | days? )");
        Regex::new(&format!(
            r"(?xi) \b from \s+ (?P<old> {length} ) \s+ to \s+ (?P<new> {length} ) \s+ (?: the \s+ )? (?: length \s+ of \s+ )? (?: the \s+ )? (?: nonsuspendable | mandatory \s+ minimum ) (?: \s+ (?: sentence | portion ) )?
              | \b (?: nonsuspendable | mandatory \s+ minimum ) (?: \s+ (?: sentence | portion | term )(?: \s+ of \s+ (?: the \s+ )? sentence )? )? \s+ from \s+ (?P<old_after> {length} ) \s+ to \s+ (?P<new_after> {length} )"
        ))
        .expect("the pattern is valid")
    });
    let term = |words: &str| Some(Box::new(Grade { maximum: Some(figures::length(words)?), ..Grade::default() }));
    let kept =
        |words: &str| Some(Box::new(Grade { nonsuspendable: Some(figures::length(words)?), ..Grade::default() }));
    let kept = KEPT.captures_iter(entry).filter_map(|found| {
        let (old, new) =
            (found.name("old").or(found.name("old_after"))?, found.name("new").or(found.name("new_after"))?);
        Some((Change::Replaced { old: kept(old.as_str())?, new: kept(new.as_str())? }, found.get(0)?.range()))
    });
    let mut found: Vec<(Change, Range<usize>)> = kept.collect();
    // "nonsuspendable sentence from one year to five years" moves no term.
    let moved = MOVED.captures_iter(entry).filter_map(|found| {
        Some((Change::Replaced { old: term(&found["old"])?, new: term(&found["new"])? }, found.get(0)?.range()))
    });
    let moved: Vec<_> = moved.filter(|(_, place)| !found.iter().any(|(_, kept)| overlap(place, kept))).collect();
    found.extend(moved);
    found.into_iter().unzip()
}

fn overlap(left: &Range<usize>, right: &Range<usize>) -> bool {
    left.start < right.end && right.start < left.end
}

/// "deleted reference to $5 maximum fine and made violation an infraction" is one change.
fn joined(changes: Vec<Change>) -> Vec<Change> {
    match changes.as_slice() {
        [Change::Removed(old), Change::Begun(new)] | [Change::Begun(new), Change::Removed(old)]
            if old.classification.is_none() && new.classification.is_some() =>
        {
            vec![Change::Replaced { old: Box::new(old.clone()), new: Box::new(new.clone()) }]
        }
        _ => changes,
    }
}

/// Whether an entry changes a class, so that coverage can be counted.
pub(super) fn changes_a_class(entry: &str) -> bool {
    static CHANGES: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(
            r"(?xi) \b (?: penalt(?:y|ies) | offense | violat\w+ | guilty | crime | fine | imprisonment | classif\w+ | reclassif\w+ | made | making | increas\w+ | reduc\w+ | chang\w+ | replac\w+ | substitut\w+ | provision | re )
            \b [^;]{0,160} \b class \s+ [A-E] \s+ (?: felony | misdemeanor ) \b
            | \b (?: made | making | make | deemed | constitut\w+ | is | are | from | with | and | penalty \s+ of ) \s+ (?: violations? \s+ )? (?: of \s+ (?: section | provisions ) \s+ )? an? \s+ infraction \b",
        )
        .expect("the pattern is valid")
    });
    let entry = spelled_out(entry);
    CHANGES.is_match(&NEUTRAL.replace_all(&ASIDE.replace_all(&entry, " "), " "))
}

/// Whether an entry that is not understood speaks of sentences only: it leaves every class as it was.
pub(super) fn leaves_classes(entry: &str) -> bool {
    static TOUCHES: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)\b(?:class [A-E]\b|felon|misdemeanor|infraction|offense|penalt|punish|fine|imprison)")
            .expect("the pattern is valid")
    });
    !TOUCHES.is_match(&ASIDE.replace_all(entry, " ")) && !REWRITES.is_match(entry)
}

/// `from a class D to a class C felony` says its level once.
fn spelled_out(entry: &str) -> String {
    static SHARED: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(
            r"(?xi) \b class \s+ (?P<first> [A-E] ) (?P<between> ,? \s+ (?: to | rather \s+ than | instead \s+ of ) \s+ (?: an? \s+ )? ) class \s+ (?P<second> [A-E] ) ,? \s+ (?P<level> felony | misdemeanor )",
        )
        .expect("the pattern is valid")
    });
    SHARED.replace_all(entry, "class $first $level${between}class $second $level").into_owned()
}

/// Figures that the note joins to one penalty: "fine of not more than $500 or imprisonment of not more than 1 year".
#[derive(Debug)]
struct Expression {
    place: Range<usize>,
    grade: Grade,
    /// A bare sum is a fine only if the words around it say so.
    bare: bool,
}

fn expressions(entry: &str) -> Vec<Expression> {
    let mut expressions: Vec<Expression> = Vec::new();
    let mut last: Vec<Found> = Vec::new();
    let mut close = |last: &mut Vec<Found>| {
        if let (Some(first), Some(end)) = (last.first(), last.last()) {
            let place = first.place.start..end.place.end;
            let bare = matches!(first.figure, Figure::Sum(_));
            expressions.push(Expression {
                place,
                grade: grouping::combined(last.iter().map(|found| found.figure)),
                bare,
            });
        }
        last.clear();
    };
    for found in figures::find(entry) {
        let joined = last.last().is_some_and(|before| {
            grouping::joins(&entry[before.place.end..found.place.start]) && !matches!(found.figure, Figure::Sum(_))
        });
        let fits = grouping::takes(&grouping::combined(last.iter().map(|found| found.figure)), &found.figure);
        if !(joined && fits) {
            close(&mut last);
        }
        last.push(found);
    }
    close(&mut last);
    expressions
}

/// "replaced penalty of a $50 fine for first offense and a $90 fine for subsequent offense with …": penalties by offense
/// in the place of others, and how many expressions those are.
fn lists(entry: &str, expressions: &[Expression]) -> Option<(Vec<Change>, usize)> {
    if !REPLACED.is_match(tail(&entry[..expressions[0].place.start])) {
        return None;
    }
    let between = |pair: &[Expression]| &entry[pair[0].place.end..pair[1].place.start];
    let run = |from: usize| {
        let rest = &expressions[from..];
        from + 1 + rest.windows(2).take_while(|pair| NEXT_IN_LIST.is_match(between(pair))).count()
    };
    let old = run(0);
    expressions.get(old).filter(|_| WITH_LIST.is_match(between(&expressions[old - 1..=old])))?;
    let all = run(old);
    if all == 2 {
        return None;
    }
    let grade = |expression: &Expression| expression.grade.clone();
    let removed = expressions[..old].iter().map(grade).map(Change::Removed);
    let added = expressions[old..all].iter().map(grade).map(Change::Added);
    Some((removed.chain(added).collect(), all))
}

/// The change that the first expression, or the first two, tell of; and how many those are.
fn change(entry: &str, expressions: &[Expression]) -> (Option<Change>, usize) {
    let first = &expressions[0];
    let before = &entry[..first.place.start];
    if let Some(second) = expressions.get(1) {
        let between = &entry[first.place.end..second.place.start];
        let (old, new) = (&first.grade, &second.grade);
        let fines = (first.bare || second.bare) && !FINE_NEAR.is_match(tail(before)) && !between.contains("fine");
        if !fines {
            if FROM.is_match(before) && TO.is_match(between)
                || REPLACED.is_match(tail(before)) && WITH.is_match(between)
            {
                let (old, new) = limited(before, old, new);
                return (Some(Change::Replaced { old: Box::new(old), new: Box::new(new) }), 2);
            }
            if SUBSTITUTED.is_match(tail(before)) && FOR.is_match(between) || RATHER.is_match(between) {
                return (Some(Change::Replaced { old: Box::new(new.clone()), new: Box::new(old.clone()) }), 2);
            }
        }
    }
    let after = &entry[first.place.end..];
    let grade = first.grade.clone();
    let only_added = grade.classification.is_none() && grade.maximum.is_none();
    let change = if first.bare && !FINE_NEAR.is_match(tail(before)) {
        None
    } else if DELETED.is_match(tail(before)) {
        Some(Change::Removed(grade))
    } else if ADDED.is_match(tail(before)) || only_added && grade.nonsuspendable.is_some() {
        Some(Change::Added(grade))
    } else if MADE.is_match(tail(before)) || UNSTATED.is_match(tail(before)) {
        Some(if IF.is_match(after) { Change::Added(grade) } else { Change::Begun(grade) })
    } else {
        None
    };
    (change, 1)
}

/// "increased minimum fine from $50 to $100" moves the lower bound, "maximum fine" the upper, "fine" the sum itself.
fn limited(before: &str, old: &Grade, new: &Grade) -> (Grade, Grade) {
    let near = tail(before).to_ascii_lowercase();
    let (maximum, minimum) = (near.rfind("maximum"), near.rfind("minimum"));
    let as_limit = |grade: &Grade| match (grade.fine_fixed, maximum.cmp(&minimum)) {
        (Some(sum), std::cmp::Ordering::Less) => Grade { fine_fixed: None, fine_minimum: Some(sum), ..grade.clone() },
        (Some(sum), std::cmp::Ordering::Greater) => {
            Grade { fine_fixed: None, fine_maximum: Some(sum), ..grade.clone() }
        }
        _ => grade.clone(),
    };
    (as_limit(old), as_limit(new))
}

/// The words close before a figure.
fn tail(before: &str) -> &str {
    let clause = before.rfind(';').map_or(before, |at| &before[at..]);
    &clause[clause.ceil_char_boundary(clause.len().saturating_sub(150))..]
}

macro_rules! pattern {
    ($(#[$doc:meta] $name:ident = $pattern:literal;)*) => {
        $(#[$doc] static $name: LazyLock<Regex> =
            LazyLock::new(|| Regex::new(concat!("(?xi)", $pattern)).expect("the pattern is valid"));)*
    };
}

pattern! {
    /// "changed penalty from a …"
    FROM = r"\b from \s+ (?: an? \s+ | the \s+ )? (?: (?: maximum | minimum ) \s+ )? (?: (?: penalty | term ) \s+ of \s+ )? (?: an? \s+ )? $";
    /// "… to a …"
    TO = r"^ ,? \s* (?: or \s+ both ,? \s+ | per \s+ \w+ \s+ | and/or \s+ )? to \s+ (?: an? \s+ | the \s+ | that \s+ of \s+ an? \s+ )? (?: (?: maximum | minimum ) \s+ )? (?: fine \s+ of \s+ | penalty \s+ of \s+ (?: an? \s+ )? )? $";
    /// "replaced penalty of a …"
    REPLACED = r"\b replac(?:e|ed|ing) \s+ (?: the \s+ | existing \s+ | former \s+ )? (?: (?: maximum \s+ )? (?: penalt(?:y|ies) | provisions? | fine | reference ) (?: \s+ for \s+ [^,;]{0,60}? )? \s+ (?: of | re | for | providing | to ) \s+ )* (?: for \s+ (?: first \s+ )? (?: offense | violation )s? \s+ (?: of \s+ )? )? (?: an? \s+ )? (?: penalty \s+ of \s+ (?: an? \s+ )? )? “? $";
    /// "… in Subsec. (c) with statement that violation is an …"
    WITH = r"^ [^;]{0,50}? \b with \b [^;]{0,110} $";
    /// "substituted …"
    SUBSTITUTED = r"\b substitut(?:e|ed|ing) \s+ (?: penalty \s+ of \s+ | provisions? \s+ re \s+ )? “? (?: guilty \s+ of \s+ )? (?: an? \s+ )? $";
    /// "… for …"
    FOR = r"^ ,? ”? ,? \s+ for \s+ “? (?: an? \s+ )? (?: penalty \s+ of \s+ | provisions? \s+ re \s+ )? $";
    /// "a class B rather than class D felony"
    RATHER = r"^ ,? \s+ (?: rather \s+ than | instead \s+ of | replacing (?: \s+ penalty \s+ of )? | in \s+ (?: lieu | place ) \s+ of | from ) ,? \s+ (?: (?: an? | the ) \s+ )? (?: (?: former | preceding | previous ) \s+ )? $";
    /// "deleted Subsec. (c) re …"
    DELETED = r"\b (?: delet(?:e|ed|ing) | eliminat(?:e|ed|ing) | remov(?:e|ed|ing) | repeal(?:ed|ing) ) \s+ (?: [^,;“]{0,90} \s )? $";
    /// "added provision re …"
    ADDED = r"\b (?: add(?:ed|ing)? | insert(?:ed|ing)? | requir(?:e|ed|ing) | impos(?:e|ed|ing) | establish(?:ed|ing)? | classify (?: ing )? | specif(?:y|ied|ying) | provid(?:e|ed|ing) ) \b [^;]{0,130} \s $";
    /// "made violation an …"
    MADE = r"\b (?: made | making | make ) \b [^;“]{0,110} \s $ | \b (?: stat(?:ed|ing) | declar(?:ed|ing) | deem(?:ed|ing) ) \b [^;“]{0,110} \s $";
    /// "increased penalty to a …", "replaced previous fine provision with …"
    UNSTATED = r"\b (?: chang | increas | rais | reduc | replac | substitut | lower ) (?: e | ed | ing ) \b [^;“]{0,110} \s (?: to | with ) \s+ [^;“]{0,60} $ | \b substituted \s+ “ (?: guilty \s+ of \s+ )? (?: an? \s+ )? $";
    /// What may stand between two penalties of a list: "… or both for first offense and a …".
    NEXT_IN_LIST = r"^ (?: ,? \s+ or \s+ both )? (?: \s+ for \s+ (?: an? \s+ | the \s+ | each \s+ )? (?: first | second | third | subsequent ) (?: \s+ or \s+ subsequent )? \s+ (?: offense | conviction | violation )s? )? (?: , (?: \s+ and )? | \s+ and ) \s+ (?: Subdiv\. \s+ \( \d \) \s+ re \s+ )? (?: penalty \s+ of \s+ )? (?: an? \s+ )? (?: fine \s+ of \s+ )? $";
    /// "… for subsequent offense with …"
    WITH_LIST = r"^ (?: ,? \s+ or \s+ both )? (?: \s+ for \s+ (?: an? \s+ | the \s+ | each \s+ )? (?: first | second | third | subsequent | each ) (?: \s+ or \s+ subsequent )? \s+ (?: offense | conviction | violation )s? )? ,? \s+ with \s+ (?: Subdiv\. \s+ \( \d \) \s+ re \s+ )? (?: (?: an? \s+ )? penalty \s+ of \s+ )? (?: an? \s+ )? (?: fine \s+ of \s+ )? $";
    /// A penalty under a condition stands beside another.
    IF = r"^ ,? \s* (?: if | when | where | for \s+ (?: an? | any | each | the ) )";
    /// Sums that a note calls fines before it names them.
    FINE_NEAR = r"\b fine[sd]? \b [^;]{0,80} $";
}

/// The entry with some places taken out.
fn blanked(entry: &str, places: &[Range<usize>]) -> String {
    let mut rest = String::with_capacity(entry.len());
    let mut at = 0;
    for place in places {
        rest.push_str(&entry[at..place.start]);
        rest.push('·');
        at = place.end;
    }
    rest.push_str(&entry[at..]);
    rest
}

/// Whether a change is of a class.
pub(super) fn class_of(change: &Change) -> Option<Classification> {
    match change {
        Change::Replaced { old, new } => new.classification.or(old.classification),
        Change::Added(grade) | Change::Removed(grade) | Change::Begun(grade) => grade.classification,
    }
}
