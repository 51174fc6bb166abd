//! The language server: the checker in editors. The only user of lsp-types. Every handler converts what the editor sends,
//! makes one call, and converts what comes of it; nothing here knows how law is read.
//!
//! One worker does everything in the order in which it was asked. What waits is looked through first, so that a request that
//! was cancelled is never worked on, and a text that changes again is not checked for nothing. When nothing waits, the worker
//! takes a small step: it checks a document that changed, or reads one of the folders.
//!
//! Invariant: a panic in the work for one message answers that message, and the server goes on.

mod capabilities;
mod card;
mod client;
mod convert;
mod dispatch;
mod documents;
mod failure;
mod folders;
mod handlers;
mod inbox;
mod outbox;
mod pages;
mod server;
mod session;
mod settings;
mod text;
mod transport;
mod uri;

use std::process::ExitCode;

use lsp_server::Connection;

pub use server::Exit;

/// Serves one client until it leaves. Answers `initialize` first.
pub fn serve(connection: &Connection) -> Exit {
    // Among threads that wait for work, a long document is shared with one of them in no time.
    match rayon::ThreadPoolBuilder::new().build() {
        Ok(threads) => threads.install(|| server::serve(connection)),
        Err(_) => server::serve(connection),
    }
}

/// Serves the client at standard input and output. Exit codes, as the protocol wants them: 0 after `shutdown` and `exit`,
/// 1 if the client left without.
pub(crate) fn serve_stdio() -> ExitCode {
    // While the editor says what it can do, the patterns are built.
    std::thread::spawn(crate::claim::prepare);
    let (connection, writer) = transport::stdio();
    let exit = serve(&connection);
    transport::close(&connection);
    let written = writer.join().is_ok_and(|written| written.is_ok());
    match exit {
        Exit::Orderly if written => ExitCode::SUCCESS,
        Exit::Orderly | Exit::Abrupt => ExitCode::FAILURE,
    }
}
