//! The acts of Connecticut that the edition names, and the sections that they touched, looked up in the table's own
//! text. An act that touched no section of the code is not there.

use super::act::{ActKind, ActName, Session};
use super::{Section, lines};

/// An act that the credits or the history note of a section name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Act<'a> {
    /// Its name.
    pub name: ActName,
    /// `53a-83,192a 54-36p`: titles with their sections.
    sections: &'a str,
}

impl<'a> Act<'a> {
    /// The sections whose credits or history notes name it, in order.
    pub fn sections(&self) -> impl Iterator<Item = Section> + use<'a> {
        self.sections.split(' ').flat_map(|title| {
            let (title, numbers) = title.split_once('-').unwrap_or((title, ""));
            numbers.split(',').filter_map(move |number| Section::connecticut(&format!("{title}-{number}")))
        })
    }
}

/// The acts: the text of an `acts.tsv`.
///
/// Invariant: lines are sorted by [`ActName`]; the first is the heading.
#[derive(Clone, Copy, Debug)]
pub struct Acts<'a> {
    lines: &'a str,
}

impl<'a> Acts<'a> {
    /// The table in this text.
    pub fn new(table: &'a str) -> Acts<'a> {
        Acts { lines: lines::below_heading(table) }
    }

    /// The act of that name, if the edition names it.
    pub fn get(&self, name: ActName) -> Option<Act<'a>> {
        lines::find(self.lines, |line| compare(line, name)).ok().and_then(parse)
    }

    /// The acts of the same year and number by other sessions or among the special acts, in order. The edition names some
    /// sessions now by their month, now by their day: `June Sp. Sess. P.A. 12-1` and `June 12 Sp. Sess. P.A. 12-1`.
    pub fn namesakes(&self, name: ActName) -> impl Iterator<Item = Act<'a>> + use<'a> {
        let from = |year| {
            let first = ActName::new(year, Session::Regular, ActKind::Public, 0);
            // No act has the number 0.
            lines::find(self.lines, |line| compare(line, first)).err().unwrap_or(0)
        };
        let (start, end) = (from(name.year()), from(name.year().saturating_add(1)));
        let acts = self.lines.get(start..end).unwrap_or("").lines().filter_map(parse);
        acts.filter(move |act| act.name.number() == name.number() && act.name != name)
    }

    /// The public act of the regular session of `year` that has the highest number of those the edition names.
    pub fn last_of(&self, year: i16) -> Option<Act<'a>> {
        let beyond = ActName::new(year, Session::Regular, ActKind::Public, u16::MAX);
        let place = lines::find(self.lines, |line| compare(line, beyond)).err()?;
        let act = parse(lines::before(self.lines, place)?)?;
        let same = (act.name.year(), act.name.session(), act.name.kind()) == (year, Session::Regular, ActKind::Public);
        same.then_some(act)
    }

    /// Every act, in order.
    pub fn iter(&self) -> impl Iterator<Item = Act<'a>> + use<'a> {
        self.lines.lines().filter_map(parse)
    }
}

fn compare(line: &str, name: ActName) -> std::cmp::Ordering {
    // A name that cannot be read would be a defect of the file, which a test finds.
    ActName::parse(lines::first_column(line)).map_or(std::cmp::Ordering::Less, |own| own.cmp(&name))
}

fn parse(line: &str) -> Option<Act<'_>> {
    let (name, sections) = line.split_once('\t')?;
    Some(Act { name: ActName::parse(name)?, sections })
}

#[cfg(test)]
mod tests {
    use super::*;

    const TABLE: &str = "act\tsections\n\
        1969, P.A. 828\t53a-1,2\n\
        P.A. 17-9\t1-1\n\
        P.A. 17-32\t42a-2-314 53a-83,192a\n\
        S.A. 17-40\t1-2\n\
        June Sp. Sess. P.A. 17-2\t1-3\n";

    fn get(name: &str) -> Option<Vec<String>> {
        let act = Acts::new(TABLE).get(ActName::parse(name).unwrap())?;
        Some(act.sections().map(|section| section.number().to_owned()).collect())
    }

    #[test]
    fn acts_and_their_sections() {
        for act in Acts::new(TABLE).iter() {
            assert_eq!(Acts::new(TABLE).get(act.name), Some(act));
        }
        assert_eq!(get("P.A. 17-32").unwrap(), ["42a-2-314", "53a-83", "53a-192a"]);
        assert_eq!((get("P.A. 17-2"), get("P.A. 17-40"), get("P.A. 18-1")), (None, None, None));
    }

    #[test]
    fn acts_of_one_number() {
        let of = |name| Acts::new(TABLE).namesakes(ActName::parse(name).unwrap());
        let names = |name| of(name).map(|act| act.name.to_string()).collect::<Vec<_>>();
        assert_eq!(names("P.A. 17-2"), ["June Sp. Sess. P.A. 17-2"]);
        assert_eq!(names("P.A. 17-32"), [""; 0]);
    }

    #[test]
    fn the_last_act_of_a_year() {
        let last = |year| Acts::new(TABLE).last_of(year).map(|act| act.name.to_string());
        assert_eq!(last(2017).as_deref(), Some("P.A. 17-32"));
        assert_eq!((last(2016), last(2018)), (None, None));
    }
}
