#!/usr/bin/env python3
"""Writes the samples: make.py FOLDER. LAWLINT is the program that says what is to be found in them.

FOLDER/expected.json holds, for each sample, what lawlint finds in the same content as Markdown;
FOLDER/hostile.json the names of those that must be refused and of those that may be read.
"""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from samples import hostile, published, word

AS_OF = "2026-01-01"


def main() -> None:
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as work:
        said = word.make_all(folder)
        said |= published.make_office(folder, Path(work))
        said |= published.make_pdfs(folder, Path(work))
    refused, unwieldy = hostile.make_all(folder), hostile.make_unwieldy(folder)
    _write_json(folder / "hostile.json", {"refused": refused, "unwieldy": unwieldy})
    _write_json(folder / "expected.json", {name: expected(markdown) for name, markdown in said.items()})


def expected(markdown: str) -> list[dict]:
    """What lawlint finds in Markdown: the rule, the citation, the words, what to put in their place."""
    command = [os.environ["LAWLINT"], "check", "--isolated", "--as-of", AS_OF, "--stdin-filename", "said.md"]
    done = subprocess.run([*command, "--output-format", "json", "-"], input=markdown, capture_output=True, text=True, check=False)
    found = json.loads(done.stdout)["diagnostics"]
    return [
        {
            "rule": finding["rule"],
            "cite": finding["cite"] and finding["cite"]["id"],
            "words": " ".join(finding["text"].split()),
            "replacement": finding["fix"] and finding["fix"]["edits"][0]["content"],
        }
        for finding in found
    ]


def _write_json(path: Path, value: object) -> None:
    path.write_text(json.dumps(value, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
