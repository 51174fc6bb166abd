//! Reads what Word says of paragraphs and runs before their text.

use super::super::xml::{Nodes, Within};

/// What is said of a paragraph.
#[derive(Debug, Default)]
pub(super) struct ParagraphProperties {
    /// The identifier of its style.
    pub(super) style: Option<String>,
    /// Whether it is numbered or has a bullet, if that is said.
    pub(super) is_listed: Option<bool>,
    /// In how many lists its list stands.
    pub(super) level: u8,
    /// Whether it is part of the outline, as headings are.
    pub(super) is_outlined: bool,
    /// Whether its end is deleted: then the next paragraph goes on.
    pub(super) mark_is_deleted: bool,
}

impl ParagraphProperties {
    /// Reads the element that has just begun, to its end.
    pub(super) fn read(nodes: &mut Nodes<'_>) -> ParagraphProperties {
        let mut found = ParagraphProperties::default();
        nodes.within(|tag| {
            match tag.name() {
                "pStyle" => found.style = tag.attribute("val"),
                "numId" => found.is_listed = Some(tag.attribute("val").as_deref() != Some("0")),
                "ilvl" => found.level = tag.attribute("val").and_then(|level| level.parse().ok()).unwrap_or(0),
                // 9 is body text.
                "outlineLvl" => found.is_outlined = tag.attribute("val").as_deref() != Some("9"),
                "del" => found.mark_is_deleted = true,
                // What it was before.
                "pPrChange" | "rPrChange" => return Within::Pass,
                _ => {}
            }
            Within::Go
        });
        found
    }
}

/// What is said of a run, by itself or by a style.
#[derive(Clone, Debug, Default)]
pub(super) struct RunProperties {
    /// The identifier of its style.
    pub(super) style: Option<String>,
    /// Whether no reader sees it, or it is struck out: what is struck out is no longer said.
    pub(super) is_hidden: Option<bool>,
    /// Whether it stands above or below the line.
    pub(super) is_raised: Option<bool>,
}

impl RunProperties {
    /// Reads the element that has just begun, to its end.
    pub(super) fn read(nodes: &mut Nodes<'_>) -> RunProperties {
        let mut found = RunProperties::default();
        nodes.within(|tag| {
            match tag.name() {
                "rStyle" => found.style = tag.attribute("val"),
                "vanish" | "strike" | "dstrike" => {
                    found.is_hidden = Some(found.is_hidden == Some(true) || tag.is_on());
                }
                // Half-points above the line, which LibreOffice writes.
                "position" => {
                    let raised = tag.attribute("val").and_then(|raised| raised.parse::<i32>().ok());
                    found.is_raised = raised.map(|raised| raised > 0);
                }
                "vertAlign" => found.is_raised = Some(tag.attribute("val").as_deref() != Some("baseline")),
                "rPrChange" => return Within::Pass,
                _ => {}
            }
            Within::Go
        });
        found
    }
}
