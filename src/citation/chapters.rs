//! Chapters of the General Statutes: `chapter 968 of the general statutes`, `Chapter 319a`.

use super::scan;
use super::{Citation, Form, Source, Target};
use crate::jurisdiction::other_states;
use crate::law::Code;
use crate::span::Span;

/// Around "chapter". A bare chapter below 100 without a letter ("Chapter 13") is more often a book's or a bankruptcy's.
pub(super) fn chapter(source: &Source<'_>, hit: usize, hit_end: usize) -> Option<Vec<Citation>> {
    let text = source.text;
    let start = hit.checked_sub(1)?;
    if !matches!(text.as_bytes()[start], b'c' | b'C') || text[..start].ends_with(|c: char| c.is_alphanumeric()) {
        return None;
    }
    let at = scan::skip_space(text, hit_end);
    let digits = scan::digits_after(text, at);
    let suffix =
        text.as_bytes()[at + digits.len()..].iter().take(3).take_while(|byte| byte.is_ascii_alphabetic()).count();
    let end = at + digits.len() + suffix;
    if !(1..=3).contains(&digits.len())
        || suffix > 2
        || text[end..].starts_with(|c: char| c.is_alphanumeric() || c == '-')
    {
        return None;
    }
    let after = scan::skip_space(text, end);
    let named = ["of the general statutes", "of the connecticut general statutes"]
        .iter()
        .find_map(|name| scan::phrase_after(text, after, name));
    let telling = digits.len() == 3 || suffix > 0;
    let elsewhere = || other_states::belongs_elsewhere(scan::window_after(text, end, 60));
    if named.is_none() && !(telling && source.whole.is_connecticut() && !elsewhere()) {
        return None;
    }
    let form = if named.is_some() { Form::Full } else { Form::Short };
    let target = Target::Chapter(Code::Connecticut, None, text[at..end].to_ascii_lowercase());
    Some(vec![Citation::new(Span::new(start, named.unwrap_or(end)), form, vec![target])])
}
