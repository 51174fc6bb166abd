//! What the server knows between messages: the law, the client and its settings, the open documents and the folders.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::Result;
use jiff::Zoned;
use jiff::civil::Date;
use lsp_server::RequestId;
use lsp_types::Uri;
use serde_json::{Value, json};

use super::client::Client;
use super::documents::{Analysis, OpenDocument, Statement};
use super::folders::Folders;
use super::outbox::{Gravity, Outbox};
use super::pages::Page;
use super::settings::Settings;
use super::text::Buffer;
use super::{convert, uri};
use crate::check::{Diagnostic, Ledger, Lint, Memory};
use crate::document::{Decoded, Document, Format};
use crate::law::Law;
use crate::workspace::baseline::Baseline;
use crate::workspace::config::Configs;
use crate::workspace::files::shown_name;
use crate::workspace::standard::{Judged, Standard, Wishes};

pub(super) struct Session {
    pub(super) law: Arc<Law>,
    pub(super) client: Client,
    pub(super) settings: Settings,
    /// What the client said when it started the server.
    first_settings: Settings,
    wishes: Wishes,
    configs: Configs,
    baselines: HashMap<PathBuf, Arc<Baseline>>,
    /// By URI.
    pub(super) documents: BTreeMap<String, OpenDocument>,
    pub(super) folders: Folders,
    /// Where documents contradict each other, by URI.
    conflicts: HashMap<String, Vec<Diagnostic>>,
    /// Whether what documents say has changed since conflicts were looked for.
    conflicts_are_old: bool,
    /// What clients that ask for diagnostics were told may have changed.
    pub(super) refresh: bool,
    /// The documents on the disk of which the user was told on demand.
    pub(super) announced: BTreeSet<PathBuf>,
    /// Whether a client that asks about all documents was told that there are none.
    pub(super) told_of_nothing: bool,
    /// Until when the settings are waited for before anything is judged by them.
    pub(super) settings_until: Option<Instant>,
    /// The day on which everything was judged that is judged by the law of today.
    judged_on: Date,
    /// Whether the user waits to be told what was found in all documents.
    pub(super) announce: bool,
    pub(super) outbox: Outbox,
    /// The request for the settings that is under way.
    pub(super) settings_request: Option<RequestId>,
    /// Changes whenever something that a request about all documents sees may have.
    pub(super) generation: u64,
    /// What the user was told.
    told: HashSet<String>,
    /// Where the lints are explained, once that was asked.
    lint_pages: HashMap<Lint, Option<Uri>>,
}

/// An open document together with what was found in it.
pub(super) struct Look<'a> {
    pub(super) law: &'a Law,
    pub(super) client: &'a Client,
    pub(super) document: &'a OpenDocument,
    pub(super) analysis: &'a Analysis,
    pub(super) conflicts: &'a [Diagnostic],
}

impl Look<'_> {
    pub(super) fn buffer(&self) -> &Buffer {
        &self.document.buffer
    }

    /// The day by whose law the document is judged.
    pub(super) fn as_of(&self) -> Date {
        self.analysis.judged.as_of
    }
}

/// A client that does not say its settings for so long is taken to have none.
const SETTINGS_TAKE: Duration = Duration::from_secs(1);

/// The day of today, where the server runs.
fn today() -> Date {
    Zoned::now().date()
}

impl Session {
    pub(super) fn new(
        law: Arc<Law>,
        client: Client,
        settings: Settings,
        roots: Vec<PathBuf>,
        outbox: Outbox,
    ) -> Session {
        let folders = Folders::new(roots);
        let mut session = Session {
            law,
            client,
            first_settings: settings.clone(),
            settings,
            wishes: Wishes::default(),
            configs: Configs::none(),
            baselines: HashMap::new(),
            documents: BTreeMap::new(),
            folders,
            conflicts: HashMap::new(),
            conflicts_are_old: false,
            refresh: false,
            announced: BTreeSet::new(),
            told_of_nothing: false,
            settings_until: None,
            judged_on: today(),
            announce: false,
            outbox,
            settings_request: None,
            generation: 0,
            told: HashSet::new(),
            lint_pages: HashMap::new(),
        };
        session.reread_configuration();
        session
    }

    /// The day whose law counts where no document or configuration says another.
    pub(super) fn day(&self) -> Date {
        self.wishes.as_of.unwrap_or_else(today)
    }

    /// Takes new settings. What they do not say stays as the client said at first.
    pub(super) fn set(&mut self, settings: Settings) {
        let settings = settings.over(&self.first_settings);
        if settings != self.settings {
            self.settings = settings;
            self.reread_configuration();
        }
    }

    /// Forgets all that configurations and baselines decided: they may have changed.
    pub(super) fn reread_configuration(&mut self) {
        self.wishes = self.settings.wishes();
        self.baselines.clear();
        self.told.clear();
        self.lint_pages.clear();
        let named = self.settings.config().map(|path| match self.folders.roots.first() {
            Some(root) => root.join(path),
            None => path,
        });
        self.configs = Configs::new(named.as_deref(), false).unwrap_or_else(|error| {
            self.tell_once(&format!("{error:#}"));
            Configs::none()
        });
        for document in self.documents.values_mut() {
            document.analysis = None;
            document.published = false;
        }
        self.look_through_folders();
        self.refresh = true;
    }

    /// Looks through the folders anew, if the user wants all their documents checked.
    pub(super) fn look_through_folders(&mut self) {
        match self.settings.workspace() {
            true => self.folders.restart(),
            false => self.folders.stop(),
        }
        self.documents_changed();
    }

    /// Notes that requests about all documents may have another answer now.
    pub(super) fn documents_changed(&mut self) {
        self.conflicts_are_old = true;
        self.generation += 1;
    }

    /// Tells the user of something that is wrong, until it has been mended once.
    pub(super) fn tell_once(&mut self, complaint: &str) {
        if self.told.insert(complaint.to_owned()) {
            self.outbox.show(Gravity::Error, &format!("lawlint: {complaint}"));
        }
    }

    /// Asks the client for the settings, if it has any.
    pub(super) fn ask_for_settings(&mut self) {
        if self.client.has_settings {
            let asked = json!({ "items": [{ "section": "lawlint" }] });
            self.settings_request = Some(self.outbox.request("workspace/configuration", asked));
            self.settings_until = Some(Instant::now() + SETTINGS_TAKE);
        }
    }

    /// The path by which a document's configuration is looked up: its own, or one in the first folder for a document without.
    pub(super) fn path_of(&self, uri: &str) -> PathBuf {
        uri::to_path(uri).unwrap_or_else(|| {
            let name = uri.rsplit(['/', ':']).next().unwrap_or("untitled");
            self.folders.roots.first().map_or_else(|| PathBuf::from(name), |root| root.join(name))
        })
    }

    /// An open document with what was found in it. Reads and judges the text if nobody has yet.
    pub(super) fn look(&mut self, uri: &str) -> Option<Look<'_>> {
        self.analyse(uri)?;
        // What it says now may be contradicted elsewhere than what it said before.
        self.find_conflicts();
        let document = self.documents.get(uri)?;
        let analysis = document.analysis.as_deref()?;
        let conflicts = self.conflicts.get(uri).map_or(&[][..], Vec::as_slice);
        Some(Look { law: &self.law, client: &self.client, document, analysis, conflicts })
    }

    fn analyse(&mut self, uri: &str) -> Option<Rc<Analysis>> {
        let document = self.documents.get(uri)?;
        if let Some(known) = &document.analysis {
            return Some(Rc::clone(known));
        }
        let (path, format, text) = (document.path.clone(), document.format, document.buffer.text().to_owned());
        let decoded = Decoded::from_text(text);
        let mut memory = self.documents.get_mut(uri).map(|document| std::mem::take(&mut document.memory))?;
        let analysis = Rc::new(self.judge(&path, Document::parse(decoded, format), true, Some(&mut memory)));
        if let Some(complaint) = &analysis.complaint {
            self.tell_once(complaint);
        }
        let document = self.documents.get_mut(uri)?;
        let statements = analysis.statements(&document.buffer);
        if statements != document.statements {
            document.statements = statements;
            self.conflicts_are_old = true;
        }
        document.memory = memory;
        document.analysis = Some(Rc::clone(&analysis));
        self.generation += 1;
        Some(analysis)
    }

    /// Judges all anew if a day has passed: the law of today is another day's.
    pub(super) fn keep_up_with_the_day(&mut self) {
        if std::mem::replace(&mut self.judged_on, today()) != today() {
            self.reread_configuration();
        }
    }

    /// Whether the configuration leaves a document out of what is found in folders.
    pub(super) fn excludes(&mut self, path: &Path) -> bool {
        self.configs.of(path).is_ok_and(|config| config.excludes(path))
    }

    /// Judges a document that lies at `path`. What its configuration leaves out has no findings, and with a broken configuration
    /// there is nothing to judge by.
    pub(super) fn judge(
        &mut self,
        path: &Path,
        document: Document,
        bytes_are_text: bool,
        memory: Option<&mut Memory>,
    ) -> Analysis {
        let (standard, complaint) = match self.standard(path) {
            Ok(standard) => (standard, None),
            Err(error) => (Standard::silent(self.day()), Some(format!("{error:#}"))),
        };
        let mut judged: Judged = standard.judge(path, document, bytes_are_text, &self.law, memory);
        if standard.config.excludes(path) {
            judged.file.diagnostics.clear();
            judged.open.clear();
        }
        let (conflict_severity, baseline) =
            (standard.config.severity(Lint::ClaimConflict), standard.config.baseline.clone());
        Analysis { judged, conflict_severity, complaint, baseline }
    }

    /// What a text would be found to hold if it stood in place of a document's.
    pub(super) fn judge_instead(&mut self, uri: &str, text: String) -> Option<Analysis> {
        let document = self.documents.get(uri)?;
        let (path, format) = (document.path.clone(), document.format);
        let decoded = Decoded::from_text(text);
        Some(self.judge(&path, Document::parse(decoded, format), true, None))
    }

    fn standard(&mut self, path: &Path) -> Result<Standard> {
        let mut standard = Standard::of(path, &mut self.configs, &self.wishes, today())?;
        // One that is not there yet knows nothing: the first finding that is added to it writes it.
        if let Some(baseline) = standard.config.baseline.clone().filter(|baseline| baseline.exists()) {
            standard.known = Some(match self.baselines.get(&baseline) {
                Some(known) => Arc::clone(known),
                None => {
                    let read = Arc::new(Baseline::read(&baseline)?);
                    self.baselines.insert(baseline, Arc::clone(&read));
                    read
                }
            });
        }
        Ok(standard)
    }

    /// What was found in an open document, as the editor shows it.
    pub(super) fn diagnostics(&mut self, uri: &str) -> Option<Vec<lsp_types::Diagnostic>> {
        let uri_as_sent = convert::uri(uri)?;
        let look = self.look(uri)?;
        let found = look.analysis.with_conflicts(look.conflicts);
        let lints: HashSet<Lint> = found.iter().map(|found| found.lint).collect();
        let pages: HashMap<Lint, Option<Uri>> = lints.into_iter().map(|lint| (lint, self.lint_page(lint))).collect();
        let look = self.look(uri)?;
        let told = look.analysis.placed(&found).into_iter().filter_map(|placed| {
            let page = pages.get(&placed.diagnostic.lint).cloned().flatten();
            convert::diagnostic(&placed, look.buffer(), &uri_as_sent, look.client, page)
        });
        Some(told.collect())
    }

    pub(super) fn lint_page(&mut self, lint: Lint) -> Option<Uri> {
        if let Some(known) = self.lint_pages.get(&lint) {
            return known.clone();
        }
        let page = self.page_uri(&Page::Lint(lint));
        self.lint_pages.insert(lint, page.clone());
        page
    }

    /// The URI by which the editor can open a page.
    pub(super) fn page_uri(&self, page: &Page) -> Option<Uri> {
        match self.client.virtual_documents {
            true => page.virtual_uri(),
            false => page.file_uri(&self.law, self.day()),
        }
    }

    /// Holds what the documents say against each other, in the order in which the command line takes them. Documents whose
    /// conflicts are others now have something new to tell.
    pub(super) fn find_conflicts(&mut self) {
        if !std::mem::take(&mut self.conflicts_are_old) {
            return;
        }
        let on_disk = self.folders.files.iter().filter(|(_, file)| !file.statements.is_empty());
        let on_disk = on_disk.map(|(path, file)| (path.as_path(), (file.uri.as_str(), &file.statements)));
        let open = self.documents.iter().map(|(uri, open)| (open.path.as_path(), (uri.as_str(), &open.statements)));
        // What is open comes last, and so takes the place of what is on the disk.
        let all: BTreeMap<&Path, (&str, &Rc<[Statement]>)> = on_disk.chain(open).collect();
        let mut ledger = Ledger::default();
        let mut conflicts = HashMap::new();
        for (path, (uri, statements)) in &all {
            let said: Vec<_> = statements.iter().map(|statement| statement.stated.clone()).collect();
            let name =
                shown_name(self.folders.roots.iter().find_map(|root| path.strip_prefix(root).ok()).unwrap_or(path));
            let row = |span| statements.iter().find(|known| known.stated.span == span).map_or(0, |known| known.row);
            let found = ledger.enter(&said, |span| format!("{name}:{}", row(span)));
            if !found.is_empty() {
                conflicts.insert((*uri).to_owned(), found);
            }
        }
        for (uri, document) in &mut self.documents {
            if self.conflicts.get(uri) != conflicts.get(uri) {
                document.published = false;
                self.refresh = true;
            }
        }
        self.generation += 1;
        self.conflicts = conflicts;
    }

    /// The conflicts of a document that lies on the disk.
    pub(super) fn conflicts_of(&self, uri: &str) -> &[Diagnostic] {
        self.conflicts.get(uri).map_or(&[], Vec::as_slice)
    }

    /// The open document that lies at a path.
    pub(super) fn open_at(&self, path: &Path) -> Option<&String> {
        self.documents.iter().find(|(_, open)| open.path == path).map(|(uri, _)| uri)
    }
}

/// The format of a document by what the editor calls its language, or else by its name and its text.
pub(super) fn format_of(language: &str, path: &Path, text: &str) -> Format {
    match language {
        "markdown" | "mdx" | "quarto" | "rmd" | "pandoc" => Format::Markdown,
        "html" | "xhtml" => Format::Html,
        "plaintext" | "text" | "txt" => Format::PlainText,
        _ => Format::of(&path.to_string_lossy(), text),
    }
}

/// The parameter of a request that is a string.
pub(super) fn string(params: &Value, name: &str) -> Option<String> {
    params.get(name)?.as_str().map(str::to_owned)
}
