//! One line on a terminal that says how far a long run is. Nothing where standard error is no terminal.

use std::io::{IsTerminal, Write};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use crate::law::Thousands;

/// A shorter run says nothing.
const PATIENCE: Duration = Duration::from_secs(1);

/// How often the line may change.
const INTERVAL: Duration = Duration::from_millis(100);

/// Counts files that are done, on any thread.
pub(super) struct Progress(Option<Mutex<Line<std::io::Stderr>>>);

impl Progress {
    pub(super) fn new(files: usize, quiet: bool) -> Progress {
        let wanted = !quiet && std::io::stderr().is_terminal();
        Progress(wanted.then(|| Mutex::new(Line::new(files, std::io::stderr(), Instant::now()))))
    }

    /// One more file is done.
    pub(super) fn advance(&self) {
        self.with(|line| line.advance(Instant::now()));
    }

    /// Takes the line away, until the next file is done.
    pub(super) fn clear(&self) {
        self.with(Line::clear);
    }

    fn with(&self, change: impl FnOnce(&mut Line<std::io::Stderr>)) {
        if let Some(line) = &self.0 {
            change(&mut line.lock().unwrap_or_else(PoisonError::into_inner));
        }
    }
}

struct Line<W> {
    files: usize,
    done: usize,
    out: W,
    /// When it may next be written.
    due: Instant,
    /// The columns that it takes on the terminal.
    width: usize,
}

impl<W: Write> Line<W> {
    fn new(files: usize, out: W, begun: Instant) -> Line<W> {
        Line { files, done: 0, out, due: begun + PATIENCE, width: 0 }
    }

    fn advance(&mut self, now: Instant) {
        self.done += 1;
        if now < self.due {
            return;
        }
        self.due = now + INTERVAL;
        let words = format!("checked {} of {} files", Thousands(self.done as u64), Thousands(self.files as u64));
        // It never gets shorter, so what it was is overwritten. A terminal that is gone needs no progress.
        let _ = write!(self.out, "\r{words}");
        let _ = self.out.flush();
        self.width = words.len();
    }

    fn clear(&mut self) {
        if self.width > 0 {
            let _ = write!(self.out, "\r{:width$}\r", "", width = self.width);
            let _ = self.out.flush();
            self.width = 0;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_run_says_how_far_it_is() {
        let begun = Instant::now();
        let mut line = Line::new(3_000, Vec::new(), begun);
        line.advance(begun);
        line.advance(begun + PATIENCE);
        line.advance(begun + PATIENCE + INTERVAL / 2);
        line.advance(begun + PATIENCE + INTERVAL);
        line.clear();
        line.clear();
        let written = String::from_utf8(line.out).unwrap();
        assert_eq!(written, format!("\rchecked 2 of 3,000 files\rchecked 4 of 3,000 files\r{}\r", " ".repeat(24)));
    }

    #[test]
    fn a_short_run_says_nothing() {
        let begun = Instant::now();
        let mut line = Line::new(2, Vec::new(), begun);
        line.advance(begun);
        line.clear();
        assert_eq!(line.out, b"");
    }
}
