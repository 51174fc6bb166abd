//! By what a file is judged: its configuration, what the user said on top of it, and what its baseline knows.

use std::borrow::Cow;
use std::path::Path;
use std::sync::Arc;

use anyhow::Result;
use jiff::civil::Date;

use super::baseline::Baseline;
use super::config::{Config, Configs};
use super::files;
use crate::check::{self, Memory, Options, Stated, Threads};
use crate::citation::Citation;
use crate::claim::Claim;
use crate::document::Document;
use crate::law::{Law, SectionTexts};
use crate::report::CheckedFile;

/// What the user says of every file; it comes before what a configuration says.
#[derive(Clone, Debug, Default)]
pub(crate) struct Wishes {
    /// Only these lints.
    pub(crate) select: Vec<String>,
    /// All but these lints.
    pub(crate) ignore: Vec<String>,
    /// The day whose law counts. It comes before a document's own.
    pub(crate) as_of: Option<Date>,
    /// The words of the law, for quotations.
    pub(crate) texts: Option<Arc<SectionTexts>>,
    pub(crate) threads: Threads,
}

/// By what one file is judged.
pub(crate) struct Standard {
    pub(crate) config: Arc<Config>,
    pub(crate) options: Options,
    /// Whether the user named the day: then no document has another.
    dated: bool,
    /// Findings to leave out.
    pub(crate) known: Option<Arc<Baseline>>,
}

/// A judged file.
pub(crate) struct Judged {
    pub(crate) file: CheckedFile,
    /// The day by whose law it was judged.
    pub(crate) as_of: Date,
    pub(crate) citations: Vec<Citation>,
    pub(crate) claims: Vec<Claim>,
    /// What it says that another document may contradict.
    pub(crate) open: Vec<Stated>,
    /// How many findings the baseline left out.
    pub(crate) left_out: usize,
}

impl Standard {
    /// The standard for the file at `path`, without a baseline.
    ///
    /// # Errors
    /// If its configuration cannot be read or understood, or a wished-for lint is none.
    pub(crate) fn of(path: &Path, configs: &mut Configs, wishes: &Wishes, today: Date) -> Result<Standard> {
        let config = configs.of(path)?;
        let lints = config.lints(path, &wishes.select, &wishes.ignore)?;
        let as_of = wishes.as_of.or(config.as_of).unwrap_or(today);
        let options = Options {
            as_of,
            lints,
            house_form: config.citation_form,
            texts: wishes.texts.clone(),
            threads: wishes.threads,
        };
        Ok(Standard { config, options, dated: wishes.as_of.is_some(), known: None })
    }

    /// By which nothing is found.
    pub(crate) fn silent(as_of: Date) -> Standard {
        let options = Options { as_of, lints: Vec::new(), house_form: None, texts: None, threads: Threads::One };
        Standard { config: Arc::default(), options, dated: false, known: None }
    }

    /// Judges a document that lies at `path`; quicker, if there is a memory of another version of it.
    pub(crate) fn judge(
        &self,
        path: &Path,
        document: Document,
        bytes_are_text: bool,
        law: &Law,
        memory: Option<&mut Memory>,
    ) -> Judged {
        let mut options = Cow::Borrowed(&self.options);
        if let Some(as_of) = document.as_of.filter(|_| !self.dated) {
            options.to_mut().as_of = as_of;
        }
        let check::Checked { citations, mut diagnostics, claims, open } =
            check::check_again(&document, law, &options, memory);
        for found in &mut diagnostics {
            found.severity = self.config.severity(found.lint).unwrap_or(found.severity);
        }
        let filename = files::shown_name(path);
        let mut file = CheckedFile { filename, document, bytes_are_text, citations: citations.len(), diagnostics };
        let left_out = self.known.as_ref().map_or(0, |known| known.leave_out(path, &mut file));
        Judged { file, as_of: options.as_of, citations, claims, open, left_out }
    }
}
