//! The vocabulary of the law and the canonical table. A leaf: imports nothing of the stages above it.

pub mod act;
mod acts;
mod classes;
mod code;
mod coverage;
mod description;
pub(crate) mod designator;
mod element;
mod lines;
mod memo;
mod names;
mod occasions;
mod offense;
mod offense_names;
pub mod order;
mod penalty;
pub(crate) mod pinpoints;
mod section;
mod sections;
mod texts;
mod timeline;

use std::collections::HashMap;
use std::sync::{Arc, OnceLock};

use jiff::civil::Date;

pub(crate) use act::begins_with_month;
pub use act::{ActKind, ActName, Session};
pub use acts::{Act, Acts};
pub use classes::{ClassTerm, Classes};
pub use code::{Edition, FineMaxima, FineRules};
pub use coverage::Coverage;
pub use element::{
    Element, ElementKind, ElementPeriod, Elements, Reach, RightIf, StatementForm, parse_all as parse_elements,
};
pub use names::{FormerNames, PopularName, PopularNames, Reauthorization};
pub use occasions::Occasions;
pub use offense::{Figure, Grade, History, Offense, Period, parse_all as parse_offenses};
pub(crate) use offense_names::is_degree;
pub use offense_names::{NameStanding, NamedOffense, OffenseNames, plain_word};
pub use penalty::{Class, Classification, Dollars, Fine, Length, Level, Term, Thousands};
pub use pinpoints::{PinpointTable, Pinpoints, Place};
pub use section::{Code, Pinpoint, Provision, Section};
pub use sections::{Ended, Entry, Sections, Status};
pub use texts::SectionTexts;
pub use timeline::{Authority, Penalty, State, Timeline};

use memo::Memo;
use offense::OffenseText;

/// The canonical table: which sections exist, and what each offense carried when.
///
/// Making one costs nothing; what is asked of it is read then.
#[derive(Debug)]
pub struct Law {
    connecticut: CodeTable,
    united_states: CodeTable,
    /// What was asked of years' last acts.
    last_acts: Memo<i16, Option<ActName>>,
}

#[derive(Debug)]
struct CodeTable {
    code: &'static str,
    sections: &'static str,
    classes: &'static str,
    /// Files of offenses read by a person: they win.
    curated: &'static [&'static str],
    /// Files of offenses read by the importer.
    derived: &'static [&'static str],
    popular_names: &'static str,
    coverage: &'static str,
    /// The file of elements, where the code has one.
    elements: &'static str,
    read_edition: OnceLock<Edition>,
    read_classes: OnceLock<Classes>,
    read_fine_rules: OnceLock<FineRules>,
    read_names: OnceLock<PopularNames>,
    read_index: OnceLock<HashMap<&'static str, OffenseText<'static>>>,
    read_elements: OnceLock<Elements>,
    read_former_names: OnceLock<FormerNames>,
    read_offense_names: OnceLock<OffenseNames>,
    /// What was asked of sections and of names.
    known: Memo<Section, Arc<Known>>,
    named: Memo<String, Vec<Entry<'static>>>,
}

/// What the table says of one section.
#[derive(Debug)]
pub struct Known {
    /// Its line in the edition, if it has one.
    pub entry: Option<Entry<'static>>,
    /// What its offense carried when; `None` if the table knows of no penalty in it.
    pub timeline: Option<Timeline>,
}

// CT_CURATED, CT_OFFENSES, US_CURATED and US_OFFENSES: the texts of the files in those folders.
include!(concat!(env!("OUT_DIR"), "/offense_files.rs"));

impl Law {
    /// The table that ships inside the program.
    pub fn embedded() -> Law {
        Law {
            connecticut: CodeTable::new(
                include_str!("../../rules/ct/code.toml"),
                include_str!(concat!(env!("OUT_DIR"), "/ct_sections.tsv")),
                include_str!("../../rules/ct/classes.toml"),
                [CT_CURATED, CT_OFFENSES],
                include_str!("../../rules/ct/popular-names.toml"),
                include_str!("../../rules/ct/coverage.toml"),
                include_str!("../../rules/ct/elements.toml"),
            ),
            united_states: CodeTable::new(
                include_str!("../../rules/us/code.toml"),
                include_str!(concat!(env!("OUT_DIR"), "/us_sections.tsv")),
                include_str!("../../rules/us/classes.toml"),
                [US_CURATED, US_OFFENSES],
                include_str!("../../rules/us/popular-names.toml"),
                include_str!("../../rules/us/coverage.toml"),
                "",
            ),
            last_acts: Memo::new(),
        }
    }

    /// Through when a code is known, and where it is published.
    pub fn edition(&self, code: Code) -> &Edition {
        let table = self.table(code);
        table.read_edition.get_or_init(|| Edition::parse(table.code).expect("a test reads every shipped code.toml"))
    }

    /// What the edition says of a section, if it has it.
    pub fn section(&self, section: &Section) -> Option<Entry<'static>> {
        self.sections(section.code()).get(section)
    }

    /// What the table says of a section, looked up once.
    pub fn known(&self, section: &Section) -> Arc<Known> {
        let look_up = || Arc::new(Known { entry: self.section(section), timeline: self.timeline(section) });
        self.table(section.code()).known.get(section, look_up)
    }

    /// The sections of a code whose names begin with `name`, found by a search through all of them and then remembered.
    pub fn named(&self, code: Code, name: &str) -> Vec<Entry<'static>> {
        self.table(code).named.get(name, || self.sections(code).named(name))
    }

    /// The public act of the regular session of `year` that has the highest number of those the edition names.
    pub fn last_act_of(&self, year: i16) -> Option<ActName> {
        self.last_acts.get(&year, || self.acts().last_of(year).map(|act| act.name))
    }

    /// Every section of a code.
    pub fn sections(&self, code: Code) -> Sections<'static> {
        Sections::new(self.table(code).sections)
    }

    /// The acts of Connecticut that the edition names.
    pub fn acts(&self) -> Acts<'static> {
        Acts::new(include_str!("../../rules/ct/acts.tsv"))
    }

    /// The places inside a section, if they are known.
    pub fn pinpoints(&self, section: &Section) -> Option<Pinpoints<'static>> {
        match section.code() {
            Code::Connecticut => PinpointTable::new(include_str!("../../rules/ct/pinpoints.tsv")).get(section),
            Code::UnitedStates => None,
        }
    }

    /// The official page of a section.
    pub fn url(&self, section: &Section) -> Option<String> {
        let entry = self.section(section)?;
        self.edition(section.code()).url(section, entry.chapter)
    }

    /// What a section's offense carried when; `None` if the table knows of no penalty in it.
    pub fn timeline(&self, section: &Section) -> Option<Timeline> {
        let offense = self.offense(section).filter(|offense| !offense.periods.is_empty())?;
        let table = self.table(section.code());
        let fine_rules = table
            .read_fine_rules
            .get_or_init(|| FineRules::parse(table.classes).expect("a test reads every shipped classes.toml"));
        let fine_rule = |rule: &str, grade: &Grade| fine_rules.maxima(rule, grade);
        let catchline = self.section(section).map_or("", |entry| entry.catchline);
        Some(Timeline::new(&offense, catchline, self.classes(section.code()), fine_rule))
    }

    /// The provisions of other sections that punish a section's violation.
    pub fn penalty_in(&self, section: &Section) -> Vec<Provision> {
        self.offense(section).map(|offense| offense.penalty_in).unwrap_or_default()
    }

    /// The offense as the first file that has it states it.
    fn offense(&self, section: &Section) -> Option<Offense> {
        self.table(section.code()).offense_index().get(section.number())?.parse()
    }

    /// The names that offenses of a code once had.
    pub fn former_names(&self, code: Code) -> &FormerNames {
        let table = self.table(code);
        table.read_former_names.get_or_init(|| {
            let offenses = table.offense_index().iter();
            FormerNames::new(
                offenses.flat_map(|(number, text)| {
                    offense::period_names(text).into_iter().map(move |name| (name, *number))
                }),
            )
        })
    }

    /// The names of a code's offenses: of Connecticut in the penal code and in title 53, since elsewhere a catchline is seldom the
    /// name that an offense goes by; of the United States in title 18.
    pub fn offense_names(&self, code: Code) -> &OffenseNames {
        let table = self.table(code);
        let read =
            || {
                let criminal = ["53", "18:"];
                let offenses = table
                    .offense_index()
                    .iter()
                    .filter(|(number, _)| criminal.iter().any(|title| number.starts_with(title)));
                let names = offenses.flat_map(|(number, text)| {
                    let catchline = Section::from_table(number).and_then(|section| self.section(&section));
                    let catchline = catchline.filter(|entry| entry.status == Status::InForce);
                    let catchline = catchline.and_then(|entry| entry.catchline.split([':', '.', ';']).next());
                    offense::names(text, catchline).into_iter().map(move |(name, standing)| (name, *number, standing))
                });
                // One word is a name in the penal code alone, and there not "Penalties", which many sections are headed with.
                OffenseNames::new(names.filter(|(name, number, _)| {
                    name.contains(' ') || number.starts_with("53a") && *name != "Penalties"
                }))
            };
        table.read_offense_names.get_or_init(read)
    }

    /// The figures of a code's classes.
    pub fn classes(&self, code: Code) -> &Classes {
        let table = self.table(code);
        match code {
            // 18 U.S.C. 3559 grades offenses by their term; the letters carry no term of their own.
            Code::UnitedStates => table.read_classes.get_or_init(Classes::default),
            Code::Connecticut => table
                .read_classes
                .get_or_init(|| Classes::parse(table.classes).expect("a test reads every shipped classes.toml")),
        }
    }

    /// The acts and compacts of a code that are cited by name.
    pub fn popular_names(&self, code: Code) -> &PopularNames {
        let table = self.table(code);
        table.read_names.get_or_init(|| {
            PopularNames::parse(table.popular_names).expect("a test reads every shipped popular-names.toml")
        })
    }

    /// The ages, presumptions, duties and other elements of a code that a person has read.
    pub fn elements(&self, code: Code) -> &Elements {
        let table = self.table(code);
        table.read_elements.get_or_init(|| Elements::index(table.elements))
    }

    /// Every offense of a code as one kind of file states it, for the tests and reports over the whole table.
    ///
    /// # Errors
    /// The first file's error, with line and column.
    pub fn offenses(&self, code: Code, by: Reader) -> Result<Vec<Offense>, toml::de::Error> {
        let table = self.table(code);
        let files = match by {
            Reader::Person => table.curated,
            Reader::Importer => table.derived,
        };
        let mut offenses = Vec::new();
        for file in files {
            offenses.extend(parse_offenses(file)?);
        }
        Ok(offenses)
    }

    /// How much of a code's edition the importer understood.
    pub fn coverage(&self, code: Code) -> Coverage {
        Coverage::parse(self.table(code).coverage).expect("a test reads every shipped coverage.toml")
    }

    /// The last day through which a code is known.
    pub fn through(&self, code: Code) -> Date {
        self.edition(code).through
    }

    fn table(&self, code: Code) -> &CodeTable {
        match code {
            Code::Connecticut => &self.connecticut,
            Code::UnitedStates => &self.united_states,
        }
    }
}

/// Who read the law for a file of offenses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reader {
    /// A person: `curated/`.
    Person,
    /// `lawlint law import`: `offenses/`.
    Importer,
}

impl CodeTable {
    fn new(
        code: &'static str,
        sections: &'static str,
        classes: &'static str,
        [curated, derived]: [&'static [&'static str]; 2],
        popular_names: &'static str,
        coverage: &'static str,
        elements: &'static str,
    ) -> CodeTable {
        CodeTable {
            code,
            sections,
            classes,
            curated,
            derived,
            popular_names,
            coverage,
            elements,
            read_edition: OnceLock::new(),
            read_classes: OnceLock::new(),
            read_fine_rules: OnceLock::new(),
            read_names: OnceLock::new(),
            read_index: OnceLock::new(),
            read_elements: OnceLock::new(),
            read_former_names: OnceLock::new(),
            read_offense_names: OnceLock::new(),
            known: Memo::new(),
            named: Memo::new(),
        }
    }

    /// Section number to the text of its offense.
    fn offense_index(&self) -> &HashMap<&'static str, OffenseText<'static>> {
        self.read_index.get_or_init(|| {
            let mut index = HashMap::new();
            for (number, text) in self.curated.iter().chain(self.derived).flat_map(|file| offense::index(file)) {
                index.entry(number).or_insert(text);
            }
            index
        })
    }
}
