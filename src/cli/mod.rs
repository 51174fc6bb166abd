//! The command line: arguments, files, configuration, exit codes. Knows nothing of how law is read.

mod annotate;
mod args;
mod baseline;
mod check;
mod cites;
mod fix;
mod init;
mod inputs;
mod law;
mod law_status;
mod progress;
mod rule;
mod table_age;
mod tasks;

use std::collections::BTreeSet;
use std::io::{self, Write};
use std::process::ExitCode;

use anyhow::Result;
use clap::{CommandFactory, Parser};

use args::{Cli, Command};

/// What a command came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outcome {
    /// Nothing at or above the failure level.
    Clean,
    /// Something at or above it.
    Findings,
    /// The command could not do its work, in whole or in part.
    Failed,
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> ExitCode {
        ExitCode::from(match outcome {
            Outcome::Clean => 0,
            Outcome::Findings => 1,
            Outcome::Failed => 2,
        })
    }
}

/// Runs the program with the process's arguments. Exit codes: 0 nothing found, 1 something, 2 failure.
pub fn main() -> ExitCode {
    let cli = Cli::parse();
    cli.color.write_global();
    let result = match cli.command {
        Command::Check(arguments) => check::run(&arguments),
        Command::Cites(arguments) => cites::run(&arguments),
        Command::Annotate(arguments) => annotate::run(&arguments),
        Command::Law(arguments) => law::run(&arguments),
        Command::Rule(arguments) => rule::run(&arguments),
        Command::Baseline(command) => baseline::run(&command),
        Command::Init(arguments) => init::run(&arguments),
        Command::Server(_) => return crate::lsp::serve_stdio(),
        Command::Completions(arguments) => completions(arguments.shell),
    };
    match result {
        Ok(outcome) => outcome.into(),
        // A reader that closed its end ("| head") wants no more; that is no failure of ours.
        Err(error) if is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            complain(&format!("{error:#}"));
            Outcome::Failed.into()
        }
    }
}

fn completions(shell: clap_complete::Shell) -> Result<Outcome> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Cli::command(), "lawlint", &mut script);
    io::stdout().write_all(&script)?;
    Ok(Outcome::Clean)
}

/// What was complained of: the same thing, met at many files, is told once.
#[derive(Default)]
struct Complaints(BTreeSet<String>);

impl Complaints {
    fn add(&mut self, error: &anyhow::Error) {
        let complaint = format!("{error:#}");
        if !self.0.contains(&complaint) {
            complain(&complaint);
            self.0.insert(complaint);
        }
    }

    fn any(&self) -> bool {
        !self.0.is_empty()
    }
}

/// Tells the user of something that went wrong.
fn complain(message: &str) {
    let style = anstyle_red();
    // Nothing is left to tell if even standard error is closed.
    let _ = writeln!(anstream::stderr(), "{style}error{style:#}: {message}");
}

/// Tells the user of something to know.
fn remark(message: &str) {
    let _ = writeln!(anstream::stderr(), "note: {message}");
}

fn anstyle_red() -> clap::builder::styling::Style {
    clap::builder::styling::AnsiColor::Red.on_default().bold()
}

fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error.to_string().contains("Broken pipe")
        || error
            .chain()
            .filter_map(|cause| cause.downcast_ref::<io::Error>())
            .any(|cause| cause.kind() == io::ErrorKind::BrokenPipe)
}

#[cfg(test)]
mod tests {
    use clap::ValueEnum;

    use super::*;

    #[test]
    fn the_arguments_are_well_formed() {
        Cli::command().debug_assert();
    }

    #[test]
    fn every_shell_is_told_every_command() {
        for &shell in clap_complete::Shell::value_variants() {
            let mut script = Vec::new();
            clap_complete::generate(shell, &mut Cli::command(), "lawlint", &mut script);
            let script = String::from_utf8(script).unwrap();
            for command in Cli::command().get_subcommands() {
                assert!(script.contains(command.get_name()), "{shell}: {}", command.get_name());
            }
        }
    }
}
