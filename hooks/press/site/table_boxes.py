"""Tables in prose: each scrolls in a box of its own, which the keyboard reaches and which its first row names.

On hand-written pages, the theme's script would put them into a box that no keyboard reaches, and only where scripts
run. It leaves tables with a class alone.
"""

from __future__ import annotations

import re

from markupsafe import Markup

_TABLE = re.compile(r"<table>(?P<inside>.*?)</table>", re.DOTALL)
_ROW = re.compile(r"<tr>(.*?)</tr>", re.DOTALL)
_CELL_END = re.compile(r"</t[hd]>\s*")


def box_tables(content: str) -> str:
    """HTML in which each table without a class is in a box. Tables with a class are left to whoever wrote it."""
    return _TABLE.sub(_box, content) if "<table>" in content else content


def _box(table: re.Match[str]) -> str:
    return Markup(
        '<div class="table-box" role="region" tabindex="0" aria-label="{}"><table class="series">{}</table></div>'
    ).format(_name(table["inside"]), Markup(table["inside"]))


def _name(inside: str) -> str:
    """The words of the first row that has any: `Year, Lamps, Price`."""
    for row in _ROW.findall(inside):
        cells = (Markup(cell).striptags() for cell in _CELL_END.split(row))
        if words := ", ".join(cell for cell in cells if cell):
            return words
    return ""
