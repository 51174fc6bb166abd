//! A baseline: the findings that are known, so that `check` tells only what is new. It names them by what is said of
//! which law in which file, never by line, so that a document may be edited around them.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};

use anyhow::{Context, Result, anyhow, bail};
use serde::{Deserialize, Serialize};

use super::files;
use crate::report::{CheckedFile, Placed, place};

/// What it is called unless the user says otherwise.
pub(crate) const FILE_NAME: &str = "lawlint-baseline.json";

/// The form of the file.
const VERSION: u32 = 1;

/// How often each finding is known.
pub(crate) type Counts = BTreeMap<Finding, usize>;

/// The known findings.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Baseline {
    /// As the user would name it.
    pub(crate) path: PathBuf,
    /// By the path of the document from the baseline's folder, with "/" between folders.
    pub(crate) files: BTreeMap<String, Counts>,
}

/// What makes two findings of a file the same: the lint and the citation, and what is claimed or, without a claim, the
/// words. The same that `report/fingerprint.rs` counts.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(crate) struct Finding {
    pub(crate) rule: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) cite: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) kind: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) stated: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) text: Option<String>,
}

impl Finding {
    fn of(placed: &Placed<'_>) -> Finding {
        let found = placed.diagnostic;
        let claim = found.claim.as_ref();
        // Words, not characters: a paragraph that is wrapped anew says the same.
        let words = || placed.text.split_whitespace().collect::<Vec<_>>().join(" ");
        Finding {
            rule: found.lint.name().to_owned(),
            cite: found.cite.as_ref().map(|cite| cite.id.clone()),
            kind: claim.map(|claim| claim.kind.to_owned()),
            stated: claim.map(|claim| claim.stated.clone()),
            text: claim.is_none().then(words),
        }
    }
}

/// The file as it is written.
#[derive(Deserialize)]
struct Written {
    version: u32,
    files: BTreeMap<String, Vec<Entry>>,
}

/// A line of it.
#[derive(Serialize, Deserialize)]
struct Entry {
    #[serde(flatten)]
    finding: Finding,
    count: usize,
}

impl Baseline {
    /// Reads a baseline.
    ///
    /// # Errors
    /// If it is missing or broken; the message says what to do.
    pub(crate) fn read(path: &Path) -> Result<Baseline> {
        let shown = path.display();
        let text = fs::read_to_string(path).map_err(|error| match error.kind() {
            io::ErrorKind::NotFound => anyhow!("there is no baseline {shown}: lawlint baseline create writes one"),
            _ => anyhow!("cannot read the baseline {shown}: {error}"),
        })?;
        let mend =
            || format!("{shown} is not a baseline: mend it, or write it anew with lawlint baseline create --force");
        let written: Written = serde_json::from_str(&text).with_context(mend)?;
        if written.version != VERSION {
            bail!(
                "{shown} is a baseline of version {}, and this lawlint reads version {VERSION}: use the lawlint that wrote it, \
                 or write it anew with lawlint baseline create --force",
                written.version
            );
        }
        let mut baseline = Baseline { path: path.to_owned(), files: BTreeMap::new() };
        for (file, entries) in written.files {
            let counts = baseline.files.entry(file).or_default();
            for entry in entries {
                *counts.entry(entry.finding).or_default() += entry.count;
            }
        }
        Ok(baseline)
    }

    /// One that knows nothing yet.
    pub(crate) fn empty(path: PathBuf) -> Baseline {
        Baseline { path, files: BTreeMap::new() }
    }

    /// Takes the known findings out of a file's, the first ones of those that are equal, and says how many.
    pub(crate) fn leave_out(&self, path: &Path, file: &mut CheckedFile) -> usize {
        let Some(known) = self.files.get(&self.name_of(path)) else { return 0 };
        let mut left = known.clone();
        let is_new = |placed: Placed<'_>| match left.get_mut(&Finding::of(&placed)) {
            Some(count) if *count > 0 => {
                *count -= 1;
                false
            }
            _ => true,
        };
        let mut new = place(file).into_iter().map(is_new).collect::<Vec<_>>().into_iter();
        let found = file.diagnostics.len();
        file.diagnostics.retain(|_| new.next().unwrap_or(true));
        found - file.diagnostics.len()
    }

    /// Adds what is found in a file.
    pub(crate) fn add(&mut self, path: &Path, file: &CheckedFile) {
        let counts = self.files.entry(self.name_of(path)).or_default();
        for placed in place(file) {
            *counts.entry(Finding::of(&placed)).or_default() += 1;
        }
    }

    /// How a document is called in it.
    pub(crate) fn name_of(&self, document: &Path) -> String {
        let folder = plain(self.path.parent().unwrap_or(Path::new("")));
        let document = plain(document);
        let shared = folder.components().zip(document.components()).take_while(|(left, right)| left == right).count();
        let up = folder.components().skip(shared).map(|_| "..".into());
        let down = document.components().skip(shared).map(|part| part.as_os_str().to_string_lossy());
        up.chain(down).collect::<Vec<_>>().join("/")
    }

    /// Writes it to its file.
    ///
    /// # Errors
    /// If the file cannot be written.
    pub(crate) fn save(&self) -> Result<()> {
        files::write(&self.path, self.text().as_bytes())
    }

    /// Its text: sorted, a line a finding, so that a difference reads like the change.
    fn text(&self) -> String {
        let files: Vec<String> = self.files.iter().filter(|(_, counts)| !counts.is_empty()).map(lines).collect();
        let files = if files.is_empty() { String::new() } else { format!("\n{}\n  ", files.join(",\n")) };
        format!("{{\n  \"version\": {VERSION},\n  \"files\": {{{files}}}\n}}\n")
    }
}

fn lines((file, counts): (&String, &Counts)) -> String {
    let json = |entry: &Entry| serde_json::to_string(entry).expect("strings and numbers are JSON");
    let entries = counts.iter().map(|(finding, &count)| json(&Entry { finding: finding.clone(), count }));
    let entries: Vec<String> = entries.map(|entry| format!("      {entry}")).collect();
    let file = serde_json::to_string(file).expect("a string is JSON");
    format!("    {file}: [\n{}\n    ]", entries.join(",\n"))
}

/// The absolute path without "." and "..". It is not asked of the disk: what is named need not be there.
pub(crate) fn plain(path: &Path) -> PathBuf {
    let path = match path.as_os_str().is_empty() {
        true => std::env::current_dir().unwrap_or_default(),
        false => std::path::absolute(path).unwrap_or_else(|_| path.to_owned()),
    };
    let mut plain = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => {
                plain.pop();
            }
            Component::Prefix(_) | Component::RootDir | Component::Normal(_) => plain.push(part),
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::testing::{EXAMPLE, checked, stale_class, unknown_section};

    fn empty(path: &str) -> Baseline {
        Baseline::empty(PathBuf::from(path))
    }

    fn twice(text: &str) -> CheckedFile {
        checked("draft.md", text, |text| vec![stale_class(text), stale_class(text), unknown_section(text)])
    }

    #[test]
    fn documents_are_named_from_its_folder() {
        let name = |baseline: &str, document: &str| empty(baseline).name_of(Path::new(document));
        assert_eq!(name("lawlint-baseline.json", "./drafts/a.md"), "drafts/a.md");
        assert_eq!(name("drafts/known.json", "drafts/a.md"), "a.md");
        assert_eq!(name("ci/known.json", "a.md"), "../a.md");
        assert_eq!(name("../known.json", "../b/./c/../a.md"), "b/a.md");
        assert_eq!(name("/x/y/known.json", "/x/z/a.md"), "../z/a.md");
    }

    #[test]
    fn a_count_covers_the_first_equal_findings() {
        let mut baseline = empty("known.json");
        baseline.add(Path::new("draft.md"), &checked("draft.md", EXAMPLE, |text| vec![stale_class(text)]));
        let mut file = twice(&format!("A line before.\n\n{EXAMPLE}"));
        let second = file.diagnostics[1].clone();
        assert_eq!(baseline.leave_out(Path::new("draft.md"), &mut file), 1);
        assert_eq!(file.diagnostics.len(), 2);
        assert_eq!(file.diagnostics[0], second);
        assert_eq!(baseline.leave_out(Path::new("other.md"), &mut twice(EXAMPLE)), 0);
    }

    #[test]
    fn what_is_written_reads_the_same() {
        let folder = tempfile::tempdir().unwrap();
        let mut baseline = empty("");
        baseline.path = folder.path().join("known.json");
        baseline.add(&folder.path().join("draft \"1\".md"), &twice(EXAMPLE));
        fs::write(&baseline.path, baseline.text()).unwrap();
        assert_eq!(Baseline::read(&baseline.path).unwrap(), baseline);
        let expected = "\
{
  \"version\": 1,
  \"files\": {
    \"draft \\\"1\\\".md\": [
      {\"rule\":\"cite-unknown\",\"text\":\"§ 53a-999\",\"count\":1},
      {\"rule\":\"claim-class\",\"cite\":\"cgs:53a-192a\",\"kind\":\"class\",\"stated\":\"class B felony\",\"count\":2}
    ]
  }
}
";
        assert_eq!(baseline.text(), expected);
        assert_eq!(empty("").text(), "{\n  \"version\": 1,\n  \"files\": {}\n}\n");
    }
}
