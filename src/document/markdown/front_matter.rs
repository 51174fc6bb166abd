//! Finds the YAML metadata that a Markdown file may begin with. Does not read it.

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

/// `key:` and perhaps a value.
fn is_entry(line: &str) -> bool {
    line.split_once(':').is_some_and(|(key, value)| {
        let is_key = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.');
        !key.is_empty() && key.chars().all(is_key) && (value.is_empty() || value.starts_with([' ', '\t']))
    })
}

#[cfg(test)]
mod tests {
    use super::length;

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
