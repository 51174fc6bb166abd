//! Small pages made up here, and what is read of them.

use super::*;
use crate::import::connecticut;
use crate::import::table::Table;

const NAV: &str =
    "<table class=\"nav_tbl\"><tr><td><a class=\"nav_link\" href=\"#TOC\">(Return)</a></td></tr></table>\n";

/// A page with this chapter number and body.
fn page(number: &str, body: &str) -> String {
    format!(
        "\u{feff}<!DOCTYPE html>\n<html><head><title>Sec. 3-99. Not text</title>\n<script>if (a < b) \"<p>\";</script></head><body>\n\
         <h2 class=\"chap-no\">{number}</h2>\n<h2 class=\"chap-name\">GATES &amp; POSTS*</h2>\n\
         <p class=\"front-note-first\">*See chapter 9.\n<h4 class=\"chap_toc_hd\" id=\"TOC\">Table of Contents</h4>\n\
         <p class=\"toc_catchln\"><a href=\"#sec_3-1\">Sec. 3-1. Gates.</a></p>\n<hr class=\"chaps_pg_bar\"/>\n\
         {body}<p></table>\n</div></body></html>\n"
    )
}

fn read(page: &str) -> Result<(Held, Vec<Line>), Problem> {
    let mut lines = Vec::new();
    let held = each(Box::new(std::io::Cursor::new(page.to_owned())), &mut |line| {
        lines.push(line);
        Ok(())
    })?;
    Ok((held, lines))
}

fn rows(page: &str) -> String {
    let mut table = Table::default();
    for line in read(page).unwrap().1 {
        connecticut::read(&line, &mut table).unwrap();
    }
    table.body()
}

fn refused(page: &str) -> (usize, String) {
    match read(page) {
        Err(Problem { line, what }) => (line, what),
        Ok((held, _)) => panic!("{held:?}"),
    }
}

#[test]
fn a_section_has_the_text_of_the_json_edition() {
    let body = format!(
        "<h3 class=\"part-no\">PART I</h3><h3 class=\"part-name\">GATES</h3>\n\
         <p><span class=\"catchln\" id=\"sec_3-1\">Sec. 3-1. Gates: <i>Class D</i> felony.</span> (a) No\r\n  gate&nbsp;shall \
         open &ldquo;early&rdquo; &#8212; or <b>late</b>.</p>\r\n<p>(b) Whoever does<br/>is guilty.</p>\r\n\
         <p class=\"source-first\">(P.A. 06-1, S. 1; P.A. 07-2, S. 3.)</p>\n\
         <p class=\"history-first\">History: P.A. 07-2 closed gate.</p>\n<p class=\"annotation-first\">Cited. 1 C. 2.</p>\n\
         {NAV}<h3 class=\"part-no\">PART II</h3>\n\
         <p><span class=\"catchln\" id=\"sec_3-2\">Sec. 3-2. Posts.</span> No post.<p>(P.A. 06-1, S. 2.){NAV}"
    );
    let (held, lines) = read(&page("CHAPTER 7a*", &body)).unwrap();
    assert_eq!(held, Held::Part("chapter 7a*".to_owned()));
    assert_eq!(lines.len(), 2);
    assert_eq!(lines[0].section, "3-1");
    assert_eq!(lines[0].chapter.as_deref(), Some("7a"));
    assert_eq!(lines[0].chapter_name.as_deref(), Some("gates posts"));
    assert_eq!(lines[0].heading, "Gates: Class D felony.");
    assert_eq!(
        lines[0].text,
        "(a) No gate shall open “early” — or late.\n\n(b) Whoever does is guilty.\n\n\
         (P.A. 06-1, S. 1; P.A. 07-2, S. 3.)\n\nHistory: P.A. 07-2 closed gate.\n\nCited. 1 C. 2."
    );
    assert_eq!((lines[1].section.as_str(), lines[1].text.as_str()), ("3-2", "No post.\n\n(P.A. 06-1, S. 2.)"));
}

#[test]
fn a_table_is_one_paragraph() {
    let body = format!(
        "<p><span class=\"catchln\">Sec. 3-1. Fees.</span> As follows:</p><table><tbody><tr><td><p>First</p></td>\
         <td>$50</td></tr><tr><td></td><td><p>more</p></td></tr></tbody></table><p>(b) Done.</p>{NAV}"
    );
    let (_, lines) = read(&page("CHAPTER 7", &body)).unwrap();
    assert_eq!(lines[0].text, "As follows:\n\nFirst $50 more\n\n(b) Done.");
}

#[test]
fn stubs_become_the_rows_of_the_json_edition() {
    let body = [
        "<p><span class=\"catchln\">Secs. 3-1 to 3-3.</span> Reserved for future use.</p>",
        "<p><span class=\"catchln\">Sec. 3-4.</span> Transferred to Chapter 5, Sec. <a href=\"chap_005.htm\">5-1</a>.</p>",
        "<p><span class=\"catchln\">Secs. 3-5 and 3-6.</span> Transferred to Chapter 5, Secs. <a>5-2</a> and <a>5-3</a>.</p>",
        "<p><span class=\"catchln\">Secs. 3-7 to 3-8. (Formerly Secs. 3-70 and 3-71). Old gates.</span> \
         Sections 3-7 and 3-8 are repealed, effective July 1, 2017.</p><p class=\"source-first\">(P.A. 17-5, S. 9.)</p>",
    ]
    .join(NAV);
    assert_eq!(
        rows(&page("CHAPTER 7", &body)),
        "3-1\treserved\t7\n3-2\treserved\t7\n3-3\treserved\t7\n\
         3-4\ttransferred\t7\t\t\t\t\t5-1\n3-5\ttransferred\t7\t\t\t\t\t5-2\n3-6\ttransferred\t7\t\t\t\t\t5-3\n\
         3-7\trepealed\t7\tOld gates\tP.A. 17-5, S. 9\t2017-07-01\tstub\n\
         3-8\trepealed\t7\t\tP.A. 17-5, S. 9\t2017-07-01\tstub\n\
         3-70\ttransferred\t\t\t\t\t\t3-7\n3-71\ttransferred\t\t\t\t\t\t3-8\n\
         5-1\tattested\n5-2\tattested\n5-3\tattested\n"
    );
}

#[test]
fn the_letter_l_is_in_italics() {
    let body =
        format!("<p><span class=\"catchln\">Sec. 3-117<i>l</i>. Gates.</span> As section 3-1<i>l</i> says.{NAV}");
    let (_, lines) = read(&page("CHAPTER 23<i>l</i>*", &body)).unwrap();
    assert_eq!((lines[0].section.as_str(), lines[0].chapter.as_deref()), ("3-117l", Some("23l")));
    assert_eq!(lines[0].text, "As section 3-1l says.");
}

#[test]
fn articles_have_no_chapter() {
    let body =
        format!("<p><span class=\"catchln\">Sec. 42a-2A-101. Gates.</span> No gate.</p><p>(P.A. 01-1, S. 1.)</p>{NAV}");
    assert_eq!(rows(&page("ARTICLE 2A", &body)), "42a-2A-101\tin-force\t\tGates\n");
}

#[test]
fn a_list_of_chapters_holds_nothing() {
    let list = "<html><body><h1 class=\"title-no\">TITLE 3*</h1><table><tr><td>Chapter 7 Secs. 3-1 to 3-9</table></body></html>";
    assert!(matches!(read(list), Ok((Held::Nothing, lines)) if lines.is_empty()));
    let titles =
        "<html><body><h1 class=\"titles_main_hd\">T I T L E S</h1><table><tr><td>Title 3</table></body></html>";
    assert!(matches!(read(titles), Ok((Held::Nothing, lines)) if lines.is_empty()));
}

#[test]
fn malformed_pages_are_placed() {
    let section = "<p><span class=\"catchln\">Sec. 3-1. Gates.</span> No gate.</p>\n";
    let whole = page("CHAPTER 7", &format!("{section}{NAV}"));
    let expect = |page: &str, line: usize, what: &str| {
        let (found, told) = refused(page);
        assert!(found == line && told.contains(what), "{found}: {told}");
    };
    // Cut off, in text, in a tag and in the links.
    expect(&whole[..whole.find("No gate").unwrap()], 10, "the page breaks off, before </html>");
    expect(&whole[..whole.find("catchln\">Sec. 3-1. Gates.</span>").unwrap()], 10, "the page breaks off");
    let in_links = &whole[..whole.find("(Return)").unwrap()];
    expect(in_links, 11, "the page breaks off in the element table of line 11");
    // Other classes than those of the Assembly.
    expect(
        &whole.replace("catchln\">Sec. 3-1. Gates.</span>", "name\">Sec. 3-1. Gates.</span>"),
        10,
        "without the class catchln",
    );
    let misnamed = format!("{section}<p><span id=\"sec_3-2\" class=\"name\">Sec. 3-2. Posts.</span> No post.</p>");
    expect(&page("CHAPTER 7", &misnamed), 11, "the section's name at sec_3-2 is without the class catchln");
    expect(&whole.replace("chap-no", "number"), 10, "a section before the number of its chapter");
    expect(&whole.replace("toc_catchln", "toc"), 8, "without the class catchln");
    expect(&page("CHAPTER 7", "<p>No gate.</p>"), 1, "no element has the class catchln");
    expect("<html><body><p>Gates</p></body></html>", 1, "no element has the class chap-no");
    expect(&page("BOOK 7", section), 4, "\"BOOK 7\" is no number of a chapter");
    expect(
        &page("CHAPTER 7", "<p><span class=\"catchln\">Gates.</span></p>"),
        10,
        "\"Gates.\" is no name of a section",
    );
    // Elements that are not closed.
    expect(&whole.replace("</span>", ""), 13, "breaks off in the element span of line 10");
    let unclosed = format!("{section}<table class=\"nav_tbl\"><tr><td>(Return)\n{section}");
    expect(&page("CHAPTER 7", &unclosed), 12, "in the element table of line 11, which is not closed");
}

#[test]
fn what_the_table_refuses_is_placed_too() {
    let page = page("CHAPTER 7", "<p><span class=\"catchln\">Sec. 3-1. Gates.</span> No gate.</p>\n<p>More.</p>");
    let refused = each(Box::new(std::io::Cursor::new(page)), &mut |_| Err("no".to_owned()));
    assert_eq!(refused, Err(Problem { line: 10, what: "no".to_owned() }));
}
