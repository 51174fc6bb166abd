//! Elements of offenses and other rules that a person has read, by period, with the statements that speak of them.
//! Says what words a statement has, never where one stands: `claim/element.rs` finds them.

use std::collections::{BTreeMap, HashMap};
use std::sync::OnceLock;

use jiff::civil::Date;
use regex::Regex;
use serde::Deserialize;

use super::Section;
use super::offense::{History, date};

/// The elements of one code: a file of the table, of which only what is asked for is read.
#[derive(Debug, Default)]
pub struct Elements {
    /// The named groups of words that patterns use.
    pub words: BTreeMap<String, String>,
    /// The text of each element, and the element once it was asked for.
    texts: Vec<(&'static str, OnceLock<Option<Element>>)>,
    /// Which of them a citation of a section or an act brings up.
    by_citation: HashMap<&'static str, Vec<usize>>,
}

/// One rule, such as the age from which a person can be guilty, and how it changed.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Element {
    /// The section that holds or held it.
    #[serde(deserialize_with = "super::offense::section")]
    pub section: Section,
    /// What it is.
    pub kind: ElementKind,
    /// What it is about, in a few words; for the reader of the file.
    pub about: String,
    /// Whether every answer since the section's creation is known.
    #[serde(default)]
    pub history: History,
    /// Sections and acts (`P.A. 11-180`) whose citation shows that a document may speak of the rule.
    #[serde(default)]
    pub cited_with: Vec<String>,
    /// Beginnings of words, one of which every statement has: only blocks with one are looked into.
    pub near: Vec<String>,
    /// Beginnings of words, one of which stands in the same sentence too, in lower case: building a pattern takes longer
    /// than reading a brochure. Empty: any sentence will do.
    #[serde(default)]
    pub with: Vec<String>,
    /// What a maintainer should know; never shown as law.
    #[serde(default)]
    pub note: Option<String>,
    /// Periods, oldest first; each lasts until the next begins.
    #[serde(rename = "period")]
    pub periods: Vec<ElementPeriod>,
    /// What documents say of it.
    #[serde(rename = "statement")]
    pub statements: Vec<StatementForm>,
}

/// What an element is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ElementKind {
    /// An age in the definition of an offense or in another rule.
    Age,
    /// What is taken to be so until it is disproved.
    Presumption,
    /// Another part of an offense's definition.
    Element,
    /// What somebody must do or report.
    Duty,
}

/// A stretch of time in which the rule did not change.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ElementPeriod {
    /// First day.
    #[serde(deserialize_with = "date")]
    pub from: Date,
    /// The act that began it.
    pub act: String,
    /// How the date is known.
    pub basis: String,
    /// What was read.
    pub source: String,
    /// What the law is, as the message says it after "§ 53a-82: ".
    pub law: String,
    /// The age, where the rule draws a line at one.
    #[serde(default)]
    pub line: Option<u64>,
    /// Whether the rule is there, where it draws no line. Neither: a statement is not judged.
    #[serde(default)]
    pub holds: Option<bool>,
    /// Sentences that are right in the period; a test judges them.
    #[serde(default)]
    pub right: Vec<String>,
    /// Sentences that are wrong in the period.
    #[serde(default)]
    pub wrong: Vec<String>,
}

/// A form of words in which documents speak of an element.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StatementForm {
    /// The words, as `rules/README.md` explains them; any one of them.
    pub says: Vec<String>,
    /// When it is right.
    pub right_if: RightIf,
    /// How near a citation must be.
    #[serde(default)]
    pub reach: Reach,
    /// The words as a pattern, built by `claim/element.rs` when a document first needs it.
    #[serde(skip)]
    pub(crate) pattern: OnceLock<Option<Regex>>,
}

/// When a statement is right.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub enum RightIf {
    /// It names the very line: "must be 18 or older".
    #[serde(rename = "age = line")]
    Line,
    /// All below the age are on the one side: "nobody under 16 can be guilty".
    #[serde(rename = "age <= line")]
    AtMostLine,
    /// All from the age on are on the other: "a 19-year-old can be guilty".
    #[serde(rename = "age >= line")]
    AtLeastLine,
    /// A person of the age is below: "a 17-year-old cannot be guilty".
    #[serde(rename = "age < line")]
    BelowLine,
    /// The rule is there.
    #[serde(rename = "it holds")]
    Holds,
    /// The rule is not there.
    #[serde(rename = "it does not hold")]
    HoldsNot,
}

/// How near a citation of the section a statement must be.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reach {
    /// It is the nearest citation in the block, or stands in the heading above.
    #[default]
    Citation,
    /// Anywhere in a document that cites it, or what is cited with it: the words can mean nothing else.
    Document,
}

impl ElementKind {
    /// The word that reports use.
    pub fn name(self) -> &'static str {
        match self {
            ElementKind::Age => "age",
            ElementKind::Presumption => "presumption",
            ElementKind::Element => "element",
            ElementKind::Duty => "duty",
        }
    }
}

impl RightIf {
    /// Whether a statement with that age is right in a period; `None` if the table does not know.
    pub fn holds(self, age: Option<u64>, period: &ElementPeriod) -> Option<bool> {
        match self {
            RightIf::Holds => period.holds,
            RightIf::HoldsNot => period.holds.map(|holds| !holds),
            RightIf::Line => Some(age? == period.line?),
            RightIf::AtMostLine => Some(age? <= period.line?),
            RightIf::AtLeastLine => Some(age? >= period.line?),
            RightIf::BelowLine => Some(age? < period.line?),
        }
    }
}

impl ElementPeriod {
    /// Whether the rule is the same in both.
    pub fn is_as(&self, other: &ElementPeriod) -> bool {
        (self.line, self.holds) == (other.line, other.holds)
    }
}

impl Element {
    /// The period in force on a day.
    pub fn period_on(&self, day: Date) -> Option<usize> {
        self.periods.partition_point(|period| period.from <= day).checked_sub(1)
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ElementFile {
    #[serde(default)]
    words: BTreeMap<String, String>,
    #[serde(default)]
    element: Vec<Element>,
}

/// Reads a whole file of elements: the groups of words, and the elements.
///
/// # Errors
/// TOML's own, with line and column: wrong syntax, an unknown key, a date or section that is none.
pub fn parse_all(file: &str) -> Result<(BTreeMap<String, String>, Vec<Element>), toml::de::Error> {
    let ElementFile { words, element } = toml::from_str(file)?;
    Ok((words, element))
}

const MARK: &str = "\n[[element]]\n";

impl Elements {
    /// Notes where each element stands. Each names its citations on lines of their own, `section = "53a-82"` and
    /// `cited_with = ["53a-86", "P.A. 11-180"]`; nothing else of it is read.
    pub(super) fn index(file: &'static str) -> Elements {
        let mut parts = file.split(MARK);
        let header = parts.next().unwrap_or("");
        let words = parse_all(header).map(|(words, _)| words).unwrap_or_default();
        let mut elements = Elements { words, ..Elements::default() };
        for (index, text) in parts.enumerate() {
            let named = text.lines().filter(|line| line.starts_with("section = ") || line.starts_with("cited_with = "));
            for name in named.flat_map(|line| line.split('"').skip(1).step_by(2)) {
                elements.by_citation.entry(name).or_default().push(index);
            }
            elements.texts.push((text, OnceLock::new()));
        }
        elements
    }

    /// The elements that citations of these sections and acts bring up, each once, in the order of the file, with its number there.
    pub fn of<'a>(&self, cited: impl Iterator<Item = &'a str>) -> Vec<(usize, &Element)> {
        let mut wanted: Vec<usize> = cited.filter_map(|name| self.by_citation.get(name)).flatten().copied().collect();
        wanted.sort_unstable();
        wanted.dedup();
        wanted.into_iter().filter_map(|index| Some((index, self.get(index)?))).collect()
    }

    /// Every element, in the order of the file.
    pub fn all(&self) -> impl Iterator<Item = &Element> {
        (0..self.texts.len()).filter_map(|index| self.get(index))
    }

    fn get(&self, index: usize) -> Option<&Element> {
        let (text, read) = self.texts.get(index)?;
        read.get_or_init(|| parse_all(&[MARK, text].concat()).ok()?.1.pop()).as_ref()
    }
}
