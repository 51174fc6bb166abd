//! Reads a configuration file. What is wrong in it is told with its line and what may stand there.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, anyhow};
use globset::GlobSet;
use jiff::civil::Date;
use serde::Deserialize;
use toml::Spanned;

use super::{Config, chosen};
use crate::check::{HouseForm, Severity};
use crate::workspace::files::{from_here, globs};

/// The file as it is written. A test holds `keys.rs`, which explains every key, against the fields.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct RawConfig {
    #[serde(default)]
    select: Vec<Spanned<String>>,
    #[serde(default)]
    ignore: Vec<Spanned<String>>,
    #[serde(default)]
    exclude: Vec<Spanned<String>>,
    as_of: Option<Spanned<toml::Value>>,
    fail_on: Option<Severity>,
    max_table_age: Option<u16>,
    baseline: Option<PathBuf>,
    citation_form: Option<Spanned<String>>,
    #[serde(default)]
    per_file_ignores: BTreeMap<Spanned<String>, Vec<Spanned<String>>>,
    #[serde(default)]
    severity: BTreeMap<Spanned<String>, Setting>,
}

/// What `severity` may say of a lint.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Setting {
    /// It does not run.
    Off,
    Info,
    Warning,
    Error,
}

impl Setting {
    /// The severity of its findings; `None` if there are none.
    pub(super) fn severity(self) -> Option<Severity> {
        match self {
            Setting::Off => None,
            Setting::Info => Some(Severity::Info),
            Setting::Warning => Some(Severity::Warning),
            Setting::Error => Some(Severity::Error),
        }
    }
}

/// Reads the configuration at `path`.
///
/// # Errors
/// If it cannot be read or understood.
pub(super) fn read(path: &Path) -> Result<Config> {
    let shown = path.display().to_string();
    let text = fs::read_to_string(path).with_context(|| format!("cannot read the configuration {shown}"))?;
    let absolute = std::path::absolute(path)?;
    parse(&text, &shown, absolute.parent().unwrap_or(&absolute))
}

/// Understands the text of the configuration that is called `shown` and lies in `folder`.
pub(super) fn parse(text: &str, shown: &str, folder: &Path) -> Result<Config> {
    let raw: RawConfig =
        toml::from_str(text).map_err(|error| anyhow!("{shown} is not a valid configuration: {error}"))?;
    let places = Places { text, shown };
    for name in raw.select.iter().chain(&raw.ignore).chain(raw.severity.keys()) {
        places.check_lint(name)?;
    }
    Ok(Config {
        folder: folder.to_owned(),
        as_of: raw.as_of.map(|date| places.date(&date)).transpose()?,
        fail_on: raw.fail_on,
        max_table_age: raw.max_table_age,
        citation_form: raw.citation_form.map(|name| places.citation_form(&name)).transpose()?,
        baseline: raw.baseline.map(|path| from_here(&folder.join(path))),
        select: plain(raw.select),
        ignore: plain(raw.ignore),
        exclude: places.globs("exclude", &raw.exclude)?,
        per_file_ignores: places.per_file_ignores(raw.per_file_ignores)?,
        severity: raw.severity.into_iter().map(|(name, setting)| (name.into_inner(), setting)).collect(),
    })
}

/// Tells where in the file something is wrong.
struct Places<'a> {
    text: &'a str,
    shown: &'a str,
}

impl Places<'_> {
    /// `lawlint.toml:3`.
    fn of<T>(&self, value: &Spanned<T>) -> String {
        let before = &self.text[..self.text.floor_char_boundary(value.span().start)];
        format!("{}:{}", self.shown, before.matches('\n').count() + 1)
    }

    fn check_lint(&self, name: &Spanned<String>) -> Result<()> {
        chosen(std::slice::from_ref(name.get_ref()), &[]).with_context(|| self.of(name))?;
        Ok(())
    }

    fn globs(&self, key: &str, patterns: &[Spanned<String>]) -> Result<GlobSet> {
        for pattern in patterns {
            let one = std::slice::from_ref(pattern.get_ref());
            globs(one).with_context(|| format!("{}: {key}", self.of(pattern)))?;
        }
        globs(&patterns.iter().map(|pattern| pattern.get_ref().clone()).collect::<Vec<_>>())
    }

    fn per_file_ignores(
        &self,
        written: BTreeMap<Spanned<String>, Vec<Spanned<String>>>,
    ) -> Result<Vec<(GlobSet, Vec<String>)>> {
        let entry = |(glob, names): (Spanned<String>, Vec<Spanned<String>>)| {
            names.iter().try_for_each(|name| self.check_lint(name))?;
            Ok((self.globs("per-file-ignores", &[glob])?, plain(names)))
        };
        written.into_iter().map(entry).collect()
    }

    fn citation_form(&self, written: &Spanned<String>) -> Result<HouseForm> {
        HouseForm::from_name(written.get_ref()).ok_or_else(|| {
            let names = HouseForm::ALL.map(HouseForm::name).join("\", \"");
            let place = self.of(written);
            anyhow!("{place}: citation-form = \"{}\" is not known; the forms are \"{names}\"", written.get_ref())
        })
    }

    /// A date may be written with quotation marks or, as TOML has dates, without.
    fn date(&self, written: &Spanned<toml::Value>) -> Result<Date> {
        let value = written.get_ref();
        let words = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        words.parse().map_err(|_| anyhow!("{}: as-of = {value} is not a date such as 2022-08-01", self.of(written)))
    }
}

fn plain(names: Vec<Spanned<String>>) -> Vec<String> {
    names.into_iter().map(Spanned::into_inner).collect()
}
