//! Why an import stopped. Every message ends with what to do next.

use std::fmt;
use std::io;
use std::path::PathBuf;

/// Why an import stopped. Nothing under `rules/` has changed.
#[derive(Debug)]
pub enum ImportError {
    /// A file could not be opened or read.
    Read {
        /// The file.
        path: PathBuf,
        /// The line after which reading failed, from 1; 0 when the file could not be opened.
        line: usize,
        /// What the system said.
        cause: io::Error,
    },
    /// A file begins like no edition that lawlint knows.
    Unknown {
        /// The file.
        path: PathBuf,
    },
    /// A line is not what the file's first line promised.
    Malformed {
        /// The file.
        path: PathBuf,
        /// The line, from 1.
        line: usize,
        /// What is wrong with it.
        problem: String,
    },
    /// Two files hold the same code: one of them is another edition.
    SameKind {
        /// The file that was named first.
        first: PathBuf,
        /// The file that repeats it.
        second: PathBuf,
    },
    /// Two pages hold the same chapter or title: one of them is of another edition.
    SamePart {
        /// The chapter or the title.
        part: String,
        /// The page that was read first.
        first: PathBuf,
        /// The page that repeats it.
        second: PathBuf,
    },
    /// The edition lacks parts of the code that the table has: it is not whole.
    Partial {
        /// The table that would be replaced.
        path: PathBuf,
        /// How many sections in force it has in those parts.
        sections: usize,
        /// The chapters, articles or titles.
        parts: Vec<String>,
    },
    /// A folder without files.
    EmptyFolder {
        /// The folder.
        folder: PathBuf,
    },
    /// Attested numbers without the edition that they complete.
    NoEdition {
        /// The file of attested numbers.
        attested: PathBuf,
    },
    /// The folder of the canonical table does not exist.
    NoRules {
        /// The folder.
        folder: PathBuf,
    },
    /// A file under `rules/` could not be written.
    Write {
        /// The file.
        path: PathBuf,
        /// What the system said.
        cause: io::Error,
    },
}

impl fmt::Display for ImportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Read { path, line, cause } => write!(
                f,
                "{}: cannot be read after line {line}: {cause}; fetch the file again or check its name",
                path.display()
            ),
            Self::Unknown { path } => write!(
                f,
                "{}: begins like no edition that lawlint knows; give JSON lines of the General Statutes, the United \
                 States Code or attested numbers, chapter pages (HTML) or titles (USLM), and take other files out of \
                 the folder",
                path.display()
            ),
            Self::Malformed { path, line, problem } => {
                write!(f, "{}:{line}: {problem}; correct the line or fetch the file again", path.display())
            }
            Self::SameKind { first, second } => {
                write!(f, "{} and {} hold the same code; give one edition of each", first.display(), second.display())
            }
            Self::SamePart { part, first, second } => write!(
                f,
                "{} and {} both hold {part}; give the pages of one edition",
                first.display(),
                second.display()
            ),
            Self::Partial { path, sections, parts } => write!(
                f,
                "the edition is not whole: it has no section of {} ({sections} sections in force in {}); give all its \
                 pages, or remove that file first to begin anew",
                some_of(parts),
                path.display()
            ),
            Self::EmptyFolder { folder } => {
                write!(f, "{}: the folder is empty; name the one with the pages of an edition", folder.display())
            }
            Self::NoEdition { attested } => write!(
                f,
                "{}: attested numbers only complete an edition; give the General Statutes with them",
                attested.display()
            ),
            Self::NoRules { folder } => {
                write!(f, "{}: no such folder; name the project's rules folder", folder.display())
            }
            Self::Write { path, cause } => {
                write!(f, "{}: cannot be written: {cause}; make the folder writable and run again", path.display())
            }
        }
    }
}

/// The first few parts, and how many more there are.
fn some_of(parts: &[String]) -> String {
    const SHOWN: usize = 5;
    let shown = parts[..parts.len().min(SHOWN)].join(", ");
    match parts.len().saturating_sub(SHOWN) {
        0 => shown,
        more => format!("{shown} and {more} more"),
    }
}

impl std::error::Error for ImportError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Read { cause, .. } | Self::Write { cause, .. } => Some(cause),
            _ => None,
        }
    }
}
