//! Writes GitLab's code quality report, which merge requests show: a JSON array of findings.

use std::io::{self, Write};

use serde_json::{Value, json};

use crate::check::Severity;

use super::{CheckedFile, Placed, Report, RunInfo, place};

/// A code quality report of one run.
#[derive(Debug, Default)]
pub(super) struct Gitlab {
    written: usize,
}

impl Report for Gitlab {
    fn file(&mut self, file: &CheckedFile, out: &mut dyn Write) -> io::Result<()> {
        for placed in place(file) {
            out.write_all(if self.written == 0 { b"[\n" } else { b",\n" })?;
            self.written += 1;
            serde_json::to_writer(&mut *out, &issue(&file.filename, &placed))?;
        }
        Ok(())
    }

    fn finish(&mut self, _run: &RunInfo, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(if self.written == 0 { b"[]\n" } else { b"\n]\n" })
    }
}

fn issue(filename: &str, placed: &Placed<'_>) -> Value {
    let diagnostic = placed.diagnostic;
    // A finding without a place is the file's: GitLab wants a line of every one.
    let (begin, end) = placed.place.map_or((1, 1), |place| (place.start.row, place.end.row));
    json!({
        "description": placed.message(),
        "check_name": diagnostic.lint.name(),
        "fingerprint": placed.fingerprint,
        "severity": severity(diagnostic.severity),
        "location": { "path": filename, "lines": { "begin": begin, "end": end } },
    })
}

/// GitLab's words are info, minor, major, critical and blocker.
fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "major",
        Severity::Warning => "minor",
        Severity::Info => "info",
    }
}

#[cfg(test)]
mod tests {
    use super::super::OutputFormat;
    use super::super::testing::*;
    use super::*;

    #[test]
    fn an_array_of_issues() {
        let written = written(OutputFormat::Gitlab, &[example(), entity()]);
        let issues: Vec<Value> = serde_json::from_str(&written).unwrap();
        assert_eq!(
            issues[0],
            json!({
                "description": "§ 53a-192a is a class A felony since 2017-10-01 (P.A. 17-32), not class B",
                "check_name": "claim-class",
                "fingerprint": EXAMPLE_FINGERPRINTS[0],
                "severity": "major",
                "location": { "path": "draft.md", "lines": { "begin": 3, "end": 3 } },
            })
        );
        assert_eq!(issues.len(), 3);
        assert_eq!((&issues[1]["severity"], &issues[2]["location"]["path"]), (&json!("minor"), &json!("entity.md")));
    }

    #[test]
    fn nothing_found_is_an_empty_array() {
        assert_eq!(written(OutputFormat::Gitlab, &[]), "[]\n");
    }

    #[test]
    fn it_is_valid_by_its_schema() {
        let schema = include_str!("../../tests/schemas/gitlab.json");
        for files in [everything(), Vec::new()] {
            let report: Value = serde_json::from_str(&written(OutputFormat::Gitlab, &files)).unwrap();
            assert_eq!(schema_errors(schema, &report), Vec::<String>::new());
        }
        let mut report: Value = serde_json::from_str(&written(OutputFormat::Gitlab, &[example()])).unwrap();
        *report.pointer_mut("/0/severity").unwrap() = json!("fatal");
        assert_eq!(schema_errors(schema, &report).len(), 1);
    }
}
