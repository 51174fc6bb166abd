//! Completion: the sections that a number begins, with their names; after a citation, what the section carries today, as words
//! ready to be set.

use std::sync::LazyLock;

use lsp_types::{
    CompletionItem, CompletionItemKind, CompletionItemTag, CompletionList, CompletionParams, CompletionResponse,
    CompletionTextEdit, TextEdit,
};
use regex::Regex;

use super::super::failure::Answer;
use super::super::session::{Look, Session};
use crate::citation::Target;
use crate::law::{Code, Entry, Law, Pinpoint, Section, Status};
use crate::span::Span;

/// More sections are not offered at once; another letter brings the others.
const MOST: usize = 100;

/// As far behind a citation its figures are still offered, in bytes.
const REACH: usize = 200;

pub(in crate::lsp) fn complete(session: &mut Session, params: &CompletionParams) -> Answer<Option<CompletionResponse>> {
    let at = &params.text_document_position;
    let Some(look) = session.look(at.text_document.uri.as_str()) else { return Ok(None) };
    let offset = look.buffer().offset(at.position);
    let line = &look.buffer().text()[look.buffer().line_start(offset)..offset];
    // A line may be 50 MB long; a citation is not.
    let line = &line[line.ceil_char_boundary(line.len().saturating_sub(REACH))..];
    let (items, is_incomplete) = match Begun::read(line) {
        Some(begun) => sections(&look, &begun, offset),
        None => (phrases(&look, line, offset), false),
    };
    Ok((!items.is_empty()).then_some(CompletionResponse::List(CompletionList { is_incomplete, items })))
}

/// The beginning of a section's number, before the cursor.
#[derive(Debug, PartialEq, Eq)]
struct Begun<'a> {
    code: Code,
    /// As the table writes numbers: `53a-19`, `18:159`.
    prefix: String,
    /// What stands in the text.
    typed: &'a str,
}

impl<'a> Begun<'a> {
    fn read(line: &'a str) -> Option<Begun<'a>> {
        static BEGUN: LazyLock<Regex> = LazyLock::new(|| {
            Regex::new(
                r"(?x)
                (?: (?P<title> [0-9]{1,2} ) \s U\.?\s?S\.?\s?C\.?A?\.? \s? §{0,2} \s?   # 18 U.S.C. §
                  | (?: §{1,2} | \b[Ss]ections? | \b[Ss]ecs?\. ) \s?                  # §, section, Sec.
                )
                (?P<number> [0-9]+ [a-z]{0,3} (?: - [0-9]* [a-z]* )? ) $",
            )
            .expect("the pattern is well formed")
        });
        let found = BEGUN.captures(line)?;
        let typed = found.name("number")?.as_str();
        Some(match found.name("title") {
            Some(title) => Begun { code: Code::UnitedStates, prefix: format!("{}:{typed}", title.as_str()), typed },
            None => Begun { code: Code::Connecticut, prefix: typed.to_owned(), typed },
        })
    }
}

/// The sections whose numbers begin so, and whether there are more.
fn sections(look: &Look<'_>, begun: &Begun<'_>, offset: usize) -> (Vec<CompletionItem>, bool) {
    let mut found = look.law.sections(begun.code).beginning(&begun.prefix);
    let place = Span::new(offset - begun.typed.len(), offset);
    let entries: Vec<Entry<'_>> = found.by_ref().take(MOST).collect();
    let items = entries.iter().enumerate().map(|(index, entry)| {
        let number = entry.number.split_once(':').map_or(entry.number, |(_, number)| number);
        let gone = !matches!(entry.status, Status::InForce | Status::Attested);
        let detail = match (entry.catchline, gone) {
            ("", true) => entry.status.name().to_owned(),
            (name, true) => format!("{name} ({})", entry.status.name()),
            (name, false) => name.to_owned(),
        };
        CompletionItem {
            detail: Some(detail),
            tags: gone.then(|| vec![CompletionItemTag::DEPRECATED]),
            sort_text: Some(format!("{index:04}")),
            ..item(look, number.to_owned(), CompletionItemKind::REFERENCE, place)
        }
    });
    (items.collect(), found.next().is_some())
}

/// The figures of the section that was cited last in the paragraph, as words ready to be set.
fn phrases(look: &Look<'_>, line: &str, offset: usize) -> Vec<CompletionItem> {
    let word = line.rsplit(|c: char| !c.is_alphanumeric() && c != '$').next().unwrap_or_default();
    let start = offset - word.len();
    let before = look.analysis.citations().filter(|(_, place)| place.end <= start && start - place.end <= REACH);
    let Some((citation, place)) = before.max_by_key(|(_, place)| place.end) else { return Vec::new() };
    let document = &look.analysis.file().document;
    let next = document.block_at(citation.span.start).and_then(|block| document.blocks.get(block + 1));
    let next = next.and_then(|block| look.analysis.source(block.span));
    // White space after a paragraph belongs to no block: an empty line, then, is what ends it.
    let mut lines = look.buffer().text()[place.end..start].split('\n').skip(1).peekable();
    let empty =
        std::iter::from_fn(|| lines.next().filter(|_| lines.peek().is_some())).any(|line| line.trim().is_empty());
    if empty || next.is_some_and(|next| next.start <= start) {
        return Vec::new();
    }
    let [Target::Section(section, pinpoint)] = citation.targets.as_slice() else { return Vec::new() };
    let detail = format!("{}{pinpoint} on {}", section.cited(), look.as_of());
    let items =
        figures(look.law, section, pinpoint, look).into_iter().enumerate().map(|(index, words)| CompletionItem {
            detail: Some(detail.clone()),
            sort_text: Some(format!("{index:04}")),
            ..item(look, words, CompletionItemKind::VALUE, Span::new(start, offset))
        });
    items.collect()
}

fn figures(law: &Law, section: &Section, pinpoint: &Pinpoint, look: &Look<'_>) -> Vec<String> {
    let Some(timeline) = law.timeline(section) else { return Vec::new() };
    let state = timeline.on(look.as_of());
    let grades = state.into_iter().flat_map(|state| &state.penalties);
    let mut said: Vec<String> = Vec::new();
    for penalty in grades.filter(|penalty| penalty.pinpoint.is_related_to(pinpoint)) {
        let class = penalty.classification.filter(|_| !penalty.deemed).map(|class| class.to_string());
        let term = penalty.term.filter(|_| penalty.shortest_known).map(|term| format!("{term} in prison"));
        let fine = penalty.fine.map(|fine| format!("a fine of {fine}"));
        for words in class.into_iter().chain(term).chain(fine) {
            if !said.contains(&words) {
                said.push(words);
            }
        }
    }
    said
}

fn item(look: &Look<'_>, words: String, kind: CompletionItemKind, place: Span) -> CompletionItem {
    let edit = TextEdit { range: look.buffer().range(place), new_text: words.clone() };
    CompletionItem {
        label: words,
        kind: Some(kind),
        text_edit: Some(CompletionTextEdit::Edit(edit)),
        ..CompletionItem::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn begun(line: &str) -> Option<(String, &str)> {
        Begun::read(line).map(|begun| (begun.prefix, begun.typed))
    }

    #[test]
    fn the_beginning_of_a_number() {
        assert_eq!(begun("see § 53a-19"), Some(("53a-19".to_owned(), "53a-19")));
        assert_eq!(begun("see C.G.S. § 53a"), Some(("53a".to_owned(), "53a")));
        assert_eq!(begun("Under section 46b-"), Some(("46b-".to_owned(), "46b-")));
        assert_eq!(begun("by 18 U.S.C. § 15"), Some(("18:15".to_owned(), "15")));
        assert_eq!(begun("by 18 USC 15"), Some(("18:15".to_owned(), "15")));
        for other in ["", "see §", "page 53", "call 860-555", "intersection 5 "] {
            assert_eq!(begun(other), None, "{other}");
        }
    }
}
