//! Finds whose violation a sentence punishes where that is another section's: § 29-35 is punished in § 29-37. Says only
//! where a penalty stands, not that there is no other.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use regex::Regex;

use super::figures;
use super::provisions::Sentence;
use crate::import::numbers;
use crate::law::{Provision, Section};

/// The most sections that one sentence is taken to punish one by one; a longer range is a chapter's.
const MOST: usize = 40;

/// Where the penalties of sections stand besides in themselves.
#[derive(Default)]
pub(super) struct Links {
    places: BTreeMap<Section, BTreeSet<(Provision, Reach)>>,
}

/// Which violations of a section a provision punishes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Reach {
    /// All that it names.
    Every,
    /// Those "for which no penalty is expressly provided": § 21a-255(c).
    WithoutPenalty,
}

impl Links {
    /// Notes the sections whose violation a sentence of `own` punishes.
    pub(super) fn note(&mut self, own: &Section, sentence: &Sentence<'_>) {
        static RESIDUAL: LazyLock<Regex> = LazyLock::new(|| {
            Regex::new(r"(?i)\bfor\s+which\s+(?:a|no)\s+(?:other\s+|specific\s+)?penalty\s+is\s+(?:not\s+)?(?:\w+\s+)?provided")
                .expect("the pattern is valid")
        });
        let reach = if RESIDUAL.is_match(sentence.text) { Reach::WithoutPenalty } else { Reach::Every };
        for punished in punished(sentence.text) {
            if let Some(section) = Section::connecticut(&punished).filter(|section| section != own) {
                let place = Provision { section: own.clone(), pinpoint: sentence.pinpoint.clone() };
                self.places.entry(section).or_default().insert((place, reach));
            }
        }
    }

    /// Where a section that sets penalties itself is punished besides.
    pub(super) fn take(&mut self, section: &Section) -> Vec<Provision> {
        let places = self.places.remove(section).into_iter().flatten();
        places.filter(|(_, reach)| *reach == Reach::Every).map(|(place, _)| place).collect()
    }

    /// What is left: sections that only others punish.
    pub(super) fn rest(self) -> impl Iterator<Item = (Section, Vec<Provision>)> {
        // One provision may punish a section in two sentences.
        let provisions =
            |places: BTreeSet<(Provision, Reach)>| places.into_iter().map(|(place, _)| place).collect::<BTreeSet<_>>();
        self.places.into_iter().map(move |(section, places)| (section, provisions(places).into_iter().collect()))
    }
}

/// The numbers in "any person who violates any provision of section 29-35 or 29-36", before the penalty.
fn punished(sentence: &str) -> Vec<String> {
    static VIOLATES: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(
            r"(?xi) \b (?: violat\w+ | contrary \s+ to ) \s+ (?: (?: any | the | of | provisions? | either | said | requirements? ) \s+ )*
            (?: (?: subparagraph | subdivision | subsection )s? \s+ \( [^;]{0,60}? \) \s+ of \s+ )* sections? \s+",
        )
        .expect("the pattern is valid")
    });
    let end = figures::find(sentence).first().map_or(sentence.len(), |first| first.place.start);
    // "section 3-10 or sections 3-12 to 3-14" is one list.
    let lead =
        sentence[..end].replace(" or sections ", " and ").replace(" or section ", " and ").replace(" or ", " and ");
    let lists = VIOLATES.find_iter(&lead).map(|found| numbers::list(None, &lead[found.end()..]));
    lists.filter(|list| list.slip.is_none() && list.numbers.len() <= MOST).flat_map(|list| list.numbers).collect()
}

#[cfg(test)]
mod tests {
    use super::punished;

    #[test]
    fn what_is_punished_and_what_is_only_named() {
        let all = |text| punished(text).join(" ");
        assert_eq!(all("Any person who violates any provision of section 3-10 is guilty of a class C felony."), "3-10");
        assert_eq!(
            all(
                "Whoever violates subsection (a) of section 3-10 or sections 3-12 to 3-14, inclusive, shall be fined $5."
            ),
            "3-10 3-12 3-13 3-14"
        );
        for silent in [
            "Any person who paints a gate, as defined in section 3-10, is guilty of a class C felony.",
            "Any person who violates this section is guilty of a class C felony, and section 3-10 shall apply.",
            "Any person who violates this section is guilty of a class C felony unless he violated section 3-10.",
        ] {
            assert_eq!(all(silent), "", "{silent}");
        }
    }
}
