//! The places inside sections, looked up in the table's own text. Says nothing of a section that has no line there.

use super::designator::Series;
use super::{Section, lines, order};

/// The places of one section: `a-c a1-3 a1A-B b?`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pinpoints<'a> {
    items: &'a str,
}

/// Whether a section has a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// It has.
    Exists,
    /// It has not: what stands there instead.
    Missing {
        /// The outermost place that it lacks: `(a)(1)(D)`.
        missing: String,
        /// The innermost place that it does have on the way: `(a)(1)`; empty for the section as a whole.
        within: String,
        /// What is lettered or numbered there, `(A) to (C)`; empty where nothing is.
        instead: String,
    },
    /// The table cannot tell.
    NotKnown,
}

impl Place {
    /// `§ 53a-192a has no (q): it has (a) to (c)`; `None` unless a place is missing.
    pub fn told(&self, section: &Section) -> Option<String> {
        let Place::Missing { missing, within, instead } = self else { return None };
        let whole = if within.is_empty() { "it" } else { within };
        let has = if instead.is_empty() { "is not divided".to_owned() } else { format!("has {instead}") };
        Some(format!("{} has no {missing}: {whole} {has}", section.cited()))
    }
}

impl<'a> Pinpoints<'a> {
    /// Whether the section has the place that these designators lead to, outermost first.
    pub fn place(&self, designators: &[&str]) -> Place {
        let (mut prefix, mut within) = (String::new(), String::new());
        for designator in designators {
            let inside: Vec<Run<'_>> = self.items.split(' ').filter_map(|item| run(item, &prefix)).collect();
            if inside.contains(&Run::NotKnown) {
                return Place::NotKnown;
            }
            if !inside.iter().any(|run| run.holds(designator)) {
                let beyond = inside.iter().any(|run| run.is_of_the_series(designator));
                if !beyond && self.skipping_a_level(&prefix, designator) {
                    return Place::NotKnown;
                }
                let instead = inside.iter().filter_map(Run::described).collect::<Vec<_>>().join(" and ");
                return Place::Missing { missing: format!("{within}({designator})"), within, instead };
            }
            prefix = joined(&prefix, designator);
            within.push_str(&format!("({designator})"));
        }
        Place::Exists
    }

    /// Whether the designator stands deeper than directly inside the prefix, or may: the statutes themselves write
    /// "subdivision (35) of section 12-701" where only subsection (a) has subdivisions.
    fn skipping_a_level(&self, prefix: &str, designator: &str) -> bool {
        let deeper = self.items.split(' ').filter_map(|item| item.strip_prefix(prefix));
        deeper.filter(|rest| !rest.is_empty()).any(|rest| {
            let Some((first, last)) = rest.split_once('-') else { return rest.ends_with('?') };
            // A series begins with one character.
            let own = first.char_indices().next_back().map(|(at, _)| &first[at..]);
            own.is_some_and(|own| Run::FromTo(own, last).holds(designator))
        })
    }
}

/// What one item says of the places inside a prefix.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Run<'a> {
    /// `a?`: there may be any.
    NotKnown,
    /// `a1-3`: these.
    FromTo(&'a str, &'a str),
}

impl Run<'_> {
    fn holds(&self, designator: &str) -> bool {
        let Run::FromTo(_, last) = self else { return false };
        self.place(designator).is_some_and(|place| Some(place) <= self.place(last))
    }

    fn is_of_the_series(&self, designator: &str) -> bool {
        self.place(designator).is_some()
    }

    /// The designator's place in the series that the run counts in.
    fn place(&self, designator: &str) -> Option<u16> {
        let Run::FromTo(first, _) = self else { return None };
        let (series, _) = Series::readings(first).find(|(_, place)| *place == 1)?;
        series.place(designator)
    }

    fn described(&self) -> Option<String> {
        match self {
            Run::FromTo(first, last) => Some(format!("({first}) to ({last})")),
            Run::NotKnown => None,
        }
    }
}

/// The item's run, if it is about what stands directly inside `prefix`.
fn run<'a>(item: &'a str, prefix: &str) -> Option<Run<'a>> {
    let rest = item.strip_prefix(prefix)?;
    let rest = rest.strip_prefix('.').filter(|_| !prefix.is_empty()).unwrap_or(rest);
    if rest == "?" {
        return Some(Run::NotKnown);
    }
    let (first, last) = rest.split_once('-')?;
    // The item begins with the first designator of a series; `b1` is inside `b`, not inside the section as a whole.
    (Series::readings(first).any(|(_, place)| place == 1) && item == joined_run(prefix, first, last))
        .then_some(Run::FromTo(first, last))
}

/// The item that says `first` to `last` stand inside `prefix`.
pub(crate) fn joined_run(prefix: &str, first: &str, last: &str) -> String {
    format!("{}-{last}", joined(prefix, first))
}

/// A designator after those before it. A point keeps two small letters or numerals in a row apart: `a.i`.
pub(crate) fn joined(prefix: &str, designator: &str) -> String {
    let kind = |byte: Option<u8>| byte.map(|byte| (byte.is_ascii_digit(), byte.is_ascii_uppercase()));
    let same = kind(prefix.bytes().last()) == kind(designator.bytes().next());
    format!("{prefix}{}{designator}", if same { "." } else { "" })
}

/// The places of every section that is known: the text of a `pinpoints.tsv`.
///
/// Invariant: lines are sorted by [`order::compare`] of their first column; the first is the heading.
#[derive(Clone, Copy, Debug)]
pub struct PinpointTable<'a> {
    lines: &'a str,
}

impl<'a> PinpointTable<'a> {
    /// The table in this text.
    pub fn new(table: &'a str) -> PinpointTable<'a> {
        PinpointTable { lines: lines::below_heading(table) }
    }

    /// The places of a section, if they are known.
    pub fn get(&self, section: &Section) -> Option<Pinpoints<'a>> {
        let order = |line: &str| order::compare(lines::first_column(line), section.number());
        let line = lines::find(self.lines, order).ok()?;
        Some(Pinpoints { items: line.split_once('\t')?.1 })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TABLE: &str = "section\tpinpoints\n\
        1-1\ta-bb a1-3 a1A-B a1Ai-iii b? c.i-iv i1-12\n\
        1-2\t\n\
        1-3\t1-14 1A-B\n";

    fn place(section: &str, designators: &str) -> Place {
        let pinpoints = PinpointTable::new(TABLE).get(&Section::connecticut(section).unwrap()).unwrap();
        pinpoints.place(&designators.split(' ').collect::<Vec<_>>())
    }

    fn told(section: &str, designators: &str) -> String {
        place(section, designators).told(&Section::connecticut(section).unwrap()).unwrap()
    }

    #[test]
    fn places_that_exist() {
        for designators in ["a", "z", "bb", "a 3", "a 1 B", "a 1 A ii", "c iv", "i 12"] {
            assert_eq!(place("1-1", designators), Place::Exists, "{designators}");
        }
        assert_eq!((place("1-3", "14"), place("1-1", "b 7 Q")), (Place::Exists, Place::NotKnown));
        assert_eq!(PinpointTable::new(TABLE).get(&Section::connecticut("1-4").unwrap()), None);
    }

    #[test]
    fn places_that_do_not() {
        assert_eq!(told("1-1", "cc"), "§ 1-1 has no (cc): it has (a) to (bb)");
        assert_eq!(told("1-1", "a 4 A"), "§ 1-1 has no (a)(4): (a) has (1) to (3)");
        assert_eq!(told("1-1", "a 2 A"), "§ 1-1 has no (a)(2)(A): (a)(2) is not divided");
        assert_eq!(
            (place("1-1", "13"), place("1-1", "a B"), place("1-3", "A")),
            (Place::NotKnown, Place::NotKnown, Place::NotKnown)
        );
        assert_eq!(told("1-1", "a 1 A v"), "§ 1-1 has no (a)(1)(A)(v): (a)(1)(A) has (i) to (iii)");
        assert_eq!(told("1-2", "a"), "§ 1-2 has no (a): it is not divided");
        assert_eq!(told("1-3", "1 C"), "§ 1-3 has no (1)(C): (1) has (A) to (B)");
    }
}
