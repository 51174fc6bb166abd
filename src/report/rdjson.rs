//! Writes the Reviewdog Diagnostic Format, which reviewdog turns into comments on a change. Its columns count bytes of
//! UTF-8 from 1: <https://github.com/reviewdog/reviewdog/tree/master/proto/rdf>.

use std::io::{self, Write};

use serde_json::{Value, json};

use crate::check::Severity;

use super::{CheckedFile, Place, Placed, Report, RunInfo, place};

/// A diagnostic result of one run.
#[derive(Debug, Default)]
pub(super) struct Rdjson {
    begun: bool,
    written: usize,
}

impl Report for Rdjson {
    fn file(&mut self, file: &CheckedFile, out: &mut dyn Write) -> io::Result<()> {
        self.begin(out)?;
        let lines = line_starts(file.document.source_text());
        for placed in place(file) {
            out.write_all(if self.written == 0 { b"\n" } else { b",\n" })?;
            self.written += 1;
            serde_json::to_writer(&mut *out, &diagnostic(&file.filename, &placed, &lines))?;
        }
        Ok(())
    }

    fn finish(&mut self, _run: &RunInfo, out: &mut dyn Write) -> io::Result<()> {
        self.begin(out)?;
        out.write_all(b"]}\n")
    }
}

impl Rdjson {
    /// Writes all that stands before the diagnostics, which follow as they come.
    fn begin(&mut self, out: &mut dyn Write) -> io::Result<()> {
        if self.begun {
            return Ok(());
        }
        self.begun = true;
        out.write_all(b"{\"source\":{\"name\":\"lawlint\"},\"diagnostics\":[")
    }
}

fn diagnostic(filename: &str, placed: &Placed<'_>, lines: &[usize]) -> Value {
    let found = placed.diagnostic;
    let mut location = json!({ "path": filename });
    if let Some(place) = placed.place {
        location["range"] = range(place, lines);
    }
    let mut diagnostic = json!({
        "message": placed.message(),
        "location": location,
        "severity": severity(found.severity),
        "code": { "value": found.lint.name() },
    });
    if let Some(url) = found.source.as_ref().and_then(|source| source.url.as_ref()) {
        diagnostic["code"]["url"] = json!(url);
    }
    if let Some(fix) = &placed.fix {
        let suggestion = |place, text| json!({ "range": range(place, lines), "text": text });
        let edits: Vec<Value> = fix.edits.iter().map(|edit| suggestion(edit.place, edit.content)).collect();
        diagnostic["suggestions"] = json!(edits);
    }
    diagnostic
}

fn range(place: Place, lines: &[usize]) -> Value {
    let position = |row: usize, offset: usize| {
        let start = row.checked_sub(1).and_then(|row| lines.get(row)).copied().unwrap_or_default();
        json!({ "line": row, "column": offset.saturating_sub(start) + 1 })
    };
    json!({
        "start": position(place.start.row, place.source.start),
        "end": position(place.end.row, place.source.end),
    })
}

/// The first byte of each line.
fn line_starts(text: &str) -> Vec<usize> {
    let bytes = text.as_bytes();
    let ends = memchr::memchr2_iter(b'\n', b'\r', bytes);
    // The "\r" of "\r\n" ends no line of its own.
    let ends = ends.filter(|&at| !(bytes[at] == b'\r' && bytes.get(at + 1) == Some(&b'\n')));
    std::iter::once(0).chain(ends.map(|at| at + 1)).collect()
}

fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "ERROR",
        Severity::Warning => "WARNING",
        Severity::Info => "INFO",
    }
}

#[cfg(test)]
mod tests {
    use super::super::OutputFormat;
    use super::super::testing::*;
    use super::*;

    #[test]
    fn columns_count_bytes() {
        let written = written(OutputFormat::Rdjson, &[example(), entity()]);
        let report: Value = serde_json::from_str(&written).unwrap();
        assert_eq!(report["source"]["name"], "lawlint");
        let found = &report["diagnostics"][0];
        let line = EXAMPLE.lines().nth(2).unwrap();
        let start = line.find("class B felony").unwrap() + 1;
        let range = json!({
            "start": { "line": 3, "column": start },
            "end": { "line": 3, "column": start + "class B felony".len() },
        });
        assert_eq!(found["location"], json!({ "path": "draft.md", "range": range }));
        assert_eq!(found["suggestions"], json!([{ "range": range, "text": "class A felony" }]));
        let url = "https://example.org/chap_952.htm#sec_53a-192a";
        assert_eq!(found["code"], json!({ "value": "claim-class", "url": url }));
        assert_eq!((&found["severity"], &report["diagnostics"][1]["severity"]), (&json!("ERROR"), &json!("WARNING")));
        assert_eq!(report["diagnostics"].as_array().unwrap().len(), 3);
    }

    #[test]
    fn lines_end_as_rows_are_counted() {
        assert_eq!(line_starts("a\r\nb\rc\n"), [0, 3, 5, 7]);
    }

    #[test]
    fn nothing_found_is_a_whole_report() {
        let report: Value = serde_json::from_str(&written(OutputFormat::Rdjson, &[])).unwrap();
        assert_eq!(report["diagnostics"], json!([]));
    }

    #[test]
    fn it_is_valid_by_its_schema() {
        let schema = include_str!("../../tests/schemas/rdjson.json");
        for files in [everything(), Vec::new()] {
            let report: Value = serde_json::from_str(&written(OutputFormat::Rdjson, &files)).unwrap();
            assert_eq!(schema_errors(schema, &report), Vec::<String>::new());
        }
        let mut report: Value = serde_json::from_str(&written(OutputFormat::Rdjson, &[example()])).unwrap();
        *report.pointer_mut("/diagnostics/0/severity").unwrap() = json!("fatal");
        assert_eq!(schema_errors(schema, &report).len(), 1);
    }
}
