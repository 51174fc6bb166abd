//! List markers at the start of a line: bullets, and labels such as `1.`, `4.2`, `(a)` or `(2)(A)`.
//! Parses them and says whether a label begins an item or is a reference that a line break cut off.

/// A list marker at the start of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::document) enum Marker<'a> {
    /// A sign that stands for an item and nothing else.
    Bullet {
        /// The line after it.
        rest: &'a str,
    },
    /// A number or a letter, which prose uses too.
    Label {
        /// The labels, `(2)(A)` with its brackets.
        labels: &'a str,
        /// The line after them.
        rest: &'a str,
    },
}

impl<'a> Marker<'a> {
    /// Parses the marker at the start of a trimmed line.
    pub(in crate::document) fn parse(line: &'a str) -> Option<Marker<'a>> {
        bullet(line).or_else(|| label_run(line))
    }

    /// Whether the line holds the marker and nothing else.
    pub(super) fn is_alone(self) -> bool {
        let (Marker::Bullet { rest } | Marker::Label { rest, .. }) = self;
        rest.is_empty()
    }
}

fn bullet(line: &str) -> Option<Marker<'_>> {
    let sign = line.chars().next()?;
    let rest = &line[sign.len_utf8()..];
    let spaced = rest.is_empty() || rest.starts_with(char::is_whitespace);
    let is_bullet = match sign {
        // U+F0B7 and U+F0A7 are the bullets of the Symbol and Wingdings fonts.
        '•' | '◆' | '◦' | '▪' | '‣' | '●' | '○' | '■' | '□' | '\u{f0b7}' | '\u{f0a7}' => true,
        '-' | '*' | '+' | '–' | '·' | 'o' => spaced,
        _ => false,
    };
    is_bullet.then(|| Marker::Bullet { rest: rest.trim_start() })
}

fn label_run(line: &str) -> Option<Marker<'_>> {
    let mut rest = &line[first_label(line)?.1..];
    while let Some((_, length)) = first_label(rest.trim_start()).filter(|_| rest.trim_start().starts_with('(')) {
        rest = &rest.trim_start()[length..];
    }
    let spaced = rest.is_empty() || rest.starts_with(char::is_whitespace);
    spaced.then(|| Marker::Label { labels: &line[..line.len() - rest.len()], rest: rest.trim_start() })
}

/// The style and number of labels in one place, as a list counts them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Reading {
    style: usize,
    number: u32,
}

const STYLES: usize = 16;

/// The style of "4.2".
const DECIMAL: usize = STYLES - 1;

/// A label may be read as a letter and as a Roman numeral: `(i)` follows `(h)` or comes before `(ii)`.
type Readings = [Option<Reading>; 2];

/// The label that `text` begins with, and its length with its brackets.
fn first_label(text: &str) -> Option<(Readings, usize)> {
    if let Some(found) = decimal(text) {
        return Some(found);
    }
    let opened = text.strip_prefix('(');
    let inner = opened.unwrap_or(text);
    let length = inner.bytes().take(5).take_while(u8::is_ascii_alphanumeric).count();
    let closing = *inner.as_bytes().get(length)?;
    let delimiter = match (opened, closing) {
        (Some(_), b')') => 0,
        (None, b')') => 1,
        (None, b'.') => 2,
        _ => return None,
    };
    let readings = readings(&inner[..length], delimiter);
    let length = length + 1 + usize::from(opened.is_some());
    readings.iter().any(Option::is_some).then_some((readings, length))
}

/// "4.2" before a new sentence, as rules and policies count.
fn decimal(text: &str) -> Option<(Readings, usize)> {
    if !text.starts_with(|first: char| first.is_ascii_digit()) {
        return None;
    }
    let length = text.bytes().take(12).take_while(|byte| byte.is_ascii_digit() || *byte == b'.').count();
    let mut parts = text[..length].trim_end_matches('.').split('.').rev();
    let (last, mut others) = (parts.next()?, parts.peekable());
    let is_count = |part: &str| (1..=2).contains(&part.len());
    let begins = text[length..].starts_with([' ', '\t'])
        && text[length..].trim_start().starts_with(|c: char| c.is_uppercase() || matches!(c, '"' | '“' | '§'));
    let counts = others.peek().is_some() && is_count(last) && others.all(is_count);
    let reading = Reading { style: DECIMAL, number: last.parse().ok()? };
    (counts && begins).then_some(([Some(reading), None], length))
}

fn readings(label: &str, delimiter: usize) -> Readings {
    let reading =
        |alphabet: usize, number: Option<u32>| number.map(|number| Reading { style: delimiter * 5 + alphabet, number });
    if label.len() <= 3 && label.bytes().all(|byte| byte.is_ascii_digit()) {
        return [reading(0, label.parse().ok()), None];
    }
    if label.bytes().all(|byte| byte.is_ascii_lowercase()) {
        [reading(1, letter(label)), reading(2, roman(label))]
    } else if label.bytes().all(|byte| byte.is_ascii_uppercase()) {
        [reading(3, letter(label)), reading(4, roman(label))]
    } else {
        [None, None]
    }
}

/// `a` is 1, `z` is 26, `aa` is 27 and `bb` is 28, as statutes count.
fn letter(label: &str) -> Option<u32> {
    let bytes = label.as_bytes();
    let first = bytes.first()?.to_ascii_lowercase();
    let value = u32::from(first.checked_sub(b'a')?) + 1;
    match bytes {
        [_] => Some(value),
        [first, second] if first == second => Some(value + 26),
        _ => None,
    }
}

fn roman(label: &str) -> Option<u32> {
    const NUMERALS: [&str; 20] = [
        "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv", "xvi", "xvii",
        "xviii", "xix", "xx",
    ];
    (1..).zip(NUMERALS).find_map(|(number, numeral)| numeral.eq_ignore_ascii_case(label).then_some(number))
}

/// The labels that began lines of the list so far: what its next label is.
#[derive(Clone, Debug, Default)]
pub(super) struct Numbering {
    last: [u32; STYLES],
}

impl Numbering {
    /// Whether a line that begins with `labels` begins an item, when the line before it was `previous`.
    ///
    /// In hard-wrapped prose a line may begin with a label that is not an item: a reference ("subsection
    /// / (b) of this section") or the middle of a sentence that counts ("or / (2) accuses"). So a label
    /// begins an item after the end of a sentence; after another clause if it is the list's first or
    /// next; and after any other line only if it is the next of a list already begun.
    pub(super) fn begins_item(&self, labels: &str, rest: &str, previous: &str) -> bool {
        let Some((label, _)) = first_label(labels) else {
            return false;
        };
        if continues_as_reference(rest) || ends_in_reference(previous, &label) {
            return false;
        }
        let is_next = label.iter().flatten().any(|reading| {
            let last = self.last[reading.style];
            last > 0 && last + 1 == reading.number
        });
        let is_first = label.iter().flatten().any(|reading| reading.number == 1);
        match ending(previous) {
            Ending::Sentence => true,
            Ending::Clause => is_first || is_next,
            Ending::Open => is_next,
        }
    }

    /// Notes the labels of a line that begins an item.
    pub(super) fn note(&mut self, mut labels: &str) {
        while let Some((label, length)) = first_label(labels) {
            for reading in label.iter().flatten() {
                self.last[reading.style] = reading.number;
            }
            labels = labels[length..].trim_start();
        }
    }
}

enum Ending {
    Sentence,
    Clause,
    Open,
}

fn ending(line: &str) -> Ending {
    let line = line.trim_end_matches(['"', '”', '\'', '’', ')', ']', '*', '_']);
    match line.chars().next_back() {
        Some('.' | ':' | '?' | '!' | '—') => Ending::Sentence,
        Some(';' | ',') => Ending::Clause,
        _ if matches!(last_word(line), "and" | "or") => Ending::Clause,
        _ => Ending::Open,
    }
}

fn last_word(line: &str) -> &str {
    line.rsplit(char::is_whitespace).next().unwrap_or("")
}

/// What follows the label makes it a reference: "(b) of this section", "(a), (b)", "(1) or (2) shall".
fn continues_as_reference(rest: &str) -> bool {
    let (word, after) = rest.split_once(char::is_whitespace).unwrap_or((rest, ""));
    match word {
        "of" => true,
        "and" | "or" | "to" | "through" => after.starts_with(|next: char| next == '(' || next.is_ascii_digit()),
        _ => false,
    }
}

/// What comes before the label makes it a reference: "subsection / (b)", "subsections (a) and / (b)".
fn ends_in_reference(previous: &str, label: &Readings) -> bool {
    const UNITS: [&str; 12] = [
        "section",
        "subsection",
        "subdivision",
        "subparagraph",
        "paragraph",
        "clause",
        "chapter",
        "title",
        "part",
        "sec.",
        "subsec.",
        "§",
    ];
    let word = last_word(previous);
    let unit = |unit: &&str| word.eq_ignore_ascii_case(unit) || word.strip_suffix(['s', '§']) == Some(unit);
    if UNITS.iter().any(unit) {
        return true;
    }
    let joined = match word {
        "and" | "or" | "to" | "through" => previous[..previous.len() - word.len()].trim_end(),
        _ => previous,
    };
    if !joined.ends_with([')', ',']) {
        return false;
    }
    let Some(bracket) = joined.rfind('(') else { return false };
    let Some((before, length)) = first_label(&joined[bracket..]) else {
        return false;
    };
    let same_style = |one: &Reading| label.iter().flatten().any(|other| one.style == other.style);
    joined.len() <= bracket + length + 1 && before.iter().flatten().any(same_style)
}
