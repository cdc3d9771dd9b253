"""Turns knowledge into files that are not pages: JSON, CSV, feeds, the calendar, the search index, Markdown, the
sitemap.

Input: the site and the pages made for one key. Output: paths with their bytes. It may import `site` and below.

A new output is a module in this folder with its OUTPUT, and a line in MODULES.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Any, NamedTuple

from ..incremental import QueryFunction
from ..site.address_patterns import AddressPattern
from ..site.links import resolve_addresses
from ..site.views.site import Page, Site
from ..site.views.site_queries import EntryQuery, list_queries
from ..site.views.view import View
from . import api, calendar, feeds, licences, mail, markdown_pages, robots, schemas, search, sitemap, tables
from .output import Alone, BesideKeys, BesidePages, File, FindAddresses, Output

MODULES = (api, calendar, feeds, licences, mail, markdown_pages, robots, schemas, search, sitemap, tables)
"""Every module with an output."""

OUTPUTS: tuple[Output[Any], ...] = tuple(module.OUTPUT for module in MODULES)

QUERIES: tuple[QueryFunction[Any], ...] = list_queries(MODULES)


class LinkedFile(NamedTuple):
    """One file: its path in the site, its content, and where on the site it leads to."""

    path: str
    data: bytes
    links: frozenset[str]


class Outputs:
    """All outputs of one site."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._alone: dict[str, tuple[Alone[Any], Any, FindAddresses]] = {}
        """Name -> the files that belong to no page, their writer, and how to find the addresses in them."""
        self._beside: dict[str, list[tuple[BesideKeys[Any] | BesidePages[Any], Any, FindAddresses]]] = {}
        """View -> the files that are made with its pages, in the same form."""
        self._pieces: dict[str, list[EntryQuery[str]]] = {}
        for output in OUTPUTS:
            writer = output.writer(site)
            self._alone |= {alone.name: (alone, writer, output.addresses) for alone in output.alone}
            for beside in output.beside:
                for view in beside.views:
                    self._beside.setdefault(view, []).append((beside, writer, output.addresses))
            for view, piece in output.pieces.items():
                self._pieces.setdefault(view, []).append(piece)

    @property
    def names(self) -> list[str]:
        """The outputs that belong to no page."""
        return list(self._alone)

    @property
    def patterns(self) -> Iterator[AddressPattern]:
        """The patterns of all paths except those of files beside each page."""
        for output in OUTPUTS:
            for alone in output.alone:
                yield from alone.patterns
            for beside in output.beside:
                if isinstance(beside, BesideKeys):
                    yield from beside.patterns.values()

    def keys(self, name: str) -> Collection[str]:
        """The keys of an output that belongs to no page."""
        return self._alone[name][0].keys(self._site)

    def write(self, name: str, key: str) -> Iterator[LinkedFile]:
        """The files for a key of an output that belongs to no page."""
        alone, writer, addresses = self._alone[name]
        return self._link(alone.write(writer, key), addresses)

    def write_beside(self, view: str, key: str, pages: Sequence[Page]) -> Iterator[LinkedFile]:
        """The files that are made with the pages for a key of a view."""
        for beside, writer, addresses in self._beside.get(view, ()):
            yield from self._link(beside.write(writer, key, pages), addresses)

    def _link(self, files: Iterator[File], addresses: FindAddresses) -> Iterator[LinkedFile]:
        for path, data in files:
            yield LinkedFile(path, data, resolve_addresses(addresses(data.decode()), path, self._site.url))

    def compute_pieces(self, view: str, key: str) -> None:
        """Computes what the files that belong to no page will contain for a key of a view."""
        for piece in self._pieces.get(view, ()):
            piece(self._site, key)

    def paths(self, name: str, key: str) -> list[str]:
        """The paths of the files that `write` yields."""
        return self._alone[name][0].paths(key)

    def paths_beside(self, view: View, key: str) -> list[str]:
        """The paths of the files that `write_beside` yields."""
        path_lists = (beside.paths(self._site, view, key) for beside, _, _ in self._beside.get(view.name, ()))
        return [path for paths in path_lists for path in paths]

    def guess_keys(self, name: str, path: str) -> list[str]:
        """The keys of an output that belongs to no page whose files could include this path; they may not exist."""
        return self._alone[name][0].guess_keys(path)

    def guess_keys_beside(self, view: View, path: str) -> list[str]:
        """The keys of a view that a file beside its pages could belong to; they may not exist."""
        keys = (beside.guess_key(view, path) for beside, _, _ in self._beside.get(view.name, ()))
        return [key for key in keys if key is not None]


__all__ = ["MODULES", "OUTPUTS", "QUERIES", "File", "Output", "Outputs"]
