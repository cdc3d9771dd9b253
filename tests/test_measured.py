"""The tables that `make measure` writes: figures against their bars, and their place in a hand-written page."""

from __future__ import annotations

from pathlib import Path

import pytest

from measured import BEGIN, END, is_short, replace_measured, short_lines, shorten, table

ROWS = [("Home", (850, 29.94, 100)), ("Timeline", (1900, 0, 94))]
COLUMNS, BARS, LIMITS = ("First paint, ms", "CSS, KB", "Words, %"), ("≤ 1,800", "≤ 30", "≥ 95"), (1800, 30, -95)


def test_a_figure_misses_a_maximum_or_a_minimum() -> None:
    assert [is_short(1801, 1800), is_short(1800, 1800), is_short(94, -95), is_short(95, -95)] == [True, False] * 2


def test_what_misses_its_bar_is_reported_and_marked() -> None:
    assert short_lines(COLUMNS, ROWS, LIMITS) == [
        "Timeline: First paint, ms 1,900, the bar is 1,800",
        "Timeline: Words, % 94, the bar is 95",
    ]
    found = table("Cost", COLUMNS, ROWS, BARS, LIMITS)
    assert found.count("<strong>") == 2
    assert '<td>Home</td><td class="num">850</td><td class="num">29.9</td>' in found
    assert 'role="region" tabindex="0" aria-label="Cost"' in found


@pytest.mark.parametrize(
    ("figure", "shown"), [(0, "0"), (5, "5"), (0.174, "0.17"), (30.04, "30.0"), (212.6, "213"), (20_000, "20,000")]
)
def test_three_significant_digits(figure: float, shown: str) -> None:
    assert shorten(figure) == shown


def test_the_tables_replace_those_between_the_marks(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(f"Before.\n\n{BEGIN}\nold\n{END}\n\nAfter.\n", encoding="utf-8")
    replace_measured(page, {"Search": "a table"})
    replace_measured(page, {"Search": "a newer table"})
    text = page.read_text(encoding="utf-8")
    assert text == f"Before.\n\n{BEGIN}\n\n### Search\n\na newer table\n\n{END}\n\nAfter.\n"


def test_a_page_without_marks_is_left_alone(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("No marks.\n", encoding="utf-8")
    with pytest.raises(ValueError, match="lacks"):
        replace_measured(page, {"Search": "a table"})
    assert page.read_text(encoding="utf-8") == "No marks.\n"
