//! Shows each finding with the lines it is in, for people at a terminal.

use std::io::{self, Write};

use annotate_snippets::renderer::{DEFAULT_LINE_NUM_STYLE, Style};
use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Message, Origin, Renderer, Snippet};

use crate::check::{Applicability, Diagnostic, Severity};
use crate::document::Format;
use crate::span::Location;

use super::snippet::{self, snippet, without_lines};
use super::summary::Tally;
use super::terminal::one_line;
use super::{CheckedFile, Placed, Report, RunInfo, Styling, place, verdict};

/// A report for people, with the lines of the document.
#[derive(Debug)]
pub(super) struct Full {
    renderer: Renderer,
    arrow: Style,
    tally: Tally,
}

impl Full {
    pub(super) fn new(styling: Styling) -> Self {
        let (renderer, arrow) = match styling {
            Styling::Plain => (Renderer::plain(), Style::new()),
            Styling::Styled => (Renderer::styled(), DEFAULT_LINE_NUM_STYLE),
        };
        Full {
            // The snippets are cut already, and better: between words.
            renderer: renderer.term_width(10_000),
            arrow,
            tally: Tally::default(),
        }
    }

    fn render(&self, file: &CheckedFile, placed: &Placed<'_>) -> String {
        let diagnostic = placed.diagnostic;
        let title = level(diagnostic).primary_title(one_line(&diagnostic.message)).id(diagnostic.lint.name());
        let group = Group::with_title(title);
        let filename = one_line(&file.filename);
        let (snippet, origin) = match (placed.place, &placed.whereabouts) {
            (Some(place), _) => {
                let Location { row, column } = place.start;
                let snippet = snippet(file.document.source_text(), place, placed.cite);
                (snippet, format!("{filename}:{row}:{column}"))
            }
            (None, Some(whereabouts)) => {
                (without_lines(file, placed), format!("{filename}: {}", one_line(whereabouts)))
            }
            (None, None) => {
                let group = group.element(Origin::path(filename));
                return self.renderer.render(&[group.elements(note(diagnostic))]);
            }
        };
        let group = group.element(lines(snippet, diagnostic)).elements(help(file, placed)).elements(note(diagnostic));
        self.with_origin(&self.renderer.render(&[group]), &origin)
    }

    /// Puts the line that says where under the title. The renderer could, but would count the column
    /// in the line as it was cut.
    fn with_origin(&self, rendered: &str, origin: &str) -> String {
        let Some((title, lines)) = rendered.split_once('\n') else {
            return rendered.to_owned();
        };
        let gutter = lines.find(|char| char != ' ').unwrap_or(0).saturating_sub(1);
        let arrow = self.arrow;
        format!("{title}\n{:gutter$}{arrow}-->{arrow:#} {origin}\n{lines}", "")
    }
}

impl Report for Full {
    fn file(&mut self, file: &CheckedFile, out: &mut dyn Write) -> io::Result<()> {
        self.tally.add(file);
        for placed in place(file) {
            writeln!(out, "{}\n", self.render(file, &placed))?;
        }
        Ok(())
    }

    fn finish(&mut self, run: &RunInfo, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out, "{}", self.tally.sentence(run))
    }
}

fn level(diagnostic: &Diagnostic) -> Level<'static> {
    match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Info => Level::INFO,
    }
}

fn lines<'a>(snippet: snippet::Snippet, diagnostic: &Diagnostic) -> Snippet<'a, Annotation<'a>> {
    let words = AnnotationKind::Primary.span(snippet.words).label(verdict::in_words(diagnostic));
    let cite = snippet.cite.map(|cite| AnnotationKind::Context.span(cite).label("this citation"));
    Snippet::source(snippet.text).line_start(snippet.row).annotation(words).annotations(cite)
}

fn help(file: &CheckedFile, placed: &Placed<'_>) -> Option<Message<'static>> {
    let fix = placed.diagnostic.fix.as_ref()?;
    let message = one_line(&fix.message);
    let help = match (&placed.fix, fix.applicability) {
        (Some(_), Applicability::Safe) => format!("run with --fix to {message}"),
        (Some(_), Applicability::Unsafe) => format!("run with --fix --unsafe-fixes to {message}"),
        (None, _) if file.document.format == Format::Word => {
            format!("run `lawlint annotate --track-changes` to {message}")
        }
        (None, _) => return None,
    };
    Some(Level::HELP.message(help))
}

fn note(diagnostic: &Diagnostic) -> Option<Message<'static>> {
    let source = diagnostic.source.as_ref()?;
    let authority: Vec<_> = [&source.act, &source.url].into_iter().flatten().map(|part| one_line(part)).collect();
    (!authority.is_empty()).then(|| Level::NOTE.message(format!("source: {}", authority.join("; "))))
}

#[cfg(test)]
mod tests {
    use super::super::OutputFormat;
    use super::super::testing::*;
    use super::*;

    fn shown(files: &[CheckedFile]) -> String {
        written(OutputFormat::Full, files)
    }

    #[test]
    fn the_lines_with_the_words_and_the_citation() {
        let expected = "\
error[claim-class]: § 53a-192a is a class A felony since 2017-10-01 (P.A. 17-32), not class B
 --> draft.md:3:26
  |
3 | 😀 C.G.S. § 53a-192a is a class B felony.
  |    -----------------      ^^^^^^^^^^^^^^ stale: it was so from 2006-07-01 until 2017-10-01
  |    |
  |    this citation
  |
  = help: run with --fix --unsafe-fixes to replace with “class A felony”
  = note: source: P.A. 17-32, S. 2; https://example.org/chap_952.htm#sec_53a-192a

warning[cite-unknown]: no such section in the edition
 --> draft.md:4:10
  |
4 | See also § 53a-999.
  |          ^^^^^^^^^

1 error and 1 warning in 1 file (law known through 2025-01-01 for Connecticut, \
2023-04-20 for the United States Code)
";
        assert_eq!(shown(&[example()]), expected);
    }

    #[test]
    fn a_paragraph_on_one_line_is_cut_and_keeps_its_column() {
        let filler = "lorem ipsum ".repeat(500);
        let text = format!("{filler}By § 53a-192a, it is a class B felony. {filler}");
        let file = checked("a.txt", &text, |text| vec![about(text, "class B felony")]);
        let expected = "\
warning[cite-unknown]: no such section in the edition
 --> a.txt:1:6024
  |
1 | …lorem ipsum lorem ipsum By § 53a-192a, it is a class B felony. lorem ipsum lorem ipsum lorem ipsum lorem…
  |                                                 ^^^^^^^^^^^^^^
";
        let shown = shown(&[file]);
        assert!(shown.starts_with(expected), "{shown}");
    }

    #[test]
    fn words_over_several_lines() {
        let text = "By § 53a-192a, it is a class B\r\nfelony.";
        let file = checked("a.txt", text, |text| vec![about(text, "class B\r\nfelony")]);
        let expected = "\
warning[cite-unknown]: no such section in the edition
 --> a.txt:1:24
  |
1 |   By § 53a-192a, it is a class B
  |  ________________________^
2 | | felony.
  | |______^
";
        assert!(shown(&[file]).starts_with(expected));
    }

    #[test]
    fn escape_sequences_are_shown_not_obeyed() {
        let file = checked("a\u{1b}[2J.txt", "it is \u{1b}[8mhidden", |text| {
            let message = "evil\u{1b}]0;title\u{7}\nsecond".to_owned();
            vec![Diagnostic { message, ..about(text, "\u{1b}[8mhidden") }]
        });
        let expected = "\
warning[cite-unknown]: evil␛]0;title␇ second
 --> a␛[2J.txt:1:7
  |
1 | it is ␛[8mhidden
  |       ^^^^^^^^^^
";
        assert!(shown(&[file]).starts_with(expected));
    }

    #[test]
    fn words_from_nowhere_name_the_file_only() {
        let mut file = example();
        file.diagnostics.truncate(1);
        file.diagnostics[0].span.end = 9_999;
        let expected = "\
error[claim-class]: § 53a-192a is a class A felony since 2017-10-01 (P.A. 17-32), not class B
--> draft.md
 = note: source: P.A. 17-32, S. 2; https://example.org/chap_952.htm#sec_53a-192a

";
        assert!(shown(&[file]).starts_with(expected));
    }

    #[test]
    fn styles_are_the_callers_to_choose() {
        let escape = '\u{1b}';
        let styled = written_with(OutputFormat::Full, Styling::Styled, &[example()]);
        assert!(styled.contains(escape));
        assert!(!shown(&[example()]).contains(escape));
    }

    #[test]
    fn without_findings_there_is_a_summary() {
        let clean = checked("a.txt", "", |_| Vec::new());
        assert_eq!(
            shown(&[clean]),
            "No problems found in 1 file (law known through 2025-01-01 for Connecticut, \
             2023-04-20 for the United States Code)\n"
        );
    }
}
