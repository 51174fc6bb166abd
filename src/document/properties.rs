//! What holds for every document, whatever is in it.

use proptest::prelude::*;

use super::*;

/// Things that meet badly.
const PIECES: &[&str] = &[
    "§ 53a-83",
    "§ 53**a**-83",
    "53a-83<sup>1</sup>",
    "<sup>2</sup> See",
    "class B felony",
    "$20,000",
    "\\$5",
    "\\",
    "&sect;",
    "&nbsp;",
    "&#167;",
    "&amp;",
    "&bogus;",
    "&",
    "“é”",
    "😀",
    "\u{a0}",
    "\u{feff}",
    "\0",
    "\t",
    " ",
    "    ",
    "\n",
    "\n\n",
    "\r\n",
    "\r\n\r\n",
    "\r",
    "\x0c",
    "  \n",
    "\n> ",
    "\n- ",
    "\n  - ",
    "\n1. ",
    "\n(a) ",
    "\n(2) ",
    "\n•\n\n",
    "# ",
    "\n===\n",
    "\n---\n",
    "---\nt: x\n---\n",
    "\n```\n",
    "`",
    "*",
    "**",
    "_",
    "~~",
    "[",
    "]",
    "](x)",
    "![",
    "<http://a.b>",
    "[^1]",
    "\n\n[^1]: ",
    "\n| a | b |\n|---|---|\n| ",
    " | ",
    " |\n",
    "\n\ta\tb\n",
    "and",
    ";",
    ".",
    "<!-- lawlint: ignore[a] why -->",
    "<!-- lawlint: disable[a, b] -->",
    "<!-- lawlint: enable[a] -->",
    "<!--",
    "-->",
    "\n// lawlint: ignore[a]\n",
    "\n# lawlint: file-ignore[a]\n",
    "<div>",
    "</div>",
    "<br>",
    "<b",
    ">",
    "\n\n<p>",
    "<table><tr>",
    "<td>",
    "</tr>",
    "<li>",
    "<h1>",
    "</h1>",
    "<script>",
    "</script>",
    "<sup>",
    "</sup>",
    "1",
    "\"",
    "=",
];

fn sources() -> impl Strategy<Value = String> {
    let pieces = prop::collection::vec(prop::sample::select(PIECES), 0..40).prop_map(|pieces| pieces.concat());
    prop_oneof![8 => pieces, 1 => any::<String>(), 1 => "[ -~\n§é😀]{0,200}"]
}

fn read(source: &str, format: Format) -> Document {
    let decoded = decode(source.as_bytes().to_vec());
    let text = decoded.map_or_else(|_| source.to_owned(), |decoded| decoded.text);
    Document::parse(Decoded::from_text(text), format)
}

fn check_blocks(document: &Document) {
    let mut end = 0;
    for block in &document.blocks {
        assert!(end <= block.span.start && block.span.start < block.span.end, "{document:?}");
        assert!(document.text.get(block.span.range()).is_some(), "{document:?}");
        end = block.span.end;
    }
    for (index, block) in document.blocks.iter().enumerate() {
        assert_eq!(document.block_at(block.span.start), Some(index));
    }
}

fn check_suppressions(document: &Document) {
    for suppression in &document.suppressions {
        assert!(document.text.get(suppression.covers.range()).is_some(), "{document:?}");
        let comment = suppression.source.and_then(|source| document.source_text().get(source.range()));
        assert!(comment.is_some_and(|comment| comment.contains("lawlint:")), "{document:?}");
        assert!(!suppression.rules.is_empty());
    }
}

fn check_pieces(document: &Document) {
    let SourceMap::Pieces(pieces) = &document.source_map else {
        return;
    };
    let (mut text_end, mut source_end) = (0, 0);
    for piece in pieces {
        assert!(text_end <= piece.text.start && !piece.text.is_empty(), "{document:?}");
        assert!(source_end <= piece.source.start && !piece.source.is_empty(), "{document:?}");
        let text = document.text.get(piece.text.range()).expect("in the text");
        let source = document.source_text().get(piece.source.range()).expect("in the source");
        assert!(!piece.verbatim || text == source, "{document:?}");
        (text_end, source_end) = (piece.text.end, piece.source.end);
    }
}

fn check_places(document: &Document) {
    let bounds: Vec<usize> = document.text.char_indices().map(|(at, _)| at).chain([document.text.len()]).collect();
    let starts = bounds.iter().step_by(bounds.len() / 40 + 1);
    for (&start, &end) in starts.flat_map(|start| bounds.iter().step_by(7).map(move |end| (start, end))) {
        let span = Span::new(start.min(end), start.max(end));
        let source = document.source_text();
        if let Some(range) = document.source_map.source_range(span) {
            assert!(source.get(range.range()).is_some(), "{span:?} {document:?}");
        }
        if let Some(range) = document.source_map.editable(span) {
            assert_eq!(source.get(range.range()), document.text.get(span.range()), "{span:?} {document:?}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_document_keeps_the_invariants(source in sources()) {
        for format in [Format::Markdown, Format::Html, Format::PlainText] {
            let document = read(&source, format);
            check_blocks(&document);
            check_suppressions(&document);
            check_pieces(&document);
            check_places(&document);
        }
    }

    #[test]
    fn plain_text_is_the_source(source in sources()) {
        let document = read(&source, Format::PlainText);
        assert_eq!(document.text, source);
        // What belongs to no block is white space, rules, bullets without items, or comments.
        let mut outside = document.text.clone();
        for block in document.blocks.iter().rev() {
            outside.replace_range(block.span.range(), "");
        }
        assert!(!outside.contains("53a"), "{document:?}");
    }

    #[test]
    fn any_bytes_decode_or_are_refused(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        if let Ok(decoded) = decode(bytes.clone()) {
            assert!(!decoded.bytes_are_text || decoded.text.as_bytes() == bytes);
            for format in [Format::Markdown, Format::Html, Format::PlainText] {
                check_places(&Document::parse(decoded.clone(), format));
            }
        }
    }
}
