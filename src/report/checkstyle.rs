//! Writes Checkstyle's XML, which many build servers and review tools read.

use std::io::{self, Write};

use super::xml::escaped;
use super::{CheckedFile, Placed, Report, RunInfo, place};

/// A Checkstyle result of one run.
#[derive(Debug, Default)]
pub(super) struct Checkstyle {
    begun: bool,
}

impl Report for Checkstyle {
    fn file(&mut self, file: &CheckedFile, out: &mut dyn Write) -> io::Result<()> {
        self.begin(out)?;
        writeln!(out, "  <file name=\"{}\">", escaped(&file.filename))?;
        place(file).iter().try_for_each(|placed| error(placed, out))?;
        writeln!(out, "  </file>")
    }

    fn finish(&mut self, _run: &RunInfo, out: &mut dyn Write) -> io::Result<()> {
        self.begin(out)?;
        writeln!(out, "</checkstyle>")
    }
}

impl Checkstyle {
    fn begin(&mut self, out: &mut dyn Write) -> io::Result<()> {
        if self.begun {
            return Ok(());
        }
        self.begun = true;
        writeln!(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<checkstyle version=\"4.3\">")
    }
}

fn error(placed: &Placed<'_>, out: &mut dyn Write) -> io::Result<()> {
    let diagnostic = placed.diagnostic;
    write!(out, "    <error")?;
    if let Some(place) = placed.place {
        write!(out, " line=\"{}\" column=\"{}\"", place.start.row, place.start.column)?;
    }
    writeln!(
        out,
        " severity=\"{}\" message=\"{}\" source=\"lawlint.{}\"/>",
        diagnostic.severity.name(),
        escaped(&placed.message()),
        diagnostic.lint.name()
    )
}

#[cfg(test)]
mod tests {
    use super::super::OutputFormat;
    use super::super::testing::*;
    use super::super::xml::tree;

    #[test]
    fn an_error_a_finding() {
        let expected = "\
<?xml version=\"1.0\" encoding=\"UTF-8\"?>
<checkstyle version=\"4.3\">
  <file name=\"draft.md\">
    <error line=\"3\" column=\"26\" severity=\"error\" message=\"§ 53a-192a is a class A felony since 2017-10-01 \
(P.A. 17-32), not class B\" source=\"lawlint.claim-class\"/>
    <error line=\"4\" column=\"10\" severity=\"warning\" message=\"no such section in the edition\" \
source=\"lawlint.cite-unknown\"/>
  </file>
</checkstyle>
";
        assert_eq!(written(OutputFormat::Checkstyle, &[example()]), expected);
    }

    #[test]
    fn nothing_found_is_a_whole_document() {
        assert!(written(OutputFormat::Checkstyle, &[]).ends_with("<checkstyle version=\"4.3\">\n</checkstyle>\n"));
    }

    #[test]
    fn it_is_valid_by_its_schema() {
        let schema = include_str!("../../tests/schemas/checkstyle.json");
        for files in [everything(), Vec::new()] {
            let report = tree(&written(OutputFormat::Checkstyle, &files));
            assert_eq!(schema_errors(schema, &report), Vec::<String>::new());
        }
        let wrong = tree(&written(OutputFormat::Checkstyle, &[example()]).replace(" name=", " nome="));
        assert!(!schema_errors(schema, &wrong).is_empty());
    }
}
