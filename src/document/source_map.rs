//! Where text came from, and whether a place can be edited. Only it knows.

use crate::span::Span;

/// Maps spans of the text to where they came from: for formats made of text, to byte ranges of
/// [`Document::source_text`](super::Document::source_text).
#[derive(Clone, Debug)]
pub enum SourceMap {
    /// The text is the source.
    Identity,
    /// The text was put together from pieces of the source, in order of text.
    Pieces(Vec<Piece>),
    /// The text was put together from parts of an archive: a Word document and its like.
    Package(PackageMap),
    /// The text was put together from what is drawn on pages.
    Pages(Vec<Drawn>),
}

/// Where the text of an archive came from.
#[derive(Clone, Debug, Default)]
pub struct PackageMap {
    /// The parts that were read, in order of text.
    pub parts: Vec<Part>,
    /// The pieces in order of text. Their sources are byte ranges of the parts' XML, taken one after another.
    pub pieces: Vec<Piece>,
}

/// A part of an archive that was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// Its name in the archive, such as `word/document.xml`.
    pub name: String,
    /// Where its XML begins among the XML of all parts, in bytes.
    pub start: usize,
    /// The page or slide that it is, from 1, if it is one.
    pub page: Option<usize>,
}

/// A run of text that is drawn at one place.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Drawn {
    /// Where it is in the text. White space and separators are drawn nowhere.
    pub text: Span,
    /// On which page, from 1.
    pub page: usize,
    /// Where on it.
    pub at: Rectangle,
}

/// A rectangle on a page, in points of the page's own space: the origin is bottom left.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Rectangle {
    /// Left edge.
    pub left: f32,
    /// Lower edge.
    pub bottom: f32,
    /// Right edge.
    pub right: f32,
    /// Upper edge.
    pub top: f32,
}

impl Rectangle {
    /// The smallest rectangle that holds both.
    pub fn cover(self, other: Rectangle) -> Rectangle {
        Rectangle {
            left: self.left.min(other.left),
            bottom: self.bottom.min(other.bottom),
            right: self.right.max(other.right),
            top: self.top.max(other.top),
        }
    }
}

/// A run of text that came from one place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece {
    /// Where it is in the text. Text between pieces (block separators) came from nowhere.
    pub text: Span,
    /// Where it came from in the source.
    pub source: Span,
    /// Whether the two are the same bytes. A decoded entity is not.
    pub verbatim: bool,
}

impl SourceMap {
    /// The smallest source range that holds all of `span`; `None` if none of it came from the source, or the file is not made
    /// of text.
    pub fn source_range(&self, span: Span) -> Option<Span> {
        match self {
            SourceMap::Identity => Some(span),
            SourceMap::Pieces(pieces) => {
                let touched = touched(pieces, span);
                Some(touched.first()?.within(span).cover(touched.last()?.within(span)))
            }
            SourceMap::Package(_) | SourceMap::Pages(_) => None,
        }
    }

    /// The source range to replace to change just `span`: all of it verbatim and in one run, or `None`.
    pub fn editable(&self, span: Span) -> Option<Span> {
        match self {
            SourceMap::Identity => Some(span),
            SourceMap::Pieces(pieces) => {
                let touched = touched(pieces, span);
                let whole = touched.first()?.text.start <= span.start && span.end <= touched.last()?.text.end;
                let joined = touched
                    .windows(2)
                    .all(|pair| pair[0].text.end == pair[1].text.start && pair[0].source.end == pair[1].source.start);
                let verbatim = touched.iter().all(|piece| piece.verbatim);
                (whole && joined && verbatim).then(|| self.source_range(span)).flatten()
            }
            SourceMap::Package(_) | SourceMap::Pages(_) => None,
        }
    }

    /// The page or slide that `span` begins on, from 1, where the format has pages.
    pub fn page(&self, span: Span) -> Option<usize> {
        match self {
            SourceMap::Identity | SourceMap::Pieces(_) => None,
            SourceMap::Package(package) => package.part(span)?.page,
            SourceMap::Pages(drawn) => Some(drawn_in(drawn, span).first()?.page),
        }
    }
}

impl Piece {
    /// The source of what it shares with `span`; all of its source if it is not verbatim.
    pub(crate) fn within(&self, span: Span) -> Span {
        if !self.verbatim {
            return self.source;
        }
        let before = span.start.saturating_sub(self.text.start);
        let after = self.text.end.saturating_sub(span.end);
        Span::new(self.source.start + before, self.source.end - after)
    }
}

impl PackageMap {
    /// The part that `span` begins in.
    pub fn part(&self, span: Span) -> Option<&Part> {
        let piece = self.pieces(span).first()?;
        let after = self.parts.partition_point(|part| part.start <= piece.source.start);
        self.parts.get(after.checked_sub(1)?)
    }

    /// Whether all of `span` came from somewhere: no separator of cells or paragraphs is in it.
    pub fn holds_all(&self, span: Span) -> bool {
        let shared = |piece: &Piece| piece.text.end.min(span.end) - piece.text.start.max(span.start);
        self.pieces(span).iter().map(shared).sum::<usize>() == span.len()
    }

    /// The pieces that share a byte with `span`.
    pub fn pieces(&self, span: Span) -> &[Piece] {
        touched(&self.pieces, span)
    }
}

/// What of `drawn` shares a byte with `span`.
pub fn drawn_in(drawn: &[Drawn], span: Span) -> &[Drawn] {
    let first = drawn.partition_point(|drawn| drawn.text.end <= span.start);
    let last = drawn.partition_point(|drawn| drawn.text.start < span.end);
    drawn.get(first..last).unwrap_or(&[])
}

fn touched(pieces: &[Piece], span: Span) -> &[Piece] {
    let first = pieces.partition_point(|piece| piece.text.end <= span.start);
    let last = pieces.partition_point(|piece| piece.text.start < span.end);
    pieces.get(first..last).unwrap_or(&[])
}
