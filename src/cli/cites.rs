//! `lawlint cites`: every citation with what it resolves to.

use std::io::{BufWriter, Write};

use anyhow::Result;
use serde::Serialize;

use super::args::{CitesArgs, CitesFormat};
use super::{Outcome, complain, inputs, remark};
use crate::check::Threads;
use crate::citation::{self, Citation, Target};
use crate::law::{Law, Section};
use crate::report;
use crate::span::Locator;
use crate::workspace::files;

/// A citation as the contract prints it.
#[derive(Serialize)]
struct Listed<'a> {
    filename: &'a str,
    byte_range: Option<[usize; 2]>,
    text: &'a str,
    form: &'static str,
    ids: Vec<String>,
    status: Option<&'static str>,
    catchline: Option<&'a str>,
    url: Option<String>,
}

pub(super) fn run(arguments: &CitesArgs) -> Result<Outcome> {
    let law = Law::embedded();
    let inputs = inputs::gather(&arguments.input)?;
    let mut outcome = if inputs.failed { Outcome::Failed } else { Outcome::Clean };
    let mut out = BufWriter::new(anstream::stdout().lock());
    for input in &inputs.files {
        match files::read(input) {
            Ok(Some(file)) => {
                file.note.iter().for_each(|note| remark(note));
                list(&file, &files::shown_name(&input.path), &law, arguments.output_format, &mut out)?;
            }
            Ok(None) => {}
            Err(error) => {
                complain(&format!("{error:#}"));
                outcome = Outcome::Failed;
            }
        }
    }
    out.flush()?;
    Ok(outcome)
}

fn list(file: &files::ReadFile, filename: &str, law: &Law, format: CitesFormat, out: &mut impl Write) -> Result<()> {
    let source = file.document.source_text();
    let mut locator = Locator::new(source);
    for citation in citation::find(&file.document, law, Threads::One) {
        if citation.targets.contains(&Target::Foreign) {
            continue;
        }
        let place = file.document.source_map.source_range(citation.span);
        let position = file.document.position(citation.span);
        let text = match place {
            Some(place) => &source[place.range()],
            None if position.is_some() => &file.document.text[citation.span.range()],
            None => continue,
        };
        let entry = citation.section().and_then(|section| law.section(section));
        let listed = Listed {
            filename,
            byte_range: place.filter(|_| file.bytes_are_text).map(|place| [place.start, place.end]),
            text,
            form: citation.form.name(),
            ids: citation.targets.iter().map(Target::to_string).collect(),
            status: entry.as_ref().map(|entry| entry.status.name()).or_else(|| missing(&citation)),
            catchline: entry.as_ref().map(|entry| entry.catchline).filter(|catchline| !catchline.is_empty()),
            url: citation.section().and_then(|section: &Section| law.url(section)),
        };
        match format {
            CitesFormat::JsonLines => {
                serde_json::to_writer(&mut *out, &listed)?;
                writeln!(out)?;
            }
            CitesFormat::Text => {
                let at = place.map(|place| locator.locate(place.start));
                let at = at.map(|at| format!("{filename}:{}:{}", at.row, at.column));
                let elsewhere = || report::whereabouts(filename, &file.document, citation.span, &mut locator);
                print(&listed, &at.unwrap_or_else(elsewhere), out)?;
            }
        }
    }
    Ok(())
}

/// The status of a section that the table does not have.
fn missing(citation: &Citation) -> Option<&'static str> {
    citation.section().map(|_| "unknown")
}

fn print(listed: &Listed<'_>, at: &str, out: &mut impl Write) -> Result<()> {
    let words = listed.text.split_whitespace().collect::<Vec<_>>().join(" ");
    write!(out, "{at}: {words} → {}", listed.ids.join(", "))?;
    if let Some(status) = listed.status {
        write!(out, " [{status}]")?;
    }
    match listed.catchline {
        Some(catchline) => writeln!(out, " {catchline}")?,
        None => writeln!(out)?,
    }
    Ok(())
}
