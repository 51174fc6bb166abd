//! The runs of a part of a Word document, and how one is cut in two: where a comment begins, where a change ends.

use crate::document::package::{Node, Nodes, Tag};
use crate::span::Span;

/// A run, in byte ranges of the part's XML.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Run {
    /// All of it.
    pub(super) whole: Span,
    /// Its start tag.
    tag: Span,
    /// What is said of its letters, if anything is.
    properties: Option<Span>,
    /// What it holds after that.
    items: Vec<Item>,
    /// The insides of the CDATA sections in its texts.
    sections: Vec<Span>,
    /// The start tag of the insertion by somebody that it stands right in.
    pub(super) inserted: Option<Span>,
    /// The index of the outermost run that it lies in, as those of a text box do.
    pub(super) outermost: Option<usize>,
}

/// Something in a run: text, a tab, the mark of a note.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Item {
    /// All of it.
    pub(super) whole: Span,
    pub(super) content: Content,
}

/// What an item of a run is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Content {
    /// Text, with the place of its inside.
    Text(Span),
    /// A tab and its like: it stands for a character, and is deleted with the words around it.
    Sign,
    /// Anything else, which stays whatever becomes of the words around it.
    Object,
}

/// What a text in a run is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    /// Text.
    Kept,
    /// Deleted text, which has an element of its own.
    Deleted,
}

/// A change to the XML: what to put in the place of a range.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Edit {
    pub(super) at: Span,
    pub(super) content: String,
}

/// The runs of a part, by where their tags begin. Those in text boxes lie within others.
pub(super) fn runs(xml: &str) -> Vec<Run> {
    let mut found = Found::default();
    for (node, span) in Nodes::new(xml, Span::new(0, xml.len())) {
        match node {
            Node::Start(tag) => found.start(&tag, span),
            Node::End(_) => found.end(span),
            Node::Text if xml[..span.start].ends_with(SECTION) => found.section(span),
            Node::Text | Node::Entity(_) => {}
        }
    }
    found.runs
}

const SECTION: &str = "<![CDATA[";

/// The runs so far, and the elements around the place.
#[derive(Default)]
struct Found {
    /// The prefix of the part's own elements; those of drawings and equations have others.
    prefix: Option<String>,
    runs: Vec<Run>,
    open: Vec<Open>,
}

#[derive(Clone, Copy, Debug)]
struct Open {
    kind: Kind,
    tag: Span,
    /// The index of the outermost run that it is or lies in.
    outermost: Option<usize>,
}

impl Found {
    fn start(&mut self, element: &Tag<'_>, tag: Span) {
        let is_own = self.prefix.get_or_insert_with(|| element.prefix().to_owned()) == element.prefix();
        let name = if is_own { element.name() } else { "" };
        let parent = self.open.last().copied();
        let mut outermost = parent.and_then(|parent| parent.outermost);
        let kind = match (name, parent.map(|parent| parent.kind)) {
            ("rPr", Some(Kind::Run(run))) => Kind::Properties(run),
            (_, Some(Kind::Run(run))) => Kind::Item(run, content(name, element)),
            ("r", _) => {
                let inserted = parent.filter(|parent| parent.kind == Kind::Insertion).map(|parent| parent.tag);
                let (items, sections) = (Vec::new(), Vec::new());
                self.runs.push(Run { whole: tag, tag, properties: None, items, sections, inserted, outermost });
                outermost = outermost.or(Some(self.runs.len() - 1));
                Kind::Run(self.runs.len() - 1)
            }
            ("ins" | "moveTo", _) => Kind::Insertion,
            _ => Kind::Other,
        };
        self.open.push(Open { kind, tag, outermost });
    }

    fn section(&mut self, inside: Span) {
        if let Some(Kind::Item(run, _)) = self.open.last().map(|open| open.kind) {
            self.runs[run].sections.push(inside);
        }
    }

    fn end(&mut self, end: Span) {
        let Some(Open { kind, tag, .. }) = self.open.pop() else { return };
        let whole = Span::new(tag.start, end.end);
        match kind {
            Kind::Run(run) => self.runs[run].whole = whole,
            Kind::Properties(run) => self.runs[run].properties = Some(whole),
            Kind::Item(run, content) => {
                let content = match content {
                    Content::Text(_) => Content::Text(Span::new(tag.end, end.start)),
                    content => content,
                };
                self.runs[run].items.push(Item { whole, content });
            }
            Kind::Insertion | Kind::Other => {}
        }
    }
}

/// What an element in a run is; the inside of a text is not known yet.
fn content(name: &str, element: &Tag<'_>) -> Content {
    match name {
        "t" => Content::Text(Span::new(0, 0)),
        "tab" | "ptab" | "cr" | "noBreakHyphen" | "sym" => Content::Sign,
        // The others break pages and columns.
        "br" if matches!(element.attribute("type").as_deref(), None | Some("textWrapping")) => Content::Sign,
        _ => Content::Object,
    }
}

/// What an open element is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// The run of that index.
    Run(usize),
    /// What is said of the letters of that run.
    Properties(usize),
    /// Something in that run.
    Item(usize, Content),
    /// An insertion by somebody.
    Insertion,
    /// Anything else.
    Other,
}

impl Run {
    /// Whether the byte at `offset` is of something in it.
    pub(super) fn holds(&self, offset: usize) -> bool {
        self.items.iter().any(|item| item.first_offset() <= offset && offset < item.last_offset())
    }

    /// The item that holds `offset`.
    pub(super) fn item_at(&self, offset: usize) -> Option<&Item> {
        self.items.iter().find(|item| item.whole.start <= offset && offset < item.whole.end)
    }

    /// Whether nothing stands between the places.
    pub(super) fn joins(&self, end: usize, start: usize) -> bool {
        !self.items.iter().any(|item| end <= item.whole.start && item.whole.end <= start)
    }

    /// Its texts, each with the place of its inside.
    pub(super) fn texts(&self) -> impl Iterator<Item = (&Item, Span)> {
        self.items.iter().filter_map(|item| match item.content {
            Content::Text(inside) => Some((item, inside)),
            Content::Sign | Content::Object => None,
        })
    }

    /// The prefix of its elements, with the colon.
    fn prefix<'a>(&self, xml: &'a str) -> &'a str {
        let name = xml[self.tag.range()].trim_start_matches('<');
        let name = &name[..name.find(|c: char| c.is_whitespace() || matches!(c, '>' | '/')).unwrap_or(name.len())];
        &name[..name.find(':').map_or(0, |colon| colon + 1)]
    }

    /// How its letters look, as XML.
    pub(super) fn properties<'a>(&self, xml: &'a str) -> &'a str {
        self.properties.map_or("", |properties| &xml[properties.range()])
    }

    /// Where `between` goes to stand between what is before and what is from `offset` on, and with what around it.
    pub(super) fn cut(&self, xml: &str, offset: usize, sides: [Side; 2], between: &str) -> Edit {
        let boundary = |at: usize, content: String| Edit { at: Span::new(at, at), content };
        let item = self.items.iter().position(|item| offset <= item.last_offset());
        match item.map(|index| (index, &self.items[index])) {
            None => boundary(self.whole.end, between.to_owned()),
            Some((0, first)) if offset <= first.first_offset() => boundary(self.whole.start, between.to_owned()),
            Some((index, item)) if offset == item.last_offset() && index + 1 == self.items.len() => {
                boundary(self.whole.end, between.to_owned())
            }
            Some((_, item)) if offset <= item.first_offset() => boundary(item.whole.start, self.reopened(xml, between)),
            Some((_, item)) if offset == item.last_offset() => boundary(item.whole.end, self.reopened(xml, between)),
            Some(_) => {
                let prefix = self.prefix(xml);
                let [before, after] = sides.map(Side::element);
                let is_in_section = self.sections.iter().any(|inside| inside.start <= offset && offset <= inside.end);
                let [end, begin] = if is_in_section { ["]]>", SECTION] } else { [""; 2] };
                let open = format!("<{prefix}{after} xml:space=\"preserve\">{begin}");
                boundary(offset, format!("{end}</{prefix}{before}>{}{open}", self.reopened(xml, between)))
            }
        }
    }

    /// The end of a run, `between`, and the beginning of another one that looks the same.
    fn reopened(&self, xml: &str, between: &str) -> String {
        let prefix = self.prefix(xml);
        format!("</{prefix}r>{between}{}{}", &xml[self.tag.range()], self.properties(xml))
    }

    /// What makes the text in `item` keep its white space where it is cut, and deleted text of it where it is.
    pub(super) fn retagged(&self, xml: &str, (item, text): (&Item, Span), sides: [Side; 2]) -> [Edit; 2] {
        let prefix = self.prefix(xml);
        let [first, last] = sides.map(Side::element);
        [
            Edit {
                at: Span::new(item.whole.start, text.start),
                content: format!("<{prefix}{first} xml:space=\"preserve\">"),
            },
            Edit { at: Span::new(text.end, item.whole.end), content: format!("</{prefix}{last}>") },
        ]
    }
}

impl Item {
    /// What of it is meant where `span` is: any part of a text, all of anything else.
    pub(super) fn meant(&self, span: Span) -> Span {
        match self.content {
            Content::Text(_) => span,
            Content::Sign | Content::Object => self.whole,
        }
    }

    /// The first offset at which something of it can be meant.
    fn first_offset(&self) -> usize {
        self.inside().start
    }

    /// The last such offset.
    fn last_offset(&self) -> usize {
        self.inside().end
    }

    fn inside(&self) -> Span {
        match self.content {
            Content::Text(inside) => inside,
            Content::Sign | Content::Object => self.whole,
        }
    }
}

impl Side {
    fn element(self) -> &'static str {
        match self {
            Side::Kept => "t",
            Side::Deleted => "delText",
        }
    }
}

/// The XML with all edits made; none overlaps another. Those at one place are made in their order.
pub(super) fn edited(xml: &str, mut edits: Vec<Edit>) -> String {
    edits.sort_by_key(|edit| (edit.at.start, edit.at.end));
    let mut text = String::with_capacity(xml.len() + edits.iter().map(|edit| edit.content.len()).sum::<usize>());
    let mut at = 0;
    for edit in edits {
        text.push_str(&xml[at..edit.at.start]);
        text.push_str(&edit.content);
        at = edit.at.end;
    }
    text.push_str(&xml[at..]);
    text
}
