"""Reads each editor's configuration, and talks to the server that it names as that editor would.

check.py ROOT WORK: the folder of lawlint, and one with what Kakoune set (NAME.toml). LAWLINT is the program.
"""

import json
import os
import re
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

ROOT, WORK = Path(sys.argv[1]), Path(sys.argv[2])
EDITORS = ROOT / "editors"
SAMPLE = (ROOT / "tests/editors/sample/brochure.md").read_text()
COMMAND = ["lawlint", "server"]
OPTIONS = {"asOf", "ignore"}


def read(name):
    return (EDITORS / name).read_text()


def expect(truth, what):
    if not truth:
        sys.exit(f"not so: {what}")


def with_options(text):
    """A configuration with the options that it names in comments."""
    return re.sub(r"^(\s*)# (?=(?:asOf|ignore) = )", r"\1", text, flags=re.M)


def helix():
    for text, options in [(read("helix/languages.toml"), set()), (with_options(read("helix/languages.toml")), OPTIONS)]:
        config = tomllib.loads(text)
        server = config["language-server"]["lawlint"]
        expect(set(server["config"]) == options, f"Helix has the options {options}")
    languages = {language["name"]: language for language in config["language"]}
    expect(set(languages) == {"markdown", "text"}, "Helix has lawlint for Markdown and text")
    first, *others = languages["markdown"]["language-servers"]
    expect(first["name"] == "lawlint" and others == ["marksman", "markdown-oxide"], "Helix keeps its own servers")
    expect(languages["text"]["language-servers"] == ["lawlint"], "Helix has lawlint for text")
    ids = {".md": "markdown", ".txt": languages["text"]["language-id"]}
    return [server["command"], *server["args"]], ids, server["config"], None


def kakoune():
    for name in ["brochure.md", "brochure.txt"]:
        config = tomllib.loads(with_options((WORK / f"{name}.toml").read_text()))
        expect(list(config) == ["lawlint"], f"Kakoune has lawlint alone for {name}")
        server = config["lawlint"]
    settings = server["settings"]
    expect(list(settings) == [server["settings_section"]] == ["lawlint"], "Kakoune sends the section lawlint")
    ids = {".md": "markdown", ".txt": "text"}
    return [server["command"], *server["args"]], ids, settings[server["settings_section"]], settings


def kate():
    servers = json.loads(read("kate/settings.json"))["servers"]
    server = servers["markdown"]
    expect(servers["text"]["use"] == "markdown", "Kate has one server for Markdown and text")
    for mode, name in [("Markdown", "markdown"), ("None", "text"), ("Normal", "text")]:
        expect(re.search(servers[name]["highlightingModeRegex"], mode), f"Kate has lawlint for the mode {mode}")
    return server["command"], {".md": "markdown", ".txt": "text"}, server["initializationOptions"], None


def sublime_text():
    client = json.loads(read("sublime-text/LSP.sublime-settings"))["clients"]["lawlint"]
    expect(client["enabled"], "Sublime Text starts lawlint")
    scopes = {scope.strip() for scope in client["selector"].split("|")}
    expect(scopes == {"text.html.markdown", "text.plain"}, "Sublime Text has lawlint for Markdown and text")
    section = {name.removeprefix("lawlint."): value for name, value in client["settings"].items()}
    return client["command"], {".md": "markdown", ".txt": "txt"}, {}, {"lawlint": section}


def zed():
    manifest = tomllib.loads(read("zed/extension.toml"))
    crate = tomllib.loads(read("zed/Cargo.toml"))
    for name in ["id", "name", "version", "schema_version", "authors", "description"]:
        expect(manifest.get(name), f"extension.toml has {name}")
    expect(manifest["schema_version"] == 1, "extension.toml is of schema version 1")
    expect(manifest["version"] == crate["package"]["version"], "Zed's two versions are the same")
    expect(crate["lib"]["crate-type"] == ["cdylib"] and crate["workspace"] == {}, "Zed's crate stands alone")
    ids = manifest["language_servers"]["lawlint"]["language_ids"]
    languages = manifest["language_servers"]["lawlint"]["languages"]
    expect(languages == ["Markdown", "Plain Text"], "Zed has lawlint for Markdown and text")
    expect(ids == {"Markdown": "markdown", "Plain Text": "plaintext"}, "Zed tells the server which is which")
    source = read("zed/src/lib.rs")
    expect('which("lawlint")' in source and 'vec!["server".to_owned()]' in source, "Zed starts `lawlint server`")
    options = json.loads(read("zed/settings.json"))["lsp"]["lawlint"]["settings"]
    return COMMAND, {".md": ids["Markdown"], ".txt": ids["Plain Text"]}, options, {"lawlint": options}


def what_the_pages_say_is_there():
    for page, language, name in [
        ("kakoune", "kak", "kakoune/kakrc"),
        ("kate", "json", "kate/settings.json"),
        ("sublime-text", "json", "sublime-text/LSP.sublime-settings"),
        ("zed", "json", "zed/settings.json"),
    ]:
        expect(f"```{language}\n{read(name)}```\n" in read(f"{page}/README.md"), f"{page}/README.md quotes {name}")
    for page in ["helix", "kakoune"]:
        for name in re.findall(r"^cp (editors/\S+)", read(f"{page}/README.md"), flags=re.M):
            expect((ROOT / name).is_file(), f"{name}, which {page}/README.md says to copy, is there")
    print("ok: the pages quote and name the files that were checked")


class Server:
    """The server, and a client that answers what it asks."""

    def __init__(self, command, settings):
        program = os.environ["LAWLINT"] if command[0] == "lawlint" else command[0]
        self.process = subprocess.Popen([program, *command[1:]], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.settings = settings

    def send(self, **message):
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        self.process.stdin.flush()

    def receive(self):
        length = 0
        while line := self.process.stdout.readline().strip():
            if line.lower().startswith(b"content-length:"):
                length = int(line.split(b":")[1])
        expect(length, "the server answers")
        return json.loads(self.process.stdout.read(length))

    def wait_for(self, wanted):
        """The first message that is wanted; what the server asks meanwhile is answered."""
        while True:
            message = self.receive()
            if wanted(message):
                return message
            if "id" in message and "method" in message:
                self.answer(message)

    def answer(self, message):
        items = message.get("params", {}).get("items", [])
        self.send(id=message["id"], result=[(self.settings or {}).get(item.get("section")) for item in items] or None)


def findings(command, language_id, suffix, initial, settings):
    with tempfile.TemporaryDirectory() as folder:
        uri = (Path(folder) / f"brochure{suffix}").as_uri()
        server = Server(command, settings)
        capabilities = {"workspace": {"configuration": settings is not None}}
        params = {"processId": None, "rootUri": None, "capabilities": capabilities, "initializationOptions": initial}
        server.send(id=1, method="initialize", params=params)
        server.wait_for(lambda message: message.get("id") == 1 and "result" in message)
        server.send(method="initialized", params={})
        if settings is not None:
            asked = server.wait_for(lambda message: message.get("method") == "workspace/configuration")
            server.answer(asked)
        document = {"uri": uri, "languageId": language_id, "version": 1, "text": SAMPLE}
        server.send(method="textDocument/didOpen", params={"textDocument": document})
        told = server.wait_for(lambda message: message.get("method") == "textDocument/publishDiagnostics")
        server.send(id=2, method="shutdown")
        server.wait_for(lambda message: message.get("id") == 2 and "method" not in message)
        server.send(method="exit")
        server.process.communicate(timeout=10)
        return [finding["code"] for finding in told["params"]["diagnostics"]]


def main():
    what_the_pages_say_is_there()
    for name, configuration in [
        ("Helix", helix),
        ("Kakoune", kakoune),
        ("Kate", kate),
        ("Sublime Text", sublime_text),
        ("Zed", zed),
    ]:
        command, ids, initial, settings = configuration()
        expect(command == COMMAND, f"{name} starts `lawlint server`")
        options = settings["lawlint"] if settings else initial
        expect(set(options) == OPTIONS, f"{name} has the options {sorted(OPTIONS)}")
        print(f"ok: {name}: starts `lawlint server` for Markdown and text, with asOf and ignore")
        for as_of, codes in [("", ["claim-class"]), ("2012-06-01", [])]:
            section = {**options, "asOf": as_of, "ignore": []}
            sent = section if initial else {}
            for suffix, language_id in ids.items():
                found = findings(command, language_id, suffix, sent, settings and {"lawlint": section})
                expect(found == codes, f"{name}: brochure{suffix} has the findings {codes} as of {as_of or 'today'}, not {found}")
        print(f"ok: {name}: the server heeds these settings as they are sent")


main()
