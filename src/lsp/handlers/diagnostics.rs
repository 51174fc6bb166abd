//! What was found in a document: pushed to clients that wait for it, given to clients that ask.

use std::hash::{DefaultHasher, Hash, Hasher};

use lsp_types::{
    DocumentDiagnosticParams, DocumentDiagnosticReport, DocumentDiagnosticReportResult, FullDocumentDiagnosticReport,
    PublishDiagnosticsParams, RelatedFullDocumentDiagnosticReport, RelatedUnchangedDocumentDiagnosticReport,
    UnchangedDocumentDiagnosticReport,
};

use super::super::convert;
use super::super::failure::{Answer, Failure};
use super::super::session::Session;

/// What to push about a document; `None` if it is not open.
pub(in crate::lsp) fn pushed(session: &mut Session, uri: &str) -> Option<PublishDiagnosticsParams> {
    let diagnostics = session.diagnostics(uri)?;
    let version = session.documents.get(uri).map(|document| document.version);
    Some(PublishDiagnosticsParams { uri: convert::uri(uri)?, diagnostics, version })
}

pub(in crate::lsp) fn pulled(
    session: &mut Session,
    params: &DocumentDiagnosticParams,
) -> Answer<DocumentDiagnosticReportResult> {
    let uri = params.text_document.uri.as_str();
    let items = session.diagnostics(uri).ok_or_else(|| Failure::invalid(format!("{uri} is not open")))?;
    let result_id = result_id(&items);
    let report = if params.previous_result_id.as_ref() == Some(&result_id) {
        DocumentDiagnosticReport::Unchanged(RelatedUnchangedDocumentDiagnosticReport {
            related_documents: None,
            unchanged_document_diagnostic_report: UnchangedDocumentDiagnosticReport { result_id },
        })
    } else {
        DocumentDiagnosticReport::Full(RelatedFullDocumentDiagnosticReport {
            related_documents: None,
            full_document_diagnostic_report: FullDocumentDiagnosticReport { result_id: Some(result_id), items },
        })
    };
    Ok(DocumentDiagnosticReportResult::Report(report))
}

/// A name for what was found, the same as long as that is the same.
pub(super) fn result_id(items: &[lsp_types::Diagnostic]) -> String {
    let mut hash = DefaultHasher::new();
    for item in items {
        // A diagnostic is numbers and strings, which always are JSON.
        serde_json::to_string(item).unwrap_or_default().hash(&mut hash);
    }
    format!("{:016x}", hash.finish())
}
