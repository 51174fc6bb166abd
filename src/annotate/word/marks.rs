//! Marks places in a part of a Word document: where comments begin and end, what is replaced.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::anchor::Anchors;
use super::escaped;
use super::names::Names;
use super::runs::{Content, Edit, Run, Side, edited, runs};
use crate::document::package::{Node, Nodes};
use crate::span::Span;

/// A part, and what is to be marked in it. Places are byte ranges of its XML.
pub(super) struct Marks {
    xml: String,
    names: Names,
    anchors: Anchors,
    runs: Vec<Run>,
    /// What goes where a run is cut, by the run and the place: what ends there, then what begins there.
    cuts: BTreeMap<(usize, usize), [String; 2]>,
    /// What is deleted, in order.
    deleted: Vec<Span>,
    /// Where the words of existing comments begin, by the comments' identifiers.
    commented: Vec<(usize, String)>,
    next_id: u32,
}

/// The index of a run, and what of it is meant.
pub(super) type Portion = (usize, Span);

impl Marks {
    pub(super) fn new(xml: String) -> Marks {
        let runs = runs(&xml);
        let Existing { commented, next_id } = Existing::in_part(&xml);
        let names = Names::of(&xml);
        let anchors = Anchors::of(&xml);
        Marks { xml, names, anchors, runs, cuts: BTreeMap::new(), deleted: Vec::new(), commented, next_id }
    }

    /// Where in the part comments on others may stand.
    pub(super) fn anchors(&self) -> &Anchors {
        &self.anchors
    }

    /// The place of the text box that the byte at `offset` is in, if it is in one.
    pub(super) fn text_box(&self, offset: usize) -> Option<Span> {
        let outermost = self.runs[self.run(offset)?].outermost?;
        self.runs[outermost].item_at(offset).map(|item| item.whole)
    }

    /// What the part calls things.
    pub(super) fn names(&self) -> &Names {
        &self.names
    }

    /// The identifiers of the comments whose words begin at `start`.
    pub(super) fn comments_at(&self, start: usize) -> impl Iterator<Item = &str> {
        self.commented.iter().filter(move |(at, _)| *at == start).map(|(_, id)| id.as_str())
    }

    /// Whether a comment can stand on the words.
    pub(super) fn can_comment(&self, words: Span) -> bool {
        self.ends(words).is_some()
    }

    /// Puts the comment `id` on the words.
    pub(super) fn comment(&mut self, words: Span, id: u32) {
        let Some([(first, start), (last, end)]) = self.ends(words) else { return };
        let w = &self.names.element;
        let [begins, ends, refers] = ["commentRangeStart", "commentRangeEnd", "commentReference"]
            .map(|name| format!("{}/>", self.names.identified(name, id)));
        let ends = format!("{ends}<{w}r>{refers}</{w}r>");
        self.cut(first, start)[1].push_str(&begins);
        self.cut(last, end)[0].push_str(&ends);
    }

    /// Replaces the words that the portions are by a change that can be accepted or rejected.
    pub(super) fn replace(&mut self, portions: &[Portion], content: &str, date: Date) {
        let [Some(&(first, _)), Some(&(last, last_portion))] = [portions.first(), portions.last()] else { return };
        for &(run, portion) in portions {
            let opening = self.opening("del", date);
            self.cut(run, portion.start)[1].push_str(&opening);
            let closing = format!("</{}del>", self.names.element);
            self.cut(run, portion.end)[0].push_str(&closing);
            self.deleted.push(portion);
        }
        let inserted = self.insertion(first, last, content, date);
        self.cut(last, last_portion.end)[0].push_str(&inserted);
    }

    /// The part's XML with all marks, if there are any.
    pub(super) fn edited(mut self) -> Option<String> {
        if self.cuts.is_empty() {
            return None;
        }
        // The text of a text box comes after its paragraph's, its XML stands within.
        self.deleted.sort_unstable();
        let cut = |(&(run, offset), [ends, begins]): (&(usize, usize), &[String; 2])| {
            let sides = [self.side(offset.saturating_sub(1)), self.side(offset)];
            self.runs[run].cut(&self.xml, offset, sides, &format!("{ends}{begins}"))
        };
        let mut edits = self.retagged();
        edits.extend(self.cuts.iter().map(cut));
        Some(edited(&self.xml, edits))
    }

    /// The tags of texts that are cut or deleted.
    fn retagged(&self) -> Vec<Edit> {
        let touched = self.cuts.keys().map(|&(run, offset)| (run, offset));
        let touched: BTreeSet<usize> = touched.map(|(run, _)| run).collect();
        let mut edits = Vec::new();
        for run in touched.into_iter().map(|run| &self.runs[run]) {
            for (item, inside) in run.texts() {
                let sides = [inside.start, inside.end.saturating_sub(1).max(inside.start)];
                edits.extend(run.retagged(&self.xml, (item, inside), sides.map(|offset| self.side(offset))));
            }
        }
        edits
    }

    fn side(&self, offset: usize) -> Side {
        let after = self.deleted.partition_point(|deleted| deleted.start <= offset);
        match after.checked_sub(1).map(|index| self.deleted[index]) {
            Some(deleted) if offset < deleted.end => Side::Deleted,
            _ => Side::Kept,
        }
    }

    /// The innermost run that the byte at `offset` is text of.
    fn run(&self, offset: usize) -> Option<usize> {
        /// How many runs may lie between one's beginning and its text: those of a text box within it.
        const FARTHEST: usize = 10_000;
        let after = self.runs.partition_point(|run| run.whole.start <= offset);
        let before = self.runs[..after].iter().enumerate().rev().take(FARTHEST);
        before.filter(|(_, run)| run.holds(offset)).map(|(index, _)| index).next()
    }

    /// Where words begin and end, with the runs. What is no text is taken whole.
    fn ends(&self, words: Span) -> Option<[(usize, usize); 2]> {
        let last = words.end.checked_sub(1).filter(|last| words.start <= *last)?;
        let [begin, end] = [words.start, last].map(|offset| {
            let run = self.run(offset)?;
            Some((run, self.runs[run].item_at(offset)?.meant(words)))
        });
        let ((first, begin), (last, end)) = begin.zip(end)?;
        Some([(first, begin.start), (last, end.end)])
    }

    /// The runs of the pieces, in order, each with what of it is meant: between two portions of a run stands what must stay.
    /// `None` if a piece is not text of a run.
    pub(super) fn portions(&self, pieces: &[Span]) -> Option<Vec<Portion>> {
        let mut portions: Vec<Portion> = Vec::new();
        for &piece in pieces {
            let run = self.run(piece.start)?;
            let item = self.runs[run].item_at(piece.start).filter(|item| item.content != Content::Object)?;
            let piece = item.meant(piece);
            match portions.last_mut() {
                Some((last, portion)) if *last == run && self.runs[run].joins(portion.end, piece.start) => {
                    *portion = portion.cover(piece);
                }
                _ => portions.push((run, piece)),
            }
        }
        Some(portions)
    }

    fn cut(&mut self, run: usize, offset: usize) -> &mut [String; 2] {
        self.cuts.entry((run, offset)).or_default()
    }

    /// The beginning of a change.
    fn opening(&mut self, kind: &str, date: Date) -> String {
        let id = self.next_id;
        self.next_id += 1;
        format!("{}>", self.names.signed(kind, id, date))
    }

    /// New text that looks like the run `model`, to stand after text of the run `after`. An insertion by somebody that this is
    /// in ends before it and goes on after it.
    fn insertion(&mut self, model: usize, after: usize, content: &str, date: Date) -> String {
        let opening = self.opening("ins", date);
        let w = &self.names.element;
        let properties = self.runs[model].properties(&self.xml);
        let text = escaped(content);
        let inserted = format!("{opening}<{w}r>{properties}<{w}t xml:space=\"preserve\">{text}</{w}t></{w}r></{w}ins>");
        let Some(tag) = self.runs[after].inserted.map(|tag| &self.xml[tag.range()]) else { return inserted };
        let name = tag[1..].split([' ', '>', '\t', '\n', '\r', '/']).next().unwrap_or_default();
        let reopened = self.names.with_id(tag, self.next_id);
        self.next_id += 1;
        format!("</{name}>{inserted}{reopened}")
    }
}

/// What a part has already.
#[derive(Default)]
struct Existing {
    commented: Vec<(usize, String)>,
    next_id: u32,
}

impl Existing {
    fn in_part(xml: &str) -> Existing {
        let mut found = Existing { commented: Vec::new(), next_id: 1 };
        let (mut begun, mut in_text) = (Vec::new(), false);
        for (node, span) in Nodes::new(xml, Span::new(0, xml.len())) {
            match node {
                Node::Start(tag) => {
                    in_text = tag.name() == "t";
                    let id = tag.attribute("id");
                    let number = id.as_ref().and_then(|id| id.parse().ok()).filter(|id| *id < u32::MAX / 4);
                    found.next_id = found.next_id.max(number.unwrap_or(0) + 1);
                    match tag.name() {
                        "commentRangeStart" => begun.extend(id),
                        "footnoteReference" | "endnoteReference" | "AlternateContent" | "pict" | "drawing" => {
                            found.commented.extend(begun.drain(..).map(|id| (span.start, id)));
                        }
                        _ => {}
                    }
                }
                Node::End(_) => in_text = false,
                Node::Text | Node::Entity(_) if in_text => {
                    found.commented.extend(begun.drain(..).map(|id| (span.start, id)));
                }
                _ => {}
            }
        }
        found
    }
}
