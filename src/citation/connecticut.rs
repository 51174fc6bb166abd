//! Sections of the General Statutes, and public acts, which have numbers of the same form.
//! Starts from the shape of a number, `53a-192a`, and looks around it.

mod lead;
mod list;
mod number;

use crate::citation::{Citation, Form, Target};
use crate::jurisdiction::connecticut::CONTEXT;
use crate::law::Section;
use crate::span::Span;

use lead::{Lead, LeadKind};

/// Every section of the General Statutes and every public act in `text`, in order of place.
pub(super) fn find(text: &str) -> Vec<Citation> {
    let mut reader = Reader { text, citations: Vec::new(), about_connecticut: None, elsewhere_until: 0, groups: 0 };
    let mut done = 0;
    for (start, end, section) in number::candidates(text) {
        if start >= done {
            done = reader.read(start, end, section).unwrap_or(done);
        }
    }
    reader.citations
}

struct Reader<'a> {
    text: &'a str,
    citations: Vec<Citation>,
    /// Whether the document speaks of Connecticut; looked up when it is first needed.
    about_connecticut: Option<bool>,
    /// Up to here a bare section number belongs to another state's code, named before it.
    elsewhere_until: usize,
    groups: usize,
}

impl Reader<'_> {
    /// Reads the citation whose first number is at `start..end`. Gives where it ends.
    fn read(&mut self, start: usize, end: usize, section: Section) -> Option<usize> {
        let text = self.text;
        let lead = lead::read(text, start);
        match lead.kind {
            LeadKind::PublicAct => return self.public_act(&lead, start),
            // Read from the agencies' name on, whatever the shape of the number.
            LeadKind::Regulations => return None,
            LeadKind::Elsewhere => {
                // To the end of the paragraph: "Idaho Code § 18-8602 … see also § 18-8603".
                self.elsewhere_until = text[end..].find("\n\n").map_or(text.len(), |at| end + at);
                self.push(Citation { targets: vec![Target::Foreign], ..plain(Span::new(lead.start, end), Form::Full) });
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
        // "Sections 1–20", "§§ 2–5": pages and parts, not title and section.
        if !lettered && self.text[start + title.len()..].starts_with('–') {
            return false;
        }
        let after = super::scan::window_after(self.text, end, 60);
        !crate::jurisdiction::other_states::belongs_elsewhere(after) && self.is_about_connecticut()
    }

    fn is_about_connecticut(&mut self) -> bool {
        let text = self.text;
        let mentions = || {
            let own = CONTEXT.iter().any(|word| memchr::memmem::find(text.as_bytes(), word.as_bytes()).is_some());
            // "general statutes" with no state before it is how Connecticut's own acts speak.
            own || memchr::memmem::find(text.as_bytes(), b"eneral statutes").is_some()
        };
        *self.about_connecticut.get_or_insert_with(mentions)
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
    let word = super::scan::word_before(text, before.len());
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

fn plain(span: Span, form: Form) -> Citation {
    Citation { span, form, targets: Vec::new(), group: 0, gloss: None, code_name: None }
}
