//! The language server, over lsp-server's in-memory connection. `scripts/` holds what is asked of it and what it answers;
//! `UPDATE=1 cargo test --test language_server` writes the answers anew, to be read before they are kept.

#![allow(clippy::unwrap_used, reason = "in a test, what is not as expected shall end it")]
#![allow(clippy::needless_pass_by_value, reason = "messages are written where they are sent")]

mod client;
mod endurance;
mod random_edits;
mod script;
mod text;

use std::fs;
use std::path::{Path, PathBuf};

#[test]
fn scripts() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/language_server/scripts");
    let mut paths: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    assert!(!paths.is_empty());
    let mut differing = Vec::new();
    for path in paths {
        let written = fs::read_to_string(&path).unwrap();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        println!("{name}");
        let played = script::play(&written);
        if played == written {
            continue;
        }
        if std::env::var_os("UPDATE").is_some() {
            fs::write(&path, played).unwrap();
        } else {
            differing.push(format!("{name}:\n{}", difference(&written, &played)));
        }
    }
    assert!(differing.is_empty(), "{}", differing.join("\n\n"));
}

/// The lines from the first that differ.
fn difference(expected: &str, found: &str) -> String {
    let same = expected.lines().zip(found.lines()).take_while(|(left, right)| left == right).count();
    let some = |text: &str| text.lines().skip(same).take(12).collect::<Vec<_>>().join("\n");
    format!("line {}, expected:\n{}\nfound:\n{}", same + 1, some(expected), some(found))
}
