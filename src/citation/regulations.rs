//! The Regulations of Connecticut State Agencies, recognised but unchecked.

use super::scan;
use super::{Citation, Form, Source, Target};
use crate::jurisdiction::connecticut::{CodeName, code_name_at_end};
use crate::span::Span;

/// Around "State Agencies": `Regs., Conn. State Agencies § 17a-6-1`.
pub(super) fn of_state_agencies(source: &Source<'_>, _hit: usize, hit_end: usize) -> Option<Vec<Citation>> {
    let text = source.text;
    let Some(CodeName::Regulations { length }) = code_name_at_end(scan::window_before(text, hit_end, 72)) else {
        return None;
    };
    let mut at = scan::skip_space(text, hit_end);
    at = scan::skip_comma(text, at);
    at = ["sections", "section", "secs", "sec"]
        .iter()
        .find_map(|word| scan::phrase_after(text, at, word))
        .map_or(at, |end| scan::skip_space(text, end + usize::from(text[end..].starts_with('.'))));
    while text[at..].starts_with('§') {
        at = scan::skip_space(text, at + '§'.len_utf8());
    }
    let number = |byte: &&u8| byte.is_ascii_alphanumeric() || **byte == b'-';
    let written = text.as_bytes()[at..].iter().take(32).take_while(number).count();
    let section = text[at..at + written].trim_end_matches('-');
    let shaped = section.starts_with(|c: char| c.is_ascii_digit()) && section.contains('-');
    shaped.then(|| {
        let span = Span::new(hit_end - length, at + section.len());
        vec![Citation::new(span, Form::Full, vec![Target::StateRegulation(section.to_owned())])]
    })
}
