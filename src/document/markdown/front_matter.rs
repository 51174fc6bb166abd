//! Finds the YAML metadata that a Markdown file may begin with. Reads nothing of it but the day that the document speaks of.

use jiff::civil::Date;

/// The length of the metadata block at the start of `text`, with the line that ends it; 0 if there is
/// none.
///
/// It is found here and not by the Markdown parser, which takes text between two rules for metadata
/// anywhere in a file: a draft's text must not vanish.
pub(super) fn length(text: &str) -> usize {
    let mut lines = text.split_inclusive('\n').scan(0, |end, line| {
        *end += line.len();
        Some((line.trim_end(), *end))
    });
    if lines.next().is_none_or(|(line, _)| line != "---") {
        return 0;
    }
    let mut lines = lines.skip_while(|(line, _)| line.starts_with('#')).peekable();
    if !lines.peek().is_some_and(|(line, _)| is_entry(line)) {
        return 0;
    }
    lines.find(|(line, _)| matches!(*line, "---" | "...")).map_or(0, |(_, end)| end)
}

/// The day of a line `as-of: 2022-08-01` in a metadata block. What is no date is nobody's.
pub(super) fn as_of(metadata: &str) -> Option<Date> {
    let value = metadata.lines().find_map(|line| line.strip_prefix("as-of:"))?;
    let value = value.split(" #").next().unwrap_or(value);
    value.trim().trim_matches(['"', '\'']).parse().ok()
}

/// `key:` and perhaps a value.
fn is_entry(line: &str) -> bool {
    line.split_once(':').is_some_and(|(key, value)| {
        let is_key = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.');
        !key.is_empty() && key.chars().all(is_key) && (value.is_empty() || value.starts_with([' ', '\t']))
    })
}

#[cfg(test)]
mod tests {
    use super::{as_of, length};

    #[test]
    fn the_day_that_a_document_speaks_of() {
        let day = |line: &str| as_of(&format!("---\ntitle: A\n{line}\n---\n")).map(|day| day.to_string());
        assert_eq!(day("as-of: 2022-08-01").as_deref(), Some("2022-08-01"));
        assert_eq!(day("as-of: '2022-08-01'  # the day of the report").as_deref(), Some("2022-08-01"));
        assert_eq!(day("as-of: summer"), None);
        assert_eq!(day("  as-of: 2022-08-01"), None);
    }

    #[test]
    fn metadata_is_only_at_the_start_and_has_keys() {
        assert_eq!(length("---\r\ntitle: A\r\n---\r\nText"), 20);
        assert_eq!(length("---\n# kept by hand\ntags:\n  - a\n...\n"), 35);
        assert_eq!(length("---\n\nText\n\n---\n"), 0);
        assert_eq!(length("---\nSome text: here\n---\n"), 0);
        assert_eq!(length("---\ntitle: never ended\n"), 0);
        assert_eq!(length("Text\n---\ntitle: A\n---\n"), 0);
    }
}
