//! Finds the penalties that the United States Code words: a fine, a term of imprisonment, or both. Never says to whom
//! they apply.

use std::ops::Range;
use std::sync::LazyLock;

use regex::{Captures, Regex};

use crate::claim::numbers::NUMBER;
use crate::claim::term;
use crate::law::{Figure, Grade, Length};

/// A penalty and its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) place: Range<usize>,
    /// Only figures.
    pub(super) grade: Grade,
}

/// The rule behind "fined under this title".
pub(super) const FINE_RULE: &str = "18 U.S.C. 3571";

/// Every penalty in a sentence, in order, that the sentence imposes. One that it mentions ("an offense punishable by
/// imprisonment for more than one year") is none.
pub(super) fn find(sentence: &str) -> Vec<Found> {
    let mut found = Vec::new();
    let mut end = 0;
    for part in PENALTY.captures_iter(sentence) {
        let whole = part.get(0).map(|whole| whole.range()).unwrap_or_default();
        if imposes(sentence, &whole, found.is_empty(), &sentence[end..whole.start])
            && let Some(grade) = grade(&part)
        {
            let grade = if beside_death(sentence, &whole, end) { or_death(grade) } else { grade };
            end = whole.end;
            found.push(Found { place: whole, grade });
        }
    }
    found
}

/// Whether a sentence sets a penalty by pointing at another provision, or multiplies one: "shall be punished as provided
/// in section 1111", "the maximum punishment shall be doubled".
pub(super) fn points_elsewhere(sentence: &str) -> bool {
    static REFERENCE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(
            r"(?xi) \b (?: punish(?:ment|ed|able)s? | penalt(?:y|ies) | sentenced? | fined ) \b [^.;]{0,80}? \b (?: provided | prescribed | set \s+ forth | authorized | specified | applicable | imposed ) \b
                [^.;]{0,40}? \b (?: in | by | for | under | to ) \s+ (?: sections? | title | chapter | the \s+ offense | an? \s+ offense | such | that | those | any )
              | \b same \s+ (?: penalt(?:y|ies) | punishments? | manner )
              | \b (?: punishments? | penalt(?:y|ies) | terms? | fines? ) \b [^.;]{0,80}? \b (?: doubled | tripled | twice | increased | enhanced )",
        )
        .expect("the pattern is valid")
    });
    REFERENCE.is_match(sentence)
}

/// Words that impose a fine or a term; what of them is in no penalty was not understood.
pub(super) fn left_over(sentence: &str, found: &[Found]) -> bool {
    static IMPOSES: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(
            r"(?xi) \b (?: shall | may | must ) \s+ (?: also \s+ | each \s+ )? (?: be \s+ )? (?: fined | imprisoned ) \b | (?: \b and | \b or | , ) \s+ (?: be \s+ )? (?: fined | imprisoned ) \s+ (?: not | for | under | in \s+ accordance )
              | \b (?: is | be | shall \s+ be ) \s+ (?: punish(?:able|ed) | subject ) \s+ (?: by | to ) \s+ (?: an? \s+ )? (?: fine | (?: term \s+ of \s+ )? imprisonment ) \b
              | \b (?: shall | may ) \s+ be \s+ sentenced \s+ to \s+ (?: an? \s+ )? (?: (?: mandatory | minimum | additional ) \s+ )* (?: term \s+ of \s+ )? imprisonment \b
              | \b (?: maximum \s+ )? term \s+ of \s+ imprisonment \s+ shall \s+ be",
        )
        .expect("the pattern is valid")
    });
    // "or both so fined and so imprisoned" ends a penalty.
    static ENDS: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)\b(?:both\s+(?:so\s+)?fined\s+and\s+(?:so\s+)?imprisoned|both\s+(?:such\s+)?fine\s+and\s+imprisonment)").expect("the pattern is valid")
    });
    let mut rest = String::new();
    let mut at = 0;
    for part in found {
        rest.push_str(&sentence[at..part.place.start]);
        rest.push('·');
        at = part.place.end;
    }
    rest.push_str(&sentence[at..]);
    IMPOSES.is_match(&ENDS.replace_all(&rest, " "))
}

static PENALTY: LazyLock<Regex> = LazyLock::new(|| {
    let unit = r"(?: years? | months? | days? )";
    let rule = r"(?: only \s+ )? (?: for \s+ each \s+ (?: such \s+ )? (?: offense | violation ) \s+ )? (?: under | as \s+ (?: provided | set \s+ forth | specified | established ) \s+ (?: in | by | under ) | in \s+ accordance \s+ with | pursuant \s+ to | (?: in | of ) \s+ (?: an | the ) \s+ amount \s+ (?: provided \s+ (?:for \s+)? | authorized \s+ | set \s+ forth \s+ | specified \s+ )? (?: in | by | under ) )
        \s+ (?: the \s+ provisions \s+ of \s+ )? (?: section \s+ 3571 (?: \s* \( [a-z0-9]+ \) )* (?: \s+ of \s+ (?: this \s+ title | title \s+ 18 ) )? | this \s+ title | (?: such \s+ )? title (?: \s+ 18 )? ) (?: ,? \s+ United \s+ States \s+ Code ,? )?";
    let money = r"\$ \s? [0-9][0-9,]*";
    let aside = r"(?: \s* \( [^()]{0,160} \) )?";
    // "(for) a term of", "for any term of years not less than 15 or for life"
    let years = format!(
        r"(?: (?P<any_or_life> any \s+ term \s+ of \s+ years ,? \s* (?: , \s* )? (?: or | and ) \s+ (?: for \s+ )? (?: up \s+ to \s+ )? life | any \s+ number \s+ of \s+ years \s+ or \s+ (?: for \s+ )? life | any \s+ term \s+ of \s+ years ,? \s+ up \s+ to \s+ (?: and \s+ including \s+ )? life | life \s+ or \s+ (?: for \s+ )? (?: any \s+ (?: term | number ) \s+ of \s+ years | (?: a \s+ )? term \s+ of \s+ years ) | (?: a \s+ (?: term | period ) \s+ (?: of \s+ )? )? up \s+ to \s+ life | a \s+ term \s+ of \s+ years \s+ or \s+ (?: for \s+ )? life )
            | (?: any \s+ term \s+ of \s+ years \s+ | (?: a | any ) \s+ term \s+ (?: of \s+ )? (?: imprisonment \s+ (?: of \s+ )? )? )? (?: of \s+ )? (?: (?: which \s+ (?: may | shall ) \s+ )? (?: not \s+ be \s+ | be \s+ not \s+ ) less \s+ than | not \s+ (?: less | fewer ) \s+ than | at \s+ least ) \s+ (?P<least> {NUMBER} ) (?: \s+ (?P<least_unit> {unit} ) )?
                (?: ,? \s* (?: (?P<least_life> (?: , \s* )? (?: (?: or | and | nor ) \s+ )? (?: (?: for | (?: not \s+ )? more \s+ than | (?: and \s+ )? up \s+ to ) \s+ )* (?: any \s+ term \s+ of \s+ years \s+ (?: up \s+ to | or (?: \s+ for )? ) \s+ )? life )
                   | (?: (?: or | nor | and | but ) \s+ (?: not \s+ | no \s+ )? (?: more \s+ than | greater \s+ than ) | to | and \s+ up \s+ to ) \s+ (?P<most_after> {NUMBER} ) \s+ (?P<most_after_unit> {unit} ) ) )?
            | (?: (?: a | any ) \s+ (?: maximum \s+ )? (?: period | term ) \s+ (?: of \s+ )? (?: imprisonment \s+ (?: of \s+ )? )? (?: years \s+ )? )? (?: of \s+ | for \s+ )? (?: not \s+ (?: more | greater | longer ) \s+ than | not \s+ to \s+ exceed | not \s+ exceeding | no \s+ more \s+ than | up \s+ to | (?: a \s+ )? maximum \s+ of ) \s+ (?: a \s+ term \s+ of \s+ )? (?P<most> {NUMBER} ) \s+ (?P<most_unit> {unit} ) (?: \s+ and \s+ (?P<most_days> one | 1 ) \s+ day )?
            | (?P<years> any \s+ term \s+ of \s+ years ) \b | (?P<life> life ) \b | (?: a \s+ (?: mandatory \s+ )? (?: term | period ) \s+ of \s+ )? (?P<fixed> {NUMBER} ) \s+ (?P<fixed_unit> {unit} ) )"
    );
    let fine = |index: usize| {
        format!(
            r"(?: (?: be \s+ )? (?: fined | (?: by \s+ | to \s+ )? (?: an? \s+ | the \s+ payment \s+ of \s+ a \s+ )? fine ) (?: \s+ (?P<rule_{index}> {rule} ) | (?: \s+ for \s+ each \s+ (?: such \s+ )? (?: offense | violation ) )? (?: \s+ (?: of | ,? in \s+ (?: any | an ) \s+ amount | in \s+ (?: any | a ) \s+ sum ) )? (?: \s+ (?: not \s+ (?: more | greater ) \s+ than | not \s+ to \s+ exceed | not \s+ exceeding | exceeding | up \s+ to ) \s+ (?P<up_to_{index}> {money} )
                | \s+ not \s+ less \s+ than \s+ (?P<from_{index}> {money} ) ,? \s+ (?: nor | and | or | but ) \s+ (?: not \s+ )? more \s+ than \s+ (?P<until_{index}> {money} ) | \s+ (?P<exactly_{index}> {money} ) ) {aside} ) )"
        )
    };
    let prison = |index: usize| {
        let years = years.clone();
        let mut named = years;
        for name in [
            "any_or_life",
            "least_unit",
            "least_life",
            "least",
            "years",
            "most_after_unit",
            "most_after",
            "most_unit",
            "most_days",
            "most",
            "life",
            "fixed_unit",
            "fixed",
        ] {
            named = named.replace(&format!("(?P<{name}>"), &format!("(?P<{name}_{index}>"));
        }
        format!(
            r"(?: (?: be \s+ )? (?: imprisoned | (?: by \s+ | to \s+ )? (?: an? \s+ (?: mandatory \s+ )? (?: maximum \s+ )? term \s+ of \s+ )? imprisonment | confined | sentenced \s+ to ) (?: \s+ (?: for | of | to ) )? \s+ (?: imprisonment \s+ (?: for \s+ | of \s+ )? )? {named} )"
        )
    };
    let join = r"(?: \s* ,? \s* (?: (?: and/or | or | and ) \b \s* )? (?: shall \s+ )? (?: be \s+ )? (?: by \s+ )? (?: both \s+ )? )";
    let both = r"(?: \s* ,? \s* (?: (?: or | and ) \s+ )? (?: be \s+ )? (?: by \s+ )? both (?: \s+ (?: so \s+ )? fined \s+ and \s+ (?: so \s+ )? imprisoned | \s+ (?: such \s+ )? fine \s+ and \s+ (?: such \s+ )? imprisonment )? )?";
    Regex::new(&format!(
        r"(?xi) \b (?: {} (?: {join} {} )? | {} (?: {join} {} )? ) {both}",
        fine(1),
        prison(1),
        prison(2),
        fine(2)
    ))
    .expect("the pattern is valid")
});

/// "or may be sentenced to death", "or by death".
static DEATH_AFTER: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)^[^.;]{0,90}\b(?:sentenced to death|punished by death|by death|the death penalty|suffer death)")
        .expect("the pattern is valid")
});
static DEATH_BEFORE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\bdeath\s*,?\s*or\s*(?:by\s*)?(?:shall\s*)?(?:be\s*)?$").expect("the pattern is valid")
});

/// Whether the penalty is an alternative to death; "and if death results, shall be punished by death" is another case.
fn beside_death(sentence: &str, place: &Range<usize>, from: usize) -> bool {
    let after = DEATH_AFTER.find(&sentence[place.end..]).is_some_and(|found| !found.as_str().contains(" if "));
    after || DEATH_BEFORE.is_match(&sentence[from..place.start])
}

fn or_death(grade: Grade) -> Grade {
    Grade { note: Some("or death".to_owned()), ..grade }
}

/// "shall be fined" imposes; "convicted of an offense punishable by a fine" and "was imprisoned for" mention.
fn imposes(sentence: &str, place: &Range<usize>, first: bool, lead: &str) -> bool {
    static ORDERS: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?xi) \b (?: shall | may | must ) \b | \b punish(?:ment|able|ed) \b | \b penalt(?:y|ies) \b | \b subject \s+ to \b | \b (?: is | are ) \s+ (?: by \s+ )? $").expect("the pattern is valid")
    });
    static MENTIONS: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(
            r"(?xi)
            \b (?: offenses? | crimes? | felon(?:y|ies) | misdemeanors? | violations? | acts? | conduct ) \b [^,;]{0,60} \b (?: punish(?:able|ed) | for \s+ which | carr(?:y|ies|ying) ) \b [^,;]{0,40} $
            | \b (?: convicted | conviction | guilty ) \s+ of \b [^;]{0,120} \b punish(?:able|ed) \s+ (?: by \s+ )? $
            | \b (?: authorized | sentence \s+ of | period \s+ of | terms? \s+ of | sentences? \s+ of | commit\w+ \s+ to | in \s+ lieu \s+ of | collected | payment \s+ of \s+ any | supervised \s+ release ) \s+ $
            | \b civil \s+ $",
        )
        .expect("the pattern is valid")
    });
    static HAPPENED: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"(?i)\b(?:was|were|been|being|is|are|while)\s+$").expect("the pattern is valid"));
    let said = sentence[place.clone()].to_ascii_lowercase();
    let verb = said.starts_with("be ") || said.starts_with("fined") || said.starts_with("imprisoned");
    let ordered = ORDERS.is_match(&sentence[..place.start]);
    let near = &lead[lead.ceil_char_boundary(lead.len().saturating_sub(200))..];
    let by_noun = near.trim_end().ends_with([',', '('])
        || near.trim_end().is_empty()
        || [" by", " to", " be", " is", " and", " or", " both", " for", ")"]
            .iter()
            .any(|word| near.trim_end().ends_with(word));
    let noun = said.starts_with("by ") || said.starts_with("to ") || by_noun || !first;
    ordered && (verb && !HAPPENED.is_match(near) || noun) && !MENTIONS.is_match(near)
}

/// The figures of a match; none if a number is none.
fn grade(found: &Captures<'_>) -> Option<Grade> {
    let text = |name: &str, index: usize| found.name(&format!("{name}_{index}")).map(|part| part.as_str());
    let either = |name: &str| text(name, 1).or_else(|| text(name, 2));
    let length = |number: &str, unit: &str| -> Option<Option<Length>> {
        let Some(number) = either(number) else { return Some(None) };
        Some(Some(term::length(number, either(unit).unwrap_or("years"))?))
    };
    let mut grade = Grade::default();
    if either("any_or_life").is_some() || either("life").is_some() {
        grade.maximum = Some(Length::Life);
        grade.minimum = either("life").map(|_| Length::Life);
    }
    if either("years").is_some() {
        grade.unknown.push(Figure::Term);
    }
    let least_unit = if either("least_unit").is_some() { "least_unit" } else { "most_after_unit" };
    if let Some(least) = length("least", least_unit)? {
        grade.minimum = Some(least);
        grade.maximum = length("most_after", "most_after_unit")?.or(either("least_life").map(|_| Length::Life));
        if grade.maximum.is_none() {
            grade.unknown.push(Figure::Term);
        }
    }
    if let Some(most) = length("most", "most_unit")? {
        let day = either("most_days").is_some();
        grade.maximum = Some(match (most, day) {
            (Length::Of { months, days }, true) => Length::Of { months, days: days + 1 },
            (most, _) => most,
        });
    }
    if let Some(fixed) = length("fixed", "fixed_unit")? {
        (grade.minimum, grade.maximum) = (Some(fixed), Some(fixed));
    }
    fine(&mut grade, &either);
    Some(grade)
}

/// A sum in a section is the most only where no rule for all offenses allows more: 18 U.S.C. 3571(b). So it is told, and
/// not judged.
fn fine<'a>(grade: &mut Grade, either: &impl Fn(&str) -> Option<&'a str>) {
    if either("rule").is_some() {
        grade.fine_rule = Some(FINE_RULE.to_owned());
        return;
    }
    let sum = |name: &str| either(name).map(|sum| sum.trim_end_matches(','));
    let words = match (sum("up_to"), sum("from"), sum("until"), sum("exactly")) {
        (Some(most), ..) => format!("up to {most}"),
        (None, Some(least), Some(most), _) => format!("{least} to {most}"),
        (None, None, None, Some(sum)) => sum.to_owned(),
        _ => return,
    };
    grade.note = Some(format!("the section's own fine: {words}"));
    grade.unknown.push(Figure::Fine);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(sentence: &str) -> Vec<String> {
        let told = find(sentence).into_iter().map(|found| {
            let Grade { minimum, maximum, fine_rule, note, .. } = found.grade;
            let show = |length: Option<Length>| length.map(|length| length.to_string()).unwrap_or_default();
            let fine = if fine_rule.is_some() { " fined" } else { "" };
            let note = note.map(|note| format!(" [{note}]")).unwrap_or_default();
            format!("{}..{}{fine}{note}", show(minimum), show(maximum))
        });
        told.collect()
    }

    #[test]
    fn penalties_in_every_form() {
        for (sentence, expected) in [
            (
                "Whoever paints a gate shall be fined under this title or imprisoned not more than five years, or both.",
                "..5 years fined",
            ),
            (
                "Whoever paints it shall be fined under this title, imprisoned for not more than 10 years, or both.",
                "..10 years fined",
            ),
            ("He shall be imprisoned for any term of years or for life.", "..life"),
            (
                "He shall be fined under this title and imprisoned for any term of years not less than 15 or for life.",
                "15 years..life fined",
            ),
            (
                "The punishment is by a fine under this title and imprisonment for not less than 10 years or for life;",
                "10 years..life fined",
            ),
            (
                "He shall be fined under this title, imprisoned for a term not to exceed 25 years, or both.",
                "..25 years fined",
            ),
            ("shall be imprisoned not less than 5 years nor more than 20 years", "5 years..20 years"),
            (
                "shall be fined in accordance with title 18, United States Code, imprisoned not less than 15 and not more than 30 years, or both",
                "15 years..30 years fined",
            ),
            ("shall be sentenced to a term of imprisonment of not less than 7 years", "7 years.."),
            ("shall be punished by imprisonment for life", "life..life"),
            (
                "shall be fined not more than $5,000 or imprisoned not more than twelve months, or both",
                "..1 year [the section's own fine: up to $5,000]",
            ),
            (
                "shall be guilty of a felony and, upon conviction thereof, shall be fined not more than $100,000 ($500,000 in the case of a corporation), or imprisoned not more than 5 years, or both",
                "..5 years [the section's own fine: up to $100,000]",
            ),
            (
                "shall be fined under this title or imprisoned for any term of years or for life, or both, or may be sentenced to death.",
                "..life fined [or death]",
            ),
            ("shall be punished by death or imprisoned for life.", "life..life [or death]"),
            ("shall be imprisoned not more than one year and one day", "..1 year and 1 day"),
            ("shall be fined not less than $500 nor more than $1,000", ".. [the section's own fine: $500 to $1,000]"),
        ] {
            assert_eq!(told(sentence), [expected], "{sentence}");
            assert!(!left_over(sentence, &find(sentence)), "{sentence}");
        }
    }

    #[test]
    fn what_a_sentence_mentions() {
        for sentence in [
            "A person convicted of a crime punishable by imprisonment for a term exceeding one year may not paint gates.",
            "The term \u{201c}felony\u{201d} means an offense punishable by imprisonment for not more than five years that the court may try.",
            "A person who was imprisoned for five years shall be released.",
            "The court may order a term of supervised release of not more than five years.",
            "Such person shall be liable to a civil fine of not more than $5,000.",
        ] {
            assert_eq!(told(sentence), [""; 0], "{sentence}");
        }
    }

    #[test]
    fn what_stands_elsewhere() {
        for sentence in [
            "in the case of a killing, the punishment provided in sections 1111 and 1112",
            "shall be subject to the same penalties as those prescribed for the offense",
            "the maximum punishment shall be doubled with respect to any fine",
        ] {
            assert!(points_elsewhere(sentence), "{sentence}");
        }
        assert!(!points_elsewhere("shall be punished as provided in subsection (b)."));
        assert!(!points_elsewhere("shall be fined as provided in this title"));
    }

    #[test]
    fn death_in_another_case() {
        let told = told(
            "shall be fined under this title or imprisoned not more than 20 years, or both, and if death results shall be \
             punished by death or imprisoned for life",
        );
        assert_eq!(told, ["..20 years fined", "life..life [or death]"]);
    }

    #[test]
    fn what_is_left_over() {
        for sentence in [
            "shall be fined twice the value of the gate",
            "shall be imprisoned not more than one-half the term of the principal",
            "shall be fined under this title, and the term of imprisonment shall be doubled: it may be imprisoned as the court sees fit",
        ] {
            assert!(left_over(sentence, &find(sentence)), "{sentence}");
        }
    }
}
