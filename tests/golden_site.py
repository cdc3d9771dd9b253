"""The golden briefing, a small one whose complete site is kept in tests/golden, and helpers to compare its files."""

from __future__ import annotations

import difflib
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path

from press.site.render import Slots

GOLDEN = Path(__file__).parent / "golden"
PROJECT = GOLDEN / "project"
SITE = GOLDEN / "site"
ADDRESS = "https://example.org/golden/"

MAX_FILES_SHOWN = 3
MAX_LINES_SHOWN = 40
"""The most lines of the difference of one file."""


def copy_golden_briefing(folder: Path) -> Path:
    """Copies the briefing to the new `folder`, outside this repository, whose history would date its entries."""
    return Path(shutil.copytree(PROJECT, folder))


def fill_smallest_theme(slots: Slots) -> str:
    """A page of the smallest theme that fills every slot."""
    return (
        f"<!doctype html>\n<html lang=en>\n<head>\n<title>{slots.title}</title>\n"
        f'<meta name=description content="{slots.description}">\n<link rel=canonical href="{slots.canonical}">\n'
        f"{slots.head}\n</head>\n<body data-section='{slots.section}'>\n{slots.content}\n</body>\n</html>\n"
    )


def read_files(folder: Path) -> dict[str, bytes]:
    """The bytes of every file below `folder`, by its path there, sorted."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def compare_files(found: Mapping[str, bytes], expected: Mapping[str, bytes]) -> str:
    """How two sets of files differ, for a person to read; empty if they are the same.

    The first few files that differ are shown as a unified diff, cut short; the rest are only counted.
    """
    lines = [f"missing: {name}" for name in sorted(expected.keys() - found.keys())]
    lines += [f"not expected: {name}" for name in sorted(found.keys() - expected.keys())]
    changed = [name for name in sorted(found.keys() & expected.keys()) if found[name] != expected[name]]
    for name in changed[:MAX_FILES_SHOWN]:
        lines += _compare_file(name, found[name], expected[name])
    if len(changed) > MAX_FILES_SHOWN:
        lines.append(f"{len(changed) - MAX_FILES_SHOWN} more files differ: {', '.join(changed[MAX_FILES_SHOWN:])}")
    return "\n".join(lines)


def _compare_file(name: str, found: bytes, expected: bytes) -> Iterator[str]:
    try:
        before, after = expected.decode().splitlines(), found.decode().splitlines()
    except UnicodeDecodeError:
        yield f"{name}: {len(found)} bytes in place of {len(expected)}, not text"
        return
    lines = list(difflib.unified_diff(before, after, f"expected/{name}", f"found/{name}", lineterm="", n=1))
    yield from lines[:MAX_LINES_SHOWN] or [f"{name}: only the line ends differ"]
    if len(lines) > MAX_LINES_SHOWN:
        yield f"{len(lines) - MAX_LINES_SHOWN} more lines of this difference"
