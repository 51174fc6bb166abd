"""Real documents say the same in every format that LibreOffice makes of them. DOCUMENTS is their folder."""

import collections
import html
import os
import re
import shutil
from pathlib import Path

import pytest

import lawlint
from samples import programs

_FOLDER = Path(os.environ.get("DOCUMENTS", "/work/shared/documents"))
_DOCUMENTS = sorted(_FOLDER.glob("*.txt"))
_LEAST = {"txt": 0.98, "md": 0.98, "docx": 1, "odt": 1, "pdf": 0.98}
_MADE = lawlint.OUT / "documents"

pytestmark = pytest.mark.skipif(not _DOCUMENTS, reason=f"there are no documents in {_FOLDER}")


@pytest.fixture(scope="module", params=_DOCUMENTS, ids=lambda path: path.stem)
def page(request) -> Path:
    _MADE.mkdir(exist_ok=True)
    for file in _MADE.glob(f"{request.param.stem}.*"):
        file.unlink()
    target = _MADE / f"{request.param.stem}.html"
    target.write_text(_as_html(request.param.read_text(encoding="utf-8")), encoding="utf-8")
    return target


@pytest.mark.parametrize("kind", _LEAST)
def test_says_the_same_as_html(page, kind):
    file = _same_text(page, kind) if kind in ("txt", "md") else _converted(page, kind)
    _compare(_cited(page), _cited(file), _LEAST[kind])
    _compare(_found(page), _found(file), _LEAST[kind])


def _same_text(page: Path, kind: str) -> Path:
    return shutil.copy(_FOLDER / f"{page.stem}.txt", page.with_suffix(f".{kind}"))


def _converted(page: Path, kind: str) -> Path:
    made = page.with_suffix(f".{kind}")
    return made if made.exists() else programs.office(page, kind, _MADE)


def _compare(wanted: collections.Counter, found: collections.Counter, least: float) -> None:
    different = lawlint.differences(wanted, found)
    share = (wanted & found).total() / max(wanted.total(), found.total()) if different else 1
    if different:
        print(f"{share:.1%}\n{different}")
    assert share >= least


def _cited(path: Path) -> collections.Counter:
    return collections.Counter((lawlint.letters(cite["text"]), *cite["ids"]) for cite in lawlint.citations(path))


def _found(path: Path) -> collections.Counter:
    items = lawlint.without(lawlint.findings(lawlint.check(path)), "unread-part").items()
    return collections.Counter({(rule, cite, lawlint.letters(words)): count for (rule, cite, words), count in items})


def _as_html(text: str) -> str:
    """Text as a page: paragraphs between blank lines, list items and headings where it is Markdown."""
    body = "\n".join(_block(block) for block in re.split(r"\n[ \t]*\n", text) if block.strip())
    return f'<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title></title></head><body>\n{body}\n</body></html>\n'


def _block(block: str) -> str:
    heading = re.fullmatch(r"(#{1,6}) +(.*)", block.strip())
    if heading:
        level = len(heading[1])
        return f"<h{level}>{_inline(heading[2])}</h{level}>"
    first, *items = re.split(r"^ *[-•*] +", block, flags=re.MULTILINE)
    paragraph = f"<p>{_inline(first)}</p>" if first.strip() else ""
    listed = "".join(f"<li>{_inline(item)}</li>" for item in items)
    return paragraph + (f"<ul>{listed}</ul>" if items else "")


def _inline(text: str) -> str:
    """Text with its emphasis and its raised figures."""
    text = re.sub(r"&lt;(/?)(sup|i|b)&gt;", r"<\1\2>", html.escape(text.strip(), quote=False))
    return re.sub(r"\*\*(.+?)\*\*", r"<b>\1</b>", text)
