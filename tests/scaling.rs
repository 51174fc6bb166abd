//! Large files take time in proportion to their size, in every part of the way from bytes to findings.
//!
//! The bound is generous, for a slow machine; quadratic time would miss it by orders. Times are printed:
//! `cargo test --release --test scaling -- --nocapture --test-threads 1`.

use std::time::{Duration, Instant};

use jiff::civil::date;
use lawlint::check::{self, Options};
use lawlint::document::{Document, Format, decode};
use lawlint::law::Law;

/// For each case, of any size.
const BOUND: Duration = Duration::from_secs(20);

/// A debug build is slower by far, and reads less: quadratic time shows at this size too.
const MEGABYTE: usize = if cfg!(debug_assertions) { 50_000 } else { 1_000_000 };

/// Repeats `piece` up to so many megabytes.
fn repeated(piece: &str, megabytes: usize) -> Vec<u8> {
    piece.repeat(megabytes * MEGABYTE / piece.len()).into_bytes()
}

/// Checks `bytes` in both formats, each within the bound.
fn assert_quick(name: &str, bytes: &[u8]) {
    let law = Law::embedded();
    for format in [Format::Markdown, Format::PlainText] {
        let start = Instant::now();
        let decoded = decode(bytes.to_vec()).expect("it is text");
        let document = Document::parse(decoded, format);
        let checked = check::check(&document, &law, &Options::all(date(2026, 1, 1)));
        let took = start.elapsed();
        eprintln!("{name}, {}: {took:.2?}, {} citations", format.name(), checked.citations.len());
        assert!(took < BOUND, "{name}, {}: {took:?}", format.name());
    }
}

#[test]
fn a_paragraph_of_citations() {
    let piece = "C.G.S. § 53a-192a is a class B felony, 18 U.S.C. § 1591 carries up to 5 years in prison, and so on; ";
    assert_quick("a paragraph of citations", &repeated(piece, 5));
    // Of a title without a letter, which is a citation only where the General Statutes are named, and heads no line.
    let piece = "See section 14-227a and subsection (a) of this section 14-215 of the general statutes, then ";
    assert_quick("a paragraph of plain numbers", &repeated(piece, 5));
}

#[test]
fn a_paragraph_of_names() {
    let piece = "In Connecticut robbery in the first degree is a class C felony, “a class D felony” or “up to 5 years in prison” and so on, ";
    assert_quick("a paragraph of names", &repeated(piece, 5));
    let piece = "Robbery, first degree    53a-134    a class C felony    up to 5 years\n";
    assert_quick("aligned columns", &repeated(piece, 5));
    assert_quick(
        "one quotation",
        &repeated("“C.G.S. § 53a-134 says “robbery in the first degree is a class C felony ", 5),
    );
}

#[test]
fn a_paragraph_of_marks_and_their_notes() {
    let count = 4 * MEGABYTE / 60;
    let marked: String = (0..count).map(|note| format!("Choking is a class C felony.[^{note}] ")).collect();
    let notes: String = (0..count).map(|note| format!("[^{note}]: C.G.S. § 53a-64bb.\n\n")).collect();
    assert_quick("marks of notes", format!("Connecticut law. {marked}\n\n{notes}").as_bytes());
}

#[test]
fn classes_between_marks() {
    assert_quick(
        "classes between marks",
        &repeated("theft of a coat, class D felony, and § 53a-192, class C felony; ", 3),
    );
}

#[test]
fn sentences_about_the_one_before() {
    let long = repeated("C.G.S. § 53a-192 was, they said, a crime, and so on, ", 2);
    let later =
        repeated(" It is a class C felony, or if so a class B felony. The penalty is up to 5 years in prison.", 2);
    assert_quick(
        "a long sentence, and many about it",
        &[b"Coercion, ".as_slice(), &long, b"so it is.", &later].concat(),
    );
    assert_quick(
        "a long sentence of the past",
        &repeated("C.G.S. § 53a-192 was, and is a class C felony, which carries 5 years in prison; ", 3),
    );
    assert_quick(
        "sentences that go on",
        &[b"C.G.S. \xc2\xa7 53a-192 is a crime.", repeated(" It is a class C felony.", 3).as_slice()].concat(),
    );
}

#[test]
fn names_beside_their_numbers() {
    assert_quick("former names", &repeated("Patronizing a prostitute (C.G.S. § 53a-83). ", 5));
    let heading = b"| C.G.S. Section | Attempt |\n|---|---|\n| 53a-61 ";
    assert_quick("one row", &[heading.as_slice(), &repeated("| Class C misdemeanor ", 1), b"|\n"].concat());
}

#[test]
fn a_list_of_citations() {
    assert_quick("a list of citations", &repeated("C.G.S. §§ 53a-192a, 53a-86(a)(2) and 53a-82; ", 5));
    let repealed = [b"C.G.S. \xc2\xa7 53a-82", repeated(", 53a-83a", 2).as_slice()].concat();
    assert_quick("a list of repealed sections", &repealed);
    assert_quick("one list", &[b"C.G.S. \xc2\xa7 53a-82", repeated(", 53a-192a", 5).as_slice()].concat());
}

#[test]
fn one_line() {
    assert_quick("a line without citations", &repeated("A line that never ends and says nothing of the law, ", 50));
}

#[test]
fn many_paragraphs() {
    let piece = "Coercion (C.G.S. § 53a-192) is a **class B felony**.\n\nSubsection (a) of this section; Id. at 5.\n\n";
    assert_quick("many paragraphs", &repeated(piece, 5));
}

/// What readers look for and do not find: signs, numbers, brackets that never close.
#[test]
fn pieces_of_citations() {
    for piece in [
        "§ ",
        "53a-",
        "(a)",
        "[",
        "C.G.S. § 53a-82 (",
        "section of title ",
        "1 to 2 years ",
        "fine ",
        "a class B felony. ",
        "Conn. Gen. Stat. ",
    ] {
        assert_quick(piece, &repeated(piece, 2));
    }
}

/// Words that once made a reader look over the whole text for each of them.
#[test]
fn words_that_look_around() {
    let pieces = [
        "Idaho Code § 18-8602; ",
        "Connecticut House Bill 5001, HB 5001, ",
        "chapter 968, ",
        "C.G.S. § 53a-70. Id. Id. ",
        "section 53a-70 of that section x ",
        "C.G.S. § 53a-70 in subsection (a) of this section x ",
        "Id. ",
    ];
    for piece in pieces {
        let text = [b"Connecticut, C.G.S. \xc2\xa7 53a-70: ", repeated(piece, 1).as_slice()].concat();
        assert_quick(piece, &text);
    }
}

#[test]
fn many_suppressions() {
    let piece = "<!-- lawlint: ignore[claim-class] old -->\n\nC.G.S. § 53a-192a is a class B felony.\n\n";
    assert_quick("many suppressions", &repeated(piece, 1));
}
