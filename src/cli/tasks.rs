//! Which files to check and how, and checking them, many at once. Shared by `check` and `baseline`; reports nothing.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::sync::Arc;

use anyhow::{Context, Result, bail};
use jiff::civil::Date;
use rayon::prelude::*;

use super::Complaints;
use super::args::JudgingArgs;
use super::baseline::Baseline;
use super::config::{self, Config, Configs};
use super::files::{self, Input, Origin, ReadFile};
use super::progress::Progress;
use crate::check::{self, Options, Stated};
use crate::citation::Citation;
use crate::document::{Decoded, Document};
use crate::law::{Code, Law, Section};
use crate::report::CheckedFile;

/// Files are checked in batches of this many, so that few documents are in memory at once.
const BATCH: usize = 64;

/// A file to check, and how.
pub(super) struct Task {
    pub(super) input: Input,
    pub(super) config: Arc<Config>,
    pub(super) options: Options,
    /// Whether the command line names the day: then no document has another.
    dated: bool,
    /// Findings to leave out.
    pub(super) known: Option<Arc<Baseline>>,
}

/// A checked file, with what only this run wants to know of it.
pub(super) struct Judged {
    pub(super) file: CheckedFile,
    /// What it says that another document may contradict.
    pub(super) open: Vec<Stated>,
    /// What is worth knowing of how it was read.
    pub(super) note: Option<String>,
    /// The codes that it cites.
    pub(super) cited: BTreeSet<Code>,
    /// How many findings the baseline left out.
    pub(super) left_out: usize,
}

/// The tasks that the configuration leaves. What is wrong with it is complained of.
pub(super) fn tasks(
    arguments: &JudgingArgs,
    configs: &mut Configs,
    inputs: Vec<Input>,
    today: Date,
    complaints: &mut Complaints,
) -> Result<Vec<Task>> {
    // Names that are none are an error even where no file is found.
    config::chosen(&arguments.select, &arguments.ignore)?;
    let texts = match arguments.law_text.as_slice() {
        [] => None,
        paths if let Some(path) = paths.iter().find(|path| !path.exists()) => {
            bail!("--law-text: {}: no such file or folder", path.display())
        }
        paths => Some(Arc::new(crate::import::read_texts(paths).context("--law-text")?)),
    };
    let mut tasks = Vec::new();
    for input in inputs {
        let config = match configs.of(&input.path) {
            Ok(config) => config,
            Err(error) => {
                complaints.add(&error);
                continue;
            }
        };
        if input.origin == Origin::Found && config.excludes(&input.path) {
            continue;
        }
        let lints = config.lints(&input.path, &arguments.select, &arguments.ignore)?;
        let as_of = arguments.as_of.or(config.as_of).unwrap_or(today);
        let options = Options { as_of, lints, house_form: config.citation_form, texts: texts.clone() };
        tasks.push(Task { input, config, options, dated: arguments.as_of.is_some(), known: None });
    }
    Ok(tasks)
}

/// Does `check` to every task on as many threads as wanted, and `take`s what comes of it in the order of the tasks.
pub(super) fn in_batches<T: Send>(
    tasks: &[Task],
    arguments: &JudgingArgs,
    check: impl Fn(&Task) -> T + Sync,
    mut take: impl FnMut(&[Task], Vec<T>) -> Result<()>,
) -> Result<()> {
    // More threads than files have nothing to do.
    let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let wanted = arguments.jobs.unwrap_or(cores).clamp(1, tasks.len().clamp(1, BATCH));
    let threads = rayon::ThreadPoolBuilder::new().num_threads(wanted).build()?;
    let progress = Progress::new(tasks.len(), arguments.quiet);
    let check = |task| {
        let done = check(task);
        progress.advance();
        done
    };
    for batch in tasks.chunks(BATCH) {
        let done = threads.install(|| batch.par_iter().map(check).collect());
        // What is told next must not stand on the line of the progress.
        progress.clear();
        take(batch, done)?;
    }
    Ok(())
}

impl Task {
    /// Reads and checks the file. `None`: it is no text, and nobody named it.
    pub(super) fn run(&self, law: &Law) -> Result<Option<Judged>> {
        let Some(ReadFile { document, bytes_are_text, note }) = files::read(&self.input)? else { return Ok(None) };
        let filename = files::shown_name(&self.input.path);
        Ok(Some(Judged { note, ..self.judge(document, bytes_are_text, filename, law) }))
    }

    /// Checks the same file with another text.
    pub(super) fn rerun(&self, file: &CheckedFile, text: String, law: &Law) -> Judged {
        let decoded = Decoded { text, encoding: "UTF-8", bytes_are_text: true };
        self.judge(Document::parse(decoded, file.document.format), true, file.filename.clone(), law)
    }

    fn judge(&self, document: Document, bytes_are_text: bool, filename: String, law: &Law) -> Judged {
        let mut options = Cow::Borrowed(&self.options);
        if let Some(as_of) = document.as_of.filter(|_| !self.dated) {
            options.to_mut().as_of = as_of;
        }
        let check::Checked { citations, mut diagnostics, open } = check::check(&document, law, &options);
        for found in &mut diagnostics {
            found.severity = self.config.severity(found.lint).unwrap_or(found.severity);
        }
        let cited = citations.iter().filter_map(Citation::section).map(Section::code).collect();
        let mut file = CheckedFile { filename, document, bytes_are_text, citations: citations.len(), diagnostics };
        let left_out = self.known.as_ref().map_or(0, |known| known.leave_out(&self.input.path, &mut file));
        Judged { file, open, note: None, cited, left_out }
    }
}
