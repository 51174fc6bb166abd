//! `lawlint.toml`: the nearest one upward from each file, with paths relative to it.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context, Result, anyhow, bail};
use globset::GlobSet;
use jiff::civil::Date;
use serde::Deserialize;
use toml::Spanned;

use super::args::{CheckArgs, Level};
use super::files::{globs, matches};
use crate::check::Lint;

/// The settings for a file.
#[derive(Debug, Default)]
pub(super) struct Config {
    folder: PathBuf,
    pub(super) as_of: Option<Date>,
    pub(super) fail_on: Option<Level>,
    /// In months.
    pub(super) max_table_age: Option<u16>,
    pub(super) select: Vec<String>,
    pub(super) ignore: Vec<String>,
    exclude: GlobSet,
}

impl Config {
    /// Whether the configuration leaves this file out.
    pub(super) fn excludes(&self, path: &Path) -> bool {
        let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
        matches(&self.exclude, absolute.strip_prefix(&self.folder).unwrap_or(path))
    }
}

/// Every key, for the message about an unknown one. A test holds it against the fields.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct RawConfig {
    #[serde(default)]
    select: Vec<Spanned<String>>,
    #[serde(default)]
    ignore: Vec<Spanned<String>>,
    #[serde(default)]
    exclude: Vec<Spanned<String>>,
    as_of: Option<Spanned<toml::Value>>,
    fail_on: Option<Level>,
    max_table_age: Option<u16>,
}

/// Finds and reads configuration files, each once.
pub(super) struct Configs {
    fixed: Option<Arc<Config>>,
    by_folder: HashMap<PathBuf, Arc<Config>>,
}

impl Configs {
    /// # Errors
    /// If the file that `--config` names cannot be read.
    pub(super) fn new(arguments: &CheckArgs) -> Result<Configs> {
        let fixed = match (&arguments.config, arguments.isolated) {
            (Some(path), _) => Some(Arc::new(read(path)?)),
            (None, true) => Some(Arc::default()),
            (None, false) => None,
        };
        Ok(Configs { fixed, by_folder: HashMap::new() })
    }

    /// The settings for `file`.
    ///
    /// # Errors
    /// If its configuration file cannot be read or understood.
    pub(super) fn of(&mut self, file: &Path) -> Result<Arc<Config>> {
        if let Some(fixed) = &self.fixed {
            return Ok(Arc::clone(fixed));
        }
        let absolute = std::path::absolute(file).context("cannot tell the current folder")?;
        let folder = absolute.parent().unwrap_or(&absolute).to_owned();
        if let Some(known) = self.by_folder.get(&folder) {
            return Ok(Arc::clone(known));
        }
        let nearest = folder
            .ancestors()
            .flat_map(|folder| ["lawlint.toml", ".lawlint.toml"].map(|name| folder.join(name)))
            .find(|path| path.is_file());
        let config = Arc::new(nearest.map(|path| read(&path)).transpose()?.unwrap_or_default());
        self.by_folder.insert(folder, Arc::clone(&config));
        Ok(config)
    }
}

fn read(path: &Path) -> Result<Config> {
    let shown = path.display();
    let text = fs::read_to_string(path).with_context(|| format!("cannot read the configuration {shown}"))?;
    let raw: RawConfig =
        toml::from_str(&text).map_err(|error| anyhow!("{shown} is not a valid configuration: {error}"))?;
    let line = |at: usize| text[..text.floor_char_boundary(at)].matches('\n').count() + 1;
    let folder = std::path::absolute(path)?.parent().map(Path::to_owned).unwrap_or_default();
    // A date may be written with quotation marks or, as TOML has dates, without.
    let as_of = raw.as_of.map(|date| {
        let written = date.get_ref().as_str().map_or_else(|| date.get_ref().to_string(), str::to_owned);
        written.parse().map_err(|_| {
            anyhow!("{shown}:{}: as-of = {} is not a date such as 2022-08-01", line(date.span().start), date.get_ref())
        })
    });
    for name in raw.select.iter().chain(&raw.ignore) {
        let one = std::slice::from_ref(name.get_ref());
        chosen(one, &[]).with_context(|| format!("{shown}:{}", line(name.span().start)))?;
    }
    for pattern in &raw.exclude {
        let one = std::slice::from_ref(pattern.get_ref());
        globs(one).with_context(|| format!("{shown}:{}: exclude", line(pattern.span().start)))?;
    }
    let plain = |names: Vec<Spanned<String>>| names.into_iter().map(Spanned::into_inner).collect::<Vec<_>>();
    Ok(Config {
        folder,
        as_of: as_of.transpose()?,
        fail_on: raw.fail_on,
        max_table_age: raw.max_table_age,
        select: plain(raw.select),
        ignore: plain(raw.ignore),
        exclude: globs(&plain(raw.exclude))?,
    })
}

/// The lints that "select" names, or all, without those that "ignore" names. "cite" and "claim" name all of a kind.
pub(super) fn chosen(select: &[String], ignore: &[String]) -> Result<Vec<Lint>> {
    let names =
        |lint: Lint, name: &String| lint.name() == name || lint.name().split('-').next() == Some(name) || name == "all";
    for name in select.iter().chain(ignore) {
        if !Lint::ALL.into_iter().any(|lint| names(lint, name)) {
            bail!("no lint is called \"{name}\"; the names are cite, claim, all, {}", Lint::names());
        }
    }
    let selected = |lint: &Lint| select.is_empty() || select.iter().any(|name| names(*lint, name));
    let ignored = |lint: &Lint| ignore.iter().any(|name| names(*lint, name));
    Ok(Lint::ALL.into_iter().filter(|lint| selected(lint) && !ignored(lint)).collect())
}
