"""What is on each page, as plain data for the templates.

A new kind of page is a module here with its VIEWS, a line in MODULES, and a template.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ...incremental import QueryFunction
from . import (
    articles,
    changes,
    claim_lists,
    claims,
    comparisons,
    corrections,
    data,
    differences,
    edition_page,
    editions,
    entries,
    evidence,
    fact_lines,
    figures,
    follow,
    freshness,
    home,
    indexes,
    moved,
    news,
    search_page,
    subscriptions,
    taken,
    terms,
    timeline,
    totals,
)
from .drawings import bars, history, lanes, moments, peaks, strip
from .site import Page, Site
from .site_queries import list_queries
from .view import View

MODULES = (
    totals,
    evidence,
    fact_lines,
    moments,
    history,
    bars,
    lanes,
    peaks,
    strip,
    terms,
    subscriptions,
    taken,
    news,
    follow,
    home,
    editions,
    edition_page,
    comparisons,
    entries,
    indexes,
    claims,
    claim_lists,
    articles,
    timeline,
    figures,
    differences,
    changes,
    corrections,
    freshness,
    data,
    search_page,
    moved,
)
"""Every module with views or queries of the site."""

VIEWS: dict[str, View] = {view.name: view for module in MODULES for view in getattr(module, "VIEWS", ())}
"""Name -> view."""

QUERIES: tuple[QueryFunction[Any], ...] = list_queries(MODULES)


def pages(site: Site) -> Iterator[Page]:
    """Every generated page of the site."""
    for view in VIEWS.values():
        for key in view.keys(site):
            yield from view.make(site, key)


def find_page(site: Site, address: str) -> tuple[View, str] | None:
    """(view, key) of the page at an address; None if there is none."""
    for view in VIEWS.values():
        key = view.find_key(site, address)
        if key is not None:
            return view, key
    return None


__all__ = ["QUERIES", "VIEWS", "Page", "Site", "View", "find_page", "pages"]
