"""Every folder of tests/bad is one mistake: its files, laid over tests/bad/base, and the exact words of the check.

A new mistake is a new folder; `pytest --update` writes its problems.txt, which is then read like any other text.
"""

from __future__ import annotations

import shutil
import time
from pathlib import Path

import pytest

from made import check

BAD = Path(__file__).parent / "bad"
MISTAKES = sorted(path.name for path in BAD.iterdir() if path.is_dir() and path.name != "base")
MAX_SECONDS = 1.0


def lay(mistake: str, project: Path) -> None:
    """The base briefing with the files of one mistake laid over it."""
    shutil.copytree(BAD / "base", project / "briefings")
    shutil.copytree(
        BAD / mistake, project / "briefings", dirs_exist_ok=True, ignore=shutil.ignore_patterns("problems.txt")
    )


def test_the_base_has_no_problems(tmp_path: Path) -> None:
    shutil.copytree(BAD / "base", tmp_path / "briefings")
    assert check(tmp_path).problems == []


@pytest.mark.parametrize("mistake", MISTAKES)
def test_mistake(mistake: str, tmp_path: Path, update: bool) -> None:
    lay(mistake, tmp_path)
    begun = time.process_time()
    found = "".join(f"{problem}\n" for problem in check(tmp_path).problems)
    spent = time.process_time() - begun
    if update:
        (BAD / mistake / "problems.txt").write_text(found, encoding="utf-8")
    assert found != "", "the mistake is not found"
    assert found == (BAD / mistake / "problems.txt").read_text(encoding="utf-8")
    assert spent < MAX_SECONDS
