#!/usr/bin/env python3
"""Times lawlint on the same text as plain text, HTML, Word, OpenDocument and PDF, made by LibreOffice.

    benches/formats.py [--binary B] [--runs N] [--copies N] [FILE…]

FILE: plain texts to repeat (default: those of examples/). One thread; medians of whole processes.
"""

import argparse
import html
import os
import re
import statistics
import subprocess
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--binary", default=ROOT / "target/release/lawlint")
    parser.add_argument("--runs", type=int, default=7)
    parser.add_argument("--copies", type=int, default=10)
    parser.add_argument("files", nargs="*", type=Path)
    arguments = parser.parse_args()
    files = arguments.files or sorted((ROOT / "examples").glob("*.[mt][dx]*"))
    with tempfile.TemporaryDirectory() as folder:
        made = make(files, arguments.copies, Path(folder))
        print("| format | size | `cites` | `check -j1` | peak memory |\n|---|---:|---:|---:|---:|")
        for file in made:
            cites, _ = timed([arguments.binary, "cites", file], arguments.runs)
            check, memory = timed([arguments.binary, "check", "--isolated", "--quiet", "-j1", file], arguments.runs)
            name = file.suffix[1:] + (f", {pages(file)} pages" if file.suffix == ".pdf" else "")
            print(f"| {name} | {file.stat().st_size / 1e6:.2f} MB | {cites:.0f} ms | {check:.0f} ms | {memory:.0f} MB |")


def make(files: list[Path], copies: int, folder: Path) -> list[Path]:
    """The text of the files, so many times over, in every format."""
    blocks = [block for file in files for block in re.split(r"\n[ \t]*\n", file.read_text(encoding="utf-8")) if block.strip()]
    text, page = folder / "text.txt", folder / "text.html"
    text.write_text("\n\n".join(blocks * copies), encoding="utf-8")
    body = "\n".join(f"<p>{html.escape(block)}</p>" for block in blocks * copies)
    page.write_text(f'<!doctype html><html><head><meta charset="utf-8"></head><body>{body}</body></html>', encoding="utf-8")
    for source, kind in ((page, "docx:MS Word 2007 XML"), (page, "odt:writer8"), (folder / "text.docx", "pdf")):
        profile = f"-env:UserInstallation=file://{folder}/profile"
        command = ["soffice", profile, "--headless", "--convert-to", kind, "--outdir", folder, source]
        subprocess.run(command, check=True, capture_output=True)
    return [text, page, *(folder / f"text.{kind}" for kind in ("docx", "odt", "pdf"))]


def timed(command: list, runs: int) -> tuple[float, float]:
    """The median in milliseconds, and the most memory in megabytes."""
    times, memory = [], 0
    for _ in range(runs):
        start = time.perf_counter()
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        _, _, usage = os.wait4(process.pid, 0)
        times.append((time.perf_counter() - start) * 1000)
        memory = max(memory, usage.ru_maxrss / 1024)
    return statistics.median(times), memory


def pages(file: Path) -> str:
    """How many pages a PDF has, if pdfinfo is there to say it."""
    try:
        told = subprocess.run(["pdfinfo", file], capture_output=True, text=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        return "?"
    return re.search(r"Pages:\s+(\d+)", told)[1]


if __name__ == "__main__":
    main()
