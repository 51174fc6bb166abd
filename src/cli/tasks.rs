//! Which files to check and how, and checking them, many at once. Shared by `check` and `baseline`; reports nothing.

use std::collections::BTreeSet;
use std::sync::Arc;

use anyhow::{Context, Result, bail};
use jiff::civil::Date;
use rayon::prelude::*;

use super::Complaints;
use super::args::JudgingArgs;
use super::progress::Progress;
use crate::check::{self, Diagnostic, Ledger, Stated, Threads};
use crate::citation::Citation;
use crate::document::{Decoded, Document};
use crate::law::{Code, Law, Section};
use crate::report::{self, CheckedFile};
use crate::span::Locator;
use crate::workspace::config::{self, Configs};
use crate::workspace::files::{self, Input, Origin, ReadFile};
use crate::workspace::standard::{Judged, Standard, Wishes};

/// Files are checked in batches of this many, so that few documents are in memory at once.
const BATCH: usize = 64;

/// A file to check, and how.
pub(super) struct Task {
    pub(super) input: Input,
    pub(super) standard: Standard,
}

/// A checked file, with what only this run wants to know of it.
pub(super) struct Done {
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

/// The configurations by which the arguments want documents judged.
pub(super) fn configs(arguments: &JudgingArgs) -> Result<Configs> {
    Configs::new(arguments.config.as_deref(), arguments.isolated)
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
    // One long file can have the threads that many files would.
    let threads = if inputs.len() == 1 && arguments.jobs != Some(1) { Threads::Several } else { Threads::One };
    let (select, ignore) = (arguments.select.clone(), arguments.ignore.clone());
    let wishes = Wishes { select, ignore, as_of: arguments.as_of, texts, threads };
    let mut tasks = Vec::new();
    for input in inputs {
        match Standard::of(&input.path, configs, &wishes, today) {
            Ok(standard) if input.origin == Origin::Found && standard.config.excludes(&input.path) => {}
            Ok(standard) => tasks.push(Task { input, standard }),
            Err(error) => complaints.add(&error),
        }
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
    // One long file can have several threads; of many files, more threads than files have nothing to do.
    let several = tasks.iter().any(|task| task.standard.options.threads == Threads::Several);
    let most = if several { BATCH } else { tasks.len().clamp(1, BATCH) };
    let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let wanted = arguments.jobs.unwrap_or(cores).clamp(1, most);
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
    pub(super) fn run(&self, law: &Law) -> Result<Option<Done>> {
        self.run_on(files::bytes(&self.input)?, law)
    }

    /// Checks the file, which has these bytes.
    pub(super) fn run_on(&self, bytes: Vec<u8>, law: &Law) -> Result<Option<Done>> {
        let read = files::read_bytes(&self.input, bytes)?;
        let Some(ReadFile { document, bytes_are_text, note }) = read else { return Ok(None) };
        Ok(Some(Done { note, ..self.judge(document, bytes_are_text, law) }))
    }

    /// Checks the same file with another text.
    pub(super) fn rerun(&self, file: &CheckedFile, text: String, law: &Law) -> Done {
        let decoded = Decoded::from_text(text);
        self.judge(Document::parse(decoded, file.document.format), true, law)
    }

    /// Adds where the file says something else than those entered before it, or than itself.
    pub(super) fn hold_against(&self, judged: &mut Done, ledger: &mut Ledger) {
        let CheckedFile { filename, document, diagnostics, .. } = &mut judged.file;
        let mut locator = Locator::new(document.source_text());
        let place = |span| report::whereabouts(filename, document, span, &mut locator);
        let conflicts = ledger.enter(&judged.open, place);
        let severity = |found: Diagnostic| {
            let severity = self.standard.config.severity(found.lint).unwrap_or(found.severity);
            Diagnostic { severity, ..found }
        };
        if !conflicts.is_empty() {
            diagnostics.extend(conflicts.into_iter().map(severity));
            check::sort(diagnostics, document);
        }
    }

    fn judge(&self, document: Document, bytes_are_text: bool, law: &Law) -> Done {
        let Judged { file, citations, open, left_out, .. } =
            self.standard.judge(&self.input.path, document, bytes_are_text, law, None);
        let cited = citations.iter().filter_map(Citation::section).map(Section::code).collect();
        Done { file, open, note: None, cited, left_out }
    }
}
