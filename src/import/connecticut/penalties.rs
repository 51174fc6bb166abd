//! Reads the penalties that a sentence of a statute imposes. Tells a sentence that imposes one from a sentence that
//! speaks of one, and gives up on what it does not wholly understand.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::figures::{self, Figure, Found};
use super::grouping::{self, Group};
use super::provisions::Sentence;
use crate::import::conditions;
use crate::law::{self, Grade, Pinpoint};

/// What a sentence says of penalties.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Reading {
    /// Nothing, or of penalties that something else imposes.
    Silent,
    /// It imposes these.
    Grades(Vec<Grade>),
    /// It adds to what other sentences impose.
    Addition(Box<Addition>),
    /// It imposes a penalty that is not understood.
    Unread(&'static str),
}

/// A part of a sentence that may not be suspended, or a fine, on top of a class that stands elsewhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Addition {
    /// The place whose violation it is for; the whole section where the sentence says so.
    pub(super) target: Pinpoint,
    /// What it adds; it has no class.
    pub(super) grade: Grade,
}

/// Reads one sentence.
pub(super) fn read(sentence: &Sentence<'_>) -> Reading {
    let text = sentence.text;
    if !SPEAKS.is_match(text) || ADMINISTRATIVE.is_match(text) {
        return Reading::Silent;
    }
    let lost = LOST.is_match(text);
    if ENABLES.is_match(text) {
        return if lost { Reading::Unread("a penalty beside a power to set one") } else { Reading::Silent };
    }
    let imposed: Vec<Found> = imposed(text);
    if imposed.is_empty() {
        return if lost { Reading::Unread("a penalty of no known form") } else { Reading::Silent };
    }
    if let Some(reason) = not_understood(text, &imposed) {
        return Reading::Unread(reason);
    }
    let groups = grouping::grouped(text, &imposed);
    if groups.iter().all(|group| group.grade.classification.is_none()) && ADDS.is_match(text) {
        let bare = groups.iter().all(|group| group.grade.maximum.is_none() && group.grade.own_fine().is_none());
        match addition(sentence, &groups) {
            Reading::Unread(reason) if bare => return Reading::Unread(reason),
            // "Anyone convicted of painting gates may be fined …" is a penalty of its own.
            Reading::Unread(_) => {}
            reading => return reading,
        }
    }
    let grades = conditions::distinguish(text, &groups.iter().map(|group| group.place.clone()).collect::<Vec<_>>());
    let Some(conditions) = grades else {
        return Reading::Unread("several penalties whose conditions are not plain");
    };
    let elsewhere = TERM_ELSEWHERE.is_match(text);
    let grades = groups.into_iter().zip(conditions).map(|(group, condition)| Grade {
        pinpoint: sentence.pinpoint.clone(),
        condition,
        unknown: if elsewhere { vec![law::Figure::Term, law::Figure::Minimum] } else { Vec::new() },
        ..group.grade
    });
    Reading::Grades(grades.collect())
}

/// The term is fixed by a subdivision of § 53a-35a that names the offense, not by its class.
static TERM_ELSEWHERE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\bin accordance with (?:subparagraph|subdivision|subsection|section)\b[^.;]{0,60}\b53a-3[56]")
        .expect("the pattern is valid")
});

/// Words without which no sentence imposes a penalty.
static SPEAKS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\b(?:felony|misdemeanor|infraction|imprison|fined?\b|suspended or reduced)")
        .expect("the pattern is valid")
});

/// Sentences that let somebody set a penalty, or say what becomes of one.
static ENABLES: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?xi)
        \b by \s+ (?: ordinance | regulation ) \b | \b (?: such | any | an ) \s+ ordinance [^.;]{0,60} \b (?: may | shall ) \b
        | \b may (?: ,[^,]{0,60}, )? \s+ (?: impose | assess | levy | prescribe | fix | establish | adopt | provide ) \b [^.;]{0,80} \b (?: fines? \b | penalt )
        | \b (?: commissioner | board | department | commission | council | agency | association | corporation | authority ) \s+ (?: may | shall ) \b [^.;]{0,80} \b fines? \b
        | ^ \W* (?: “ | the \s+ term \b ) [^.]{0,60} \b means \b
        | \b each \s+ fine \b | \b any \s+ fine \s+ (?: collected | imposed | paid )
        ",
    )
    .expect("the pattern is valid")
});

/// A fine that an agency lays on is no sentence of a court.
static ADMINISTRATIVE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?xi) \b by \s+ order \s+ of \s+ the \s+ authority | \b fined,? \s+ (?: after | by ) \s+ (?: notice | the \s+ (?: commissioner | department ) )")
        .expect("the pattern is valid")
});

/// A penalty is imposed, but none of its figures is read: "shall be fined twice the tax".
static LOST: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?xi)
        \b (?: shall | may | must ) (?: \s+ \w+ ){0,3}? \s+ (?: fined | imprisoned ) \b
        | \b be \s+ imprisoned \b
        | \b (?: shall \s+ be | is ) \s+ (?: subject \s+ to | punish(?:ed|able) \s+ by ) \s+ (?: a \s+ )? (?: fine | imprisonment ) \b
        | \b (?: shall \s+ be | is ) \s+ guilty \s+ of \s+ a \s+ (?: felony | misdemeanor ) \b
        ",
    )
    .expect("the pattern is valid")
});

/// The figures that the sentence imposes, not those it mentions.
fn imposed(text: &str) -> Vec<Found> {
    let mut kept: Vec<Found> = Vec::new();
    let mut end = 0;
    for found in figures::find(text) {
        let lead = &text[end..found.place.start];
        let begun = !kept.is_empty();
        let imposes = match found.figure {
            Figure::Class(_) => imposes_class(lead, begun),
            Figure::Fine { .. } | Figure::Prison { .. } => imposes_figure(text, &found.place, lead, begun),
            Figure::Sum(_) => goes_on_fining(text, &found.place, lead),
            Figure::Nonsuspendable(_) | Figure::WhollyNonsuspendable => true,
        };
        if imposes {
            end = found.place.end;
            kept.push(found);
        }
    }
    // A part that may not be suspended is one of a penalty or of an addition to one.
    let alone = kept.iter().all(|found| grouping::belongs(&found.figure));
    if alone && !ADDS.is_match(text) { Vec::new() } else { kept }
}

/// "is guilty of a class D felony" imposes; "convicted of a class D felony" and "if the crime is a felony" mention.
fn imposes_class(lead: &str, begun: bool) -> bool {
    static IMPOSES: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(
            r"(?xi)
            \b (?: guilty \s+ of | is | are | be | commits? | shall \s+ have \s+ committed | constitutes? | (?: be | is | are | and ) \s+ deemed | as ) [\s,:]*
            (?: guilty \s+ of \s* | to \s+ be \s+ | to \s+ have \s+ committed \s+ | committing \s+ )?
            (?: \( [0-9A-Za-z]+ \) \s* )? (?: an? \s+ )? $",
        )
        .expect("the pattern is valid")
    });
    static MENTIONS: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(
            r"(?xi)
            \b (?: if | that | which | when | where | unless | whether | who | is \s+ not ) \b [^,;]{0,70} \b (?: is | are | be | constitutes? ) \s+ (?: an? \s+ )? $
            | \b (?: found | plea(?:ds|ded)? | pled | adjudicated ) \s+ guilty \s+ (?: of | to ) \s+ (?: an? \s+ )? $
            | \b (?: such | known | same | classified | designated ) \s+ as \s+ (?: an? \s+ )? $
            | \b (?: would | could | may ) \s+ (?: be | constitute ) \s+ (?: an? \s+ )? $",
        )
        .expect("the pattern is valid")
    });
    static GOES_ON: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)(?:\b(?:and|or)\b|;|,)\s*(?:\([0-9A-Za-z]+\)\s*)?(?:an?\s+)?$").expect("the pattern is valid")
    });
    // "except that a violation of … is a" imposes, "a crime that is a" mentions.
    let plain = lead.replace("except that", "except").replace("provided that", "provided");
    (IMPOSES.is_match(lead) && !MENTIONS.is_match(&plain)) || (begun && GOES_ON.is_match(lead))
}

/// "shall be fined $500" imposes, and so does "punishable by a fine of $500"; "a fine of $500 was paid" mentions.
fn imposes_figure(text: &str, place: &Range<usize>, lead: &str, begun: bool) -> bool {
    static IMPOSES: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(
            r"(?xi)
            \b (?: subject \s+ to | punish(?:ed|able) (?: \s+ only )? \s+ by | penalty \s+ (?: of | shall \s+ be | is ) | liable \s+ to
                 | pay | sentenced \s+ to | by | or | and | both | to | shall \s+ be | exceed ) \s* (?: \( [0-9A-Za-z]+ \) \s* )? (?: an? \s+ )? $",
        )
        .expect("the pattern is valid")
    });
    static MENTIONS: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(
            r"(?xi)
            \b (?: crimes? | offenses? | felony | misdemeanor ) \b [^,;]{0,40} \b punishable \s+ by \s+ (?: an? \s+ )? $
            | \b (?: crimes? | offenses? | felony | misdemeanor | violations? ) \s+ for \s+ which \s+ [^,;]{0,60} $
            | \b (?: imposition \s+ of | offense \s+ for \s+ which | may \s+ be \s+ sentenced \s+ to | would \s+ be \s+ punishable \s+ by ) \s+ (?: an? \s+ )? $
            | \b civil \s+ $",
        )
        .expect("the pattern is valid")
    });
    let start = text[place.clone()].to_ascii_lowercase();
    if !["fine", "imprison", "term", "sentence"].iter().any(|word| start.contains(word)) {
        return goes_on_fining(text, place, lead);
    }
    let verb = ["be fined", "fined", "imprisoned"].iter().any(|verb| start.starts_with(verb));
    (verb || begun || IMPOSES.is_match(lead)) && !MENTIONS.is_match(lead)
}

/// A bare sum is a fine where the sentence fines and tells for which occasion this sum is. "In an amount in excess of
/// $5,000" tells what something is worth.
fn goes_on_fining(text: &str, place: &Range<usize>, lead: &str) -> bool {
    static FINED: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"(?i)\bfined\b[^.;]*$").expect("the pattern is valid"));
    static WORTH: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)\b(?:(?:amount|value|worth)\b[^,;.]{0,40}|in excess of|up to and including)\s*$")
            .expect("the pattern is valid")
    });
    FINED.is_match(&text[..place.start])
        && !WORTH.is_match(lead)
        && conditions::names_an_occasion(lead, &text[place.end..])
}

/// Why a sentence with figures is still not understood.
fn not_understood(text: &str, imposed: &[Found]) -> Option<&'static str> {
    static PER: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"(?i)\bhours\b[^.;]{0,40}\bsuspended\b").expect("the pattern is valid"));
    static SUSPENDS: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)\b(?:sentence|imprisonment|term)\b[^.;]{0,60}\bsuspended|\bsuspend\b[^.;]{0,60}\b(?:sentence|imprisonment)\b|\bmandatory minimum\b")
            .expect("the pattern is valid")
    });
    static OWN_WAY: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(
            r"(?xi)
            \b (?: fined | imprisoned | a \s+ fine \s+ of ) \s+ (?: in \s+ an \s+ amount | an \s+ amount | twice | double | treble | the \s+ amount | a \s+ sum | at \s+ the \s+ rate
                 | not \s+ (?: less | more ) \s+ than \s+ (?: twice | double | the ) | as \s+ provided )
            | \b class \s+ [A-E] \s+ (?: or | , | and ) \s+ (?: class \s+ )? [A-E] \s+ (?: felony | misdemeanor )",
        )
        .expect("the pattern is valid")
    });
    if sum_left_over(text, imposed) {
        return Some("a sum that belongs to no known penalty");
    }
    let missed = |word: &str, is: fn(&Figure) -> bool| {
        text.to_ascii_lowercase().matches(word).count() > imposed.iter().filter(|found| is(&found.figure)).count()
    };
    if PER.is_match(text) {
        return Some("a part in hours");
    }
    if OWN_WAY.is_match(text) {
        return Some("a figure in no plain sum");
    }
    if missed("imprisoned ", |figure| matches!(figure, Figure::Prison { .. })) && missed_term(text) {
        return Some("a term of no known form");
    }
    if missed("be fined ", |figure| matches!(figure, Figure::Fine { .. } | Figure::Sum(_))) {
        return Some("a fine of no known form");
    }
    let kept = imposed.iter().any(|found| grouping::belongs(&found.figure));
    (SUSPENDS.is_match(text) && !kept).then_some("a rule on suspension of no known form")
}

/// A sum after the first fine that is neither a fine nor what something is worth.
fn sum_left_over(text: &str, imposed: &[Found]) -> bool {
    static WORTH: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?xi) \b (?: value | worth | exceed\w* | benefit | loss | damage\w* | amount | surcharge | fee | cost | bond | received | obtained | wages | penalty | assessment ) \b [^.;]{0,80} $")
            .expect("the pattern is valid")
    });
    let fines = |figure: &Figure| matches!(figure, Figure::Fine { .. } | Figure::Sum(_));
    let Some(first) = imposed.iter().find(|found| fines(&found.figure)) else { return false };
    figures::find(text).iter().any(|found| {
        let kept = imposed.iter().any(|other| other.place == found.place);
        fines(&found.figure)
            && !kept
            && found.place.start > first.place.end
            && !WORTH.is_match(&text[..found.place.start])
    })
}

/// "or be both fined and imprisoned" and "or imprisoned or both" end a penalty that has its figure.
fn missed_term(text: &str) -> bool {
    static BOTH: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)\b(?:both\s+(?:so\s+)?fined\s+and\s+imprisoned|both\s+such\s+fine)")
            .expect("the pattern is valid")
    });
    !BOTH.is_match(text)
}

/// "Any person found guilty under … shall be sentenced to a term of imprisonment of which one year …".
static ADDS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?xi)
        ^ \W* (?: any | each | every | a ) \s+ person \s+ (?: who \s+ is \s+ )? (?: found \s+ guilty | convicted ) \b
        | \b shall \s+ be \s+ sentenced \s+ to \s+ a \s+ term \s+ of \s+ imprisonment \s+ of \s+ which \b",
    )
    .expect("the pattern is valid")
});

fn addition(sentence: &Sentence<'_>, groups: &[Group]) -> Reading {
    static TARGET: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(
            r"(?xi) ^ [^.;]{0,60}? \b (?: found \s+ guilty | convicted ) \s+
            (?: shall \b | (?: under | of (?: \s+ violating )? | violating ) \s+ (?: any \s+ provision \s+ of \s+ | a \s+ violation \s+ of \s+ )?
              (?: subdivision \s+ \( (?P<subdivision> [0-9]+ ) \) \s+ of \s+ )?
              (?: (?P<here> this \s+ subsection ) | (?: subsection \s+ \( (?P<subsection> [a-z] ) \) \s+ of \s+ )? this \s+ section ) )",
        )
        .expect("the pattern is valid")
    });
    let text = sentence.text;
    let [group] = groups else { return Reading::Unread("several additions to a penalty") };
    let Some(target) = TARGET.captures(text) else { return Reading::Unread("an addition without a plain place") };
    if text.contains(" if ") || text.contains("except") {
        return Reading::Unread("an addition under a condition");
    }
    let own = sentence.pinpoint.parts();
    let here = target.name("here").and_then(|_| own.first().copied());
    let named = |name| target.name(name).map(|part| part.as_str());
    let parts: Vec<&str> = [here, named("subsection"), named("subdivision")].into_iter().flatten().collect();
    match Pinpoint::from_parts(&parts) {
        Some(target) => Reading::Addition(Box::new(Addition { target, grade: group.grade.clone() })),
        None => Reading::Unread("an addition without a plain place"),
    }
}
