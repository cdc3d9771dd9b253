"""The templates: no line is too long, and few templates write tables."""

from __future__ import annotations

from pathlib import Path

import pytest

HOOKS = Path(__file__).resolve().parents[1] / "hooks"
TABLES = ("press/templates/email.html", "press/templates/macros/comparison.html", "press/templates/macros/table.html")
"""What writes tables: mail, which is laid out by them; entries side by side, which need roles on phones; the rest."""
MAX_LENGTH = 119


def list_templates() -> list[Path]:
    """Every template of the pages and of the theme, sorted."""
    return sorted([*(HOOKS / "press" / "templates").rglob("*.*"), *(HOOKS / "theme").rglob("*.html")])


@pytest.mark.parametrize("path", list_templates(), ids=lambda path: path.relative_to(HOOKS).as_posix())
def test_no_line_is_long(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()
    assert [number for number, line in enumerate(lines, 1) if len(line) > MAX_LENGTH] == []


def test_few_templates_write_tables() -> None:
    writers = [path for path in list_templates() if "<table" in path.read_text(encoding="utf-8")]
    assert tuple(path.relative_to(HOOKS).as_posix() for path in writers) == TABLES
