//! Whole imports, over small files made up here.

use std::fs;
use std::io::Write;

use super::*;

const EDITION: &str = concat!(
    r#"{"section": "3-10", "title": "3", "chapter": "7", "chapter_name": "gates", "heading": "Gates: Class D felony.", "text": "No gate.\n\n(P.A. 17-5.)", "source": ""}"#,
    "\n",
    r#"{"section": "3-2", "title": "3", "chapter": null, "chapter_name": null, "heading": "and 3-3. - Reserved for future use.", "text": "", "source": ""}"#,
    "\n",
);
const ATTESTED: &str = concat!(
    r#"{"section": "3-3", "status": "in force", "catchline": "Wrong.", "evidence": "a guess"}"#,
    "\n",
    r#"{"section": "3-4", "status": "in force", "catchline": "Posts.", "evidence": "a page"}"#,
    "\n",
    r#"{"section": "3-44", "status": "noise", "catchline": null, "evidence": "a slip"}"#,
    "\n",
);
const CODE: &str = concat!(
    r#"{"title": 9, "title_name": "GATES", "chapter": "CHAPTER 1— GATES", "section": "7", "heading": "Gates", "text": ""}"#,
    "\n",
    r#"{"title": 9, "title_name": "GATES", "chapter": null, "section": null, "heading": "An agreement", "text": ""}"#,
    "\n",
);
const TABLE: &str = "section\tstatus\tchapter\tcatchline\tact\teffective\tbasis\tto
3-2\treserved\t\t\t\t\t\t
3-3\treserved\t\t\t\t\t\t
3-4\tattested\t\tPosts\t\t\tattested\t
3-10\tin-force\t7\tGates\t\t\t\t
";

/// A folder with the files given and an empty `rules`.
fn folder(files: &[(&str, &str)]) -> (tempfile::TempDir, Vec<PathBuf>) {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("rules")).unwrap();
    let write = |(name, text): &(&str, &str)| {
        let path = folder.path().join(name);
        fs::write(&path, text).unwrap();
        path
    };
    let paths = files.iter().map(write).collect();
    (folder, paths)
}

#[test]
fn an_edition_with_attested_numbers_in_either_order() {
    for files in [[("a", EDITION), ("b", ATTESTED)], [("a", ATTESTED), ("b", EDITION)]] {
        let (folder, paths) = folder(&files);
        let rules = folder.path().join("rules");
        let summary = import(&paths, &rules).unwrap();
        assert_eq!(fs::read_to_string(rules.join("ct/sections.tsv")).unwrap(), TABLE);
        assert_eq!(summary.slips, ["3-44"]);
        // The sections, what of the offenses is not read, how much is, the acts and the places.
        assert_eq!(summary.files.len(), 5);
        assert_eq!(summary.files[0].counts["reserved"], 2);
    }
}

#[test]
fn a_second_import_changes_nothing() {
    let (folder, paths) = folder(&[("a", EDITION), ("b", CODE)]);
    let rules = folder.path().join("rules");
    let first = import(&paths, &rules).unwrap();
    assert_eq!(first.unnumbered, 1);
    assert!(first.files.iter().all(|code| code.changed));
    let table = fs::read(rules.join("us/sections.tsv")).unwrap();
    let second = import(&paths, &rules).unwrap();
    assert!(second.files.iter().all(|code| !code.changed));
    assert_eq!(fs::read(rules.join("us/sections.tsv")).unwrap(), table);
}

#[test]
fn a_gzipped_edition_is_told_by_its_bytes() {
    let (folder, paths) = folder(&[("a.jsonl", "")]);
    let mut zipped = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    zipped.write_all(EDITION.as_bytes()).unwrap();
    fs::write(&paths[0], zipped.finish().unwrap()).unwrap();
    let summary = import(&paths, &folder.path().join("rules")).unwrap();
    assert_eq!(summary.files[0].counts["in-force"], 1);
}

#[test]
fn a_malformed_line_is_named_and_changes_nothing() {
    for (bad, problem) in [
        ("{\"section\": \"3-11\"}\n", "missing field `heading`"),
        ("not JSON\n", "expected ident"),
        (r#"{"section": "3-9", "heading": "to 3-1. - Gates", "text": ""}"#, "cannot spell out the range 3-9 to 3-1"),
        (r#"{"section": "Gates", "heading": "", "text": ""}"#, "\"Gates\" is no section number"),
    ] {
        let broken = format!("{EDITION}{bad}");
        let (folder, paths) = folder(&[("us", CODE), ("a", &broken)]);
        let rules = folder.path().join("rules");
        fs::create_dir(rules.join("us")).unwrap();
        fs::write(rules.join("us/sections.tsv"), "as it was").unwrap();
        let message = import(&paths, &rules).unwrap_err().to_string();
        assert!(message.contains(&format!("/a:3: {problem}")), "{message}");
        assert!(message.ends_with("correct the line or fetch the file again"), "{message}");
        assert_eq!(fs::read_to_string(rules.join("us/sections.tsv")).unwrap(), "as it was");
        assert_eq!(fs::read_dir(rules.join("us")).unwrap().count(), 1);
    }
}

#[test]
fn files_that_cannot_be_used() {
    let error = |files: &[(&str, &str)]| {
        let (folder, paths) = folder(files);
        import(&paths, &folder.path().join("rules")).unwrap_err()
    };
    assert!(matches!(error(&[("a", ATTESTED)]), ImportError::NoEdition { .. }));
    assert!(matches!(error(&[("a", EDITION), ("b", EDITION)]), ImportError::SameKind { .. }));
    assert!(matches!(error(&[("a", "{\"name\": 1}")]), ImportError::Unknown { .. }));
    assert!(matches!(error(&[("a", "")]), ImportError::Unknown { .. }));
    let missing = [PathBuf::from("/no/such/file")];
    assert!(matches!(import(&missing, Path::new("/")), Err(ImportError::Read { line: 0, .. })));
    assert!(matches!(import(&[], Path::new("/no/such/folder")), Err(ImportError::NoRules { .. })));
}
