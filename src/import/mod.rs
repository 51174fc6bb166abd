//! Writes `rules/<code>/sections.tsv` from editions of the law. Reads files and writes files; decides
//! nothing about documents, and asks no network.
//!
//! An edition is JSON lines, one section a line, plain or gzipped. What a file holds is told from the
//! keys of its first line, never from its name. Three kinds are known: the General Statutes of
//! Connecticut, the United States Code, and attested numbers: Connecticut sections that have no line in
//! the edition but that other sections cite. An edition may come without the attested numbers, the
//! attested numbers may not come without the edition.
//!
//! Invariant: the files under `rules/` change only when every line of every file has been understood.

mod attested;
mod catchline;
mod cited;
mod connecticut;
mod dates;
mod error;
mod federal;
mod heading;
mod numbers;
mod source;
mod stub;
mod table;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

pub use error::ImportError;
pub use table::Status;

use crate::law::Law;

use cited::Cited;
use source::{Kind, Source};
use table::Table;

/// What an import wrote and what it left out.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// One for each file under `rules/` that the editions given can fill.
    pub codes: Vec<CodeSummary>,
    /// Attested numbers that are slips in the text that cites them, not sections; they are left out.
    pub slips: Vec<String>,
    /// Lines of an edition that name no section.
    pub unnumbered: usize,
}

/// What was written for one code.
#[derive(Debug, PartialEq, Eq)]
pub struct CodeSummary {
    /// The file written, `rules/ct/sections.tsv`.
    pub path: PathBuf,
    /// How many sections have each status.
    pub counts: BTreeMap<Status, usize>,
    /// Whether the file differs from the one that was there.
    pub changed: bool,
}

/// Reads the editions at `paths` and rewrites the `sections.tsv` of each code that they hold.
///
/// # Errors
///
/// Fails, and leaves every file as it was, when a file cannot be read, a line is not what the file's
/// first line promised, two files hold the same thing, or attested numbers come without their edition.
pub fn import(paths: &[PathBuf], rules: &Path) -> Result<Summary, ImportError> {
    if !rules.is_dir() {
        return Err(ImportError::NoRules { folder: rules.to_owned() });
    }
    let mut summary = Summary::default();
    let mut connecticut = Table::default();
    let mut federal = Table::default();
    let sources = open_all(paths)?;
    let (law, mut cited) = (Law::embedded(), Cited::default());
    for source in &sources {
        match source.kind() {
            Kind::Connecticut => source.each(|row: connecticut::Line| {
                cited.note(&row.section, &row.text, &law);
                connecticut::read(&row, &mut connecticut)
            })?,
            Kind::Attested => {
                source.each(|row| attested::read(&row, &mut connecticut, &mut summary.slips))?;
            }
            Kind::Federal => source.each(|row| {
                summary.unnumbered += usize::from(!federal::read(&row, &mut federal)?);
                Ok(())
            })?,
        }
    }
    cited.complete(&mut connecticut, &summary.slips);
    let written = [("ct", connecticut), ("us", federal)];
    let filled = written.into_iter().filter(|(_, table)| !table.is_empty());
    let prepared = filled.map(|(code, table)| table.prepare(&rules.join(code))).collect::<Result<Vec<_>, _>>()?;
    summary.codes = prepared.into_iter().map(table::Prepared::replace).collect::<Result<_, _>>()?;
    Ok(summary)
}

fn open_all(paths: &[PathBuf]) -> Result<Vec<Source>, ImportError> {
    let mut sources: Vec<Source> = Vec::new();
    for path in paths {
        let source = Source::open(path)?;
        if let Some(same) = sources.iter().find(|other| other.kind() == source.kind()) {
            return Err(ImportError::SameKind { first: same.path().into(), second: path.clone() });
        }
        sources.push(source);
    }
    let attested = sources.iter().find(|source| source.kind() == Kind::Attested);
    let edition = sources.iter().any(|source| source.kind() == Kind::Connecticut);
    match attested {
        Some(source) if !edition => Err(ImportError::NoEdition { attested: source.path().to_owned() }),
        _ => Ok(sources),
    }
}

#[cfg(test)]
mod tests;
