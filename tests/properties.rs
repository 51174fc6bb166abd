//! What holds for every file and every identifier, whatever is in it.

mod drafts;

use std::collections::HashMap;
use std::sync::LazyLock;

use jiff::civil::date;
use lawlint::check::{self, Applicability, Checked, HouseForm, Ledger, Memory, Options, Threads};
use lawlint::citation::{self, Form, Target};
use lawlint::document::{Decoded, Document, Format, decode};
use lawlint::law::{Class, Classification, Code, Law, Length, Level, Pinpoint, Section};
use lawlint::report::{CheckedFile, place};
use proptest::prelude::*;

static LAW: LazyLock<Law> = LazyLock::new(Law::embedded);

/// After this many rounds of fixes nothing may be left to fix.
const ROUNDS: usize = 4;

fn checked(text: String, format: Format) -> CheckedFile {
    file(Decoded::from_text(text), format)
}

fn file(decoded: Decoded, format: Format) -> CheckedFile {
    let bytes_are_text = decoded.bytes_are_text;
    let document = Document::parse(decoded, format);
    let options = Options { house_form: Some(HouseForm::Cgs), ..Options::all(date(2026, 1, 1)) };
    let Checked { citations, mut diagnostics, open, .. } = check::check(&document, &LAW, &options);
    diagnostics.extend(Ledger::default().enter(&open, |_| "draft:1".to_owned()));
    CheckedFile { filename: "draft".to_owned(), document, bytes_are_text, citations: citations.len(), diagnostics }
}

/// Every span is one of the text, and where it has a place in the file, the file's bytes there are what is reported.
fn assert_places(file: &CheckedFile, bytes: Option<&[u8]>) {
    let document = &file.document;
    let citations = citation::find(document, &LAW, Threads::One);
    let mut end = 0;
    for citation in &citations {
        assert!(end <= citation.span.start && !citation.span.is_empty(), "{citation:?} in {document:?}");
        end = citation.span.end;
        for span in [Some(citation.span), citation.gloss, citation.code_name].into_iter().flatten() {
            assert!(document.text.get(span.range()).is_some(), "{citation:?} in {document:?}");
            let source = document.source_map.source_range(span);
            assert!(
                source.is_none_or(|source| document.source_text().get(source.range()).is_some()),
                "{citation:?} in {document:?}"
            );
        }
        assert!(!citation.targets.is_empty(), "{citation:?} in {document:?}");
    }
    for diagnostic in &file.diagnostics {
        let edits = diagnostic.fix.iter().flat_map(|fix| &fix.edits).map(|edit| edit.span);
        let cite = diagnostic.cite.iter().map(|cite| cite.span);
        for span in edits.chain(cite).chain([diagnostic.span]) {
            assert!(!span.is_empty() && document.text.get(span.range()).is_some(), "{diagnostic:?} in {document:?}");
        }
    }
    for placed in place(file) {
        let found = placed.place.unwrap_or_else(|| panic!("{placed:?} is nowhere in {document:?}"));
        assert_eq!(found.bytes.is_some(), bytes.is_some());
        if let (Some(bytes), Some(range)) = (bytes, found.bytes) {
            assert_eq!(bytes.get(range.range()), Some(placed.text.as_bytes()), "{placed:?}");
        }
        for edit in placed.fix.iter().flat_map(|fix| &fix.edits) {
            let replaced = document.source_text().get(edit.place.source.range());
            assert!(replaced.is_some_and(|replaced| replaced != edit.content), "{placed:?} changes nothing");
        }
    }
}

/// The file with its fixes up to `limit` applied, the first of those that overlap; as it is if there are none.
fn mended(file: &CheckedFile, limit: Option<Applicability>) -> String {
    let source = file.document.source_text();
    let (mut text, mut at) = (String::new(), 0);
    let fixes = place(file).into_iter().filter_map(|placed| placed.fix);
    for edit in fixes.filter(|fix| Some(fix.fix.applicability) <= limit).flat_map(|fix| fix.edits) {
        let span = edit.place.source;
        if span.start >= at {
            text.extend([&source[at..span.start], edit.content]);
            at = span.end;
        }
    }
    text + &source[at..]
}

/// What was found, for comparison; of the numbers of lists only that they differ.
fn told(checked: &Checked) -> String {
    let mut citations = checked.citations.clone();
    let mut numbers: HashMap<usize, usize> = HashMap::new();
    for citation in &mut citations {
        let next = numbers.len();
        citation.group = *numbers.entry(citation.group).or_insert(next);
    }
    format!("{:#?}", (citations, &checked.claims, &checked.diagnostics))
}

proptest! {
    // Long texts: a few say as much as many short ones.
    #![proptest_config(ProptestConfig::with_cases(6))]

    /// What is shared among threads, or remembered of the text before an edit, is what reading it all alone gives.
    #[test]
    fn threads_and_memory_change_nothing(
        drafts in prop::collection::vec(drafts::draft(), 30..60),
        edits in prop::collection::vec(
            (any::<prop::sample::Index>(), any::<prop::sample::Index>(), prop_oneof![drafts::draft(), "[a-z1(“|#\n]{1,3}"]),
            5,
        ),
    ) {
        /// Long enough for several threads.
        const LENGTH: usize = 80_000;
        let mut text = String::new();
        while text.len() < LENGTH {
            for draft in &drafts {
                text.push_str(draft);
                text.push_str("\n\n");
            }
        }
        let alone = Options::all(date(2026, 1, 1));
        let shared = Options { threads: Threads::Several, ..alone.clone() };
        let threads = rayon::ThreadPoolBuilder::new().num_threads(2).build().expect("there are threads");
        let mut memory = Memory::default();
        for (from, length, new) in edits {
            let document = Document::parse(Decoded::from_text(text.clone()), Format::Markdown);
            let expected = told(&check::check(&document, &LAW, &alone));
            let again = threads.install(|| check::check_again(&document, &LAW, &shared, Some(&mut memory)));
            prop_assert_eq!(&told(&again), &expected);
            let start = text.floor_char_boundary(from.index(text.len()));
            let end = text.floor_char_boundary((start + length.index(500)).min(text.len()));
            text.replace_range(start..end.max(start), &new);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_are_checked_in_place(bytes in drafts::bytes()) {
        if let Ok(decoded) = decode(bytes.clone()) {
            for format in [Format::Markdown, Format::PlainText] {
                let file = file(decoded.clone(), format);
                assert_places(&file, decoded.bytes_are_text.then_some(&bytes));
            }
        }
    }

    #[test]
    fn drafts_are_mended_for_good(draft in drafts::draft()) {
        for format in [Format::Markdown, Format::PlainText] {
            let first = checked(draft.clone(), format);
            assert_places(&first, Some(draft.as_bytes()));
            prop_assert_eq!(mended(&first, None), draft.clone());
            for limit in [Applicability::Safe, Applicability::Unsafe] {
                let mut file = first.clone();
                let fixable = |file: &CheckedFile| mended(file, Some(limit)) != file.document.source_text();
                for _ in 0..ROUNDS {
                    if fixable(&file) {
                        file = checked(mended(&file, Some(limit)), format);
                    }
                }
                prop_assert!(!fixable(&file), "still to fix: {:?}", file.document.source_text());
                assert_places(&file, Some(file.document.source_text().as_bytes()));
            }
        }
    }

    #[test]
    fn connecticut_sections_read_as_they_print(number in "[1-9][0-9]?[a-z]?-[1-9][0-9]{0,3}[a-z]{0,2}") {
        let section = Section::connecticut(&number).expect("it has the form of a section");
        prop_assert_eq!(section.number(), &number);
        prop_assert_eq!(Section::from_table(section.number()), Some(section.clone()));
        for written in [number.to_uppercase(), number.replace('-', "–"), number.replace('-', "-\n")] {
            prop_assert_eq!(Section::connecticut(&written), Some(section.clone()), "{}", written);
        }
        prop_assert_eq!(section.to_string(), format!("cgs:{number}"));
    }

    #[test]
    fn federal_sections_read_as_they_print(title in 1..60_u8, number in "[1-9][0-9]{0,4}[a-zA-Z]{0,3}(-[0-9]{1,3}[a-z]?)?") {
        let section = Section::united_states(&title.to_string(), &number).expect("it has the form of a section");
        prop_assert_eq!(Section::from_table(section.number()), Some(section.clone()));
        prop_assert_eq!(section.to_string(), format!("usc:{title}:{number}"));
    }

    #[test]
    fn pinpoints_read_as_they_print(parts in prop::collection::vec("[a-z]|[0-9]{1,2}|[A-Z]|[ivx]{2,4}", 0..5)) {
        let parts: Vec<&str> = parts.iter().map(String::as_str).collect();
        let pinpoint = Pinpoint::from_parts(&parts).expect("they have the form of designators");
        prop_assert_eq!(pinpoint.parts(), parts);
        prop_assert_eq!(Pinpoint::parse(&pinpoint.to_string()), Some(pinpoint.clone()));
        prop_assert_eq!(Pinpoint::parse(&pinpoint.as_str().replace(")(", ") (")), Some(pinpoint));
    }

    #[test]
    fn lengths_read_as_they_print(count in 0..1_000_000_u32) {
        for length in [Length::years(count), Length::months(count), Length::days(count), Length::Life] {
            prop_assert_eq!(Length::parse(&length.to_string()), Some(length));
        }
    }

    /// What any words read as prints as words that read the same.
    #[test]
    fn words_that_read_print_and_read_again(words in "(class |unclassified )?([A-F] )?(felony|misdemeanor|violation|infraction)") {
        if let Some(classification) = Classification::parse(&words) {
            prop_assert_eq!(Classification::parse(&classification.to_string()), Some(classification));
        }
    }
}

/// Every section of the table, cited in full, is found, and is the one that was meant.
#[test]
fn every_section_is_cited_as_written() {
    let pinpoint = Pinpoint::parse("(b)(1)").expect("it is one");
    for (code, name) in [(Code::Connecticut, "C.G.S. "), (Code::UnitedStates, "")] {
        for entry in LAW.sections(code).iter() {
            let section = Section::from_table(entry.number).expect("a test of the table reads all");
            let text = format!("See {name}{}{pinpoint}, as it reads.", section.cited());
            let decoded = Decoded::from_text(text.clone());
            let found = citation::find(&Document::parse(decoded, Format::PlainText), &LAW, Threads::One);
            let read: Vec<_> = found.into_iter().map(|citation| (citation.form, citation.targets)).collect();
            assert_eq!(read, [(Form::Full, vec![Target::Section(section, pinpoint.clone())])], "{text}");
        }
    }
}

#[test]
fn every_class_reads_as_it_prints() {
    let letters = [None, Some(Class::A), Some(Class::B), Some(Class::C), Some(Class::D), Some(Class::E)];
    for level in [Level::Felony, Level::Misdemeanor, Level::Violation, Level::Infraction] {
        for class in letters {
            let classification = Classification { level, class };
            assert_eq!(Classification::parse(&classification.to_string()), Some(classification));
        }
    }
}
