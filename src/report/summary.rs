//! What a report for people says in sum: how much was found, and through when the law is known.
//! Decides no exit code.

use crate::check::Severity;

use super::terminal::one_line;
use super::{CheckedFile, RunInfo};

/// Counts findings.
#[derive(Debug, Default)]
pub(super) struct Tally {
    errors: usize,
    warnings: usize,
    notes: usize,
    files: usize,
    files_with_findings: usize,
}

impl Tally {
    /// Counts a file.
    pub(super) fn add(&mut self, file: &CheckedFile) {
        self.files += 1;
        self.files_with_findings += usize::from(!file.diagnostics.is_empty());
        for diagnostic in &file.diagnostics {
            match diagnostic.severity {
                Severity::Error => self.errors += 1,
                Severity::Warning => self.warnings += 1,
                Severity::Info => self.notes += 1,
            }
        }
    }

    /// How many files were counted.
    pub(super) fn files(&self) -> usize {
        self.files
    }

    /// The counts in plain words, without a line break.
    pub(super) fn sentence(&self, run: &RunInfo) -> String {
        let known = known_through(run).map(|known| format!(" (law known {known})")).unwrap_or_default();
        let left_out: String = left_out(run).map(|left_out| format!("; {left_out}")).collect();
        format!("{}{known}{left_out}", self.findings())
    }

    /// How much was found in how many files: `3 errors and 1 warning in 2 of 5 files`.
    pub(super) fn findings(&self) -> String {
        let files = counted(self.files, "file");
        match (self.files, self.counts()) {
            (0, _) => "No files were checked".to_owned(),
            (_, None) => format!("No problems found in {files}"),
            (1, Some(counts)) => format!("{counts} in 1 file"),
            (_, Some(counts)) => format!("{counts} in {} of {files}", self.files_with_findings),
        }
    }

    /// How much was found, if anything: `3 errors and 1 warning`.
    pub(super) fn counts(&self) -> Option<String> {
        let parts = [(self.errors, "error"), (self.warnings, "warning"), (self.notes, "note")];
        let parts: Vec<_> =
            parts.into_iter().filter(|&(number, _)| number > 0).map(|(number, noun)| counted(number, noun)).collect();
        (!parts.is_empty()).then(|| enumerate(&parts))
    }
}

/// A number and what it counts: `1 file`, `3 files`.
pub(crate) fn counted(number: usize, noun: &str) -> String {
    let plural = if number == 1 { "" } else { "s" };
    format!("{number} {noun}{plural}")
}

fn enumerate(parts: &[String]) -> String {
    match parts {
        [] => String::new(),
        [only] => only.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

/// Through when the law is known: `through 2025-01-01 for Connecticut`.
pub(super) fn known_through(run: &RunInfo) -> Option<String> {
    let editions: Vec<_> =
        run.editions.iter().map(|edition| format!("{} for {}", edition.through, edition.name)).collect();
    (!editions.is_empty()).then(|| format!("through {}", editions.join(", ")))
}

/// What each baseline knows: `3 known findings left out (lawlint-baseline.json)`.
pub(super) fn left_out(run: &RunInfo) -> impl Iterator<Item = String> {
    run.left_out.iter().map(|(baseline, &count)| {
        let known = counted(count, "known finding");
        format!("{known} left out ({})", one_line(baseline))
    })
}

#[cfg(test)]
mod tests {
    use super::super::testing::run;
    use super::*;

    fn sentence(errors: usize, warnings: usize, notes: usize, files: [usize; 2]) -> String {
        let [files_with_findings, files] = files;
        let tally = Tally { errors, warnings, notes, files, files_with_findings };
        tally.findings()
    }

    #[test]
    fn plain_words() {
        assert_eq!(sentence(3, 1, 0, [2, 5]), "3 errors and 1 warning in 2 of 5 files");
        assert_eq!(sentence(1, 2, 1, [1, 1]), "1 error, 2 warnings and 1 note in 1 file");
        assert_eq!(sentence(0, 0, 0, [0, 5]), "No problems found in 5 files");
        assert_eq!(sentence(0, 0, 0, [0, 1]), "No problems found in 1 file");
        assert_eq!(sentence(0, 0, 0, [0, 0]), "No files were checked");
    }

    #[test]
    fn says_what_was_left_out() {
        let mut run = run();
        run.editions.clear();
        run.left_out.insert("lawlint-baseline.json".to_owned(), 3);
        let sentence = Tally::default().sentence(&run);
        assert_eq!(sentence, "No files were checked; 3 known findings left out (lawlint-baseline.json)");
    }

    #[test]
    fn says_through_when_the_law_is_known() {
        assert_eq!(
            Tally::default().sentence(&run()),
            "No files were checked (law known through 2025-01-01 for Connecticut, \
             2023-04-20 for the United States Code)"
        );
    }
}
