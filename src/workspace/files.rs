//! Finds the documents in a folder, reads them, and replaces them.

use std::collections::BTreeSet;
use std::fs;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use globset::{Glob, GlobSet, GlobSetBuilder};
use ignore::WalkBuilder;

use crate::document::{self, Document, OpenError, Opened};

/// The extensions of documents made of text, which editors can show.
pub(crate) const TEXT_EXTENSIONS: [&str; 13] =
    ["md", "markdown", "mdown", "mkd", "mkdn", "mdx", "qmd", "rmd", "txt", "text", "html", "htm", "xhtml"];

/// The extensions of other documents.
pub(crate) const OTHER_EXTENSIONS: [&str; 8] = ["docx", "docm", "dotx", "odt", "odp", "pptx", "idml", "pdf"];

/// One file to read.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Input {
    pub(crate) path: PathBuf,
    pub(crate) origin: Origin,
}

/// How a file came to be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Origin {
    /// The user named it: what is wrong with it is an error.
    Named,
    /// It lies in a folder: what cannot be read as text, though it is named so, is passed over.
    Found,
    /// Standard input.
    Stdin,
}

/// A file that was read.
pub(crate) struct ReadFile {
    pub(crate) document: Document,
    pub(crate) bytes_are_text: bool,
    /// What is worth knowing of it, but no error.
    pub(crate) note: Option<String>,
}

/// All of standard input.
pub(crate) fn stdin() -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    io::stdin().read_to_end(&mut bytes).context("cannot read standard input")?;
    Ok(bytes)
}

/// The bytes of one file.
pub(crate) fn bytes(input: &Input) -> Result<Vec<u8>> {
    match input.origin {
        Origin::Stdin => stdin(),
        Origin::Named | Origin::Found => {
            fs::read(&input.path).with_context(|| format!("cannot read {}", input.path.display()))
        }
    }
}

/// Reads one file. `None`: it was passed over, because nobody named it and it is no document.
pub(crate) fn read(input: &Input) -> Result<Option<ReadFile>> {
    read_bytes(input, bytes(input)?)
}

/// Reads one file, which has these bytes. `None` as of [`read`].
pub(crate) fn read_bytes(input: &Input, bytes: Vec<u8>) -> Result<Option<ReadFile>> {
    let shown = input.path.display();
    if bytes.is_empty() && has_extension(&input.path, &OTHER_EXTENSIONS) {
        bail!("cannot read {shown}: it is empty; get it anew");
    }
    match document::open(bytes, &input.path.to_string_lossy()) {
        Ok(Opened { document, bytes_are_text, other_encoding }) => {
            let note = other_encoding.map(|encoding| {
                format!("{shown} is not UTF-8; it was read as {encoding}, and no fix can be placed in it")
            });
            Ok(Some(ReadFile { document, bytes_are_text, note }))
        }
        Err(OpenError::Decode(_)) if input.origin == Origin::Found && has_extension(&input.path, &TEXT_EXTENSIONS) => {
            Ok(None)
        }
        Err(error) => Err(anyhow::Error::new(error).context(format!("cannot read {shown}"))),
    }
}

/// The path as reports print it: with "/" between folders, without a leading "./".
pub(crate) fn shown_name(path: &Path) -> String {
    let name = path.to_string_lossy().replace('\\', "/");
    name.strip_prefix("./").map_or(name.clone(), str::to_owned)
}

/// The path as seen from the current folder, if it lies in it.
pub(crate) fn from_here(path: &Path) -> PathBuf {
    let here = std::env::current_dir().unwrap_or_default();
    path.strip_prefix(here).unwrap_or(path).to_owned()
}

/// Writes a file anew so that nothing is lost if stopped half-way: to a temporary file beside it, with its mode, then
/// renamed. A link is written through, not replaced.
pub(crate) fn replace(path: &Path, content: &[u8]) -> Result<()> {
    let path = fs::canonicalize(path).with_context(|| format!("cannot find {}", path.display()))?;
    let shown = path.display();
    let temporary = written_beside(&path, content)?;
    let permissions = fs::metadata(&path).with_context(|| format!("cannot read {shown}"))?.permissions();
    temporary.as_file().set_permissions(permissions).with_context(|| format!("cannot keep the mode of {shown}"))?;
    temporary.persist(&path).with_context(|| format!("cannot replace {shown}"))?;
    Ok(())
}

/// Writes a file, whole or not at all, whether or not there is one already.
pub(crate) fn write(path: &Path, content: &[u8]) -> Result<()> {
    if path.exists() {
        return replace(path, content);
    }
    // A temporary file is its owner's alone; a document is not.
    fs::write(path, content).with_context(|| format!("cannot write {}", path.display()))
}

fn written_beside(path: &Path, content: &[u8]) -> Result<tempfile::NamedTempFile> {
    let cannot = || format!("cannot write beside {}", path.display());
    let folder = path.parent().unwrap_or(Path::new("."));
    let mut temporary = tempfile::NamedTempFile::new_in(folder).with_context(cannot)?;
    temporary.write_all(content).with_context(cannot)?;
    temporary.as_file().sync_all().with_context(cannot)?;
    Ok(temporary)
}

/// A set of globs that match a path or its last part.
pub(crate) fn globs(patterns: &[String]) -> Result<GlobSet> {
    let mut builder = GlobSetBuilder::new();
    for pattern in patterns {
        let pattern = pattern.trim_end_matches('/');
        builder.add(
            Glob::new(pattern)
                .with_context(|| format!("\"{pattern}\" is not a glob such as \"drafts/**\" or \"*.md\""))?,
        );
    }
    Ok(builder.build()?)
}

/// Whether a glob matches the path or any folder above it.
pub(crate) fn matches(globs: &GlobSet, path: &Path) -> bool {
    let path = path.strip_prefix("./").unwrap_or(path);
    path.ancestors()
        .filter(|part| !part.as_os_str().is_empty())
        .any(|part| globs.is_match(part) || part.file_name().is_some_and(|name| globs.is_match(name)))
}

/// Adds the documents that lie in a folder. Gives what could not be read of it, in words.
pub(crate) fn walk(folder: &Path, ignored: Ignored, exclude: &GlobSet, found: &mut BTreeSet<Input>) -> Vec<String> {
    let mut unread = Vec::new();
    for step in Walk::new(folder, ignored) {
        match step {
            Ok(Some(path)) if !matches(exclude, path.strip_prefix(folder).unwrap_or(&path)) => {
                found.insert(Input { path, origin: Origin::Found });
            }
            Ok(_) => {}
            Err(error) => unread.push(error),
        }
    }
    unread
}

/// A walk through a folder, step by step: at each the path of a document, nothing, or what could not be read.
pub(crate) struct Walk(ignore::Walk);

impl Walk {
    pub(crate) fn new(folder: &Path, ignored: Ignored) -> Walk {
        let respect = ignored == Ignored::LeftOut;
        let mut walker = WalkBuilder::new(folder);
        walker.git_ignore(respect).git_exclude(respect).git_global(respect).ignore(respect).require_git(false);
        Walk(walker.build())
    }
}

impl Iterator for Walk {
    type Item = Result<Option<PathBuf>, String>;

    fn next(&mut self) -> Option<Self::Item> {
        let entry = match self.0.next()? {
            Ok(entry) => entry,
            Err(error) => return Some(Err(error.to_string())),
        };
        let is_file = entry.file_type().is_some_and(|kind| kind.is_file());
        Some(Ok((is_file && is_readable_kind(entry.path())).then(|| entry.into_path())))
    }
}

/// What becomes of the files that a `.gitignore` names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ignored {
    /// They are left out.
    LeftOut,
    /// They are read like the others.
    Read,
}

/// Whether a folder is searched for files of this kind. What Word keeps beside a document that is open is none.
pub(crate) fn is_readable_kind(path: &Path) -> bool {
    let is_lock = path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("~$"));
    is_text_kind(path) || has_extension(path, &OTHER_EXTENSIONS) && !is_lock
}

/// Whether files of this kind are text, which editors can show.
pub(crate) fn is_text_kind(path: &Path) -> bool {
    has_extension(path, &TEXT_EXTENSIONS)
}

fn has_extension(path: &Path, known: &[&str]) -> bool {
    let extension = path.extension().map(|extension| extension.to_string_lossy().to_ascii_lowercase());
    extension.is_some_and(|extension| known.contains(&extension.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hook_for_pre_commit_takes_the_same_files() {
        let hooks = fs::read_to_string(crate::testing::project(".pre-commit-hooks.yaml")).unwrap();
        let extensions = [TEXT_EXTENSIONS.as_slice(), &OTHER_EXTENSIONS].concat().join("|");
        let expected = format!("files: (?i)\\.({extensions})$\n");
        assert!(hooks.contains(&expected), "{expected}");
    }
}
