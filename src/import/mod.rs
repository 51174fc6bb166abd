//! Writes `rules/<code>/sections.tsv` from editions of the law. Reads files and writes files; decides
//! nothing about documents, and asks no network.
//!
//! An edition comes in one of two forms. JSON lines hold the whole of it in one file, one section a line. The pages that
//! legislatures publish hold a part each, and all of them together are the edition: chapter pages of the General Assembly
//! (HTML) for the General Statutes of Connecticut, titles in USLM (XML) for the United States Code. `forms` reads pages
//! into the same lines that JSON has, one section in memory at a time, and everything after knows lines only. What a
//! file holds is told from how it begins, never from its name; any file may be gzipped.
//!
//! Attested numbers are Connecticut sections that have no line in the edition but that other sections cite, as JSON
//! lines. An edition may come without them, they may not come without the edition.
//!
//! Invariant: an edition that lacks a chapter which the table has changes nothing (`completeness`).
//!
//! Invariant: the files under `rules/` change only when every line of every file has been understood.

mod acts;
mod attested;
mod catchline;
mod cited;
mod completeness;
mod conditions;
mod connecticut;
mod dates;
mod edition_text;
mod error;
mod federal;
mod forms;
mod heading;
mod numbers;
mod offense_file;
mod output;
mod pinpoints;
mod source;
mod stub;
mod table;
mod texts;
mod unread;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

pub use error::ImportError;
pub use texts::read_texts;

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
    /// Pages that hold nothing for the table: lists of chapters, appendices.
    pub passed_over: Vec<PathBuf>,
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
    cited: Cited,
}

impl Connecticut {
    fn read(&mut self, row: &connecticut::Line, law: &Law) -> Result<(), String> {
        connecticut::read(row, &mut self.sections)?;
        let status = self.sections.status(&row.section).map(|(status, _)| status);
        // The stub of a reserved range names its own end, which is no citation.
        if status != Some(Status::Reserved) {
            self.cited.note(&row.section, &row.text, law);
        }
        let (section, text) = (Section::connecticut(&row.section), EditionText::split(&row.text));
        if let Some(section) = &section {
            self.acts.note(section, &text, law.through(Code::Connecticut).year());
        }
        // A stub has no text; what is to be repealed later is law until then.
        if status == Some(Status::InForce) || row.is_to_be_repealed() {
            self.offenses.note(row, law);
            section.into_iter().for_each(|section| self.pinpoints.note(section, &text));
        }
        Ok(())
    }

    /// Settles what only the whole edition tells.
    fn complete(&mut self, slips: &[String]) {
        std::mem::take(&mut self.cited).complete(&mut self.sections, slips);
        let sections = &self.sections;
        let in_force = |number: &str| sections.status(number).is_some_and(|(status, _)| status == Status::InForce);
        self.offenses.link(|section| in_force(section.number()));
    }

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
    offenses: federal::Offenses,
}

impl Federal {
    fn outputs(&self, folder: &Path) -> Vec<Output> {
        if self.sections.is_empty() {
            return Vec::new();
        }
        let mut outputs = vec![self.sections.output(folder)];
        outputs.extend(self.offenses.outputs(folder));
        outputs
    }
}

/// Reads the editions at `paths` and rewrites the derived files of each code that they hold.
///
/// # Errors
///
/// Fails, and leaves every file as it was, when a file cannot be read, a line or a page is not what its file's
/// beginning promised, two files hold the same thing, a chapter of the table is missing, or attested numbers come without
/// their edition.
pub fn import(paths: &[PathBuf], rules: &Path) -> Result<Summary, ImportError> {
    if !rules.is_dir() {
        return Err(ImportError::NoRules { folder: rules.to_owned() });
    }
    let mut summary = Summary::default();
    let (mut connecticut, mut federal) = (Connecticut::default(), Federal::default());
    let sources = source::open_all(paths)?;
    check_kinds(&sources)?;
    let law = Law::embedded();
    for source in &sources {
        let passed_over = match source.kind() {
            Kind::Connecticut => source.each(|row| connecticut.read(&row, &law))?,
            Kind::Attested => source.each(|row| attested::read(&row, &mut connecticut.sections, &mut summary.slips))?,
            Kind::Federal => source.each(|row: federal::Line| {
                summary.unnumbered += usize::from(!federal::read(&row, &mut federal.sections)?);
                federal.offenses.note(&row, &law);
                Ok(())
            })?,
        };
        summary.passed_over.extend(passed_over);
    }
    connecticut.complete(&summary.slips);
    let (ct, us) = (rules.join("ct"), rules.join("us"));
    for source in &sources {
        match source.kind() {
            Kind::Connecticut => completeness::check(&connecticut.sections, &ct)?,
            Kind::Federal => completeness::check(&federal.sections, &us)?,
            Kind::Attested => {}
        }
    }
    let outputs = [connecticut.outputs(&ct), federal.outputs(&us)];
    summary.files = output::write_all(outputs.into_iter().flatten().collect())?;
    Ok(summary)
}

/// Attested numbers complete an edition of the General Statutes and are none themselves.
fn check_kinds(sources: &[Source]) -> Result<(), ImportError> {
    let attested = sources.iter().find(|source| source.kind() == Kind::Attested);
    let edition = sources.iter().any(|source| source.kind() == Kind::Connecticut);
    match attested {
        Some(source) if !edition => Err(ImportError::NoEdition { attested: source.path().to_owned() }),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests;
