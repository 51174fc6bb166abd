//! The documents of the folders that are open in the editor, as they lie on the disk. Looked for and read a step at a time,
//! between messages.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::rc::Rc;

use lsp_types::Range;

use super::documents::Statement;
use crate::check::Severity;
use crate::workspace::files::{Ignored, Walk, is_text_kind};

/// More documents are not looked at: a folder that holds so many is no folder of drafts.
const MOST: usize = 10_000;

/// How many entries of a folder are looked at in a step.
const STRIDE: usize = 256;

/// A document on the disk, and what was found in it.
pub(super) struct DiskFile {
    pub(super) uri: String,
    /// The name of what was found, but for conflicts.
    pub(super) result_id: String,
    /// What was found, but for conflicts with others.
    pub(super) diagnostics: Vec<lsp_types::Diagnostic>,
    pub(super) cited: Vec<CitedPlace>,
    pub(super) statements: Rc<[Statement]>,
    pub(super) conflict_severity: Option<Severity>,
}

/// A citation in a document.
#[derive(Clone, Debug)]
pub(super) struct CitedPlace {
    /// The section or whatever else it names, without the place in it.
    pub(super) id: String,
    pub(super) range: Range,
}

/// What to do next.
pub(super) enum Step {
    /// Read this document.
    Read(PathBuf),
    /// Something was looked for; there is more.
    Looked,
    /// All is known.
    Done,
}

/// The open folders.
#[derive(Default)]
pub(super) struct Folders {
    pub(super) roots: Vec<PathBuf>,
    pub(super) files: BTreeMap<PathBuf, DiskFile>,
    walks: Vec<Walk>,
    unread: BTreeSet<PathBuf>,
    /// How many were found, and read, since the last time that all was known.
    pub(super) found: usize,
    pub(super) read: usize,
    /// What is worth knowing of the search.
    pub(super) remarks: Vec<String>,
}

impl Folders {
    pub(super) fn new(roots: Vec<PathBuf>) -> Folders {
        Folders { roots, ..Folders::default() }
    }

    /// Looks through all folders anew.
    pub(super) fn restart(&mut self) {
        self.files.clear();
        self.unread.clear();
        (self.found, self.read) = (0, 0);
        self.walks = self.roots.iter().map(|root| Walk::new(root, Ignored::LeftOut)).collect();
    }

    /// Forgets all.
    pub(super) fn stop(&mut self) {
        self.walks.clear();
        self.files.clear();
        self.unread.clear();
    }

    /// Whether a path lies in one of the folders.
    fn contain(&self, path: &Path) -> bool {
        self.roots.iter().any(|root| path.starts_with(root))
    }

    /// Whether there is something to do.
    pub(super) fn busy(&self) -> bool {
        !self.walks.is_empty() || !self.unread.is_empty()
    }

    /// A document changed on the disk. One that is not known may be one that is to be left out: only a walk can tell.
    pub(super) fn changed(&mut self, path: PathBuf) {
        if self.files.contains_key(&path) {
            self.found += usize::from(self.unread.insert(path));
        } else if self.contain(&path) && self.walks.is_empty() {
            self.walks = self.roots.iter().map(|root| Walk::new(root, Ignored::LeftOut)).collect();
        }
    }

    /// Whatever lay at a path or below it is gone.
    pub(super) fn gone(&mut self, path: &Path) {
        self.unread.retain(|known| !known.starts_with(path));
        self.files.retain(|known, _| !known.starts_with(path));
    }

    /// Takes a step.
    pub(super) fn step(&mut self) -> Step {
        let Some(walk) = self.walks.last_mut() else {
            return match self.unread.pop_first() {
                Some(path) => {
                    self.read += 1;
                    Step::Read(path)
                }
                None => {
                    (self.found, self.read) = (0, 0);
                    Step::Done
                }
            };
        };
        for _ in 0..STRIDE {
            match walk.next() {
                Some(Ok(Some(path))) if is_text_kind(&path) && !self.files.contains_key(&path) => {
                    self.found += usize::from(self.unread.insert(path));
                }
                Some(Ok(_)) => {}
                Some(Err(error)) => self.remarks.push(error),
                None => {
                    self.walks.pop();
                    break;
                }
            }
            if self.files.len() + self.unread.len() >= MOST {
                self.remarks.push(format!("only the first {MOST} documents of the folders are checked"));
                self.walks.clear();
                break;
            }
        }
        Step::Looked
    }
}
