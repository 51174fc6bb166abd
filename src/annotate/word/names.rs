//! What a part calls the elements and attributes of Word. Programs differ in the prefix, strict files in the namespace.

use jiff::civil::Date;

use super::AUTHOR;
use crate::document::package::{Node, Nodes};
use crate::span::Span;

/// The names of a part.
pub(super) struct Names {
    /// The prefix of elements, with the colon.
    pub(super) element: String,
    /// The prefix of attributes. One without a prefix is in no namespace, even where elements need none.
    attribute: String,
    /// What an element declares so that its attributes can have that prefix.
    declaration: String,
    /// The namespace of the part's root.
    pub(super) namespace: Option<String>,
}

impl Names {
    /// The names that the part uses whose XML this is.
    pub(super) fn of(xml: &str) -> Names {
        let root = Nodes::new(xml, Span::new(0, xml.len())).find_map(|(node, _)| match node {
            Node::Start(tag) => Some((tag.prefix().to_owned(), tag.namespaces())),
            _ => None,
        });
        let (prefix, declared) = root.unwrap_or_default();
        let namespace =
            declared.iter().find(|(declared, _)| *declared == prefix).map(|(_, namespace)| namespace.clone());
        let names_it =
            |(other, declared): &&(String, String)| !other.is_empty() && Some(declared) == namespace.as_ref();
        let bound =
            if prefix.is_empty() { declared.iter().find(names_it).map(|(bound, _)| bound) } else { Some(&prefix) };
        let declaration = match (bound, &namespace) {
            (None, Some(namespace)) => format!(" xmlns:w=\"{namespace}\""),
            _ => String::new(),
        };
        let attribute = format!("{}:", bound.map_or("w", String::as_str));
        let element = if prefix.is_empty() { prefix } else { format!("{prefix}:") };
        Names { element, attribute, declaration, namespace }
    }

    /// The beginning of a start tag, up to where other attributes may follow.
    pub(super) fn identified(&self, name: &str, id: u32) -> String {
        let Names { element, attribute, declaration, .. } = self;
        format!("<{element}{name}{declaration} {attribute}id=\"{id}\"")
    }

    /// The same, with who wrote it, and when.
    pub(super) fn signed(&self, name: &str, id: u32, date: Date) -> String {
        let begun = self.identified(name, id);
        format!("{begun} {}=\"{AUTHOR}\" {}=\"{date}T00:00:00Z\"", self.attribute("author"), self.attribute("date"))
    }

    /// A start tag with another identifier in the place of its own.
    pub(super) fn with_id(&self, tag: &str, id: u32) -> String {
        let begins = format!("{}=", self.attribute("id"));
        let at = tag.match_indices(&begins).map(|(at, _)| at).find(|at| tag[..*at].ends_with(char::is_whitespace));
        let value = at.map(|at| at + begins.len()).and_then(|start| {
            let quote = tag[start..].chars().next().filter(|quote| matches!(quote, '"' | '\''))?;
            let length = tag[start + 1..].find(quote)?;
            Some(start + 1..start + 1 + length)
        });
        let mut tag = tag.to_owned();
        if let Some(value) = value {
            tag.replace_range(value, &id.to_string());
        }
        tag
    }

    /// An attribute's name.
    pub(super) fn attribute(&self, name: &str) -> String {
        format!("{}{name}", self.attribute)
    }
}
