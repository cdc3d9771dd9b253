"""Whole projects for tests: made in a folder, built and served as their authors do."""

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

ROOT = Path(__file__).resolve().parents[1]
PROJECT = Path(__file__).parent / "golden" / "project"
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
SECONDS = 60


def make(folder: Path, hooks: Path) -> Path:
    """A project: the golden briefing, one hand-written page, and a copy of `hooks` with the theme."""
    shutil.copytree(PROJECT, folder)
    shutil.copytree(hooks, folder / "hooks", ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "docs").mkdir()
    (folder / "docs" / "about.md").write_text(ABOUT, encoding="utf-8")
    (folder / "mkdocs.yml").write_text(SETTINGS, encoding="utf-8")
    return folder


def command(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "mkdocs", *arguments]


def environment(**changes: str) -> dict[str, str]:
    return {**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONDONTWRITEBYTECODE": "1", **changes}


def build(project: Path, *options: str, **changes: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command("build", *options),
        cwd=project,
        env=environment(**changes),
        timeout=SECONDS,
        check=False,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def digest(folder: Path) -> dict[str, str]:
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


@contextmanager
def served(project: Path) -> Iterator[str]:
    """The address of `mkdocs serve`; ended by its own process id."""
    address = f"127.0.0.1:{free_port()}"
    with (project.parent / "serve.log").open("w") as log:
        process = subprocess.Popen(
            command("serve", "--dev-addr", address), cwd=project, env=environment(), stdout=log, stderr=log
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


def read_until(address: str, wanted: str, present: bool = True) -> str:
    """The page once `wanted` stands in it, or no longer does."""
    ends = time.monotonic() + SECONDS
    page = ""
    while time.monotonic() < ends:
        try:
            with urllib.request.urlopen(address, timeout=10) as answer:
                page = answer.read().decode()
            if (wanted in page) == present:
                return page
        except OSError:
            pass
        time.sleep(0.2)
    raise AssertionError(
        f"{wanted!r} is {'not ' if present else ''}in {address} after {SECONDS} seconds:\n{page[:2000]}"
    )
