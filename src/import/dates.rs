//! Reads the dates that editions print: `October 1, 2017`, `Sept. 1, 1948`, `July 1,2017`.

use std::sync::LazyLock;

use jiff::civil::Date;
use regex::Regex;

/// A month, whole or cut with a period, a day and a year.
pub(super) const DATE: &str = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.? \d{1,2}, ?\d{4}";

/// Reads a date that fills `text`. A year alone is no date.
pub(super) fn parse(text: &str) -> Option<Date> {
    static PARTS: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"^([A-Z][a-z]{2})[a-z]*\.? (\d{1,2}), ?(\d{4})$").expect("the pattern is valid"));
    let parts = PARTS.captures(text.trim())?;
    let month = match &parts[1] {
        "Jan" => 1,
        "Feb" => 2,
        "Mar" => 3,
        "Apr" => 4,
        "May" => 5,
        "Jun" => 6,
        "Jul" => 7,
        "Aug" => 8,
        "Sep" => 9,
        "Oct" => 10,
        "Nov" => 11,
        "Dec" => 12,
        _ => return None,
    };
    Date::new(parts[3].parse().ok()?, month, parts[2].parse().ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_as_editions_print_them() {
        let iso = |text| parse(text).map(|date| date.to_string());
        assert_eq!(iso("October 1, 2017").as_deref(), Some("2017-10-01"));
        assert_eq!(iso("Sept. 1, 1948").as_deref(), Some("1948-09-01"));
        assert_eq!(iso("July 1,2017").as_deref(), Some("2017-07-01"));
        assert_eq!(iso("1991"), None);
        assert_eq!(iso("February 30, 2001"), None);
    }
}
