//! The General Statutes of Connecticut: the names by which drafts cite them, and the titles.

use std::sync::LazyLock;

use regex::Regex;

/// What the words before a number name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CodeName {
    /// The General Statutes; the name begins so many bytes before the end of the window.
    GeneralStatutes {
        /// Length of the name in bytes, from its first letter to the end of the window.
        length: usize,
    },
    /// The Regulations of Connecticut State Agencies.
    Regulations {
        /// Length of the name in bytes, from its first letter to the end of the window.
        length: usize,
    },
}

static NAMES: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?x)
        (?: ^ | [^A-Za-z.] )
        (?P<name>
            (?P<regulations>
                (?i: regs? (?:\.|ulations)? ,? \s+ (?:of \s+)? (?:the \s+)? conn (?:\.|ecticut)? \s+ state \s+ agencies )
            )
          | (?i: con{1,2} (?:\.|ecticut)? \s+ )?                      # Conn. Connecticut, mistyped Con.
            (?i: gen (?:\.|eral)? \s* stat (?:ute)? s? \.? (?: ,? \s+ ann (?:\.|otated)? )? )
          | (?: (?i:conn \. ) \s+ )? C \.? \s? G \.? \s? S \.? (?: \s? A \.? )?
        )
        [\s,]* $",
    )
    .expect("the pattern is valid")
});

/// The code that the words at the end of `window` name. The caller makes the window short.
pub fn code_name_at_end(window: &str) -> Option<CodeName> {
    // The last word decides before the pattern is tried: it is read for every section number.
    let last = window.trim_end_matches(|c: char| c.is_whitespace() || c == ',');
    let likely =
        ["tat.", "tat", "tats.", "tutes", "nn.", "tated", "S.", "S", "A.", "A", "encies", "TATUTES", "TAT.", "NN."];
    if !likely.iter().any(|ending| last.ends_with(ending)) {
        return None;
    }
    let found = NAMES.captures(window)?;
    let length = window.len() - found.name("name")?.start();
    Some(match found.name("regulations") {
        Some(_) => CodeName::Regulations { length },
        None => CodeName::GeneralStatutes { length },
    })
}

/// Words that show that a document is about Connecticut's law.
pub const CONTEXT: [&str; 6] = ["Connecticut", "CONNECTICUT", "Conn.", "C.G.S.", "CGS", "Conn Gen"];

/// Whether a title of that number exists, or has existed.
///
/// Source: the edition of 2025-01-01 and the titles from which its sections were transferred.
pub fn is_title(title: &str) -> bool {
    let digits = title.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let suffix = title[digits.len()..].to_ascii_lowercase();
    let Ok(number) = digits.parse::<u8>() else { return false };
    let suffixes = match number {
        2 => "c",
        4 => "abcde",
        10 | 13 | 16 | 17 | 19 | 21 | 22 | 36 | 38 | 42 | 45 | 46 | 47 | 50 | 53 => "ab",
        _ => "",
    };
    (1..=55).contains(&number) && (suffix.is_empty() || suffix.len() == 1 && suffixes.contains(suffix.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(text: &str) -> Option<&str> {
        match code_name_at_end(text)? {
            CodeName::GeneralStatutes { length } | CodeName::Regulations { length } => {
                Some(&text[text.len() - length..])
            }
        }
    }

    #[test]
    fn every_way_of_naming_the_code() {
        for name in [
            "Conn. Gen. Stat. ",
            "Conn. Gen. Stat ",
            "Con. Gen. Stat. ",
            "Conn. Gen. Stats. ",
            "Conn Gen Stat ",
            "Connecticut General Statutes, ",
            "Gen. Stat. ",
            "Gen Stat. ",
            "general statutes ",
            "Conn. Gen. Stat. Ann. ",
            "C.G.S. ",
            "C.G.S.A. ",
            "CGS ",
            "CGSA ",
            "C. G. S. ",
            "Conn. Gen.\nStat. ",
            "Regs., Conn. State Agencies ",
            "Regulations of Connecticut State Agencies ",
        ] {
            assert_eq!(named(&format!("under {name}")), Some(name), "{name}");
        }
        for text in ["the law ", "Idaho Code ", "K.S.A. ", "ACGS ", "U.S. ", "N.J.S.A. ", ""] {
            assert_eq!(named(text), None, "{text}");
        }
    }

    #[test]
    fn titles_have_their_letters() {
        for title in ["1", "53", "53a", "53A", "42a", "4e", "17b"] {
            assert!(is_title(title), "{title}");
        }
        for title in ["0", "56", "53c", "52a", "99", "a", ""] {
            assert!(!is_title(title), "{title}");
        }
    }
}
