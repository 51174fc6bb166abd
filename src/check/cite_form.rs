//! `cite-form`: a citation of the General Statutes is not in the form of the house.

use super::context::Context;
use super::{Applicability, Diagnostic, Edit, Fix, Lint, Severity};
use crate::citation::Citation;
use crate::law::Code;
use crate::span::Span;

pub(super) const EXPLANATION: &str = "\
A citation that names the General Statutes does so in another form than the one that the configuration asks for.

**Why it matters.** A publisher's documents read as one when they cite alike. Whether they do has nothing to do with the law:
the lint runs only where a form is chosen.

**Example.** With `citation-form = \"C.G.S. § N\"`, `Conn. Gen. Stat. § 53a-86` is to be `C.G.S. § 53a-86`, and `section 53a-86 of
the general statutes` too.

**The fix.** Safe: `--fix` writes the form of the house. The number, its subsections and all else stay.

**When it stays silent.** Without `citation-form` in `lawlint.toml`; where a citation does not name the code at all (`§ 53a-86`);
where words such as `subsection (a) of` lead to the section.
";

/// The form in which a house cites the General Statutes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HouseForm {
    /// `Conn. Gen. Stat. § N`, the form of legal citation.
    ConnGenStat,
    /// `C.G.S. § N`.
    Cgs,
    /// `General Statutes § N`, the form of Connecticut's courts.
    GeneralStatutes,
}

impl HouseForm {
    /// Every form.
    pub const ALL: [HouseForm; 3] = [HouseForm::ConnGenStat, HouseForm::Cgs, HouseForm::GeneralStatutes];

    /// How a configuration names it: `C.G.S. § N`.
    pub fn name(self) -> &'static str {
        match self {
            HouseForm::ConnGenStat => "Conn. Gen. Stat. § N",
            HouseForm::Cgs => "C.G.S. § N",
            HouseForm::GeneralStatutes => "General Statutes § N",
        }
    }

    /// The form of that name.
    pub fn from_name(name: &str) -> Option<HouseForm> {
        HouseForm::ALL.into_iter().find(|form| form.name() == name)
    }

    /// What stands before the number, for one section or for several.
    fn lead(self, several: bool) -> String {
        let lead = self.name().trim_end_matches('N');
        if several { lead.replace('§', "§§") } else { lead.to_owned() }
    }
}

pub(super) fn find(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let Some(house) = context.house_form else { return };
    let is_ours = |citation: &&Citation| citation.section().is_some_and(|section| section.code() == Code::Connecticut);
    for citation in context.citations_to_read().iter().filter(is_ours) {
        let words = &context.document.text[citation.span.range()];
        let lower = words.to_lowercase();
        let lead = house.lead(lower.contains("§§") || lower.contains("sections ") || lower.contains("secs"));
        let Some(edits) = edits(context, citation, &lead) else { continue };
        let number = words.find(|c: char| c.is_ascii_digit()).map_or("", |at| &words[at..]);
        let number = number.split([' ', ',', '(']).next().unwrap_or_default();
        found.push(Diagnostic {
            lint: Lint::CiteForm,
            severity: Severity::Warning,
            verdict: None,
            span: citation.span,
            in_source: None,
            message: format!("The house writes “{lead}{number}”"),
            cite: Some(context.cited(citation)),
            claim: None,
            source: None,
            fix: Some(Fix {
                applicability: Applicability::Safe,
                message: format!("write “{}”", lead.trim_end()),
                edits,
            }),
        });
    }
}

/// What makes the citation one of the house; `None` if it is one, or if it does not name the code alone before its number.
fn edits(context: &Context<'_>, citation: &Citation, lead: &str) -> Option<Vec<Edit>> {
    let text = &context.document.text;
    match citation.code_name {
        Some(name) => {
            let after = text.get(name.start..citation.span.end)?;
            let number = name.start + after.find(|c: char| c.is_ascii_digit())?;
            let written: Vec<&str> = text[name.start..number].split_whitespace().collect();
            let right: Vec<&str> = lead.split_whitespace().collect();
            let annotated = text[name.start..number].contains("Ann");
            (written != right && !annotated)
                .then(|| vec![Edit { span: Span::new(name.start, number), content: lead.to_owned() }])
        }
        // "section 53a-86 of the general statutes"
        None => {
            let words = &text[citation.span.range()];
            let begins = ["section ", "Section "].iter().find(|word| words.starts_with(**word))?;
            let of = words.find(" of the ").filter(|at| words[*at..].to_lowercase().ends_with("general statutes"))?;
            let (start, end) = (citation.span.start, citation.span.end);
            Some(vec![
                Edit { span: Span::new(start, start + begins.len()), content: lead.to_owned() },
                Edit { span: Span::new(start + of, end), content: String::new() },
            ])
        }
    }
}
