//! Replaces the files of the table together: each is written beside the one that it replaces before the first is
//! replaced. Decides nothing about what they hold.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use super::{FileSummary, ImportError};

/// A file of the table as it shall be.
pub(super) struct Output {
    pub(super) path: PathBuf,
    pub(super) text: String,
    /// What it holds, counted for the maintainer.
    pub(super) counts: BTreeMap<&'static str, usize>,
}

/// Writes every file, or none.
pub(super) fn write_all(outputs: Vec<Output>) -> Result<Vec<FileSummary>, ImportError> {
    let prepared = outputs.into_iter().map(prepare).collect::<Result<Vec<_>, _>>()?;
    prepared.into_iter().map(Prepared::replace).collect()
}

/// A file written beside the one that it will replace; dropped, it leaves nothing behind.
struct Prepared {
    path: PathBuf,
    counts: BTreeMap<&'static str, usize>,
    written: Option<NamedTempFile>,
}

fn prepare(output: Output) -> Result<Prepared, ImportError> {
    let Output { path, text, counts } = output;
    let unchanged = fs::read_to_string(&path).is_ok_and(|old| old == text);
    let written = if unchanged { Ok(None) } else { write_beside(&path, &text).map(Some) };
    match written {
        Ok(written) => Ok(Prepared { path, counts, written }),
        Err(cause) => Err(ImportError::Write { path, cause }),
    }
}

impl Prepared {
    /// Puts the new file in the place of the old one.
    fn replace(self) -> Result<FileSummary, ImportError> {
        let changed = self.written.is_some();
        if let Some(written) = self.written {
            written
                .persist(&self.path)
                .map_err(|error| ImportError::Write { path: self.path.clone(), cause: error.error })?;
        }
        Ok(FileSummary { path: self.path, counts: self.counts, changed })
    }
}

fn write_beside(path: &Path, text: &str) -> io::Result<NamedTempFile> {
    let folder = path.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder)?;
    let mut builder = tempfile::Builder::new();
    // A temporary file is private by default; the table is for everyone whom the umask allows.
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    let mut file = builder.tempfile_in(folder)?;
    file.write_all(text.as_bytes())?;
    file.as_file().sync_all()?;
    Ok(file)
}
