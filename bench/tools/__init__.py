"""The generators that are measured. A new one is a module in this folder and a line here."""

from __future__ import annotations

from .eleventy import Eleventy
from .hugo import Hugo
from .material import Empty, EveryPage, Pruned
from .ours import Ours
from .pelican import Pelican
from .tool import VERSIONS, Edit, Failed, PageByPage, Tool
from .zensical import Zensical

OTHERS: dict[str, type[PageByPage]] = {
    tool.name: tool for tool in (Hugo, Eleventy, Pelican, Zensical, Pruned, EveryPage, Empty)
}
"""The generators that ours is compared with, by name."""

__all__ = ["OTHERS", "VERSIONS", "Edit", "Failed", "Ours", "PageByPage", "Tool"]
