//! Made-up documents: sentences that cite and state, in Markdown and plain text, decorated in every way.
//! Also bytes that are hardly documents at all.

use proptest::prelude::*;
use proptest::sample::select;

const SECTIONS: &[&str] = &[
    "53a-192a",
    "53a-192",
    "53a-86",
    "53a-83",
    "53a-83a",
    "53a-70c",
    "53a-21",
    "53-21",
    "53a-912a",
    "1-19",
    "53a-61b",
    "53A–82",
    "53a‑90a",
    "42a-2A-101",
    "53a-\n88",
];

const PINPOINTS: &[&str] = &["", "", "", "(a)", "(a)(2)", "(b) (1)", "(a), (b)", "(a)–(c)"];

/// How a section is cited; `#` is its number.
const CITATIONS: &[&str] = &[
    "C.G.S. § #",
    "Conn. Gen. Stat. § #",
    "Con. Gen. Stat. § #",
    "Conn Gen Stat §#",
    "CGS Section #",
    "section # of the general statutes",
    "Gen Stat. § #",
    "§ #",
    "Sec. #",
    "C.G.S. §§ # and 53a-87",
    "C.G.S. §§ #, 53a-89, and 53a-82",
    "C.G.S. §§ # to 53a-223b, inclusive",
    "subsection (b) of section # of the general statutes",
    "C.G.S. § # [Coercion]",
    "C.G.S. § # (Patronizing a prostitute)",
    "C.G.S. &sect;&nbsp;#",
    "**C.G.S. § #**",
    "C.G.S. § *#*",
    "[C.G.S. § #](https://example.org/#)",
    "`C.G.S. § #`",
    "C.G.S. § #<sup>1</sup>",
    "18 U.S.C. § 1591(b)(1)",
    "18 U.S.C. §§ 1581–1597",
    "section 1591(d) of title 18, United States Code",
    "Idaho Code § 18-8602",
    "Public Act 17-32",
    "Public Act 41-2",
    "Pub. L. 106-386",
    "28 C.F.R. § 25.51",
    "that section",
    "subsection (a) of this section",
    "Id.",
];

const CLAIMS: &[&str] = &[
    "is a class B felony",
    "is a Class A misdemeanor",
    "makes it a **class C felony**",
    "is a felony",
    "is an unclassified felony",
    "carries 1 to 20 years in prison",
    "is punishable by up to one year in jail",
    "is punishable by 10–25 years in prison",
    "is punishable by a fine of up to $20,000",
    r"carries a fine of \$500",
    "is fined fifteen thousand dollars",
    "has a mandatory minimum of two years",
    "requires a nonsuspendable 9-month sentence",
    "is a class&nbsp;B felony",
    "was a class B felony",
    "is a class\nB felony",
    "exists",
    "carries life imprisonment",
    "is punishable by up to 999,999 years in prison",
];

const BETWEEN: &[&str] = &[
    " ",
    " ",
    ", ",
    ". ",
    "; ",
    "\n",
    "\n\n",
    "\n\n",
    "\n\n- ",
    "\n\n> ",
    "\n\n# ",
    "\n\n| ",
    " | ",
    " |\n|---|---|\n",
    "\n\n1. ",
    "\n\n(a) ",
    "  \n",
    "\u{c}",
    " 😀 ",
    "\u{a0}",
    " “",
    "” ",
    "\n<!-- lawlint: ignore[claim-class] a reason -->\n",
    "\n\n<!-- lawlint: disable[claim-term, cite-typo] -->\n\n",
    "\n\n<!-- lawlint: enable[claim-term] -->\n\n",
    "\n# lawlint: ignore[claim-fine]\n",
    "\n\n```\n",
    "\n\n    ",
    "[^1]",
    "\n\n[^1]: ",
    "<b>",
    "</b>",
    "*",
    "_",
    "~~",
    "Trafficking in persons ",
    "Connecticut ",
    "call 203-777-6311 ",
];

/// A draft as a writer could have left it.
pub(crate) fn draft() -> impl Strategy<Value = String> {
    let citation = (select(CITATIONS), select(SECTIONS), select(PINPOINTS))
        .prop_map(|(form, section, pinpoint)| form.replace('#', &format!("{section}{pinpoint}")));
    let sentence = prop_oneof![
        6 => (citation.clone(), select(CLAIMS)).prop_map(|(citation, claim)| format!("{citation} {claim}")),
        1 => (select(CLAIMS), citation.clone()).prop_map(|(claim, citation)| format!("It {claim} ({citation})")),
        1 => citation,
    ];
    let pieces = prop::collection::vec((sentence, select(BETWEEN)), 0..8);
    let ends = select(&["\n", "\n", "\r\n", "\r"][..]);
    (pieces, select(&["", "", "\u{feff}", "Connecticut law.\n\n"][..]), ends).prop_map(|(pieces, start, end)| {
        let body: String = pieces.into_iter().flat_map(|(sentence, between)| [sentence, between.to_owned()]).collect();
        (start.to_owned() + &body).replace('\n', end)
    })
}

/// Anything that a file may hold: random bytes, drafts, and drafts broken by random bytes.
pub(crate) fn bytes() -> impl Strategy<Value = Vec<u8>> {
    let noise = prop::collection::vec(any::<u8>(), 0..40);
    let shaped = "[0-9a-zA-Z§()\\[\\]–.,;:$ \n-]{0,60}";
    let words = prop_oneof![select(CITATIONS), select(CLAIMS), select(BETWEEN), select(SECTIONS)];
    let piece = prop_oneof![
        3 => words.prop_map(|words| words.as_bytes().to_vec()),
        1 => noise,
        1 => shaped.prop_map(String::into_bytes),
        1 => any::<String>().prop_map(String::into_bytes),
    ];
    prop::collection::vec(piece, 0..20).prop_map(|pieces| pieces.concat())
}
