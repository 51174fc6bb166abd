//! Whether a sentence without a citation goes on about the section that was cited before it. Never decides what its
//! statements say.

use std::sync::LazyLock;

use regex::Regex;

use super::numbers::ORDINAL;
use crate::document::{Block, BlockKind, Document};
use crate::span::Span;
use crate::words::first_word;

/// What may lead in to the words that go on: "Since 2017:", "Sent to one person,".
const LED_IN: &str = r"(?: since \s (?u:[^.;:]){3,30} : \s* )?
    (?: (?: sent | done | shown | sold | given | used | posted | committed | by \s+ itself | alone ) (?-u:\b) (?u:[^.;:,]){0,40} , \s+ )?";

/// How a sentence begins that goes on about the section named before it.
static GOES_ON: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        &format!(
            r"(?ix-u) ^ (?u:[^A-Za-z])* {LED_IN} (?: (?: since | today | now | currently | in \s+ connecticut | under \s+ (?:connecticut|state|current) \s+ law ) (?-u:\b) (?u:[^.;:]){{0,40}}? [\s,] )? (?:
            it | formerly | previously | until | this | that | these | those | such | he | she | they | you | someone | anyone | whoever | if | when | where | both | each
          | the \s+ most \s+ (?: an? | the ) \s+ (?: judge | court ) \s+ can | there \s+ (?:is|are|may) | (?:a|any|every|the) \s+ (?:person | people | adult | offender | defendant | violator )
          | (?:the | a | an | each | any | every) \s+ (?: crime | offense | penalt(?:y|ies) | maximum | minimum | mandatory | law | statute | sentence
              | punishment | section | court | judge | violation | conviction | fine | charge | prison | term | (?: first | second | third | subsequent | later | further ) \s+ (?: offen[sc]es? | convictions? | violations? | time | or ) )
          | the \s+ [a-z]+ \s+ (?: can | may | shall | will | must ) \s+ be \s+ (?: fined | imprisoned | jailed | sentenced | sent | punished )
          | (?: (?: [a-z]+ \s+ (?:and|or) \s+ )? [a-z]+ \s+ )? violations? | (?: failing | failure ) \s+ to | doing \s+ (?: so | this | that ) | violators? | offenders? | convictions? | penalt(?:y|ies) | punish(?:ment|able) | maximum | minimum | mandatory | fines? | sentences?
          | (?: at \s+ least \s+ )? (?u:[^\s.;:]){{1,12}} \s+ (?: years? | months? ) \s+ of \s+ (?: the | that | this | which | it )
          | (?: at \s+ least \s+ )? (?u:[^\s.;:]){{1,12}} \s* (?: to | (?u:[–-]) ) \s* (?u:[^\s.;:]){{1,12}} \s+ (?: years | months ) | later \s+ (?: offen[sc]es? | convictions? | violations? )
          | (?: each | any | every ) \s+ (?: later | further | subsequent | other ) \s+ one | grade | (?: graded | classified ) \s+ as
          | for \s+ (?: an? | each | any | every ) \s+ (?: first | second | third | subsequent | later | repeat ) | otherwise | except \s+ (?: in | for | when | where )
          | (?: first | second | third | subsequent ) (?: (?: \s+ (?: and | or ) \s+ (?: later | subsequent | further | second | third ) )? \s+ (?: offen[sc]es? | convictions? | violations? | time | or ) | [\s-]+ degree | \s* \| \s* \$? ) | class | classification | level | severity | how \s+ (?: serious | long ) | what \s+ you \s+ face | felony | misdemeanor | obstruction | imprisonment | prison | jail | up \s+ to | not \s+ (?: more | less ) \s+ than | (?: on | upon | after ) \s+ (?: a \s+ )? conviction | in \s+ (?: either | any | each | both ) \s+ cases?
          | of \s+ (?: the | that | this | any ) \s+ (?: sentence | term )
          | is | are | carries | punishable ) (?-u:\b)
        | ^ (?u:[^A-Za-z])* under \s+ (?: sub(?: section | division ) | paragraph ) \s+ \( (?-u:\b)
        | ^ (?u:[^A-Za-z])* an? \s+ class \s+ [a-e] \s+ (?: felony | misdemeanor ) \s* (?: [.;,(:] | $ )"
        ),
    )
    .expect("the pattern is valid")
});

/// How a sentence begins that can only be about what the one before it is about.
static POINTS_BACK: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        &format!(
            r"(?ix-u) ^ (?u:[^A-Za-z])* {LED_IN} (?: (?: (?: because | since | although | though | while | as ) \s+ )? it | (?: (?: in | under ) \s+ connecticut (?: \s+ law )? ,? \s+ )? (?: this | that ) | (?: (?: when | if | where ) \s (?u:[^.;:,]){{1,60}} , \s+ )? (?:this|that|the|its) \s+ (?: (?:maximum|possible) \s+ )? (?: crime | offense | penalt(?:y|ies) | punishment | sentence | maximum )
          | penalt(?:y|ies) | punishment ) (?: (?u:['’])s | \s+ (?: is | are | carries | risks | means | brings | can | may | has \s+ been | rises \s+ to | jumps \s+ to | goes \s+ up \s+ to ) ) (?-u:\b)
        | ^ (?u:[^A-Za-z])* (?: anyone | whoever | (?: an? | any ) \s+ person ) \s+ (?: who \s+ )? (?: violates | breaks | does | commits ) \s+ (?: this | that | it | the \s+ (?: law | section | statute ) ) (?-u:\b)
        | ^ (?u:[^A-Za-z])* (?: (?: for \s+ )? (?: an? | the | any | each | every ) \s+ )? (?: first | second | third | subsequent | later | repeat ) \s+ (?: offenses? | convictions? | violations? ) (?: , (?u:[^.;:,]){{0,40}} )? \s* (?: : | , | (?: is | are | carries | carry | means? | brings? ) (?-u:\b) )
        | ^ (?u:[^A-Za-z])* (?: (?: an? \s+ )? class \s+ [a-e] | grade \s* : \s* | (?: graded | classified ) \s+ as | (?: jail | prison | imprisonment | fines? | penalty | sentence ) \s* (?: : | of | for | up ) | up \s+ to | not \s+ more \s+ than ) (?-u:\b)"
        ),
    )
    .expect("the pattern is valid")
});

static DEGREE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(&format!(r"(?ix-u) (?-u:\b) ( {ORDINAL} ) [\s-]+ degree")).expect("the pattern is valid")
});

/// "A second violation of the noise ordinance": of something else.
static OF_ANOTHER: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?ix-u) ^ (?u:[^A-Za-z])* (?: (?: for | on | upon ) \s+ )? (?: (?: an? | the | each | any | every ) \s+ )? (?: first | second | third | subsequent ) \s+ (?: offen[sc]es? | convictions? | violations? )
          \s+ (?: of | under ) \s+ (?: [a-z-]+ \s+ ){0,4}? (?: ordinances? | rules? | polic(?:y|ies) | code | orders? | handbook | contract | lease | agreement | curfew | bylaws? | [a-z]+-[a-z]+ \s+ law ) (?-u:\b)
          | ^ (?u:[^A-Za-z])* (?: (?: failure | failing ) \s+ to \s+ appear | (?: an? \s+ )? violations? \s+ of \s+ (?: an? | the | any ) \s+ (?: [a-z]+ \s+ )? orders? ) (?-u:\b)",
    )
    .expect("the pattern is valid")
});

/// "… under that law".
static UNDER_THAT_LAW: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i-u)^\s+under\s+(?:that|this|the\s+same)\s+(?:law|section|statute)(?-u:\b)")
        .expect("the pattern is valid")
});

/// Whether words go on about the section named before them: "It is", "Penalties", "Fine:".
pub(super) fn goes_on(words: &str) -> bool {
    GOES_ON.is_match(words) && !OF_ANOTHER.is_match(words)
}

/// Whether words can only be about what the sentence before them is about: "It is", "The penalty is".
pub(super) fn points_back(words: &str) -> bool {
    POINTS_BACK.is_match(words)
}

/// A later sentence of a document, and the list of citations that it may go on about.
#[derive(Clone, Copy)]
pub(super) struct Later<'a> {
    pub(super) document: &'a Document,
    pub(super) block: Block,
    pub(super) list: Span,
    pub(super) sentence: Span,
}

impl Later<'_> {
    /// Whether the statement at `span`, in the sentence, is still about the list.
    pub(super) fn is_about_the_list(self, span: Span) -> bool {
        let words = self.document.text.get(self.sentence.range()).unwrap_or("");
        (goes_on(words) || self.names_again() || self.says_under_what(span))
            && !self.names_another_degree(span)
            && !self.says_more(span)
    }

    /// Whether the sentence points back at what the one before it is about, and nothing else: "It is", "The penalty is".
    pub(super) fn points_back(self, span: Span) -> bool {
        let words = self.document.text.get(self.sentence.range()).unwrap_or("");
        (points_back(words) || self.says_under_what(span)) && !self.names_another_degree(span)
    }

    /// Whether the sentence points back at what heads its block, and says no more.
    pub(super) fn points_to_its_head(self, span: Span) -> bool {
        self.points_back(span) && !self.says_more(span)
    }

    /// Whether the words around the statement point back themselves: "is a class D felony under that law", "convicted of this class D
    /// felony".
    fn says_under_what(self, span: Span) -> bool {
        let before = self.document.text.get(self.sentence.start..span.start).unwrap_or_default();
        before.ends_with(" this ")
            || self.document.text.get(span.end..self.sentence.end).is_some_and(|after| UNDER_THAT_LAW.is_match(after))
    }

    /// Whether the sentence begins with a word that was used with the citation before it, as the offense's name is:
    /// "§ 53a-192: Coercion is defined … Coercion is a class A misdemeanor".
    pub(super) fn names_again(self) -> bool {
        let text = &self.document.text;
        let words = text.get(self.sentence.range()).unwrap_or("");
        let first = first_word(words);
        // Of a list of pages, only the end is near.
        let list = Span::new(self.list.start.max(self.list.end.saturating_sub(2000)), self.list.end);
        let list = Span::new(text.floor_char_boundary(list.start), list.end);
        let near = text.floor_char_boundary(list.start.saturating_sub(80));
        let from = text[near..list.start].rfind('\n').map_or(near, |at| near + at + 1);
        let to = text.floor_char_boundary((list.end + 160).min(self.sentence.start.max(list.end)));
        let named = text.get(from..to).unwrap_or("").to_lowercase();
        first.len() > 3 && named.split(|c: char| !c.is_alphabetic()).any(|word| word == first.to_lowercase())
    }

    /// Whether a degree is named between the block's beginning, or the citation, and a statement, and not with the citation:
    /// "Assault in the third degree, § 53a-61. It may become assault in the second degree. It is then a class D felony."
    fn names_another_degree(self, span: Span) -> bool {
        let (text, list) = (&self.document.text, self.list);
        let degrees = |from: usize, to: usize| -> Vec<String> {
            let words = text.get(text.ceil_char_boundary(from)..text.floor_char_boundary(to)).unwrap_or("");
            DEGREE.captures_iter(words).map(|found| found[1].to_lowercase()).collect()
        };
        let from = self.block.span.start.max(list.end).max(span.start.saturating_sub(2000));
        // What its own sentence says of the citation: "§ 53a-134: robbery in the first degree."
        let near = text.get(list.end..text.floor_char_boundary((list.end + 120).min(text.len()))).unwrap_or("");
        // A line that goes on small, or after a comma, is the same sentence's.
        let ends_line = |at: &usize| {
            let next = near[at + 1..].trim_start_matches(['\r', ' ', '\t']);
            !near[..*at].trim_end().ends_with(',') && !next.starts_with(char::is_lowercase)
        };
        let line_end = near.match_indices('\n').map(|(at, _)| at).find(ends_line);
        let ends_sentence = |at: &usize| near[at + 1..].starts_with(char::is_whitespace);
        let sentence_end = near.match_indices('.').map(|(at, _)| at).find(ends_sentence);
        let own_end = list.end + sentence_end.unwrap_or(0).min(line_end.unwrap_or(usize::MAX));
        let own = degrees(list.start.saturating_sub(120), own_end.min(self.sentence.start.max(list.end)));
        // Of the last that is named the sentence goes on.
        degrees(from, span.start).last().is_some_and(|degree| !own.contains(degree))
    }

    /// Whether an item under a heading or a lead-in has more to say than its statement: "Fines up to $500 may apply to
    /// landlords who retaliate".
    fn says_more(self, span: Span) -> bool {
        const MOST_WORDS: usize = 5;
        const MOST_OTHER_WORDS: usize = 2;
        const LONGEST_ITEM: usize = 200;
        let block = self.block.span;
        let lent = self.list.end <= block.start;
        if !lent || self.block.kind != BlockKind::ListItem {
            return false;
        }
        if block.len() > LONGEST_ITEM {
            return true;
        }
        let words = |from: usize, to: usize| self.document.text.get(from..to).unwrap_or("").split_whitespace();
        // "Two years of the sentence may not be suspended or reduced by the court" says only this of the two years.
        let minimum = self.document.text.get(span.end..block.end).is_some_and(|after| after.contains("suspended"));
        let after = if minimum { block.end } else { span.end };
        let around = || words(block.start, span.start).chain(words(after, block.end));
        around().count() > MOST_WORDS && around().filter(|word| !is_of_penalties(word)).count() > MOST_OTHER_WORDS
    }
}

/// Whether a word is one of those that penalties are told with: "first conviction: a fine of up to $5,000 per day, or".
fn is_of_penalties(word: &str) -> bool {
    const WORDS: &str = "a an and any at b both by c carries class conviction d day days e each felony fine fines first five for four he if \
        imprisonment in is it jail least less life maximum minimum misdemeanor months more no nor not of offense one or penalty per \
        plus prison second sentence she six subsequent ten term than the they third three to two up violation with year years you";
    let plain = word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    plain.chars().all(|c| c.is_ascii_digit() || matches!(c, ',' | '.' | '–' | '-'))
        || WORDS.split_whitespace().any(|known| known == plain)
}

/// Builds the patterns of this file.
pub(super) fn prepare() {
    LazyLock::force(&GOES_ON);
    LazyLock::force(&OF_ANOTHER);
    LazyLock::force(&POINTS_BACK);
    LazyLock::force(&UNDER_THAT_LAW);
    LazyLock::force(&DEGREE);
}
