//! `cite-typo`: the name of the code is mistyped.

use std::sync::LazyLock;

use regex::Regex;

use super::context::Context;
use super::{Applicability, Diagnostic, Edit, Fix, Lint, Severity};

pub(super) const EXPLANATION: &str = "\
The name of the code is misspelled or lacks a period.

**Why it matters.** It changes nothing about the law, but it looks careless, and some programs will not find the citation.

**Example.** `Con. Gen. Stat. § 53a-28` should read `Conn. Gen. Stat. § 53a-28`.

**The fix** is safe: `lawlint check --fix` applies it. It changes the name of the code and nothing else.

**When it stays silent.** Any of the usual forms is left as it is: Conn. Gen. Stat., Gen. Stat., General Statutes, C.G.S., CGS.
";

static ABBREVIATED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?ix) ^ (?P<con> con{1,2} (?P<con_dot>\.)? \s+ )? gen (?:\.)? \s* stat (?P<s>s)? (?:\.)? (?P<ann> ,? \s+ ann (?:\.)? )? $").expect("the pattern is valid")
});

static SPELLED: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"^[Cc]on\.? ").expect("the pattern is valid"));

pub(super) fn find(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    for citation in context.citations_to_read() {
        let Some(span) = citation.code_name else { continue };
        let written = &context.document.text[span.range()];
        let Some(right) = corrected(written) else { continue };
        found.push(Diagnostic {
            lint: Lint::CiteTypo,
            severity: Severity::Warning,
            verdict: None,
            span,
            in_source: None,
            message: format!("The code is called “{right}”"),
            cite: Some(context.cited(citation)),
            claim: None,
            source: None,
            fix: Some(Fix {
                applicability: Applicability::Safe,
                message: format!("replace with “{right}”"),
                edits: vec![Edit { span, content: right }],
            }),
        });
    }
}

/// The right form of a mistyped name; `None` if it is right as it is.
fn corrected(written: &str) -> Option<String> {
    let plain = written.split_whitespace().collect::<Vec<_>>().join(" ");
    let right = match ABBREVIATED.captures(&plain) {
        Some(parts) => {
            let con = parts.name("con").map_or("", |_| "Conn. ");
            let plural = parts.name("s").map_or("", |_| "s");
            let annotated = parts.name("ann").map_or("", |_| " Ann.");
            format!("{con}Gen. Stat{plural}.{annotated}")
        }
        None => SPELLED.replace(&plain, "Conn. ").into_owned(),
    };
    // "CONN. GEN. STAT." in a heading is no mistake.
    (!right.eq_ignore_ascii_case(&plain)).then_some(right)
}

#[cfg(test)]
mod tests {
    use super::corrected;

    #[test]
    fn mistyped_names_are_corrected() {
        for (written, right) in [
            ("Con. Gen. Stat.", "Conn. Gen. Stat."),
            ("Gen Stat.", "Gen. Stat."),
            ("Conn. Gen. Stat", "Conn. Gen. Stat."),
            ("Conn Gen Stat Ann", "Conn. Gen. Stat. Ann."),
            ("Con. General Statutes", "Conn. General Statutes"),
        ] {
            assert_eq!(corrected(written).as_deref(), Some(right));
        }
        for written in [
            "Conn. Gen. Stat.",
            "CONN. GEN. STAT.",
            "C.G.S.",
            "CGS",
            "General Statutes",
            "Conn.\nGen. Stat.",
            "U.S.C.",
            "Conn. Gen. Stats.",
        ] {
            assert_eq!(corrected(written), None, "{written}");
        }
    }
}
