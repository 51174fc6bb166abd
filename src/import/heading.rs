//! Takes apart what stands before a section's name: the other numbers that the line stands for and the
//! numbers that the section had before. `to 1-45. (Formerly Secs. 3-1 to 3-4). - Name`.

use super::numbers;

/// The start of a heading or a text.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Lead<'a> {
    /// The numbers that the line stands for besides its own.
    pub(super) others: Vec<String>,
    /// The numbers that these sections had before.
    pub(super) former: Vec<String>,
    /// What follows: a name, a stub's sentence, the operative text.
    pub(super) rest: &'a str,
}

/// Reads the lead of a heading, or of a text that repeats its heading, of the section `own`.
pub(super) fn lead<'a>(own: &str, heading: &'a str) -> Result<Lead<'a>, String> {
    let mut lead = Lead { rest: heading.trim(), ..Lead::default() };
    while let Some(rest) = former(&mut lead).or(others(own, &mut lead)?) {
        lead.rest = rest;
    }
    if lead.others.is_empty() && lead.former.is_empty() {
        lead.rest = lead.rest.strip_prefix("- ").unwrap_or(lead.rest);
        return Ok(lead);
    }
    // Between lead and name stands `. - `, `. ` or, where the copy cut the lead, ` - ` after a remnant.
    let joined = lead.rest.trim_start_matches(['.', ',', ' ']);
    lead.rest = match joined.strip_prefix("- ") {
        Some(name) => name,
        None if lead.rest.starts_with(". ") => joined,
        None => match joined.split_once(" - ") {
            Some((_, name)) => name,
            // Chapter pages print the name right behind the note: `(Formerly Sec. 3-1) Name`.
            None if joined.starts_with(char::is_uppercase) => joined,
            None => "",
        },
    };
    Ok(lead)
}

fn former<'a>(lead: &mut Lead<'a>) -> Option<&'a str> {
    let text = lead.rest.trim_start_matches(['.', ' ']);
    let text = text.strip_prefix("(Formerly Sec")?;
    let list = numbers::list(None, text.trim_start_matches(['s', '.']));
    if list.numbers.is_empty() {
        return None;
    }
    lead.former.extend(list.numbers);
    Some(list.rest.trim_start_matches('.').strip_prefix(')').unwrap_or(list.rest))
}

fn others<'a>(own: &str, lead: &mut Lead<'a>) -> Result<Option<&'a str>, String> {
    let text = lead.rest.trim_start();
    if !["to ", "and ", ", "].iter().any(|join| text.starts_with(join)) {
        return Ok(None);
    }
    let last = lead.others.last().map_or(own, String::as_str);
    let list = numbers::list(Some(last), text).whole()?;
    let found = !list.numbers.is_empty();
    lead.others.extend(list.numbers);
    Ok(found.then_some(list.rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(heading: &str) -> (String, String, &str) {
        let lead = lead("3-1", heading).unwrap();
        (lead.others.join(" "), lead.former.join(" "), lead.rest)
    }

    fn expect(heading: &str, others: &str, former: &str, rest: &str) {
        assert_eq!(read(heading), (others.to_owned(), former.to_owned(), rest), "{heading}");
    }

    #[test]
    fn leads() {
        expect("Gates. Fees", "", "", "Gates. Fees");
        expect("to 3-4. - Gates", "3-2 3-3 3-4", "", "Gates");
        expect("and 3-1a. - Gates", "3-1a", "", "Gates");
        expect("to 3-2, 3-3a to 3-3c and 3-4. - Gates", "3-2 3-3a 3-3b 3-3c 3-4", "", "Gates");
        expect("(Formerly Sec. 51-314). - Gates", "", "51-314", "Gates");
        expect("(Formerly Sec. 51-314), 3-2 and 3-3", "3-2 3-3", "51-314", "");
        expect("(Formerly Sec. 51-3(a)). - Gates", "", "51-3", "Gates");
        expect("to 3-3. (Formerly Secs. 5-1 to 5-3)", "3-2 3-3", "5-1 5-2 5-3", "");
        expect("to 3-3. (Formerly Secs. 5-1 to 5-2 - Gates", "3-2 3-3", "5-1 5-2", "Gates");
        expect("and 3-2 (Formerly Secs. 5-1 and 5-2) and 3- - Gates", "3-2", "5-1 5-2", "Gates");
        expect("to 3-2 - Reserved for future use.", "3-2", "", "Reserved for future use.");
        expect("(Formerly Sec. 5-1.). (Note: Gate - Gates", "", "5-1", "(Note: Gate - Gates");
        expect("to 3-2. (Formerly Secs. 5-1 and 5-2) Gates", "3-2", "5-1 5-2", "Gates");
        expect("- Gates", "", "", "Gates");
        expect("and other gates", "", "", "and other gates");
        expect("2-1-1 Gate line", "", "", "2-1-1 Gate line");
    }
}
