"""Every cure that a machine can apply to the mistakes of tests/bad works: the problem is gone, and none is new."""

from __future__ import annotations

from pathlib import Path

import pytest

from cures import list_cures
from mistakes import MISTAKES, lay_mistake
from press.problem import Problem
from site_factory import check_briefing


def _key(problem: Problem) -> tuple[str, str, str]:
    return problem.at.file, str(problem.code), problem.what


def apply_each(project: Path, before: list[Problem]) -> dict[str, list[str]]:
    """Problem as printed -> what is wrong at its place after its cure, for every cure that a machine can apply.

    `before` are the problems of the project.
    """
    found: dict[str, list[str]] = {}
    for problem in before:
        for edits in list_cures(problem, project):
            saved = {path: path.read_bytes() if path.exists() else None for path in edits}
            for path, text in edits.items():
                path.unlink(missing_ok=True) if text is None else path.write_text(text, encoding="utf-8")
            after = check_briefing(project).problems
            left = [str(each) for each in after if _is_left(problem, each, before)]
            found.setdefault(f"{problem}", []).extend(left)
            for path, data in saved.items():
                path.unlink(missing_ok=True) if data is None else path.write_bytes(data)
    return found


def _is_left(cured: Problem, after: Problem, before: list[Problem]) -> bool:
    """Whether a problem that is found after a cure is the cured one, or a new one at its place."""
    if _key(after) == _key(cured) and after.at == cured.at:
        return True
    is_here = (after.at.file, after.at.line) == (cured.at.file, cured.at.line)
    return is_here and after.code == cured.code and _key(after) not in map(_key, before)


@pytest.mark.parametrize("mistake", MISTAKES)
def test_cures_work(mistake: str, tmp_path: Path) -> None:
    lay_mistake(mistake, tmp_path)
    found = apply_each(tmp_path, check_briefing(tmp_path).problems)
    assert {cure: left for cure, left in found.items() if left} == {}


def test_many_cures_are_tried(tmp_path: Path) -> None:
    tried = 0
    for mistake in MISTAKES:
        lay_mistake(mistake, tmp_path / mistake)
        problems = check_briefing(tmp_path / mistake).problems
        tried += sum(bool(list(list_cures(problem, tmp_path / mistake))) for problem in problems)
    assert tried > 100
