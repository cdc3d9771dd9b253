"""Keeps the generator's tests independent of the publication in this repository.

A fork replaces the briefing, the hand-written pages and the settings. So a test outside tests/publication fails if it
reads one of them, or builds the project of this repository.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[1]
GUARDED = tuple(str(ROOT / name) for name in ("briefings", "docs", "mkdocs.yml", "words.yml"))
ALLOWED = ("tests/publication/", "tests/test_codes.py::test_the_page_of_codes")
"""Prefixes of the names of the tests that may read the publication: its own tests, and that of a generated page."""
PROJECT_COMMANDS = {"mkdocs", "hooks", str(ROOT / "hooks")}
"""Arguments of a command that works on the project in its working folder."""

_reads: list[str] = []


def _note_read(event: str, arguments: tuple[Any, ...]) -> None:
    """Records what is opened or started, see https://docs.python.org/3/library/audit_events.html."""
    if event in ("open", "os.listdir", "os.scandir"):
        path = arguments[0]
        if isinstance(path, (str, os.PathLike)) and os.path.abspath(path).startswith(GUARDED):
            _reads.append(str(path))
    elif event == "subprocess.Popen":
        _, command, folder, _ = arguments
        if os.path.abspath(folder or ".") == str(ROOT) and not PROJECT_COMMANDS.isdisjoint(map(str, command)):
            _reads.append(" ".join(map(str, command)))


sys.addaudithook(_note_read)


@contextmanager
def watch_publication() -> Iterator[list[str]]:
    """Yields a list that contains, at the end, what was read from the publication inside the block."""
    found: list[str] = []
    before = len(_reads)
    try:
        yield found
    finally:
        found += _reads[before:]
        del _reads[before:]


def _fail_on_read(item: pytest.Item) -> Generator[None, object, object]:
    with watch_publication() as found:
        result = yield
    if found and not item.nodeid.startswith(ALLOWED):
        pytest.fail(f"a test of the generator reads the publication: {', '.join(found)}", pytrace=False)
    return result


@pytest.hookimpl(wrapper=True)
def pytest_runtest_setup(item: pytest.Item) -> Generator[None, object, object]:
    return (yield from _fail_on_read(item))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None, object, object]:
    return (yield from _fail_on_read(item))
