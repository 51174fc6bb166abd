//! Sections of the General Statutes, and public acts, which have numbers of the same form.
//! Starts from the shape of a number, `53a-192a`, and looks around it.

mod lead;
mod list;
mod number;

use crate::citation::scan;
use crate::citation::{Citation, Form, Source, Target};
use crate::law::Section;
use crate::span::Span;

use lead::{Lead, LeadKind};

/// Every section of the General Statutes and every public act in `text`, in order of place.
pub(super) fn find(source: &Source<'_>) -> Vec<Citation> {
    let text = source.text;
    let mut reader = Reader { source, text, citations: Vec::new(), elsewhere_until: 0, groups: 0 };
    let mut done = 0;
    for (start, end, section) in number::candidates(text) {
        if start >= done {
            done = reader.read(done, start, end, section).unwrap_or(done);
        }
    }
    reader.citations
}

/// A passage about another state's code is followed no further, in bytes.
const LONGEST_PASSAGE: usize = 2000;

struct Reader<'a> {
    source: &'a Source<'a>,
    text: &'a str,
    citations: Vec<Citation>,
    /// Up to here a bare section number belongs to another state's code, named before it.
    elsewhere_until: usize,
    groups: usize,
}

impl Reader<'_> {
    /// Reads the citation whose first number is at `start..end`, after the one that ends at `floor`. Gives where it ends.
    fn read(&mut self, floor: usize, start: usize, end: usize, section: Section) -> Option<usize> {
        let text = self.text;
        let lead = lead::read(text, floor, start);
        match lead.kind {
            LeadKind::PublicAct => return self.public_act(&lead, start),
            // Read from the agencies' name on, whatever the shape of the number.
            LeadKind::Regulations => return None,
            LeadKind::Elsewhere => {
                // To the end of the paragraph: "Idaho Code § 18-8602 … see also § 18-8603".
                self.elsewhere_until = end + scan::window_after(text, end, LONGEST_PASSAGE).len();
                self.push(Citation::new(Span::new(lead.start, end), Form::Full, vec![Target::Foreign]));
                return Some(end);
            }
            LeadKind::Code | LeadKind::Section | LeadKind::Units | LeadKind::None => {}
        }
        let members = list::read(text, start, (end, section), &lead)?;
        let list_end = members.last()?.span.end;
        let (whole_end, named_after) = list::code_after(text, list_end);
        let explicit = lead.kind == LeadKind::Code || named_after;
        if !explicit && !self.bare_is_meant(&lead, start, list_end) {
            return None;
        }
        self.push_list(&lead, members, explicit, whole_end);
        Some(whole_end)
    }

    /// Whether a number without the name of its code is meant as a section of the General Statutes.
    fn bare_is_meant(&mut self, lead: &Lead, start: usize, end: usize) -> bool {
        let title = number::title(self.text, start);
        let lettered = title.ends_with(|c: char| c.is_ascii_alphabetic());
        let led = !matches!(lead.kind, LeadKind::None);
        if !crate::jurisdiction::connecticut::is_title(title)
            || !(led || lettered && stands_as_citation(self.text, start))
            || start < self.elsewhere_until
        {
            return false;
        }
        // Any manual has a "Section 6-10"; "Sections 1–20" are pages and parts.
        if !lettered && !self.plain_number_is_meant(lead, start + title.len(), end) {
            return false;
        }
        let after = scan::window_after(self.text, end, 60);
        !crate::jurisdiction::other_states::belongs_elsewhere(after) && self.source.whole.is_connecticut()
    }

    /// Whether a number whose title has no letter is meant as a section of the code: only where the document names
    /// the code at all, and not where the number heads a passage of the document's own ("Section 6-10. Definitions").
    fn plain_number_is_meant(&self, lead: &Lead, title_end: usize, end: usize) -> bool {
        // The marks before it are stepped over, not the line looked through: a line may be as long as the document.
        let before = self.text[..lead.start].trim_end_matches(['#', '*', '-', '•', ' ', '\t', '\u{feff}']);
        let heads = (before.is_empty() || before.ends_with(['\n', '\r'])) && self.text[end..].starts_with(['.', ':']);
        let pages = self.text[title_end..].starts_with('–');
        !pages && !heads && self.source.whole.names_the_code()
    }

    fn push_list(&mut self, lead: &Lead, members: Vec<list::Member>, explicit: bool, whole_end: usize) {
        let single = members.len() == 1;
        let last = members.len() - 1;
        for (place, member) in members.into_iter().enumerate() {
            let form = match (member.range, single, explicit) {
                (true, _, _) => Form::Range,
                (false, false, _) => Form::List,
                (false, true, true) => Form::Full,
                (false, true, false) => Form::Short,
            };
            let start = if place == 0 { lead.start } else { member.span.start };
            let end = if place == last { whole_end } else { member.span.end };
            self.citations.push(Citation {
                span: Span::new(start, end),
                form,
                targets: member.targets,
                group: self.groups,
                gloss: member.gloss,
                code_name: lead.code_name.filter(|_| place == 0),
            });
        }
        self.groups += 1;
    }

    fn push(&mut self, citation: Citation) {
        self.citations.push(Citation { group: self.groups, ..citation });
        self.groups += 1;
    }

    fn public_act(&mut self, lead: &Lead, number: usize) -> Option<usize> {
        let (citations, end) = super::acts::public_acts(self.text, lead.start, number)?;
        for citation in citations {
            self.push(citation);
        }
        Some(end)
    }
}

/// Whether a number without any lead stands where a citation would: at the start of a line or cell, in
/// parentheses, in a list, or after a word that leads to law. "Rule 10b-5" and "Room 12b-3" do not.
fn stands_as_citation(text: &str, start: usize) -> bool {
    let before = text[..start].trim_end_matches([' ', '\t', '*', '_', '\u{a0}']);
    let word = scan::word_before(text, before.len());
    // A column of its own, aligned with spaces.
    if text[..start].ends_with("  ") {
        return true;
    }
    // "S. 1(4A-209)" is the place in an act, not in the code.
    if before.ends_with('(') && before[..before.len() - 1].ends_with(|c: char| c.is_ascii_digit()) {
        return false;
    }
    let leading = [
        "of",
        "under",
        "and",
        "or",
        "in",
        "by",
        "to",
        "see",
        "See",
        "with",
        "violates",
        "violated",
        "violating",
        "than",
        "through",
    ];
    match word.is_empty() {
        true => {
            before.is_empty()
                || before.ends_with(['\n', '\r', '|', '(', '[', ',', ';', ':', '-', '–', '—', '•', '.', '"', '“', '/'])
        }
        false => leading.contains(&word) || word.ends_with('.'),
    }
}
