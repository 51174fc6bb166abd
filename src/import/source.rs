//! Finds the files of each edition and reads them row by row, plain or gzipped. Never asks what a row means.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

use flate2::read::MultiGzDecoder;
use ignore::WalkBuilder;
use serde::Deserialize;

use super::error::ImportError;
use super::forms::{self, Form, Held, Problem, Published, Row};

/// How much of a file is looked at to tell a page.
const HEAD: u64 = 4 * 1024;

/// What an edition holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Connecticut,
    Federal,
    Attested,
}

/// The files of one edition: one of lines, or any number of pages.
pub(super) struct Source {
    kind: Kind,
    form: Form,
    paths: Vec<PathBuf>,
}

/// The keys that tell one kind of file from another.
#[derive(Deserialize)]
struct Keys {
    section: Option<serde_json::Value>,
    heading: Option<serde_json::Value>,
    chapter_name: Option<serde_json::Value>,
    title_name: Option<serde_json::Value>,
    evidence: Option<serde_json::Value>,
}

/// Opens the files and folders that a maintainer named, as one source for each kind.
pub(super) fn open_all(paths: &[PathBuf]) -> Result<Vec<Source>, ImportError> {
    let mut sources: Vec<Source> = Vec::new();
    for path in paths {
        for path in files(path)? {
            let (kind, form) = told(&path)?;
            match sources.iter_mut().find(|source| source.kind == kind) {
                Some(source) if source.form == Form::Page && form == Form::Page => source.paths.push(path),
                Some(source) => {
                    return Err(ImportError::SameKind { first: source.path().to_owned(), second: path });
                }
                None => sources.push(Source { kind, form, paths: vec![path] }),
            }
        }
    }
    Ok(sources)
}

impl Source {
    pub(super) fn kind(&self) -> Kind {
        self.kind
    }

    /// The first of its files.
    pub(super) fn path(&self) -> &Path {
        &self.paths[0]
    }

    /// Calls `take` with every row, and gives the pages that hold nothing for the table. An error that `take` returns
    /// is told with the file and the line.
    pub(super) fn each<R: Row>(
        &self,
        mut take: impl FnMut(R) -> Result<(), String>,
    ) -> Result<Vec<PathBuf>, ImportError> {
        match self.form {
            Form::Lines => self.paths.iter().try_for_each(|path| each_line(path, &mut take)).map(|()| Vec::new()),
            Form::Page => each_page(&self.paths, &mut take),
        }
    }
}

fn each_line<R: Row>(path: &Path, take: &mut impl FnMut(R) -> Result<(), String>) -> Result<(), ImportError> {
    let unreadable = |line, cause| ImportError::Read { path: path.to_owned(), line, cause };
    let mut reader = reader(path).map_err(|cause| unreadable(0, cause))?;
    let mut text = String::new();
    for line in 1.. {
        text.clear();
        if reader.read_line(&mut text).map_err(|cause| unreadable(line - 1, cause))? == 0 {
            break;
        }
        serde_json::from_str(&text)
            .map_err(|error| error.to_string())
            .and_then(&mut *take)
            .map_err(|problem| ImportError::Malformed { path: path.to_owned(), line, problem })?;
    }
    Ok(())
}

fn each_page<R: Row>(
    paths: &[PathBuf],
    take: &mut impl FnMut(R) -> Result<(), String>,
) -> Result<Vec<PathBuf>, ImportError> {
    let mut parts: BTreeMap<String, &PathBuf> = BTreeMap::new();
    let mut passed_over = Vec::new();
    for path in paths {
        let page = reader(path).map_err(|cause| ImportError::Read { path: path.clone(), line: 0, cause })?;
        let held = R::each_of(page, take).map_err(|Problem { line, what }| ImportError::Malformed {
            path: path.clone(),
            line,
            problem: what,
        })?;
        match held {
            Held::Nothing => passed_over.push(path.clone()),
            Held::Part(part) => {
                if let Some(first) = parts.insert(part.clone(), path) {
                    return Err(ImportError::SamePart { part, first: first.clone(), second: path.clone() });
                }
            }
        }
    }
    Ok(passed_over)
}

/// The file itself, or every file in the folder in order of name, hidden ones aside.
fn files(path: &Path) -> Result<Vec<PathBuf>, ImportError> {
    let unreadable = |cause| ImportError::Read { path: path.to_owned(), line: 0, cause };
    let mut files = Vec::new();
    let mut walk = WalkBuilder::new(path);
    walk.standard_filters(false).hidden(true).follow_links(true).sort_by_file_path(Path::cmp);
    for entry in walk.build() {
        let entry = entry.map_err(|error| unreadable(io::Error::other(error)))?;
        if !entry.path().is_dir() {
            files.push(entry.into_path());
        }
    }
    match files.is_empty() {
        true => Err(ImportError::EmptyFolder { folder: path.to_owned() }),
        false => Ok(files),
    }
}

/// Reads the beginning of a file to learn what it holds.
fn told(path: &Path) -> Result<(Kind, Form), ImportError> {
    let unreadable = |cause| ImportError::Read { path: path.to_owned(), line: 0, cause };
    let mut head = Vec::new();
    let mut file = reader(path).map_err(unreadable)?;
    file.by_ref().take(HEAD).read_to_end(&mut head).map_err(unreadable)?;
    match forms::published(&head) {
        Some(Published::Connecticut) => return Ok((Kind::Connecticut, Form::Page)),
        Some(Published::Federal) => return Ok((Kind::Federal, Form::Page)),
        None => {}
    }
    if !head.contains(&b'\n') {
        file.read_until(b'\n', &mut head).map_err(unreadable)?;
    }
    let first = head.split(|&byte| byte == b'\n').next().unwrap_or_default();
    let kind = serde_json::from_slice(first).ok().and_then(|keys: Keys| keys.kind());
    kind.map(|kind| (kind, Form::Lines)).ok_or_else(|| ImportError::Unknown { path: path.to_owned() })
}

impl Keys {
    fn kind(&self) -> Option<Kind> {
        self.section.as_ref()?;
        if self.evidence.is_some() {
            Some(Kind::Attested)
        } else if self.title_name.is_some() {
            Some(Kind::Federal)
        } else if self.chapter_name.is_some() && self.heading.is_some() {
            Some(Kind::Connecticut)
        } else {
            None
        }
    }
}

fn reader(path: &Path) -> io::Result<Box<dyn BufRead>> {
    let mut reader = BufReader::new(File::open(path)?);
    let gzipped = reader.fill_buf()?.starts_with(&[0x1f, 0x8b]);
    let plain: Box<dyn Read> = if gzipped { Box::new(MultiGzDecoder::new(reader)) } else { Box::new(reader) };
    Ok(Box::new(BufReader::new(plain)))
}
