//! Pages that the server writes: a section's entry of the table, a lint's explanation. An editor that can show documents of a
//! server gets them as `lawlint:` URIs; for others they are files that nobody edits.

use std::fs;
use std::path::PathBuf;

use jiff::civil::Date;
use lsp_types::Uri;

use super::card::{self, Markup};
use super::{convert, uri};
use crate::check::Lint;
use crate::law::{Code, Law, Pinpoint, Section};

/// A page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Page {
    Section(Section),
    Lint(Lint),
}

impl Page {
    /// The page that a `lawlint:` URI names.
    pub(super) fn from_uri(uri: &str) -> Option<Page> {
        let name = uri.strip_prefix("lawlint:/")?.strip_suffix(".md")?;
        let (folder, name) = name.split_once('/')?;
        match folder {
            "cgs" => Section::connecticut(name).map(Page::Section),
            "usc" => {
                let (title, number) = name.split_once('-')?;
                Section::united_states(title, number).map(Page::Section)
            }
            "lints" => Lint::from_name(name).map(Page::Lint),
            _ => None,
        }
    }

    /// `cgs/53a-192a.md`
    fn name(&self) -> String {
        match self {
            Page::Section(section) => {
                let number = match section.code() {
                    Code::Connecticut => section.number().to_owned(),
                    Code::UnitedStates => section.number().replacen(':', "-", 1),
                };
                format!("{}/{number}.md", section.code().id())
            }
            Page::Lint(lint) => format!("lints/{}.md", lint.name()),
        }
    }

    /// What an editor calls it.
    pub(super) fn title(&self) -> String {
        match self {
            Page::Section(section) => card::cited_in_full(section),
            Page::Lint(lint) => lint.name().to_owned(),
        }
    }

    /// Its words in Markdown.
    pub(super) fn text(&self, law: &Law, as_of: Date) -> String {
        match self {
            Page::Section(section) => {
                let card = card::of_section(law, section, &Pinpoint::whole(), as_of, Markup::Markdown);
                format!("{card}\n")
            }
            Page::Lint(lint) => format!("# {}\n\n{}", lint.name(), lint.explanation()),
        }
    }

    pub(super) fn virtual_uri(&self) -> Option<Uri> {
        convert::uri(&format!("lawlint:/{}", self.name()))
    }

    /// The URI of a file that holds the page, which is written if it is not there as it should be; `None` if it cannot be.
    pub(super) fn file_uri(&self, law: &Law, as_of: Date) -> Option<Uri> {
        let path = folder()?.join(self.name());
        let text = self.text(law, as_of);
        if fs::read_to_string(&path).ok().as_ref() != Some(&text) {
            fs::create_dir_all(path.parent()?).ok()?;
            // What is there may be read-only, as it was left.
            let _ = fs::remove_file(&path);
            fs::write(&path, &text).ok()?;
            let mut permissions = fs::metadata(&path).ok()?.permissions();
            permissions.set_readonly(true);
            fs::set_permissions(&path, permissions).ok()?;
        }
        convert::uri(&uri::from_path(&path))
    }
}

/// The user's folder for what can be made again.
fn folder() -> Option<PathBuf> {
    let named = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    let base =
        named("XDG_CACHE_HOME").or_else(|| named("LOCALAPPDATA")).or_else(|| Some(named("HOME")?.join(".cache")))?;
    Some(base.join("lawlint").join(env!("CARGO_PKG_VERSION")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_page_is_known_by_its_uri() {
        let pages = [
            Page::Section(Section::connecticut("53a-192a").unwrap()),
            Page::Section(Section::united_states("18", "1591").unwrap()),
            Page::Section(Section::united_states("42", "300gg-91").unwrap()),
            Page::Lint(Lint::ClaimClass),
        ];
        for page in pages {
            let uri = page.virtual_uri().unwrap();
            assert_eq!(Page::from_uri(uri.as_str()), Some(page));
        }
        for none in ["lawlint:/cgs/x.md", "lawlint:/lints/none.md", "file:///a.md", "lawlint:/"] {
            assert_eq!(Page::from_uri(none), None);
        }
    }
}
