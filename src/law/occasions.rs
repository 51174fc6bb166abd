//! Which time it is that somebody offends: a first offense, a second, any later one.

use std::fmt;

/// The times, counted from 1, that a condition such as "for a second or subsequent offense" is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Occasions {
    first: u8,
    /// None if it is about all from the first on.
    last: Option<u8>,
}

impl Occasions {
    /// One time alone: "a third offense".
    pub const fn only(time: u8) -> Occasions {
        Occasions { first: time, last: Some(time) }
    }

    /// That time and all after it: "a third or subsequent offense".
    pub const fn from(time: u8) -> Occasions {
        Occasions { first: time, last: None }
    }

    /// Any but the first: "a subsequent offense", in a section that may tell a second from a third.
    pub const LATER: Occasions = Occasions::from(2);

    /// Reads a condition as the table writes it: `first offense`, `third or subsequent offense`.
    pub fn of_condition(condition: &str) -> Option<Occasions> {
        let words: Vec<&str> = condition.strip_suffix(" offense")?.split(' ').collect();
        let time = |word: &str| match word {
            "first" => Some(1),
            "second" => Some(2),
            "third" => Some(3),
            "fourth" => Some(4),
            _ => None,
        };
        match words.as_slice() {
            ["subsequent"] => Some(Occasions::LATER),
            [word] => time(word).map(Occasions::only),
            [word, "or" | "and", "subsequent"] => time(word).map(Occasions::from),
            _ => None,
        }
    }

    /// The same, but for the times before `time`.
    #[must_use]
    pub fn after(self, time: u8) -> Occasions {
        Occasions { first: self.first.max(time.saturating_add(1)), ..self }
    }

    /// The first time that it is about.
    pub fn first(self) -> u8 {
        self.first
    }

    /// The last time that it is about, if there is one.
    pub fn last(self) -> Option<u8> {
        self.last
    }

    /// Whether both are about some time.
    pub fn meets(self, other: Occasions) -> bool {
        let ends_before = |one: Occasions, next: Occasions| one.last.is_some_and(|last| last < next.first);
        !ends_before(self, other) && !ends_before(other, self)
    }
}

impl fmt::Display for Occasions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let time = match self.first {
            1 => "first",
            2 => "second",
            3 => "third",
            _ => "later",
        };
        match self.last {
            Some(last) if last == self.first => write!(f, "{time} offense"),
            _ if *self == Occasions::LATER => f.write_str("later offense"),
            _ => write!(f, "{time} or later offense"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn conditions_of_the_table() {
        for (condition, occasions) in [
            ("first offense", Some(Occasions::only(1))),
            ("second offense", Some(Occasions::only(2))),
            ("subsequent offense", Some(Occasions::LATER)),
            ("third and subsequent offense", Some(Occasions::from(3))),
            ("otherwise", None),
            ("victim under 16", None),
        ] {
            assert_eq!(Occasions::of_condition(condition), occasions, "{condition}");
        }
    }

    #[test]
    fn a_time_is_in_some_of_them() {
        let third_on = Occasions::LATER.after(2);
        assert!(third_on.meets(Occasions::only(3)) && third_on.meets(Occasions::LATER));
        assert!(!third_on.meets(Occasions::only(2)) && !Occasions::only(1).meets(Occasions::LATER));
    }
}
