//! Reads from an entry of a history note that an act gave an offense another name, and names the periods before it.

use std::sync::LazyLock;

use jiff::civil::Date;
use regex::Regex;

use crate::law::Period;
use crate::words::capitalized;

/// The name that an offense had until an act changed it, where the entry states it: `Threatening`.
pub(super) fn former_name(entry: &str) -> Option<String> {
    static RENAMED: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(
            r"(?xi)
              \b chang(?:e|ed|ing) \s+ (?: the \s+ )? name \s+ of \s+ (?: the \s+ )? (?: offense | crime ) \s+
                  from \s+ (?: “ (?P<quoted> [^“”;]+ ) ” | (?P<bare> [^“”;,]+? ) ) \s+ to \s
            | \b renam(?:e|ed|ing) \s+ (?: the \s+ )? (?: offense | crime ) \s+ by \s+ replacing \s+
                  “ (?P<replaced> [^“”;]+ ) ” \s+ with \s+ “",
        )
        .expect("the pattern is valid")
    });
    let found = RENAMED.captures(entry)?;
    let name = ["quoted", "bare", "replaced"].into_iter().find_map(|group| found.name(group))?.as_str();
    (!name.is_empty()).then(|| capitalized(name))
}

/// Gives the periods before `date` the name that an act changed that day. A period that the day lies in is parted:
/// the younger part is `renamed`, but for its grades and its name. Renamings come youngest first.
pub(super) fn name_before(periods: &mut Vec<Period>, date: Date, name: &str, renamed: Period) {
    let Some(last) = periods.iter().rposition(|period| period.from < date) else { return };
    if periods.get(last + 1).is_none_or(|next| next.from > date) {
        let parted = &periods[last];
        let younger = Period { from: date, grades: parted.grades.clone(), name: parted.name.clone(), ..renamed };
        periods.insert(last + 1, younger);
    }
    for period in &mut periods[..=last] {
        period.name = Some(name.to_owned());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn former_names() {
        let name = |entry| former_name(entry).unwrap_or_default();
        assert_eq!(
            name("P.A. 90-1 changed name of the offense from “painting of a gate” to “painting of a barrier”"),
            "Painting of a gate"
        );
        assert_eq!(
            name(
                "changed the name of the offense from painting with a brush to aggravated painting and added Subsec. (c)"
            ),
            "Painting with a brush"
        );
        assert_eq!(name("renamed offense by replacing “painting” with “painting in the first degree”"), "Painting");
        for silent in [
            "changed name of offense to painting in the second degree",
            "made a technical change in the name of the offense",
            "renamed the department by replacing “gates” with “posts”",
            "changed the fine for the offense from $5 to $9",
        ] {
            assert_eq!(former_name(silent), None, "{silent}");
        }
    }
}
