//! Reads PDFs: the text that its pages draw, in the order of reading, with the place of every word. What a page draws is
//! hayro's to say; which letters make words, lines, columns and paragraphs is found here.

mod glyphs;
mod limits;
mod pages;
mod passages;
mod rows;
mod unpack;
mod words;

#[cfg(test)]
pub(crate) mod testing;
#[cfg(test)]
mod tests;

use std::collections::HashMap;
use std::fmt;
use std::panic::{AssertUnwindSafe, catch_unwind};

use hayro_interpret::InterpreterCache;
use hayro_interpret::hayro_syntax::page::Page;
use hayro_interpret::hayro_syntax::{LoadPdfError, Pdf};

use super::{Document, Format, Rectangle, SourceMap};
use glyphs::{Drawing, Stop, draw};
use pages::{ReadPage, Told, told};
use passages::passages;
use rows::groups;
use words::{Line, stretches};

/// How many pages are read; what has more is no document that a person reads.
const MOST_PAGES: usize = 5000;

/// How much all pages may cost to draw, in steps and in so many bytes of their streams: pages may share a large one.
const MOST_WORK: usize = 32_000_000;
const BYTES_OF_STEP: u64 = 16;

/// Why nothing of a PDF could be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PdfError {
    /// It opens only with a password.
    Encrypted,
    /// It is damaged.
    Damaged,
    /// It has no pages.
    Empty,
    /// It unpacks to more than is read.
    TooLarge,
}

impl fmt::Display for PdfError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            PdfError::Encrypted => "it is protected with a password: save a copy without one",
            PdfError::Damaged => "it is damaged as a PDF: open it in the program that made it and save it anew",
            PdfError::Empty => {
                "it is a PDF without pages, or damaged: open it in the program that made it and save it anew"
            }
            PdfError::TooLarge => {
                "it unpacks to more than 64 MB: that is no document to read; leave it out with --exclude"
            }
        })
    }
}

/// Where a PDF begins in a file, if it is one: some servers and mail programs leave their own lines before it.
pub(super) fn start(file: &[u8]) -> Option<usize> {
    const FURTHEST: usize = 1024;
    const SIGN: &[u8] = b"%PDF-";
    let start = memchr::memmem::find(&file[..file.len().min(FURTHEST)], SIGN)?;
    let is_numbered = file[start + SIGN.len()..].first().is_some_and(u8::is_ascii_digit);
    (start == 0 || is_numbered && !limits::is_cut(file)).then_some(start)
}

/// Reads a PDF.
///
/// # Errors
///
/// If nothing of it can be read. Of single pages that is told in [`Document::unread`].
pub(super) fn read(bytes: Vec<u8>) -> Result<Document, PdfError> {
    if limits::is_too_large(&bytes) {
        return Err(PdfError::TooLarge);
    }
    // On some damaged files the reader of PDFs panics; nothing of it lives on.
    let pages = catch_unwind(AssertUnwindSafe(|| read_pages(bytes))).unwrap_or(Err(PdfError::Damaged))?;
    let Told { text, blocks, notes, drawn, unread } = told(pages);
    let note_marks = notes.resolve(&text, &blocks);
    let (source_map, suppressions) = (SourceMap::Pages(drawn), Vec::new());
    let format = Format::Pdf;
    Ok(Document { text, blocks, note_marks, source_map, format, suppressions, as_of: None, source: None, unread })
}

fn read_pages(bytes: Vec<u8>) -> Result<Vec<ReadPage>, PdfError> {
    let is_cut = limits::is_cut(&bytes);
    let pdf = Pdf::new(bytes).map_err(|error| match error {
        LoadPdfError::Decryption(_) => PdfError::Encrypted,
        LoadPdfError::Invalid => PdfError::Damaged,
    })?;
    let cache = InterpreterCache::new();
    let pages = pdf.pages();
    let (mut drawn, mut work) = (Vec::new(), 0);
    for page in pages.iter().take(MOST_PAGES) {
        if work > MOST_WORK {
            break;
        }
        let (page, more) = DrawnPage::of(page, &cache);
        work += more;
        drawn.push(page);
    }
    if drawn.is_empty() {
        return Err(PdfError::Empty);
    }
    let body = body_size(&drawn);
    let rest = pages.len().saturating_sub(drawn.len());
    let mut read: Vec<ReadPage> =
        drawn.into_iter().enumerate().map(|(index, page)| page.read(index + 1, body)).collect();
    if let Some(last) = read.last_mut() {
        let number = last.number;
        if rest > 0 {
            last.unread = Some(format!("{rest} more pages after page {number} were not read: split the file"));
        } else if is_cut {
            let what = "the end of the file is missing: pages may be too";
            last.unread.get_or_insert(format!("{what}, after page {number}; get the file anew"));
        }
    }
    Ok(read)
}

/// What was drawn on a page, by how the page must be turned to read it.
struct DrawnPage {
    turns: [Vec<Line>; 4],
    unread: Option<String>,
    area: Rectangle,
}

impl DrawnPage {
    /// The page, and how much it cost to draw.
    fn of<'a>(page: &Page<'a>, cache: &InterpreterCache<'a>) -> (DrawnPage, usize) {
        let (mut drawing, stop) = draw(page, cache);
        let streams = limits::streams(page);
        let work = drawing.steps + usize::try_from(streams.bytes / BYTES_OF_STEP).unwrap_or(MOST_WORK);
        let area = page.intersected_crop_box();
        #[expect(clippy::cast_possible_truncation, reason = "points of a page")]
        let [left, bottom, right, top] = [area.x0, area.y0, area.x1, area.y1].map(|edge| edge as f32);
        // What is drawn beside the page nobody sees.
        drawing.glyphs.retain(|glyph| {
            let at = glyph.at;
            at.right > left && at.left < right && at.top > bottom && at.bottom < top
        });
        let letters = drawing.glyphs.iter().filter(|glyph| !glyph.text.is_space()).count();
        let letters = letters.saturating_sub(drawing.dots.len());
        let stop = stop.or(streams.is_damaged.then_some(Stop::Damaged));
        let unread = unread(&drawing, letters, stop);
        let turns = [0, 1, 2, 3].map(|turn| stretches(drawing.glyphs.iter().filter(|glyph| glyph.turn == turn)));
        (DrawnPage { turns, unread, area: Rectangle { left, bottom, right, top } }, work)
    }

    /// The page's passages: those that run as most of the text does, then others.
    fn read(self, number: usize, body: f32) -> ReadPage {
        let mut turns = self.turns;
        turns.sort_by_key(|stretches| std::cmp::Reverse(stretches.iter().map(|line| line.words.len()).sum::<usize>()));
        let passages = turns.into_iter().flat_map(|turn| passages(groups(turn), number, body)).collect();
        let unread = self.unread.map(|what| format!("page {number} {what}"));
        ReadPage { number, passages, unread, area: self.area }
    }
}

/// What is unread of a page, to be said after its number.
fn unread(drawing: &Drawing, letters: usize, stop: Option<Stop>) -> Option<String> {
    /// A page with no more letters than this has a heading or a number beside its picture.
    const FEW: usize = 20;
    const MOST_OF_PAGE: f32 = 0.5;
    match stop {
        Some(Stop::TooMuch) => Some("draws more than is read of a page: what came after that was not read".to_owned()),
        Some(Stop::Damaged) => {
            Some("is damaged: the rest of it was not read; save the file anew with the program that made it".to_owned())
        }
        None if letters <= FEW && drawing.pictures > MOST_OF_PAGE => {
            Some("is a picture: its words were not read; recognize its text (OCR) first".to_owned())
        }
        None if drawing.unknown > letters.max(FEW) => Some(
            "does not say which letters it draws: its words were not read; recognize its text (OCR) first".to_owned(),
        ),
        None => None,
    }
}

/// The size of most of the type, in points.
fn body_size(pages: &[DrawnPage]) -> f32 {
    let mut sizes: HashMap<i32, (usize, f32)> = HashMap::new();
    let stretches = pages.iter().flat_map(|page| page.turns.iter().flatten());
    for stretch in stretches {
        #[expect(clippy::cast_possible_truncation, reason = "sizes are alike to half a point")]
        let about = (stretch.size * 2.0).round() as i32;
        let entry = sizes.entry(about).or_insert((0, stretch.size));
        entry.0 += stretch.words.len();
    }
    sizes.into_values().max_by_key(|(words, _)| *words).map_or(10.0, |(_, size)| size)
}
