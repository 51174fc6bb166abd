//! The order of section numbers in a code: 53-21 before 53a-1, 53a-9 before 53a-10, 20-86z before 20-86aa.

use std::cmp::Ordering;

/// Compares two section numbers as the code orders them.
///
/// Runs of digits compare as numbers, runs of letters by length and then alphabet (suffixes double
/// past z), anything else byte by byte; a number that ends comes before one that goes on.
pub fn compare(left: &str, right: &str) -> Ordering {
    let (mut left, mut right) = (left.as_bytes(), right.as_bytes());
    loop {
        let (run, other) = match (next_run(&mut left), next_run(&mut right)) {
            (None, None) => return Ordering::Equal,
            (None, Some(_)) => return Ordering::Less,
            (Some(_), None) => return Ordering::Greater,
            (Some(run), Some(other)) => (run, other),
        };
        let by_kind = kind(run[0]).cmp(&kind(other[0]));
        let by_value = match kind(run[0]) {
            Kind::Digits => compare_digits(run, other),
            _ => run.len().cmp(&other.len()).then(run.cmp(other)),
        };
        let order = by_kind.then(by_value);
        if order.is_ne() {
            return order;
        }
    }
}

#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Sign,
    Digits,
    Letters,
}

fn kind(byte: u8) -> Kind {
    match byte {
        b'0'..=b'9' => Kind::Digits,
        b'a'..=b'z' | b'A'..=b'Z' => Kind::Letters,
        _ => Kind::Sign,
    }
}

fn next_run<'a>(rest: &mut &'a [u8]) -> Option<&'a [u8]> {
    let first = kind(*rest.first()?);
    let length = match first {
        Kind::Sign => 1,
        _ => rest.iter().take_while(|byte| kind(**byte) == first).count(),
    };
    let (run, after) = rest.split_at(length);
    *rest = after;
    Some(run)
}

fn compare_digits(left: &[u8], right: &[u8]) -> Ordering {
    let significant = |digits: &[u8]| digits.iter().take_while(|digit| **digit == b'0').count();
    let (left, right) = (&left[significant(left)..], &right[significant(right)..]);
    left.len().cmp(&right.len()).then(left.cmp(right))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sections_sort_as_the_code_prints_them() {
        let sorted = [
            "1-1",
            "1-1a",
            "1-1z",
            "1-1aa",
            "1-2",
            "1-10",
            "4-1",
            "4a-1",
            "42a-2-314",
            "42a-2-1001",
            "42a-2A-101",
            "53-21",
            "53a-9",
            "53a-10",
            "53a-192",
            "53a-192a",
        ];
        for pair in sorted.windows(2) {
            assert_eq!(compare(pair[0], pair[1]), Ordering::Less, "{} before {}", pair[0], pair[1]);
        }
        assert_eq!(compare("18:1591", "18:1591"), Ordering::Equal);
        assert_eq!(compare("42:300gg", "42:300gg-91"), Ordering::Less);
        assert_eq!(compare("5:9", "18:1"), Ordering::Less);
    }
}
