//! What the comments of a Word document say.

use super::super::xml::{Node, Nodes};
use crate::span::Span;

/// A comment.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct WordComment {
    pub(crate) id: String,
    pub(crate) author: String,
    pub(crate) paragraphs: Vec<String>,
}

/// The comments in the part whose XML this is.
pub(crate) fn word_comments(xml: &str) -> Vec<WordComment> {
    let mut comments: Vec<WordComment> = Vec::new();
    let mut in_text = false;
    for (node, span) in Nodes::new(xml, Span::new(0, xml.len())) {
        let paragraphs = comments.last_mut().map(|comment| &mut comment.paragraphs);
        match node {
            Node::Start(tag) if tag.name() == "comment" => {
                let [id, author] = ["id", "author"].map(|name| tag.attribute(name).unwrap_or_default());
                comments.push(WordComment { id, author, paragraphs: Vec::new() });
            }
            Node::Start(tag) => {
                in_text = tag.name() == "t";
                if let Some(paragraphs) = paragraphs.filter(|_| tag.name() == "p") {
                    paragraphs.push(String::new());
                }
            }
            Node::End(_) => in_text = false,
            Node::Text if in_text => push(paragraphs, &xml[span.range()]),
            Node::Entity(text) if in_text => push(paragraphs, &text),
            Node::Text | Node::Entity(_) => {}
        }
    }
    comments
}

/// Adds to the last paragraph.
fn push(paragraphs: Option<&mut Vec<String>>, text: &str) {
    if let Some(paragraph) = paragraphs.and_then(|paragraphs| paragraphs.last_mut()) {
        paragraph.push_str(text);
    }
}
