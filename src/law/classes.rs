//! What a class carries by period: §§ 53a-35a, 53a-36, 53a-36a (terms), 53a-41 to 53a-43 (fines).

use jiff::civil::Date;
use serde::Deserialize;

use super::offense::{Figure, date, length};
use super::{Classification, Fine, Length, Term};

/// The terms and fines of every class.
#[derive(Clone, Debug, Default)]
pub struct Classes {
    classes: Vec<Class>,
}

#[derive(Clone, Debug)]
struct Class {
    classification: Classification,
    terms: Vec<TermPeriod>,
    fines: Vec<FinePeriod>,
}

/// A figure of a class, and from when by what act.
#[derive(Clone, Copy, Debug)]
pub struct Dated<'a, T> {
    /// The figure.
    pub value: T,
    /// First day.
    pub from: Date,
    /// The act.
    pub act: &'a str,
    /// How the date is known.
    pub basis: &'a str,
    /// What was read.
    pub source: &'a str,
}

/// The term of a class.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ClassTerm {
    /// The term.
    pub term: Term,
    /// Whether its shortest sentence is known. From 1971 to 1981 courts fixed it (§ 53a-35).
    pub shortest_known: bool,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct TermPeriod {
    #[serde(deserialize_with = "date")]
    from: Date,
    #[serde(default, deserialize_with = "length")]
    minimum: Option<Length>,
    #[serde(default, deserialize_with = "length")]
    maximum: Option<Length>,
    act: String,
    basis: String,
    source: String,
    #[serde(default)]
    unknown: Vec<Figure>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct FinePeriod {
    #[serde(deserialize_with = "date")]
    from: Date,
    maximum: u64,
    act: String,
    basis: String,
    source: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ClassFile {
    class: Vec<RawClass>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawClass {
    name: String,
    #[serde(default, rename = "term")]
    terms: Vec<TermPeriod>,
    #[serde(default, rename = "fine")]
    fines: Vec<FinePeriod>,
}

impl Classes {
    /// Reads a `classes.toml`.
    ///
    /// # Errors
    /// TOML's own, with line and column; also a class name that is none.
    pub fn parse(file: &str) -> Result<Classes, toml::de::Error> {
        let raw: ClassFile = toml::from_str(file)?;
        let mut classes = Vec::new();
        for class in raw.class {
            let classification = Classification::parse(&class.name).ok_or_else(|| {
                serde::de::Error::custom(format!("{:?} is not a class such as \"class B felony\"", class.name))
            })?;
            classes.push(Class { classification, terms: class.terms, fines: class.fines });
        }
        Ok(Classes { classes })
    }

    /// The term of a class on a date; `None` if the class did not exist then.
    pub fn term(&self, classification: Classification, on: Date) -> Option<Dated<'_, ClassTerm>> {
        let period = self.class(classification)?.terms.iter().rev().find(|period| period.from <= on)?;
        let term = Term { minimum: period.minimum, maximum: period.maximum };
        let value = ClassTerm { term, shortest_known: !period.unknown.contains(&Figure::Minimum) };
        Some(Dated { value, from: period.from, act: &period.act, basis: &period.basis, source: &period.source })
    }

    /// The fine of a class on a date; `None` if the class did not exist or has no fine of its own.
    pub fn fine(&self, classification: Classification, on: Date) -> Option<Dated<'_, Fine>> {
        let period = self.class(classification)?.fines.iter().rev().find(|period| period.from <= on)?;
        let value = Fine::UpTo(period.maximum);
        Some(Dated { value, from: period.from, act: &period.act, basis: &period.basis, source: &period.source })
    }

    /// The dates on which the term or fine of a class changed.
    pub fn changes(&self, classification: Classification) -> Vec<Date> {
        let Some(class) = self.class(classification) else { return Vec::new() };
        let terms = class.terms.iter().map(|period| period.from);
        terms.chain(class.fines.iter().map(|period| period.from)).collect()
    }

    /// Every class that the file names.
    pub fn names(&self) -> impl Iterator<Item = Classification> + '_ {
        self.classes.iter().map(|class| class.classification)
    }

    fn class(&self, classification: Classification) -> Option<&Class> {
        self.classes.iter().find(|class| class.classification == classification)
    }
}
