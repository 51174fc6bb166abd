//! Tells what a Connecticut line says became of its sections. Judges the line's words only: a section
//! whose text the copy has lost is not called in force.

use std::sync::LazyLock;

use jiff::civil::Date;
use regex::Regex;

use super::acts;
use super::dates::{self, DATE};
use super::edition_text::EditionText;
use super::numbers;

/// What became of the sections of a line.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Fate {
    /// The line has the operative text.
    InForce,
    /// `Sections 1-42 to 1-54, inclusive, are repealed, effective October 1, 2016.`
    Repealed {
        /// The numbers that the sentence names; none when a note or the chapter says it.
        named: Vec<String>,
        /// The act, where the repeal is dated.
        act: Option<String>,
        /// The date, where it is a plain one.
        effective: Option<Date>,
    },
    /// `Transferred to Chapter 14, Secs. 1-210 and 1-211.`
    Transferred {
        /// The new numbers in their order.
        to: Vec<String>,
    },
    /// `Reserved for future use.`
    Reserved,
    /// `Obsolete.`: left out of the code as spent.
    Obsolete,
    /// The line has only the section's name.
    NotShown,
}

/// Reads the fate from the heading and the text, both without their leads.
pub(super) fn fate(heading: &str, text: &str) -> Result<Fate, String> {
    let reserved = |words: &str| words.starts_with("Reserved for future use");
    if reserved(heading) || reserved(text) {
        return Ok(Fate::Reserved);
    }
    if let Some(to) = transferred(heading, text) {
        return Ok(Fate::Transferred { to });
    }
    if let Some(repealed) = repealed(text)? {
        return Ok(repealed);
    }
    if text.starts_with("Obsolete.") {
        return Ok(Fate::Obsolete);
    }
    if !has_operative_text(text) {
        return Ok(Fate::NotShown);
    }
    Ok(repealed_later(heading, text).unwrap_or(Fate::InForce))
}

/// The copy cuts some headings after `Sec`; the text then goes on with the number. Targets with a slip
/// among them cannot be told apart, so none is named.
fn transferred(heading: &str, text: &str) -> Option<Vec<String>> {
    let cut = heading.ends_with("Sec") || heading.ends_with("Secs");
    let sentence = match (heading.starts_with("Transferred to "), cut) {
        (true, true) => format!("{heading}. {text}"),
        (true, false) => heading.to_owned(),
        (false, _) => text.to_owned(),
    };
    let (_, list) = sentence.strip_prefix("Transferred to ")?.split_once("Sec")?;
    let list = numbers::list(None, list.trim_start_matches(['s', '.']));
    Some(if list.slip.is_none() { list.numbers } else { Vec::new() })
}

/// What follows the numbers in a stub: `are repealed, effective October 1, 2016`.
static SENTENCE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(&format!(
        r"(?x)^[,\s]* (?: (?: and\ )? other\ provisions [^.]* )? # 4-41 repeals its chapter and what conflicts with it
          (?: is | are )\ repealed \b (?: ,?\ effective,?\ (?<date> {date} ) )?",
        date = DATE.replace(' ', r"\ "),
    ))
    .expect("the pattern is valid")
});

fn repealed(text: &str) -> Result<Option<Fate>, String> {
    let text = text.strip_prefix("(a) ").unwrap_or(text);
    let Some(numbers) = text.strip_prefix("Sections ").or(text.strip_prefix("Section ")) else {
        return Ok(None);
    };
    let first = numbers.split("\n\n").next().unwrap_or(numbers);
    let list = numbers::list(None, first);
    let Some(sentence) = SENTENCE.captures(list.rest) else {
        return Ok(None);
    };
    let named = list.whole()?.numbers;
    let effective = sentence.name("date").and_then(|date| dates::parse(date.as_str()));
    // Without a date the last credited act may have amended, not repealed.
    let act = effective.and_then(|_| last_act(text));
    Ok(Some(Fate::Repealed { named, act, effective }))
}

/// `(Note: This section is repealed, effective July 1, 2025.)` before a section that still has its text.
fn repealed_later(heading: &str, text: &str) -> Option<Fate> {
    static HISTORY: LazyLock<Regex> = LazyLock::new(|| {
        let act = r"(?:[A-Z][a-z]+\.? (?:\d+ )?Sp\. Sess\. )?P\.A\. \d\d-\d+";
        Regex::new(&format!(r"({act}) repealed section, effective ({DATE})")).expect("the pattern is valid")
    });
    static NOTE: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(&format!(r"is repealed, effective ({DATE})")).expect("the pattern is valid"));
    if !heading.starts_with("(Note: This section is repeale") {
        return None;
    }
    let history = HISTORY.captures_iter(text).last();
    let date = NOTE.captures(heading).map(|note| note[1].to_owned());
    let date = date.or_else(|| history.as_ref().map(|history| history[2].to_owned()));
    Some(Fate::Repealed {
        named: Vec::new(),
        act: history.map(|history| history[1].to_owned()),
        effective: date.and_then(|date| dates::parse(&date)),
    })
}

/// A text of one paragraph without credits repeats the chapter's list of sections; the copy has lost the
/// rest. So has one that begins with its credits.
fn has_operative_text(text: &str) -> bool {
    text.contains("\n\n") && !EditionText::split(text).operative.is_empty()
}

/// The act of the last credit: `(1949 Rev., S. 1; P.A. 95-79, S. 2; 95-316, S. 3.)` ends with P.A. 95-316, S. 3.
fn last_act(text: &str) -> Option<String> {
    let credits = EditionText::split(text).credits;
    let (read, unread) = acts::credits(credits);
    let is_read = unread.last().is_none_or(|entry| !credits.ends_with(entry));
    let last = read.last().filter(|credit| is_read && credit.act().is_some())?;
    Some(last.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn repeal(text: &str) -> (String, Option<String>, Option<String>) {
        match fate("Gates.", text).unwrap() {
            Fate::Repealed { named, act, effective } => (named.join(" "), act, effective.map(|date| date.to_string())),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn dated_stubs_name_the_last_act() {
        let text = "Sections 3-1 to 3-3, inclusive, are repealed, effective July 1,2017.\n\n\
                    (1949 Rev., S. 1; P.A. 95-79, S. 2; 95-316, S. 3, 4.)\n\nSee chapter 9.";
        let act = Some("P.A. 95-316, S. 3, 4".to_owned());
        assert_eq!(repeal(text), ("3-1 3-2 3-3".to_owned(), act, Some("2017-07-01".to_owned())));
        let session =
            "Section 3-1 is repealed effective June 1, 2010.\n\n(June Sp. Sess. P.A. 09-3, S. 1; 09-8, S. 2.)";
        assert_eq!(repeal(session).1.as_deref(), Some("June Sp. Sess. P.A. 09-8, S. 2"));
        let old = "Section 3-1 is repealed, effective June 1, 1971.\n\n(1949 Rev., S. 1; 1971, P.A. 9, S. 2.)";
        assert_eq!(repeal(old).1.as_deref(), Some("1971, P.A. 9, S. 2"));
    }

    #[test]
    fn undated_stubs_name_no_act() {
        let text = "Section 3-1 is repealed.\n\n(P.A. 95-79, S. 2; 95-316, S. 3.)";
        assert_eq!(repeal(text), ("3-1".to_owned(), None, None));
        let later =
            "Sections 3-1 and 3-2 are repealed, effective the later of July 1, 2000, or a notice.\n\n(P.A. 99-1.)";
        assert_eq!(repeal(later), ("3-1 3-2".to_owned(), None, None));
        let saving = "(a) Sections 3-1, 3-2 to 3-4, inclusive, are repealed except that gates stay.\n\n(b) More.";
        assert_eq!(repeal(saving).0, "3-1 3-2 3-3 3-4");
        let more =
            "Sections 3-1 to 3-2, inclusive, and other provisions which conflict with chapter 9 are repealed.\n\nMore.";
        assert_eq!(repeal(more).0, "3-1 3-2");
    }

    #[test]
    fn transfers() {
        let to = |heading, text| match fate(heading, text).unwrap() {
            Fate::Transferred { to } => to.join(" "),
            other => panic!("{other:?}"),
        };
        assert_eq!(to("Transferred to Chapter 5, Sec. 5-1c.", "Transferred to Chapter 5, Sec. 5-1c."), "5-1c");
        assert_eq!(to("Transferred to Chapter 5, Secs", "5-1 to 5-3, inclusive.Section 3-9. - Posts."), "5-1 5-2 5-3");
        assert_eq!(to("Transferred to Sec. 5-1.", "*Note: Once Sec. 7-7."), "5-1");
        assert_eq!(to("", "Transferred to Part I, Secs. 5-1 and 5-2, respectively."), "5-1 5-2");
    }

    #[test]
    fn lines_without_their_text() {
        assert_eq!(fate("Gates.", "Gates.").unwrap(), Fate::NotShown);
        assert_eq!(fate("Gates", "Section 3-2. - Posts.Section 3-3. - Re").unwrap(), Fate::NotShown);
        assert_eq!(fate("Gates.", "(P.A. 09-3, S. 1.)\n\nHistory: None.").unwrap(), Fate::NotShown);
        assert_eq!(fate("Gates.", "No gate shall close.\n\n(P.A. 09-3.)").unwrap(), Fate::InForce);
        assert_eq!(fate("Reserved for future use.", "Note: So is chapter 9.").unwrap(), Fate::Reserved);
        assert_eq!(fate("Gates.", "Obsolete.\n\n(1961, P.A. 3.)").unwrap(), Fate::Obsolete);
        let speaks = "Sections 3-1 to 3-3, inclusive, may be cited as the gate act.\n\n(P.A. 09-3.)";
        assert_eq!(fate("Gates.", speaks).unwrap(), Fate::InForce);
    }

    #[test]
    fn a_repeal_still_to_come() {
        let heading = "(Note: This section is repealed, effective July 1, 2025.) Gates.";
        let text = "No gate.\n\n(P.A. 23-7, S. 1.)\n\nHistory: P.A. 23-7 repealed section, effective July 1, 2025.";
        let Fate::Repealed { act, effective, .. } = fate(heading, text).unwrap() else { panic!() };
        assert_eq!(act.as_deref(), Some("P.A. 23-7"));
        assert_eq!(effective, dates::parse("July 1, 2025"));
    }
}
