//! Writes JUnit's XML, which build servers show as test results: a file is a suite, a finding a failure.

use std::io::{self, Write};

use crate::check::Severity;

use super::xml::escaped;
use super::{CheckedFile, Placed, Report, RunInfo, place};

/// Test results of one run.
#[derive(Debug, Default)]
pub(super) struct Junit {
    begun: bool,
}

impl Report for Junit {
    fn file(&mut self, file: &CheckedFile, out: &mut dyn Write) -> io::Result<()> {
        self.begin(out)?;
        let placed = place(file);
        // What is only for information fails nothing.
        let failures = placed.iter().filter(|placed| placed.diagnostic.severity > Severity::Info).count();
        let filename = escaped(&file.filename);
        let tests = placed.len().max(1);
        writeln!(out, "  <testsuite name=\"{filename}\" tests=\"{tests}\" failures=\"{failures}\" errors=\"0\">")?;
        if placed.is_empty() {
            writeln!(out, "    <testcase classname=\"{filename}\" name=\"lawlint\"/>")?;
        }
        placed.iter().try_for_each(|placed| case(&filename, placed, out))?;
        writeln!(out, "  </testsuite>")
    }

    fn finish(&mut self, _run: &RunInfo, out: &mut dyn Write) -> io::Result<()> {
        self.begin(out)?;
        writeln!(out, "</testsuites>")
    }
}

impl Junit {
    fn begin(&mut self, out: &mut dyn Write) -> io::Result<()> {
        if self.begun {
            return Ok(());
        }
        self.begun = true;
        writeln!(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"lawlint\">")
    }
}

fn case(filename: &str, placed: &Placed<'_>, out: &mut dyn Write) -> io::Result<()> {
    let diagnostic = placed.diagnostic;
    let (lint, message) = (diagnostic.lint.name(), escaped(&placed.message()));
    let at = placed.place.map_or_else(String::new, |place| format!(" at {}:{}", place.start.row, place.start.column));
    writeln!(out, "    <testcase classname=\"{filename}\" name=\"{lint}{at}\">")?;
    let words = escaped(placed.text);
    match diagnostic.severity {
        Severity::Info => writeln!(out, "      <system-out>{message}: {words}</system-out>")?,
        Severity::Warning | Severity::Error => {
            let kind = diagnostic.severity.name();
            writeln!(out, "      <failure type=\"{kind}\" message=\"{message}\">{words}</failure>")?;
        }
    }
    writeln!(out, "    </testcase>")
}

#[cfg(test)]
mod tests {
    use super::super::OutputFormat;
    use super::super::testing::*;
    use super::super::xml::tree;
    use crate::check::{Diagnostic, Severity};

    #[test]
    fn a_failure_a_finding() {
        let clean = checked("clean.md", "words", |_| Vec::new());
        let told =
            checked("told.md", "words", |text| vec![Diagnostic { severity: Severity::Info, ..about(text, "words") }]);
        let expected = "\
<?xml version=\"1.0\" encoding=\"UTF-8\"?>
<testsuites name=\"lawlint\">
  <testsuite name=\"clean.md\" tests=\"1\" failures=\"0\" errors=\"0\">
    <testcase classname=\"clean.md\" name=\"lawlint\"/>
  </testsuite>
  <testsuite name=\"draft.md\" tests=\"2\" failures=\"2\" errors=\"0\">
    <testcase classname=\"draft.md\" name=\"claim-class at 3:26\">
      <failure type=\"error\" message=\"§ 53a-192a is a class A felony since 2017-10-01 (P.A. 17-32), not class B\">class B felony</failure>
    </testcase>
    <testcase classname=\"draft.md\" name=\"cite-unknown at 4:10\">
      <failure type=\"warning\" message=\"no such section in the edition\">§ 53a-999</failure>
    </testcase>
  </testsuite>
  <testsuite name=\"told.md\" tests=\"1\" failures=\"0\" errors=\"0\">
    <testcase classname=\"told.md\" name=\"cite-unknown at 1:1\">
      <system-out>no such section in the edition: words</system-out>
    </testcase>
  </testsuite>
</testsuites>
";
        assert_eq!(written(OutputFormat::Junit, &[clean, example(), told]), expected);
    }

    #[test]
    fn it_is_valid_by_its_schema() {
        let schema = include_str!("../../tests/schemas/junit.json");
        for files in [everything(), Vec::new()] {
            let report = tree(&written(OutputFormat::Junit, &files));
            assert_eq!(schema_errors(schema, &report), Vec::<String>::new());
        }
        let wrong = tree(&written(OutputFormat::Junit, &[example()]).replace(" name=", " nome="));
        assert!(!schema_errors(schema, &wrong).is_empty());
    }

    #[test]
    fn the_counts_are_what_they_count() {
        let report = tree(&written(OutputFormat::Junit, &everything()));
        for suite in report["testsuites"][0]["testsuite"].as_array().unwrap() {
            let cases = suite["testcase"].as_array().unwrap();
            let failures = cases.iter().filter(|case| case.get("failure").is_some());
            assert_eq!(suite["@tests"], cases.len().to_string());
            assert_eq!(suite["@failures"], failures.count().to_string());
        }
    }
}
