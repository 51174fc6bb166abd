//! Turns findings into what people and programs read. One file an output format.
//! Decides nothing about law.

mod checkstyle;
mod concise;
mod fingerprint;
mod full;
mod github;
mod gitlab;
mod html;
mod json;
mod junit;
mod placed;
mod rdjson;
mod sarif;
mod snippet;
mod summary;
mod terminal;
mod verdict;
mod xml;

#[cfg(test)]
pub(crate) mod json_schema;
#[cfg(test)]
pub(crate) mod testing;

use std::collections::BTreeMap;
use std::io::{self, Write};

use jiff::civil::Date;

use crate::check::Diagnostic;
use crate::document::Document;

pub use placed::{Place, Placed, PlacedEdit, PlacedFix, place, place_all, whereabouts};
pub(crate) use summary::counted;

/// A checked file.
#[derive(Clone, Debug)]
pub struct CheckedFile {
    /// The path as the user gave or would give it, with `/` between folders and no `./` before it.
    pub filename: String,
    /// What was read.
    pub document: Document,
    /// Whether byte offsets of the decoded text are byte offsets of the file (UTF-8, with or without a mark).
    pub bytes_are_text: bool,
    /// How many citations it has.
    pub citations: usize,
    /// What was found, in order of place.
    pub diagnostics: Vec<Diagnostic>,
}

/// What a whole run knows.
#[derive(Clone, Debug)]
pub struct RunInfo {
    /// The date that the law was asked for.
    pub as_of: Date,
    /// What the law was read from, in the order in which to name it.
    pub editions: Vec<Edition>,
    /// How many findings were left out as known, by the name of the baseline that knows them.
    pub left_out: BTreeMap<String, usize>,
}

/// The edition of a code that the table was read from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edition {
    /// The code's short name: `cgs`, `usc`.
    pub code: String,
    /// What people call whose law it is, as it reads after "for": `Connecticut`, `the United States Code`.
    pub name: String,
    /// The last day that it covers.
    pub through: Date,
}

/// An output format at work. Files arrive in order of name, each once.
pub trait Report {
    /// Writes one file's findings.
    ///
    /// # Errors
    /// Whatever writing to `out` gives.
    fn file(&mut self, file: &CheckedFile, out: &mut dyn Write) -> io::Result<()>;

    /// Writes what comes after the last file.
    ///
    /// # Errors
    /// Whatever writing to `out` gives.
    fn finish(&mut self, run: &RunInfo, out: &mut dyn Write) -> io::Result<()>;
}

/// Whether a report may use terminal styles. Formats for programs never do.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Styling {
    /// Letters only.
    #[default]
    Plain,
    /// Colors and bold, as ANSI escape sequences.
    Styled,
}

macro_rules! output_formats {
    ($($(#[doc = $help:literal])+ $variant:ident, $name:literal, $report:expr;)+) => {
        /// The formats that a report can be written in.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum OutputFormat {
            $($(#[doc = $help])+ $variant,)+
        }

        impl OutputFormat {
            /// Every format, in the order of the reference.
            pub const ALL: &[OutputFormat] = &[$(OutputFormat::$variant),+];

            /// The name that people write, such as `json-lines`.
            pub fn name(self) -> &'static str {
                match self {
                    $(OutputFormat::$variant => $name,)+
                }
            }

            /// One line that says what it is for.
            pub fn summary(self) -> &'static str {
                match self {
                    $(OutputFormat::$variant => concat!($($help),+).trim_ascii(),)+
                }
            }
        }

        /// Begins a report in `format`.
        pub fn report(format: OutputFormat, styling: Styling) -> Box<dyn Report> {
            match format {
                $(OutputFormat::$variant => Box::new($report(styling)),)+
            }
        }
    };
}

// A new format is its file, its `mod` and a line here.
output_formats! {
    /// Each finding with the lines it is in, for people.
    Full, "full", full::Full::new;
    /// One line a finding, for people and editors.
    Concise, "concise", concise::Concise::new;
    /// One JSON object for the whole run.
    Json, "json", |_| json::Json::default();
    /// One JSON object a line for each finding.
    JsonLines, "json-lines", |_| json::JsonLines;
    /// SARIF 2.1.0, for code scanning.
    Sarif, "sarif", |_| sarif::Sarif::default();
    /// Workflow commands that annotate a pull request on GitHub.
    Github, "github", |_| github::Github;
    /// GitLab's code quality report.
    Gitlab, "gitlab", |_| gitlab::Gitlab::default();
    /// JUnit's XML: a failure for each finding.
    Junit, "junit", |_| junit::Junit::default();
    /// Checkstyle's XML.
    Checkstyle, "checkstyle", |_| checkstyle::Checkstyle::default();
    /// The Reviewdog Diagnostic Format.
    Rdjson, "rdjson", |_| rdjson::Rdjson::default();
    /// A page to read, print and mail.
    Html, "html", |_| html::Html::default();
}

impl OutputFormat {
    /// The format of that name.
    pub fn from_name(name: &str) -> Option<OutputFormat> {
        OutputFormat::ALL.iter().copied().find(|format| format.name() == name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::span::Span;

    #[test]
    fn formats_are_known_by_their_names() {
        let names: Vec<_> = OutputFormat::ALL.iter().map(|f| f.name()).collect();
        assert_eq!(
            names,
            [
                "full",
                "concise",
                "json",
                "json-lines",
                "sarif",
                "github",
                "gitlab",
                "junit",
                "checkstyle",
                "rdjson",
                "html"
            ]
        );
        for &format in OutputFormat::ALL {
            assert_eq!(OutputFormat::from_name(format.name()), Some(format));
        }
        assert_eq!(OutputFormat::from_name("xml"), None);
        assert_eq!(OutputFormat::Sarif.summary(), "SARIF 2.1.0, for code scanning.");
    }

    proptest::proptest! {
        /// Text of letters, marks, line ends, and what terminals obey; a span and a citation anywhere.
        #[test]
        fn no_text_breaks_a_report(
            text in "[a-c \\t\r\n\u{b}\u{1b}\u{9b}\u{202e}\u{301}\u{200d}\u{feff}é😀世]{0,300}",
            ends in proptest::array::uniform4(0..400_usize),
        ) {
            let mut ends = ends.map(|end| text.floor_char_boundary(end));
            ends[..2].sort_unstable();
            ends[2..].sort_unstable();
            let file = testing::checked("a.txt", &text, |_| {
                let mut diagnostic = testing::stale_class(testing::EXAMPLE);
                diagnostic.span = Span::new(ends[0], ends[1]);
                diagnostic.cite.iter_mut().for_each(|cite| cite.span = Span::new(ends[2], ends[3]));
                diagnostic.fix.iter_mut().for_each(|fix| fix.edits[0].span = diagnostic.span);
                vec![diagnostic]
            });
            for &format in OutputFormat::ALL {
                let written = testing::written(format, std::slice::from_ref(&file));
                let obeyed = |char: char| char != '\n' && terminal::harmless(char) != char;
                let for_people = matches!(format, OutputFormat::Full | OutputFormat::Concise | OutputFormat::Html);
                proptest::prop_assert!(!for_people || !written.contains(obeyed), "{written}");
                proptest::prop_assert!(testing::is_read(format, &written), "{written}");
            }
        }
    }
}
