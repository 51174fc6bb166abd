//! The JSON schema of `lawlint.toml`, by which editors complete and check it. Draft 7: what their TOML plug-ins read.

use serde_json::{Value, json};

use super::keys::{KEYS, Key, Kind};
use crate::check::{HouseForm, Lint};

fn schema() -> Value {
    let properties: serde_json::Map<String, Value> =
        KEYS.iter().map(|key| (key.name.to_owned(), property(key))).collect();
    json!({
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "lawlint.toml",
        "description": "Settings of lawlint, a linter for what documents say about statutes",
        "type": "object",
        "properties": properties,
        "additionalProperties": false,
        "definitions": { "lint": { "oneOf": lints() } },
    })
}

fn property(key: &Key) -> Value {
    let lints = json!({ "type": "array", "items": { "$ref": "#/definitions/lint" } });
    let mut property = match key.kind {
        Kind::Lints => lints,
        Kind::Globs => json!({ "type": "array", "items": { "type": "string" } }),
        Kind::Date => json!({ "type": "string", "format": "date" }),
        Kind::Level => json!({ "enum": ["info", "warning", "error"] }),
        Kind::Months => json!({ "type": "integer", "minimum": 0, "maximum": u16::MAX }),
        Kind::File => json!({ "type": "string" }),
        Kind::HouseForm => json!({ "enum": HouseForm::ALL.map(HouseForm::name) }),
        Kind::LintsByGlob => json!({ "type": "object", "additionalProperties": lints }),
        Kind::SettingByLint => settings(),
    };
    property["description"] = json!(key.about);
    property
}

/// The names that lints are selected by: of a kind, then of one.
fn names() -> impl Iterator<Item = (&'static str, &'static str)> {
    let kinds =
        [("all", "every lint"), ("cite", "every lint about citations"), ("claim", "every lint about statements")];
    kinds.into_iter().chain(Lint::ALL.into_iter().map(|lint| (lint.name(), lint.summary())))
}

fn lints() -> Vec<Value> {
    names().map(|(name, about)| json!({ "enum": [name], "description": about })).collect()
}

fn settings() -> Value {
    let setting = |about: &str| json!({ "enum": ["off", "info", "warning", "error"], "description": about });
    let properties: serde_json::Map<String, Value> =
        names().map(|(name, about)| (name.to_owned(), setting(about))).collect();
    json!({ "type": "object", "properties": properties, "additionalProperties": false })
}

mod tests {
    use super::*;
    use crate::report::json_schema;
    use crate::testing::{file_is_current, readme};

    #[test]
    fn the_schema_is_current() {
        let text = serde_json::to_string_pretty(&schema()).unwrap() + "\n";
        file_is_current("config.schema.json", &text);
    }

    /// What a configuration as JSON breaks of the schema.
    fn errors(configuration: &str) -> Vec<String> {
        let table: toml::Table = configuration.parse().unwrap();
        json_schema::errors(&schema(), &serde_json::to_value(table).unwrap())
    }

    #[test]
    fn the_schema_takes_what_the_readme_shows() {
        let text = std::fs::read_to_string(readme()).unwrap();
        let shown = text.split_once("<!-- keys -->\n```toml\n").unwrap().1.split_once("```").unwrap().0;
        // A date of TOML is a string to a JSON schema.
        let shown = shown.replace("= 2022-08-01", "= \"2022-08-01\"");
        assert!(shown.contains("[severity]"));
        assert_eq!(errors(&shown), [""; 0]);
    }

    #[test]
    fn the_schema_refuses_what_the_program_refuses() {
        for wrong in [
            "selct = []",
            "select = [\"claim-clas\"]",
            "ignore = \"claim\"",
            "exclude = [1]",
            "fail-on = \"fatal\"",
            "citation-form = \"CGS\"",
            "max-table-age = -1",
            "per-file-ignores = { \"*.md\" = [\"claim-clas\"] }",
            "severity = { claim-clas = \"off\" }",
            "severity = { claim = \"fatal\" }",
        ] {
            assert_eq!(errors(wrong).len(), 1, "{wrong}");
            super::super::raw::parse(wrong, "lawlint.toml", std::path::Path::new("/")).unwrap_err();
        }
    }
}
