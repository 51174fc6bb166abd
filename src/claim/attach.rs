//! What a statement is about: a citation, or an offense that is called by its name. Silent where a careful reader would not be
//! sure.

use std::sync::LazyLock;

use regex::Regex;

use super::about::{About, LONGEST_GAP, Scope};
use super::cited_after::{in_brackets_after, is_enclosed_after, led_to};
use super::elsewhere;
use super::goes_on::{self, Later};
use super::named;
use super::noted::{self, Noted};
use super::passage::{self, Passage, Sentence};
use super::present;
use super::reported;
use super::{
    Claim, GradeOf, Kind, Statement, Subject, by_name, class_first, disowned, grades, lender, role, sentences, shared,
};
use crate::citation::Citation;
use crate::document::{BlockKind, Document};
use crate::jurisdiction::other_states::names_a_state;
use crate::law::{Law, Section};
use crate::span::Span;

/// Attaches each statement of a block, in order of place, to one list of citations or to a name, or drops it.
pub(super) fn attach(
    document: &Document,
    citations: &[Citation],
    scope: Scope,
    noted: &[Noted],
    statements: Vec<(Span, Statement)>,
    names: Option<&Law>,
) -> Vec<Claim> {
    let passage = Passage::new(document, &citations[scope.first..scope.first + scope.count], scope.block, noted, names);
    let mut claims: Vec<Claim> = Vec::new();
    let mut paired_in = None;
    if let Some((pairs, stretch)) = shared::respectively(&passage) {
        paired_in = Some(stretch);
        claims.extend(pairs.into_iter().map(|(span, statement, one)| Claim {
            span,
            statement,
            subject: Subject::Cited(vec![scope.first + one]),
            grade: GradeOf::Offense,
        }));
    }
    let mut previous: Option<(Span, About)> = None;
    for (span, statement) in statements {
        let is_paired =
            matches!(statement, Statement::Class(_)) && paired_in.is_some_and(|stretch| stretch.contains(span));
        if is_paired {
            continue;
        }
        let about = subject(&passage, span, &statement, previous.as_ref());
        let Some(about) = about.filter(|about| !by_name::is_called_another(&passage, span, &statement, about)) else {
            continue;
        };
        let grade = grades::grade_of(&passage, span);
        for subject in subjects(&passage, scope.first, &about, span, &statement) {
            claims.push(Claim { span, statement: statement.clone(), subject, grade });
        }
        previous = Some((span, about));
    }
    claims.sort_by_key(|claim| claim.span);
    claims
}

/// The claims' subjects: "Sections 53a-59 and 53a-60 are class B felonies" says so of each.
fn subjects(passage: &Passage<'_>, first: usize, about: &About, span: Span, statement: &Statement) -> Vec<Subject> {
    let members = |list: Span| -> Vec<usize> {
        let members = passage.citations_of(list).filter(|(_, citation)| citation.section().is_some());
        members.map(|(at, _)| first + at).collect()
    };
    let one_by_one =
        |lists: &[Span]| lists.iter().flat_map(|list| members(*list)).map(|one| Subject::Cited(vec![one])).collect();
    let plural = matches!(statement, Statement::Class(_)) && passage.words(span.start, span.end).ends_with(['s', 'S']);
    match about {
        About::List(list) if plural => one_by_one(&[*list]),
        About::List(list) => {
            Some(members(*list)).filter(|members| !members.is_empty()).map(Subject::Cited).into_iter().collect()
        }
        About::Each(lists) => one_by_one(lists),
        About::Note(note) => vec![Subject::Cited(note.cited.clone())],
        About::Name(mention) => {
            let section = Section::connecticut(mention.offense.number);
            section
                .map(|section| Subject::Named { span: mention.span, section, standing: mention.offense.standing })
                .into_iter()
                .collect()
        }
    }
}

/// "Cannot carry more than" is not longer, in bytes.
const LONGEST_DENIAL: usize = 80;

/// What an offense can do to whoever commits it: "can bring up to ten years".
const BRING: &str = r"(?: bring | mean | carry | result \s+ in | lead \s+ to | cost | land | put | get | send )";

/// What may stand between a citation and a statement about it where other citations are near.
static TIGHT: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(&format!(
        r#"(?ix) ^ [\s\])*_”"]* (?: , [^,.;]* , | , )? \s*
        (?: (?: is | are | shall\s+be | ha(?:s|ve)\s+been | constitutes? | carries | carry | carrying | punishes | makes? \s | means | sets | imposes | requires | provides | brings | allows | draws | prescribes | calls \s for | (?: may | can | shall | must | will ) \s+ (?: [^.;]* \s )? be \s | (?: may | can | could | will | might ) \s+ {BRING} \s | (?: now \s+ )? (?: faces? | risks? ) | instead \s* : | by \s | punishable | the\s+(?:court|judge)\s+(?:must|shall|can|may) | \.{{3,}} | [:–—=(|\[-] ) [^.;]*
          | , \s+ be \s+ (?: fined | imprisoned | jailed | sentenced | sent | punished ) [^.;]*
          | ,? \s+ (?: (?: for | on ) \s+ )? (?: (?: an? | any | each ) \s+ )? (?: first | second | third | subsequent ) \s+ (?: offen[cs]e | conviction | violation ) s? \s* [:,–—-] [^.;]*
          | , \s+ (?: as \s+ )? (?:an?\s+)? ) $
        | ^ [\s\])*_”"]* (?: ,? \s+ (?: which \s+ (?: is | makes | carries | means | calls | brings | (?: can | may | could | will ) \s+ {BRING} ) | for \s+ which | with | and \s+ (?: may | can | shall ) \s+ be
            | (?: and \s+ )? the \s+ (?: maximum \s+ )? (?: fine | term | penalty | punishment | sentence | maximum ) ) \s [^.;]* ) $
        | ^ [\s*_]* [)\]] [\s*_]* (?: (?: it \s+ is | as ) \s+ )? an? \s+ $"#
    ))
    .expect("the pattern is valid")
});

/// Whether a class is said of the words after it: "It is a class C felony to assault a peace officer".
fn is_of_what_follows(after: &str) -> bool {
    const OF_THE_SECTION: [&str; 4] = ["violate", "do", "commit", "break"];
    let mut words = after.split_whitespace();
    after.starts_with(' ')
        && words.next() == Some("to")
        && !words.next().is_some_and(|verb| OF_THE_SECTION.contains(&verb))
}

/// Builds the patterns that statements are attached with.
pub(super) fn prepare() {
    for pattern in [&TIGHT, &OF_A_CLASS] {
        LazyLock::force(pattern);
    }
    by_name::prepare();
    class_first::prepare();
    disowned::prepare();
    elsewhere::prepare();
    goes_on::prepare();
    grades::prepare();
    named::prepare();
    passage::prepare();
    present::prepare();
    reported::prepare();
    role::prepare();
    shared::prepare();
}

/// What the statement at `span` is about.
fn subject(
    passage: &Passage<'_>,
    span: Span,
    statement: &Statement,
    previous: Option<&(Span, About)>,
) -> Option<About> {
    let sentence = passage.sentence(span);
    let near = passage.lists_in(sentence.span);
    let place = span.start - sentence.span.start..span.end - sentence.span.start;
    let block = passage.block.span;
    let quoted =
        || disowned::is_quoted(passage.words(block.start, block.end), span.start - block.start..span.end - block.start);
    if near.is_empty()
        && let Some(list) = shared::former_or_latter(passage, &sentence, span)
    {
        return Some(About::List(list));
    }
    let beside = near.iter().find(|list| list.start >= span.end && is_enclosed_after(passage, span, **list));
    let taken_back = || passage.document.text.get(sentence.span.end..).is_some_and(disowned::is_taken_back);
    if !sentence.told.is_of_today(&place) || quoted() || taken_back() {
        return None;
    }
    let before = || {
        let from = passage.document.text.ceil_char_boundary(span.start.saturating_sub(LONGEST_DENIAL));
        passage.words(from.max(sentence.span.start), span.start)
    };
    // "The court cannot suspend the first five years" denies nothing.
    let denied = || {
        !matches!(statement, Statement::Nonsuspendable(_))
            && (elsewhere::denies(before()) || elsewhere::is_denied_by(passage.words(span.end, sentence.span.end)))
    };
    if statement.kind() != Kind::Class && (denied() || passage.figures_are_elsewhere(&sentence)) {
        return None;
    }
    if statement.kind() == Kind::Class {
        if class_first::is_of_what_follows(passage, &sentence, span) {
            return beside.map(|list| About::List(*list));
        }
        if shared::is_one_of_each(passage, &sentence, span) {
            return None;
        }
    }
    let of_another_degree = by_name::is_of_another_degree(passage, &sentence, span);
    let named = if of_another_degree { None } else { by_name::find(passage, &sentence, span, previous) };
    // "…, if it includes choking, is strangulation: class D felony (§ 53a-64bb)": of what stands in the brackets.
    let named = named.filter(|about| beside.is_none_or(|list| by_name::is_of_list(passage, about, *list)));
    if sentence.is_of_a_class && beside.is_none() && named.is_none() {
        return None;
    }
    if let Some(list) = near.iter().find(|list| list.contains(span)) {
        return passage.glossed(span).filter(|own| list.overlaps(*own)).map(About::List);
    }
    let noted = near
        .is_empty()
        .then(|| noted::of_statement(passage, &sentence, span, statement, |between| TIGHT.is_match(between)))
        .flatten();
    if let Some(note) = noted {
        let is_spoken_of = |name: Span| !passage.is_name_set_aside(sentence.span, name);
        let is_of_it = sentence.mentions.iter().all(|mention| note.cites(mention) && is_spoken_of(mention.span));
        return (is_of_it && by_name::is_of_connecticut(passage, &sentence)).then_some(About::Note(note));
    }
    let each = || {
        let is_first =
            previous.is_none_or(|(claim, about)| claim.start < sentence.span.start || matches!(about, About::Each(_)));
        shared::of_each(passage, sentence.span, span, is_first)
    };
    if let Some(about) = named {
        // "Bribery (§ 53a-147) and bribe receiving (§ 53a-148) are each": of both, though only the last name leads to it.
        let each = match &about {
            About::List(list) => each().filter(|lists| lists.contains(list)),
            About::Each(_) | About::Name(_) | About::Note(_) => None,
        };
        return Some(each.map_or(about, About::Each));
    }
    if near.is_empty()
        && statement.kind() == Kind::Class
        && is_of_what_follows(passage.words(span.end, sentence.span.end))
    {
        return None;
    }
    if passage.sets_aside(&sentence) {
        return None;
    }
    if let Some(next) = beside {
        return Some(About::List(*next));
    }
    if of_another_degree {
        return None;
    }
    if let Some(lists) = each() {
        return Some(About::Each(lists));
    }
    if statement.kind() != Kind::Class && shared::is_of_a_sum(passage, &sentence, span) {
        return None;
    }
    let list = by_citation(passage, &sentence, span, statement, previous)?;
    // "A vehicle described in section 14-262, in violation of this section, shall be fined": the law's own words on itself.
    if passage.words(list.end.min(span.start).max(sentence.span.start), span.start).contains("this section") {
        return None;
    }
    // "Robbery, a class B felony, and larceny, § 53a-122": of what stands right before it.
    let apposed = is_apposed(passage, span) && !TIGHT.is_match(passage.words(list.end.min(span.start), span.start));
    (!apposed).then_some(About::List(list))
}

/// Whether a statement stands in apposition to a word, not to a citation: "larceny, a class B felony".
fn is_apposed(passage: &Passage<'_>, span: Span) -> bool {
    let text = &passage.document.text;
    let from = text.floor_char_boundary(span.start.saturating_sub(12).max(passage.block.span.start));
    let lead = passage.words(from, span.start).trim_end();
    let lead = lead.strip_suffix(" an").or(lead.strip_suffix(" a")).map(str::trim_end);
    let word = lead.and_then(|lead| lead.strip_suffix(',')).map(str::trim_end);
    word.is_some_and(|word| word.ends_with(|c: char| c.is_alphabetic()))
}

/// The list of citations that a statement is about.
fn by_citation(
    passage: &Passage<'_>,
    sentence: &Sentence,
    span: Span,
    statement: &Statement,
    previous: Option<&(Span, About)>,
) -> Option<Span> {
    let near = passage.lists_in(sentence.span);
    let later = |list: Span| Later { document: passage.document, block: passage.block, list, sentence: sentence.span };
    let turns = |list: Span| turns_away(passage, sentence.span, span, statement, list);
    if near.is_empty()
        && let Some(list) = in_brackets_after(passage, sentence.span)
    {
        return Some(list);
    }
    if let [only] = passage.lists.as_slice() {
        let follows =
            only.end <= span.start || sentence.span.contains(*only) && passage.block.kind == BlockKind::TableRow;
        // A later sentence, or the paragraph under a heading, may have turned to another offense.
        let goes_on = || {
            sentence.span.contains(*only)
                || later(*only).is_about_the_list(span)
                    && sentences::lead_from(passage, sentence, span, *only, statement)
                || heads(passage, *only)
                    && (later(*only).points_to_its_head(span) || is_alone(passage, sentence, span))
                    && sentences::lead_from_head(passage, sentence.span, *only, statement)
        };
        let meant = follows && !passage.names_another(only.end, span) && goes_on() && !turns(*only)
            || led_to(passage, sentence.span, span, *only);
        return meant.then_some(*only);
    }
    match (near.iter().rfind(|list| list.end <= span.start), near) {
        (Some(list), _) if !passage.names_another(list.end, span) && !turns(*list) => {
            let between = passage.words(list.end, span.start);
            let continues =
                previous.is_some_and(|(claim, about)| *about == About::List(*list) && claim.start >= list.end);
            let class = statement.kind() == Kind::Class;
            let tight = between.len() <= LONGEST_GAP && TIGHT.is_match(between);
            (continues || tight || near.len() == 1 && class).then_some(*list)
        }
        // "He faces up to ten years: burglary (§ 53a-103) and larceny (§ 53a-124)" is a sum.
        (None, [first, rest @ ..]) => {
            let is_sum = !rest.is_empty() && statement.kind() != Kind::Class;
            (!is_sum && led_to(passage, sentence.span, span, *first)).then_some(*first)
        }
        // A later sentence goes on about the section that opened the block: "§ 53a-192: … Coercion is …".
        (None, []) => opening(passage, span)
            .filter(|list| {
                goes_on::goes_on(passage.words(sentence.span.start, sentence.span.end)) || later(*list).names_again()
            })
            .or_else(|| {
                sentences::list_before(passage, sentence.span).filter(|list| {
                    (!is_alone(passage, sentence, span) || sentences::is_entry(passage, *list))
                        && later(*list).points_back(span)
                        && !passage.names_another(list.end, span)
                        && sentences::lead_from(passage, sentence, span, *list, statement)
                })
            }),
        _ => None,
    }
}

/// Whether a list heads all that the block says: it stands in a block above, or the block begins with it as with a heading: "Assault in
/// the third degree (C.G.S. § 53a-61)."
fn heads(passage: &Passage<'_>, list: Span) -> bool {
    let block = passage.block.span;
    let lead = passage.words(block.start, list.start);
    let after = passage.document.text.get(list.end..).unwrap_or_default().trim_start_matches([')', ']', '*', '_']);
    // "We discussed § 53a-103." is a sentence.
    let is_name = lead.trim().is_empty() || lead.trim_end().ends_with(['(', '[', ',', ':', '-', '–', '—']);
    list.end <= block.start
        || is_name
            && lender::is_title(lead.trim_end_matches([' ', '\n', '\r', ':']))
            && after.starts_with(['.', ':', '–', '—'])
}

/// Whether a sentence is no more than a class: "Class B misdemeanor."
fn is_alone(passage: &Passage<'_>, sentence: &Sentence, span: Span) -> bool {
    let has_letters = |from: usize, to: usize| passage.words(from, to).contains(char::is_alphabetic);
    !has_letters(sentence.span.start, span.start) && !has_letters(span.end, sentence.span.end)
}

/// "…; a class A misdemeanor carries 364 days": of the class.
static OF_A_CLASS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?ix-u) ^ (?u:[^A-Za-z])* (?: (?:an?|any|all) \s+ )? class \s+ [A-E] \s+ (?:felon(?:y|ies)|misdemeanors?) \s+ (?: carr(?:y|ies) | is | are | means? | brings? | can | may ) (?-u:\b)")
        .expect("the pattern is valid")
});

/// Whether a sentence turns to something else between a list and a statement: to another state, to what the offense is compared
/// with, or, after a semicolon, to what does not go on about it.
fn turns_away(passage: &Passage<'_>, sentence: Span, span: Span, statement: &Statement, list: Span) -> bool {
    let from = list.end.max(sentence.start).min(span.start);
    let between = passage.words(from, span.start);
    let compared = matches!(statement, Statement::Class(_))
        && between.rsplit_once(" than ").is_some_and(|(_, other)| other.starts_with(char::is_alphabetic));
    let after_semicolon = || {
        let start = from + between.rfind(';')? + 1;
        let clause = passage.words(start, span.end);
        let later =
            Later { document: passage.document, block: passage.block, list, sentence: Span::new(start, span.end) };
        let alone = passage.words(start, span.start).trim().is_empty();
        let goes_on = alone || goes_on::goes_on(clause.trim_start().trim_start_matches("then ")) || later.names_again();
        Some(!goes_on || OF_A_CLASS.is_match(clause))
    };
    // "Charged under § 53a-103, she pleaded guilty to disorderly conduct, which carries …".
    let marks = |c: char| c.is_whitespace() || matches!(c, ',' | ')' | ']' | '*' | '_' | '”' | '"');
    let of_another = present::before_which_carries(between).is_some_and(|named| !named.trim_matches(marks).is_empty());
    let to_another = || {
        elsewhere::turns_to_another(between)
            || [" whose ", " whereas ", "regardless of", " even when ", " even if ", " no matter "]
                .iter()
                .any(|word| between.contains(word))
    };
    // "Although § 53a-182 is the usual charge, choking someone is a class D felony".
    let conceded = || {
        const OPENERS: [&str; 5] = ["Although", "Though", "While", "Besides", "Beyond"];
        const CONDITIONS: [&str; 3] = ["If", "When", "Once"];
        let lead = passage.words(sentence.start, list.start);
        let first = lead.split_whitespace().next().unwrap_or_default();
        let convicted =
            || CONDITIONS.contains(&first) && ["convicted", "arrested"].iter().any(|word| lead.contains(word));
        let main = between.split_once(',').map(|(_, main)| main);
        (OPENERS.contains(&first) || convicted())
            && main.is_some_and(|main| !main.trim_start().starts_with("which ") && !goes_on::goes_on(main))
    };
    // "Minnesota's statute resembles § 53a-124 but makes the offense a class B felony."
    let is_of_a_state = || {
        let lead = passage.before_without_citations(sentence, list.start);
        names_a_state(&lead) && !["Connecticut", "Conn.", "C.G.S"].iter().any(|name| lead.contains(name))
    };
    // "Is only a B misdemeanor in Vermont's books".
    let clause = passage.words(span.end, sentence.end.max(span.end));
    let clause = clause.split([',', ';', '.', '(']).next().unwrap_or_default();
    let of_a_state = || matches!(statement, Statement::Class(_)) && names_a_state(clause);
    compared
        || of_a_state()
        || is_of_a_state()
        || of_another
        || to_another()
        || conceded()
        || names_a_state(between)
        || after_semicolon().unwrap_or(false)
}

/// The list that opens the block like a heading, if no other was named before the statement.
fn opening(passage: &Passage<'_>, span: Span) -> Option<Span> {
    let list = *passage.lists.first()?;
    let lead = passage.document.text.get(passage.block.span.start..list.start)?;
    let after = passage.document.text.get(list.end..)?.trim_start_matches([')', ']']).trim_start();
    let opens = lead.trim().chars().count() <= 3 && after.starts_with([':', '–', '—']);
    let alone = passage.lists.get(1).is_none_or(|second| second.start >= span.end);
    (opens && alone).then_some(list)
}
