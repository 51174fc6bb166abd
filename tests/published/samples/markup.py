"""The samples as HTML and as flat OpenDocument (.fodt), from which Chromium and LibreOffice make the others."""

import html as entities
import itertools

from .content import NOTE_MARK, Block, Heading, Item, Paragraph, Quote, Source, Table

# Chromium on Linux has no hyphenation of its own: it breaks words where these soft hyphens are.
_HYPHENATED = (
    "traf\u00adfick\u00ading",
    "pros\u00adti\u00adtu\u00adtion",
    "fel\u00ado\u00adny",
    "mis\u00adde\u00admean\u00ador",
    "em\u00adploy\u00ading",
    "per\u00adfor\u00admance",
)

_STYLE = """
body { font: 11pt/1.35 "Liberation Serif", serif; text-align: justify; hyphens: auto }
main { column-count: %d; column-gap: 7mm }
table { column-span: all; width: 100%%; border-collapse: collapse; text-align: left; hyphens: none }
td, th { border: 1px solid #666; padding: 1mm 2mm }
sup { font-size: 65%% }
aside { font-size: 9pt; border-top: 1px solid }
"""


def html(source: Source, columns: int = 1) -> str:
    """A page; notes follow the text, as web pages have them."""
    body = "\n".join(_grouped_html(source.blocks))
    notes = "".join(f"<p><sup>{mark}</sup> {_escaped(text)}</p>\n" for mark, text in source.notes.items())
    aside = f"<aside>\n{notes}</aside>\n" if notes else ""
    return (
        f'<!DOCTYPE html>\n<html lang="en-US"><head><meta charset="utf-8"><title>Sample</title>'
        f"<style>{_STYLE % columns}</style></head>\n<body><main>\n{body}\n</main>\n{aside}</body></html>\n"
    )


def _grouped_html(blocks: tuple[Block, ...]) -> list[str]:
    lines = []
    for is_list, group in itertools.groupby(blocks, lambda block: isinstance(block, Item)):
        items = [_html_block(block) for block in group]
        lines += ["<ul>", *items, "</ul>"] if is_list else items
    return lines


def _html_block(block: Block) -> str:
    match block:
        case Heading(text, level):
            return f"<h{level}>{_html_text(text)}</h{level}>"
        case Item(text):
            return f"<li>{_html_text(text)}</li>"
        case Quote(text):
            return f"<blockquote><p>{_html_text(text)}</p></blockquote>"
        case Table((head, *rows)):
            return f"<table>{_html_row(head, 'th')}{''.join(_html_row(row, 'td') for row in rows)}</table>"
        case Paragraph(text):
            return f"<p>{_html_text(text)}</p>"


def _html_row(row: tuple[str, ...], kind: str) -> str:
    return "<tr>" + "".join(f"<{kind}>{_escaped(cell)}</{kind}>" for cell in row) + "</tr>"


def _html_text(text: str) -> str:
    for word in _HYPHENATED:
        text = text.replace(word.replace("\u00ad", ""), word)
    return NOTE_MARK.sub(r"<sup>\1</sup>", _escaped(text))


def _escaped(text: str) -> str:
    return entities.escape(text, quote=False)


_NAMESPACES = " ".join(
    f'xmlns:{prefix}="{uri}"'
    for prefix, uri in {
        "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
        "style": "urn:oasis:names:tc:opendocument:xmlns:style:1.0",
        "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
        "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
        "fo": "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0",
        "dc": "http://purl.org/dc/elements/1.1/",
    }.items()
)

_STYLES = """
<office:styles>
 <style:default-style style:family="paragraph">
  <style:paragraph-properties fo:margin-bottom="0.2cm"/>
  <style:text-properties style:font-name="Liberation Serif" fo:font-family="'Liberation Serif'" fo:font-size="11pt"
    fo:language="en" fo:country="US" fo:hyphenate="true" fo:hyphenation-remain-char-count="2" fo:hyphenation-push-char-count="2"/>
 </style:default-style>
 <style:style style:name="Heading_20_1" style:display-name="Heading 1" style:family="paragraph">
  <style:text-properties fo:font-size="18pt" fo:font-weight="bold"/></style:style>
 <style:style style:name="Heading_20_2" style:display-name="Heading 2" style:family="paragraph">
  <style:text-properties fo:font-size="14pt" fo:font-weight="bold"/></style:style>
</office:styles>
<office:automatic-styles>
 <style:style style:name="body" style:family="paragraph"><style:paragraph-properties fo:text-align="justify"/></style:style>
 <style:style style:name="quote" style:family="paragraph">
  <style:paragraph-properties fo:text-align="justify" fo:margin-left="0.6cm" fo:margin-right="0.6cm"/></style:style>
 <style:style style:name="bold" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>
 <style:style style:name="columns" style:family="section"><style:section-properties>
  <style:columns fo:column-count="%d" fo:column-gap="0.6cm"/></style:section-properties></style:style>
</office:automatic-styles>
"""

TRACKED_CHANGES = """
<text:tracked-changes>
 <text:changed-region text:id="removed"><text:deletion>
  <office:change-info><dc:creator>A. Editor</dc:creator><dc:date>2025-03-01T10:00:00</dc:date></office:change-info>
  <text:p>Manslaughter in the first degree, C.G.S. § 53a-55, is a class D felony.</text:p></text:deletion></text:changed-region>
 <text:changed-region text:id="added"><text:insertion>
  <office:change-info><dc:creator>A. Editor</dc:creator><dc:date>2025-03-01T10:00:00</dc:date></office:change-info>
 </text:insertion></text:changed-region>
</text:tracked-changes>
"""

CHANGED_PARAGRAPH = """
<text:p><text:change text:change-id="removed"/>Assault in the second degree, C.G.S. § 53a-60, is
 <text:change-start text:change-id="added"/>a class A<text:change-end text:change-id="added"/> felony.
 <office:annotation><dc:creator>A. Editor</dc:creator><dc:date>2025-03-01T10:00:00</dc:date>
 <text:p>Stalking in the first degree, C.G.S. § 53a-181c, is a class A felony?</text:p></office:annotation></text:p>
"""

CHANGED = "Assault in the second degree, C.G.S. § 53a-60, is a class A felony."


def fodt(source: Source, columns: int = 1, changes: str = "", changed: str = "") -> str:
    """A flat OpenDocument text, tables below its columns; `changes` and `changed` are the XML of tracked changes."""
    flowing = [block for block in source.blocks if not isinstance(block, Table)]
    tables = [block for block in source.blocks if isinstance(block, Table)]
    body = "\n".join(_fodt_block(block, source.notes) for block in flowing)
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<office:document {_NAMESPACES} office:version="1.3" '
        f'office:mimetype="application/vnd.oasis.opendocument.text">{_STYLES % columns}<office:body><office:text>{changes}'
        f'<text:section text:style-name="columns" text:name="columns">\n{body}{changed}</text:section>\n'
        f"{''.join(map(_fodt_table, tables))}</office:text></office:body></office:document>\n"
    )


def _fodt_block(block: Block, notes: dict[str, str]) -> str:
    text = NOTE_MARK.sub(lambda mark: _fodt_note(mark[1], notes[mark[1]]), _escaped(block.text))
    match block:
        case Heading(_, level):
            return f'<text:h text:style-name="Heading_20_{level}" text:outline-level="{level}">{text}</text:h>'
        case Item():
            return f'<text:list><text:list-item><text:p text:style-name="body">{text}</text:p></text:list-item></text:list>'
        case Quote():
            return f'<text:p text:style-name="quote">{text}</text:p>'
        case _:
            return f'<text:p text:style-name="body">{_with_bold_numbers(text)}</text:p>'


def _with_bold_numbers(text: str) -> str:
    return text.replace("53a-1", '53a-<text:span text:style-name="bold">1</text:span>')


def _fodt_note(mark: str, text: str) -> str:
    return (
        f'<text:note text:id="note{mark}" text:note-class="footnote"><text:note-citation>{mark}</text:note-citation>'
        f"<text:note-body><text:p>{_escaped(text)}</text:p></text:note-body></text:note>"
    )


def _fodt_table(table: Table) -> str:
    cell = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
    rows = [
        "<table:table-row>" + "".join(cell.format(_escaped(text)) for text in row) + "</table:table-row>" for row in table.rows
    ]
    columns = f'<table:table-column table:number-columns-repeated="{len(table.rows[0])}"/>'
    return f'<table:table table:name="summary">{columns}{"".join(rows)}</table:table>'
