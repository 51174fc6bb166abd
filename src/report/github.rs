//! Writes workflow commands, which GitHub shows beside the lines of a pull request.

use std::io::{self, Write};

use crate::check::{Diagnostic, Severity};

use super::{CheckedFile, Placed, Report, RunInfo, place};

/// A report for the log of a GitHub workflow.
#[derive(Debug)]
pub(super) struct Github;

impl Report for Github {
    fn file(&mut self, file: &CheckedFile, out: &mut dyn Write) -> io::Result<()> {
        place(file).iter().try_for_each(|placed| command(&file.filename, placed, out))
    }

    fn finish(&mut self, _run: &RunInfo, _out: &mut dyn Write) -> io::Result<()> {
        Ok(())
    }
}

fn command(filename: &str, placed: &Placed<'_>, out: &mut dyn Write) -> io::Result<()> {
    let diagnostic = placed.diagnostic;
    let command = match diagnostic.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "notice",
    };
    write!(out, "::{command} file={}", property(filename))?;
    if let Some(place) = placed.place {
        let (start, end) = (place.start, place.end);
        write!(out, ",line={},endLine={}", start.row, end.row)?;
        // GitHub drops columns, with a complaint in the log, from what is on several lines.
        if start.row == end.row {
            write!(out, ",col={},endColumn={}", start.column, end.column)?;
        }
    }
    let title = property(&title(diagnostic));
    writeln!(out, ",title={title}::{}", data(&placed.message()))
}

fn title(diagnostic: &Diagnostic) -> String {
    let lint = diagnostic.lint.name();
    match diagnostic.verdict {
        Some(verdict) => format!("{lint} ({})", verdict.name()),
        None => lint.to_owned(),
    }
}

fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::super::OutputFormat;
    use super::super::testing::*;
    use super::*;

    #[test]
    fn a_command_a_finding() {
        let expected = "\
::error file=draft.md,line=3,endLine=3,col=26,endColumn=40,title=claim-class (stale)::\
§ 53a-192a is a class A felony since 2017-10-01 (P.A. 17-32), not class B
::warning file=draft.md,line=4,endLine=4,col=10,endColumn=19,title=cite-unknown::\
no such section in the edition
";
        assert_eq!(written(OutputFormat::Github, &[example()]), expected);
    }

    #[test]
    fn what_the_command_would_mistake_is_escaped() {
        let file = checked("100%,a:b.md", "class B\nfelony", |text| {
            vec![Diagnostic {
                severity: Severity::Info,
                message: "100%: a, b\r\n::error::no".to_owned(),
                ..about(text, "class B\nfelony")
            }]
        });
        assert_eq!(
            written(OutputFormat::Github, &[file]),
            "::notice file=100%25%2Ca%3Ab.md,line=1,endLine=2,title=cite-unknown::\
             100%25: a, b%0D%0A::error::no\n"
        );
    }
}
