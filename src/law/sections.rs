//! Every section of a code and its status, looked up in the table's own text without reading the rest.

use jiff::civil::Date;

use super::{Section, lines, order};

/// What an edition says of a section.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry<'a> {
    /// Its number, as the table writes it.
    pub number: &'a str,
    /// Whether it is law.
    pub status: Status<'a>,
    /// Number of the chapter it stands in; empty if not known.
    pub chapter: &'a str,
    /// Its name without the class; empty if not known.
    pub catchline: &'a str,
}

/// Whether a section is law, and what became of it if not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Status<'a> {
    /// It is law.
    InForce,
    /// Other sections cite it as law; the edition's copy lacks its row.
    Attested,
    /// It was law.
    Repealed(Ended<'a>),
    /// It has another number.
    Transferred {
        /// The numbers it went to; empty if not known.
        to: Vec<&'a str>,
        /// By what, when.
        ended: Ended<'a>,
    },
    /// The number is kept for later.
    Reserved,
    /// The code leaves it out.
    Omitted,
}

/// By what act a section ended, and when, where the edition says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Ended<'a> {
    /// The act.
    pub act: Option<&'a str>,
    /// First day on which it was no longer law.
    pub effective: Option<Date>,
}

impl Status<'_> {
    /// Whether there was a section and is none of that number any more.
    pub fn is_gone(&self) -> bool {
        matches!(self, Status::Repealed(_) | Status::Transferred { .. })
    }

    /// The word that the contract and the table use.
    pub fn name(&self) -> &'static str {
        match self {
            Status::InForce => "in-force",
            Status::Attested => "attested",
            Status::Repealed(_) => "repealed",
            Status::Transferred { .. } => "transferred",
            Status::Reserved => "reserved",
            Status::Omitted => "omitted",
        }
    }
}

/// The sections of one code: the text of a `sections.tsv`.
///
/// Invariant: lines are sorted by [`order::compare`] of their first column; the first is the heading.
#[derive(Clone, Copy, Debug)]
pub struct Sections<'a> {
    lines: &'a str,
}

impl<'a> Sections<'a> {
    /// The table in this text.
    pub fn new(table: &'a str) -> Sections<'a> {
        Sections { lines: lines::below_heading(table) }
    }

    /// The entry of a section, if the edition has it. Cost: some twenty comparisons.
    pub fn get(&self, section: &Section) -> Option<Entry<'a>> {
        let order = |line: &str| order::compare(lines::first_column(line), section.number());
        lines::find(self.lines, order).ok().and_then(parse)
    }

    /// Every entry, in order.
    pub fn iter(&self) -> impl Iterator<Item = Entry<'a>> + use<'a> {
        self.lines.lines().filter_map(parse)
    }

    /// Every entry whose catchline begins with `name`, as written or with a capital at its start alone.
    pub fn named(&self, name: &str) -> Vec<Entry<'a>> {
        let mut letters = name.chars();
        let sentence =
            letters.next().map(|first| first.to_uppercase().chain(letters.flat_map(char::to_lowercase)).collect());
        let mut entries = self.with_name(name);
        if let Some(sentence) = sentence.filter(|sentence: &String| sentence != name) {
            entries.extend(self.with_name(&sentence));
        }
        entries
    }

    /// Every entry whose number begins with `prefix`, in the order of the code.
    pub fn beginning(&self, prefix: &str) -> impl Iterator<Item = Entry<'a>> + use<'a> {
        let prefix = format!("\n{prefix}");
        let lines = self.lines;
        let first = lines.starts_with(&prefix[1..]).then_some(0);
        let finder = memchr::memmem::Finder::new(&prefix).into_owned();
        let mut at = 0;
        let others = std::iter::from_fn(move || {
            let hit = at + finder.find(&lines.as_bytes()[at..])?;
            at = hit + 1;
            Some(at)
        });
        first.into_iter().chain(others).filter_map(move |start| parse(lines::at(lines, start)))
    }

    fn with_name(&self, name: &str) -> Vec<Entry<'a>> {
        let bytes = self.lines.as_bytes();
        let hits = memchr::memmem::find_iter(bytes, name.as_bytes());
        let lines = hits.filter_map(|hit| {
            let start = memchr::memrchr(b'\n', &bytes[..hit]).map_or(0, |at| at + 1);
            // The catchline is the fourth column.
            let begins =
                bytes[start..hit].ends_with(b"\t") && memchr::memchr_iter(b'\t', &bytes[start..hit]).count() == 3;
            begins.then(|| lines::at(self.lines, start))
        });
        lines.filter_map(parse).collect()
    }
}

fn parse(line: &str) -> Option<Entry<'_>> {
    let mut columns = line.split('\t');
    let mut column = || columns.next().unwrap_or("");
    let (number, status, chapter, catchline) = (column(), column(), column(), column());
    let (act, effective, _basis, to) = (column(), column(), column(), column());
    let ended = Ended { act: (!act.is_empty()).then_some(act), effective: effective.parse().ok() };
    let status = match status {
        // `build.rs` leaves the word out of the program's copy.
        "" | "in-force" => Status::InForce,
        "attested" => Status::Attested,
        "repealed" => Status::Repealed(ended),
        "transferred" => Status::Transferred { to: to.split(',').filter(|number| !number.is_empty()).collect(), ended },
        "reserved" => Status::Reserved,
        "omitted" => Status::Omitted,
        _ => return None,
    };
    Some(Entry { number, status, chapter, catchline })
}

#[cfg(test)]
mod tests {
    use super::*;

    const TABLE: &str = "section\tstatus\tchapter\tcatchline\tact\teffective\tbasis\tto\n\
        1-1\tin-force\t1\tWords and phrases\t\t\t\t\n\
        1-15\ttransferred\t3\t\t\t\t\t1-212\n\
        53-21\tin-force\t939\tInjury\t\t\t\t\n\
        53a-83\tin-force\t952\tSoliciting sexual acts\t\t\t\t\n\
        53a-83a\trepealed\t952\tFrom a vehicle\tP.A. 17-32\t2017-10-01\tstub\t\n\
        53a-167i\treserved\t952\t\t\t\t\t\n";

    fn status(number: &str) -> Option<&'static str> {
        let section = Section::connecticut(number).unwrap();
        Sections::new(TABLE).get(&section).map(|entry| entry.status.name())
    }

    #[test]
    fn every_line_is_found_and_nothing_else() {
        for entry in Sections::new(TABLE).iter() {
            assert_eq!(status(entry.number), Some(entry.status.name()), "{}", entry.number);
        }
        for absent in ["1-2", "53a-1", "99-1", "53a-83b", "1-15a"] {
            assert_eq!(status(absent), None, "{absent}");
        }
        assert_eq!(Sections::new("").get(&Section::connecticut("1-1").unwrap()), None);
    }

    #[test]
    fn names_lead_to_sections() {
        let named = |name: &str| Sections::new(TABLE).named(name).iter().map(|entry| entry.number).collect::<Vec<_>>();
        assert_eq!(named("Soliciting sexual acts"), ["53a-83"]);
        assert_eq!(named("Soliciting Sexual Acts"), ["53a-83"]);
        assert_eq!(named("sexual acts"), [""; 0]);
        assert_eq!(named("P.A. 17-32"), [""; 0]);
    }

    #[test]
    fn numbers_that_begin_so() {
        let beginning =
            |prefix: &str| Sections::new(TABLE).beginning(prefix).map(|entry| entry.number).collect::<Vec<_>>();
        assert_eq!(beginning("53a-83"), ["53a-83", "53a-83a"]);
        assert_eq!(beginning("1-1"), ["1-1", "1-15"]);
        assert_eq!(beginning("3a"), [""; 0]);
    }

    #[test]
    fn an_ended_section_says_by_what_and_when() {
        let entry = Sections::new(TABLE).get(&Section::connecticut("53a-83a").unwrap()).unwrap();
        let Status::Repealed(ended) = entry.status else { panic!("{entry:?}") };
        assert_eq!(ended.act, Some("P.A. 17-32"));
        assert_eq!(ended.effective.unwrap().to_string(), "2017-10-01");
    }
}
