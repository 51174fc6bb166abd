//! The list of what an edition says of penalties and the importer did not understand: `unread.tsv`.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;

use super::output::Output;
use crate::law::{Pinpoint, Section};

/// One place, and why it was not understood.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Unread {
    pub(super) section: Section,
    pub(super) pinpoint: Pinpoint,
    pub(super) reason: String,
}

/// The list, sorted by place.
pub(super) fn output(folder: &Path, rows: &[Unread]) -> Output {
    let mut sorted: Vec<&Unread> = rows.iter().collect();
    sorted.sort();
    let mut text = "section\tpinpoint\treason\n".to_owned();
    for row in &sorted {
        let _ = writeln!(text, "{}\t{}\t{}", row.section.number(), row.pinpoint, row.reason);
    }
    Output { path: folder.join("unread.tsv"), text, counts: BTreeMap::from([("not read", sorted.len())]) }
}
