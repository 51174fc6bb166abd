//! How other states name their codes: known only so that their sections are not taken for Connecticut's.

use std::sync::LazyLock;

use regex::Regex;

/// Full names and the abbreviations of legal citation, without Connecticut.
const STATES: &str = r"
    Ala(?:\.|bama) | Alaska | Ariz(?:\.|ona) | Ark(?:\.|ansas) | Cal(?:\.|if\.|ifornia) | Colo(?:\.|rado)
  | Del(?:\.|aware) | D\.\s?C\. | District\sof\sColumbia | Fla(?:\.|\s|orida) | Ga\. | Georgia | Haw(?:\.|aii)
  | Idaho | Ill(?:\.|inois) | Ind(?:\.|iana) | Iowa | Kan(?:\.|sas) | Ky\. | Kentucky | La\. | Louisiana | Me\. | Maine
  | Md\. | Maryland | Mass(?:\.|achusetts) | Mich(?:\.|igan) | Minn(?:\.|esota) | Miss(?:\.|issippi) | Mo\. | Missouri
  | Mont(?:\.|ana) | Neb(?:\.|raska) | Nev(?:\.|ada) | N\.\s?H\. | New\sHampshire | N\.\s?J\. | New\sJersey
  | N\.\s?M\. | New\sMexico | N\.\s?Y\. | New\sYork | N\.\s?C\. | North\sCarolina | N\.\s?D\. | North\sDakota
  | Ohio | Okla(?:\.|homa) | Or\. | Ore\. | Oregon | Pa\. | Pennsylvania | R\.\s?I\. | Rhode\sIsland
  | S\.\s?C\. | South\sCarolina | S\.\s?D\. | South\sDakota | Tenn(?:\.|essee) | Tex(?:\.|as) | Utah | Vt\. | Vermont
  | Va\. | Virginia | Wash(?:\.|ington) | W\.\s?Va\. | West\sVirginia | Wis(?:\.|consin) | Wyo(?:\.|ming) | Puerto\sRico";

static LEADS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(&format!(
        r"(?x)
        (?-u:\b) (?: (?: {STATES} ) [\s,]* [A-Z][A-Za-z.&,'’\s]*                       # Mass. Gen. Laws, N.Y. Penal Law
         | [Ii]n \s (?: {STATES} )
         | R\.?C\.?W\.? | K\.?S\.?A\.? | A\.?R\.?S\.? | N\.?R\.?S\.? | H\.?R\.?S\.? | O\.?R\.?S\.? | C\.?R\.?S\.?
         | M\.?G\.?L\.?(?:A\.?)? | G\.\s?L\. | N\.J\.S\.(?:A\.)? | R\.S\.(?:A\.)? | RSA | ILCS | O\.C\.G\.A\. | M\.C\.A\. | T\.C\.A\.
         | U\.C\.A\. | I\.C\. | V\.S\.A\. | P\.C\. | (?:Penal|Criminal|Crim\.|Family|Revised|Rev\.|Official|Municipal|City|Model \s Penal) \s (?:Code|Law) | Code | Ordinances? | Charter | Policy | Manual | Regulations | [Aa]greement | Handbook | By-?laws | Constitution | [Cc]ontract | [Ll]ease | [Mm]anual | [Pp]olicy
         | [Cc]harter | [Hh]andbook | (?:Article|ARTICLE|Art\.|art\.) \s [A-Za-z0-9]+ | Practice \s Book | Prac\. \s Book | P\.B\. | Rules? \s of \s [A-Z][A-Za-z\s]* | Rules?
         | Code \s of \s Evidence | (?: P\.A\. | (?:Public|Special) \s Acts? (?: \s No\.)? ) \s [0-9-]+
        ) [\s,]* (?: (?-u:\b) ch(?:\.|apter) \s* [0-9]+[A-Z]? [\s,]* )? $"
    ))
    .expect("the pattern is valid")
});

static AFTER: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?x) ^ [\s,]* (?: of \s+ )? (?: the \s+ )?
        (?: (?:[A-Z][A-Za-z.]*\s+){0,3} (?:Code|Act|Law|Laws|Statutes|Constitution|Rules?|Agreement|Charter|Ordinances?|Bylaws|Treaty|Contract|Policy|Plan|Procedures?|Manual) (?-u:\b)
          | (?: below | above | infra | supra | hereof | herein ) (?-u:\b) | of \s the \s (?:handbook|charter|manual|policy|agreement|contract|lease|guide|bylaws)
          | (?i: (?:this|such|that|said|the \s same) \s+ (?:title|act|chapter|code|agreement|contract|policy|report|manual|plan|rule|bill|resolution|ordinance|charter|guide|booklet|brochure) )
          | (?i: title \s+ [0-9] ) | (?i: (?:the|this|said) \s+ (?: [a-z]+ \s+ ){0,2} (?: regulations | agreement | contract | charter | ordinances? | act | plan | policy | code | manual | book | bylaws | report | lease | budget ) (?-u:\b)) )"
    )
    .expect("the pattern is valid")
});

static STATE: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(&format!(r"(?x) (?-u:\b) (?: {STATES} ) (?: \W | $ )")).expect("the pattern is valid"));

/// Whether another state than Connecticut is named in `text`.
pub fn names_a_state(text: &str) -> bool {
    STATE.is_match(text)
}

/// Whether the words at the end of `window`, just before "§" or "section", name another state's code.
pub fn code_name_at_end(window: &str) -> bool {
    LEADS.is_match(window)
}

/// Whether the words at the start of `window`, just after a section's number, say that it is not Connecticut's:
/// "of the Idaho Code", "of this title".
pub fn belongs_elsewhere(window: &str) -> bool {
    // The first letter decides for nearly every citation before the pattern is tried.
    let next = window.trim_start_matches(|c: char| c.is_whitespace() || c == ',');
    let telling =
        |byte: &u8| byte.is_ascii_uppercase() || matches!(byte, b'o' | b't' | b's' | b'b' | b'a' | b'i' | b'h');
    if !next.as_bytes().first().is_some_and(telling) || next.starts_with("of the Conn") || next.starts_with("Conn") {
        return false;
    }
    AFTER.is_match(window)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_codes_are_known_by_their_names() {
        for text in [
            "under Idaho Code ",
            "Mass. Gen. Laws ch. 265, ",
            "N.Y. Penal Law ",
            "Ariz. Rev. Stat. Ann. ",
            "N.C. Gen. Stat. ",
            "the Kansas Statutes, ",
            "K.S.A. ",
            "HRS ",
            "M.G.L. c. 265 and the Penal Code ",
            "and in Nebraska ",
        ] {
            assert!(code_name_at_end(text), "{text}");
        }
        for text in ["Conn. Gen. Stat. ", "the General Statutes, ", "violates ", "in Hartford under ", "C.G.S. "] {
            assert!(!code_name_at_end(text), "{text}");
        }
    }

    #[test]
    fn what_follows_can_name_another_law() {
        for text in [
            " of the Idaho Code",
            " of this title",
            " of title 42",
            " of the D.C. Official Code",
            " of the Social Security Act",
        ] {
            assert!(belongs_elsewhere(text), "{text}");
        }
        for text in [
            " of the general statutes",
            " is a class B felony",
            ", Connecticut",
            " of the Connecticut General Statutes",
        ] {
            assert!(!belongs_elsewhere(text), "{text}");
        }
    }
}
