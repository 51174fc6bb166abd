//! Tracked changes: what is deleted and inserted, and what takes a comment instead.

use super::*;

#[test]
fn a_change_deletes_and_inserts() {
    let bytes = docx("<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>a class B felony &amp; more</w:t></w:r></w:p>", &[]);
    let annotated = tracked(&bytes, "class B felony", "class A <felony>");
    let run = "<w:r><w:rPr><w:b/></w:rPr>";
    let expected = format!(
        "<w:p>{run}<w:t xml:space=\"preserve\">a </w:t></w:r><w:del w:id=\"1\" {SIGNED}>{run}<w:delText xml:space=\"preserve\">\
         class B felony</w:delText></w:r></w:del><w:ins w:id=\"2\" {SIGNED}>{run}<w:t xml:space=\"preserve\">class A \
         &lt;felony&gt;</w:t></w:r></w:ins>{run}<w:t xml:space=\"preserve\"> &amp; more</w:t></w:r></w:p>"
    );
    assert_eq!(body(&annotated.bytes), expected);
    assert_eq!(document(&annotated.bytes).text, "a class A <felony> & more");
}

#[test]
fn a_change_over_runs_and_links_is_one_for_the_reader() {
    let bytes = docx(
        "<w:p><w:r><w:t>a class </w:t></w:r><w:hyperlink><w:r><w:rPr><w:i/></w:rPr><w:t>B</w:t></w:r></w:hyperlink><w:r><w:tab/>\
         <w:t>felony.</w:t></w:r></w:p>",
        &[],
    );
    let annotated = tracked(&bytes, "class B\tfelony", "class A felony");
    assert_eq!(annotated.changes, 1);
    assert_eq!(document(&annotated.bytes).text, "a class A felony.");
    let body = body(&annotated.bytes);
    assert_eq!(body.matches("<w:del ").count(), 3, "{body}");
    assert_eq!(body.matches("<w:ins ").count(), 1, "{body}");
    assert!(!body.contains("<w:del w:id=\"1\" w:id"), "{body}");
}

const SIGNED: &str = "w:author=\"lawlint\" w:date=\"2026-03-01T00:00:00Z\"";

#[test]
fn what_is_no_text_stays_within_changed_words() {
    let run = "<w:r><w:rPr><w:b/></w:rPr>";
    let text = |text: &str| format!("<w:t xml:space=\"preserve\">{text}</w:t>");
    let deleted = |id: u8, text: &str| {
        format!("<w:del w:id=\"{id}\" {SIGNED}>{run}<w:delText xml:space=\"preserve\">{text}</w:delText></w:r></w:del>")
    };
    let objects = [
        "<w:footnoteReference w:id=\"0\"/>",
        "<w:endnoteReference w:id=\"0\"></w:endnoteReference>",
        "<w:lastRenderedPageBreak/>",
        "<w:drawing><wp:inline/></w:drawing>",
        "<w:fldChar w:fldCharType=\"end\"/>",
    ];
    for object in objects {
        let bytes = docx(&format!("<w:p>{run}<w:t>a class </w:t>{object}<w:t>B felony</w:t></w:r></w:p>"), &[]);
        let annotated = tracked(&bytes, "class B", "class A");
        let (before, after) = (deleted(1, "class "), deleted(2, "B"));
        let expected = format!(
            "<w:p>{run}{}</w:r>{before}{run}{object}</w:r>{after}<w:ins w:id=\"3\" {SIGNED}>{run}{}</w:r></w:ins>{run}{}</w:r></w:p>",
            text("a "),
            text("class A"),
            text(" felony")
        );
        assert_eq!(body(&annotated.bytes), expected);
        let expected = format!(
            "<w:p>{run}{}</w:r>{START}{run}{}{object}{}</w:r>{END}{run}{}</w:r></w:p>",
            text("a "),
            text("class "),
            text("B"),
            text(" felony")
        );
        assert_eq!(body(&commented(&bytes, "class B").bytes), expected);
        let annotated = tracked(&bytes, "felony", "crime");
        assert!(body(&annotated.bytes).contains(&format!("{}{object}{}</w:r><w:del", text("a class "), text("B "))));
    }
}

#[test]
fn a_section_of_letters_as_they_are_is_cut_like_text() {
    let bytes = docx("<w:p><w:r><w:t>§ 1 <![CDATA[a class B <felony>]]> &amp; more</w:t></w:r></w:p>", &[]);
    let annotated = tracked(&bytes, "class B", "class A");
    assert_eq!(document(&annotated.bytes).text, "§ 1 a class A <felony> & more");
    let deleted = "<w:delText xml:space=\"preserve\"><![CDATA[class B]]></w:delText>";
    assert!(body(&annotated.bytes).contains(deleted), "{}", body(&annotated.bytes));
    let annotated = commented(&bytes, "class B");
    let words = "<w:t xml:space=\"preserve\"><![CDATA[class B]]></w:t>";
    assert!(body(&annotated.bytes).contains(&format!("{START}<w:r>{words}</w:r>{END}")));
    assert_eq!(commented(&annotated.bytes, "class B").known, 1);
}

#[test]
fn words_that_cannot_be_changed_take_a_comment() {
    let page = "<w:br w:type=\"page\"></w:br>";
    let bytes = docx(&format!("<w:p><w:r><w:t>a class</w:t>{page}<w:t>B</w:t></w:r></w:p>"), &[]);
    let annotated = tracked(&bytes, "class\nB", "class A");
    assert_eq!((annotated.changes, annotated.comments), (0, 1));
    assert!(body(&annotated.bytes).contains(&format!("{page}<w:t xml:space=\"preserve\">B</w:t></w:r>{END}")));
    let bytes = docx("<w:p><w:r><w:t>class</w:t><w:tab></w:tab></w:r></w:p>", &[]);
    assert_eq!(document(&tracked(&bytes, "class\t", "level").bytes).text, "level");
    // Letters in an object that has no runs of its own.
    let object = "<w:object><w:t>class B</w:t></w:object>";
    let bytes = docx(&format!("<w:p><w:r><w:t>a </w:t>{object}</w:r></w:p>"), &[]);
    let annotated = tracked(&bytes, "class B", "class A");
    assert!(body(&annotated.bytes).ends_with(&format!("{START}<w:r>{object}</w:r>{END}</w:p>")));
}

#[test]
fn an_insertion_by_somebody_goes_on_after_the_change() {
    let ann = "<w:ins w:id=\"9\" w:author=\"Ann\">";
    let bytes = docx(&format!("<w:p>{ann}<w:r><w:t>a class B felony.</w:t></w:r></w:ins></w:p>"), &[]);
    let annotated = tracked(&bytes, "class B", "class A");
    assert_eq!(document(&annotated.bytes).text, "a class A felony.");
    let body = body(&annotated.bytes);
    assert!(body.contains("</w:del></w:ins><w:ins w:id=\"11\" w:author=\"lawlint\""), "{body}");
    let goes_on = "</w:ins><w:ins w:id=\"12\" w:author=\"Ann\"><w:r><w:t xml:space=\"preserve\"> felony.";
    assert!(body.contains(goes_on), "{body}");
}

#[test]
fn two_changes_in_one_run() {
    let bytes = docx("<w:p><w:r><w:t>5 years, $5, 6 years</w:t></w:r></w:p>", &[]);
    let annotated = track(&bytes, &[&[("5 years", "10 years")], &[("$5", "$10")], &[("6 years", "")]]);
    assert_eq!(annotated.changes, 3);
    assert_eq!(document(&annotated.bytes).text, "10 years, $10, ");
}

#[test]
fn a_fix_is_made_whole_or_not_at_all() {
    let bytes = docx(
        "<w:p><w:r><w:t>chapter 952 of the General Statutes</w:t></w:r></w:p><w:p><w:r><w:t>B</w:t></w:r></w:p>",
        &[],
    );
    let annotated = track(&bytes, &[&[("chapter", "Chapter"), (" of the General Statutes", ", C.G.S.")]]);
    assert_eq!(annotated.changes, 1);
    assert_eq!(document(&annotated.bytes).text, "Chapter 952, C.G.S.\n\nB");
    let over_paragraphs = "Statutes\n\nB";
    let annotated = track(&bytes, &[&[("chapter", "Chapter"), (over_paragraphs, "Laws")], &[("952", "953")]]);
    assert_eq!(annotated.changes, 1);
    assert_eq!(document(&annotated.bytes).text, "chapter 953 of the General Statutes\n\nB");
    let annotated = track(&bytes, &[&[("chapter", "Chapter"), (" of", ",")], &[("952", "953"), ("of the", "of")]]);
    assert_eq!(annotated.changes, 1);
    assert_eq!(document(&annotated.bytes).text, "Chapter 952, the General Statutes\n\nB");
}

#[test]
fn words_over_cells_are_not_replaced() {
    let cell = |text: &str| format!("<w:tc><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>");
    let bytes = docx(&format!("<w:tbl><w:tr>{}{}</w:tr></w:tbl>", cell("a"), cell("b")), &[]);
    let annotated = tracked(&bytes, "a | b", "c");
    assert_eq!((annotated.changes, annotated.comments), (0, 1));
    assert_eq!(tracked(&bytes, "b", "c").changes, 1);
    assert_eq!(commented(&bytes, "a | b").comments, 1);
}
