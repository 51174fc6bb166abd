//! What a statement is about: a citation, or an offense that is called by its name. Silent where a careful reader would not be
//! sure.

use super::about::{About, Scope};
use super::cited_after::is_enclosed_after;
use super::elsewhere;
use super::goes_on;
use super::named;
use super::noted::{self, Noted};
use super::passage::{self, Passage};
use super::present;
use super::reported;
use super::{
    Claim, GradeOf, Kind, Statement, Subject, by_citation, by_name, class_first, disowned, grades, role, shared,
};
use crate::citation::Citation;
use crate::document::Document;
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
    by_citation::prepare();
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
    let noted = near.is_empty().then(|| noted::of_statement(passage, &sentence, span, statement)).flatten();
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
    let list = by_citation::find(passage, &sentence, span, statement, previous)?;
    // "A vehicle described in section 14-262, in violation of this section, shall be fined": the law's own words on itself.
    if passage.words(list.end.min(span.start).max(sentence.span.start), span.start).contains("this section") {
        return None;
    }
    // "Robbery, a class B felony, and larceny, § 53a-122": of what stands right before it.
    let apposed =
        is_apposed(passage, span) && !by_citation::is_tight(passage.words(list.end.min(span.start), span.start));
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
