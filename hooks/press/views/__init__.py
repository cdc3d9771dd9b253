"""What stands on each page, as plain data for the templates.

A new kind of page is a function from the site to its pages, a line here, and a template of the name that it gives.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from . import articles, claims, differences, editions, entries, tables, timeline
from .site import Page, Site

VIEWS: dict[str, Callable[[Site], Iterator[Page]]] = {
    "home": editions.home_page,
    "editions": editions.edition_pages,
    "entries": entries.entry_pages,
    "indexes": entries.index_pages,
    "claims": claims.claim_pages,
    "lists of claims": claims.claim_lists,
    "articles": articles.article_pages,
    "timeline": timeline.timeline_pages,
    "figures": tables.figures_pages,
    "differences": differences.differences_page,
    "changes": tables.changes_page,
    "corrections": tables.corrections_page,
    "freshness": tables.freshness_pages,
    "data": tables.data_page,
    "retired": tables.moved_pages,
}


def pages(site: Site) -> Iterator[Page]:
    """Every generated page of the site."""
    for view in VIEWS.values():
        yield from view(site)


__all__ = ["VIEWS", "Page", "Site", "pages"]
