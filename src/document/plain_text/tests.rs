//! Documents and their blocks, one a line: a kind and the text.

use super::*;

fn blocks(text: &str) -> Vec<String> {
    let decoded = Decoded::from_text(text.to_owned());
    let document = read(decoded);
    assert_eq!(document.text, text);
    let show = |block: &Block| format!("{:?}: {}", block.kind, &text[block.span.range()]);
    document.blocks.iter().map(show).collect()
}

#[track_caller]
fn check(text: &str, expected: &[&str]) {
    assert_eq!(blocks(text), expected);
}

#[test]
fn empty_lines_part_paragraphs() {
    check(
        "One\ntwo.\n \t\nThree.\r\n\r\nFour.\r\rFive.",
        &["Paragraph: One\ntwo.", "Paragraph: Three.", "Paragraph: Four.", "Paragraph: Five."],
    );
    check("", &[]);
    check("\n\n\r\n \u{a0}\n", &[]);
}

#[test]
fn a_form_feed_ends_a_block() {
    check("last words\x0cfirst words\n", &["Paragraph: last words", "Paragraph: first words"]);
    check("•\n\x0cNext page\n", &["Paragraph: Next page"]);
}

#[test]
fn a_byte_order_mark_belongs_to_no_block() {
    check("\u{feff}# Title\n", &["Heading: # Title"]);
}

#[test]
fn bullets_begin_items() {
    check(
        "These apply:\n- § 53a-86, a class B\n  felony\n * another\n• third\n  o fourth\n",
        &[
            "Paragraph: These apply:",
            "ListItem: - § 53a-86, a class B\n  felony",
            "ListItem: * another",
            "ListItem: • third",
            "ListItem: o fourth",
        ],
    );
    check("*Emphasis* is no bullet.\n-nor this", &["Paragraph: *Emphasis* is no bullet.\n-nor this"]);
}

#[test]
fn a_lone_bullet_belongs_to_the_text_after_it() {
    check(
        "Laws:\n•\n\nGen. Stat. § 53a-86: a felony,\nup to 20 years.\n\n•\n\n•\n\nLast.\n\nAfter.\n",
        &[
            "Paragraph: Laws:",
            "ListItem: •\n\nGen. Stat. § 53a-86: a felony,\nup to 20 years.",
            "ListItem: •\n\nLast.",
            "Paragraph: After.",
        ],
    );
}

#[test]
fn decimals_begin_items_and_sums_do_not() {
    check(
        "4.2  The first rule\n     goes on.\n4.3 The second.\nIt costs\n4.5 million. About\n1.5 Hours later\n",
        &[
            "ListItem: 4.2  The first rule\n     goes on.",
            "ListItem: 4.3 The second.\nIt costs\n4.5 million. About\n1.5 Hours later",
        ],
    );
}

#[test]
fn labels_begin_items_of_a_list() {
    check(
        "1. Trafficking in persons\n2. Promoting prostitution\n   in the first degree\n",
        &["ListItem: 1. Trafficking in persons", "ListItem: 2. Promoting prostitution\n   in the first degree"],
    );
    check(
        "(a) A crime is:\n(1) taking; or\n(2) keeping.\n(b) It is a felony.\n(d) Left (c) out.\n",
        &[
            "ListItem: (a) A crime is:",
            "ListItem: (1) taking; or",
            "ListItem: (2) keeping.",
            "ListItem: (b) It is a felony.",
            "ListItem: (d) Left (c) out.",
        ],
    );
    check(
        "whoever—\n(h) does\n(i) helps\n(j) hides\n",
        &["Paragraph: whoever—", "ListItem: (h) does", "ListItem: (i) helps", "ListItem: (j) hides"],
    );
}

#[test]
fn references_cut_off_by_a_line_break_begin_no_item() {
    for text in [
        "A violation of subsection\n(a) is a class B felony.",
        "Whoever violates this,\n(a) of this section applies.",
        "Under subsections (a) and\n(b) it is a class B felony.",
        "Under subsections (a),\n(b) and (c) it is a class B felony.",
        "He was told to pay\n1. That was all.",
        "The actor will (1) commit a crime; or\n(2) accuse someone. It is a class D felony.",
        "It costs\n(1) or (2) dollars.",
    ] {
        check(text, &[&format!("Paragraph: {text}")]);
    }
}

#[test]
fn compound_labels_count_for_each_level() {
    check(
        "(2)(A) forces, and\n(B) such person is a minor, or\n(3) otherwise acts\n",
        &["ListItem: (2)(A) forces, and", "ListItem: (B) such person is a minor, or", "ListItem: (3) otherwise acts"],
    );
}

#[test]
fn headings_are_marked_or_underlined() {
    check(
        "# Penalties\nText.\nFines\n-----\nMore\n===\n\n---\n#5 is no heading\n",
        &["Heading: # Penalties", "Paragraph: Text.\nFines", "Heading: More", "Paragraph: #5 is no heading"],
    );
}

#[test]
fn footnotes_are_apart() {
    check(
        "Text\n<sup>12</sup> See § 53a-86.\n<sup>13</sup> See\nthere.\n[^a]: Note.\n\n5<sup>th</sup> floor\n",
        &[
            "Paragraph: Text",
            "Footnote: <sup>12</sup> See § 53a-86.",
            "Footnote: <sup>13</sup> See\nthere.",
            "Footnote: [^a]: Note.",
            "Paragraph: 5<sup>th</sup> floor",
        ],
    );
}

#[test]
fn each_row_of_a_table_is_a_block() {
    check(
        "| § | Class |\n|---|:-:|\n| 53a-86 | B |\nAfter\n",
        &["TableRow: | § | Class |", "TableRow: | 53a-86 | B |", "Paragraph: After"],
    );
    check(
        "Penalties\n53a-86\tclass B\n53a-87\tclass C\nAfter\n",
        &["Paragraph: Penalties", "TableRow: 53a-86\tclass B", "TableRow: 53a-87\tclass C", "Paragraph: After"],
    );
    check("One tab\tis prose.\nSo there.", &["Paragraph: One tab\tis prose.\nSo there."]);
    check("1.\tFirst\n2.\tSecond\n", &["ListItem: 1.\tFirst", "ListItem: 2.\tSecond"]);
}

#[test]
fn text_beside_a_comment_is_text() {
    let text = "<!-- lawlint: ignore[a] -->text<!-- lawlint: ignore[b] -->";
    check(text, &[&format!("Paragraph: {text}")]);
}

#[test]
fn comments_belong_to_no_block() {
    check(
        "One\n// lawlint: ignore[claim-fine] why\ntwo\n<!-- another comment -->\n",
        &["Paragraph: One", "Paragraph: two\n<!-- another comment -->"],
    );
}
