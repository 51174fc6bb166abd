//! Finds the files that the arguments name, reads them, and replaces them.

use std::collections::{BTreeSet, HashSet};
use std::fs;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use globset::{Glob, GlobSet, GlobSetBuilder};
use ignore::WalkBuilder;

use super::args::InputArgs;
use super::complain;
use crate::document::{DecodeError, Document, Format, decode};

/// The extensions that are looked for in folders.
const EXTENSIONS: [&str; 10] = ["md", "markdown", "mdown", "mkd", "mkdn", "mdx", "qmd", "rmd", "txt", "text"];

/// What to read, in order of name, and whether anything named could not be found.
pub(super) struct Inputs {
    pub(super) files: Vec<Input>,
    pub(super) failed: bool,
}

/// One file to read.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Input {
    pub(super) path: PathBuf,
    pub(super) origin: Origin,
}

/// How a file came to be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Origin {
    /// The user named it: what is wrong with it is an error.
    Named,
    /// It lies in a folder: what cannot be read as text is passed over.
    Found,
    /// Standard input.
    Stdin,
}

/// A file that was read.
pub(super) struct ReadFile {
    pub(super) document: Document,
    pub(super) bytes_are_text: bool,
    /// What is worth knowing of it, but no error.
    pub(super) note: Option<String>,
}

/// Finds every file that the arguments name, or a list that they name. Folders are searched for text and Markdown.
pub(super) fn gather(arguments: &InputArgs) -> Result<Inputs> {
    let exclude = globs(&arguments.exclude).context("--exclude")?;
    let mut found = BTreeSet::new();
    let mut failed = false;
    let listed = arguments.files_from.as_deref().map(listed).transpose()?.unwrap_or_default();
    let is_stdin = |path: &Path| path.as_os_str() == "-";
    if arguments.files_from.as_deref().is_some_and(is_stdin)
        && arguments.paths.iter().chain(&listed).any(|path| is_stdin(path))
    {
        bail!("standard input cannot be both the list of files and a document: give the list as a file");
    }
    for path in arguments.paths.iter().chain(&listed) {
        if is_stdin(path) {
            let name = arguments.stdin_filename.clone().unwrap_or_else(|| PathBuf::from("<stdin>"));
            found.insert(Input { path: name, origin: Origin::Stdin });
        } else if path.is_dir() {
            failed |= !walk(path, arguments, &exclude, &mut found);
        } else if path.exists() {
            found.insert(Input { path: path.clone(), origin: Origin::Named });
        } else {
            complain(&format!("{}: no such file or folder", path.display()));
            failed = true;
        }
    }
    let mut files: Vec<Input> = found.into_iter().collect();
    // A file that is both named and found is read once, as named.
    let mut seen = HashSet::new();
    files.retain(|input| seen.insert(std::fs::canonicalize(&input.path).unwrap_or_else(|_| input.path.clone())));
    Ok(Inputs { files, failed })
}

/// The paths of a list, one a line; blank lines do not count.
fn listed(list: &Path) -> Result<Vec<PathBuf>> {
    let bytes = match list.as_os_str() == "-" {
        true => stdin()?,
        false => fs::read(list).with_context(|| format!("cannot read the list of files {}", list.display()))?,
    };
    let text = String::from_utf8(bytes)
        .with_context(|| format!("the list of files {} is not UTF-8: write one path a line", list.display()))?;
    Ok(text.lines().filter(|line| !line.trim().is_empty()).map(PathBuf::from).collect())
}

fn stdin() -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    io::stdin().read_to_end(&mut bytes).context("cannot read standard input")?;
    Ok(bytes)
}

/// Reads one file. `None`: it was passed over, because nobody named it and it is no text.
pub(super) fn read(input: &Input) -> Result<Option<ReadFile>> {
    let shown = input.path.display();
    let bytes = match input.origin {
        Origin::Stdin => stdin()?,
        Origin::Named | Origin::Found => fs::read(&input.path).with_context(|| format!("cannot read {shown}"))?,
    };
    match decode(bytes) {
        Ok(decoded) => {
            let bytes_are_text = decoded.bytes_are_text;
            let read_as =
                |encoding| format!("{shown} is not UTF-8; it was read as {encoding}, and no fix can be placed in it");
            let note = (!bytes_are_text).then(|| read_as(decoded.encoding));
            let format = Format::from_file_name(&input.path.to_string_lossy());
            Ok(Some(ReadFile { document: Document::parse(decoded, format), bytes_are_text, note }))
        }
        Err(DecodeError::Binary { .. }) if input.origin == Origin::Found => Ok(None),
        Err(error) => Err(anyhow::Error::new(error).context(format!("cannot read {shown}"))),
    }
}

/// The path as reports print it: with "/" between folders, without a leading "./".
pub(super) fn shown_name(path: &Path) -> String {
    let name = path.to_string_lossy().replace('\\', "/");
    name.strip_prefix("./").map_or(name.clone(), str::to_owned)
}

/// The path as seen from the current folder, if it lies in it.
pub(super) fn from_here(path: &Path) -> PathBuf {
    let here = std::env::current_dir().unwrap_or_default();
    path.strip_prefix(here).unwrap_or(path).to_owned()
}

/// Writes a file anew so that nothing is lost if stopped half-way: to a temporary file beside it, with its mode, then
/// renamed. A link is written through, not replaced.
pub(super) fn replace(path: &Path, text: &str) -> Result<()> {
    let path = fs::canonicalize(path).with_context(|| format!("cannot find {}", path.display()))?;
    let shown = path.display();
    let folder = path.parent().unwrap_or(Path::new("."));
    let mut temporary =
        tempfile::NamedTempFile::new_in(folder).with_context(|| format!("cannot write beside {shown}"))?;
    temporary.write_all(text.as_bytes()).with_context(|| format!("cannot write beside {shown}"))?;
    let permissions = fs::metadata(&path).with_context(|| format!("cannot read {shown}"))?.permissions();
    temporary.as_file().set_permissions(permissions).with_context(|| format!("cannot keep the mode of {shown}"))?;
    temporary.as_file().sync_all().with_context(|| format!("cannot write beside {shown}"))?;
    temporary.persist(&path).with_context(|| format!("cannot replace {shown}"))?;
    Ok(())
}

/// A set of globs that match a path or its last part.
pub(super) fn globs(patterns: &[String]) -> Result<GlobSet> {
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
pub(super) fn matches(globs: &GlobSet, path: &Path) -> bool {
    let path = path.strip_prefix("./").unwrap_or(path);
    path.ancestors()
        .filter(|part| !part.as_os_str().is_empty())
        .any(|part| globs.is_match(part) || part.file_name().is_some_and(|name| globs.is_match(name)))
}

/// Adds what lies in a folder; `false` if part of it could not be read.
fn walk(folder: &Path, arguments: &InputArgs, exclude: &GlobSet, found: &mut BTreeSet<Input>) -> bool {
    let respect = !arguments.no_respect_gitignore;
    let mut walker = WalkBuilder::new(folder);
    walker.git_ignore(respect).git_exclude(respect).git_global(respect).ignore(respect).require_git(false);
    let mut complete = true;
    for entry in walker.build() {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                complain(&error.to_string());
                complete = false;
                continue;
            }
        };
        let is_file = entry.file_type().is_some_and(|kind| kind.is_file());
        let inside = entry.path().strip_prefix(folder).unwrap_or(entry.path());
        if is_file && is_readable_kind(entry.path()) && !matches(exclude, inside) {
            found.insert(Input { path: entry.into_path(), origin: Origin::Found });
        }
    }
    complete
}

fn is_readable_kind(path: &Path) -> bool {
    let extension = path.extension().map(|extension| extension.to_string_lossy().to_ascii_lowercase());
    extension.is_some_and(|extension| EXTENSIONS.contains(&extension.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hook_for_pre_commit_takes_the_same_files() {
        let hooks = fs::read_to_string(crate::cli::testing::project(".pre-commit-hooks.yaml")).unwrap();
        let expected = format!("files: (?i)\\.({})$\n", EXTENSIONS.join("|"));
        assert!(hooks.contains(&expected), "{expected}");
    }
}
