//! Writes PDF's objects as the file holds them (ISO 32000-1, 7.3).

use hayro_interpret::hayro_syntax::object::{Dict, MaybeRef, Object};

/// How deep objects may lie in others; what lies deeper was made to be.
const DEEPEST: usize = 64;

/// A dictionary with another value, or one more.
pub(super) fn dictionary(dictionary: &Dict<'_>, changed: &str, to: &str) -> String {
    let mut text = String::from("<< ");
    for (key, entry) in dictionary.entries().filter(|(key, _)| key.as_str() != changed) {
        text.push_str(&format!("{} {} ", name(&key), value(&entry, 0)));
    }
    text.push_str(&format!("/{changed} {to} >>"));
    text
}

/// An object, or a reference to one.
pub(super) fn value(entry: &MaybeRef<Object<'_>>, depth: usize) -> String {
    match entry {
        MaybeRef::Ref(reference) => format!("{} {} R", reference.obj_number, reference.gen_number),
        MaybeRef::NotRef(_) if depth > DEEPEST => "null".to_owned(),
        MaybeRef::NotRef(object) => direct(object, depth),
    }
}

fn direct(object: &Object<'_>, depth: usize) -> String {
    match object {
        Object::Null(_) | Object::Stream(_) => "null".to_owned(),
        Object::Boolean(value) => value.to_string(),
        // A whole number has no point, as both kinds are shown by Rust.
        Object::Number(number) => number.as_f64().to_string(),
        Object::String(string) => hexadecimal(string.as_bytes()),
        Object::Name(value) => name(value),
        Object::Array(array) => {
            let entries: Vec<String> = array.raw_iter().map(|entry| value(&entry, depth + 1)).collect();
            format!("[{}]", entries.join(" "))
        }
        Object::Dict(dictionary) => {
            let entries =
                dictionary.entries().map(|(key, entry)| format!("{} {}", name(&key), value(&entry, depth + 1)));
            format!("<< {} >>", entries.collect::<Vec<_>>().join(" "))
        }
    }
}

fn name(name: &[u8]) -> String {
    let mut text = String::from("/");
    for &byte in name {
        match byte {
            b'!'..=b'~' if !b"#()<>[]{}/%".contains(&byte) => text.push(char::from(byte)),
            _ => text.push_str(&format!("#{byte:02X}")),
        }
    }
    text
}

/// A text as a PDF's strings hold it: ASCII as it is, else UTF-16.
pub(super) fn text_string(text: &str) -> String {
    if text.is_ascii() {
        return hexadecimal(text.as_bytes());
    }
    let units = std::iter::once(0xfeff).chain(text.encode_utf16());
    hexadecimal(&units.flat_map(u16::to_be_bytes).collect::<Vec<_>>())
}

fn hexadecimal(bytes: &[u8]) -> String {
    let mut text = String::from("<");
    bytes.iter().for_each(|byte| text.push_str(&format!("{byte:02X}")));
    text.push('>');
    text
}
