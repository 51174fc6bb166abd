//! `lawlint init`: writes a configuration that explains itself.

use std::fs;
use std::io::Write;
use std::path::Path;

use anyhow::{Context, Result, bail};

use super::Outcome;
use super::args::InitArgs;
use crate::workspace::config::{FILE_NAMES, starter};

pub(super) fn run(arguments: &InitArgs) -> Result<Outcome> {
    let there = FILE_NAMES.into_iter().find(|name| Path::new(name).exists());
    if let Some(name) = there.filter(|_| !arguments.force) {
        bail!("{name} is there already: --force writes lawlint.toml all the same");
    }
    let [name, _] = FILE_NAMES;
    fs::write(name, starter()).with_context(|| format!("cannot write {name}"))?;
    writeln!(anstream::stdout(), "{name}: every setting is in it, explained; nothing is set yet")?;
    Ok(Outcome::Clean)
}
