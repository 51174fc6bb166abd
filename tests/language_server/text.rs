//! Text as an editor has it, done in the plainest way: the model that the server is held against.

use serde_json::{Value, json};

/// How many units of the encoding a character takes.
pub(super) fn units(encoding: &str, c: char) -> usize {
    match encoding {
        "utf-8" => c.len_utf8(),
        "utf-16" => c.len_utf16(),
        _ => 1,
    }
}

/// The byte of a position: character after character from the beginning.
pub(super) fn offset(encoding: &str, text: &str, line: usize, character: usize) -> usize {
    let mut at = 0;
    for _ in 0..line {
        match text[at..].find(['\n', '\r']) {
            Some(end) if text[at + end..].starts_with("\r\n") => at += end + 2,
            Some(end) => at += end + 1,
            None => return text.len(),
        }
    }
    let mut counted = 0;
    for c in text[at..].chars() {
        if c == '\n' || c == '\r' || counted + units(encoding, c) > character {
            return at;
        }
        counted += units(encoding, c);
        at += c.len_utf8();
    }
    at
}

/// The position of a byte.
pub(super) fn position(encoding: &str, text: &str, offset: usize) -> Value {
    let (mut line, mut character) = (0, 0);
    let mut rest = text[..offset].chars().peekable();
    while let Some(c) = rest.next() {
        let in_break =
            c == '\r' && (rest.peek() == Some(&'\n') || rest.peek().is_none() && text[offset..].starts_with('\n'));
        match c {
            '\n' | '\r' if !in_break => (line, character) = (line + 1, 0),
            _ => character += units(encoding, c),
        }
    }
    json!({ "line": line, "character": character })
}

pub(super) fn range(encoding: &str, text: &str, start: usize, end: usize) -> Value {
    json!({ "start": position(encoding, text, start), "end": position(encoding, text, end) })
}

/// The bytes of a range.
pub(super) fn bytes(encoding: &str, text: &str, range: &Value) -> std::ops::Range<usize> {
    let place = |end: &str| {
        let count = |name: &str| usize::try_from(range[end][name].as_u64().unwrap()).unwrap();
        offset(encoding, text, count("line"), count("character"))
    };
    let (start, end) = (place("start"), place("end"));
    start.min(end)..start.max(end)
}

/// The text after edits that were made in the text as it was, which do not overlap.
pub(super) fn edited(encoding: &str, text: &str, edits: &[Value]) -> String {
    let mut placed: Vec<_> = edits.iter().map(|edit| (bytes(encoding, text, &edit["range"]), edit)).collect();
    placed.sort_by_key(|(place, _)| (place.start, place.end));
    let mut text = text.to_owned();
    for (place, edit) in placed.into_iter().rev() {
        text.replace_range(place, edit["newText"].as_str().unwrap());
    }
    text
}
