//! The elements of a chapter page whose class says that they are not text. Knows tags and classes only.

use html5gum::HtmlString;
use html5gum::emitters::default::StartTag;

/// What an element holds, by its class.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// `Sec. 20-86aa. Doula advisory committee.`
    Name,
    /// `CHAPTER 377a`
    ChapterNumber,
    /// `DOULAS`
    ChapterName,
    /// The number of a title whose chapters the page lists, or the heading of the list of titles.
    TitleNumber,
    /// Links or a heading between sections.
    End,
    /// A table of contents, notes to the chapter.
    Skipped,
}

/// An element that is being read, until it is closed.
#[derive(Debug)]
pub(super) struct Region {
    pub(super) kind: Kind,
    pub(super) tag: String,
    /// Where it begins.
    pub(super) line: usize,
    /// How many elements of the same name are open in it.
    inside: usize,
}

impl Region {
    pub(super) fn new(kind: Kind, tag: &HtmlString, line: usize) -> Self {
        Self { kind, tag: String::from_utf8_lossy(tag).into_owned(), line, inside: 0 }
    }

    /// Whether the element is a paragraph that ends where another block begins, as HTML has it.
    pub(super) fn ends_before(&self, tag: &HtmlString) -> bool {
        self.tag == "p" && is_block(tag)
    }

    pub(super) fn enter(&mut self, tag: &HtmlString) {
        self.inside += usize::from(tag.as_slice() == self.tag.as_bytes());
    }

    /// Whether the end tag closes the element.
    pub(super) fn exit(&mut self, tag: &HtmlString) -> bool {
        let same = tag.as_slice() == self.tag.as_bytes();
        let closes = same && self.inside == 0;
        self.inside -= usize::from(same && !closes);
        closes
    }
}

pub(super) fn kind(tag: &StartTag<usize>) -> Option<Kind> {
    let classes = tag.attributes.get(b"class".as_slice()).map_or(b"".as_slice(), |class| class.as_slice());
    let by_class = classes.split(u8::is_ascii_whitespace).find_map(|class| match class {
        b"catchln" => Some(Kind::Name),
        b"chap-no" => Some(Kind::ChapterNumber),
        b"chap-name" => Some(Kind::ChapterName),
        b"title-no" | b"titles_main_hd" => Some(Kind::TitleNumber),
        b"nav_tbl" | b"chaps_pg_bar" => Some(Kind::End),
        b"toc_catchln" | b"chap_toc_hd" => Some(Kind::Skipped),
        _ if class.starts_with(b"front-note") => Some(Kind::Skipped),
        // part-no, part-name, subpart-no and the like.
        _ if class.ends_with(b"-no") || class.ends_with(b"-name") => Some(Kind::End),
        _ => None,
    });
    by_class.or(match tag.name.as_slice() {
        b"script" | b"style" | b"title" => Some(Kind::Skipped),
        _ => None,
    })
}

/// The anchor of a section's name: `sec_3-1`, `secs_3-1_to_3-4`.
pub(super) fn anchor(tag: &StartTag<usize>) -> Option<String> {
    let id = tag.attributes.get(b"id".as_slice()).filter(|_| tag.name.as_slice() == b"span")?;
    let is_section = id.starts_with(b"sec_") || id.starts_with(b"secs_");
    is_section.then(|| String::from_utf8_lossy(id).into_owned())
}

/// Whether the tag begins or ends a paragraph.
pub(super) fn is_block(tag: &HtmlString) -> bool {
    matches!(
        tag.as_slice(),
        b"address"
            | b"article"
            | b"blockquote"
            | b"body"
            | b"caption"
            | b"center"
            | b"dd"
            | b"div"
            | b"dl"
            | b"dt"
            | b"h1"
            | b"h2"
            | b"h3"
            | b"h4"
            | b"h5"
            | b"h6"
            | b"hr"
            | b"html"
            | b"li"
            | b"ol"
            | b"p"
            | b"pre"
            | b"section"
            | b"table"
            | b"tbody"
            | b"td"
            | b"tfoot"
            | b"th"
            | b"thead"
            | b"tr"
            | b"ul"
    )
}

/// Whether the element has no content and no end tag.
pub(super) fn is_empty(tag: &HtmlString) -> bool {
    matches!(tag.as_slice(), b"br" | b"hr" | b"img" | b"input" | b"link" | b"meta" | b"wbr")
}
