"""A PowerPoint presentation: placeholders, a table, grouped shapes, speaker's notes."""

from pathlib import Path

import pptx
from pptx.util import Cm

from . import content
from .content import Heading, Item, Source, Table


def make(path: Path) -> str:
    """Writes the presentation. What it says, as Markdown."""
    presentation = pptx.Presentation()
    said = [_placeholders(presentation), _table(presentation), _group_and_notes(presentation)]
    presentation.save(path)
    return content.markdown(Source(tuple(block for blocks in said for block in blocks)))


def _placeholders(presentation) -> tuple:
    slide = presentation.slides.add_slide(presentation.slide_layouts[1])
    items = [block for block in content.BROCHURE.blocks if isinstance(block, Item)]
    slide.shapes.title.text = "Related offenses"
    frame = slide.placeholders[1].text_frame
    frame.text = items[0].text
    for item in items[1:]:
        _cut_in_runs(frame.add_paragraph(), item.text)
    return Heading("Related offenses"), *items


def _cut_in_runs(paragraph, text: str) -> None:
    for start in range(0, len(text), 5):
        run = paragraph.add_run()
        run.text = text[start : start + 5]
        run.font.bold = start % 10 == 0


def _table(presentation) -> tuple:
    slide = presentation.slides.add_slide(presentation.slide_layouts[5])
    slide.shapes.title.text = "Summary"
    table = next(block for block in content.BROCHURE.blocks if isinstance(block, Table))
    shape = slide.shapes.add_table(len(table.rows), len(table.rows[0]), Cm(1), Cm(5), Cm(23), Cm(6))
    for row, texts in zip(shape.table.rows, table.rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    return Heading("Summary"), table


def _group_and_notes(presentation) -> tuple:
    slide = presentation.slides.add_slide(presentation.slide_layouts[5])
    slide.shapes.title.text = "Other offenses"
    group = slide.shapes.add_group_shape()
    group.shapes.add_textbox(Cm(2), Cm(5), Cm(20), Cm(2)).text_frame.text = content.HEADER
    group.shapes.add_group_shape().shapes.add_textbox(Cm(2), Cm(8), Cm(20), Cm(2)).text_frame.text = content.FOOTER
    slide.notes_slide.notes_text_frame.text = content.CONTENT_CONTROL
    said = (content.HEADER, content.FOOTER, content.CONTENT_CONTROL)
    return Heading("Other offenses"), *map(content.Paragraph, said)
