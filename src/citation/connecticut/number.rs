//! The shape of a section number, `53a-192a` or `42a-2A-101`: where candidates are and where they end.

use std::borrow::Cow;

use crate::citation::scan;
use crate::law::Section;

/// Every place that looks like title, hyphen, number, in order: where it starts, where it ends, and the section.
///
/// Looks for hyphens first: they are rarer than digits, and a byte search runs at memory speed.
pub(super) fn candidates(text: &str) -> impl Iterator<Item = (usize, usize, Section)> + '_ {
    let bytes = text.as_bytes();
    memchr::memchr2_iter(b'-', 0xE2, bytes).filter_map(move |hyphen| {
        let before = *bytes.get(hyphen.checked_sub(1)?)?;
        before.is_ascii_alphanumeric().then_some(())?;
        let start = title_start(bytes, hyphen)?;
        let (end, section) = read(text, start)?;
        Some((start, end, section))
    })
}

/// Reads the section number at `start`: its end, and the section.
pub(super) fn read(text: &str, start: usize) -> Option<(usize, Section)> {
    let (end, section) = read_prefix(text, start)?;
    let bytes = text.as_bytes();
    let rest = &bytes[end..];
    let goes_on = match rest {
        // "53a-70-53a-73" is a range; "203-777-6311" and "18-3-203" are no sections of ours.
        [b'-', b'0'..=b'9', ..] => read_prefix(text, end + 1).is_none_or(|(_, next)| next.title() != section.title()),
        [b'-' | b'.', b'a'..=b'z' | b'A'..=b'Z', ..] if rest[0] == b'-' => true,
        [b'.' | b',', b'0'..=b'9', ..] => rest[0] == b'.' || is_thousands(rest),
        [b'%' | b'_' | b'/', ..] => true,
        _ => false,
    };
    (!goes_on).then_some((end, section))
}

/// The title in the number at `start`: `53a`.
pub(super) fn title(text: &str, start: usize) -> &str {
    let length = text.as_bytes()[start..].iter().take(4).take_while(|byte| byte.is_ascii_alphanumeric()).count();
    &text[start..start + length]
}

/// Where the title that ends at `hyphen` begins: one or two digits and perhaps a letter, on their own.
fn title_start(bytes: &[u8], hyphen: usize) -> Option<usize> {
    let letter = usize::from(bytes[hyphen - 1].is_ascii_alphabetic());
    let digits_end = hyphen - letter;
    let digits = bytes[..digits_end].iter().rev().take(3).take_while(|byte| byte.is_ascii_digit()).count();
    let start = digits_end - digits;
    let apart = match bytes[..start].last() {
        None => true,
        Some(b'-') | Some(b'.') => {
            // "5.53-21" and "1-53-21" go on to the left; "§.53a-1", "—53a-1" do not.
            start < 2 || !bytes[start - 2].is_ascii_alphanumeric()
        }
        Some(before) => !before.is_ascii_alphanumeric() && !matches!(before, b'$' | b'/' | b'_' | b'#' | b'=' | b'@'),
    };
    ((1..=2).contains(&digits) && apart).then_some(start)
}

fn read_prefix(text: &str, start: usize) -> Option<(usize, Section)> {
    let bytes = text.as_bytes();
    let title = title(text, start);
    let mut hyphen = start + title.len();
    let mut article = None;
    // Title 42a keeps the articles of the Uniform Commercial Code: 42a-2A-101.
    if title.eq_ignore_ascii_case("42a") {
        let first = part_start(text, hyphen)?;
        let length = part_length(bytes, first);
        if bytes.get(first + length) == Some(&b'-') && bytes.get(first + length + 1).is_some_and(u8::is_ascii_digit) {
            article = Some(&text[first..first + length]);
            hyphen = first + length;
        }
    }
    let first = part_start(text, hyphen)?;
    let end = first + number_length(bytes, first);
    let number = &text[first..end];
    let written = match article {
        Some(article) => format!("{title}-{article}-{number}").into(),
        None if first == hyphen + 1 => Cow::Borrowed(&text[start..end]),
        None => format!("{title}-{number}").into(),
    };
    let glued = is_joining_word(&bytes[end..]);
    // A superscript digit is a footnote's mark.
    let apart = glued || !text[end..].starts_with(|c: char| c.is_alphabetic() || c.is_ascii_digit());
    apart.then(|| Section::connecticut(&written)).flatten().map(|section| (end, section))
}

/// Where the part after the hyphen at `hyphen` begins; it may be on the next line.
fn part_start(text: &str, hyphen: usize) -> Option<usize> {
    let length = scan::hyphen_length(text, hyphen);
    let after = hyphen + length;
    let wrapped = text[after..].starts_with(['\n', '\r', '\u{ad}']);
    let start = if wrapped { scan::skip_space(text, after) } else { after };
    (length > 0 && text.as_bytes().get(start).is_some_and(u8::is_ascii_digit)).then_some(start)
}

fn part_length(bytes: &[u8], start: usize) -> usize {
    bytes[start..].iter().take(12).take_while(|byte| byte.is_ascii_alphanumeric()).count()
}

/// The digits at `start` and their letter, which doubles past z: `192a`, `86aa`, `8ppp`.
fn number_length(bytes: &[u8], start: usize) -> usize {
    let digits = bytes[start..].iter().take(6).take_while(|byte| byte.is_ascii_digit()).count();
    let letters = &bytes[start + digits..];
    let suffix = letters.iter().take(4).take_while(|byte| byte.is_ascii_alphabetic() && **byte == letters[0]).count();
    digits + suffix
}

/// Whether a joining word follows without a space, as copies of the statutes have it: `46b-115lor 46b-115m`.
fn is_joining_word(rest: &[u8]) -> bool {
    let length = rest.iter().take(4).take_while(|byte| byte.is_ascii_alphabetic()).count();
    matches!(&rest[..length], b"or" | b"to" | b"by" | b"and" | b"of")
        && !rest.get(length).is_some_and(u8::is_ascii_digit)
}

/// `,000` and the like: what precedes was a range of sums, "5-10,000".
fn is_thousands(rest: &[u8]) -> bool {
    let digits = rest[1..].iter().take_while(|byte| byte.is_ascii_digit()).count();
    digits == 3
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<&str> {
        candidates(text).map(|(start, end, _)| &text[start..end]).collect()
    }

    #[test]
    fn numbers_in_every_type() {
        for number in
            ["53a-192a", "1-1", "53A-192A", "53a–192a", "53a\u{2011}192a", "42a-2-314", "42a-2A-101", "20-86aa"]
        {
            assert_eq!(found(&format!("§ {number}, and")), [number]);
            assert_eq!(found(&format!("({number})")), [number]);
        }
        assert_eq!(found("53a-\n192a"), ["53a-\n192a"]);
        assert_eq!(found("46b-115lor 46b-115m"), ["46b-115l", "46b-115m"]);
        assert_eq!(found("53a-70-53a-73"), ["53a-70"], "the list reads on from there");
        assert_eq!(found("§53a-83(a)(1)."), ["53a-83"]);
    }

    #[test]
    fn other_numbers_with_hyphens_are_none() {
        for text in [
            "203-777-6311",
            "1-800-842-2288",
            "18-3-203",
            "1-888",
            "1999-2001",
            "53a-",
            "53a-x",
            "$5-10,000",
            "53-21.5",
            "covid-19",
            "2011-12",
            "12/53-21",
            "A53-21",
            "16-18%",
            "3-1/2",
        ] {
            let read: Vec<&str> = found(text).into_iter().filter(|number| *number != "1-888").collect();
            assert!(read.is_empty(), "{text}: {read:?}");
        }
    }
}
