//! Offenses as the table's files state them: read from TOML, one offense at a time.

use jiff::civil::Date;
use serde::{Deserialize, Deserializer};

use super::offense_names::NameStanding;
use super::{Classification, Fine, Length, Pinpoint, Provision, Section};

/// An offense and the history of what it carries.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Offense {
    /// The section that defines it.
    #[serde(deserialize_with = "section")]
    pub section: Section,
    /// Its name today; none where that is the section's catchline.
    #[serde(default)]
    pub name: Option<String>,
    /// What people call it beside its name.
    #[serde(default)]
    pub also_called: Vec<String>,
    /// Whether every grade since its creation is known.
    #[serde(default)]
    pub history: History,
    /// What a maintainer should know; never shown as law.
    #[serde(default)]
    pub note: Option<String>,
    /// Provisions of other sections that punish its violation: § 29-35 is punished in § 29-37.
    #[serde(default)]
    pub penalty_in: Vec<Provision>,
    /// Periods, oldest first; each lasts until the next begins. None: other sections hold the penalty.
    #[serde(default, rename = "period")]
    pub periods: Vec<Period>,
}

/// How far back the table knows an offense.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
pub enum History {
    /// From its creation.
    #[serde(rename = "complete")]
    Complete,
    /// Only from the first period on.
    #[default]
    #[serde(rename = "unknown before the first period")]
    UnknownBefore,
}

/// A stretch of time in which an offense carried the same grades.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Period {
    /// First day.
    #[serde(deserialize_with = "date")]
    pub from: Date,
    /// The act that began it; `None` where the period begins with what the table knows.
    #[serde(default)]
    pub act: Option<String>,
    /// How the date is known.
    pub basis: String,
    /// What was read; the file's own `source` where it is left out.
    #[serde(default)]
    pub source: String,
    /// The offense's name then, where it was not today's.
    #[serde(default)]
    pub name: Option<String>,
    /// What a maintainer should know; never shown as law.
    #[serde(default)]
    pub note: Option<String>,
    /// Every grade. None: no such offense from that day.
    #[serde(rename = "grade")]
    pub grades: Vec<Grade>,
}

/// One grade of an offense as its section states it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Grade {
    /// The class, where the section gives one.
    #[serde(default, deserialize_with = "classification")]
    pub classification: Option<Classification>,
    /// Where in the section it stands.
    #[serde(default, deserialize_with = "pinpoint")]
    pub pinpoint: Pinpoint,
    /// When it applies, in a few words.
    #[serde(default)]
    pub condition: Option<String>,
    /// Shortest sentence, where the section sets it.
    #[serde(default, deserialize_with = "length")]
    pub minimum: Option<Length>,
    /// Longest sentence, where the section sets it.
    #[serde(default, deserialize_with = "length")]
    pub maximum: Option<Length>,
    /// Smallest fine, where the section sets it, in dollars.
    #[serde(default)]
    pub fine_minimum: Option<u64>,
    /// Largest fine, where the section sets it, in dollars.
    #[serde(default)]
    pub fine_maximum: Option<u64>,
    /// The fine that must be imposed, in dollars.
    #[serde(default)]
    pub fine_fixed: Option<u64>,
    /// The provision that sets the fine, such as `18 U.S.C. 3571`.
    #[serde(default)]
    pub fine_rule: Option<String>,
    /// The part of the sentence that may not be suspended or reduced.
    #[serde(default, deserialize_with = "length")]
    pub nonsuspendable: Option<Length>,
    /// The sentence that must be imposed at least.
    #[serde(default, deserialize_with = "length")]
    pub mandatory_minimum: Option<Length>,
    /// What the grade has but the table does not know.
    #[serde(default)]
    pub unknown: Vec<Figure>,
    /// What the other keys cannot say; never shown as law.
    #[serde(default)]
    pub note: Option<String>,
}

/// A kind of figure that a grade can carry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Figure {
    /// The class.
    Class,
    /// The term of imprisonment.
    Term,
    /// The shortest sentence.
    Minimum,
    /// The part of a sentence that may not be suspended.
    Nonsuspendable,
    /// The fine.
    Fine,
}

impl Figure {
    /// Every figure of a grade.
    pub const ALL: [Figure; 5] = [Figure::Class, Figure::Term, Figure::Minimum, Figure::Nonsuspendable, Figure::Fine];
}

impl Grade {
    /// The fine that the section itself sets.
    pub fn own_fine(&self) -> Option<Fine> {
        self.fine_fixed.map(Fine::Fixed).or(self.fine_maximum.map(Fine::UpTo))
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct OffenseFile {
    /// What was read for every period that does not say.
    #[serde(default)]
    source: String,
    #[serde(default)]
    offense: Vec<Offense>,
}

/// Reads a whole file of offenses.
///
/// # Errors
/// TOML's own, with line and column: wrong syntax, an unknown key, a date or class that is none.
pub fn parse_all(file: &str) -> Result<Vec<Offense>, toml::de::Error> {
    let OffenseFile { source, mut offense } = toml::from_str(file)?;
    for period in offense.iter_mut().flat_map(|offense| &mut offense.periods) {
        if period.source.is_empty() {
            period.source.clone_from(&source);
        }
    }
    Ok(offense)
}

/// Where an offense stands in a file.
#[derive(Clone, Copy, Debug)]
pub(super) struct OffenseText<'a> {
    /// What stands in the file before its first offense.
    header: &'a str,
    text: &'a str,
}

impl OffenseText<'_> {
    /// The offense; `None` if its file is not what a test of the table holds it to be.
    pub(super) fn parse(self) -> Option<Offense> {
        parse_all(&[self.header, self.text].concat()).ok()?.pop()
    }
}

/// Where each offense stands in a file, by its section's number.
///
/// Each `[[offense]]` table names its section in a line of its own, `section = "53a-83"`; nothing else is read.
pub(super) fn index(file: &str) -> impl Iterator<Item = (&str, OffenseText<'_>)> {
    let starts: Vec<usize> = memchr::memmem::find_iter(file.as_bytes(), b"[[offense]]\n").collect();
    let header = &file[..starts.first().copied().unwrap_or(file.len())];
    let ends = starts.clone().into_iter().skip(1).chain([file.len()]);
    starts.into_iter().zip(ends).filter_map(move |(start, end)| {
        let text = &file[start..end];
        let (_, after) = text.split_once("\nsection = \"")?;
        let (number, _) = after.split_once('"')?;
        Some((number, OffenseText { header, text }))
    })
}

/// The name of an offense, which is its catchline where its text gives none, those that it had, and those that people use.
pub(super) fn names<'a>(text: &OffenseText<'a>, catchline: Option<&'a str>) -> Vec<(&'a str, NameStanding)> {
    let head = text.text.split("[[offense.period]]").next().unwrap_or_default();
    let own = head.lines().find_map(|line| line.strip_prefix("name = \"")?.strip_suffix('"'));
    let familiar = head.lines().find_map(|line| line.strip_prefix("also_called = [")?.strip_suffix(']'));
    let familiar = familiar.into_iter().flat_map(|list| list.split(", ")).map(|name| name.trim_matches('"'));
    // Where the section is gone, nothing is called so today.
    let standing = if catchline.is_some() { NameStanding::Current } else { NameStanding::Former };
    let current = own.or(catchline).map(|name| (name, standing));
    let former = period_names(text).into_iter().map(|name| (name, NameStanding::Former));
    current.into_iter().chain(former).chain(familiar.map(|name| (name, NameStanding::Familiar))).collect()
}

/// The names that the periods of an offense's text give, each in a line of its own; nothing else is read.
pub(super) fn period_names<'a>(text: &OffenseText<'a>) -> Vec<&'a str> {
    let (_, periods) = text.text.split_once("[[offense.period]]").unwrap_or_default();
    let named = periods.lines().filter_map(|line| line.strip_prefix("name = \"")?.strip_suffix('"'));
    named.collect()
}

pub(super) fn date<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Date, D::Error> {
    let written = toml::value::Datetime::deserialize(deserializer)?;
    written
        .to_string()
        .parse()
        .map_err(|_| serde::de::Error::custom(format!("{written} is not a date such as 2017-10-01")))
}

pub(super) fn length<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Length>, D::Error> {
    read(deserializer, Length::parse, "a term such as \"9 months\", \"25 years\" or \"life\"").map(Some)
}

pub(super) fn classification<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Classification>, D::Error> {
    read(deserializer, Classification::parse, "a class such as \"class B felony\"").map(Some)
}

fn pinpoint<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Pinpoint, D::Error> {
    read(deserializer, Pinpoint::parse, "a pinpoint such as \"(b)(2)\"")
}

pub(super) fn section<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Section, D::Error> {
    read(deserializer, Section::from_table, "a section such as \"53a-83\" or \"18:1591\"")
}

fn read<'de, D: Deserializer<'de>, T>(
    deserializer: D,
    parse: fn(&str) -> Option<T>,
    wanted: &str,
) -> Result<T, D::Error> {
    let text = String::deserialize(deserializer)?;
    parse(&text).ok_or_else(|| serde::de::Error::custom(format!("{text:?} is not {wanted}")))
}
