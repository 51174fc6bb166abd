//! Documents, the blocks that are read from them, and the places that the blocks' text came from.

use super::*;

fn document(source: &str) -> Document {
    read(Decoded::from_text(source.to_owned()))
}

#[track_caller]
fn check(source: &str, expected: &[&str]) {
    let document = document(source);
    let blocks: Vec<String> = document
        .blocks
        .iter()
        .map(|block| format!("{:?}: {}", block.kind, &document.text[block.span.range()]))
        .collect();
    assert_eq!(blocks, expected, "{source:?}");
}

/// The source that `part` of the text came from, and the source to edit to change it.
#[track_caller]
fn origin<'a>(source: &'a str, part: &str) -> (&'a str, Option<&'a str>) {
    let document = document(source);
    let start = document.text.find(part).expect("the text holds the part");
    let span = Span::new(start, start + part.len());
    let range = document.source_map.source_range(span).expect("the part came from the source");
    (&source[range.range()], document.source_map.editable(span).map(|span| &source[span.range()]))
}

#[test]
fn blocks_are_what_a_reader_sees() {
    check(
        "# The *law*\n\nA [class B](x) felony,\r\n**up to** 20 years.\n\nTitle\n===\n",
        &["Heading: The law", "Paragraph: A class B felony,\nup to 20 years.", "Heading: Title"],
    );
    check(
        "> Quoted\n> text\n\n***\n\nkept ~~struck~~  \nout\\\nend",
        &["Paragraph: Quoted\ntext", "Paragraph: kept \nout\nend"],
    );
    check("", &[]);
}

#[test]
fn a_byte_order_mark_or_metadata_is_no_text() {
    check("\u{feff}# Title\n", &["Heading: Title"]);
    check("---\ntitle: § 53a-83\n---\n# Title\n", &["Heading: Title"]);
    check(
        "\u{feff}---\ntitle: A\n---\nText\n\n---\nnot: metadata\n\n---\n",
        &["Paragraph: Text", "Paragraph: not: metadata"],
    );
    assert_eq!(origin("\u{feff}---\nt: A\n---\n\n§ 1", "§ 1"), ("§ 1", Some("§ 1")));
}

#[test]
fn items_are_apart_from_their_sublists() {
    check(
        "- one\n  goes on\n  - sub\n- two\n\n  its second paragraph\n1. [x] done\n",
        &[
            "ListItem: one\ngoes on",
            "ListItem: sub",
            "ListItem: two",
            "ListItem: its second paragraph",
            "ListItem: done",
        ],
    );
}

#[test]
fn rows_are_blocks() {
    check(
        "| § | Class |\n|--|--|\n| 53a-86 | **B** \\| C |\n| | x |\n| | |\nmore\n",
        &["TableRow: § | Class", "TableRow: 53a-86 | B | C", "TableRow: | x", "TableRow: more |"],
    );
}

#[test]
fn footnotes_are_apart_and_their_marks_are_not_text() {
    check(
        "See § 53a-83[^1] and § 53a-86<sup>2</sup>, 5<sup>th</sup> ed.\n\n[^1]: A note\n    on it.\n\n    - item\n",
        &["Paragraph: See § 53a-83 and § 53a-86, 5th ed.", "Footnote: A note\non it.", "Footnote: item"],
    );
    check("<sup>2</sup> See § 53a-85.\n", &["Footnote: See § 53a-85."]);
    assert_eq!(origin("§ 53a-8[^1]3 is\n\n[^1]: x", "53a-83"), ("53a-8[^1]3", None));
}

#[test]
fn code_and_images_are_left_out() {
    check("A `53a-83` b ![§ 53a-86](x.png)c\n\n```\n§ 53a-87\n```\n\n    § 53a-88\n", &["Paragraph: A \u{fffc} b c"]);
}

#[test]
fn entities_and_escapes_are_mapped() {
    let source = "&sect;&nbsp;53a-83: \\$20,000 &#167; &bogus;\r\nend";
    check(source, &["Paragraph: §\u{a0}53a-83: $20,000 § &bogus;\nend"]);
    assert_eq!(origin(source, "§\u{a0}53a-83"), ("&sect;&nbsp;53a-83", None));
    assert_eq!(origin(source, "$20,000"), ("$20,000", Some("$20,000")));
    assert_eq!(origin(source, "\n"), ("\r\n", None));
    assert_eq!(origin(source, "&bogus;"), ("&bogus;", Some("&bogus;")));
}

#[test]
fn markup_within_words_can_not_be_edited_away() {
    let source = "under § 53**a**-83 it";
    assert_eq!(origin(source, "§ 53a-83"), ("§ 53**a**-83", None));
    assert_eq!(origin(source, "-83 it"), ("-83 it", Some("-83 it")));
    assert_eq!(origin("> a class B\n> felony", "class B\nfelony"), ("class B\n> felony", None));
}

#[test]
fn html_blocks_are_read() {
    check(
        "<div>One &amp; <b>two</b><br>three\n<p>Four</p></div>\n",
        &["Paragraph: One & two\nthree", "Paragraph: Four"],
    );
    check(
        "<ul>\n<li>§ 53a-86\n<li><p>§ 53a-87</p>\n</ul>\n<h2>Title</h2>\nText\n",
        &["ListItem: § 53a-86", "ListItem: § 53a-87", "Heading: Title", "Paragraph: Text"],
    );
    check(
        "<table><tr><th>§</th><th>Class</th></tr>\n<tr><td><p>53a-86</p></td><td>B</td></tr></table>\n",
        &["TableRow: § | Class", "TableRow: 53a-86\n | B"],
    );
    check("<div>\n<script>var a = '<p>';</script>\n<style>p {}</style>\nText</div>\n", &["Paragraph: Text"]);
    check("> <div>a\n> b</div>\n", &["Paragraph: a\nb"]);
    assert_eq!(origin("<p>&sect; 53a-83</p>", "§ 53a"), ("&sect; 53a", None));
}

#[test]
fn html_in_a_paragraph_is_markup() {
    check(
        "A <em>class B</em> felony<br>of <!-- the --> state<div>Next",
        &["Paragraph: A class B felony\nof  state", "Paragraph: Next"],
    );
    check("| a | b |\n|---|---|\n| x<br>y<ul><li>z</ul> | |\n", &["TableRow: a | b", "TableRow: x\ny\nz\n |"]);
}
