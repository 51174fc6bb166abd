//! Goes back from the grades of today through the history note, act by act, to the periods of an offense. Stops at the
//! first act that is not understood: what was law before it is not known.

use jiff::civil::{Date, date};

use super::changes::{self, Effect};
use super::{renames, undo};
use crate::import::acts::{Author, default_of};
use crate::import::acts::{CreditName, CreditedAct, HistoryEntry};
use crate::law::{ActName, Classes, Figure, Grade, History, Period, Section};

/// The Penal Code and its classes: § 53a-2. What was law before that day is left out.
const PENAL_CODE: Date = date(1971, 10, 1);

/// Sections whose own terms stood in §§ 53a-35a and 53a-36 until P.A. 10-36, S. 18 and 19, effective July 1, 2010:
/// their notes do not tell of them.
const TERMS_ELSEWHERE: [&str; 14] = [
    "53a-56a", "53a-59", "53a-59a", "53a-60b", "53a-60c", "53a-61", "53a-61a", "53a-70a", "53a-94a", "53a-101",
    "53a-134", "53a-216", "53a-217", "53a-55a",
];
const TERMS_MOVED: Date = date(2010, 7, 1);

/// What the notes tell of an offense.
#[derive(Debug, Clone)]
pub(super) struct Past {
    pub(super) history: History,
    /// Oldest first; at least one.
    pub(super) periods: Vec<Period>,
    /// Entries that change a class, and how many of them are in the periods.
    pub(super) class_changes: usize,
    pub(super) class_changes_read: usize,
    /// The acts whose change of a class is not.
    pub(super) unread: Vec<String>,
}

/// Reads the past of a section whose grades today are `grades`, on the last day that the edition states.
pub(super) fn read(
    section: &Section,
    grades: Vec<Grade>,
    credits: &[CreditedAct],
    entries: &[HistoryEntry<'_>],
    through: Date,
    classes: &Classes,
) -> Past {
    let mut past = Past {
        history: History::Complete,
        periods: Vec::new(),
        class_changes: 0,
        class_changes_read: 0,
        unread: Vec::new(),
    };
    let mut state = Some(grades);
    for entry in entries.iter().rev().filter(|entry| entry.author != Author::Revisors) {
        past.step(&mut state, entry, credits, through);
    }
    if let Some(state) = state {
        past.begin(state, credits, entries);
    }
    past.periods.reverse();
    past.cut(credits, entries, classes);
    if TERMS_ELSEWHERE.contains(&section.number()) {
        let basis = "known from July 1, 2010, on, when P.A. 10-36 moved terms out of §§ 53a-35a and 53a-36";
        past.weaken_before(TERMS_MOVED, basis, |_, period| period.grades.iter().map(only_class_known).collect());
    }
    past.tidy();
    past.name(credits, entries);
    past
}

impl Past {
    /// Goes behind one entry; `state` is none once it is not known how far back it holds.
    fn step(
        &mut self,
        state: &mut Option<Vec<Grade>>,
        entry: &HistoryEntry<'_>,
        credits: &[CreditedAct],
        through: Date,
    ) {
        let effect = changes::read(entry.text);
        let Some(after) = state.take() else { return self.count(entry, None, credits) };
        let (changes, whole) = match &effect {
            Effect::None => {
                self.count(entry, None, credits);
                *state = Some(after);
                return;
            }
            Effect::Changes(changes) => (changes.as_slice(), true),
            Effect::Some { changes, .. } => (changes.as_slice(), false),
        };
        let Some(effective) = entry.effective() else {
            self.history = History::UnknownBefore;
            self.push(period(through, "edition text; start not known", after));
            return self.count(entry, None, credits);
        };
        let undone = undo::undo(&after, changes).filter(|_| whole);
        let shown = undo::is_loose(&after) || undo::shows_outcome(&after, changes);
        self.count(entry, Some(&effect).filter(|_| undone.is_some() || shown), credits);
        let classified = after.iter().any(|grade| grade.classification.is_some());
        let before = match undone {
            Some(before) => before,
            None if changes.is_empty() && classified && changes::leaves_classes(entry.text) => {
                after.iter().map(only_class_known).collect()
            }
            None => undo::loosely(changes),
        };
        if undo::is_loose(&before) {
            self.history = History::UnknownBefore;
        }
        let (basis, act) = (effective.basis.words(), acts(entry, credits));
        let made = shown && !changes.is_empty();
        if !made {
            self.history = History::UnknownBefore;
        }
        self.push(if made {
            Period { act: Some(act), ..period(effective.date, basis, undo::with_outcome(after, changes)) }
        } else {
            period(effective.date, &format!("known from {act} on; {basis}"), after)
        });
        *state = Some(before);
    }

    /// The first state, from the section's first act.
    fn begin(&mut self, state: Vec<Grade>, credits: &[CreditedAct], entries: &[HistoryEntry<'_>]) {
        let first = credits.first();
        let own = |entry: &&HistoryEntry<'_>| match (&entry.author, first.and_then(CreditedAct::act)) {
            (Author::Acts(acts), Some(first)) => acts.as_slice() == [first],
            _ => false,
        };
        let stated =
            entries.iter().find(own).and_then(HistoryEntry::effective).map(|known| (known.date, known.basis.words()));
        let default = || first.and_then(CreditedAct::act).and_then(default_of).map(|date| (date, "default, § 2-32"));
        let act = first.map(ToString::to_string);
        let penal_code = first.is_some_and(|first| first.to_string().starts_with("1969, P.A. 828"));
        let (from, basis) = match stated.or_else(default) {
            _ if penal_code => (PENAL_CODE, "penal code in force, § 53a-2; grade inferred from a silent note"),
            Some((from, basis)) if from >= PENAL_CODE => (from, basis),
            _ => {
                self.history = History::UnknownBefore;
                (PENAL_CODE, "in force before this day; grade inferred from a silent note")
            }
        };
        self.push(Period { act, ..period(from, basis, state) });
    }

    /// Adds an older period; of two acts of one day both began what came of them.
    fn push(&mut self, older: Period) {
        match self.periods.last_mut().filter(|newer| newer.from == older.from) {
            Some(newer) => {
                let acts: Vec<&str> = [&older.act, &newer.act].into_iter().flatten().map(String::as_str).collect();
                newer.act = (!acts.is_empty()).then(|| acts.join("; "));
            }
            None => self.periods.push(older),
        }
    }

    /// Counts an entry that changes a class; `effect` is what of it is in the periods.
    fn count(&mut self, entry: &HistoryEntry<'_>, effect: Option<&Effect>, credits: &[CreditedAct]) {
        if !changes::changes_a_class(entry.text) {
            return;
        }
        self.class_changes += 1;
        let all = match effect {
            Some(Effect::Changes(changes) | Effect::Some { changes, every_class: true }) => changes.as_slice(),
            _ => &[],
        };
        if all.iter().any(|change| changes::class_of(change).is_some()) {
            self.class_changes_read += 1;
        } else {
            self.unread.push(acts(entry, credits));
        }
    }

    /// Drops what cannot be known: before an act that no entry describes, and before a class existed.
    fn cut(&mut self, credits: &[CreditedAct], entries: &[HistoryEntry<'_>], classes: &Classes) {
        if let Some((act, date)) = undescribed(credits, entries) {
            let basis = format!("known from {act} on, which the note does not describe; default, § 2-32");
            self.weaken_before(date, &basis, stated_only);
        }
        while let Some(place) = self.periods.windows(2).position(|pair| pair[0].from >= pair[1].from) {
            self.periods.drain(..=place);
            self.history = History::UnknownBefore;
        }
        let existed = |period: &Period, on: Date| {
            period
                .grades
                .iter()
                .filter_map(|grade| grade.classification)
                .all(|class| class.class.is_none() || classes.term(class, on).is_some())
        };
        while let Some(place) = self.periods.iter().rposition(|period| !existed(period, period.from)) {
            let created = self.periods[place].grades.iter().filter_map(|grade| grade.classification);
            let created = created.filter_map(|class| classes.changes(class).into_iter().min()).max();
            let next = self.periods.get(place + 1).map(|next| next.from);
            match created.filter(|created| next.is_none_or(|next| *created < next)) {
                Some(created) => self.cut_before(created, "known from the creation of the class on; default, § 2-32"),
                None => {
                    self.periods.drain(..=place);
                    self.history = History::UnknownBefore;
                }
            }
        }
    }

    /// Drops what says nothing: a first period of which no figure is known, and a period that is as the one before.
    fn tidy(&mut self) {
        let says_nothing = |period: &Period| !period.grades.is_empty() && period.grades.iter().all(undo::is_unknown);
        let first = self.periods.iter().position(|period| !says_nothing(period)).unwrap_or_default();
        self.periods.drain(..first);
        self.periods.dedup_by(|later, earlier| later.grades == earlier.grades);
    }

    /// Gives the periods before a renaming the former name.
    fn name(&mut self, credits: &[CreditedAct], entries: &[HistoryEntry<'_>]) {
        for entry in entries.iter().rev() {
            if let (Some(name), Some(effective)) = (renames::former_name(entry.text), entry.effective()) {
                let act = Some(acts(entry, credits));
                let renamed = Period { act, ..period(effective.date, effective.basis.words(), Vec::new()) };
                renames::name_before(&mut self.periods, effective.date, &name, renamed);
            }
        }
    }

    /// Keeps what is from `date` on.
    fn cut_before(&mut self, date: Date, basis: &str) {
        self.weaken_before(date, basis, |_, _| Vec::new());
        self.periods.retain(|period| period.from >= date);
    }

    /// Leaves of each period before `date`, given with its place, the grades that `weaken` leaves; from that day on they are known as they are.
    fn weaken_before(&mut self, date: Date, basis: &str, weaken: impl Fn(usize, &Period) -> Vec<Grade>) {
        let Some(last) = self.periods.iter().rposition(|period| period.from < date) else { return };
        self.history = History::UnknownBefore;
        if self.periods.get(last + 1).is_none_or(|next| next.from > date) {
            let kept = Period { from: date, act: None, basis: basis.to_owned(), ..self.periods[last].clone() };
            self.periods.insert(last + 1, kept);
        }
        for (place, period) in self.periods[..=last].iter_mut().enumerate() {
            period.grades = weaken(place, period);
        }
    }
}

/// What is known of a period before an act that no entry describes: the classes that its own act made, if one did.
/// What the first period carries is only inferred from what came after.
fn stated_only(place: usize, period: &Period) -> Vec<Grade> {
    let made = place > 0 && period.act.is_some();
    undo::among_others(if made { &period.grades } else { &[] })
}

/// A grade before an act that changed some figure and no class.
fn only_class_known(grade: &Grade) -> Grade {
    let mut unknown = vec![Figure::Term, Figure::Minimum, Figure::Nonsuspendable, Figure::Fine];
    if grade.classification.is_none() {
        unknown.insert(0, Figure::Class);
    }
    Grade {
        classification: grade.classification,
        pinpoint: grade.pinpoint.clone(),
        condition: grade.condition.clone(),
        unknown,
        ..Grade::default()
    }
}

/// The last credited act after the penal code that no entry describes, with the day on which it may have changed a
/// grade. The first act made the section: it needs no entry.
fn undescribed(credits: &[CreditedAct], entries: &[HistoryEntry<'_>]) -> Option<(ActName, Date)> {
    let described = |act: &ActName| {
        entries.iter().any(|entry| match &entry.author {
            Author::Acts(acts) => acts.contains(act),
            Author::SomeActOf(year) => act.year() == *year,
            Author::Revisors => entry.text.contains(&act.to_string()),
        })
    };
    let later = credits.iter().skip(1).filter(|credit| matches!(credit.name, CreditName::Act(_)));
    let open = later.filter_map(CreditedAct::act).filter(|act| !described(act));
    open.filter_map(|act| Some((act, default_of(act)?)))
        .filter(|(_, date)| *date > PENAL_CODE)
        .max_by_key(|(_, date)| *date)
}

fn period(from: Date, basis: &str, grades: Vec<Grade>) -> Period {
    Period { from, act: None, basis: basis.to_owned(), source: String::new(), name: None, note: None, grades }
}

/// The acts of an entry with their sections, as the credits give them: `P.A. 17-32, S. 2`.
fn acts(entry: &HistoryEntry<'_>, credits: &[CreditedAct]) -> String {
    let names = match &entry.author {
        Author::Acts(acts) => acts.clone(),
        Author::SomeActOf(year) => return format!("acts of {year}"),
        Author::Revisors => Vec::new(),
    };
    let cited = |act: &ActName| {
        let credit = credits.iter().find(|credit| credit.act() == Some(*act));
        credit.map_or_else(|| act.to_string(), ToString::to_string)
    };
    names.iter().map(cited).collect::<Vec<_>>().join("; ")
}
