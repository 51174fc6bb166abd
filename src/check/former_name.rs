//! An offense called in running text by a name that it has no more. Reports as `cite-name`, for information: the words may
//! be meant as plain words.

use std::sync::LazyLock;

use regex::Regex;

use super::authority::since;
use super::context::Context;
use super::{Diagnostic, Judged, Lint, Severity, Verdict, Was};
use crate::law::{Code, Entry, Section, Status};
use crate::span::{Cover, Span};

/// Where a document cites the General Statutes or names Connecticut.
pub(super) fn find(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    if !context.is_about_connecticut() {
        return;
    }
    let (text, read) = (&context.document.text, context.reread());
    let names = context.law.former_names(Code::Connecticut);
    let mut hits = names.find(&text[read.range()]).peekable();
    if hits.peek().is_none() {
        return;
    }
    // A name beside its citation is the other parts of the lint's.
    let beside =
        context.citations_to_read().iter().flat_map(|citation| [Some(citation.span), citation.gloss]).flatten();
    let told = found.iter().filter(|other| other.lint == Lint::CiteName).map(|other| other.span);
    let taken: Cover = beside.chain(told).collect();
    for (place, name, number) in hits {
        let span = Span::new(read.start + place.start, read.start + place.end);
        if is_whole(text, span) && !taken.overlaps(span) && !is_explained(context, span) {
            found.extend(report(context, span, name, number));
        }
    }
}

fn is_whole(text: &str, span: Span) -> bool {
    let letter = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '-');
    let after = &text[span.end..];
    let goes_on = after.trim_start().starts_with("in the ") || after.starts_with("'s") || after.starts_with("’s");
    !letter(text[..span.start].chars().next_back()) && !letter(after.chars().next()) && !goes_on
}

/// Whether the sentence around says that the name is of the past, or that it is another law's.
fn is_explained(context: &Context<'_>, span: Span) -> bool {
    static TOLD: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(
            r"(?i)\b(?:renam\w+|(?:formerly|previously|then|once|now|was|were|been) (?:called|known|named|titled)|used to be|former name|until|before|repealed|(?:in|since|of) (?:19|20)[0-9]{2}|federal|U\.S\.C)",
        )
        .expect("the pattern is valid")
    });
    let text = &context.document.text;
    let block = context.document.block_at(span.start).map_or(span, |block| context.document.blocks[block].span);
    let from = text.ceil_char_boundary(block.start.max(span.start.saturating_sub(200)));
    let to = text.floor_char_boundary(block.end.min(span.end + 200));
    let formerly = text[from..span.start].trim_end().to_lowercase();
    TOLD.is_match(&text[from..to.max(span.end)]) || formerly.ends_with("formerly") || formerly.ends_with("former")
}

fn report(context: &Context<'_>, span: Span, former: &str, number: &str) -> Option<Diagnostic> {
    let section = Section::connecticut(number)?;
    let known = context.law.known(&section);
    let timeline = known.timeline.as_ref()?;
    let now = timeline.index_on(context.as_of)?;
    let states = &timeline.states;
    let current = states[now].name.as_str();
    let last = states[..now].iter().rposition(|state| state.name == former)?;
    // A degree that was added leaves the old words right as plain words; so does a name that another section has today.
    let kept = current.to_lowercase().starts_with(&former.to_lowercase()) || states[now].penalties.is_empty();
    let after = &context.document.text[span.end..];
    let ends = |rest: &str| rest.is_empty() || rest.starts_with(['.', ':', ';']);
    let is_another = |other: &Entry<'_>| {
        let rest = other.catchline.get(former.len()..).unwrap_or("");
        // "Patronizing a prostitute from a motor vehicle" is another offense, repealed or not.
        let goes_on = !ends(rest) && after.get(..rest.len()).is_some_and(|words| words.eq_ignore_ascii_case(rest));
        goes_on || other.status == Status::InForce && ends(rest)
    };
    if kept || context.named(Code::Connecticut, former).iter().any(is_another) {
        return None;
    }
    let first = states[..last].iter().rposition(|state| state.name != former).map_or(0, |before| before + 1);
    let renamed = timeline.since(now, |state| state.name == current);
    let act = renamed.authority.act.as_deref();
    Some(Diagnostic {
        lint: Lint::CiteName,
        severity: Severity::Info,
        verdict: Some(Verdict::Stale),
        span,
        in_source: None,
        message: format!("{} is called “{current}”{}, not “{former}”", section.cited(), since(renamed.from, act)),
        cite: None,
        claim: Some(Judged {
            kind: "name",
            stated: former.to_owned(),
            current: vec![current.to_owned()],
            was: Some(Was { from: Some(states[first].from), until: states[last].until }),
        }),
        source: Some(context.source(&section, act)),
        fix: None,
    })
}
