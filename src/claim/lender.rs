//! Blocks that lend their citation to those under them: headings, titles on a line of their own, lead-ins, items of a list with
//! items of their own.

use std::cell::OnceCell;
use std::sync::LazyLock;

use regex::Regex;

use super::about::Scope;
use super::surroundings::{Surroundings, is_of_another};
use super::{columns, elsewhere, goes_on, role};
use crate::citation::Citation;
use crate::document::{Block, BlockKind};
use crate::span::Span;

/// A block that lends its citation to those under it.
pub(super) struct Lender<'a> {
    pub(super) scope: Scope,
    kind: LenderKind,
    words: &'a str,
    /// What it cites, be it lent or not.
    own: &'a [Citation],
    /// Whether it speaks of other penalties than a court's, once that was asked: most paragraphs have nothing under them.
    is_of_other_rules: OnceCell<bool>,
    /// Whether it speaks of its section as law, once that was asked.
    is_of_the_law: OnceCell<bool>,
}

impl<'a> Lender<'a> {
    /// Whether it lends its citation, as far as what stands around it goes.
    pub(super) fn may_lend(&self, surroundings: &Surroundings<'_>) -> bool {
        !(surroundings.is_under_another() && self.is_short() || surroundings.are_rows_of_a_case() && self.is_card())
    }

    /// Whether it lends to what stands right under it, and is no heading or title.
    fn is_short(&self) -> bool {
        matches!(self.kind, LenderKind::LeadIn | LenderKind::Card | LenderKind::Item | LenderKind::Paragraph { .. })
    }

    /// Whether the rows under it are those of a card, and of no table.
    pub(super) fn is_card(&self) -> bool {
        matches!(self.kind, LenderKind::Card)
    }
}

enum LenderKind {
    /// To all under it, up to the next heading or the next citation.
    Heading,
    /// "53a-116 - Criminal mischief in the second degree" on a line of its own: to the few blocks right after it.
    Title {
        /// How many more.
        left: u8,
    },
    /// "Under C.G.S. § 53a-87, promoting prostitution:" to the items after it.
    LeadIn,
    /// "Statute:   C.G.S. § 53a-212" on a card to the rows after it that say what it carries: "Fine:   up to $5,000".
    Card,
    /// "The law on enticing a minor is C.G.S. § 53a-90a." to the items after it that go by occasion, "A first violation is", and, if it ends
    /// so, to one paragraph that points back: "The penalty is".
    Paragraph {
        /// Whether that paragraph may still come.
        open: bool,
    },
    /// "Stealing a firearm (C.G.S. § 53a-212)" to the items in it, and to those after it that only say what it carries: "Prison: …".
    Item,
}

/// A title is not longer, in bytes.
const LONGEST_TITLE: usize = 120;

/// A title is about the blocks right after it, so many.
const UNDER_A_TITLE: u8 = 3;

impl<'a> Lender<'a> {
    /// Of a block with its own citations; `citations` are the document's.
    pub(super) fn of(scope: Scope, words: &'a str, citations: &'a [Citation]) -> Option<Lender<'a>> {
        let kind = match scope.block.kind {
            BlockKind::Heading => LenderKind::Heading,
            BlockKind::Paragraph | BlockKind::ListItem if leads(words) => LenderKind::LeadIn,
            BlockKind::ListItem => LenderKind::Item,
            // With more cells it may be of several offenses.
            BlockKind::TableRow
                if columns::cells(words).iter().filter(|(_, cell)| !cell.is_empty()).count() == 2
                    && is_labelled(words, &["statute", "section", "law", "citation", "code"]) =>
            {
                LenderKind::Card
            }
            BlockKind::Paragraph if is_title(words) => LenderKind::Title { left: UNDER_A_TITLE },
            BlockKind::Paragraph => LenderKind::Paragraph { open: cites_one_law(scope, words, citations)? },
            _ => return None,
        };
        let own = &citations[scope.first..scope.first + scope.count];
        let led = match kind {
            LenderKind::LeadIn => led_to_last(scope, words, own),
            _ => None,
        };
        let scope = led.unwrap_or(scope);
        Some(Lender { scope, kind, words, own, is_of_other_rules: OnceCell::new(), is_of_the_law: OnceCell::new() })
    }

    /// Whether it speaks of other penalties than a court's.
    pub(super) fn is_of_other_rules(&self) -> bool {
        *self.is_of_other_rules.get_or_init(|| elsewhere::is_of_other_rules(self.words))
    }

    /// Whether a short one speaks of its section as law: not "Charges that often go with a violation of § 53a-182:".
    fn is_of_the_law(&self) -> bool {
        let is_related = || {
            let at = |place: usize| place.saturating_sub(self.scope.block.span.start);
            let first = self.own.first().map(|first| Span::new(at(first.span.start), at(first.span.end)));
            first.is_some_and(|place| role::is_set_aside(self.words, Span::new(0, self.words.len()), place))
        };
        let is_law = || !self.is_short() || !is_of_another(self.words, self.scope.block, self.own) && !is_related();
        *self.is_of_the_law.get_or_init(is_law)
    }

    /// Whether it still lends after a block that it does not reach: a paragraph under a title tells what the offense is.
    pub(super) fn stays(&self, block: Block) -> bool {
        matches!(self.kind, LenderKind::Title { left: 1.. }) && block.kind == BlockKind::Paragraph
    }

    /// Whether a block without a citation is still under it. A heading such as "Penalties" goes on with the section above.
    pub(super) fn reaches(&mut self, block: Block, words: &str) -> bool {
        self.may_reach(block, words) && self.is_of_the_law()
    }

    fn may_reach(&mut self, block: Block, words: &str) -> bool {
        match (&mut self.kind, block.kind) {
            (_, BlockKind::Footnote) => false,
            (LenderKind::Heading, BlockKind::Heading) => goes_on::goes_on(words),
            (LenderKind::Heading, _) | (LenderKind::LeadIn, BlockKind::ListItem) => true,
            (LenderKind::LeadIn, BlockKind::TableRow) => !self.is_of_other_rules() && is_of_an_offense(words),
            (LenderKind::Card, BlockKind::TableRow) => is_label(words),
            (LenderKind::Item, BlockKind::ListItem) => {
                let is_told_of_it = || is_label(words) || goes_on::points_back(words) && !begins_with_a_class(words);
                block.depth > self.scope.block.depth || block.depth == self.scope.block.depth && is_told_of_it()
            }
            (LenderKind::Paragraph { .. }, BlockKind::ListItem) => is_by_occasion(words),
            (LenderKind::Paragraph { open }, BlockKind::Paragraph) => {
                std::mem::replace(open, false) && goes_on::points_back(words) && !begins_with_a_class(words)
            }
            (LenderKind::Title { left }, BlockKind::Paragraph | BlockKind::ListItem) => {
                let open = *left > 0;
                // The items of a list are one thing that is said.
                *left = left.saturating_sub(u8::from(block.kind == BlockKind::Paragraph));
                open && goes_on::goes_on(words)
            }
            (
                LenderKind::Title { .. }
                | LenderKind::LeadIn
                | LenderKind::Card
                | LenderKind::Item
                | LenderKind::Paragraph { .. },
                _,
            ) => false,
        }
    }
}

/// Of a short paragraph that cites one law: "Enticing a minor (C.G.S. § 53a-90a) is …". Whether its last sentence cites it: then the next
/// paragraph may go on.
fn cites_one_law(scope: Scope, words: &str, citations: &[Citation]) -> Option<bool> {
    const LONGEST: usize = 400;
    const LONGEST_REST: usize = 40;
    let own = &citations[scope.first..scope.first + scope.count];
    let only = own.last().filter(|last| own.iter().all(|citation| citation.group == last.group))?;
    // "See C.G.S. § 53a-192a." says nothing to go on about.
    let refers = words.split_whitespace().next().is_some_and(|first| ["See", "Read", "Cf."].contains(&first));
    let after = words.get(only.span.end.saturating_sub(scope.block.span.start)..)?;
    // The sentence may go on: "(C.G.S. § 53a-167c, class C felony)."
    let rest = after.trim_end().trim_end_matches(['.', ')', '*', '_']);
    let ends = after.len() <= LONGEST_REST && !rest.contains(['.', ';', '?']);
    (words.len() <= LONGEST && !refers).then_some(ends)
}

/// "Class A misdemeanor. Up to 364 days." is the next entry of a glossary.
pub(super) fn begins_with_a_class(words: &str) -> bool {
    let mut words = words.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.next().is_some_and(|first| first.eq_ignore_ascii_case("class"))
}

/// "A first violation is", "Second offense:": how an item begins that says what an offense carries by how often it was committed.
fn is_by_occasion(words: &str) -> bool {
    static BY_OCCASION: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?ix-u) ^ (?u:[^A-Za-z])* (?: for \s+ )? (?: (?: an? | the | any | each | every ) \s+ )? (?: first | second | third | subsequent | later | repeat | violation | offense ) (?: \s+ (?: and | or ) \s+ [a-z]+ )? (?: \s+ after \s+ that | \s+ (?: offen[sc]es? | convictions? | violations? ) )? \s* (?: : | (?u:[–—-]) | , | is \s | are \s | carries \s | means \s )")
            .expect("the pattern is valid")
    });
    BY_OCCASION.is_match(words)
}

/// "The permit that § 22a-208a asks for; whoever has none is punished under § 22a-226a:" leads from the last list alone.
fn led_to_last(scope: Scope, words: &str, own: &[Citation]) -> Option<Scope> {
    let last = own.last()?;
    let count = own.iter().rev().take_while(|citation| citation.group == last.group).count();
    let first = own.len() - count;
    let place = |at: usize| at.saturating_sub(scope.block.span.start);
    let (before, after) = (words.get(..place(own[first].span.start))?, words.get(place(last.span.end)..)?);
    let word = before.trim_end().rsplit(char::is_whitespace).next()?;
    let leads = ["under", "by", "violates", "violating"].contains(&word);
    let ends = after.chars().all(|c| c.is_whitespace() || matches!(c, ':' | '*' | '_' | ')'));
    (leads && ends).then_some(Scope { first: scope.first + first, count, ..scope })
}

/// Whether a block leads to the items under it. "The court may order under C.G.S. § 53a-83:" leads to no penalties of the section.
fn leads(words: &str) -> bool {
    let end = words.trim_end();
    let verb =
        ["faces", "carries", "is punishable by", "means", "carry", "face"].iter().any(|verb| end.ends_with(verb));
    let orders = ["may", "can", "court", "judge", "order", "apply", "must", "ask", "request"];
    let ordered = || words.split(|c: char| !c.is_alphabetic()).any(|word| orders.contains(&word));
    (end.ends_with(':') || verb) && !ordered()
}

/// "Prison: up to 5 years", "Maximum fine: $5,000", "How serious: class B felony": what the item before it carries.
fn is_label(words: &str) -> bool {
    const LABELS: [&str; 16] = [
        "prison",
        "jail",
        "fine",
        "fines",
        "penalty",
        "penalties",
        "punishment",
        "sentence",
        "term",
        "time",
        "imprisonment",
        "class",
        "grade",
        "level",
        "severity",
        "classification",
    ];
    const BEFORE: [&str; 9] =
        ["maximum", "max", "possible", "prison", "jail", "offense", "crime", "charge", "criminal"];
    const WHOLE: [&str; 4] = ["how serious", "how serious is it", "how long", "what you face"];
    let label = label(words).unwrap_or_default();
    if WHOLE.contains(&label.as_str()) {
        return true;
    }
    let mut parts = label.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty());
    parts.next_back().is_some_and(|last| LABELS.contains(&last)) && parts.all(|part| BEFORE.contains(&part))
}

/// Whether words begin with one of these, and what ends a label.
fn is_labelled(words: &str, labels: &[&str]) -> bool {
    label(words).is_some_and(|label| labels.contains(&label.as_str()))
}

/// The words before a colon or the bar between cells, in lower case.
fn label(words: &str) -> Option<String> {
    let (label, _) = words.split_once([':', '|'])?;
    Some(label.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase())
}

/// "First offense | $300", and "Offense | Fine" above it: a row about how often somebody offended.
fn is_of_an_offense(row: &str) -> bool {
    let first = row.split(|c: char| !c.is_alphanumeric()).find(|word| !word.is_empty()).unwrap_or_default();
    ["first", "second", "third", "subsequent", "offense", "violation", "conviction"]
        .contains(&first.to_lowercase().as_str())
}

/// Whether a paragraph is a line that names a section, and says nothing of it.
pub(super) fn is_title(words: &str) -> bool {
    const VERBS: [&str; 16] = [
        "is", "are", "was", "were", "may", "can", "must", "shall", "has", "have", "see", "call", "makes", "carries",
        "says", "read",
    ];
    let line = words.trim();
    let says = || line.split(|c: char| !c.is_alphabetic()).any(|word| VERBS.contains(&word.to_lowercase().as_str()));
    line.len() <= LONGEST_TITLE && !line.ends_with(['.', '?', '!', ',', ';']) && !line.contains('\n') && !says()
}
