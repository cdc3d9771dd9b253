"""What is known to files that are not pages: JSON, CSV, feeds, the calendar, the search index, Markdown, the sitemap.

In come the site and the pages made for one key. Out go paths with their bytes. It may import `site` and below.

A new output is a module in this folder and a line here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from ..incremental import QueryFunction
from ..site.views.site import Page, Site
from ..site.views.site_queries import EntryQuery
from . import api, feeds, search, tables
from .api import LISTS, Api
from .calendar import Calendar
from .feeds import Feeds
from .markdown_pages import MarkdownPages
from .search import Search
from .sitemap import Sitemap
from .tables import Tables

File = tuple[str, bytes]
"""(path in the site, what it holds)."""

Beside = Callable[[str, Sequence[Page]], Iterator[File]]
"""(key of a view, the pages made for it) -> the files that go with them."""

QUERIES: tuple[QueryFunction[Any], ...] = (
    feeds.feed_rank,
    api.claim_json,
    api.entry_json,
    search.search_name,
    search.search_text,
    tables.claim_row,
    tables.entry_row,
    tables.figure_row,
)
"""Every query that an output declares. A new one is a line here."""

PIECES: dict[str, tuple[EntryQuery[str], ...]] = {
    "claim": (api.claim_json, search.search_text, tables.claim_row),
    "entry": (api.entry_json, search.search_name, tables.entry_row),
}
"""View -> what is written of each of its keys into the files of the whole."""


@dataclass(frozen=True, slots=True)
class Alone:
    """Files that go with no page; each key stands for those that are made together."""

    keys: Iterable[str]
    files: Callable[[str], Iterator[File]]


class Outputs:
    """All outputs of one site."""

    def __init__(self, site: Site) -> None:
        self.api = Api(site)
        feed_files, markdown_pages = Feeds(site), MarkdownPages(site)
        table_files, search_files = Tables(site), Search(site)
        self.beside: dict[str, tuple[Beside, ...]] = {
            "entry": (markdown_pages.beside, feed_files.entry, self.api.entry),
            "article": (markdown_pages.beside, self.api.entry),
            "edition": (markdown_pages.beside, self.api.entry),
            "claims of": (self.api.claims_of,),
            "moved": (feed_files.moved,),
        }
        """View -> what goes with its pages."""
        self.alone: dict[str, Alone] = {
            "api": Alone(("",), self.api.index),
            "lists": Alone(LISTS, self.api.lists),
            "calendar": Alone(("",), Calendar(site).files),
            "feeds": Alone(("",), feed_files.whole),
            "search": Alone(("",), search_files.files),
            "sitemap": Alone(("",), Sitemap(site).files),
            "claims.csv": Alone(("",), table_files.claims),
            "entries.csv": Alone(("",), table_files.entries),
            "figures.csv": Alone(("",), table_files.figures),
            "llms": Alone(("",), markdown_pages.llms),
        }
        """Name -> what stands for itself."""


__all__ = ["PIECES", "QUERIES", "Alone", "File", "Outputs"]
