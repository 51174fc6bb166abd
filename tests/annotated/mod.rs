//! Documents with what should be found in them marked under the words. Knows nothing of what is found.
//!
//! A marker is a line of its own below the line that it speaks of: carets under the words, then a label.
//!
//! ```text
//! Coercion (C.G.S. § 53a-192) is a class B felony.
//!                                  ^^^^^^^^^^^^^^ claim-class incorrect: § 53a-192 is …
//! ```
//!
//! Words that go over several lines are marked on their first, to its end. A label may leave out what follows
//! its first ": ". Every document is also read with CRLF line ends and with a byte-order mark, to the same effect.

mod corpus;
mod wrapped;

use std::fs;
use std::path::{Path, PathBuf};

use jiff::civil::Date;
use lawlint::document::{Decoded, Document, Format};
use lawlint::span::{Locator, Span};

/// The day by whose law documents are read whose names give none.
const AS_OF: Date = jiff::civil::date(2026, 1, 1);

/// A place in a document and what is found there.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Marker {
    /// The line, from 1.
    row: usize,
    /// The first character, from 1.
    column: usize,
    /// How many characters on that line.
    width: usize,
    label: String,
}

impl Marker {
    /// Whether two mark some of the same words.
    fn overlaps(&self, other: &Marker) -> bool {
        self.row == other.row && self.column < other.column + other.width && other.column < self.column + self.width
    }
}

/// Reads every document under `folder` and holds what `find` finds, spans with labels, against the markers.
///
/// With `UPDATE=1` in the environment it rewrites the files instead of failing.
pub(crate) fn verify(folder: &str, find: impl Fn(&Document, Date) -> Vec<(Span, String)>) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join(folder);
    let update = std::env::var_os("UPDATE").is_some_and(|value| value == "1");
    let mut failures = Vec::new();
    let paths = documents(&root);
    assert!(!paths.is_empty(), "no documents in {}", root.display());
    for path in &paths {
        let file = fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let (text, expected) = parse(&file);
        let found = read(path, &text, &find);
        let name = path.strip_prefix(&root).unwrap_or(path).display();
        if !same(&expected, &found) {
            let annotated = annotate(&text, &labelled(&expected, found));
            match update {
                true => fs::write(path, annotated).unwrap_or_else(|error| panic!("{name}: {error}")),
                false => failures.push(format!("{name} should be marked:\n\n{annotated}")),
            }
            continue;
        }
        for (variant, words) in [(text.replace('\n', "\r\n"), "CRLF"), (format!("\u{feff}{text}"), "a byte-order mark")]
        {
            let other = read(path, &variant, &find);
            if other != found {
                failures.push(format!("{name}, with {words}, is marked:\n\n{}", annotate(&text, &other)));
            }
        }
    }
    assert!(failures.is_empty(), "{}\n\n{} of {} fail", failures.join("\n\n"), failures.len(), paths.len());
}

/// What is found in a document, as markers in order of place.
fn read(path: &Path, text: &str, find: impl Fn(&Document, Date) -> Vec<(Span, String)>) -> Vec<Marker> {
    let decoded = Decoded::from_text(text.to_owned());
    let document = Document::parse(decoded, Format::from_file_name(&path.to_string_lossy()));
    let mut markers: Vec<Marker> =
        find(&document, as_of(path)).into_iter().map(|(span, label)| marker(&document, span, label)).collect();
    markers.sort_by_key(|marker| (marker.row, marker.column));
    markers
}

fn marker(document: &Document, span: Span, label: String) -> Marker {
    let source = document.source_text();
    let place = document.source_map.source_range(span).unwrap_or_else(|| panic!("{label} is nowhere in the file"));
    let mut locator = Locator::new(source);
    let (start, end) = (locator.locate(place.start), locator.locate(place.end));
    let width = match end.row == start.row {
        true => end.column - start.column,
        false => source[place.start..].lines().next().map_or(0, |rest| rest.trim_end().chars().count()),
    };
    Marker { row: start.row, column: start.column, width: width.max(1), label }
}

/// The day in a name such as `report@2022-08-01.md`.
fn as_of(path: &Path) -> Date {
    let name = path.file_stem().unwrap_or_default().to_string_lossy();
    name.split_once('@').map_or(AS_OF, |(_, day)| day.parse().unwrap_or_else(|error| panic!("{name}: {error}")))
}

/// Every text and Markdown file under `folder`, in order of name.
fn documents(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display())) {
        let path = entry.expect("a folder of the repository can be read").path();
        match path.extension().and_then(|extension| extension.to_str()) {
            _ if path.is_dir() => found.extend(documents(&path)),
            Some("md" | "txt") => found.push(path),
            _ => {}
        }
    }
    found.sort();
    found
}

/// Takes the markers out of a file: the document without them, and the markers.
fn parse(file: &str) -> (String, Vec<Marker>) {
    let (mut text, mut markers, mut row) = (String::new(), Vec::new(), 0);
    for line in file.split_inclusive('\n') {
        let indent = line.chars().take_while(|char| *char == ' ').count();
        let rest = line[indent..].trim_start_matches('^');
        let width = line.len() - indent - rest.len();
        match rest.strip_prefix(' ').filter(|_| width > 0) {
            Some(label) => {
                markers.push(Marker { row, column: indent + 1, width, label: label.trim_end().to_owned() });
            }
            None => {
                text.push_str(line);
                row += 1;
            }
        }
    }
    markers.sort_by_key(|marker| (marker.row, marker.column));
    (text, markers)
}

fn annotate(text: &str, markers: &[Marker]) -> String {
    let mut annotated = String::new();
    for (index, line) in text.split_inclusive('\n').enumerate() {
        annotated.push_str(line);
        for marker in markers.iter().filter(|marker| marker.row == index + 1) {
            if !annotated.ends_with('\n') {
                annotated.push('\n');
            }
            let (indent, carets) = (" ".repeat(marker.column - 1), "^".repeat(marker.width));
            annotated.push_str(&format!("{indent}{carets} {}\n", marker.label));
        }
    }
    annotated
}

fn same(expected: &[Marker], found: &[Marker]) -> bool {
    expected.len() == found.len() && expected.iter().zip(found).all(|(expected, found)| says(expected, found))
}

/// Whether a marker, with or without the end of its label, is what was found.
fn says(expected: &Marker, found: &Marker) -> bool {
    let head = found.label.split_once(": ").map_or(found.label.as_str(), |(head, _)| head);
    let place = |marker: &Marker| (marker.row, marker.column, marker.width);
    place(expected) == place(found) && (expected.label == found.label || expected.label == head)
}

/// What was found, with labels as short as the file has them.
fn labelled(expected: &[Marker], found: Vec<Marker>) -> Vec<Marker> {
    let kept = |marker: Marker| expected.iter().find(|old| says(old, &marker)).cloned().unwrap_or(marker);
    found.into_iter().map(kept).collect()
}

#[test]
fn markers_are_taken_out_and_put_back() {
    let file = "One é two\n    ^ a: b\n^^^ c\n\n| x |\n  ^^ d\nend";
    let (text, markers) = parse(file);
    assert_eq!(text, "One é two\n\n| x |\nend");
    let labels: Vec<_> = markers.iter().map(|marker| (marker.row, marker.column, marker.label.as_str())).collect();
    assert_eq!(labels, [(1, 1, "c"), (1, 5, "a: b"), (3, 3, "d")]);
    assert_eq!(annotate(&text, &markers), "One é two\n^^^ c\n    ^ a: b\n\n| x |\n  ^^ d\nend");
}
