//! What is written is read back.

use jiff::civil::date;

use super::*;
use crate::document::open;
use crate::document::pdf::testing::{draw, pages};
use crate::span::Span;

const DAY: Date = date(2026, 3, 1);

fn document(bytes: &[u8]) -> Document {
    open(bytes.to_vec(), "a.pdf").unwrap().document
}

fn noted(bytes: &[u8], words: &[&str]) -> Annotated {
    let document = document(bytes);
    let remark = |words: &&str| {
        let start = document.text.find(words).unwrap_or_else(|| panic!("{words:?} is not in {:?}", document.text));
        let paragraphs = vec!["§ 53a-86 is a class B felony".to_owned(), "P.A. 1-1".to_owned()];
        Remark { span: Span::new(start, start + words.len()), lint: "claim-class", paragraphs, edits: Vec::new() }
    };
    note(bytes, &document, &words.iter().map(remark).collect::<Vec<_>>(), DAY).unwrap()
}

/// The highlights of a page: their rectangles and what they say.
fn highlights(bytes: &[u8], page: usize) -> Vec<(Vec<f32>, String)> {
    let pdf = Pdf::new(bytes.to_vec()).unwrap();
    let Some(annotations) = pdf.pages()[page].raw().get::<Array<'_>>("Annots") else { return Vec::new() };
    let highlight = |note: Dict<'_>| {
        let quads = note.get::<Array<'_>>("QuadPoints").unwrap().iter::<f32>().collect();
        let contents = note.get::<PdfString<'_>>("Contents").unwrap();
        let units: Vec<u16> =
            contents.as_bytes().chunks(2).skip(1).map(|pair| u16::from_be_bytes([pair[0], pair[1]])).collect();
        (quads, String::from_utf16(&units).unwrap())
    };
    annotations.iter::<Dict<'_>>().map(highlight).collect()
}

fn example() -> Vec<u8> {
    let first = draw(72.0, 700.0, 10.0, "Promoting prostitution is a class")
        + &draw(72.0, 688.0, 10.0, "C felony, it is said.");
    pages(&[&first, &draw(100.0, 500.0, 10.0, "A fine of $1,000.")], "", &[])
}

#[test]
fn a_highlight_stands_on_the_lines_of_its_words() {
    let file = example();
    let annotated = noted(&file, &["class C felony", "$1,000"]);
    assert_eq!((annotated.comments, annotated.known), (2, 0));
    assert!(annotated.bytes.starts_with(&file), "what was there is as it was");
    let first = &highlights(&annotated.bytes, 0)[0];
    assert_eq!(first.0.len(), 16, "two lines");
    assert!(first.0[0] > 190.0 && first.0[1] > 700.0, "the first ends the line above: {first:?}");
    assert!((first.0[8] - 72.0).abs() < 0.5 && first.0[9] < 700.0, "the second begins the next: {first:?}");
    assert_eq!(first.1, "§ 53a-86 is a class B felony\nP.A. 1-1");
    assert_eq!(highlights(&annotated.bytes, 1).len(), 1);
    assert_eq!(document(&annotated.bytes).text, document(&file).text);
}

#[test]
fn twice_adds_nothing_and_more_adds_more() {
    let once = noted(&example(), &["$1,000"]);
    let twice = noted(&once.bytes, &["$1,000"]);
    assert_eq!((twice.comments, twice.known), (0, 1));
    assert_eq!(once.bytes, twice.bytes);
    let more = noted(&once.bytes, &["$1,000", "A fine"]);
    assert_eq!((more.comments, more.known), (1, 1));
    assert_eq!(highlights(&more.bytes, 1).len(), 2);
}

#[test]
fn a_protected_file_is_left_alone() {
    let mut file = example();
    let root = memchr::memmem::rfind(&file, b"/Root 1 0 R").unwrap();
    file.splice(root..root, *b"/Encrypt 9 0 R ");
    let root = hayro_interpret::hayro_syntax::object::ObjectIdentifier::new(1, 0);
    assert_eq!(Update::of(&file, root).err(), Some(AnnotateError::Protected));
}
