"""Word documents as Word itself writes them: text cut into runs, fields, notes, tracked changes, comments."""

import itertools
import re
import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

import docx
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn

from . import content
from .content import Block, Heading, Item, Paragraph, Quote, Source, Table

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_CHANGE = 'w:author="A. Editor" w:date="2025-03-01T10:00:00Z"'


def make_all(folder: Path) -> dict[str, str]:
    """Writes the documents. For each, what it says as Markdown."""
    makers = {
        "runs.docx": runs,
        "notes.docx": notes,
        "tracked.docx": tracked,
        "suppressed.docx": suppressed,
        "unicode.docx": unicode,
    }
    return {name: make(folder / name) for name, make in makers.items()}


def runs(path: Path) -> str:
    """Every text cut in the middle of citations and figures, with fields, links, breaks, odd hyphens and raised figures."""
    document = docx.Document()
    _fill(document, content.BROCHURE, CutText())
    document.save(path)
    return content.markdown(content.BROCHURE.without_notes())


def notes(path: Path) -> str:
    """A footnote, an endnote, a header, a footer, a text box with its copy for old programs, a content control."""
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = content.HEADER
    document.sections[0].footer.paragraphs[0].text = content.FOOTER
    _fill(document, content.BROCHURE, _text_with_notes)
    body = document.element.body
    for xml in (_text_box(content.TEXT_BOX), _content_control(content.CONTENT_CONTROL)):
        body.insert(len(body) - 1, parse_xml(xml))
    document.save(path)
    note = content.BROCHURE.notes
    _add_part(path, "footnotes", _notes_part("footnote", note["1"]))
    _add_part(path, "endnotes", _notes_part("endnote", note["2"]))
    beside = (content.TEXT_BOX, content.CONTENT_CONTROL, content.HEADER, content.FOOTER)
    return content.markdown(content.BROCHURE.followed_by(*map(Paragraph, beside)))


def tracked(path: Path) -> str:
    """Changes and comments by somebody else. What is said is what stands when all of them are accepted."""
    document = docx.Document()
    body = document.element.body
    for xml in _tracked_paragraphs():
        body.insert(len(body) - 1, parse_xml(f"<w:p {nsdecls('w')}>{xml}</w:p>"))
    commented = document.paragraphs[-1].runs
    document.add_comment(commented[0], "Is that still so? C.G.S. § 53a-55 is a class D felony.", "A. Editor", "AE")
    document.add_comment(commented, "The whole sentence needs a source.", "A. Editor", "AE")
    document.save(path)
    said = (
        "Under C.G.S. § 53a-192a, trafficking in persons is a class B felony.",
        "Promoting prostitution in the second degree, C.G.S. § 53a-87, is a class C felony.",
        "Larceny in the first degree, C.G.S. § 53a-122, is a class C felony.",
        "Unlawful restraint in the first degree, C.G.S. § 53a-95, is a class C felony.",
        "Kidnapping in the second degree, C.G.S. § 53a-94, is a class D felony.",
    )
    return content.markdown(Source(tuple(map(Paragraph, said))))


def suppressed(path: Path) -> str:
    """A comment by which the author silences a lint on one statement."""
    source = content.BROCHURE.without_notes()
    document = docx.Document()
    _fill(document, source, lambda paragraph, text: paragraph.add_run(text))
    silenced = next(paragraph for paragraph in document.paragraphs if "53a-192a" in paragraph.text)
    document.add_comment(silenced.runs, "lawlint: ignore[claim-class] quoted as it was", "A. Editor", "AE")
    document.save(path)
    said = content.markdown(source)
    return said.replace(
        "Under C.G.S. § 53a-192a", "<!-- lawlint: ignore[claim-class] quoted as it was -->\nUnder C.G.S. § 53a-192a"
    )


def unicode(path: Path) -> str:
    """Emoji, combining marks, entities, curly quotes, spaces of other widths."""
    said = (
        "⚖️ A façade of cafe\u0301s 👩🏽‍⚖️: under C.G.S. § 53a-192a, “trafficking in persons” is a class B felony & more.",
        "Promoting prostitution in the first degree, C.G.S. § 53a-86, is a class C felony — 𝔰𝔦𝔠.",
        "Unlawful restraint in the first degree, C.G.S. §\u00a053a-95, is a class\u00a0C\u00a0felony; <tags> are text.",
    )
    document = docx.Document()
    for text in said:
        document.add_paragraph(text)
    document.save(path)
    _rewrite(path, "word/document.xml", _with_entities)
    return content.markdown(Source(tuple(Paragraph(text.replace("<", r"\<")) for text in said)))


def _with_entities(xml: str) -> str:
    for letter, entity in {"§": "&#167;", "\u00a0": "&#xA0;", "“": "&#x201C;", "class B": "class&#32;B"}.items():
        xml = xml.replace(letter, entity)
    return xml


class CutText:
    """Adds text as many short runs of changing looks. Some spaces and hyphens become elements, some runs fields."""

    def __init__(self):
        self._looks = itertools.cycle(("bold", "italic", None, "underline", "small_caps"))
        self._lengths = itertools.cycle((4, 1, 7, 3, 11, 2, 5))
        self._paragraph_count = 0

    def __call__(self, paragraph, text: str) -> None:
        self._paragraph_count += 1
        for index, piece in enumerate(content.NOTE_MARK.split(text)):
            if index % 2 == 0:
                self._add_with_citation(paragraph, piece)
            else:
                _append(paragraph, f'<w:r><w:rPr><w:position w:val="8"/></w:rPr><w:t>{piece}</w:t></w:r>')

    def _add_with_citation(self, paragraph, text: str) -> None:
        citation = re.search(r"(?:C\.G\.S\.|18 U\.S\.C\.) § \S+\d\w*", text)
        before, cited, after = text.partition(citation[0]) if citation else (text, "", "")
        self._add_runs(paragraph, before)
        wrappers = (self._add_runs, _simple_field, _complex_field, _hyperlink)
        wrappers[self._paragraph_count % len(wrappers)](paragraph, cited)
        self._add_runs(paragraph, after)

    def _add_runs(self, paragraph, text: str) -> None:
        while text:
            length = next(self._lengths)
            run = paragraph.add_run()
            look = next(self._looks)
            if look:
                setattr(run.font, look, True)
            _add_pieces(run._r, text[:length])
            text = text[length:]


def _add_pieces(run, text: str) -> None:
    """Adds text with elements for some of its characters, and cut in two `w:t` where it is long."""
    text = text.replace("class C", "class\nC").replace("degree, ", "degree,\t").replace("misdem", "misdem\u00ad")
    for piece in re.split(r"([\n\t\u00ad]|(?<=53a)-|(?<=a class))", text):
        name = {"\n": "w:br", "\t": "w:tab", "\u00ad": "w:softHyphen", "-": "w:noBreakHyphen"}.get(piece)
        run.append(OxmlElement(name) if name else _text(piece))


def _text(text: str):
    element = OxmlElement("w:t")
    element.set(qn("xml:space"), "preserve")
    element.text = text
    return element


def _wrapped_run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def _append(paragraph, xml: str) -> None:
    for child in parse_xml(f"<w:p {nsdecls('w', 'r')}>{xml}</w:p>"):
        paragraph._p.append(child)


def _simple_field(paragraph, text: str) -> None:
    middle = len(text) // 2
    runs = _wrapped_run(text[:middle]) + _wrapped_run(text[middle:])
    _append(paragraph, f'<w:fldSimple w:instr=" REF statute \\h ">{runs}</w:fldSimple>' if text else "")


def _complex_field(paragraph, text: str) -> None:
    kind = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'.format
    instruction = '<w:r><w:instrText xml:space="preserve"> TA \\l "C.G.S. § 53a-9999" \\c 2 </w:instrText></w:r>'
    _append(paragraph, kind("begin") + instruction + kind("separate") + _wrapped_run(text) + kind("end"))


def _hyperlink(paragraph, text: str) -> None:
    target = paragraph.part.relate_to(
        "https://www.cga.ct.gov/current/pub/chap_952.htm", f"{_RELATION}/hyperlink", is_external=True
    )
    _append(paragraph, f'<w:hyperlink r:id="{target}">{_wrapped_run(text)}</w:hyperlink>' if text else "")


def _fill(document, source: Source, add_text) -> None:
    for block in source.blocks:
        if isinstance(block, Table):
            _fill_table(document.add_table(len(block.rows), len(block.rows[0]), "Table Grid"), block, add_text)
        else:
            add_text(document.add_paragraph(style=_style(block)), block.text)


def _style(block: Block) -> str:
    match block:
        case Heading(_, level):
            return f"Heading {level}"
        case Item():
            return "List Bullet"
        case Quote():
            return "Intense Quote"
        case _:
            return "Normal"


def _fill_table(table, block: Table, add_text) -> None:
    for row, texts in zip(table.rows, block.rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            add_text(cell.paragraphs[0], text)


def _text_with_notes(paragraph, text: str) -> None:
    for index, piece in enumerate(content.NOTE_MARK.split(text)):
        if index % 2 == 0:
            paragraph.add_run(piece)
        else:
            kind = "footnote" if piece == "1" else "endnote"
            _append(paragraph, f'<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:{kind}Reference w:id="1"/></w:r>')


def _notes_part(kind: str, text: str) -> str:
    rule = '<w:{0} w:type="{1}" w:id="{2}"><w:p><w:r><w:{1}/></w:r></w:p></w:{0}>'.format
    mark = f'<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:{kind}Ref/></w:r>'
    note = f'<w:{kind} w:id="1"><w:p>{mark}{_wrapped_run(" " + text)}</w:p></w:{kind}>'
    rules = rule(kind, "separator", -1) + rule(kind, "continuationSeparator", 0)
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:{kind}s {nsdecls("w")}>{rules}{note}</w:{kind}s>'


def _text_box(text: str) -> str:
    box = f"<w:txbxContent><w:p>{_wrapped_run(text)}</w:p></w:txbxContent>"
    shape = (
        '<wps:wsp><wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="4000000" cy="600000"/></a:xfrm>'
        f'<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></wps:spPr><wps:txbx>{box}</wps:txbx><wps:bodyPr/></wps:wsp>'
    )
    drawing = (
        '<w:drawing><wp:inline><wp:extent cx="4000000" cy="600000"/><wp:docPr id="77" name="Text Box"/><a:graphic>'
        f'<a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">{shape}</a:graphicData>'
        "</a:graphic></wp:inline></w:drawing>"
    )
    old = f'<w:pict><v:shape style="width:315pt;height:47pt"><v:textbox>{box}</v:textbox></v:shape></w:pict>'
    return (
        f'<w:p {nsdecls("w", "wp", "a")} xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
        'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:v="urn:schemas-microsoft-com:vml">'
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps">{drawing}</mc:Choice><mc:Fallback>{old}</mc:Fallback>'
        "</mc:AlternateContent></w:r></w:p>"
    )


def _content_control(text: str) -> str:
    control = '<w:alias w:val="C.G.S. § 53a-55 is a class D felony"/><w:text/>'
    return (
        f"<w:sdt {nsdecls('w')}><w:sdtPr>{control}</w:sdtPr><w:sdtContent><w:p>{_wrapped_run(text)}</w:p></w:sdtContent></w:sdt>"
    )


def _tracked_paragraphs() -> tuple[str, ...]:
    ids = itertools.count(900)

    def change(kind: str, text: str) -> str:
        run = _wrapped_run(text)
        run = run.replace("w:t>", "w:delText>").replace("<w:t ", "<w:delText ") if kind == "del" else run
        return f'<w:{kind} w:id="{next(ids)}" {_CHANGE}>{run}</w:{kind}>'

    looks = f'<w:rPr><w:b/><w:rPrChange w:id="{next(ids)}" {_CHANGE}><w:rPr><w:i/></w:rPr></w:rPrChange></w:rPr>'
    gone = f'<w:pPr><w:rPr><w:del w:id="{next(ids)}" {_CHANGE}/></w:rPr></w:pPr>'
    moved = "Unlawful restraint in the first degree, C.G.S. § 53a-95, is a class C felony."
    plain = _wrapped_run
    commented = "Kidnapping in the second degree, C.G.S. § 53a-94, is a ", "class D felony", "."
    return (
        plain("Under C.G.S. § 53a-1")
        + change("del", "71")
        + change("ins", "92")
        + plain("a, trafficking in persons is a class ")
        + change("del", "A")
        + change("ins", "B")
        + plain(" felony."),
        plain("Promoting prostitution in the second degree, C.G.S. § 53a-87, is a ")
        + change("del", "class D felony")
        + change("ins", "class C felony")
        + plain("."),
        change("moveFrom", moved),
        gone + change("del", "Manslaughter in the first degree, C.G.S. § 53a-55, is a class D felony."),
        plain("Larceny in the first degree, C.G.S. § 53a-122, is a ")
        + f'<w:r>{looks}<w:t xml:space="preserve">class C</w:t></w:r>'
        + plain(" felony."),
        change("moveTo", moved),
        "".join(map(plain, commented)),
    )


def _add_part(path: Path, kind: str, xml: str) -> None:
    content_type = f"application/vnd.openxmlformats-officedocument.wordprocessingml.{kind}+xml"
    override = f'<Override PartName="/word/{kind}.xml" ContentType="{content_type}"/>'
    relation = f'<Relationship Id="rId{kind}" Type="{_RELATION}/{kind}" Target="{kind}.xml"/>'
    _rewrite(path, "[Content_Types].xml", lambda types: types.replace("</Types>", f"{override}</Types>"))
    _rewrite(path, "word/_rels/document.xml.rels", lambda part: part.replace("</Relationships>", f"{relation}</Relationships>"))
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(f"word/{kind}.xml", xml)


def _rewrite(path: Path, part: str, change) -> None:
    with zipfile.ZipFile(path) as archive:
        parts = {item.filename: archive.read(item) for item in archive.infolist()}
    parts[part] = change(parts[part].decode()).encode()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
