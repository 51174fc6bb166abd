//! Goes through a part's XML element by element, with each one's place. Names are without their
//! prefixes: what programs call their namespaces differs, what they call a paragraph does not.

use std::borrow::Cow;

use quick_xml::escape::resolve_xml_entity;
use quick_xml::events::{BytesEnd, BytesRef, BytesStart, Event};
use quick_xml::name::{PrefixDeclaration, QName};
use quick_xml::{Reader, XmlVersion};

use crate::span::Span;

/// A node of XML.
#[derive(Clone, Debug)]
pub(crate) enum Node<'a> {
    /// An element begins. One without content begins and ends.
    Start(Tag<'a>),
    /// An element ends.
    End(EndTag<'a>),
    /// Text as it is.
    Text,
    /// Text that stands for other text: `&amp;`.
    Entity(Cow<'static, str>),
}

/// The beginning of an element.
#[derive(Clone, Debug)]
pub(crate) struct Tag<'a>(BytesStart<'a>);

impl Tag<'_> {
    /// The element's name without its prefix.
    pub(crate) fn name(&self) -> &str {
        self.0.local_name().into_inner()
    }

    /// The element's prefix, empty if it has none.
    pub(crate) fn prefix(&self) -> &str {
        self.0.name().prefix().map_or("", |prefix| prefix.into_inner())
    }

    /// The value of the attribute of that name, whatever its prefix.
    pub(crate) fn attribute(&self, name: &str) -> Option<String> {
        self.value(|key| key.local_name().into_inner() == name)
    }

    /// The value of the attribute of that name that has a prefix.
    pub(crate) fn prefixed_attribute(&self, name: &str) -> Option<String> {
        self.value(|key| key.prefix().is_some() && key.local_name().into_inner() == name)
    }

    /// The prefixes that it declares, each with its namespace; an empty one is that of elements without a prefix.
    pub(crate) fn namespaces(&self) -> Vec<(String, String)> {
        let mut attributes = self.0.attributes();
        let declared = attributes.with_checks(false).flatten().filter_map(|attribute| {
            let prefix = match attribute.key.as_namespace_binding()? {
                PrefixDeclaration::Default => "",
                PrefixDeclaration::Named(prefix) => prefix,
            };
            Some((prefix.to_owned(), attribute.value.into_owned()))
        });
        declared.collect()
    }

    fn value(&self, is_meant: impl Fn(QName<'_>) -> bool) -> Option<String> {
        let mut attributes = self.0.attributes();
        let found = attributes.with_checks(false).flatten().find(|attribute| is_meant(attribute.key))?;
        Some(found.normalized_value(XmlVersion::Explicit1_0).ok()?.into_owned())
    }

    /// The attribute `val` of Word, for what is switched on by being there.
    pub(crate) fn is_on(&self) -> bool {
        !matches!(self.attribute("val").as_deref(), Some("false" | "0" | "off"))
    }
}

/// The end of an element.
#[derive(Clone, Debug)]
pub(crate) struct EndTag<'a>(BytesEnd<'a>);

impl EndTag<'_> {
    /// The element's name without its prefix.
    pub(crate) fn name(&self) -> &str {
        self.0.local_name().into_inner()
    }
}

/// The nodes of some XML in order.
pub(crate) struct Nodes<'a> {
    reader: Reader<&'a [u8]>,
    base: usize,
    /// How many elements are open.
    depth: usize,
    /// Why it went no further, if that is not its end.
    damage: Option<String>,
}

impl<'a> Nodes<'a> {
    /// The nodes of `xml` within `span`; places are those in `xml`.
    pub(crate) fn new(xml: &'a str, span: Span) -> Nodes<'a> {
        let mut reader = Reader::from_str(&xml[span.range()]);
        let config = reader.config_mut();
        config.expand_empty_elements = true;
        config.allow_dangling_amp = true;
        Nodes { reader, base: span.start, depth: 0, damage: None }
    }

    /// The place reached.
    pub(crate) fn at(&self) -> usize {
        self.base + usize::try_from(self.reader.buffer_position()).unwrap_or(usize::MAX)
    }

    /// Why it went no further, if that is not its end.
    pub(crate) fn damage(&self) -> Option<&str> {
        self.damage.as_deref()
    }

    /// Goes to the end of the element that has just begun.
    pub(crate) fn pass(&mut self) {
        self.content();
    }

    /// Goes to the end of the element that has just begun. Its content's place.
    pub(crate) fn content(&mut self) -> Span {
        self.within(|_| Within::Go)
    }

    /// Goes to the end of the element that has just begun, and shows every element within, but for what lies in those that are
    /// to be passed over. Its content's place.
    pub(crate) fn within(&mut self, mut show: impl FnMut(&Tag<'_>) -> Within) -> Span {
        let start = self.at();
        let (mut depth, mut passed) = (0_usize, None);
        for (node, span) in self.by_ref() {
            match node {
                Node::Start(tag) => {
                    depth += 1;
                    if passed.is_none() && show(&tag) == Within::Pass {
                        passed = Some(depth);
                    }
                }
                Node::End(_) if depth == 0 => return Span::new(start, span.start),
                Node::End(_) => {
                    passed = passed.filter(|passed| *passed != depth);
                    depth -= 1;
                }
                _ => {}
            }
        }
        Span::new(start, self.at().max(start))
    }
}

/// Whether the content of an element is of interest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Within {
    /// It is.
    Go,
    /// It is not.
    Pass,
}

impl<'a> Iterator for Nodes<'a> {
    type Item = (Node<'a>, Span);

    fn next(&mut self) -> Option<Self::Item> {
        while self.damage.is_none() {
            let start = self.at();
            let event = self.reader.read_event().map_err(|error| self.damage = Some(error.to_string())).ok()?;
            let mut span = Span::new(start, self.at());
            let node = match event {
                Event::Start(tag) => {
                    self.depth += 1;
                    Node::Start(Tag(tag))
                }
                Event::End(tag) => {
                    self.depth = self.depth.saturating_sub(1);
                    Node::End(EndTag(tag))
                }
                Event::Text(_) => Node::Text,
                Event::CData(_) => {
                    span = Span::new(span.start + "<![CDATA[".len(), span.end - "]]>".len());
                    Node::Text
                }
                Event::GeneralRef(entity) => Node::Entity(decoded(&entity)),
                Event::Eof => {
                    self.damage = (self.depth > 0).then(|| "it ends too early".to_owned());
                    return None;
                }
                _ => continue,
            };
            return Some((node, span));
        }
        None
    }
}

fn decoded(entity: &BytesRef<'_>) -> Cow<'static, str> {
    match entity.resolve_char_ref() {
        Ok(Some(char)) => Cow::Owned(char.to_string()),
        _ => Cow::Borrowed(resolve_xml_entity(entity).unwrap_or("\u{fffd}")),
    }
}
