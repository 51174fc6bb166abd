//! Says in a few words when each of the penalties in one sentence applies. Never decides which penalty that is.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use crate::claim::numbers::{NUMBER, value};

/// The most words that a condition keeps of the statute.
const WORDS: usize = 12;

/// The condition of each penalty, whose places in the sentence are given in order; `None` if there are several and
/// it is not plain what tells them apart.
pub(super) fn distinguish(text: &str, places: &[Range<usize>]) -> Option<Vec<Option<String>>> {
    let before = |index: usize| {
        let from = index.checked_sub(1).map_or(0, |previous| places[previous].end);
        &text[from..places[index].start]
    };
    let after = |index: usize| {
        let to = places.get(index + 1).map_or(text.len(), |next| next.start);
        &text[places[index].end..to]
    };
    if places.is_empty() {
        return Some(Vec::new());
    }
    if places.len() == 1 {
        return Some(vec![following(after(0)).or_else(|| leading(before(0)))]);
    }
    let last = places.len() - 1;
    // "a class D felony for a first offense and a class C felony for any other": each is followed by its condition.
    let follow = following(after(last)).is_some() && ordinal(before(0)).is_none();
    let mut conditions: Vec<Option<String>> = (0..places.len())
        .map(|index| if follow { following(after(index)) } else { preceding(before(index), index > 0) })
        .collect();
    for (index, condition) in conditions.iter_mut().enumerate().filter(|_| !follow) {
        *condition = condition.take().or_else(|| designated(before(index)));
    }
    if conditions[0].is_none() {
        // "a class D felony for a first offense and, for any other, a class C felony"
        conditions[0] = following(after(0)).filter(|condition| condition.ends_with("offense"));
    }
    if conditions[0].is_none() {
        conditions[0] = Some("otherwise".to_owned());
    }
    conditions.iter().all(Option::is_some).then_some(conditions)
}

static OPENS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?xi) \b (?: if | when | where | unless | except \s+ that | provided \s+ (?: that | if | any ) | in \s+ the \s+ case \s+ of | who
          | but \s+ (?: if | when | where | for ) | upon \s+ (?: an? | the ) \s+ (?: second | third | subsequent ) | on \s+ (?: an? | the ) \s+ (?: second | third | subsequent )
          | for \s+ (?: an? | the | any | each | every | conviction ) ) \s",
    )
    .expect("the pattern is valid")
});

/// The condition that begins at once after a penalty: "if the victim is a child".
fn following(tail: &str) -> Option<String> {
    let tail = tail.trim_start_matches([',', ' ']);
    let opens = OPENS.find(tail).filter(|opens| opens.start() == 0)?;
    let word = opens.as_str().to_lowercase();
    if ["except", "provided", "but", "on", "who"].iter().any(|other| word.starts_with(other)) {
        return None;
    }
    words(tail)
}

/// The condition of a penalty that stands alone: a sentence that begins with it.
fn leading(lead: &str) -> Option<String> {
    let opens = OPENS.find(lead)?;
    let begins = lead[..opens.start()].trim_matches(|sign: char| !sign.is_alphanumeric()).is_empty();
    let ordinal = ordinal(lead);
    let plain = opens.as_str().to_lowercase();
    // "If any person paints a gate, such person shall be fined" says who, not when.
    let actor = lead[opens.end()..].starts_with("any person ");
    if begins && !actor && ["if", "when", "where"].contains(&plain.trim()) { words(lead) } else { ordinal }
}

/// The condition that stands between one penalty and the next, or before the first of several.
fn preceding(lead: &str, inner: bool) -> Option<String> {
    if let Some(found) = ordinal(lead).or_else(|| violation(lead)) {
        return Some(found);
    }
    let opens =
        OPENS.find_iter(lead).filter(|opens| inner || !opens.as_str().trim().eq_ignore_ascii_case("who")).last()?;
    words(&lead[opens.start()..])
}

/// Whether the words around a bare sum tell on which occasion it is due.
pub(super) fn names_an_occasion(lead: &str, tail: &str) -> bool {
    ordinal(lead).is_some() || opening(lead) || following(tail).is_some_and(|condition| condition.ends_with("offense"))
}

/// Whether the words between two figures go on to another case: "except that, if", "for any other".
pub(super) fn begins_a_case(between: &str) -> bool {
    static CASE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)\b(?:except that|if|when|where|unless|provided)\b").expect("the pattern is valid")
    });
    CASE.is_match(between) && !between.contains("except that such")
}

/// ", but if the failure is wilful,": the words after a penalty go on to another case.
fn opening(lead: &str) -> bool {
    let lead = lead.trim_start_matches([',', ';', ' ']);
    let lead = ["and ", "but ", "or "].iter().find_map(|join| lead.strip_prefix(join)).unwrap_or(lead);
    OPENS.find(lead).is_some_and(|opens| opens.start() == 0)
}

/// "(2) involving ten gates or more, is": a designator inside the sentence begins the condition.
fn designated(lead: &str) -> Option<String> {
    static DESIGNATOR: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"\((?:[0-9]|[A-Z])\) ").expect("the pattern is valid"));
    let last = DESIGNATOR.find_iter(lead).last()?;
    let clause = &lead[last.end()..];
    (clause.split_whitespace().count() > 3).then(|| abridged(clause)).flatten()
}

/// "first offense", "second or subsequent offense".
fn ordinal(text: &str) -> Option<String> {
    static ORDINAL: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(
            r"(?xi) \b (?P<which> (?: first | second | third | fourth | fifth | subsequent ) (?: \s* (?: , | or | and | and/or ) \s* (?: (?: for | each | any | a | the ) \s+ )* (?: second | third | fourth | subsequent ) )* )
            \s+ (?: such \s+ )? (?: offense | violation | conviction | time | occasion )",
        )
        .expect("the pattern is valid")
    });
    let found = ORDINAL.captures_iter(text).last()?;
    let which: Vec<&str> = found["which"]
        .split([' ', ','])
        .filter(|word| !["", "for", "each", "any", "a", "the"].contains(word))
        .collect();
    Some(format!("{} offense", which.join(" ").to_lowercase()))
}

/// "violation of (a)(1)".
fn violation(text: &str) -> Option<String> {
    static VIOLATION: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(
            r"(?xi) \b (?: violat\w+ | under | of ) \s+ (?: any \s+ provision \s+ of \s+ )?
            (?: subparagraph \s+ \( (?P<third> [A-Z] ) \) \s+ of \s+ )? (?: subdivision \s+ \( (?P<second> [0-9]+ ) \) \s+ of \s+ )?
            (?: this \s+ subsection | subsection \s+ \( (?P<first> [a-z] ) \) (?: \s+ of \s+ this \s+ section )? )",
        )
        .expect("the pattern is valid")
    });
    let found = VIOLATION.captures_iter(text).last()?;
    let place: String = ["first", "second", "third"]
        .iter()
        .filter_map(|level| found.name(level))
        .map(|part| format!("({})", part.as_str()))
        .collect();
    (!place.is_empty()).then(|| format!("violation of {place}"))
}

/// The condition in a few words of its own.
fn words(text: &str) -> Option<String> {
    if let Some(known) = ordinal(first_clause(text)).or_else(|| violation(first_clause(text))).or_else(|| age(text)) {
        return Some(known);
    }
    let clause = first_clause(text);
    let joins = ["except that ", "provided that ", "provided ", "but "];
    let clause = joins.iter().fold(clause, |clause, join| clause.strip_prefix(join).unwrap_or(clause));
    abridged(clause)
}

/// The first words of a clause, as far as they make sense by themselves; what was cut stands as "…". Nothing, if it only
/// goes on with the penalty.
fn abridged(clause: &str) -> Option<String> {
    static PENALTY: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i),?\s*\b(?:(?:such|any|the) (?:person|individual|owner|violator|offender|violation|offense)\b.{0,12})?\bshall\b|,?\s*\bsuch (?:person|individual|violation)\b\s*$|\s(?:is|are)\s*$")
            .expect("the pattern is valid")
    });
    static OPEN_END: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(
            r"(?xi) (?: [\s,;:.(]+ (?: a | an | the | of | in | to | by | on | at | as | for | from | with | is | are | was | be | been | has | have | or | and | nor
              | any | such | such \s+ an | who | that | which | shall | upon | this | its | his | her | their | under | not | than | due ) )+ $ | [\s,;:.]+ $",
        )
        .expect("the pattern is valid")
    });
    static EMPTY: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(
            r"(?xi) ^ (?: shall \b | of \s+ this \b | such \s+ (?: person | individual | officer ) \b | upon \s+ conviction \b
              | for \s+ (?: each | every | any ) \s+ (?: such \s+ )? (?: offense | violation ) \b )",
        )
        .expect("the pattern is valid")
    });
    if EMPTY.is_match(clause) {
        return None;
    }
    let clause = PENALTY.find(clause).map_or(clause, |penalty| &clause[..penalty.start()]);
    let words: Vec<&str> = clause.split_whitespace().collect();
    let cut = words.len() > WORDS;
    let kept = words[..words.len().min(WORDS)].join(" ");
    let kept = OPEN_END.replace(&kept, "");
    let kept = kept.trim_end_matches([',', ';', ':', '.']);
    // "if such person" was cut before what the person did.
    let bare = kept.split(' ').count() < 4 && ["if ", "where ", "when "].iter().any(|word| kept.starts_with(word));
    let told = kept.contains(' ') && !(bare && kept.contains(" such "));
    told.then(|| if cut { format!("{kept} …") } else { kept.to_owned() })
}

fn first_clause(text: &str) -> &str {
    let end = text.char_indices().filter(|(at, sign)| *at > 12 && ",;.".contains(*sign)).map(|(at, _)| at).next();
    &text[..end.unwrap_or(text.len())]
}

/// "under 13 years of age".
fn age(text: &str) -> Option<String> {
    static AGE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(&format!(
            r"(?xi) \b (?P<who> victim | child | minor | person | individual ) \b [^,;.]{{0,40}} \b (?P<bound> under | less \s+ than ) \s+ (?: the \s+ age \s+ of \s+ )? (?P<age> {NUMBER} ) \s+ years"
        ))
        .expect("the pattern is valid")
    });
    let found = AGE.captures(first_clause(text))?;
    Some(format!("{} under {}", found["who"].to_lowercase(), value(&found["age"])?))
}
