//! Holds files of the project against what the program says. `UPDATE=1 cargo test` rewrites them.

use std::fs;
use std::path::{Path, PathBuf};

/// A file of the project.
pub(crate) fn project(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

pub(crate) fn readme() -> PathBuf {
    project("README.md")
}

/// Fails unless the whole file is `expected`.
pub(crate) fn file_is_current(name: &str, expected: &str) {
    let path = project(name);
    let written = fs::read_to_string(&path).unwrap_or_default();
    settle(&path, &written, expected);
}

/// Fails unless what stands between two marks of a file is `expected`.
pub(crate) fn is_current(path: &Path, before: &str, after: &str, expected: &str) {
    let written = fs::read_to_string(path).unwrap();
    let (head, rest) = written.split_once(before).unwrap_or_else(|| panic!("{} has no {before}", path.display()));
    let (_, tail) = rest.split_once(after).unwrap_or_else(|| panic!("{} has no {after}", path.display()));
    settle(path, &written, &format!("{head}{before}{expected}{after}{tail}"));
}

fn settle(path: &Path, written: &str, expected: &str) {
    if written == expected {
        return;
    }
    if std::env::var_os("UPDATE").is_some() {
        fs::write(path, expected).unwrap();
    } else {
        panic!("{} is not current: run UPDATE=1 cargo test and read the difference", path.display());
    }
}
