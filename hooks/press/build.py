"""The whole path on one screen: a folder of YAML -> a checked site -> its files."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from .addresses import file_of
from .checks import check
from .derive import derive
from .history import read_history
from .outputs import OUTPUTS
from .problem import Place, Problem, Rejected, errors
from .prose import Prose
from .render import Content, Shell, Slots, slots_of
from .settings import Settings
from .views import Page, Site, pages

SAMPLE = 20
"""How many pages of each build are compared with the theme's full rendering."""


@dataclass(slots=True)
class Briefing:
    """A briefing that can be published: its site and all its pages."""

    site: Site
    pages: list[Page]
    warnings: list[Problem]


@contextmanager
def _without_collection() -> Iterator[None]:
    """Nothing that a build makes is garbage before its end: looking for it takes a fifth of the time, then and at
    the end of the process."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if was_on:
            gc.enable()


def _collect_last_build() -> None:
    """Lets go of what an earlier build of this process, in `mkdocs serve`, made."""
    if gc.get_freeze_count():
        gc.unfreeze()
        gc.collect()


@_without_collection()
def read_briefing(
    root: Path,
    settings: Settings,
    words: dict[str, str],
    name: str,
    url: str,
    drawn: Mapping[str, str] | None = None,
) -> Briefing:
    """Reads, checks and derives; raises Rejected with every problem when there are errors."""
    _collect_last_build()
    checked = check(root, settings.folder)
    if errors(checked.problems):
        raise Rejected(checked.problems)
    library = checked.library
    site = Site(
        library=library,
        facts=derive(library, checked.names),
        prose=Prose(library, checked.names),
        history=read_history(root, settings.folder, library.files),
        settings=settings,
        words=words,
        name=name,
        url=url,
        drawn=drawn or {},
    )
    return Briefing(site, list(pages(site)), checked.problems)


def refuse_clashes(briefing: Briefing, hand_written: Iterable[tuple[str, str]]) -> list[Problem]:
    """A hand-written page, given as (address, file), must not stand where a generated one does."""
    generated = {page.address: page for page in briefing.pages}
    return [
        Problem(
            Place(file),
            "B602",
            f"the address '/{address}' belongs to {generated[address].source or 'a generated page'}",
            "give it another file name",
        )
        for address, file in hand_written
        if address in generated
    ]


@_without_collection()
def write_site(briefing: Briefing, shell: Shell, hand_written: Sequence[str], folder: Path) -> list[Problem]:
    """Writes every generated file below `folder`; the problems are warnings about the theme."""
    site, made = briefing.site, _Folders(folder)
    content = Content(site)
    sample = _sample(briefing.pages)
    problems = _verify(shell, [slots_of(page, content, site.url) for page in sample])
    for page in briefing.pages:
        slots = slots_of(page, content, site.url)
        made.write(file_of(page.address), shell.fill(slots).encode())
    for emit in OUTPUTS.values():
        for path, data in emit(site, briefing.pages, hand_written):
            made.write(path, data)
    return problems


def _sample(everything: list[Page]) -> list[Page]:
    """One page of each template, those with characters that need escaping, and some spread over the rest."""
    chosen = {page.template: page for page in reversed(everything)}
    odd = [page for page in everything if any(mark in page.title for mark in "&<>\"'")][:SAMPLE]
    spread = everything[:: max(1, len(everything) // SAMPLE)]
    return list({page.address: page for page in [*chosen.values(), *odd, *spread]}.values())


def _verify(shell: Shell, sample: list[Slots]) -> list[Problem]:
    for slots in sample:
        if shell.fill(slots) != shell.full(slots):
            shell.whole = True
            what = f"the theme renders '/{slots.address}' otherwise than its shell filled"
            cure = "every page is rendered in full, which takes longer; keep page-dependent parts out of the theme"
            return [Problem(Place("mkdocs.yml"), "W605", what, cure)]
    return []


class _Folders:
    """Writes files, making each folder once."""

    def __init__(self, top: Path) -> None:
        self._top = top
        self._made: set[str] = set()

    def write(self, path: str, data: bytes) -> None:
        parent = path.rpartition("/")[0]
        if parent not in self._made:
            (self._top / parent).mkdir(parents=True, exist_ok=True)
            self._made.add(parent)
        with open(f"{self._top}/{path}", "wb", buffering=0) as file:
            file.write(data)
