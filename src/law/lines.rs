//! Finds a line in the sorted text of a table by bisection. Reads no line but those it compares.

use std::cmp::Ordering;

/// The line that `order` calls equal; else the place where such a line would begin. `order` tells how a line stands to
/// what is sought.
///
/// Invariant of the text: no line that `order` calls greater stands before one that it calls less.
pub(super) fn find(lines: &str, order: impl Fn(&str) -> Ordering) -> Result<&str, usize> {
    let (mut low, mut high) = (0, lines.len());
    while low < high {
        let middle = low + (high - low) / 2;
        let start = memchr::memrchr(b'\n', &lines.as_bytes()[low..middle]).map_or(low, |at| low + at + 1);
        let line = at(lines, start);
        match order(line) {
            Ordering::Equal => return Ok(line),
            Ordering::Less => low = (start + line.len() + 1).min(high),
            Ordering::Greater => high = start,
        }
    }
    Err(low)
}

/// The line that begins at `start`.
pub(super) fn at(lines: &str, start: usize) -> &str {
    let end = memchr::memchr(b'\n', &lines.as_bytes()[start..]).map_or(lines.len(), |at| start + at);
    &lines[start..end]
}

/// The line that ends before the one that begins at `start`.
pub(super) fn before(lines: &str, start: usize) -> Option<&str> {
    lines[..start].lines().next_back()
}

/// The first column of a line.
pub(super) fn first_column(line: &str) -> &str {
    let end = memchr::memchr(b'\t', line.as_bytes()).unwrap_or(line.len());
    &line[..end]
}

/// The lines of a table after its heading.
pub(super) fn below_heading(table: &str) -> &str {
    table.split_once('\n').map_or("", |(_, lines)| lines)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_and_the_places_between_them() {
        let lines = "b\t1\nd\t22\nf\t3\n";
        let find = |letter: &str| find(lines, |line| first_column(line).cmp(letter));
        assert_eq!((find("b"), find("d"), find("f")), (Ok("b\t1"), Ok("d\t22"), Ok("f\t3")));
        assert_eq!((find("a"), find("c"), find("g")), (Err(0), Err(4), Err(13)));
        assert_eq!((before(lines, 0), before(lines, 4), before(lines, 13)), (None, Some("b\t1"), Some("f\t3")));
        assert_eq!(super::find("", |_| Ordering::Equal), Err(0));
    }
}
