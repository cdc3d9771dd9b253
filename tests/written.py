"""The types of a briefing written by a test."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Mapping
from pathlib import Path

Files = Mapping[str, str | bytes]
"""Path below `briefings/` -> contents."""

Write = Callable[[Files], Path]
"""Writes files and returns the project's root: the fixture `briefing`."""


def write_files(folder: Path, files: Files) -> None:
    """Writes files below the folder of a briefing, over those that are there."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else textwrap.dedent(content).encode())
