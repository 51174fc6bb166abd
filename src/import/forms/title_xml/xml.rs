//! Reads XML piece by piece, with entities decoded and problems placed. Knows no element but footnotes.

use std::io::BufRead;

use quick_xml::escape::resolve_xml_entity;
use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

use super::{Problem, push_prose};
use crate::import::forms::number_lines::NumberLines;

/// One piece of a file.
pub(super) enum Piece {
    Open(Tag),
    /// The end of the element of this name; one without content ends at once.
    Close(String),
    Text(String),
}

/// A start tag.
pub(super) struct Tag {
    pub(super) name: String,
    attributes: Vec<(String, String)>,
    /// How many elements it lies in.
    depth: usize,
}

impl Tag {
    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// Whether the element is a footnote or the mark of one.
    pub(super) fn is_footnote(&self) -> bool {
        self.name == "note" || self.attribute("class") == Some("footnoteRef")
    }
}

/// A file that is being read.
pub(super) struct Xml {
    reader: Reader<NumberLines<Box<dyn BufRead>>>,
    buffer: Vec<u8>,
    /// The names of the elements around the place, the document first.
    path: Vec<String>,
    begun: bool,
}

impl Xml {
    pub(super) fn new(page: Box<dyn BufRead>) -> Self {
        let mut reader = Reader::from_reader(NumberLines::new(page));
        reader.config_mut().expand_empty_elements = true;
        Self { reader, buffer: Vec::new(), path: Vec::new(), begun: false }
    }

    pub(super) fn line(&self) -> usize {
        self.reader.get_ref().line()
    }

    pub(super) fn problem(&self, what: impl Into<String>) -> Problem {
        Problem { line: self.line(), what: what.into() }
    }

    /// The element that the one just opened lies in.
    pub(super) fn parent(&self) -> Option<&str> {
        self.path.len().checked_sub(2).map(|place| self.path[place].as_str())
    }

    /// How many elements the place lies in.
    pub(super) fn depth(&self) -> usize {
        self.path.len()
    }

    /// The next piece; none at the end of a whole document.
    pub(super) fn next(&mut self) -> Result<Option<Piece>, Problem> {
        loop {
            self.buffer.clear();
            let event = match self.reader.read_event_into(&mut self.buffer) {
                Ok(event) => event,
                Err(error) => return Err(Problem { line: self.reader.get_ref().line(), what: error.to_string() }),
            };
            let piece = match event {
                Event::Start(start) => tag(&start, self.path.len()).map(Piece::Open),
                Event::End(end) => Ok(Piece::Close(end.name().as_ref().to_owned())),
                Event::Text(text) => Ok(Piece::Text(text.xml10_content().into_owned())),
                Event::CData(text) => Ok(Piece::Text(text.xml10_content().into_owned())),
                Event::GeneralRef(entity) => decoded(&entity).map(Piece::Text),
                Event::Eof => break,
                Event::Empty(_) | Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => continue,
            };
            let piece = piece.map_err(|what| self.problem(what))?;
            match &piece {
                Piece::Open(tag) => self.path.push(tag.name.clone()),
                Piece::Close(_) => drop(self.path.pop()),
                Piece::Text(_) => {}
            }
            self.begun = true;
            return Ok(Some(piece));
        }
        match self.path.last() {
            Some(name) => Err(self.problem(format!("the file breaks off in the element {name}"))),
            None if !self.begun => Err(self.problem("the file is empty")),
            None => Ok(None),
        }
    }

    /// Passes over the element that `tag` opens.
    pub(super) fn skip(&mut self, tag: &Tag) -> Result<(), Problem> {
        while self.path.len() > tag.depth {
            self.next()?;
        }
        Ok(())
    }

    /// The text of the element that `tag` opens, in one line and without footnotes.
    pub(super) fn line_of(&mut self, tag: &Tag) -> Result<String, Problem> {
        let mut line = String::new();
        while self.path.len() > tag.depth {
            match self.next()? {
                Some(Piece::Open(inner)) if inner.is_footnote() => self.skip(&inner)?,
                Some(Piece::Text(text)) => push_prose(&mut line, &text),
                _ => {}
            }
        }
        Ok(line.trim_end().to_owned())
    }
}

fn tag(start: &BytesStart<'_>, depth: usize) -> Result<Tag, String> {
    let attributes = start.attributes().map(|attribute| {
        let attribute = attribute.map_err(|error| error.to_string())?;
        let value = attribute.normalized_value(XmlVersion::Implicit1_0).map_err(|error| error.to_string())?;
        Ok((attribute.key.as_ref().to_owned(), value.into_owned()))
    });
    let attributes = attributes.collect::<Result<_, String>>()?;
    Ok(Tag { name: start.name().as_ref().to_owned(), attributes, depth })
}

/// The text that `&amp;` or `&#8212;` stands for. USLM declares no entities of its own.
fn decoded(entity: &BytesRef<'_>) -> Result<String, String> {
    if let Some(character) = entity.resolve_char_ref().map_err(|error| error.to_string())? {
        return Ok(character.to_string());
    }
    let name = entity.xml10_content();
    resolve_xml_entity(&name).map(str::to_owned).ok_or_else(|| format!("&{name}; is no entity of XML"))
}
