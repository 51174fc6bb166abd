//! Where text came from, and whether a place can be edited. Only it knows.

use crate::span::Span;

/// Maps spans of the text to byte ranges of [`Document::source_text`](super::Document::source_text).
#[derive(Clone, Debug)]
pub enum SourceMap {
    /// The text is the source.
    Identity,
    /// The text was put together from pieces of the source, in order of text.
    Pieces(Vec<Piece>),
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
    /// The smallest source range that holds all of `span`; `None` if none of it came from the source.
    pub fn source_range(&self, span: Span) -> Option<Span> {
        match self {
            SourceMap::Identity => Some(span),
            SourceMap::Pieces(pieces) => {
                let touched = touched(pieces, span);
                let first = touched.first()?;
                let last = touched.last()?;
                let start = match first.verbatim {
                    true => first.source.start + span.start.saturating_sub(first.text.start),
                    false => first.source.start,
                };
                let end = match last.verbatim {
                    true => last.source.end - last.text.end.saturating_sub(span.end),
                    false => last.source.end,
                };
                Some(Span::new(start, end))
            }
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
        }
    }
}

fn touched(pieces: &[Piece], span: Span) -> &[Piece] {
    let first = pieces.partition_point(|piece| piece.text.end <= span.start);
    let last = pieces.partition_point(|piece| piece.text.start < span.end);
    pieces.get(first..last).unwrap_or(&[])
}
