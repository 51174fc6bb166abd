//! `claim-conflict`: two places in the checked documents say different things of one section.

use std::collections::HashMap;

use super::{Cited, Diagnostic, Judged, Lint, Severity, claim_fine, claim_term};
use crate::claim::{FineStatement, Kind, Statement, TermStatement};
use crate::span::Span;

pub(super) const EXPLANATION: &str = "\
Two places in the documents that are checked together give different figures for the same section, and the table cannot tell
which of them is right.

**Why it matters.** One of the two is wrong, or each is right of a case that the words do not name. A reader who has both
documents cannot know.

**Example.** One leaflet says that a violation of `§ 29-35` carries up to seven years, another up to nine years, and the table does
not know the term.

**What to do.** Read the section, and make both places say the same. There is no fix.

**When it stays silent.** Where the table knows the figure: then the claim lints report the place that is wrong. Where a statement
is about one grade of an offense (\"for a second offense\"), or the offense has several; within one paragraph.
";

/// What a document says of one section.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stated {
    /// The words in the text.
    pub span: Span,
    /// The block that they stand in, as an index.
    pub block: usize,
    /// The section and the place in it, as a message says it: `§ 29-35(a)`.
    pub about: String,
    /// The citation.
    pub cite: Option<Cited>,
    /// What is said, in a normal form.
    pub said: String,
    kind: Kind,
}

/// What one figure of one section was first said to be, and where.
struct First {
    said: String,
    place: String,
    /// The document, by its number, and the block.
    block: (usize, usize),
}

/// What has been said so far in the documents that are checked together.
#[derive(Default)]
pub struct Ledger {
    first: HashMap<(String, Kind), First>,
    documents: usize,
}

impl Ledger {
    /// Enters what a document says. Gives what disagrees with an earlier place. `place` names a span of the document for a
    /// reader, as `leaflet.md:12` does.
    pub fn enter(&mut self, statements: &[Stated], mut place: impl FnMut(Span) -> String) -> Vec<Diagnostic> {
        let document = self.documents;
        self.documents += 1;
        let mut found = Vec::new();
        for stated in statements {
            let block = (document, stated.block);
            match self.first.get(&(stated.about.clone(), stated.kind)) {
                None => {
                    let first = First { said: stated.said.clone(), place: place(stated.span), block };
                    self.first.insert((stated.about.clone(), stated.kind), first);
                }
                Some(first) if first.said != stated.said && first.block != block => found.push(report(stated, first)),
                Some(_) => {}
            }
        }
        found
    }
}

fn report(stated: &Stated, first: &First) -> Diagnostic {
    Diagnostic {
        lint: Lint::ClaimConflict,
        severity: Severity::Warning,
        verdict: None,
        span: stated.span,
        in_source: None,
        message: format!("Of {} this says {}, and {} says {}", stated.about, stated.said, first.place, first.said),
        cite: stated.cite.clone(),
        claim: Some(Judged { kind: stated.kind.name(), stated: stated.said.clone(), current: Vec::new(), was: None }),
        source: None,
        fix: None,
    }
}

impl Stated {
    /// What a statement says of `about`; `None` if it says too little to disagree with another.
    pub(super) fn new(
        span: Span,
        block: usize,
        about: String,
        cite: Option<Cited>,
        statement: &Statement,
    ) -> Option<Stated> {
        let said = match statement {
            Statement::Class(class) => class.to_string(),
            // "Up to five years" and "one to five years" may be told of the same law.
            Statement::Term(TermStatement::Range(_, most) | TermStatement::UpTo(most)) => {
                claim_term::show(TermStatement::UpTo(*most))
            }
            Statement::Fine(FineStatement::UpTo(most)) => claim_fine::show(FineStatement::UpTo(*most)),
            Statement::Minimum(length) => format!("a mandatory minimum of {length}"),
            Statement::Nonsuspendable(length) => format!("{length} that may not be suspended"),
            Statement::Level(_) | Statement::Term(_) | Statement::Fine(_) => return None,
        };
        Some(Stated { span, block, about, cite, said, kind: statement.kind() })
    }
}
