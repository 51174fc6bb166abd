//! Puts findings into the coordinates of their file, once for every format. Says nothing of how
//! they look.

use std::borrow::Cow;

use crate::check::{Diagnostic, Edit, Fix};
use crate::document::{BlockKind, Document, Format, Position};
use crate::span::{Location, Locator, Span};

use super::CheckedFile;
use super::fingerprint::Fingerprints;

/// A finding in the coordinates of its file.
#[derive(Clone, Debug)]
pub struct Placed<'a> {
    /// What was found.
    pub diagnostic: &'a Diagnostic,
    /// Where; `None` if the words came from nowhere in the file.
    pub place: Option<Place>,
    /// Where, in a file that has no lines.
    pub position: Option<Position>,
    /// The same in words: `paragraph 14, under “Penalties”`, `page 3`.
    pub whereabouts: Option<String>,
    /// The words as the file has them; as the reader sees them if they came from nowhere.
    pub text: &'a str,
    /// Where the citation is.
    pub cite: Option<Place>,
    /// The fix, if every one of its edits can be made in the file.
    pub fix: Option<PlacedFix<'a>>,
    /// Sixteen hexadecimal digits that do not change when lines move.
    pub fingerprint: String,
}

/// A stretch of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// Bytes of [`Document::source_text`](crate::document::Document::source_text).
    pub source: Span,
    /// Bytes of the file; `None` where the file's bytes are not its text.
    pub bytes: Option<Span>,
    /// The location of its first character.
    pub start: Location,
    /// The location just past its last character.
    pub end: Location,
}

/// A fix that can be made.
#[derive(Clone, Debug)]
pub struct PlacedFix<'a> {
    /// What it does.
    pub fix: &'a Fix,
    /// Its changes; never empty, and each with [`Place::bytes`].
    pub edits: Vec<PlacedEdit<'a>>,
}

/// A replacement in a file.
#[derive(Clone, Copy, Debug)]
pub struct PlacedEdit<'a> {
    /// What to replace.
    pub place: Place,
    /// What to put there.
    pub content: &'a str,
}

/// Places every finding of a file, in the order in which they were found.
pub fn place(file: &CheckedFile) -> Vec<Placed<'_>> {
    place_all(file, &file.diagnostics)
}

/// Places findings in a file, its own or others.
pub fn place_all<'a>(file: &'a CheckedFile, diagnostics: &'a [Diagnostic]) -> Vec<Placed<'a>> {
    let ruler = Ruler::new(file, diagnostics);
    let mut fingerprints = Fingerprints::new(&file.filename);
    let placed = diagnostics.iter().map(|diagnostic| {
        let place = match diagnostic.in_source {
            Some(source) => ruler.place_of(source),
            None => ruler.place(diagnostic.span),
        };
        let text = ruler.text(diagnostic.span, place);
        let position = file.document.position(diagnostic.span);
        Placed {
            diagnostic,
            place,
            position,
            whereabouts: position.map(|position| in_words(&file.document, &position)),
            text,
            cite: diagnostic.cite.as_ref().and_then(|cite| ruler.place(cite.span)),
            fix: diagnostic.fix.as_ref().and_then(|fix| ruler.fix(fix)),
            fingerprint: fingerprints.next(diagnostic, text),
        }
    });
    placed.collect()
}

impl Placed<'_> {
    /// The message, for formats that can say where only by lines.
    pub fn message(&self) -> Cow<'_, str> {
        match &self.whereabouts {
            Some(whereabouts) => Cow::Owned(format!("{whereabouts}: {}", self.diagnostic.message)),
            None => Cow::Borrowed(&self.diagnostic.message),
        }
    }
}

/// Where a span stands, for people: `brochure.docx, paragraph 14, under “Penalties”`, `draft.md:3`.
pub fn whereabouts(filename: &str, document: &Document, span: Span, locator: &mut Locator<'_>) -> String {
    if let Some(position) = document.position(span) {
        return format!("{filename}, {}", in_words(document, &position));
    }
    let source = document.source_map.source_range(span).map_or(0, |source| source.start);
    format!("{filename}:{}", locator.locate(source).row)
}

fn in_words(document: &Document, position: &Position) -> String {
    let page = if document.format == Format::Presentation { "slide" } else { "page" };
    let place = match (position.page, position.paragraph, position.kind) {
        (Some(number), ..) => format!("{page} {number}"),
        (None, Some(number), BlockKind::Footnote) => format!("paragraph {number}, a note"),
        (None, Some(number), BlockKind::TableRow) => format!("paragraph {number}, a row of a table"),
        (None, Some(number), _) => format!("paragraph {number}"),
        (None, None, _) => return String::new(),
    };
    match position.under.and_then(|under| document.text.get(under.range())) {
        Some(heading) => format!("{place}, under “{}”", shortened(heading)),
        None => place,
    }
}

/// So much of a heading as is needed to know it.
fn shortened(heading: &str) -> String {
    const LONGEST: usize = 60;
    let words = heading.split_whitespace().collect::<Vec<_>>().join(" ");
    match words.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", words[..end].trim_end()),
        None => words,
    }
}

/// Knows the locations of every place that a file's findings mention.
///
/// Citations and edits lie before and after the words they belong to. Asking for them one by one
/// would send the locator back to the top of the file each time; sorted, they cost one pass.
struct Ruler<'a> {
    file: &'a CheckedFile,
    locations: Vec<(usize, Location)>,
}

impl<'a> Ruler<'a> {
    fn new(file: &'a CheckedFile, diagnostics: &[Diagnostic]) -> Self {
        let map = &file.document.source_map;
        let mut offsets: Vec<usize> = diagnostics
            .iter()
            .flat_map(spans)
            .filter_map(|span| map.source_range(span))
            .chain(diagnostics.iter().filter_map(|diagnostic| diagnostic.in_source))
            .flat_map(|source| [source.start, source.end])
            .collect();
        offsets.sort_unstable();
        offsets.dedup();
        let mut locator = Locator::new(file.document.source_text());
        let locations = offsets.into_iter().map(|offset| (offset, locator.locate(offset))).collect();
        Ruler { file, locations }
    }

    fn place(&self, span: Span) -> Option<Place> {
        self.place_of(self.file.document.source_map.source_range(span)?)
    }

    /// The place of a range of the source.
    fn place_of(&self, source: Span) -> Option<Place> {
        self.file.document.source_text().get(source.range())?;
        Some(Place {
            source,
            bytes: self.file.bytes_are_text.then_some(source),
            start: self.location(source.start)?,
            end: self.location(source.end)?,
        })
    }

    fn location(&self, offset: usize) -> Option<Location> {
        let index = self.locations.binary_search_by_key(&offset, |&(offset, _)| offset);
        index.ok().map(|index| self.locations[index].1)
    }

    fn text(&self, span: Span, place: Option<Place>) -> &'a str {
        let document = &self.file.document;
        let text = match place {
            Some(place) => document.source_text().get(place.source.range()),
            None => document.text.get(span.range()),
        };
        text.unwrap_or_default()
    }

    fn fix(&self, fix: &'a Fix) -> Option<PlacedFix<'a>> {
        let edits: Vec<_> = fix.edits.iter().map(|edit| self.edit(edit)).collect::<Option<_>>()?;
        (!edits.is_empty()).then_some(PlacedFix { fix, edits })
    }

    fn edit(&self, edit: &'a Edit) -> Option<PlacedEdit<'a>> {
        let place = self.place(edit.span)?;
        let editable = self.file.document.source_map.editable(edit.span)?;
        (editable == place.source && place.bytes.is_some()).then_some(PlacedEdit { place, content: &edit.content })
    }
}

fn spans(diagnostic: &Diagnostic) -> impl Iterator<Item = Span> {
    let edits = diagnostic.fix.iter().flat_map(|fix| &fix.edits);
    std::iter::once(diagnostic.span)
        .chain(diagnostic.cite.iter().map(|cite| cite.span))
        .chain(edits.map(|edit| edit.span))
}

#[cfg(test)]
mod tests {
    use super::super::testing::*;
    use super::*;

    fn location(row: usize, column: usize) -> Location {
        Location { row, column }
    }

    #[test]
    fn rows_columns_and_bytes_of_the_file() {
        let file = example();
        let placed = &place(&file)[0];
        let words = placed.place.unwrap();
        assert_eq!(placed.text, "class B felony");
        assert_eq!(words.bytes, Some(words.source));
        assert_eq!(&file.document.text[words.source.range()], "class B felony");
        assert_eq!((words.start, words.end), (location(3, 26), location(3, 40)));
        assert_eq!(placed.cite.unwrap().start, location(3, 3));
        assert_eq!(placed.fix.as_ref().unwrap().edits[0].place, words);
    }

    #[test]
    fn an_entity_is_covered_whole_and_holds_no_fix() {
        let file = entity();
        let placed = &place(&file)[0];
        assert_eq!(placed.text, "C.G.S. &sect; 53a-192a");
        assert_eq!(placed.place.unwrap().bytes, Some(Span::new(4, 26)));
        assert_eq!(placed.cite, placed.place);
        assert!(placed.fix.is_none());
    }

    #[test]
    fn words_from_nowhere_have_no_place() {
        let mut file = entity();
        let text = &file.document.text;
        file.diagnostics[0].span = Span::new(text.len() - 1, text.len());
        let placed = &place(&file)[0];
        assert_eq!((placed.place, placed.text), (None, "|"));
    }

    #[test]
    fn bytes_that_are_not_text_have_locations_and_no_fix() {
        let mut file = example();
        file.bytes_are_text = false;
        let placed = &place(&file)[0];
        assert_eq!(placed.place.unwrap().bytes, None);
        assert_eq!(placed.place.unwrap().start, location(3, 26));
        assert!(placed.fix.is_none());
    }

    #[test]
    fn a_span_outside_the_text_is_nowhere() {
        let mut file = example();
        file.diagnostics[0].span = Span::new(5, 9_999);
        let placed = &place(&file)[0];
        assert_eq!((placed.place, placed.text), (None, ""));
    }
}
