//! `cite-name`: the name given with a citation is not the section's own.

use super::context::Context;
use super::{Applicability, Diagnostic, Edit, Fix, Judged, Lint, Severity, Verdict, Was};
use crate::citation::{Citation, Target};
use crate::law::{Code, Entry, PopularName, Section, Status, is_degree};
use crate::span::Span;

pub(super) const EXPLANATION: &str = "\
The words in parentheses or brackets after a citation are the name of another section, a former name, or nearly the
section's name; or an act is cited by a name that is slightly wrong.

**Why it matters.** If number and name disagree, one of them is wrong, and a reader cannot tell which. An offense that was
renamed may have been rewritten too.

**Example.** `§ 53a-196a [Obscenity as to minors]`: that is the name of § 53a-196; § 53a-196a is “Employing a minor in an
obscene performance”. `§ 53a-83 (Patronizing a prostitute)` has been “Soliciting sexual acts” since October 1, 2021. A former
name in running text, with no citation beside it, is only a note.

**What to do.** Check which of the two was meant. Small differences from the official name are only notes.

**When it stays silent.** Where the words are the beginning or a part of the section's name; where they are no name at all
(\"see below\"); where the name was right on the date.
";

pub(super) fn find(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    for citation in context.citations_to_read() {
        match (citation.gloss, citation.targets.first()) {
            (Some(gloss), Some(Target::Section(section, _) | Target::Pinpoints(section, ..))) => {
                found.extend(of_section(context, citation, section, gloss));
            }
            (None, Some(Target::PopularName(_))) => found.extend(of_act(context, citation)),
            _ => {}
        }
    }
}

/// An act cited by a name that people often write for it.
fn of_act(context: &Context<'_>, citation: &Citation) -> Option<Diagnostic> {
    let Some(Target::PopularName(name)) = citation.targets.first() else { return None };
    let entry = context.law.popular_names(Code::UnitedStates).get(name)?;
    let written = words(&context.document.text[citation.span.range()]);
    let plain = one_line(&context.document.text[citation.span.range()]).replace('’', "'");
    // An apostrophe can be the whole mistake: "Trafficking Victims' Protection Act".
    let wrong = entry.misnomers.iter().any(|misnomer| misnomer.eq_ignore_ascii_case(&plain));
    let right = right_name(entry, &written);
    wrong.then(|| Diagnostic {
        lint: Lint::CiteName,
        severity: Severity::Warning,
        verdict: Some(Verdict::Incorrect),
        span: citation.span,
        in_source: None,
        message: match &entry.public_law {
            Some(law) => format!("The act is called “{right}” ({law})"),
            None => format!("The act is called “{right}”"),
        },
        cite: Some(context.cited(citation)),
        claim: Some(Judged { kind: "name", stated: written.join(" "), current: vec![right.to_owned()], was: None }),
        source: Some(super::Source {
            act: entry.public_law.clone(),
            url: None,
            edition: Some(context.edition(Code::UnitedStates)),
        }),
        fix: Some(Fix {
            applicability: Applicability::Unsafe,
            message: format!("replace with “{right}”"),
            edits: vec![Edit { span: citation.span, content: right.to_owned() }],
        }),
    })
}

/// The right name of the same length: with the year if the wrong one had it.
fn right_name<'a>(entry: &'a PopularName, written: &[String]) -> &'a str {
    let dated = written.last().is_some_and(|word| word.bytes().all(|byte| byte.is_ascii_digit()));
    let short = entry.variants.iter().find(|variant| variant.contains(' ')).filter(|_| !dated);
    short.unwrap_or(&entry.name)
}

/// What the words after a citation turn out to be, if not the section's own name.
enum Name<'a> {
    /// The name of another section.
    Of(Entry<'static>),
    /// A name the section had.
    Former(Was),
    /// The section's name, but for its degree: of another offense, be it one that there is not.
    Degree(&'a str),
    /// Nearly the section's name.
    Near(&'a str),
}

/// What is wrong with a name of a section in the stretch `gloss`, if anything is.
pub(super) fn of_section(
    context: &Context<'_>,
    citation: &Citation,
    section: &Section,
    gloss: Span,
) -> Option<Diagnostic> {
    let entry = context.entry(section)?;
    let written = named_part(&context.document.text[gloss.range()]);
    let stated = name_words(written);
    if stated.is_empty() || entry.catchline.is_empty() || is_own(&stated, &name_words(entry.catchline)) {
        return None;
    }
    let (severity, verdict, message, was) = match name(context, section, entry, written, &stated)? {
        Name::Of(other) => {
            let other_cited =
                Section::from_table(other.number).map_or_else(|| other.number.to_owned(), |other| other.cited());
            let message = format!(
                "“{}” is {other_cited}; {} is “{}”",
                one_line(written),
                section.cited(),
                short(entry.catchline)
            );
            (Severity::Warning, Some(Verdict::Incorrect), message, None)
        }
        Name::Former(was) => {
            let until = was.until.map(|until| format!(" since {until}")).unwrap_or_default();
            let message = format!(
                "{} is called “{}”{until}, not “{}”",
                section.cited(),
                short(entry.catchline),
                one_line(written)
            );
            (Severity::Warning, Some(Verdict::Stale), message, Some(was))
        }
        Name::Degree(right) => {
            let message = format!("{} is “{right}”, not “{}”", section.cited(), one_line(written));
            (Severity::Warning, Some(Verdict::Incorrect), message, None)
        }
        Name::Near(right) => (Severity::Info, None, format!("{} is called “{right}”", section.cited()), None),
    };
    Some(Diagnostic {
        lint: Lint::CiteName,
        severity,
        verdict,
        span: gloss,
        in_source: None,
        message,
        cite: Some(context.cited(citation)),
        claim: Some(Judged { kind: "name", stated: one_line(written), current: vec![entry.catchline.to_owned()], was }),
        source: Some(context.source(section, None)),
        fix: None,
    })
}

fn name<'a>(
    context: &Context<'_>,
    section: &Section,
    entry: &'a Entry<'static>,
    written: &str,
    stated: &[String],
) -> Option<Name<'a>> {
    if let Some(timeline) = context.timeline(section) {
        let now = timeline.index_on(context.as_of)?;
        let states = &timeline.states;
        // The catchline is the edition's; on an earlier day an earlier name was right.
        if is_own(stated, &name_words(&states[now].name)) {
            return None;
        }
        if let Some(last) = states[..now].iter().rposition(|state| name_words(&state.name) == stated) {
            let first = states[..last]
                .iter()
                .rposition(|state| name_words(&state.name) != stated)
                .map_or(0, |before| before + 1);
            return Some(Name::Former(Was { from: Some(states[first].from), until: states[last].until }));
        }
    }
    if let Some(other) = other_section(context, section, written, stated) {
        return Some(Name::Of(other));
    }
    let right = short(entry.catchline);
    if is_of_another_degree(stated, &name_words(right)) {
        return Some(Name::Degree(right));
    }
    let names = context.timeline(section).map(|timeline| timeline.states.as_slice()).unwrap_or_default();
    let near = names.iter().any(|state| is_near(stated, &name_words(&state.name)))
        || is_near(stated, &name_words(entry.catchline));
    near.then_some(Name::Near(right))
}

/// The section in force whose name the words are, if it is one alone. One word ("Definitions") names nothing.
fn other_section(context: &Context<'_>, section: &Section, written: &str, stated: &[String]) -> Option<Entry<'static>> {
    if stated.len() < 2 {
        return None;
    }
    let name = one_line(written);
    let whole = |catchline: &str| {
        catchline.get(name.len()..).is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', ':', ';']))
    };
    let is_other = |other: &Entry<'_>| {
        other.status == Status::InForce && other.number != section.number() && whole(other.catchline)
    };
    let mut others = context.named(section.code(), &name).into_iter().filter(is_other);
    let first = others.next()?;
    others.next().is_none().then_some(first)
}

/// Whether the words are the name, its beginning, or another unbroken part of it.
fn is_own(stated: &[String], name: &[String]) -> bool {
    stated.len() <= name.len() && name.windows(stated.len()).any(|part| part == stated)
        || stated.starts_with(name) && !name.is_empty()
}

/// Whether the words are the name with another degree: "sexual assault in the fifth degree".
fn is_of_another_degree(stated: &[String], name: &[String]) -> bool {
    let mut differing = stated.iter().zip(name).enumerate().filter(|(_, (one, other))| one != other);
    let (Some((place, (one, other))), None) = (differing.next(), differing.next()) else { return false };
    let is_of_a_degree = |words: &[String]| words.get(place + 1).is_some_and(|next| next == "degree");
    stated.len() == name.len() && is_of_a_degree(stated) && is_of_a_degree(name) && is_degree(one) && is_degree(other)
}

/// Whether the words and the name share most of their words in order.
fn is_near(stated: &[String], name: &[String]) -> bool {
    /// Fewer words of a name, with others between them left out, are a way to speak of it; more are a quotation.
    const QUOTATION: usize = 5;
    let shared = common(stated, name);
    let all = stated.len() == shared;
    stated.len() >= 3 && shared >= 2 && shared * 10 >= stated.len() * 6 && (!all || shared >= QUOTATION)
}

/// The length of the longest common subsequence.
fn common(left: &[String], right: &[String]) -> usize {
    let mut row = vec![0; right.len() + 1];
    for word in left {
        let mut diagonal = 0;
        for (place, other) in right.iter().enumerate() {
            let above = row[place + 1];
            row[place + 1] = if word == other { diagonal + 1 } else { above.max(row[place]) };
            diagonal = above;
        }
    }
    row[right.len()]
}

/// The words before a class in a gloss: "Prostitution" of "Prostitution: Class A misdemeanor".
fn named_part(gloss: &str) -> &str {
    let lower = gloss.to_ascii_lowercase();
    let class = lower.find("class ").or_else(|| lower.find("unclassified"));
    let end = class
        .filter(|at| lower[..*at].trim_end().ends_with([':', ',', ';', '.', '–', '—', '-', '|']))
        .unwrap_or(gloss.len());
    gloss[..end].trim().trim_end_matches([':', ',', ';', '.', '–', '—', '-', '|']).trim()
}

/// Lower-case words, with straight apostrophes and without other signs.
fn words(text: &str) -> Vec<String> {
    let plain = text.to_lowercase().replace(['’', '‘'], "'");
    plain
        .split(|c: char| !c.is_alphanumeric() && c != '\'')
        .map(|word| word.trim_matches('\''))
        .filter(|word| !word.is_empty())
        .take(80)
        .map(str::to_owned)
        .collect()
}

/// The words of a section's name: "a peace officer" is "peace officer".
fn name_words(text: &str) -> Vec<String> {
    let mut words = words(text);
    words.retain(|word| !matches!(word.as_str(), "a" | "an" | "the"));
    words
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The first sentence of a catchline: the rest lists what else the section holds.
fn short(catchline: &str) -> &str {
    catchline.split_once(". ").map_or(catchline, |(first, _)| first)
}
