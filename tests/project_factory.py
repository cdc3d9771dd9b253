"""Whole projects for tests: created in a folder, then built and served in separate processes, as authors do."""

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
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from briefing_files import Files, write_files
from corpus import write_corpus
from golden_site import copy_golden_briefing
from press.publish.cache import CACHE
from press.site.wording import read_words

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
  palette:
    - media: "(prefers-color-scheme: light)"
      scheme: default
      toggle: {icon: material/weather-night, name: Switch to dark colors}
    - media: "(prefers-color-scheme: dark)"
      scheme: slate
      toggle: {icon: material/weather-sunny, name: Switch to light colors}
plugins: []
hooks: [hooks/on_mkdocs.py]
watch: [briefings]
markdown_extensions: [tables, sane_lists]
extra: {briefing: {schema_version: 1, contact: desk@example.org, repository: "https://forge.example/golden"}}
"""
ABOUT = """\
---
description: Whom we follow and how to write to us, in a page that is written by hand.
---

# About

We follow [[lantern]], [[lantern|that firm]]. [@herald-launch/valuation] Write to {{ contact }}.
{{ editors }} {{ owner }} {{ funding }}
"""
LINKED_PAGES = (
    "how-we-work",
    "how-to-read-a-claim",
    "disclosures",
    "contributing",
    "contact",
    "corrections-policy",
    "living-people",
    "licence",
    "privacy",
    "accessibility",
)
"""The hand-written pages, besides about.md, that generated pages link to."""
HAND_WRITTEN = """\
---
description: A page about {0} that is written by hand, as every project has some, with a description of its own.
---

# The page {0}

Nothing on this page is made from data.
"""
RARE: Files = {
    "companies/evening-lamp.yml": "{name: The Evening Lamp, type: outlet, summary: A newspaper.}",
    "companies/morning-lamp.yml": "{name: The Morning Lamp, type: outlet, summary: A newspaper.}",
    "companies/lamp-makers.yml": "{name: Lamp Makers, type: company, summary: A maker of lamps.}",
    "articles/evening-lamp-worth.yml": """
        title: What the lamp makers are worth
        publisher: evening-lamp
        url: https://evening-lamp.example/worth
        published: 2025-03-04
        """,
    "claims/evening-lamp-worth.yml": """
        - {id: worth, text: Lamp Makers is valued at 7 million US dollars in the spring., kind: figure, at: s2,
           subject: lamp-makers, property: valuation, value: 7 million USD, when: 2025-03}
        """,
    "articles/morning-lamp-undated.yml": """
        title: A page without a day
        publisher: morning-lamp
        url: https://morning-lamp.example/undated
        published: unknown
        """,
    "claims/morning-lamp-undated.yml": """
        - {id: worth, text: Lamp Makers is valued at 9 million US dollars in the spring., kind: figure, at: s1,
           subject: lamp-makers, property: valuation, value: 9 million USD, when: 2025-03}
        """,
    "articles/morning-lamp-withdrawn.yml": """
        title: A report that was taken back
        publisher: morning-lamp
        url: https://morning-lamp.example/withdrawn
        published: 2025-04-05
        withdrawn: {date: 2025-04-09, why: The reporter had made it up.}
        """,
    "claims/morning-lamp-withdrawn.yml": """
        - {id: closed, text: Lamp Makers closed its only shop in the old town for good., kind: event, when: 2025-04}
        """,
}
"""What a small invented briefing may lack: two conflicting sources, an article without a day, a withdrawn article."""
MAX_SECONDS = 60
"""How many seconds a build or a wait may take before the test fails."""


def make_project(folder: Path, hooks: Path = HOOKS) -> Path:
    """Creates a project in the new `folder`: the golden briefing, one hand-written page, and a copy of `hooks`."""
    copy_golden_briefing(folder)
    _add_generator(folder, hooks, ABOUT)
    return folder


def make_invented_project(folder: Path, pages: int, seed: int) -> Path:
    """Creates a project in the new `folder`: an invented briefing of about `pages` pages, committed on one day."""
    write_corpus(folder, pages, seed)
    write_files(folder / "briefings", RARE)
    _add_generator(folder, HOOKS, HAND_WRITTEN.format("about"))
    commit_briefings(folder, "2026-11-20")
    return folder


def _add_generator(folder: Path, hooks: Path, about: str) -> None:
    shutil.copytree(hooks, folder / "hooks")  # with what is compiled: it takes a third of a build
    pages = {f"{name}.md": HAND_WRITTEN.format(name) for name in LINKED_PAGES}
    pages["how-to-read-a-claim.md"] += _write_anchors()
    write_files(folder / "docs", {"about.md": about, **pages})
    (folder / "mkdocs.yml").write_text(SETTINGS, encoding="utf-8")


def _write_anchors() -> str:
    """The headings that the labels of claims link to."""
    words, _ = read_words()
    anchors = sorted({word for key, word in words.get_texts().items() if key.endswith("_anchor")})
    return "".join(f'\n<h2 id="{anchor}">{anchor}</h2>\n' for anchor in anchors)


def commit_briefings(project: Path, day: str) -> None:
    """Commits all of `briefings/` at noon UTC on a day; the first call creates the repository."""
    _commit(project, day, "briefings")


def commit_all(project: Path, day: str) -> None:
    """Commits every file of a project that git does not ignore, as `commit_briefings` does."""
    _commit(project, day, ".")


def _commit(project: Path, day: str, folder: str) -> None:
    kept = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}
    alone = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    dated = {f"GIT_{who}_DATE": f"{day}T12:00:00Z" for who in ("AUTHOR", "COMMITTER")}
    named = {f"GIT_{who}_{what}": "a@example.org" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    init, commit = ("init", "-q", "-b", "main"), ("commit", "-q", "--allow-empty", "-m", "edit")
    for arguments in (init, ("add", "-A", folder), commit):
        subprocess.run(["git", *arguments], cwd=project, env={**kept, **alone, **dated, **named}, check=True)


def replace_text(path: Path, before: str, after: str) -> None:
    """Replaces `before`, which must be in the file, with `after`."""
    text = path.read_text(encoding="utf-8")
    assert before in text, f"{path} lacks {before!r}"
    path.write_text(text.replace(before, after), encoding="utf-8")


def edit_lantern(project: Path) -> None:
    """Changes the summary of one company: the edit that most tests of builds make."""
    replace_text(project / "briefings/companies/lantern.yml", "that builds a", "that sells a")


def compose_command(*arguments: str) -> list[str]:
    """The command line of MkDocs with these arguments."""
    return [sys.executable, "-m", "mkdocs", *arguments]


def compose_environment(**changes: str) -> dict[str, str]:
    """The environment of a build, with `changes` applied."""
    return {**os.environ, "NO_MKDOCS_2_WARNING": "1", **changes}


def build_project(
    project: Path, *options: str, before: Sequence[str] = (), **changes: str
) -> subprocess.CompletedProcess[str]:
    """Runs `mkdocs build` with `options`, behind a command `before` it that runs others; `changes` are made to its
    environment. What it prints is in `stdout`."""
    return subprocess.run(
        [*before, *compose_command("build", *options)],
        cwd=project,
        env=compose_environment(**changes),
        timeout=MAX_SECONDS,
        check=False,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def _ignore_builds(folder: str, names: list[str]) -> set[str]:
    """What builds leave at the top level of a project: the published site, its staging folders and the cache."""
    left = {name for name in names if name in ("site", CACHE) or name.startswith(".site")}
    return left if (Path(folder) / "mkdocs.yml").exists() else set()


def build_from_nothing(project: Path, aside: Path) -> dict[str, str]:
    """The hashes of the site built from a copy of the project without a cache, in the new folder `aside`."""
    shutil.copytree(project, aside, ignore=_ignore_builds)
    done = build_project(aside)
    assert done.returncode == 0, done.stdout
    return hash_files(aside / "site")


def hash_files(folder: Path) -> dict[str, str]:
    """The SHA-256 of each file below `folder`, by its path there."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def find_free_port() -> int:
    """A TCP port on this machine that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def serve_project(project: Path, *options: str) -> Iterator[str]:
    """Runs `mkdocs serve` with `options` and yields the address of its home page; its output goes to serve.log beside
    the project."""
    address = f"127.0.0.1:{find_free_port()}"
    with (project.parent / "serve.log").open("w") as log:
        process = subprocess.Popen(
            compose_command("serve", "--dev-addr", address, *options),
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
    """Requests a page until it contains `text`, or with `present=False` until it no longer does; returns the page."""
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
