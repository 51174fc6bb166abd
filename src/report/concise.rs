//! Writes one line a finding: `path:row:column: severity[lint] message`.

use std::io::{self, Write};

use annotate_snippets::renderer::{DEFAULT_ERROR_STYLE, DEFAULT_INFO_STYLE, DEFAULT_WARNING_STYLE, Style};

use crate::check::{Diagnostic, Severity};

use super::summary::Tally;
use super::terminal::one_line;
use super::{CheckedFile, Report, RunInfo, Styling, place};

/// A report of one line a finding.
#[derive(Debug)]
pub(super) struct Concise {
    styling: Styling,
    tally: Tally,
}

impl Concise {
    pub(super) fn new(styling: Styling) -> Self {
        Concise { styling, tally: Tally::default() }
    }

    fn style(&self, diagnostic: &Diagnostic) -> Style {
        match (self.styling, diagnostic.severity) {
            (Styling::Plain, _) => Style::new(),
            (Styling::Styled, Severity::Error) => DEFAULT_ERROR_STYLE,
            (Styling::Styled, Severity::Warning) => DEFAULT_WARNING_STYLE,
            (Styling::Styled, Severity::Info) => DEFAULT_INFO_STYLE,
        }
    }
}

impl Report for Concise {
    fn file(&mut self, file: &CheckedFile, out: &mut dyn Write) -> io::Result<()> {
        self.tally.add(file);
        let filename = one_line(&file.filename);
        for placed in place(file) {
            let diagnostic = placed.diagnostic;
            write!(out, "{filename}:")?;
            if let Some(place) = placed.place {
                write!(out, "{}:{}:", place.start.row, place.start.column)?;
            }
            if let Some(whereabouts) = &placed.whereabouts {
                write!(out, " {}:", one_line(whereabouts))?;
            }
            let style = self.style(diagnostic);
            let severity = diagnostic.severity.name();
            let lint = diagnostic.lint.name();
            let message = one_line(&diagnostic.message);
            writeln!(out, " {style}{severity}[{lint}]{style:#} {message}")?;
        }
        Ok(())
    }

    fn finish(&mut self, run: &RunInfo, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out, "{}", self.tally.sentence(run))
    }
}

#[cfg(test)]
mod tests {
    use super::super::OutputFormat;
    use super::super::testing::*;
    use super::*;

    #[test]
    fn one_line_a_finding() {
        let expected = "\
draft.md:3:26: error[claim-class] § 53a-192a is a class A felony since 2017-10-01 (P.A. 17-32), not class B
draft.md:4:10: warning[cite-unknown] no such section in the edition
entity.md:1:5: warning[cite-unknown] no such section in the edition
1 error and 2 warnings in 2 of 2 files (law known through 2025-01-01 for Connecticut, \
2023-04-20 for the United States Code)
";
        let files = [example(), entity()];
        assert_eq!(written(OutputFormat::Concise, &files), expected);
    }

    #[test]
    fn a_finding_stays_on_its_line_and_obeys_nothing() {
        let file = checked("a\u{1b}c\n.txt", "words", |text| {
            let message = "first\nsecond\u{9b}2J".to_owned();
            vec![Diagnostic { message, ..about(text, "words") }]
        });
        assert_eq!(
            written(OutputFormat::Concise, &[file]).lines().next(),
            Some("a␛c .txt:1:1: warning[cite-unknown] first second\u{fffd}2J")
        );
    }

    #[test]
    fn only_the_severity_is_styled() {
        let styled = written_with(OutputFormat::Concise, Styling::Styled, &[example()]);
        let start = "draft.md:3:26: \u{1b}[1m\u{1b}[91merror[claim-class]\u{1b}[0m § 53a-192a is";
        assert!(styled.starts_with(start), "{styled}");
    }
}
