"""Mistakes that a journalist makes, each with the message that was judged right: it names the place and the cause, and
what it advises works. `pytest --update` writes the messages; judge each as its reader would."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml

from mistakes import BASE
from site_factory import check_briefing
from test_cures import apply_each

DATA = Path(__file__).parent / "journalist.yml"
"""A list of `{do, file, text, says}`; the text is added to the file in tests/bad/base. With `by_hand: true` no machine
can follow the advice."""
MISTAKES: list[dict[str, Any]] = yaml.safe_load(DATA.read_text(encoding="utf-8"))
MIN_MISTAKES = 130


@pytest.fixture(scope="module", autouse=True)
def written(request: pytest.FixtureRequest) -> Any:
    """Writes the messages back with `--update`."""
    yield
    if request.config.getoption("--update"):
        text = yaml.safe_dump(MISTAKES, allow_unicode=True, sort_keys=False, width=120)
        DATA.write_text(text, encoding="utf-8")


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda mistake: mistake["do"])
def test_mistake(mistake: dict[str, Any], tmp_path: Path, update: bool) -> None:
    shutil.copytree(BASE, tmp_path / "briefings")
    path = tmp_path / "briefings" / mistake["file"]
    path.parent.mkdir(exist_ok=True)
    before = path.read_text(encoding="utf-8") if path.exists() else ""
    path.write_text(before + mistake["text"], encoding="utf-8")
    problems = check_briefing(tmp_path).problems
    says = [str(problem).removeprefix("briefings/") for problem in problems]
    if update:
        mistake["says"] = says
    assert says == mistake["says"] != []
    if not mistake.get("by_hand"):
        assert {cure: left for cure, left in apply_each(tmp_path, problems).items() if left} == {}


def test_there_are_enough() -> None:
    assert len(MISTAKES) >= MIN_MISTAKES
    assert len({(mistake["file"], mistake["text"]) for mistake in MISTAKES}) == len(MISTAKES)
