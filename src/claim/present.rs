//! Whether a statement is the document's own and speaks of the law of the day. Silent where a careful reader would not be
//! sure. Never decides what it is about.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::reported;

/// Words that put a sentence in another time than today.
static ANOTHER_TIME: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?ix-u) [(] (?:19|20)[0-9]{2} (?: , | [)] \s* : ) | ^ (?u:[^A-Za-z0-9])* (?:19|20)[0-9]{2} \s* (?: : | (?u:[–—]) | - \s ) | ^ (?u:[^A-Za-z])* (?: legislative \s+ )? history (?-u:\b) | (?-u:\b) rev\. \s+ to \s+ (?:19|20) | (?-u:\b) made \s+ (?: it | (?:the|this|that) \s+ (?:crime|offense|act|conduct) | [\s]{6,} )
          | (?-u:\b) (?: until | formerly | former | previously | prior\s+to | used\s+to\s+be | no\s+longer | had\s+been | was | were | repealed | effective | as\s+of
          | before \s+ (?:[A-Za-z]+\s+)? (?:19|20)[0-9][0-9] | (?:increas|rais|chang|reduc|lower|upgrad|downgrad|elevat|amend)(?:e[sd]?|ing)
          | (?: before | until | prior \s+ to ) \s+ (?: p \.? \s? a (?-u:\b) | public \s+ act | (?: the | that ) \s+ (?: change | act | amendment ) ) | once \s+ \$ | were \s+ once | was \s+ once | (?:19|20)[0-9]{2} \s* (?: to | through | until | (?u:[–—-]) ) \s* (?:19|20)[0-9]{2} | back \s+ then | (?: prior | previous | earlier ) \s+ (?: law | statute | edition | version ) | (?: last \s+ year(?u:['’])s | our \s+ old | (?: the | our ) \s+ previous ) \s+ (?: brochure | manual | handbook | guide | leaflet | poster ) | (?:years?|decades?) \s+ ago | at \s+ the \s+ time | once \s+ (?: carried | meant | made | punished ) | not \s+ since | enacted | historical(?:ly)? | out \s+ of \s+ date | created
          | (?:in|before|from|through|by|of|after|since|beginning|starting) \s+ (?:[A-Za-z]+ \.? \s+)? (?:[0-9]{1,2} ,? \s+)? (?:19|20)[0-9]{2} | [0-9]{1,2} / [0-9]{1,2} / [0-9]{2,4} | [0-9]{1,2} / (?:19|20)[0-9]{2}
          | (?:19|20)[0-9]{2} \s+ (?:conviction|arrest|charge|case|incident|plea|report|brochure|law|act|version|edition|guide|code|statutes?|revision|text|session) ) (?-u:\b)",
    )
    .expect("the pattern is valid")
});

/// Words that make a sentence a wish, a case, a comparison or a story, or make it about another offense than the one named.
static NOT_THE_LAW: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?ix-u) (?-u:\b) (?: would | could | propos(?:e[sd]?|als?|ing) | recommend[a-z]* | none \s+ of | neither | amends | JFS | corrections? | said \s+ that | do (?: n(?u:['’])t | \s+ not ) \s+ (?: tell | say | write | believe | assume ) | asks? \s+ (?: that | for | lawmakers | legislators | you \s+ to | us \s+ to | (?:the|our|your) \s+ (?: legislat[a-z]+ | general | assembly | committee | state | governor | senat[a-z]+ | house ) ) | ask(?:ed|ing) | urg(?:e[sd]?|ing) | amend | so \s+ that | becomes?
          | (?:the|this|that|our) \s+ (?: bill | substitute | draft | amendment | proposal ) | (?:house|senate) \s+ bill | the \s+ version | on \s+ average | average | typical(?:ly)? | (?:two|three|both|all) \s+ (?:the \s+)? (?:charges|counts)
          | stands? \s+ convicted | (?:court|judge) \s+ (?: sentenced | found | ordered )
          | unlike | compared | contrast | rather \s+ than | also \s+ commit(?:s|ted)? | that \s+ result(?:s|ed)? \s+ in | similar \s+ to | persistent | accomplice | combined | imposed | faced | suspended \s+ after | [a-z]+ \s+ tampering
          | argu(?:e[sd]?|ing) | contend(?:s|ed)? | claim(?:s|ed)? \s+ that | thinks? \s+ that | positions? \s+ that | disagrees? | rejects? | rejected | untrue | (?:that|which|this) \s+ is \s+ wrong | scrivener(?u:['’])s | (?:trial|lower) \s+ court | may \s+ not \s+ tell | i \s+ heard
          | should \s+ (?: be \s+ an? \s+ (?: class | felony | misdemeanor ) | carry ) | ought \s+ to | (?:bill|effort|push|move|plan) \s+ to \s+ (?: make | have ) | motion \s+ (?: that | to \s+ (?: make | have ) ) | illegal \s+ because | illegal \s+ sentence | clients? \s+ (?: was \s+ )? charged | outcome | may \s+ charge \s+ as | resolved \s+ as | (?: ends? | ended | winds? | wound ) \s+ (?: up \s+ )? as | agreed \s+ to \s+ treat
          | (?: not | n(?u:['’])t ) \s+ (?: true | the \s+ case | correct | right ) \s+ that | (?: wrong | (?: a \s+ )? mistake | incorrect ) \s+ to \s+ (?: say | think | write | tell ) | be \s+ told \s+ that | not \s+ (?: possible | authorized | permitted ) \s+ under | (?: an | in ) \s+ error | erroneously | should \s+ (?: say | read )
          | (?: oppos(?:e[sd]?|ing) | support(?:s|ed|ing)? | favor(?:s|ed|ing)? | consider(?:s|ed|ing)? | debat(?:e[sd]?|ing) | split \s+ over | vetoed ) \s+ (?: an \s+ act \s+ )? making | (?: wants? | wanted | voted | called | urged | measure | motion ) (?u:[^.;]){0,40} \s to \s+ (?: make | have ) | related \s+ bill | effective \s+ date | under \s+ the \s+ (?: substitute | amendment ) | next \s+ (?: year | month | session | january | july | october )
          | true \s+ or \s+ false | two \s+ truths | what \s+ is \s+ wrong | t \s? / \s? f
          | myth | imagine[a-z]* | suppos(?:e|ing) | wrongly | mistaken(?:ly)? | falsely \s+ (?: claim | believ | assum | stat | sa(?:y|id) | report(?:ed|s) ) [a-z]* | false \s+ (?: that | claims? \s+ that | beliefs? ) | (?:is|are) \s+ false | do \s+ not \s+ (?: apply | carry | face | need | have | constitute | include | make ) | not \s+ available | (?:people|many|some|who) \s+ (?:think|believe|assume)s?
          | respectively | the \s+ (?:first|second|latter) \s* (?: is | , | a \s+ class )
          | got | received | upheld | affirmed | served | serving | counts? | alleged(?:ly)? | arrested | pleaded | pled | attempt(?:s|ed|ing)? | atts? | c/a | conspir(?:e[sd]?|acy|ing) | consp | hindering \s+ (?: an? | the | his | her | their | someone | police | officers? ) | accessor(?:y|ies) | youthful | pleas? | plead(?:s|ed|ing)? | diversion(?:ary)? ) (?-u:\b)",
    )
    .expect("the pattern is valid")
});

/// A sentence that tells lawmakers what to do, or what not to believe: "Make possession a class C felony", "Wrong: …", "( ) six months".
static NO_STATEMENT: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i-u)^(?u:[^A-Za-z])*(?:(?:make|raise|increase|reclassify|upgrade)\s|(?:sec(?:tion|s)?\.?\s*)?[0-9]+\s*(?u:[–—:-])\s*(?:makes|raises|increases|creates|changes)\s|(?:wrong|incorrect|error)[*_]*:)|\([\s]\)|(?u:[❌✗✘])").expect("the pattern is valid")
});

/// "Obstruction, or attempted obstruction, is": said of the offense itself too. "May not be suspended or reduced"
/// is the statutes' own phrase. What an aside tells of the past, its sentence does not: ", formerly a misdemeanor, is"; nor
/// does a condition: "if the child was fourteen". What may come of it is the law's: "you could face", "until it is erased".
static SAID_BESIDE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?ix-u) (?-u:\b) (?:or|and) \s+ (?:an?\s+)? (?:attempt[A-Za-z]*|reduced)
          | (?-u:\b) (?: if | whether | where ) (?-u:\b) (?u:[^.;:,]){1,120} (?-u:\b) (?: was | were ) (?-u:\b) (?: (?u:[^.;:,])* , (?u:[^.;:,])* (?-u:\b) (?: was | were ) (?-u:\b) )?
          | (?-u:\b) (?:that|which) \s (?u:[^.;,()]){0,40} (?: passed | enacted | adopted | created | approved ) (?u:[^.;,()]){1,60} (?:19|20)[0-9]{2} (?-u:\b)
          | (?:sentence|term) \s+ imposed \s+ (?: may | can | shall | must )
          | (?-u:\b) until \s+ (?: it | he | she | they | you | the \s+ [a-z]+ ) \s+ (?: is | are | has | have | turns? | comes? ) (?-u:\b)
          | (?-u:\b) (?: you | anyone | someone | offenders | drivers? | (?: an? | the ) \s+ (?: person | offender | driver | defendant | violator ) ) \s+ could \s+ (?: face | get | go \s+ to | spend | receive | be \s+ (?: fined | jailed | imprisoned | sentenced | sent | punished | ordered | looking ) ) (?-u:\b)
          | (?-u:\b) rather \s+ than \s+ (?: take | arrest | hold | jail | send | book | keep | go | wait | call | pay | handl ) (?: e? ing )? (?-u:\b)
          | (?-u:\b) (?: created | enacted | adopted ) \s+ (?: the | an? | this ) \s+ (?: new \s+ | separate \s+ )? (?: crime | offense | law | statute | felony ) (?-u:\b)
          | (?-u:\b) chang(?: e[sd]? | ing ) \s+ (?: the | an? | his | her | its | your | their ) \s+ (?: [a-z]+ \s+ )? (?: locks? | name | address | plates? | appearance ) (?-u:\b)
          | (?-u:\b) (?: can | may | could | will ) \s+ be \s+ arrested (?-u:\b)
          | , \s* (?:formerly|previously|once|created|enacted|adopted|added|passed|introduced) \s (?u:[^,.;()]){1,80} , (?: \s+ (?:is|are|carries|now) (?-u:\b) )",
    )
    .expect("the pattern is valid")
});

/// Words without which nothing is said beside: the pattern that counts how far an aside goes is tried only where one is.
static MAY_SAY_BESIDE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i-u)attempt|reduced|chang|arrested|was|were|until|could|rather|passed|enacted|adopted|created|approved|imposed|formerly|previously|once|added|introduced").expect("the pattern is valid")
});

/// Words right before a statement that make it one of today, whatever else its sentence tells.
static TODAY: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?ix-u) (?-u:\b) (?: (?:now|today|currently|presently|nowadays|still) (?-u:\b) (?u:[^.;]){0,60}
          | ha(?:s|ve) \s+ (?: been | made \s+ (?: it | this | that | the \s+ [a-z]+ | [\s]{3,} ) ) \s+ (?:an? \s+ | punishable \s+ by \s+ )?
          | since \s (?u:[^.;]){3,40}? (?-u:\b) (?:,|it|is|been) \s* (?:is \s+)? (?:an? \s+)? ) $",
    )
    .expect("the pattern is valid")
});

/// A relative clause that says what a crime carries, up to a figure in it.
static WHICH_CARRIES: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?ix-u) (?-u:\b) (?: which \s+ (?: carries | is \s+ (?: punishable | (?: now \s+ )? an? ) ) | for \s+ which \s+ (?: an? | the | any ) \s+ [a-z]+ \s+ (?: faces | risks | (?:may|can) \s+ be ) ) (?-u:\b) (?: ,[0-9] | (?u:[^,.;]) ){0,140} $")
        .expect("the pattern is valid")
});

/// Words of somebody who wants the law to be another, in whatever clause.
static PROPOSAL: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?ix-u) (?-u:\b) (?: would | could | propos[a-z]+ | recommend[a-z]* | bill | draft | amend[a-z]* | urg(?:e[sd]?|ing) | ideas? | options? | states )  (?-u:\b)")
        .expect("the pattern is valid")
});

static HAS_VERB: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i-u)(?-u:\b)(?:is|are|carries|carry|means)(?-u:\b)").expect("the pattern is valid")
});

/// Words before a colon that are a clause of their own, and not a label.
const FEWEST_WORDS: usize = 6;

/// Of a sentence that is longer, in bytes, no clause is told from the others.
const LONGEST: usize = 8000;

/// A sentence without the names of laws and offenses, which say nothing of time.
pub(super) struct Told {
    /// The words, with spaces in the place of names.
    plain: String,
    /// Where names stand in it.
    names: Vec<Range<usize>>,
    /// What is only said beside the rest.
    asides: Vec<Range<usize>>,
    /// What the rest says.
    rest: Voice,
    /// Whether it is a question, which states nothing.
    asks: bool,
}

/// Whether words speak of the law, and of its state today.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Voice {
    /// Of the law of the day.
    Today,
    /// Of the law, perhaps of another time.
    AnotherTime,
    /// Of something else.
    NotTheLaw,
}

impl Voice {
    fn of(words: &str) -> Voice {
        if NOT_THE_LAW.is_match(words) || NO_STATEMENT.is_match(words) || reported::is_reported(words) {
            Voice::NotTheLaw
        } else if ANOTHER_TIME.is_match(words) {
            Voice::AnotherTime
        } else {
            Voice::Today
        }
    }
}

impl Told {
    /// Of a sentence whose names of laws and offenses stand at `names`.
    pub(super) fn new(sentence: &str, names: Vec<Range<usize>>) -> Told {
        let plain = without(sentence, names.iter());
        let asides: Vec<Range<usize>> = match MAY_SAY_BESIDE.is_match(&plain) {
            true => SAID_BESIDE.find_iter(&plain).map(|aside| aside.range()).collect(),
            false => Vec::new(),
        };
        let rest = if asides.is_empty() { Voice::of(&plain) } else { Voice::of(&without(&plain, asides.iter())) };
        // "Did you know that it is a felony?" tells it.
        let asks = sentence.trim_end().ends_with('?') && !sentence.trim_start().starts_with("Did you know that ");
        Told { plain, names, asides, rest, asks }
    }

    /// Whether a statement at `place` speaks of the law of the day.
    pub(super) fn is_of_today(&self, place: &Range<usize>) -> bool {
        if self.asks {
            return false;
        }
        // What follows reads the sentence anew for each statement in it.
        if self.plain.len() > LONGEST {
            return self.rest == Voice::Today && self.asides.is_empty();
        }
        let holds = |aside: &&Range<usize>| aside.start < place.end && place.start < aside.end;
        // What holds the statement is not beside it.
        let rest = || without(&self.plain, self.asides.iter().filter(|aside| !holds(aside)));
        if let Some(own) = self.own_clause(place) {
            return Voice::of(own) == Voice::Today;
        }
        let voice = if self.asides.iter().any(|aside| holds(&aside)) { Voice::of(&rest()) } else { self.rest };
        match voice {
            Voice::Today => true,
            Voice::AnotherTime => self.is_of_today_in(&rest(), place),
            Voice::NotTheLaw => self.is_a_sentence_of_its_own(place),
        }
    }

    /// Whether the words before a statement say that it is of today: "It can now lead to".
    pub(super) fn says_today(&self, place: &Range<usize>) -> bool {
        if self.plain.len() > LONGEST {
            return false;
        }
        let own = clause(&self.plain, place);
        self.plain.get(own.start..place.start).is_some_and(|before| TODAY.is_match(before))
    }

    /// Whether a statement stands after a semicolon in a clause with its own law and verb: "She asked about digging; disinterment,
    /// § 53-334, carries".
    fn is_a_sentence_of_its_own(&self, place: &Range<usize>) -> bool {
        let start = self.plain.get(..place.start).and_then(|before| before.rfind(';')).map_or(0, |at| at + 1);
        let own = start..clause(&self.plain, place).end;
        let has_verb = || HAS_VERB.is_match(self.plain.get(start..place.start).unwrap_or(""));
        let proposes = PROPOSAL.is_match(&self.plain);
        start > 0
            && !proposes
            && self.names_law(&own)
            && has_verb()
            && Voice::of(self.plain.get(own).unwrap_or("")) == Voice::Today
    }

    /// Whether a law or an offense is named in a clause.
    fn names_law(&self, clause: &Range<usize>) -> bool {
        self.names.iter().any(|name| clause.start <= name.start && name.end <= clause.end)
    }

    /// The relative clause that a statement stands in, which speaks of the law whatever its sentence tells: "She pleaded guilty to …,
    /// which carries".
    fn own_clause(&self, place: &Range<usize>) -> Option<&str> {
        let start = WHICH_CARRIES.find(self.plain.get(..place.start)?)?.start();
        // What was named last is what carries it: "under § 53a-103 and pleaded guilty to trespass, which carries" is of neither.
        let is_named = |name: &Range<usize>| {
            self.plain.get(name.end..start).is_some_and(|between| {
                between.trim_matches([' ', '\n', '\r', '\t', ',', ')', ']', '*', '_']).is_empty()
            })
        };
        self.names.iter().any(is_named).then_some(())?;
        let after = self.plain.get(place.end..)?;
        self.plain.get(start..place.end + after.find([',', ';']).unwrap_or(after.len()))
    }

    /// Whether a statement is of today though its sentence speaks of another time too.
    fn is_of_today_in(&self, plain: &str, place: &Range<usize>) -> bool {
        let own = clause(plain, place);
        let before = plain.get(own.start..place.start).unwrap_or("");
        let after = plain.get(place.end..own.end).unwrap_or("");
        let ends = after.split([',', '.']).next().unwrap_or("");
        if let Some(today) = TODAY.find(before)
            // "Has made it a class D felony" tells of what is since then.
            && (today.as_str().starts_with("ha")
                || !ANOTHER_TIME.is_match(today.as_str().trim_start_matches(|c: char| c != ' ')))
            && !["until", " was once", " were once"].iter().any(|word| ends.contains(word))
        {
            return true;
        }
        let verb = before.rsplit(',').next().unwrap_or(before);
        if TODAY_AFTER.is_match(after) && !ANOTHER_TIME.is_match(verb) {
            return true;
        }
        // A clause of its own, with its own law, need not be in the time of the one before it.
        own.start > 0 && self.names_law(&own) && !ANOTHER_TIME.is_match(plain.get(own).unwrap_or(""))
    }
}

/// "A card printed in 1979 reads: …" sets the time of what it leads to.
static YEAR: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(?-u:\b)(?:19|20)[0-9][0-9](?-u:\b)").expect("the pattern is valid"));

/// "A class C felony today".
static TODAY_AFTER: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(?i-u)^\s+(?:today|now|nowadays)(?-u:\b)").expect("the pattern is valid"));

impl Told {
    /// Whether the sentence, but for asides, speaks of the law, be it of another time.
    pub(super) fn is_of_the_law(&self) -> bool {
        self.rest != Voice::NotTheLaw
    }

    /// Whether nothing but its past tense keeps it from speaking of the law of the day: "The charge was assault".
    pub(super) fn is_of_a_case(&self) -> bool {
        static PAST: LazyLock<Regex> =
            LazyLock::new(|| Regex::new(r"(?i-u)(?-u:\b)(?:was|were|had been)(?-u:\b)").expect("the pattern is valid"));
        Voice::of(&PAST.replace_all(&without(&self.plain, self.asides.iter()), " ")) == Voice::Today
    }

    /// Whether it speaks of the law of the day.
    pub(super) fn is_of_the_day(&self) -> bool {
        self.rest == Voice::Today
    }
}

/// Whether a sentence speaks of another time than today, or of a case.
pub(super) fn is_elsewhere(sentence: &str) -> bool {
    Told::new(sentence, Vec::new()).rest != Voice::Today
}

/// The words before a relative clause that says what a crime carries, if `words` end in one.
pub(super) fn before_which_carries(words: &str) -> Option<&str> {
    WHICH_CARRIES.find(words).and_then(|clause| words.get(..clause.start()))
}

/// The words with spaces for some stretches of them.
pub(super) fn without<'a>(plain: &str, stretches: impl Iterator<Item = &'a Range<usize>>) -> String {
    let mut words = plain.to_owned();
    for stretch in stretches {
        words.replace_range(stretch.clone(), &" ".repeat(stretch.len()));
    }
    words
}

/// The part of a sentence between semicolons, or after a colon that ends a whole clause, that holds `place`.
fn clause(plain: &str, place: &Range<usize>) -> Range<usize> {
    let before = plain.get(..place.start).unwrap_or("");
    let semicolon = before.rfind(';').map_or(0, |at| at + 1);
    let colon = before.rfind(':').map_or(0, |at| at + 1);
    let whole = before.get(semicolon..colon).is_some_and(|lead| {
        lead.split_whitespace().count() >= FEWEST_WORDS
            && (!YEAR.is_match(lead) || lead.trim_start().starts_with("Since"))
    });
    let start = if whole { colon } else { semicolon };
    let end = plain.get(place.end..).and_then(|after| after.find(';')).map_or(plain.len(), |at| place.end + at);
    start..end
}

/// Builds the patterns of this file.
pub(super) fn prepare() {
    for pattern in [
        &ANOTHER_TIME,
        &NOT_THE_LAW,
        &NO_STATEMENT,
        &MAY_SAY_BESIDE,
        &SAID_BESIDE,
        &TODAY,
        &TODAY_AFTER,
        &YEAR,
        &WHICH_CARRIES,
        &HAS_VERB,
        &PROPOSAL,
    ] {
        LazyLock::force(pattern);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_of_today(sentence: &str, statement: &str) -> bool {
        let start = sentence.find(statement).expect("the sentence holds it");
        Told::new(sentence, Vec::new()).is_of_today(&(start..start + statement.len()))
    }

    #[test]
    fn an_aside_holds_one_of_the_words_that_tell_of_asides() {
        for aside in [
            "or attempted",
            "and reduced",
            "if the child was young",
            "where they were late",
            "that lawmakers passed in 1999",
            "which the town approved there in 2001",
            "a sentence imposed may",
            "until it is erased",
            "you could face",
            "he can be arrested",
            "changes the locks",
            "rather than take",
            "created the crime",
            "enacted a new law",
            ", formerly an infraction, is",
            ", once a felony, is",
            ", introduced by a bill, carries",
        ] {
            assert!(SAID_BESIDE.is_match(aside) && MAY_SAY_BESIDE.is_match(aside), "{aside}");
        }
    }

    #[test]
    fn statements_of_today() {
        for sentence in [
            "It is a class B felony.",
            "Did you know that it is a class B felony?",
            "The abuser can be arrested for it, a class B felony.",
            "It was a class C felony until 2017; it is now a class B felony.",
            "It has been a class B felony since 2017.",
            "Formerly a misdemeanor; since October 1, 2021, a class B felony",
            "The offense, formerly a misdemeanor, is a class B felony.",
            "The offense, created in 2017, is a class B felony.",
            "The law that we passed in 2022 makes it a class B felony.",
            "It is a class B felony, and one year of the sentence imposed may not be suspended.",
            "Raised in 2016, it is today a class B felony.",
            "Created in 1998, it is a class B felony today.",
        ] {
            assert!(is_of_today(sentence, "class B felony"), "{sentence}");
        }
    }

    #[test]
    fn a_relative_clause_may_speak_of_the_law_where_its_sentence_does_not() {
        let told = |sentence: &str| {
            let at = |words: &str| sentence.find(words).map(|start| start..start + words.len()).into_iter();
            let place = at("six months").next().expect("the sentence holds it");
            Told::new(sentence, at("§ 14-222a").collect()).is_of_today(&place)
        };
        assert!(told(
            "The driver pleaded guilty to the charge (§ 14-222a), which carries up to six months in jail, and was fined."
        ));
        assert!(!told("The driver pleaded guilty to the charge (§ 14-222a), which carried up to six months in jail."));
        assert!(!told("The driver pleaded guilty to § 14-222a, which carries, as of 2012, six months in jail."));
        assert!(!told("Charged under § 14-222a, she pleaded guilty to speeding, which carries six months in jail."));
    }

    #[test]
    fn statements_of_another_time_or_kind() {
        for sentence in [
            "It was a class B felony.",
            "What is now a misdemeanor was a class B felony.",
            "The offense, formerly a class B felony, is a misdemeanor.",
            "It had been a class B felony.",
            "It is no longer a class B felony.",
            "The bill would make it a class B felony.",
            "Make it a class B felony.",
            "It has been a class B felony until 2016.",
            "In 2012 it is a class B felony.",
            "Many people think that it is a class B felony.",
            "Is it a class B felony?",
            "Did they say that it is a class B felony?",
        ] {
            assert!(!is_of_today(sentence, "class B felony"), "{sentence}");
        }
    }
}
