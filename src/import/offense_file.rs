//! Writes offenses as `rules/<code>/offenses/<title>.toml`, one fact a line, so that a new edition shows as a readable
//! diff. Reads nothing and decides nothing.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;

use super::output::Output;
use crate::law::{Figure, Grade, History, Length, Offense, Period};

/// A file for each title that has offenses. `source` says what was read for every period that does not say itself.
pub(super) fn outputs(folder: &Path, offenses: &[Offense], source: &str) -> Vec<Output> {
    let mut titles: BTreeMap<&str, Vec<&Offense>> = BTreeMap::new();
    for offense in offenses {
        titles.entry(offense.section.title()).or_default().push(offense);
    }
    let output = |(title, mut offenses): (&str, Vec<&Offense>)| {
        offenses.sort_by(|left, right| left.section.cmp(&right.section));
        Output {
            path: folder.join("offenses").join(format!("{title}.toml")),
            text: file(&offenses, source),
            counts: BTreeMap::from([
                ("offenses", offenses.len()),
                ("periods", offenses.iter().map(|offense| offense.periods.len()).sum()),
            ]),
        }
    };
    titles.into_iter().map(output).collect()
}

fn file(offenses: &[&Offense], source: &str) -> String {
    let mut out = format!(
        "# Written by `lawlint law import`; a correction belongs in `../curated/`.\nsource = {}\n",
        quoted(source)
    );
    for offense in offenses {
        write(&mut out, offense);
    }
    out
}

fn write(out: &mut String, offense: &Offense) {
    out.push_str("\n[[offense]]\n");
    line(out, "section", offense.section.number());
    if let Some(name) = &offense.name {
        line(out, "name", name);
    }
    if offense.history == History::Complete {
        line(out, "history", "complete");
    }
    if !offense.penalty_in.is_empty() {
        let places: Vec<String> = offense.penalty_in.iter().map(|place| quoted(&place.to_string())).collect();
        let _ = writeln!(out, "penalty_in = [{}]", places.join(", "));
    }
    for period in &offense.periods {
        write_period(out, period);
    }
}

fn write_period(out: &mut String, period: &Period) {
    let _ = writeln!(out, "[[offense.period]]\nfrom = {}", period.from);
    let own = |text: &String| (!text.is_empty()).then(|| text.clone());
    let keys = [
        ("act", period.act.clone()),
        ("basis", own(&period.basis)),
        ("source", own(&period.source)),
        ("name", period.name.clone()),
        ("note", period.note.clone()),
    ];
    for (key, text) in keys {
        if let Some(text) = text {
            line(out, key, &text);
        }
    }
    out.push_str("grade = [\n");
    for grade in &period.grades {
        let _ = writeln!(out, "  {{ {} }},", grade_keys(grade).join(", "));
    }
    out.push_str("]\n");
}

fn grade_keys(grade: &Grade) -> Vec<String> {
    let text = |value: &Option<String>| value.as_deref().map(quoted);
    let length = |value: Option<Length>| value.map(|length| quoted(&length.to_string()));
    let dollars = |value: Option<u64>| value.map(|dollars| dollars.to_string());
    let unknown: Vec<String> = grade.unknown.iter().map(|figure| quoted(word(*figure))).collect();
    let keys = [
        ("classification", grade.classification.map(|class| quoted(&class.to_string()))),
        ("pinpoint", (!grade.pinpoint.is_whole()).then(|| quoted(grade.pinpoint.as_str()))),
        ("condition", text(&grade.condition)),
        ("minimum", length(grade.minimum)),
        ("maximum", length(grade.maximum)),
        ("fine_minimum", dollars(grade.fine_minimum)),
        ("fine_maximum", dollars(grade.fine_maximum)),
        ("fine_fixed", dollars(grade.fine_fixed)),
        ("fine_rule", text(&grade.fine_rule)),
        ("nonsuspendable", length(grade.nonsuspendable)),
        ("mandatory_minimum", length(grade.mandatory_minimum)),
        ("unknown", (!unknown.is_empty()).then(|| format!("[{}]", unknown.join(", ")))),
        ("note", text(&grade.note)),
    ];
    keys.into_iter().filter_map(|(key, value)| Some(format!("{key} = {}", value?))).collect()
}

fn word(figure: Figure) -> &'static str {
    match figure {
        Figure::Class => "class",
        Figure::Term => "term",
        Figure::Minimum => "minimum",
        Figure::Nonsuspendable => "nonsuspendable",
        Figure::Fine => "fine",
    }
}

fn line(out: &mut String, key: &str, value: &str) {
    let _ = writeln!(out, "{key} = {}", quoted(value));
}

/// A basic string of TOML.
fn quoted(text: &str) -> String {
    toml::Value::from(text).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::law::parse_offenses;

    #[test]
    fn what_is_written_reads_back() {
        let file = "source = \"text\"\n\n[[offense]]\nsection = \"3-10\"\nname = 'Painting a \"gate\"'\nhistory = \"complete\"\npenalty_in = [\"3-11(b)\"]\n\
            [[offense.period]]\nfrom = 2001-10-01\nact = \"P.A. 01-1, S. 2\"\nbasis = \"default, § 2-32\"\ngrade = [\n  \
            { classification = \"class D felony\", pinpoint = \"(b)(1)\", condition = \"first offense\", fine_maximum = 500, nonsuspendable = \"1 year\" },\n  \
            { minimum = \"2 years and 1 day\", maximum = \"life\", fine_minimum = 5, fine_fixed = 10, unknown = [\"fine\"] },\n]\n";
        let offenses = parse_offenses(file).unwrap();
        let written = outputs(Path::new("rules/ct"), &offenses, "text");
        assert_eq!(written.len(), 1);
        assert_eq!(written[0].path, Path::new("rules/ct/offenses/3.toml"));
        let own_source =
            file.replace("basis = \"default, § 2-32\"\n", "basis = \"default, § 2-32\"\nsource = \"text\"\n");
        let expected =
            format!("# Written by `lawlint law import`; a correction belongs in `../curated/`.\n{own_source}");
        assert_eq!(written[0].text, expected);
    }
}
