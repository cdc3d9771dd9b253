"""What makes each file of a site, and which files exist: those of views, of outputs, and of both together."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple

from ..outputs import Outputs
from ..problem import Code, Place, Problem, make_visible
from ..site.urls import address_of_file, file_of
from ..site.views import VIEWS, Site
from ..site.views.view import LAST_ROUND


class Target(NamedTuple):
    """The files that are made together: those for one key of a view or of an output that belongs to no page."""

    name: str
    key: str


class Source(NamedTuple):
    """A file of the site that the build does not make: its path in the site, and the file that it comes from."""

    path: str
    file: str


class Routes:
    """Maps targets to paths and back, for one site."""

    def __init__(self, site: Site, outputs: Outputs) -> None:
        self._site = site
        self._outputs = outputs
        heads = {view.pattern.head for view in VIEWS.values()} | {pattern.head for pattern in outputs.patterns}
        self._heads = tuple(heads - {""} | {file_of("")})
        """One of these begins every path that a target makes; this rules out most other paths quickly."""

    @property
    def names(self) -> list[str]:
        """The name of every view, and of every output that belongs to no page."""
        return [*VIEWS, *self._outputs.names]

    def keys(self, name: str) -> Collection[str]:
        """The keys of a view or an output."""
        return VIEWS[name].keys(self._site) if name in VIEWS else self._outputs.keys(name)

    def round_of(self, name: str) -> int:
        """The round in which the targets of a view or an output are made, if workers share them."""
        return VIEWS[name].round if name in VIEWS else LAST_ROUND

    def paths(self, target: Target) -> list[str]:
        """The paths of the files of a target, without making them."""
        view = VIEWS.get(target.name)
        if view is None:
            return self._outputs.paths(*target)
        pages = [file_of(address) for address in view.addresses(self._site, target.key)]
        return [*pages, *self._outputs.paths_beside(view, target.key)]

    def find(self, path: str) -> Target | None:
        """The target that makes the file at a path; None if there is none."""
        if not path.startswith(self._heads):
            return None
        return next((target for target in self._guess(path) if self._makes(target, path)), None)

    def _makes(self, target: Target, path: str) -> bool:
        return target.key in self.keys(target.name) and path in self.paths(target)

    def _guess(self, path: str) -> Iterator[Target]:
        """The targets that a path could belong to, judging only by its form."""
        address = address_of_file(path)
        for view in VIEWS.values():
            key = None if address is None else view.guess_key(address)
            keys = self._outputs.guess_keys_beside(view, path) if key is None else [key]
            yield from (Target(view.name, guess) for guess in keys)
        for name in self._outputs.names:
            yield from (Target(name, guess) for guess in self._outputs.guess_keys(name, path))

    def find_clashes(self, sources: Iterable[Source]) -> list[Problem]:
        """Reports files that the build does not make but that are at the path of a file that it makes."""
        problems = []
        for source in sources:
            if target := self._find_in_the_way(source.path):
                address = address_of_file(source.path)
                shown = make_visible(source.path if address is None else address)
                what = f"the address '/{shown}' belongs to {self._describe(target)}"
                problems.append(Problem(Place(source.file), Code.ADDRESS_TAKEN, what, "give it another file name"))
        return problems

    def _find_in_the_way(self, path: str) -> Target | None:
        """The target that makes a file at a path, at one of its folders, or as the page of the folder of that name."""
        folders = [path[: match.start()] for match in re.finditer("/", path)]
        return next(filter(None, map(self.find, (path, *folders, f"{path}/index.html"))), None)

    def _describe(self, target: Target) -> str:
        """A description of a target for authors: the file that its pages are written in, else their title."""
        view = VIEWS.get(target.name)
        if view is None:
            return f"the output '{target.name}'"
        page = next(view.make(self._site, target.key))
        return page.source or f"the generated page '{page.title}'"
