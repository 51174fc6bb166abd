//! Every key of `lawlint.toml`, explained once: for the file that `lawlint init` writes, for `config.schema.json` and
//! for the README.

/// A key.
pub(super) struct Key {
    pub(super) name: &'static str,
    /// What it does, in one line.
    pub(super) about: &'static str,
    /// Its default as TOML; for a key without one, an example.
    value: &'static str,
    /// A use of it for the README, as TOML.
    #[cfg(test)]
    example: &'static str,
    #[cfg(test)]
    pub(super) kind: Kind,
}

/// What may stand at a key.
#[cfg(test)]
#[derive(Clone, Copy)]
pub(super) enum Kind {
    Lints,
    Globs,
    Date,
    Level,
    Months,
    File,
    HouseForm,
    LintsByGlob,
    SettingByLint,
}

macro_rules! keys {
    ($($name:literal: $kind:ident, $value:literal, $example:literal, $about:literal;)+) => {
        /// Plain keys come first: in TOML, what follows a table belongs to it.
        pub(super) const KEYS: &[Key] = &[$(Key {
            name: $name,
            about: $about,
            value: $value,
            #[cfg(test)]
            example: $example,
            #[cfg(test)]
            kind: Kind::$kind,
        }),+];
    };
}

keys! {
    "select": Lints, r#"["all"]"#, r#"["claim", "cite-repealed"]"#,
        r#"only these lints; "cite", "claim" and "all" name all of a kind"#;
    "ignore": Lints, "[]", r#"["cite-name"]"#, "all but these lints";
    "exclude": Globs, "[]", r#"["archive/**", "*.old.md"]"#,
        "not read when a folder is searched; relative to this file";
    "as-of": Date, "2022-08-01", "2022-08-01", "judge by the law of this day; without it, of today";
    "fail-on": Level, r#""error""#, r#""warning""#, "info, warning or error: from which level on the exit code is 1";
    "max-table-age": Months, "18", "24", "months after which a note says that the table is old";
    "baseline": File, r#""lawlint-baseline.json""#, r#""lawlint-baseline.json""#,
        "findings to leave out; relative to this file; without it, none";
    "citation-form": HouseForm, r#""C.G.S. § N""#, r#""C.G.S. § N""#,
        r#"how the General Statutes are to be cited: "Conn. Gen. Stat. § N", "C.G.S. § N" or "General Statutes § N""#;
    "per-file-ignores": LintsByGlob, r#""archive/**" = ["claim"]"#, r#""archive/**" = ["claim"]"#,
        "lints that do not run on some files; relative to this file";
    "severity": SettingByLint, r#"cite-name = "off""#, "cite-name = \"off\"\ncite-typo = \"error\"",
        "error, warning, info or off: how grave every finding of a lint is";
}

impl Key {
    fn is_table(&self) -> bool {
        self.value.contains(" = ")
    }

    /// The key with a value, as TOML.
    fn with(&self, value: &str) -> String {
        if self.is_table() { format!("[{}]\n{value}", self.name) } else { format!("{} = {value}", self.name) }
    }
}

/// A configuration that sets nothing and explains everything. A line that begins with "# " is a comment; one that begins
/// with "#" and a key sets it once the "#" is gone.
pub(crate) fn starter() -> String {
    let mut text = "\
# Settings of lawlint for the files in this folder and below. Nothing is set yet: each key stands with its default or,
# where there is none, with an example. Remove the \"#\" before a key to set it.
"
    .to_owned();
    for key in KEYS {
        let commented = key.with(key.value).replace('\n', "\n#");
        text.push_str(&format!("\n# {}\n#{commented}\n", key.about));
    }
    text
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::testing::{is_current, readme};
    use crate::workspace::config::raw;

    fn names() -> Vec<&'static str> {
        KEYS.iter().map(|key| key.name).collect()
    }

    #[test]
    fn every_field_of_the_configuration_is_a_key() {
        let error = raw::parse("no-such-key = 1", "lawlint.toml", Path::new("/")).unwrap_err().to_string();
        let expected = error.split_once("expected one of ").expect("the message lists the fields").1;
        let fields: Vec<&str> = expected.split('`').skip(1).step_by(2).collect();
        assert_eq!(fields, names());
    }

    #[test]
    fn the_starter_sets_nothing_and_is_valid_once_its_keys_are_set() {
        let text = starter();
        assert_eq!(text.parse::<toml::Table>().unwrap(), toml::Table::new());
        let set: Vec<&str> =
            text.lines().map(|line| if line.starts_with("# ") { line } else { line.trim_start_matches('#') }).collect();
        let set = set.join("\n");
        raw::parse(&set, "lawlint.toml", Path::new("/")).unwrap();
        let set: toml::Table = set.parse().unwrap();
        assert!(names().iter().all(|name| set.contains_key(*name)) && set.len() == KEYS.len(), "{set}");
    }

    #[test]
    fn the_readme_shows_every_key() {
        let width = KEYS.iter().map(|key| key.with(key.example).lines().next().map_or(0, str::len)).max().unwrap();
        let lines = KEYS.iter().map(|key| {
            let written = key.with(key.example);
            let (first, rest) = written.split_once('\n').unwrap_or((&written, ""));
            let gap = if key.is_table() { "\n" } else { "" };
            let rest = if rest.is_empty() { String::new() } else { format!("{rest}\n") };
            format!("{gap}{first:width$}  # {}\n{rest}", key.about)
        });
        let shown = lines.collect::<String>();
        raw::parse(&shown, "README.md", Path::new("/")).unwrap();
        is_current(&readme(), "<!-- keys -->\n```toml\n", "```\n", &shown);
    }
}
