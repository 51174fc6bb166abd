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

mod acts;
mod attested;
mod catchline;
mod cited;
mod connecticut;
mod dates;
#[allow(dead_code, reason = "the grades of offenses will be read from these parts")]
mod edition_text;
mod error;
mod federal;
mod heading;
mod numbers;
mod offense_file;
mod output;
mod pinpoints;
mod source;
mod stub;
mod table;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

pub use error::ImportError;

use crate::law::{Code, Law, Section};

use cited::Cited;
use edition_text::EditionText;
use output::Output;
use source::{Kind, Source};
use table::{Status, Table};

/// What an import wrote and what it left out.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// One for each file under `rules/` that the editions given can fill.
    pub files: Vec<FileSummary>,
    /// Attested numbers that are slips in the text that cites them, not sections; they are left out.
    pub slips: Vec<String>,
    /// Lines of an edition that name no section.
    pub unnumbered: usize,
}

/// What was written to one file.
#[derive(Debug, PartialEq, Eq)]
pub struct FileSummary {
    /// The file written, `rules/ct/sections.tsv`.
    pub path: PathBuf,
    /// What it holds, by kind.
    pub counts: BTreeMap<&'static str, usize>,
    /// Whether the file differs from the one that was there.
    pub changed: bool,
}

/// What is collected of the General Statutes while their edition is read.
#[derive(Default)]
struct Connecticut {
    sections: Table,
    offenses: connecticut::Offenses,
    acts: acts::Touched,
    pinpoints: pinpoints::Pinpoints,
}

impl Connecticut {
    fn outputs(&self, folder: &Path) -> Vec<Output> {
        if self.sections.is_empty() {
            return Vec::new();
        }
        let mut outputs = vec![self.sections.output(folder)];
        outputs.extend(self.offenses.outputs(folder));
        outputs.push(self.acts.output(folder));
        outputs.push(self.pinpoints.output(folder));
        outputs
    }
}

/// What is collected of the United States Code.
#[derive(Default)]
struct Federal {
    sections: Table,
}

impl Federal {
    fn outputs(&self, folder: &Path) -> Vec<Output> {
        if self.sections.is_empty() { Vec::new() } else { vec![self.sections.output(folder)] }
    }
}

/// Reads the editions at `paths` and rewrites the derived files of each code that they hold.
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
    let (mut connecticut, mut federal) = (Connecticut::default(), Federal::default());
    let sources = open_all(paths)?;
    let (law, mut cited) = (Law::embedded(), Cited::default());
    for source in &sources {
        match source.kind() {
            Kind::Connecticut => source.each(|row: connecticut::Line| {
                cited.note(&row.section, &row.text, &law);
                connecticut::read(&row, &mut connecticut.sections)?;
                let text = EditionText::split(&row.text);
                let section = Section::connecticut(&row.section);
                if let Some(section) = &section {
                    connecticut.acts.note(section, &text, law.through(Code::Connecticut).year());
                }
                // A stub has no text; what is to be repealed later is law until then.
                let law_now =
                    connecticut.sections.status(&row.section).is_some_and(|(status, _)| status == Status::InForce);
                if law_now || row.is_to_be_repealed() {
                    connecticut.offenses.note(&row, &law);
                    section.into_iter().for_each(|section| connecticut.pinpoints.note(section, &text));
                }
                Ok(())
            })?,
            Kind::Attested => {
                source.each(|row| attested::read(&row, &mut connecticut.sections, &mut summary.slips))?;
            }
            Kind::Federal => source.each(|row| {
                summary.unnumbered += usize::from(!federal::read(&row, &mut federal.sections)?);
                Ok(())
            })?,
        }
    }
    cited.complete(&mut connecticut.sections, &summary.slips);
    let sections = &connecticut.sections;
    connecticut
        .offenses
        .link(|section| sections.status(section.number()).is_some_and(|(status, _)| status == Status::InForce));
    let outputs = [connecticut.outputs(&rules.join("ct")), federal.outputs(&rules.join("us"))];
    summary.files = output::write_all(outputs.into_iter().flatten().collect())?;
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
