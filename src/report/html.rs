//! Writes a page that a person can read, print and mail: one file, without scripts and without anything from elsewhere.
//! It says nothing that other formats do not say.
//!
//! The page is well-formed XML too, so that it can be held to something.

mod finding;
mod frame;
mod passage;

use std::io::{self, Write};

use super::summary::{Tally, counted};
use super::terminal::one_line;
use super::{CheckedFile, Placed, Report, RunInfo, place, xml};

/// A page of one run.
#[derive(Debug, Default)]
pub(super) struct Html {
    tally: Tally,
    /// The rows of the list of documents.
    rows: String,
    /// The documents with findings, each with its own.
    sections: String,
}

impl Report for Html {
    fn file(&mut self, file: &CheckedFile, _out: &mut dyn Write) -> io::Result<()> {
        // The page begins with how much was found in all files: nothing can be written before the last.
        self.tally.add(file);
        let placed = place(file);
        let id = format!("document-{}", self.tally.files());
        self.rows.push_str(&row(file, &id));
        if !placed.is_empty() {
            self.sections.push_str(&section(file, &placed, &id));
        }
        Ok(())
    }

    fn finish(&mut self, run: &RunInfo, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out, "{}{}<main>", frame::HEAD, frame::header(&self.tally, run))?;
        if !self.rows.is_empty() {
            write!(out, "{TABLE}{}</tbody>\n</table>\n{}", self.rows, self.sections)?;
        }
        write!(out, "</main>\n{}", frame::footer(&self.tally))
    }
}

const TABLE: &str = r#"<h2 id="documents">Documents</h2>
<table aria-labelledby="documents">
<thead><tr><th scope="col">Document</th><th scope="col">Found</th><th scope="col">Citations</th></tr></thead>
<tbody>
"#;

/// A document in the list of documents.
fn row(file: &CheckedFile, id: &str) -> String {
    let name = name(file);
    let (name, found) = match counts(file) {
        Some(counts) => (format!("<a href=\"#{id}\">{name}</a>"), counts),
        None => (name, "clean".to_owned()),
    };
    format!("<tr><th scope=\"row\">{name}</th><td>{found}</td><td>{}</td></tr>\n", file.citations)
}

/// A document with what was found in it.
fn section(file: &CheckedFile, placed: &[Placed<'_>], id: &str) -> String {
    let findings: String = placed.iter().map(|placed| finding::item(file, placed)).collect();
    format!(
        "<section aria-labelledby=\"{id}\">\n<h2 id=\"{id}\">{}</h2>\n<p>{}; {} in all.{}</p>\n<ol role=\"list\">\n{findings}</ol>\n</section>\n",
        name(file),
        counts(file).unwrap_or_default(),
        counted(file.citations, "citation"),
        own_date(file)
    )
}

fn counts(file: &CheckedFile) -> Option<String> {
    let mut tally = Tally::default();
    tally.add(file);
    tally.counts()
}

/// The name of a file, which may be written from right to left, kept from mixing with what is around it.
fn name(file: &CheckedFile) -> String {
    format!("<bdi>{}</bdi>", escaped(&file.filename))
}

fn own_date(file: &CheckedFile) -> String {
    match file.document.as_of {
        // A date on the command line wins over it, and the report is not told of that.
        Some(date) => format!(
            " The document says that it speaks of {date}: it was held against the law of that day, unless another day was \
             asked for."
        ),
        None => String::new(),
    }
}

/// The text as the page takes it: on one line, with a stand-in for each character that would be obeyed instead of shown.
fn escaped(text: &str) -> String {
    xml::escaped(&one_line(text))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::super::testing::*;
    use super::super::{OutputFormat, report};
    use super::*;
    use crate::check::Diagnostic;
    use crate::testing::file_is_current;

    fn page(files: &[CheckedFile]) -> String {
        written(OutputFormat::Html, files)
    }

    /// `example.html` is the whole page but for the style sheet and the version.
    #[test]
    fn a_whole_page() {
        let page = page(&[example()]).replace(include_str!("html/style.css"), "");
        let page = page.replace(concat!("lawlint ", env!("CARGO_PKG_VERSION")), "lawlint [VERSION]");
        file_is_current("src/report/html/example.html", &page);
    }

    #[test]
    fn nothing_from_outside_is_markup() {
        let evil = "<script>alert(\"1\")</script> & 'x' \u{1b}[2J\u{202e}";
        let file = checked(evil, evil, |text| {
            vec![Diagnostic { message: evil.to_owned(), ..about(text, "<script>alert(\"1\")</script>") }]
        });
        let page = page(&[file]);
        let words = "&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;";
        let rest = "&amp; &apos;x&apos; ␛[2J\u{fffd}";
        assert!(!page.contains("<script"), "{page}");
        assert!(page.contains(&format!("<h2 id=\"document-1\"><bdi>{words} {rest}</bdi></h2>")), "{page}");
        assert!(page.contains(&format!("<h3>{words} {rest}</h3>")), "{page}");
        assert!(page.contains(&format!("<mark>{words}</mark> {rest}")), "{page}");
    }

    #[test]
    fn documents_are_listed_and_those_without_findings_are_clean() {
        let clean = checked("clean.md", "words", |_| Vec::new());
        let other = CheckedFile { filename: "b & c.md".to_owned(), citations: 1, ..example() };
        let page = page(&[example(), clean, other]);
        let rows = "\
<tr><th scope=\"row\"><a href=\"#document-1\"><bdi>draft.md</bdi></a></th><td>1 error and 1 warning</td><td>2</td></tr>
<tr><th scope=\"row\"><bdi>clean.md</bdi></th><td>clean</td><td>2</td></tr>
<tr><th scope=\"row\"><a href=\"#document-3\"><bdi>b &amp; c.md</bdi></a></th><td>1 error and 1 warning</td><td>1</td></tr>
";
        assert!(page.contains(rows), "{page}");
        assert!(page.contains("<p class=\"found\">2 errors and 2 warnings in 2 of 3 files.</p>"), "{page}");
        assert!(page.contains("<h2 id=\"document-3\"><bdi>b &amp; c.md</bdi></h2>"), "{page}");
        assert!(!page.contains("<h2 id=\"document-2\">"), "{page}");
    }

    #[test]
    fn nothing_found_is_a_page_too() {
        let clean = page(&[checked("clean.md", "words", |_| Vec::new())]);
        assert!(clean.contains("No problems found in 1 file."), "{clean}");
        assert!(!clean.contains("<h3>") && !clean.contains("How to read this page"), "{clean}");
        let none = page(&[]);
        assert!(none.contains("No files were checked."), "{none}");
        assert!(!none.contains("<table"), "{none}");
        assert!(is_read(OutputFormat::Html, &clean) && is_read(OutputFormat::Html, &none));
    }

    #[test]
    fn every_kind_of_finding_is_well_formed_and_nothing_comes_from_elsewhere() {
        let page = page(&everything());
        assert!(is_read(OutputFormat::Html, &page), "{page}");
        assert!(!is_read(OutputFormat::Html, &page.replace("</ol>", "")));
        for elsewhere in [" src=", "<script", "<link", "url(", "@import", "javascript:"] {
            assert!(!page.contains(elsewhere), "{elsewhere}");
        }
    }

    #[test]
    fn says_what_is_left_out_and_of_which_day_a_document_speaks() {
        let mut file = example();
        file.document.as_of = Some(date(2012, 6, 1));
        let mut run = run();
        run.left_out.insert("known <1>.json".to_owned(), 3);
        let (mut report, mut out) = (report(OutputFormat::Html, super::super::Styling::Plain), Vec::new());
        report.file(&file, &mut out).unwrap();
        report.finish(&run, &mut out).unwrap();
        let page = String::from_utf8(out).unwrap();
        assert!(page.contains("<p>3 known findings left out (known &lt;1&gt;.json).</p>"), "{page}");
        assert!(page.contains("2 citations in all. The document says that it speaks of 2012-06-01"), "{page}");
    }
}
