//! `lawlint law`: what the table knows of a section, through when it is known, and its import.

mod act;

use std::io::Write;

use anyhow::{Context, Result, bail};
use jiff::Zoned;
use jiff::civil::Date;
use serde::Serialize;

use super::args::{ImportArgs, LawArgs, LawCommand, LawFormat};
use super::{Outcome, law_status};
use crate::citation::{self, Target};
use crate::law::{Entry, Fine, Law, Length, Penalty, Place, Provision, Section, State, Timeline};

pub(super) fn run(arguments: &LawArgs) -> Result<Outcome> {
    match &arguments.command {
        Some(LawCommand::Status(status)) => law_status::run(&Law::embedded(), status.as_of.unwrap_or_else(today)),
        Some(LawCommand::Import(import)) => self::import(import),
        None => show(arguments),
    }
}

fn import(arguments: &ImportArgs) -> Result<Outcome> {
    let summary = crate::import::import(&arguments.files, &arguments.rules)?;
    let mut out = anstream::stdout().lock();
    for file in &summary.files {
        let change = if file.changed { "rewritten" } else { "unchanged" };
        writeln!(out, "{}: {change}", file.path.display())?;
        for (kind, count) in &file.counts {
            writeln!(out, "  {count:>6} {kind}")?;
        }
    }
    for page in &summary.passed_over {
        writeln!(out, "{}: passed over, it holds no sections of the code", page.display())?;
    }
    Ok(Outcome::Clean)
}

fn show(arguments: &LawArgs) -> Result<Outcome> {
    let law = Law::embedded();
    let asked = arguments.citation.join(" ");
    let as_of = arguments.as_of.unwrap_or_else(today);
    if let Some(act) = act::named(&asked, &law) {
        act::show(&law, act, as_of, arguments.output_format)?;
        return Ok(Outcome::Clean);
    }
    let section = citation::section_named(&asked, &law).with_context(|| {
        format!("“{asked}” is not a citation such as 53a-83, \"C.G.S. § 53a-90a\" or \"18 U.S.C. 1591\"")
    })?;
    let Some(entry) = law.section(&section) else {
        bail!("there is no {} in the edition ({})", section.cited(), law.edition(section.code()).says);
    };
    let timeline = law.timeline(&section);
    let place = asked_place(&asked, &law, &section);
    let mut out = anstream::stdout().lock();
    match arguments.output_format {
        LawFormat::Json => {
            serde_json::to_writer_pretty(&mut out, &record(&law, &section, &entry, timeline.as_ref(), place, as_of))?;
            writeln!(out)?;
        }
        LawFormat::Text => print(&mut out, &law, &section, &entry, timeline.as_ref(), place, as_of)?,
    }
    Ok(Outcome::Clean)
}

fn today() -> Date {
    Zoned::now().date()
}

/// The place that the words name, and whether the edition's section has it.
fn asked_place(words: &str, law: &Law, section: &Section) -> Option<PlaceRecord> {
    let cited = || match citation::in_words(words, law).first()?.targets.first()? {
        Target::Section(_, pinpoint) => Some(pinpoint.clone()),
        _ => None,
    };
    let asked = Provision::parse(words.trim()).map(|provision| provision.pinpoint).or_else(cited)?;
    let place = law.pinpoints(section).map_or(Place::NotKnown, |pinpoints| pinpoints.place(&asked.parts()));
    let status = match place {
        Place::Exists => "exists",
        Place::Missing { .. } => "missing",
        Place::NotKnown => "not-known",
    };
    (!asked.is_whole()).then(|| PlaceRecord { asked: asked.to_string(), status, message: place.told(section) })
}

/// What the contract prints of a section.
#[derive(Serialize)]
struct Record<'a> {
    id: String,
    status: &'static str,
    catchline: Option<&'a str>,
    as_of: Date,
    edition: Through,
    url: Option<String>,
    /// The place in the section that was asked for.
    pinpoint: Option<PlaceRecord>,
    grades: Vec<GradeRecord<'a>>,
    timeline: Vec<GradeRecord<'a>>,
}

#[derive(Serialize)]
struct PlaceRecord {
    asked: String,
    /// `exists`, `missing` or `not-known`.
    status: &'static str,
    message: Option<String>,
}

#[derive(Serialize)]
struct Through {
    through: Date,
}

#[derive(Serialize)]
struct GradeRecord<'a> {
    classification: Option<String>,
    /// Whether it is deemed to have that class by its greatest term.
    deemed: bool,
    pinpoint: Option<&'a str>,
    condition: Option<&'a str>,
    term: Option<TermRecord>,
    fine: Option<FineRecord>,
    minimum: Option<String>,
    name: &'a str,
    from: Date,
    until: Option<Date>,
    act: Option<&'a str>,
    basis: &'a str,
    source: &'a str,
}

#[derive(Serialize)]
struct TermRecord {
    min: Option<String>,
    max: Option<String>,
}

#[derive(Serialize)]
struct FineRecord {
    min: Option<u64>,
    max: u64,
    fixed: bool,
}

fn record<'a>(
    law: &Law,
    section: &Section,
    entry: &Entry<'a>,
    timeline: Option<&'a Timeline>,
    pinpoint: Option<PlaceRecord>,
    as_of: Date,
) -> Record<'a> {
    let grades = |state: &'a State| state.penalties.iter().map(move |penalty| grade(state, penalty));
    let now = timeline.and_then(|timeline| timeline.on(as_of));
    Record {
        id: section.to_string(),
        status: entry.status_on(timeline, as_of),
        catchline: (!entry.catchline.is_empty()).then_some(entry.catchline),
        as_of,
        edition: Through { through: law.through(section.code()) },
        url: law.url(section),
        pinpoint,
        grades: now.into_iter().flat_map(grades).collect(),
        timeline: timeline.iter().flat_map(|timeline| &timeline.states).flat_map(grades).collect(),
    }
}

fn grade<'a>(state: &'a State, penalty: &'a Penalty) -> GradeRecord<'a> {
    let lengths = penalty.minimum.as_ref().filter(|lengths| !lengths.is_empty());
    GradeRecord {
        classification: penalty.classification.map(|class| class.to_string()),
        deemed: penalty.deemed,
        pinpoint: (!penalty.pinpoint.is_whole()).then_some(penalty.pinpoint.as_str()),
        condition: penalty.condition.as_deref(),
        term: penalty.term.map(|term| TermRecord {
            min: term.minimum.map(|length| length.to_string()),
            max: term.maximum.map(|length| length.to_string()),
        }),
        fine: penalty.fine.map(|fine| FineRecord {
            min: penalty.fine_minimum,
            max: fine.dollars(),
            fixed: matches!(fine, Fine::Fixed(_)),
        }),
        minimum: lengths.map(|lengths| lengths.iter().map(Length::to_string).collect::<Vec<_>>().join(" or ")),
        name: &state.name,
        from: state.from,
        until: state.until,
        act: state.authority.act.as_deref(),
        basis: &state.authority.basis,
        source: &state.authority.source,
    }
}

fn print(
    out: &mut impl Write,
    law: &Law,
    section: &Section,
    entry: &Entry<'_>,
    timeline: Option<&Timeline>,
    place: Option<PlaceRecord>,
    as_of: Date,
) -> Result<()> {
    let name = match entry.name_on(timeline, as_of) {
        "" => "(no name known)",
        name => name,
    };
    writeln!(out, "{}  {name}", section.cited())?;
    let standing = entry.standing(timeline, as_of);
    writeln!(out, "{standing}, on {as_of}; edition known through {}", law.through(section.code()))?;
    if let Some(url) = law.url(section) {
        writeln!(out, "{url}")?;
    }
    if let Some(message) = place.and_then(|place| place.message) {
        writeln!(out, "{message}")?;
    }
    let elsewhere = law.penalty_in(section);
    if timeline.is_none() && !elsewhere.is_empty() {
        let places: Vec<String> = elsewhere.iter().map(Provision::cited).collect();
        writeln!(out, "\nPunished in {}", places.join(", "))?;
    }
    for state in timeline.iter().flat_map(|timeline| timeline.states.iter().rev()) {
        let until = state.until.map_or_else(|| "now".to_owned(), |until| format!("until {until}"));
        let act = state.authority.act.as_deref().unwrap_or("act not known");
        let current = timeline.and_then(|timeline| timeline.on(as_of)) == Some(state);
        let mark = if current { format!("  ← on {as_of}") } else { String::new() };
        writeln!(out, "\n{} {until}  {}  [{act}; {}]{mark}", state.from, state.name, state.authority.basis)?;
        for penalty in &state.penalties {
            writeln!(out, "  {}", penalty.described())?;
        }
        if state.penalties.is_empty() {
            writeln!(out, "  no offense")?;
        }
    }
    Ok(())
}
