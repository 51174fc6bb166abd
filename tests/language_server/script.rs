//! Scripts: what a client does, and what comes of it.
//!
//! A step begins with `=== ` and a word; what follows it is its text; what the server answers stands under `>>>`. In a document
//! `‸` is the cursor, and `⟦…⟧` is selected; neither is part of the text. Ranges are shown with the words in them.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;

use serde_json::{Map, Value, json};

use super::client::Client;
use super::text;

/// How the folder of a script is shown: it has another name in each run.
const FOLDER: &str = "file:///work";

struct Player {
    folder: tempfile::TempDir,
    client: Option<Client>,
    capabilities: Value,
    options: Value,
    encoding: String,
    documents: BTreeMap<String, Document>,
    /// The document with the cursor.
    current: String,
}

#[derive(Default)]
struct Document {
    text: String,
    version: i32,
    cursor: Option<usize>,
    selected: Option<(usize, usize)>,
}

/// The script with the answers that the server gives today.
pub(super) fn play(script: &str) -> String {
    let (head, steps) = script.split_once("=== ").expect("a script has a step");
    let mut player = Player {
        folder: tempfile::tempdir().unwrap(),
        client: None,
        capabilities: capabilities(),
        options: json!({ "asOf": "2025-01-01", "virtualDocuments": true }),
        encoding: "utf-16".to_owned(),
        documents: BTreeMap::new(),
        current: String::new(),
    };
    let mut played = head.to_owned();
    for step in steps.split("\n=== ") {
        let (asked, _) = step.split_once("\n>>>\n").unwrap_or((step, ""));
        let asked = asked.trim_end_matches('\n');
        let (line, body) = asked.split_once('\n').unwrap_or((asked, ""));
        let answer = player.step(line, body);
        let _ = writeln!(played, "=== {asked}");
        if let Some(answer) = answer {
            let _ = write!(played, ">>>\n{}\n", answer.trim_end());
        }
        played.push('\n');
    }
    if let Some(client) = player.client {
        client.leave();
    }
    played.trim_end().to_owned() + "\n"
}

/// A client that can do most things.
fn capabilities() -> Value {
    json!({
        "textDocument": {
            "hover": { "contentFormat": ["markdown"] },
            "codeAction": { "dataSupport": true, "resolveSupport": { "properties": ["edit"] } },
            "documentSymbol": { "hierarchicalDocumentSymbolSupport": true },
            "publishDiagnostics": { "relatedInformation": true, "tagSupport": { "valueSet": [1, 2] } },
        },
        "workspace": { "workspaceEdit": { "documentChanges": true } },
        "window": { "showDocument": { "support": true } },
    })
}

impl Player {
    fn step(&mut self, line: &str, body: &str) -> Option<String> {
        let (word, rest) = line.split_once(' ').unwrap_or((line, ""));
        match word {
            "file" => {
                let path = self.folder.path().join(rest);
                fs::create_dir_all(path.parent().unwrap()).unwrap();
                fs::write(path, format!("{body}\n")).unwrap();
                None
            }
            "capabilities" => {
                merge(&mut self.capabilities, &serde_json::from_str(rest).unwrap());
                None
            }
            "options" => {
                merge(&mut self.options, &serde_json::from_str(rest).unwrap());
                None
            }
            "settings" => {
                self.client().settings = serde_json::from_str(rest).unwrap();
                None
            }
            "initialize" => {
                let answer = self.initialize();
                (rest == "and show").then(|| self.show(&answer))
            }
            "open" => {
                let (name, language) = rest.split_once(' ').unwrap_or((rest, "markdown"));
                self.open(name, language, body);
                None
            }
            "replace" => {
                let (old, new) = rest.split_once(" => ").unwrap();
                self.replace(old, new);
                None
            }
            "close" => {
                self.documents.remove(rest);
                let uri = self.uri(rest);
                self.client().notify("textDocument/didClose", json!({ "textDocument": { "uri": uri } }));
                None
            }
            "diagnostics" => {
                let (uri, version) = (self.uri(&self.current), self.documents[&self.current].version);
                let found = self.client().diagnostics(&uri, version);
                Some(self.show(&found))
            }
            "expect" => {
                let said = self.client().expect(rest);
                Some(self.show(&said))
            }
            "notify" => {
                let (method, params) = rest.split_once(' ').unwrap_or((rest, "null"));
                let params = self.resolved(params);
                self.client().notify(method, params);
                None
            }
            "request" => {
                let (method, more) = rest.split_once(' ').unwrap_or((rest, "{}"));
                Some(self.request(method, more))
            }
            "actions" => Some(self.actions(rest).iter().map(|action| format!("{}\n", self.summary(action))).collect()),
            "apply" => Some(self.apply(rest)),
            other => panic!("a script has no step {other}"),
        }
    }

    fn client(&mut self) -> &mut Client {
        self.client.as_mut().expect("the script begins with initialize")
    }

    fn initialize(&mut self) -> Value {
        let folder = format!("file://{}", self.folder.path().display());
        let params = json!({
            "capabilities": self.capabilities,
            "initializationOptions": self.options,
            "workspaceFolders": [{ "uri": folder, "name": "work" }],
        });
        let (client, answer) = Client::new(params);
        self.encoding = answer["capabilities"]["positionEncoding"].as_str().unwrap().to_owned();
        self.client = Some(client);
        answer
    }

    fn uri(&self, name: &str) -> String {
        if name.contains(':') { name.to_owned() } else { format!("file://{}/{name}", self.folder.path().display()) }
    }

    fn open(&mut self, name: &str, language: &str, marked: &str) {
        let mut document = Document { version: 1, ..Document::default() };
        let mut start = 0;
        for c in format!("{marked}\n").chars() {
            match c {
                '‸' => document.cursor = Some(document.text.len()),
                '⟦' => start = document.text.len(),
                '⟧' => document.selected = Some((start, document.text.len())),
                '␍' => document.text.push('\r'),
                other => document.text.push(other),
            }
        }
        let uri = self.uri(name);
        self.client().open(&uri, language, &document.text);
        name.clone_into(&mut self.current);
        self.documents.insert(name.to_owned(), document);
    }

    fn replace(&mut self, old: &str, new: &str) {
        let (uri, encoding) = (self.uri(&self.current), self.encoding.clone());
        let document = self.documents.get_mut(&self.current).unwrap();
        let at = document.text.find(old).unwrap_or_else(|| panic!("{old} is not in the document"));
        let range = text::range(&encoding, &document.text, at, at + old.len());
        document.text.replace_range(at..at + old.len(), new);
        document.version += 1;
        document.cursor = document.cursor.map(|cursor| if cursor > at { at + new.len() } else { cursor });
        let version = document.version;
        self.client().change(&uri, version, json!([{ "range": range, "text": new }]));
    }

    /// Where the cursor is, and what is selected.
    fn place(&self) -> Value {
        let Some(document) = self.documents.get(&self.current) else { return json!({}) };
        let uri = self.uri(&self.current);
        let cursor = document.cursor.or(document.selected.map(|(start, _)| start)).unwrap_or(0);
        let (start, end) = document.selected.unwrap_or((cursor, cursor));
        json!({
            "textDocument": { "uri": uri },
            "position": text::position(&self.encoding, &document.text, cursor),
            "range": text::range(&self.encoding, &document.text, start, end),
        })
    }

    /// Parameters with the script's names of documents in place.
    fn resolved(&self, params: &str) -> Value {
        let folder = format!("file://{}", self.folder.path().display());
        serde_json::from_str(&params.replace(FOLDER, &folder)).unwrap()
    }

    fn request(&mut self, method: &str, more: &str) -> String {
        let mut params = self.place();
        merge(&mut params, &json!({ "context": { "includeDeclaration": true, "diagnostics": [], "triggerKind": 1 } }));
        merge(&mut params, &self.resolved(more));
        if method.starts_with("workspace/") && method != "workspace/executeCommand" {
            merge(&mut params, &json!({ "previousResultIds": [] }));
        }
        match self.client().request(method, params) {
            Ok(answer) => self.show(&answer),
            Err(error) => format!("error {}: {}", error.code, error.message),
        }
    }

    fn actions(&mut self, only: &str) -> Vec<Value> {
        let mut params = self.place();
        let only: Value = if only.is_empty() { Value::Null } else { json!([only]) };
        merge(&mut params, &json!({ "context": { "diagnostics": [], "only": only } }));
        let actions = self.client().request("textDocument/codeAction", params).unwrap();
        actions.as_array().cloned().unwrap_or_default()
    }

    fn summary(&self, action: &Value) -> String {
        let mut line = format!("{} ({})", action["title"].as_str().unwrap(), action["kind"].as_str().unwrap());
        if action["isPreferred"] == true {
            line.push_str(", preferred");
        }
        if let Some(command) = action["command"]["command"].as_str() {
            let _ = write!(line, ", command {command}");
        }
        line
    }

    /// Carries out the action of that title as an editor does, and gives the text that comes of it.
    fn apply(&mut self, title: &str) -> String {
        let only = if title.starts_with("Make all") { "source.fixAll" } else { "" };
        let actions = self.actions(only);
        let action =
            actions.iter().find(|action| action["title"] == title).unwrap_or_else(|| panic!("no action {title}"));
        if let Some(command) = action.get("command") {
            let params = json!({ "command": command["command"], "arguments": command["arguments"] });
            return match self.client().request("workspace/executeCommand", params) {
                Ok(_) => "done".to_owned(),
                Err(error) => format!("error {}: {}", error.code, error.message),
            };
        }
        let resolved = match action.get("edit") {
            Some(_) => action.clone(),
            None => match self.client().request("codeAction/resolve", action.clone()) {
                Ok(resolved) => resolved,
                Err(error) => return format!("error {}: {}", error.code, error.message),
            },
        };
        let uri = self.uri(&self.current);
        let edits = match resolved["edit"].get("documentChanges") {
            Some(changes) => changes[0]["edits"].clone(),
            None => resolved["edit"]["changes"][&uri].clone(),
        };
        let encoding = self.encoding.clone();
        let document = self.documents.get_mut(&self.current).unwrap();
        let text = text::edited(&encoding, &document.text, edits.as_array().unwrap());
        // The selection stays on its words, as an editor's does.
        document.selected = document.selected.and_then(|(start, end)| {
            let words = &document.text[start..end];
            text.find(words).map(|start| (start, start + words.len()))
        });
        document.text = text.clone();
        document.version += 1;
        let version = document.version;
        self.client().change(&uri, version, json!([{ "text": text }]));
        text.replace('\r', "␍")
    }

    /// An answer as a person reads it: ranges as rows and columns with their words, one value a line.
    fn show(&self, answer: &Value) -> String {
        let folder = format!("file://{}", self.folder.path().display());
        let mut shown = String::new();
        self.write(&mut shown, answer, 0, &self.current);
        let shown = shown.replace(&folder, FOLDER).replace(&self.folder.path().display().to_string(), "/work");
        // Pages in the user's folder for what can be made again; it has another name for everyone.
        regex::Regex::new(r"file:///\S*/lawlint/\d+\.\d+\.\d+/")
            .unwrap()
            .replace_all(&shown, "file:///pages/")
            .into_owned()
    }

    fn write(&self, out: &mut String, value: &Value, depth: usize, document: &str) {
        let indent = "  ".repeat(depth);
        match value {
            Value::Object(object) if is_range(object) => {
                let _ = writeln!(out, "{}", self.range(value, document));
            }
            Value::Object(object) if is_position(object) => {
                let _ = writeln!(
                    out,
                    "{}:{}",
                    object["line"].as_u64().unwrap() + 1,
                    object["character"].as_u64().unwrap() + 1
                );
            }
            Value::Object(object) => {
                out.push('\n');
                let uri = object.get("uri").and_then(Value::as_str);
                let name = uri.and_then(|uri| self.documents.keys().find(|name| self.uri(name) == uri));
                let document = if uri.is_some() { name.map_or("", String::as_str) } else { document };
                for (key, value) in object {
                    if key == "fingerprint" || key == "resultId" {
                        continue;
                    }
                    let _ = write!(out, "{indent}{key}: ");
                    self.write(out, value, depth + 1, document);
                }
            }
            Value::Array(items) if items.iter().all(|item| !item.is_object() && !item.is_array()) => {
                let _ = writeln!(out, "{value}");
            }
            Value::Array(items) => {
                out.push('\n');
                for item in items {
                    let _ = write!(out, "{indent}-");
                    self.write(out, item, depth + 1, document);
                }
            }
            Value::String(words) if words.contains('\n') => {
                out.push('\n');
                for line in words.lines() {
                    let _ = writeln!(out, "{}", format!("{indent}| {line}").trim_end());
                }
            }
            Value::String(words) => {
                let _ = writeln!(out, "{words}");
            }
            other => {
                let _ = writeln!(out, "{other}");
            }
        }
    }

    fn range(&self, range: &Value, document: &str) -> String {
        let at = |end: &str, name: &str| range[end][name].as_u64().unwrap() + 1;
        let place = format!(
            "{}:{}-{}:{}",
            at("start", "line"),
            at("start", "character"),
            at("end", "line"),
            at("end", "character")
        );
        match self.documents.get(document) {
            Some(known) => {
                let words = &known.text[text::bytes(&self.encoding, &known.text, range)];
                format!("{place} “{}”", words.replace('\r', "␍").replace('\n', "⏎"))
            }
            None => place,
        }
    }
}

fn is_range(object: &Map<String, Value>) -> bool {
    object.len() == 2 && object.contains_key("start") && object.contains_key("end")
}

fn is_position(object: &Map<String, Value>) -> bool {
    object.len() == 2 && object.contains_key("line") && object.contains_key("character")
}

fn merge(into: &mut Value, from: &Value) {
    match (into, from) {
        (Value::Object(into), Value::Object(from)) => {
            for (key, value) in from {
                merge(into.entry(key.clone()).or_insert(Value::Null), value);
            }
        }
        (into, from) => *into = from.clone(),
    }
}
