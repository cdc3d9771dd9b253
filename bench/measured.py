"""The measured tables as HTML, each in its own box that scrolls, and their place in a hand-written page."""

from __future__ import annotations

import html
from collections.abc import Mapping, Sequence
from pathlib import Path

from html_tables import write_table

BEGIN, END = "<!-- measured: begin -->", "<!-- measured: end -->"

Row = tuple[str, Sequence[float]]
"""What was measured, and a figure for each column."""


def table(name: str, columns: Sequence[str], rows: Sequence[Row], bars: Sequence[str], limits: Sequence[float]) -> str:
    """`bars` are the words of the last row. A figure above its limit is marked; a negative limit is a minimum."""
    lines = [[html.escape(what), *map(_cell, figures, limits)] for what, figures in rows]
    return write_table(name, ("Page", *columns), [*lines, ["Bar", *map(html.escape, bars)]])


def _cell(figure: float, limit: float) -> str:
    shown = shorten(figure)
    return f"<strong>{shown}</strong>" if is_short(figure, limit) else shown


def is_short(figure: float, limit: float) -> bool:
    """Whether a figure misses its bar (limit)."""
    return figure < -limit if limit < 0 else figure > limit


def shorten(figure: float) -> str:
    """A number with at most three significant digits."""
    if figure == 0:
        return "0"
    if figure == int(figure) or figure >= 100:
        return f"{figure:,.0f}"
    return f"{figure:.2f}" if figure < 10 else f"{figure:.1f}"


def short_lines(columns: Sequence[str], rows: Sequence[Row], limits: Sequence[float]) -> list[str]:
    """What misses its bar, one line each."""
    return [
        f"{what}: {column} {shorten(figure)}, the bar is {shorten(abs(limit))}"
        for what, figures in rows
        for column, figure, limit in zip(columns, figures, limits, strict=True)
        if is_short(figure, limit)
    ]


def replace_measured(page: Path, parts: Mapping[str, str], marks: tuple[str, str] = (BEGIN, END)) -> None:
    """Writes the parts, each under its heading, between two marks of the page. Raises ValueError without them."""
    begin, end = marks
    before, found, rest = page.read_text(encoding="utf-8").partition(begin)
    _, ended, after = rest.partition(end)
    if not found or not ended:
        raise ValueError(f"{page} lacks {begin} or {end}")
    body = "\n\n".join(f"### {heading}\n\n{part}" for heading, part in parts.items())
    page.write_text(f"{before}{begin}\n\n{body}\n\n{end}{after}", encoding="utf-8")
