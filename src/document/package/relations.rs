//! Which part of an Office document belongs to which: the relations that its packaging convention
//! (ECMA-376, part 2) keeps beside each part.

use super::PackageError;
use super::archive::{Archive, ArchiveError, Parts};
use super::xml::{Node, Nodes};
use crate::span::Span;

/// What one part has to do with another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Relation {
    /// By what the first part names it.
    pub(crate) id: String,
    /// The last word of its type: `footnotes`, `comments`, `slide`.
    pub(crate) kind: String,
    /// The other part's name in the archive.
    pub(crate) target: String,
}

/// The name of the document's main part.
pub(crate) fn main_part(archive: &mut Archive<'_>) -> Result<String, PackageError> {
    let relations = relations_of(archive, "")
        .map_err(|why| PackageError::Part { name: "_rels/.rels".to_owned(), why: why.to_string() })?;
    let main = relations.into_iter().find(|relation| relation.kind == "officeDocument");
    main.map(|relation| relation.target).ok_or(PackageError::Unknown)
}

/// The relations of a part; those of the whole document for an empty name.
pub(crate) fn relations_of(archive: &mut Archive<'_>, part: &str) -> Result<Vec<Relation>, ArchiveError> {
    let xml = archive.text(&relations_part(part))?;
    Ok(relations(&mut Nodes::new(&xml, Span::new(0, xml.len())), folder(part)))
}

fn folder(part: &str) -> &str {
    part.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// The relations of a part; none if it has no list of them. A damaged list is told.
pub(super) fn relations_or_told(archive: &mut Archive<'_>, part: &str, parts: &mut Parts) -> Vec<Relation> {
    let name = relations_part(part);
    match archive.text(&name) {
        Ok(xml) => {
            let mut nodes = Nodes::new(&xml, Span::new(0, xml.len()));
            let found = relations(&mut nodes, folder(part));
            parts.note_damage(&name, &nodes);
            found
        }
        Err(ArchiveError::Missing) => Vec::new(),
        Err(why) => {
            parts.unread.push((name, why));
            Vec::new()
        }
    }
}

/// The name of the part that holds the relations of `part`.
pub(crate) fn relations_part(part: &str) -> String {
    match part.rsplit_once('/') {
        Some((folder, name)) => format!("{folder}/_rels/{name}.rels"),
        None => format!("_rels/{part}.rels"),
    }
}

/// The relations that are listed, with targets relative to `folder`.
fn relations(nodes: &mut Nodes<'_>, folder: &str) -> Vec<Relation> {
    let mut found = Vec::new();
    for (node, _) in nodes {
        let Node::Start(tag) = node else { continue };
        let [Some(id), Some(kind), Some(target)] = ["Id", "Type", "Target"].map(|name| tag.attribute(name)) else {
            continue;
        };
        if tag.attribute("TargetMode").as_deref() != Some("External") {
            let kind = kind.rsplit('/').next().unwrap_or("").to_owned();
            found.push(Relation { id, kind, target: resolved(folder, &target) });
        }
    }
    found
}

/// A target as a part's name: `../media/a.png` from `ppt/slides` is `ppt/media/a.png`.
fn resolved(folder: &str, target: &str) -> String {
    let (mut path, target): (Vec<&str>, _) = match target.strip_prefix('/') {
        Some(absolute) => (Vec::new(), absolute),
        None => (folder.split('/').filter(|name| !name.is_empty()).collect(), target),
    };
    for name in target.split('/') {
        match name {
            ".." => drop(path.pop()),
            "." | "" => {}
            name => path.push(name),
        }
    }
    path.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_are_relative_to_the_part() {
        assert_eq!(resolved("word", "footnotes.xml"), "word/footnotes.xml");
        assert_eq!(resolved("ppt/slides", "../notesSlides/notesSlide1.xml"), "ppt/notesSlides/notesSlide1.xml");
        assert_eq!(resolved("word", "/word/document.xml"), "word/document.xml");
        assert_eq!(resolved("", "../../a.xml"), "a.xml");
    }

    #[test]
    fn relations_have_parts_beside_them() {
        assert_eq!(relations_part(""), "_rels/.rels");
        assert_eq!(relations_part("word/document.xml"), "word/_rels/document.xml.rels");
    }
}
