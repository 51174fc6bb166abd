//! The forms in which an edition comes, told from a file's first bytes and never from its name. Every form is read into
//! the same lines; what they mean is not asked here.

mod chapter_page;
mod number_lines;
mod title_xml;

use std::io::BufRead;

use serde::de::DeserializeOwned;

use super::{attested, connecticut, federal};

/// How a file is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// JSON, one section a line: a whole edition.
    Lines,
    /// What the legislature publishes, one page a chapter or a title: a part of an edition.
    Page,
}

/// What a page turned out to hold.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Held {
    /// The part of its code that has this name: `chapter 952`, `title 18`.
    Part(String),
    /// Nothing that the table takes: a list of chapters, an appendix.
    Nothing,
}

/// Why a page cannot be read.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Problem {
    /// From 1.
    pub(super) line: usize,
    pub(super) what: String,
}

/// What takes the rows of a page, one after the other.
pub(super) type Take<'a, R> = &'a mut dyn FnMut(R) -> Result<(), String>;

/// A row of an edition, in whatever form it comes.
pub(super) trait Row: DeserializeOwned {
    /// Calls `take` with every row of a page, one in memory at a time.
    fn each_of(page: Box<dyn BufRead>, take: Take<'_, Self>) -> Result<Held, Problem>;
}

impl Row for connecticut::Line {
    fn each_of(page: Box<dyn BufRead>, take: Take<'_, Self>) -> Result<Held, Problem> {
        chapter_page::each(page, take)
    }
}

impl Row for federal::Line {
    fn each_of(page: Box<dyn BufRead>, take: Take<'_, Self>) -> Result<Held, Problem> {
        title_xml::each(page, take)
    }
}

impl Row for attested::Line {
    fn each_of(_: Box<dyn BufRead>, _: Take<'_, Self>) -> Result<Held, Problem> {
        Err(Problem { line: 1, what: "attested numbers come as JSON lines only".to_owned() })
    }
}

/// The codes that are published as pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Published {
    /// HTML of the Connecticut General Assembly.
    Connecticut,
    /// USLM of the Office of the Law Revision Counsel.
    Federal,
}

/// Tells a page by how it begins.
pub(super) fn published(head: &[u8]) -> Option<Published> {
    let head = String::from_utf8_lossy(head).to_ascii_lowercase();
    let head = head.trim_start_matches('\u{feff}').trim_start();
    if !head.starts_with('<') {
        None
    } else if head.contains("<uscdoc") {
        Some(Published::Federal)
    } else if head.contains("<!doctype html") || head.contains("<html") {
        Some(Published::Connecticut)
    } else {
        None
    }
}

/// Adds text to a line of prose: any run of white space, no-break spaces included, is one space.
fn push_prose(line: &mut String, text: &str) {
    for character in text.chars() {
        if !character.is_whitespace() {
            line.push(character);
        } else if !line.is_empty() && !line.ends_with([' ', '\n']) {
            line.push(' ');
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_are_told_by_how_they_begin() {
        assert_eq!(published(b"\xef\xbb\xbf\r\n<!DOCTYPE HTML><html>"), Some(Published::Connecticut));
        assert_eq!(published(b"<html lang='en'>"), Some(Published::Connecticut));
        assert_eq!(published(b"<?xml version='1.0'?><?css?>\n<uscDoc xml:lang='en'>"), Some(Published::Federal));
        assert_eq!(published(b"<?xml version='1.0'?><svg>"), None);
        assert_eq!(published(b"A page about <html>"), None);
        assert_eq!(published(b""), None);
    }

    #[test]
    fn prose_has_single_spaces() {
        let mut line = String::new();
        push_prose(&mut line, " \r\n No\u{a0} gate ");
        push_prose(&mut line, " here");
        assert_eq!(line, "No gate here");
    }
}
