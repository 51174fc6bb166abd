//! Classes: "is a class B felony", "[Prostitution: Class A misdemeanor]", "is a felony".

use std::ops::Range;
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
        (?P<level> felon(?:y|ies) (?-u:\b) | misdemeanors? (?-u:\b) | fel\. | misd\. )"#,
    )
    .expect("the pattern is valid")
});

/// "– B felony", "(A misd.)", "Cl. A misd.": a class in a list or a chart, without the word.
static SHORT: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?x-u)
        (?: ^ | [:,;(|] \s* | - \s+ | \s{2,} | \.{3,} \s* | (?-u:\b) (?: is | are | 's ) \s+ (?: (?: only | just | now | still | also | merely ) \s+ )? an? \s+ )
        (?P<whole> (?: [Cc]l\. \s* )? (?P<letter> [A-E] ) \s+ (?P<level> (?i: felony | misdemeanor ) (?-u:\b) | (?i: fel | misd ) (?: \. | (?-u:\b) ) ) )",
    )
    .expect("the pattern is valid")
});

/// "or class B if the victim": a grade that leaves out whether it is a felony.
static ELIDED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?ix-u) (?-u:\b) (?:or|and|but) \s+ (?: an? \s+ )? (?P<whole> class \s+ (?P<letter> [a-e] ) ) \s+ (?: if | when | where | for \s+ an? ) (?-u:\b)",
    )
    .expect("the pattern is valid")
});

/// What stands between two grades of an offense: "… if it was, a class A misdemeanor", "… and, for each subsequent offense, a".
static NEXT_GRADE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?ix-u) (?: (?-u:\b) (?: or | and | but | otherwise | rising \s+ to | it \s+ is ) | , ) (?: ,? \s+ (?: otherwise | for \s+ (?:an?|any|each|every|the) \s+ (?:first|second|third|subsequent|later|repeat) (?u:[^.,;]){0,30} ) ,? )? \s+ (?: an? \s+ )? $",
    )
    .expect("the pattern is valid")
});

/// "Is a class D felony, or, where a school is meant, a class C felony".
static CONDITION_FIRST: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?ix-u) ^ ,? \s+ (?: or | and | but ) ,? \s+ (?: if | when | where ) \s (?u:[^;.]){1,140} , \s+ (?: an? \s+ )? $")
        .expect("the pattern is valid")
});

/// How the words after a grade begin, or those before it end.
static CONDITION: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?ix-u) ^ ,? \s* (?: if | when | where | once | (?: (?:for|on|upon|after) \s+ )? (?:an?|any|each|every|the) \s+ (?:first|second|third|next|subsequent|later|repeat|other) | (?:any|each|every) \s+ time ) (?-u:\b)")
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
    Regex::new(r"(?i-u)(?-u:\b)(?:(?:is|are|constitutes|as) (?:also |now |only |just |still )?a (?:serious )?(felony|misdemeanor)|(?:is|are|commits) (?:also |now |only |just |still )?an? (?:mere )?(infraction))(?-u:\b)")
        .expect("the pattern is valid")
});

/// The words before a class that make it a statement about what was named before.
static PREDICATE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?ix) (?:
            (?-u:\b) (?: is | are | be | been | as | constitutes? | remains? | becomes? | considered | deemed | classified | called )   # is a separate
               \s+ (?: (?:also|now|today|currently|presently|generally|normally|ordinarily|usually|still|only|always|each|both|all) \s+ )? (?: an? \s+ )? (?: (?:separate|serious|new|state|unranked|violent) \s+ )?
          | (?-u:\b) (?: makes? | making | made ) \s [^.;:]+? \s an? \s+                                                    # makes coercion a
          | (?: it | that | this | one | which | what ) ['’]s \s+ an? \s+                                                                # that one's a
          | (?-u:\b) (?: (?: convicted | guilty | accused ) \s+ of | commits ) \s+ this \s+                               # guilty of this
          | [:\[\(|–—=-] \s* (?: an? \s+ )?                                                                                 # : Class A
          | \.{3,} \s*                                                                                                     # Penalty......Class E
          | (?-u:\b) since \s [^.;]{3,40} , \s+ an? \s+                                                                  # since October 1, 2021, a
          | (?-u:\b) for \s+ (?:an?|any|each|every|the) \s+ (?:first|second|third|subsequent) [^.;,]{0,30} , \s+ an? \s+  # for a first offense, a
          | [a-z] \s* , \s+ an? \s+                                                                                       # robbery in the first degree, a
          | (?-u:\b) (?: guilty \s+ of | commits | (?: will | can | may ) \s+ be \s+ charged \s+ with ) \s+ an? \s+                                                                                    # is guilty of a
          | \( [^()]* [0-9] [^()]* \) \s+ an? \s+                                                                            # in the second (§ 53a-82) a
          | [)\]] \s* , \s* (?: (?:also|now|generally|normally|ordinarily|usually|itself) \s+ )? (?: an? \s+ )?           # (§ 53a-82), usually a
          | [0-9] [a-z]? - [0-9]+ [a-z]* (?: \([0-9a-z]+\) )* \s* (?: , \s+ an? \s+ | \x20{2,} | \t | \.{3,} )             # C.G.S. 53a-82, a
          | [)\]] (?: \x20{2,} | \t )                                                                                     # (53a-82)   Class A
          | (?-u:\b) guilty \s* , [^.;,]{0,40} , \s+ of \s+ an? \s+                                                        # is guilty, for the first offense, of a
          | (?: § | (?-u:\b) sec(?:tion|\.)? \s ) [^.;]+ , \s+ an? \s+                                                       # § 53a-82, a
        ) [“”]? $",
    )
    .expect("the pattern is valid")
});

/// What was named after "and" has the verb of the clause before it.
static ELIDED_VERB: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?i-u)(?-u:\b)(?:felony|misdemeanor)(?u:[^.;]){0,60} (?:and|while|but) (?u:[^.;,]){3,60}(?u:[a-z]),? an? $",
    )
    .expect("the pattern is valid")
});

/// In a row whose columns are aligned with spaces or tabs: the end of the column before.
static COLUMN: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"[A-Za-z0-9)\]](?: {2,}|\t\s*)$").expect("the pattern is valid"));

/// Words without which no class is stated.
static TELLING: LazyLock<WordSearch> = LazyLock::new(|| {
    let words = ["felon", "Felon", "FELON", "misd", "Misd", "MISD", "fel.", "Fel.", "nfraction"];
    WordSearch::new(words.into_iter())
});

/// Where the last class in a text stands, be it stated of something or not.
pub(super) fn last(text: &str) -> Option<Range<usize>> {
    CLASS.find_iter(text).last().map(|class| class.range())
}

/// Every class that a block states, with its words.
pub(super) fn find(text: &str) -> Vec<(Span, Statement)> {
    find_led(text, |_| false)
}

/// Every class that a row of a table states, with its words.
pub(super) fn find_in_row(text: &str) -> Vec<(Span, Statement)> {
    find_led(text, |before| COLUMN.is_match(before))
}

/// The same; `leads` tells of what else may lead to one.
fn find_led(text: &str, leads: impl Fn(&str) -> bool) -> Vec<(Span, Statement)> {
    if !TELLING.occurs_in(text) {
        return Vec::new();
    }
    let mut found: Vec<(Span, Statement)> = Vec::new();
    for class in CLASS.captures_iter(text) {
        let Some(whole) = class.get(0) else { continue };
        let grade = || found.last().is_some_and(|(last, _)| is_next_grade(text, last.end, whole.start(), whole.end()));
        if is_stated(text, whole.start(), whole.end()) || leads(before(text, whole.start())) || grade() {
            found.extend(read(&class, whole));
        }
    }
    // Those so far are in order of place, none within another.
    let stated = found.len();
    for pattern in [&SHORT, &ELIDED] {
        for class in pattern.captures_iter(text) {
            let Some(whole) = class.name("whole") else { continue };
            let span = Span::new(whole.start(), whole.end());
            let after = found[..stated].partition_point(|(known, _)| known.end <= span.start);
            let taken = found[..stated].get(after).is_some_and(|(known, _)| known.overlaps(span));
            if taken || speaks_to_the_reader(&text[span.end..]) || may_be_an_article(text, &class, span.start) {
                continue;
            }
            match class.name("level") {
                Some(_) => found.extend(read(&class, whole)),
                // The level is that of the class before it.
                None => {
                    let level = after.checked_sub(1).and_then(|before| match found[before].1 {
                        Statement::Class(class) => Some(class.level),
                        _ => None,
                    });
                    let statement =
                        level.map(|level| Statement::Class(Classification { level, class: letter(&class) }));
                    found.extend(statement.map(|statement| (span, statement)));
                }
            }
        }
    }
    found.sort_by_key(|(span, _)| span.start);
    for stated in LEVEL.captures_iter(text) {
        let Some(word) = stated.get(1).or(stated.get(2)) else { continue };
        let Some(level) = level(word.as_str()) else { continue };
        // "Shows as a felony conviction" says what a record holds.
        if ["conviction", "record", "charge"].iter().any(|noun| text[word.end()..].trim_start().starts_with(noun)) {
            continue;
        }
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
        let letter = letter(&class);
        let is_new = !found.iter().any(|(known, _): &(Span, _)| known.overlaps(span));
        if let Some(level) = level(&class["level"]).filter(|_| is_new && letter.is_some()) {
            found.push((span, Classification { level, class: letter }));
        }
    }
    found.sort_by_key(|(span, _)| span.start);
    found
}

/// The class that a match says; unclassified where it has no letter.
fn read(class: &regex::Captures<'_>, whole: regex::Match<'_>) -> Option<(Span, Statement)> {
    let level = level(&class["level"])?;
    // Of "Class: B felony" the word is a label.
    let labelled = class.name("letter").filter(|letter| words_before(whole, letter.start()).contains(':'));
    let start = labelled.map_or(whole.start(), |letter| letter.start());
    Some((Span::new(start, whole.end()), Statement::Class(Classification { level, class: letter(class) })))
}

/// The words of a match before a place in the text.
fn words_before<'t>(whole: regex::Match<'t>, to: usize) -> &'t str {
    whole.as_str().get(..to.saturating_sub(whole.start())).unwrap_or_default()
}

fn letter(class: &regex::Captures<'_>) -> Option<Class> {
    class.name("letter").and_then(|letter| Class::from_letter(letter.as_str()))
}

/// "A felony conviction bars you": where a sentence may begin, the capital may be the article's.
fn may_be_an_article(text: &str, class: &regex::Captures<'_>, start: usize) -> bool {
    let lead = text[..start].trim_end();
    let label =
        || lead.trim_end_matches(':').rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or_default().to_lowercase();
    let begins = lead.is_empty()
        || lead.ends_with(':') && !["class", "grade", "level", "classification"].contains(&label().as_str());
    class.name("letter").is_some_and(|letter| letter.start() == start && letter.as_str() == "A") && begins
}

/// "Or class B if you read the old timetable": no condition of an offense.
fn speaks_to_the_reader(after: &str) -> bool {
    let words: Vec<&str> = after.split_whitespace().take(2).collect();
    matches!(words.as_slice(), ["if" | "when", "you" | "we" | "I"])
}

/// Whether a class is the next grade of the offense whose class ends at `last`, in the same sentence.
fn is_next_grade(text: &str, last: usize, start: usize, end: usize) -> bool {
    const LONGEST_CONDITION: usize = 160;
    let Some(between) = text.get(last..start).filter(|between| between.len() <= LONGEST_CONDITION) else {
        return false;
    };
    let conditional = CONDITION.is_match(&text[end..]) || CONDITION.is_match(between) || between.contains("rising to");
    !between.contains(". ") && (conditional && NEXT_GRADE.is_match(between) || CONDITION_FIRST.is_match(between))
}

fn level(word: &str) -> Option<Level> {
    match word.as_bytes().first()?.to_ascii_lowercase() {
        b'f' => Some(Level::Felony),
        b'm' => Some(Level::Misdemeanor),
        b'i' => Some(Level::Infraction),
        _ => None,
    }
}

/// Whether a class is all that is said between two marks: "Wounding a dog, class D felony.", "Leaving it there. Class B felony."
fn stands_alone(before: &str, after: &str) -> bool {
    const CLASS_WORD: &[u8] = b"class ";
    let (said, rest) = (before.trim_end(), after.trim_start_matches([' ', '*', '_']));
    let ends = rest.is_empty() || rest.starts_with(['.', ',', ';', '\n', '\r', '|', ')']);
    let begins = said.ends_with(['.', ';', '!']) && said.len() < before.len();
    let next = rest.trim_start_matches([',', ' ']).as_bytes();
    let is_followed =
        rest.starts_with(',') && next.get(..CLASS_WORD.len()).is_some_and(|next| next.eq_ignore_ascii_case(CLASS_WORD));
    let is_next = ["felony,", "misdemeanor,", "felonies,", "misdemeanors,"].iter().any(|last| said.ends_with(last));
    ends && !is_followed && (begins || said.ends_with(',') && !is_next)
}

/// The words before a class that tell whether it is stated.
fn before(text: &str, start: usize) -> &str {
    &text[text.floor_char_boundary(start.saturating_sub(200))..start]
}

/// Whether the class is said of something, and alone: "any class C, D or E felony" states nothing.
fn is_stated(text: &str, start: usize, end: usize) -> bool {
    let window = before(text, start);
    let after = text[end..].trim_start();
    let led =
        ["under §", "under section", "under C.G.S", "under Conn", "under Gen", "(§", "(C.G.S", "(Conn", "(Sec", "of "];
    let leads = led.iter().any(|lead| after.starts_with(lead));
    // "Tampering is a class D felony (§ 53a-151) and intimidating a witness a class C felony (§ 53a-151a)"
    let cited = ["(§", "(C.G.S", "(Conn", "(Sec", "(CGS"].iter().any(|lead| after.starts_with(lead));
    let elided = cited && ELIDED_VERB.is_match(window);
    let opens =
        window.trim().is_empty() || leads || elided || PREDICATE.is_match(window) || stands_alone(window, &text[end..]);
    let before: Vec<&str> = window.split_whitespace().rev().take(4).collect();
    let denied = before
        .iter()
        .any(|word| matches!(*word, "not" | "never" | "any" | "no" | "neither" | "below" | "above" | "beyond"));
    // "A class C felony / class D felony": which of them?
    let is_choice = after.trim_start_matches(['*', '_']).starts_with(['/', '>', '→'])
        || window.trim_end().ends_with(['/', '>', '→']);
    let listed = ["offense", "violation", "conviction", "charge", "case"].iter().any(|word| after.starts_with(word));
    opens && !denied && !listed && !is_choice
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
            ("Class: A misdemeanor", "A misdemeanor"),
            ("The act makes it a Class B felony in this state.", "Class B felony"),
            ("[Prostitution: Class A misdemeanor]", "Class A misdemeanor"),
            ("Promoting (§ 53a-88) is a separate class D\nfelony", "class D\nfelony"),
            ("Class C felony", "Class C felony"),
            ("Coercion (§ 53a-192), a class A misdemeanor, is", "class A misdemeanor"),
            ("is an unclassified felony", "unclassified felony"),
            ("Class: B felony", "B felony"),
            ("Sections 53a-59 and 53a-92 are class B felonies.", "class B felonies"),
            ("Coercion is a misdemeanor.", "misdemeanor"),
            ("Coercion - A misd.", "A misd."),
            ("53a-60  Assault  D felony", "D felony"),
            ("Penalty.......Class E felony", "Class E felony"),
            ("has been a class B felony", "class B felony"),
            ("Wounding, § 53a-59: a loss over $5,000, class D felony", "class D felony"),
            ("It hurts a person. Class D felony, with a fine", "Class D felony"),
            ("That one's a class D felony", "class D felony"),
            ("Arson two is an A felony.", "A felony"),
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
    fn grades_of_one_offense() {
        for (text, classes) in [
            ("is a class D felony, or a class C felony if a child", vec!["class D felony", "class C felony"]),
            ("is a class D felony, or class B if a child", vec!["class D felony", "class B"]),
            (
                "is, for a first offense, a class A misdemeanor and, for each subsequent offense, a class C felony",
                vec!["class A misdemeanor", "class C felony"],
            ),
            (
                "is a class D felony for a first offense, a class C felony for a second offense and a class A felony for any other",
                vec!["class D felony", "class C felony", "class A felony"],
            ),
            (
                "is a class D felony the first time, a class C felony the second time and a class A felony every time after that",
                vec!["class D felony", "class C felony", "class A felony"],
            ),
            (
                "is a class D felony, or, where a school is meant, a class C felony",
                vec!["class D felony", "class C felony"],
            ),
            (
                "is a class D felony for a first offense, class C felony for any later one",
                vec!["class D felony", "class C felony"],
            ),
        ] {
            assert_eq!(stated(text), classes, "{text}");
        }
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
            "Section A felony charges",
            "Plan B felony",
            "any class A felony, class B felony, class C felony",
            "convicted of assault or a class A felony, class B felony or class C felony",
        ] {
            assert!(stated(text).is_empty(), "{text}");
        }
    }
}
