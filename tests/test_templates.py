"""The templates: no line is too long, and only one template writes tables."""

from __future__ import annotations

from pathlib import Path

import pytest

HOOKS = Path(__file__).resolve().parents[1] / "hooks"
TABLE = "macros/table.html"
MAX_LENGTH = 119


def list_templates() -> list[Path]:
    """Every template of the pages and of the theme, sorted."""
    return sorted([*(HOOKS / "press" / "templates").rglob("*.*"), *(HOOKS / "theme").rglob("*.html")])


@pytest.mark.parametrize("path", list_templates(), ids=lambda path: path.relative_to(HOOKS).as_posix())
def test_no_line_is_long(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()
    assert [number for number, line in enumerate(lines, 1) if len(line) > MAX_LENGTH] == []


def test_only_one_template_writes_tables() -> None:
    writers = [path for path in list_templates() if "<table" in path.read_text(encoding="utf-8")]
    assert [path.as_posix().endswith(TABLE) for path in writers] == [True]
