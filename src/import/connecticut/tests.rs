//! Statutes and notes made up here, in the forms that the edition has, with what is read from them.

use std::path::Path;

use jiff::civil::date;

use super::changes::{self, Change, Effect};
use super::{Line, Offenses, grades, periods};
use crate::import::acts::{credits, history};
use crate::law::{Classes, Code, Grade, History, Law, Section};

/// `class D felony (b) [first offense] 1 year..5 years $10-$500 kept 1 year unknown`
fn short(grade: &Grade) -> String {
    let mut words = Vec::new();
    words.extend(grade.classification.map(|class| class.to_string()));
    words.extend((!grade.pinpoint.is_whole()).then(|| grade.pinpoint.to_string()));
    words.extend(grade.condition.as_ref().map(|condition| format!("[{condition}]")));
    let least = grade.minimum.map(|length| length.to_string()).unwrap_or_default();
    words.extend(grade.maximum.map(|length| format!("{least}..{length}")));
    let least = grade.fine_minimum.map(|dollars| dollars.to_string()).unwrap_or_default();
    words.extend(grade.fine_maximum.map(|dollars| format!("${least}..{dollars}")));
    words.extend(grade.fine_fixed.map(|dollars| format!("${dollars}")));
    words.extend(grade.nonsuspendable.map(|length| format!("kept {length}")));
    words.extend((!grade.unknown.is_empty()).then(|| "unknown".to_owned()));
    words.join(" ")
}

fn imposed(operative: &str) -> Vec<String> {
    grades::read(operative, |_| {}).grades.iter().map(short).collect()
}

#[track_caller]
fn imposes(operative: &str, expected: &[&str]) {
    assert_eq!(imposed(operative), expected, "{operative}");
}

#[test]
fn one_penalty() {
    imposes("Painting a gate is a class D felony.", &["class D felony"]);
    imposes(
        "(a) No gates.\n\n(b) Whoever paints one shall be guilty of a class A misdemeanor.",
        &["class A misdemeanor (b)"],
    );
    imposes(
        "Any person who paints a gate shall be fined not more than five hundred dollars or imprisoned not more than one year or both.",
        &["..1 year $..500"],
    );
    imposes("A painter shall be fined not less than ten nor more than fifty dollars.", &["$10..50"]);
    imposes(
        "Whoever paints shall have committed an infraction and shall be fined ninety dollars.",
        &["infraction $90"],
    );
    imposes(
        "Painting gates is punishable by a fine of not more than $1,000 or imprisonment for not more than six months, or both.",
        &["..6 months $..1000"],
    );
    imposes(
        "A painter shall be imprisoned for a term of three years, which may not be suspended.",
        &["3 years..3 years kept 3 years"],
    );
}

#[test]
fn penalties_that_differ_by_occasion_or_case() {
    imposes(
        "A painter shall, for a first offense, be fined not more than fifty dollars and, for any subsequent offense, be guilty of a class D misdemeanor.",
        &["[first offense] $..50", "class D misdemeanor [subsequent offense]"],
    );
    imposes(
        "Gate painting is a class A misdemeanor, except that a violation of subdivision (3) of subsection (a) of this section is a class D felony.",
        &["class A misdemeanor [otherwise]", "class D felony [violation of (a)(3)]"],
    );
    imposes(
        "A painter shall be fined ninety dollars for the first offense, two hundred dollars for a second offense.",
        &["[first offense] $90", "[second offense] $200"],
    );
    imposes(
        "Gate painting is a class C felony, except that if the victim is under sixteen years of age, it is a class B felony.",
        &["class C felony [otherwise]", "class B felony [victim under 16]"],
    );
}

#[test]
fn what_is_added_to_a_class() {
    imposes(
        "(a) No painting.\n\n(b) Gate painting is a class B felony. Any person found guilty under subdivision (2) of subsection (a) of this \
         section shall be sentenced to a term of imprisonment of which nine months of the sentence imposed may not be suspended or reduced \
         by the court and shall be fined fifteen thousand dollars.",
        &["class B felony (b) [otherwise]", "class B felony (a)(2) $15000 kept 9 months"],
    );
    imposes(
        "Gate painting is a class D felony and any person found guilty shall be fined five thousand dollars.",
        &["class D felony $5000"],
    );
    imposes(
        "Gate painting is a class C felony for which two years of the sentence imposed may not be suspended or reduced by the court.",
        &["class C felony kept 2 years"],
    );
}

#[test]
fn what_is_not_understood_is_said_to_be_unknown() {
    imposes("A painter shall be fined twice the price of the gate.", &["unknown"]);
    imposes(
        "(a) A painter shall be fined fifty dollars for each gate and twenty dollars for each post.",
        &["(a) [for each gate] $50", "(a) [for each post] $20"],
    );
    imposes(
        "Murder of a gate is a class A felony in accordance with subdivision (2) of section 53a-35a.",
        &["class A felony unknown"],
    );
}

#[test]
fn what_only_speaks_of_penalties_imposes_none() {
    for text in [
        "No person convicted of a class A felony may paint a gate.",
        "If such painting is a class D felony, the court shall order a new gate.",
        "“Felony” means an offense punishable by imprisonment for more than one year.",
        "The commissioner may impose a fine of not more than five hundred dollars on a painter.",
        "Any fine collected under this section shall be deposited in the gate fund.",
        "A town may, by ordinance, provide that a painter be fined not more than ninety dollars.",
        "A painter shall pay a fee of fifty dollars.",
        "A painter is liable to a civil penalty of not more than one thousand dollars.",
        "A crime punishable by a fine of not more than fifty dollars is no felony.",
        "A license may be suspended for one year.",
    ] {
        imposes(text, &[]);
    }
}

/// `class D felony -> class C felony; + kept 1 year; - $..500; begun infraction`
fn effect(entry: &str) -> String {
    let Effect::Changes(changes) = changes::read(entry) else {
        return if changes::read(entry) == Effect::None { "none" } else { "unread" }.to_owned();
    };
    let words = changes.iter().map(|change| match change {
        Change::Replaced { old, new } => format!("{} -> {}", short(old), short(new)),
        Change::Added(grade) => format!("+ {}", short(grade)),
        Change::Removed(grade) => format!("- {}", short(grade)),
        Change::Begun(grade) => format!("begun {}", short(grade)),
    });
    words.collect::<Vec<_>>().join("; ")
}

#[test]
fn changes_that_notes_tell() {
    for (entry, expected) in [
        (
            "P.A. 17-32 amended Subsec. (b) by changing gate painting from a class B felony to a class A felony",
            "class B felony -> class A felony",
        ),
        (
            "P.A. 81-2 increased the penalty from a class C to a class B misdemeanor",
            "class C misdemeanor -> class B misdemeanor",
        ),
        (
            "P.A. 13-258 changed penalty from fine of not more than $1,000 or imprisonment of not more than 5 years or less than 1 year to a class D felony",
            "1 year..5 years $..1000 -> class D felony",
        ),
        (
            "P.A. 12-80 replaced penalty of a fine of not more than $50 or imprisonment of not more than 3 months or both with a class C misdemeanor",
            "..3 months $..50 -> class C misdemeanor",
        ),
        (
            "P.A. 75-577 replaced provision for $50 maximum fine in Subsec. (b) with statement that violation is an infraction",
            "$..50 -> infraction",
        ),
        ("P.A. 73-6 made gate painting a Class C, rather than a Class D, felony", "class D felony -> class C felony"),
        (
            "P.A. 93-1 amended Subsec. (b) to increase from one year to three years the length of the nonsuspendable sentence",
            "kept 1 year -> kept 3 years",
        ),
        ("P.A. 10-1 amended Subsec. (b) to add 9-month nonsuspendable sentence for painters", "+ kept 9 months"),
        ("P.A. 16-71 amended Subsec. (b) by adding provision re $15,000 fine", "+ $15000"),
        (
            "P.A. 02-1 amended Subsec. (b) to classify the offense as a class B felony if the gate is under 16 years of age",
            "+ class B felony",
        ),
        ("P.A. 17-1 deleted Subsec. (c) re class C felony offense if the gate was red", "- class C felony"),
        ("P.A. 75-577 made violation of provisions an infraction", "begun infraction"),
        ("P.A. 08-1 increased maximum fine from $100 to $10,000", "$..100 -> $..10000"),
        (
            "P.A. 05-1 substituted “guilty of a class D felony” for “imprisoned not more than two years”",
            "..2 years -> class D felony",
        ),
    ] {
        assert_eq!(effect(entry), expected, "{entry}");
    }
}

#[test]
fn entries_that_change_no_penalty_and_entries_that_are_not_understood() {
    for entry in [
        "P.A. 92-260 made technical changes",
        "P.A. 21-103 amended Subsec. (a) by adding “knowingly” and redefining “gate painting”",
        "P.A. 16-1 amended Subsec. (c) re suspension of license of any painter",
        "P.A. 12-5 added reference to conviction of a capital felony",
        "P.A. 00-1 increased civil penalty from $100 to $500",
    ] {
        assert_eq!(effect(entry), "none", "{entry}");
    }
    for entry in [
        "P.A. 90-1 increased the penalties for painters",
        "P.A. 83-1 substantially revised section",
        "P.A. 83-2 added a penalty",
        "P.A. 99-1 amended Subsec. (b) re sentences of painters",
    ] {
        assert_eq!(effect(entry), "unread", "{entry}");
    }
}

/// History, then each period as `from act: grades`.
fn past(operative: &str, credited: &str, note: &str) -> Vec<String> {
    let classes = Classes::parse(include_str!("../../../rules/ct/classes.toml")).unwrap();
    let (credits, unread) = credits(credited);
    assert!(unread.is_empty(), "{unread:?}");
    let entries = history(note, &credits);
    let section = Section::connecticut("3-10").unwrap();
    let grades = grades::read(operative, |_| {}).grades;
    let past = periods::read(&section, grades, &credits, &entries, date(2025, 1, 1), &classes);
    let first = if past.history == History::Complete { "complete" } else { "unknown before" };
    let periods = past.periods.iter().map(|period| {
        let grades: Vec<String> = period.grades.iter().map(short).collect();
        format!("{} {}: {}", period.from, period.act.as_deref().unwrap_or("?"), grades.join(" + "))
    });
    std::iter::once(first.to_owned()).chain(periods).collect()
}

#[test]
fn the_way_back_to_the_first_act() {
    let told = past(
        "Gate painting is a class A felony.",
        "P.A. 06-43, S. 1; P.A. 10-36, S. 26; P.A. 17-32, S. 2.",
        "P.A. 06-43 effective July 1, 2006; P.A. 10-36 made technical changes, effective July 1, 2010; P.A. 17-32 changed gate painting from \
         a class B felony to a class A felony.",
    );
    assert_eq!(
        told,
        ["complete", "2006-07-01 P.A. 06-43, S. 1: class B felony", "2017-10-01 P.A. 17-32, S. 2: class A felony"]
    );
}

#[test]
fn the_way_back_ends_where_a_note_is_not_understood() {
    let told = past(
        "Gate painting is a class C felony.",
        "P.A. 75-1; P.A. 90-1, S. 4; P.A. 99-2, S. 3.",
        "P.A. 90-1 increased the penalties for painters; P.A. 99-2 increased penalty from class D felony to class C felony.",
    );
    assert_eq!(told, ["unknown before", "1990-10-01 ?: class D felony", "1999-10-01 P.A. 99-2, S. 3: class C felony"]);
}

#[test]
fn an_act_that_no_entry_describes_may_have_changed_anything() {
    let told = past("Gate painting is a class C felony.", "P.A. 75-1; P.A. 90-1, S. 4.", "");
    assert_eq!(told, ["unknown before", "1990-10-01 ?: class C felony"]);
}

#[test]
fn no_class_before_its_own_day() {
    let told = past("Gate painting is a class E felony.", "P.A. 75-1.", "");
    assert_eq!(told, ["unknown before", "2013-10-01 ?: class E felony"]);
    let old = past("Gate painting is a class C felony.", "1949 Rev., S. 8000.", "");
    assert_eq!(old, ["unknown before", "1971-10-01 1949 Rev., S. 8000: class C felony"]);
}

#[test]
fn a_change_that_could_be_of_either_grade_ends_the_way_back() {
    let told = past(
        "(a) Painting gates is a class D felony.\n\n(b) Painting posts is a class D felony. Painting rails is a class C felony.",
        "P.A. 75-1; P.A. 99-2, S. 3.",
        "P.A. 99-2 changed penalty from class E felony to class D felony.",
    );
    assert_eq!(
        told[..2],
        [
            "unknown before".to_owned(),
            "1999-10-01 P.A. 99-2, S. 3: class D felony (a) + class D felony (b) + class C felony (b)".to_owned()
        ]
    );
}

#[test]
fn behind_a_note_that_is_not_understood_only_stated_classes_are_known() {
    let told = past(
        "Painting gates is a class B felony.",
        "P.A. 75-1; P.A. 85-2; P.A. 99-2; P.A. 07-3.",
        "P.A. 85-2 changed penalty from class D felony to class C felony; P.A. 99-2 changed penalty to a class A felony; \
         P.A. 07-3 changed penalty from a class C felony to a class B felony for repainting and otherwise revised penalties.",
    );
    assert_eq!(
        told,
        [
            "unknown before",
            "1975-10-01 P.A. 75-1: class D felony unknown + unknown",
            "1985-10-01 P.A. 85-2: class C felony unknown + unknown",
            "1999-10-01 P.A. 99-2: class A felony unknown + class C felony unknown + unknown",
            "2007-10-01 P.A. 07-3: class B felony",
        ]
    );
}

#[test]
fn an_undescribed_act_leaves_what_an_earlier_one_made() {
    let told = past(
        "Painting gates is a class C felony.",
        "P.A. 75-1; P.A. 85-2; P.A. 90-7.",
        "P.A. 85-2 changed penalty from class D felony to class C felony.",
    );
    assert_eq!(
        told,
        ["unknown before", "1985-10-01 P.A. 85-2: class C felony unknown + unknown", "1990-10-01 ?: class C felony"]
    );
}

#[test]
fn penalties_by_offense_in_the_place_of_others() {
    let told = past(
        "Any person who paints a gate shall be fined not more than two hundred fifty dollars for a first offense and be guilty of a class C misdemeanor for a subsequent offense.",
        "P.A. 75-1; P.A. 12-80, S. 9.",
        "P.A. 12-80 replaced penalty of a fine of not more than $50 for first offense and a fine of not more than $100 or \
         imprisonment of not more than 30 days for subsequent offense with a fine of not more than $250 for first offense \
         and a class C misdemeanor for subsequent offense.",
    );
    assert_eq!(told.last().map(|last| last.split(':').next()), Some(Some("2012-10-01 P.A. 12-80, S. 9")), "{told:?}");
}

#[test]
fn sections_about_sentences_define_no_offense() {
    let mut offenses = Offenses::default();
    for section in ["53a-26", "53a-46g", "53a-48"] {
        let (section, text) = (section.to_owned(), "Gate painting is a class D misdemeanor.".to_owned());
        let line = Line { section, chapter: None, chapter_name: None, heading: String::new(), text };
        offenses.note(&line, &Law::embedded());
    }
    let text = &offenses.outputs(Path::new("ct"))[0].text;
    assert!(text.contains("53a-48") && !text.contains("53a-26") && !text.contains("53a-46g"), "{text}");
}

#[test]
fn a_renaming_parts_a_period() {
    let entries = "P.A. 90-1 changed the name of the offense from “painting” to “painting of a gate”; P.A. 99-1 renamed \
                   offense by replacing “painting of a gate” with “painting of a gate in the first degree”.";
    let (credits, _) = credits("P.A. 75-1; P.A. 90-1, S. 2; P.A. 99-1.");
    let entries = history(entries, &credits);
    let grades = grades::read("Painting a gate in the first degree is a class D felony.", |_| {}).grades;
    let section = Section::connecticut("53a-400").unwrap();
    let past = periods::read(
        &section,
        grades,
        &credits,
        &entries,
        date(2025, 1, 1),
        Law::embedded().classes(Code::Connecticut),
    );
    let names: Vec<_> = past.periods.iter().map(|period| (period.from.year(), period.name.as_deref())).collect();
    assert_eq!(names, [(1975, Some("Painting")), (1990, Some("Painting of a gate")), (1999, None)]);
}
