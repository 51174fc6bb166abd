//! What an editor never should send, and more than it ever does.

use std::collections::BTreeSet;
use std::time::Instant;

use lawlint::lsp::Exit;
use lsp_server::{ErrorCode, Message, Notification, RequestId};
use serde_json::{Value, json};

use super::client::{Client, is};

fn client() -> Client {
    let options = json!({ "asOf": "2025-01-01", "virtualDocuments": true });
    Client::new(json!({ "capabilities": {}, "initializationOptions": options })).0
}

const WRONG: &str = "Under C.G.S. § 53a-192a, trafficking in persons is a class B felony.\n";

#[test]
fn leaving_in_order_and_without_a_word() {
    assert_eq!(client().leave(), Exit::Orderly);
    assert_eq!(client().vanish(), Exit::Abrupt);
    assert_eq!(Client::raw().vanish(), Exit::Abrupt);
    let client = client();
    client.notify("exit", Value::Null);
    assert_eq!(client.vanish(), Exit::Abrupt);
}

#[test]
fn the_first_request_is_initialize_and_the_last_is_shutdown() {
    let mut client = Client::raw();
    client.notify("textDocument/didOpen", json!({}));
    let early = client.request("textDocument/hover", json!({})).unwrap_err();
    assert!(is(&early, ErrorCode::ServerNotInitialized), "{early:?}");
    client.request("initialize", json!({ "capabilities": {} })).unwrap();
    let again = client.request("initialize", json!({})).unwrap_err();
    assert!(is(&again, ErrorCode::InvalidRequest), "{again:?}");
    client.request("shutdown", Value::Null).unwrap();
    let late = client.request("textDocument/hover", json!({})).unwrap_err();
    assert!(is(&late, ErrorCode::InvalidRequest), "{late:?}");
    client.notify("exit", Value::Null);
    client.vanish();
}

#[test]
fn what_makes_no_sense_is_answered_so() {
    let mut client = client();
    let unknown = client.request("textDocument/knit", json!({})).unwrap_err();
    assert!(is(&unknown, ErrorCode::MethodNotFound), "{unknown:?}");
    for params in [Value::Null, json!([]), json!({ "textDocument": 5 }), json!({ "textDocument": { "uri": "no uri" } })]
    {
        for method in
            ["textDocument/hover", "textDocument/codeAction", "workspace/diagnostic", "workspace/executeCommand"]
        {
            let bad = client.request(method, params.clone()).unwrap_err();
            assert!(is(&bad, ErrorCode::InvalidParams), "{method} {params}: {bad:?}");
        }
        for method in
            ["textDocument/didOpen", "textDocument/didChange", "textDocument/didClose", "$/cancelRequest", "$/other"]
        {
            client.notify(method, params.clone());
        }
    }
    client.change("file:///never/opened.md", 2, json!([{ "text": "" }]));
    client.notify("workspace/didChangeConfiguration", json!({ "settings": { "lawlint": { "ignore": 5 } } }));
    let told = client.expect("window/showMessage");
    assert!(told["message"].as_str().unwrap().contains("not understood"), "{told}");
    let closed = json!({ "textDocument": { "uri": "file:///not/open.md" }, "position": { "line": 0, "character": 0 } });
    assert_eq!(client.request("textDocument/hover", closed).unwrap(), Value::Null);
    assert_eq!(client.leave(), Exit::Orderly);
}

#[test]
fn a_request_that_is_cancelled_before_its_turn_is_not_worked_on() {
    let mut client = client();
    client.open("untitled:a", "markdown", &WRONG.repeat(2000));
    let place = json!({ "textDocument": { "uri": "untitled:a" } });
    let ids: Vec<RequestId> = (0..5).map(|_| client.ask("textDocument/documentLink", place.clone())).collect();
    let cancelled = ids.last().unwrap();
    client.notify("$/cancelRequest", json!({ "id": cancelled }));
    for id in &ids[..4] {
        assert!(client.answer(id).unwrap().is_array());
    }
    // In memory, nothing waits unseen: whether the cancellation came in time is the server's to say, but it must answer.
    match client.answer(cancelled) {
        Err(error) => assert!(is(&error, ErrorCode::RequestCanceled), "{error:?}"),
        Ok(links) => assert!(links.is_array()),
    }
    client.leave();
}

/// The request for all diagnostics, with what is known of each document.
fn pull(known: &[(&str, &str)]) -> Value {
    let known: Vec<Value> = known.iter().map(|(uri, id)| json!({ "uri": uri, "value": id })).collect();
    json!({ "previousResultIds": known, "workDoneToken": "reading" })
}

#[test]
fn a_request_about_all_documents_waits_for_something_new() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("a.md"), WRONG).unwrap();
    let root = format!("file://{}", folder.path().display());
    let (a, b) = (format!("{root}/a.md"), format!("{root}/b.md"));
    let params = json!({
        "capabilities": { "textDocument": { "diagnostic": {} } },
        "initializationOptions": { "asOf": "2025-01-01", "virtualDocuments": true },
        "workspaceFolders": [{ "uri": root, "name": "work" }],
    });
    let mut client = Client::new(params).0;
    client.open(&b, "markdown", "Nothing.\n");
    let first = client.request("workspace/diagnostic", pull(&[])).unwrap();
    // Who was told of a beginning is told of the end.
    let told = |kind: &str| client.said.iter().filter(|(_, said)| said["value"]["kind"] == kind).count();
    assert_eq!(told("begin"), told("end"));
    let id_of = |report: &Value, uri: &str| {
        let item = report["items"].as_array().unwrap().iter().find(|item| item["uri"] == uri).unwrap();
        item["resultId"].as_str().unwrap().to_owned()
    };
    let (id_of_a, id_of_b) = (id_of(&first, &a), id_of(&first, &b));

    let waiting = client.ask("workspace/diagnostic", pull(&[(&a, &id_of_a), (&b, &id_of_b)]));
    client.request("lawlint/status", Value::Null).unwrap();
    client.change(&b, 2, json!([{ "text": WRONG }]));
    let second = client.answer(&waiting).unwrap();
    let kinds: Vec<&Value> = second["items"].as_array().unwrap().iter().map(|item| &item["kind"]).collect();
    assert_eq!(kinds, ["full", "unchanged"], "{second}");
    assert_eq!(second["items"][0]["items"].as_array().unwrap().len(), 1);

    // A document that is gone is told of once more.
    std::fs::remove_file(folder.path().join("a.md")).unwrap();
    client.notify("workspace/didChangeWatchedFiles", json!({ "changes": [{ "uri": a, "type": 3 }] }));
    let id_of_b = id_of(&second, &b);
    let third = client.request("workspace/diagnostic", pull(&[(&a, &id_of_a), (&b, &id_of_b)])).unwrap();
    let gone = third["items"].as_array().unwrap().iter().find(|item| item["uri"] == a.as_str()).unwrap();
    assert_eq!((&gone["kind"], &gone["items"]), (&json!("full"), &json!([])));

    let waiting = client.ask("workspace/diagnostic", pull(&[(&b, &id_of_b)]));
    client.request("lawlint/status", Value::Null).unwrap();
    client.notify("$/cancelRequest", json!({ "id": waiting }));
    assert!(is(&client.answer(&waiting).unwrap_err(), ErrorCode::RequestCanceled));
    let waiting = client.ask("workspace/diagnostic", pull(&[(&b, &id_of_b)]));
    client.request("shutdown", Value::Null).unwrap();
    assert!(is(&client.answer(&waiting).unwrap_err(), ErrorCode::RequestCanceled));
    client.notify("exit", Value::Null);
    client.vanish();
}

#[test]
fn a_document_of_20_mb() {
    let mut client = client();
    let page = format!("{}\n{WRONG}\n", "A sentence that says nothing of any law. ".repeat(500));
    let pages = 20_000_000 / page.len();
    let text = page.repeat(pages);
    let begun = Instant::now();
    client.open("untitled:large", "markdown", &text);
    assert_eq!(client.diagnostics("untitled:large", 1).as_array().unwrap().len(), pages);
    let end = json!({ "line": 0, "character": 0 });
    client.change("untitled:large", 2, json!([{ "range": { "start": end, "end": end }, "text": "A word. " }]));
    assert_eq!(client.diagnostics("untitled:large", 2).as_array().unwrap().len(), pages);
    println!("20 MB with {pages} findings, opened and changed once: {:.1?}", begun.elapsed());
    assert_eq!(client.leave(), Exit::Orderly);
}

/// The memory that this process holds, in bytes, where the system tells.
fn resident() -> Option<usize> {
    let pages = std::fs::read_to_string("/proc/self/statm").ok()?;
    pages.split(' ').nth(1)?.parse::<usize>().ok().map(|pages| pages * 4096)
}

#[test]
fn a_thousand_documents_opened_and_closed() {
    let mut client = client();
    let text = WRONG.repeat(100);
    let mut after = Vec::new();
    for round in 0..4 {
        for number in 0..250 {
            let uri = format!("untitled:{round}-{number}");
            client.open(&uri, "markdown", &text);
            assert_eq!(client.diagnostics(&uri, 1).as_array().unwrap().len(), 100);
            client.notify("textDocument/didClose", json!({ "textDocument": { "uri": uri } }));
        }
        client.said.clear();
        after.push(resident());
    }
    if let [Some(first), .., Some(last)] = after[..] {
        println!("memory after 250 and 1,000 documents: {} and {} MB", first / 1_000_000, last / 1_000_000);
        assert!(last < first + 30_000_000, "{first} bytes after 250 documents, {last} after 1,000");
    }
    client.leave();
}

#[test]
fn two_hundred_open_documents() {
    let mut client = client();
    let text = WRONG.repeat(30);
    for number in 0..200 {
        client.open(&format!("untitled:{number}"), "markdown", &text);
    }
    let mut told: BTreeSet<String> = BTreeSet::new();
    while told.len() < 200 {
        let pushed = client.expect("textDocument/publishDiagnostics");
        assert_eq!(pushed["diagnostics"].as_array().unwrap().len(), 30);
        told.insert(pushed["uri"].to_string());
    }
    client.leave();
}

#[test]
fn responses_to_nothing_and_notifications_from_nowhere() {
    let client = client();
    client.send(Message::Response(lsp_server::Response::new_ok(RequestId::from(99), json!([1]))));
    client.send(Message::Notification(Notification { method: "initialized".to_owned(), params: Value::Null }));
    assert_eq!(client.leave(), Exit::Orderly);
}
