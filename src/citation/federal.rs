//! The United States Code in all its forms, and the Code of Federal Regulations, recognised but unchecked.

use std::sync::LazyLock;

use regex::Regex;

use super::pinpoints;
use super::scan;
use super::{Citation, Form, Source, Target};
use crate::law::{Code, Pinpoint, Section};
use crate::span::Span;

/// Around "U.S.C.": `18 U.S.C. §§ 1591, 1594(c)`, `18 USC Chapter 77`, `Title 18, United States Code, Section 1591`.
pub(super) fn code(source: &Source<'_>, hit: usize, hit_end: usize) -> Option<Vec<Citation>> {
    let text = source.text;
    let name_start = hit - usize::from(text[..hit].ends_with('U') && text[hit..].starts_with('n'));
    let (start, title) = title_before(text, name_start)?;
    let mut at = hit_end;
    for part in [".", " ", "A.", "A "] {
        at += part.len() * usize::from(text[at..].starts_with(part));
    }
    let name_end = hit_end + usize::from(text[hit_end..].starts_with('.'));
    let mut at = scan::skip_space(text, at);
    at = scan::skip_space(text, at + usize::from(text[at..].starts_with(',')));
    let (number_at, plural, chapter) = section_words(text, at);
    let code_name = Some(Span::new(name_start, name_end));
    if chapter {
        let (end, number) = chapter_number(text, number_at)?;
        let target = Target::Chapter(Code::UnitedStates, Some(title.to_owned()), number.to_owned());
        return Some(vec![Citation { code_name, ..Citation::new(Span::new(start, end), Form::Full, vec![target]) }]);
    }
    let mut citations = sections(text, number_at, title, plural)?;
    let first = citations.first_mut()?;
    first.span.start = start;
    first.code_name = code_name;
    Some(citations)
}

static BEFORE_TITLE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?x)
        (?-u:\b) (?: (?i:sections?) | §§? ) \s* (?P<list>
            [0-9] [0-9A-Za-z–-]* (?: \( [0-9A-Za-z]{1,5} \) )*
            (?: (?: \s*,\s* (?:and\s+|or\s+)? | \s+ (?:and|or|to|through) \s+ ) [0-9] [0-9A-Za-z–-]* (?: \( [0-9A-Za-z]{1,5} \) )* )*
        ) ,? \s+ $",
    )
    .expect("the pattern is valid")
});

static CHAPTER_BEFORE_TITLE: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(?i)(?-u:\b)chapter\s+([0-9]{1,4}[A-Za-z]{0,2})\s+$").expect("the pattern is valid"));

/// Around "title 1": `section 1591(b) of title 18, United States Code`, `chapter 77 of title 18`.
pub(super) fn of_title(source: &Source<'_>, word: usize, word_end: usize) -> Option<Vec<Citation>> {
    let text = source.text;
    let title_at = word_end - 1;
    let title = scan::digits_after(text, title_at);
    let mut end = title_at + title.len();
    let of = scan::skip_space_back(text, word);
    let hit = of - scan::word_before(text, of).len();
    // Titles of the General Statutes have letters and are cited as "title 17a".
    let lettered = text[end..].starts_with(|c: char| c.is_alphanumeric() || c == '-');
    if &text[hit..of] != "of" || title.len() > 2 || lettered {
        return None;
    }
    let at = scan::skip_space(text, end);
    let at = scan::skip_comma(text, at);
    let at = scan::phrase_after(text, at, "of the").map_or(at, |after| scan::skip_space(text, after));
    let names = ["united states code", "u.s.c.", "u.s. code"];
    end = names.iter().find_map(|name| scan::phrase_after(text, at, name)).unwrap_or(end);
    let window = scan::window_before(text, hit, 240);
    if let Some(found) = CHAPTER_BEFORE_TITLE.captures(window) {
        let start = hit - (window.len() - found.get(0)?.start());
        let target = Target::Chapter(Code::UnitedStates, Some(title.to_owned()), found[1].to_owned());
        return Some(vec![Citation::new(Span::new(start, end), Form::Full, vec![target])]);
    }
    let found = BEFORE_TITLE.captures(window)?;
    let offset = hit - window.len();
    let mut citations = sections(text, offset + found.name("list")?.start(), title, true)?;
    citations.retain(|citation| citation.span.end <= hit);
    citations.first_mut()?.span.start = offset + found.get(0)?.start();
    citations.last_mut()?.span.end = end;
    Some(citations)
}

/// Around "C.F.R.": `28 C.F.R. § 25.51`.
pub(super) fn regulation(source: &Source<'_>, hit: usize, hit_end: usize) -> Option<Vec<Citation>> {
    let text = source.text;
    let (start, title) = title_before(text, hit)?;
    let at = hit_end + usize::from(text[hit_end..].starts_with('.'));
    let (at, _, _) = section_words(text, scan::skip_space(text, at));
    let at = ["part", "parts", "pt."]
        .iter()
        .find_map(|word| scan::phrase_after(text, at, word))
        .map_or(at, |end| scan::skip_space(text, end));
    let number = |byte: &&u8| byte.is_ascii_alphanumeric() || matches!(**byte, b'.' | b'-');
    let length = text.as_bytes()[at..].iter().take(16).take_while(number).count();
    let section = text[at..at + length].trim_end_matches(['.', '-']);
    section.starts_with(|c: char| c.is_ascii_digit()).then(|| {
        let target = Target::FederalRegulation(title.to_owned(), section.to_owned());
        vec![Citation::new(Span::new(start, at + section.len()), Form::Full, vec![target])]
    })
}

/// The title before the name of the code: where the citation begins, and the title's number.
fn title_before(text: &str, name_start: usize) -> Option<(usize, &str)> {
    let at = scan::skip_space_back(text, name_start);
    let at = if text[..at].ends_with(',') { scan::skip_space_back(text, at - 1) } else { at };
    let digits = scan::digits_before(text, at);
    let start = at - digits.len();
    let apart = !text[..start].ends_with(|c: char| c.is_alphanumeric() || matches!(c, '$' | '.' | '-' | '/'));
    if !(1..=2).contains(&digits.len()) || !apart {
        return None;
    }
    let before = scan::skip_space_back(text, start);
    let word = scan::word_before(text, before);
    let start = if word.eq_ignore_ascii_case("title") { before - word.len() } else { start };
    Some((start, digits))
}

/// Skips "§", "Section", "Chapter" at `at`: where the number is, whether it is plural, whether it is a chapter.
fn section_words(text: &str, mut at: usize) -> (usize, bool, bool) {
    let (mut plural, mut chapter) = (false, false);
    let mut signs = 0;
    loop {
        let word = scan::word_after(text, at);
        let lower = word.trim_end_matches('.').to_ascii_lowercase();
        let length = match lower.as_str() {
            "section" | "sec" => word.len(),
            "sections" | "secs" => {
                plural = true;
                word.len()
            }
            "chapter" | "ch" | "chap" => {
                chapter = true;
                word.len()
            }
            _ if text[at..].starts_with('§') => {
                signs += 1;
                '§'.len_utf8()
            }
            _ => return (at, plural || signs > 1, chapter),
        };
        at = scan::skip_space(text, at + length);
    }
}

fn chapter_number(text: &str, at: usize) -> Option<(usize, &str)> {
    let length = text.as_bytes()[at..].iter().take(6).take_while(|byte| byte.is_ascii_alphanumeric()).count();
    let number = &text[at..at + length];
    number.starts_with(|c: char| c.is_ascii_digit()).then_some((at + length, number))
}

/// The sections that begin with the number at `at`. Goes on to further members after "§§" or "sections",
/// and otherwise only to a further pinpoint or the end of a range.
fn sections(text: &str, at: usize, title: &str, plural: bool) -> Option<Vec<Citation>> {
    let mut citations = vec![section(text, at, title)?];
    let mut after = citations[0].span.end;
    while let Some((next, range)) = join(text, after) {
        let (next, signs) = skip_signs(text, next);
        let (last, previous) = (citations.len() - 1, citations.last()?);
        if let Some(found) =
            section(text, next, title).filter(|_| plural || signs || range).filter(|found| is_member(text, found))
        {
            after = found.span.end;
            match (range, previous.section(), found.section()) {
                (true, Some(first), Some(end)) if end > first => {
                    citations[last].targets = vec![Target::Sections(first.clone(), end.clone())];
                    citations[last].form = Form::Range;
                    citations[last].span.end = after;
                }
                (true, ..) => break,
                (false, ..) => citations.push(found),
            }
        } else if let Some((found, end)) = further_pinpoint(text, next, previous, range) {
            after = end;
            match range {
                true => citations[last] = Citation { span: Span::new(citations[last].span.start, end), ..found },
                false => citations.push(found),
            }
        } else {
            break;
        }
    }
    if citations.len() > 1 {
        for citation in citations.iter_mut().filter(|citation| citation.form == Form::Full) {
            citation.form = Form::List;
        }
    }
    Some(citations)
}

/// One section with its pinpoint, and "note" or "et seq." after it.
fn section(text: &str, at: usize, title: &str) -> Option<Citation> {
    let (end, number, until) = number(text, at)?;
    let first = Section::united_states(title, number)?;
    if let Some(until) = until {
        let last = Section::united_states(title, until)?;
        return Some(Citation::new(Span::new(at, end), Form::Range, vec![Target::Sections(first, last)]));
    }
    let (end, pinpoint) = pinpoints::read(text, end);
    let next = scan::skip_space(text, end);
    let next = scan::skip_comma(text, next);
    let end = scan::phrase_after(text, next, "note")
        .or_else(|| scan::phrase_after(text, next, "et seq").map(|end| end + usize::from(text[end..].starts_with('.'))))
        .unwrap_or(end);
    Some(Citation::new(Span::new(at, end), Form::Full, vec![Target::Section(first, pinpoint)]))
}

/// A section number, `1591`, `300gg-91`, `2000e–2`: its end, itself, and the last number of a dashed range `1581–1597`.
fn number(text: &str, at: usize) -> Option<(usize, &str, Option<&str>)> {
    let bytes = text.as_bytes();
    let part = |from: usize| bytes[from..].iter().take(12).take_while(|byte| byte.is_ascii_alphanumeric()).count();
    let first = part(at);
    let mut end = at + first;
    let digits = scan::digits_after(text, at).len();
    // Titles 36 and 54 number their sections with six digits.
    if !(1..=6).contains(&digits) || first - digits > 4 {
        return None;
    }
    loop {
        let dash = scan::hyphen_length(text, end);
        let next = end + dash;
        let length = part(next);
        let next_digits = if length > 0 { scan::digits_after(text, next).len() } else { 0 };
        if dash == 0 || next_digits == 0 {
            break;
        }
        // "1581–1597" and "2000e–2000h" are ranges; "300gg-91" and "1320a-7b" are numbers.
        let lettered = text[at..end].bytes().any(|byte| byte.is_ascii_alphabetic());
        let larger = next_digits >= digits && at_least(&text[next..next + next_digits], &text[at..at + digits]);
        if larger && (!lettered || dash > 1 && next_digits > 2) {
            let last = &text[next..next + length];
            return (end > at && last != &text[at..end]).then_some((next + length, &text[at..end], Some(last)));
        }
        if !lettered && dash > 1 {
            break;
        }
        end = next + length;
    }
    let apart = !text[end..].starts_with(|c: char| c.is_alphabetic() || c.is_ascii_digit() || c == '%');
    let decimal = text[end..].starts_with(['.', ',']) && bytes.get(end + 1).is_some_and(u8::is_ascii_digit);
    (apart && !decimal).then(|| (end, &text[at..end], None))
}

/// Whether one run of digits is a number as large as another.
fn at_least(left: &str, right: &str) -> bool {
    (left.len(), left) >= (right.len(), right)
}

/// The comma, word or dash that joins two members: where it ends, and whether it means a range.
fn join(text: &str, start: usize) -> Option<(usize, bool)> {
    let mut at = scan::skip_space(text, start);
    let (mut joined, mut range) = (false, false);
    for _ in 0..3 {
        let word = scan::word_after(text, at);
        let dash = scan::hyphen_length(text, at);
        let length = match word {
            "and" | "or" => word.len(),
            "to" | "through" if !range => {
                range = true;
                word.len()
            }
            _ if text[at..].starts_with([',', ';', '&']) => 1,
            _ if dash > 0 && !joined => {
                range = true;
                dash
            }
            _ => break,
        };
        joined = true;
        at = scan::skip_space(text, at + length);
    }
    joined.then_some((at, range))
}

fn skip_signs(text: &str, mut at: usize) -> (usize, bool) {
    let start = at;
    while text[at..].starts_with('§') {
        at = scan::skip_space(text, at + '§'.len_utf8());
    }
    (at, at > start)
}

/// Whether a number after a comma is a section at all: not the title of the next citation, not a count, not a year.
fn is_member(text: &str, found: &Citation) -> bool {
    let next = scan::skip_space(text, found.span.end);
    let rest = &text[next..];
    let word = scan::word_after(text, next).trim_end_matches('.');
    let counted = [
        "years", "year", "months", "days", "people", "children", "victims", "percent", "C.F.R", "CFR", "F", "F.2d",
        "Stat", "Conn",
    ];
    let named = rest.starts_with("U.") || rest.starts_with("US") || rest.starts_with("United") || rest.starts_with('%');
    let number = found.section().map_or("", |section| section.number());
    let short = number.split_once(':').is_some_and(|(_, number)| number.len() < 3);
    !named && !counted.contains(&word) && !short
}

fn further_pinpoint(text: &str, at: usize, previous: &Citation, range: bool) -> Option<(Citation, usize)> {
    let Target::Section(section, before) = previous.targets.first()? else { return None };
    let (end, pinpoint) = pinpoints::read(text, at);
    let word = scan::word_after(text, scan::skip_space(text, end)).trim_end_matches('.');
    let joins = ["", "and", "or", "to", "through", "of", "is", "are", "was", "provides", "states", "which"];
    if pinpoint.is_whole() || !joins.contains(&word) {
        return None;
    }
    let pinpoint = pinpoints::sibling(before, &pinpoint)?;
    let (form, target) = match range {
        true => {
            let alone = pinpoint.parts().last().and_then(|part| Pinpoint::from_parts(&[part]))?;
            (Form::Range, Target::Pinpoints(section.clone(), before.clone(), alone))
        }
        false => (Form::List, Target::Section(section.clone(), pinpoint)),
    };
    Some((Citation::new(Span::new(at, end), form, vec![target]), end))
}
