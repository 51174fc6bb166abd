"""The samples that LibreOffice and Chromium make: Word, OpenDocument, PowerPoint, PDF in one, two and three columns."""

from pathlib import Path

import img2pdf
import pikepdf

from . import content, markup, programs, slides
from .content import Paragraph


def make_office(folder: Path, work: Path) -> dict[str, str]:
    """office.docx, office.odt and the presentations. For each, what it says as Markdown."""
    source = work / "office.fodt"
    changed = markup.CHANGED_PARAGRAPH
    source.write_text(markup.fodt(content.BROCHURE, 1, markup.TRACKED_CHANGES, changed), encoding="utf-8")
    said = content.markdown(content.BROCHURE.followed_by(Paragraph(markup.CHANGED)))
    made = {programs.office(source, kind, folder).name: said for kind in ("odt", "docx")}
    made["slides.pptx"] = slide_text = slides.make(folder / "slides.pptx")
    programs.office(folder / "slides.pptx", "odp", folder).rename(folder / "office.odp")
    made[programs.office(folder / "office.odp", "pptx", folder).name] = slide_text
    return made | {"office.odp": slide_text}


def make_pdfs(folder: Path, work: Path) -> dict[str, str]:
    """The PDFs that can be read. For each, what it says as Markdown."""
    names = []
    for columns in (1, 2, 3):
        office = work / f"office-{columns}.fodt"
        office.write_text(markup.fodt(content.BROCHURE, columns), encoding="utf-8")
        names.append(programs.office(office, "pdf", folder).name)
        page = work / f"chromium-{columns}.html"
        page.write_text(markup.html(content.BROCHURE, columns), encoding="utf-8")
        programs.chromium(page, folder / f"chromium-{columns}.pdf")
        names.append(f"chromium-{columns}.pdf")
    programs.qpdf("--encrypt", "", "owner", "256", "--", str(folder / "office-1.pdf"), str(folder / "protected.pdf"))
    names.append("protected.pdf")
    make_scan(folder, work)
    return dict.fromkeys([*names, "scan.pdf"], content.markdown(content.BROCHURE))


def make_scan(folder: Path, work: Path) -> None:
    """One page of text and, after it, the same page as an image only."""
    pages = programs.pictures(folder / "chromium-2.pdf", work / "scanned")
    scanned = work / "scanned.pdf"
    scanned.write_bytes(img2pdf.convert(str(pages[0])))
    with pikepdf.open(folder / "chromium-2.pdf") as text, pikepdf.open(scanned) as image:
        text.pages.extend(image.pages)
        text.save(folder / "scan.pdf")
