//! Splits HTML into tags, comments and the text between them, as the HTML standard says. Builds no tree and never fails. What is no
//! HTML, or only seen where scripts do not run, is left out.

use std::iter;
use std::ops::Range;

use html5gum::Tokenizer;
use html5gum::emitters::default::{DefaultEmitter, Token as Read};

/// A part of some HTML.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Token<'a> {
    /// Where it is, in bytes of the HTML.
    pub(super) range: Range<usize>,
    /// What it is.
    pub(super) kind: TokenKind<'a>,
}

/// What a part of some HTML is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TokenKind<'a> {
    /// What a reader sees, with its entities still in it.
    Text,
    /// `<name …>`, with the name as written.
    Start(&'a str),
    /// `</name>`
    End(&'a str),
    /// A comment: what is between its marks.
    Comment(&'a str),
}

/// Elements whose content nobody sees, and in which there are no tags.
const UNSEEN: [&str; 5] = ["script", "style", "iframe", "noembed", "noscript"];

/// The tokens of `html`.
pub(super) fn tokens(html: &str) -> impl Iterator<Item = Token<'_>> {
    let mut emitter = DefaultEmitter::<usize>::new_with_span();
    // Else the text of a script would be read as markup.
    emitter.naively_switch_states(true);
    let read = Tokenizer::new_with_emitter(html, emitter).flatten();
    let markup = read.filter_map(|token| markup(html, &token)).map(Some).chain(iter::once(None));
    let (mut at, mut is_unseen) = (0, false);
    markup.flat_map(move |markup| {
        let (range, kind) = markup.unwrap_or((html.len()..html.len(), None));
        let text = (at < range.start && !is_unseen).then_some(Token { range: at..range.start, kind: TokenKind::Text });
        at = at.max(range.end);
        is_unseen = matches!(kind, Some(TokenKind::Start(name)) if UNSEEN.iter().any(|unseen| unseen.eq_ignore_ascii_case(name)));
        [text, kind.map(|kind| Token { range, kind })].into_iter().flatten()
    })
}

/// Where a token that is no text is, and what it is, if that matters to a reader.
fn markup<'a>(html: &'a str, token: &Read<usize>) -> Option<(Range<usize>, Option<TokenKind<'a>>)> {
    // As written: the standard reads another sign for NUL, which has more bytes.
    let name = |span: html5gum::Span<usize>, mark: &str| {
        let rest = html.get(span.start + mark.len()..span.end).unwrap_or("");
        rest.split(['\t', '\n', '\r', '\u{c}', ' ', '/', '>']).next().unwrap_or("")
    };
    let (span, kind) = match token {
        Read::StartTag(tag) => (tag.span, Some(TokenKind::Start(name(tag.span, "<")))),
        Read::EndTag(tag) => (tag.span, Some(TokenKind::End(name(tag.span, "</")))),
        Read::Comment(comment) => (comment.span, comment_in(html.get(comment.span.start..comment.span.end)?)),
        Read::Doctype(doctype) => (doctype.span, None),
        Read::String(_) | Read::Error(_) => return None,
    };
    Some((span.start..span.end, kind))
}

/// The words of a comment; `<?php … ?>` and `<!x>` are comments of no words.
fn comment_in(markup: &str) -> Option<TokenKind<'_>> {
    let words = markup.strip_prefix("<!--")?;
    let words = words.strip_suffix("-->").or(words.strip_suffix("--!>")).unwrap_or(words);
    Some(TokenKind::Comment(words))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn show(html: &str) -> String {
        let show = |token: Token| match token.kind {
            TokenKind::Text => format!("[{}]", &html[token.range]),
            TokenKind::Start(name) => format!("<{name}>"),
            TokenKind::End(name) => format!("</{name}>"),
            TokenKind::Comment(words) => format!("({words})"),
        };
        tokens(html).map(show).collect()
    }

    #[test]
    fn tags_comments_and_text() {
        assert_eq!(show("<p class=\"a>b\">§ 1<BR/>x</p >"), "<p>[§ 1]<BR>[x]</p>");
        assert_eq!(show("a<!-- b > c -->d<!--"), "[a]( b > c )[d]()");
        assert_eq!(show("<!doctype html><?php x ?>a\r\n<b>é</b>"), "[a\r\n]<b>[é]</b>");
        assert_eq!(show("<title-bar>a</title-bar><o:p>b"), "<title-bar>[a]</title-bar><o:p>[b]");
        assert_eq!(show("<p\0q>a</p\0q >"), "<p\0q>[a]</p\0q>");
    }

    #[test]
    fn what_is_no_tag_is_text() {
        assert_eq!(show("a < b <3 c &lt; <"), "[a < b <3 c &lt; <]");
        assert_eq!(show("<b a='x <i>y"), "[<b a='x <i>y]");
    }

    #[test]
    fn scripts_and_styles_are_left_out() {
        assert_eq!(show("a<script>if (a<b) {}</Script>b<style>x"), "[a]<script></Script>[b]<style>");
        assert_eq!(
            show("<title>a<b></title><noscript><p>b</noscript>c"),
            "<title>[a<b>]</title><noscript></noscript>[c]"
        );
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(500) })]

        /// Every token is where it says, and none overlaps another.
        #[test]
        fn tokens_are_where_they_say(pieces in prop::collection::vec(prop::sample::select(PIECES), 0..40)) {
            let html = pieces.concat();
            let mut at = 0;
            for token in tokens(&html) {
                prop_assert!(at <= token.range.start && token.range.start < token.range.end);
                at = token.range.end;
                let source = html.get(token.range.clone()).expect("letters are whole");
                let is_so = match token.kind {
                    TokenKind::Text => true,
                    TokenKind::Start(name) => source.starts_with(&format!("<{name}")) && source.ends_with('>'),
                    TokenKind::End(name) => source.starts_with(&format!("</{name}")) && source.ends_with('>'),
                    TokenKind::Comment(words) => source.starts_with(&format!("<!--{words}")),
                };
                prop_assert!(is_so, "{token:?} is {source:?}");
            }
            prop_assert!(at <= html.len());
        }
    }

    const PIECES: &[&str] = &[
        "<",
        ">",
        "</",
        "/>",
        "p",
        "<p>",
        "</p>",
        "<b a='",
        "\"",
        "'",
        "=",
        "<!--",
        "-->",
        "--",
        "!",
        "<!",
        "<?",
        "é",
        "😀",
        "\0",
        "\r\n",
        "\r",
        " ",
        "&amp;",
        "&#167;",
        "&",
        "<script>",
        "</script>",
        "<title>",
        "</title>",
        "<style>",
        "<textarea>",
        "<![CDATA[",
        "]]>",
        "\u{feff}",
        "x",
    ];
}
