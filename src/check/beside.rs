//! The name of one offense beside the citation of another: "assault in the second degree (C.G.S. § 53a-61)". Reports as
//! `cite-name`.

use super::context::Context;
use super::{Diagnostic, Judged, Lint, Severity, Verdict, cite_name};
use crate::citation::{Citation, Form, Target};
use crate::claim::named::{self, Mention};
use crate::law::{Code, NameStanding, OffenseNames, Section, State};
use crate::span::Span;

/// A name is looked for no further from its citation than this, in bytes.
const REACH: usize = 200;

/// Beside citations of one section each that stand alone: of a list it is not sure which member a name goes with.
pub(super) fn find(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let plain = context.citations.iter().enumerate().filter(|(index, citation)| {
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
    let text = &context.document.text;
    let block = context.document.block_at(citation.span.start).map(|block| context.document.blocks[block].span)?;
    let lead = text[block.start.min(citation.span.start)..citation.span.start].trim_end_matches(['*', '_']);
    let marks = lead.trim_end();
    let joined = marks.len() < lead.len() || marks.ends_with(['(', '[', ',', ':', '–', '—', '|']);
    let from = text.ceil_char_boundary(block.start.max(citation.span.start.saturating_sub(REACH)));
    if joined && from < citation.span.start {
        let mentions = named::mentions(text, Span::new(from, citation.span.start), names);
        let last = mentions.last().filter(|last| {
            leads(&text[last.span.end..citation.span.start])
                && !last.is_turned(text)
                && (last.offense.words > 1 || last.is_whole(text))
        });
        if let Some(last) = last {
            return Some(*last);
        }
    }
    let after = &text[citation.span.end..block.end.max(citation.span.end)];
    let bare = after.trim_start_matches(|c: char| c.is_whitespace() || ",:–—-|*_(".contains(c));
    let near = text.ceil_char_boundary(block.start.max(citation.span.start.saturating_sub(REACH)));
    let begins_line = text[near.min(citation.span.start)..citation.span.start]
        .rsplit('\n')
        .next()
        .is_some_and(|line| line.chars().all(|c| !c.is_alphanumeric()));
    let start = citation.span.end + after.len() - bare.len();
    let to = text.floor_char_boundary(block.end.min(start + REACH));
    let mention = *named::mentions(text, Span::new(start, to.max(start)), names).first()?;
    let marks = &text[citation.span.end..mention.span.start];
    let apposed = marks.starts_with(',') && text[mention.span.end..].starts_with([',', '.', ')']);
    let apposed = apposed && !text[mention.span.end..].trim_start_matches(',').trim_start().starts_with("and ");
    (mention.span.start == start
        && !marks.is_empty()
        && !marks.contains('\n')
        && (apposed || begins_line && marks.trim().len() <= 2))
        .then_some(mention)
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
    let then = context.law.timeline(&named)?;
    // On an earlier day the name was right, or nobody's.
    let stood = then.on(context.as_of).is_some_and(|state| Some(state) == then.states.last());
    let both = mention.offense.standing == NameStanding::Current
        && context.law.offense_names(section.code()).names_section(section.number());
    if !both || !stood || has_its_own(context, citation, &named) {
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
