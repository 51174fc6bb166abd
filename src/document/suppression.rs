//! Comments that silence a lint: `lawlint: ignore[claim-fine] reason` and its relatives.
//! Parses them and says which text they cover; the silencing is for the checks.

use std::collections::HashMap;

use super::Block;
use crate::span::Span;

/// One suppression comment and the text that it covers.
///
/// A `disable[…]` of several lints makes one suppression for each, since each may end elsewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suppression {
    /// The text it silences: for `ignore[…]` the block that it stands in or, on a line of its own,
    /// the block before and the block after; for `disable[…]` all to the matching `enable[…]` or the
    /// end; for `file-ignore[…]` everything.
    pub covers: Span,
    /// Names of the lints it silences, as written; never empty.
    pub rules: Vec<String>,
    /// Why, in the author's words; empty if nothing was said.
    pub reason: String,
    /// Where the comment is, in the **source**, if that is text.
    pub source: Option<Span>,
}

/// What a comment asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Directive {
    command: Command,
    rules: Vec<String>,
    reason: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Command {
    Ignore,
    Disable,
    Enable,
    FileIgnore,
}

/// A directive where a reader met it.
#[derive(Clone, Debug)]
pub(super) struct Comment {
    /// What it asks for.
    pub(super) directive: Directive,
    /// Where it stands in the text, which does not hold it.
    pub(super) at: usize,
    /// Which blocks beside `at` it speaks of.
    pub(super) neighbors: Neighbors,
    /// Where it is in the source, if that is text.
    pub(super) source: Option<Span>,
}

/// Which blocks an `ignore[…]` speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Neighbors {
    /// The blocks that it stands in or is about, by their indices.
    Within {
        /// The first of them.
        first: usize,
        /// The last of them.
        last: usize,
    },
    /// The block before and the block after: it has a line of its own.
    Both,
    /// The block before: it ends a line that was not its own.
    Before,
    /// The block after: it begins a line.
    After,
}

impl Neighbors {
    /// Says that what was to be block `from` is block `to`.
    pub(super) fn move_to(&mut self, from: usize, to: usize) {
        if let Neighbors::Within { first, last } = self {
            for index in [first, last] {
                if *index == from {
                    *index = to;
                }
            }
        }
    }
}

/// Whether a comment's words are for lawlint at all.
pub(super) fn is_for_lawlint(comment: &str) -> bool {
    comment.trim_start().starts_with("lawlint:")
}

impl Directive {
    /// Parses a comment without its `<!--`, `#` or `//`. Without names it is no directive.
    pub(super) fn parse(comment: &str) -> Option<Directive> {
        let words = comment.trim().strip_prefix("lawlint:")?.trim_start();
        let (command, rest) = words.split_once('[')?;
        let (rules, reason) = rest.split_once(']')?;
        let command = match command.trim_end() {
            "ignore" => Command::Ignore,
            "disable" => Command::Disable,
            "enable" => Command::Enable,
            "file-ignore" => Command::FileIgnore,
            _ => return None,
        };
        let rules: Vec<String> =
            rules.split(',').map(str::trim).filter(|rule| !rule.is_empty()).map(str::to_owned).collect();
        (!rules.is_empty()).then(|| Directive { command, rules, reason: reason.trim().to_owned() })
    }
}

/// Says what each comment covers. `comments` are in order of text, as `blocks` are.
pub(super) fn resolve(comments: Vec<Comment>, blocks: &[Block], text_len: usize) -> Vec<Suppression> {
    let mut resolved: Vec<Suppression> = Vec::new();
    let mut disabled: HashMap<String, Vec<usize>> = HashMap::new();
    for Comment { directive, at, neighbors, source } in comments {
        let Directive { command, rules, reason } = directive;
        match command {
            Command::Ignore => {
                if let Some(covers) = beside(blocks, at, neighbors) {
                    resolved.push(Suppression { covers, rules, reason, source });
                }
            }
            Command::FileIgnore => {
                resolved.push(Suppression { covers: Span::new(0, text_len), rules, reason, source });
            }
            Command::Disable => {
                for rule in rules {
                    disabled.entry(rule.clone()).or_default().push(resolved.len());
                    let covers = Span::new(at, text_len);
                    resolved.push(Suppression { covers, rules: vec![rule], reason: reason.clone(), source });
                }
            }
            Command::Enable => {
                for index in rules.iter().filter_map(|rule| disabled.remove(rule)).flatten() {
                    resolved[index].covers.end = at;
                }
            }
        }
    }
    resolved
}

/// `None` in a document without text.
fn beside(blocks: &[Block], at: usize, neighbors: Neighbors) -> Option<Span> {
    let next = blocks.partition_point(|block| block.span.start < at);
    let previous = next.checked_sub(1).map(|index| blocks[index].span);
    let after = blocks.get(next).map(|block| block.span);
    match neighbors {
        Neighbors::Within { first, last } => {
            let [first, last] = [first, last].map(|index| blocks.get(index).map(|block| block.span));
            first.map(|first| last.map_or(first, |last| first.cover(last)))
        }
        Neighbors::Both => match (previous, after) {
            (Some(previous), Some(after)) => Some(previous.cover(after)),
            (previous, after) => previous.or(after),
        },
        Neighbors::Before => previous.or(after),
        Neighbors::After => after.or(previous),
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Decoded, Document, Format};
    use super::*;

    /// The text that each suppression covers, after its rules.
    fn covered(source: &str, format: Format) -> Vec<String> {
        let decoded = Decoded::from_text(source.to_owned());
        let document = Document::parse(decoded, format);
        let show = |suppression: &Suppression| {
            let text = &document.text[suppression.covers.range()];
            format!("{}: {text}", suppression.rules.join("+"))
        };
        document.suppressions.iter().map(show).collect()
    }

    #[test]
    fn names_are_required() {
        assert_eq!(Directive::parse("lawlint: ignore"), None);
        assert_eq!(Directive::parse("lawlint: ignore[]"), None);
        assert_eq!(Directive::parse("lawlint: ignore[ , ] why"), None);
        assert_eq!(Directive::parse("lawlint: silence[claim-fine]"), None);
        assert_eq!(Directive::parse("ignore[claim-fine]"), None);
    }

    #[test]
    fn a_directive_has_names_and_a_reason() {
        let directive = Directive::parse(" lawlint: ignore[claim-fine, cite-unknown] quoted as it was ").unwrap();
        assert_eq!(directive.rules, ["claim-fine", "cite-unknown"]);
        assert_eq!(directive.reason, "quoted as it was");
    }

    #[test]
    fn a_comment_on_its_own_line_covers_both_neighbors() {
        let markdown = "First.\n\nSecond.\n\n<!-- lawlint: ignore[a] -->\n\nThird.\n\nFourth.\n";
        assert_eq!(covered(markdown, Format::Markdown), ["a: Second.\n\nThird."]);
        let text = "First.\n\nSecond.\n# lawlint: ignore[a] why\nThird.\n";
        assert_eq!(covered(text, Format::PlainText), ["a: Second.\n# lawlint: ignore[a] why\nThird."]);
    }

    #[test]
    fn a_comment_in_a_block_covers_the_block() {
        let markdown = "First.\n\nSecond <!-- lawlint: ignore[a] --> part.\n\nThird.\n";
        assert_eq!(covered(markdown, Format::Markdown), ["a: Second  part."]);
        let ending = "First.\n\nSecond. <!-- lawlint: ignore[a] -->\n\nThird.\n";
        assert_eq!(covered(ending, Format::Markdown), ["a: Second."]);
        let beginning = "First.\n\n<!-- lawlint: ignore[a] --> Second.\n\nThird.\n";
        assert_eq!(covered(beginning, Format::Markdown), ["a: Second."]);
        let row = "| h |\n|---|\n| <!-- lawlint: ignore[a] --> x |\n| y |\n";
        assert_eq!(covered(row, Format::Markdown), ["a: x"]);
    }

    #[test]
    fn plain_text_knows_three_comment_marks() {
        let text = "One.\n\n// lawlint: ignore[a]\n\n<!-- lawlint: ignore[b] -->\n\n#lawlint: ignore[c]\n";
        assert_eq!(covered(text, Format::PlainText), ["a: One.", "b: One.", "c: One."]);
    }

    #[test]
    fn disable_lasts_until_enable_or_the_end() {
        let text = "One.\n\n# lawlint: disable[a, b]\nTwo.\n# lawlint: enable[a]\nThree.";
        let expected =
            ["a: # lawlint: disable[a, b]\nTwo.\n", "b: # lawlint: disable[a, b]\nTwo.\n# lawlint: enable[a]\nThree."];
        assert_eq!(covered(text, Format::PlainText), expected);
    }

    #[test]
    fn file_ignore_covers_everything() {
        assert_eq!(covered("One.\n\nTwo. <!-- lawlint: file-ignore[a] -->", Format::Markdown), ["a: One.\n\nTwo. "]);
    }

    #[test]
    fn comments_in_code_are_code() {
        assert_eq!(covered("One.\n\n    <!-- lawlint: ignore[a] -->\n", Format::Markdown), [""; 0]);
        assert_eq!(covered("One `<!-- lawlint: ignore[a] -->`\n", Format::Markdown), [""; 0]);
    }
}
