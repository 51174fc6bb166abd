//! Text in lines of another width.

/// The text with its prose in lines of so many bytes or, where a word is longer, of that. What stands line by line stays so.
pub(super) fn set(text: &str, width: usize) -> String {
    let mut lines: Vec<String> = Vec::new();
    let mut paragraph: Vec<&str> = Vec::new();
    // The last is empty, and ends a paragraph.
    for line in text.lines().chain([""]) {
        if is_prose(line) {
            paragraph.extend(line.split_whitespace());
            continue;
        }
        lines.extend(filled(&paragraph, width));
        paragraph.clear();
        lines.push(line.to_owned());
    }
    lines.join("\n")
}

fn filled(words: &[&str], width: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in words {
        match lines.last_mut().filter(|line| line.len() + 1 + word.len() <= width) {
            Some(line) => *line = format!("{line} {word}"),
            None => lines.push((*word).to_owned()),
        }
    }
    lines
}

/// Whether a line is one of a paragraph: no item, row, heading, comment, label, or line of a web page.
fn is_prose(line: &str) -> bool {
    let begins = line.starts_with(|c: char| c.is_alphabetic() || matches!(c, '"' | '“' | '§'));
    let label = line.split_once(':').is_some_and(|(label, _)| label.split_whitespace().count() <= 5);
    let first = line.split(' ').next().unwrap_or_default();
    let marked = first.len() <= 3 && first.ends_with(['.', ')']);
    begins && !label && !marked && !line.contains(['|', '\t']) && !line.contains("  ")
}
