//! What is written is read back: by the reader of documents, and as XML.

mod changes;

use jiff::civil::date;

use super::*;
use crate::document::open;
use crate::document::package::testing::{archive, docx, relations};

const DAY: Date = date(2026, 3, 1);

fn document(bytes: &[u8]) -> Document {
    open(bytes.to_vec(), "a.docx").unwrap().document
}

fn span(document: &Document, words: &str) -> Span {
    let start = document.text.find(words).unwrap_or_else(|| panic!("{words:?} is not in {:?}", document.text));
    Span::new(start, start + words.len())
}

fn part(bytes: &[u8], name: &str) -> String {
    Archive::open(bytes).unwrap().text(name).unwrap()
}

/// The body of a document's main part.
fn body(bytes: &[u8]) -> String {
    let xml = part(bytes, "word/document.xml");
    xml[xml.find("<w:body>").unwrap() + "<w:body>".len()..xml.find("</w:body>").unwrap()].to_owned()
}

fn commented(bytes: &[u8], words: &str) -> Annotated {
    let document = document(bytes);
    let remark = Remark {
        span: span(&document, words),
        lint: "claim-class",
        paragraphs: vec!["It is <A>".to_owned(), "P.A. 17-32".to_owned()],
        edits: Vec::new(),
    };
    annotate(bytes, &document, &[remark], Form::Comments, DAY).unwrap()
}

/// The document after the words were replaced.
fn tracked(bytes: &[u8], words: &str, content: &str) -> Annotated {
    track(bytes, &[&[(words, content)]])
}

/// The document with fixes, each of words that are replaced.
fn track(bytes: &[u8], fixes: &[&[(&str, &str)]]) -> Annotated {
    let document = document(bytes);
    let edit = |&(words, content): &(&str, &str)| Edit { span: span(&document, words), content: content.to_owned() };
    let remark = |edits: &&[(&str, &str)]| fix(edits.iter().map(edit).collect());
    annotate(bytes, &document, &fixes.iter().map(remark).collect::<Vec<_>>(), Form::TrackedChanges, DAY).unwrap()
}

fn fix(edits: Vec<Edit>) -> Remark {
    Remark { span: edits[0].span, lint: "claim-class", paragraphs: vec!["It is A".to_owned()], edits }
}

const START: &str = "<w:commentRangeStart w:id=\"0\"/>";
const END: &str = "<w:commentRangeEnd w:id=\"0\"/><w:r><w:commentReference w:id=\"0\"/></w:r>";

#[test]
fn a_comment_stands_on_the_exact_words() {
    let bytes = docx("<w:p><w:r w:rsidR=\"1\"><w:rPr><w:b/></w:rPr><w:t>a class B felony</w:t></w:r></w:p>", &[]);
    let annotated = commented(&bytes, "class B");
    let run = "<w:r w:rsidR=\"1\"><w:rPr><w:b/></w:rPr>";
    let expected = format!(
        "<w:p>{run}<w:t xml:space=\"preserve\">a </w:t></w:r>{START}{run}<w:t xml:space=\"preserve\">class B</w:t></w:r>{END}{run}\
         <w:t xml:space=\"preserve\"> felony</w:t></w:r></w:p>"
    );
    assert_eq!(body(&annotated.bytes), expected);
    let comments = part(&annotated.bytes, "word/comments.xml");
    let expected = "<w:comment w:id=\"0\" w:author=\"lawlint\" w:date=\"2026-03-01T00:00:00Z\" w:initials=\"LL\"><w:p><w:r>\
        <w:t xml:space=\"preserve\">It is &lt;A&gt;</w:t></w:r></w:p><w:p><w:r><w:t xml:space=\"preserve\">P.A. 17-32</w:t></w:r></w:p>\
        </w:comment></w:comments>";
    assert!(comments.ends_with(expected), "{comments}");
    assert!(part(&annotated.bytes, "[Content_Types].xml").contains("/word/comments.xml"));
    assert!(part(&annotated.bytes, "word/_rels/document.xml.rels").contains("Target=\"comments.xml\""));
}

#[test]
fn whole_runs_are_not_cut() {
    let bytes = docx("<w:p><w:r><w:t>§ 1 </w:t></w:r><w:r><w:t>class</w:t><w:tab/><w:t>B</w:t></w:r></w:p>", &[]);
    let expected = format!(
        "<w:p><w:r><w:t>§ 1 </w:t></w:r>{START}<w:r><w:t xml:space=\"preserve\">class</w:t><w:tab/><w:t xml:space=\"preserve\">B\
         </w:t></w:r>{END}</w:p>"
    );
    assert_eq!(body(&commented(&bytes, "class\tB").bytes), expected);
}

#[test]
fn twice_adds_nothing() {
    let bytes = docx("<w:p><w:r><w:t>a class B felony</w:t></w:r></w:p>", &[]);
    let once = commented(&bytes, "class B");
    let twice = commented(&once.bytes, "class B");
    assert_eq!((once.comments, once.known, twice.comments, twice.known), (1, 0, 0, 1));
    assert_eq!(once.bytes, twice.bytes);
    let elsewhere = commented(&once.bytes, "felony");
    assert_eq!((elsewhere.comments, elsewhere.known), (1, 0));
    let comments = part(&elsewhere.bytes, "word/comments.xml");
    assert_eq!(comments.matches("<w:comment ").count(), 2, "{comments}");
}

#[test]
fn a_comment_on_a_note_stands_on_its_mark() {
    let note =
        |id: u8, text: &str| format!("<w:footnote w:id=\"{id}\"><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:footnote>");
    let notes = format!("<w:footnotes>{}{}</w:footnotes>", note(2, "first"), note(3, "class B"));
    let mark = |id: u8| format!("<w:r><w:footnoteReference w:id=\"{id}\"/></w:r>");
    let header = "<w:hdr><w:p><w:r><w:t>class C</w:t></w:r></w:p></w:hdr>";
    let body_before = format!("<w:p><w:r><w:t>One</w:t></w:r>{}{}</w:p>", mark(2), mark(3));
    let bytes = docx(&body_before, &[("footnotes.xml", &notes), ("header.xml", header)]);
    let annotated = commented(&bytes, "class B");
    let expected = format!("<w:p><w:r><w:t>One</w:t></w:r>{}{START}{}{END}</w:p>", mark(2), mark(3));
    assert_eq!(body(&annotated.bytes), expected);
    assert!(part(&annotated.bytes, "word/comments.xml").contains("“class B” in the note: It is &lt;A&gt;"));
    assert_eq!(commented(&annotated.bytes, "class B").known, 1);
    let annotated = commented(&bytes, "class C");
    assert!(body(&annotated.bytes).starts_with(&format!("<w:p>{START}<w:r><w:t")));
    assert!(part(&annotated.bytes, "word/comments.xml").contains("“class C” in a header or footer: It is &lt;A&gt;"));
}

#[test]
fn a_comment_on_a_text_box_stands_around_it() {
    let inside = "<w:txbxContent><w:p><w:r><w:t>class B</w:t></w:r></w:p></w:txbxContent>";
    let picture = format!("<w:r><mc:AlternateContent><mc:Choice>{inside}</mc:Choice></mc:AlternateContent></w:r>");
    let bytes = docx(&format!("<w:p><w:r><w:t>One</w:t></w:r>{picture}</w:p>"), &[]);
    let annotated = commented(&bytes, "class B");
    assert_eq!(body(&annotated.bytes), format!("<w:p><w:r><w:t>One</w:t></w:r>{START}{picture}{END}</w:p>"));
    assert!(part(&annotated.bytes, "word/comments.xml").contains("“class B” in the text box: It is"));
    assert_eq!(commented(&annotated.bytes, "class B").known, 1);
}

#[test]
fn comments_of_others_stay() {
    let others = "<w:comments xmlns:w=\"x\"><w:comment w:id=\"4\" w:author=\"Ann\"><w:p><w:r><w:t>Is it?</w:t></w:r></w:p></w:comment>\
        </w:comments>";
    let bytes = docx(
        "<w:p><w:commentRangeStart w:id=\"4\"/><w:r><w:t>class B</w:t></w:r><w:commentRangeEnd w:id=\"4\"/></w:p>",
        &[("comments.xml", others)],
    );
    let annotated = commented(&bytes, "class B");
    let comments = part(&annotated.bytes, "word/comments.xml");
    assert!(comments.starts_with(&others[..others.len() - "</w:comments>".len()]), "{comments}");
    assert!(comments.contains("w:id=\"5\""), "{comments}");
    assert!(
        body(&annotated.bytes).starts_with("<w:p><w:commentRangeStart w:id=\"4\"/><w:commentRangeStart w:id=\"5\"/>")
    );
}

const TRANSITIONAL: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

/// A document of these parts; those that Word needs and that are not among them are as simple as can be.
fn of_parts(document: &str, others: &[(&str, &str)]) -> Vec<u8> {
    let root = relations(&[("officeDocument", "word/document.xml")]);
    let mut parts =
        vec![("[Content_Types].xml", "<Types/>"), ("_rels/.rels", root.as_str()), ("word/document.xml", document)];
    parts.retain(|(name, _)| others.iter().all(|(other, _)| other != name));
    parts.extend(others);
    archive(&parts)
}

const RELATIONS: &str = "word/_rels/document.xml.rels";

#[test]
fn what_is_new_has_the_names_of_its_part() {
    let elements = "<body><p><ins x:id=\"1\"><r><t>a class B felony</t></r></ins></p></body></document>";
    let document_of = |declared: &str| format!("<document xmlns=\"{TRANSITIONAL}\"{declared}>{elements}");
    let prefixed = format!(" xmlns:x=\"{TRANSITIONAL}\"");
    for (declared, start) in [
        (prefixed.as_str(), "<del x:id=\"2\" x:author=\"lawlint\" x:date=".to_owned()),
        ("", format!("<del xmlns:w=\"{TRANSITIONAL}\" w:id=\"2\" w:author=\"lawlint\" w:date=")),
    ] {
        let bytes = of_parts(&document_of(declared), &[(RELATIONS, "<Relationships/>")]);
        let changed = tracked(&bytes, "class B", "class A");
        assert_eq!(document(&changed.bytes).text, "a class A felony");
        let xml = part(&changed.bytes, "word/document.xml");
        assert!(xml.contains(&start) && xml.contains("<r><delText xml:space"), "{xml}");
        let comment = part(&commented(&bytes, "class B").bytes, "word/document.xml");
        assert!(comment.contains("<commentRangeStart ") && comment.contains("</r><commentRangeEnd "), "{comment}");
    }
}

#[test]
fn a_strict_document_gets_strict_comments() {
    let strict = "http://purl.oclc.org/ooxml/wordprocessingml/main";
    let xml =
        format!("<x:document xmlns:x=\"{strict}\"><x:body><x:p><x:r><x:t>B</x:t></x:r></x:p></x:body></x:document>");
    let bytes = of_parts(&xml, &[(RELATIONS, "<rel:Relationships xmlns:rel=\"r\"></rel:Relationships>")]);
    let annotated = commented(&bytes, "B");
    assert!(part(&annotated.bytes, "word/document.xml").contains("<x:commentRangeStart x:id=\"0\"/><x:r>"));
    assert!(part(&annotated.bytes, "word/comments.xml").contains(&format!("<w:comments xmlns:w=\"{strict}\">")));
    let relation =
        "Type=\"http://purl.oclc.org/ooxml/officeDocument/relationships/comments\" Target=\"comments.xml\"/>";
    let relations = part(&annotated.bytes, RELATIONS);
    assert!(relations.starts_with("<rel:Relationships xmlns:rel=\"r\"><rel:Relationship Id="), "{relations}");
    assert!(relations.ends_with(&format!("{relation}</rel:Relationships>")), "{relations}");
    assert_eq!(commented(&annotated.bytes, "B").known, 1);
}

/// A document that says “class B”.
fn plain() -> String {
    format!(
        "<w:document xmlns:w=\"{TRANSITIONAL}\"><w:body><w:p><w:r><w:t>class B</w:t></w:r></w:p></w:body></w:document>"
    )
}

#[test]
fn a_document_without_relations_gets_its_first() {
    let annotated = commented(&of_parts(&plain(), &[]), "class B");
    assert_eq!(annotated.comments, 1);
    let relations = part(&annotated.bytes, RELATIONS);
    assert!(
        relations.contains("<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">")
    );
    assert_eq!(commented(&annotated.bytes, "class B").known, 1);
}

#[test]
fn names_that_are_taken_are_left_to_those_who_have_them() {
    let orphan = "<w:comments>nobody leads here</w:comments>";
    let taken = "<Relationships><Relationship Id=\"rIdLawlint\" Type=\"t/hyperlink\" Target=\"x\" TargetMode=\"External\"/>\
        </Relationships>";
    let types = "<Types><Override PartName=\"/word/comments2.xml\" ContentType=\"x\"/></Types>";
    let others = [("word/comments.xml", orphan), (RELATIONS, taken), ("[Content_Types].xml", types)];
    let annotated = commented(&of_parts(&plain(), &others), "class B");
    assert_eq!(part(&annotated.bytes, "word/comments.xml"), orphan);
    assert!(part(&annotated.bytes, "word/comments3.xml").contains("It is &lt;A&gt;"));
    assert!(part(&annotated.bytes, "[Content_Types].xml").contains("PartName=\"/word/comments3.xml\""));
    let relations = part(&annotated.bytes, RELATIONS);
    assert!(relations.contains("Id=\"rIdLawlint2\"") && relations.contains("Target=\"comments3.xml\""), "{relations}");
    assert_eq!(commented(&annotated.bytes, "class B").known, 1);
}

#[test]
fn other_parts_stay_byte_for_byte() {
    let styles = "<w:styles><!-- as it was --></w:styles>";
    let bytes = docx("<w:p><w:r><w:t>a class B felony</w:t></w:r></w:p>", &[("styles.xml", styles)]);
    let annotated = tracked(&bytes, "class B", "class A");
    assert_eq!(part(&annotated.bytes, "word/styles.xml"), styles);
    for name in ["[Content_Types].xml", "_rels/.rels", "word/_rels/document.xml.rels"] {
        assert_eq!(part(&annotated.bytes, name), part(&bytes, name));
    }
}

proptest::proptest! {
    #![proptest_config(proptest::test_runner::Config { failure_persistence: None, ..Default::default() })]

    /// Wherever words are replaced or commented on, all other text stays.
    #[test]
    fn the_other_text_stays(
        pieces in proptest::collection::vec("[a-z é😀&<]{0,6}", 1..6),
        ends in proptest::array::uniform2(0..40_usize),
        in_insertion in proptest::bool::ANY,
        in_section in proptest::bool::ANY,
    ) {
        let text = |text: &str| if in_section { format!("<![CDATA[{text}]]>") } else { escaped(text) };
        let run = |words: &String| format!("<w:r><w:rPr/><w:t xml:space=\"preserve\">{}</w:t><w:tab/></w:r>", text(words));
        let runs: String = pieces.iter().map(run).collect();
        let runs = if in_insertion { format!("<w:ins w:id=\"3\">{runs}</w:ins>") } else { runs };
        let bytes = docx(&format!("<w:p><w:r><w:t>(</w:t></w:r>{runs}<w:r><w:t>)</w:t></w:r></w:p>"), &[]);
        let before = document(&bytes);
        let mut ends = ends.map(|end| before.text.floor_char_boundary(end.min(before.text.len())));
        ends.sort_unstable();
        let words = Span::new(ends[0], ends[1]);
        if words.is_empty() {
            return Ok(());
        }
        let remark = [fix(vec![Edit { span: words, content: "new".to_owned() }])];
        let replaced = annotate(&bytes, &before, &remark, Form::TrackedChanges, DAY).unwrap();
        let mut expected = before.text.clone();
        expected.replace_range(words.range(), "new");
        proptest::prop_assert_eq!(document(&replaced.bytes).text, expected);
        let commented = annotate(&bytes, &before, &remark, Form::Comments, DAY).unwrap();
        proptest::prop_assert_eq!(commented.comments, 1);
        proptest::prop_assert_eq!(document(&commented.bytes).text, before.text);
    }
}
