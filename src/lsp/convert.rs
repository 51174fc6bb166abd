//! Findings as the protocol has them.

use std::str::FromStr;

use lsp_types::{
    CodeDescription, DiagnosticRelatedInformation, DiagnosticSeverity, DiagnosticTag, Location, NumberOrString, Range,
    TextEdit, Uri,
};
use serde_json::json;

use super::client::Client;
use super::text::Buffer;
use crate::check::{Diagnostic, Lint, Severity};
use crate::report::{Placed, PlacedFix};

/// A finding for the editor; `None` if its words came from nowhere in the file. `page` is where its lint is explained.
pub(super) fn diagnostic(
    placed: &Placed<'_>,
    buffer: &Buffer,
    uri: &Uri,
    client: &Client,
    page: Option<Uri>,
) -> Option<lsp_types::Diagnostic> {
    let range = buffer.range(placed.place?.source);
    let cite = placed.cite.map(|cite| buffer.range(cite.source)).filter(|cite| *cite != range);
    let fix = placed
        .fix
        .as_ref()
        .map(|placed| json!({ "message": placed.fix.message, "applicability": placed.fix.applicability.name() }));
    let mut told = plain(placed.diagnostic, range, client, page);
    told.related_information = related(placed.diagnostic, cite, uri).filter(|_| client.related);
    told.data = Some(json!({ "fingerprint": placed.fingerprint, "fix": fix }));
    Some(told)
}

/// A finding without what only an open document gives it.
pub(super) fn plain(found: &Diagnostic, range: Range, client: &Client, page: Option<Uri>) -> lsp_types::Diagnostic {
    let tag = match found.lint {
        Lint::CiteRepealed | Lint::CiteTransferred => Some(DiagnosticTag::DEPRECATED),
        Lint::UnusedSuppression => Some(DiagnosticTag::UNNECESSARY),
        _ => None,
    };
    lsp_types::Diagnostic {
        range,
        severity: Some(severity(found.severity)),
        code: Some(NumberOrString::String(found.lint.name().to_owned())),
        code_description: page.map(|href| CodeDescription { href }),
        source: Some("lawlint".to_owned()),
        message: found.message.clone(),
        related_information: None,
        tags: tag.filter(|_| client.tags).map(|tag| vec![tag]),
        data: None,
    }
}

/// Where the citation is that a finding is about, and since when the law is what it is.
fn related(found: &Diagnostic, cite: Option<Range>, uri: &Uri) -> Option<Vec<DiagnosticRelatedInformation>> {
    let was = found.claim.as_ref().and_then(|claim| claim.was).map(|was| {
        let from = was.from.map(|from| format!(" from {from}")).unwrap_or_default();
        let until = was.until.map(|until| format!(" until {until}")).unwrap_or_default();
        format!("; it was so{from}{until}")
    });
    let message = format!("this citation{}", was.unwrap_or_default());
    let location = Location { uri: uri.clone(), range: cite? };
    Some(vec![DiagnosticRelatedInformation { location, message }])
}

fn severity(severity: Severity) -> DiagnosticSeverity {
    match severity {
        Severity::Error => DiagnosticSeverity::ERROR,
        Severity::Warning => DiagnosticSeverity::WARNING,
        Severity::Info => DiagnosticSeverity::INFORMATION,
    }
}

/// The edits of a fix.
pub(super) fn edits(fix: &PlacedFix<'_>, buffer: &Buffer) -> Vec<TextEdit> {
    let edit = |edit: &crate::report::PlacedEdit<'_>| TextEdit {
        range: buffer.range(edit.place.source),
        new_text: edit.content.to_owned(),
    };
    fix.edits.iter().map(edit).collect()
}

/// A URI of ours, which is well formed.
pub(super) fn uri(text: &str) -> Option<Uri> {
    Uri::from_str(text).ok()
}
