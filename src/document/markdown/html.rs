//! Splits HTML into tags, comments and the text between them, in one pass. Builds no tree and never
//! fails: what is not a tag is text. Scripts and styles are left out.

use std::ops::Range;

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

/// The tokens of `html`.
pub(super) fn tokens(html: &str) -> Tokens<'_> {
    Tokens { html, at: 0, raw: None, tags_end: true }
}

/// An iterator over tokens.
#[derive(Clone, Debug)]
pub(super) struct Tokens<'a> {
    html: &'a str,
    at: usize,
    /// The element whose content is not HTML, once its tag was read.
    raw: Option<&'static str>,
    /// Whether a tag that begins may still end; once one did not, looking again would be slow.
    tags_end: bool,
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        if let Some(element) = self.raw.take() {
            self.skip_raw(element);
        }
        if self.at >= self.html.len() {
            return None;
        }
        let start = self.at;
        let kind = self.markup().unwrap_or_else(|| self.text());
        Some(Token { range: start..self.at, kind })
    }
}

impl<'a> Tokens<'a> {
    fn skip_raw(&mut self, element: &str) {
        let bytes = self.html.as_bytes();
        let is_end = |&at: &usize| {
            let name = bytes.get(at + 2..at + 2 + element.len());
            bytes.get(at + 1) == Some(&b'/') && name.is_some_and(|name| name.eq_ignore_ascii_case(element.as_bytes()))
        };
        let end = memchr::memchr_iter(b'<', &bytes[self.at..]).map(|found| self.at + found).find(is_end);
        self.at = end.unwrap_or(bytes.len());
    }

    /// The tag or comment here, if there is one.
    fn markup(&mut self) -> Option<TokenKind<'a>> {
        let inner = self.html[self.at..].strip_prefix('<')?;
        match inner.strip_prefix("!--") {
            Some(comment) => Some(self.comment(comment)),
            None if self.tags_end => self.tag(inner),
            None => None,
        }
    }

    /// A comment that is not ended goes on to the end.
    fn comment(&mut self, comment: &'a str) -> TokenKind<'a> {
        let (words, after) = match memchr::memmem::find(comment.as_bytes(), b"-->") {
            Some(end) => (&comment[..end], &comment[end + "-->".len()..]),
            None => (comment, ""),
        };
        self.at = self.html.len() - after.len();
        TokenKind::Comment(words)
    }

    fn tag(&mut self, inner: &'a str) -> Option<TokenKind<'a>> {
        let (closing, named) = match inner.strip_prefix('/') {
            Some(named) => (true, named),
            None => (false, inner),
        };
        let first = *named.as_bytes().first()?;
        if !first.is_ascii_alphabetic() && (closing || !matches!(first, b'!' | b'?')) {
            return None;
        }
        let Some(end) = tag_end(inner.as_bytes()) else {
            self.tags_end = false;
            return None;
        };
        self.at += "<".len() + end;
        let name = named.split(|c: char| !c.is_ascii_alphanumeric()).next()?;
        if closing {
            return Some(TokenKind::End(name));
        }
        self.raw = ["script", "style"].into_iter().find(|raw| raw.eq_ignore_ascii_case(name));
        Some(TokenKind::Start(name))
    }

    /// The text to the next `<`. One that begins no tag is text itself.
    fn text(&mut self) -> TokenKind<'a> {
        let start = self.at;
        let rest = &self.html.as_bytes()[start + 1..];
        self.at = memchr::memchr(b'<', rest).map_or(self.html.len(), |found| start + 1 + found);
        TokenKind::Text
    }
}

/// Where the tag ends, past its `>`. One in a quoted value does not end it.
fn tag_end(tag: &[u8]) -> Option<usize> {
    let mut at = 0;
    loop {
        at += memchr::memchr2(b'>', b'=', tag.get(at..)?)? + 1;
        if tag[at - 1] == b'>' {
            return Some(at);
        }
        let spaces = tag[at..].iter().take_while(|byte| byte.is_ascii_whitespace()).count();
        if let Some(quote @ (b'"' | b'\'')) = tag.get(at + spaces) {
            at += spaces + 1;
            at += memchr::memchr(*quote, &tag[at..])? + 1;
        }
    }
}

#[cfg(test)]
mod tests {
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
        assert_eq!(show("<!doctype html><?php x ?>a"), "<><>[a]");
    }

    #[test]
    fn what_is_no_tag_is_text() {
        assert_eq!(show("a < b <3 </ c <"), "[a ][< b ][<3 ][</ c ][<]");
        assert_eq!(show("<b a='x <i>y"), "[<b a='x ][<i>y]");
    }

    #[test]
    fn scripts_and_styles_are_left_out() {
        assert_eq!(show("a<script>if (a<b) {}</Script>b<style>x"), "[a]<script></Script>[b]<style>");
    }
}
