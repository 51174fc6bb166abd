//! Terms of imprisonment: "1 to 10 years in prison", "not more than five years", "life imprisonment".

use std::sync::LazyLock;

use regex::Regex;

use super::numbers::{NUMBER, value};
use super::{Statement, TermStatement, own_line};
use crate::law::Length;
use crate::span::Span;
use crate::words::WordSearch;

const UNIT: &str = r"(?: years? | yrs?\.? | months? | mos\. | days? )";

static TERM: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(&format!(
        r"(?ix-u)
        (?: (?-u:\b) (?P<bound>
              (?P<most> up\s+to | (?:not|no)\s+(?:more|longer|greater)\s+than | not\s+to\s+exceed | not\s+exceed(?:ing)? | at\s+most
                      | as\s+(?:much|many|long|high)\s+as | (?:a\s+)? (?:maximum|max\.?) (?: \s+(?:sentence|term|penalty|prison|imprisonment) ){{0,3}} (?: \s+(?:of|is|:) )? (?: \s+up\s+to )? )
            | (?P<least> at\s+least | (?:not|no)\s+(?:less|fewer)\s+than | (?:a\s+)? minimum (?: \s+(?:sentence|term|penalty|prison) ){{0,2}} (?: \s+(?:of|is) )? )
            ) \s+ (?: in \s+ prison \s+ for \s+ )? (?: imprisonment \s+ (?:of|for) \s+ )? )?
        (?: (?-u:\b) between \s+ )?
        (?: (?P<low> (?-u:\b) {NUMBER} ) (?: [\s-]* (?P<low_unit> {UNIT} ) )? (?P<join> \s* (?: to | - | through ) \s* (?: (?:a\s+)?maximum\s+of\s+ | not\s+more\s+than\s+ | up\s+to\s+ )? 
              | ,? \s+ (?:nor|or|and|but) \s+ (?:not\s+|no\s+)? (?: more\s+than | up\s+to | at\s+most ) \s+   # not less than one nor more than
              | \s+ and \s+ ) )?
        (?: (?P<high> (?-u:\b) {NUMBER} ) [\s-]* (?P<unit> {UNIT} ) (?P<less> \s+ or \s+ (?: less | fewer ) )? | (?P<one> an? \s+ (?: year | month ) ) | (?P<life> life ) ) (?-u:\b)"
    ))
    .expect("the pattern is valid")
});

/// Words that every length has; the pattern is tried only around them.
static UNITS: LazyLock<WordSearch> = LazyLock::new(|| {
    let words =
        ["year", "yr", "month", "mos.", "day", "life", "Year", "Month", "Day", "Life", "YEAR", "MONTH", "DAY", "LIFE"];
    WordSearch::new(words.into_iter())
});

/// No term is written with more than this before its unit, or after its beginning, in bytes.
const REACH: usize = 160;

/// Every term of imprisonment that a block states, with its words.
pub(super) fn find(text: &str) -> Vec<(Span, Statement)> {
    let mut windows: Vec<Span> = Vec::new();
    for (_, unit) in UNITS.find(text) {
        let window = Span::new(
            text.floor_char_boundary(unit.start.saturating_sub(REACH)),
            text.ceil_char_boundary((unit.end + 16).min(text.len())),
        );
        match windows.last_mut().filter(|last| last.end >= window.start) {
            Some(last) => *last = last.cover(window),
            None => windows.push(window),
        }
    }
    let stated = windows.iter().flat_map(|window| {
        TERM.captures_iter(&text[window.range()]).filter_map(|found| read(text, window.start, &found))
    });
    stated.collect()
}

/// The term that a match in the window from `offset` on says, if it is one of imprisonment.
fn read(text: &str, offset: usize, found: &regex::Captures<'_>) -> Option<(Span, Statement)> {
    let whole = found.get(0)?;
    let (low, high) = lengths(&text[offset..], found)?;
    // "A fine of $100 to $300 or up to 30 days": a sum is no length.
    let is_sum = found.name("low").is_some_and(|low| text[..offset + low.start()].trim_end().ends_with('$'));
    let bounded_after =
        is_sum && found.name("join").is_some_and(|join| !join.as_str().trim().eq_ignore_ascii_case("to"));
    let low = low.filter(|_| !is_sum);
    // "Up to 10 years and up to 5 years": of two sections.
    if low.is_some_and(|low| low > high) {
        return None;
    }
    let joined_by_and = found.name("join").is_some_and(|join| join.as_str().trim().eq_ignore_ascii_case("and"));
    if joined_by_and && low.is_some() && !whole.as_str().to_ascii_lowercase().starts_with("between") {
        return None;
    }
    // "A year in prison" tells of a case; "up to a year in prison" of the law, and so does "a year in prison, or both".
    let is_one = found.name("one").is_some();
    if is_one && found.name("bound").is_none() && !OR_BOTH.is_match(&text[offset + whole.end()..]) {
        return None;
    }
    let statement = match (low, found.name("most"), found.name("least")) {
        (Some(low), _, _) if low.is_zero() => TermStatement::UpTo(high),
        (Some(low), _, _) => TermStatement::Range(low, high),
        (None, Some(_), _) => TermStatement::UpTo(high),
        (None, None, None) if found.name("less").is_some() => TermStatement::UpTo(high),
        (None, None, None) if bounded_after => TermStatement::UpTo(high),
        (None, None, Some(_)) => TermStatement::AtLeast(high),
        (None, None, None) => TermStatement::Plain(high),
    };
    let named = |name: &str| found.name(name).map(|part| part.start());
    let start = named("low")
        .filter(|_| low.is_some())
        .or(named("bound"))
        .or(named("low").filter(|_| !is_sum))
        .or(named("high"))
        .or(named("one"));
    let (start, end) = (offset + start.unwrap_or(whole.start()), offset + whole.end());
    let is_life = high == Length::Life && low.is_none();
    let meant = speaks_of_prison(text, offset + whole.start(), end, is_life);
    // "He got three years in prison" tells of a case; a length without a limit must be called a punishment.
    let called = !matches!(statement, TermStatement::Plain(_)) || is_life || {
        let before = &text[text.floor_char_boundary(start.saturating_sub(110))..start];
        let led = before.trim_end().ends_with([':', '–', '—', '(']);
        let fined = text[end..].trim_start_matches([' ', ',']).starts_with("in ") || WITH_A_FINE.is_match(&text[end..]);
        is_one || PUNISHMENT.is_match(own_clause(before)) || led && fined
    };
    (meant && called).then(|| (Span::new(start, end), Statement::Term(statement)))
}

/// The shorter length of a range, and the longer or only one.
fn lengths(window: &str, found: &regex::Captures<'_>) -> Option<(Option<Length>, Length)> {
    let unit = found.name("unit").map_or("", |unit| unit.as_str());
    let high = match found.name("high") {
        Some(number) => length(number.as_str(), unit)?,
        None if found.name("one").is_some_and(|one| one.as_str().ends_with(['h', 'H'])) => Length::months(1),
        None if found.name("one").is_some() => Length::years(1),
        None => Length::Life,
    };
    let Some(low) = found.name("low") else { return Some((None, high)) };
    // "twenty-five years" is one number, not a range.
    if let (Some("-"), Some(high)) = (found.name("join").map(|join| join.as_str()), found.name("high"))
        && low.as_str().ends_with(char::is_alphabetic)
    {
        return Some((None, length(&window[low.start()..high.end()], unit)?));
    }
    // "15 to life": the years were left out.
    let low_unit = found.name("low_unit").or(found.name("unit")).map_or("years", |unit| unit.as_str());
    Some((Some(length(low.as_str(), low_unit)?), high))
}

/// The length in words such as "ten" and "years".
pub(crate) fn length(number: &str, unit: &str) -> Option<Length> {
    let count = u32::try_from(value(number)?).ok()?;
    match unit.as_bytes().first()?.to_ascii_lowercase() {
        b'y' => Some(Length::years(count)),
        b'm' => Some(Length::months(count)),
        _ => Some(Length::days(count)),
    }
}

static PRISON_BEFORE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?ix-u) (?: prison | imprison | jail | incarcerat | sentence[ds]? (?-u:\b) | punish | (?-u:\b) carr(?:y|ies|ying) (?-u:\b) | (?-u:\b) terms? (?-u:\b) | penalt | confine | locked \s+ up | behind \s+ bars \s+ for (?-u:\b) | (?-u:\b) (?: put | send | sent ) \s+ (?: [a-z]+ \s+ )? away \s+ for | conviction (?u:[^.;])* means | (?: felony | misdemeanor ) , \s+ which \s+ (?: comes \s+ with | means ) )",
    )
    .expect("the pattern is valid")
});

/// The words before a length as far as its own clause goes.
fn own_clause(before: &str) -> &str {
    before.rsplit(['.', ';']).next().unwrap_or(before)
}

/// "Faces ten years", and no more is said of them: it may be ten years of something else.
static FACED_BEFORE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?ix-u) (?-u:\b) (?: faces? | facing | brings? | risks? ) \s+ (?: (?:you|him|her|them|someone) \s+ )? $
        | (?-u:\b) (?: judge | court ) \s+ (?: may | can ) \s+ impose \s+ $
        | (?-u:\b) the \s+ most \s+ (?: you | he | she | they | anyone | (?: an? | the ) \s+ (?: person | defendant | judge | court ) ) \s+ (?: can | could | may ) \s+ (?: get | face | give | impose ) \s+ is \s+ $
        | (?-u:\b) (?: felony | misdemeanor ) \s* [;,.] \s+ the \s+ (?: maximum \s+ is \s+ )? $",
    )
    .expect("the pattern is valid")
});

static FACED_AFTER: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?ix-u) ^ \s* (?: $ | [.,;:)] | (?:and|or|plus|under|if|when) (?-u:\b) | for \s+ (?:an?|each|every|the) \s+ (?:first|second|third|later|subsequent) )").expect("the pattern is valid")
});

/// "Class A misdemeanor, up to 364 days".
static CLASS_BEFORE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?ix-u) (?-u:\b) (?:felony|misdemeanor|fel\.|misd\.) \)? \s* (?: [,:(] | - )? \s* $")
        .expect("the pattern is valid")
});

static PRISON_AFTER: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?ix-u) ^ [\s-]* (?: for \s+ (?:an?|any|each|every|the) \s+ (?:first|second|third|subsequent|later) \s+ (?:conviction|offense|violation) | ,? \s* (?: or | and (?: \s* / \s* or )? | & ) \s+ (?: (?:a\s+)? fine | both | (?:a\s+)? \$) | [,;] \s+ (?:a\s+)? fine (?-u:\b) | (?: [A-Za-z]+ \s+ ){0,3} (?: in\s+prison | in\s+jail | of\s+imprison | imprison | behind\s+bars | incarcerat | prison | jail | in\s+state\s+prison | sentence (?-u:\b) | term (?-u:\b) ) )")
        .expect("the pattern is valid")
});

/// Words after a length that make it something else: an age, a time limit, probation.
static OTHER_AFTER: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?ix-u) ^ [\s-]* (?: of\s+age | or \s+ more (?-u:\b) | old | older | younger | and\s+older | or\s+(?:older|younger|more\s+older) | after | before | from \s+ (?:the|that|now|when)
          | on \s+ (?: the \s+ )? (?: [a-z-]+ \s+ ){0,2} registry | an? \s+ (?: month | week | year ) (?-u:\b) | ago | later | prior | following | following | earlier | without | off (?-u:\b) | out \s+ of | of \s+ (?: expulsion | suspension | lost | leave | detention ) | (?:[A-Za-z]+\s+)? (?: suspension | expulsion ) | (?u:['’])? \s* (?: of \s+ )? (?: (?: licen[cs]e | firearms? | sex | offender | school | insurance | immigration | driver(?u:['’])?s | permit | housing | paid | unpaid ) \s+ ){0,3} (?: suspension | ban (?-u:\b) | bar (?-u:\b) | wait (?:ing)? (?-u:\b) | look-?back | surcharge | registration | leave (?-u:\b) ) | in \s+ (?: restrictive | segregation | solitary | isolation ) | of\s+(?:probation|parole|supervis|special\s+parole|age|experience|service)
          | (?:[A-Za-z]+\s+)? (?:probation|parole|supervised|supervision|statute|limitation|waiting) )",
    )
    .expect("the pattern is valid")
});

static OTHER_BEFORE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?ix-u) (?: (?-u:\b) (?: within | ages? (?:\s+of)? | aged | past | last | previous | expulsion | expelled | suspension | suspended | barred | banned | every | after | under | over | probation | parole | register | registration | registry
          | supervision | look-?back | (?: probation | registration | waiting ) \s+ (?: term | period ) | median \s+ (?: sentence | term ) | guideline \s+ range | standard \s+ offer | wait | limitations? | statute \s+ of \s+ limitations? | prosecut(?:ed|ion) | served | older \s+ than | younger \s+ than | for \s+ the \s+ past )
          \s+ (?: (?:for|of|is|to|the|than|not|more) \s+ ){0,3} | (?-u:\b) (?: half | third | quarter | twice | double ) \s+ (?: of \s+ )? the \s+ ) $",
    )
    .expect("the pattern is valid")
});

/// "The term of a license shall not exceed two years": a term of something else than imprisonment.
static OTHER_TERM: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?ix-u) (?-u:\b) terms? \s+ (?:for|of) \s+ (?: (?:such|the|an?|any|each|his|her|their|its|your|this|that) \s+ )? (?: (?u:[^\s.;]+) \s+ )?
          (?: office | appointment | employment | approval | licen[cs]e | permit | registration | certificat(?:e|ion) | lease | contract | agreement | loan | note | bond
            | membership | board | commission | council | order ) (?-u:\b)",
    )
    .expect("the pattern is valid")
});

static PUNISHMENT: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?ix-u) (?: punish | carr(?:y|ies|ying) | penalt | subject \s+ to | liable | faces? | imprisonment \s+ (?:of|for) | (?:sentence|term) \s+ (?:of|is) | brings? | risks? | away \s+ for | (?:can|could|may) \s+ (?: get | mean ) | maximum | calls? \s+ for | the \s+ most \s+ (?: (?: an? | the ) \s+ (?: judge | court ) \s+ can | (?: you | he | she | they | anyone | (?: an? | the ) \s+ (?: person | defendant | offender ) ) \s+ (?: can | could ) \s+ (?: get | face ) \s+ is ) )")
        .expect("the pattern is valid")
});

/// "In jail, or both", "in jail and a $2,000 fine".
static OR_BOTH: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?ix-u) ^ \s+ in \s+ (?: jail | prison ) (?: ,? \s+ or \s+ both (?-u:\b) | \s+ (?: and | or ) \s+ a \s+ \$ [0-9,]+ \s+ fine )").expect("the pattern is valid")
});

static WITH_A_FINE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?ix-u) ^ (?u:[^.;]){0,30} (?:and|or|&|/) \s+ (?:an? \s+)? (?:fine|\$)").expect("the pattern is valid")
});

static LIFE_AFTER: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?ix-u) ^ [\s-]+ (?: in \s+ (?:state\s+)? prison | imprisonment | sentence | behind \s+ bars | without \s+ (?:parole|release) )")
        .expect("the pattern is valid")
});

/// "Carries a warranty of", "a permit that lasts for", "under the penalties of false statement I say that I have lived there for".
static OF_SOMETHING_KEPT: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?ix-u) (?-u:\b) (?: (?: warrant(?:y|ies) | [0-9]+ \s+ points? | premiums? | loss \s+ of | lasts? | valid | kept | owned | lived | drop(?:s|ped)? | los(?:es?|t) \s+ (?:his|her|their|the|an?) \s+ (?:licen[cs]e|permit|rights?) ) (?-u:\b) (?u:[^.;]){0,60}
          | penalt(?:y|ies) \s+ of \s+ (?: perjury | false ) (?-u:\b) (?u:[^;]){0,160} ) $",
    )
    .expect("the pattern is valid")
});

/// The words before and after a length that say what it is of.
fn around(text: &str, start: usize, end: usize) -> (&str, &str) {
    let before = &text[text.floor_char_boundary(start.saturating_sub(180))..start];
    let after = &text[end..text.ceil_char_boundary((end + 60).min(text.len()))];
    (before, after)
}

/// Whether what stands around a length makes it something else than imprisonment.
pub(super) fn is_of_something_else(text: &str, start: usize, end: usize) -> bool {
    let (before, after) = around(text, start, end);
    OTHER_AFTER.is_match(after) || OTHER_BEFORE.is_match(before) || OTHER_TERM.is_match(own_clause(before))
}

fn speaks_of_prison(text: &str, start: usize, end: usize, is_life: bool) -> bool {
    let (before, after) = around(text, start, end);
    let before = own_line(before);
    // "a maximum sentence of 20 years" says itself what it is.
    let said = text[start..end].to_ascii_lowercase();
    let itself = ["sentence", "imprison", "prison", "penalty", "term"].iter().any(|word| said.contains(word));
    let after_prison = itself || PRISON_AFTER.is_match(after);
    // "life" alone is too common a word: it must be a sentence.
    let sentence = match is_life {
        true => {
            LIFE_AFTER.is_match(after)
                || before.trim_end().ends_with("imprisonment for")
                || before.to_ascii_lowercase().trim_end().ends_with("sentence is")
        }
        false => {
            after_prison
                || PRISON_BEFORE.is_match(own_clause(before))
                || CLASS_BEFORE.is_match(before)
                || FACED_BEFORE.is_match(before) && FACED_AFTER.is_match(after)
        }
    };
    sentence && !OF_SOMETHING_KEPT.is_match(before) && !is_of_something_else(text, start, end)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stated(text: &str) -> Vec<(&str, TermStatement)> {
        find(text)
            .into_iter()
            .map(|(span, statement)| match statement {
                Statement::Term(term) => (&text[span.range()], term),
                other => panic!("{other:?}"),
            })
            .collect()
    }

    #[test]
    fn terms_in_every_form() {
        use TermStatement::{AtLeast, Plain, Range, UpTo};
        let years = Length::years;
        for (text, words, term) in [
            ("punishable by 1 to 10 years in prison", "1 to 10 years", Range(years(1), years(10))),
            ("imprisonment for 10-25 years", "10-25 years", Range(years(10), years(25))),
            ("up to 20 years in prison", "up to 20 years", UpTo(years(20))),
            ("imprisoned not more than five years or both", "not more than five years", UpTo(years(5))),
            ("a prison term of up to ten\nyears", "up to ten\nyears", UpTo(years(10))),
            ("a maximum sentence of 364 days in jail", "a maximum sentence of 364 days", UpTo(Length::days(364))),
            ("carries between one and twenty years", "one and twenty years", Range(years(1), years(20))),
            ("sentenced to at least 5 years", "at least 5 years", AtLeast(years(5))),
            ("faces 15 years to life in prison", "15 years to life", Range(years(15), Length::Life)),
            ("carries a ten-year prison term", "ten-year", Plain(years(10))),
            ("the penalty is six months in jail", "six months", Plain(Length::months(6))),
            ("the maximum sentence is life in prison", "maximum sentence is life", UpTo(Length::Life)),
            (
                "a term of imprisonment of not less than twenty-five years",
                "not less than twenty-five years",
                AtLeast(years(25)),
            ),
            (
                "imprisoned not less than one nor more than ten years",
                "one nor more than ten years",
                Range(years(1), years(10)),
            ),
            ("punishable by up to ten (10) years", "up to ten (10) years", UpTo(years(10))),
            ("can bring ten years and a fine", "ten years", Plain(years(10))),
        ] {
            assert_eq!(stated(text), [(words, term)], "{text}");
        }
    }

    #[test]
    fn other_lengths_are_no_terms() {
        for text in [
            "a child under 16 years of age",
            "within five years after the offense",
            "children between the ages of 14 and 18 are victims",
            "sentenced to prison; must register for 10 years after release",
            "ten years of probation",
            "Life is hard in prison",
            "he got three years in prison",
            "for the past 20 years",
            "at least 18 years old",
            "a victim who is 13 to 15 years old",
            "prosecuted within 30 years",
            "The term for such approval shall not exceed two years",
            "the term of a pistol permit is up to five years",
            "members serve a term of office of not more than four years",
        ] {
            assert!(stated(text).is_empty(), "{text}: {:?}", stated(text));
        }
    }
}
