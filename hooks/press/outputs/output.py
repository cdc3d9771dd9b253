"""Defines an output: a writer, and the files that it makes, whose paths are known before they are made.

Some files belong to no page. The others are made together with the pages of a view.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from ..site.address_patterns import AddressPattern
from ..site.views.site import Page, Site
from ..site.views.site_queries import EntryQuery
from ..site.views.view import Keys, View, only_key

File = tuple[str, bytes]
"""(path in the site, content)."""
FindAddresses = Callable[[str], Iterable[str]]
"""Finds the addresses in the text of a file, those of other sites among them."""
WriterT = TypeVar("WriterT")
WriteBeside = Callable[[WriterT, str, Sequence[Page]], Iterator[File]]
"""(writer, key of a view, its pages) -> the files that are made with them."""


def after(*marks: str, end: str = '"') -> FindAddresses:
    """Finds the addresses that begin after one of these marks and end before `end`."""
    return lambda text: {piece.partition(end)[0] for mark in marks for piece in text.split(mark)[1:]}


@dataclass(frozen=True)
class Alone(Generic[WriterT]):
    """Files that belong to no page. Each key identifies the files that are made together."""

    name: str
    """Different from the name of every view and every other output."""
    patterns: tuple[AddressPattern, ...]
    """The path of each file for a key."""
    write: Callable[[WriterT, str], Iterator[File]]
    """(writer, key) -> the files."""
    keys: Keys = only_key

    def paths(self, key: str) -> list[str]:
        return [pattern.address_of(key) for pattern in self.patterns]

    def guess_keys(self, path: str) -> list[str]:
        """The keys that a file at a path could belong to; they may not exist."""
        return [key for pattern in self.patterns if (key := pattern.key_of(path)) is not None]


def _always(site: Site, key: str) -> bool:
    return True


@dataclass(frozen=True)
class BesideKeys(Generic[WriterT]):
    """A file for each key of some views."""

    patterns: Mapping[str, AddressPattern]
    """View -> the paths of its files, by key."""
    write: WriteBeside[WriterT]
    exists: Callable[[Site, str], bool] = _always
    """Whether there is a file for a key."""

    @property
    def views(self) -> list[str]:
        """The views whose pages have such files."""
        return list(self.patterns)

    def paths(self, site: Site, view: View, key: str) -> list[str]:
        """The paths of the files that are made with the pages for a key."""
        return [self.patterns[view.name].address_of(key)] if self.exists(site, key) else []

    def guess_key(self, view: View, path: str) -> str | None:
        """The key of the view that a file at a path could belong to; it may not exist."""
        return self.patterns[view.name].key_of(path)


@dataclass(frozen=True)
class BesidePages(Generic[WriterT]):
    """A file beside each page of some views."""

    views: Sequence[str]
    name: str
    """The name of the file, in the folder of the page."""
    write: WriteBeside[WriterT]

    def paths(self, site: Site, view: View, key: str) -> list[str]:
        """As in `BesideKeys`."""
        return [address + self.name for address in view.addresses(site, key)]

    def guess_key(self, view: View, path: str) -> str | None:
        return view.guess_key(path.removesuffix(self.name)) if path.endswith(self.name) else None


@dataclass(frozen=True)
class Output(Generic[WriterT]):
    """One output: `writer` makes what writes the files of a site."""

    writer: Callable[[Site], WriterT]
    addresses: FindAddresses
    """Where the addresses in its files are, so that builds can check that each leads somewhere."""
    alone: tuple[Alone[WriterT], ...] = ()
    beside: tuple[BesideKeys[WriterT] | BesidePages[WriterT], ...] = ()
    pieces: Mapping[str, EntryQuery[str]] = field(default_factory=dict)
    """View -> what the files that belong to no page contain for each of its keys. If workers share the targets, it is
    computed together with the pages for the key."""
