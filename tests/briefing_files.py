"""The files of a briefing that a test writes."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Mapping
from pathlib import Path

Files = Mapping[str, str | bytes]
"""Path below a folder, mostly `briefings/`, -> contents; the common indentation of a text is removed."""

Write = Callable[[Files], Path]
"""The type of the fixture `briefing`: writes files and returns the project's root."""


def write_files(folder: Path, files: Files) -> None:
    """Writes files below a folder, which is created if it does not exist."""
    folder.mkdir(exist_ok=True)
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else textwrap.dedent(content).encode())
