//! The commands that the server carries out.

use std::path::Path;

use lsp_server::ErrorCode;
use lsp_types::ExecuteCommandParams;
use serde_json::{Value, json};

use super::super::failure::{Answer, Failure};
use super::super::outbox::Gravity;
use super::super::session::Session;
use super::super::uri;
use super::workspace_diagnostics;
use crate::check::Lint;
use crate::report::{CheckedFile, counted};
use crate::workspace::baseline::Baseline;

/// Adds a finding to the baseline: the document's URI and the finding's fingerprint.
pub(super) const ADD_TO_BASELINE: &str = "lawlint.server.addToBaseline";
/// Opens a page in the browser: its URL.
pub(super) const OPEN_PAGE: &str = "lawlint.server.openPage";
/// Reads all documents of the folders anew, and says what was found.
const CHECK_WORKSPACE: &str = "lawlint.server.checkWorkspace";

pub(in crate::lsp) const NAMES: [&str; 3] = [ADD_TO_BASELINE, CHECK_WORKSPACE, OPEN_PAGE];

pub(in crate::lsp) fn execute(session: &mut Session, params: &ExecuteCommandParams) -> Answer<Option<Value>> {
    let argument = |index: usize| {
        let words = params.arguments.get(index).and_then(Value::as_str);
        words.ok_or_else(|| Failure::invalid(format!("argument {index} of {} is missing", params.command)))
    };
    match params.command.as_str() {
        ADD_TO_BASELINE => add_to_baseline(session, argument(0)?, argument(1)?),
        OPEN_PAGE => {
            open_page(session, argument(0)?);
            Ok(())
        }
        CHECK_WORKSPACE => {
            check_workspace(session);
            Ok(())
        }
        other => Err(Failure::invalid(format!("lawlint has no command {other}"))),
    }?;
    Ok(None)
}

fn open_page(session: &mut Session, url: &str) {
    if session.client.shows_documents {
        session.outbox.request("window/showDocument", json!({ "uri": url, "external": true }));
    } else {
        session.outbox.show(Gravity::Info, url);
    }
}

fn add_to_baseline(session: &mut Session, uri: &str, fingerprint: &str) -> Answer<()> {
    let failed = |message: String| Failure::new(ErrorCode::RequestFailed, message);
    let look = session.look(uri).ok_or_else(|| Failure::invalid(format!("{uri} is not open")))?;
    let baseline = look.analysis.baseline.clone();
    let path = baseline.ok_or_else(|| {
        failed("lawlint.toml names no baseline: add the line baseline = \"lawlint-baseline.json\"".to_owned())
    })?;
    let all = look.analysis.with_conflicts(look.conflicts);
    let placed = look.analysis.placed(&all).into_iter().find(|placed| placed.fingerprint == fingerprint);
    let found = placed.ok_or_else(|| failed("the finding is gone".to_owned()))?.diagnostic.clone();
    let file = CheckedFile { diagnostics: vec![found], ..look.analysis.file().clone() };
    let document = look.document.path.clone();
    let read = if path.exists() { Baseline::read(&path) } else { Ok(Baseline::empty(path)) };
    let saved = read.and_then(|mut baseline| {
        baseline.add(&document, &file);
        baseline.save()
    });
    saved.map_err(|error| failed(format!("{error:#}")))?;
    session.reread_configuration();
    Ok(())
}

/// Has the folders read anew. Clients that ask for what was found ask again; to others it is pushed.
fn check_workspace(session: &mut Session) {
    session.folders.restart();
    session.documents_changed();
    session.refresh = true;
    session.announce = true;
}

/// Says what was found in all documents, now that they are read.
pub(in crate::lsp) fn announce(session: &mut Session) {
    session.find_conflicts();
    session.refresh = true;
    let page = session.lint_page(Lint::ClaimConflict);
    let (mut findings, mut with_findings) = (0, 0);
    let paths: Vec<_> = session.folders.files.keys().cloned().collect();
    for path in &paths {
        let found = match session.open_at(path).cloned() {
            Some(uri) => session.diagnostics(&uri).unwrap_or_default(),
            None => workspace_diagnostics::on_disk(session, path, page.as_ref()),
        };
        findings += found.len();
        with_findings += usize::from(!found.is_empty());
        if !session.client.pulls && !found.is_empty() && session.open_at(path).is_none() {
            session.announced.insert(path.clone());
            push(session, path, &found);
        }
    }
    let (findings, files) = (counted(findings, "finding"), counted(paths.len(), "document"));
    let told = format!("lawlint: {findings} in {with_findings} of {files}");
    session.outbox.show(Gravity::Info, &told);
    if !session.settings.workspace() {
        session.folders.stop();
    }
}

/// What was announced of a document on the disk is told anew when that was read again, or is gone.
pub(in crate::lsp) fn announce_anew(session: &mut Session, path: &Path) {
    if session.open_at(path).is_some() || !session.announced.contains(path) {
        return;
    }
    let page = session.lint_page(Lint::ClaimConflict);
    let found = workspace_diagnostics::on_disk(session, path, page.as_ref());
    if found.is_empty() {
        session.announced.remove(path);
    }
    push(session, path, &found);
}

fn push(session: &Session, path: &Path, found: &[lsp_types::Diagnostic]) {
    let told = json!({ "uri": uri::from_path(path), "diagnostics": found });
    session.outbox.notify("textDocument/publishDiagnostics", told);
}
