"""`lawlint annotate` writes comments and tracked changes into Word documents and leaves all else as it was."""

import re

import docx
import pytest
from lxml import etree

import lawlint
from samples import programs
from word_files import WordFile

DOCUMENTS = [name for name in lawlint.EXPECTED if name.endswith(".docx")]
FORMS = {"comments": "--comments", "changes": "--track-changes"}
_AROUND_COMMENTS = {"word/comments.xml", "[Content_Types].xml", "word/_rels/document.xml.rels"}
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_CREATOR = "{http://purl.org/dc/elements/1.1/}creator"
# LibreOffice 7.4 shows no tracked changes in content controls, whoever made them.
_NOT_SHOWN_BY_LIBREOFFICE = {"notes.docx": 1}

each_document = pytest.mark.parametrize("name", DOCUMENTS)
each_form = pytest.mark.parametrize("form", FORMS)


def _annotated(name: str, form: str):
    target = lawlint.OUT / "annotated" / f"{form}-{name}"
    target.parent.mkdir(exist_ok=True)
    return target if target.exists() else lawlint.annotate(lawlint.OUT / name, target, FORMS[form])


@pytest.fixture(scope="module", autouse=True)
def _no_files_of_an_earlier_run():
    for file in (lawlint.OUT / "annotated").glob("*.docx"):
        file.unlink()


@each_document
def test_each_finding_has_one_comment_on_its_words(name):
    annotated = WordFile.read(_annotated(name, "comments"))
    comments = [comment for comment in annotated.comments().values() if comment.author == lawlint.AUTHOR]
    body = " ".join(annotated.body_paragraphs())
    findings = lawlint.check(lawlint.OUT / name)
    assert len(comments) == len(findings)
    for finding in findings:
        about_it = [comment for comment in comments if finding["message"] in comment.text]
        assert len(about_it) == 1, finding["message"]
        assert about_it[0].references == 1
        if re.search(rf"{_section(finding['cite']['id'])}\b", body):
            assert lawlint.words(about_it[0].words) == lawlint.words(finding["text"]), finding["message"]


@each_document
def test_comments_are_where_word_shows_them(name):
    assert WordFile.read(_annotated(name, "comments")).comment_marks_where_word_has_none() == []


@each_document
def test_comments_change_no_text(name):
    assert WordFile.read(_annotated(name, "comments")).paragraphs() == WordFile.read(lawlint.OUT / name).paragraphs()


@each_document
def test_changes_can_be_rejected(name):
    annotated = WordFile.read(_annotated(name, "changes"))
    assert annotated.settled(lawlint.AUTHOR, accept=False).paragraphs() == WordFile.read(lawlint.OUT / name).paragraphs()


@each_document
def test_changes_can_be_accepted(name):
    text = _joined(WordFile.read(lawlint.OUT / name))
    for finding in lawlint.with_replacement(name):
        text = _mended(text, finding)
    accepted = WordFile.read(_annotated(name, "changes")).settled(lawlint.AUTHOR, accept=True)
    assert _joined(accepted) == text


@each_document
def test_each_fix_is_one_insertion(name):
    changes = WordFile.read(_annotated(name, "changes")).changes(lawlint.AUTHOR)
    fixes = len(lawlint.with_replacement(name))
    assert changes["ins"] == fixes
    assert changes["del"] >= fixes


@each_document
@each_form
def test_what_others_wrote_is_still_there(name, form):
    before, after = WordFile.read(lawlint.OUT / name), WordFile.read(_annotated(name, form))
    rejected = after.settled(lawlint.AUTHOR, accept=False)
    assert rejected.text_of_changes("A. Editor") == before.text_of_changes("A. Editor")
    assert _of_others(rejected) == _of_others(before)


@each_document
@each_form
def test_other_parts_are_the_same_bytes(name, form):
    before, after = WordFile.read(lawlint.OUT / name), WordFile.read(_annotated(name, form))
    may_differ = set(after.trees) | (_AROUND_COMMENTS if form == "comments" else set())
    changed = {part for part in before.parts if before.parts[part] != after.parts.get(part)}
    assert changed <= may_differ
    assert set(after.parts) - set(before.parts) <= may_differ


@each_document
@each_form
def test_annotating_again_adds_nothing(name, form, tmp_path):
    once = _annotated(name, form)
    twice = lawlint.annotate(once, tmp_path / name, FORMS[form])
    first, second = WordFile.read(once), WordFile.read(twice)
    assert second.comments() == first.comments()
    assert second.changes(lawlint.AUTHOR) == first.changes(lawlint.AUTHOR)
    assert second.parts == first.parts


@each_document
def test_comments_are_not_read_as_text(name):
    again = lawlint.check(_annotated(name, "comments"))
    assert not lawlint.differences(lawlint.expected(name), lawlint.findings(again))


@each_document
def test_nothing_with_a_fix_is_found_after_it(name):
    found = lawlint.findings(lawlint.check(_annotated(name, "changes")))
    fixed = {(finding["rule"], finding["cite"], finding["words"]) for finding in lawlint.with_replacement(name)}
    left = [item for item in lawlint.expected(name).elements() if item not in fixed]
    assert sorted(map(str, found.elements())) == sorted(map(str, left))


@each_document
@each_form
def test_python_docx_opens_it(name, form):
    document = docx.Document(_annotated(name, form))
    if form == "comments":
        ours = [comment for comment in document.comments if comment.author == lawlint.AUTHOR]
        assert len(ours) == len(lawlint.EXPECTED[name])


@each_document
def test_libreoffice_shows_the_comments(name, tmp_path):
    tree = _in_libreoffice(_annotated(name, "comments"), tmp_path)
    annotations = [note for note in tree.iter(f"{_OFFICE}annotation") if note.findtext(_CREATOR) == lawlint.AUTHOR]
    assert len(annotations) == len(lawlint.EXPECTED[name])


@each_document
def test_libreoffice_shows_the_changes(name, tmp_path):
    tree = _in_libreoffice(_annotated(name, "changes"), tmp_path)
    fixes = len(lawlint.with_replacement(name)) - _NOT_SHOWN_BY_LIBREOFFICE.get(name, 0)
    assert _our_regions(tree, "insertion") == fixes
    assert _our_regions(tree, "deletion") >= fixes


@pytest.mark.parametrize("name", ["office.odt", "slides.pptx"])
def test_other_formats_are_refused(name, tmp_path):
    done = lawlint.run("annotate", *lawlint.LAW, lawlint.OUT / name, "-o", tmp_path / name)
    assert done.returncode == 2
    assert name in done.stderr
    assert not (tmp_path / name).exists()


def _in_libreoffice(path, folder):
    return etree.parse(programs.office(path, "fodt", folder))


def _our_regions(tree, kind: str) -> int:
    """How many changes of the kind are lawlint's. A deletion of what somebody inserted is a region that names both."""
    creators = tree.iterfind(f".//{_TEXT}changed-region/{_TEXT}{kind}/{_OFFICE}change-info/{_CREATOR}")
    return sum(creator.text == lawlint.AUTHOR for creator in creators)


def _of_others(document: WordFile) -> list:
    return [comment for comment in document.comments().values() if comment.author != lawlint.AUTHOR]


def _joined(document: WordFile) -> str:
    return lawlint.words(" ".join(document.paragraphs()))


def _mended(text: str, finding: dict) -> str:
    """Text with the replacement for the first such words after the citation, which the mark of a note may follow."""
    cited = re.search(rf"{_section(finding['cite'])}1?(?!\w)", text).end()
    return text[:cited] + text[cited:].replace(finding["words"], finding["replacement"], 1)


def _section(cite: str) -> str:
    return re.escape(cite.rpartition(":")[2].partition("(")[0])
