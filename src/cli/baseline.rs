//! `lawlint baseline create`, `update` and `prune`.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Result, bail};
use jiff::Zoned;

use super::args::{BaselineArgs, BaselineCommand};
use super::{Complaints, Outcome, complain, inputs, remark, tasks};
use crate::check::Lint;
use crate::law::Law;
use crate::report::counted;
use crate::workspace::baseline::{Baseline, Counts, FILE_NAME, Finding, plain};
use crate::workspace::config::Configs;

pub(super) fn run(command: &BaselineCommand) -> Result<Outcome> {
    match command {
        BaselineCommand::Create(arguments) => create(&arguments.baseline, arguments.force),
        BaselineCommand::Update(arguments) => renew(arguments, Renewal::Update),
        BaselineCommand::Prune(arguments) => renew(arguments, Renewal::Prune),
    }
}

/// What is found today, and what was looked at.
struct Today {
    found: Baseline,
    /// The lints that ran, by the name of the document.
    ran: BTreeMap<String, BTreeSet<Lint>>,
    failed: bool,
}

fn create(arguments: &BaselineArgs, force: bool) -> Result<Outcome> {
    let mut configs = tasks::configs(&arguments.judging)?;
    let (path, configured) = path(arguments, &mut configs)?;
    if path.exists() && !force {
        bail!(
            "{} is there already: lawlint baseline update brings it up to date, --force writes it anew",
            path.display()
        );
    }
    let today = look(arguments, &mut configs, path)?;
    write(&today.found, "", arguments)?;
    if !configured && !arguments.judging.quiet {
        let path = today.found.path.display();
        remark(&format!(
            "to leave them out: lawlint check --baseline {path}, or the line baseline = \"{path}\" in lawlint.toml"
        ));
    }
    Ok(today.outcome())
}

/// What becomes of a baseline.
#[derive(Clone, Copy)]
enum Renewal {
    /// What is new comes in, what is gone goes out.
    Update,
    /// What is gone goes out.
    Prune,
}

fn renew(arguments: &BaselineArgs, renewal: Renewal) -> Result<Outcome> {
    let mut configs = tasks::configs(&arguments.judging)?;
    let (path, _) = path(arguments, &mut configs)?;
    let old = Baseline::read(&path)?;
    let today = look(arguments, &mut configs, path)?;
    let new = renewed(&old, &today, renewal);
    let (added, dropped) = (surplus(&new, &old), surplus(&old, &new));
    write(&new, &format!("; {added} added, {dropped} dropped"), arguments)?;
    Ok(today.outcome())
}

/// The baseline that the arguments name, or else the configuration of this folder; and whether that one names it.
fn path(arguments: &BaselineArgs, configs: &mut Configs) -> Result<(PathBuf, bool)> {
    let config = configs.of(Path::new(FILE_NAME))?;
    let configured = config.baseline.clone();
    let path = arguments.path.clone().or_else(|| configured.clone()).unwrap_or_else(|| PathBuf::from(FILE_NAME));
    let names_it = configured.is_some_and(|configured| plain(&configured) == plain(&path));
    Ok((path, names_it))
}

/// Checks every document.
fn look(arguments: &BaselineArgs, configs: &mut Configs, path: PathBuf) -> Result<Today> {
    let law = Law::embedded();
    let inputs = inputs::gather(&arguments.input)?;
    let mut complaints = Complaints::default();
    let day = Zoned::now().date();
    let tasks = tasks::tasks(&arguments.judging, configs, inputs.files, day, &mut complaints)?;
    let mut today = Today {
        found: Baseline { path, files: BTreeMap::new() },
        ran: BTreeMap::new(),
        failed: inputs.failed || complaints.any(),
    };
    tasks::in_batches(
        &tasks,
        &arguments.judging,
        |task| task.run(&law),
        |batch, done| {
            for (task, done) in batch.iter().zip(done) {
                match done {
                    Ok(Some(done)) => {
                        let path = &task.input.path;
                        today.found.add(path, &done.file);
                        today.ran.entry(today.found.name_of(path)).or_default().extend(&task.standard.options.lints);
                    }
                    Ok(None) => {}
                    Err(error) => {
                        complain(&format!("{error:#}"));
                        today.failed = true;
                    }
                }
            }
            Ok(())
        },
    )?;
    Ok(today)
}

impl Today {
    fn outcome(&self) -> Outcome {
        if self.failed { Outcome::Failed } else { Outcome::Clean }
    }

    /// Whether the finding would have been found today if it were still there.
    fn looked_for(&self, document: &str, finding: &Finding) -> bool {
        let Some(ran) = self.ran.get(document) else { return false };
        // A lint that this program does not have finds nothing any more.
        Lint::from_name(&finding.rule).is_none_or(|lint| ran.contains(&lint))
    }
}

/// The old baseline by what is found today. What was not looked for stays, as long as its document is there.
fn renewed(old: &Baseline, today: &Today, renewal: Renewal) -> Baseline {
    let folder = plain(old.path.parent().unwrap_or(Path::new("")));
    let mut new = Baseline { path: old.path.clone(), files: BTreeMap::new() };
    for name in old.files.keys().chain(today.found.files.keys()).collect::<BTreeSet<_>>() {
        let (none, gone) = (Counts::new(), !today.ran.contains_key(name) && !folder.join(name).exists());
        let before = old.files.get(name).unwrap_or(&none);
        let now = today.found.files.get(name).unwrap_or(&none);
        let counts = before.keys().chain(now.keys()).map(|finding| {
            let [before, now] = [before, now].map(|counts| counts.get(finding).copied().unwrap_or(0));
            let count = match renewal {
                _ if gone => 0,
                _ if !today.looked_for(name, finding) => before,
                Renewal::Update => now,
                Renewal::Prune => now.min(before),
            };
            (finding.clone(), count)
        });
        new.files.insert(name.clone(), counts.filter(|&(_, count)| count > 0).collect());
    }
    new
}

/// How many findings of one baseline are not in the other.
fn surplus(baseline: &Baseline, other: &Baseline) -> usize {
    let in_other = |name: &String, finding| other.files.get(name).and_then(|counts| counts.get(finding)).copied();
    let surplus = baseline.files.iter().flat_map(|(name, counts)| {
        counts.iter().map(move |(finding, &count)| count.saturating_sub(in_other(name, finding).unwrap_or(0)))
    });
    surplus.sum()
}

fn write(baseline: &Baseline, change: &str, arguments: &BaselineArgs) -> Result<()> {
    baseline.save()?;
    if arguments.judging.quiet {
        return Ok(());
    }
    let documents = baseline.files.values().filter(|counts| !counts.is_empty()).count();
    let findings = baseline.files.values().flat_map(Counts::values).sum();
    let (findings, documents) = (counted(findings, "known finding"), counted(documents, "file"));
    Ok(writeln!(anstream::stdout(), "{}: {findings} in {documents}{change}", baseline.path.display())?)
}

#[cfg(test)]
mod tests {
    use super::*;

    const CLAIM: &str = "claim-class";

    fn counts(counts: &[(&str, usize)]) -> Counts {
        let finding = |rule: &str| Finding { rule: rule.to_owned(), cite: None, kind: None, stated: None, text: None };
        counts.iter().map(|&(rule, count)| (finding(rule), count)).collect()
    }

    fn baseline(files: &[(&str, &[(&str, usize)])]) -> Baseline {
        let files = files.iter().map(|&(name, findings)| (name.to_owned(), counts(findings)));
        Baseline { path: PathBuf::from("known.json"), files: files.collect() }
    }

    /// `claim-class` ran on the named files, and this is what it found there.
    fn today(files: &[(&str, &[(&str, usize)])]) -> Today {
        let ran = files.iter().map(|&(name, _)| (name.to_owned(), BTreeSet::from([Lint::ClaimClass])));
        Today { ran: ran.collect(), found: baseline(files), failed: false }
    }

    #[test]
    fn update_follows_and_prune_only_drops() {
        let old = baseline(&[("a.md", &[(CLAIM, 2)])]);
        for (now, updated, pruned) in [(3, 3, 2), (2, 2, 2), (1, 1, 1)] {
            let today = today(&[("a.md", &[(CLAIM, now)])]);
            assert_eq!(renewed(&old, &today, Renewal::Update), baseline(&[("a.md", &[(CLAIM, updated)])]));
            assert_eq!(renewed(&old, &today, Renewal::Prune), baseline(&[("a.md", &[(CLAIM, pruned)])]));
        }
        let today = today(&[("a.md", &[]), ("b.md", &[(CLAIM, 1)])]);
        assert_eq!(renewed(&old, &today, Renewal::Update).files["b.md"], counts(&[(CLAIM, 1)]));
        assert!(renewed(&old, &today, Renewal::Prune).files.values().all(Counts::is_empty));
    }

    #[test]
    fn what_was_not_looked_for_stays_while_its_document_is_there() {
        let old = baseline(&[
            ("a.md", &[("cite-typo", 1), ("no-such-lint", 1)]),
            ("Cargo.toml", &[(CLAIM, 1)]),
            ("gone.md", &[(CLAIM, 4)]),
        ]);
        let new = renewed(&old, &today(&[("a.md", &[])]), Renewal::Update);
        assert_eq!(new.files["a.md"], counts(&[("cite-typo", 1)]));
        assert_eq!(new.files["Cargo.toml"], counts(&[(CLAIM, 1)]));
        assert!(new.files["gone.md"].is_empty());
        assert_eq!((surplus(&new, &old), surplus(&old, &new)), (0, 5));
    }
}
