"""Files that are damaged, encrypted, or made to use up a reader's time and memory."""

import zipfile
import zlib
from pathlib import Path

from . import content, programs, word

_TYPES = (
    '<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/word/document.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
_RELATIONS = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/>'
    "</Relationships>"
)
_OPENING = f'<w:document xmlns:w="{word.W}"><w:body>'
_CLOSING = "</w:body></w:document>"
_WRONG = f"<w:p><w:r><w:t>{content.HEADER}</w:t></w:r></w:p>"
_MEGABYTE = 1 << 20


def make_all(folder: Path) -> list[str]:
    """Writes the files: first those that must be refused, or told to be unread in part."""
    _archive(folder / "bomb.docx", [_OPENING.encode(), *[b" " * _MEGABYTE] * 2048, _CLOSING.encode()])
    whole = (folder / "runs.docx").read_bytes()
    (folder / "truncated.docx").write_bytes(whole[: len(whole) // 2])
    (folder / "encrypted.docx").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1528))
    programs.qpdf("--encrypt", "user", "owner", "256", "--", str(folder / "office-1.pdf"), str(folder / "encrypted.pdf"))
    (folder / "cyclic.pdf").write_bytes(_pdf({2: "<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 2 >>"}, {}))
    (folder / "bomb.pdf").write_bytes(_bomb_pdf())
    (folder / "truncated.pdf").write_bytes((folder / "office-1.pdf").read_bytes()[:4000])
    return ["bomb.docx", "truncated.docx", "encrypted.docx", "encrypted.pdf", "cyclic.pdf", "bomb.pdf", "truncated.pdf"]


def make_unwieldy(folder: Path) -> list[str]:
    """Writes files that may be read or refused, but soon and in little memory."""
    depth = 200_000
    nested = "<w:sdt><w:sdtContent>" * (depth // 2) + _WRONG + "</w:sdtContent></w:sdt>" * (depth // 2)
    _archive(folder / "deep.docx", [(_OPENING + nested + _CLOSING).encode()])
    cell = "<w:tc><w:p><w:r><w:t>C.G.S. § 53a-95</w:t></w:r></w:p></w:tc>"
    row = f"<w:tr>{cell * 10_000}</w:tr>"
    _archive(folder / "wide.docx", [(f"{_OPENING}{_WRONG}<w:tbl>{row * 3}</w:tbl>{_CLOSING}").encode()])
    return ["deep.docx", "wide.docx"]


def _archive(path: Path, document: list[bytes]) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.writestr("[Content_Types].xml", _TYPES)
        archive.writestr("_rels/.rels", _RELATIONS)
        with archive.open("word/document.xml", "w", force_zip64=True) as part:
            for piece in document:
                part.write(piece)


def _bomb_pdf() -> bytes:
    """A page whose two gigabytes of content are deflated twice."""
    deflate = zlib.compressobj(9)
    once = b"".join(deflate.compress(b" " * _MEGABYTE) for _ in range(2048)) + deflate.flush()
    page = "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R >>"
    filters = "/Filter [/FlateDecode /FlateDecode]"
    return _pdf({2: "<< /Type /Pages /Kids [3 0 R] /Count 1 >>", 3: page}, {4: (filters, zlib.compress(once, 9))})


def _pdf(objects: dict[int, str], streams: dict[int, tuple[str, bytes]]) -> bytes:
    """A PDF with these objects after its catalog, which is object 1."""
    bodies = {1: b"<< /Type /Catalog /Pages 2 0 R >>"} | {number: text.encode() for number, text in objects.items()}
    for number, (entries, data) in streams.items():
        bodies[number] = f"<< {entries} /Length {len(data)} >>\nstream\n".encode() + data + b"\nendstream"
    file, offsets = b"%PDF-1.7\n", []
    for number, body in sorted(bodies.items()):
        offsets.append(len(file))
        file += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
    table = "0000000000 65535 f \n" + "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    size = len(offsets) + 1
    trailer = f"xref\n0 {size}\n{table}trailer\n<< /Size {size} /Root 1 0 R >>\nstartxref\n{len(file)}\n%%EOF\n"
    return file + trailer.encode()
