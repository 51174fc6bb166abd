#!/usr/bin/env python3
"""How long an editor waits for `lawlint server`. Prints a Markdown table of medians and 99th percentiles in milliseconds.

usage: benches/server.py [--binary target/release/lawlint] [--edits 300] [FILE]

The text is FILE, by default the examples, repeated to 1 MB. An edit is one typed character at a random place; it is timed
from the notification to the diagnostics of that version. Needs python3, nothing else; memory is told on Linux.
"""
import argparse, json, pathlib, queue, re, random, statistics, subprocess, tempfile, threading, time

ROOT = pathlib.Path(__file__).resolve().parent.parent
MB = 1_000_000
CAPABILITIES = {"textDocument": {"hover": {"contentFormat": ["markdown"]}}}
PULLING = {"textDocument": {"diagnostic": {}}}


class Server:
    """A running server; what it says is read on a thread of its own, as an editor does."""

    def __init__(self, binary, capabilities, folder=None):
        self.child = subprocess.Popen([binary, "server"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.messages, self.next, self.held = queue.Queue(), 0, []
        threading.Thread(target=self.read, daemon=True).start()
        folders = [{"uri": folder.as_uri(), "name": "work"}] if folder else None
        options = {"asOf": "2025-01-01", "virtualDocuments": True}
        self.request("initialize", {"capabilities": capabilities, "workspaceFolders": folders, "initializationOptions": options})
        self.notify("initialized", {})

    def read(self):
        while True:
            length = 0
            while line := self.child.stdout.readline().strip():
                if line.lower().startswith(b"content-length:"):
                    length = int(line.split(b":")[1])
            if not length:
                return
            body = self.child.stdout.read(length)
            # The time counts when the message is here, not when Python has understood it.
            self.messages.put((time.perf_counter(), body))

    def send(self, message):
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self.child.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        self.child.stdin.flush()

    def notify(self, method, params):
        self.send({"method": method, "params": params})

    def wait(self, wanted):
        """The first message that is wanted, and when it came."""
        while True:
            came, body = self.messages.get(timeout=120)
            message = json.loads(body)
            if wanted(message):
                return came, message

    def request(self, method, params):
        """Seconds until the answer, and the answer."""
        self.next += 1
        started = time.perf_counter()
        self.send({"id": self.next, "method": method, "params": params})
        came, answer = self.wait(lambda message: message.get("id") == self.next and "method" not in message)
        return came - started, answer.get("result")

    def open(self, uri, text):
        """Seconds until the diagnostics, and how many there are."""
        started = time.perf_counter()
        document = {"uri": uri, "languageId": "markdown", "version": 1, "text": text}
        self.notify("textDocument/didOpen", {"textDocument": document})
        came, told = self.pushed(uri, 1)
        return came - started, len(told["params"]["diagnostics"])

    def pushed(self, uri, version):
        def is_it(message):
            params = message.get("params", {})
            return message.get("method") == "textDocument/publishDiagnostics" and (params["uri"], params.get("version")) == (uri, version)

        return self.wait(is_it)

    def memory(self):
        """Peak and present memory in MB."""
        try:
            status = pathlib.Path(f"/proc/{self.child.pid}/status").read_text()
        except OSError:
            return None
        sizes = dict(line.split(":", 1) for line in status.splitlines())
        return [int(sizes[name].split()[0]) / 1024 for name in ("VmHWM", "VmRSS")]

    def leave(self):
        self.request("shutdown", None)
        self.notify("exit", None)
        self.child.wait(timeout=10)


def row(what, seconds):
    seconds = sorted(1000 * second for second in seconds)
    last = seconds[min(len(seconds) - 1, int(len(seconds) * 0.99))]
    print(f"| {what} | {statistics.median(seconds):.1f} | {last:.1f} | {len(seconds)} |", flush=True)


def at(text, offset):
    """The position of a character; the text has no character beyond UTF-16's first plane."""
    return {"line": text.count("\n", 0, offset), "character": offset - (text.rfind("\n", 0, offset) + 1)}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--binary", default=str(ROOT / "target/release/lawlint"))
    parser.add_argument("--edits", type=int, default=300)
    parser.add_argument("file", nargs="?")
    arguments = parser.parse_args()
    files = [pathlib.Path(arguments.file)] if arguments.file else sorted((ROOT / "examples").glob("*.md"))
    page = "\n\n".join(file.read_text(encoding="utf-8", errors="replace") for file in files)
    text = page * (MB // len(page) + 1)
    dice = random.Random(5)
    uri = "untitled:large"

    print(f"| 1 MB of {', '.join(file.name for file in files)} | median ms | 99th percentile ms | times |\n|---|---:|---:|---:|")
    # Before it opens a document an editor starts its extensions and draws its window, while the server makes ready.
    for what, pause in [("open 0.2 s after the server's start, to the diagnostics", 0.2), ("open at once", 0)]:
        opened = []
        for _ in range(10):
            server = Server(arguments.binary, CAPABILITIES)
            time.sleep(pause)
            seconds, found = server.open(uri, text)
            opened.append(seconds)
            server.leave()
        row(what, opened)

    server = Server(arguments.binary, CAPABILITIES)
    server.open(uri, text)
    edited = []
    for version in range(2, arguments.edits + 2):
        place = at(text, dice.randrange(len(text)))
        change = {"range": {"start": place, "end": place}, "text": dice.choice("abc ")}
        started = time.perf_counter()
        server.notify("textDocument/didChange", {"textDocument": {"uri": uri, "version": version}, "contentChanges": [change]})
        came, _ = server.pushed(uri, version)
        edited.append(came - started)
    row("edit, to the new diagnostics", edited)
    cited = [found.start() for found in re.finditer(r"\b53a-\d", text)]
    for what, method in [("hover", "textDocument/hover"), ("completion", "textDocument/completion")]:
        asked = []
        for _ in range(200):
            place = at(text, dice.choice(cited) + 5)
            params = {"textDocument": {"uri": uri}, "position": place, "context": {"triggerKind": 1}}
            asked.append(server.request(method, params)[0])
        row(what, asked)
    large = server.memory()
    server.leave()

    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        for number in range(200):
            (folder / f"brochure-{number:03}.md").write_text(page, encoding="utf-8")
        checked = []
        for _ in range(5):
            server = Server(arguments.binary, PULLING, folder)
            seconds, report = server.request("workspace/diagnostic", {"previousResultIds": []})
            assert len(report["items"]) == 200
            checked.append(seconds)
            server.leave()
        row("all diagnostics of a folder with 200 brochures, from the start", checked)
        server = Server(arguments.binary, CAPABILITIES, folder)
        for number in range(200):
            server.open(f"{folder.as_uri()}/brochure-{number:03}.md", page)
        many = server.memory()
        server.leave()
    print(f"\n{found} findings in the text, {len(cited)} citations of title 53a.")
    if large and many:
        print(f"Memory with the 1 MB document {large[1]:.0f} MB (peak {large[0]:.0f}); with 200 open brochures {many[1]:.0f} MB (peak {many[0]:.0f}).")


if __name__ == "__main__":
    main()
