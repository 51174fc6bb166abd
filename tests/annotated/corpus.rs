//! Short passages as authors write them, with what a careful paralegal would find wrong marked under the words, and as many in
//! which there is nothing to find. They measure the reading of claims: no alarm, and few gaps.
//!
//! Each file of `tests/corpus` and `tests/unseen` holds passages, each a document of its own under a line `=== title`. A title may end in the
//! day by whose law the passage is read, `@2012-06-01`, and in `(txt)` for plain text. A label is a lint and its verdict;
//! one that begins with `gap` marks what ought to be found and is not yet.

use std::fs;
use std::path::{Path, PathBuf};

use super::{Marker, annotate, parse, read, wrapped};
use lawlint::check::{self, Diagnostic, Options};
use lawlint::law::Law;

/// At least so many passages, half of them silent.
const PASSAGES: usize = 300;

/// Of a hundred findings so many are found.
const RECALL_PERCENT: usize = 97;

struct Passage {
    title: String,
    text: String,
    markers: Vec<Marker>,
}

impl Passage {
    /// A name from which the reader of markers takes the format and the day.
    fn path(&self) -> PathBuf {
        let plain = self.title.strip_suffix("(txt)");
        let title = plain.unwrap_or(&self.title).trim();
        let day = title.rsplit_once('@').map_or(String::new(), |(_, day)| format!("@{day}"));
        PathBuf::from(format!("passage{day}.{}", if plain.is_some() { "txt" } else { "md" }))
    }
}

#[test]
fn passages_say_what_is_marked() {
    let [silent, speaking, found, gaps] = hold("corpus");
    assert!(silent + speaking >= PASSAGES && silent * 100 >= (silent + speaking) * 48, "too few passages");
    assert!(found * 100 >= (found + gaps) * RECALL_PERCENT, "{gaps} of {} findings are gaps", found + gaps);
}

/// Passages that were written when the reading was done and that it was not fitted to: what they show of precision and recall
/// holds of other documents too. Whoever widens the grammar for one of them moves it to `tests/corpus`.
#[test]
fn unseen_passages_raise_no_alarm() {
    hold("unseen");
}

/// What a passage says does not hang on how wide its page is: its prose in one line, and in narrow and wide lines, says the same.
#[test]
fn passages_say_the_same_however_wide_they_are_set() {
    let law = Law::embedded();
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    let mut differing = Vec::new();
    for path in ["corpus", "unseen"].into_iter().flat_map(|folder| files(&root.join(folder))) {
        let file = fs::read_to_string(&path).expect("a file of the repository can be read");
        for passage in passages(&file) {
            let said = |text: &str| {
                let all = std::cell::RefCell::new(Vec::new());
                read(&passage.path(), text, |document, as_of| {
                    let found = check::check(document, &law, &Options::all(as_of)).diagnostics;
                    let words = |found: &Diagnostic| {
                        document.text[found.span.range()].split_whitespace().collect::<Vec<_>>().join(" ")
                    };
                    let mut said: Vec<String> =
                        found.iter().map(|found| format!("{}: {}", label(found), words(found))).collect();
                    said.sort();
                    all.borrow_mut().push(said);
                    Vec::new()
                });
                all.into_inner()
            };
            let as_written = said(&passage.text);
            for width in [44, 60, 79, 100, usize::MAX] {
                let set = said(&wrapped::set(&passage.text, width));
                if set != as_written {
                    let title = &passage.title;
                    differing.push(format!("{}: {title}, {width} wide: {set:?}, not {as_written:?}", path.display()));
                }
            }
        }
    }
    assert!(differing.is_empty(), "{}", differing.join("\n"));
}

/// Holds every passage of a folder against its markers. Gives how many are silent, how many speak, and how many findings and
/// gaps are marked. With `UPDATE=1` in the environment the carets of what is found are put right; nothing is added or taken away.
fn hold(folder: &str) -> [usize; 4] {
    let law = Law::embedded();
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join(folder);
    let (mut silent, mut speaking, mut found, mut gaps, mut failures) = (0, 0, 0, 0, Vec::new());
    for path in files(&root) {
        let file = fs::read_to_string(&path).expect("a file of the repository can be read");
        let mut updated = String::new();
        for passage in passages(&file) {
            let markers = read(&passage.path(), &passage.text, |document, as_of| {
                let checked = check::check(document, &law, &Options::all(as_of));
                checked.diagnostics.iter().map(|found| (found.span, label(found))).collect()
            });
            // Notes are no findings: they are tested elsewhere.
            let markers: Vec<Marker> =
                markers.into_iter().filter(|marker| !marker.label.ends_with(" (info)")).collect();
            let is_gap = |marker: &&Marker| marker.label.starts_with("gap ");
            let (missing, expected): (Vec<&Marker>, Vec<&Marker>) = passage.markers.iter().partition(is_gap);
            *(if passage.markers.is_empty() { &mut silent } else { &mut speaking }) += 1;
            (found, gaps) = (found + expected.len(), gaps + missing.len());
            let agrees = expected.iter().all(|marker| markers.iter().any(|found| says(marker, found)))
                && markers.iter().all(|found| expected.iter().any(|marker| says(marker, found)));
            if !agrees {
                let difference = difference(&passage, &expected, &markers);
                failures.push(format!("{}: {}\n{difference}", path.display(), passage.title));
            }
            let mut kept = if agrees { markers } else { expected.into_iter().cloned().collect() };
            kept.extend(missing.into_iter().cloned());
            let text = annotate(&passage.text, &kept);
            updated.push_str(&format!("=== {}\n{}\n\n", passage.title, text.trim_end()));
        }
        if std::env::var_os("UPDATE").is_some_and(|value| value == "1") {
            fs::write(&path, updated.trim_end().to_owned() + "\n").expect("a file of the repository can be written");
        }
    }
    println!("{folder}: {} passages, {silent} silent; {found} findings, {gaps} gaps", silent + speaking);
    assert!(failures.is_empty(), "{}\n\n{} passages fail", failures.join("\n\n"), failures.len());
    [silent, speaking, found, gaps]
}

/// The lint and the verdict; notes are marked as such.
fn label(found: &Diagnostic) -> String {
    let verdict = found.verdict.map_or_else(String::new, |verdict| format!(" {}", verdict.name()));
    let note = if found.severity == check::Severity::Info { " (info)" } else { "" };
    format!("{}{verdict}{note}", found.lint.name())
}

/// A marker may leave the verdict open.
fn says(expected: &Marker, found: &Marker) -> bool {
    let open = found.label.split_once(' ').is_some_and(|(lint, _)| lint == expected.label);
    expected.overlaps(found) && (open || expected.label == found.label)
}

/// The passage with what is marked and not found, and what is found and not marked.
fn difference(passage: &Passage, expected: &[&Marker], found: &[Marker]) -> String {
    let missed = expected.iter().filter(|marker| !found.iter().any(|found| says(marker, found)));
    let alarms = found.iter().filter(|found| !expected.iter().any(|marker| says(marker, found)));
    let told = |word: &str, marker: &Marker| Marker { label: format!("{word} {}", marker.label), ..marker.clone() };
    let both: Vec<Marker> =
        missed.map(|marker| told("MISSED", marker)).chain(alarms.map(|marker| told("ALARM", marker))).collect();
    annotate(&passage.text, &both)
}

fn passages(file: &str) -> impl Iterator<Item = Passage> {
    file.split("\n=== ").filter_map(|part| {
        let (title, body) = part.trim_start_matches("=== ").split_once('\n')?;
        let (text, markers) = parse(body.trim_end());
        Some(Passage { title: title.trim().to_owned(), text, markers })
    })
}

fn files(root: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(root).expect("the folder is part of the repository");
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.expect("it can be listed").path()).collect();
    files.sort();
    files
}
