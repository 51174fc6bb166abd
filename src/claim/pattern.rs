//! Forms of words as `rules/README.md` explains them, as patterns of the `regex` crate: linear time on any text.

use std::collections::BTreeMap;

use regex::Regex;

/// What stands between two words: spaces, and the marks that do not end a sentence.
const BETWEEN: &str = r#"[\x20\t\n\r*_,"'()\[\]+-]+"#;

/// Up to seven words of the same sentence: of all signs but `.;:!?|`.
const GAP: &str = r"(?: [\x22-\x2d\x2f-\x39\x3c-\x3e\x40-\x7b\x7d\x7e]+ [\x20\t\n\r]+ ){0,7}";

/// The text in ASCII alone, of the same length in bytes: patterns of seven words with all of Unicode in them take longer to
/// build than a brochure takes to read.
pub(crate) fn ascii(text: &str) -> String {
    if text.is_ascii() {
        return text.to_owned();
    }
    let mut plain = String::with_capacity(text.len());
    for c in text.chars() {
        let stand_in = match c {
            '\u{2018}' | '\u{2019}' => '\'',
            '\u{201c}' | '\u{201d}' => '"',
            c if c.is_ascii() => c,
            c if c.is_whitespace() => ' ',
            _ => 'x',
        };
        for _ in 0..c.len_utf8() {
            plain.push(stand_in);
        }
    }
    plain
}

/// Groups of words within groups of words, at most.
const DEEPEST: usize = 4;

/// The pattern of any of several forms of words.
///
/// # Errors
/// What is wrong with the form, for whoever writes one.
pub(crate) fn compile(forms: &[String], words: &BTreeMap<String, String>) -> Result<Regex, String> {
    let mut any = Vec::new();
    for (index, form) in forms.iter().enumerate() {
        let numbered = format!("(?P<age{index}>");
        let mut reader = Reader { rest: form, words, depth: 0 };
        let pattern = reader.sequence().map_err(|problem| format!("“{form}”: {problem}"))?;
        if !reader.rest.is_empty() {
            return Err(format!("“{form}”: a bracket is closed that was not opened"));
        }
        if pattern.matches(AGE).count() > 1 {
            return Err(format!("“{form}”: more than one {{age}}"));
        }
        any.push(pattern.replace(AGE, &numbered));
    }
    let pattern = format!(r"(?ix-u) (?-u:\b) (?: {} ) (?-u:\b)", any.join(" | "));
    Regex::new(&pattern).map_err(|error| format!("“{}”: {error}", forms.join("”, “")))
}

/// A number below a hundred, in figures, in words or in both: "eighteen (18)".
const SMALL_NUMBER: &str = r"(?: [0-9]{1,2} | (?: (?:twenty|thirty|forty|fifty|sixty) [\s-]+ )? (?:one|two|three|four|five|six|seven|eight|nine)
    | (?:six|seven|eigh|nine)teen | ten | eleven | twelve | thirteen | fourteen | fifteen | twenty | thirty | forty | fifty | sixty ) (?: \s* \( [0-9]{1,2} \) )?";

/// Stands for the beginning of the one age of a form until the form has its number.
const AGE: &str = "(?P<age>";

struct Reader<'a> {
    rest: &'a str,
    words: &'a BTreeMap<String, String>,
    depth: usize,
}

/// One item of a form: its pattern, and whether it may be left out.
struct Item {
    pattern: String,
    optional: bool,
}

impl Reader<'_> {
    /// Items one after another, up to the end or a closing bracket or bar.
    fn sequence(&mut self) -> Result<String, String> {
        let mut items = Vec::new();
        while let Some(item) = self.item()? {
            items.push(item);
        }
        let Some(last) = items.pop() else { return Err("there are no words".to_owned()) };
        if last.optional {
            return Err("it ends with what may be left out".to_owned());
        }
        let mut pattern = String::new();
        for Item { pattern: item, optional } in items {
            let mark = if optional { "?" } else { "" };
            match item.as_str() {
                GAP => pattern.push_str(GAP),
                _ => pattern.push_str(&format!("(?: {item} {BETWEEN} ){mark} ")),
            }
        }
        pattern.push_str(&last.pattern);
        Ok(pattern)
    }

    fn item(&mut self) -> Result<Option<Item>, String> {
        self.rest = self.rest.trim_start();
        let required = |pattern: String| Ok(Some(Item { pattern, optional: false }));
        let Some(first) = self.rest.chars().next() else { return Ok(None) };
        match first {
            ')' | ']' | '|' => Ok(None),
            '(' => required(self.alternatives(')')?),
            '[' => Ok(Some(Item { pattern: self.alternatives(']')?, optional: true })),
            '<' => required(self.group()?),
            _ => {
                let end = self.rest.find(|c: char| c.is_whitespace() || "()[]|<>".contains(c));
                let (word, rest) = self.rest.split_at(end.unwrap_or(self.rest.len()));
                self.rest = rest;
                match word {
                    "..." => Ok(Some(Item { pattern: GAP.to_owned(), optional: true })),
                    "{age}" => required(format!("{AGE} {SMALL_NUMBER} )")),
                    word => required(plain(word)?),
                }
            }
        }
    }

    /// What stands in brackets, with bars between what may stand for one another.
    fn alternatives(&mut self, close: char) -> Result<String, String> {
        self.rest = &self.rest[1..];
        let mut any = vec![self.sequence()?];
        while let Some(rest) = self.rest.strip_prefix('|') {
            self.rest = rest;
            any.push(self.sequence()?);
        }
        self.rest = self.rest.strip_prefix(close).ok_or_else(|| format!("“{close}” is missing"))?;
        Ok(format!("(?: {} )", any.join(" | ")))
    }

    /// A group of words by its name.
    fn group(&mut self) -> Result<String, String> {
        let (name, rest) = self.rest[1..].split_once('>').ok_or("“>” is missing")?;
        let words = self.words.get(name).ok_or_else(|| format!("no group of words is called “{name}”"))?;
        self.rest = rest;
        if self.depth == DEEPEST {
            return Err(format!("“{name}” goes too deep"));
        }
        let mut inner = Reader { rest: words, words: self.words, depth: self.depth + 1 };
        let mut any = vec![inner.sequence()?];
        while let Some(rest) = inner.rest.strip_prefix('|') {
            inner.rest = rest;
            any.push(inner.sequence()?);
        }
        Ok(format!("(?: {} )", any.join(" | ")))
    }
}

/// A word; with `*` at its end, any word that begins so.
fn plain(word: &str) -> Result<String, String> {
    let (stem, ending) = match word.strip_suffix('*') {
        Some(stem) => (stem, "[a-z]*"),
        None => (word, ""),
    };
    let is_plain = |c: char| c.is_ascii_alphanumeric() || c == '\'';
    if stem.is_empty() || !stem.chars().all(is_plain) {
        return Err(format!("“{word}” is not a word of plain letters"));
    }
    Ok(format!("{}{ending}", stem.replace('\'', "'+")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn matches(form: &str, text: &str) -> bool {
        let words = BTreeMap::from([("person".to_owned(), "a person | someone".to_owned())]);
        compile(&[form.to_owned()], &words).unwrap().is_match(text)
    }

    #[test]
    fn forms_match_their_words() {
        let form = "<person> must [also] be {age} [years (old|of age)] or (older|over) ... guilty of pros*";
        assert!(matches(form, "A person must be 16\nor older to be guilty of prostitution."));
        assert!(matches(
            form,
            "someone must also be eighteen (18) years of age or over, to be found guilty of prostitution"
        ));
        assert!(!matches(form, "A person must be 16 or older. One is guilty of prostitution"));
        assert!(!matches(form, "a person must be so or older to be guilty of prostitution"));
    }

    #[test]
    fn ascii_keeps_every_place() {
        let text = "the state’s “café”\u{2003}ok";
        let plain = ascii(text);
        assert_eq!(plain, "the state'''s \"\"\"cafxx\"\"\"   ok");
        assert_eq!(plain.len(), text.len());
        assert!(matches("the state's", &plain));
    }

    #[test]
    fn a_wrong_form_is_told() {
        for (form, problem) in [
            ("a (b", "missing"),
            ("a) b", "not opened"),
            ("a [b]", "left out"),
            ("<nobody> b", "no group"),
            ("a.b", "plain letters"),
            ("", "no words"),
            ("{age} or {age}", "more than one"),
        ] {
            let told = compile(&[form.to_owned()], &BTreeMap::new()).unwrap_err();
            assert!(told.contains(problem), "{form}: {told}");
        }
    }
}
