"""Where a project overrides words and templates. It imports nothing: even a build with nothing to do reads it."""

from __future__ import annotations

from pathlib import Path

WORDS_FILE = "words.yml"
"""The words of the interface: all of them next to the code, those that a fork overrides next to its mkdocs.yml."""


def words_override_path(root: Path) -> Path:
    """Where the project in `root` overrides words of the interface; most projects have no such file."""
    return root / WORDS_FILE


TEMPLATES_FOLDER = "overrides/templates"
"""The templates of generated pages that a fork overrides, next to its mkdocs.yml."""


def templates_override_path(root: Path) -> Path:
    """Where the project in `root` overrides templates; most projects have no such folder."""
    return root / TEMPLATES_FOLDER
