//! The series that designators of provisions are counted in: (a) (b), (1) (2), (A) (B), (i) (ii), (I) (II).

/// A series.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Series {
    /// (a), and after (z) (aa).
    Small,
    /// (1).
    Number,
    /// (A), and after (Z) (AA).
    Capital,
    /// (i).
    SmallRoman,
    /// (I).
    CapitalRoman,
}

impl Series {
    const ALL: [Series; 5] = [Series::Small, Series::Number, Series::Capital, Series::SmallRoman, Series::CapitalRoman];

    /// The place of a designator in the series, from 1.
    pub(crate) fn place(self, designator: &str) -> Option<u16> {
        match self {
            Series::Small => letter(designator, b'a'),
            Series::Capital => letter(designator, b'A'),
            Series::Number => designator.parse().ok().filter(|_| !designator.starts_with(['0', '+'])),
            // Nearly every designator is told from a numeral by its first letter.
            Series::SmallRoman if designator.starts_with(['i', 'v', 'x']) => self.numeral(designator),
            Series::CapitalRoman if designator.starts_with(['I', 'V', 'X']) => self.numeral(designator),
            Series::SmallRoman | Series::CapitalRoman => None,
        }
    }

    fn numeral(self, designator: &str) -> Option<u16> {
        (1..=LONGEST_ROMAN).find(|place| self.designator(*place) == designator)
    }

    /// The designator at a place of the series, from 1.
    pub(crate) fn designator(self, place: u16) -> String {
        match self {
            Series::Small => letters(place, b'a'),
            Series::Capital => letters(place, b'A'),
            Series::Number => place.to_string(),
            Series::SmallRoman => roman(place),
            Series::CapitalRoman => roman(place).to_uppercase(),
        }
    }

    /// The series that a designator can stand in, with its place in each: (i) is the ninth letter or the first numeral.
    pub(crate) fn readings(designator: &str) -> impl Iterator<Item = (Series, u16)> {
        Series::ALL.into_iter().filter_map(move |series| Some((series, series.place(designator)?)))
    }
}

/// No section counts further in roman numerals.
const LONGEST_ROMAN: u16 = 39;

fn letter(designator: &str, first: u8) -> Option<u16> {
    let own = *designator.as_bytes().first()?;
    let same = designator.len() <= 3 && designator.bytes().all(|byte| byte == own);
    let place = own.checked_sub(first).filter(|place| *place < 26 && same)?;
    Some(u16::from(place) + 1 + 26 * u16::try_from(designator.len() - 1).ok()?)
}

fn letters(place: u16, first: u8) -> String {
    let from_zero = place.saturating_sub(1);
    let letter = first + u8::try_from(from_zero % 26).unwrap_or(0);
    char::from(letter).to_string().repeat(usize::from(from_zero / 26) + 1)
}

fn roman(place: u16) -> String {
    const ONES: [&str; 10] = ["", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"];
    format!("{}{}", "x".repeat(usize::from(place / 10)), ONES[usize::from(place % 10)])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn designators_are_read_as_they_are_written() {
        for series in Series::ALL {
            for place in 1..=LONGEST_ROMAN {
                assert_eq!(series.place(&series.designator(place)), Some(place), "{series:?} {place}");
            }
        }
        assert_eq!((letters(27, b'a'), roman(14)), ("aa".to_owned(), "xiv".to_owned()));
        assert_eq!(Series::readings("i").collect::<Vec<_>>(), [(Series::Small, 9), (Series::SmallRoman, 1)]);
        for none in ["", "01", "ab", "iiii", "aA", "é"] {
            assert_eq!(Series::readings(none).count(), 0, "{none}");
        }
    }
}
