//! What stands above or around a block, where it makes what is said there something else than the law of the day: old law, a bill,
//! another state, a case, an exercise.

use std::cell::OnceCell;
use std::sync::LazyLock;

use memchr::memmem::Finder;
use regex::Regex;

use super::present;
use crate::citation::{Citation, Target};
use crate::document::{Block, BlockKind};
use crate::jurisdiction::other_states::names_a_state;
use crate::span::Span;

/// What the blocks so far tell of those to come. What a heading or a lead-in says is asked once a block under it says something of
/// an offense: few do.
#[derive(Default)]
pub(super) struct Surroundings<'a> {
    heading: Option<Heading<'a>>,
    /// The paragraph before, and whether it leads a list or a table to something else.
    lead: Option<(&'a str, OnceCell<bool>)>,
    /// A row of the table so far tells of a case, a day or another place.
    rows_of_a_case: bool,
    /// A paragraph since the heading sets the words of a bill: "the following is substituted in lieu thereof".
    sets_a_bill: bool,
    /// The block cites a bill, and tells what that would make of the law.
    cites_a_bill: bool,
}

/// The last heading.
struct Heading<'a> {
    words: &'a str,
    block: Block,
    /// What it cites.
    own: &'a [Citation],
    /// Whether it is of another law; what has its own citation may still be of this one.
    is_of_another: OnceCell<bool>,
    /// Whether all under it is of no law: "If the bill passes".
    heads_no_law: OnceCell<bool>,
}

impl<'a> Surroundings<'a> {
    /// Goes on to a block; `own` is what it cites.
    pub(super) fn enter(&mut self, block: Block, words: &'a str, own: &'a [Citation]) {
        let is_bill = |citation: &Citation| citation.targets.iter().any(|target| matches!(target, Target::Bill(..)));
        self.cites_a_bill = own.iter().any(is_bill);
        self.rows_of_a_case &= block.kind == BlockKind::TableRow;
        match block.kind {
            BlockKind::Heading => {
                let (is_of_another, heads_no_law) = (OnceCell::new(), OnceCell::new());
                self.heading = Some(Heading { words, block, own, is_of_another, heads_no_law });
                (self.lead, self.sets_a_bill) = (None, false);
            }
            BlockKind::Paragraph => {
                self.lead = Some((words, OnceCell::new()));
                self.sets_a_bill |= SETS_A_BILL.find(words.as_bytes()).is_some();
            }
            BlockKind::TableRow => self.rows_of_a_case |= tells_of_a_case(words),
            BlockKind::ListItem | BlockKind::Footnote => {}
        }
    }

    /// Whether nothing that the block says is the law's.
    pub(super) fn silence(&self, block: Block, words: &str) -> bool {
        let led_to_another = || {
            let lead = self.lead.as_ref();
            lead.is_some_and(|(words, known)| *known.get_or_init(|| leads_to_another(words)))
        };
        if self.cites_a_bill || self.is_of_no_law() {
            return true;
        }
        match block.kind {
            BlockKind::ListItem | BlockKind::TableRow => led_to_another(),
            BlockKind::Paragraph => is_card_of_a_case(words),
            BlockKind::Heading | BlockKind::Footnote => false,
        }
    }

    /// Whether all is of no law, up to the next heading.
    fn is_of_no_law(&self) -> bool {
        let heads_none = |heading: &Heading<'_>| *heading.heads_no_law.get_or_init(|| heads_no_law(heading.words));
        self.sets_a_bill || self.heading.as_ref().is_some_and(heads_none)
    }

    /// Whether the heading is of another law.
    pub(super) fn is_under_another(&self) -> bool {
        let is_of_another = |heading: &Heading<'_>| {
            *heading.is_of_another.get_or_init(|| is_of_another(heading.words, heading.block, heading.own))
        };
        self.heading.as_ref().is_some_and(is_of_another)
    }

    /// Whether a row of the table so far tells of a case, a day or another place.
    pub(super) fn are_rows_of_a_case(&self) -> bool {
        self.rows_of_a_case
    }
}

static SETS_A_BILL: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new("substituted in lieu thereof"));

/// Whether short words, but for what they cite, speak of another time or state, or of no law: "C.G.S. § 53a-141, as it stood in 2005",
/// "Old law", "If the bill passes".
pub(super) fn is_of_another(words: &str, block: Block, own: &[Citation]) -> bool {
    const LONGEST: usize = 400;
    if words.len() > LONGEST {
        return false;
    }
    let (offset, is_heading) = (block.span.start, block.kind == BlockKind::Heading);
    let place = |span: Span| span.start.saturating_sub(offset)..span.end.saturating_sub(offset);
    let cited: Vec<_> = own.iter().map(|citation| place(citation.span)).collect();
    let plain = present::without(words, cited.iter().filter(|place| words.get((*place).clone()).is_some()));
    // A heading promises much: "The one that changes a life".
    let tells = if is_heading { OF_A_DAY.is_match(&plain) } else { present::is_elsewhere(&plain) };
    tells || names_a_state(&plain) || ANOTHER_LAW.is_match(&plain)
}

/// "Criminal impersonation before October 1, 2009".
static OF_A_DAY: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i-u)(?-u:\b)(?:before|until|prior to|from|through|in|as of)\s+(?:[a-z]+\s+)?(?:[0-9]{1,2},?\s+)?(?:19|20)[0-9][0-9](?-u:\b)")
        .expect("the pattern is valid")
});

/// "Old law", "If the bill passes", "The club's own fines", "What our readers want".
static ANOTHER_LAW: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i-u)(?-u:\b)(?:old (?:law|grades?|rules?)|(?:the|this|our|house|senate|raised) bill|[HS]\.B\.|mistakes?|own (?:fines?|penalt(?:y|ies)|rules?)|see also|by the club|stood|readers want|superseded|archived|analogue|nearest|cf\.|compare|plea|offer|docket|judgment|sample|exercise|true or false)(?:[\s.,:;)]|$)")
        .expect("the pattern is valid")
});

/// Whether all under a heading is a draft's, an exercise's or the old law's: "If the bill passes", "Common mistakes".
fn heads_no_law(heading: &str) -> bool {
    static HEADS: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i-u)(?-u:\b)(?:the bill|[HS]\.B\.|(?:house|senate|raised) bill|common mistakes|old law|proposals?|proposed|quiz|exercise|true or false|superseded|archived)")
            .expect("the pattern is valid")
    });
    HEADS.is_match(heading)
}

/// Whether a paragraph leads to a list or a table of another time, state or law: "Law in force on May 3, 2005:".
fn leads_to_another(words: &str) -> bool {
    const LONGEST: usize = 200;
    const LONGEST_QUIZ: usize = 80;
    let leads = words.len() <= LONGEST && words.trim_end_matches(['*', '_', ' ', '\n']).ends_with(':');
    words.len() <= LONGEST_QUIZ && QUIZ.is_match(words)
        || leads
            && (OF_A_DAY.is_match(words)
                || ON_A_DAY.is_match(words)
                || ANOTHER_LAW.is_match(words)
                || names_a_state(words))
}

/// "Part I – True or false", "Match each offense to its class."
static QUIZ: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i-u)(?-u:\b)(?:true or false|match (?:each|the)|has one mistake|find the mistake|quiz)(?-u:\b)")
        .expect("the pattern is valid")
});

/// "On May 3, 2005".
static ON_A_DAY: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i-u)(?-u:\b)on\s+[a-z]+\s+[0-9]{1,2},?\s+(?:19|20)[0-9][0-9](?-u:\b)").expect("the pattern is valid")
});

/// Whether a paragraph is a card of labelled lines, and one of these tells of a case, a day or another place, or of another offense.
fn is_card_of_a_case(words: &str) -> bool {
    static ANOTHER: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i-u)^(?u:[^A-Za-z0-9])*(?:see also|lesser included|substitute|convicted|like our|[a-z]+'s version|status)(?-u:\b)")
            .expect("the pattern is valid")
    });
    const FEWEST_LINES: usize = 3;
    let labelled = |line: &&str| line.split_once(':').is_some_and(|(label, _)| label.split_whitespace().count() <= 3);
    let lines = || words.lines().filter(labelled);
    lines().take(FEWEST_LINES).count() == FEWEST_LINES
        && lines().any(|line| tells_of_a_case(line) || ANOTHER.is_match(line))
}

/// Whether a row of a card is one of a case, of a day or of another place: "Convicted | 2001", "State: New York".
fn tells_of_a_case(row: &str) -> bool {
    static TELLS: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i-u)^(?u:[^A-Za-z0-9])*(?:case|docket|defendant|date|year|state|country|convicted|charged?|original charge|offer|sentence imposed|result|disposition|(?:19|20)[0-9][0-9])(?-u:\b)|(?-u:\b)(?:19|20)[0-9][0-9](?-u:\b)")
            .expect("the pattern is valid")
    });
    TELLS.is_match(row)
}
