"""Reads back what stands in Word documents: text, comments on it, tracked changes."""

import collections
import copy
import dataclasses
import re
import zipfile
from pathlib import Path

from lxml import etree

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_OLD_COPY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_TEXT_PART = re.compile(r"word/(document|footnotes|endnotes|header\d*|footer\d*)\.xml")
_CHANGES = [f"{_W}{name}" for name in ("ins", "del", "moveFrom", "moveTo")]
_NOT_SAID = {f"{_W}del", f"{_W}moveFrom", _OLD_COPY}
_CHARACTERS = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}
_NO_COMMENT_HERE = "ancestor::w:txbxContent or ancestor::w:hdr or ancestor::w:ftr or ancestor::w:footnote or ancestor::w:endnote"


@dataclasses.dataclass
class Comment:
    author: str
    text: str
    words: str = ""
    references: int = 0


@dataclasses.dataclass
class WordFile:
    """A document's parts: bytes by name, and those with text as trees."""

    parts: dict[str, bytes]
    trees: dict[str, etree._Element]

    @classmethod
    def read(cls, path: Path) -> "WordFile":
        with zipfile.ZipFile(path) as archive:
            assert archive.testzip() is None
            parts = {name: archive.read(name) for name in archive.namelist()}
            assert len(parts) == len(archive.namelist()), "a part is in the archive twice"
        xml = {name: etree.fromstring(data) for name, data in parts.items() if name.endswith((".xml", ".rels"))}
        return cls(parts, {name: tree for name, tree in xml.items() if _TEXT_PART.fullmatch(name)})

    def paragraphs(self) -> list[str]:
        """The text of each paragraph, with what is deleted left out."""
        return [_said(paragraph) for tree in self.trees.values() for paragraph in tree.iter(f"{_W}p") if not _is_old(paragraph)]

    def body_paragraphs(self) -> list[str]:
        """The text of each paragraph of the main part that is not in a text box."""
        paragraphs = self.trees["word/document.xml"].iter(f"{_W}p")
        return [_said(p) for p in paragraphs if next(p.iterancestors(f"{_W}txbxContent"), None) is None]

    def comments(self) -> dict[str, Comment]:
        """The comments by their identifiers, with the words that they stand on."""
        part = self.parts.get("word/comments.xml")
        elements = list(etree.fromstring(part).iter(f"{_W}comment")) if part else []
        comments = {e.get(f"{_W}id"): Comment(e.get(f"{_W}author"), "".join(e.itertext())) for e in elements}
        assert len(comments) == len(elements), "two comments have one identifier"
        for tree in self.trees.values():
            _add_words(tree, comments)
        return comments

    def comment_marks_where_word_has_none(self) -> list[str]:
        """Word ignores comments in headers, footers, notes and text boxes ([MS-OI29500] 2.1.315)."""
        path = f"//*[self::w:commentRangeStart or self::w:commentReference][{_NO_COMMENT_HERE}]"
        found = [(name, mark) for name, tree in self.trees.items() for mark in tree.xpath(path, namespaces={"w": _W[1:-1]})]
        return [f"{name}: comment {mark.get(f'{_W}id')}" for name, mark in found]

    def changes(self, author: str) -> collections.Counter:
        """How many insertions, deletions and moves are by the author."""
        elements = (e for tree in self.trees.values() for e in tree.iter(*_CHANGES) if e.get(f"{_W}author") == author)
        return collections.Counter(etree.QName(element).localname for element in elements)

    def text_of_changes(self, author: str) -> dict[str, str]:
        """What is inserted, deleted and moved by the author, by kind."""
        texts = collections.defaultdict(str)
        for tree in self.trees.values():
            for change in tree.iter(*_CHANGES):
                if change.get(f"{_W}author") == author:
                    texts[etree.QName(change).localname] += "".join(change.itertext())
        return dict(texts)

    def settled(self, author: str, *, accept: bool) -> "WordFile":
        """With all of the author's changes accepted or rejected."""
        trees = copy.deepcopy(self.trees)
        for tree in trees.values():
            _settle(tree, author, dropped=f"{_W}del" if accept else f"{_W}ins", kept=f"{_W}ins" if accept else f"{_W}del")
        return WordFile(self.parts, trees)


def _settle(tree: etree._Element, author: str, dropped: str, kept: str) -> None:
    for change in list(tree.iter(dropped)):
        if change.get(f"{_W}author") == author:
            change.getparent().remove(change)
    for change in list(tree.iter(kept)):
        if change.get(f"{_W}author") == author:
            for text in change.iter(f"{_W}delText"):
                text.tag = f"{_W}t"
            parent, index = change.getparent(), change.getparent().index(change)
            parent[index : index + 1] = list(change)


def _said(element: etree._Element) -> str:
    if element.tag in _NOT_SAID:
        return ""
    if element.tag == f"{_W}t":
        return element.text or ""
    inner = (_said(child) for child in element if child.tag != f"{_W}txbxContent")
    return _CHARACTERS.get(element.tag, "") + "".join(inner)


def _is_old(element: etree._Element) -> bool:
    return next(element.iterancestors(_OLD_COPY), None) is not None


def _add_words(tree: etree._Element, comments: dict[str, Comment]) -> None:
    open_comments: set[str] = set()
    for element in tree.iter():
        identifier = element.get(f"{_W}id")
        if element.tag == f"{_W}commentRangeStart":
            open_comments.add(identifier)
        elif element.tag == f"{_W}commentRangeEnd":
            open_comments.remove(identifier)
        elif element.tag == f"{_W}commentReference":
            comments[identifier].references += 1
        elif element.tag in (f"{_W}t", *_CHARACTERS) and not any(a.tag in _NOT_SAID for a in element.iterancestors()):
            for comment in open_comments:
                comments[comment].words += element.text or _CHARACTERS.get(element.tag, "")
    assert not open_comments, f"comments do not end: {open_comments}"
