//! Tables that stand on their side: each column is about an offense, each row tells one thing of all of them.
//!
//! ```text
//! |                | § 53a-122 | § 53a-123 |
//! | Class          | B felony  | C felony  |
//! | Maximum prison | 20 years  | 10 years  |
//! ```

use super::about::Scope;
use super::columns::{self, Columns, cells};
use super::table::{self, Heading};
use super::{Claim, GradeOf, Subject, named, plain_type};
use crate::citation::Citation;
use crate::document::{BlockKind, Document};
use crate::law::{Code, Law, Section};
use crate::span::Span;

/// The row over which the columns of a table say what they are about, if one row does.
#[derive(Clone, Copy, Default)]
pub(super) enum Head {
    /// No row of the table was read yet.
    #[default]
    Awaited,
    /// The row of that index.
    Row(usize, Scope),
    /// Several rows may say it: "Lesser included offense | § 53a-123 | § 53a-124".
    Unclear,
}

impl Head {
    /// Reads the next block. Gives the row that heads its columns, if it is a row that tells one thing of each.
    pub(super) fn enter(
        &mut self,
        index: usize,
        own: Scope,
        words: &str,
        cited: &[Citation],
    ) -> Option<(usize, Scope)> {
        if own.block.kind != BlockKind::TableRow {
            *self = Head::Awaited;
            return None;
        }
        let cells = cells(words);
        let label = cells.first().map_or("", |cell| cell.1);
        // What heads the columns has nothing over the labels, or says what the columns are.
        if label.is_empty() || columns::of_label(label).are_of_offenses() {
            *self = Head::Awaited;
        }
        let is_head = || is_one_a_cell(own, &cells, cited);
        match *self {
            Head::Awaited => *self = if is_head() { Head::Row(index, own) } else { Head::Unclear },
            // "Larceny in the first degree | …" above "Statute | § 53a-122 | …".
            Head::Row(_, head) if own.count > 0 => {
                *self = if head.count == 0 && is_head() { Head::Row(index, own) } else { Head::Unclear };
            }
            Head::Row(at, head) => return told_of_each(label).map(|_| (at, head)),
            Head::Unclear => {}
        }
        None
    }
}

/// No table that is made for people has more.
const MOST_COLUMNS: usize = 30;

/// Whether the first cell of a row is a label or empty, and others name a section each; or whether none does, and names may.
fn is_one_a_cell(row: Scope, cells: &[(usize, &str)], cited: &[Citation]) -> bool {
    let holds = |cell: &(usize, &str), citation: &Citation| {
        let start = row.block.span.start + cell.0;
        start <= citation.span.start && citation.span.end <= start + cell.1.len()
    };
    let count = |cell: &(usize, &str)| cited.iter().filter(|citation| holds(cell, citation)).count();
    let Some((_, columns)) = cells.split_first() else { return false };
    if columns.len() > MOST_COLUMNS || cited.len() > columns.len() {
        return false;
    }
    let each: usize = columns.iter().map(count).filter(|count| *count == 1).sum();
    each == cited.len() && each != 1 && columns.len() >= 2
}

/// What a row tells of each column: what its label, the first cell, says, as the heading of a column would.
fn told_of_each(label: &str) -> Option<Columns> {
    Some(columns::of_label(label)).filter(|column| column.tell_a_penalty())
}

/// The statements of a row about the offenses that its columns are headed with in `head`.
pub(super) fn claims(
    document: &Document,
    citations: &[Citation],
    head: Scope,
    row: Scope,
    heading: Option<&Heading>,
    names: Option<&Law>,
) -> Vec<Claim> {
    let words = plain_type(&document.text[row.block.span.range()]);
    let head_words = &document.text[head.block.span.range()];
    let (cells, heads) = (cells(&words), cells(head_words));
    let Some(told) = cells.first().and_then(|cell| told_of_each(cell.1)) else { return Vec::new() };
    // In plain text the first line has nothing over the labels.
    let unlabelled = !head_words.contains(['|', '\t']) && heads.len() + 1 == cells.len();
    if heads.len() + usize::from(unlabelled) != cells.len() {
        return Vec::new();
    }
    let mut claims = Vec::new();
    for index in 1..cells.len() {
        let Some((start, said)) = heads.get(index - usize::from(unlabelled)) else { break };
        let place = Span::new(head.block.span.start + start, head.block.span.start + start + said.len());
        let Some(subject) = subject(document, citations, head, place, names) else { continue };
        if heading.is_some_and(|heading| heading.is_foreign(index)) {
            continue;
        }
        let statements = table::statements(told.at(index), &words, row.block.span.start);
        claims.extend(statements.into_iter().map(|(span, statement)| Claim {
            span,
            statement,
            subject: subject.clone(),
            grade: GradeOf::Offense,
        }));
    }
    claims
}

/// The offense that the cell at a place heads its column with: the section that it cites, or what it is called and no more.
fn subject(
    document: &Document,
    citations: &[Citation],
    head: Scope,
    cell: Span,
    names: Option<&Law>,
) -> Option<Subject> {
    let own = |index: &usize| cell.contains(citations[*index].span);
    if let Some(cited) = (head.first..head.first + head.count).find(own) {
        return citations[cited].section().map(|_| Subject::Cited(vec![cited]));
    }
    let mentions = named::mentions(&document.text, cell, names?.offense_names(Code::Connecticut));
    let [mention] = mentions.as_slice() else { return None };
    let is_all =
        document.text[mention.span.range()].len() == document.text[cell.range()].trim_matches(['*', '_', ' ']).len();
    let section = Section::connecticut(mention.offense.number).filter(|_| is_all && head.count == 0)?;
    Some(Subject::Named { span: mention.span, section, standing: mention.offense.standing })
}
