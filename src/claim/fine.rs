//! Fines: "a fine of up to $20,000", "fined fifteen thousand dollars".

use std::sync::LazyLock;

use regex::Regex;

use super::numbers::{NUMBER, value};
use super::{FineStatement, Statement, own_line};
use crate::span::Span;
use crate::words::WordSearch;

static SUM: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(&format!(
        r"(?ix-u)
        (?P<least> (?: not\s+less\s+than | at\s+least | between | from ) \s+ (?: \\? \$ \s? [0-9,]+ | {NUMBER} \s+ dollars ) \s+ (?:nor|and|to|but|or) \s+
          | \\? \$ \s? [0-9,]+ \s* (?: to | - ) \s* )?
        (?P<most> (?: up\s+to | (?:not|no)\s+(?:more|greater)\s+than | not\s+(?:to\s+)?exceed(?:ing)? | as\s+(?:much|high)\s+as | cannot\s+(?:go\s+beyond|exceed) | topping\s+out\s+at | maximum\s+(?:of\s+|fine\s+of\s+|fine\s+is\s+)? | at\s+most | more\s+than ) \s* )?
        (?P<sum>
            \\? \$ \s? (?P<digits> [0-9]{{1,3}} (?: ,[0-9]{{3}} )+ | [0-9]+ ) (?: \.[0-9][0-9] )? (?: \s (?P<scale> thousand | million ) )? (?-u:\b)
          | (?-u:\b) (?P<words> {NUMBER} ) [\s]+ dollars (?-u:\b) ) (?P<less> \s+ or \s+ less (?-u:\b) )?"
    ))
    .expect("the pattern is valid")
});

static FINE_BEFORE: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(?ix-u) (?-u:\b) fine[ds]? (?-u:\b) (?u:[^.;$])* $").expect("the pattern is valid"));

static FINE_AFTER: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?ix-u) ^ [\s-]* (?: maximum \s+ | mandatory \s+ | in \s+ )? fines? (?-u:\b)")
        .expect("the pattern is valid")
});

/// "One to ten years and up to": a sum beside a term is a fine, though it is not called so.
static TERM_BEFORE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?ix-u) (?-u:\b) (?: years? | months? | days? ) (?: \s+ (?: in \s+ (?: jail | prison ) | behind \s+ bars ) )? (?: ,? \s+ (?: and | or | plus ) | \s+ and \s* / \s* or ) \s+ $")
        .expect("the pattern is valid")
});

/// Words that make a sum something else than the offense's fine.
static OTHER: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?ix-u) (?-u:\b) (?: restitution | damages | surcharge | fee s? | bond | bail | per\s+[a-z]+ | each\s+day | assessment | collected | amount(?:s|ed)? \s+ to | of \s+ every | goes? \s+ to | plus | costs? | pays | a\s+month | board | late | parking | (?:housing|building|town|city|fire)\s+code | lease | civil\s+penalty ) (?-u:\b)").expect("the pattern is valid")
});

/// Words without which no fine is stated.
static TELLING: LazyLock<WordSearch> = LazyLock::new(|| WordSearch::new(["fine", "Fine", "FINE", "$"].into_iter()));

/// Every fine that a block states, with its words.
pub(super) fn find(text: &str) -> Vec<(Span, Statement)> {
    if !TELLING.occurs_in(text) {
        return Vec::new();
    }
    let mut found = Vec::new();
    for sum in SUM.captures_iter(text) {
        let Some(whole) = sum.get(0) else { continue };
        let digits = sum.name("digits").or(sum.name("words")).and_then(|number| value(number.as_str()));
        let scale = match sum.name("scale").map(|scale| scale.as_str().to_ascii_lowercase()) {
            Some(scale) if scale == "million" => 1_000_000,
            Some(_) => 1000,
            None => 1,
        };
        let Some(dollars) = digits.and_then(|digits| digits.checked_mul(scale)) else { continue };
        if is_fine(text, whole.start(), whole.end()) {
            let bounded = sum
                .name("least")
                .or(sum.name("less"))
                .or(sum.name("most").filter(|most| !most.as_str().to_ascii_lowercase().starts_with("more")));
            let statement = match bounded {
                Some(_) => FineStatement::UpTo(dollars),
                None => FineStatement::Plain(dollars),
            };
            found.push((Span::new(whole.start(), whole.end()), Statement::Fine(statement)));
        }
    }
    found
}

fn is_fine(text: &str, start: usize, end: usize) -> bool {
    let before = own_line(&text[text.floor_char_boundary(start.saturating_sub(60))..start]);
    let after = &text[end..text.ceil_char_boundary((end + 30).min(text.len()))];
    // "a maximum fine of $15,000" says itself what it is.
    let fine = text[start..end].to_ascii_lowercase().contains("fine")
        || FINE_BEFORE.is_match(before)
        || FINE_AFTER.is_match(after)
        || !text[start..end].starts_with(['$', '\\']) && TERM_BEFORE.is_match(before);
    // On a card the whole label says whose fine it is: "Late fine: $25".
    let label = before.split_once(':').is_some_and(|(label, _)| label.trim().to_ascii_lowercase().ends_with("fine"));
    let lower = before.to_ascii_lowercase();
    let near = if label { before } else { lower.rfind("fine").map_or("", |at| &before[at..]) };
    let is_a_total = lower.ends_with("collected ") || lower.ends_with("took in ");
    fine && !is_a_total && !OTHER.is_match(near) && !OTHER.is_match(after)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stated(text: &str) -> Vec<FineStatement> {
        find(text)
            .into_iter()
            .map(|(_, statement)| match statement {
                Statement::Fine(fine) => fine,
                other => panic!("{other:?}"),
            })
            .collect()
    }

    #[test]
    fn fines_in_every_form() {
        use FineStatement::{Plain, UpTo};
        for (text, fine) in [
            ("or a\nfine of up to $20,000.", UpTo(20_000)),
            (r"a possible fine up to \$15,000", UpTo(15_000)),
            ("shall be fined fifteen thousand dollars", Plain(15_000)),
            ("fined not more than five hundred dollars", UpTo(500)),
            ("and a $2,000 fine", Plain(2000)),
            ("fines of $10 thousand", Plain(10_000)),
            ("a fine of $5000", Plain(5000)),
            ("a fine of $250 to $500", UpTo(500)),
            ("a fine of $250-$500", UpTo(500)),
            ("a fine of $150 or less", UpTo(150)),
            ("a fine that cannot go beyond $200", UpTo(200)),
            ("is a felony with one to ten years and up to $15,000", UpTo(15_000)),
            ("a fine of not less than $500 nor more than $5,000", UpTo(5000)),
            ("fined not less than five hundred dollars nor more than one thousand dollars", UpTo(1000)),
        ] {
            assert_eq!(stated(text), [fine], "{text}");
        }
    }

    #[test]
    fn other_sums_are_no_fines() {
        for text in [
            "statutory damages of $1,000 per day",
            "stole more than $20,000",
            "may be fined, and must pay restitution of $500",
            "a filing fee of $100",
            "the fine arts council gave a grant. It was $5,000",
            "a fine of $100 per day",
        ] {
            assert!(stated(text).is_empty(), "{text}");
        }
    }
}
