//! Writes findings into PDFs: a highlight with a note on the words. The file as it was stays whole; what is new comes after
//! it (ISO 32000-1, 7.5.6, incremental updates).

mod objects;
mod update;

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};

use hayro_interpret::hayro_syntax::Pdf;
use hayro_interpret::hayro_syntax::object::{Array, Dict, MaybeRef, ObjRef, Object, String as PdfString};
use jiff::civil::Date;

use super::{AUTHOR, AnnotateError, Annotated, Remark};
use crate::document::{Document, Drawn, Rectangle, SourceMap, drawn_in};
use objects::{dictionary, text_string};
use update::Update;

/// Notes on what was found.
pub(super) fn note(
    bytes: &[u8],
    document: &Document,
    remarks: &[Remark],
    date: Date,
) -> Result<Annotated, AnnotateError> {
    let SourceMap::Pages(drawn) = &document.source_map else { return Err(AnnotateError::Format(document.format)) };
    let mut notes: BTreeMap<usize, Vec<Note>> = BTreeMap::new();
    // What is unread has no words to stand on.
    let is_unread = |remark: &&Remark| document.unread.iter().any(|unread| unread.span == remark.span);
    for remark in remarks.iter().filter(|remark| !is_unread(remark)) {
        let words = drawn_in(drawn, remark.span);
        if let Some(first) = words.first() {
            notes.entry(first.page).or_default().push(Note::of(remark, words, date));
        }
    }
    // What reads PDFs panics on some damaged files; nothing of it lives on.
    catch_unwind(AssertUnwindSafe(|| written(bytes, &notes))).unwrap_or_else(|_| Err(damaged("is damaged")))
}

fn written(bytes: &[u8], notes: &BTreeMap<usize, Vec<Note>>) -> Result<Annotated, AnnotateError> {
    let pdf = Pdf::new(bytes.to_vec()).map_err(|_| damaged("is damaged"))?;
    let mut update = Update::of(bytes, pdf.xref().root_id())?;
    let (mut comments, mut known) = (0, 0);
    for (&number, notes) in notes {
        let page = pdf.pages().get(number.saturating_sub(1)).ok_or_else(|| damaged("has fewer pages than before"))?;
        let page = page.raw();
        let id = page.obj_id().ok_or_else(|| damaged("keeps its pages where they cannot be changed"))?;
        let existing = names(page);
        let mut new = Vec::new();
        for note in notes {
            if existing.contains(&note.name) {
                known += 1;
            } else {
                new.push(note.write(&mut update, ObjRef::new(id.obj_number, id.gen_number)));
                comments += 1;
            }
        }
        if !new.is_empty() {
            update.change(id, &dictionary(page, "Annots", &annotations(page, &new)));
        }
    }
    Ok(Annotated { bytes: update.finish(), comments, changes: 0, known })
}

fn damaged(why: &str) -> AnnotateError {
    AnnotateError::Part { name: "it".to_owned(), why: why.to_owned() }
}

/// The names of the notes that a page has.
fn names(page: &Dict<'_>) -> Vec<String> {
    let Some(annotations) = page.get::<Array<'_>>("Annots") else { return Vec::new() };
    let names = annotations.iter::<Dict<'_>>().filter_map(|note| note.get::<PdfString<'_>>("NM"));
    names.map(|name| String::from_utf8_lossy(name.as_bytes()).into_owned()).collect()
}

/// A page's list of annotations with new ones, as PDF.
fn annotations(page: &Dict<'_>, new: &[ObjRef]) -> String {
    let mut list = String::from("[");
    if let Some(old) = page.get::<Array<'_>>("Annots") {
        for entry in old.raw_iter() {
            list.push_str(&objects::value(&entry, 0));
            list.push(' ');
        }
    }
    for reference in new {
        list.push_str(&objects::value(&MaybeRef::<Object<'_>>::Ref(*reference), 0));
        list.push(' ');
    }
    list.push(']');
    list
}

/// A highlight and what it says.
struct Note {
    /// By what it is known again.
    name: String,
    contents: String,
    /// The lines of its words on the page.
    lines: Vec<Rectangle>,
    date: Date,
}

impl Note {
    fn of(remark: &Remark, words: &[Drawn], date: Date) -> Note {
        let page = words[0].page;
        let mut lines: Vec<Rectangle> = Vec::new();
        for word in words.iter().filter(|word| word.page == page) {
            match lines.last_mut().filter(|line| is_beside(**line, word.at)) {
                Some(line) => *line = line.cover(word.at),
                None => lines.push(word.at),
            }
        }
        let first = lines[0];
        let contents = remark.paragraphs.join("\n");
        let sum = checksum(&contents);
        let name = format!("{AUTHOR} {} {page} {:.0} {:.0} {sum:08x}", remark.lint, first.left, first.bottom);
        Note { name, contents, lines, date }
    }

    /// Adds it to the file. How it is referred to.
    fn write(&self, update: &mut Update<'_>, page: ObjRef) -> ObjRef {
        let area = self.lines.iter().copied().reduce(Rectangle::cover).unwrap_or_default();
        let shape: String = self.lines.iter().map(|line| format!("{} re\n", area_of(*line))).collect();
        let appearance = update.add_stream(
            &format!(
                "/Type /XObject /Subtype /Form /BBox [{}] /Resources << /ExtGState << /G << /BM /Multiply >> >> >>",
                corners(area)
            ),
            &format!("/G gs {COLOR} rg\n{shape}f\n"),
        );
        let quads: Vec<String> = self.lines.iter().map(|line| quad(*line)).collect();
        let day = self.date.strftime("%Y%m%d");
        update.add(&format!(
            "<< /Type /Annot /Subtype /Highlight /F 4 /P {} {} R /Rect [{}] /QuadPoints [{}] /C [{COLOR}] /T {} /NM {} \
             /Contents {} /M (D:{day}000000Z) /AP << /N {} {} R >> >>",
            page.obj_number,
            page.gen_number,
            corners(area),
            quads.join(" "),
            text_string(AUTHOR),
            text_string(&self.name),
            text_string(&self.contents),
            appearance.obj_number,
            appearance.gen_number,
        ))
    }
}

/// A number that another text hardly has (FNV-1a).
fn checksum(text: &str) -> u32 {
    text.bytes().fold(0x811c_9dc5, |sum, byte| (sum ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

/// A light yellow.
const COLOR: &str = "1 0.9 0.35";

/// Whether a word goes on a line, on the same height and not far away.
fn is_beside(line: Rectangle, word: Rectangle) -> bool {
    let height = line.top - line.bottom;
    let is_level = (line.bottom - word.bottom).abs() < 0.5 * height;
    let is_upright = (line.left - word.left).abs() < 0.5 * (line.right - line.left)
        && word.top - word.bottom > 2.0 * (word.right - word.left);
    is_level || is_upright
}

fn corners(Rectangle { left, bottom, right, top }: Rectangle) -> String {
    format!("{left:.2} {bottom:.2} {right:.2} {top:.2}")
}

fn area_of(Rectangle { left, bottom, right, top }: Rectangle) -> String {
    format!("{left:.2} {bottom:.2} {:.2} {:.2}", right - left, top - bottom)
}

/// The corners in the order that programs draw them in, whatever the standard says: top left, top right, bottom left, bottom
/// right.
fn quad(Rectangle { left, bottom, right, top }: Rectangle) -> String {
    format!("{left:.2} {top:.2} {right:.2} {top:.2} {left:.2} {bottom:.2} {right:.2} {bottom:.2}")
}
