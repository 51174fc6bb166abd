//! The part of a Word document that holds its comments: those that are there, and new ones.

use std::collections::{BTreeMap, HashMap};

use jiff::civil::Date;

use super::names::Names;
use super::{AUTHOR, AnnotateError, escaped, in_part};
use crate::document::package::{Archive, ArchiveError, relations_of, relations_part, word_comments};

const TYPES: &str = "[Content_Types].xml";

/// What says to be a Word document's comments.
const CONTENT_TYPE: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml";

/// A list of relations without any.
const NO_RELATIONS: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
    <Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"></Relationships>";

/// What a document is made of that says nothing else.
const NAMESPACE: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const RELATION: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments";
/// The same of a strict document (ISO/IEC 29500-1), whose namespaces begin otherwise.
const STRICT: &str = "http://purl.oclc.org/ooxml/";
const STRICT_RELATION: &str = "http://purl.oclc.org/ooxml/officeDocument/relationships/comments";

/// The comments of a document.
pub(super) struct Comments {
    /// The main part, whose comments they are.
    main: String,
    /// The namespace of the main part.
    namespace: String,
    /// The part's name and XML, if there is one.
    part: Option<(String, String)>,
    /// What the part calls things.
    names: Names,
    /// What lawlint's own comments say, by their identifiers.
    own: HashMap<String, String>,
    /// New comments, as XML.
    new: String,
    next_id: u32,
}

impl Comments {
    /// Reads what is there. `namespace` is that of the main part.
    pub(super) fn read(
        archive: &mut Archive<'_>,
        main: &str,
        namespace: Option<String>,
    ) -> Result<Comments, AnnotateError> {
        let relations = relations_of(archive, main).unwrap_or_default();
        let name = relations.into_iter().find(|relation| relation.kind == "comments").map(|relation| relation.target);
        let namespace = namespace.unwrap_or_else(|| NAMESPACE.to_owned());
        let mut comments = Comments {
            main: main.to_owned(),
            names: Names::of(&new_part(&namespace)),
            namespace,
            part: None,
            own: HashMap::new(),
            new: String::new(),
            next_id: 0,
        };
        if let Some(name) = name {
            let xml = archive.text(&name).map_err(|why| in_part(&name, &why))?;
            for comment in word_comments(&xml) {
                let next_id = comment.id.parse().map_or(0, |id: u32| id.saturating_add(1));
                comments.next_id = comments.next_id.max(next_id);
                if comment.author == AUTHOR {
                    comments.own.insert(comment.id, comment.paragraphs.join("\n"));
                }
            }
            comments.names = Names::of(&xml);
            comments.part = Some((name, xml));
        }
        Ok(comments)
    }

    /// Whether the comment `id` is lawlint's and says this.
    pub(super) fn says(&self, id: &str, paragraphs: &[String]) -> bool {
        self.own.get(id).is_some_and(|said| *said == paragraphs.join("\n"))
    }

    /// Adds a comment. Its identifier.
    pub(super) fn add(&mut self, paragraphs: &[String], date: Date) -> u32 {
        let w = &self.names.element;
        let paragraph = |text: &String| {
            let text = escaped(text);
            format!("<{w}p><{w}r><{w}t xml:space=\"preserve\">{text}</{w}t></{w}r></{w}p>")
        };
        let id = self.next_id;
        let (begun, initials) = (self.names.signed("comment", id, date), self.names.attribute("initials"));
        let paragraphs: String = paragraphs.iter().map(paragraph).collect();
        let comment = format!("{begun} {initials}=\"LL\">{paragraphs}</{w}comment>");
        self.new.push_str(&comment);
        self.next_id += 1;
        id
    }

    /// Puts the part with the new comments among what has changed, and makes it known if it is new itself.
    pub(super) fn put_back(
        self,
        archive: &mut Archive<'_>,
        changed: &mut BTreeMap<String, String>,
    ) -> Result<(), AnnotateError> {
        if let Some((name, xml)) = self.part {
            let whole = with_last(&xml, &self.new);
            changed.insert(name, whole);
            return Ok(());
        }
        let folder = self.main.rsplit_once('/').map_or(String::new(), |(folder, _)| format!("{folder}/"));
        let types = archive.text(TYPES).map_err(|why| in_part(TYPES, &why))?;
        // What no relation leads to may still be in the archive or among the types.
        let target = free("comments", ".xml", |target| {
            archive.has(&format!("{folder}{target}")) || types.contains(&format!("/{folder}{target}"))
        });
        let name = format!("{folder}{target}");
        let list = relations_part(&self.main);
        let relations = archive.text(&list).unwrap_or_default();
        let id = free("rIdLawlint", "", |id| relations.contains(id));
        append(archive, changed, TYPES, |prefix| {
            format!("<{prefix}Override PartName=\"/{name}\" ContentType=\"{CONTENT_TYPE}\"/>")
        })?;
        let relation = if self.namespace.starts_with(STRICT) { STRICT_RELATION } else { RELATION };
        append(archive, changed, &list, |prefix| {
            format!("<{prefix}Relationship Id=\"{id}\" Type=\"{relation}\" Target=\"{target}\"/>")
        })?;
        changed.insert(name, with_last(&new_part(&self.namespace), &self.new));
        Ok(())
    }
}

/// The first name that is not taken: by itself, or else with a number.
fn free(begins: &str, ends: &str, is_taken: impl Fn(&str) -> bool) -> String {
    let numbered = (2_u64..).map(|number| format!("{begins}{number}{ends}"));
    let mut names = std::iter::once(format!("{begins}{ends}")).chain(numbered);
    names.find(|name| !is_taken(name)).expect("numbers do not run out")
}

/// A part without comments.
fn new_part(namespace: &str) -> String {
    let declaration = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>";
    format!("{declaration}\n<w:comments xmlns:w=\"{namespace}\"></w:comments>")
}

/// Adds an element at the end of a part, with the prefix of its root.
fn append(
    archive: &mut Archive<'_>,
    changed: &mut BTreeMap<String, String>,
    part: &str,
    element: impl Fn(&str) -> String,
) -> Result<(), AnnotateError> {
    let xml = match archive.text(part) {
        // Only a document without any relation has no list of them.
        Err(ArchiveError::Missing) if part != TYPES => NO_RELATIONS.to_owned(),
        read => read.map_err(|why| in_part(part, &why))?,
    };
    changed.insert(part.to_owned(), with_last(&xml, &element(&Names::of(&xml).element)));
    Ok(())
}

/// XML with an element more at the end of its root.
fn with_last(xml: &str, element: &str) -> String {
    let end = xml.rfind('<').unwrap_or(xml.len());
    if xml[end..].starts_with("</") {
        return format!("{}{element}{}", &xml[..end], &xml[end..]);
    }
    // The root is empty: <Relationships/>
    let name = root_name(xml).unwrap_or_default();
    format!("{}>{element}</{name}>", xml.trim_end().trim_end_matches("/>"))
}

/// The name of the first element, with its prefix.
fn root_name(xml: &str) -> Option<&str> {
    let tags = xml.match_indices('<').map(|(at, _)| &xml[at + 1..]);
    let root = tags.into_iter().find(|tag| !tag.starts_with(['?', '!']))?;
    root.split(|c: char| c.is_whitespace() || matches!(c, '>' | '/')).next()
}
