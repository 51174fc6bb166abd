//! `lawlint law "P.A. 17-32"`: the sections that an act touched.

use std::io::Write;

use anyhow::{Result, bail};
use jiff::civil::Date;
use serde::Serialize;

use super::Through;
use crate::citation;
use crate::cli::args::LawFormat;
use crate::law::{Act, ActName, Code, Law, Section};

/// The act that the words name: a name, an identifier, or the first citation in them.
pub(super) fn named(words: &str, law: &Law) -> Option<ActName> {
    let words = words.trim();
    let cited = || citation::in_words(words, law).first()?.targets.first()?.act();
    ActName::parse(words).or_else(|| ActName::from_id(words)).or_else(cited)
}

/// Prints what the table knows of an act.
pub(super) fn show(law: &Law, name: ActName, as_of: Date, format: LawFormat) -> Result<()> {
    let Some(act) = law.acts().get(name) else {
        let says = &law.edition(Code::Connecticut).says;
        bail!(
            "no section's credits or notes name {name} ({says}): there is no such act, or it touched no section{}",
            also(&namesakes(law, name))
        );
    };
    let mut out = anstream::stdout().lock();
    match format {
        LawFormat::Json => {
            serde_json::to_writer_pretty(&mut out, &record(law, &act, as_of))?;
            writeln!(out)?;
        }
        LawFormat::Text => print(&mut out, law, &act, as_of)?,
    }
    Ok(())
}

/// Acts of the same year and number by other sessions.
fn namesakes(law: &Law, name: ActName) -> Vec<String> {
    law.acts().namesakes(name).map(|act| act.name.to_string()).collect()
}

fn also(namesakes: &[String]) -> String {
    if namesakes.is_empty() { String::new() } else { format!("; of the same number: {}", namesakes.join(", ")) }
}

#[derive(Serialize)]
struct Record {
    id: String,
    name: String,
    edition: Through,
    namesakes: Vec<String>,
    /// Sections whose credits or history notes name it.
    sections: Vec<SectionRecord>,
}

#[derive(Serialize)]
struct SectionRecord {
    id: String,
    status: Option<&'static str>,
    catchline: Option<&'static str>,
}

fn record(law: &Law, act: &Act<'_>, as_of: Date) -> Record {
    let sections = act.sections().map(|section| {
        let entry = law.section(&section);
        SectionRecord {
            id: section.to_string(),
            status: entry.as_ref().map(|entry| entry.status_on(None, as_of)),
            catchline: entry.map(|entry| entry.catchline).filter(|name| !name.is_empty()),
        }
    });
    Record {
        id: act.name.id(),
        name: act.name.to_string(),
        edition: Through { through: law.through(Code::Connecticut) },
        namesakes: namesakes(law, act.name),
        sections: sections.collect(),
    }
}

fn print(out: &mut impl Write, law: &Law, act: &Act<'_>, as_of: Date) -> Result<()> {
    let sections: Vec<Section> = act.sections().collect();
    let count = match sections.len() {
        1 => "1 section".to_owned(),
        count => format!("{count} sections"),
    };
    writeln!(out, "{}", act.name)?;
    let through = law.through(Code::Connecticut);
    let also = also(&namesakes(law, act.name));
    writeln!(out, "named in the credits or notes of {count}; edition known through {through}{also}\n")?;
    for section in sections {
        let entry = law.section(&section);
        let name = entry.as_ref().map_or("", |entry| entry.catchline);
        let standing = entry.as_ref().map(|entry| entry.status_on(None, as_of)).filter(|status| *status != "in-force");
        let standing = standing.map_or_else(String::new, |status| format!("  ({})", status.replace('-', " ")));
        writeln!(out, "{}", format!("{}  {name}{standing}", section.cited()).trim_end())?;
    }
    Ok(())
}
