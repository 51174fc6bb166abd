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
3-2\treserved
3-3\treserved
3-4\tattested\t\tPosts\t\t\tattested
3-10\tin-force\t7\tGates
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

/// A chapter page with one section of this number.
fn page(chapter: &str, section: &str) -> String {
    format!(
        "<!DOCTYPE html>\n<html><body><h2 class=\"chap-no\">CHAPTER {chapter}</h2><h2 class=\"chap-name\">GATES</h2>\n\
         <p><span class=\"catchln\" id=\"sec_{section}\">Sec. {section}. Gates: Class D felony.</span> No gate.</p>\n\
         <p class=\"source-first\">(P.A. 17-5.)</p>\n<table class=\"nav_tbl\"></table></body></html>\n"
    )
}

/// A title in USLM with one section.
fn uslm(title: &str) -> String {
    format!(
        "<uscDoc><meta><docNumber>{title}</docNumber></meta><main><title><chapter><num value=\"1\">CHAPTER 1—</num>\
         <heading>GATES</heading>\n<section><num value=\"7\">§ 7.</num><heading> Gates</heading></section>\n\
         </chapter></title></main></uscDoc>\n"
    )
}

/// Everything under `rules`, file by file.
fn tables(rules: &Path) -> BTreeMap<PathBuf, String> {
    let files = ignore::WalkBuilder::new(rules).build().map(|entry| entry.unwrap().into_path());
    files.filter(|path| path.is_file()).map(|path| (path.clone(), fs::read_to_string(path).unwrap())).collect()
}

#[test]
fn pages_and_lines_give_the_same_table() {
    let line = |chapter: &str, section: &str| {
        format!(
            r#"{{"section": "{section}", "chapter": "{chapter}", "chapter_name": "gates", "heading": "Gates: Class D felony.", "text": "No gate.\n\n(P.A. 17-5.)"}}"#
        ) + "\n"
    };
    let lines = [line("7", "3-1"), line("8", "3-2")].concat();
    let federal = CODE.lines().next().unwrap().to_owned() + "\n";
    let (from_lines, paths) = folder(&[("a", &lines), ("b", &federal)]);
    import(&paths, &from_lines.path().join("rules")).unwrap();
    // Names say nothing; links and hidden files are nobody's edition.
    let list = "<html><body><h1 class=\"title-no\">TITLE 3</h1></body></html>";
    let pages =
        [("z.xml", &*page("8", "3-2")), ("y", &*page("7", "3-1")), ("x.json", &*uslm("9")), ("w", list), (".v", "")];
    let (from_pages, _) = folder(&[]);
    let edition = from_pages.path().join("edition");
    fs::create_dir_all(edition.join("more")).unwrap();
    pages.iter().for_each(|(name, text)| fs::write(edition.join(name), text).unwrap());
    fs::rename(edition.join("y"), edition.join("more/y")).unwrap();
    let rules = from_pages.path().join("rules");
    let summary = import(std::slice::from_ref(&edition), &rules).unwrap();
    assert_eq!(summary.passed_over, [edition.join("w")]);
    let contents = |rules: &Path| tables(rules).into_values().collect::<Vec<_>>();
    assert_eq!(contents(&rules), contents(&from_lines.path().join("rules")));
    // A second time, as files, they change nothing.
    let files = [edition.join("z.xml"), edition.join("more/y"), edition.join("x.json")];
    assert!(import(&files, &rules).unwrap().files.iter().all(|file| !file.changed));
}

#[test]
fn a_part_of_an_edition_erases_nothing() {
    let whole = [("a", page("7", "3-1")), ("b", page("8", "3-2")), ("c", uslm("9")), ("d", uslm("10"))];
    let whole: Vec<(&str, &str)> = whole.iter().map(|(name, text)| (*name, text.as_str())).collect();
    let (folder, paths) = folder(&whole);
    let rules = folder.path().join("rules");
    import(&paths, &rules).unwrap();
    let before = tables(&rules);
    for (part, missing) in
        [(0..1, "chapter 8"), (1..2, "chapter 7"), (2..3, "title 10 chapter 1"), (0..3, "title 10 chapter 1")]
    {
        let message = import(&paths[part], &rules).unwrap_err().to_string();
        assert!(message.contains(&format!("no section of {missing} (1 sections in force in ")), "{message}");
        assert_eq!(tables(&rules), before);
    }
    // A chapter that is gone on purpose.
    fs::remove_file(rules.join("ct/sections.tsv")).unwrap();
    assert_eq!(import(&paths[..1], &rules).unwrap().files[0].counts["in-force"], 1);
}

#[test]
fn pages_that_cannot_be_used() {
    let error = |files: &[(&str, &str)]| {
        let (folder, paths) = folder(files);
        let rules = folder.path().join("rules");
        let error = import(&paths, &rules).unwrap_err();
        assert_eq!(tables(&rules), BTreeMap::new());
        error
    };
    let (one, other) = (page("7", "3-1"), page("7", "3-2"));
    assert!(matches!(error(&[("a", &one), ("b", &other)]), ImportError::SamePart { part, .. } if part == "chapter 7"));
    assert!(matches!(error(&[("a", &uslm("9")), ("b", &uslm("9"))]), ImportError::SamePart { .. }));
    assert!(matches!(error(&[("a", &one), ("b", EDITION)]), ImportError::SameKind { .. }));
    assert!(matches!(error(&[("a", &one), ("b", "body { color: red }")]), ImportError::Unknown { .. }));
    let cut = &one[..one.len() / 2];
    let message = error(&[("b", &page("8", "3-2")), ("a", cut)]).to_string();
    assert!(message.contains("/a:3: the page breaks off") && message.ends_with("or fetch the file again"), "{message}");
    let message = error(&[("a", &uslm("9").replace("</heading></section>", ""))]).to_string();
    assert!(message.contains("/a:3: "), "{message}");
    let empty = tempfile::tempdir().unwrap();
    let paths = [empty.path().to_owned()];
    assert!(matches!(import(&paths, empty.path()), Err(ImportError::EmptyFolder { .. })));
}

/// The samples of both publishers that lie beside the project, where they do.
#[test]
fn the_published_samples_are_read() {
    let samples = Path::new("../shared/law/samples");
    if !samples.is_dir() {
        eprintln!("not tested: {} is not here", samples.display());
        return;
    }
    let (folder, _) = folder(&[]);
    let rules = folder.path().join("rules");
    let summary = import(&[samples.to_owned()], &rules).unwrap();
    assert_eq!(summary.passed_over, [samples.join("cga/cgs_title_42a.htm")]);
    let sections = |code: &str| summary.files.iter().find(|file| file.path.ends_with(format!("{code}/sections.tsv")));
    let (connecticut, federal) = (sections("ct").unwrap(), sections("us").unwrap());
    assert_eq!(connecticut.counts["in-force"], 9);
    assert_eq!((connecticut.counts["transferred"], connecticut.counts["reserved"]), (4, 27));
    assert_eq!((federal.counts["in-force"], federal.counts["repealed"]), (97, 11));
    let table = fs::read_to_string(rules.join("us/sections.tsv")).unwrap();
    assert!(table.contains("3:203\trepealed\t3\t\tPub. L. 109–177, title VI, § 605(c)\n"));
}
