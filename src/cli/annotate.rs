//! `lawlint annotate`: writes what is found into a copy of the document.

use std::fs;
use std::io::Write;
use std::path::Path;

use anyhow::{Context, Result, bail};
use jiff::Zoned;

use super::args::AnnotateArgs;
use super::{Complaints, Outcome, remark, tasks};
use crate::annotate::{Annotated, Form, annotate};
use crate::check::Ledger;
use crate::document::Format;
use crate::law::Law;
use crate::report::counted;
use crate::workspace::files::{self, Input, Origin};

pub(super) fn run(arguments: &AnnotateArgs) -> Result<Outcome> {
    let today = Zoned::now().date();
    let law = Law::embedded();
    let path = &arguments.document;
    let shown = path.display();
    if path.as_os_str() == "-" {
        bail!("annotate writes a copy of a document and cannot take standard input: save it as a file and name that");
    }
    if path.is_dir() {
        bail!("{shown} is a folder and annotate takes one document: name one that lies in it, with its own --output");
    }
    if fs::canonicalize(path).is_ok_and(|path| fs::canonicalize(&arguments.output).is_ok_and(|output| output == path)) {
        bail!("{shown} would be replaced by its copy: give --output another name");
    }
    let mut complaints = Complaints::default();
    let mut configs = tasks::configs(&arguments.judging)?;
    let inputs = vec![Input { path: path.clone(), origin: Origin::Named }];
    let tasks = tasks::tasks(&arguments.judging, &mut configs, inputs, today, &mut complaints)?;
    let Some(task) = tasks.first() else { return Ok(Outcome::Failed) };
    let bytes = files::bytes(&task.input)?;
    let Some(mut done) = task.run_on(bytes.clone(), &law)? else { bail!("{shown} is no document") };
    task.hold_against(&mut done, &mut Ledger::default());
    let form = if arguments.comments || !arguments.track_changes { Form::Comments } else { Form::TrackedChanges };
    let annotated = annotate(&bytes, &done.file, form, today).with_context(|| format!("cannot write into {shown}"))?;
    refuse_other_kind(path, &arguments.output, done.file.document.format)?;
    files::write(&arguments.output, &annotated.bytes)?;
    if !arguments.judging.quiet {
        let output = files::shown_name(&arguments.output);
        tell(&annotated, form, done.file.diagnostics.len(), &output)?;
    }
    Ok(Outcome::Clean)
}

/// Refuses a name for the copy that says that it is something else than the document: no program would open it.
fn refuse_other_kind(document: &Path, output: &Path, format: Format) -> Result<()> {
    let extension = |path: &Path| path.extension().map(|extension| extension.to_string_lossy().to_ascii_lowercase());
    let is_word = |extension: &String| matches!(extension.as_str(), "docx" | "docm" | "dotx" | "dotm");
    let own = extension(document).filter(|own| format == Format::Word && is_word(own));
    let own = own.unwrap_or_else(|| format.name().to_owned());
    match extension(output) {
        Some(other) if other != own => {
            let right = files::shown_name(&output.with_extension(&own));
            bail!("{} would hold a .{own} file: write --output {right} instead", output.display())
        }
        _ => Ok(()),
    }
}

/// Says what was written and what was not.
fn tell(annotated: &Annotated, form: Form, found: usize, output: &str) -> Result<()> {
    let (comments, changes) = (counted(annotated.comments, "comment"), counted(annotated.changes, "change"));
    let written = match form {
        Form::Comments => comments,
        Form::TrackedChanges if annotated.comments == 0 => changes,
        Form::TrackedChanges => format!("{changes}, and {comments} on words that take none"),
    };
    writeln!(anstream::stdout(), "{output}: {written}")?;
    if annotated.known > 0 {
        remark(&format!("{} there already", counted(annotated.known, "finding")));
    }
    let left = found.saturating_sub(annotated.comments + annotated.changes + annotated.known);
    if left > 0 {
        let why = match form {
            Form::Comments => "could not be placed; `lawlint check` shows what it is",
            Form::TrackedChanges => "no fix that could be written; annotate with --comments shows them",
        };
        remark(&format!("{}: {why}", counted(left, "finding")));
    }
    Ok(())
}
