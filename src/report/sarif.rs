//! Writes SARIF 2.1.0, the format that code hosts read. It knows nothing of where the repository is:
//! file names are relative to the folder that lawlint ran in.

use std::io::{self, Write};

use serde_json::{Map, Value, json};

use crate::check::{Diagnostic, Lint, Severity};

use super::{CheckedFile, Place, Placed, PlacedFix, Report, RunInfo, place};

/// What relative file names are relative to. GitHub takes this name for the repository's root.
const BASE: &str = "%SRCROOT%";

/// A SARIF log of one run.
#[derive(Debug, Default)]
pub(super) struct Sarif {
    begun: bool,
    results: usize,
}

impl Report for Sarif {
    fn file(&mut self, file: &CheckedFile, out: &mut dyn Write) -> io::Result<()> {
        self.begin(out)?;
        for placed in place(file) {
            let separator = if self.results == 0 { "\n" } else { ",\n" };
            self.results += 1;
            out.write_all(separator.as_bytes())?;
            serde_json::to_writer(&mut *out, &result(&artifact(&file.filename), &placed))?;
        }
        Ok(())
    }

    fn finish(&mut self, run: &RunInfo, out: &mut dyn Write) -> io::Result<()> {
        self.begin(out)?;
        out.write_all(b"],\"properties\":")?;
        serde_json::to_writer(&mut *out, &run_properties(run))?;
        out.write_all(b"}]}\n")
    }
}

impl Sarif {
    /// Writes all that stands before the results, which follow as they come.
    fn begin(&mut self, out: &mut dyn Write) -> io::Result<()> {
        if self.begun {
            return Ok(());
        }
        self.begun = true;
        let base = json!({ BASE: { "description": { "text": "The folder that lawlint ran in." } } });
        write!(
            out,
            "{{\"$schema\":\"https://json.schemastore.org/sarif-2.1.0.json\",\"version\":\"2.1.0\",\
             \"runs\":[{{\"tool\":{{\"driver\":{}}},\"columnKind\":\"unicodeCodePoints\",\
             \"originalUriBaseIds\":{base},\"results\":[",
            driver()
        )
    }
}

fn driver() -> Value {
    let rules: Vec<_> = Lint::ALL.into_iter().map(rule).collect();
    json!({
        "name": "lawlint",
        "semanticVersion": env!("CARGO_PKG_VERSION"),
        "shortDescription": { "text": "A linter for what documents say about statutes." },
        "rules": rules,
    })
}

fn rule(lint: Lint) -> Value {
    let explanation = match lint.explanation() {
        "" => lint.summary(),
        explanation => explanation,
    };
    json!({
        "id": lint.name(),
        "shortDescription": { "text": lint.summary() },
        "fullDescription": { "text": lint.summary() },
        "help": { "text": explanation, "markdown": explanation },
    })
}

fn run_properties(run: &RunInfo) -> Value {
    let editions: Map<_, _> =
        run.editions.iter().map(|edition| (edition.code.clone(), json!({ "through": edition.through }))).collect();
    json!({ "asOf": run.as_of, "editions": editions })
}

fn result(artifact: &Value, placed: &Placed<'_>) -> Value {
    let diagnostic = placed.diagnostic;
    let index = Lint::ALL.iter().position(|lint| *lint == diagnostic.lint);
    let mut result = json!({
        "ruleId": diagnostic.lint.name(),
        "ruleIndex": index,
        "level": level(diagnostic),
        "message": { "text": diagnostic.message },
        "locations": [location(artifact, placed)],
        "partialFingerprints": { "lawlint/v1": placed.fingerprint },
    });
    if let Some(cite) = placed.cite.filter(|_| placed.cite != placed.place) {
        result["relatedLocations"] = json!([{
            "physicalLocation": physical_location(artifact, Some(cite)),
            "message": { "text": "this citation" },
        }]);
    }
    if let Some(placed_fix) = &placed.fix {
        result["fixes"] = json!([fix(artifact, placed_fix)]);
    }
    if let Some(verdict) = diagnostic.verdict {
        result["properties"] = json!({ "verdict": verdict.name() });
    }
    result
}

fn level(diagnostic: &Diagnostic) -> &'static str {
    match diagnostic.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
    }
}

fn location(artifact: &Value, placed: &Placed<'_>) -> Value {
    let mut location = json!({ "physicalLocation": physical_location(artifact, placed.place) });
    if let Some((position, whereabouts)) = placed.position.zip(placed.whereabouts.as_ref()) {
        location["message"] = json!({ "text": whereabouts });
        location["properties"] = json!({ "page": position.page, "paragraph": position.paragraph });
    }
    location
}

fn physical_location(artifact: &Value, place: Option<Place>) -> Value {
    match place {
        Some(place) => json!({ "artifactLocation": artifact, "region": region(place) }),
        None => json!({ "artifactLocation": artifact }),
    }
}

fn region(place: Place) -> Value {
    let mut region = json!({
        "startLine": place.start.row,
        "startColumn": place.start.column,
        "endLine": place.end.row,
        "endColumn": place.end.column,
    });
    if let Some(bytes) = place.bytes {
        region["byteOffset"] = bytes.start.into();
        region["byteLength"] = bytes.len().into();
    }
    region
}

fn fix(artifact: &Value, placed: &PlacedFix<'_>) -> Value {
    let replacements: Vec<_> = placed
        .edits
        .iter()
        .map(|edit| {
            json!({
                "deletedRegion": region(edit.place),
                "insertedContent": { "text": edit.content },
            })
        })
        .collect();
    json!({
        "description": { "text": placed.fix.message },
        "artifactChanges": [{ "artifactLocation": artifact, "replacements": replacements }],
        "properties": { "applicability": placed.fix.applicability.name() },
    })
}

fn artifact(filename: &str) -> Value {
    let path = percent_encoded(filename);
    let bytes = filename.as_bytes();
    if bytes.first() == Some(&b'/') {
        return json!({ "uri": format!("file://{path}") });
    }
    // A drive letter, as in C:/drafts, whose colon stays a colon.
    if bytes.len() > 2 && bytes[0].is_ascii_alphabetic() && bytes[1..3] == *b":/" {
        return json!({ "uri": format!("file:///{}", path.replacen("%3A", ":", 1)) });
    }
    json!({ "uri": path, "uriBaseId": BASE })
}

/// The path with all but what RFC 3986 leaves unreserved, and `/`, encoded.
fn percent_encoded(path: &str) -> String {
    let mut encoded = String::with_capacity(path.len());
    for byte in path.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                encoded.push(char::from(byte));
            }
            _ => encoded.push_str(&format!("%{byte:02X}")),
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    use super::super::testing::*;
    use super::super::{OutputFormat, json_schema};
    use super::*;

    fn log(files: &[CheckedFile]) -> Value {
        serde_json::from_str(&written(OutputFormat::Sarif, files)).unwrap()
    }

    fn schema() -> Value {
        let schema = include_str!("../../tests/schemas/sarif-2.1.0.json");
        serde_json::from_str(schema).unwrap()
    }

    #[test]
    fn it_is_valid_by_the_published_schema() {
        for files in [everything(), Vec::new()] {
            let errors = json_schema::errors(&schema(), &log(&files));
            assert_eq!(errors, Vec::<String>::new());
        }
    }

    #[test]
    fn the_schema_finds_what_is_wrong() {
        let wrong = [
            ("/runs/0/results/0/level", json!("fatal")),
            ("/runs/0/results/0/message", json!({})),
            ("/runs/0/results/0/ruleIndex", json!(-2)),
            ("/runs/0/results/0/locations/0/physicalLocation/region/startLine", json!("3")),
            ("/runs/0/results/0/fixes/0/artifactChanges", json!([])),
            ("/runs/0/tool/driver/rules/0", json!({ "name": "x", "ident": "y" })),
        ];
        for (pointer, value) in wrong {
            let mut log = log(&[example()]);
            *log.pointer_mut(pointer).unwrap() = value;
            assert!(!json_schema::errors(&schema(), &log).is_empty(), "{pointer}");
        }
    }

    #[test]
    fn a_result_says_what_where_and_how_to_mend_it() {
        let region = json!({
            "startLine": 3, "startColumn": 26, "endLine": 3, "endColumn": 40,
            "byteOffset": 43, "byteLength": 14,
        });
        let cite = json!({
            "startLine": 3, "startColumn": 3, "endLine": 3, "endColumn": 20,
            "byteOffset": 19, "byteLength": 18,
        });
        let artifact = json!({ "uri": "draft.md", "uriBaseId": "%SRCROOT%" });
        let expected = json!({
            "ruleId": "claim-class",
            "ruleIndex": 9,
            "level": "error",
            "message": {
                "text": "§ 53a-192a is a class A felony since 2017-10-01 (P.A. 17-32), not class B",
            },
            "locations": [{ "physicalLocation": { "artifactLocation": artifact, "region": region } }],
            "relatedLocations": [{
                "physicalLocation": { "artifactLocation": artifact, "region": cite },
                "message": { "text": "this citation" },
            }],
            "partialFingerprints": { "lawlint/v1": EXAMPLE_FINGERPRINTS[0] },
            "fixes": [{
                "description": { "text": "replace with “class A felony”" },
                "artifactChanges": [{
                    "artifactLocation": artifact,
                    "replacements": [{
                        "deletedRegion": region,
                        "insertedContent": { "text": "class A felony" },
                    }],
                }],
                "properties": { "applicability": "unsafe" },
            }],
            "properties": { "verdict": "stale" },
        });
        let log = log(&[example()]);
        assert_eq!(log["runs"][0]["results"][0], expected);
        assert_eq!(log["runs"][0]["tool"]["driver"]["rules"][9]["id"], "claim-class");
    }

    #[test]
    fn a_fix_that_cannot_be_placed_is_left_out() {
        let log = log(&[entity()]);
        let result = &log["runs"][0]["results"][0];
        assert_eq!(result["locations"][0]["physicalLocation"]["region"]["byteLength"], 22);
        assert_eq!(result.get("fixes"), None);
        assert_eq!(result.get("relatedLocations"), None);
    }

    #[test]
    fn file_names_are_uris() {
        let uri = |filename| artifact(filename)["uri"].as_str().unwrap().to_owned();
        assert_eq!(uri("bills/§ 1 #2.md"), "bills/%C2%A7%201%20%232.md");
        assert_eq!(uri("a:b%.md"), "a%3Ab%25.md");
        assert_eq!(uri("/tmp/a b.md"), "file:///tmp/a%20b.md");
        assert_eq!(uri("C:/a b.md"), "file:///C:/a%20b.md");
        assert_eq!(artifact("a.md")["uriBaseId"], BASE);
        assert_eq!(artifact("/a.md").get("uriBaseId"), None);
    }
}
