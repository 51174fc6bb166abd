//! What can be done about a finding: mend it, mend all of its kind, silence it, or enter it into the baseline.
//!
//! The edit of an action is worked out when the user chooses it, if the client can ask for it then.

use std::collections::HashMap;

use lsp_server::ErrorCode;
use lsp_types::{
    CodeAction, CodeActionKind, CodeActionOrCommand, CodeActionParams, CodeActionResponse, Command, DocumentChanges,
    OneOf, OptionalVersionedTextDocumentIdentifier, TextDocumentEdit, TextEdit, Uri, WorkspaceEdit,
};
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::super::convert;
use super::super::failure::{Answer, Failure, parse};
use super::super::session::{Look, Session};
use super::{command, suppress};
use crate::check::{Applicability, Diagnostic, Lint};
use crate::report::{Placed, PlacedFix};
use crate::span::Span;
use crate::words::capitalized;

/// Everything of ours that mends a document at once.
const FIX_ALL: &str = "source.fixAll.lawlint";

/// The kinds of action.
pub(in crate::lsp) const KINDS: [&str; 2] = ["quickfix", FIX_ALL];

/// What an action does, as it comes back when it is chosen.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Chosen {
    uri: Uri,
    version: i32,
    deed: Deed,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
enum Deed {
    /// Mends the finding of this fingerprint.
    Fix(String),
    /// Mends every finding of a lint.
    FixLint(String),
    /// Makes every safe fix.
    FixSafe,
    /// Silences the lint of the finding in its paragraph.
    IgnoreHere(String),
    /// Silences a lint in the whole document.
    IgnoreInFile(String),
}

pub(in crate::lsp) fn offer(session: &mut Session, params: &CodeActionParams) -> Answer<Option<CodeActionResponse>> {
    let uri = &params.text_document.uri;
    let Some(look) = session.look(uri.as_str()) else { return Ok(None) };
    let resolves = look.client.resolves_edits;
    let only = &params.context.only;
    let wanted = |kind: &str| {
        let covers = |only: &CodeActionKind| {
            let rest = kind.strip_prefix(only.as_str());
            only.as_str().is_empty() || rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
        };
        only.as_ref().is_none_or(|kinds| kinds.iter().any(covers))
    };
    let found = look.analysis.with_conflicts(look.conflicts);
    let placed = look.analysis.placed(&found);
    let mut actions = Vec::new();
    if wanted("quickfix") {
        actions.extend(quick_fixes(&look, uri, &placed, params));
    }
    if wanted(FIX_ALL) && placed.iter().any(|placed| fix_up_to(placed, Applicability::Safe).is_some()) {
        let title = "Make all safe fixes of lawlint (the form of citations)".to_owned();
        actions.push(action(&look, uri, title, FIX_ALL, Deed::FixSafe));
    }
    if !resolves {
        // An action that cannot be carried out is not offered.
        actions = actions.into_iter().filter_map(|action| with_edit(session, action).ok()).collect();
    }
    Ok(Some(actions.into_iter().map(CodeActionOrCommand::CodeAction).collect()))
}

pub(in crate::lsp) fn resolve(session: &mut Session, action: &CodeAction) -> Answer<CodeAction> {
    with_edit(session, action.clone())
}

/// What can be done about the findings that a range touches.
///
/// Of more than a paragraph only fixes are offered: whoever asks for that much may apply all that is offered at once, as Kate does,
/// and to mend a finding and silence it too is nobody's wish.
fn quick_fixes(look: &Look<'_>, uri: &Uri, placed: &[Placed<'_>], params: &CodeActionParams) -> Vec<CodeAction> {
    let wanted = look.buffer().span(params.range);
    let touches = |placed: &&Placed<'_>| {
        placed.place.is_some_and(|place| place.source.start <= wanted.end && wanted.start <= place.source.end)
    };
    let mut here: Vec<&Placed<'_>> = placed.iter().filter(touches).collect();
    if !here.iter().any(|placed| in_paragraph_of(look, placed, wanted)) {
        let asked = &params.context.diagnostics;
        here.retain(|placed| {
            let range = placed.place.map(|place| look.buffer().range(place.source));
            asked.is_empty() || asked.iter().any(|asked| Some(asked.range) == range)
        });
        return fixes_of(look, uri, &here);
    }
    let mut actions = fixes_of(look, uri, &here);
    let mut lints: Vec<Lint> = here.iter().map(|placed| placed.diagnostic.lint).collect();
    lints.sort_unstable();
    lints.dedup();
    for lint in &lints {
        let of_lint = placed.iter().filter(|placed| placed.diagnostic.lint == *lint);
        let count = of_lint.filter(|placed| placed.fix.is_some()).count();
        if count > 1 {
            let title = format!("Fix all {count} of {} in this document", lint.name());
            actions.push(action(look, uri, title, "quickfix", Deed::FixLint(lint.name().to_owned())));
        }
    }
    // To such a client every edit is given at once, and for these each is tried on a copy of the text.
    if !look.client.resolves_edits && here.len() > 1 {
        return actions;
    }
    for placed in &here {
        let title = format!("Ignore {} here", placed.diagnostic.lint.name());
        let deed = Deed::IgnoreHere(placed.fingerprint.clone());
        actions.push(of(look, uri, action(look, uri, title, "quickfix", deed), placed));
    }
    for lint in &lints {
        let title = format!("Ignore {} in this document", lint.name());
        actions.push(action(look, uri, title, "quickfix", Deed::IgnoreInFile(lint.name().to_owned())));
    }
    if look.analysis.baseline.is_some() {
        // A baseline knows what one document says, not what two say of each other.
        let alone = here.iter().filter(|placed| placed.diagnostic.lint != Lint::ClaimConflict);
        actions.extend(alone.map(|placed| of(look, uri, to_baseline(uri, placed), placed)));
    }
    actions
}

/// Whether a range lies in the lines of the paragraph that a finding is in.
fn in_paragraph_of(look: &Look<'_>, placed: &Placed<'_>, wanted: Span) -> bool {
    let document = &look.analysis.file().document;
    let block = document.block_at(placed.diagnostic.span.start).map(|index| document.blocks[index].span);
    // What is about a comment stands in no paragraph.
    let place = block.and_then(|block| look.analysis.source(block)).or(placed.place.map(|place| place.source));
    place.is_some_and(|place| {
        let line = |offset: usize| look.buffer().line_of(offset);
        line(place.start) <= line(wanted.start) && line(wanted.end) <= line(place.end)
    })
}

/// The fix of each finding that has one.
fn fixes_of(look: &Look<'_>, uri: &Uri, here: &[&Placed<'_>]) -> Vec<CodeAction> {
    let mut actions = Vec::new();
    for placed in here {
        if let Some(fix) = &placed.fix {
            let mut action =
                action(look, uri, capitalized(&fix.fix.message), "quickfix", Deed::Fix(placed.fingerprint.clone()));
            // What changes what a document says of the law, a person has to choose.
            action.is_preferred = Some(fix.fix.applicability == Applicability::Safe);
            actions.push(of(look, uri, action, placed));
        }
    }
    actions
}

fn to_baseline(uri: &Uri, placed: &Placed<'_>) -> CodeAction {
    let title = format!("Add this {} to the baseline", placed.diagnostic.lint.name());
    let arguments = Some(vec![json!(uri), json!(placed.fingerprint)]);
    let command = Command { title: title.clone(), command: command::ADD_TO_BASELINE.to_owned(), arguments };
    CodeAction { title, kind: Some(CodeActionKind::QUICKFIX), command: Some(command), ..CodeAction::default() }
}

fn action(look: &Look<'_>, uri: &Uri, title: String, kind: &'static str, deed: Deed) -> CodeAction {
    let chosen = Chosen { uri: uri.clone(), version: look.document.version, deed };
    CodeAction { title, kind: Some(CodeActionKind::new(kind)), data: Some(json!(chosen)), ..CodeAction::default() }
}

/// The action as one about a finding.
fn of(look: &Look<'_>, uri: &Uri, action: CodeAction, placed: &Placed<'_>) -> CodeAction {
    let diagnostic = convert::diagnostic(placed, look.buffer(), uri, look.client, None);
    CodeAction { diagnostics: diagnostic.map(|diagnostic| vec![diagnostic]), ..action }
}

/// The action with its edit.
fn with_edit(session: &mut Session, mut action: CodeAction) -> Answer<CodeAction> {
    // A command needs no edit.
    let Some(data) = action.data.clone() else { return Ok(action) };
    let Chosen { uri, version, deed } = parse(data)?;
    let gone = || Failure::new(ErrorCode::ContentModified, "the text has changed");
    if session.documents.get(uri.as_str()).is_none_or(|document| document.version != version) {
        return Err(gone());
    }
    let edits = match &deed {
        Deed::IgnoreHere(fingerprint) => suppress::here(session, uri.as_str(), fingerprint)?,
        Deed::IgnoreInFile(lint) => suppress::in_file(session, uri.as_str(), lint)?,
        Deed::Fix(_) | Deed::FixLint(_) | Deed::FixSafe => fixes(&session.look(uri.as_str()).ok_or_else(gone)?, &deed),
    };
    if edits.is_empty() {
        return Err(gone());
    }
    action.edit = Some(match session.client.versioned_edits {
        true => {
            let text_document = OptionalVersionedTextDocumentIdentifier { uri, version: Some(version) };
            let edits = edits.into_iter().map(OneOf::Left).collect();
            let changes = DocumentChanges::Edits(vec![TextDocumentEdit { text_document, edits }]);
            WorkspaceEdit { document_changes: Some(changes), ..WorkspaceEdit::default() }
        }
        false => WorkspaceEdit { changes: Some(HashMap::from([(uri, edits)])), ..WorkspaceEdit::default() },
    });
    action.data = None;
    Ok(action)
}

/// The edits of the fixes that are wanted; of fixes that overlap, the first.
fn fixes(look: &Look<'_>, deed: &Deed) -> Vec<TextEdit> {
    let found: Vec<Diagnostic> = look.analysis.with_conflicts(look.conflicts);
    let placed = look.analysis.placed(&found);
    let wanted = placed.iter().filter_map(|placed| match deed {
        Deed::Fix(fingerprint) if placed.fingerprint == *fingerprint => placed.fix.as_ref(),
        Deed::FixLint(lint) if placed.diagnostic.lint.name() == lint => placed.fix.as_ref(),
        Deed::FixSafe => fix_up_to(placed, Applicability::Safe),
        _ => None,
    });
    let mut wanted: Vec<&PlacedFix<'_>> = wanted.collect();
    wanted.sort_by_key(|fix| fix.edits.iter().map(|edit| edit.place.source.start).min());
    let mut edits = Vec::new();
    let mut end = 0;
    for fix in wanted {
        if fix.edits.iter().all(|edit| edit.place.source.start >= end) {
            end = fix.edits.iter().map(|edit| edit.place.source.end).fold(end, usize::max);
            edits.extend(convert::edits(fix, look.buffer()));
        }
    }
    edits
}

fn fix_up_to<'p, 'a>(placed: &'p Placed<'a>, limit: Applicability) -> Option<&'p PlacedFix<'a>> {
    placed.fix.as_ref().filter(|fix| fix.fix.applicability <= limit)
}
