//! What the server can do, as it tells the client.

use serde_json::{Value, json};

use super::client::Client;
use super::handlers::{code_action, command, semantic_tokens};

/// The result of `initialize`.
pub(super) fn answer(client: &Client) -> Value {
    json!({
        "serverInfo": { "name": "lawlint", "version": env!("CARGO_PKG_VERSION") },
        "capabilities": {
            "positionEncoding": client.encoding.name(),
            // 2: a change is told as what was replaced.
            "textDocumentSync": { "openClose": true, "change": 2, "save": true },
            "diagnosticProvider": {
                "identifier": "lawlint",
                "interFileDependencies": true,
                "workspaceDiagnostics": true,
                "workDoneProgress": true,
            },
            "hoverProvider": true,
            "definitionProvider": true,
            "referencesProvider": true,
            "documentHighlightProvider": true,
            "documentSymbolProvider": true,
            "workspaceSymbolProvider": true,
            "documentLinkProvider": {},
            "completionProvider": { "triggerCharacters": ["§", "-"] },
            "inlayHintProvider": true,
            "codeLensProvider": {},
            "codeActionProvider": { "codeActionKinds": code_action::KINDS, "resolveProvider": true },
            "executeCommandProvider": { "commands": command::NAMES },
            // To rename a section is refused, with the reason.
            "renameProvider": { "prepareProvider": true },
            "semanticTokensProvider": { "legend": semantic_tokens::legend(), "full": true, "range": true },
            "workspace": {
                "workspaceFolders": { "supported": true, "changeNotifications": true },
                "textDocumentContent": { "schemes": ["lawlint"] },
            },
        },
    })
}
