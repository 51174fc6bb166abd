//! Makes checked files for the tests of the formats.

use std::collections::BTreeMap;

use jiff::civil::date;

use crate::check::{Applicability, Cited, Diagnostic, Edit, Fix, Judged, Lint, Severity, Source, Verdict, Was};
use crate::document::{Document, Format, Piece, SourceMap};
use crate::span::Span;

use super::{CheckedFile, Edition, OutputFormat, RunInfo, Styling};

/// A byte-order mark, an emoji, CRLF, and two citations.
pub(crate) const EXAMPLE: &str = "\u{feff}# Draft\r\n\r\n\
    😀 C.G.S. § 53a-192a is a class B felony.\r\nSee also § 53a-999.\r\n";

/// The fingerprints of [`example`], never to change.
pub(crate) const EXAMPLE_FINGERPRINTS: [&str; 2] = ["2edd354de5dfedb4", "ae366f88d3d5e922"];

/// [`EXAMPLE`] with an error that has everything and a warning that has nothing.
pub(crate) fn example() -> CheckedFile {
    checked("draft.md", EXAMPLE, |text| vec![stale_class(text), unknown_section(text)])
}

/// A Markdown-like file: the citation's sign is an entity in the source, and the text ends in a
/// character from nowhere.
pub(crate) fn entity() -> CheckedFile {
    let piece = |text: [usize; 2], source: [usize; 2], verbatim| Piece {
        text: Span::new(text[0], text[1]),
        source: Span::new(source[0], source[1]),
        verbatim,
    };
    let pieces = vec![piece([0, 11], [0, 11], true), piece([11, 13], [11, 17], false), piece([13, 22], [17, 26], true)];
    let mut file = checked("entity.md", "See C.G.S. § 53a-192a|", |text| {
        let words = span(text, "C.G.S. § 53a-192a");
        let cite = Cited { id: "cgs:53a-192a".to_owned(), span: words };
        let fix = replacement(Applicability::Safe, words, "General Statutes § 53a-192a");
        vec![Diagnostic { cite: Some(cite), fix: Some(fix), ..about(text, "C.G.S. § 53a-192a") }]
    });
    file.document.source = Some("See C.G.S. &sect; 53a-192a".to_owned());
    file.document.source_map = SourceMap::Pieces(pieces);
    file
}

/// Files that try every part of a format: findings with everything, with nothing, from nowhere, and in other bytes.
pub(crate) fn everything() -> Vec<CheckedFile> {
    let mut nowhere = example();
    nowhere.diagnostics[0].span.end = 9_999;
    let mut other_bytes = example();
    other_bytes.bytes_are_text = false;
    let clean = checked("clean & \"well\".md", "words", |_| Vec::new());
    let told =
        checked("told.md", "words", |text| vec![Diagnostic { severity: Severity::Info, ..about(text, "words") }]);
    let files = [example(), entity(), nowhere, other_bytes, clean, told].into_iter().enumerate();
    // Each file arrives once.
    files.map(|(place, file)| CheckedFile { filename: format!("{place}/{}", file.filename), ..file }).collect()
}

/// What a report breaks of a schema in `tests/schemas`.
pub(crate) fn schema_errors(schema: &str, report: &serde_json::Value) -> Vec<String> {
    super::json_schema::errors(&serde_json::from_str(schema).expect("the schema is JSON"), report)
}

/// A file of text and what was found in it.
pub(crate) fn checked(filename: &str, text: &str, diagnostics: impl Fn(&str) -> Vec<Diagnostic>) -> CheckedFile {
    CheckedFile {
        filename: filename.to_owned(),
        diagnostics: diagnostics(text),
        document: Document {
            text: text.to_owned(),
            blocks: Vec::new(),
            source_map: SourceMap::Identity,
            format: Format::from_file_name(filename),
            note_marks: Vec::new(),
            suppressions: Vec::new(),
            as_of: None,
            source: None,
            unread: Vec::new(),
        },
        bytes_are_text: true,
        citations: 2,
    }
}

/// A stale claim about the first `class B felony` after a citation of § 53a-192a.
pub(crate) fn stale_class(text: &str) -> Diagnostic {
    let words = span(text, "class B felony");
    Diagnostic {
        lint: Lint::ClaimClass,
        severity: Severity::Error,
        verdict: Some(Verdict::Stale),
        span: words,
        in_source: None,
        message: "§ 53a-192a is a class A felony since 2017-10-01 (P.A. 17-32), not class B".to_owned(),
        cite: Some(Cited { id: "cgs:53a-192a".to_owned(), span: span(text, "C.G.S. § 53a-192a") }),
        claim: Some(Judged {
            kind: "class",
            stated: "class B felony".to_owned(),
            current: vec!["class A felony".to_owned()],
            was: Some(Was { from: Some(date(2006, 7, 1)), until: Some(date(2017, 10, 1)) }),
        }),
        source: Some(Source {
            act: Some("P.A. 17-32, S. 2".to_owned()),
            url: Some("https://example.org/chap_952.htm#sec_53a-192a".to_owned()),
            edition: Some("cgs 2025-01-01".to_owned()),
        }),
        fix: Some(replacement(Applicability::Unsafe, words, "class A felony")),
    }
}

/// A bare warning about § 53a-999.
pub(crate) fn unknown_section(text: &str) -> Diagnostic {
    about(text, "§ 53a-999")
}

/// A bare warning about the first `words` in `text`.
pub(crate) fn about(text: &str, words: &str) -> Diagnostic {
    Diagnostic {
        lint: Lint::CiteUnknown,
        severity: Severity::Warning,
        verdict: None,
        span: span(text, words),
        in_source: None,
        message: "no such section in the edition".to_owned(),
        cite: None,
        claim: None,
        source: None,
        fix: None,
    }
}

fn replacement(applicability: Applicability, span: Span, content: &str) -> Fix {
    Fix {
        applicability,
        message: format!("replace with “{content}”"),
        edits: vec![Edit { span, content: content.to_owned() }],
    }
}

/// Where `words` first stand in `text`.
pub(crate) fn span(text: &str, words: &str) -> Span {
    let start = text.find(words).expect("the test's words are in its text");
    Span::new(start, start + words.len())
}

/// What the run knew.
pub(crate) fn run() -> RunInfo {
    let edition = |code: &str, name: &str, through| Edition { code: code.to_owned(), name: name.to_owned(), through };
    RunInfo {
        as_of: date(2026, 11, 21),
        editions: vec![
            edition("cgs", "Connecticut", date(2025, 1, 1)),
            edition("usc", "the United States Code", date(2023, 4, 20)),
        ],
        left_out: BTreeMap::new(),
    }
}

/// All that a format writes about `files`.
pub(crate) fn written(format: OutputFormat, files: &[CheckedFile]) -> String {
    written_with(format, Styling::Plain, files)
}

/// All that a format writes about `files`, styled or not.
pub(crate) fn written_with(format: OutputFormat, styling: Styling, files: &[CheckedFile]) -> String {
    let mut report = super::report(format, styling);
    let mut out = Vec::new();
    for file in files {
        report.file(file, &mut out).expect("writing to memory");
    }
    report.finish(&run(), &mut out).expect("writing to memory");
    String::from_utf8(out).expect("reports are UTF-8")
}

/// Whether a reader of the format that `written` is built on takes it: JSON, XML, or any text. A page is XML too.
pub(crate) fn is_read(format: OutputFormat, written: &str) -> bool {
    match format {
        OutputFormat::Full | OutputFormat::Concise | OutputFormat::Github => true,
        OutputFormat::Json | OutputFormat::Sarif | OutputFormat::Gitlab | OutputFormat::Rdjson => {
            serde_json::from_str::<serde_json::Value>(written).is_ok()
        }
        OutputFormat::JsonLines => written.lines().all(|line| serde_json::from_str::<serde_json::Value>(line).is_ok()),
        OutputFormat::Junit | OutputFormat::Checkstyle | OutputFormat::Html => is_well_formed(written),
    }
}

/// Whether it is XML: every element is closed, by its own end tag, and every attribute is quoted.
fn is_well_formed(written: &str) -> bool {
    use quick_xml::events::Event;

    let mut reader = quick_xml::Reader::from_str(written);
    reader.config_mut().check_end_names = true;
    let mut open = 0_usize;
    loop {
        let event = reader.read_event();
        match &event {
            Ok(Event::Eof) => return open == 0,
            Ok(Event::Start(tag) | Event::Empty(tag)) if tag.attributes().any(|attribute| attribute.is_err()) => {
                return false;
            }
            Ok(Event::Start(_)) => open += 1,
            Ok(Event::End(_)) => open -= 1,
            Ok(_) => {}
            Err(_) => return false,
        }
    }
}
