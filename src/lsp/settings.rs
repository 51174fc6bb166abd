//! What the user set in the editor. It comes before `lawlint.toml`, as arguments of the command line do.

use std::path::PathBuf;

use jiff::civil::Date;
use serde::Deserialize;
use serde_json::Value;

use crate::check::Threads;
use crate::workspace::config::chosen;
use crate::workspace::standard::Wishes;

/// The settings. What is not said, or `null`, is the default.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(super) struct Settings {
    as_of: Option<String>,
    select: Option<Vec<String>>,
    ignore: Option<Vec<String>>,
    config: Option<String>,
    inlay_hints: Option<bool>,
    code_lens: Option<bool>,
    workspace: Option<bool>,
}

impl Settings {
    /// These settings and, where they are silent, those before them.
    pub(super) fn over(self, before: &Settings) -> Settings {
        let before = before.clone();
        Settings {
            as_of: self.as_of.or(before.as_of),
            select: self.select.or(before.select),
            ignore: self.ignore.or(before.ignore),
            config: self.config.or(before.config),
            inlay_hints: self.inlay_hints.or(before.inlay_hints),
            code_lens: self.code_lens.or(before.code_lens),
            workspace: self.workspace.or(before.workspace),
        }
    }

    /// Reads settings; what cannot be understood is left at its default, and the words say so.
    pub(super) fn read(value: &Value) -> (Settings, Option<String>) {
        if value.is_null() {
            return (Settings::default(), None);
        }
        match serde_json::from_value::<Settings>(value.clone()) {
            Ok(mut settings) => {
                let complaint = settings.mend();
                (settings, complaint)
            }
            Err(error) => (Settings::default(), Some(format!("the settings of lawlint are not understood: {error}"))),
        }
    }

    /// Drops what makes no sense.
    fn mend(&mut self) -> Option<String> {
        let dated = self.as_of.as_ref().filter(|date| !date.is_empty() && date.parse::<Date>().is_err());
        let complaint = dated.map(|date| format!("asOf is \"{date}\", which is no date such as 2022-08-01"));
        if complaint.is_some() {
            self.as_of = None;
        }
        let empty = Vec::new();
        let names = chosen(self.select.as_ref().unwrap_or(&empty), self.ignore.as_ref().unwrap_or(&empty));
        let names = names.err().map(|error| error.to_string());
        if names.is_some() {
            (self.select, self.ignore) = (None, None);
        }
        match (complaint, names) {
            (Some(complaint), Some(names)) => Some(format!("{complaint}; {names}")),
            (complaint, names) => complaint.or(names),
        }
    }

    pub(super) fn wishes(&self) -> Wishes {
        Wishes {
            select: self.select.clone().unwrap_or_default(),
            ignore: self.ignore.clone().unwrap_or_default(),
            as_of: self.as_of.as_ref().and_then(|date| date.parse().ok()),
            texts: None,
            threads: Threads::Several,
        }
    }

    /// The configuration that governs every document.
    pub(super) fn config(&self) -> Option<PathBuf> {
        self.config.as_ref().filter(|path| !path.is_empty()).map(PathBuf::from)
    }

    pub(super) fn inlay_hints(&self) -> bool {
        self.inlay_hints.unwrap_or(false)
    }

    pub(super) fn code_lens(&self) -> bool {
        self.code_lens.unwrap_or(false)
    }

    /// Whether all documents of the folders are checked, not only the open ones.
    pub(super) fn workspace(&self) -> bool {
        self.workspace.unwrap_or(true)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn what_is_not_said_is_the_default() {
        for value in [json!(null), json!({}), json!({ "asOf": null, "select": null, "unknown": 1 })] {
            assert_eq!(Settings::read(&value), (Settings::default(), None));
        }
        let (settings, complaint) = Settings::read(&json!({ "asOf": "", "config": "", "inlayHints": true }));
        assert_eq!((complaint, settings.wishes().as_of, settings.config()), (None, None, None));
        assert!(settings.inlay_hints() && !settings.code_lens() && settings.workspace());
    }

    #[test]
    fn what_is_not_said_later_stays_as_it_was_said_at_first() {
        let read = |value: Value| Settings::read(&value).0;
        let first = read(json!({ "asOf": "2022-08-01", "ignore": ["claim-class"] }));
        assert_eq!(read(json!({})).over(&first), first);
        let later = read(json!({ "asOf": "", "ignore": null, "codeLens": true })).over(&first);
        assert_eq!((later.wishes().as_of, later.code_lens()), (None, true));
        assert_eq!(later.wishes().ignore, ["claim-class"]);
    }

    #[test]
    fn what_makes_no_sense_is_told_and_dropped() {
        let (settings, complaint) = Settings::read(&json!({ "asOf": "soon", "ignore": ["claim-class"] }));
        assert_eq!(complaint.unwrap(), "asOf is \"soon\", which is no date such as 2022-08-01");
        assert_eq!(settings.wishes().ignore, ["claim-class"]);
        let (settings, complaint) = Settings::read(&json!({ "ignore": ["claim-clas"] }));
        assert!(complaint.unwrap().starts_with("no lint is called \"claim-clas\""));
        assert!(settings.wishes().ignore.is_empty());
        assert!(Settings::read(&json!({ "ignore": 3 })).1.unwrap().contains("not understood"));
    }
}
