//! What was found in all documents of the folders and all that are open.
//!
//! Such a request waits until all documents are known; one that has been told all waits until something is new. So a client
//! that asks again and again costs nothing while nobody writes.

use std::collections::{HashMap, HashSet};
use std::path::Path;

use lsp_server::RequestId;
use lsp_types::{
    FullDocumentDiagnosticReport, NumberOrString, UnchangedDocumentDiagnosticReport, Uri, WorkspaceDiagnosticParams,
    WorkspaceDiagnosticReport, WorkspaceDocumentDiagnosticReport, WorkspaceFullDocumentDiagnosticReport,
    WorkspaceUnchangedDocumentDiagnosticReport,
};
use serde_json::{Value, json};

use super::super::convert;
use super::super::documents::Analysis;
use super::super::failure::{Answer, parse};
use super::super::folders::{CitedPlace, DiskFile};
use super::super::outbox::Outbox;
use super::super::session::Session;
use super::super::text::Buffer;
use super::super::uri;
use super::command;
use super::diagnostics::result_id;
use crate::check::{Diagnostic, Lint};
use crate::workspace::files::{self, Input, Origin};

/// A request that waits.
pub(in crate::lsp) struct Pull {
    pub(in crate::lsp) id: RequestId,
    params: WorkspaceDiagnosticParams,
    /// When it was last looked at.
    generation: Option<u64>,
    begun: bool,
}

impl Pull {
    pub(in crate::lsp) fn new(id: RequestId, params: Value) -> Answer<Pull> {
        Ok(Pull { id, params: parse(params)?, generation: None, begun: false })
    }

    /// The answer, if there is something new to tell.
    pub(in crate::lsp) fn answer(&mut self, session: &mut Session) -> Option<Value> {
        if self.generation == Some(session.generation) {
            return None;
        }
        let items = report(session, &self.params);
        self.generation = Some(session.generation);
        if items.is_empty() && std::mem::replace(&mut session.told_of_nothing, items.is_empty()) {
            return None;
        }
        session.told_of_nothing = items.is_empty();
        let known =
            |item: &WorkspaceDocumentDiagnosticReport| matches!(item, WorkspaceDocumentDiagnosticReport::Unchanged(_));
        let first = self.params.previous_result_ids.is_empty();
        let nothing_new = items.len() == self.params.previous_result_ids.len() && items.iter().all(known);
        if nothing_new && !first {
            return None;
        }
        serde_json::to_value(WorkspaceDiagnosticReport { items }).ok()
    }

    /// Tells how far the reading is, if the client wants to know.
    pub(in crate::lsp) fn tell_progress(&mut self, outbox: &Outbox, read: usize, found: usize, name: &str) {
        let Some(token) = &self.params.work_done_progress_params.work_done_token else { return };
        if !self.begun {
            self.begun = true;
            progress(
                outbox,
                token,
                &json!({ "kind": "begin", "title": "lawlint: checking documents", "percentage": 0 }),
            );
        }
        let percentage = (read * 100).checked_div(found).unwrap_or(100).min(100);
        let message = format!("{read} of {found}: {name}");
        progress(outbox, token, &json!({ "kind": "report", "message": message, "percentage": percentage }));
    }

    pub(in crate::lsp) fn end_progress(&self, outbox: &Outbox) {
        if let (true, Some(token)) = (self.begun, &self.params.work_done_progress_params.work_done_token) {
            progress(outbox, token, &json!({ "kind": "end" }));
        }
    }
}

fn progress(outbox: &Outbox, token: &NumberOrString, value: &Value) {
    outbox.notify("$/progress", json!({ "token": token, "value": value }));
}

fn report(session: &mut Session, params: &WorkspaceDiagnosticParams) -> Vec<WorkspaceDocumentDiagnosticReport> {
    let mut known: HashMap<String, String> =
        params.previous_result_ids.iter().map(|known| (known.uri.as_str().to_owned(), known.value.clone())).collect();
    let mut items = Vec::new();
    let open: Vec<String> = session.documents.keys().cloned().collect();
    for uri in &open {
        let found = session.diagnostics(uri).unwrap_or_default();
        let version = session.documents.get(uri).map(|document| i64::from(document.version));
        let result_id = result_id(&found);
        let is_known = known.remove(uri).is_some_and(|known| known == result_id);
        items.extend(item(uri, version, result_id, (!is_known).then_some(found)));
    }
    let page = session.lint_page(Lint::ClaimConflict);
    let open: HashSet<&Path> = session.documents.values().map(|open| open.path.as_path()).collect();
    for (path, file) in session.folders.files.iter().filter(|(path, _)| !open.contains(path.as_path())) {
        let known = known.remove(&file.uri);
        if session.conflicts_of(&file.uri).is_empty() && known.as_ref() == Some(&file.result_id) {
            items.extend(item(&file.uri, None, file.result_id.clone(), None));
            continue;
        }
        let found = on_disk(session, path, page.as_ref());
        let result_id = result_id(&found);
        let is_known = known.is_some_and(|known| known == result_id);
        items.extend(item(&file.uri, None, result_id, (!is_known).then_some(found)));
    }
    // What a client was told of a document that is gone, it must be told anew.
    let nothing = result_id(&[]);
    let gone = known.into_iter().filter(|(_, known)| *known != nothing);
    items.extend(gone.filter_map(|(uri, _)| item(&uri, None, nothing.clone(), Some(Vec::new()))));
    items
}

/// What is told of one document; without `found`, that nothing has changed.
fn item(
    uri: &str,
    version: Option<i64>,
    result_id: String,
    found: Option<Vec<lsp_types::Diagnostic>>,
) -> Option<WorkspaceDocumentDiagnosticReport> {
    let uri = convert::uri(uri)?;
    Some(match found {
        None => {
            let unchanged_document_diagnostic_report = UnchangedDocumentDiagnosticReport { result_id };
            WorkspaceUnchangedDocumentDiagnosticReport { uri, version, unchanged_document_diagnostic_report }.into()
        }
        Some(items) => {
            let full_document_diagnostic_report = FullDocumentDiagnosticReport { result_id: Some(result_id), items };
            WorkspaceFullDocumentDiagnosticReport { uri, version, full_document_diagnostic_report }.into()
        }
    })
}

/// What was found in a document that lies on the disk, with what others contradict.
///
/// `page` is where conflicts are explained.
pub(super) fn on_disk(session: &Session, path: &Path, page: Option<&Uri>) -> Vec<lsp_types::Diagnostic> {
    let Some(file) = session.folders.files.get(path) else { return Vec::new() };
    let conflict = |found: &Diagnostic| {
        let range = file.statements.iter().find(|known| known.stated.span == found.span)?.range;
        let severity = file.conflict_severity.unwrap_or(found.severity);
        Some(convert::plain(&Diagnostic { severity, ..found.clone() }, range, &session.client, page.cloned()))
    };
    let conflicts = session.conflicts_of(&file.uri).iter().filter_map(conflict);
    file.diagnostics.iter().cloned().chain(conflicts).collect()
}

/// Reads and judges a document of the folders, unless its configuration leaves it out.
pub(in crate::lsp) fn read(session: &mut Session, path: &Path) {
    if session.excludes(path) {
        return session.folders.gone(path);
    }
    let input = Input { path: path.to_owned(), origin: Origin::Found };
    let read = match files::read(&input) {
        Ok(Some(read)) => read,
        // It is no text, or it is gone.
        Ok(None) | Err(_) => return session.folders.gone(path),
    };
    let bytes_are_text = read.bytes_are_text;
    let analysis = session.judge(path, read.document, bytes_are_text, None);
    if let Some(complaint) = &analysis.complaint {
        session.tell_once(complaint);
    }
    let buffer = Buffer::new(analysis.file().document.source_text().to_owned(), session.client.encoding);
    let uri = uri::from_path(path);
    let diagnostics = told(session, &uri, &analysis, &buffer);
    let file = DiskFile {
        uri,
        result_id: result_id(&diagnostics),
        diagnostics,
        cited: cited(&analysis, &buffer),
        statements: analysis.statements(&buffer),
        conflict_severity: analysis.conflict_severity,
    };
    session.folders.files.insert(path.to_owned(), file);
    session.documents_changed();
    command::announce_anew(session, path);
}

fn told(session: &mut Session, uri: &str, analysis: &Analysis, buffer: &Buffer) -> Vec<lsp_types::Diagnostic> {
    let Some(uri) = convert::uri(uri) else { return Vec::new() };
    let found = &analysis.file().diagnostics;
    let told = analysis.placed(found).into_iter().filter_map(|placed| {
        let page = session.lint_page(placed.diagnostic.lint);
        convert::diagnostic(&placed, buffer, &uri, &session.client, page)
    });
    told.collect()
}

/// The citations of a document, in the editor's coordinates.
pub(super) fn cited(analysis: &Analysis, buffer: &Buffer) -> Vec<CitedPlace> {
    let places = analysis.citations().flat_map(|(citation, place)| {
        let range = buffer.range(place);
        citation.targets.iter().map(move |target| CitedPlace { id: super::references::subject(target), range })
    });
    places.collect()
}
