//! Reads a title of the United States Code in USLM (the XML of the Office of the Law Revision Counsel) into the lines of
//! its sections. Knows the elements, not what became of a section.

mod section;
#[cfg(test)]
mod tests;
mod text;
mod xml;

use std::io::BufRead;

use super::{Held, Problem, Take, push_prose};
use crate::import::federal::Line;
use xml::{Piece, Xml};

/// Calls `take` with every section of a title. An appendix holds no title's sections, but rules and acts beside it.
pub(super) fn each(page: Box<dyn BufRead>, take: Take<'_, Line>) -> Result<Held, Problem> {
    let mut xml = Xml::new(page);
    let (mut title, mut sections) = (None, 0);
    let mut chapter = Chapter::default();
    while let Some(piece) = xml.next()? {
        let tag = match piece {
            Piece::Open(tag) => tag,
            Piece::Close(name) if name == "chapter" => {
                chapter = Chapter::default();
                continue;
            }
            Piece::Close(_) | Piece::Text(_) => continue,
        };
        match tag.name.as_str() {
            "docNumber" => match xml.line_of(&tag)?.parse::<u32>() {
                Ok(number) => title = Some(number),
                Err(_) => return Ok(Held::Nothing),
            },
            "appendix" => return Ok(Held::Nothing),
            "section" => {
                let line = xml.line();
                let title = title.ok_or_else(|| xml.problem("a section before the number of its title (docNumber)"))?;
                let row = section::read(&mut xml, &tag, title, chapter.heading())?;
                sections += 1;
                take(row).map_err(|what| Problem { line, what })?;
            }
            // What they quote of other acts are no sections of the title.
            "toc" | "note" | "notes" | "quotedContent" => xml.skip(&tag)?,
            "num" if xml.parent() == Some("chapter") => chapter.number = xml.line_of(&tag)?,
            "heading" if xml.parent() == Some("chapter") => chapter.name = xml.line_of(&tag)?,
            _ => {}
        }
    }
    match title {
        Some(title) if sections > 0 => Ok(Held::Part(format!("title {title}"))),
        _ => Err(xml.problem("no title with sections")),
    }
}

/// The chapter at a place; empty outside of chapters.
#[derive(Default)]
struct Chapter {
    /// `CHAPTER 77—`
    number: String,
    name: String,
}

impl Chapter {
    fn heading(&self) -> Option<String> {
        (!self.number.is_empty()).then(|| format!("{} {}", self.number, self.name))
    }
}
