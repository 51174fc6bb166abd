//! PDFs that this code writes itself, whole, damaged and hostile.

use std::time::{Duration, Instant};

use super::testing::{draw, file, pages, stream};
use super::*;

/// Lines of text, one below the other.
fn lines(x: f32, y: f32, lines: &[&str]) -> String {
    #[expect(clippy::cast_precision_loss, reason = "a few lines")]
    let draw = |(index, line): (usize, &&str)| draw(x, y - 14.0 * index as f32, 12.0, line);
    lines.iter().enumerate().map(draw).collect()
}

fn document(file: &[u8]) -> Document {
    let document = read(file.to_vec()).unwrap();
    let SourceMap::Pages(drawn) = &document.source_map else { panic!("a PDF has pages") };
    for piece in drawn {
        assert!(document.text.get(piece.text.range()).is_some());
        assert!(piece.at.left <= piece.at.right && piece.at.bottom <= piece.at.top);
    }
    document
}

/// The blocks of a PDF of one page that draws this.
fn blocks(content: &str) -> Vec<String> {
    blocks_of(&document(&pages(&[content], "", &[])))
}

fn blocks_of(document: &Document) -> Vec<String> {
    let show = |block: &crate::document::Block| format!("{:?}: {}", block.kind, &document.text[block.span.range()]);
    document.blocks.iter().map(show).collect()
}

#[test]
fn lines_make_a_paragraph_and_broken_words_are_whole() {
    let text = [
        "Under C.G.S. § 53a-",
        "192a, the crime of traffick-",
        "ing in persons is a felony",
        "of class A. Call 203-777-",
        "6311.",
    ];
    let expected = "Paragraph: Under C.G.S. § 53a-192a, the crime of trafficking in persons is a felony of class A. Call 203-777-6311.";
    assert_eq!(blocks(&lines(72.0, 700.0, &text)), [expected]);
}

#[test]
fn columns_are_read_one_after_the_other() {
    let left = ["The left column speaks of one", "thing only, and it goes on to", "the bottom of the page where it"];
    let right = ["is continued in the right one.", "There is a second sentence in", "the right column."];
    let content = draw(72.0, 740.0, 24.0, "Law") + &lines(72.0, 700.0, &left) + &lines(320.0, 700.0, &right);
    let expected = [
        "Heading: Law",
        "Paragraph: The left column speaks of one thing only, and it goes on to the bottom of the page where it is continued in \
         the right one. There is a second sentence in the right column.",
    ];
    assert_eq!(blocks(&content), expected);
}

#[test]
fn columns_that_are_drawn_across_are_read_down() {
    let left = "A long line of five words or more here";
    let right = "Another long line of as many words";
    let content: String = (0..6_u8)
        .map(|row| {
            let y = 700.0 - 14.0 * f32::from(row);
            draw(72.0, y, 12.0, &format!("{left} l{row}")) + &draw(340.0, y, 12.0, &format!("{right} r{row}"))
        })
        .collect();
    let blocks = blocks(&content).concat();
    assert!(blocks.find("l5").unwrap() < blocks.find("r0").unwrap(), "{blocks}");
}

#[test]
fn rows_are_of_tables_and_bullets_of_lists() {
    let row = |y: f32, cells: [&str; 3]| {
        let [first, second, third] = cells;
        draw(72.0, y, 12.0, first) + &draw(250.0, y, 12.0, second) + &draw(400.0, y, 12.0, third)
    };
    let table = row(700.0, ["Offense", "Statute", "Class"]) + &row(680.0, ["Larceny", "53a-122", "B felony"]);
    let item = |y: f32, text: &str| draw(72.0, y, 12.0, "\\225").replace("\\\\", "\\") + &draw(92.0, y, 12.0, text);
    let list = item(640.0, "One thing.") + &draw(92.0, 626.0, 12.0, "and more of it") + &item(612.0, "Another thing.");
    let list = list + &draw(72.0, 598.0, 12.0, "These are class C felonies:");
    let expected = [
        "TableRow: Offense | Statute | Class",
        "TableRow: Larceny | 53a-122 | B felony",
        "ListItem: • One thing. and more of it",
        "ListItem: • Another thing.",
        "Paragraph: These are class C felonies:",
    ];
    assert_eq!(blocks(&(table + &list)), expected);
}

#[test]
fn a_heading_is_centered_over_cells_that_are_not() {
    let row = |y: f32, x: [f32; 3], cells: [&str; 3]| -> String {
        x.into_iter().zip(cells).map(|(x, cell)| draw(x, y, 10.0, cell)).collect()
    };
    let table = row(700.0, [140.0, 280.0, 402.0], ["Offense", "Statute", "Class"])
        + &row(680.0, [72.0, 270.0, 350.0], ["Larceny", "53a-122", "B felony"])
        + &row(
            660.0,
            [72.0, 270.0, 350.0],
            ["Criminal trespass in the third degree", "53a-109", "C misdemeanor of course"],
        );
    let expected = [
        "TableRow: Offense | Statute | Class",
        "TableRow: Larceny | 53a-122 | B felony",
        "TableRow: Criminal trespass in the third degree | 53a-109 | C misdemeanor of course",
    ];
    assert_eq!(blocks(&table), expected);
}

#[test]
fn a_column_beside_a_table_is_no_cell_of_it() {
    let row = |y: f32, cells: [&str; 2]| draw(72.0, y, 10.0, cells[0]) + &draw(200.0, y, 10.0, cells[1]);
    let table = row(400.0, ["Larceny", "B felony"]) + &row(380.0, ["Stalking", "A misdemeanor"]);
    let column = lines(340.0, 700.0, &["A class A felony carries 10 to 25", "years in prison."]);
    let expected = [
        "TableRow: Larceny | B felony",
        "TableRow: Stalking | A misdemeanor",
        "Paragraph: A class A felony carries 10 to 25 years in prison.",
    ];
    assert_eq!(blocks(&(table + &column)), expected);
}

#[test]
fn a_cell_in_the_middle_of_its_row_is_of_it() {
    let row = |y: f32, name: [&str; 2], class: &str| {
        draw(72.0, y, 10.0, name[0]) + &draw(72.0, y - 12.0, 10.0, name[1]) + &draw(300.0, y - 6.0, 10.0, class)
    };
    let table = row(400.0, ["Sexual assault in the", "first degree"], "A or B felony")
        + &row(360.0, ["Stalking in the", "second degree"], "A misdemeanor");
    let expected = [
        "TableRow: Sexual assault in the first degree | A or B felony",
        "TableRow: Stalking in the second degree | A misdemeanor",
    ];
    assert_eq!(blocks(&table), expected);
}

#[test]
fn boxes_of_prose_in_rows_are_no_table() {
    let text = [
        "The first box says so much that it",
        "takes a few lines and more than",
        "twenty-five words to say it all,",
        "which is more than a cell of a",
        "table of offenses has in it.",
    ];
    let boxes = lines(72.0, 700.0, &text)
        + &lines(320.0, 700.0, &text)
        + &lines(72.0, 600.0, &text)
        + &lines(320.0, 600.0, &text);
    assert!(blocks(&boxes).iter().all(|block| block.starts_with("Paragraph: The first box")), "{:?}", blocks(&boxes));
}

#[test]
fn painted_dots_begin_items() {
    let item = |y: f32, text: &str| format!("74 {} 3.5 3.5 re f\n", y + 2.0) + &draw(84.0, y, 10.0, text);
    let list = item(700.0, "Second degree: class C felony") + &item(686.0, "Third degree: class D felony");
    assert_eq!(
        blocks(&list),
        ["ListItem: • Second degree: class C felony", "ListItem: • Third degree: class D felony"]
    );
    let chart: String = (0..200_u16).map(|dot| format!("{} 300 3 3 re f\n", 100 + 2 * dot)).collect();
    assert_eq!(blocks(&(draw(72.0, 700.0, 10.0, "Words.") + &chart)), ["Paragraph: Words."]);
}

#[test]
fn marks_of_notes_are_left_out() {
    let body = draw(72.0, 700.0, 12.0, "See 18 U.S.C. § 1591")
        + &draw(183.5, 704.5, 7.0, "1")
        + &draw(187.5, 700.0, 12.0, ".");
    let more = draw(194.0, 700.0, 12.0, "It is a law about which the next line goes")
        + &lines(72.0, 686.0, &["on to say that most of the type of this page is large."]);
    let note = draw(72.0, 100.0, 6.0, "1") + &draw(76.0, 97.0, 9.0, "A note of some words.");
    let document = document(&pages(&[&(body + &more + &note)], "", &[]));
    let blocks = blocks_of(&document);
    let mark = document.note_marks[0];
    assert!(document.text[..mark.at].ends_with("§ 1591"), "{mark:?}");
    assert_eq!(mark.note, 1);
    assert_eq!(
        blocks[0],
        "Paragraph: See 18 U.S.C. § 1591. It is a law about which the next line goes on to say that most of the type of this page is large."
    );
    assert_eq!(blocks[1], "Footnote: A note of some words.");
}

#[test]
fn what_stands_on_every_page_is_told_once() {
    let page = |number: u8| {
        draw(72.0, 760.0, 9.0, "Guide to the law")
            + &lines(
                72.0,
                700.0,
                &[&format!("Page text {} goes on", ["one", "two", "three"][usize::from(number)]), "here"],
            )
            + &draw(300.0, 30.0, 9.0, &format!("{}", number + 1))
    };
    let contents = [page(0), page(1), page(2)];
    let document = document(&pages(&contents.each_ref().map(String::as_str), "", &[]));
    assert_eq!(document.text.matches("Guide to the law").count(), 1, "{}", document.text);
    assert!(!document.text.contains('3'), "{}", document.text);
    assert_eq!(document.position(document.blocks[1].span).unwrap().page, Some(2));
}

#[test]
fn turned_pages_are_read() {
    let content = "BT /F1 12 Tf 0 1 -1 0 300 100 Tm (This text runs up the page.) Tj ET\n";
    let document = document(&pages(&[content], "", &[]));
    assert_eq!(blocks_of(&document), ["Paragraph: This text runs up the page."]);
    let SourceMap::Pages(drawn) = &document.source_map else { unreachable!() };
    assert!(
        drawn[0].at.top - drawn[0].at.bottom > drawn[0].at.right - drawn[0].at.left,
        "it stands upright on the page"
    );
}

#[test]
fn what_is_drawn_twice_is_read_once() {
    let bold = draw(72.0, 700.0, 12.0, "class A felony") + &draw(72.3, 700.0, 12.0, "class A felony");
    assert_eq!(blocks(&bold), ["Paragraph: class A felony"]);
}

#[test]
fn letters_of_other_sizes_are_not_the_same() {
    let sizes: String = (0..40_u8)
        .map(|line| draw(72.0, 740.0 - 16.0 * f32::from(line), 8.0 + f32::from(line % 7), "Gen. Stat."))
        .collect();
    assert_eq!(blocks(&sizes).concat().matches("Gen. Stat.").count(), 40);
}

#[test]
fn a_page_that_is_a_picture_is_told() {
    let picture =
        stream("/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8", &[0]);
    let content = "q 612 0 0 792 0 0 cm /I Do Q";
    let file = pages(&[&draw(72.0, 700.0, 12.0, "Words."), content], "/XObject << /I 7 0 R >>", &[picture]);
    let document = document(&file);
    assert_eq!(document.unread.len(), 1);
    assert!(document.unread[0].what.starts_with("page 2 is a picture"), "{:?}", document.unread);
    assert_eq!(document.position(document.unread[0].span).unwrap().page, Some(2));
}

/// Reads a file that was made to do harm, and says what came of it.
fn harmless(file: Vec<u8>) -> Result<Vec<String>, PdfError> {
    let start = Instant::now();
    let document = read(file);
    // Five seconds is the limit for the program; here nothing is optimized, and the machine may be busy.
    assert!(start.elapsed() < Duration::from_secs(60), "{:?}", start.elapsed());
    document.map(|document| document.unread.into_iter().map(|unread| unread.what).collect())
}

#[test]
fn bombs_are_refused() {
    let bomb = vec![b' '; 80 << 20];
    let objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
        b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>".to_vec(),
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R >>".to_vec(),
        stream("", &bomb),
    ];
    assert_eq!(harmless(file(&objects)), Err(PdfError::TooLarge));
}

#[test]
fn what_calls_itself_ends() {
    let form = |name: &str, calls: &str| {
        stream(
            &format!("/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /{name} {calls} >> >>"),
            format!("/{name} Do ").repeat(10).as_bytes(),
        )
    };
    let own = pages(&["/X Do"], "/XObject << /X 5 0 R >>", &[form("X", "5 0 R")]);
    assert!(harmless(own).is_ok());
    let chain: Vec<Vec<u8>> = (0..60).map(|index| form("X", &format!("{} 0 R", 6 + index))).collect();
    let told = harmless(pages(&["/X Do"], "/XObject << /X 5 0 R >>", &chain)).unwrap();
    assert!(told.iter().all(|what| what.starts_with("page 1 draws more than is read")), "{told:?}");
}

#[test]
fn pages_that_are_their_own_parents_end() {
    let objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
        b"<< /Type /Pages /Count 9 /Kids [2 0 R 2 0 R] /Parent 2 0 R >>".to_vec(),
    ];
    assert_eq!(harmless(file(&objects)), Err(PdfError::Empty));
}

#[test]
fn damage_is_told_or_read_over() {
    let whole = pages(&[&lines(72.0, 700.0, &["Under § 53a-192a it is a class A felony."; 20])], "", &[]);
    for end in (0..whole.len()).step_by(whole.len() / 300) {
        if whole[..end].ends_with(b"%%EOF") {
            continue;
        }
        let read = harmless(whole[..end].to_vec());
        assert!(read.is_err() || read.is_ok_and(|unread| !unread.is_empty()), "cut at {end}");
    }
    for at in (0..whole.len()).step_by(whole.len() / 300) {
        let mut bytes = whole.clone();
        bytes[at] ^= 1 << (at % 8);
        // What is in a comment or between objects is no damage.
        let _ = harmless(bytes);
    }
}

#[test]
fn pages_that_share_a_large_stream_are_read_up_to_a_limit() {
    let mut objects = vec![b"<< /Type /Catalog /Pages 2 0 R >>".to_vec()];
    let kids: String = (0..200).map(|index| format!("{} 0 R ", 4 + index)).collect();
    objects.push(format!("<< /Type /Pages /Count 200 /Kids [{kids}] >>").into_bytes());
    objects.push(stream("", &[b' '; 16 << 20]));
    objects.extend(vec![b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 3 0 R >>".to_vec(); 200]);
    let told = harmless(file(&objects)).unwrap();
    assert!(told[0].contains("more pages after page") && told[0].ends_with("split the file"), "{told:?}");
}

#[test]
fn lines_before_a_pdf_are_passed_over() {
    let whole = pages(&[&draw(72.0, 700.0, 12.0, "Under C.G.S. § 53a-192a.")], "", &[]);
    let opened = |before: &str| {
        let bytes = [before.as_bytes(), &whole].concat();
        crate::document::open(bytes, "x.pdf").map(|opened| opened.document.text)
    };
    for before in ["", "\r\n", "HTTP/1.1 200 OK\nContent-Type: application/pdf\n\n"] {
        assert_eq!(opened(before).unwrap(), "Under C.G.S. § 53a-192a.", "{before:?}");
    }
    let text = "A PDF begins with %PDF-1.7.";
    assert_eq!(crate::document::open(text.into(), "x.txt").unwrap().document.text, text);
}
