//! Whether words tell what somebody said, wrote, did or wished of the law, and not what it is: "the court told the jury that", "websites
//! say", "a $90 fine was paid". Knows no citations.

use std::sync::LazyLock;

use regex::Regex;

/// What was told, read or believed, and what was wrong about it.
const TOLD: &str = r"(?-u:\b) (?:
            (?: told | informed | advised | instructed | assured | explained \s+ to ) \s+ (?: (?: the | an? | his | her | their | its | my | our ) \s+ [a-z]+ | me | us | him | her | them | jurors | police ) \s+ that
          | (?: may | might ) \s+ have \s+ (?: read | heard | seen | thought ) \s+ that | (?: have | has ) \s+ been \s+ told
          | (?: web \s? sites? | papers? | newspapers | posts | pages | sites | forums | blogs | articles? | friends | headnotes? | captions? ) \s+ (?: (?: often | sometimes | still | may | might | will ) \s+ )? (?: say | says | write | writes | call | calls | tell | list | lists | describe ) s?
          | (?: ^ | [.;,] \s+ ) (?u:[^A-Za-z]){0,4} people \s+ (?: (?: often | sometimes | still | may | might | will ) \s+ )? (?: say | think | call )
          | as \s+ (?: (?: the | an? | his | her | their | your ) \s+ )? [a-z]+ \s+ (?: had \s+ )? (?: told | believed | thought | supposed | was \s+ told )
          | (?: which | that | mittimus | information | warrant | article | clerk ) \s+ (?: had \s+ )? (?: wrongly \s+ )? (?: described | entered | recorded | listed | labeled | labelled | misstated ) \s (?u:[^.;]){0,60} (?-u:\b) as \s+ an?
          | (?: court | judge | counsel | prosecutor | lawyer | attorney | state | clerk ) \s+ erred | maintains? \s+ that | contention | (?: without | lacks? ) \s+ merit | (?: not | un ) \s* persuaded | it \s+ does \s+ not \s+ follow | on \s+ the \s+ [a-z]+ (?u:['’]) s \s+ reading
          | is \s+ wrong | are \s+ wrong | (?: typographical | clerical | printing | plain ) \s+ error | misprint | headnote | mittimus | (?: which | that ) \s+ is \s+ (?: incorrect | inaccurate | mistaken )
          | (?: common | frequent | usual | easy | another ) \s+ (?: mistake | error | misconception | misunderstanding ) s? | editor (?u:['’]) s \s+ note | printed \s+ (?: edition | version ) | corrected
        ) (?-u:\b)";

/// What is wished, asked or denied.
const WISHED: &str = r"(?-u:\b) (?: oppos(?: e[sd]? | ing ) | resist(?: s | ed | ing )? | against ) \s+ (?: treating | making \s+ (?: it | this | that | [\s]{3,} ) | classifying | calling ) (?-u:\b)
          | (?-u:\b) (?: wants? | wanted | asked ) (?-u:\b) (?u:[^.;]){0,80} (?-u:\b) to \s+ be (?-u:\b)
          | (?-u:\b) ask \s+ (?: (?: your | an? | the ) \s+ [a-z]+ \s+ )? (?: whether | if ) (?-u:\b)
          | ^ (?u:[^A-Za-z])* (?: no \s+ (?: statute | law | section | provision ) | (?: calling | to \s+ call ) \s+ (?: it | this | that | [\s]{3,} ) (?: \s* an? (?-u:\b) )? ) (?-u:\b)";

/// What became of somebody's case.
const OF_A_CASE: &str = r"(?-u:\b) (?: (?: state | prosecutor | state (?u:['’]) s \s+ attorney ) (?u:['’]) s \s+ (?: offer | recommendation | position ) | indicated \s+ sentence | (?: usually | generally | often | typically ) \s+ (?: receives? | gets? ) | exceeded \s+ the \s+ maximum | (?: is | are ) \s+ vacated
            | (?: he | she | they | (?: the | an? ) \s+ (?: man | woman | driver | defendant | student | owner | judge | court ) ) \s+ (?: paid | owes? | owed | still \s+ owes | fined | levied | appealed | drew | was \s+ let )
            | fined \s+ (?: him | her | them | me | us | the \s+ [a-z]+ ) (?: \s | $ ) | went \s+ unpaid | still \s+ owes? | ended \s+ the \s+ (?: matter | case ) | (?: let | lets ) \s+ (?: him | her | them | me | us | the \s+ [a-z]+ ) \s+ off | (?: affirm | vacate | reverse ) (?: s | d | ed )? \s+ (?: the | his | her | their | an? ) \s
            | (?: drew | collected | vacated | appealed ) \s+ (?: the | an? | his | her | their ) \s | disposed \s+ of ) 
          | : \s* guilty (?-u:\b) | ^ (?u:[^A-Za-z])* fined \s (?u:[^.;]){1,160} , \s+ (?: he | she | they | the \s+ [a-z]+ ) (?-u:\b)";

/// All of these, in one pass.
static REPORTED: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(&format!(r"(?ix-u) {TOLD} | {WISHED} | {OF_A_CASE}")).expect("the pattern is valid"));

/// Whether words are of that kind.
pub(super) fn is_reported(words: &str) -> bool {
    REPORTED.is_match(words)
}

/// Builds the patterns of this file.
pub(super) fn prepare() {
    LazyLock::force(&REPORTED);
}

#[cfg(test)]
mod tests {
    use super::is_reported;

    #[test]
    fn what_somebody_said_or_did() {
        for words in [
            "The court told the jury that it is a class C felony.",
            "You may have read that it is a misdemeanor.",
            "Some websites still say it is a class D felony.",
            "It is a class B misdemeanor and not, as the police had told her, a class A misdemeanor.",
            "A common mistake: treating it as a class B felony.",
            "No statute makes it a class A misdemeanor.",
            "We oppose treating it as a felony.",
            "The senator wanted the offense to be a class B felony.",
            "He paid a $90 fine for it.",
            "The judge fined him $100.",
            "Fined $100 for it, he went home.",
            "The state’s offer is two years.",
        ] {
            assert!(is_reported(words), "{words}");
        }
    }

    #[test]
    fn what_the_law_is() {
        for words in [
            "It is a class C felony, and a judge may order a fine of $500.",
            "The conduct described in subsection (a) is a class A misdemeanor.",
            "Whoever tells police a lie commits a class A misdemeanor.",
            "Drivers who are caught can be fined $200.",
            "A person who does not follow an order commits a class D felony.",
            "Calling in a false bomb threat is a class D felony.",
            "The law against making a false statement: class A misdemeanor.",
            "Anyone who recorded another without consent commits a class D felony.",
            "What people call date rape is a class B felony.",
            "A weapon like a knife does not have to be used for it to be a class B felony.",
            "If you have been charged, ask for a lawyer: it is a class D felony.",
        ] {
            assert!(!is_reported(words), "{words}");
        }
    }
}
