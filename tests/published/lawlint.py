"""Runs lawlint on samples, and says what is to be found in them."""

import collections
import json
import os
import re
import subprocess
import unicodedata
from pathlib import Path

OUT = Path(os.environ["OUT"])
PROGRAM = os.environ["LAWLINT"]
AUTHOR = "lawlint"
LAW = ("--isolated", "--as-of", "2026-01-01")
EXPECTED = json.loads((OUT / "expected.json").read_text(encoding="utf-8"))
HOSTILE = json.loads((OUT / "hostile.json").read_text(encoding="utf-8"))


def run(*arguments: str | Path) -> subprocess.CompletedProcess:
    return subprocess.run([PROGRAM, *map(str, arguments)], capture_output=True, text=True, timeout=120, check=False)


def check(path: Path) -> list[dict]:
    """What lawlint finds in a file."""
    done = run("check", *LAW, "--output-format", "json", path)
    assert done.returncode in (0, 1), done.stderr
    return json.loads(done.stdout)["diagnostics"]


def citations(path: Path) -> list[dict]:
    done = run("cites", "--output-format", "json-lines", path)
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def annotate(source: Path, target: Path, *options: str) -> Path:
    target.unlink(missing_ok=True)
    done = run("annotate", *LAW, *options, source, "-o", target)
    assert done.returncode in (0, 1), done.stderr
    return target


def words(text: str) -> str:
    """Text as a reader sees it: white space collapsed, ligatures taken apart, no soft hyphens."""
    return " ".join(unicodedata.normalize("NFKC", text).replace("\u00ad", "").split())


def letters(text: str) -> str:
    """Only what does not change where lines break: no white space, no hyphens."""
    return re.sub(r"[\s\u2010\u2011-]", "", words(text))


def findings(diagnostics: list[dict]) -> collections.Counter:
    """Findings by rule, citation and words."""
    return collections.Counter((d["rule"], (d["cite"] or {}).get("id"), words(d["text"] or "")) for d in diagnostics)


def expected(name: str) -> collections.Counter:
    return collections.Counter((e["rule"], e["cite"], words(e["words"])) for e in EXPECTED[name])


def with_replacement(name: str) -> list[dict]:
    return [finding for finding in EXPECTED[name] if finding["replacement"]]


def without(parts: collections.Counter, rule: str) -> collections.Counter:
    """The findings of all other rules."""
    return collections.Counter({finding: count for finding, count in parts.items() if finding[0] != rule})


def differences(wanted: collections.Counter, found: collections.Counter) -> str:
    lines = [f"missing: {item}" for item in (wanted - found).elements()]
    return "\n".join(lines + [f"too much: {item}" for item in (found - wanted).elements()])
