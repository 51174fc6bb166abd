//! Makes foreign text harmless on a terminal. Lays nothing out.

use std::borrow::Cow;

/// The text on one line, with a visible stand-in for every character that a terminal would obey.
pub(super) fn one_line(text: &str) -> Cow<'_, str> {
    if text.chars().all(|char| harmless(char) == char) {
        return Cow::Borrowed(text);
    }
    let text = text.replace("\r\n", " ").replace(['\n', '\r', '\t'], " ");
    Cow::Owned(text.chars().map(harmless).collect())
}

/// The character, or a visible stand-in for one that a terminal would obey: control characters, and
/// those that reverse the direction of text and so can show it as something else.
pub(super) fn harmless(char: char) -> char {
    match char {
        '\0'..='\u{1f}' => char::from_u32(0x2400 + u32::from(char)).unwrap_or('\u{fffd}'),
        '\u{7f}' => '␡',
        '\u{80}'..='\u{9f}' | '\u{2028}' | '\u{2029}' => '\u{fffd}',
        '\u{61c}' | '\u{200e}' | '\u{200f}' => '\u{fffd}',
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => '\u{fffd}',
        _ => char,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escape_sequences_are_shown_not_obeyed() {
        assert_eq!(one_line("\u{1b}[31mred\u{9b}2J"), "␛[31mred\u{fffd}2J");
        assert_eq!(one_line("a\r\nb\tc\u{202e}"), "a b c\u{fffd}");
        assert!(matches!(one_line("§ 53a-1 é 😀"), Cow::Borrowed(_)));
    }
}
