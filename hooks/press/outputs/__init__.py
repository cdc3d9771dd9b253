"""What the site gives beside its pages. Each output yields (path in the site, bytes); the table names them all.

A new output is a module in this folder and a line here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from ..views.site import Page, Site
from . import api, calendar, feeds, search, sitemap, tables, twins

Output = Callable[[Site, Sequence[Page], Sequence[str]], Iterator[tuple[str, bytes]]]
"""(site, generated pages, addresses of the hand-written pages) -> files."""

OUTPUTS: dict[str, Output] = {
    "api": api.emit,
    "calendar": calendar.emit,
    "feeds": feeds.emit,
    "search": search.emit,
    "sitemap": sitemap.emit,
    "tables": tables.emit,
    "twins": twins.emit,
}
