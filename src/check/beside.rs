//! The name of one offense beside the citation of another: "assault in the second degree (C.G.S. § 53a-61)". Reports as
//! `cite-name`.

use std::borrow::Cow;

use super::context::Context;
use super::{Diagnostic, Judged, Lint, Severity, Verdict, cite_name};
use crate::citation::{Citation, Form, Target};
use crate::claim::named::{self, Mention};
use crate::law::{Code, NameStanding, OffenseNames, Section, State, plain_word};
use crate::span::Span;
use crate::words;

/// A name is looked for no further from its citation than this, in bytes.
const REACH: usize = 200;

/// Beside citations of one section each that stand alone: of a list it is not sure which member a name goes with.
pub(super) fn find(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let plain = context.to_read().map(|index| (index, &context.citations[index])).filter(|(index, citation)| {
        matches!(citation.form, Form::Full | Form::Short) && citation.gloss.is_none() && context.has_offense(*index)
    });
    let ours = |section: &Section| match section.code() {
        Code::Connecticut => section.title().starts_with("53"),
        Code::UnitedStates => section.title() == "18",
    };
    for (_, citation) in plain {
        if let [Target::Section(section, _)] = citation.targets.as_slice()
            && ours(section)
            && let Some(mention) = beside(context, citation, context.law.offense_names(section.code()))
        {
            found.extend(report(context, citation, section, &mention));
        }
    }
}

/// The name that stands before a citation or, in apposition, after it.
fn beside(context: &Context<'_>, citation: &Citation, names: &OffenseNames) -> Option<Mention> {
    let block = context.document.block_at(citation.span.start).map(|block| context.document.blocks[block].span)?;
    let text = &context.document.text;
    before(text, block, citation.span, names).or_else(|| after(text, block, citation.span, names))
}

/// "Assault in the second degree (C.G.S. § 53a-61)".
fn before(text: &str, block: Span, cited: Span, names: &OffenseNames) -> Option<Mention> {
    let from = text.ceil_char_boundary(block.start.max(cited.start.saturating_sub(REACH)));
    let lead = text.get(from..cited.start)?.trim_end_matches(['*', '_']);
    let marks = lead.trim_end();
    let joined = marks.len() < lead.len() || marks.ends_with(['(', '[', ',', ':', '–', '—', '|']);
    // The last word decides for nearly every citation before the names are looked for.
    let word = |word: &&str| word.contains(char::is_alphanumeric);
    let last = marks.split_whitespace().rev().find(word).unwrap_or("").trim_matches(|c: char| !c.is_alphanumeric());
    if !joined || !names.ends_with(&plain_word(last)) {
        return None;
    }
    let last = *named::mentions(text, Span::new(from, cited.start), names).last()?;
    let whole = !last.is_turned(text) && (last.offense.words > 1 || last.is_whole(text));
    (whole && leads(&text[last.span.end..cited.start])).then_some(last)
}

/// "C.G.S. § 53a-103, burglary in the second degree," or a line "53a-83: Patronizing a prostitute".
fn after(text: &str, block: Span, cited: Span, names: &OffenseNames) -> Option<Mention> {
    let rest = text.get(cited.end..text.floor_char_boundary(block.end.min(cited.end + REACH)))?;
    let name = rest.trim_start_matches(|c: char| c.is_whitespace() || ",:–—-|*_(".contains(c));
    let first_word = name.split(|c: char| !c.is_alphanumeric() && c != '\'').next().unwrap_or("");
    let marks = &rest[..rest.len() - name.len()];
    if !names.begins_with(&plain_word(first_word)) || marks.is_empty() || marks.contains('\n') {
        return None;
    }
    let start = cited.end + marks.len();
    let mention = *named::mentions(text, Span::new(start, start + name.len()), names).first()?;
    let near = text.ceil_char_boundary(block.start.max(cited.start.saturating_sub(REACH)));
    let line = text.get(near..cited.start)?.rsplit('\n').next().unwrap_or("");
    let begins_line = line.chars().all(|c| !c.is_alphanumeric()) && marks.trim().len() <= 2;
    let end = &text[mention.span.end..];
    let apposed = marks.starts_with(',') && end.starts_with([',', '.', ')']);
    let apposed = apposed && !end.trim_start_matches(',').trim_start().starts_with("and ");
    (mention.span.start == start && (apposed || begins_line)).then_some(mention)
}

/// Whether the citation before or after another is of the section whose name stands beside it: in "A: class B felony / Sec. 1 / B:
/// class C felony / Sec. 2" a name goes with the number that follows.
fn has_its_own(context: &Context<'_>, citation: &Citation, named: &Section) -> bool {
    let at = context.citations.partition_point(|other| other.span.start < citation.span.start);
    let near = &context.citations[at.saturating_sub(1)..context.citations.len().min(at + 2)];
    near.iter().any(|other| other.section() == Some(named))
}

/// Whether only marks that join a name to its number stand between them.
fn leads(between: &str) -> bool {
    if between.contains('\n') && between.trim().is_empty() {
        return false;
    }
    let marks = between.trim_matches(|c: char| c.is_whitespace() || "*_”\"’".contains(c));
    let marks = marks.trim_end_matches(|c: char| c.is_whitespace() || "*_”\"’".contains(c));
    matches!(marks, "" | "(" | "[" | "," | ":" | "|" | "–" | "—" | "-" | ",”" | ",\"" | "under" | ", under")
}

/// Whether every word is one of the name's: "first degree assault" of § 53a-59a, "Assault of an elderly … person in the first degree".
fn is_short_for(written: &str, name: &str) -> bool {
    let own: Vec<_> = plain_words(name).collect();
    plain_words(written).all(|word| own.contains(&word))
}

fn plain_words(text: &str) -> impl Iterator<Item = Cow<'_, str>> {
    words::places(text, words::is_letter).map(|place| plain_word(&text[place]))
}

/// The name held against the section's: the name it has, one it had, or another's.
fn report(context: &Context<'_>, citation: &Citation, section: &Section, mention: &Mention) -> Option<Diagnostic> {
    let timeline = context.timeline(section)?;
    let now = timeline.index_on(context.as_of)?;
    let written = context.document.text[mention.span.range()].split_whitespace().collect::<Vec<_>>().join(" ");
    let is_so = |state: &State| state.name.to_lowercase().starts_with(&written.to_lowercase());
    if is_so(&timeline.states[now]) || timeline.states[..now].iter().any(is_so) {
        return cite_name::of_section(context, citation, section, mention.span);
    }
    let named = Section::from_table(mention.offense.number).filter(|named| named != section)?;
    let known = context.law.known(&named);
    let then = known.timeline.as_ref()?;
    // On an earlier day the name was right, or nobody's.
    let stood = then.on(context.as_of).is_some_and(|state| Some(state) == then.states.last());
    let both = mention.offense.standing == NameStanding::Current
        && context.law.offense_names(section.code()).names_section(section.number());
    if !both || !stood || has_its_own(context, citation, &named) || is_short_for(&written, &timeline.states[now].name) {
        return None;
    }
    let own = timeline.states[now].name.split([':', '.', ';']).next().unwrap_or_default();
    let message = format!("“{written}” is {}; {} is “{own}”", named.cited(), section.cited());
    Some(Diagnostic {
        lint: Lint::CiteName,
        severity: Severity::Warning,
        verdict: Some(Verdict::Incorrect),
        span: mention.span,
        in_source: None,
        message,
        cite: Some(context.cited(citation)),
        claim: Some(Judged { kind: "name", stated: written, current: vec![own.to_owned()], was: None }),
        source: Some(context.source(section, None)),
        fix: None,
    })
}
