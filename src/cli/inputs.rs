//! Which files the arguments name.

use std::collections::{BTreeSet, HashSet};
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use super::args::InputArgs;
use super::complain;
use crate::workspace::files::{Ignored, Input, Origin, globs, stdin, walk};

/// What to read, in order of name, and whether anything named could not be found.
pub(crate) struct Inputs {
    pub(crate) files: Vec<Input>,
    pub(crate) failed: bool,
}

/// Finds every file that the arguments name, or a list that they name. Folders are searched for text and Markdown.
pub(crate) fn gather(arguments: &InputArgs) -> Result<Inputs> {
    let exclude = globs(&arguments.exclude).context("--exclude")?;
    let ignored = if arguments.no_respect_gitignore { Ignored::Read } else { Ignored::LeftOut };
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
            for unread in walk(path, ignored, &exclude, &mut found) {
                complain(&unread);
                failed = true;
            }
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
    files.retain(|input| seen.insert(fs::canonicalize(&input.path).unwrap_or_else(|_| input.path.clone())));
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
