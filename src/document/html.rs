//! Reads HTML: what a reader of the page sees, in blocks. Tags are followed as they come, without a tree: a page that breaks the
//! rules is read all the same. Reads no law.

use super::markdown::Reader;
use super::{Decoded, Document, Format, SourceMap};
use crate::span::Span;

/// Reads HTML.
pub(super) fn read(decoded: Decoded) -> Document {
    let source = decoded.text;
    let mut reader = Reader::of_html(&source);
    reader.page(Span::new(0, source.len()));
    let document = reader.finish().into_document(Format::Html, SourceMap::Pieces);
    Document { source: Some(source), ..document }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_page(source: &str) -> Document {
        read(Decoded::from_text(source.to_owned()))
    }

    /// The blocks of a page with their kinds and depths.
    fn blocks(source: &str) -> Vec<String> {
        let document = read_page(source);
        let show = |block: &super::super::Block| {
            let words = document.text[block.span.range()].split_whitespace().collect::<Vec<_>>().join(" ");
            format!("{:?}{}: {words}", block.kind, block.depth)
        };
        document.blocks.iter().map(show).collect()
    }

    #[test]
    fn a_page_is_what_its_reader_sees() {
        let page = "\u{feff}<!doctype html><html><head><title>§ 1</title><style>p{}</style><script>if (a<b) {}</script></head>
            <body><nav>Home</nav><h2 title='not seen'>Your <b>rights</b></h2>
            <p>Under C.G.S.&nbsp;&sect;&#160;53a-<i>192a</i><sup>1</sup> it is<br>so.<img alt='not seen'> <del>gone</del></p></body></html>";
        let expected = ["Paragraph0: Home", "Heading0: Your rights", "Paragraph0: Under C.G.S. § 53a-192a it is so."];
        assert_eq!(blocks(page), expected);
    }

    #[test]
    fn soft_hyphens_are_not_seen() {
        assert_eq!(blocks("<p>§ 53a-&shy;192a, a fel\u{ad}ony&shy;</p>"), ["Paragraph0: § 53a-192a, a felony"]);
    }

    #[test]
    fn lists_have_depths_and_tables_have_rows() {
        let lists =
            "<ul><li>One<ol><li>Two</li></ol></li><li><p>Three</p></ul><p>Four</p></ul><dl><dt>Five<dd>Six</dl>";
        let expected =
            ["ListItem1: One", "ListItem2: Two", "ListItem1: Three", "Paragraph0: Four", "ListItem0: Five : Six"];
        assert_eq!(blocks(lists), expected);
        let table =
            "<table><tr><th>Offense<th>Class</tr><tr><td>§ 53a-86</td><td><p>B</p><p>felony</p></td></table>After";
        assert_eq!(
            blocks(table),
            ["TableRow0: Offense | Class", "TableRow0: § 53a-86 | B felony", "Paragraph0: After"]
        );
    }

    #[test]
    fn cells_that_only_place_text_are_passages_of_their_own() {
        let panel = |title: &str| format!("<td><h3>{title}</h3><p>It is a crime under the law of the state.</p></td>");
        let page = format!("<table><tr>{}{}</tr></table>", panel("One"), panel("Two"));
        let text = "Paragraph0: It is a crime under the law of the state.";
        assert_eq!(blocks(&page), ["Heading0: One", text, "Heading0: Two", text]);
        let mail = "<table><tr><td>First<ul><li>item</ul>last</td></tr></table>";
        assert_eq!(blocks(mail), ["Paragraph0: First", "ListItem1: item", "Paragraph0: last"]);
    }

    #[test]
    fn what_is_not_ended_hides_no_more_than_a_browser_would() {
        assert_eq!(blocks("<title>a</title><p>b <s>c"), ["Paragraph0: b"]);
        assert_eq!(blocks("<p>a</s> b"), ["Paragraph0: a b"]);
        assert_eq!(blocks("<svg><title>x</title><text>y</text></svg><p>b"), ["Paragraph0: b"]);
    }

    #[test]
    fn comments_silence() {
        let document = read_page("<p>One.</p>\n<p>Two. <!-- lawlint: ignore[claim] why --></p>");
        assert_eq!(document.suppressions.len(), 1);
        assert_eq!(&document.text[document.suppressions[0].covers.range()], "Two.");
    }
}
