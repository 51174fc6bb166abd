//! `lawlint check`: reads, checks, mends and reports.

use std::fs::File;
use std::io::{self, BufWriter, IsTerminal, Write};
use std::sync::Arc;

use anyhow::{Context, Result};
use jiff::Zoned;
use jiff::civil::Date;
use rayon::prelude::*;

use super::args::CheckArgs;
use super::config::{self, Config, Configs};
use super::files::{self, Input, Origin};
use super::{Outcome, complain, fix, remark, table_age};
use crate::check::{self, Applicability, Checked, Options, Severity};
use crate::citation::Citation;
use crate::document::{Decoded, Document};
use crate::law::{Code, Law, Section};
use crate::report::{self, CheckedFile, Edition, OutputFormat, Report, RunInfo, Styling};

/// Files are checked in batches of this many, so that few documents are in memory at once.
const BATCH: usize = 64;

/// A file to check, and how.
struct Task {
    input: Input,
    config: Arc<Config>,
    options: Options,
}

pub(super) fn run(arguments: &CheckArgs) -> Result<Outcome> {
    if arguments.jobs != Some(1) {
        std::thread::spawn(crate::claim::prepare);
    }
    let today = Zoned::now().date();
    let law = Law::embedded();
    let inputs = files::gather(&arguments.input)?;
    let (tasks, unconfigured) = tasks(arguments, inputs.files, today)?;
    let mut run = Run { arguments, law: &law, failed: inputs.failed || unconfigured, found: false, cited: Vec::new() };
    // More threads than files have nothing to do.
    let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let wanted = arguments.jobs.unwrap_or(cores).clamp(1, tasks.len().clamp(1, BATCH));
    let threads = rayon::ThreadPoolBuilder::new().num_threads(wanted).build()?;
    // The day of the first file: one configuration governs nearly every run.
    let info = run_info(&law, tasks.first().map_or(arguments.as_of.unwrap_or(today), |task| task.options.as_of));
    match &arguments.output_file {
        Some(path) => {
            let file = File::create(path).with_context(|| format!("cannot write to {}", path.display()))?;
            run.report(&tasks, &threads, &info, Styling::Plain, &mut BufWriter::new(file))?;
        }
        // Standard output is for the mended text then.
        None if arguments.fix && !arguments.diff && tasks.iter().any(|task| task.input.origin == Origin::Stdin) => {
            run.report(&tasks, &threads, &info, Styling::Plain, &mut BufWriter::new(anstream::stderr()))?;
        }
        None => {
            let out = anstream::stdout();
            let styling = if styled() { Styling::Styled } else { Styling::Plain };
            run.report(&tasks, &threads, &info, styling, &mut BufWriter::new(out.lock()))?;
        }
    }
    if !arguments.quiet
        && let Some(note) = old_table(&law, &run.cited, &tasks)
    {
        remark(&note);
    }
    Ok(match (run.failed, run.found && !arguments.exit_zero) {
        (true, _) => Outcome::Failed,
        (false, true) => Outcome::Findings,
        (false, false) => Outcome::Clean,
    })
}

/// The note about an old table, by the day and the configuration of the first file that it is too old for.
fn old_table(law: &Law, cited: &[Code], tasks: &[Task]) -> Option<String> {
    tasks.iter().find_map(|task| {
        let allowed = task.config.max_table_age.unwrap_or(table_age::DEFAULT_MONTHS);
        table_age::note(law, cited, task.options.as_of, allowed)
    })
}

/// The tasks that the configuration leaves, and whether a configuration could not be read.
fn tasks(arguments: &CheckArgs, inputs: Vec<Input>, today: Date) -> Result<(Vec<Task>, bool)> {
    let mut configs = Configs::new(arguments)?;
    // Names that are none are an error even where no file is found.
    config::chosen(&arguments.select, &arguments.ignore)?;
    let mut tasks = Vec::new();
    let mut complaints: Vec<String> = Vec::new();
    for input in inputs {
        let config = match configs.of(&input.path) {
            Ok(config) => config,
            Err(error) => {
                let complaint = format!("{error:#}");
                if !complaints.contains(&complaint) {
                    complain(&complaint);
                    complaints.push(complaint);
                }
                continue;
            }
        };
        if input.origin == Origin::Found && config.excludes(&input.path) {
            continue;
        }
        // What the command line selects replaces what the file says; what it ignores comes on top.
        let lints = match arguments.select.is_empty() {
            true => config::chosen(&config.select, &[config.ignore.as_slice(), &arguments.ignore].concat())?,
            false => config::chosen(&arguments.select, &arguments.ignore)?,
        };
        let options = Options { as_of: arguments.as_of.or(config.as_of).unwrap_or(today), lints };
        tasks.push(Task { input, config, options });
    }
    Ok((tasks, !complaints.is_empty()))
}

struct Run<'a> {
    arguments: &'a CheckArgs,
    law: &'a Law,
    failed: bool,
    found: bool,
    /// The codes that the files cite.
    cited: Vec<Code>,
}

impl Run<'_> {
    fn report(
        &mut self,
        tasks: &[Task],
        threads: &rayon::ThreadPool,
        info: &RunInfo,
        styling: Styling,
        out: &mut dyn Write,
    ) -> Result<()> {
        let mut report = report::report(self.arguments.output_format, styling);
        for batch in tasks.chunks(BATCH) {
            let checked: Vec<Result<Option<Done>>> =
                threads.install(|| batch.par_iter().map(|task| self.check(task)).collect());
            for (task, done) in batch.iter().zip(checked) {
                self.take(task, done, report.as_mut(), out)?;
            }
        }
        // A summary is for people; a format for programs is broken without its end.
        let summary = matches!(self.arguments.output_format, OutputFormat::Full | OutputFormat::Concise);
        let silent = self.arguments.diff || self.arguments.quiet && summary;
        if !silent {
            report.finish(info, out)?;
        }
        Ok(out.flush()?)
    }

    /// Checks one file and, if asked to, mends it first.
    fn check(&self, task: &Task) -> Result<Option<Done>> {
        let Some(read) = files::read(&task.input, self.arguments.quiet)? else { return Ok(None) };
        let filename = files::shown_name(&task.input.path);
        let (mut file, cited) = checked(read.document, read.bytes_are_text, filename, self.law, &task.options);
        let limit = if self.arguments.unsafe_fixes { Applicability::Unsafe } else { Applicability::Safe };
        let mut change = None;
        if self.arguments.fix || self.arguments.diff {
            let mended = fix::mend(&file, limit, |text| recheck(&file, text, self.law, &task.options));
            let (before, after) =
                (file.document.source_text(), mended.as_ref().map(|file| file.document.source_text()));
            if self.arguments.diff {
                change = after.map(|after| fix::diff(&file.filename, before, after));
            } else if after.is_some() || task.input.origin == Origin::Stdin {
                fix::write(&task.input, after.unwrap_or(before))?;
            }
            file = mended.unwrap_or(file);
        }
        Ok(Some(Done { file, change, cited }))
    }

    fn take(
        &mut self,
        task: &Task,
        done: Result<Option<Done>>,
        report: &mut dyn Report,
        out: &mut dyn Write,
    ) -> Result<()> {
        match done {
            Ok(None) => {}
            Ok(Some(done)) => {
                for code in done.cited {
                    if !self.cited.contains(&code) {
                        self.cited.push(code);
                    }
                }
                let configured = task.config.fail_on.map(Severity::from);
                let level = self.arguments.fail_on.map(Severity::from).or(configured).unwrap_or(Severity::Error);
                self.found |= done.file.diagnostics.iter().any(|found| found.severity >= level);
                match (self.arguments.diff, done.change) {
                    (true, Some(change)) => {
                        self.found = true;
                        write!(out, "{change}")?;
                    }
                    (true, None) => {}
                    (false, _) => report.file(&done.file, out)?,
                }
            }
            Err(error) => {
                complain(&format!("{error:#}"));
                self.failed = true;
            }
        }
        Ok(())
    }
}

struct Done {
    file: CheckedFile,
    /// What mending changed, as a unified diff.
    change: Option<String>,
    /// The codes that it cites.
    cited: Vec<Code>,
}

/// A file with what is found in it, and the codes that it cites.
fn checked(
    document: Document,
    bytes_are_text: bool,
    filename: String,
    law: &Law,
    options: &Options,
) -> (CheckedFile, Vec<Code>) {
    let Checked { citations, diagnostics } = check::check(&document, law, options);
    let mut codes = Vec::new();
    for code in citations.iter().filter_map(Citation::section).map(Section::code) {
        if !codes.contains(&code) {
            codes.push(code);
        }
    }
    (CheckedFile { filename, document, bytes_are_text, citations: citations.len(), diagnostics }, codes)
}

/// The same file with another text.
fn recheck(file: &CheckedFile, text: String, law: &Law, options: &Options) -> CheckedFile {
    let decoded = Decoded { text, encoding: "UTF-8", bytes_are_text: true };
    checked(Document::parse(decoded, file.document.format), true, file.filename.clone(), law, options).0
}

pub(super) fn run_info(law: &Law, as_of: Date) -> RunInfo {
    let editions = [(Code::Connecticut, "Connecticut"), (Code::UnitedStates, "the United States Code")]
        .map(|(code, name)| Edition { code: code.id().to_owned(), name: name.to_owned(), through: law.through(code) });
    RunInfo { as_of, editions: editions.into() }
}

/// Whether standard output takes colour: `--color`, then NO_COLOR and the like, then whether it is a terminal.
fn styled() -> bool {
    match anstream::ColorChoice::global() {
        anstream::ColorChoice::Always | anstream::ColorChoice::AlwaysAnsi => true,
        anstream::ColorChoice::Never => false,
        anstream::ColorChoice::Auto => {
            anstream::AutoStream::choice(&io::stdout()) != anstream::ColorChoice::Never && io::stdout().is_terminal()
        }
    }
}
