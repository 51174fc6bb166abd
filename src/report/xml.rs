//! Text as XML 1.0 takes it, for the formats that are XML.

use std::borrow::Cow;

/// The text with what marks XML escaped. Characters that XML has no way to write (most control characters, U+FFFE)
/// become U+FFFD.
pub(super) fn escaped(text: &str) -> String {
    let allowed =
        |c: char| matches!(c, '\t' | '\n' | '\r' | '\u{20}'..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..);
    let text: Cow<'_, str> = match text.chars().all(allowed) {
        true => Cow::Borrowed(text),
        false => text.chars().map(|c| if allowed(c) { c } else { '\u{fffd}' }).collect(),
    };
    // A reader makes a space of a line end in an attribute unless it is written as a reference.
    quick_xml::escape::escape(text).replace('\t', "&#9;").replace('\n', "&#10;").replace('\r', "&#13;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_that_xml_would_mistake() {
        assert_eq!(escaped("§ 1 <a b=\"c\"> & 'd'\n"), "§ 1 &lt;a b=&quot;c&quot;&gt; &amp; &apos;d&apos;&#10;");
        assert_eq!(escaped("a\u{1b}b\u{fffe}\u{1F600}"), "a\u{fffd}b\u{fffd}\u{1F600}");
    }
}
