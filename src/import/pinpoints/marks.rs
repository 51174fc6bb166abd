//! Finds the designators in a paragraph that may enumerate its parts. Leaves out those that refer to other places, and
//! quoted text.

use std::sync::LazyLock;

use regex::Regex;

/// A designator in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Mark<'a> {
    pub(super) designator: &'a str,
    pub(super) standing: Standing,
}

/// What the words around a designator make of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Standing {
    /// It begins its paragraph, alone or after others.
    Opens,
    /// It stands inside a sentence.
    Inside,
    /// `(e) to (g), inclusive. Repealed`: it stands for all since the one before.
    EndsRange,
    /// It may refer to another place.
    Doubtful,
}

static DESIGNATOR: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"\( (?: [a-z]{1,3} | [0-9]{1,3} | [A-Z]{1,3} | [ivx]{1,6} | [IVX]{1,6} ) \)".replace(' ', "").as_str())
        .expect("the pattern is valid")
});

/// The marks of a paragraph, in order.
pub(super) fn of(paragraph: &str) -> Vec<Mark<'_>> {
    let paragraph = paragraph.trim_start_matches(['*', '[', ' ']);
    let quoted = quoted(paragraph);
    let found: Vec<_> = DESIGNATOR.find_iter(paragraph).filter(|found| !quoted(found.start())).collect();
    let (mut marks, mut previous) = (Vec::new(), None::<(usize, Role)>);
    for (index, own) in found.iter().enumerate() {
        let gap = previous.map(|(end, _)| &paragraph[end..own.start()]);
        let role = match (previous, gap) {
            (Some((_, role)), Some("" | " ")) if role != Role::Plain(Standing::Inside) => role,
            (Some((_, Role::Plain(Standing::Opens))), Some(" to ")) => Role::Plain(Standing::EndsRange),
            (Some((_, Role::Refers)), Some(gap)) if is_joint(gap) => listed(paragraph, &found[index..]),
            _ if own.start() == 0 => Role::Plain(Standing::Opens),
            _ => alone(&paragraph[..own.start()], &paragraph[own.end()..]),
        };
        if let Role::Plain(standing) = role {
            let designator = own.as_str().trim_matches(['(', ')']);
            marks.push(Mark { designator, standing });
        }
        // After a doubtful member a list goes on.
        let carried = if role == Role::Plain(Standing::Doubtful) { Role::Refers } else { role };
        previous = Some((own.end(), carried));
    }
    marks
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Role {
    Plain(Standing),
    Refers,
}

/// Words after which a designator names a place elsewhere.
const UNITS: [&str; 34] = [
    "section",
    "sections",
    "sec",
    "secs",
    "§",
    "§§",
    "subsection",
    "subsections",
    "subsec",
    "subsecs",
    "subdivision",
    "subdivisions",
    "subdiv",
    "subdivs",
    "subparagraph",
    "subparagraphs",
    "subpara",
    "subparas",
    "paragraph",
    "paragraphs",
    "clause",
    "clauses",
    "subclause",
    "subclauses",
    "part",
    "parts",
    "article",
    "articles",
    "item",
    "items",
    "rule",
    "class",
    "category",
    "division",
];

/// Whether a designator with no list before it refers.
fn alone(before: &str, after: &str) -> Role {
    if before.ends_with(|last: char| last.is_alphanumeric()) || is_of_a_unit(after) {
        return Role::Refers;
    }
    let word = before.split_whitespace().next_back().unwrap_or("");
    // `this section; (3) gates` goes on with its own list.
    let plain = word.trim_start_matches(['(', '“', '[']).trim_end_matches('.').to_ascii_lowercase();
    if UNITS.contains(&plain.as_str()) {
        return Role::Refers;
    }
    let number =
        word.ends_with(|last: char| last.is_alphanumeric()) && word.contains(|sign: char| sign.is_ascii_digit());
    match (number, number && word.contains(['-', '.', ':'])) {
        (_, true) => Role::Refers,
        (true, false) => Role::Plain(Standing::Doubtful),
        (false, false) => Role::Plain(Standing::Inside),
    }
}

/// A further member of a list that refers: sure where the list ends in `of`, as the statutes write it.
fn listed(paragraph: &str, rest: &[regex::Match<'_>]) -> Role {
    let mut end = rest[0].end();
    for next in &rest[1..] {
        let gap = &paragraph[end..next.start()];
        if !(is_joint(gap) || gap.trim().is_empty()) {
            break;
        }
        end = next.end();
    }
    let after = paragraph[end..].trim_start();
    let sure = after.starts_with("of ") || after.starts_with(", inclusive") || after.starts_with(", of ");
    if sure { Role::Refers } else { Role::Plain(Standing::Doubtful) }
}

/// Whether the words after a designator say whose part it is: ` of this section`, ` of subsection (a)`.
fn is_of_a_unit(after: &str) -> bool {
    static OF: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^,? of (?:(?:this|said|such|the|that) )?(?:sub)?(?:sections?|divisions?|paragraphs?|clauses?)\b")
            .expect("the pattern is valid")
    });
    OF.is_match(after)
}

fn is_joint(gap: &str) -> bool {
    matches!(gap, "" | " " | ", " | " and " | " or " | ", and " | ", or " | " to " | " through " | " and/or ")
}

/// Tells whether a byte of a paragraph is between quotation marks; one that is not closed lasts to the end.
fn quoted(paragraph: &str) -> impl Fn(usize) -> bool + use<> {
    let mut spans = Vec::new();
    let mut open = None;
    for (at, sign) in paragraph.char_indices() {
        match (sign, open) {
            ('“', None) => open = Some(at),
            ('”', Some(start)) => {
                spans.push(start..at);
                open = None;
            }
            _ => {}
        }
    }
    spans.extend(open.map(|start| start..paragraph.len()));
    move |at| spans.iter().any(|span| span.contains(&at))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What enumerates, doubtful ones with a question mark.
    fn read(paragraph: &str) -> String {
        let written = of(paragraph).into_iter().map(|mark| match mark.standing {
            Standing::Opens => format!("^{}", mark.designator),
            Standing::Inside => mark.designator.to_owned(),
            Standing::EndsRange => format!("-{}", mark.designator),
            Standing::Doubtful => format!("{}?", mark.designator),
        });
        written.collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn what_enumerates() {
        assert_eq!(read("(a) (1) No gate (A) of wood, or (B) of iron, (2) (A) shall, and (B) may."), "^a ^1 A B 2 A B");
        assert_eq!(read("*(b) No gate (see below)."), "^b");
        assert_eq!(read("(e) to (g), inclusive. Repealed."), "^e -g");
    }

    #[test]
    fn what_refers() {
        for text in [
            "As in subsections (a) and (b) of this section, and subdivision (2) of subsection (c) of section 3-1,",
            "As in section 3-1(a)(2), 501(c)(3) or section 3-1 (b), and 45 CFR 160.103 (4),",
            "Gates in subdivisions (1) to (3), inclusive, of said subsection, and (4) of this section",
            "“Gate” means “(a) a post, or (b) a bar”; “(c) a door",
        ] {
            assert_eq!(read(text), "", "{text}");
        }
    }

    #[test]
    fn a_unit_that_ends_its_clause_leads_to_nothing() {
        assert_eq!(read("(2) gates of this section; (3) posts of the subsection, or (4) bars"), "^2 3 4");
    }

    #[test]
    fn what_leaves_a_doubt() {
        assert_eq!(read("Under subdivision (1), (2) the gate or in 1986 (3) posts"), "2? 3?");
    }
}
