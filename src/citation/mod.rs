//! Finds citations. Never decides whether a section exists.

mod acts;
mod chapters;
mod connecticut;
mod federal;
mod internal;
mod kept;
mod named;
mod names;
mod pinpoints;
mod regulations;
mod scan;
mod target;

use std::borrow::Cow;
use std::sync::{LazyLock, OnceLock};

use crate::document::{Document, Kept};
use crate::jurisdiction::connecticut::CONTEXT;
use crate::jurisdiction::other_states::names_a_state;
use crate::law::{Law, Section};
use crate::span::Span;
use crate::threads::Threads;
use crate::words::WordSearch;

pub(crate) use kept::{Free, KeptCitations};
pub use named::{in_words, section_named};
pub use target::{Form, Target};

/// A citation in a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Citation {
    /// Its words in the text. In a list each member has its own; the first has the name of the code too.
    pub span: Span,
    /// How it is written.
    pub form: Form,
    /// What it names; more than one for "subsection (a) or (b) of this section".
    pub targets: Vec<Target>,
    /// The same for all members of one list, and for no other citation of the document.
    pub group: usize,
    /// The words in parentheses or brackets right after it, without these: often the section's name.
    pub gloss: Option<Span>,
    /// The words that name the code, where it is named: `Conn. Gen. Stat.`
    pub code_name: Option<Span>,
}

impl Citation {
    /// A citation on its own, without a gloss; whoever gathers citations gives it its group.
    fn new(span: Span, form: Form, targets: Vec<Target>) -> Citation {
        Citation { span, form, targets, group: 0, gloss: None, code_name: None }
    }

    /// The same citation in a text that has so many bytes more before it.
    fn shifted(mut self, by: isize) -> Citation {
        let spans = [Some(&mut self.span), self.gloss.as_mut(), self.code_name.as_mut()];
        for span in spans.into_iter().flatten() {
            *span = span.shifted(by);
        }
        self
    }

    /// The section that it names, if it names one.
    pub fn section(&self) -> Option<&Section> {
        self.targets.first().and_then(Target::section)
    }
}

/// Every citation of a document in order of place, none overlapping another.
///
/// Codes of other states are among them ([`Target::Foreign`]), so that nothing said of them is
/// taken for a statement about another section.
pub fn find(document: &Document, law: &Law, threads: Threads) -> Vec<Citation> {
    find_unwrapped(&unwrapped(document), law, threads)
}

/// Words of which every document holds one that names a code or Connecticut, wherever its lines end.
static OF_A_CODE: LazyLock<WordSearch> = LazyLock::new(|| {
    let words = [
        "onnecticut",
        "CONNECTICUT",
        "tatutes",
        "TATUTES",
        "Gen. Stat",
        "Conn.",
        "C.G.S",
        "CGS",
        "53a-",
        "U.S.C",
        "USC",
        "U. S. C",
        "S. Code",
        "tates Code",
        "C.F.R",
        "CFR",
        "Pub. L",
        "Public Law",
        "P.L. ",
    ];
    WordSearch::new(words.into_iter())
});

/// The document as citations and statements are read in it: without the line breaks that wrap its prose. One that is about no law
/// is not copied for it.
pub(crate) fn unwrapped(document: &Document) -> Cow<'_, Document> {
    if OF_A_CODE.occurs_in(&document.text) { document.unwrapped() } else { Cow::Borrowed(document) }
}

/// The same in a document without line breaks in its prose.
pub(crate) fn find_unwrapped(document: &Document, law: &Law, threads: Threads) -> Vec<Citation> {
    let free = find_free(&About::new(&document.text), law, threads);
    let leaning = internal::find(document, &free, threads);
    joined(free, leaning)
}

/// The same, where those of the last version of the document are known.
pub(crate) fn find_again(
    document: &Document,
    law: &Law,
    threads: Threads,
    kept: &Kept,
    last: Option<Free>,
) -> (Vec<Citation>, Free) {
    let whole = About::new(&document.text);
    let free = Free::again(&whole, law, threads, kept, last);
    let leaning = internal::find(document, free.citations(), threads);
    (joined(free.citations().to_vec(), leaning), free)
}

/// The citations of a document that lean on no other.
fn find_free(whole: &About<'_>, law: &Law, threads: Threads) -> Vec<Citation> {
    let (first, second) = halves(whole.text, threads);
    let (mut citations, rest) = threads.both(|| find_in(first, whole, law), || find_in(second, whole, law));
    let group = next_group(&citations);
    append(&mut citations, rest, first.len(), group);
    citations
}

/// Adds those of a part of the text that begins so many bytes after its start, with lists numbered from `group` on.
fn append(citations: &mut Vec<Citation>, more: Vec<Citation>, start: usize, group: usize) {
    let moved = |citation: Citation| citation.shifted(start.cast_signed());
    citations.extend(more.into_iter().map(|citation| Citation { group: citation.group + group, ..moved(citation) }));
}

/// Those that lean on no other, and those that do, in order of place.
fn joined(mut free: Vec<Citation>, leaning: Vec<Citation>) -> Vec<Citation> {
    if leaning.is_empty() {
        return free;
    }
    free.extend(leaning);
    without_overlaps(free)
}

/// The text in two parts, of which the second is empty if it is for one thread: cut at an empty line, which no citation crosses.
fn halves(text: &str, threads: Threads) -> (&str, &str) {
    let middle = match threads {
        Threads::One => None,
        Threads::Several => {
            let (bytes, half) = (text.as_bytes(), text.len() / 2);
            let mut breaks = memchr::memchr2_iter(b'\n', b'\r', &bytes[half..]).map(|at| half + at);
            breaks.find(|at| scan::ends_empty_line(bytes, *at))
        }
    };
    text.split_at(middle.map_or(text.len(), |at| at + 1))
}

/// The number of the next list.
fn next_group(citations: &[Citation]) -> usize {
    citations.iter().map(|citation| citation.group + 1).max().unwrap_or(0)
}

/// Every citation in `text`, a part of a document that is about `whole`, but for those that lean on others.
fn find_in(text: &str, whole: &About<'_>, law: &Law) -> Vec<Citation> {
    let source = Source { text, whole };
    let mut citations = connecticut::find(&source);
    let mut group = next_group(&citations);
    let mut add = |found: Vec<Citation>, citations: &mut Vec<Citation>| {
        citations.extend(found.into_iter().map(|citation| Citation { group, ..citation }));
        group += 1;
    };
    for (word, place) in TRIGGERS.find(text) {
        let (_, reader) = READERS[word];
        if let Some(found) = reader(&source, place.start, place.end) {
            add(found, &mut citations);
        }
    }
    for found in names::find(text, law) {
        add(vec![found], &mut citations);
    }
    without_overlaps(citations)
}

/// The words that every citation other than a Connecticut section number holds, and who reads it.
///
/// Few and rare: the text is searched for all of them at once, several bytes at a time.
const READERS: &[(&str, Reader)] = &[
    ("U.S.C", federal::code),
    ("USC", federal::code),
    ("U. S. C", federal::code),
    ("U.S. Code", federal::code),
    ("nited States Code", federal::code),
    ("title 1", federal::of_title),
    ("title 2", federal::of_title),
    ("title 3", federal::of_title),
    ("title 4", federal::of_title),
    ("title 5", federal::of_title),
    ("title 6", federal::of_title),
    ("title 7", federal::of_title),
    ("title 8", federal::of_title),
    ("title 9", federal::of_title),
    ("Title 1", federal::of_title),
    ("Title 2", federal::of_title),
    ("Title 3", federal::of_title),
    ("Title 4", federal::of_title),
    ("Title 5", federal::of_title),
    ("Title 6", federal::of_title),
    ("Title 7", federal::of_title),
    ("Title 8", federal::of_title),
    ("Title 9", federal::of_title),
    ("tate Agencies", regulations::of_state_agencies),
    ("C.F.R", federal::regulation),
    ("CFR", federal::regulation),
    ("Pub. L", acts::public_law),
    ("Public Law", acts::public_law),
    ("P.L. ", acts::public_law),
    ("ouse Bill", acts::bill),
    ("enate Bill", acts::bill),
    ("H.B.", acts::bill),
    ("S.B.", acts::bill),
    ("HB ", acts::bill),
    ("SB ", acts::bill),
    ("hapter ", chapters::chapter),
    ("hapter\n", chapters::chapter),
    ("HAPTER ", chapters::chapter),
];

type Reader = fn(&Source<'_>, usize, usize) -> Option<Vec<Citation>>;

/// The text that citations are read from, and what the document that it is a part of is about.
struct Source<'a> {
    text: &'a str,
    whole: &'a About<'a>,
}

/// What a document is about; looked up when it is first needed.
struct About<'a> {
    text: &'a str,
    connecticut: OnceLock<bool>,
    names_the_code: OnceLock<bool>,
}

impl About<'_> {
    fn new(text: &str) -> About<'_> {
        About { text, connecticut: OnceLock::new(), names_the_code: OnceLock::new() }
    }

    /// Whether the document speaks of Connecticut.
    fn is_connecticut(&self) -> bool {
        // "general statutes" with no state before it is how Connecticut's own acts speak; no other code has a title 53a
        // (Utah's was 53A).
        *self.connecticut.get_or_init(|| {
            self.mentions(CONTEXT.iter().copied().chain(["eneral statutes", "53a-"]))
                // North Carolina calls its own code so too.
                || self.mentions(["eneral Statutes §", "eneral Statutes Sec", "eneral Statutes sec"])
                    && !names_a_state(self.text)
        })
    }

    /// Whether the document names the General Statutes.
    fn names_the_code(&self) -> bool {
        let names = ["eneral statutes", "eneral Statutes", "GENERAL STATUTES", "Gen. Stat", "Gen Stat", "C.G.S", "CGS"];
        *self.names_the_code.get_or_init(|| self.mentions(names))
    }

    fn mentions<'w>(&self, words: impl IntoIterator<Item = &'w str>) -> bool {
        words.into_iter().any(|word| memchr::memmem::find(self.text.as_bytes(), word.as_bytes()).is_some())
    }
}

static TRIGGERS: LazyLock<WordSearch> = LazyLock::new(|| WordSearch::new(READERS.iter().map(|(word, _)| *word)));

/// Sorts by place and drops what overlaps an earlier or, from the same place, a longer citation.
fn without_overlaps(mut citations: Vec<Citation>) -> Vec<Citation> {
    // Each reader gives its own in order: a stable sort merges such runs, in linear time.
    citations.sort_by_key(|citation| (citation.span.start, std::cmp::Reverse(citation.span.end)));
    let mut end = 0;
    citations.retain(|citation| {
        let keep = citation.span.start >= end;
        if keep {
            end = citation.span.end;
        }
        keep
    });
    citations
}
