//! The arguments of every command, with their help.

use std::path::PathBuf;

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::{Args, Parser, Subcommand, ValueEnum};
use jiff::civil::Date;

use crate::check::{Lint, Severity};
use crate::report::OutputFormat;

/// Checks what documents say about Connecticut and federal statutes.
#[derive(Debug, Parser)]
#[command(name = "lawlint", version, about, max_term_width = 100)]
pub(super) struct Cli {
    #[command(subcommand)]
    pub(super) command: Command,

    /// When to use color
    #[arg(long, value_name = "WHEN", default_value = "auto", global = true)]
    pub(super) color: Color,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Check files and folders for stale or wrong statements about statutes
    Check(CheckArgs),
    /// List every citation, with what it resolves to
    Cites(CitesArgs),
    /// Show what the table knows of a section: status, name, penalties by date, sources
    Law(LawArgs),
    /// Explain a lint, or list all of them
    Rule(RuleArgs),
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum Color {
    /// If the output is a terminal and NO_COLOR is not set
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

impl Color {
    /// Makes it the choice of every stream that is opened from now on.
    pub(super) fn write_global(self) {
        let choice = match self {
            Color::Auto => anstream::ColorChoice::Auto,
            Color::Always => anstream::ColorChoice::Always,
            Color::Never => anstream::ColorChoice::Never,
        };
        choice.write_global();
    }
}

/// Where documents come from; shared by `check` and `cites`.
#[derive(Debug, Args)]
pub(super) struct InputArgs {
    /// Files and folders to read; "-" is standard input
    #[arg(value_name = "PATH", default_value = ".")]
    pub(super) paths: Vec<PathBuf>,

    /// Name to give to standard input; its extension says how to read it
    #[arg(long, value_name = "PATH")]
    pub(super) stdin_filename: Option<PathBuf>,

    /// Leave out what matches this glob when searching folders; may be given more than once
    #[arg(long, value_name = "GLOB")]
    pub(super) exclude: Vec<String>,

    /// Also read what .gitignore files leave out
    #[arg(long)]
    pub(super) no_respect_gitignore: bool,
}

#[derive(Debug, Args)]
pub(super) struct CheckArgs {
    #[command(flatten)]
    pub(super) input: InputArgs,

    /// Use this configuration instead of the nearest lawlint.toml
    #[arg(long, value_name = "FILE", conflicts_with = "isolated")]
    pub(super) config: Option<PathBuf>,

    /// Use no configuration file at all
    #[arg(long)]
    pub(super) isolated: bool,

    /// How many threads to use (default: one a core)
    #[arg(short = 'j', long = "jobs", value_name = "N")]
    pub(super) jobs: Option<usize>,

    /// How to print what is found
    #[arg(long, value_name = "FORMAT", default_value = "full", value_parser = output_formats())]
    pub(super) output_format: OutputFormat,

    /// Write the findings to this file instead of standard output
    #[arg(long, value_name = "FILE")]
    pub(super) output_file: Option<PathBuf>,

    /// Judge by the law as it stood on this day, such as 2022-08-01 (default: today)
    #[arg(long, value_name = "DATE")]
    pub(super) as_of: Option<Date>,

    /// Only these lints: names, or "cite" or "claim" for all of a kind, separated by commas
    #[arg(long, value_name = "LINT", value_delimiter = ',')]
    pub(super) select: Vec<String>,

    /// All but these lints
    #[arg(long, value_name = "LINT", value_delimiter = ',')]
    pub(super) ignore: Vec<String>,

    /// The least severity that makes the command fail with exit code 1
    #[arg(long, value_name = "LEVEL")]
    pub(super) fail_on: Option<Level>,

    /// Exit with 0 even when something was found
    #[arg(long)]
    pub(super) exit_zero: bool,

    /// Mend what can be mended without changing what a document says (the form of citations)
    #[arg(long)]
    pub(super) fix: bool,

    /// With --fix or --diff: also replace outdated or wrong figures; read the result before you publish it
    #[arg(long)]
    pub(super) unsafe_fixes: bool,

    /// Show what --fix would change, and change nothing
    #[arg(long)]
    pub(super) diff: bool,

    /// Print nothing but the findings
    #[arg(short, long)]
    pub(super) quiet: bool,
}

#[derive(Debug, Args)]
pub(super) struct CitesArgs {
    #[command(flatten)]
    pub(super) input: InputArgs,

    /// How to print the citations
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub(super) output_format: CitesFormat,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum CitesFormat {
    /// One line each, for people
    Text,
    /// One JSON object a line
    JsonLines,
}

#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true, arg_required_else_help = true)]
pub(super) struct LawArgs {
    #[command(subcommand)]
    pub(super) command: Option<LawCommand>,

    /// A citation, such as 53a-83, "C.G.S. § 53a-90a(b)", "18 U.S.C. 1591" or "P.A. 17-32"
    #[arg(value_name = "CITATION")]
    pub(super) citation: Vec<String>,

    /// The day to ask for (default: today)
    #[arg(long, value_name = "DATE")]
    pub(super) as_of: Option<Date>,

    /// How to print it
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub(super) output_format: LawFormat,
}

#[derive(Debug, Subcommand)]
pub(super) enum LawCommand {
    /// Say through when each code is known, and how much of it
    Status(StatusArgs),
    /// Rewrite the derived files of the table from an edition (for maintainers)
    Import(ImportArgs),
}

#[derive(Debug, Args)]
pub(super) struct StatusArgs {
    /// Count the age of the table to this day, as 2022-08-01 [default: today]
    #[arg(long, value_name = "DATE")]
    pub(super) as_of: Option<Date>,
}

#[derive(Debug, Args)]
pub(super) struct ImportArgs {
    /// Files or folders of an edition: JSON lines, chapter pages (HTML) or titles (USLM), plain or compressed with gzip
    #[arg(value_name = "PATH", required = true)]
    pub(super) files: Vec<PathBuf>,

    /// The folder to write to
    #[arg(long, value_name = "DIR", default_value = "rules")]
    pub(super) rules: PathBuf,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum LawFormat {
    /// For people
    Text,
    /// One JSON object
    Json,
}

#[derive(Debug, Args)]
pub(super) struct RuleArgs {
    /// Name of a lint, such as claim-class
    #[arg(value_name = "NAME", value_parser = lint)]
    pub(super) name: Option<Lint>,
}

/// A severity as an argument.
#[derive(Clone, Copy, Debug, ValueEnum, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Level {
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

/// The formats by name, with what each is for in the help.
fn output_formats() -> impl TypedValueParser<Value = OutputFormat> {
    let values = OutputFormat::ALL.iter().map(|format| PossibleValue::new(format.name()).help(format.summary()));
    PossibleValuesParser::new(values)
        .map(|name| OutputFormat::from_name(&name).expect("only the formats' names are possible"))
}

fn lint(name: &str) -> Result<Lint, String> {
    Lint::from_name(name).ok_or_else(|| format!("no lint has that name; the names are {}", Lint::names()))
}
