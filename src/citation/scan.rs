//! Small steps over text, forward and back, that every citation form shares. All are bounded or linear.

/// Skips white space, at most one line break of it: a citation may be wrapped, never cross a paragraph.
pub(super) fn skip_space(text: &str, mut at: usize) -> usize {
    let mut broken = false;
    while let Some(c) = text[at..].chars().next() {
        match c {
            '\n' | '\r' if broken => break,
            '\n' | '\r' => {
                broken = true;
                at += usize::from(text[at..].starts_with("\r\n"));
            }
            _ if is_space(c) => {}
            _ => break,
        }
        at += c.len_utf8();
    }
    at
}

/// Skips a comma at `at` and the space after it.
pub(super) fn skip_comma(text: &str, at: usize) -> usize {
    if text[at..].starts_with(',') { skip_space(text, at + 1) } else { at }
}

/// Whether the byte at `at` ends an empty line, whatever the line endings: a paragraph ends there.
pub(super) fn ends_empty_line(bytes: &[u8], at: usize) -> bool {
    let before = &bytes[..at];
    match bytes[at] {
        b'\n' => before.ends_with(b"\n") || before.ends_with(b"\n\r"),
        b'\r' => before.ends_with(b"\r") && bytes.get(at + 1) != Some(&b'\n'),
        _ => false,
    }
}

/// Skips white space backward, at most one line break of it.
pub(super) fn skip_space_back(text: &str, mut at: usize) -> usize {
    let mut broken = false;
    while let Some(c) = text[..at].chars().next_back() {
        match c {
            '\n' | '\r' if broken => break,
            '\n' | '\r' => {
                broken = true;
                at -= usize::from(text[..at].ends_with("\r\n"));
            }
            _ if is_space(c) => {}
            _ => break,
        }
        at -= c.len_utf8();
    }
    at
}

/// Space that does not end a line; also the invisible characters that word processors leave.
pub(super) fn is_space(c: char) -> bool {
    matches!(
        c,
        ' ' | '\t' | '\u{a0}' | '\u{ad}' | '\u{2009}' | '\u{200a}' | '\u{200b}' | '\u{202f}' | '\u{2060}' | '\u{feff}'
    )
}

/// Length of the hyphen or dash at `at`; 0 if there is none.
pub(super) fn hyphen_length(text: &str, at: usize) -> usize {
    match text.as_bytes().get(at) {
        Some(b'-') => 1,
        Some(0xE2) => match text[at..].chars().next() {
            Some('\u{2010}'..='\u{2014}' | '\u{2212}') => 3,
            _ => 0,
        },
        _ => 0,
    }
}

/// The run of ASCII letters and periods that ends at `end`.
pub(super) fn word_before(text: &str, end: usize) -> &str {
    let letters = |byte: &&u8| byte.is_ascii_alphabetic() || **byte == b'.';
    let length = text.as_bytes()[..end].iter().rev().take(24).take_while(letters).count();
    &text[end - length..end]
}

/// The run of ASCII letters and periods that begins at `start`.
pub(super) fn word_after(text: &str, start: usize) -> &str {
    let letters = |byte: &&u8| byte.is_ascii_alphabetic() || **byte == b'.';
    let length = text.as_bytes()[start..].iter().take(24).take_while(letters).count();
    &text[start..start + length]
}

/// The run of ASCII digits that begins at `start`.
pub(super) fn digits_after(text: &str, start: usize) -> &str {
    let length = text.as_bytes()[start..].iter().take(8).take_while(|byte| byte.is_ascii_digit()).count();
    &text[start..start + length]
}

/// The run of ASCII digits that ends at `end`.
pub(super) fn digits_before(text: &str, end: usize) -> &str {
    let length = text.as_bytes()[..end].iter().rev().take(8).take_while(|byte| byte.is_ascii_digit()).count();
    &text[end - length..end]
}

/// Up to `size` bytes before `end`, cut at a character boundary and at the last empty line.
pub(super) fn window_before(text: &str, end: usize, size: usize) -> &str {
    let start = text.ceil_char_boundary(end.saturating_sub(size));
    let window = &text[start..end];
    let bytes = window.as_bytes();
    // Whoever skipped a line break on the way here stands in the middle of an empty line.
    if end < text.len() && ends_empty_line(text.as_bytes(), end) {
        return "";
    }
    let empty_line = memchr::memrchr2_iter(b'\n', b'\r', bytes).find(|at| ends_empty_line(bytes, *at));
    empty_line.map_or(window, |at| &window[at + 1..])
}

/// Up to `size` bytes from `start`, cut at a character boundary and at the first empty line.
pub(super) fn window_after(text: &str, start: usize, size: usize) -> &str {
    let end = text.floor_char_boundary((start + size).min(text.len()));
    let window = &text[start..end];
    let bytes = window.as_bytes();
    let empty_line = memchr::memchr2_iter(b'\n', b'\r', bytes).find(|at| ends_empty_line(bytes, *at));
    empty_line.map_or(window, |at| window[..at].trim_end_matches(['\n', '\r']))
}

/// If the words `phrase` (single spaces) stand at `at`, in any case and wrapped anyhow: where they end.
pub(super) fn phrase_after(text: &str, mut at: usize, phrase: &str) -> Option<usize> {
    for (place, word) in phrase.split(' ').enumerate() {
        if place > 0 {
            let next = skip_space(text, at);
            if next == at {
                return None;
            }
            at = next;
        }
        let found = text.as_bytes().get(at..at + word.len())?;
        if !found.eq_ignore_ascii_case(word.as_bytes()) {
            return None;
        }
        at += word.len();
    }
    let ends = !text.as_bytes().get(at).is_some_and(u8::is_ascii_alphanumeric);
    ends.then_some(at)
}

/// Where a footnote mark such as `<sup>12</sup>` or `[^3]` at `at` ends; `at` if there is none.
pub(super) fn skip_footnote_mark(text: &str, at: usize) -> usize {
    for (open, close) in [("<sup>", "</sup>"), ("[^", "]")] {
        if let Some(rest) = text[at..].strip_prefix(open) {
            let mark = rest.bytes().take(6).take_while(|byte| byte.is_ascii_alphanumeric()).count();
            if mark > 0 && rest[mark..].starts_with(close) {
                return at + open.len() + mark + close.len();
            }
        }
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn space_holds_one_line_break_at_most() {
        assert_eq!(skip_space("a \r\n\u{a0}b", 1), 6);
        assert_eq!(skip_space("a\n\nb", 1), 2);
        assert_eq!(skip_space("a\r\n\r\nb", 1), 3);
        assert_eq!(window_before("a\r\n\r\nb c", 8, 8), "b c");
        assert_eq!(window_before("a\n\nb", 2, 8), "");
        assert_eq!(window_after("b c\r\n\r\nd", 0, 8), "b c");
        assert_eq!(skip_space_back("a \r\n b", 5), 1);
        assert_eq!(skip_space_back("a\n\nb", 3), 2);
    }

    #[test]
    fn phrases_match_whole_words_over_line_breaks() {
        assert_eq!(phrase_after("of the\nGeneral Statutes.", 0, "of the general statutes"), Some(23));
        assert_eq!(phrase_after("of them", 0, "of the"), None);
        assert_eq!(phrase_after("of", 0, "of the"), None);
    }

    #[test]
    fn footnote_marks_are_skipped() {
        assert_eq!(skip_footnote_mark("<sup>11</sup> (", 0), 13);
        assert_eq!(skip_footnote_mark("[^a]", 0), 4);
        assert_eq!(skip_footnote_mark("<sup>st</sup", 0), 0);
    }
}
