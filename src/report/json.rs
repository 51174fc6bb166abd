//! Writes the stable JSON: one object for a run, or one line a finding. README.md documents the keys;
//! those that do not apply are null, never absent.

use std::collections::BTreeMap;
use std::io::{self, Write};

use jiff::civil::Date;
use serde::Serialize;

use crate::check::{Diagnostic, Judged};
use crate::span::{Location, Span};

use super::{CheckedFile, Place, Placed, PlacedFix, Report, RunInfo, place};

/// One object for the run.
#[derive(Debug, Default)]
pub(super) struct Json {
    // The object names all the files before the first finding, so both wait for the last file.
    files: List,
    diagnostics: List,
}

impl Report for Json {
    fn file(&mut self, file: &CheckedFile, _out: &mut dyn Write) -> io::Result<()> {
        self.files.push(&FileRecord {
            filename: &file.filename,
            format: file.document.format.name(),
            citations: file.citations,
        })?;
        place(file).iter().try_for_each(|placed| self.diagnostics.push(&record(&file.filename, placed)))
    }

    fn finish(&mut self, run: &RunInfo, out: &mut dyn Write) -> io::Result<()> {
        let version = env!("CARGO_PKG_VERSION");
        write!(out, "{{\"version\":\"{version}\",\"law\":")?;
        serde_json::to_writer(&mut *out, &law(run))?;
        out.write_all(b",\"files\":[")?;
        out.write_all(&self.files.0)?;
        out.write_all(b"],\"diagnostics\":[")?;
        out.write_all(&self.diagnostics.0)?;
        out.write_all(b"]}\n")
    }
}

/// One line a finding.
#[derive(Debug)]
pub(super) struct JsonLines;

impl Report for JsonLines {
    fn file(&mut self, file: &CheckedFile, out: &mut dyn Write) -> io::Result<()> {
        for placed in place(file) {
            serde_json::to_writer(&mut *out, &record(&file.filename, &placed))?;
            out.write_all(b"\n")?;
        }
        Ok(())
    }

    fn finish(&mut self, _run: &RunInfo, _out: &mut dyn Write) -> io::Result<()> {
        Ok(())
    }
}

/// The inside of a JSON array, an element a line.
#[derive(Debug, Default)]
struct List(Vec<u8>);

impl List {
    fn push(&mut self, element: &impl Serialize) -> io::Result<()> {
        let separator: &[u8] = if self.0.is_empty() { b"\n" } else { b",\n" };
        self.0.extend_from_slice(separator);
        Ok(serde_json::to_writer(&mut self.0, element)?)
    }
}

#[derive(Serialize)]
struct LawRecord<'a> {
    as_of: Date,
    editions: BTreeMap<&'a str, EditionRecord>,
}

#[derive(Serialize)]
struct EditionRecord {
    through: Date,
}

#[derive(Serialize)]
struct FileRecord<'a> {
    filename: &'a str,
    format: &'static str,
    citations: usize,
}

#[derive(Serialize)]
struct DiagnosticRecord<'a> {
    filename: &'a str,
    rule: &'static str,
    severity: &'static str,
    verdict: Option<&'static str>,
    byte_range: Option<[usize; 2]>,
    location: Option<LocationRecord>,
    end_location: Option<LocationRecord>,
    page: Option<usize>,
    paragraph: Option<usize>,
    text: &'a str,
    message: &'a str,
    cite: Option<CiteRecord<'a>>,
    claim: Option<ClaimRecord<'a>>,
    source: Option<SourceRecord<'a>>,
    fix: Option<FixRecord<'a>>,
    fingerprint: &'a str,
}

#[derive(Serialize)]
struct LocationRecord {
    row: usize,
    column: usize,
}

#[derive(Serialize)]
struct CiteRecord<'a> {
    id: &'a str,
    byte_range: Option<[usize; 2]>,
}

#[derive(Serialize)]
struct ClaimRecord<'a> {
    kind: &'static str,
    stated: &'a str,
    current: &'a [String],
    was: Option<WasRecord>,
}

#[derive(Serialize)]
struct WasRecord {
    from: Option<Date>,
    until: Option<Date>,
}

#[derive(Serialize)]
struct SourceRecord<'a> {
    act: Option<&'a str>,
    url: Option<&'a str>,
    edition: Option<&'a str>,
}

#[derive(Serialize)]
struct FixRecord<'a> {
    applicability: &'static str,
    message: &'a str,
    edits: Vec<EditRecord<'a>>,
}

#[derive(Serialize)]
struct EditRecord<'a> {
    byte_range: Option<[usize; 2]>,
    content: &'a str,
}

fn law(run: &RunInfo) -> LawRecord<'_> {
    let editions = run.editions.iter().map(|edition| {
        let through = edition.through;
        (edition.code.as_str(), EditionRecord { through })
    });
    LawRecord { as_of: run.as_of, editions: editions.collect() }
}

fn record<'a>(filename: &'a str, placed: &'a Placed<'a>) -> DiagnosticRecord<'a> {
    let diagnostic = placed.diagnostic;
    DiagnosticRecord {
        filename,
        rule: diagnostic.lint.name(),
        severity: diagnostic.severity.name(),
        verdict: diagnostic.verdict.map(|verdict| verdict.name()),
        byte_range: byte_range(placed.place),
        location: placed.place.map(|place| location(place.start)),
        end_location: placed.place.map(|place| location(place.end)),
        page: placed.position.and_then(|position| position.page),
        paragraph: placed.position.and_then(|position| position.paragraph),
        text: placed.text,
        message: &diagnostic.message,
        cite: diagnostic.cite.as_ref().map(|cite| CiteRecord { id: &cite.id, byte_range: byte_range(placed.cite) }),
        claim: diagnostic.claim.as_ref().map(claim),
        source: source(diagnostic),
        fix: placed.fix.as_ref().map(fix),
        fingerprint: &placed.fingerprint,
    }
}

fn byte_range(place: Option<Place>) -> Option<[usize; 2]> {
    let Span { start, end } = place?.bytes?;
    Some([start, end])
}

fn location(Location { row, column }: Location) -> LocationRecord {
    LocationRecord { row, column }
}

fn claim(claim: &Judged) -> ClaimRecord<'_> {
    ClaimRecord {
        kind: claim.kind,
        stated: &claim.stated,
        current: &claim.current,
        was: claim.was.map(|was| WasRecord { from: was.from, until: was.until }),
    }
}

fn source(diagnostic: &Diagnostic) -> Option<SourceRecord<'_>> {
    diagnostic.source.as_ref().map(|source| SourceRecord {
        act: source.act.as_deref(),
        url: source.url.as_deref(),
        edition: source.edition.as_deref(),
    })
}

fn fix<'a>(placed: &PlacedFix<'a>) -> FixRecord<'a> {
    let edits =
        placed.edits.iter().map(|edit| EditRecord { byte_range: byte_range(Some(edit.place)), content: edit.content });
    FixRecord { applicability: placed.fix.applicability.name(), message: &placed.fix.message, edits: edits.collect() }
}

#[cfg(test)]
mod tests {
    use super::super::OutputFormat;
    use super::super::testing::*;

    const STALE: &str = r#"{"filename":"draft.md","rule":"claim-class","severity":"error","verdict":"stale","byte_range":[43,57],"location":{"row":3,"column":26},"end_location":{"row":3,"column":40},"page":null,"paragraph":null,"text":"class B felony","message":"§ 53a-192a is a class A felony since 2017-10-01 (P.A. 17-32), not class B","cite":{"id":"cgs:53a-192a","byte_range":[19,37]},"claim":{"kind":"class","stated":"class B felony","current":["class A felony"],"was":{"from":"2006-07-01","until":"2017-10-01"}},"source":{"act":"P.A. 17-32, S. 2","url":"https://example.org/chap_952.htm#sec_53a-192a","edition":"cgs 2025-01-01"},"fix":{"applicability":"unsafe","message":"replace with “class A felony”","edits":[{"byte_range":[43,57],"content":"class A felony"}]},"fingerprint":"2edd354de5dfedb4"}"#;

    const UNKNOWN: &str = r#"{"filename":"draft.md","rule":"cite-unknown","severity":"warning","verdict":null,"byte_range":[69,79],"location":{"row":4,"column":10},"end_location":{"row":4,"column":19},"page":null,"paragraph":null,"text":"§ 53a-999","message":"no such section in the edition","cite":null,"claim":null,"source":null,"fix":null,"fingerprint":"ae366f88d3d5e922"}"#;

    const ENTITY: &str = r#"{"filename":"entity.md","rule":"cite-unknown","severity":"warning","verdict":null,"byte_range":[4,26],"location":{"row":1,"column":5},"end_location":{"row":1,"column":27},"page":null,"paragraph":null,"text":"C.G.S. &sect; 53a-192a","message":"no such section in the edition","cite":{"id":"cgs:53a-192a","byte_range":[4,26]},"claim":null,"source":null,"fix":null,"fingerprint":"59f3b53d9f0f442b"}"#;

    #[test]
    fn one_object_for_the_run() {
        let head = r#"{"version":"0.1.0","law":{"as_of":"2026-11-21","editions":{"cgs":{"through":"2025-01-01"},"usc":{"through":"2023-04-20"}}},"files":["#;
        let head = head.replace("0.1.0", env!("CARGO_PKG_VERSION"));
        let file = r#"{"filename":"draft.md","format":"markdown","citations":2}"#;
        let clean = r#"{"filename":"clean.txt","format":"text","citations":2}"#;
        let expected = format!("{head}\n{clean},\n{file}],\"diagnostics\":[\n{STALE},\n{UNKNOWN}]}}\n");
        let files = [checked("clean.txt", "", |_| Vec::new()), example()];
        assert_eq!(written(OutputFormat::Json, &files), expected);
    }

    #[test]
    fn one_line_a_finding() {
        let expected = format!("{STALE}\n{UNKNOWN}\n{ENTITY}\n");
        let files = [example(), entity()];
        assert_eq!(written(OutputFormat::JsonLines, &files), expected);
    }

    #[test]
    fn a_run_without_files_is_an_object_too() {
        let json = written(OutputFormat::Json, &[]);
        let json: serde_json::Value = serde_json::from_str(&json).unwrap();
        assert_eq!(json["files"], serde_json::json!([]));
        assert_eq!(json["diagnostics"], serde_json::json!([]));
    }

    #[test]
    fn bytes_that_are_not_text_have_no_byte_ranges() {
        let mut file = example();
        file.bytes_are_text = false;
        let lines = written(OutputFormat::JsonLines, &[file]);
        let first: serde_json::Value = serde_json::from_str(lines.lines().next().unwrap()).unwrap();
        assert!(first["byte_range"].is_null());
        assert!(first["cite"]["byte_range"].is_null());
        assert!(first["fix"].is_null());
        assert_eq!(first["location"]["column"], 26);
    }

    #[test]
    #[ignore = "a measurement: run it with --release"]
    fn a_hundred_thousand_findings_in_one_line() {
        let text = "C.G.S. § 53a-192a is a class B felony. ".repeat(250_000);
        let first = stale_class(&text);
        let length = "C.G.S. § 53a-192a is a class B felony. ".len();
        let file = checked("long.txt", &text, |_| {
            let moved = |number: usize| {
                let mut diagnostic = first.clone();
                let by = number * 2 * length;
                shift(&mut diagnostic.span, by);
                diagnostic.cite.iter_mut().for_each(|cite| shift(&mut cite.span, by));
                let edits = diagnostic.fix.iter_mut().flat_map(|fix| &mut fix.edits);
                edits.for_each(|edit| shift(&mut edit.span, by));
                diagnostic
            };
            (0..100_000).map(moved).collect()
        });
        let files = [file];
        for &format in OutputFormat::ALL {
            let start = std::time::Instant::now();
            let written = written(format, &files);
            println!("{}: {:?}, {} bytes", format.name(), start.elapsed(), written.len());
            assert!(start.elapsed().as_secs_f64() < 2.0 || format != OutputFormat::Json);
        }
    }

    fn shift(span: &mut crate::span::Span, by: usize) {
        span.start += by;
        span.end += by;
    }
}
