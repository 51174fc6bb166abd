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

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::process::ExitCode;
use std::sync::Arc;

use lsp_server::Connection;

use crate::check::{self, Lint, Options};
use crate::claim;
use crate::document::{Decoded, Document, Format};
use crate::law::{Code, Law};

pub use server::Exit;

/// Serves one client until it leaves. Answers `initialize` first.
pub fn serve(connection: &Connection) -> Exit {
    serve_by(connection, &Arc::new(Law::embedded()), |_| {})
}

/// The same by a law, after beginning something on the threads that documents are checked on.
fn serve_by(connection: &Connection, law: &Arc<Law>, begin: impl FnOnce(&Arc<Law>) + Send) -> Exit {
    // Among threads that wait for work, a long document is shared with one of them in no time.
    match rayon::ThreadPoolBuilder::new().build() {
        Ok(threads) => threads.install(|| {
            begin(law);
            server::serve(connection, law)
        }),
        Err(_) => server::serve(connection, law),
    }
}

/// Reads examples of what documents say on another thread, while the editor says what it can do and opens a document: what is
/// built and read when it is first needed is there when the document comes.
fn warm_up(law: &Arc<Law>) {
    let law = Arc::clone(law);
    rayon::spawn(move || {
        // A pool that a panic reaches ends the program, over work that is not needed.
        let _ = catch_unwind(AssertUnwindSafe(|| {
            let document = Document::parse(Decoded::from_text(examples(&law)), Format::Markdown);
            check::check(&document, &law, &Options::all(law.through(Code::Connecticut)));
            claim::prepare();
        }));
    });
}

/// The lints' pages, and what the table says is said of elements.
fn examples(law: &Law) -> String {
    let said = law.elements(Code::Connecticut).all().flat_map(|element| {
        let wrong = element.periods.iter().flat_map(|period| &period.wrong);
        wrong.map(|wrong| format!("C.G.S. § {}: {wrong}", element.section.number()))
    });
    let pages = Lint::ALL.map(Lint::explanation).into_iter().map(str::to_owned);
    pages.chain(said).collect::<Vec<_>>().join("\n\n")
}

/// Serves the client at standard input and output. Exit codes, as the protocol wants them: 0 after `shutdown` and `exit`,
/// 1 if the client left without.
pub(crate) fn serve_stdio() -> ExitCode {
    let (connection, writer) = transport::stdio();
    let exit = serve_by(&connection, &Arc::new(Law::embedded()), warm_up);
    transport::close(&connection);
    let written = writer.join().is_ok_and(|written| written.is_ok());
    match exit {
        Exit::Orderly if written => ExitCode::SUCCESS,
        Exit::Orderly | Exit::Abrupt => ExitCode::FAILURE,
    }
}
