//! Which citation a statement is about. Silent where a careful reader would not be sure.

use std::cell::Cell;
use std::sync::LazyLock;

use regex::Regex;

use super::sentence;
use super::{Claim, Statement};
use crate::citation::{Citation, Form, Target};
use crate::document::{Block, BlockKind, Document};
use crate::span::Span;

/// A block and the citations that its statements may be about: its own, or its heading's.
#[derive(Clone, Copy, Debug)]
pub(super) struct Scope {
    pub(super) block: Block,
    pub(super) first: usize,
    pub(super) count: usize,
}

/// Attaches each statement of a block, in order of place, to one list of citations or drops it.
pub(super) fn attach(
    document: &Document,
    citations: &[Citation],
    scope: Scope,
    statements: Vec<(Span, Statement)>,
) -> Vec<Claim> {
    let reader = Reader::new(document, &citations[scope.first..scope.first + scope.count], scope.block);
    let mut claims: Vec<Claim> = Vec::new();
    let mut previous: Option<(Span, Span)> = None;
    let members = |subject: Span| -> Vec<usize> {
        let first = scope.first + reader.citations.partition_point(|citation| citation.span.end <= subject.start);
        let members = citations[first..].iter().take_while(|citation| citation.span.start < subject.end);
        members.enumerate().filter(|(_, citation)| citation.section().is_some()).map(|(at, _)| first + at).collect()
    };
    let (paired, statements) = reader.respectively(statements, &members);
    claims.extend(paired);
    for (span, statement) in statements {
        let Some(subject) = reader.subject(span, &statement, previous) else { continue };
        let members = members(subject);
        if members.is_empty() {
            continue;
        }
        previous = Some((span, subject));
        // "Sections 53a-59 and 53a-60 are class B felonies" says so of each.
        let of_each = document.text.get(span.range()).is_some_and(|words| words.ends_with('s') || words.ends_with('S'));
        match statement {
            Statement::Class(_) if of_each => {
                claims.extend(members.into_iter().map(|one| Claim {
                    span,
                    statement: statement.clone(),
                    citations: vec![one],
                }));
            }
            _ => claims.push(Claim { span, statement, citations: members }),
        }
    }
    claims.sort_by_key(|claim| claim.span);
    claims
}

/// Statements with their places.
type Stated = Vec<(Span, Statement)>;

/// Words that put a sentence in another time than today, or make it about another offense than the one cited.
static ELSEWHERE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?ix-u) (?-u:\b) (?: until | formerly | former | previously | prior\s+to | used\s+to\s+be | no\s+longer | had\s+been | was | were | repealed | effective | as\s+of
          | before \s+ (?:[A-Za-z]+\s+)? (?:19|20)[0-9][0-9] | (?:increas|rais|chang|reduc|lower|upgrad|downgrad|elevat|amend)(?:e[sd]?|ing) | would | could | propos(?:e[sd]?|als?|ing)
          | unlike | compared | contrast | rather \s+ than | also \s+ commit(?:s|ted)? | that \s+ result(?:s|ed)? \s+ in | similar \s+ to | persistent | accomplice | combined | imposed | may \s+ impose | faced | suspended \s+ after | tampering
          | myth | wrongly | mistaken(?:ly)? | false(?:ly)? | do \s+ not | not \s+ available | back \s+ then | at \s+ the \s+ time | enacted | historical(?:ly)? | out \s+ of \s+ date | created
          | respectively | the \s+ (?:first|second|latter) \s* (?: is | , | a \s+ class )
          | (?:in|before|from|through|by|of|after|since) \s+ (?:[A-Za-z]+ \.? \s+)? (?:[0-9]{1,2} ,? \s+)? (?:19|20)[0-9]{2} | [0-9]{1,2} / [0-9]{1,2} / [0-9]{2,4} | [0-9]{1,2} / (?:19|20)[0-9]{2}
          | (?:19|20)[0-9]{2} \s+ (?:report|brochure|law|act|version|edition|guide) | got | received | served | serving | counts? | alleged(?:ly)? | arrested | pleaded | pled | attempt(?:s|ed|ing)? | conspir(?:e[sd]?|acy|ing) | hindering | accessor(?:y|ies) | unless ) (?-u:\b)",
    )
    .expect("the pattern is valid")
});

/// "Obstruction, or attempted obstruction, is": said of the offense itself too. "May not be suspended or reduced"
/// is the statutes' own phrase.
static OR_ATTEMPT: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i-u)(?-u:\b)(?:or|and)\s+(?:an?\s+)?(?:attempt[A-Za-z]*|reduced)").expect("the pattern is valid")
});

/// "A class B felony is punishable by …": said of a class, not of the section cited beside it.
static OF_A_CLASS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?ix) ^ [^A-Za-z]* (?: (?: an? | any | the | each | every | all ) \s+ )? (?: unclassified | class \s+ [“”]? [A-E] ) [“”]? \s+ (?: felon(?:y|ies) | misdemeanors? ) \s+ [A-Za-z]").expect("the pattern is valid")
});

/// "Notwithstanding section 53a-86, …", "other than murder under section 53a-54a": named to be set aside.
static SET_ASIDE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?ix-u) (?-u:\b) (?: notwithstanding | despite | not \s+ (?: subject \s+ to | covered \s+ by ) | (?:other|rather) \s+ than | except(?:ing)? | excluding | apart \s+ from | besides ) (?-u:\b) (?u:[^.;,]){0,100} $",
    )
    .expect("the pattern is valid")
});

/// A statement further than this from its citation, in bytes, is not about it for sure.
const LONGEST_GAP: usize = 200;

/// How a sentence begins that goes on about the section named before it.
static GOES_ON: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?ix-u) ^ (?u:[^A-Za-z])* (?:
            it | this | that | these | those | such | he | she | they | you | someone | anyone | whoever | if | when | where | both | each
          | there \s+ (?:is|are|may) | (?:a|any|every|the) \s+ (?:person | people | adult | offender | defendant | violator )
          | (?:the | a | an | each | any | every) \s+ (?: crime | offense | penalt(?:y|ies) | maximum | minimum | mandatory | law | statute | sentence
              | punishment | section | court | violation | conviction | fine | charge | prison | term | first | second | third | subsequent )
          | violations? | violators? | offenders? | convictions? | penalt(?:y|ies) | punish(?:ment|able) | maximum | minimum | mandatory | fines? | sentences?
          | first | second | subsequent | class | classification | felony | misdemeanor | obstruction | imprisonment | prison | jail | up \s+ to | not \s+ more \s+ than
          | is | are | carries | punishable ) (?-u:\b)",
    )
    .expect("the pattern is valid")
});

/// Whether a sentence speaks of another time than today, or of a case.
pub(super) fn is_elsewhere(sentence: &str) -> bool {
    ELSEWHERE.is_match(&OR_ATTEMPT.replace_all(sentence, " "))
}

/// Whether words go on about the section named before them: "It is", "Penalties", "Fine:".
pub(super) fn goes_on(words: &str) -> bool {
    GOES_ON.is_match(words)
}

/// Builds the patterns of this file.
pub(super) fn prepare() {
    for pattern in [&ELSEWHERE, &OR_ATTEMPT, &OF_A_CLASS, &SET_ASIDE, &GOES_ON, &TIGHT] {
        LazyLock::force(pattern);
    }
}

/// What may stand between a citation and a statement about it where other citations are near.
static TIGHT: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r#"(?ix) ^ [\s\])*_”"]* (?: , [^,.;]* , )? \s*
        (?: (?: is | are | shall\s+be | constitutes? | carries | carrying | makes? \s | punishable | [:–—=(|\[-] ) [^.;]*
          | , \s+ (?:an?\s+)? ) $"#,
    )
    .expect("the pattern is valid")
});

struct Reader<'a> {
    document: &'a Document,
    /// The citations that the statements may be about, in order of place.
    citations: &'a [Citation],
    block: Block,
    /// Where the lists among them that name law begin and end, glosses included; in order of place.
    lists: Vec<Span>,
    /// The sentence found last: the statements of one sentence come one after another.
    last_sentence: Cell<Sentence>,
}

/// A sentence, and whether it speaks of the law of the day and of the offense that it cites.
#[derive(Clone, Copy, Default)]
struct Sentence {
    span: Span,
    is_ours: bool,
}

impl<'a> Reader<'a> {
    fn new(document: &'a Document, citations: &'a [Citation], block: Block) -> Reader<'a> {
        let mut lists: Vec<Span> = Vec::new();
        let mut group = None;
        for citation in citations.iter().filter(|citation| begins_something(citation)) {
            let span = citation.gloss.map_or(citation.span, |gloss| citation.span.cover(gloss));
            match lists.last_mut() {
                // "Gen. Stat. § 53a-83 and Gen. Stat. § 53a-83a" is one list, though the code is named twice.
                Some(last)
                    if group == Some(citation.group) || joined(document.text.get(last.end..citation.span.start)) =>
                {
                    *last = last.cover(span);
                }
                _ => lists.push(span),
            }
            group = Some(citation.group);
        }
        Reader { document, citations, block, lists, last_sentence: Cell::default() }
    }

    /// "§§ 53a-86, 53a-87 and 53a-88 are class B, C and D felonies, respectively": as many classes as sections, one each.
    /// Gives these claims and the statements that are left.
    fn respectively(&self, statements: Stated, members: &impl Fn(Span) -> Vec<usize>) -> (Vec<Claim>, Stated) {
        let text = &self.document.text;
        let block = text.get(self.block.span.range()).unwrap_or("");
        let Some(at) = block.find("respectively").map(|at| self.block.span.start + at) else {
            return (Vec::new(), statements);
        };
        let sentence = self.find_sentence(Span::new(at, at));
        let is_paired = |(span, statement): &(Span, Statement)| {
            matches!(statement, Statement::Class(_)) && sentence.contains(*span) && span.end <= at
        };
        let classes: Stated = statements.iter().filter(|stated| is_paired(stated)).cloned().collect();
        let one_each = match self.lists_in(sentence) {
            [only] if classes.first().is_some_and(|(first, _)| only.end <= first.start) => members(*only),
            _ => Vec::new(),
        };
        if classes.len() < 2 || one_each.len() != classes.len() || block.matches("respectively").count() > 1 {
            return (Vec::new(), statements);
        }
        let words = self.without(sentence, self.lists_in(sentence)).replace("respectively", " ");
        if ELSEWHERE.is_match(&words) {
            return (Vec::new(), statements);
        }
        let paired = classes.into_iter().zip(one_each);
        let claims = paired.map(|((span, statement), one)| Claim { span, statement, citations: vec![one] }).collect();
        (claims, statements.into_iter().filter(|stated| !is_paired(stated)).collect())
    }

    /// Where the citations stand that the statement at `span` is about.
    fn subject(&self, span: Span, statement: &Statement, previous: Option<(Span, Span)>) -> Option<Span> {
        let Sentence { span: sentence, is_ours } = self.sentence(span);
        if !is_ours {
            return None;
        }
        let near = self.lists_in(sentence);
        if near.iter().any(|list| list.contains(span)) {
            return self.glossed(span);
        }
        if near.iter().any(|list| self.is_set_aside(sentence, *list)) {
            return None;
        }
        if let Some(next) =
            near.iter().find(|list| list.start >= span.end).filter(|next| self.is_enclosed_after(span, **next))
        {
            return Some(*next);
        }
        if let [only] = self.lists.as_slice() {
            let follows = match sentence.contains(*only) {
                true => only.end <= span.start || self.block.kind == BlockKind::TableRow,
                // A later sentence, or the paragraph under a heading, may have turned to another offense.
                false => {
                    only.end <= span.start
                        && (self.goes_on(sentence) || self.names_again(sentence, *only))
                        && !self.names_another_degree(*only, span)
                        && !self.says_more(*only, span)
                }
            };
            let meant = follows && !self.names_another(only.end, span) || self.led_to(sentence, span, *only);
            return meant.then_some(*only);
        }
        match (near.iter().rfind(|list| list.end <= span.start), near) {
            (Some(list), _) if !self.names_another(list.end, span) => {
                let between = self.document.text.get(list.end..span.start)?;
                let continues = previous.is_some_and(|(claim, subject)| subject == *list && claim.start >= list.end);
                let class = matches!(statement, Statement::Class(_) | Statement::Level(_));
                let tight = between.len() <= LONGEST_GAP && TIGHT.is_match(between);
                (continues || tight || near.len() == 1 && class).then_some(*list)
            }
            (None, [only]) => self.led_to(sentence, span, *only).then_some(*only),
            // A later sentence goes on about the section that opened the block: "§ 53a-192: … Coercion is …".
            (None, []) => self.opening(span).filter(|list| self.goes_on(sentence) || self.names_again(sentence, *list)),
            _ => None,
        }
    }

    /// The citation in whose gloss the statement stands: "53a-82 [Prostitution: Class A misdemeanor]".
    fn glossed(&self, span: Span) -> Option<Span> {
        let before = self.citations.partition_point(|citation| citation.span.end <= span.start);
        let own = self.citations[..before].last()?;
        own.gloss.filter(|gloss| gloss.contains(span)).map(|_| own.span)
    }

    /// Whether a sentence names the sections of a list only to say that it is not about them.
    fn is_set_aside(&self, sentence: Span, list: Span) -> bool {
        let from = self.document.text.ceil_char_boundary(sentence.start.max(list.start.saturating_sub(130)));
        self.document.text.get(from..list.start).is_some_and(|lead| SET_ASIDE.is_match(lead))
    }

    /// "Class B felony (C.G.S. § 53a-86)": a citation in parentheses belongs to the words right before it.
    fn is_enclosed_after(&self, span: Span, list: Span) -> bool {
        let between = self.document.text.get(span.end..list.start).unwrap_or("");
        between.len() <= 4 && matches!(between.trim(), "(" | "[")
    }

    /// Whether a citation after the statement belongs to it: "is a class D felony (§ 53a-88)", "… under § 53a-88".
    fn led_to(&self, sentence: Span, span: Span, list: Span) -> bool {
        let Some(between) = self.document.text.get(span.end..list.start) else { return false };
        let words = between.trim_end();
        let led = words.ends_with(['(', '[', '|', ':', '–', '—'])
            || [" under", " by", " see", " See", " to", " of"].iter().any(|word| words.ends_with(word));
        sentence.contains(list) && between.len() <= 120 && led
    }

    /// The list that opens the block like a heading, if no other was named before the statement.
    fn opening(&self, span: Span) -> Option<Span> {
        let list = *self.lists.first()?;
        let lead = self.document.text.get(self.block.span.start..list.start)?;
        let after = self.document.text.get(list.end..)?.trim_start_matches([')', ']']).trim_start();
        let opens = lead.trim().chars().count() <= 3 && after.starts_with([':', '–', '—']);
        let alone = self.lists.get(1).is_none_or(|second| second.start >= span.end);
        (opens && alone).then_some(list)
    }

    /// Whether a section is named between a citation and a statement that was not read as a citation: "§ 2423(b)"
    /// after "18 U.S.C. § 2423(a)".
    fn names_another(&self, after: usize, span: Span) -> bool {
        let between = self.document.text.get(after..span.start).unwrap_or("");
        let is_cited = |at: usize| {
            let index = self.citations.partition_point(|citation| citation.span.end <= at);
            self.citations.get(index).is_some_and(|citation| citation.span.start <= at)
        };
        let unread = |sign: &str| {
            between.match_indices(sign).any(|(at, _)| {
                let numbered = between[at + sign.len()..].trim_start().starts_with(|c: char| c.is_ascii_digit());
                numbered && !is_cited(after + at)
            })
        };
        // A statement so far from its citation is not looked into.
        between.len() > 2000 || unread("§") || unread("section ")
    }

    /// Whether a degree is named between the block's beginning, or the citation, and a statement, and not with the citation:
    /// "Assault in the third degree, § 53a-61. It may become assault in the second degree. It is then a class D felony."
    fn names_another_degree(&self, list: Span, span: Span) -> bool {
        static DEGREE: LazyLock<Regex> = LazyLock::new(|| {
            Regex::new(r"(?i-u)(?-u:\b)(first|second|third|fourth|1st|2nd|3rd|4th)[\s-]+degree")
                .expect("the pattern is valid")
        });
        let text = &self.document.text;
        let degrees = |from: usize, to: usize| -> Vec<String> {
            let words = text.get(text.ceil_char_boundary(from)..text.floor_char_boundary(to)).unwrap_or("");
            DEGREE.captures_iter(words).map(|found| found[1].to_lowercase()).collect()
        };
        let from = self.block.span.start.max(list.end).max(span.start.saturating_sub(2000));
        let own = degrees(list.start.saturating_sub(120), (list.end + 120).min(from.max(list.end)));
        // Of the last that is named the sentence goes on.
        degrees(from, span.start).last().is_some_and(|degree| !own.contains(degree))
    }

    /// Whether an item under a heading or a lead-in has more to say than its statement: "Fines up to $500 may apply to
    /// landlords who retaliate".
    fn says_more(&self, list: Span, span: Span) -> bool {
        const MOST_WORDS: usize = 5;
        const LONGEST_ITEM: usize = 200;
        let lent = list.end <= self.block.span.start;
        if !lent || self.block.kind != BlockKind::ListItem {
            return false;
        }
        let text = &self.document.text;
        let words = |from: usize, to: usize| text.get(from..to).unwrap_or("").split_whitespace().count();
        self.block.span.len() > LONGEST_ITEM
            || words(self.block.span.start, span.start) + words(span.end, self.block.span.end) > MOST_WORDS
    }

    /// Whether a sentence begins with a word that was used with the citation before it, as the offense's name is:
    /// "§ 53a-192: Coercion is defined … Coercion is a class A misdemeanor".
    fn names_again(&self, sentence: Span, list: Span) -> bool {
        let words = self.document.text.get(sentence.range()).unwrap_or("");
        let first = words.split(|c: char| !c.is_alphabetic()).find(|word| !word.is_empty()).unwrap_or("");
        // Of a list of pages, only the end is near.
        let list = Span::new(list.start.max(list.end.saturating_sub(2000)), list.end);
        let list = Span::new(self.document.text.floor_char_boundary(list.start), list.end);
        let near = self.document.text.floor_char_boundary(list.start.saturating_sub(80));
        let from = self.document.text[near..list.start].rfind('\n').map_or(near, |at| near + at + 1);
        let to = self.document.text.floor_char_boundary((list.end + 160).min(sentence.start.max(list.end)));
        let named = self.document.text.get(from..to).unwrap_or("").to_lowercase();
        first.len() > 3 && named.split(|c: char| !c.is_alphabetic()).any(|word| word == first.to_lowercase())
    }

    /// Whether a sentence begins with words that go on about what was named before it: "It is", "A violation".
    fn goes_on(&self, sentence: Span) -> bool {
        self.document.text.get(sentence.range()).is_some_and(|words| GOES_ON.is_match(words))
    }

    fn sentence(&self, span: Span) -> Sentence {
        let last = self.last_sentence.get();
        if last.span.contains(span) {
            return last;
        }
        let sentence = self.find_sentence(span);
        let words = OR_ATTEMPT.replace_all(&self.without(sentence, self.lists_in(sentence)), " ").into_owned();
        let of_a_class = self.document.text.get(sentence.range()).is_none_or(|words| OF_A_CLASS.is_match(words));
        let found = Sentence { span: sentence, is_ours: !ELSEWHERE.is_match(&words) && !of_a_class };
        self.last_sentence.set(found);
        found
    }

    /// The lists that begin in a sentence.
    fn lists_in(&self, sentence: Span) -> &[Span] {
        let first = self.lists.partition_point(|list| list.end <= sentence.start);
        let count = self.lists[first..].iter().take_while(|list| list.start < sentence.end).count();
        &self.lists[first..first + count]
    }

    fn find_sentence(&self, span: Span) -> Span {
        sentence::around(self.document, self.citations, self.block.span, span)
    }

    /// The words of a sentence without its citations and their glosses: a section's name is no statement of time.
    fn without(&self, sentence: Span, lists: &[Span]) -> String {
        let mut words = String::new();
        let mut at = sentence.start;
        for list in lists {
            words.push_str(self.document.text.get(at..list.start).unwrap_or(""));
            at = list.end.max(at);
        }
        words.push_str(self.document.text.get(at..sentence.end).unwrap_or(""));
        words
    }
}

/// Whether a citation names law that statements could be about. "That section" and "subsection (a) of this
/// section" point back; they begin nothing new.
fn begins_something(citation: &Citation) -> bool {
    let leans = matches!(citation.form, Form::Internal | Form::Id);
    let law = |target: &Target| {
        target.section().is_some() || matches!(target, Target::Foreign | Target::FederalRegulation(..))
    };
    !leans && citation.targets.iter().any(law)
}

/// Whether only "and", "or", "," or "/" stands between two citations.
fn joined(between: Option<&str>) -> bool {
    let Some(between) = between.filter(|between| between.len() <= 12) else { return false };
    let words = between.trim().trim_matches([',', '(', ')', '*', '_']).trim();
    matches!(words, "" | "and" | "or" | "&" | "/" | "and/or")
}
