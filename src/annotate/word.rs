//! Writes findings into Word documents: comments on the exact words, or changes that can be accepted or rejected. All else
//! in the file stays byte for byte as it was.

mod anchor;
mod comments;
mod marks;
mod names;
mod runs;

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::{AUTHOR, AnnotateError, Annotated, Form, Remark};
use crate::check::Edit;
use crate::document::package::{Archive, ArchiveError, PackageError, main_part};
use crate::document::{BlockKind, Document, PackageMap, SourceMap};
use crate::span::Span;
use comments::Comments;
use marks::Marks;

/// Writes what was found into a document.
pub(super) fn annotate(
    bytes: &[u8],
    document: &Document,
    remarks: &[Remark],
    form: Form,
    date: Date,
) -> Result<Annotated, AnnotateError> {
    let mut work = Work::begin(bytes, document, date)?;
    let (changes, to_comment) = match form {
        Form::Comments => (0, remarks.iter().collect()),
        Form::TrackedChanges => work.change(remarks)?,
    };
    let (comments, known) = work.comment(&to_comment)?;
    Ok(Annotated { bytes: work.finish()?, comments, changes, known })
}

/// A document that is being annotated.
struct Work<'a> {
    archive: Archive<'a>,
    document: &'a Document,
    map: &'a PackageMap,
    date: Date,
    marks: BTreeMap<String, Marks>,
    /// The parts that have other text now.
    changed: BTreeMap<String, String>,
}

impl<'a> Work<'a> {
    fn begin(bytes: &'a [u8], document: &'a Document, date: Date) -> Result<Work<'a>, AnnotateError> {
        let SourceMap::Package(map) = &document.source_map else {
            return Err(AnnotateError::Format(document.format));
        };
        let archive = Archive::open(bytes).map_err(unreadable)?;
        Ok(Work { archive, document, map, date, marks: BTreeMap::new(), changed: BTreeMap::new() })
    }

    /// Comments on what was found: how many, and how many were there already.
    fn comment(&mut self, remarks: &[&Remark]) -> Result<(usize, usize), AnnotateError> {
        if remarks.is_empty() {
            return Ok((0, 0));
        }
        let main = main_part(&mut self.archive).map_err(unreadable)?;
        let namespace = self.marks(&main)?.names().namespace.clone();
        let mut comments = Comments::read(&mut self.archive, &main, namespace)?;
        let (mut written, mut known) = (0, 0);
        for remark in remarks {
            let Some((words, paragraphs)) = self.for_comment(remark, &main)? else { continue };
            let date = self.date;
            let marks = self.marks(&main)?;
            if marks.comments_at(words.start).any(|id| comments.says(id, &paragraphs)) {
                known += 1;
            } else if marks.can_comment(words) {
                marks.comment(words, comments.add(&paragraphs, date));
                written += 1;
            }
        }
        if written > 0 {
            comments.put_back(&mut self.archive, &mut self.changed)?;
        }
        Ok((written, known))
    }

    /// Changes what has a fix; of fixes that overlap, the first. How many, and those whose words cannot be changed.
    fn change<'r>(&mut self, remarks: &'r [Remark]) -> Result<(usize, Vec<&'r Remark>), AnnotateError> {
        let (mut changes, mut left, mut end) = (0, Vec::new(), 0);
        for remark in remarks.iter().filter(|remark| !remark.edits.is_empty()) {
            if remark.edits.iter().any(|edit| edit.span.start < end) {
                continue;
            }
            if self.replace(&remark.edits)? {
                changes += 1;
                end = remark.edits.iter().map(|edit| edit.span.end).fold(end, usize::max);
            } else {
                left.push(remark);
            }
        }
        Ok((changes, left))
    }

    /// Makes the edits of one fix. If one of them cannot be made, none is.
    fn replace(&mut self, edits: &[Edit]) -> Result<bool, AnnotateError> {
        let mut placed = Vec::new();
        for edit in edits.iter().filter(|edit| self.map.holds_all(edit.span)) {
            let Some((part, pieces)) = self.pieces(edit.span).filter(|(part, _)| !is_drawing(part)) else { break };
            let Some(portions) = self.marks(&part)?.portions(&pieces) else { break };
            placed.push((part, portions, &edit.content));
        }
        let is_whole = placed.len() == edits.len();
        for (part, portions, content) in placed.into_iter().filter(|_| is_whole) {
            let date = self.date;
            self.marks(&part)?.replace(&portions, content, date);
        }
        Ok(is_whole)
    }

    /// From where to where in the main part's XML a comment stands, and what it says there.
    fn for_comment(&mut self, remark: &Remark, main: &str) -> Result<Option<(Span, Vec<String>)>, AnnotateError> {
        let document = self.document;
        let Some((part, pieces)) = self.pieces(remark.span) else { return Ok(None) };
        let [Some(&first), Some(&last)] = [pieces.first(), pieces.last()] else { return Ok(None) };
        self.marks(&part)?;
        let text_box = self.marks(main)?.text_box(first.start).filter(|_| part == main);
        if part == main && text_box.is_none() {
            return Ok(Some((first.cover(last), remark.paragraphs.clone())));
        }
        let kind = document.block_at(remark.span.start).map(|block| document.blocks[block].kind);
        let place = match kind {
            _ if text_box.is_some() => "in the text box",
            Some(BlockKind::Footnote) => "in the note",
            _ if is_drawing(&part) => "in a drawing",
            _ => "in a header or footer",
        };
        let mut paragraphs = remark.paragraphs.clone();
        if let Some(message) = paragraphs.first_mut() {
            *message = format!("“{}” {place}: {message}", &document.text[remark.span.range()]);
        }
        if let Some(words) = text_box {
            return Ok(Some((words, paragraphs)));
        }
        let place = self.marks[main].anchors().place(self.marks[&part].anchors(), first.start);
        Ok(place.map(|words| (words, paragraphs)))
    }

    /// The part that words stand in, and the places of their pieces in its XML.
    fn pieces(&self, words: Span) -> Option<(String, Vec<Span>)> {
        let part = self.map.part(words)?;
        let place = |span: Span| Span::new(span.start - part.start, span.end - part.start);
        let pieces = self.map.pieces(words).iter().map(|piece| place(piece.within(words))).collect();
        Some((part.name.clone(), pieces))
    }

    /// What is to be marked in a part.
    fn marks(&mut self, part: &str) -> Result<&mut Marks, AnnotateError> {
        if !self.marks.contains_key(part) {
            let xml = self.archive.text(part).map_err(|why| in_part(part, &why))?;
            if declares_other_encoding(&xml) {
                let why = "is not in UTF-8".to_owned();
                return Err(AnnotateError::Part { name: part.to_owned(), why });
            }
            self.marks.insert(part.to_owned(), Marks::new(xml));
        }
        Ok(self.marks.get_mut(part).expect("it was put there"))
    }

    /// The file with all marks.
    fn finish(mut self) -> Result<Vec<u8>, AnnotateError> {
        for (part, marks) in self.marks {
            if let Some(xml) = marks.edited() {
                self.changed.insert(part, xml);
            }
        }
        self.archive.rewritten(&self.changed).map_err(|why| in_part("a part of it", &why))
    }
}

/// Whether XML says that it is encoded otherwise than it would be written.
fn declares_other_encoding(xml: &str) -> bool {
    let declaration = xml.split_once("?>").map_or("", |(declaration, _)| declaration).to_ascii_lowercase();
    declaration.contains("encoding=") && !declaration.contains("utf-8")
}

/// Whether a part holds a drawing, which has no tracked changes.
fn is_drawing(part: &str) -> bool {
    part.contains("/diagrams/")
}

fn in_part(name: &str, why: &ArchiveError) -> AnnotateError {
    AnnotateError::Part { name: name.to_owned(), why: why.to_string() }
}

fn unreadable(error: PackageError) -> AnnotateError {
    match error {
        PackageError::Part { name, why } => AnnotateError::Part { name, why },
        PackageError::Archive(_) | PackageError::Unknown => {
            AnnotateError::Part { name: "it".to_owned(), why: "is damaged".to_owned() }
        }
    }
}

/// Text as XML holds it.
fn escaped(text: &str) -> String {
    let allowed = |char: &char| !char.is_control() || matches!(char, '\t' | '\n');
    quick_xml::escape::escape(text.chars().filter(allowed).collect::<String>()).into_owned()
}
