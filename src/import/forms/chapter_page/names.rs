//! Reads the names on a chapter page: the chapter's number and the number and heading of a section.

use std::sync::LazyLock;

use regex::Regex;

/// The chapter of a page, as printed.
#[derive(Debug, Default)]
pub(super) struct Chapter {
    /// `CHAPTER 377a`, `ARTICLE 2A`; the star of a note may follow.
    pub(super) number: String,
    pub(super) name: String,
}

impl Chapter {
    /// Whether the number can be read.
    pub(super) fn is_numbered(&self) -> Result<(), String> {
        self.number().map(|_| ())
    }

    /// The number and the name as the lines of an edition have them. Title 42a has articles for chapters, and its
    /// lines no number.
    pub(super) fn of_a_line(&self) -> Result<(Option<String>, Option<String>), String> {
        let Some(number) = self.number()? else {
            return Ok((None, None));
        };
        let name = self.name.to_lowercase();
        let words: Vec<&str> =
            name.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
        Ok((Some(number.to_owned()), Some(words.join(" "))))
    }

    /// The number of a chapter, none of an article.
    fn number(&self) -> Result<Option<&str>, String> {
        static NUMBER: LazyLock<Regex> = LazyLock::new(|| {
            Regex::new(r"(?xi)^ (?<kind> chapter | article ) \  (?<number> [0-9]+ [a-z]* ) \s? \** $")
                .expect("the pattern is valid")
        });
        let number = NUMBER.captures(self.number.trim());
        let number = number.ok_or_else(|| match self.number.trim() {
            "" => "a section before the number of its chapter (the element of class chap-no)".to_owned(),
            other => format!("{other:?} is no number of a chapter such as CHAPTER 377a"),
        })?;
        let is_chapter = number["kind"].eq_ignore_ascii_case("chapter");
        Ok(number.name("number").filter(|_| is_chapter).map(|number| number.as_str()))
    }
}

/// `Sec. 20-86aa. Doula advisory committee.`, `Secs. 1-1o to 1-1s.`, with a note before it or not:
/// `*(See end of section for amended version.) Sec. 3-1. Gates.`
static NAME: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?x)^ (?: (?<note> [*(] .* ) \  )?? Secs?\. \ ?
              (?<number> [0-9]+[A-Za-z]* (?: -[0-9]+[A-Za-z]* )+ )
              (?: \ (?<letter> l ) \ ?\. )? # the letter l is in italics, and may stand apart: 3-117 l .
              (?<rest> .* ) $",
    )
    .expect("the pattern is valid")
});

/// Whether a paragraph begins as a section's name does.
pub(super) fn is_section_name(paragraph: &str) -> bool {
    NAME.is_match(paragraph)
}

/// The number of a section and its heading: `3-1` and `to 3-4. Gates` of `Secs. 3-1 to 3-4. Gates`.
pub(super) fn section(name: &str) -> Result<(String, String), String> {
    let read = NAME.captures(name.trim());
    let wrong = || format!("{:?} is no name of a section such as “Sec. 3-1. Gates.”", name.trim());
    let read = read.ok_or_else(wrong)?;
    let rest = read["rest"].trim_start_matches(['.', ' ']);
    // A word that neither ends the number nor joins another to it may belong to the number.
    let joins = read["rest"].starts_with('.') || ["to ", "and "].iter().any(|join| rest.starts_with(join));
    if !joins && read.name("letter").is_none() && rest.starts_with(char::is_lowercase) {
        return Err(wrong());
    }
    let heading = match read.name("note") {
        Some(note) => format!("{} {rest}", note.as_str()),
        None => rest.to_owned(),
    };
    let letter = read.name("letter").map_or("", |letter| letter.as_str());
    Ok((format!("{}{letter}", &read["number"]), heading.trim_end().to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sections() {
        let read = |name| section(name).unwrap();
        let expect =
            |name, number: &str, heading: &str| assert_eq!(read(name), (number.to_owned(), heading.to_owned()));
        expect("Sec. 3-1aa. Gates. Posts.", "3-1aa", "Gates. Posts.");
        expect("Sec. 42a-2A-101. Gates.", "42a-2A-101", "Gates.");
        expect("Secs. 3-1 to 3-4.", "3-1", "to 3-4.");
        expect("Secs. 3-1, 3-2 and 3-3. Gates.", "3-1", ", 3-2 and 3-3. Gates.");
        expect("Sec. 3-1. (Formerly Sec. 1-9). Gates.", "3-1", "(Formerly Sec. 1-9). Gates.");
        expect("*(See end of section.) Sec. 3-1. Gates.", "3-1", "*(See end of section.) Gates.");
        expect("Sec. 3-1. (Note: See Sec. 3-2.) Gates.", "3-1", "(Note: See Sec. 3-2.) Gates.");
        expect("Sec. 3-117 l . Gates.", "3-117l", "Gates.");
        expect("Sec. 3-117l. Gates.", "3-117l", "Gates.");
        for wrong in ["Sec. 3-117 m . Gates.", "Gates.", "Section 3-1. Gates.", "Sec. A. Gates.", "Sec. 3. Gates.", ""]
        {
            assert!(section(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn chapters() {
        let chapter =
            |number: &str, name: &str| Chapter { number: number.to_owned(), name: name.to_owned() }.of_a_line();
        let both = |number: &str, name: &str| Ok((Some(number.to_owned()), Some(name.to_owned())));
        assert_eq!(chapter("CHAPTER 377a*", "GATES: POSTS, FEES"), both("377a", "gates posts fees"));
        assert_eq!(chapter("Chapter 5", "GATES (Repealed)"), both("5", "gates repealed"));
        assert_eq!(chapter("ARTICLE 2A", "GATES"), Ok((None, None)));
        assert!(chapter("TITLE 5", "GATES").unwrap_err().contains("no number of a chapter"));
        assert!(chapter("", "").unwrap_err().contains("before the number"));
    }
}
