mod damage;

use super::testing::{archive, docx, relations};
use super::*;

fn document(bytes: &[u8]) -> Document {
    let document = read(bytes).unwrap();
    let SourceMap::Package(map) = &document.source_map else { panic!("a package has parts") };
    for piece in &map.pieces {
        assert!(document.text.get(piece.text.range()).is_some() && !piece.text.is_empty());
        assert!(!piece.source.is_empty() || &document.text[piece.text.range()] == super::super::UNREAD);
        assert!(!piece.verbatim || piece.text.len() == piece.source.len());
    }
    document
}

/// The blocks of a document with their kinds and depths.
fn blocks(bytes: &[u8]) -> Vec<String> {
    let document = document(bytes);
    let show = |block: &super::super::Block| {
        format!("{:?}{}: {}", block.kind, block.depth, &document.text[block.span.range()])
    };
    document.blocks.iter().map(show).collect()
}

/// What stands in its paragraph before each mark of a note, and the note.
fn note_marks(document: &Document) -> Vec<(&str, &str)> {
    let text = |block: usize, end: usize| &document.text[document.blocks[block].span.start..end];
    let marks = document.note_marks.iter();
    marks
        .map(|mark| {
            let block = document.blocks.partition_point(|block| block.span.end < mark.at);
            (text(block, mark.at), text(mark.note, document.blocks[mark.note].span.end))
        })
        .collect()
}

/// The blocks of a Word document with this body.
fn word(body: &str) -> Vec<String> {
    blocks(&docx(body, &[]))
}

fn run(text: &str) -> String {
    format!("<w:r><w:t>{text}</w:t></w:r>")
}

#[test]
fn text_split_over_runs_is_one() {
    let body = "<w:p><w:r><w:t xml:space=\"preserve\">C.G.S. &#167; </w:t><w:t>53a</w:t></w:r><w:hyperlink><w:r><w:noBreakHyphen/>\
        </w:r></w:hyperlink><w:proofErr/><w:r><w:rPr><w:b/></w:rPr><w:t>192</w:t><w:softHyphen/><w:t>a</w:t></w:r><w:r><w:tab/>\
        <w:t>x</w:t><w:br/><w:t>A&amp;B</w:t></w:r></w:p><w:p/><w:p><w:r><w:t> </w:t></w:r></w:p>";
    assert_eq!(word(body), ["Paragraph0: C.G.S. § 53a-192a\tx\nA&B"]);
}

#[test]
fn changes_count_as_accepted() {
    let body = format!(
        "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{}<w:del><w:r><w:delText>B</w:delText></w:r></w:del><w:ins>{}</w:ins></w:p>\
         <w:p>{}<w:moveFrom>{}</w:moveFrom><w:moveTo>{}</w:moveTo></w:p>",
        run("class "),
        run("A"),
        run(" felony"),
        run("gone"),
        run(", moved")
    );
    assert_eq!(word(&body), ["Paragraph0: class A felony, moved"]);
}

#[test]
fn fields_are_their_results_and_what_is_hidden_is_not_read() {
    let body = format!(
        "<w:p><w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText>REF x</w:instrText><w:t>code</w:t></w:r><w:r>\
         <w:fldChar w:fldCharType=\"separate\"/></w:r>{}<w:r><w:fldChar w:fldCharType=\"end\"/></w:r><w:fldSimple>{}</w:fldSimple>\
         <w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r><w:r><w:rPr><w:strike w:val=\"0\"/></w:rPr><w:t>.</w:t></w:r>\
         <w:r><w:rPr><w:strike/></w:rPr><w:t>struck</w:t></w:r></w:p>",
        run("one "),
        run("two")
    );
    assert_eq!(word(&body), ["Paragraph0: one two."]);
}

#[test]
fn marks_of_notes_are_left_out_and_ordinals_stay() {
    let raised =
        |text: &str| format!("<w:r><w:rPr><w:vertAlign w:val=\"superscript\"/></w:rPr><w:t>{text}</w:t></w:r>");
    let body = format!("<w:p>{}{}{}{}</w:p>", run("§ 1591"), raised("1"), run(" is the 1"), raised("st"));
    assert_eq!(word(&body), ["Paragraph0: § 1591 is the 1st"]);
}

#[test]
fn styles_make_headings_and_lists() {
    let styles = "<w:styles><w:style w:styleId=\"U1\"><w:name w:val=\"heading 1\"/></w:style>\
        <w:style w:styleId=\"Mine\"><w:name w:val=\"Mine\"/><w:basedOn w:val=\"U1\"/></w:style>\
        <w:style w:styleId=\"Loop\"><w:name w:val=\"Loop\"/><w:basedOn w:val=\"Loop\"/></w:style>\
        <w:style w:styleId=\"L\"><w:name w:val=\"List Bullet 2\"/></w:style></w:styles>";
    let styled = |style: &str, more: &str, text: &str| {
        format!("<w:p><w:pPr><w:pStyle w:val=\"{style}\"/>{more}</w:pPr>{}</w:p>", run(text))
    };
    let body = [
        styled("Mine", "", "One"),
        styled("L", "", "two"),
        styled("L", "<w:numPr><w:numId w:val=\"0\"/></w:numPr>", "three"),
        styled("Loop", "<w:numPr><w:ilvl w:val=\"1\"/><w:numId w:val=\"4\"/></w:numPr>", "four"),
    ];
    let expected = ["Heading0: One", "ListItem1: two", "Paragraph0: three", "ListItem2: four"];
    assert_eq!(blocks(&docx(&body.concat(), &[("styles.xml", styles)])), expected);
}

#[test]
fn a_row_is_a_block_and_wide_cells_keep_their_neighbors_columns() {
    let cell =
        |properties: &str, text: &str| format!("<w:tc><w:tcPr>{properties}</w:tcPr><w:p>{}</w:p></w:tc>", run(text));
    let wide = "<w:gridSpan w:val=\"2\"/>";
    let inner = format!("<w:tbl><w:tr>{}{}</w:tr></w:tbl>", cell("", "in"), cell("", "ner"));
    let body = format!(
        "<w:p>{}</w:p><w:tbl><w:tr>{}{}</w:tr><w:tr>{}{}<w:tc><w:p>{}</w:p><w:p>{}</w:p>{inner}</w:tc></w:tr></w:tbl><w:p>{}</w:p>",
        run("Before"),
        cell(wide, "Offense"),
        cell("", "Class"),
        cell("", "a"),
        cell("", "b"),
        run("c"),
        run("d"),
        run("After")
    );
    let expected = [
        "Paragraph0: Before",
        "TableRow0: Offense |  | Class",
        "TableRow0: a | b | c\nd\nin\nner",
        "Paragraph0: After",
    ];
    assert_eq!(word(&body), expected);
}

#[test]
fn cells_that_only_place_text_are_passages_of_their_own() {
    let panel = |heading: &str, text: &str| {
        format!(
            "<w:tc><w:p><w:pPr><w:outlineLvl w:val=\"0\"/></w:pPr>{}</w:p><w:p>{}</w:p></w:tc>",
            run(heading),
            run(text)
        )
    };
    let first = panel("Trafficking", "It is described in C.G.S. § 53a-192a.");
    let second = panel("Stalking", "There may be a fine and a term in jail.");
    let cover = format!("<w:tc><w:p>{}</w:p></w:tc>", run("Your rights"));
    let body = format!("<w:tbl><w:tr>{first}{second}{cover}</w:tr></w:tbl>");
    let expected = [
        "Heading0: Trafficking",
        "Paragraph0: It is described in C.G.S. § 53a-192a.",
        "Heading0: Stalking",
        "Paragraph0: There may be a fine and a term in jail.",
        "Paragraph0: Your rights",
    ];
    assert_eq!(word(&body), expected);
    let numbered = format!("<w:tc><w:p>{}</w:p></w:tc>", run("§ 53a-192a"));
    let row = format!("<w:tbl><w:tr>{numbered}{first}{second}</w:tr></w:tbl>");
    assert_eq!(word(&row).len(), 1, "a cell with a number alone names what the row is about");
    let framed = format!("<w:tbl><w:tr><w:tc><w:p>{}</w:p><w:p>{}</w:p></w:tc></w:tr></w:tbl>", run("One"), run("Two"));
    assert_eq!(word(&framed), ["Paragraph0: One", "Paragraph0: Two"]);
}

#[test]
fn a_comment_in_a_cell_that_only_places_text_is_about_its_line() {
    let comments = "<w:comments><w:comment w:id=\"7\"><w:p><w:r><w:t>lawlint: ignore[claim]</w:t></w:r></w:p></w:comment></w:comments>";
    let line =
        |text: &str, end: &str| format!("<w:p><w:commentRangeStart w:id=\"7\"/>{}<w:r>{end}</w:r></w:p>", run(text));
    let (end, long) = ("<w:commentReference w:id=\"7\"/>", "It is a crime under the law here.");
    let cell = |lines: &[String]| format!("<w:tc>{}</w:tc>", lines.concat());
    let row = cell(&[line("A", ""), line(long, "")]) + &cell(&[line("B", ""), line(long, end), line("C", "")]);
    let document = document(&docx(&format!("<w:tbl><w:tr>{row}</w:tr></w:tbl>"), &[("comments.xml", comments)]));
    assert_eq!(document.blocks.len(), 5);
    let covers: Vec<_> = document.suppressions.iter().map(|suppression| suppression.covers).collect();
    assert_eq!(covers, [document.blocks[3].span]);
}

#[test]
fn text_hidden_by_a_style_and_deleted_rows_are_not_read() {
    let styles = "<w:styles><w:style w:type=\"character\" w:styleId=\"H\"><w:rPr><w:vanish/></w:rPr></w:style>\
        <w:style w:type=\"paragraph\" w:styleId=\"P\"><w:rPr><w:vanish/></w:rPr></w:style></w:styles>";
    let styled =
        |style: &str, text: &str| format!("<w:r><w:rPr><w:rStyle w:val=\"{style}\"/></w:rPr><w:t>{text}</w:t></w:r>");
    let row = |deleted: &str, text: &str| {
        format!("<w:tr><w:trPr>{deleted}</w:trPr><w:tc><w:p>{}</w:p></w:tc><w:tc><w:p/></w:tc></w:tr>", run(text))
    };
    let body = [
        format!("<w:p>{}{}</w:p>", run("Seen."), styled("H", "not seen")),
        format!("<w:p><w:pPr><w:pStyle w:val=\"P\"/></w:pPr>{}</w:p>", run("not seen")),
        format!("<w:tbl>{}{}</w:tbl>", row("<w:del/>", "gone"), row("<w:gridBefore w:val=\"2\"/>", "here")),
    ];
    let expected = ["Paragraph0: Seen.", "TableRow0: |  | here |"];
    assert_eq!(blocks(&docx(&body.concat(), &[("styles.xml", styles)])), expected);
}

#[test]
fn signs_and_pictures() {
    let sign = "<w:p><w:r><w:sym w:font=\"Times\" w:char=\"00A7\"/><w:t> 53a-192a</w:t></w:r></w:p>";
    assert_eq!(word(sign), ["Paragraph0: § 53a-192a"]);
    let scanned = document(&docx("<w:p><w:r><w:drawing><a:blip/></w:drawing></w:r></w:p>", &[]));
    assert!(scanned.unread[0].what.contains("is a picture"), "{:?}", scanned.unread);
    let beside = format!("<w:p><w:r><w:drawing><a:blip/></w:drawing></w:r>{}</w:p>", run("Words."));
    assert_eq!(document(&docx(&beside, &[])).unread, []);
}

#[test]
fn a_style_is_the_style_of_its_own_part() {
    let style = |family: &str, name: &str| {
        format!(
            "<style:style style:family=\"{family}\" style:name=\"{name}\"><style:text-properties text:display=\"none\"/></style:style>"
        )
    };
    let span = |name: &str| format!("<text:span text:style-name=\"{name}\">{name} </text:span>");
    let content = format!(
        "<office:document-content>{}{}<office:text><text:p>{}{}{}</text:p><text:p text:style-name=\"P1\">gone</text:p></office:text>\
         </office:document-content>",
        style("paragraph", "T2"),
        style("paragraph", "P1"),
        span("T1"),
        span("T2"),
        span("T3"),
    );
    let styles = format!(
        "<office:document-styles><office:styles>{}</office:styles><office:automatic-styles>{}</office:automatic-styles>\
         </office:document-styles>",
        style("text", "T3"),
        style("text", "T1")
    );
    let text = ("mimetype", "application/vnd.oasis.opendocument.text");
    let bytes = archive(&[text, ("content.xml", &content), ("styles.xml", &styles)]);
    assert_eq!(blocks(&bytes), ["Paragraph0: T1 T2"]);
}

#[test]
fn notes_headers_and_text_boxes_follow() {
    let notes = format!(
        "<w:footnotes><w:footnote w:type=\"separator\"><w:p>{}</w:p></w:footnote><w:footnote w:id=\"1\"><w:p>{}</w:p></w:footnote>\
         </w:footnotes>",
        run("line"),
        run("A note.")
    );
    let header = format!("<w:hdr><w:p>{}</w:p></w:hdr>", run("Head"));
    let inside = format!("<w:txbxContent><w:p>{}</w:p></w:txbxContent>", run("Box"));
    let body = format!(
        "<w:p>{}<w:r><AlternateContent><Choice>{inside}</Choice><Fallback>{inside}</Fallback></AlternateContent></w:r>{}</w:p>",
        run("One "),
        run("sentence.") + "<w:r><w:footnoteReference w:id=\"1\"/></w:r>"
    );
    let bytes = docx(&body, &[("footnotes.xml", &notes), ("header.xml", &header)]);
    let expected = ["Paragraph0: One sentence.", "Paragraph0: Box", "Footnote0: A note.", "Paragraph0: Head"];
    assert_eq!(blocks(&bytes), expected);
    let document = document(&bytes);
    let SourceMap::Package(map) = &document.source_map else { unreachable!() };
    let part_of = |block: usize| map.part(document.blocks[block].span).unwrap().name.as_str();
    assert_eq!((part_of(1), part_of(2), part_of(3)), ("word/document.xml", "word/footnotes.xml", "word/header.xml"));
    assert_eq!(note_marks(&document), [("One sentence.", "A note.")]);
}

#[test]
fn comments_silence_what_they_are_on() {
    let comments = "<w:comments><w:comment w:id=\"7\"><w:p><w:r><w:t>lawlint: ignore[claim-class]</w:t></w:r><w:r><w:t> quoted\
        </w:t></w:r></w:p></w:comment><w:comment w:id=\"8\"><w:p><w:r><w:t>Is this so?</w:t></w:r></w:p></w:comment></w:comments>";
    let body = format!(
        "<w:p>{}</w:p><w:p><w:commentRangeStart w:id=\"7\"/>{}</w:p><w:p>{}<w:commentRangeEnd w:id=\"7\"/><w:r>\
         <w:commentReference w:id=\"7\"/></w:r></w:p><w:p>{}<w:r><w:commentReference w:id=\"8\"/></w:r></w:p>",
        run("One."),
        run("Two."),
        run("Three."),
        run("Four.")
    );
    let document = document(&docx(&body, &[("comments.xml", comments)]));
    assert_eq!(document.suppressions.len(), 1);
    let suppression = &document.suppressions[0];
    assert_eq!(&document.text[suppression.covers.range()], "Two.\n\nThree.");
    assert_eq!((suppression.rules.join(","), suppression.reason.as_str()), ("claim-class".to_owned(), "quoted"));
}

#[test]
fn positions_count_paragraphs_and_name_the_heading() {
    let body = format!(
        "<w:p><w:pPr><w:outlineLvl w:val=\"0\"/></w:pPr>{}</w:p><w:p/><w:p>{}</w:p>",
        run("Penalties"),
        run("A fine.")
    );
    let document = document(&docx(&body, &[]));
    let position = document.position(document.blocks[1].span).unwrap();
    assert_eq!((position.page, position.paragraph), (None, Some(2)));
    assert_eq!(&document.text[position.under.unwrap().range()], "Penalties");
}

#[test]
fn slides_are_pages_in_the_order_of_the_presentation() {
    let order = "<p:presentation xmlns:r=\"x\"><p:sldIdLst><p:sldId id=\"256\" r:id=\"r1\"/><p:sldId id=\"257\" r:id=\"r0\"/>\
        </p:sldIdLst></p:presentation>";
    let slide = |place: &str, text: &str| {
        format!(
            "<p:sld><p:sp><p:nvPr>{place}</p:nvPr><a:p><a:r><a:rPr><a:b/></a:rPr><a:t>{text}</a:t></a:r></a:p></p:sp></p:sld>"
        )
    };
    let bytes = archive(&[
        ("_rels/.rels", &relations(&[("officeDocument", "ppt/presentation.xml")])),
        ("ppt/presentation.xml", order),
        (
            "ppt/_rels/presentation.xml.rels",
            &relations(&[("slide", "slides/slide1.xml"), ("slide", "slides/slide2.xml")]),
        ),
        ("ppt/slides/slide1.xml", &slide("<p:ph/>", "Second")),
        ("ppt/slides/slide2.xml", &slide("<p:ph type=\"title\"/>", "First")),
    ]);
    assert_eq!(blocks(&bytes), ["Heading0: First", "ListItem1: Second"]);
    let document = document(&bytes);
    assert_eq!(document.position(document.blocks[1].span).unwrap().page, Some(2));
}

#[test]
fn open_document_texts() {
    let content = "<office:document-content><style:style style:family=\"text\" style:name=\"T1\"><style:text-properties style:text-position=\"super 58%\"/>\
        </style:style><style:style style:family=\"text\" style:name=\"T2\"><style:text-properties style:text-line-through-style=\"solid\"/></style:style>\
        <office:text><text:tracked-changes><text:p>gone</text:p></text:tracked-changes><text:h>Law</text:h><text:p>See §<text:s/>1\
        <text:span text:style-name=\"T1\">2</text:span><text:span text:style-name=\"T2\">not</text:span><text:note>\
        <text:note-citation>1</text:note-citation><text:note-body><text:p>A note.</text:p></text:note-body></text:note>.\
        <office:annotation><text:p>lawlint: ignore[claim]</text:p></office:annotation></text:p><text:list><text:list-item><text:p>a\
        </text:p><text:list><text:list-item><text:p>b</text:p></text:list-item></text:list></text:list-item></text:list>\
        <table:table-row><table:table-cell><text:p>c</text:p></table:table-cell><table:table-cell><text:p>d</text:p>\
        </table:table-cell></table:table-row></office:text></office:document-content>";
    let bytes = archive(&[("mimetype", "application/vnd.oasis.opendocument.text"), ("content.xml", content)]);
    let expected = [
        "Heading0: Law",
        "Paragraph0: See § 1.",
        "Footnote0: A note.",
        "ListItem1: a",
        "ListItem2: b",
        "TableRow0: c | d",
    ];
    assert_eq!(blocks(&bytes), expected);
    let document = document(&bytes);
    assert_eq!(&document.text[document.suppressions[0].covers.range()], "See § 1.");
    assert_eq!(note_marks(&document), [("See § 1", "A note.")]);
}

#[test]
fn in_design_stories() {
    let map = "<Document><idPkg:Story src=\"Stories/b.xml\"/><idPkg:Story src=\"Stories/a.xml\"/></Document>";
    let cell = |name: &str, text: &str| format!("<Cell Name=\"{name}\"><Content>{text}</Content></Cell>");
    let first = format!(
        "<Story><ParagraphStyleRange AppliedParagraphStyle=\"ParagraphStyle/Heading\"><CharacterStyleRange><Content>Law</Content><Br/>\
         </CharacterStyleRange></ParagraphStyleRange><ParagraphStyleRange><CharacterStyleRange><Content>§ 1</Content>\
         <Footnote><ParagraphStyleRange><CharacterStyleRange><Content><?ACE 4?> A note.</Content></CharacterStyleRange>\
         </ParagraphStyleRange></Footnote><Content>.</Content><Br/><Table>{}{}{}</Table></CharacterStyleRange></ParagraphStyleRange>\
         </Story>",
        cell("0:0", "a"),
        cell("1:0", "b"),
        cell("0:1", "c")
    );
    let second = "<Story><Content>Last</Content></Story>";
    let bytes = archive(&[("designmap.xml", map), ("Stories/a.xml", second), ("Stories/b.xml", &first)]);
    let expected = [
        "Heading0: Law",
        "Paragraph0: § 1.",
        "Footnote0: A note.",
        "TableRow0: a | b",
        "TableRow0: c",
        "Paragraph0: Last",
    ];
    assert_eq!(blocks(&bytes), expected);
    assert_eq!(note_marks(&document(&bytes)), [("§ 1", "A note.")]);
}

#[test]
fn what_lies_within_is_read_or_told() {
    let drawn = "<dgm:dataModel><dgm:t><a:p><a:r><a:t>In a drawing</a:t></a:r></a:p></dgm:t></dgm:dataModel>";
    let body = format!("<w:p>{}</w:p><w:altChunk r:id=\"r9\"/><w:p>{}</w:p>", run("One."), run("Two."));
    let bytes = docx(&body, &[("diagramData.xml", drawn)]);
    assert_eq!(
        blocks(&bytes),
        ["Paragraph0: One.", "Paragraph0: \u{fffc}", "Paragraph0: Two.", "Paragraph0: In a drawing"]
    );
    assert_eq!(document(&bytes).unread.len(), 1);
}
