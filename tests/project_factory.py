"""Whole projects for tests: made in a folder, then built and served in processes of their own, as authors do it."""

from __future__ import annotations

import hashlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from golden_site import copy_golden_briefing

HOOKS = Path(__file__).resolve().parents[1] / "hooks"
SETTINGS = """\
site_name: Golden & Co
site_url: https://example.org/golden/
docs_dir: docs
theme:
  name: material
  custom_dir: hooks/theme
  language: en
  font: false
plugins: []
hooks: [hooks/on_mkdocs.py]
watch: [briefings]
markdown_extensions: [tables, sane_lists]
extra: {briefing: {schema_version: 1, contact: desk@example.org, repository: "https://forge.example/golden"}}
"""
ABOUT = "# About\n\nWe follow [[lantern]], [[lantern|that firm]]. [@herald-launch/valuation] Write to {{ contact }}.\n"
MAX_SECONDS = 60
"""How long a build or a wait may take before the test fails."""


def make_project(folder: Path, hooks: Path = HOOKS) -> Path:
    """Makes a project in the new `folder`: the golden briefing, one hand-written page, and a copy of `hooks`."""
    copy_golden_briefing(folder)
    shutil.copytree(hooks, folder / "hooks", ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "docs").mkdir()
    (folder / "docs" / "about.md").write_text(ABOUT, encoding="utf-8")
    (folder / "mkdocs.yml").write_text(SETTINGS, encoding="utf-8")
    return folder


def replace_text(path: Path, before: str, after: str) -> None:
    """Replaces `before`, which must be in the file, by `after`."""
    text = path.read_text(encoding="utf-8")
    assert before in text, f"{path} lacks {before!r}"
    path.write_text(text.replace(before, after), encoding="utf-8")


def compose_command(*arguments: str) -> list[str]:
    """The command line of MkDocs with these arguments."""
    return [sys.executable, "-m", "mkdocs", *arguments]


def compose_environment(**changes: str) -> dict[str, str]:
    """The environment of a build, with `changes` made to it."""
    return {**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONDONTWRITEBYTECODE": "1", **changes}


def build_project(project: Path, *options: str, **changes: str) -> subprocess.CompletedProcess[str]:
    """Runs `mkdocs build` with `options`; `changes` are made to its environment. What it prints is in `stdout`."""
    return subprocess.run(
        compose_command("build", *options),
        cwd=project,
        env=compose_environment(**changes),
        timeout=MAX_SECONDS,
        check=False,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def hash_files(folder: Path) -> dict[str, str]:
    """The SHA-256 of each file below `folder`, by its path there."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def find_free_port() -> int:
    """A TCP port of this machine that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def serve_project(project: Path) -> Iterator[str]:
    """Runs `mkdocs serve` and yields the address of its home page; it prints to serve.log beside the project."""
    address = f"127.0.0.1:{find_free_port()}"
    with (project.parent / "serve.log").open("w") as log:
        process = subprocess.Popen(
            compose_command("serve", "--dev-addr", address),
            cwd=project,
            env=compose_environment(),
            stdout=log,
            stderr=log,
        )
        try:
            yield f"http://{address}/golden/"
        finally:
            process.send_signal(signal.SIGINT)
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait(10)


def wait_for_text(address: str, text: str, present: bool = True) -> str:
    """Asks for a page until `text` is in it, or with `present=False` until it no longer is, and returns the page."""
    ends = time.monotonic() + MAX_SECONDS
    page = ""
    while time.monotonic() < ends:
        try:
            with urllib.request.urlopen(address, timeout=10) as answer:
                page = answer.read().decode()
            if (text in page) == present:
                return page
        except OSError:
            pass
        time.sleep(0.1)
    raise AssertionError(
        f"{text!r} is {'not ' if present else ''}in {address} after {MAX_SECONDS} seconds:\n{page[:2000]}"
    )
