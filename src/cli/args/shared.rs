//! The arguments that several commands share: where documents come from, and how they are judged.

use std::path::PathBuf;

use clap::builder::ArgPredicate;
use clap::{Args, ValueEnum};
use jiff::civil::Date;

use crate::check::Severity;

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(in crate::cli) enum Color {
    /// If the output is a terminal and NO_COLOR is not set
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

impl Color {
    /// Makes it the choice of every stream that is opened from now on.
    pub(in crate::cli) fn write_global(self) {
        let choice = match self {
            Color::Auto => anstream::ColorChoice::Auto,
            Color::Always => anstream::ColorChoice::Always,
            Color::Never => anstream::ColorChoice::Never,
        };
        choice.write_global();
    }
}

/// Where documents come from; shared by `check`, `cites` and `baseline`.
#[derive(Debug, Args)]
pub(in crate::cli) struct InputArgs {
    /// Files and folders to read; "-" is standard input
    #[arg(value_name = "PATH", default_value = ".", default_value_if("files_from", ArgPredicate::IsPresent, None))]
    pub(in crate::cli) paths: Vec<PathBuf>,

    /// Also read what this file lists, one path a line; "-" is standard input
    #[arg(long, value_name = "FILE")]
    pub(in crate::cli) files_from: Option<PathBuf>,

    /// Name to give to standard input; its extension says how to read it
    #[arg(long, value_name = "PATH")]
    pub(in crate::cli) stdin_filename: Option<PathBuf>,

    /// Leave out what matches this glob when searching folders; may be given more than once
    #[arg(long, value_name = "GLOB")]
    pub(in crate::cli) exclude: Vec<String>,

    /// Also read what .gitignore files leave out
    #[arg(long)]
    pub(in crate::cli) no_respect_gitignore: bool,
}

/// By what law and with which lints documents are judged; shared by `check` and `baseline`.
#[derive(Debug, Args)]
pub(in crate::cli) struct JudgingArgs {
    /// Use this configuration instead of the nearest lawlint.toml
    #[arg(long, value_name = "FILE", conflicts_with = "isolated")]
    pub(in crate::cli) config: Option<PathBuf>,

    /// Use no configuration file at all
    #[arg(long)]
    pub(in crate::cli) isolated: bool,

    /// How many threads to use (default: one a core)
    #[arg(short = 'j', long = "jobs", value_name = "N")]
    pub(in crate::cli) jobs: Option<usize>,

    /// Judge by the law as it stood on this day, such as 2022-08-01 (default: today)
    #[arg(long, value_name = "DATE")]
    pub(in crate::cli) as_of: Option<Date>,

    /// Hold quotations against the sections' own words in this edition: a file or a folder, as for "lawlint law import"
    #[arg(long, value_name = "PATH")]
    pub(in crate::cli) law_text: Vec<PathBuf>,

    /// Only these lints: names, or "cite" or "claim" for all of a kind, separated by commas
    #[arg(long, value_name = "LINT", value_delimiter = ',')]
    pub(in crate::cli) select: Vec<String>,

    /// All but these lints
    #[arg(long, value_name = "LINT", value_delimiter = ',')]
    pub(in crate::cli) ignore: Vec<String>,

    /// Print nothing but the findings: no summary, no notes, no progress
    #[arg(short, long)]
    pub(in crate::cli) quiet: bool,
}

/// A severity as an argument.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(in crate::cli) enum Level {
    /// Anything at all
    Info,
    /// Warnings and errors
    Warning,
    /// Errors only
    Error,
}

impl From<Level> for Severity {
    fn from(level: Level) -> Severity {
        match level {
            Level::Info => Severity::Info,
            Level::Warning => Severity::Warning,
            Level::Error => Severity::Error,
        }
    }
}
