//! What a class carries by period: §§ 53a-35a, 53a-36, 53a-36a (terms), 53a-41 to 53a-43 (fines).

use jiff::civil::Date;
use serde::Deserialize;

use super::offense::{Figure, classification, date, length};
use super::{Classification, Fine, Length, Term};

/// The terms and fines of every class, and what the rules on classes make of an offense that has none.
#[derive(Clone, Debug, Default)]
pub struct Classes {
    classes: Vec<Class>,
    deemed: Vec<Deemed>,
    ceilings: Vec<Ceiling>,
}

/// A class that an offense without one is deemed to have by its greatest term: §§ 53a-25(d), 53a-26(d).
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Deemed {
    #[serde(deserialize_with = "classification")]
    class: Option<Classification>,
    #[serde(default, deserialize_with = "length")]
    exactly: Option<Length>,
    #[serde(default, deserialize_with = "length")]
    more_than: Option<Length>,
    #[serde(default, deserialize_with = "length")]
    at_most: Option<Length>,
    #[serde(default)]
    except_titles: Vec<String>,
    #[serde(flatten)]
    since: Since,
}

/// A greatest term that is cut to another, whatever the section says: § 53a-36a.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Ceiling {
    #[serde(deserialize_with = "length")]
    of: Option<Length>,
    #[serde(deserialize_with = "length")]
    maximum: Option<Length>,
    #[serde(flatten)]
    since: Since,
}

/// From when a rule holds, and how that is known.
#[derive(Clone, Debug, Deserialize)]
struct Since {
    #[serde(deserialize_with = "date")]
    from: Date,
    act: String,
    basis: String,
    source: String,
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
    #[serde(default)]
    deemed: Vec<Deemed>,
    #[serde(default)]
    ceiling: Vec<Ceiling>,
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

impl Deemed {
    fn fits(&self, maximum: Length, title: &str) -> bool {
        !self.except_titles.iter().any(|excepted| excepted == title)
            && self.exactly.is_none_or(|exactly| maximum == exactly)
            && self.more_than.is_none_or(|limit| maximum > limit)
            && self.at_most.is_none_or(|limit| maximum <= limit)
    }
}

impl Since {
    fn dated<T>(&self, value: T) -> Dated<'_, T> {
        Dated { value, from: self.from, act: &self.act, basis: &self.basis, source: &self.source }
    }
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
        Ok(Classes { classes, deemed: raw.deemed, ceilings: raw.ceiling })
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

    /// The class that an offense of a title is deemed to have on a date, if its section sets the greatest term and no
    /// class, with its authority.
    pub fn deemed(&self, maximum: Length, title: &str, on: Date) -> Option<Dated<'_, Classification>> {
        let rule = self.deemed.iter().find(|rule| rule.fits(maximum, title) && rule.since.from <= on)?;
        Some(rule.since.dated(rule.class?))
    }

    /// The greatest term that a section may set on a date, where it is less than the section says, with its authority.
    pub fn ceiling(&self, maximum: Length, on: Date) -> Option<Dated<'_, Length>> {
        let rule = self.ceilings.iter().find(|rule| rule.of == Some(maximum) && rule.since.from <= on)?;
        Some(rule.since.dated(rule.maximum?))
    }

    /// The dates on which a rule changed what an offense of a title with that greatest term and no class carries.
    pub fn changes_without_class(&self, maximum: Length, title: &str) -> Vec<Date> {
        let ceilings = self.ceilings.iter().filter(|rule| rule.of == Some(maximum)).map(|rule| rule.since.from);
        let deemed = self.deemed.iter().filter(|rule| rule.fits(maximum, title)).map(|rule| rule.since.from);
        ceilings.chain(deemed).collect()
    }

    /// Every class that the file names.
    pub fn names(&self) -> impl Iterator<Item = Classification> + '_ {
        self.classes.iter().map(|class| class.classification)
    }

    fn class(&self, classification: Classification) -> Option<&Class> {
        self.classes.iter().find(|class| class.classification == classification)
    }
}
