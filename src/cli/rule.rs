//! `lawlint rule`: explains a lint, or lists all of them.

use std::io::Write;

use anyhow::Result;

use super::Outcome;
use super::args::RuleArgs;
use crate::check::Lint;

pub(super) fn run(arguments: &RuleArgs) -> Result<Outcome> {
    let mut out = anstream::stdout().lock();
    match arguments.name {
        Some(lint) => write!(out, "# {}: {}\n\n{}", lint.name(), lint.summary(), lint.explanation())?,
        None => {
            for lint in Lint::ALL {
                writeln!(out, "{:18}{}", lint.name(), lint.summary())?;
            }
        }
    }
    Ok(Outcome::Clean)
}
