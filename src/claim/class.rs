//! Classes: "is a class B felony", "[Prostitution: Class A misdemeanor]", "is a felony".

use std::sync::LazyLock;

use regex::Regex;

use super::Statement;
use crate::law::{Class, Classification, Level};
use crate::span::Span;
use crate::words::WordSearch;

static CLASS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r#"(?ix)
        (?-u:\b) (?: class [\s:-]+ ["“”']? (?P<letter> [a-e] ) ["“”']? [\s-]+ | (?P<unclassified> unclassified ) \s+ )
        (?P<level> felon(?:y|ies) | misdemeanors? ) (?-u:\b)"#,
    )
    .expect("the pattern is valid")
});

/// "class B, C and D felonies": the classes of several offenses in their order.
static CLASSES: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r#"(?ix)
        (?-u:\b) class (?:es)? \s+ (?P<letters> [a-e] (?: \s*,\s* (?: class \s+ )? [a-e] )* ,? \s+ (?: and | & ) \s+ (?: class \s+ )? [a-e] ) \s+
        (?P<level> felon(?:y|ies) | misdemeanors? ) (?-u:\b)"#,
    )
    .expect("the pattern is valid")
});

static LEVEL: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i-u)(?-u:\b)(?:is|are|constitutes|as) (?:also |now )?a (?:serious )?(felony|misdemeanor)(?-u:\b)")
        .expect("the pattern is valid")
});

/// The words before a class that make it a statement about what was named before.
static PREDICATE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?ix) (?:
            (?-u:\b) (?: is | are | be | as | constitutes? | remains? | becomes? | considered | deemed | classified | called )   # is a separate
               \s+ (?: (?:also|now|currently|generally|usually|still|only|always) \s+ )? (?: an? \s+ )? (?: (?:separate|serious|new|state|unranked|violent) \s+ )?
          | (?-u:\b) (?: makes? | making | made ) \s [^.;:]+? \s an? \s+                                                    # makes coercion a
          | [:\[\(|–—=-] \s* (?: an? \s+ )?                                                                                 # : Class A
          | (?-u:\b) (?: guilty \s+ of | commits ) \s+ an? \s+                                                                                    # is guilty of a
          | [)\]] \s* , \s* (?: an? \s+ )?                                                                                 # (§ 53a-82), a
          | § [^.;]+ , \s+ an? \s+                                                                                     # § 53a-82, a
        ) $",
    )
    .expect("the pattern is valid")
});

/// Words without which no class is stated.
static TELLING: LazyLock<WordSearch> = LazyLock::new(|| {
    let words = ["felon", "Felon", "FELON", "misdemeanor", "Misdemeanor", "MISDEMEANOR"];
    WordSearch::new(words.into_iter())
});

/// Every class that a block states, with its words.
pub(super) fn find(text: &str) -> Vec<(Span, Statement)> {
    if !TELLING.occurs_in(text) {
        return Vec::new();
    }
    let mut found = Vec::new();
    for class in CLASS.captures_iter(text) {
        let whole = class.get(0).map_or(0..0, |whole| whole.range());
        let Some(level) = level(&class["level"]) else { continue };
        let letter = class.name("letter").and_then(|letter| Class::from_letter(letter.as_str()));
        if is_stated(text, whole.start, whole.end) {
            let statement = Statement::Class(Classification { level, class: letter });
            found.push((Span::new(whole.start, whole.end), statement));
        }
    }
    for stated in LEVEL.captures_iter(text) {
        let (Some(word), Some(level)) = (stated.get(1), level(&stated[1])) else { continue };
        found.push((Span::new(word.start(), word.end()), Statement::Level(level)));
    }
    found
}

/// Every class that a text names, whether stated of anything or not, and those of "class B, C and D felonies"; in order of place.
pub(super) fn all(text: &str) -> Vec<(Span, Classification)> {
    let mut found = Vec::new();
    for classes in CLASSES.captures_iter(text) {
        let (Some(letters), Some(level)) = (classes.name("letters"), level(&classes["level"])) else { continue };
        for (at, letter) in letters.as_str().char_indices() {
            let alone = letters.as_str()[at + 1..].chars().next().is_none_or(|next| !next.is_alphabetic());
            let begins = !letters.as_str()[..at].ends_with(char::is_alphabetic);
            let (start, class) = (letters.start() + at, Class::from_letter(&letter.to_string()));
            if class.is_some() && alone && begins {
                found.push((Span::new(start, start + 1), Classification { level, class }));
            }
        }
    }
    for class in CLASS.captures_iter(text) {
        let span = class.get(0).map_or(Span::new(0, 0), |whole| Span::new(whole.start(), whole.end()));
        let letter = class.name("letter").and_then(|letter| Class::from_letter(letter.as_str()));
        let is_new = !found.iter().any(|(known, _): &(Span, _)| known.overlaps(span));
        if let Some(level) = level(&class["level"]).filter(|_| is_new && letter.is_some()) {
            found.push((span, Classification { level, class: letter }));
        }
    }
    found.sort_by_key(|(span, _)| span.start);
    found
}

fn level(word: &str) -> Option<Level> {
    match word.to_ascii_lowercase().as_str() {
        "felony" | "felonies" => Some(Level::Felony),
        "misdemeanor" | "misdemeanors" => Some(Level::Misdemeanor),
        _ => None,
    }
}

/// Whether the class is said of something, and alone: "any class C, D or E felony" states nothing.
fn is_stated(text: &str, start: usize, end: usize) -> bool {
    let window = &text[text.floor_char_boundary(start.saturating_sub(200))..start];
    let opens = window.trim().is_empty() || PREDICATE.is_match(window);
    let before: Vec<&str> = window.split_whitespace().rev().take(4).collect();
    let denied = before.iter().any(|word| matches!(*word, "not" | "never" | "any" | "no" | "neither"));
    let after = text[end..].trim_start();
    let listed = ["offense", "violation", "conviction", "charge", "case"].iter().any(|word| after.starts_with(word));
    opens && !denied && !listed
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stated(text: &str) -> Vec<&str> {
        find(text).into_iter().map(|(span, _)| &text[span.range()]).collect()
    }

    #[test]
    fn classes_that_are_stated() {
        for (text, class) in [
            ("Coercion is a class A misdemeanor.", "class A misdemeanor"),
            ("The act makes it a Class B felony in this state.", "Class B felony"),
            ("[Prostitution: Class A misdemeanor]", "Class A misdemeanor"),
            ("Promoting (§ 53a-88) is a separate class D\nfelony", "class D\nfelony"),
            ("Class C felony", "Class C felony"),
            ("Coercion (§ 53a-192), a class A misdemeanor, is", "class A misdemeanor"),
            ("is an unclassified felony", "unclassified felony"),
            ("Class: B felony", "Class: B felony"),
            ("Sections 53a-59 and 53a-92 are class B felonies.", "class B felonies"),
            ("Coercion is a misdemeanor.", "misdemeanor"),
        ] {
            assert_eq!(stated(text), [class], "{text}");
        }
    }

    #[test]
    fn classes_in_the_order_of_their_offenses() {
        let named =
            |text: &'static str| -> Vec<&str> { all(text).into_iter().map(|(span, _)| &text[span.range()]).collect() };
        assert_eq!(named("are class B, class C and D felonies, respectively"), ["B", "C", "D"]);
        assert_eq!(named("are class A and B misdemeanors respectively"), ["A", "B"]);
        assert_eq!(named("is a class C felony and a class A misdemeanor"), ["class C felony", "class A misdemeanor"]);
        assert!(stated("class B, C and D felonies are serious").is_empty());
    }

    #[test]
    fn classes_that_are_only_mentioned() {
        for text in [
            "a person convicted of any class C felony may apply",
            "charged with a class A felony",
            "It is not a class B felony.",
            "class C, D or E felony offense",
            "all class C felonies",
            "the sentence for a class D felony",
            "felonies and misdemeanors",
            "first class B movie",
        ] {
            assert!(stated(text).is_empty(), "{text}");
        }
    }
}
