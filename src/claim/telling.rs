//! Which blocks of a document may say something of an offense, what each stands under, and what it says.

use std::sync::{Arc, LazyLock};

use super::about::Scope;
use super::lender::Lender;
use super::noted::{self, Noted};
use super::surroundings::Surroundings;
use super::{
    Claim, Kind, attach, class, class_heads, columns, sentence, statements, statements_with, table, transposed,
};
use crate::citation::Citation;
use crate::document::{BlockKind, Document};
use crate::law::Law;
use crate::words::WordSearch;

/// A block that may say something of an offense.
#[derive(Debug)]
pub(super) struct Telling {
    /// Which of the document's blocks it is.
    pub(super) index: usize,
    /// The block and what it cites itself.
    pub(super) own: Scope,
    /// The citations of the block that lends it its own.
    pub(super) lent: Option<Scope>,
    /// Which block that is.
    pub(super) lender: Option<usize>,
    /// Whether what lends it speaks of a town's or a school's penalties: "Town penalties beside the charge under § 53a-117a:".
    pub(super) is_of_other_rules: bool,
    /// The marks of notes in it whose notes cite an offense.
    pub(super) noted: Vec<Noted>,
    /// Of a row, what the heading of its table says.
    pub(super) heading: Option<Arc<table::Heading>>,
    /// Whether it is a row whose cells are each about what its lender has in the same column.
    pub(super) is_of_columns: bool,
}

/// The blocks to read, in order; where `names` is given, those too that only name offenses.
pub(super) fn telling_blocks(
    document: &Document,
    citations: &[Citation],
    judged: impl Fn(usize) -> bool,
    names: Option<&Law>,
) -> Vec<Telling> {
    let mut telling = Vec::new();
    let mut next = 0;
    let mut lender: Option<(usize, Lender<'_>)> = None;
    let mut heading: Option<Arc<table::Heading>> = None;
    let mut surroundings = Surroundings::default();
    let mut head = transposed::Head::default();
    let heads = class_heads::class_heads(document, citations);
    for (index, block) in document.blocks.iter().enumerate() {
        next += citations[next..].iter().take_while(|citation| citation.span.end <= block.span.start).count();
        let count = citations[next..].iter().take_while(|citation| citation.span.start < block.span.end).count();
        let words = &document.text[block.span.range()];
        let own = Scope { block: *block, first: next, count };
        let is_head = heads.binary_search(&index).is_ok();
        let reached = !is_head && lender.as_mut().is_some_and(|(_, lender)| lender.reaches(*block, words));
        let lending = lender.as_ref().filter(|_| reached);
        let lent = lending.map(|(_, lender)| Scope { block: *block, ..lender.scope });
        surroundings.enter(*block, words, &citations[next..next + count]);
        let of_columns = head.enter(index, own, words, &citations[next..next + count]);
        match block.kind {
            BlockKind::TableRow => {
                let above =
                    || index.checked_sub(1).map_or("", |above| &document.text[document.blocks[above].span.range()]);
                // "With one prior (§ 53a-40)" may stand at the head of a column.
                // "Class | B misdemeanor | B misdemeanor" heads nothing.
                let is_heading =
                    of_columns.is_none() && count == 0 || heading.is_none() && columns::of_heading(words).is_some();
                let heading = heading.get_or_insert_with(|| Arc::new(table::Heading::under(above())));
                if is_heading {
                    Arc::make_mut(heading).see(words);
                }
            }
            _ => heading = None,
        }
        let scope = of_columns.map(|(_, head)| head).or(lent.filter(|_| count == 0)).unwrap_or(own);
        let cited = (scope.first..scope.first + scope.count).any(&judged);
        let may_tell = names.is_some() && (of_columns.is_some() || TELLING.occurs_in(words));
        if (cited || may_tell) && !surroundings.silence(*block, words) {
            telling.push(Telling {
                index,
                own,
                lent: of_columns.map(|(_, head)| head).or(lent),
                lender: of_columns.map(|(index, _)| index).or(lending.map(|(index, _)| *index)),
                is_of_other_rules: lending.is_some_and(|(_, lender)| lender.is_of_other_rules()),
                noted: names.map_or_else(Vec::new, |law| noted::marks(document, citations, index, law)),
                heading: heading.clone().filter(|_| !lending.is_some_and(|(_, lender)| lender.is_card())),
                is_of_columns: of_columns.is_some(),
            });
        }
        let stays = count == 0 && lender.as_ref().is_some_and(|(_, lender)| lender.stays(*block));
        if !stays && (lent.is_none() || count > 0) {
            let new = if count > 0 { Lender::of(own, words, citations) } else { None };
            lender = new.filter(|lender| lender.may_lend(&surroundings)).map(|lender| (index, lender));
        }
    }
    telling
}

impl Telling {
    /// What it says.
    pub(super) fn claims(&self, document: &Document, citations: &[Citation], names: Option<&Law>) -> Vec<Claim> {
        let Telling { own, lent, is_of_other_rules, noted, heading, is_of_columns, .. } = self;
        if let Some(head) = lent.filter(|_| *is_of_columns) {
            return transposed::claims(document, citations, head, *own, heading.as_deref(), names);
        }
        let block = own.block;
        let words = &document.text[block.span.range()];
        let mut stated = match heading {
            Some(_) => statements_with(words, block.span.start, class::find_in_row),
            None => statements(words, block.span.start),
        };
        if let Some(heading) = heading {
            let cited = citations[own.first..own.first + own.count].iter().find_map(Citation::section);
            let known = cited.zip(names).map(|(section, law)| law.known(section));
            let entry = known.as_ref().and_then(|known| known.entry.as_ref());
            heading.reread(&mut stated, words, block.span.start, entry.map_or("", |entry| entry.catchline));
        }
        if *is_of_other_rules {
            stated.retain(|(_, statement)| statement.kind() == Kind::Class);
        }
        let Some(lent) = *lent else { return attach::attach(document, citations, *own, noted, stated, names) };
        if own.count == 0 {
            return attach::attach(document, citations, lent, noted, stated, names);
        }
        let mut claims = Vec::new();
        // What a paragraph says before it comes to a citation of its own is still about the heading's.
        if block.kind == BlockKind::Paragraph {
            let turns = sentence::around(document, citations, block.span, citations[own.first].span).start;
            let later = stated.split_off(stated.partition_point(|(span, _)| span.end <= turns));
            claims = attach::attach(document, citations, lent, noted, std::mem::replace(&mut stated, later), names);
        }
        claims.extend(attach::attach(document, citations, *own, noted, stated, names));
        claims
    }
}

/// Beginnings of words without which nothing is said of an offense that is called by its name.
static TELLING: LazyLock<WordSearch> = LazyLock::new(|| {
    let words = [
        "felon", "Felon", "FELON", "misd", "Misd", "MISD", "Fel.", "fel.", "fine", "Fine", "FINE", "prison", "Prison",
        "PRISON", "jail", "Jail", "carr", "punish", "Punish", "sentence", "Sentence", "faces",
    ];
    WordSearch::new(words.into_iter())
});
