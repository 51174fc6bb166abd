//! Says where something stands in a document that has no lines to count. Knows no words for it.

use super::{BlockKind, Document, SourceMap};
use crate::span::Span;

/// Where something stands in a document whose file is not text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Position {
    /// The page or slide, from 1, if the format has them.
    pub page: Option<usize>,
    /// The paragraph or row of a table, counted from 1 among those that hold text, where pages do not say it better.
    pub paragraph: Option<usize>,
    /// The kind of that paragraph.
    pub kind: BlockKind,
    /// The heading above it, in [`Document::text`].
    pub under: Option<Span>,
}

impl Document {
    /// Where `span` begins. `None` in formats that have lines, which say it better, and outside of every block.
    pub fn position(&self, span: Span) -> Option<Position> {
        if matches!(self.source_map, SourceMap::Identity | SourceMap::Pieces(_)) {
            return None;
        }
        let index = self.block_at(span.start)?;
        let kind = self.blocks[index].kind;
        let page = self.source_map.page(span).or_else(|| self.source_map.page(self.blocks[index].span));
        Some(Position { page, paragraph: page.is_none().then_some(index + 1), kind, under: self.heading_above(index) })
    }

    /// The heading that the block at `index` stands under. Notes, headers and footers stand under none.
    fn heading_above(&self, index: usize) -> Option<Span> {
        if self.blocks[index].kind == BlockKind::Footnote {
            return None;
        }
        let before = self.blocks[..index].iter().rev();
        before.take(FARTHEST).find(|block| block.kind == BlockKind::Heading).map(|block| block.span)
    }
}

/// How many blocks above a heading still helps to find a place; looking farther would also be slow.
const FARTHEST: usize = 200;
