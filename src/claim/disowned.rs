//! Whether a statement is one that the document does not make itself: it stands in a quotation, or the next sentence takes it back.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

/// How the sentence after a statement takes it back.
static TAKEN_BACK: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?ix-u) ^ (?u:[^A-Za-z]){0,12} (?: (?: that | this | it | which ) \s+ (?: was \s+ (?: true | so | right | correct | the \s+ (?:law|rule|class|penalty) )
              | is \s+ (?: no \s+ longer \s+ (?: true | so | right | correct | the \s+ (?:law|rule|case) ) | not \s+ (?: true | so | right | correct ) | wrong | false | untrue | out \s+ of \s+ date | outdated | a \s+ myth )
              | (?: has \s+ )? changed )
          | not \s+ (?: any \s? more | true | so \s+ any | since ) | no \s+ longer \s+ (?: true | so ) | (?: false | wrong | untrue ) (?: [\s*_]* (?: [.!;:,)-] | (?u:[–—]) | $ ) | \s+ (?: as | since | : ) \s ) [\s*_]* ) (?: (?-u:\b) | $ | (?u:[^A-Za-z]) )",
    )
    .expect("the pattern is valid")
});

/// Whether what comes after a statement's sentence takes it back: "That was true when this was printed."
pub(super) fn is_taken_back(after: &str) -> bool {
    const REACH: usize = 80;
    TAKEN_BACK.is_match(&after[..after.floor_char_boundary(REACH)])
}

/// Whether a statement stands in a longer quotation: somebody else's words, or those of another time. `block` begins with its
/// paragraph and `place` is in it.
pub(super) fn is_quoted(block: &str, place: Range<usize>) -> bool {
    const REACH: usize = 800;
    let from = block.floor_char_boundary(place.start.saturating_sub(REACH));
    let before = block.get(from..place.start).unwrap_or("");
    let open = match before.rfind(['“', '”']) {
        Some(at) if before[at..].starts_with('“') => Some(at),
        Some(_) => None,
        None if before.matches('"').count() % 2 == 1 => before.rfind('"'),
        None => None,
    };
    // A term alone may be in quotation marks: is a “class B felony”.
    open.is_some_and(|open| {
        let begins = before[open..].trim_start_matches(['“', '"', ' ']);
        let after = block.get(place.end..).unwrap_or("").trim_start_matches([',', '.']);
        !matches!(begins, "" | "a " | "an ") || !after.starts_with(['”', '"'])
    })
}

/// Builds the patterns of this file.
pub(super) fn prepare() {
    LazyLock::force(&TAKEN_BACK);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_taken_back() {
        for after in [". That was true in 2018.", "\n\nThis is no longer the law.", " Wrong.", ". It has changed."] {
            assert!(is_taken_back(after), "{after}");
        }
        for after in [". That was a lot.", " It is no longer a class C felony.", ". Wrongs are righted.", ""] {
            assert!(!is_taken_back(after), "{after}");
        }
    }

    #[test]
    fn quotations() {
        let quoted = |block: &str| {
            let start = block.find("class B felony").expect("the block holds it");
            is_quoted(block, start..start + 14)
        };
        assert!(quoted("They wrote: “It is a class B felony.”"));
        assert!(quoted("They wrote: \"It is a class B felony, no less.\""));
        assert!(!quoted("It is a “class B felony”."));
        assert!(!quoted("The \"law\" says that it is a class B felony."));
    }
}
