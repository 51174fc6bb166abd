//! What the client can do. Read leniently: what is missing or oddly written is not had.

use serde_json::Value;

use super::text::Encoding;

/// What the server does differently for different clients.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Client {
    pub(super) encoding: Encoding,
    /// It asks for diagnostics; then none are pushed.
    pub(super) pulls: bool,
    pub(super) refreshes_diagnostics: bool,
    pub(super) refreshes_hints: bool,
    pub(super) refreshes_lenses: bool,
    /// It asks for the edit of a code action when it is chosen.
    pub(super) resolves_edits: bool,
    /// It takes versioned changes of documents; otherwise plain ones.
    pub(super) versioned_edits: bool,
    pub(super) markdown: bool,
    pub(super) nested_symbols: bool,
    pub(super) progress: bool,
    pub(super) shows_documents: bool,
    /// It can be asked for the settings.
    pub(super) has_settings: bool,
    /// It watches files for the server.
    pub(super) watches: bool,
    pub(super) virtual_documents: bool,
    pub(super) tags: bool,
    pub(super) related: bool,
}

impl Client {
    /// From the parameters of `initialize`.
    pub(super) fn new(params: &Value) -> Client {
        let has = |path: &str| {
            params.pointer(&format!("/capabilities/{path}")).is_some_and(|value| *value != false && !value.is_null())
        };
        let names = |path: &str, name: &str| {
            let values = params.pointer(&format!("/capabilities/{path}")).and_then(Value::as_array);
            values.is_some_and(|values| values.iter().any(|value| value == name))
        };
        let offered = params.pointer("/capabilities/general/positionEncodings").and_then(Value::as_array);
        // A client that cannot announce an encoding and uses one all the same (ALE counts bytes) is set up to say so.
        let set = params.pointer("/initializationOptions/positionEncoding");
        let offered = offered.into_iter().flatten().chain(set);
        let offered = offered.filter_map(|name| Encoding::from_name(name.as_str()?));
        // Bytes need no counting, scalars little.
        let encoding = offered.min_by_key(|encoding| match encoding {
            Encoding::Utf8 => 0,
            Encoding::Utf32 => 1,
            Encoding::Utf16 => 2,
        });
        Client {
            encoding: encoding.unwrap_or(Encoding::Utf16),
            pulls: has("textDocument/diagnostic"),
            refreshes_diagnostics: has("workspace/diagnostics/refreshSupport")
                || has("workspace/diagnostic/refreshSupport"),
            refreshes_hints: has("workspace/inlayHint/refreshSupport"),
            refreshes_lenses: has("workspace/codeLens/refreshSupport"),
            resolves_edits: names("textDocument/codeAction/resolveSupport/properties", "edit")
                && has("textDocument/codeAction/dataSupport"),
            versioned_edits: has("workspace/workspaceEdit/documentChanges"),
            markdown: names("textDocument/hover/contentFormat", "markdown"),
            nested_symbols: has("textDocument/documentSymbol/hierarchicalDocumentSymbolSupport"),
            progress: has("window/workDoneProgress"),
            shows_documents: has("window/showDocument/support"),
            has_settings: has("workspace/configuration"),
            watches: has("workspace/didChangeWatchedFiles/dynamicRegistration"),
            virtual_documents: has("workspace/textDocumentContent")
                || params.pointer("/initializationOptions/virtualDocuments") == Some(&Value::Bool(true)),
            tags: has("textDocument/publishDiagnostics/tagSupport") || has("textDocument/diagnostic/tagSupport"),
            related: has("textDocument/publishDiagnostics/relatedInformation")
                || has("textDocument/diagnostic/relatedInformation"),
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn encoding(offered: &Value) -> Encoding {
        Client::new(&json!({ "capabilities": { "general": { "positionEncodings": offered } } })).encoding
    }

    #[test]
    fn the_cheapest_encoding_is_taken() {
        assert_eq!(encoding(&json!(["utf-16", "utf-8"])), Encoding::Utf8);
        assert_eq!(encoding(&json!(["utf-16", "utf-32", "utf-7"])), Encoding::Utf32);
        assert_eq!(encoding(&json!(["utf-16"])), Encoding::Utf16);
        assert_eq!(encoding(&json!([3, null])), Encoding::Utf16);
        assert_eq!(encoding(&json!("utf-8")), Encoding::Utf16);
        let set = json!({ "capabilities": {}, "initializationOptions": { "positionEncoding": "utf-8" } });
        assert_eq!(Client::new(&set).encoding, Encoding::Utf8);
    }

    #[test]
    fn odd_capabilities_are_not_had() {
        let client = Client::new(&json!({ "capabilities": { "textDocument": 5, "window": null } }));
        assert_eq!(client, Client::new(&Value::Null));
        let null = Client::new(&json!({ "capabilities": { "textDocument": { "diagnostic": null } } }));
        assert!(!null.pulls);
        let client = Client::new(&json!({ "capabilities": { "textDocument": { "diagnostic": {} } } }));
        assert!(client.pulls && !client.refreshes_diagnostics);
    }
}
