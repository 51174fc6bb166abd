//! Counts the lines of what is read, so that a problem can be placed. Never looks at the text.

use std::io::{BufRead, Read, Result};

/// A reader that knows on which line it stands.
pub(super) struct NumberLines<R> {
    inner: R,
    line: usize,
}

impl<R> NumberLines<R> {
    pub(super) fn new(inner: R) -> Self {
        Self { inner, line: 1 }
    }

    /// The line of the next byte, from 1.
    pub(super) fn line(&self) -> usize {
        self.line
    }
}

impl<R: BufRead> Read for NumberLines<R> {
    fn read(&mut self, buffer: &mut [u8]) -> Result<usize> {
        let length = self.inner.read(buffer)?;
        self.line += memchr::memchr_iter(b'\n', &buffer[..length]).count();
        Ok(length)
    }
}

impl<R: BufRead> BufRead for NumberLines<R> {
    fn fill_buf(&mut self) -> Result<&[u8]> {
        self.inner.fill_buf()
    }

    fn consume(&mut self, amount: usize) {
        // What is consumed lies in the buffer, so that this reads nothing.
        let passed = self.inner.fill_buf().map_or(0, |buffer| {
            let passed = &buffer[..amount.min(buffer.len())];
            memchr::memchr_iter(b'\n', passed).count()
        });
        self.line += passed;
        self.inner.consume(amount);
    }
}
