//! Text as XML 1.0 takes it, for the formats that are XML.

use std::borrow::Cow;

/// The text with what marks XML escaped. Characters that XML has no way to write (most control characters, U+FFFE)
/// become U+FFFD.
pub(super) fn escaped(text: &str) -> String {
    let allowed =
        |c: char| matches!(c, '\t' | '\n' | '\r' | '\u{20}'..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..);
    let text: Cow<'_, str> = match text.chars().all(allowed) {
        true => Cow::Borrowed(text),
        false => text.chars().map(|c| if allowed(c) { c } else { '\u{fffd}' }).collect(),
    };
    // A reader makes a space of a line end in an attribute unless it is written as a reference.
    quick_xml::escape::escape(text).replace('\t', "&#9;").replace('\n', "&#10;").replace('\r', "&#13;")
}

/// The XML as JSON that a schema can be held against: attributes begin with "@", children are lists, text is "#text".
#[cfg(test)]
pub(super) fn tree(xml: &str) -> serde_json::Value {
    use quick_xml::events::{BytesStart, Event};
    use serde_json::{Value, json};

    fn element(tag: &BytesStart<'_>) -> Value {
        let attributes = tag.attributes().map(|attribute| {
            let attribute = attribute.expect("attributes are well formed");
            let value =
                attribute.normalized_value(quick_xml::XmlVersion::Explicit1_0).expect("and so are their values");
            (format!("@{}", attribute.key.as_ref()), json!(value))
        });
        Value::Object(attributes.collect())
    }
    fn add(parent: &mut Value, name: &str, child: Value) {
        let parent = parent.as_object_mut().expect("elements are objects");
        let children = parent.entry(name).or_insert_with(|| json!([]));
        children.as_array_mut().expect("children are lists").push(child);
    }

    let mut reader = quick_xml::Reader::from_str(xml);
    let mut open = vec![json!({})];
    loop {
        let event = reader.read_event().expect("the report is XML");
        let parent = open.last_mut().expect("the root is never closed");
        match event {
            Event::Start(tag) => open.push(element(&tag)),
            Event::Empty(tag) => add(parent, tag.name().as_ref(), element(&tag)),
            Event::End(tag) => {
                let child = open.pop().expect("the reader matches ends with starts");
                add(open.last_mut().expect("the root is never closed"), tag.name().as_ref(), child);
            }
            Event::Text(words) if !words.trim_ascii().is_empty() => parent["#text"] = json!(&*words),
            Event::Eof => return open.swap_remove(0),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_that_xml_would_mistake() {
        assert_eq!(escaped("§ 1 <a b=\"c\"> & 'd'\n"), "§ 1 &lt;a b=&quot;c&quot;&gt; &amp; &apos;d&apos;&#10;");
        assert_eq!(escaped("a\u{1b}b\u{fffe}\u{1F600}"), "a\u{fffd}b\u{fffd}\u{1F600}");
    }
}
