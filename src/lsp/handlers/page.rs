//! Pages of the server's own, and what it knows of the law as a whole: requests beyond the protocol's.

use lsp_server::ErrorCode;
use serde_json::{Value, json};

use super::super::failure::{Answer, Failure};
use super::super::pages::Page;
use super::super::session::{Session, string};
use crate::citation::section_named;
use crate::law::Code;

/// `workspace/textDocumentContent`: the text of a `lawlint:` document.
pub(in crate::lsp) fn content(session: &mut Session, params: &Value) -> Answer<Value> {
    let uri = string(params, "uri").ok_or_else(|| Failure::invalid("the parameter uri is missing"))?;
    let page = Page::from_uri(&uri).ok_or_else(|| Failure::invalid(format!("lawlint has no page {uri}")))?;
    Ok(json!({ "text": page.text(&session.law, session.day()) }))
}

/// `lawlint/section`: the page of the section that a person asks for.
pub(in crate::lsp) fn section(session: &mut Session, params: &Value) -> Answer<Value> {
    let words = string(params, "citation").ok_or_else(|| Failure::invalid("the parameter citation is missing"))?;
    let none = |message: String| Failure::new(ErrorCode::RequestFailed, message);
    let section = section_named(&words, &session.law)
        .ok_or_else(|| none(format!("“{words}” is not a citation such as 53a-83 or 18 U.S.C. 1591")))?;
    if session.law.section(&section).is_none() {
        let edition = &session.law.edition(section.code()).says;
        return Err(none(format!("there is no {} in the edition ({edition})", section.cited())));
    }
    let page = Page::Section(section);
    let markdown = page.text(&session.law, session.day());
    Ok(json!({ "uri": session.page_uri(&page), "title": page.title(), "markdown": markdown }))
}

/// `lawlint/status`: the version, the day whose law counts, and through when the law is known.
pub(in crate::lsp) fn status(session: &mut Session) -> Answer<Value> {
    let editions = [(Code::Connecticut, "Connecticut"), (Code::UnitedStates, "the United States Code")]
        .map(|(code, name)| json!({ "code": code.id(), "name": name, "through": session.law.through(code) }));
    Ok(json!({ "version": env!("CARGO_PKG_VERSION"), "asOf": session.day(), "editions": editions }))
}
