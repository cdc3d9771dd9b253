"""Tables of figures as HTML, each in its own box, which scrolls on a narrow screen and can be reached by keyboard.

Markdown tables cannot be used for figures: they are aligned with inline styles, which the pages' content security
policy forbids.
"""

from __future__ import annotations

import html
from collections.abc import Sequence


def write_table(label: str, head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A table whose first column has words and whose other columns have numbers. The cells are already HTML."""
    first, *others = map(html.escape, head)
    columns = "".join(f'<th scope="col" class="num">{column}</th>' for column in others)
    return "\n".join(
        (
            f'<div class="table-box" role="region" tabindex="0" aria-label="{html.escape(label)}">',
            f'<table class="series"><thead><tr><th scope="col">{first}</th>{columns}</tr></thead><tbody>',
            *(_write_row(*row) for row in rows),
            "</tbody></table></div>",
        )
    )


def _write_row(what: str, *figures: str) -> str:
    cells = "".join(f'<td class="num">{figure}</td>' for figure in figures)
    return f"<tr><td>{what}</td>{cells}</tr>"
