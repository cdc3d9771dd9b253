"""The folders of tests/bad: one mistake each, laid over a correct briefing."""

from __future__ import annotations

import shutil
from pathlib import Path

BAD = Path(__file__).parent / "bad"
BASE = BAD / "base"
MISTAKES = sorted(path.name for path in BAD.iterdir() if path.is_dir() and path != BASE)

ONLY_IN_CHECK = {"name-with-a-slip"}
"""The mistakes that a build does not look for, because it would have to read every text again."""


def lay_mistake(mistake: str, project: Path) -> None:
    """Copies the base to `project/briefings`, and the files of the mistake over it."""
    shutil.copytree(BASE, project / "briefings")
    shutil.copytree(
        BAD / mistake, project / "briefings", dirs_exist_ok=True, ignore=shutil.ignore_patterns("problems.txt")
    )


def read_expected_problems(mistake: str) -> str:
    """What a check reports about the mistake, word for word."""
    return (BAD / mistake / "problems.txt").read_text(encoding="utf-8")
