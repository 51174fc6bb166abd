//! Names of provisions: a code's section and a pinpoint inside it. Whether they exist is for the table.

use std::fmt;

use super::order;

/// A code of statutes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Code {
    /// The General Statutes of Connecticut.
    Connecticut,
    /// The United States Code.
    UnitedStates,
}

impl Code {
    /// The identifier's prefix: `cgs` or `usc`.
    pub fn id(self) -> &'static str {
        match self {
            Code::Connecticut => "cgs",
            Code::UnitedStates => "usc",
        }
    }
}

/// A section of a code: `cgs:53a-192a`, `usc:18:1591`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Section {
    code: Code,
    number: Box<str>,
}

impl Section {
    /// A section of the General Statutes, from its number in any case and with any hyphen:
    /// `53A–192A` is 53a-192a. `None` unless it has the form title-section or, in the commercial
    /// code, title-article-section.
    pub fn connecticut(number: &str) -> Option<Section> {
        // Nearly every number is written as the table writes it.
        if let Some((title, section)) = number.split_once('-')
            && plainly_suffixed(title, 2)
            && plainly_suffixed(section, 4)
        {
            return Some(Section { code: Code::Connecticut, number: number.into() });
        }
        let plain: String = number.chars().map(plain_hyphen).filter(|c| !c.is_whitespace()).collect();
        let parts: Vec<&str> = plain.split('-').collect();
        let shaped = match parts.as_slice() {
            [title, section] => suffixed(title, 2) && suffixed(section, 4),
            // Title 42a keeps the articles of the Uniform Commercial Code: 42a-2A-101.
            [title, article, section] => suffixed(title, 2) && suffixed(article, 2) && suffixed(section, 4),
            _ => false,
        };
        let number = match parts.as_slice() {
            [title, article, section] => {
                format!(
                    "{}-{}-{}",
                    title.to_ascii_lowercase(),
                    article.to_ascii_uppercase(),
                    section.to_ascii_lowercase()
                )
            }
            _ => plain.to_ascii_lowercase(),
        };
        shaped.then(|| Section { code: Code::Connecticut, number: number.into() })
    }

    /// A section of the United States Code, from title and number: `("18", "1591")`,
    /// `("42", "300gg–91")`.
    pub fn united_states(title: &str, number: &str) -> Option<Section> {
        let number: String = number.chars().map(plain_hyphen).collect();
        let title_ok = (1..=2).contains(&title.len()) && title.bytes().all(|byte| byte.is_ascii_digit());
        let number_ok = number.starts_with(|c: char| c.is_ascii_digit())
            && number.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
            && number.ends_with(|c: char| c.is_ascii_alphanumeric());
        (title_ok && number_ok)
            .then(|| Section { code: Code::UnitedStates, number: format!("{title}:{number}").into() })
    }

    /// Reads a section from the form that tables use: `53a-192a` or `18:1591`.
    pub fn from_table(number: &str) -> Option<Section> {
        match number.split_once(':') {
            Some((title, section)) => Section::united_states(title, section),
            None => Section::connecticut(number),
        }
    }

    /// Which code it is in.
    pub fn code(&self) -> Code {
        self.code
    }

    /// The number as the table writes it: `53a-192a`, `18:1591`.
    pub fn number(&self) -> &str {
        &self.number
    }

    /// The title: `53a`, `18`.
    pub fn title(&self) -> &str {
        let end = self.number.find(['-', ':']).unwrap_or(self.number.len());
        &self.number[..end]
    }

    /// The words for it in a message: `§ 53a-192a`, `18 U.S.C. § 1591`.
    pub fn cited(&self) -> String {
        match (self.code, self.number.split_once(':')) {
            (Code::UnitedStates, Some((title, number))) => format!("{title} U.S.C. § {number}"),
            _ => format!("§ {}", self.number),
        }
    }
}

impl fmt::Display for Section {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.code.id(), self.number)
    }
}

impl PartialOrd for Section {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Section {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.code.cmp(&other.code).then_with(|| order::compare(&self.number, &other.number))
    }
}

fn plain_hyphen(c: char) -> char {
    match c {
        '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
        other => other,
    }
}

/// As [`suffixed`], in lower case.
fn plainly_suffixed(part: &str, digits: usize) -> bool {
    suffixed(part, digits) && !part.bytes().any(|byte| byte.is_ascii_uppercase())
}

/// One to `digits` digits and up to three letters.
fn suffixed(part: &str, digits: usize) -> bool {
    let count = part.bytes().take_while(u8::is_ascii_digit).count();
    let suffix = &part[count..];
    (1..=digits).contains(&count) && suffix.len() <= 3 && suffix.bytes().all(|byte| byte.is_ascii_alphabetic())
}

/// The designators inside a section, outermost first: `(a)(2)(A)`. Empty for the section as a whole.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Pinpoint(Box<str>);

impl Pinpoint {
    /// The section as a whole.
    pub fn whole() -> Pinpoint {
        Pinpoint::default()
    }

    /// Reads `(a)(2)(A)`; spaces between the designators are ignored. `None` for anything else.
    pub fn parse(text: &str) -> Option<Pinpoint> {
        let mut parts = Vec::new();
        let mut rest = text.trim();
        while !rest.is_empty() {
            let (part, after) = rest.strip_prefix('(')?.split_once(')')?;
            parts.push(part.trim());
            rest = after.trim_start();
        }
        Pinpoint::from_parts(&parts)
    }

    /// Joins designators without their parentheses: `["a", "2"]`.
    pub fn from_parts(parts: &[&str]) -> Option<Pinpoint> {
        let plain =
            |part: &&str| (1..=5).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric());
        parts
            .iter()
            .all(plain)
            .then(|| Pinpoint(parts.iter().map(|part| format!("({part})")).collect::<String>().into()))
    }

    /// Whether it is the section as a whole.
    pub fn is_whole(&self) -> bool {
        self.0.is_empty()
    }

    /// As written: `(a)(2)(A)`.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The designators without parentheses.
    pub fn parts(&self) -> Vec<&str> {
        self.0.split(['(', ')']).filter(|part| !part.is_empty()).collect()
    }

    /// Whether one of the two holds the other: `(b)` and `(b)(2)` do, `(a)` and `(b)` do not.
    pub fn is_related_to(&self, other: &Pinpoint) -> bool {
        self.0.starts_with(&*other.0) || other.0.starts_with(&*self.0)
    }
}

impl fmt::Display for Pinpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A place in a section: `29-37(b)`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Deserialize)]
#[serde(try_from = "String")]
pub struct Provision {
    /// The section.
    pub section: Section,
    /// Where in it; the whole of it if that is not told.
    pub pinpoint: Pinpoint,
}

impl Provision {
    /// Reads the form that tables use: `29-37(b)`.
    pub fn parse(text: &str) -> Option<Provision> {
        let at = text.find('(').unwrap_or(text.len());
        Some(Provision { section: Section::from_table(&text[..at])?, pinpoint: Pinpoint::parse(&text[at..])? })
    }

    /// The words for it in a message: `§ 29-37(b)`.
    pub fn cited(&self) -> String {
        format!("{}{}", self.section.cited(), self.pinpoint)
    }
}

impl TryFrom<String> for Provision {
    type Error = String;

    fn try_from(text: String) -> Result<Provision, String> {
        Provision::parse(&text).ok_or_else(|| format!("{text:?} is not a provision such as \"29-37(b)\""))
    }
}

impl fmt::Display for Provision {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.section.number(), self.pinpoint)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn connecticut_numbers_come_in_many_types() {
        for text in ["53a-192a", "53A-192A", "53a–192a", "53a\u{2011}192a", "53a-\n192a"] {
            assert_eq!(Section::connecticut(text).unwrap().to_string(), "cgs:53a-192a", "{text}");
        }
        assert_eq!(Section::connecticut("42a-2a-101").unwrap().number(), "42a-2A-101");
        for text in ["203-777-6311", "53a", "a-1", "53a-", "1234-5", "53a-12345", ""] {
            assert_eq!(Section::connecticut(text), None, "{text}");
        }
    }

    #[test]
    fn federal_numbers_keep_their_letters() {
        assert_eq!(Section::united_states("42", "300gg–91").unwrap().to_string(), "usc:42:300gg-91");
        assert_eq!(Section::united_states("18", ""), None);
        assert_eq!(Section::from_table("18:1591").unwrap().cited(), "18 U.S.C. § 1591");
        assert_eq!(Section::from_table("18:1591").unwrap().title(), "18");
    }

    #[test]
    fn pinpoints_nest() {
        let pinpoint = Pinpoint::parse("(a) (2)(A)").unwrap();
        assert_eq!(pinpoint.as_str(), "(a)(2)(A)");
        assert_eq!(pinpoint.parts(), ["a", "2", "A"]);
        assert!(Pinpoint::parse("(a)").unwrap().is_related_to(&pinpoint));
        assert!(!Pinpoint::parse("(b)").unwrap().is_related_to(&pinpoint));
        assert_eq!(Pinpoint::parse("(a"), None);
        assert_eq!(Pinpoint::parse("(see below)"), None);
    }
}
