//! One finding as an item of a list: what is wrong, where, in which passage, and what the law says.

use crate::check::{Diagnostic, Severity, Source};

use super::super::{CheckedFile, Placed, verdict};
use super::escaped;
use super::passage::{Passage, passage, shortened};

/// The most characters of a citation to show outside of its passage.
const LONGEST_CITATION: usize = 100;

/// The item.
pub(super) fn item(file: &CheckedFile, placed: &Placed<'_>) -> String {
    let diagnostic = placed.diagnostic;
    let passage = passage(&file.document, placed);
    let quoted = passage.as_ref().map(|passage| format!("<blockquote dir=\"auto\">{}</blockquote>\n", passage.html));
    let facts: String = facts(file, placed, passage.as_ref())
        .into_iter()
        .map(|(name, fact)| format!("<dt>{name}</dt><dd>{fact}</dd>\n"))
        .collect();
    format!(
        "<li class=\"{}\">\n<h3>{}</h3>\n<p>{}</p>\n{}<dl>\n{facts}</dl>\n</li>\n",
        diagnostic.severity.name(),
        escaped(&diagnostic.message),
        standing(placed),
        quoted.unwrap_or_default()
    )
}

/// How grave it is, where it stands, and whether it ever was right.
fn standing(placed: &Placed<'_>) -> String {
    let severity = match placed.diagnostic.severity {
        Severity::Error => "Error",
        Severity::Warning => "Warning",
        Severity::Info => "Note",
    };
    let at = match (&placed.whereabouts, placed.place) {
        (Some(whereabouts), _) if !whereabouts.is_empty() => format!(", {}", escaped(whereabouts)),
        (_, Some(place)) => format!(", line {}, column {}", place.start.row, place.start.column),
        _ => String::new(),
    };
    let verdict = verdict::in_words(placed.diagnostic).map(|verdict| format!("; {verdict}")).unwrap_or_default();
    format!("<strong>{severity}</strong>{at}{verdict}.")
}

/// What is known of the matter, each with its name.
fn facts(file: &CheckedFile, placed: &Placed<'_>, passage: Option<&Passage>) -> Vec<(&'static str, String)> {
    let diagnostic = placed.diagnostic;
    let cited = cited(file, diagnostic);
    let mut facts = Vec::new();
    if let Some(cited) = cited.as_ref().filter(|_| passage.is_none_or(|passage| !passage.shows_citation)) {
        facts.push(("Citation", format!("<cite>{cited}</cite>")));
    }
    if let Some(claim) = &diagnostic.claim {
        facts.push(("The document says", escaped(&claim.stated)));
        if !claim.current.is_empty() {
            facts.push(("The law says", escaped(&claim.current.join(" or "))));
        }
    }
    if let Some(source) = &diagnostic.source {
        facts.extend(source.act.iter().map(|act| ("Act", escaped(act))));
        facts.extend(official_page(source, cited.as_deref()).map(|link| ("Official page", link)));
    }
    // Also where it cannot be placed, as in a Word document: a person can.
    facts.extend(diagnostic.fix.iter().map(|fix| ("Suggested", escaped(&fix.message))));
    let lint = diagnostic.lint;
    facts.push(("Kind", format!("{} (<code>{}</code>)", escaped(lint.summary()), lint.name())));
    facts
}

/// The citation in the document's words.
fn cited(file: &CheckedFile, diagnostic: &Diagnostic) -> Option<String> {
    let words = file.document.text.get(diagnostic.cite.as_ref()?.span.range())?;
    let shown = shortened(words, LONGEST_CITATION);
    let cut = if shown.len() < words.len() { "…" } else { "" };
    (!shown.is_empty()).then(|| format!("<bdi>{}{cut}</bdi>", escaped(shown)))
}

/// A link that says where it leads, if it leads into the web.
fn official_page(source: &Source, cited: Option<&str>) -> Option<String> {
    let url = source.url.as_deref()?;
    let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"))?;
    let host = escaped(rest.split(['/', '?', '#']).next().unwrap_or(rest));
    let said = cited.map_or(host.clone(), |cited| format!("{cited} at {host}"));
    Some(format!("<a href=\"{}\">{said}</a>", escaped(url)))
}

#[cfg(test)]
mod tests {
    use super::super::super::place;
    use super::super::super::testing::*;
    use super::*;
    use crate::document::{Block, BlockKind, PackageMap, SourceMap};
    use crate::span::Span;

    fn items(file: &CheckedFile) -> String {
        place(file).iter().map(|placed| item(file, placed)).collect()
    }

    #[test]
    fn a_document_without_lines_says_where_in_words_and_suggests() {
        let mut file = example();
        let text = &file.document.text;
        let block = |kind, words: &str| Block { kind, span: span(text, words), depth: 0 };
        file.document.blocks = vec![
            block(BlockKind::Heading, "# Draft"),
            block(BlockKind::Paragraph, "😀 C.G.S. § 53a-192a is a class B felony."),
        ];
        file.document.source_map = SourceMap::Package(PackageMap::default());
        file.diagnostics.truncate(1);
        let items = items(&file);
        assert!(items.contains("<p><strong>Error</strong>, paragraph 2, under “# Draft”; stale: it was so"), "{items}");
        assert!(items.contains("<dt>Suggested</dt><dd>replace with “class A felony”</dd>"), "{items}");
    }

    #[test]
    fn a_citation_that_stands_elsewhere_is_named() {
        let far = format!("{EXAMPLE}{}\n\nAgain a class C felony.", "so ".repeat(200));
        let file =
            checked("a.txt", &far, |text| vec![Diagnostic { span: span(text, "class C felony"), ..stale_class(text) }]);
        let items = items(&file);
        let citation = "<dt>Citation</dt><dd><cite><bdi>C.G.S. § 53a-192a</bdi></cite></dd>";
        assert!(items.contains(citation), "{items}");
        assert!(
            items.contains("<blockquote dir=\"auto\">Again a <mark>class C felony</mark>.</blockquote>"),
            "{items}"
        );
    }

    #[test]
    fn only_the_web_is_linked_to() {
        let link = |url: &str| {
            let source = Source { url: Some(url.to_owned()), ..Source::default() };
            official_page(&source, None)
        };
        let safe = "<a href=\"https://a.example?b=&quot;&amp;c\">a.example</a>";
        assert_eq!(link("https://a.example?b=\"&c").as_deref(), Some(safe));
        assert_eq!(link("javascript:alert(1)"), None);
        assert_eq!(link("/etc/passwd"), None);
    }

    #[test]
    fn words_from_nowhere_are_told_without_place_and_passage() {
        let mut file = example();
        file.diagnostics.truncate(1);
        file.diagnostics[0].span = Span::new(5, 9_999);
        let items = items(&file);
        assert!(items.contains("<p><strong>Error</strong>; stale: it was so"), "{items}");
        assert!(!items.contains("<blockquote"), "{items}");
    }
}
