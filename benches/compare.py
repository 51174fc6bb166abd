#!/usr/bin/env python3
"""Whole processes side by side: `lawlint cites` and `lawlint check -j1` beside ripgrep counting what
lawlint starts from. Prints Markdown tables.

usage: benches/compare.py [--runs 5] [--binary target/release/lawlint] [FILE...]

Without files, and where ../shared holds the two codes and the five documents, it measures the first 20 MB of the
General Statutes, 20 MB of the United States Code, the documents repeated to 20 MB, and 1, 10 and 70 MB of the General
Statutes. The programs take turns within each run, so that a busy machine is unfair to none; figures are medians of
the time that passes. Needs python3 and, for the comparison, ripgrep (apt-get install ripgrep).
"""
import argparse, gzip, json, os, pathlib, shutil, statistics, subprocess, sys, tempfile, time

ROOT = pathlib.Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
MB = 1_000_000
# What lawlint itself starts from: the shape of a number, and the words of src/citation/mod.rs.
TRIGGERS = (
    r"[0-9]+[a-z]?[-–][0-9]+|U\.S\.C|USC|U\. S\. C|U\.S\. Code|nited States Code|[tT]itle [1-9]|tate Agencies|C\.F\.R|CFR"
    r"|Pub\. L|Public Law|P\.L\. |ouse Bill|enate Bill|[HS]\.B\.|[HS]B |[hH]apter |HAPTER |Trafficking|Interstate|Victims"
)
# A short list of words, as one would first think of.
WORDS = r"section |§|U\.S\.C|Gen\. Stat|Public Act|P\.A\.|Pub\. L|chapter "


def law(path, target, size):
    """The first `size` bytes of the sections' texts."""
    with gzip.open(path, "rt", encoding="utf-8") as lines, open(target, "wb") as out:
        for line in lines:
            out.write((json.loads(line)["text"] + "\n\n").encode())
            if out.tell() >= size:
                break


def repeated(paths, target, size):
    with open(target, "wb") as out:
        while out.tell() < size:
            for path in paths:
                out.write(path.read_bytes() + b"\n\n")


def prepare(folder):
    """Writes the texts and prints their names. Runs in a process of its own, so that this one stays small: a
    child's peak memory is never reported below what its parent had."""
    statutes, code = SHARED / "law/ct-general-statutes.jsonl.gz", SHARED / "law/us-code.jsonl.gz"
    documents = sorted((SHARED / "documents").glob("*.txt"))
    if not (statutes.exists() and code.exists() and documents):
        sys.exit(f"name files to measure on: {SHARED} has none")
    for size in (20, 1, 10, 70):
        law(statutes, folder / f"General Statutes, {size} MB", size * MB)
    law(code, folder / "United States Code, 20 MB", 20 * MB)
    repeated(documents, folder / "five documents repeated, 20 MB", 20 * MB)


def measure(command):
    """Seconds that passed, seconds of processor and peak memory in MB."""
    with tempfile.TemporaryFile() as out:
        start = time.perf_counter()
        child = subprocess.Popen(command, stdout=out, stderr=subprocess.DEVNULL)
        _, status, usage = os.wait4(child.pid, 0)
        passed = time.perf_counter() - start
        child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode > 1:
            sys.exit(f"{' '.join(map(str, command))} failed with {child.returncode}")
    return passed, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def commands(binary, path):
    found = {
        "lawlint cites": [binary, "cites", "--output-format", "json-lines", path],
        "lawlint check -j1": [binary, "check", "--isolated", "-j1", "--output-format", "concise", path],
    }
    if shutil.which("rg"):
        found["rg -c, triggers"] = ["rg", "-j1", "-c", "--no-config", TRIGGERS, path]
        found["rg -o -b, triggers"] = ["rg", "-j1", "-o", "-b", "--no-config", TRIGGERS, path]
        found["rg -o -b, words"] = ["rg", "-j1", "-o", "-b", "--no-config", WORDS, path]
    return found


def rows(binary, paths, runs):
    results = {}
    for run in range(runs + 1):
        for path in paths:
            for name, command in commands(binary, path).items():
                result = measure(command)
                if run:  # the first round only warms the file cache
                    results.setdefault((path, name), []).append(result)
    print("| text | program | time, s | MB/s | of rg -c, triggers | processor, s | peak memory, MB |")
    print("|---|---|---:|---:|---:|---:|---:|")
    for (path, name), measured in results.items():
        passed, cpu, memory = (statistics.median(column) for column in zip(*measured))
        size = os.path.getsize(path) / MB
        beside = results.get((path, "rg -c, triggers"))
        share = f"{statistics.median(row[0] for row in beside) / passed:.0%}" if beside else "–"
        print(f"| {path.name} | `{name}` | {passed:.3f} | {size / passed:.0f} | {share} | {cpu:.3f} | {memory:.0f} |")


def starts(binary, runs):
    print("\n| from a cold start | median of %d, ms |\n|---|---:|" % (runs * 10))
    brochure = ROOT / "examples/brochure-2012.md"
    for name, command in {
        "`lawlint check examples/brochure-2012.md`": [binary, "check", "--isolated", brochure],
        "`lawlint law 53a-83a`": [binary, "law", "53a-83a"],
    }.items():
        passed = [measure(command)[0] for _ in range(runs * 10)]
        print(f"| {name} | {statistics.median(passed) * 1000:.1f} |")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=pathlib.Path)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--binary", type=pathlib.Path, default=ROOT / "target/release/lawlint")
    parser.add_argument("--prepare", type=pathlib.Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.prepare:
        return prepare(given.prepare)
    if not given.binary.exists():
        sys.exit(f"{given.binary} is missing: cargo build --release")
    if not shutil.which("rg"):
        print("ripgrep is not installed (apt-get install ripgrep): measured without it\n", file=sys.stderr)
    with tempfile.TemporaryDirectory() as folder:
        files = given.files
        if not files:
            subprocess.run([sys.executable, __file__, "--prepare", folder], check=True)
            files = sorted(pathlib.Path(folder).iterdir(), key=lambda path: (", 20 MB" not in path.name, path.stat().st_size))
        rows(given.binary.resolve(), files, given.runs)
        starts(given.binary.resolve(), given.runs)


if __name__ == "__main__":
    main()
