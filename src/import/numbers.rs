//! Reads lists of section numbers and spells out ranges. Knows the form of a number, not which exist.

use std::sync::LazyLock;

use regex::Regex;

/// The longest range that an edition may state; more than this is a slip that would fill the table.
const LONGEST: u32 = 2_000;

/// A list of section numbers at the start of a text.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct List<'a> {
    /// The numbers that the list names, ranges spelled out.
    pub(super) numbers: Vec<String>,
    /// A range that cannot be spelled out, such as `10a-109 to 10-110g`; only its first number is named.
    pub(super) slip: Option<String>,
    /// What follows the list.
    pub(super) rest: &'a str,
}

impl<'a> List<'a> {
    /// The list itself where it has no slip: a list that says which sections exist must be whole.
    pub(super) fn whole(self) -> Result<Self, String> {
        match self.slip {
            Some(range) => Err(format!("cannot spell out the range {range}")),
            None => Ok(self),
        }
    }
}

// One piece of a list at a time: a number, or what joins or qualifies numbers.
static PIECE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?x)^[\s,]*(?:
            (?<number> \d+[A-Za-z]* (?:[-–]\d+[A-Za-z]*)* ) (?:\([A-Za-z0-9]+\))* # a pinpoint names no section
          | (?<to> to\b )
          | (?<end> inclusive\b | respectively\b )
          | and\b | Secs?\. # what else joins numbers
        )",
    )
    .expect("the pattern is valid")
});

/// Reads `1-19, 1-20 and 1-42 to 1-54, inclusive` from the start of `text`. With `own`, the list goes
/// on from that number: `to 1-54` after 1-42. A list without a number is empty and consumes nothing.
pub(super) fn list<'a>(own: Option<&str>, text: &'a str) -> List<'a> {
    let mut last = own.map(str::to_owned);
    let mut list = List { rest: text, ..List::default() };
    let (mut rest, mut range) = (text, false);
    while let Some(piece) = PIECE.captures(rest) {
        rest = &rest[piece[0].len()..];
        if rest.starts_with('-') {
            break; // The copy cut the number: `and 36a- - Name`.
        }
        if let Some(number) = piece.name("number") {
            let number = number.as_str().replace('–', "-");
            match last.take_if(|_| range) {
                Some(first) => match expand(&first, &number) {
                    Some(numbers) => list.numbers.extend(numbers.into_iter().skip(1)),
                    None => list.slip = Some(format!("{first} to {number}")),
                },
                None => list.numbers.push(number.clone()),
            }
            last = Some(number);
            range = false;
        } else if piece.name("end").is_none() || list.numbers.is_empty() {
            range = piece.name("to").is_some();
            continue;
        }
        list.rest = rest;
    }
    list
}

/// Every number from `first` to `last`: `53a-74 to 53a-81` by whole numbers, `1-20a to 1-20c` by letters
/// (doubled past z), `218 to 218d` into the letters of one number, `2009dd to 2009dd-7` into its parts.
/// A number between that has a letter of its own is not named: `53a-75a` is not in `53a-74 to 53a-81`.
fn expand(first: &str, last: &str) -> Option<Vec<String>> {
    let (from, to) = (levels(first), levels(last));
    let common = from.iter().zip(&to).take_while(|(left, right)| left == right).count();
    let mut prefix: String = to[..common].concat();
    let mut numbers = vec![first.to_owned()];
    if common == to.len() {
        return (common == from.len()).then_some(numbers);
    }
    let mut start = match from.get(common) {
        Some(level) if !alike(level, to[common]) => return None,
        Some(level) => ordinal(level)?.0.checked_add(1)?,
        None => 1,
    };
    for level in &to[common..] {
        let (end, spell) = ordinal(level)?;
        if start > end || end - start > LONGEST {
            return None;
        }
        numbers.extend((start..=end).map(|value| format!("{prefix}{}", spell(value))));
        prefix.push_str(level);
        start = 1;
    }
    Some(numbers)
}

/// The levels of a number: `2009dd-7` is `2009`, `dd`, `-7`.
fn levels(number: &str) -> Vec<&str> {
    static LEVEL: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"-?\d+|[A-Za-z]+").expect("the pattern is valid"));
    LEVEL.find_iter(number).map(|level| level.as_str()).collect()
}

fn alike(left: &str, right: &str) -> bool {
    let kind = |level: &str| {
        let first = level.chars().next();
        first.map(|first| (first == '-', first.is_alphabetic()))
    };
    kind(left) == kind(right)
}

/// Spells the level at a place.
type Spell = fn(u32) -> String;

/// The place of a level among its fellows and how to spell another place.
fn ordinal(level: &str) -> Option<(u32, Spell)> {
    if let Some(digits) = level.strip_prefix('-') {
        return Some((digits.parse().ok()?, |value| format!("-{value}")));
    }
    let first = level.bytes().next()?;
    if first.is_ascii_digit() {
        return Some((level.parse().ok()?, |value| value.to_string()));
    }
    // Suffixes double past z: 20-86z, 20-86aa, 20-86bb.
    let doubled = level.bytes().all(|letter| letter == first);
    let base = if first.is_ascii_lowercase() { b'a' } else { b'A' };
    let doublings = u32::try_from(level.len() - 1).ok()?.checked_mul(26)?;
    let place = doublings + u32::from(first - base) + 1;
    let spell = if first.is_ascii_lowercase() { lower } else { upper };
    doubled.then_some((place, spell))
}

fn lower(place: u32) -> String {
    let (length, letter) = ((place - 1) / 26 + 1, (place - 1) % 26);
    let letter = char::from_digit(letter + 10, 36).unwrap_or('a');
    (0..length).map(|_| letter).collect()
}

fn upper(place: u32) -> String {
    lower(place).to_uppercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spelled(first: &str, last: &str) -> String {
        expand(first, last).unwrap().join(" ")
    }

    #[test]
    fn ranges_of_every_shape() {
        assert_eq!(spelled("1-42", "1-45"), "1-42 1-43 1-44 1-45");
        assert_eq!(spelled("1-20a", "1-20c"), "1-20a 1-20b 1-20c");
        assert_eq!(spelled("4-9y", "4-9bb"), "4-9y 4-9z 4-9aa 4-9bb");
        assert_eq!(spelled("4-9", "4-9c"), "4-9 4-9a 4-9b 4-9c");
        assert_eq!(spelled("10-117", "10-119b"), "10-117 10-118 10-119 10-119a 10-119b");
        assert_eq!(spelled("5-8c", "5-10"), "5-8c 5-9 5-10");
        assert_eq!(spelled("42a-6-109", "42a-6-110a"), "42a-6-109 42a-6-110 42a-6-110a");
        assert_eq!(spelled("42a-2A-101", "42a-2A-103"), "42a-2A-101 42a-2A-102 42a-2A-103");
        assert_eq!(spelled("218", "218c"), "218 218a 218b 218c");
        assert_eq!(spelled("2009dd", "2009dd-3"), "2009dd 2009dd-1 2009dd-2 2009dd-3");
        assert_eq!(spelled("590w", "590x-2"), "590w 590x 590x-1 590x-2");
        assert_eq!(spelled("240", "241-1"), "240 241 241-1");
        assert_eq!(spelled("50A", "50C"), "50A 50B 50C");
        assert_eq!(spelled("1749aa", "1749cc"), "1749aa 1749bb 1749cc");
    }

    #[test]
    fn ranges_that_are_slips() {
        assert_eq!(expand("1-54", "1-42"), None);
        assert_eq!(expand("1-1", "1-99999"), None);
        assert_eq!(expand("1-1a", "1-1"), None);
        assert_eq!(expand("5-1ab", "5-1ad"), None);
    }

    #[test]
    fn lists() {
        let read = list;
        assert_eq!(read(Some("1-42"), "to 1-44. - Name").numbers, ["1-43", "1-44"]);
        assert_eq!(read(Some("1-42"), "to 1-44. - Name").rest, ". - Name");
        let mixed = read(None, "3-1, 3-2 to 3-4, inclusive, 3-6 and 3-6a are repealed");
        assert_eq!(mixed.numbers, ["3-1", "3-2", "3-3", "3-4", "3-6", "3-6a"]);
        assert_eq!(mixed.rest, " are repealed");
        assert_eq!(read(None, "3-9(a) and (b), respectively.").numbers, ["3-9"]);
        assert_eq!(read(None, ", 880b–11. Omitted").numbers, ["880b-11"]);
        assert_eq!(read(Some("1-1"), "and other words").rest, "and other words");
        let slip = read(None, "10a-109 to 10-110g, inclusive");
        assert_eq!((slip.numbers.join(" "), slip.rest), ("10a-109".to_owned(), ""));
        assert_eq!(slip.whole().unwrap_err(), "cannot spell out the range 10a-109 to 10-110g");
    }
}
