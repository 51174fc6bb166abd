//! Facts about a code as a whole: through when it is known, where it is published, what "fined under this title" means.

use jiff::civil::Date;
use serde::Deserialize;

use super::offense::date;
use super::{Grade, Length, Section};

/// An edition of a code.
#[derive(Clone, Debug)]
pub struct Edition {
    /// The last day whose law it states.
    pub through: Date,
    /// What the edition calls itself: `revised to January 1, 2025`.
    pub says: String,
    link: Link,
}

#[derive(Deserialize)]
struct CodeFile {
    edition: RawEdition,
    link: Link,
}

#[derive(Deserialize)]
struct RawEdition {
    #[serde(deserialize_with = "date")]
    through: Date,
    says: String,
}

#[derive(Clone, Debug, Deserialize)]
struct Link {
    section: String,
    #[serde(default)]
    article_title: Option<String>,
    #[serde(default)]
    article_section: Option<String>,
}

impl Edition {
    /// Reads a `code.toml`.
    ///
    /// # Errors
    /// TOML's own, with line and column.
    pub fn parse(file: &str) -> Result<Edition, toml::de::Error> {
        let CodeFile { edition, link } = toml::from_str(file)?;
        Ok(Edition { through: edition.through, says: edition.says, link })
    }

    /// The official page of a section that stands in `chapter`; `None` where a chapter is needed and not known.
    pub fn url(&self, section: &Section, chapter: &str) -> Option<String> {
        let number = section.number().split_once(':').map_or(section.number(), |(_, number)| number);
        let fill = |template: &str, chapter: &str| {
            let needed = template.contains("{chapter}") || template.contains("{article}");
            let filled = template
                .replace("{chapter}", &padded(chapter))
                .replace("{article}", &padded(chapter))
                .replace("{title}", section.title())
                .replace("{section}", number);
            (!needed || !chapter.is_empty()).then_some(filled)
        };
        match (&self.link.article_title, &self.link.article_section) {
            (Some(title), Some(template)) if title == section.title() => {
                let article = section.number().split('-').nth(1).unwrap_or("");
                fill(template, &article.to_ascii_lowercase())
            }
            _ => fill(&self.link.section, chapter),
        }
    }
}

/// `3` as `003`, `319a` as `319a`: the publisher's file names have three digits.
fn padded(chapter: &str) -> String {
    let digits = chapter.bytes().take_while(u8::is_ascii_digit).count();
    format!("{}{chapter}", "0".repeat(3usize.saturating_sub(digits)))
}

/// Fines that one provision sets for offenses that name it: "fined under this title".
#[derive(Clone, Debug, Default)]
pub struct FineRules {
    rules: Vec<FineRule>,
}

#[derive(Clone, Debug, Deserialize)]
struct FineRule {
    name: String,
    individual: Maxima,
    organization: Maxima,
}

#[derive(Clone, Debug, Deserialize)]
struct Maxima {
    felony_maximum: u64,
    class_a_misdemeanor_maximum: u64,
    class_b_or_c_misdemeanor_maximum: u64,
}

#[derive(Deserialize)]
struct FineRuleFile {
    #[serde(default)]
    fine_rule: Vec<FineRule>,
}

impl FineRules {
    /// Reads the rules in a `classes.toml`.
    ///
    /// # Errors
    /// TOML's own, with line and column.
    pub fn parse(file: &str) -> Result<FineRules, toml::de::Error> {
        toml::from_str::<FineRuleFile>(file).map(|file| FineRules { rules: file.fine_rule })
    }

    /// The largest fines that `rule` allows for `grade`.
    pub fn maxima(&self, rule: &str, grade: &Grade) -> Option<FineMaxima> {
        let rule = self.rules.iter().find(|known| known.name == rule)?;
        let longest = grade.maximum?;
        Some(FineMaxima { individual: rule.individual.of(longest), organization: rule.organization.of(longest) })
    }
}

/// The largest fines for an offense, in dollars.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FineMaxima {
    /// For a person.
    pub individual: u64,
    /// For an organization.
    pub organization: u64,
}

impl Maxima {
    /// 18 U.S.C. 3559(a): what may bring more than a year is a felony, more than six months a class A misdemeanor.
    fn of(&self, longest: Length) -> u64 {
        match longest {
            longest if longest > Length::years(1) => self.felony_maximum,
            longest if longest > Length::months(6) => self.class_a_misdemeanor_maximum,
            _ => self.class_b_or_c_misdemeanor_maximum,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn official_pages() {
        let edition = Edition::parse(
            "[edition]\nthrough = 2025-01-01\nsays = \"x\"\n[link]\nsection = \"c_{chapter}#{section}\"\n\
             article_title = \"42a\"\narticle_section = \"a_{article}#{section}\"\n",
        )
        .unwrap();
        let url = |number: &str, chapter: &str| edition.url(&Section::connecticut(number).unwrap(), chapter);
        assert_eq!(url("1-1", "1").as_deref(), Some("c_001#1-1"));
        assert_eq!(url("17a-1", "319a").as_deref(), Some("c_319a#17a-1"));
        assert_eq!(url("42a-2A-101", "").as_deref(), Some("a_002a#42a-2A-101"));
        assert_eq!(url("53a-1", ""), None);
    }
}
