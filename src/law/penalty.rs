//! What an offense carries: a class, a term of imprisonment, a fine. Numbers and their plain words.

use std::fmt;

/// The class of an offense.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Classification {
    /// Felony, misdemeanor, violation or infraction.
    pub level: Level,
    /// The class; `None` for an unclassified offense.
    pub class: Option<Class>,
}

/// How grave an offense is in kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// A felony.
    Felony,
    /// A misdemeanor.
    Misdemeanor,
    /// A violation (§ 53a-27).
    Violation,
    /// An infraction (§ 51-164m).
    Infraction,
}

/// The letter of a class.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs, reason = "the letters say it")]
pub enum Class {
    A,
    B,
    C,
    D,
    E,
}

impl Class {
    /// The class of that letter, in either case.
    pub fn from_letter(letter: &str) -> Option<Class> {
        match letter {
            "A" | "a" => Some(Class::A),
            "B" | "b" => Some(Class::B),
            "C" | "c" => Some(Class::C),
            "D" | "d" => Some(Class::D),
            "E" | "e" => Some(Class::E),
            _ => None,
        }
    }
}

impl Level {
    fn name(self) -> &'static str {
        match self {
            Level::Felony => "felony",
            Level::Misdemeanor => "misdemeanor",
            Level::Violation => "violation",
            Level::Infraction => "infraction",
        }
    }
}

impl Classification {
    /// Reads `class B felony`, `unclassified misdemeanor` or `violation`, as the table writes them.
    pub fn parse(text: &str) -> Option<Classification> {
        let mut words = text.split_whitespace().rev();
        let level = match words.next()? {
            "felony" => Level::Felony,
            "misdemeanor" => Level::Misdemeanor,
            "violation" => Level::Violation,
            "infraction" => Level::Infraction,
            _ => return None,
        };
        let class = match (words.next(), words.next()) {
            (None, _) => None,
            (Some("unclassified"), None) => None,
            (Some(letter), Some("class")) => Some(Class::from_letter(letter)?),
            _ => return None,
        };
        Some(Classification { level, class })
    }
}

impl fmt::Display for Classification {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.class, self.level) {
            (Some(class), level) => write!(f, "class {class:?} {}", level.name()),
            (None, Level::Felony | Level::Misdemeanor) => write!(f, "unclassified {}", self.level.name()),
            (None, level) => f.write_str(level.name()),
        }
    }
}

/// A length of imprisonment.
///
/// Years are kept as months; days are kept apart, because 364 days are not a year (§ 53a-36a).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Length {
    /// A definite length.
    Of {
        /// Months; twelve a year.
        months: u32,
        /// Days beyond the months.
        days: u32,
    },
    /// For life.
    Life,
}

impl Length {
    /// So many years.
    pub const fn years(years: u32) -> Length {
        Length::Of { months: years.saturating_mul(12), days: 0 }
    }

    /// So many months.
    pub const fn months(months: u32) -> Length {
        Length::Of { months, days: 0 }
    }

    /// So many days.
    pub const fn days(days: u32) -> Length {
        Length::Of { months: 0, days }
    }

    /// Whether it is no time at all.
    pub const fn is_zero(self) -> bool {
        matches!(self, Length::Of { months: 0, days: 0 })
    }

    /// Reads `25 years`, `9 months`, `364 days`, `2 years 1 day` or `life`, as the table writes them.
    pub fn parse(text: &str) -> Option<Length> {
        if text == "life" {
            return Some(Length::Life);
        }
        let (mut months, mut days) = (0u32, 0u32);
        let words: Vec<&str> = text.split_whitespace().filter(|word| *word != "and").collect();
        if words.is_empty() || !words.len().is_multiple_of(2) {
            return None;
        }
        for pair in words.chunks(2) {
            let count: u32 = pair[0].parse().ok()?;
            match pair[1] {
                "year" | "years" => months = months.checked_add(count.checked_mul(12)?)?,
                "month" | "months" => months = months.checked_add(count)?,
                "day" | "days" => days = days.checked_add(count)?,
                _ => return None,
            }
        }
        Some(Length::Of { months, days })
    }
}

impl fmt::Display for Length {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let counted = |count: u32, unit: &str| format!("{count} {unit}{}", if count == 1 { "" } else { "s" });
        match *self {
            Length::Life => f.write_str("life"),
            Length::Of { months, days } => {
                let mut parts = Vec::new();
                match (months / 12, months % 12) {
                    (0, 0) => {}
                    (years, 0) => parts.push(counted(years, "year")),
                    _ => parts.push(counted(months, "month")),
                }
                if days > 0 || months == 0 {
                    parts.push(counted(days, "day"));
                }
                f.write_str(&parts.join(" and "))
            }
        }
    }
}

/// The term of imprisonment that an offense carries.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Term {
    /// Shortest sentence; `None` if there is none.
    pub minimum: Option<Length>,
    /// Longest sentence; `None` if no imprisonment is provided.
    pub maximum: Option<Length>,
}

impl fmt::Display for Term {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.minimum, self.maximum) {
            (Some(minimum), Some(Length::Life)) => write!(f, "{minimum} to life"),
            (Some(minimum), Some(maximum)) if minimum == maximum => write!(f, "{maximum}"),
            (Some(minimum), Some(maximum)) => write!(f, "{} to {maximum}", without_shared_unit(minimum, maximum)),
            (None, Some(Length::Life)) => f.write_str("up to life"),
            (None, Some(maximum)) => write!(f, "up to {maximum}"),
            (Some(minimum), None) => write!(f, "at least {minimum}"),
            (None, None) => f.write_str("no imprisonment"),
        }
    }
}

/// `1` of `1 to 20 years`, but `9 months` of `9 months to 5 years`.
fn without_shared_unit(minimum: Length, maximum: Length) -> String {
    let unit = |length: &str| length.rsplit(' ').next().map(|unit| unit.trim_end_matches('s').to_owned());
    let (low, high) = (minimum.to_string(), maximum.to_string());
    match (unit(&low) == unit(&high), low.split_once(' ')) {
        (true, Some((count, _))) => count.to_owned(),
        _ => low,
    }
}

/// The fine that an offense carries, in dollars.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Fine {
    /// Not more than so much.
    UpTo(u64),
    /// Exactly so much ("shall be fined").
    Fixed(u64),
}

impl Fine {
    /// The sum.
    pub fn dollars(self) -> u64 {
        match self {
            Fine::UpTo(dollars) | Fine::Fixed(dollars) => dollars,
        }
    }
}

impl fmt::Display for Fine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Fine::UpTo(dollars) => write!(f, "up to {}", Dollars(*dollars)),
            Fine::Fixed(dollars) => write!(f, "exactly {}", Dollars(*dollars)),
        }
    }
}

/// A sum of money with its thousands set off: `$15,000`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dollars(pub u64);

impl fmt::Display for Dollars {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "${}", Thousands(self.0))
    }
}

/// A number as it is printed: `15,000`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Thousands(pub u64);

impl fmt::Display for Thousands {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digits = self.0.to_string();
        for (place, digit) in digits.chars().enumerate() {
            if place > 0 && (digits.len() - place).is_multiple_of(3) {
                f.write_str(",")?;
            }
            write!(f, "{digit}")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classifications_read_and_print() {
        for text in ["class A felony", "class D misdemeanor", "unclassified felony", "violation", "infraction"] {
            assert_eq!(Classification::parse(text).unwrap().to_string(), text);
        }
        for text in ["felonious", "class F felony", "B felony", ""] {
            assert_eq!(Classification::parse(text), None, "{text}");
        }
    }

    #[test]
    fn lengths_keep_days_apart_from_years() {
        assert_ne!(Length::parse("364 days"), Length::parse("1 year"));
        assert_eq!(Length::parse("24 months"), Some(Length::years(2)));
        for text in ["25 years", "1 year", "9 months", "364 days", "life"] {
            assert_eq!(Length::parse(text).unwrap().to_string(), text);
        }
        assert_eq!(Length::parse("2 years 1 day").unwrap().to_string(), "2 years and 1 day");
        assert_eq!(Length::parse("ten years"), None);
    }

    #[test]
    fn terms_and_fines_read_as_a_person_says_them() {
        let term =
            |minimum: &str, maximum: &str| Term { minimum: Length::parse(minimum), maximum: Length::parse(maximum) };
        assert_eq!(term("1 year", "20 years").to_string(), "1 to 20 years");
        assert_eq!(term("9 months", "5 years").to_string(), "9 months to 5 years");
        assert_eq!(term("", "364 days").to_string(), "up to 364 days");
        assert_eq!(term("15 years", "life").to_string(), "15 years to life");
        assert_eq!(Fine::UpTo(20_000).to_string(), "up to $20,000");
        assert_eq!(Dollars(1_250_000).to_string(), "$1,250,000");
        assert_eq!(Dollars(250).to_string(), "$250");
    }
}
