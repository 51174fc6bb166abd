"""Damaged files are read, told, or both: 250 cut short and 250 with bits turned, of each format."""

import json
import random
import subprocess

import pytest

import lawlint

_HALF = 250
_MOST_SECONDS = 60
_MOST_MEGABYTES = 500
_SAMPLES = ["notes.docx", "tracked.docx", "office.odt", "slides.pptx", "office.odp", "office-2.pdf", "chromium-3.pdf"]


@pytest.mark.parametrize("name", _SAMPLES)
def test_damage_is_survived_and_told(name, tmp_path):
    whole = (lawlint.OUT / name).read_bytes()
    names = _write_damaged(whole, name, tmp_path)
    arguments = [lawlint.PROGRAM, "check", *lawlint.LAW, "--output-format", "json", str(tmp_path)]
    done = subprocess.run(
        ["/usr/bin/time", "-f", "peak %M", *arguments], capture_output=True, text=True, timeout=_MOST_SECONDS, check=False
    )
    assert "panicked" not in done.stderr
    assert done.returncode == 2, "most of them cannot be read"
    assert int(done.stderr.rsplit("peak ", 1)[1]) / 1024 < _MOST_MEGABYTES
    read = {file["filename"].rsplit("/", 1)[-1] for file in json.loads(done.stdout)["files"]}
    assert [file for file in names if file not in read and file not in done.stderr] == []


def _write_damaged(whole: bytes, name: str, folder) -> list[str]:
    chance = random.Random(name)
    names = []
    for number in range(2 * _HALF):
        damaged = bytearray(whole)
        if number < _HALF:
            del damaged[chance.randrange(len(damaged)) :]
        else:
            for _ in range(chance.randint(1, 20)):
                damaged[chance.randrange(len(damaged))] ^= 1 << chance.randrange(8)
        names.append(f"{number:03}-{name}")
        (folder / names[-1]).write_bytes(damaged)
    return names
