//! `lawlint law status`: through when each code is known, and how much of it.

use std::collections::BTreeMap;
use std::io::Write;

use anyhow::Result;
use jiff::civil::Date;

use super::{Outcome, table_age};
use crate::law::{Code, History, Law, Offense, Reader, Thousands};

pub(super) fn run(law: &Law, today: Date) -> Result<Outcome> {
    let mut out = anstream::stdout().lock();
    for (place, (code, name)) in
        [(Code::Connecticut, "General Statutes of Connecticut"), (Code::UnitedStates, "United States Code")]
            .into_iter()
            .enumerate()
    {
        if place > 0 {
            writeln!(out)?;
        }
        writeln!(out, "{name}")?;
        print(&mut out, law, code, today)?;
    }
    Ok(Outcome::Clean)
}

fn print(out: &mut dyn Write, law: &Law, code: Code, today: Date) -> Result<()> {
    let edition = law.edition(code);
    let months = table_age::months(law, code, today);
    let mut line = |label: &str, words: String| writeln!(out, "  {label:<10} {words}");
    line("edition", format!("{}; known through {}, {months} months before {today}", edition.says, edition.through))?;
    line("sections", sections(law, code))?;
    let (curated, derived) = (law.offenses(code, Reader::Person)?, law.offenses(code, Reader::Importer)?);
    line("offenses", offenses(&curated, &derived))?;
    line("history", history(&curated, &derived))?;
    let coverage = law.coverage(code);
    let sentences = coverage.classifying;
    line("read", of(sentences.read, sentences.sentences, "sentences that impose a penalty"))?;
    if let Some(changes) = coverage.class_changes {
        line("", of(changes.read, changes.clauses, "changes of class in history notes"))?;
    }
    Ok(line("names", format!("{} acts and compacts by name", law.popular_names(code).iter().count()))?)
}

/// The statuses from the most frequent on.
fn sections(law: &Law, code: Code) -> String {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for entry in law.sections(code).iter() {
        *counts.entry(entry.status.name()).or_default() += 1;
    }
    let mut counts: Vec<(usize, &str)> = counts.into_iter().map(|(status, count)| (count, status)).collect();
    counts.sort_by(|left, right| right.cmp(left));
    let all = counts.iter().map(|(count, _)| count).sum();
    let counts: Vec<String> = counts.iter().map(|(count, status)| format!("{} {status}", thousands(*count))).collect();
    format!("{}: {}", thousands(all), counts.join(", "))
}

/// Curated offenses win over derived ones of the same section.
fn kept<'a>(curated: &'a [Offense], derived: &'a [Offense]) -> impl Iterator<Item = &'a Offense> {
    let read = |offense: &&Offense| !curated.iter().any(|other| other.section == offense.section);
    curated.iter().chain(derived.iter().filter(read)).filter(|offense| !offense.periods.is_empty())
}

fn offenses(curated: &[Offense], derived: &[Offense]) -> String {
    let all = kept(curated, derived).count();
    let linked = derived.iter().filter(|offense| offense.periods.is_empty()).count();
    let linked = if linked > 0 {
        format!("; {} more sections are punished by others", thousands(linked))
    } else {
        String::new()
    };
    format!("{}, {} of them curated{linked}", thousands(all), thousands(curated.len()))
}

fn history(curated: &[Offense], derived: &[Offense]) -> String {
    let complete = kept(curated, derived).filter(|offense| offense.history == History::Complete).count();
    let changed = kept(curated, derived).filter(|offense| offense.periods.len() > 1).count();
    format!("{} known from their beginning; {} with changes", thousands(complete), thousands(changed))
}

fn of(read: usize, all: usize, what: &str) -> String {
    let tenths = (read * 1000).checked_div(all).unwrap_or(1000);
    format!("{} of {} {what} ({}.{} %)", thousands(read), thousands(all), tenths / 10, tenths % 10)
}

fn thousands(count: usize) -> Thousands {
    Thousands(count as u64)
}
