"""The files that a fork replaces, and those that it takes from the generator."""

from __future__ import annotations

from pathlib import PurePosixPath

PUBLICATION = (
    "briefings",
    "docs/about.md",
    "docs/assets",
    "docs/disclosures.md",
    "docs/notes.md",
    "overrides",
    "tests/publication",
    "words.yml",
    ".github/home.png",
    "README.md",
    "CITATION.cff",
)
"""The files and folders of this publication: a fork has its own, or none."""
SHARED = ("mkdocs.yml", "LICENSE-CONTENT")
"""Files that both have: a fork changes them, and a new release does not replace them."""


def is_of_generator(file: str) -> bool:
    """Whether a file belongs to the generator; `file` is relative to the project, with slashes."""
    path = PurePosixPath(file)
    return file not in SHARED and not any(path.is_relative_to(top) for top in PUBLICATION)
