//! Reads a file of JSON lines, plain or gzipped, one line in memory. Never asks what a row means.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

use flate2::read::MultiGzDecoder;
use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::error::ImportError;

/// What a file holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Connecticut,
    Federal,
    Attested,
}

/// A file whose first line told what it holds.
pub(super) struct Source {
    path: PathBuf,
    kind: Kind,
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

impl Source {
    /// Reads the first line of a file to learn what the file holds.
    pub(super) fn open(path: &Path) -> Result<Self, ImportError> {
        let mut first = String::new();
        reader(path).and_then(|mut reader| reader.read_line(&mut first)).map_err(|cause| ImportError::Read {
            path: path.to_owned(),
            line: 0,
            cause,
        })?;
        let kind = serde_json::from_str(&first).ok().and_then(|keys: Keys| keys.kind());
        match kind {
            Some(kind) => Ok(Self { path: path.to_owned(), kind }),
            None => Err(ImportError::Unknown { path: path.to_owned() }),
        }
    }

    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    pub(super) fn kind(&self) -> Kind {
        self.kind
    }

    /// Calls `take` with every row. An error that `take` returns is told with the file and the line.
    pub(super) fn each<Row: DeserializeOwned>(
        &self,
        mut take: impl FnMut(Row) -> Result<(), String>,
    ) -> Result<(), ImportError> {
        let path = || self.path.clone();
        let mut reader = reader(&self.path).map_err(|cause| ImportError::Read { path: path(), line: 0, cause })?;
        let mut text = String::new();
        for line in 1.. {
            text.clear();
            let length = reader.read_line(&mut text).map_err(|cause| ImportError::Read {
                path: path(),
                line: line - 1,
                cause,
            })?;
            if length == 0 {
                break;
            }
            serde_json::from_str(&text)
                .map_err(|error| error.to_string())
                .and_then(&mut take)
                .map_err(|problem| ImportError::Malformed { path: path(), line, problem })?;
        }
        Ok(())
    }
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
