//! One file a method, or a few that share their work.

pub(super) mod code_action;
pub(super) mod code_lens;
pub(super) mod command;
pub(super) mod completion;
pub(super) mod definition;
pub(super) mod diagnostics;
pub(super) mod document_link;
pub(super) mod document_symbol;
pub(super) mod hover;
pub(super) mod inlay_hint;
pub(super) mod page;
pub(super) mod references;
pub(super) mod rename;
pub(super) mod semantic_tokens;
mod suppress;
pub(super) mod sync;
pub(super) mod workspace_diagnostics;
pub(super) mod workspace_symbol;
