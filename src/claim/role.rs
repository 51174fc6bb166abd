//! What part a citation plays in its sentence: the law that something is said of, or what a case, a person or another offense is told
//! by. Never decides what a statement is about.

use std::collections::HashSet;
use std::sync::LazyLock;

use regex::Regex;

use crate::span::Span;

/// "Notwithstanding section 53a-86, …", "other than murder under section 53a-54a": named to be set aside.
static SET_ASIDE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?ix-u) (?-u:\b) (?: notwithstanding | despite | not \s+ (?: subject \s+ to | covered \s+ by ) | (?:other|rather) \s+ than | except(?:ing)? | excluding | (?: issued | licensed | registered | certified | adopted ) \s+ (?: under | pursuant \s+ to | by ) | apart \s+ from | besides ) (?-u:\b) (?u:[^.;,]){0,100} $",
    )
    .expect("the pattern is valid")
});

/// What may stand between the words that lead to a citation and the citation.
const A_VIOLATION_OF: &str =
    r"\s+ (?: (?: an? | the | any ) \s+ )? (?: violations? \s+ of \s+ | [a-z-]+ \s* [(\[] \s* )? $";

/// "A lesser included offense of § 53a-60", "the counterpart to § 53a-125b", "less serious than § 53a-182": another offense is told by it.
static RELATED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(&format!(
        r"(?ix-u) (?: (?-u:\b) (?: lesser \s+ included \s+ (?: offenses? | charges? ) | companion \s+ (?: offenses? | charges? ) | alternatives? | (?: aggravated | armed | lesser | military ) \s+ (?: form | version ) | neighbors? | cousins?
              | counterparts? | analog(?:ue)?s? | equivalents? | substitutes? | replacements? ) \s+ (?: of | to | for | from )
          | (?-u:\b) (?: steps? | degrees? | levels? | grades? ) \s+ (?: up | down | above | below ) (?: \s+ from )? | [(] \s* such \s+ as
          | (?u:['’]) s \s+ version \s+ of
          | (?-u:\b) (?: (?: less | more ) \s+ [a-z]+ \s+ than | anything \s+ (?: below | above ) | short \s+ of | beyond | in \s+ place \s+ of | instead \s+ of | in \s+ addition \s+ to | added \s+ to | replaced | go(?:es)? \s+ with | along \s+ with ) )
          {A_VIOLATION_OF}
          | (?-u:\b) (?: less | more ) \s+ [a-z]+ \s+ than (?: \s+ [a-z]+ ){{1,8}} \s* [(\[] $"
    ))
    .expect("the pattern is valid")
});

/// "After an arrest under § 53a-182", "while committing § 53a-107", "evidence of a violation of § 53a-183": it is told when, or of what.
static ON_OCCASION: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(&format!(
        r"(?ix-u) (?-u:\b) (?: arrests? (?: \s+ (?: you | him | her | them | somebody | someone ) )? \s+ (?: under | for ) | wanted \s+ for | on \s+ bail \s+ (?: under | for ) | while \s+ committing
          | evidence \s+ of | during | report \s+ (?: of | that \s+ (?: someone | somebody ) \s+ violated ) )
          {A_VIOLATION_OF}"
    ))
    .expect("the pattern is valid")
});

/// "A § 53a-182 trial": what follows tells of something that happens in it.
static CASE_AFTER: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r#"(?ix-u) ^ (?u:[\s\])*_”"]){0,8} (?: cases? | trials? | arrests? | complaints? | prosecutions? | matters? | hearings? | proceedings? ) (?-u:\b)"#)
        .expect("the pattern is valid")
});

/// "After a § 53a-103 conviction", "a suspected § 53a-70 offense": the words before the citation.
static OCCASION_BEFORE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?ix-u) (?-u:\b) (?: after | following | during | in | from | hide | about | course \s+ of | suspected | prior | previous | pending ) \s+ (?: (?: an? | the | his | her | their | any | your ) \s+ )? $")
        .expect("the pattern is valid")
});

/// The words after it.
static OFFENSE_AFTER: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?ix-u) ^ \s+ (?: convictions? | offenses? | charges? | violations? | larceny | theft | burglary | robbery | assault ) (?-u:\b)")
        .expect("the pattern is valid")
});

/// "A victim of § 53a-182", "the brother of the man charged under § 53a-182": people are told by it.
static OF_PEOPLE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(&format!(
        r"(?ix-u) (?-u:\b) (?: (?: victims? | witness(?:es)? | survivors? | complainants? ) \s+ (?: of | in | to ) | (?: harbor(?:s|ing)? | help(?:s|ing)? | hid(?:es?|ing) | aid(?:s|ing)? (?: \s+ to )? | prosecution \s+ of | shelter(?:s|ing)? (?: \s+ to )? | (?: lies? | lying ) \s+ for ) \s+ (?: one | someone | somebody | anyone | another | people | (?: an? | the ) \s+ (?: person | man | woman ) ) \s+ who \s+ (?: has \s+ )? (?: violate[sd]? | commit s? | committed ) | of \s+ the \s+ (?: man | woman | person | defendant ) \s+ (?: charged | accused | convicted ) \s+ (?: under | of | with ) )
          (?: {A_VIOLATION_OF} | \s+ $ )"
    ))
    .expect("the pattern is valid")
});

/// "A person convicted of a violation of § 53a-61 who possesses a pistol": the clause has its own offense.
static WHO: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?ix-u) ^ (?u:[\s\])*_”,]){0,8} who \s+ (?: (?: also | then | later | knowingly ) \s+ | is \s+ (?: later \s+ )? (?P<found> found | caught | seen | stopped ) (?-u:\b) (?: \s+ (?P<what> [a-z]+ ) )? )? (?P<verb> [a-z]+ )? (?-u:\b)")
        .expect("the pattern is valid")
});

/// "Intimidating a witness to an assault in the third degree", "tools for burglary": the words before the name of an offense tell of
/// another one.
static GOVERNED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?ix-u) (?: ^ | [\s(] ) (?: (?P<head> [a-z]+ (?: (?u:['’-]) [a-z]+ )* ) \s+ (?: of | for | to | about | on | with | during | from | after | at | to \s+ (?: commit | ignore | hide | conceal | excuse ) ) | based \s+ on | investigating | (?: felony | misdemeanor ) \s+ such \s+ as )
          \s+ (?: (?: an? | the | any | some | another | his | her ) \s+ )? (?: (?u:[“”]) )? $",
    )
    .expect("the pattern is valid")
});

/// What tells of the offense itself before "of", "for" or the like and its name.
const OF_THE_OFFENSE: &str = "\
    accused act acts also amount amounts and applies apply are arrest arrested arrests as ask away bars be behind but \
    called case cases category chapter charge charged charges class classification commission compare consequence \
    consequences convicted convicting conviction convictions count counts cover covers crime crimes days definition \
    definitions degree degrees elements enough equal equals example examples face faces facts felony fine fined fines for \
    form forms found go goes grade grades guide guilty hear her him imprisoned imprisonment include includes including \
    indicted information instead is jail jailed kind kinds know known law laws lead leads learn least led less level \
    levels liable looking maximum me meaning minimum misdemeanor month months more most named offense offenses only or \
    part penalties penalty plea pleaded pleading pleads prison prosecuted punished punishment range responsible result \
    results rises risk risks rule rules section sent sentence sentenced seriousness statute statutes suspects term them \
    time title tried type types up us year years you";

static OF_IT: LazyLock<HashSet<&str>> = LazyLock::new(|| OF_THE_OFFENSE.split(' ').collect());

/// "Failing to appear on a charge of": what somebody was charged with is not what he did.
static ON_A_CHARGE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(&format!(
        r"(?ix-u) (?: (?P<tried> (?-u:\b) (?: arraigned | arrested | booked | convicted | guilty | held | sentenced | punished | tried | trial | conviction | penalt(?:y|ies) | sentence | term | fine | maximum | minimum | punishment | defendants? | prison | jail | years? | months? | days | faces? | results? ) ) | [a-z,] )
          \s+ (?: on | in | after | during | following ) \s+ (?: an? | the | any | his | her | their ) \s+ (?: [a-z]+ \s+ )?
          (?: charges? | cases? | convictions? | trials? | prosecutions? | arrests? | hearings? | investigations? | course ) \s+ (?: of | for | on | under ) {A_VIOLATION_OF}"
    ))
    .expect("the pattern is valid")
});

/// "Escape while held on § 53a-182", "testifying falsely at the trial of a § 53a-182 charge": another act, at which something happens with
/// what is cited.
static ANOTHER_ACT: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?ix-u) ^ (?u:[^A-Za-z])* (?: fail(?: ure | ing ) \s+ to \s+ appear | escap(?: e | ing ) | testifying | lying | fleeing | bribing ) \s (?: [a-z]+ \s+ ){0,6} (?: for | on | of | about | from | at ) \s+ (?: (?: an? | the ) \s+ )? $")
        .expect("the pattern is valid")
});

/// Whether the words before the name of an offense tell of another.
fn is_governed(before: &str) -> bool {
    GOVERNED.captures(before).is_some_and(|found| {
        let head = found.name("head").map(|head| head.as_str().to_ascii_lowercase());
        head.is_none_or(|head| !OF_IT.contains(head.as_str()))
    })
}

/// Whether a citation, or the name of an offense, at `place` in a sentence or a block is not what is spoken of there.
pub(super) fn is_set_aside(text: &str, within: Span, place: Span) -> bool {
    is_told_around(text, within, place, is_only_told_by)
}

/// The same of a place that begins with the name of an offense.
pub(super) fn is_name_set_aside(text: &str, within: Span, name: Span) -> bool {
    is_told_around(text, within, name, |before, after| {
        !APPOSED.is_match(after) && is_governed(before) || is_only_told_by(before, after)
    })
}

fn is_told_around(text: &str, within: Span, place: Span, tells: impl Fn(&str, &str) -> bool) -> bool {
    const REACH: usize = 130;
    let from = text.ceil_char_boundary(within.start.max(place.start.saturating_sub(REACH)));
    let to = text.floor_char_boundary(within.end.min(place.end.saturating_add(REACH)));
    let words = |from: usize, to: usize| text.get(from..to).unwrap_or_default();
    tells(words(from, place.start), words(place.end, to))
}

/// "A victim of assault (§ 53a-61), a class A misdemeanor": the class is of what stands right before it, whatever is told by that.
static APPOSED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?ix-u) ^ (?u:[\s)\]*_]){0,8} , \s+ (?: which \s+ is \s+ )? an? \s+ (?: class | unclassified ) (?-u:\b)",
    )
    .expect("the pattern is valid")
});

/// Whether something else is told by what stands between these words.
fn is_only_told_by(before: &str, after: &str) -> bool {
    // "An order issued by a court is …" is no longer about what issued it, nor is "Fireworks other than sparklers without a permit
    // violates …". "A controlled substance other than cannabis" is what the section itself says.
    const VERBS: [&str; 7] =
        [" is ", " are ", " violates ", " violate ", " commits ", "other than cannabis", "other than marijuana"];
    const TELLING_OF_IT: [&str; 5] = ["is", "are", "was", "were", "commits"];
    let set_aside = SET_ASIDE.find(before);
    set_aside.is_some_and(|words| !VERBS.iter().any(|verb| words.as_str().contains(verb)))
        || RELATED.is_match(before)
        || !APPOSED.is_match(after) && is_told_beside(before)
        || CASE_AFTER.is_match(after)
        || OCCASION_BEFORE.is_match(before) && OFFENSE_AFTER.is_match(after)
        || WHO.captures(after).is_some_and(|who| {
            who.name("found").is_some()
                && !who.name("what").is_some_and(|what| ["guilty", "liable", "responsible"].contains(&what.as_str()))
                || who.name("verb").is_some_and(|verb| !TELLING_OF_IT.contains(&verb.as_str()))
        })
}

/// Whether the words before it tell when something happens, or to whom.
fn is_told_beside(before: &str) -> bool {
    ON_OCCASION.is_match(before)
        || ANOTHER_ACT.is_match(before)
        || ON_A_CHARGE.captures(before).is_some_and(|found| found.name("tried").is_none())
        || OF_PEOPLE.is_match(before)
}

/// Builds the patterns of this file.
pub(super) fn prepare() {
    for pattern in [
        &GOVERNED,
        &APPOSED,
        &ANOTHER_ACT,
        &ON_A_CHARGE,
        &SET_ASIDE,
        &RELATED,
        &ON_OCCASION,
        &CASE_AFTER,
        &OCCASION_BEFORE,
        &OFFENSE_AFTER,
        &OF_PEOPLE,
        &WHO,
    ] {
        LazyLock::force(pattern);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_told_by_a_citation() {
        for (before, after) in [
            ("Notwithstanding ", ", a class D felony"),
            ("A lesser included offense of ", " is"),
            ("Maine’s version of ", " is"),
            ("Perjury in a ", " trial is"),
            ("Hitting the officer who arrests you under ", " is"),
            ("Carrying a knife while committing ", " is"),
            ("Burning down a house to hide a ", " theft is"),
            ("Owning a gun after a ", " conviction is"),
            ("The brother of the man charged under ", " faces"),
            ("A person convicted of a violation of ", " who possesses"),
            ("A person on probation for ", ", who is found with a pistol"),
            ("Failure to appear on a charge of ", " is"),
            ("Tampering with a witness to a burglary (", ") is"),
            ("Rendering aid to one who violated ", " is"),
            ("The next degree below ", " is"),
            ("The aggravated form of ", " is"),
        ] {
            assert!(is_only_told_by(before, after), "{before}…{after}");
        }
    }

    #[test]
    fn what_governs_the_name_of_an_offense() {
        for before in [
            "Lying to police about a ",
            "Hindering someone investigating ",
            "The act is based on ",
            "Threatening to commit ",
        ] {
            assert!(is_governed(before), "{before}");
        }
        for before in ["A person convicted of ", "Police made arrests for ", "", "It is ", "the crime of "] {
            assert!(!is_governed(before), "{before}");
        }
    }

    #[test]
    fn what_is_spoken_of() {
        for (before, after) in [
            ("A ", " conviction carries"),
            ("He was tried on a charge of ", ", a class D felony"),
            ("The penalty for a conviction of ", " is"),
            ("He faces up to five years on a conviction under ", "."),
            ("The penalty for a person who violates ", " is"),
            ("Anyone charged under ", " who is found guilty faces"),
            ("A victim of ", "), a class A misdemeanor"),
            ("After a conviction of ", ", you face"),
            ("Serious crimes such as ", ", a class B felony"),
            ("A person convicted under ", " who is"),
            ("The current version of ", " makes"),
            ("Fireworks other than sparklers violates ", " and"),
        ] {
            assert!(!is_only_told_by(before, after), "{before}…{after}");
        }
    }
}
