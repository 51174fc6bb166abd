//! `lawlint check`: reads, checks, mends and reports.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fs::File;
use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context, Result};
use jiff::Zoned;
use jiff::civil::Date;

use super::args::CheckArgs;
use super::tasks::{self, Task};
use super::{Complaints, Outcome, complain, fix, inputs, remark, table_age};
use crate::check::{Applicability, Ledger, Severity};
use crate::law::{Code, Law};
use crate::report::{self, Edition, OutputFormat, Report, RunInfo, Styling};
use crate::workspace::baseline::Baseline;
use crate::workspace::files::{self, Origin};

pub(super) fn run(arguments: &CheckArgs) -> Result<Outcome> {
    if arguments.judging.jobs != Some(1) {
        std::thread::spawn(crate::claim::prepare);
    }
    let today = Zoned::now().date();
    let law = Law::embedded();
    let inputs = inputs::gather(&arguments.input)?;
    let mut complaints = Complaints::default();
    let mut configs = tasks::configs(&arguments.judging)?;
    let mut tasks = tasks::tasks(&arguments.judging, &mut configs, inputs.files, today, &mut complaints)?;
    attach_baselines(&mut tasks, arguments.baseline.as_deref(), &mut complaints)?;
    // The day of the first file: one configuration governs nearly every run.
    let as_of = tasks.first().map_or(arguments.judging.as_of.unwrap_or(today), |task| task.standard.options.as_of);
    let mut run = Run::new(arguments, &law, as_of);
    run.failed = inputs.failed || complaints.any();
    run.report_where_asked(&tasks)?;
    if !arguments.judging.quiet
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
fn old_table(law: &Law, cited: &BTreeSet<Code>, tasks: &[Task]) -> Option<String> {
    tasks.iter().find_map(|task| {
        let allowed = task.standard.config.max_table_age.unwrap_or(table_age::DEFAULT_MONTHS);
        table_age::note(law, cited, task.standard.options.as_of, allowed)
    })
}

/// Gives every task the baseline that the command line names, or else its configuration. A task whose baseline cannot be
/// read is complained of and dropped: to report everything that it covers would help nobody.
fn attach_baselines(tasks: &mut Vec<Task>, named: Option<&Path>, complaints: &mut Complaints) -> Result<()> {
    let named = named.map(Baseline::read).transpose()?.map(Arc::new);
    let mut read: HashMap<PathBuf, Option<Arc<Baseline>>> = HashMap::new();
    tasks.retain_mut(|task| {
        task.standard.known.clone_from(&named);
        let Some(path) = task.standard.config.baseline.as_ref().filter(|_| named.is_none()) else { return true };
        let known = read.entry(path.clone()).or_insert_with(|| {
            let known = Baseline::read(path).inspect_err(|error| complaints.add(error));
            known.ok().map(Arc::new)
        });
        task.standard.known.clone_from(known);
        known.is_some()
    });
    Ok(())
}

struct Run<'a> {
    arguments: &'a CheckArgs,
    law: &'a Law,
    as_of: Date,
    failed: bool,
    found: bool,
    /// The codes that the files cite.
    cited: BTreeSet<Code>,
    /// How many findings each baseline left out.
    left_out: BTreeMap<String, usize>,
    /// What the files so far say.
    ledger: Ledger,
}

/// A checked and perhaps mended file.
struct Mended {
    done: tasks::Done,
    /// What mending changed, as a unified diff.
    change: Option<String>,
}

impl<'a> Run<'a> {
    fn new(arguments: &'a CheckArgs, law: &'a Law, as_of: Date) -> Run<'a> {
        let (cited, left_out) = (BTreeSet::new(), BTreeMap::new());
        Run { arguments, law, as_of, failed: false, found: false, cited, left_out, ledger: Ledger::default() }
    }

    fn report_where_asked(&mut self, tasks: &[Task]) -> Result<()> {
        // Standard output is for the mended text then.
        let mends_stdin = self.arguments.fix && !self.arguments.diff;
        let mends_stdin = mends_stdin && tasks.iter().any(|task| task.input.origin == Origin::Stdin);
        match &self.arguments.output_file {
            Some(path) => {
                let file = File::create(path).with_context(|| format!("cannot write to {}", path.display()))?;
                self.report(tasks, Styling::Plain, &mut BufWriter::new(file))
            }
            None if mends_stdin => self.report(tasks, Styling::Plain, &mut BufWriter::new(anstream::stderr())),
            None => {
                let out = anstream::stdout();
                let styling = if styled() { Styling::Styled } else { Styling::Plain };
                self.report(tasks, styling, &mut BufWriter::new(out.lock()))
            }
        }
    }

    fn report(&mut self, tasks: &[Task], styling: Styling, out: &mut dyn Write) -> Result<()> {
        let (arguments, law) = (self.arguments, self.law);
        let mut report = report::report(arguments.output_format, styling);
        tasks::in_batches(
            tasks,
            &arguments.judging,
            |task| check(arguments, law, task),
            |batch, done| {
                for (task, done) in batch.iter().zip(done) {
                    self.take(task, done, report.as_mut(), out)?;
                }
                // No line may be left half-way where the progress is shown next.
                Ok(out.flush()?)
            },
        )?;
        // A summary is for people; a format for programs is broken without its end.
        let summary = matches!(arguments.output_format, OutputFormat::Full | OutputFormat::Concise);
        let silent = arguments.diff || arguments.judging.quiet && summary;
        if !silent {
            report.finish(&run_info(law, self.as_of, self.left_out.clone()), out)?;
        }
        Ok(out.flush()?)
    }

    fn take(
        &mut self,
        task: &Task,
        done: Result<Option<Mended>>,
        report: &mut dyn Report,
        out: &mut dyn Write,
    ) -> Result<()> {
        let Mended { done: mut judged, change } = match done {
            Ok(Some(done)) => done,
            Ok(None) => return Ok(()),
            Err(error) => {
                complain(&format!("{error:#}"));
                self.failed = true;
                return Ok(());
            }
        };
        task.hold_against(&mut judged, &mut self.ledger);
        self.count(task, &judged);
        match (self.arguments.diff, change) {
            (true, Some(change)) => {
                self.found = true;
                write!(out, "{change}")?;
            }
            (true, None) => {}
            (false, _) => report.file(&judged.file, out)?,
        }
        Ok(())
    }

    fn count(&mut self, task: &Task, judged: &tasks::Done) {
        if let Some(note) = judged.note.as_ref().filter(|_| !self.arguments.judging.quiet) {
            remark(note);
        }
        self.cited.extend(&judged.cited);
        if let Some(known) = task.standard.known.as_ref().filter(|_| judged.left_out > 0) {
            *self.left_out.entry(files::shown_name(&known.path)).or_default() += judged.left_out;
        }
        let configured = task.standard.config.fail_on;
        let level = self.arguments.fail_on.map(Severity::from).or(configured).unwrap_or(Severity::Error);
        self.found |= judged.file.diagnostics.iter().any(|found| found.severity >= level);
    }
}

/// Checks one file and, if asked to, mends it first.
fn check(arguments: &CheckArgs, law: &Law, task: &Task) -> Result<Option<Mended>> {
    let Some(mut judged) = task.run(law)? else { return Ok(None) };
    let mut change = None;
    if arguments.fix || arguments.diff {
        let limit = if arguments.unsafe_fixes { Applicability::Unsafe } else { Applicability::Safe };
        let mended = fix::mend(&judged.file, limit, |text| task.rerun(&judged.file, text, law).file);
        let before = judged.file.document.source_text();
        let after = mended.as_ref().map(|file| file.document.source_text());
        if arguments.diff {
            change = after.map(|after| fix::diff(&judged.file.filename, before, after));
        } else if after.is_some() || task.input.origin == Origin::Stdin {
            fix::write(&task.input, after.unwrap_or(before))?;
        }
        judged.file = mended.unwrap_or(judged.file);
    }
    Ok(Some(Mended { done: judged, change }))
}

fn run_info(law: &Law, as_of: Date, left_out: BTreeMap<String, usize>) -> RunInfo {
    let editions = [(Code::Connecticut, "Connecticut"), (Code::UnitedStates, "the United States Code")]
        .map(|(code, name)| Edition { code: code.id().to_owned(), name: name.to_owned(), through: law.through(code) });
    RunInfo { as_of, editions: editions.into(), left_out }
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
