//! Builds the places of a section from its marks, taken in order. Where a mark does not follow from those before it, the
//! places around it are not known.

use std::collections::{BTreeMap, BTreeSet};

use super::marks::{Mark, Standing};
use crate::law::designator::Series;
use crate::law::pinpoints::{joined, joined_run};

/// The places of one section.
#[derive(Debug, Default)]
pub(super) struct Tree {
    /// How far each series goes inside each place that has one.
    inside: BTreeMap<Path, BTreeMap<Series, u16>>,
    /// Places whose inside is not known.
    unknown: BTreeSet<Path>,
    at: Path,
}

/// Where something stands, outermost first.
type Path = Vec<(Series, u16)>;

impl Tree {
    /// Enters the place that a mark names.
    pub(super) fn enter(&mut self, mark: Mark<'_>) {
        let place = self.place_of(mark);
        match (mark.standing, place) {
            // It fits, so it may be a place, and the ones that would follow it too.
            (Standing::Doubtful, Some((parent, _))) => {
                self.unknown.insert(parent);
            }
            (Standing::Doubtful, None) => {}
            (_, Some((parent, own))) => {
                let last = self.inside.entry(parent.clone()).or_default().entry(own.0).or_default();
                *last = own.1.max(*last);
                self.at = parent;
                self.at.push(own);
            }
            (_, None) => self.doubt(mark.designator),
        }
    }

    /// Where a mark leads, if it follows from the marks before it: the place it stands in, and its own.
    fn place_of(&self, mark: Mark<'_>) -> Option<(Path, (Series, u16))> {
        let readings = || Series::readings(mark.designator);
        let depth = |series| self.at.iter().position(|(own, _)| *own == series);
        // (i) that opens a paragraph after (h) is a letter; inside the text of (h)(1)(A) it is a numeral. (v) goes on
        // with the innermost series.
        let next = readings().filter_map(|(series, place)| {
            let depth = depth(series)?;
            let follows = place == self.at[depth].1 + 1
                || mark.standing == Standing::EndsRange && place > self.at[depth].1 && depth + 1 == self.at.len();
            let shadowed = place == 9 && depth + 1 < self.at.len() && mark.standing == Standing::Inside;
            (follows && !shadowed).then_some((self.at[..depth].to_vec(), (series, place)))
        });
        let first = || {
            let (series, place) = readings().find(|(_, place)| *place == 1)?;
            match depth(series) {
                None => Some((self.at.clone(), (series, place))),
                // A second enumeration in one place; a second (a) is another text with letters of its own.
                Some(depth) if depth > 0 => Some((self.at[..depth].to_vec(), (series, place))),
                Some(_) => None,
            }
        };
        next.max_by_key(|(parent, _)| parent.len()).or_else(first)
    }

    /// A mark that does not follow: the outermost place that it lies in is not known, or the section is not.
    fn doubt(&mut self, designator: &str) {
        let outermost = self.at.first().map(|(series, _)| *series);
        let only_inside = Series::readings(designator).all(|(series, _)| Some(series) != outermost);
        match self.at.first().filter(|_| only_inside) {
            Some(outer) => {
                let outer = vec![*outer];
                self.unknown.insert(outer.clone());
                self.at = outer;
            }
            None => {
                self.unknown.insert(Path::new());
            }
        }
    }

    /// As the table writes it, `a-c a1-3 b?`; `None` if the section is not known.
    pub(super) fn written(&self) -> Option<String> {
        // A series of one is what a lost mark leaves.
        let alone = self.inside.iter().filter(|(_, series)| series.values().any(|last| *last == 1));
        let unknown: BTreeSet<&Path> = self.unknown.iter().chain(alone.map(|(path, _)| path)).collect();
        if unknown.contains(&Path::new()) {
            return None;
        }
        let above = |path: &Path| (1..path.len()).any(|length| unknown.contains(&path[..length].to_vec()));
        let mut items: Vec<(&Path, String)> = Vec::new();
        for (path, series) in self.inside.iter().filter(|(path, _)| !unknown.contains(path) && !above(path)) {
            let run = |(series, last): (&Series, &u16)| {
                (path, joined_run(&prefix(path), &series.designator(1), &series.designator(*last)))
            };
            items.extend(series.iter().map(run));
        }
        items.extend(unknown.iter().filter(|path| !above(path)).map(|path| (*path, format!("{}?", prefix(path)))));
        items.sort();
        Some(items.into_iter().map(|(_, item)| item).collect::<Vec<_>>().join(" "))
    }
}

fn prefix(path: &Path) -> String {
    path.iter().fold(String::new(), |prefix, (series, place)| joined(&prefix, &series.designator(*place)))
}
