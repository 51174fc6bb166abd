//! What the table knows of a citation, for a person to read beside the text.

use std::fmt::Write;

use jiff::civil::Date;

use crate::citation::{Citation, Target};
use crate::law::{ActName, Code, Law, Pinpoint, Place, PopularName, Section, State, Timeline};
use crate::words::capitalized;

/// How the words are marked up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Markup {
    Markdown,
    Plain,
}

impl Markup {
    fn bold(self, words: &str) -> String {
        match self {
            Markup::Markdown => format!("**{words}**"),
            Markup::Plain => words.to_owned(),
        }
    }

    fn link(self, words: &str, url: &str) -> String {
        match self {
            Markup::Markdown => format!("[{words}]({url})"),
            Markup::Plain => format!("{words}: {url}"),
        }
    }
}

/// The name of a section as a citation of today writes it.
pub(super) fn cited_in_full(section: &Section) -> String {
    match section.code() {
        Code::Connecticut => format!("Conn. Gen. Stat. {}", section.cited()),
        Code::UnitedStates => section.cited(),
    }
}

/// The card of what a citation names; `None` if there is nothing to tell.
pub(super) fn of_citation(law: &Law, citation: &Citation, as_of: Date, markup: Markup) -> Option<String> {
    let cards = citation.targets.iter().filter_map(|target| match target {
        Target::Section(section, pinpoint) => Some(of_section(law, section, pinpoint, as_of, markup)),
        Target::Sections(first, last) => {
            let whole = Pinpoint::whole();
            let cards = [first, last].map(|section| of_section(law, section, &whole, as_of, markup));
            Some(cards.join("\n\n…\n\n"))
        }
        Target::Pinpoints(section, _, _) => Some(of_section(law, section, &Pinpoint::whole(), as_of, markup)),
        Target::PublicAct { .. } => Some(of_act(law, target.act()?, markup)),
        Target::PopularName(name) => Some(of_popular_name(law, name, markup)),
        Target::Chapter(..)
        | Target::PublicLaw(_)
        | Target::Bill(..)
        | Target::FederalRegulation(..)
        | Target::StateRegulation(_)
        | Target::Foreign => None,
    });
    let mut cards: Vec<String> = cards.collect();
    // "Subsection (a) or (b) of this section" names one section twice.
    cards.dedup();
    (!cards.is_empty()).then(|| cards.join("\n\n"))
}

/// The card of a section: name, status, what it carries, and every change of that.
pub(super) fn of_section(law: &Law, section: &Section, pinpoint: &Pinpoint, as_of: Date, markup: Markup) -> String {
    let name = markup.bold(&format!("{}{pinpoint}", cited_in_full(section)));
    let Some(entry) = law.section(section) else {
        let edition = &law.edition(section.code()).says;
        return format!("{name}\n\nThere is no such section in the edition ({edition}).");
    };
    let timeline = law.timeline(section);
    let mut card = match entry.name_on(timeline.as_ref(), as_of) {
        "" => name,
        called => format!("{name}: {called}"),
    };
    let link = law.url(section).map(|url| format!(" · {}", markup.link("official page", &url))).unwrap_or_default();
    let standing = capitalized(&entry.standing(timeline.as_ref(), as_of));
    // What has ended is told with its date; what is law, with the day that was asked for.
    let law_then = !matches!(entry.status_on(timeline.as_ref(), as_of), "repealed" | "transferred");
    let day = if law_then { format!(" on {as_of}") } else { String::new() };
    let _ = write!(card, "\n\n{standing}{day}{link}");
    let missing = law.pinpoints(section).map(|pinpoints| pinpoints.place(&pinpoint.parts()));
    if let Some(told) = missing.as_ref().and_then(|place: &Place| place.told(section)) {
        let _ = write!(card, "\n\n{told}.");
    }
    match &timeline {
        Some(timeline) => add_penalties(&mut card, timeline, as_of, markup),
        None => {
            let elsewhere: Vec<String> = law.penalty_in(section).iter().map(|place| place.cited()).collect();
            if !elsewhere.is_empty() {
                let _ = write!(card, "\n\nPunished in {}.", elsewhere.join(", "));
            }
        }
    }
    let edition = law.edition(section.code());
    let _ = write!(card, "\n\nKnown through {} ({}).", edition.through, edition.says);
    card
}

fn add_penalties(card: &mut String, timeline: &Timeline, as_of: Date, markup: Markup) {
    let state = timeline.on(as_of).filter(|state| !state.penalties.is_empty());
    if let Some(state) = state {
        card.push('\n');
        add_lines(card, "", grades(state));
    }
    if timeline.states.len() < 2 {
        return;
    }
    let _ = write!(card, "\n\n{}\n", markup.bold("Changes"));
    for state in timeline.states.iter().rev() {
        let until = state.until.map(|until| format!(" until {until}")).unwrap_or_default();
        let act = state.authority.act.as_deref().unwrap_or("act not known");
        let _ = write!(card, "\n- from {}{until} ({act}; date: {})", state.from, state.authority.basis);
        let mut carried: Vec<String> = grades(state).collect();
        match carried.as_slice() {
            [] => card.push_str(": no offense"),
            [_] => {
                let _ = write!(card, ": {}", carried.remove(0));
            }
            _ => add_lines(card, "  ", carried.into_iter()),
        }
    }
}

fn add_lines(card: &mut String, indent: &str, lines: impl Iterator<Item = String>) {
    for line in lines {
        let _ = write!(card, "\n{indent}- {line}");
    }
}

/// What each grade of a state carries, a line each.
fn grades(state: &State) -> impl Iterator<Item = String> {
    state.penalties.iter().map(|penalty| penalty.described())
}

/// The card of an act of Connecticut: the sections that it touched.
fn of_act(law: &Law, act: ActName, markup: Markup) -> String {
    const SHOWN: usize = 12;
    let name = markup.bold(&act.to_string());
    let Some(found) = law.acts().get(act) else {
        return format!("{name}\n\nNo section's credits or notes name it.");
    };
    let sections: Vec<Section> = found.sections().collect();
    let mut card =
        format!("{name}\n\nNamed in the credits or notes of {}:\n", crate::report::counted(sections.len(), "section"));
    for section in sections.iter().take(SHOWN) {
        let catchline = law.section(section).map_or("", |entry| entry.catchline);
        let _ = write!(card, "\n- {}", format!("{} {catchline}", section.cited()).trim_end());
    }
    if sections.len() > SHOWN {
        let _ = write!(card, "\n- and {} more", sections.len() - SHOWN);
    }
    card
}

fn of_popular_name(law: &Law, name: &str, markup: Markup) -> String {
    let is_it = |known: &&PopularName| known.name == name;
    let known =
        [Code::UnitedStates, Code::Connecticut].into_iter().find_map(|code| law.popular_names(code).iter().find(is_it));
    let mut card = markup.bold(name);
    if let Some(known) = known {
        let enacted = known.public_law.as_ref().map(|number| format!("Pub. L. {number}"));
        let date = known.date.map(|date| date.to_string());
        let facts: Vec<String> = enacted.into_iter().chain(date).chain(known.codified.clone()).collect();
        if !facts.is_empty() {
            let _ = write!(card, "\n\n{}", facts.join("; "));
        }
        for again in &known.reauthorizations {
            let _ = write!(card, "\n\n{}: Pub. L. {}, {}", again.name, again.public_law, again.date);
        }
    }
    card
}

/// In short what a section carries on a day, for a hint in the text: `class A felony, 10 to 25 years`.
pub(super) fn in_short(law: &Law, section: &Section, pinpoint: &Pinpoint, as_of: Date) -> Option<String> {
    let timeline = law.timeline(section)?;
    let state = timeline.on(as_of)?;
    let mut said: Vec<String> = Vec::new();
    for penalty in state.penalties.iter().filter(|penalty| penalty.pinpoint.is_related_to(pinpoint)) {
        let class = penalty.classification.map(|class| class.to_string());
        let term = penalty.term.map(|term| term.to_string());
        let words: Vec<String> = class.into_iter().chain(term).collect();
        if !words.is_empty() && !said.contains(&words.join(", ")) {
            said.push(words.join(", "));
        }
    }
    (!said.is_empty()).then(|| said.join(" or "))
}
