"""Tables in prose, of hand-written pages and of entries: each scrolls in a box of its own, which a keyboard can reach.

The theme's script would put them into a box that no keyboard reaches, and only where scripts run. It leaves tables with
a class alone.
"""

from __future__ import annotations

import re

from markupsafe import Markup

from .wording import Words

_TABLE = re.compile(r"<table>.*?</table>", re.DOTALL)
_HEADING = re.compile(r"<th\b[^>]*>(.*?)</th>", re.DOTALL)


def frame_tables(content: str, words: Words) -> str:
    """HTML with each table in a box, named after the columns of the table."""

    def frame(table: re.Match[str]) -> str:
        names = [Markup(name).striptags() for name in _HEADING.findall(table[0])]
        label = words.fill("table", names=words.join(filter(None, names)))
        opening = Markup('<div class="table-box" role="region" tabindex="0" aria-label="{}">').format(label)
        return f'{opening}<table class="written"{table[0].removeprefix("<table")}</div>'

    return _TABLE.sub(frame, content)
