//! What the client tells: documents that open, change and close, settings, files, folders.

use std::path::PathBuf;
use std::rc::Rc;

use lsp_server::Response;
use lsp_types::{
    DidChangeConfigurationParams, DidChangeTextDocumentParams, DidChangeWatchedFilesParams,
    DidChangeWorkspaceFoldersParams, DidCloseTextDocumentParams, DidOpenTextDocumentParams, FileChangeType,
};
use serde_json::{Value, json};

use super::super::documents::OpenDocument;
use super::super::failure::{Answer, Failure};
use super::super::outbox::Gravity;
use super::super::session::{Session, format_of};
use super::super::settings::Settings;
use super::super::text::Buffer;
use super::super::uri;
use super::command;
use crate::check::Memory;
use crate::workspace::config::FILE_NAMES;
use crate::workspace::files::{TEXT_EXTENSIONS, is_text_kind};

/// The files that say what is left out of a folder.
const IGNORING: [&str; 2] = [".gitignore", ".ignore"];

pub(in crate::lsp) fn initialized(session: &mut Session) {
    if session.client.watches {
        let documents = format!("**/*.{{{}}}", TEXT_EXTENSIONS.join(","));
        let globs =
            ["**/lawlint.toml", "**/.lawlint.toml", "**/*baseline*.json", "**/.gitignore", "**/.ignore", &documents];
        let watchers: Vec<Value> = globs.iter().map(|glob| json!({ "globPattern": glob })).collect();
        let registration = json!({
            "id": "lawlint-files",
            "method": "workspace/didChangeWatchedFiles",
            "registerOptions": { "watchers": watchers },
        });
        session.outbox.request("client/registerCapability", json!({ "registrations": [registration] }));
    }
    session.ask_for_settings();
}

pub(in crate::lsp) fn opened(
    session: &mut Session,
    DidOpenTextDocumentParams { text_document }: DidOpenTextDocumentParams,
) {
    let uri = text_document.uri.as_str().to_owned();
    let path = session.path_of(&uri);
    let document = OpenDocument {
        version: text_document.version,
        format: format_of(&text_document.language_id, &path, &text_document.text),
        buffer: Buffer::new(text_document.text, session.client.encoding),
        path,
        analysis: None,
        memory: Memory::default(),
        statements: Rc::default(),
        published: false,
    };
    session.documents.insert(uri, document);
    session.documents_changed();
}

pub(in crate::lsp) fn changed(session: &mut Session, params: DidChangeTextDocumentParams) -> Answer<()> {
    let uri = params.text_document.uri.as_str();
    let Some(document) = session.documents.get_mut(uri) else {
        return Err(Failure::invalid(format!("{uri} was changed, but not opened")));
    };
    for change in params.content_changes {
        match change.range {
            Some(range) => document.buffer.edit(range, &change.text),
            None => document.buffer = Buffer::new(change.text, session.client.encoding),
        }
    }
    document.version = params.text_document.version;
    document.analysis = None;
    document.published = false;
    session.generation += 1;
    Ok(())
}

pub(in crate::lsp) fn closed(session: &mut Session, params: &DidCloseTextDocumentParams) {
    let uri = params.text_document.uri.as_str();
    let Some(document) = session.documents.remove(uri) else { return };
    // On the disk it may say something else.
    if uri::to_path(uri).is_some() && session.settings.workspace() {
        session.folders.changed(document.path);
    }
    session.documents_changed();
    // Of a document that was announced, the reading of it tells.
    if !session.client.pulls && !uri::to_path(uri).is_some_and(|path| session.announced.contains(&path)) {
        session.outbox.notify("textDocument/publishDiagnostics", json!({ "uri": uri, "diagnostics": [] }));
    }
}

/// A document was saved. A client that watches no files may just have saved a configuration, and nobody else would tell.
pub(in crate::lsp) fn saved(session: &mut Session) {
    if !session.client.watches {
        session.reread_configuration();
    }
}

/// The settings have changed. A client that can be asked for them is asked; others send them along.
pub(in crate::lsp) fn configured(session: &mut Session, params: &DidChangeConfigurationParams) {
    if session.client.has_settings {
        return session.ask_for_settings();
    }
    let sent = params.settings.get("lawlint").unwrap_or(&params.settings);
    if sent.is_object() {
        take_settings(session, sent);
    }
}

fn take_settings(session: &mut Session, value: &Value) {
    let (settings, complaint) = Settings::read(value);
    if let Some(complaint) = complaint {
        session.outbox.show(Gravity::Warning, &format!("lawlint: {complaint}"));
    }
    session.set(settings);
}

/// An answer of the client's.
pub(in crate::lsp) fn response(session: &mut Session, response: Response) {
    if session.settings_request.as_ref() != Some(&response.id) {
        return;
    }
    (session.settings_request, session.settings_until) = (None, None);
    let Ok(answer) = response.response_result else { return };
    if let Some(settings) = answer.get(0).filter(|settings| settings.is_object()) {
        take_settings(session, settings);
    }
}

pub(in crate::lsp) fn files_changed(session: &mut Session, params: &DidChangeWatchedFilesParams) {
    let mut configuration = false;
    for change in &params.changes {
        let Some(path) = uri::to_path(change.uri.as_str()) else { continue };
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        configuration |=
            FILE_NAMES.contains(&name.as_str()) || name.ends_with(".json") || IGNORING.contains(&name.as_str());
        if change.typ == FileChangeType::DELETED {
            session.folders.gone(&path);
            command::announce_anew(session, &path);
        } else if is_text_kind(&path) && session.settings.workspace() {
            session.folders.changed(path);
        }
    }
    if configuration {
        session.reread_configuration();
    }
    session.documents_changed();
}

pub(in crate::lsp) fn folders_changed(session: &mut Session, params: &DidChangeWorkspaceFoldersParams) {
    let path = |folder: &lsp_types::WorkspaceFolder| uri::to_path(folder.uri.as_str());
    let removed: Vec<PathBuf> = params.event.removed.iter().filter_map(path).collect();
    session.folders.roots.retain(|root| !removed.contains(root));
    for added in params.event.added.iter().filter_map(path) {
        if !session.folders.roots.contains(&added) {
            session.folders.roots.push(added);
        }
    }
    session.reread_configuration();
}

/// Asks the client to ask again for what it asks for.
pub(in crate::lsp) fn ask_to_refresh(session: &mut Session) {
    let asked = [
        (session.client.pulls && session.client.refreshes_diagnostics, "workspace/diagnostic/refresh"),
        (session.client.refreshes_hints, "workspace/inlayHint/refresh"),
        (session.client.refreshes_lenses, "workspace/codeLens/refresh"),
    ];
    for (_, method) in asked.into_iter().filter(|(wanted, _)| *wanted) {
        session.outbox.request(method, Value::Null);
    }
}
