//! Comments that silence a finding. Where one may stand depends on what is around it, so each place is tried: only an edit
//! after which the finding is gone, and no other is new, is given.

use lsp_server::ErrorCode;
use lsp_types::{Range, TextEdit};

use super::super::documents::Analysis;
use super::super::failure::{Answer, Failure};
use super::super::session::{Look, Session};
use crate::check::Lint;
use crate::document::Format;
use crate::span::Span;

/// A comment and where to put it, in bytes of the source.
struct Insertion {
    at: usize,
    comment: String,
}

/// Silences a finding in its paragraph.
pub(super) fn here(session: &mut Session, uri: &str, fingerprint: &str) -> Answer<Vec<TextEdit>> {
    let look = session.look(uri).ok_or_else(gone)?;
    let found = look.analysis.with_conflicts(look.conflicts);
    let placed = look.analysis.placed(&found).into_iter().find(|placed| placed.fingerprint == fingerprint);
    let diagnostic = placed.ok_or_else(gone)?.diagnostic;
    let lint = diagnostic.lint;
    let candidates = beside(&look, diagnostic.span, lint);
    first_that_works(session, uri, candidates, lint)
}

/// Silences a lint in the whole document.
pub(super) fn in_file(session: &mut Session, uri: &str, lint: &str) -> Answer<Vec<TextEdit>> {
    let lint = Lint::from_name(lint).ok_or_else(|| Failure::invalid(format!("there is no lint {lint}")))?;
    let look = session.look(uri).ok_or_else(gone)?;
    let candidates = at_the_top(&look, lint);
    first_that_works(session, uri, candidates, lint)
}

fn gone() -> Failure {
    Failure::new(ErrorCode::ContentModified, "the finding is gone")
}

/// Where a comment about a span may stand: behind its paragraph's last word, or on a line above.
fn beside(look: &Look<'_>, span: Span, lint: Lint) -> Vec<Insertion> {
    let document = &look.analysis.file().document;
    let block = document.block_at(span.start).map_or(span, |index| document.blocks[index].span);
    let Some(place) = look.analysis.source(block) else { return Vec::new() };
    let directive = format!("lawlint: ignore[{}]", lint.name());
    let above = look.buffer().line_start(place.start).max(mark(look));
    let newline = newline(look);
    let comment = comment(document.format, &directive);
    let behind = Insertion { at: place.end, comment: format!(" {comment}") };
    let above = Insertion { at: above, comment: format!("{comment}{newline}") };
    match document.format {
        Format::Markdown | Format::Html => vec![behind, above],
        _ => vec![above],
    }
}

/// A comment as the format writes them.
fn comment(format: Format, directive: &str) -> String {
    match format {
        Format::Markdown | Format::Html => format!("<!-- {directive} -->"),
        _ => format!("# {directive}"),
    }
}

/// Where a comment about the whole document may stand: before its first words, after what describes it.
fn at_the_top(look: &Look<'_>, lint: Lint) -> Vec<Insertion> {
    let document = &look.analysis.file().document;
    let first = document.blocks.first().and_then(|block| look.analysis.source(block.span));
    let at = first.map_or(0, |place| look.buffer().line_start(place.start)).max(mark(look));
    let directive = format!("lawlint: file-ignore[{}]", lint.name());
    let newline = newline(look);
    // No empty line after it: within an HTML block of Markdown one would end the block.
    let gap = if document.format == Format::PlainText { newline } else { "" };
    vec![Insertion { at, comment: format!("{}{newline}{gap}", comment(document.format, &directive)) }]
}

/// The length of the mark at the very beginning that says how the file is encoded; it stays there.
fn mark(look: &Look<'_>) -> usize {
    if look.buffer().text().starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 }
}

fn newline(look: &Look<'_>) -> &'static str {
    if look.buffer().text().contains("\r\n") { "\r\n" } else { "\n" }
}

fn first_that_works(session: &mut Session, uri: &str, candidates: Vec<Insertion>, lint: Lint) -> Answer<Vec<TextEdit>> {
    for Insertion { at, comment } in candidates {
        let look = session.look(uri).ok_or_else(gone)?;
        let before = Counts::of(look.analysis, lint);
        let mut text = look.buffer().text().to_owned();
        let place = look.buffer().position(at);
        text.insert_str(at, &comment);
        let after = session.judge_instead(uri, text).ok_or_else(gone)?;
        if Counts::of(&after, lint).is_less_than(&before) {
            return Ok(vec![TextEdit { range: Range { start: place, end: place }, new_text: comment }]);
        }
    }
    Err(Failure::new(ErrorCode::RequestFailed, "no comment can be put beside these words"))
}

/// How much was found.
struct Counts {
    all: usize,
    of_lint: usize,
    /// What other documents may contradict.
    open: usize,
}

impl Counts {
    fn of(analysis: &Analysis, lint: Lint) -> Counts {
        let found = &analysis.file().diagnostics;
        let of_lint = found.iter().filter(|found| found.lint == lint).count();
        Counts { all: found.len(), of_lint, open: analysis.judged.open.len() }
    }

    fn is_less_than(&self, before: &Counts) -> bool {
        let silenced = self.of_lint < before.of_lint && self.all < before.all;
        silenced || self.open < before.open && self.all <= before.all
    }
}
