"""`lawlint check` finds in every format what it finds in the same content as Markdown, and survives hostile files."""

import subprocess
import time

import pytest

import lawlint

_MOST_SECONDS = 5
_MOST_MEGABYTES = 500


@pytest.mark.parametrize("name", lawlint.EXPECTED)
def test_finds_what_is_there(name):
    found = lawlint.without(lawlint.findings(lawlint.check(lawlint.OUT / name)), "unread-part")
    assert not lawlint.differences(lawlint.expected(name), found)


@pytest.mark.parametrize("name", lawlint.EXPECTED)
def test_says_where(name):
    place = "page" if name.endswith((".pdf", ".pptx")) else "paragraph"
    for finding in lawlint.check(lawlint.OUT / name):
        assert finding["byte_range"] is None
        assert isinstance(finding[place], int), finding
        assert finding[place] >= 1


def test_findings_are_in_the_order_of_the_pages():
    pages = [finding["page"] for finding in lawlint.check(lawlint.OUT / "office-3.pdf")]
    assert pages == sorted(pages)


def test_page_that_is_an_image_is_told():
    unread = [finding for finding in lawlint.check(lawlint.OUT / "scan.pdf") if finding["rule"] == "unread-part"]
    assert [finding["page"] for finding in unread] == [2]


@pytest.mark.parametrize("name", [name for name in lawlint.EXPECTED if name != "scan.pdf"])
def test_nothing_else_is_unread(name):
    assert [finding for finding in lawlint.check(lawlint.OUT / name) if finding["rule"] == "unread-part"] == []


@pytest.mark.parametrize("name", lawlint.HOSTILE["refused"])
def test_hostile_file_is_told(name):
    done = _run_within_limits(name)
    is_refused = done.returncode == 2 and name in done.stderr
    assert is_refused or '"rule":"unread-part"' in done.stdout, (done.returncode, done.stdout[:1000], done.stderr[:1000])


@pytest.mark.parametrize("name", lawlint.HOSTILE["unwieldy"])
def test_unwieldy_file_is_read_or_told(name):
    done = _run_within_limits(name)
    if done.returncode == 2:
        assert name in done.stderr
    else:
        assert '"rule":"unread-part"' in done.stdout or '"cgs:53a-59"' in done.stdout


@pytest.mark.parametrize("name", [name for names in lawlint.HOSTILE.values() for name in names])
@pytest.mark.parametrize("option", ["--comments", "--track-changes"])
def test_hostile_file_is_not_annotated_or_survives_it(name, option, tmp_path):
    target = tmp_path / name
    options = [option] if name.endswith(".docx") else []
    done = _run_within_limits(name, "annotate", *options, "-o", str(target))
    assert done.returncode in (0, 1, 2), done.stderr


def test_other_files_are_still_checked():
    done = lawlint.run("check", *lawlint.LAW, lawlint.OUT / "truncated.docx", lawlint.OUT / "tracked.docx")
    assert done.returncode == 2
    assert "53a-95" in done.stdout


def _run_within_limits(name: str, command: str = "check", *options: str) -> subprocess.CompletedProcess:
    """Runs lawlint on a file. It must end by itself, in time and with little memory."""
    output = ("--output-format", "json-lines") if command == "check" else ()
    arguments = [lawlint.PROGRAM, command, *lawlint.LAW, *output, *options, str(lawlint.OUT / name)]
    begin = time.monotonic()
    done = subprocess.run(["/usr/bin/time", "-f", "peak %M", *arguments], capture_output=True, text=True, timeout=60, check=False)
    took = time.monotonic() - begin
    peak = int(done.stderr.rsplit("peak ", 1)[1]) / 1024
    assert done.returncode in (0, 1, 2), f"{done.returncode}: {done.stderr}"
    assert took < _MOST_SECONDS, f"{took:.1f} s"
    assert peak < _MOST_MEGABYTES, f"{peak:.0f} MB"
    return done
