//! What a citation names, and the identifiers that other programs know it by.

use std::fmt;

use crate::law::{ActName, Code, Pinpoint, Section};

/// How a citation is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Form {
    /// With the name of the code: `Conn. Gen. Stat. § 53a-86`.
    Full,
    /// A member of a list.
    List,
    /// From one section or subsection to another.
    Range,
    /// Without the name of the code: `section 53a-86`.
    Short,
    /// Relative to the section quoted: `subsection (a) of this section`.
    Internal,
    /// `Id.`, `that section`.
    Id,
    /// A public act, public law or bill.
    Act,
    /// By popular name.
    Name,
}

impl Form {
    /// The word that the contract uses.
    pub fn name(self) -> &'static str {
        match self {
            Form::Full => "full",
            Form::List => "list",
            Form::Range => "range",
            Form::Short => "short",
            Form::Internal => "internal",
            Form::Id => "id",
            Form::Act => "act",
            Form::Name => "name",
        }
    }
}

/// What a citation names. [`Display`](fmt::Display) gives the identifier of the contract.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Target {
    /// A section, or a place in it.
    Section(Section, Pinpoint),
    /// All sections from the first to the last.
    Sections(Section, Section),
    /// All designators from the first to the last, which is given alone: `54-193`, `(a)`, `(c)`.
    Pinpoints(Section, Pinpoint, Pinpoint),
    /// A chapter of the General Statutes, or of a title of the United States Code.
    Chapter(Code, Option<String>, String),
    /// A public act of Connecticut: number, and session if it was a special one.
    PublicAct {
        /// `17-32`, or `1969-828` before acts were numbered by year.
        number: String,
        /// `2021-jun-ss` for the June special session of 2021.
        session: Option<String>,
    },
    /// A public law of the United States: `106-386`.
    PublicLaw(String),
    /// A bill of Connecticut's General Assembly: `HB-5001`, and the year of the session if it is said.
    Bill(String, Option<u16>),
    /// An act of Congress by its popular name.
    PopularName(String),
    /// The Code of Federal Regulations: title and section.
    FederalRegulation(String, String),
    /// The Regulations of Connecticut State Agencies.
    StateRegulation(String),
    /// Another state's law, recognised so that nothing attaches to it.
    Foreign,
}

impl Target {
    /// The section that it names or begins with.
    pub fn section(&self) -> Option<&Section> {
        match self {
            Target::Section(section, _) | Target::Sections(section, _) | Target::Pinpoints(section, _, _) => {
                Some(section)
            }
            _ => None,
        }
    }

    /// The act of Connecticut that it names.
    pub fn act(&self) -> Option<ActName> {
        match self {
            Target::PublicAct { number, session: None } => ActName::public(number),
            Target::PublicAct { .. } => ActName::from_id(&self.to_string()),
            _ => None,
        }
    }
}

impl fmt::Display for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Target::Section(section, pinpoint) => write!(f, "{section}{pinpoint}"),
            Target::Sections(first, last) => {
                let last = last.number().split_once(':').map_or(last.number(), |(_, number)| number);
                write!(f, "{first}..{last}")
            }
            Target::Pinpoints(section, first, last) => write!(f, "{section}{first}..{last}"),
            Target::Chapter(code, None, chapter) => write!(f, "{}:ch{chapter}", code.id()),
            Target::Chapter(code, Some(title), chapter) => write!(f, "{}:{title}:ch{chapter}", code.id()),
            Target::PublicAct { number, session: None } => write!(f, "ct-pa:{number}"),
            Target::PublicAct { number, session: Some(session) } => {
                write!(f, "ct-pa:{session}-{}", number.rsplit('-').next().unwrap_or(number))
            }
            Target::PublicLaw(number) => write!(f, "us-pl:{number}"),
            Target::Bill(number, None) => write!(f, "ct-bill:{number}"),
            Target::Bill(number, Some(year)) => write!(f, "ct-bill:{number}@{year}"),
            Target::PopularName(name) => write!(f, "us-popular-name:{name}"),
            Target::FederalRegulation(title, section) => write!(f, "cfr:{title}:{section}"),
            Target::StateRegulation(section) => write!(f, "ct-regs:{section}"),
            Target::Foreign => f.write_str("foreign"),
        }
    }
}
