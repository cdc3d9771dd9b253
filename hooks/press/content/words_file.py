"""Where a project overrides words of the interface. It imports nothing: even a build with nothing to do reads it."""

from __future__ import annotations

from pathlib import Path

WORDS_FILE = "words.yml"
"""The words of the interface: all of them next to the code, those that a fork overrides next to its mkdocs.yml."""


def words_override_path(root: Path) -> Path:
    """Where the project in `root` overrides words of the interface; most projects have no such file."""
    return root / WORDS_FILE
