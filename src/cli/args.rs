//! The arguments of every command, with their help.

mod shared;

use std::path::PathBuf;

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::{Args, Parser, Subcommand, ValueEnum};
use jiff::civil::Date;

use crate::check::Lint;
use crate::report::OutputFormat;

pub(super) use shared::{Color, InputArgs, JudgingArgs, Level};

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
    /// Write what is found into a copy of a Word document or PDF: comments, tracked changes, notes
    Annotate(AnnotateArgs),
    /// Show what the table knows of a section: status, name, penalties by date, sources
    Law(LawArgs),
    /// Explain a lint, or list all of them
    Rule(RuleArgs),
    /// Record what is found today, so that `check` tells only what is new
    #[command(subcommand)]
    Baseline(BaselineCommand),
    /// Write a lawlint.toml with every setting explained
    Init(InitArgs),
    /// Serve an editor: the language server, on standard input and output
    Server(ServerArgs),
    /// Print the completions of a shell
    Completions(CompletionsArgs),
}

#[derive(Debug, Args)]
pub(super) struct CheckArgs {
    #[command(flatten)]
    pub(super) input: InputArgs,

    #[command(flatten)]
    pub(super) judging: JudgingArgs,

    /// How to print what is found
    #[arg(long, value_name = "FORMAT", default_value = "full", value_parser = output_formats())]
    pub(super) output_format: OutputFormat,

    /// Write the findings to this file instead of standard output
    #[arg(long, value_name = "FILE")]
    pub(super) output_file: Option<PathBuf>,

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

    /// Leave out the findings that this file lists, which `lawlint baseline create` wrote
    #[arg(long, value_name = "FILE")]
    pub(super) baseline: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(super) struct CitesArgs {
    #[command(flatten)]
    pub(super) input: InputArgs,

    /// How to print the citations
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub(super) output_format: CitesFormat,
}

#[derive(Debug, Args)]
pub(super) struct AnnotateArgs {
    /// The document to check: .docx or .pdf
    #[arg(value_name = "FILE")]
    pub(super) document: PathBuf,

    /// Where to write the annotated copy
    #[arg(short, long, value_name = "FILE")]
    pub(super) output: PathBuf,

    /// Write every finding as a comment on its words (in a PDF: a highlight with a note); this is the default
    #[arg(long, conflicts_with = "track_changes")]
    pub(super) comments: bool,

    /// In Word: write what has a fix as a change to accept or reject, or as a comment where its words cannot be changed; read
    /// each before you accept it
    #[arg(long)]
    pub(super) track_changes: bool,

    #[command(flatten)]
    pub(super) judging: JudgingArgs,
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

#[derive(Debug, Subcommand)]
pub(super) enum BaselineCommand {
    /// Write a new baseline with all that is found
    Create(CreateArgs),
    /// Add what is new and drop what is gone
    Update(BaselineArgs),
    /// Drop what is gone, and add nothing
    Prune(BaselineArgs),
}

#[derive(Debug, Args)]
pub(super) struct CreateArgs {
    #[command(flatten)]
    pub(super) baseline: BaselineArgs,

    /// Overwrite the baseline if there is one
    #[arg(long)]
    pub(super) force: bool,
}

#[derive(Debug, Args)]
pub(super) struct BaselineArgs {
    #[command(flatten)]
    pub(super) input: InputArgs,

    #[command(flatten)]
    pub(super) judging: JudgingArgs,

    /// The baseline (default: the one that lawlint.toml names, or else lawlint-baseline.json)
    #[arg(long = "baseline", visible_alias = "output", value_name = "FILE")]
    pub(super) path: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(super) struct InitArgs {
    /// Overwrite lawlint.toml if there is one
    #[arg(long)]
    pub(super) force: bool,
}

#[derive(Debug, Args)]
pub(super) struct ServerArgs {
    /// Speak over standard input and output, as is always done; editors say so
    #[arg(long, hide = true)]
    pub(super) stdio: bool,

    /// The editor's process, which need not be watched: the server ends with its input
    #[arg(long = "clientProcessId", value_name = "PID", hide = true)]
    pub(super) client_process: Option<u32>,
}

#[derive(Debug, Args)]
pub(super) struct CompletionsArgs {
    /// The shell to complete in
    #[arg(value_name = "SHELL")]
    pub(super) shell: clap_complete::Shell,
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
