"""Reads back highlights in PDFs, and the words under them."""

import dataclasses
from pathlib import Path

import pdfplumber
import pikepdf


@dataclasses.dataclass
class Highlight:
    page: int
    author: str
    contents: str
    words: str
    """What stands in its quadrilaterals, in their order."""
    is_within_rectangle: bool


def highlights(path: Path) -> list[Highlight]:
    with pikepdf.open(path) as file, pdfplumber.open(path) as text:
        pages = enumerate(zip(file.pages, text.pages, strict=True), start=1)
        return [_highlight(number, mark, page) for number, (raw, page) in pages for mark in _marks(raw)]


def text_of_pages(path: Path) -> list[str]:
    with pdfplumber.open(path) as file:
        return [page.extract_text() for page in file.pages]


def _marks(page: pikepdf.Page) -> list:
    return [mark for mark in page.obj.get("/Annots", []) if mark.get("/Subtype") == "/Highlight"]


def _highlight(number: int, mark, page: pdfplumber.page.Page) -> Highlight:
    points = [float(point) for point in mark["/QuadPoints"]]
    boxes = [_box(points[start : start + 8]) for start in range(0, len(points), 8)]
    rectangle = _box([float(side) for side in mark["/Rect"]])
    words = " ".join(_words_in(page, box) for box in boxes)
    within = all(_holds(rectangle, box) for box in boxes)
    return Highlight(number, str(mark.get("/T", "")), str(mark.get("/Contents", "")), words, within)


def _box(points: list[float]) -> tuple[float, float, float, float]:
    across, up = points[0::2], points[1::2]
    return min(across), min(up), max(across), max(up)


def _holds(outer: tuple, inner: tuple, slack: float = 0.5) -> bool:
    begins = outer[0] <= inner[0] + slack and outer[1] <= inner[1] + slack
    return begins and outer[2] >= inner[2] - slack and outer[3] >= inner[3] - slack


def _words_in(page: pdfplumber.page.Page, box: tuple) -> str:
    """The characters whose middle is in the box, from left to right."""
    left, bottom, right, top = box
    height = float(page.height)

    def is_in(char: dict) -> bool:
        across, up = (char["x0"] + char["x1"]) / 2, height - (char["top"] + char["bottom"]) / 2
        return left <= across <= right and bottom <= up <= top

    return "".join(char["text"] for char in sorted(filter(is_in, page.chars), key=lambda char: char["x0"]))
