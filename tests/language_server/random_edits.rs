//! Random edits: whatever an editor does to a text, what the server says of it is what a fresh check of that text says.

use std::time::{Duration, Instant};

use serde_json::{Value, json};

use super::client::Client;
use super::text;

/// How many sequences of edits, in each encoding; `LAWLINT_SEQUENCES` sets another number.
const SEQUENCES: u64 = 1000;

/// No run takes longer; a slow machine does fewer sequences, and says so.
const LIMIT: Duration = Duration::from_secs(120);

/// Pieces that documents and edits are made of: statements right and wrong, letters of one to four bytes, every line break,
/// marks that change how Markdown is read, comments that silence.
const PIECES: &[&str] = &[
    "Under C.G.S. § 53a-192a, trafficking in persons is a class B felony.",
    "Strangulation in the second degree (C.G.S. § 53a-64bb) is a class D felony.",
    "section 53a-70 of the general statutes",
    "is a class A felony",
    "punishable by up to 99 years in prison",
    "18 U.S.C. § 1591",
    "§ 53a-9999",
    "C.G.S. § 53a-83b",
    "\n",
    "\r\n",
    "\r",
    "\n\n",
    "\r\n\r\n",
    "😀",
    "e\u{301}",
    "ﬁ",
    "\u{feff}",
    "\u{a0}",
    "§",
    "&sect;",
    "*",
    "**",
    "`",
    "- ",
    "| a | b |\n|---|---|\n",
    "# ",
    "<!-- lawlint: ignore[claim-class] -->",
    "<!--",
    "-->",
    "<b>",
    "<p>",
    "</td>",
    "<title>",
    "<s>",
    "---\nas-of: 2010-01-01\n---\n",
    "class",
    " ",
    "5",
    "-",
];

/// A small generator of numbers: the same ones in every run.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        // Xorshift64*: Vigna, An experimental exploration of Marsaglia's xorshift generators, scrambled (2016).
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        let scrambled = self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33;
        usize::try_from(scrambled).unwrap() % limit.max(1)
    }

    fn text(&mut self, pieces: usize) -> String {
        (0..self.below(pieces + 1)).map(|_| PIECES[self.below(PIECES.len())]).collect()
    }

    /// A position that may lie beyond the line or the text.
    fn position(&mut self, text: &str) -> Value {
        let lines = text.matches(['\n', '\r']).count();
        let far = if self.below(40) == 0 { 4_000_000_000 } else { 0 };
        json!({ "line": self.below(lines + 3) + far, "character": self.below(90) + if self.below(40) == 0 { 4_000_000_000 } else { 0 } })
    }
}

fn options() -> Value {
    json!({ "asOf": "2025-01-01", "virtualDocuments": true, "workspace": false })
}

fn client(encoding: &str, pulls: bool) -> Client {
    let mut capabilities = json!({
        "general": { "positionEncodings": [encoding] },
        "textDocument": { "publishDiagnostics": { "relatedInformation": true } },
    });
    if pulls {
        capabilities["textDocument"]["diagnostic"] = json!({});
    }
    Client::new(json!({ "capabilities": capabilities, "initializationOptions": options() })).0
}

/// What a server says of a text that it never saw change.
fn fresh(encoding: &str, language: &str, uri: &str, text: &str) -> Value {
    let mut client = client(encoding, true);
    client.open(uri, language, text);
    let report = client.request("textDocument/diagnostic", json!({ "textDocument": { "uri": uri } }));
    client.leave();
    report.unwrap()["items"].clone()
}

fn run(encoding: &str) {
    let begun = Instant::now();
    let sequences = std::env::var("LAWLINT_SEQUENCES").map_or(SEQUENCES, |count| count.parse().unwrap());
    let mut random = Random(0x9e37_79b9_7f4a_7c15);
    let (mut done, mut found) = (0, 0);
    // One server sees them all, as an editor's does.
    let mut pushing = client(encoding, false);
    for sequence in 0..sequences {
        if begun.elapsed() > LIMIT {
            break;
        }
        let language = ["markdown", "plaintext", "html"][random.below(3)];
        let uri = format!("untitled:{sequence}");
        let mut model = random.text(8);
        pushing.open(&uri, language, &model);
        let edits = 1 + random.below(6);
        let mut version = 1;
        for _ in 0..edits {
            version += 1;
            let mut changes = Vec::new();
            for _ in 0..=random.below(3) {
                let size = if random.below(50) == 0 { 3000 } else { 3 };
                let content = random.text(size);
                if random.below(12) == 0 {
                    model.clone_from(&content);
                    changes.push(json!({ "text": content }));
                } else {
                    let range = json!({ "start": random.position(&model), "end": random.position(&model) });
                    model.replace_range(text::bytes(encoding, &model, &range), &content);
                    changes.push(json!({ "range": range, "text": content }));
                }
            }
            pushing.change(&uri, version, json!(changes));
        }
        let said = pushing.diagnostics(&uri, version);
        let expected = fresh(encoding, language, &uri, &model);
        assert_eq!(said, expected, "{encoding}, sequence {sequence}, {language}:\n{model:?}");
        for diagnostic in said.as_array().unwrap() {
            let words = &model[text::bytes(encoding, &model, &diagnostic["range"])];
            assert!(!words.is_empty(), "{diagnostic} in {model:?}");
            found += 1;
        }
        pushing.notify("textDocument/didClose", json!({ "textDocument": { "uri": uri } }));
        done += 1;
    }
    pushing.leave();
    println!("{encoding}: {done} of {sequences} sequences, {found} findings, {:.1?}", begun.elapsed());
    assert!(done * 2 > sequences, "only {done} sequences were done in {LIMIT:?}");
    assert!(found > 10, "the texts must hold something to find");
}

#[test]
fn in_bytes() {
    run("utf-8");
}

#[test]
fn in_utf_16() {
    run("utf-16");
}

#[test]
fn in_scalar_values() {
    run("utf-32");
}
