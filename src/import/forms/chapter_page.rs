//! Reads a chapter page of the Connecticut General Assembly into the lines of its sections. Knows the page's classes,
//! not what became of a section.
//!
//! The text of a line is what stands between a section's name and the links after it, one paragraph after the other:
//! operative text, credits, history, annotations. They keep the order of the page, so their own classes do not matter.

mod names;
mod regions;
#[cfg(test)]
mod tests;

use std::io::BufRead;

use html5gum::emitters::default::{DefaultEmitter, StartTag, Token};
use html5gum::{HtmlString, Tokenizer};

use super::{Held, Problem, Take, push_prose};
use crate::document::{Decoded, decode};
use crate::import::connecticut::Line;
use names::Chapter;
use regions::{Kind, Region};

/// Calls `take` with every section of a page.
pub(super) fn each(mut page: Box<dyn BufRead>, take: Take<'_, Line>) -> Result<Held, Problem> {
    let mut bytes = Vec::new();
    page.read_to_end(&mut bytes).map_err(|error| Problem { line: 1, what: format!("cannot be read: {error}") })?;
    let Decoded { text, .. } = decode(bytes).map_err(|error| Problem { line: 1, what: error.to_string() })?;
    let mut emitter = DefaultEmitter::<usize>::new_with_span();
    // Else the text of a script would be read as markup.
    emitter.naively_switch_states(true);
    let mut reader = Reader::new(take);
    let mut place = 0;
    for token in Tokenizer::new_with_emitter(text.as_str(), emitter) {
        let Ok(token) = token;
        let start = start(&token).clamp(place, text.len());
        reader.line += memchr::memchr_iter(b'\n', &text.as_bytes()[place..start]).count();
        place = start;
        reader.token(&token)?;
    }
    reader.finish()
}

fn start(token: &Token<usize>) -> usize {
    match token {
        Token::StartTag(tag) => tag.span.start,
        Token::EndTag(tag) => tag.span.start,
        Token::String(text) | Token::Comment(text) => text.span.start,
        Token::Doctype(doctype) => doctype.span.start,
        Token::Error(error) => error.span.start,
    }
}

/// The section that is being read.
struct Open {
    /// Where its name stands.
    line: usize,
    name: String,
    /// Its finished paragraphs, separated by empty lines.
    text: String,
}

struct Reader<'a> {
    take: Take<'a, Line>,
    line: usize,
    /// The element with a class of its own that the place is in.
    region: Option<Region>,
    /// How many tables of the text the place is in.
    tables: usize,
    /// The paragraph at this place.
    paragraph: String,
    chapter: Chapter,
    section: Option<Open>,
    sections: usize,
    title_page: bool,
    ended: bool,
}

impl<'a> Reader<'a> {
    fn new(take: Take<'a, Line>) -> Self {
        Self {
            take,
            line: 1,
            region: None,
            tables: 0,
            paragraph: String::new(),
            chapter: Chapter::default(),
            section: None,
            sections: 0,
            title_page: false,
            ended: false,
        }
    }

    fn problem(&self, what: impl Into<String>) -> Problem {
        Problem { line: self.line, what: what.into() }
    }

    fn token(&mut self, token: &Token<usize>) -> Result<(), Problem> {
        match token {
            Token::StartTag(tag) => self.open(tag),
            Token::EndTag(tag) => self.close(&tag.name),
            Token::String(text) => {
                self.words(&String::from_utf8_lossy(text));
                Ok(())
            }
            // A browser shows a page with errors of markup; only what follows from them counts here.
            Token::Comment(_) | Token::Doctype(_) | Token::Error(_) => Ok(()),
        }
    }

    fn open(&mut self, tag: &StartTag<usize>) -> Result<(), Problem> {
        let kind = regions::kind(tag);
        if let Some(region) = &mut self.region {
            if kind == Some(Kind::Name) {
                let Region { line, tag, .. } = region;
                return Err(Problem {
                    line: self.line,
                    what: format!("a section's name in the element {tag} of line {line}, which is not closed"),
                });
            }
            if !region.ends_before(&tag.name) {
                region.enter(&tag.name);
                return Ok(());
            }
            self.leave()?;
        }
        if regions::is_block(&tag.name) {
            self.block()?;
        }
        if *tag.name == b"br".as_slice() {
            push_prose(&mut self.paragraph, " ");
        }
        if let Some(anchor) = regions::anchor(tag).filter(|_| kind.is_none()) {
            return Err(self.problem(format!("the section's name at {anchor} is without the class catchln")));
        }
        match kind {
            Some(kind) => self.enter(kind, tag),
            None if *tag.name == b"table".as_slice() => {
                self.tables += 1;
                Ok(())
            }
            None => Ok(()),
        }
    }

    fn enter(&mut self, kind: Kind, tag: &StartTag<usize>) -> Result<(), Problem> {
        match kind {
            Kind::Name => {
                self.finish_section()?;
                self.section = Some(Open { line: self.line, name: String::new(), text: String::new() });
            }
            Kind::End => self.finish_section()?,
            Kind::TitleNumber => self.title_page = true,
            Kind::ChapterNumber | Kind::ChapterName | Kind::Skipped => {}
        }
        if !tag.self_closing && !regions::is_empty(&tag.name) {
            self.region = Some(Region::new(kind, &tag.name, self.line));
        }
        Ok(())
    }

    fn close(&mut self, tag: &HtmlString) -> Result<(), Problem> {
        if let Some(region) = &mut self.region {
            if region.exit(tag) {
                self.leave()?;
            }
            return Ok(());
        }
        if regions::is_block(tag) {
            self.block()?;
        }
        match tag.as_slice() {
            b"table" => self.tables = self.tables.saturating_sub(1),
            b"html" => self.ended = true,
            _ => {}
        }
        Ok(())
    }

    fn leave(&mut self) -> Result<(), Problem> {
        match self.region.take().map(|region| region.kind) {
            Some(Kind::ChapterNumber) => self.chapter.is_numbered().map_err(|what| self.problem(what)),
            _ => Ok(()),
        }
    }

    fn words(&mut self, text: &str) {
        match (self.region.as_ref().map(|region| region.kind), &mut self.section) {
            (Some(Kind::Name), Some(section)) => push_prose(&mut section.name, text),
            (Some(Kind::ChapterNumber), _) => push_prose(&mut self.chapter.number, text),
            (Some(Kind::ChapterName), _) => push_prose(&mut self.chapter.name, text),
            (None, _) => push_prose(&mut self.paragraph, text),
            _ => {}
        }
    }

    /// Ends a paragraph. A table is one paragraph, as what it says holds across its cells.
    fn block(&mut self) -> Result<(), Problem> {
        if self.tables > 0 {
            push_prose(&mut self.paragraph, " ");
            return Ok(());
        }
        let paragraph = std::mem::take(&mut self.paragraph);
        let paragraph = paragraph.trim();
        match &mut self.section {
            _ if paragraph.is_empty() => {}
            None if names::is_section_name(paragraph) => {
                return Err(self.problem(format!("{paragraph:.40?} is a section's name without the class catchln")));
            }
            None => {}
            Some(section) => {
                if !section.text.is_empty() {
                    section.text.push_str("\n\n");
                }
                section.text.push_str(paragraph);
            }
        }
        Ok(())
    }

    fn finish_section(&mut self) -> Result<(), Problem> {
        self.tables = 0;
        self.block()?;
        let Some(Open { line, name, text }) = self.section.take() else {
            return Ok(());
        };
        let told = |what| Problem { line, what };
        let (section, heading) = names::section(&name).map_err(told)?;
        let (chapter, chapter_name) = self.chapter.of_a_line().map_err(told)?;
        self.sections += 1;
        (self.take)(Line { section, chapter, chapter_name, heading, text }).map_err(told)
    }

    fn finish(mut self) -> Result<Held, Problem> {
        if !self.ended {
            let inside =
                self.region.as_ref().map(|region| format!(" in the element {} of line {}", region.tag, region.line));
            return Err(self.problem(format!("the page breaks off{}, before </html>", inside.unwrap_or_default())));
        }
        self.finish_section()?;
        match (self.sections, self.chapter.number.as_str()) {
            (0, "") if self.title_page => Ok(Held::Nothing),
            (0, "") => Err(Problem { line: 1, what: "no chapter page: no element has the class chap-no".to_owned() }),
            (0, _) => Err(Problem {
                line: 1,
                what: "a chapter without sections: no element has the class catchln".to_owned(),
            }),
            (_, number) => Ok(Held::Part(number.to_lowercase())),
        }
    }
}
