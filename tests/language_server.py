"""A client of the YAML language server, which VS Code and other editors run, over its standard input and output.
https://microsoft.github.io/language-server-protocol/"""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any

VERSION = "1.19.2"
"""The last version for Node 20; version 2 needs Node 22."""
TOOLS = Path(__file__).resolve().parents[1] / ".prove" / "npm"
"""Where it is installed: a folder that git ignores."""
SCRIPT = TOOLS / "node_modules/yaml-language-server/out/server/src/server.js"
SETTINGS = {"yaml": {"validate": True, "completion": True, "hover": True, "schemaStore": {"enable": False}}}


def install() -> None:
    """Installs the server unless it is there. Raises LookupError, which says why it cannot."""
    if SCRIPT.is_file():
        return
    if not shutil.which("npm"):
        raise LookupError("the YAML language server needs Node and npm")
    TOOLS.mkdir(parents=True, exist_ok=True)
    (TOOLS / "package.json").write_text("{}")
    quiet = ("--silent", "--no-audit", "--no-fund", "--ignore-scripts")
    command = ["npm", "install", *quiet, f"yaml-language-server@{VERSION}"]
    done = subprocess.run(command, cwd=TOOLS, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=300)
    if done.returncode or not SCRIPT.is_file():
        raise LookupError(f"npm could not install the YAML language server: {done.stdout[-300:]}")


class LanguageServer:
    """One server; files are opened in it as an editor does, and need not exist."""

    def __init__(self, process: subprocess.Popen[bytes], root: Path) -> None:
        self._process = process
        self._root = root
        self._numbers = count(1)
        self._found: dict[str, list[dict[str, Any]]] = {}
        """Address of a file -> what the server last said is wrong with it."""
        capabilities = {"workspace": {"configuration": True}}
        self._ask("initialize", {"processId": None, "rootUri": root.as_uri(), "capabilities": capabilities})
        self._tell("initialized", {})
        self._tell("workspace/didChangeConfiguration", {"settings": SETTINGS})

    def open(self, file: str, text: str) -> None:
        """Opens a file with a text."""
        document = {"uri": self._address(file), "languageId": "yaml", "version": 1, "text": text}
        self._tell("textDocument/didOpen", {"textDocument": document})

    def complete(self, file: str, line: int, column: int) -> list[str]:
        """What the server offers at a place, in its order; lines and columns start at 0."""
        found = self._ask("textDocument/completion", self._place(file, line, column))
        return [item["label"] for item in (found["items"] if isinstance(found, dict) else found)]

    def hover(self, file: str, line: int, column: int) -> str:
        """What the server says about the field at a place."""
        found = self._ask("textDocument/hover", self._place(file, line, column))
        return str(found["contents"]["value"]) if found else ""

    def find_problems(self, file: str) -> list[str]:
        """What is wrong with an open file, as `line: message`, in order."""
        address = self._address(file)
        while address not in self._found:
            self._handle(self._read())
        return [f"{each['range']['start']['line']}: {each['message']}" for each in self._found[address]]

    def _address(self, file: str) -> str:
        return (self._root / file).as_uri()

    def _place(self, file: str, line: int, column: int) -> dict[str, Any]:
        return {"textDocument": {"uri": self._address(file)}, "position": {"line": line, "character": column}}

    def _tell(self, method: str, params: object) -> None:
        self._send({"method": method, "params": params})

    def _ask(self, method: str, params: object) -> Any:
        number = next(self._numbers)
        self._send({"id": number, "method": method, "params": params})
        while True:
            message = self._read()
            if message.get("id") == number and "method" not in message:
                assert "error" not in message, message["error"]
                return message["result"]
            self._handle(message)

    def _handle(self, message: dict[str, Any]) -> None:
        """Answers what the server asks, and keeps what it says is wrong with a file."""
        if message.get("method") == "textDocument/publishDiagnostics":
            self._found[message["params"]["uri"]] = message["params"]["diagnostics"]
        elif "method" in message and "id" in message:
            is_settings = message["method"] == "workspace/configuration"
            items = message["params"]["items"] if is_settings else []
            result = [SETTINGS.get(item.get("section")) for item in items] if is_settings else None
            self._send({"id": message["id"], "result": result})

    def _send(self, message: dict[str, Any]) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self._process.stdin
        self._process.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        self._process.stdin.flush()

    def _read(self) -> dict[str, Any]:
        assert self._process.stdout
        length = 0
        while line := self._process.stdout.readline().strip():
            name, _, value = line.partition(b":")
            length = int(value) if name.lower() == b"content-length" else length
        assert length, "the language server has ended"
        message: dict[str, Any] = json.loads(self._process.stdout.read(length))
        return message


@contextmanager
def run_language_server(root: Path) -> Iterator[LanguageServer]:
    """A server for the project in `root`, which ends with the block."""
    command = ["node", str(SCRIPT), "--stdio"]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL}
    with subprocess.Popen(command, **pipes) as process:  # type: ignore[call-overload]
        try:
            yield LanguageServer(process, root)
        finally:
            process.kill()
