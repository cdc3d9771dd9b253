"""What is known to files that are not pages: JSON, CSV, feeds, the calendar, the search index, Markdown, the sitemap.

In come the site and the pages made for one key. Out go paths with their bytes. It may import `site` and below.

A new output is a module in this folder and a line here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from ..incremental import Answers
from ..site.views import WHOLES, subscriptions
from ..site.views.site import Page, Site
from .api import KINDS, Api
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

WHOLES.update(subscriptions.WHOLES)


@dataclass(frozen=True, slots=True)
class Alone:
    """Files that go with no page; each key stands for those that are made together."""

    keys: Iterable[str]
    files: Callable[[str], Iterator[File]]


class Outputs:
    """All outputs of one site."""

    def __init__(self, site: Site) -> None:
        self.api = api = Api(site)
        feeds, markdown_pages, tables, search = Feeds(site), MarkdownPages(site), Tables(site), Search(site)
        self.beside: dict[str, tuple[Beside, ...]] = {
            "entry": (markdown_pages.beside, feeds.entry, api.entry),
            "article": (markdown_pages.beside, api.entry),
            "edition": (markdown_pages.beside, api.entry),
            "claims of": (api.claims_of,),
            "moved": (feeds.moved,),
        }
        """View -> what goes with its pages."""
        self.alone: dict[str, Alone] = {
            "api": Alone(("",), api.index),
            "lists": Alone((*KINDS, "claim"), api.lists),
            "calendar": Alone(("",), Calendar(site).files),
            "feeds": Alone(("",), feeds.whole),
            "search": Alone(("",), search.files),
            "sitemap": Alone(("",), Sitemap(site).files),
            "claims.csv": Alone(("",), tables.claims),
            "entries.csv": Alone(("",), tables.entries),
            "figures.csv": Alone(("",), tables.figures),
            "llms": Alone(("",), markdown_pages.llms),
        }
        """Name -> what stands for itself."""
        self.pieces: dict[str, tuple[Answers[str], ...]] = {
            "claim": (api.of_claim, search.of_claim, tables.of_claim),
            "entry": (api.of_entry, search.of_entry, tables.of_entry),
        }
        """View -> what is written of each of its keys into the files of the whole."""


__all__ = ["Alone", "File", "Outputs"]
