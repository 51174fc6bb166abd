//! The words that name an authority in a message.

use jiff::civil::Date;

/// ` since 2017-10-01 (P.A. 17-32)`; without the act where it is not known.
pub(super) fn since(from: Date, act: Option<&str>) -> String {
    match act {
        Some(act) => format!(" since {from} ({})", without_section(act)),
        None => String::new(),
    }
}

/// `P.A. 17-32` of `P.A. 17-32, S. 2`: the section of the act is for the record, not for a message.
pub(super) fn without_section(act: &str) -> &str {
    let end = [", S. ", ", § ", ", title ", ", div. "].iter().filter_map(|mark| act.find(mark)).min();
    &act[..end.unwrap_or(act.len())]
}

/// "a, b or c".
pub(super) fn alternatives(words: &[String]) -> String {
    match words {
        [] => String::new(),
        [only] => only.clone(),
        [most @ .., last] => format!("{} or {last}", most.join(", ")),
    }
}
