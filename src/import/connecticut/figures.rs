//! Finds what a penalty is made of, in statutes and in the notes on them: a class, a fine, a term of imprisonment, a
//! part of a sentence that may not be suspended. Says where each stands, not to what it belongs.

use std::ops::Range;
use std::sync::LazyLock;

use regex::{Captures, Regex};

use crate::claim::numbers::{NUMBER, value};
use crate::law::{Class, Classification, Length, Level};

/// One figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Figure {
    Class(Classification),
    /// Dollars; `fixed` when the statute names one sum.
    Fine {
        minimum: Option<u64>,
        maximum: Option<u64>,
        fixed: bool,
    },
    Prison {
        minimum: Option<Length>,
        maximum: Length,
    },
    Nonsuspendable(Length),
    /// A sum of dollars that nothing around it calls a fine.
    Sum(u64),
    /// The whole term just stated may not be suspended.
    WhollyNonsuspendable,
}

/// A figure and its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) place: Range<usize>,
    pub(super) figure: Figure,
}

/// Every figure in a text, in order.
pub(super) fn find(text: &str) -> Vec<Found> {
    let all = FIGURE.captures_iter(text).filter_map(|found| {
        let whole = found.get(0)?;
        Some(Found { place: whole.range(), figure: read(&found)? })
    });
    all.collect()
}

static FIGURE: LazyLock<Regex> = LazyLock::new(|| {
    let length = format!(
        r"(?: {NUMBER} \s+ (?: years? | months? | (?: consecutive \s+ )? days? ) (?: \s+ and \s+ {NUMBER} \s+ (?: months? | days? ) )? )"
    );
    let money = format!(r"(?: \$ \s? [0-9][0-9,]* | {NUMBER} \s+ dollars )");
    let bound = r"(?: not\s+more\s+than | no\s+more\s+than | not\s+to\s+exceed | not\s+exceeding | not\s+greater\s+than | up\s+to | of\s+up\s+to | (?:a\s+)?maximum\s+of )";
    let least = r"(?: not\s+less\s+than | no\s+less\s+than | at\s+least )";
    let joined = r"(?: ,? \s* \b (?: or | nor | and | but ) (?: \s+ (?:not|no) )? \s+ (?: more\s+than | greater\s+than | to\s+exceed ) | \s+ to )";
    Regex::new(&format!(
        r"(?ix)
          # of which nine months of the sentence imposed may not be suspended; 5-year nonsuspendable
          (?: (?: of | for ) \s+ which \s+ )? (?P<kept> {length} )
              (?: \s+ of \s+ (?:which|the\s+sentence\s+imposed|such\s+sentence|said\s+sentence|the\s+sentence|sentence|such\s+term) (?:\s+imposed)? )?
              \s+ (?: may | shall | cannot ) \s* (?:not)? \s+ be \s+ suspended
          # of forty-eight consecutive hours, which is no length here: not of the whole term
        | \b (?: of | for ) \s+ which \s+ (?: may | shall ) \s+ not \s+ be \s+ suspended
        | \b which \s+ (?: may | shall ) \s+ not \s+ be \s+ (?P<wholly> suspended )
        | \b (?P<sentence> [0-9]+ | [a-z]+ ) -(?: (?P<kept_unit> year | month | day ) ) \s+ (?: nonsuspendable | mandatory\s+minimum ) (?: \s+ (?: sentence | portion | term ) )?
        | \b class \s+ [“”]? (?P<letter> [A-E] ) [“”]? ,? \s+ (?P<level> felony | misdemeanor )
        | \b unclassified \s+ (?P<unclassified> felony | misdemeanor )
        | \b (?P<infraction> infraction ) \b
          # fined not less than two hundred dollars or more than five hundred dollars; a fine of $90
        | \b (?: be \s+ )? (?: fined | (?: (?: a | the ) \s+ )? (?: (?P<capped> maximum ) \s+ | (?P<floor> minimum ) \s+ )? fine (?: \s+ in\s+an\s+amount )? (?: \s+ (?: of | for ) )? ) \s+
              (?: an\s+amount\s+ )? (?: of \s+ )?
              (?: {bound} \s+ (?P<fine_most> {money} ) (?: ,? \s* \b (?: or | nor | and ) (?: \s+ not )? \s+ less \s+ than \s+ (?P<fine_low> {money} ) )?
                | {least} \s+ (?P<fine_least> {money} | {NUMBER} ) (?: {joined} \s+ (?P<fine_then> {money} ) )?
                | (?P<fine> {money} ) )
          # imprisoned not less than one year or more than five years; imprisonment for life
        | \b (?: (?P<capped_term> maximum ) \s+ )? (?: imprisoned | imprisonment | (?: a \s+ )? (?: sentence | term | period ) (?: \s+ of \s+ imprisonment )? )
              (?: \s+ (?: for | of | in\s+a\s+(?:jail|correctional\s+institution) ) )*
              (?: \s+ (?: a \s+ )? (?: definite \s+ )? (?: term | period ) (?: \s+ of (?: \s+ imprisonment \s+ of )? )? )? \s+
              (?: {bound} \s+ (?P<term_most> {length} ) (?: ,? \s* \b (?: or | nor | and ) (?: \s+ not )? \s+ less \s+ than \s+ (?P<term_low> {length} ) )?
                | {least} \s+ (?P<term_least> {length} | {NUMBER} ) {joined} \s+ (?P<term_then> {length} | life )
                | (?P<term> {length} | life ) )
          # fined, for a first offense, not more than fifty dollars and, for any other, not more than one hundred dollars
        | \b {bound} \s+ (?P<bare_most> {money} )
        | \b {least} \s+ (?P<bare_least> {money} | {NUMBER} ) {joined} \s+ (?P<bare_then> {money} )
          # a $15,000 fine
        | (?P<sum> {money} ) (?: \s+ (?P<sum_kind> (?: mandatory | maximum | minimum ) \s+ )? (?P<sum_fine> fine ) \b )?
        "
    ))
    .expect("the pattern is valid")
});

fn read(found: &Captures<'_>) -> Option<Figure> {
    let group = |name: &str| found.name(name).map(|group| group.as_str());
    if let Some(letter) = group("letter") {
        return Some(Figure::Class(Classification {
            level: level(group("level")?),
            class: Class::from_letter(letter),
        }));
    }
    if let Some(word) = group("unclassified") {
        return Some(Figure::Class(Classification { level: level(word), class: None }));
    }
    if group("infraction").is_some() {
        return Some(Figure::Class(Classification { level: Level::Infraction, class: None }));
    }
    if group("wholly").is_some() {
        return Some(Figure::WhollyNonsuspendable);
    }
    if let Some(kept) = group("kept") {
        return Some(Figure::Nonsuspendable(length(kept)?));
    }
    if let Some(unit) = group("kept_unit") {
        return Some(Figure::Nonsuspendable(length(&format!("{} {unit}s", group("sentence")?))?));
    }
    if let Some(sum) = group("sum") {
        let sum_is = |kind: &str| group("sum_kind").is_some_and(|word| word.to_ascii_lowercase().starts_with(kind));
        let dollars = dollars(sum)?;
        let (least, most) = (Some(dollars).filter(|_| sum_is("minimum")), Some(dollars).filter(|_| !sum_is("minimum")));
        let fine = Figure::Fine { minimum: least, maximum: most, fixed: !sum_is("m") || sum_is("mandatory") };
        return Some(if group("sum_fine").is_some() { fine } else { Figure::Sum(dollars) });
    }
    read_fine(&group).or_else(|| read_term(&group))
}

fn read_fine<'a>(group: &impl Fn(&str) -> Option<&'a str>) -> Option<Figure> {
    let limit = |minimum, maximum| Some(Figure::Fine { minimum, maximum, fixed: false });
    if let Some(most) = group("fine_most").or(group("bare_most")) {
        return limit(group("fine_low").and_then(dollars), Some(dollars(most)?));
    }
    if let Some(least) = group("fine_least").or(group("bare_least")) {
        let maximum = group("fine_then").or(group("bare_then")).map(dollars);
        // "fined not less than fifty dollars" states no maximum; without a unit it is no fine at all.
        let known = maximum.is_some() || least.contains('$') || least.ends_with("dollars");
        return known.then(|| limit(Some(dollars(least)?), maximum.flatten())).flatten();
    }
    let only = dollars(group("fine")?)?;
    if group("floor").is_some() {
        return limit(Some(only), None);
    }
    Some(Figure::Fine { minimum: None, maximum: Some(only), fixed: group("capped").is_none() })
}

fn read_term<'a>(group: &impl Fn(&str) -> Option<&'a str>) -> Option<Figure> {
    if let Some(least) = group("term_least") {
        let maximum = length(group("term_then")?)?;
        // "not less than one nor more than five years"
        let unit = if maximum == Length::Life { "years" } else { group("term_then")?.rsplit(' ').next()? };
        let minimum = length(least).or_else(|| length(&format!("{least} {unit}")))?;
        return Some(Figure::Prison { minimum: Some(minimum), maximum });
    }
    if let Some(most) = group("term_most") {
        return Some(Figure::Prison { minimum: group("term_low").and_then(length), maximum: length(most)? });
    }
    // "imprisoned for life" or "for five years": one sentence and no other.
    let only = length(group("term")?)?;
    let minimum = group("capped_term").is_none().then_some(only);
    Some(Figure::Prison { minimum, maximum: only })
}

fn level(word: &str) -> Level {
    if word.eq_ignore_ascii_case("felony") { Level::Felony } else { Level::Misdemeanor }
}

/// `fifteen thousand dollars` or `$15,000`.
fn dollars(words: &str) -> Option<u64> {
    value(words.trim_start_matches(['$', ' ']).trim_end_matches("dollars").trim_end_matches([',', ' ']))
}

/// `two years and one day`, `six months`, `life`.
pub(super) fn length(words: &str) -> Option<Length> {
    if words.eq_ignore_ascii_case("life") {
        return Some(Length::Life);
    }
    static PART: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(&format!(r"(?ix) ^ \s* (?: and \s+ )? (?P<count> {NUMBER} ) \s+ (?: consecutive \s+ )? (?P<unit> year | month | day ) s?"))
            .expect("the pattern is valid")
    });
    let (mut months, mut days, mut rest) = (0u32, 0u32, words);
    while let Some(part) = PART.captures(rest) {
        let count = u32::try_from(value(&part["count"])?).ok()?;
        match part["unit"].to_ascii_lowercase().as_str() {
            "year" => months = months.checked_add(count.checked_mul(12)?)?,
            "month" => months = months.checked_add(count)?,
            _ => days = days.checked_add(count)?,
        }
        rest = &rest[part[0].len()..];
    }
    (rest.trim().is_empty() && months + days > 0).then_some(Length::Of { months, days })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn only(text: &str) -> Figure {
        let found = find(text);
        assert_eq!(found.len(), 1, "{text}: {found:?}");
        found[0].figure
    }

    #[test]
    fn classes() {
        let class = |text: &str| Figure::Class(Classification::parse(text).unwrap());
        assert_eq!(only("painting is a class B felony"), class("class B felony"));
        assert_eq!(only("a Class D, misdemeanor"), class("class D misdemeanor"));
        assert_eq!(only("shall have committed an infraction"), class("infraction"));
        assert_eq!(only("an unclassified felony"), class("unclassified felony"));
    }

    #[test]
    fn fines() {
        let fine = |minimum, maximum, fixed| Figure::Fine { minimum, maximum: Some(maximum), fixed };
        assert_eq!(only("be fined not more than five hundred dollars"), fine(None, 500, false));
        assert_eq!(only("fined not less than fifty dollars or more than $1,000"), fine(Some(50), 1000, false));
        assert_eq!(only("shall be fined fifteen thousand dollars"), fine(None, 15_000, true));
        assert_eq!(only("a fine of not more than $5,000"), fine(None, 5000, false));
        assert_eq!(only("maximum fine of $90"), fine(None, 90, false));
        assert_eq!(only("fined not less than ten nor more than fifty dollars"), fine(Some(10), 50, false));
        let open = Figure::Fine { minimum: Some(50), maximum: None, fixed: false };
        assert_eq!(only("be fined not less than fifty dollars"), open);
    }

    #[test]
    fn terms() {
        let term = |minimum: Option<&str>, maximum: &str| Figure::Prison {
            minimum: minimum.and_then(Length::parse),
            maximum: Length::parse(maximum).unwrap(),
        };
        assert_eq!(only("imprisoned not more than six months"), term(None, "6 months"));
        assert_eq!(
            only("imprisoned for a term of not less than one year nor more than ten years"),
            term(Some("1 year"), "10 years")
        );
        assert_eq!(only("imprisoned not less than five years or more than life"), term(Some("5 years"), "life"));
        assert_eq!(only("imprisonment of not less than one nor more than five years"), term(Some("1 year"), "5 years"));
        assert_eq!(only("imprisoned for life"), term(Some("life"), "life"));
        assert_eq!(
            only("imprisoned not more than two years and one day"),
            Figure::Prison { minimum: None, maximum: Length::Of { months: 24, days: 1 } }
        );
    }

    #[test]
    fn parts_that_may_not_be_suspended() {
        let kept = |text: &str| Figure::Nonsuspendable(Length::parse(text).unwrap());
        assert_eq!(
            only("of which nine months of the sentence imposed may not be suspended or reduced"),
            kept("9 months")
        );
        assert_eq!(only("one year of which may not be suspended"), kept("1 year"));
        assert_eq!(only("add 9-month nonsuspendable sentence"), kept("9 months"));
        assert_eq!(only("one hundred eighty consecutive days of which may not be suspended"), kept("180 days"));
        assert!(find("forty-eight consecutive hours of which may not be suspended").is_empty());
    }

    #[test]
    fn other_figures_are_none() {
        assert_eq!(only("a fee of fifty dollars"), Figure::Sum(50));
        for text in ["within ten years", "class B permit", "for a term of office"] {
            assert!(find(text).is_empty(), "{text}");
        }
    }
}
