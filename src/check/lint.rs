//! The names of the lints and where each is explained.

/// A lint.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Lint {
    /// No such section in the edition.
    CiteUnknown,
    /// The section is repealed.
    CiteRepealed,
    /// The section has another number now.
    CiteTransferred,
    /// The number is reserved for future use.
    CiteReserved,
    /// The section has no such part.
    CitePinpoint,
    /// The name given is not the section's own.
    CiteName,
    /// The act is unknown or no longer the latest word.
    CiteAct,
    /// The name of the code is mistyped.
    CiteTypo,
    /// A citation is not in the house's form.
    CiteForm,
    /// The class of an offense.
    ClaimClass,
    /// A term of imprisonment.
    ClaimTerm,
    /// A fine.
    ClaimFine,
    /// A mandatory minimum or nonsuspendable part.
    ClaimMinimum,
    /// An age, a presumption, a duty or another element.
    ClaimElement,
    /// Two places disagree.
    ClaimConflict,
    /// A quotation is not the section's text.
    QuoteDrift,
    /// A suppression that suppresses nothing.
    UnusedSuppression,
    /// A part of the document could not be read.
    UnreadPart,
}

impl Lint {
    /// Every lint, in the order of the reference.
    pub const ALL: [Lint; 18] = [
        Lint::CiteUnknown,
        Lint::CiteRepealed,
        Lint::CiteTransferred,
        Lint::CiteReserved,
        Lint::CitePinpoint,
        Lint::CiteName,
        Lint::CiteAct,
        Lint::CiteTypo,
        Lint::CiteForm,
        Lint::ClaimClass,
        Lint::ClaimTerm,
        Lint::ClaimFine,
        Lint::ClaimMinimum,
        Lint::ClaimElement,
        Lint::ClaimConflict,
        Lint::QuoteDrift,
        Lint::UnusedSuppression,
        Lint::UnreadPart,
    ];

    /// The name that people write, such as `claim-class`.
    pub fn name(self) -> &'static str {
        match self {
            Lint::CiteUnknown => "cite-unknown",
            Lint::CiteRepealed => "cite-repealed",
            Lint::CiteTransferred => "cite-transferred",
            Lint::CiteReserved => "cite-reserved",
            Lint::CitePinpoint => "cite-pinpoint",
            Lint::CiteName => "cite-name",
            Lint::CiteAct => "cite-act",
            Lint::CiteTypo => "cite-typo",
            Lint::CiteForm => "cite-form",
            Lint::ClaimClass => "claim-class",
            Lint::ClaimTerm => "claim-term",
            Lint::ClaimFine => "claim-fine",
            Lint::ClaimMinimum => "claim-minimum",
            Lint::ClaimElement => "claim-element",
            Lint::ClaimConflict => "claim-conflict",
            Lint::QuoteDrift => "quote-drift",
            Lint::UnusedSuppression => "unused-suppression",
            Lint::UnreadPart => "unread-part",
        }
    }

    /// The lint of that name.
    pub fn from_name(name: &str) -> Option<Lint> {
        Lint::ALL.into_iter().find(|lint| lint.name() == name)
    }

    /// Whether `name` is its name or that of its kind: `claim` is every lint about a claim, `all` every lint.
    pub fn is_named(self, name: &str) -> bool {
        self.name() == name || self.name().split('-').next() == Some(name) || name == "all"
    }

    /// One line that says what it finds.
    pub fn summary(self) -> &'static str {
        match self {
            Lint::CiteUnknown => "no such section in the edition",
            Lint::CiteRepealed => "the section is repealed",
            Lint::CiteTransferred => "the section has another number now",
            Lint::CiteReserved => "the number is reserved and holds no law",
            Lint::CitePinpoint => "the section has no such subsection, subdivision or subparagraph",
            Lint::CiteName => "the name given is not the section's own",
            Lint::CiteAct => "the act is unknown, or no longer the latest word",
            Lint::CiteTypo => "the name of the code is mistyped",
            Lint::CiteForm => "the citation is not in the form of the house",
            Lint::ClaimClass => "the class of an offense is not what the law says",
            Lint::ClaimTerm => "a term of imprisonment is not what the law says",
            Lint::ClaimFine => "a fine is not what the law says",
            Lint::ClaimMinimum => "a mandatory minimum is not what the law says",
            Lint::ClaimElement => "an age, a presumption, a duty or another element is not what the law says",
            Lint::ClaimConflict => "two places in the documents disagree about a section",
            Lint::QuoteDrift => "a quotation is not the section's text",
            Lint::UnusedSuppression => "a comment silences a lint that finds nothing there",
            Lint::UnreadPart => "a part of the document could not be read, so that nothing is known of it",
        }
    }

    /// Its page: what it finds, why it matters, an example, the fix, when it stays silent. Markdown.
    pub fn explanation(self) -> &'static str {
        match self {
            Lint::CiteUnknown => super::cite_unknown::EXPLANATION,
            Lint::CiteRepealed => super::cite_repealed::EXPLANATION,
            Lint::CiteTransferred => super::cite_transferred::EXPLANATION,
            Lint::CiteReserved => super::cite_reserved::EXPLANATION,
            Lint::CitePinpoint => super::cite_pinpoint::EXPLANATION,
            Lint::CiteName => super::cite_name::EXPLANATION,
            Lint::CiteAct => super::cite_act::EXPLANATION,
            Lint::CiteTypo => super::cite_typo::EXPLANATION,
            Lint::CiteForm => super::cite_form::EXPLANATION,
            Lint::ClaimClass => super::claim_class::EXPLANATION,
            Lint::ClaimTerm => super::claim_term::EXPLANATION,
            Lint::ClaimFine => super::claim_fine::EXPLANATION,
            Lint::ClaimMinimum => super::claim_minimum::EXPLANATION,
            Lint::ClaimElement => super::claim_element::EXPLANATION,
            Lint::ClaimConflict => super::claim_conflict::EXPLANATION,
            Lint::QuoteDrift => super::quote_drift::EXPLANATION,
            Lint::UnusedSuppression => super::unused_suppression::EXPLANATION,
            Lint::UnreadPart => super::unread_part::EXPLANATION,
        }
    }

    /// Every name, for a message.
    pub fn names() -> String {
        Lint::ALL.map(Lint::name).join(", ")
    }
}
