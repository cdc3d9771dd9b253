"""The hand-written pages that commands write into, and the generated pages of problem codes and fields."""

from __future__ import annotations

import re
from pathlib import Path
from types import ModuleType

import pytest

import code_page
import field_page
import measured
import report
from press.site.host_settings import REFUSALS

DOCS = Path(__file__).resolve().parents[2] / "docs"


@pytest.mark.parametrize(
    ("page", "marks"),
    [("performance.md", (report.BEGIN, report.END)), ("experience.md", (measured.BEGIN, measured.END))],
)
def test_a_page_has_the_marks_between_which_a_command_writes(page: str, marks: tuple[str, str]) -> None:
    text = (DOCS / page).read_text(encoding="utf-8")
    assert [text.count(mark) for mark in marks] == [1, 1]


@pytest.mark.parametrize("page", [code_page, field_page])
def test_a_generated_page_is_up_to_date(page: ModuleType, update: bool) -> None:
    text = page.write_page()
    if update:
        page.PAGE.write_text(text, encoding="utf-8")
    assert text == page.PAGE.read_text(encoding="utf-8"), f"run: pytest --update {__file__}"


def test_every_path_on_the_architecture_page_exists() -> None:
    text = (DOCS / "architecture.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`([a-z_.][a-z_./]*/(?:[a-z_.]+)?)`", text))
    assert len(named) > 30
    tops = (DOCS.parent, DOCS.parent / "hooks", DOCS.parent / "hooks" / "press")
    assert {path for path in named if not any((top / path).exists() for top in tops)} == set()


def test_every_refused_setting_is_on_the_page_of_settings() -> None:
    text = (DOCS / "settings.md").read_text(encoding="utf-8")
    settings = {refusal.what.split()[0] for refusal in REFUSALS}
    assert {setting for setting in settings if f"`{setting}" not in text} == set()
