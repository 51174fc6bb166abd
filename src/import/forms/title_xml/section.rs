//! Reads one section: number, heading, text, credits and the notes on amendments and effective dates.

use super::Problem;
use super::text::Text;
use super::xml::{Piece, Tag, Xml};
use crate::import::federal::{Line, Note};
use crate::import::numbers;

/// Reads the section that was just opened, to its end.
pub(super) fn read(xml: &mut Xml, tag: &Tag, title: u32, chapter: Option<String>) -> Result<Line, Problem> {
    let outside = xml.depth() - 1;
    let (mut number, mut heading, mut credit) = (Number::default(), String::new(), None);
    let (mut text, mut notes) = (Text::default(), Vec::new());
    while xml.depth() > outside {
        let Some(Piece::Open(inner)) = xml.next()? else { continue };
        match inner.name.as_str() {
            "num" => number = Number::read(xml, &inner)?,
            "heading" => heading = xml.line_of(&inner)?,
            "sourceCredit" => credit = Some(xml.line_of(&inner)?),
            "notes" => read_notes(xml, &mut notes)?,
            _ => text.add(xml, &inner)?,
        }
    }
    let heading = with_status(number.without_bracket(&heading), tag.attribute("status"));
    let text = text.finish();
    Ok(Line { title, chapter, section: number.numbers(), heading, text, source_credit: credit, notes })
}

/// A section's number as it is printed and as it is marked up.
#[derive(Default)]
struct Number {
    /// `[§§ 202 to 204.`
    printed: String,
    /// `202 to 204`
    value: String,
}

impl Number {
    fn read(xml: &mut Xml, tag: &Tag) -> Result<Self, Problem> {
        let value = tag.attribute("value").unwrap_or_default().trim().to_owned();
        Ok(Self { printed: xml.line_of(tag)?, value })
    }

    /// The list of numbers; none for an agreement or a compact without any.
    fn numbers(&self) -> Option<String> {
        let printed = self.printed.trim_start_matches(['[', '§', ' ']).trim_end_matches(['.', ' ', ']']);
        let is_whole = |list: &&str| {
            let read = numbers::list(None, list);
            !read.numbers.is_empty() && read.slip.is_none() && read.rest.is_empty()
        };
        let known = [self.value.as_str(), printed].into_iter().find(is_whole);
        let known = known.unwrap_or(if self.value.is_empty() { printed } else { &self.value });
        (!known.is_empty()).then(|| known.to_owned())
    }

    /// The heading without the bracket that closes the one before the number.
    fn without_bracket<'a>(&self, heading: &'a str) -> &'a str {
        if self.printed.starts_with('[') { heading.trim_end_matches(']') } else { heading }
    }
}

/// The heading of a section that is gone says so in its first word, `Repealed. Pub. L. …`. Where only the mark-up
/// says it, that word is all that is known.
fn with_status(heading: &str, status: Option<&str>) -> String {
    let word = match status {
        Some("repealed") => "Repealed",
        Some("omitted") => "Omitted",
        Some("transferred") => "Transferred",
        Some("renumbered") => "Renumbered",
        Some("reserved") => "Reserved",
        Some("vacant") => "Vacant",
        _ => return heading.to_owned(),
    };
    const SAID: [&str; 6] = ["Repealed", "Omitted", "Transferred", "Renumbered", "Reserved", "Vacant"];
    let said = heading.trim_start_matches(['[', '.', ',', ' ']);
    if SAID.iter().any(|word| said.contains(word)) { heading.to_owned() } else { word.to_owned() }
}

/// Keeps the notes that tell what changed and when.
fn read_notes(xml: &mut Xml, notes: &mut Vec<Note>) -> Result<(), Problem> {
    let outside = xml.depth() - 1;
    while xml.depth() > outside {
        let Some(Piece::Open(tag)) = xml.next()? else { continue };
        let topic = tag.attribute("topic").unwrap_or_default();
        if topic != "amendments" && !topic.starts_with("effectiveDate") {
            xml.skip(&tag)?;
            continue;
        }
        let topic = topic.to_owned();
        let text = read_note(xml)?;
        notes.push(Note { topic, text });
    }
    Ok(())
}

/// The paragraphs of a note, without its heading.
fn read_note(xml: &mut Xml) -> Result<String, Problem> {
    let outside = xml.depth() - 1;
    let mut text = Text::default();
    while xml.depth() > outside {
        match xml.next()? {
            Some(Piece::Open(tag)) if tag.name == "heading" => xml.skip(&tag)?,
            Some(Piece::Open(tag)) => text.add(xml, &tag)?,
            _ => {}
        }
    }
    Ok(text.finish())
}
