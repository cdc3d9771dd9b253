"""library/checks: each folder in tests/bad is one mistake, laid over tests/bad/base, and the exact output of the check.

A new mistake is a new folder. `pytest --update` writes its problems.txt, which is then reviewed like any other text.
"""

from __future__ import annotations

import shutil
import time
from pathlib import Path

import pytest

from mistakes import BAD, BASE, MISTAKES, lay_mistake, read_expected_problems
from site_factory import check_briefing

MAX_SECONDS = 1.0
"""The most seconds of processor time for one briefing with a mistake."""


def test_the_base_has_no_problems(tmp_path: Path) -> None:
    shutil.copytree(BASE, tmp_path / "briefings")
    assert check_briefing(tmp_path).problems == []


@pytest.mark.parametrize("mistake", MISTAKES)
def test_mistake(mistake: str, tmp_path: Path, update: bool) -> None:
    lay_mistake(mistake, tmp_path)
    begun = time.process_time()
    found = "".join(f"{problem}\n" for problem in check_briefing(tmp_path).problems)
    spent = time.process_time() - begun
    if update:
        (BAD / mistake / "problems.txt").write_text(found, encoding="utf-8")
    assert found != "", "the mistake is not found"
    assert found == read_expected_problems(mistake)
    assert spent < MAX_SECONDS
