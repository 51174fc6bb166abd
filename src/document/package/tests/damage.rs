//! Damaged and hostile archives: what is read of them, and what is told.

use proptest::prelude::*;

use super::*;
use crate::document::UNREAD;

#[test]
fn damage_is_told_and_what_was_read_stays() {
    let body = format!("<w:p>{}</w:p><w:p>{}</w:q>", run("Read."), run("Not"));
    let document = document(&docx(&body, &[("footnotes.xml", "<w:footnotes")]));
    assert_eq!(&document.text[document.blocks[0].span.range()], "Read.");
    assert_eq!(document.unread.len(), 2, "{:?}", document.unread);
    assert!(document.unread[0].what.starts_with("word/document.xml is damaged"), "{:?}", document.unread);
    assert_eq!(&document.text[document.unread[0].span.range()], UNREAD);
}

#[test]
fn damaged_lists_of_parts_are_told() {
    let order = "<p:presentation xmlns:r=\"x\"><p:sldId r:id=\"r0\"/><p:sldId r:id=\"r1\"";
    let parts = [
        ("_rels/.rels", &*relations(&[("officeDocument", "ppt/presentation.xml")])),
        ("ppt/presentation.xml", order),
        ("ppt/_rels/presentation.xml.rels", &*relations(&[("slide", "slides/slide1.xml")])),
        ("ppt/slides/slide1.xml", "<p:sld><a:p><a:r><a:t>One</a:t></a:r></a:p></p:sld>"),
    ];
    let told = document(&archive(&parts)).unread;
    assert_eq!(told.len(), 1);
    assert!(told[0].what.starts_with("ppt/presentation.xml is damaged"), "{told:?}");
}

#[test]
fn what_is_no_document_says_what_to_do() {
    let error = |bytes: &[u8]| read(bytes).unwrap_err().to_string();
    assert!(error(b"PK\x03\x04").contains("damaged"));
    assert!(error(&archive(&[("a.txt", "")])).contains("unpack it first"));
    let without = archive(&[("_rels/.rels", &relations(&[("officeDocument", "word/document.xml")]))]);
    assert!(error(&without).starts_with("its part word/document.xml is missing"), "{}", error(&without));
    let text = ("mimetype", "application/vnd.oasis.opendocument.text");
    let locked = archive(&[text, ("content.xml", "?"), ("META-INF/manifest.xml", "<manifest:encryption-data/>")]);
    assert!(error(&locked).contains("is protected with a password"), "{}", error(&locked));
}

#[test]
fn boxes_in_boxes_end_somewhere() {
    let depth = 3000;
    let body = format!(
        "<w:p>{}{}{}{}</w:p>",
        run("Start"),
        "<w:txbxContent><w:p><w:r><w:t>x</w:t>".repeat(depth),
        "</w:r></w:p></w:txbxContent>".repeat(depth),
        run(" end.")
    );
    let document = document(&docx(&body, &[]));
    assert_eq!(document.blocks.len(), 10);
    assert_eq!(document.unread.len(), 1);
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(500) })]

    /// A document with a byte changed, or cut short, is read, told to be damaged, or both; never a panic.
    #[test]
    fn any_damage_is_survived(at in 0.0..1.0_f64, byte in any::<u8>(), cut in any::<bool>()) {
        let body = format!("<w:tbl><w:tr><w:tc><w:p>{}</w:p></w:tc></w:tr></w:tbl>", run("a § 1 &amp; b").repeat(20));
        let mut bytes = docx(&body, &[("footnotes.xml", "<w:footnotes><w:footnote><w:p/></w:footnote></w:footnotes>")]);
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a place in the file")]
        let at = (at * bytes.len() as f64) as usize;
        if cut { bytes.truncate(at) } else { bytes[at] ^= byte }
        if let Ok(document) = read(&bytes) {
            prop_assert!(document.blocks.iter().all(|block| document.text.get(block.span.range()).is_some()));
        }
    }

    /// XML put together from what Word writes, in any order.
    #[test]
    fn any_nesting_is_survived(pieces in prop::collection::vec(prop::sample::select(PIECES), 0..60)) {
        let document = document(&docx(&pieces.concat(), &[]));
        prop_assert!(document.blocks.windows(2).all(|pair| pair[0].span.end <= pair[1].span.start));
        prop_assert!(document.unread.iter().all(|unread| &document.text[unread.span.range()] == UNREAD));
    }
}

const PIECES: &[&str] = &[
    "<w:p>",
    "</w:p>",
    "<w:r>",
    "</w:r>",
    "<w:t>",
    "</w:t>",
    "§ 1",
    "é😀",
    " ",
    "&#167;",
    "&bad;",
    "<w:br/>",
    "<w:tab/>",
    "<w:tbl>",
    "</w:tbl>",
    "<w:tr>",
    "</w:tr>",
    "<w:tc>",
    "</w:tc>",
    "<w:txbxContent>",
    "</w:txbxContent>",
    "<w:rPr>",
    "</w:rPr>",
    "<w:pPr>",
    "</w:pPr>",
    "<w:vertAlign w:val=\"superscript\"/>",
    "<w:del>",
    "</w:del>",
    "<w:ins>",
    "</w:ins>",
    "<w:gridSpan w:val=\"9\"/>",
    "<![CDATA[x]]>",
    "<w:numPr><w:numId w:val=\"1\"/></w:numPr>",
];
