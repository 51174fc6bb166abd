//! What a sentence with a citation may be about instead of what the section carries: a town's or a school's rules, several counts, an
//! offense that is told apart from the one cited. Never decides what a statement is about.

use std::sync::LazyLock;

use regex::Regex;

/// Rules and penalties that are not the state's criminal law, and who imposes them.
static OTHER_RULES: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?ix-u) (?-u:\b) (?: ordinances? | by-?laws? | career \s+ criminal \s+ act
          | (?: town | city | borough | municipal | village | county ) (?: (?u:['’]) s )? \s+ (?: [a-z]+ \s+ )? (?: penalt(?:y|ies) | fines? | rules? | codes? | charter )
          | (?: student | school | housing | building | dress | honor | campus ) \s+ (?: [a-z]+ \s+ )? code | code \s+ of \s+ (?: conduct | ethics )
          | (?: school | campus | dorm | library | bus | beach | park | pool | club | house | league | team ) \s+ (?: [a-z]+ \s+ )? (?: rules? | polic(?:y|ies) | fines? | penalt(?:y|ies) )
          | (?: liquor | insurance | gaming | athletic | ethics ) \s+ (?: control \s+ )? commission(?:er)?
          | (?: fine[ds]? | punished | penalized | imposed ) (?-u:\b) (?u:[^.;]){0,40} (?-u:\b) (?:
              by \s+ (?: the | a | our | its | their ) \s+ (?: [a-z]+ \s+ )? (?: city | town | borough | district | commission | commissioner | board | agency | department | school | university | college | league | landlord | union )
            | under \s+ (?: this | the ) \s+ (?: [a-z]+ \s+ )? (?: chapter | act | contract | policy | lease | agreement ) )
          | as \s+ well \s+ as \s+ being ) (?-u:\b)",
    )
    .expect("the pattern is valid")
});

/// Several offenses, or what is added to one: the figures are sums.
static SEVERAL: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?ix-u) (?: ^ | [\s(,;:] ) (?: (?: two | three | four | five | six | seven | several | multiple | [2-9] ) \s+ (?: [a-z]+ \s+ )? (?: counts | charges | violations | offenses | convictions | burglaries | robberies | thefts | larcenies | assaults | break-ins )
          | enhancements? | in \s+ combination \s+ with | together \s+ with \s+ (?: an? | another | his | her | the ) \s+ (?: [a-z]+ \s+ )? (?: violation | charge | conviction | count ) | combined \s+ with | consecutive(?:ly)? | probation \s+ violation | (?: erroneously | incorrectly | mistakenly ) \s+ [a-z]+ | violation \s+ of \s+ probation
          | violated \s+ (?: [a-z]+ \s+ )? probation | realistically | usual \s+ (?: sentence | fine | penalty | term | punishment | result | outcome ) | most \s+ (?: people | first ) | expect (?: \s+ (?: an? | about ) )? | ends? \s+ with \s+ an? | together \s+ carry | (?: is | makes ) \s+ (?: [a-z]+ \s+ ){0,3} (?: aggravated \s+ felony | deportable | removable ) | standard \s+ offer | total \s+ exposure | altogether | guideline | median | surcharge | in \s+ practice | most \s+ (?: who | of \s+ (?: those | them ) ) | (?: usually | often | mostly | rarely | typically ) \s+ (?: draws? | brings? | gets? | means? | carr(?:y|ies) | ends? ) ) (?-u:\b)",
    )
    .expect("the pattern is valid")
});

/// Words right before a figure that say that it is not so.
static DENIED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?ix-u) (?-u:\b) (?: can (?: not | (?u:['’])? t ) | can \s+ not | does (?: n (?u:['’])? t | \s+ not ) | do (?: n (?u:['’])? t | \s+ not ) | never | won (?u:['’])? t | will \s+ not | no \s+ mandatory | spared | exempt | erroneously | incorrectly | hardly | by \s+ no \s+ means ) \s (?u:[^.;:,]){0,30} $
        | , \s+ not \s+ (?: an? \s+ (?: fine \s+ (?: of \s+ )? )? )? $ | (?-u:\b) not \s+ punishable \s+ by \s+ $",
    )
    .expect("the pattern is valid")
});

/// "A fine of $10,000 is not authorized": how the words after a figure say that it is not so.
static DENIED_AFTER: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?ix-u) ^ (?u:[^.;,A-Za-z]){0,4} (?: in \s+ (?: prison | jail ) \s+ )? (?: (?: is | are ) \s+ (?: not | never | no \s+ longer ) | (?: cannot | can \s+ not ) \s+ be \s+ (?: imposed | ordered | given | charged ) ) (?-u:\b)").expect("the pattern is valid")
});

/// A relative clause, up to a figure in it.
static WHICH: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?ix-u) (?: , \s+ which | (?-u:\b) that | , ) \s+ (?: is | are | carr(?:y|ies) | means? | brings? | punishable | (?: can | may | could | will ) \s+ [a-z]+ ) (?-u:\b) (?u:[^,.;]){0,100} $",
    )
    .expect("the pattern is valid")
});

/// Words that lead from a citation to an offense that it is told apart from, or that comes beside it.
static TOLD_APART: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?ix-u) (?-u:\b) (?: (?: is | are | does | do | should | must | but ) \s+ not | alongside | steps? \s+ (?: below | above ) | differs? \s+ from | unlike | confused | merges? | rules? \s+ out | rule \s+ out | (?: is | are ) \s+ (?: [a-z]+ \s+ )? charged ) (?-u:\b) | , \s+ not \s | (?-u:\b) charges \s* $",
    )
    .expect("the pattern is valid")
});

/// Whether words speak of the rules of somebody else than the state's criminal law.
pub(super) fn is_of_other_rules(words: &str) -> bool {
    OTHER_RULES.is_match(words)
}

/// Whether words speak of federal law.
pub(super) fn is_federal(words: &str) -> bool {
    words.split(|c: char| !c.is_alphabetic()).any(|word| word.eq_ignore_ascii_case("federal"))
}

/// Whether words speak of several offenses at once.
pub(super) fn is_of_several(words: &str) -> bool {
    SEVERAL.is_match(words)
}

/// Whether the words after a figure say that it is not so.
pub(super) fn is_denied_by(after: &str) -> bool {
    DENIED_AFTER.is_match(after)
}

/// Whether the words before a figure say that it is not so.
pub(super) fn denies(before: &str) -> bool {
    DENIED.is_match(before)
}

/// Whether the words between a citation and a figure turn to another offense: "is charged alongside felony murder, which can bring".
pub(super) fn turns_to_another(between: &str) -> bool {
    WHICH.find(between).is_some_and(|clause| TOLD_APART.is_match(&between[..clause.start()]))
}

/// Builds the patterns of this file.
pub(super) fn prepare() {
    for pattern in [&OTHER_RULES, &SEVERAL, &DENIED, &DENIED_AFTER, &WHICH, &TOLD_APART] {
        LazyLock::force(pattern);
    }
}
