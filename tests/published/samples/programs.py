"""What LibreOffice, Chromium, qpdf and poppler make."""

import os
import shutil
import subprocess
import tempfile
from pathlib import Path


def office(source: Path, kind: str, folder: Path) -> Path:
    """Converts a file by LibreOffice to the format whose extension is `kind`."""
    # Without this filter LibreOffice opens HTML as a page of its own kind, which it cannot save as a Word document.
    reader = ["--infilter=HTML (StarWriter)"] if source.suffix == ".html" else []
    with tempfile.TemporaryDirectory() as work:
        profile = f"-env:UserInstallation=file://{_profile()}"
        told = _run("soffice", profile, "--headless", *reader, "--convert-to", kind, "--outdir", work, str(source))
        made = Path(work) / f"{source.stem}.{kind}"
        if not made.exists():
            raise RuntimeError(f"LibreOffice makes no {kind} of {source}: {told}")
        return Path(shutil.move(made, folder / made.name))


def chromium(source: Path, target: Path) -> None:
    """Prints an HTML page to PDF."""
    options = ("--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer")
    _run("chromium", *options, f"--print-to-pdf={target}", source.resolve().as_uri())


def qpdf(*arguments: str) -> None:
    _run("qpdf", *arguments)


def pictures(source: Path, target: Path, resolution: int = 100) -> list[Path]:
    """Renders each page of a PDF as PNG: `target`-1.png and so on."""
    _run("pdftoppm", "-r", str(resolution), "-png", str(source), str(target))
    return sorted(target.parent.glob(f"{target.name}-*.png"))


def _profile() -> Path:
    cache = Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache"))
    return cache / "lawlint-published" / "office-profile"


def _run(*command: str) -> str:
    done = subprocess.run(command, capture_output=True, text=True, timeout=180, check=False)
    if done.returncode:
        raise RuntimeError(f"{' '.join(command)} failed:\n{done.stdout}{done.stderr}")
    return done.stdout + done.stderr
