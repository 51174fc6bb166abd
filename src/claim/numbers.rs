//! Numbers as people write them: `10`, `ten`, `twenty-five`, `ten (10)`, `fifteen thousand`.

/// A number in words or digits, as part of a pattern in verbose mode. The words stand in it once: patterns that
/// repeat it are built at every start of the program.
pub(crate) const NUMBER: &str = r"(?: [0-9]{1,3} (?: ,[0-9]{3} )* | (?: (?: one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve
    |thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety
    |hundred|thousand|million) (?: [\s-]+ (?:and\s+)? )? )+ ) (?: \s* \( \s* [0-9]{1,3} (?: ,[0-9]{3} )* \s* \) )?";

/// The ordinals of an offense's degrees, as part of a pattern in verbose mode.
pub(super) const ORDINAL: &str =
    "(?: first | second | third | fourth | fifth | sixth | 1st | 2nd | 3rd | 4th | 5th | 6th )";

/// The value of what [`NUMBER`] matches. Digits in parentheses after words only repeat them.
pub(crate) fn value(text: &str) -> Option<u64> {
    let text = text.split('(').next()?.trim();
    if text.starts_with(|c: char| c.is_ascii_digit()) {
        return text.replace(',', "").parse().ok();
    }
    let (mut total, mut part) = (0u64, 0u64);
    for word in text.to_ascii_lowercase().split(|c: char| !c.is_ascii_alphabetic()).filter(|word| !word.is_empty()) {
        match word {
            "and" => {}
            "hundred" => part = part.max(1).checked_mul(100)?,
            "thousand" => {
                total = total.checked_add(part.max(1).checked_mul(1000)?)?;
                part = 0;
            }
            "million" => {
                total = total.checked_add(part.max(1).checked_mul(1_000_000)?)?;
                part = 0;
            }
            _ => part = part.checked_add(small(word)?)?,
        }
    }
    total.checked_add(part)
}

fn small(word: &str) -> Option<u64> {
    const ONES: [&str; 20] = [
        "zero",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
    ];
    const TENS: [&str; 8] = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
    let place =
        |words: &[&str]| words.iter().position(|known| *known == word).and_then(|place| u64::try_from(place).ok());
    place(&ONES).or_else(|| place(&TENS).map(|tens| (tens + 2) * 10))
}

#[cfg(test)]
mod tests {
    use super::value;

    #[test]
    fn words_and_digits() {
        for (text, number) in [
            ("10", 10),
            ("20,000", 20_000),
            ("ten (10)", 10),
            ("twenty-five", 25),
            ("three hundred sixty-four", 364),
            ("fifteen thousand", 15_000),
            ("two hundred and fifty thousand", 250_000),
            ("one million", 1_000_000),
        ] {
            assert_eq!(value(text), Some(number), "{text}");
        }
        assert_eq!(value("several"), None);
    }
}
