//! `lawlint.toml`: the nearest one upward from each file, with paths relative to it.

mod keys;
mod raw;
#[cfg(test)]
mod schema;

use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context, Result, bail};
use globset::GlobSet;
use jiff::civil::Date;

use super::files::matches;
use crate::check::{HouseForm, Lint, Severity};

pub(crate) use keys::starter;
use raw::Setting;

/// What it is called; the first one counts.
pub(crate) const FILE_NAMES: [&str; 2] = ["lawlint.toml", ".lawlint.toml"];

/// The settings for a file.
#[derive(Debug, Default)]
pub(crate) struct Config {
    /// Where it lies: what its paths are relative to.
    folder: PathBuf,
    pub(crate) as_of: Option<Date>,
    pub(crate) fail_on: Option<Severity>,
    /// In months.
    pub(crate) max_table_age: Option<u16>,
    /// As a path from the current folder, or absolute.
    pub(crate) baseline: Option<PathBuf>,
    pub(crate) citation_form: Option<HouseForm>,
    select: Vec<String>,
    ignore: Vec<String>,
    exclude: GlobSet,
    per_file_ignores: Vec<(GlobSet, Vec<String>)>,
    /// By the name of a lint, or of a kind of lints.
    severity: BTreeMap<String, Setting>,
}

impl Config {
    /// Whether the configuration leaves this file out.
    pub(crate) fn excludes(&self, path: &Path) -> bool {
        self.covers(&self.exclude, path)
    }

    /// The lints to run on a file. What the command line selects replaces what the configuration says of all files; what it
    /// ignores comes on top.
    ///
    /// # Errors
    /// If a name is none.
    pub(crate) fn lints(&self, path: &Path, select: &[String], ignore: &[String]) -> Result<Vec<Lint>> {
        let mut lints = match select.is_empty() {
            true => chosen(&self.select, &[self.ignore.as_slice(), ignore].concat())?,
            false => chosen(select, ignore)?,
        };
        lints.retain(|lint| !(select.is_empty() && self.setting(*lint) == Some(Setting::Off)));
        for (globs, names) in &self.per_file_ignores {
            if self.covers(globs, path) {
                lints.retain(|lint| !names.iter().any(|name| lint.is_named(name)));
            }
        }
        Ok(lints)
    }

    /// The severity that the configuration gives to every finding of a lint.
    pub(crate) fn severity(&self, lint: Lint) -> Option<Severity> {
        self.setting(lint)?.severity()
    }

    /// A lint's own name counts before that of its kind, and that before "all".
    fn setting(&self, lint: Lint) -> Option<Setting> {
        let kind = lint.name().split('-').next().unwrap_or_default();
        [lint.name(), kind, "all"].into_iter().find_map(|name| self.severity.get(name)).copied()
    }

    fn covers(&self, globs: &GlobSet, path: &Path) -> bool {
        let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
        matches(globs, absolute.strip_prefix(&self.folder).unwrap_or(path))
    }
}

/// Finds and reads configuration files, each once.
pub(crate) struct Configs {
    fixed: Option<Arc<Config>>,
    by_folder: HashMap<PathBuf, Arc<Config>>,
}

impl Configs {
    /// With `named`, that file governs every document; `isolated`, none does.
    ///
    /// # Errors
    /// If the named file cannot be read.
    pub(crate) fn new(named: Option<&Path>, isolated: bool) -> Result<Configs> {
        let fixed = match (named, isolated) {
            (Some(path), _) => Some(Arc::new(raw::read(path)?)),
            (None, true) => Some(Arc::default()),
            (None, false) => None,
        };
        Ok(Configs { fixed, by_folder: HashMap::new() })
    }

    /// No configuration at all, for any document.
    pub(crate) fn none() -> Configs {
        Configs { fixed: Some(Arc::default()), by_folder: HashMap::new() }
    }

    /// The settings for `file`.
    ///
    /// # Errors
    /// If its configuration file cannot be read or understood.
    pub(crate) fn of(&mut self, file: &Path) -> Result<Arc<Config>> {
        if let Some(fixed) = &self.fixed {
            return Ok(Arc::clone(fixed));
        }
        let absolute = std::path::absolute(file).context("cannot tell the current folder")?;
        let folder = absolute.parent().unwrap_or(&absolute).to_owned();
        if let Some(known) = self.by_folder.get(&folder) {
            return Ok(Arc::clone(known));
        }
        let nearest =
            folder.ancestors().flat_map(|folder| FILE_NAMES.map(|name| folder.join(name))).find(|path| path.is_file());
        let config = Arc::new(nearest.map(|path| raw::read(&path)).transpose()?.unwrap_or_default());
        self.by_folder.insert(folder, Arc::clone(&config));
        Ok(config)
    }
}

/// The lints that "select" names, or all, without those that "ignore" names. "cite" and "claim" name all of a kind.
///
/// # Errors
/// If a name is none.
pub(crate) fn chosen(select: &[String], ignore: &[String]) -> Result<Vec<Lint>> {
    for name in select.iter().chain(ignore) {
        if !Lint::ALL.into_iter().any(|lint| lint.is_named(name)) {
            bail!("no lint is called \"{name}\"; the names are cite, claim, all, {}", Lint::names());
        }
    }
    let named = |names: &[String], lint: &Lint| names.iter().any(|name| lint.is_named(name));
    let selected = |lint: &Lint| select.is_empty() || named(select, lint);
    Ok(Lint::ALL.into_iter().filter(|lint| selected(lint) && !named(ignore, lint)).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A configuration in the folder `/work`.
    fn config(text: &str) -> Config {
        raw::parse(text, "lawlint.toml", Path::new("/work")).unwrap()
    }

    fn severity(config: &Config, name: &str) -> Option<Severity> {
        config.severity(Lint::from_name(name).unwrap())
    }

    #[test]
    fn the_nearest_name_sets_the_severity() {
        let config =
            config("severity = { all = \"info\", claim = \"error\", claim-fine = \"warning\", cite-typo = \"off\" }");
        assert_eq!(severity(&config, "claim-fine"), Some(Severity::Warning));
        assert_eq!(severity(&config, "claim-term"), Some(Severity::Error));
        assert_eq!(severity(&config, "cite-name"), Some(Severity::Info));
        assert_eq!(severity(&config, "cite-typo"), None);
        assert_eq!(severity(&Config::default(), "claim-fine"), None);
    }

    #[test]
    fn what_is_off_runs_only_if_the_command_line_asks_for_it() {
        let config = config("severity = { cite = \"off\" }");
        let lints = |select: &[&str]| {
            let select: Vec<String> = select.iter().map(ToString::to_string).collect();
            config.lints(Path::new("/work/a.md"), &select, &[]).unwrap()
        };
        assert!(lints(&[]).iter().all(|lint| !lint.is_named("cite")));
        assert_eq!(lints(&["cite-typo"]), [Lint::CiteTypo]);
    }

    #[test]
    fn files_have_lints_of_their_own() {
        let config =
            config("[per-file-ignores]\n\"archive/**\" = [\"claim\"]\n\"*.old.md\" = [\"claim-fine\", \"cite\"]");
        let names = |path: &str| {
            let lints = config.lints(Path::new(path), &[], &[]).unwrap();
            lints.into_iter().map(Lint::name).collect::<Vec<_>>()
        };
        assert_eq!(names("/work/a.md").len(), Lint::ALL.len());
        assert!(!names("/work/archive/deep/a.md").iter().any(|name| name.starts_with("claim")));
        assert!(names("/work/a.old.md").contains(&"claim-term"));
        assert!(!names("/work/a.old.md").contains(&"claim-fine"));
        assert_eq!(names("/work/archive/a.old.md"), ["quote-drift", "unused-suppression", "unread-part"]);
        assert_eq!(names("/elsewhere/archive.md").len(), Lint::ALL.len());
    }
}
