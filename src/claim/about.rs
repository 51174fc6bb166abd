//! What a statement may be about, and what it is about, by places in the text.

use super::named::Mention;
use super::noted::Noted;
use crate::document::Block;
use crate::span::Span;

/// A block and the citations that its statements may be about: its own, or its heading's.
#[derive(Clone, Copy, Debug)]
pub(super) struct Scope {
    pub(super) block: Block,
    pub(super) first: usize,
    pub(super) count: usize,
}

/// What a statement is about, by places in the text.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum About {
    /// The citations of a list.
    List(Span),
    /// Those of each of several lists, one by one.
    Each(Vec<Span>),
    /// An offense by its name.
    Name(Mention),
    /// The citations in a note.
    Note(Noted),
}

/// A statement further than this from its citation, in bytes, is not about it for sure.
pub(super) const LONGEST_GAP: usize = 200;
