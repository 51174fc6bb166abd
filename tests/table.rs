//! The whole canonical table: every file parses, everything is in order, and what one file names another has.
//! Says nothing of whether a fact is right.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use jiff::civil::Date;
use lawlint::check::{self, Lint, Options};
use lawlint::document::{Decoded, Document, Format};
use lawlint::law::{
    ActName, Classes, Classification, Code, Edition, Figure, FineRules, Grade, Law, Offense, PopularNames, Reader,
    Reauthorization, Section, Status,
};
use lawlint::law::{order, parse_elements, parse_offenses};

const CODES: [(&str, Code); 2] = [("ct", Code::Connecticut), ("us", Code::UnitedStates)];

const COLUMNS: &str = "section\tstatus\tchapter\tcatchline\tact\teffective\tbasis\tto";

fn rules() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("rules")
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// Every file of that extension under a folder, with its text, in order of name.
fn files(folder: &Path, extension: &str) -> BTreeMap<PathBuf, String> {
    let mut found = BTreeMap::new();
    for entry in fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display())) {
        let path = entry.expect("a folder of the repository can be read").path();
        if path.is_dir() {
            found.extend(files(&path, extension));
        } else if path.extension().is_some_and(|own| own == extension) {
            found.insert(path.clone(), read(&path));
        }
    }
    found
}

/// Every file of offenses of a code, curated and derived.
fn offense_files(code: &str) -> Vec<(PathBuf, Vec<Offense>)> {
    let all = files(&rules().join(code), "toml");
    let holds = |path: &Path| {
        ["curated", "offenses"].iter().any(|folder| path.parent().is_some_and(|parent| parent.ends_with(folder)))
    };
    all.into_iter()
        .filter(|(path, _)| holds(path))
        .map(|(path, text)| {
            let offenses = parse_offenses(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
            (path, offenses)
        })
        .collect()
}

/// Panics with every complaint at once: a table is mended in one go.
fn assert_none(complaints: &[String]) {
    assert!(complaints.is_empty(), "{} complaints:\n{}", complaints.len(), complaints.join("\n"));
}

/// Words in which every statement names its ground.
fn is_said(words: &str) -> bool {
    words.chars().filter(|char| char.is_alphanumeric()).count() >= 4
}

#[test]
fn every_file_is_known_and_parses() {
    let mut complaints = Vec::new();
    for (path, text) in files(&rules(), "toml") {
        let result = match path.file_name().and_then(|name| name.to_str()) {
            Some("code.toml") => Edition::parse(&text).map(drop),
            Some("classes.toml") if path.starts_with(rules().join("us")) => FineRules::parse(&text).map(drop),
            Some("classes.toml") => Classes::parse(&text).map(drop),
            Some("coverage.toml") => toml::from_str::<toml::Table>(&text).map(drop),
            Some("elements.toml") => parse_elements(&text).map(drop),
            Some("popular-names.toml") => PopularNames::parse(&text).map(drop),
            _ => parse_offenses(&text).map(drop),
        };
        complaints.extend(result.err().map(|error| format!("{}: {error}", path.display())));
    }
    assert_none(&complaints);
}

/// A folder that the program forgets to embed would be a table that nobody is asked.
#[test]
fn the_program_holds_every_offense_file() {
    let law = Law::embedded();
    for (folder, code) in CODES {
        let count = |by| law.offenses(code, by).expect("every_file_is_known_and_parses reads them").len();
        let embedded = count(Reader::Person) + count(Reader::Importer);
        let on_disk: usize = offense_files(folder).iter().map(|(_, offenses)| offenses.len()).sum();
        assert_eq!(embedded, on_disk, "offenses of {folder} in the program and in its files");
        for (path, offenses) in offense_files(folder) {
            for offense in offenses {
                assert_eq!(offense.section.code(), code, "{}: {}", path.display(), offense.section);
                let known = law.timeline(&offense.section).is_some() || !law.penalty_in(&offense.section).is_empty();
                assert!(known, "{}: {}", path.display(), offense.section);
            }
        }
    }
}

#[test]
fn offenses_are_in_order_and_once_in_a_file() {
    let mut complaints = Vec::new();
    for (folder, _) in CODES {
        let mut curated = BTreeSet::new();
        for (path, offenses) in offense_files(folder) {
            for pair in offenses.windows(2) {
                if pair[0].section >= pair[1].section {
                    let (first, second) = (&pair[0].section, &pair[1].section);
                    complaints.push(format!("{}: {second} stands after {first}", path.display()));
                }
            }
            if path.parent().is_some_and(|parent| parent.ends_with("curated")) {
                let again = offenses.iter().filter(|offense| !curated.insert(offense.section.to_string()));
                complaints
                    .extend(again.map(|offense| format!("{}: {} is curated twice", path.display(), offense.section)));
            }
        }
    }
    assert_none(&complaints);
}

#[test]
fn periods_are_in_order_and_name_their_grounds() {
    let mut complaints = Vec::new();
    for (path, offense) in every_offense() {
        let mut complain = |words: String| complaints.push(format!("{}: {}: {words}", path.display(), offense.section));
        if offense.periods.is_empty() && offense.penalty_in.is_empty() {
            complain("it has no period".to_owned());
        }
        for pair in offense.periods.windows(2) {
            if pair[0].from >= pair[1].from {
                complain(format!("{} stands after {}", pair[1].from, pair[0].from));
            }
        }
        for period in &offense.periods {
            if !is_said(&period.basis) || !is_said(&period.source) {
                complain(format!("{} says no basis or no source", period.from));
            }
            if period.act.as_ref().is_some_and(|act| !is_said(act)) {
                complain(format!("{} names no act", period.from));
            }
        }
    }
    assert_none(&complaints);
}

#[test]
fn every_offense_is_in_a_section_of_the_edition() {
    let law = Law::embedded();
    let mut complaints = Vec::new();
    for (path, offense) in every_offense() {
        let entry = law.section(&offense.section);
        if offense.periods.is_empty() {
            continue;
        }
        let last = offense.periods.last().map_or(0, |period| period.grades.len());
        let complaint = match entry.map(|entry| entry.status) {
            None => Some("not in sections.tsv"),
            Some(Status::InForce | Status::Attested) if last == 0 => Some("in force, but no offense any more"),
            Some(Status::Repealed(ended))
                if last > 0 && ended.effective.is_none_or(|day| day <= law.through(offense.section.code())) =>
            {
                Some("repealed, but still an offense")
            }
            Some(Status::Reserved) => Some("reserved"),
            _ => None,
        };
        complaints.extend(complaint.map(|words| format!("{}: {} is {words}", path.display(), offense.section)));
    }
    assert_none(&complaints);
}

#[test]
fn every_class_existed_when_an_offense_had_it() {
    let law = Law::embedded();
    let classes = law.classes(Code::Connecticut);
    let known: Vec<Classification> = classes.names().collect();
    let mut complaints = Vec::new();
    for (path, offense) in every_offense() {
        for period in &offense.periods {
            for classification in period.grades.iter().filter_map(|grade| grade.classification) {
                let figures = classes.term(classification, period.from).is_some()
                    || classes.fine(classification, period.from).is_some();
                // What has no class has no figures of a class.
                let fine =
                    if classification.class.is_some() { known.contains(&classification) && figures } else { true };
                if !fine {
                    let (path, section) = (path.display(), &offense.section);
                    complaints.push(format!("{path}: {section}: there was no {classification} on {}", period.from));
                }
            }
        }
    }
    assert_none(&complaints);
}

/// Derived files may repeat what is curated; a section is looked up in the first.
fn every_offense() -> Vec<(PathBuf, Offense)> {
    let files = CODES.into_iter().flat_map(|(folder, _)| offense_files(folder));
    files.flat_map(|(path, offenses)| offenses.into_iter().map(move |offense| (path.clone(), offense))).collect()
}

/// The lines of a `sections.tsv` without its heading, split into columns.
fn sections(folder: &str) -> Vec<Vec<String>> {
    let text = read(&rules().join(folder).join("sections.tsv"));
    let mut lines = text.lines();
    assert_eq!(lines.next(), Some(COLUMNS), "{folder}: the heading");
    let columns = COLUMNS.split('\t').count();
    let split = |line: &str| {
        assert!(!line.ends_with('\t'), "{folder}: empty columns at the end are left out: {line}");
        let mut fields: Vec<String> = line.split('\t').map(str::to_owned).collect();
        fields.resize(columns.max(fields.len()), String::new());
        fields
    };
    lines.map(split).collect()
}

#[test]
fn sections_are_in_order_and_well_formed() {
    let mut complaints = Vec::new();
    for (folder, code) in CODES {
        let lines = sections(folder);
        for pair in lines.windows(2) {
            if order::compare(&pair[0][0], &pair[1][0]).is_ge() {
                complaints.push(format!("{folder}: {} stands after {}", pair[1][0], pair[0][0]));
            }
        }
        let numbers: BTreeSet<&str> = lines.iter().map(|line| line[0].as_str()).collect();
        for line in &lines {
            complaints.extend(wrong_with(line, code, &numbers).map(|words| format!("{folder}: {}: {words}", line[0])));
        }
    }
    assert_none(&complaints);
}

/// Targets that the edition itself leaves out.
const LEFT_OUT: [&str; 1] = ["10:2521"];

fn wrong_with(line: &[String], code: Code, numbers: &BTreeSet<&str>) -> Option<String> {
    let [number, status, _chapter, catchline, act, effective, basis, to] = line else {
        return Some(format!("{} columns", line.len()));
    };
    let statuses = ["in-force", "repealed", "transferred", "reserved", "omitted", "attested"];
    let ended = ["repealed", "transferred", "omitted"].contains(&status.as_str());
    let as_read = Section::from_table(number).filter(|section| section.number() == number && section.code() == code);
    let known = |target: &str| numbers.contains(target) || LEFT_OUT.contains(&target);
    let checks = [
        (as_read.is_some(), "its number is not written as it is read"),
        (statuses.contains(&status.as_str()), "there is no such status"),
        (catchline.trim() == catchline, "space around its catchline"),
        (effective.is_empty() || effective.parse::<Date>().is_ok(), "its date is no date"),
        (effective.is_empty() || !basis.is_empty(), "its date has no basis"),
        (ended || act.is_empty() && effective.is_empty(), "it ended, but is law"),
        (to.is_empty() || status == "transferred", "it went somewhere, but is not transferred"),
        (
            to.is_empty() || to.split(',').all(|target| target != number && known(target)),
            "where it went is not in the table",
        ),
    ];
    checks.into_iter().find(|(right, _)| !right).map(|(_, wrong)| wrong.to_owned())
}

/// What the program finds by bisection is what stands in the file.
#[test]
fn every_section_is_found() {
    let law = Law::embedded();
    for (folder, _) in CODES {
        for line in sections(folder) {
            let section = Section::from_table(&line[0]).expect("sections_are_in_order_and_well_formed reads them");
            let entry = law.section(&section).unwrap_or_else(|| panic!("{folder}: {section} is not found"));
            assert_eq!((entry.number, entry.status.name()), (line[0].as_str(), line[1].as_str()));
        }
    }
}

#[test]
fn popular_names_are_once_and_their_sections_exist() {
    let law = Law::embedded();
    let mut complaints = Vec::new();
    for (folder, code) in CODES {
        let (mut ids, mut spellings) = (BTreeSet::new(), BTreeSet::new());
        for entry in law.popular_names(code).iter() {
            let name = &entry.name;
            if !ids.insert(&entry.id) {
                complaints.push(format!("{folder}: the id {} is used twice", entry.id));
            }
            for spelling in entry.spellings().filter(|spelling| !spellings.insert(spelling.to_lowercase())) {
                complaints.push(format!("{folder}: {spelling} names two acts, or one twice"));
            }
            if !entry.basis.as_deref().is_some_and(is_said) {
                complaints.push(format!("{folder}: {name} has no basis"));
            }
            if entry.section.as_ref().is_some_and(|section| law.section(section).is_none()) {
                complaints.push(format!("{folder}: the section of {name} is not in the table"));
            }
            let order = |act: &Reauthorization| (act.date, act.public_law.clone());
            if entry.reauthorizations.windows(2).any(|pair| order(&pair[0]) >= order(&pair[1])) {
                complaints.push(format!("{folder}: the reauthorizations of {name} are out of order"));
            }
        }
    }
    assert_none(&complaints);
}

/// The lines of a table of two columns below its heading.
fn two_columns(file: &str, heading: &str) -> Vec<(String, String)> {
    let text = read(&rules().join("ct").join(file));
    assert!(text.len() < 1_000_000, "{file} is compiled into the program");
    let mut lines = text.lines();
    assert_eq!(lines.next(), Some(heading), "{file}: the heading");
    let columns = |line: &str| line.split_once('\t').map(|(first, second)| (first.to_owned(), second.to_owned()));
    lines.map(|line| columns(line).unwrap_or_else(|| panic!("{file}: {line}"))).collect()
}

#[test]
fn acts_are_in_order_and_found() {
    let law = Law::embedded();
    let (mut complaints, mut before) = (Vec::new(), None);
    for (name, _) in two_columns("acts.tsv", "act\tsections") {
        let Some(act) = ActName::parse(&name).filter(|act| act.to_string() == name) else {
            complaints.push(format!("{name}: the name is not written as it is read"));
            continue;
        };
        if before.replace(act).is_some_and(|before| before >= act) {
            complaints.push(format!("{name}: it stands after {before:?}"));
        }
        let sections: Vec<Section> = law.acts().get(act).map(|act| act.sections().collect()).unwrap_or_default();
        if sections.is_empty() || sections.windows(2).any(|pair| pair[0] >= pair[1]) {
            complaints.push(format!("{name}: its sections are not found, or out of order"));
        }
        let unknown = sections.iter().filter(|section| law.section(section).is_none());
        complaints.extend(unknown.map(|section| format!("{name}: {section} is not in the table")));
    }
    assert_none(&complaints);
}

#[test]
fn pinpoints_are_in_order_and_of_sections_in_force() {
    let law = Law::embedded();
    let (mut complaints, mut before) = (Vec::new(), None::<Section>);
    for (number, places) in two_columns("pinpoints.tsv", "section\tpinpoints") {
        let section = Section::from_table(&number).unwrap_or_else(|| panic!("{number} is no section"));
        if law.pinpoints(&section).is_none() {
            complaints.push(format!("{number}: it is not found"));
        }
        // What is to be repealed later has its text until then.
        let law_now = |status: &Status| matches!(status, Status::InForce | Status::Repealed(_));
        if !law.section(&section).is_some_and(|entry| law_now(&entry.status)) {
            complaints.push(format!("{number}: it is not in force"));
        }
        let plain = |item: &str| {
            let (first, last) = item.trim_end_matches('?').split_once('-').unwrap_or((item.trim_end_matches('?'), "x"));
            let signs = |words: &str| {
                !words.is_empty() && words.chars().all(|sign| sign.is_ascii_alphanumeric() || sign == '.')
            };
            signs(first) && signs(last)
        };
        if !places.is_empty() && !places.split(' ').all(plain) {
            complaints.push(format!("{number}: {places} is no list of places"));
        }
        if before.replace(section.clone()).is_some_and(|before| before >= section) {
            complaints.push(format!("{number}: it stands out of order"));
        }
    }
    assert_none(&complaints);
}

/// The act of `P.A. 17-32, S. 2`; `None` for a revision, a supplement, or words that name no act.
fn act_of(words: &str) -> Option<ActName> {
    ActName::parse(words.split(", S. ").next()?)
}

/// Sections that set the terms of classes: an act that changed them changed what an offense carries.
const TERMS: [&str; 3] = ["53a-35a", "53a-36", "53a-36a"];

/// An act that a person or a stub names is one that the credits name too; that of a period names the offense's section, or
/// one that sets its term.
#[test]
fn every_act_is_in_the_table_of_acts() {
    let law = Law::embedded();
    let mut complaints = Vec::new();
    let mut check = |place: String, words: &str, section: Option<&Section>| {
        let Some(name) = act_of(words) else { return };
        match law.acts().get(name) {
            None => complaints.push(format!("{place}: {words} is not in acts.tsv")),
            Some(act) => {
                let touches =
                    |section: &Section| act.sections().any(|own| own == *section || TERMS.contains(&own.number()));
                if !section.is_none_or(touches) {
                    complaints.push(format!("{place}: {words} does not touch it"));
                }
            }
        }
    };
    for (path, offense) in every_offense() {
        for act in offense.periods.iter().filter_map(|period| period.act.as_ref()) {
            let place = || format!("{}: {}", path.display(), offense.section);
            act.split("; ").for_each(|words| check(place(), words, Some(&offense.section)));
        }
    }
    for line in sections("ct") {
        check(format!("sections.tsv: {}", line[0]), &line[4], None);
    }
    let classes = read(&rules().join("ct/classes.toml"));
    for act in classes.lines().filter_map(|line| line.strip_prefix("act = ")) {
        check("classes.toml".to_owned(), act.trim_matches('"'), None);
    }
    assert_none(&complaints);
}

/// What a grade carries, but for where it stands and when it applies.
fn figures(grade: &Grade) -> String {
    let Grade {
        classification,
        minimum,
        maximum,
        fine_minimum,
        fine_maximum,
        fine_fixed,
        nonsuspendable,
        mandatory_minimum,
        ..
    } = grade;
    format!(
        "{classification:?} {minimum:?} {maximum:?} {fine_minimum:?} {fine_maximum:?} {fine_fixed:?} {nonsuspendable:?} {mandatory_minimum:?}"
    )
}

/// Where a person read today's law otherwise than the importer, the curated fact says why.
#[test]
fn curated_facts_say_why_they_differ_from_derived_ones() {
    let law = Law::embedded();
    let mut complaints = Vec::new();
    for (_, code) in CODES {
        let read = |by| law.offenses(code, by).expect("every_file_is_known_and_parses reads them");
        let (curated, derived) = (read(Reader::Person), read(Reader::Importer));
        let today = |offense: &Offense| -> BTreeSet<String> {
            // A grade of which nothing is known agrees with anything.
            let known = offense.periods.last().into_iter().flat_map(|period| &period.grades);
            known.filter(|grade| grade.unknown.len() < Figure::ALL.len()).map(figures).collect()
        };
        for own in &curated {
            let Some(other) = derived.iter().find(|other| other.section == own.section && !other.periods.is_empty())
            else {
                continue;
            };
            let (own_figures, other_figures) = (today(own), today(other));
            if own_figures != other_figures && own.note.is_none() {
                complaints
                    .push(format!("{}: {own_figures:?} is not {other_figures:?}: say why in its note", own.section));
            }
            if own_figures == other_figures && own.note.as_ref().is_some_and(|note| note.starts_with("derived:")) {
                complaints.push(format!("{}: its note tells of a difference that is none", own.section));
            }
        }
    }
    assert_none(&complaints);
}

/// The sentences that an element gives for a period are judged as it says: who adds one need touch no code.
#[test]
fn elements_are_judged_as_they_say() {
    let law = Law::embedded();
    let (words, elements) = parse_elements(&read(&rules().join("ct/elements.toml"))).expect("the file parses");
    assert!(!words.is_empty() && !elements.is_empty());
    let mut complaints = Vec::new();
    for element in &elements {
        let section = element.section.number();
        let mut complain = |told: String| complaints.push(format!("{section}, {}: {told}", element.about));
        for pair in element.periods.windows(2).filter(|pair| pair[0].from >= pair[1].from) {
            complain(format!("{} stands after {}", pair[1].from, pair[0].from));
        }
        for period in &element.periods {
            if [&period.act, &period.basis, &period.source, &period.law].into_iter().any(|words| !is_said(words)) {
                complain(format!("{} says no act, basis, source or law", period.from));
            }
            if period.right.is_empty() {
                complain(format!("{} has no sentence that is right", period.from));
            }
            let told = |sentence: &str| {
                let text = format!("# C.G.S. § {section}\n\n{sentence}\n");
                let decoded = Decoded::from_text(text);
                let document = Document::parse(decoded, Format::Markdown);
                let options = Options { lints: vec![Lint::ClaimElement], ..Options::all(period.from) };
                !check::check(&document, &law, &options).diagnostics.is_empty()
            };
            for sentence in period.right.iter().filter(|sentence| told(sentence)) {
                complain(format!("from {} this is right, and reported: {sentence}", period.from));
            }
            for sentence in period.wrong.iter().filter(|sentence| !told(sentence)) {
                complain(format!("from {} this is wrong, and not reported: {sentence}", period.from));
            }
        }
        if element.periods.iter().all(|period| period.wrong.is_empty()) {
            complain("no sentence is wrong".to_owned());
        }
    }
    assert_none(&complaints);
}
