"""`lawlint annotate` highlights what it finds in PDFs and leaves all else as it was."""

import subprocess

import pytest

import lawlint
import pdf_files
from samples import programs

# What is encrypted, if only against changes, may be refused.
DOCUMENTS = [name for name in lawlint.EXPECTED if name.endswith(".pdf") and name != "protected.pdf"]

each_document = pytest.mark.parametrize("name", DOCUMENTS)


def _annotated(name: str):
    target = lawlint.OUT / "annotated" / name
    target.parent.mkdir(exist_ok=True)
    return target if target.exists() else lawlint.annotate(lawlint.OUT / name, target)


@pytest.fixture(scope="module", autouse=True)
def _no_files_of_an_earlier_run():
    for file in (lawlint.OUT / "annotated").glob("*.p??"):
        file.unlink()


@each_document
def test_qpdf_finds_no_fault(name):
    done = subprocess.run(["qpdf", "--check", str(_annotated(name))], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@each_document
def test_each_finding_is_highlighted_on_its_words(name):
    marks = pdf_files.highlights(_annotated(name))
    findings = [finding for finding in lawlint.check(lawlint.OUT / name) if finding["rule"] != "unread-part"]
    assert len(marks) == len(findings)
    for finding in findings:
        about_it = [mark for mark in marks if finding["message"] in mark.contents]
        assert len(about_it) == 1, finding["message"]
        mark = about_it[0]
        assert mark.author == lawlint.AUTHOR
        assert mark.page == finding["page"]
        assert mark.is_within_rectangle
        assert lawlint.letters(mark.words) == lawlint.letters(finding["text"])


@each_document
def test_text_is_unchanged(name):
    assert pdf_files.text_of_pages(_annotated(name)) == pdf_files.text_of_pages(lawlint.OUT / name)


@each_document
def test_file_begins_as_it_was(name):
    assert _annotated(name).read_bytes().startswith((lawlint.OUT / name).read_bytes())


@each_document
def test_annotating_again_adds_nothing(name, tmp_path):
    twice = lawlint.annotate(_annotated(name), tmp_path / name)
    assert pdf_files.highlights(twice) == pdf_files.highlights(_annotated(name))
    assert twice.read_bytes() == _annotated(name).read_bytes()


@each_document
def test_highlights_are_not_read_as_text(name):
    found = lawlint.without(lawlint.findings(lawlint.check(_annotated(name))), "unread-part")
    assert not lawlint.differences(lawlint.expected(name), found)


@each_document
def test_pages_are_rendered(name):
    annotated = _annotated(name)
    pictures = programs.pictures(annotated, annotated.with_suffix(""))
    assert len(pictures) == len(pdf_files.text_of_pages(annotated))


def test_protected_file_is_annotated_or_refused(tmp_path):
    done = lawlint.run("annotate", *lawlint.LAW, lawlint.OUT / "protected.pdf", "-o", tmp_path / "protected.pdf")
    if done.returncode == 2:
        assert "protected.pdf" in done.stderr
    else:
        assert len(pdf_files.highlights(tmp_path / "protected.pdf")) == len(lawlint.EXPECTED["protected.pdf"])


def test_tracked_changes_are_refused(tmp_path):
    target = tmp_path / "office-1.pdf"
    done = lawlint.run("annotate", *lawlint.LAW, "--track-changes", lawlint.OUT / "office-1.pdf", "-o", target)
    assert done.returncode == 2
    assert not target.exists()
