//! Small titles made up here, and what is read of them.

use super::*;
use crate::import::federal;
use crate::import::table::Table;

/// A title with this body in chapter 1.
fn title(body: &str) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<uscDoc identifier=\"/us/usc/t9\"><meta><docNumber>9</docNumber></meta>\n\
         <main><title><num value=\"9\">Title 9—</num><heading>GATES</heading>\n\
         <toc><tocItem><column>1.</column></tocItem></toc>\n\
         <notes><note topic=\"amendments\"><quotedContent><section><num value=\"99\">“§ 99.</num></section></quotedContent></note></notes>\n\
         <chapter><num value=\"1A\">CHAPTER 1A—</num><heading>GATES &amp; <i>POSTS</i></heading>\n{body}</chapter></title></main></uscDoc>\n"
    )
}

fn read(title: &str) -> Result<(Held, Vec<Line>), Problem> {
    let mut lines = Vec::new();
    let held = each(Box::new(std::io::Cursor::new(title.to_owned())), &mut |line| {
        lines.push(line);
        Ok(())
    })?;
    Ok((held, lines))
}

fn rows(title: &str) -> String {
    let mut table = Table::default();
    for line in read(title).unwrap().1 {
        assert!(federal::read(&line, &mut table).unwrap());
    }
    table.body()
}

const GATES: &str = "<section identifier=\"/us/usc/t9/s1\"><num value=\"1\">§ 1.</num><heading> Gates</heading>\
    <subsection><num value=\"a\">(a)</num><heading> In general.</heading><chapeau>Whoever opens<ref class=\"footnoteRef\" \
    idref=\"f\">1</ref><note type=\"footnote\" id=\"f\"><num>1</num> So in original.</note> a gate—</chapeau>\r\n\
    <paragraph><num value=\"1\">(1)</num><content> early; or</content></paragraph>\n\
    <paragraph><num value=\"2\">(2)</num><subparagraph><num value=\"A\">(A)</num><content>\n<p>late,</p>\n</content>\
    </subparagraph></paragraph>\n<continuation>shall be fined &lt;$5&gt;&#8212;twice.</continuation></subsection>\n\
    <sourceCredit>(<ref href=\"/us/pl/99/1\">Pub. L. 99–1, § 2</ref>, <date>Jan. 1, 1990</date>.)</sourceCredit>\n\
    <notes type=\"uscNote\"><note topic=\"miscellaneous\"><p>Not kept.</p></note>\
    <note topic=\"amendments\"><heading><b>Amendments</b></heading><p>1991—Subsec. (a). Pub. L. 100–1 closed.</p>\
    <p>1990—Opened.</p></note><note topic=\"effectiveDateOfAmendment\"><heading>Effective Date</heading>\
    <p>Effective <quotedContent>“<section><num>7.</num> at once</section>”</quotedContent>.</p></note></notes></section>\n";

#[test]
fn a_section_has_the_text_of_the_json_edition() {
    let (held, lines) = read(&title(GATES)).unwrap();
    assert_eq!(held, Held::Part("title 9".to_owned()));
    let [line] = lines.as_slice() else { panic!("{}", lines.len()) };
    assert_eq!((line.title, line.section.as_deref()), (9, Some("1")));
    assert_eq!(line.chapter.as_deref(), Some("CHAPTER 1A— GATES & POSTS"));
    assert_eq!(line.heading, "Gates");
    assert_eq!(
        line.text,
        "(a) In general.\nWhoever opens a gate\n(1) early; or\n(2)\n(A) late, shall be fined <$5>—twice."
    );
    assert_eq!(line.source_credit.as_deref(), Some("(Pub. L. 99–1, § 2, Jan. 1, 1990.)"));
    let notes: Vec<(&str, &str)> = line.notes.iter().map(|note| (note.topic.as_str(), note.text.as_str())).collect();
    let amendments = "1991—Subsec. (a). Pub. L. 100–1 closed.\n1990—Opened.";
    assert_eq!(notes[0], ("amendments", amendments));
    assert_eq!(notes[1].0, "effectiveDateOfAmendment");
    assert!(notes.len() == 2 && notes[1].1.contains("at once"), "{notes:?}");
}

#[test]
fn sections_that_are_gone() {
    let body = "<section status=\"repealed\"><num value=\"2 to 3\">[§§ 2 to 3.</num><heading> Repealed. <ref>Pub. L. 99–1, \
        § 4</ref>, <date>Jan. 1, 1990</date>, <ref>104 Stat. 1</ref>]</heading></section>\n\
        <section status=\"omitted\"><num value=\"4\">[§ 4.</num><heading> Omitted]</heading></section>\n\
        <section status=\"transferred\"><num value=\"5\">[§ 5.</num><heading> Transferred]</heading></section>\n\
        <section status=\"reserved\"><num>[§ 6.</num><heading> Old posts]</heading></section>\n\
        <section status=\"renumbered\"><num value=\"7–1\">[§ 7–1.</num><heading> Renumbered § 8]</heading></section>\n";
    assert_eq!(
        rows(&title(body)),
        "9:2\trepealed\t1A\t\tPub. L. 99–1, § 4\n9:3\trepealed\t1A\t\tPub. L. 99–1, § 4\n\
         9:4\tomitted\t1A\n9:5\ttransferred\t1A\n9:6\treserved\t1A\n\
         9:7-1\ttransferred\t1A\t\t\t\t\t9:8\n"
    );
}

#[test]
fn an_appendix_holds_nothing() {
    let rules = title(GATES).replace("<docNumber>9<", "<docNumber>9a<");
    assert!(matches!(read(&rules), Ok((Held::Nothing, lines)) if lines.is_empty()));
}

#[test]
fn a_section_without_a_number_is_counted_by_the_importer() {
    let (_, lines) = read(&title("<section><heading>An agreement</heading></section>")).unwrap();
    assert!(!federal::read(&lines[0], &mut Table::default()).unwrap());
}

#[test]
fn malformed_titles_are_placed() {
    let whole = title(GATES);
    let expect = |title: &str, line: usize, what: &str| match read(title) {
        Err(problem) => {
            assert!(problem.line == line && problem.what.contains(what), "{}: {}", problem.line, problem.what);
        }
        Ok((held, _)) => panic!("{held:?}"),
    };
    expect(&whole[..whole.find("early; or").unwrap()], 8, "breaks off in the element content");
    expect(&whole[..whole.find("</main>").unwrap()], 15, "breaks off in the element main");
    expect(&whole.replace("</paragraph>\n<continuation>", "</clause>\n<continuation>"), 11, "paragraph");
    expect(&whole.replace("&lt;", "&nbsp;"), 12, "&nbsp; is no entity of XML");
    expect(&whole.replace("docNumber", "number"), 7, "a section before the number of its title");
    expect(&title(""), 8, "no title with sections");
    expect(
        &whole.replace("<section ", "<sektion ").replace("</section>\n", "</sektion>\n"),
        16,
        "no title with sections",
    );
    expect("", 1, "the file is empty");
    let refused = each(Box::new(std::io::Cursor::new(whole)), &mut |_| Err("no".to_owned()));
    assert_eq!(refused, Err(Problem { line: 7, what: "no".to_owned() }));
}
