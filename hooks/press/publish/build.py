"""What is written: every file of the site by what makes it, and which of them an edit makes anew.

A maker is one key of a view or of an output, and gives the files that are made together: the page of a company, its
twin, its feed and its JSON. What a maker asks for is remembered; a later build runs the makers whose answers changed.
"""

from __future__ import annotations

import hashlib
import pickle
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from ..incremental import JOINT, Answers, Store
from ..incremental.workers import is_worth_it, pieces_of, share
from ..outputs import File, Outputs
from ..problem import Place, Problem
from ..site.render import Content, Shell, slots_of
from ..site.urls import file_of
from ..site.views import VIEWS, Page, Site, addresses_of, page_at

SAMPLE = 20
"""How many pages of each build, of those that need escaping and of all, are compared with the theme's rendering."""
SPREAD = 500
"""One page in so many is compared."""
ROUNDS = {"claim": 0, "claims of": 0, "article": 0, "entry": 1, "edition": 1, "moved": 1}
"""View -> when it is made, where the makers are shared out; all else is made of what these leave."""


class _NotTheSame(Exception):
    """The shell filled is not what the theme renders."""


@dataclass(slots=True)
class Made:
    """What one build wrote: (path, number of its maker, digest of its bytes) of what is new or changed."""

    everything: bool
    """Whether it made all there is, without a look at what stood before."""
    files: list[tuple[str, int, bytes]] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    """The files that nobody makes any more."""
    pages: int = 0
    makers: int = 0
    """How many makers were run."""
    total: int = 0
    """How many makers the site has."""
    kept: int = 0
    """The files that came out as they were."""
    why: dict[str, str] = field(default_factory=dict)
    """Maker -> why it was run."""
    stages: dict[str, float] = field(default_factory=dict)
    """Seconds of work by view and output."""

    def add(self, other: Made, number_of: Callable[[int], int]) -> None:
        """Takes what another process made of everything; `number_of` says what number its makers have here."""
        self.files += [(path, number_of(number), digest) for path, number, digest in other.files]
        self.pages += other.pages
        self.makers += other.makers
        for stage, seconds in other.stages.items():
            self.stages[stage] = self.stages.get(stage, 0.0) + seconds


Tell = Callable[[int, int], None]
"""Told of progress: (makers in all, makers run)."""


class Builder:
    """Makes the files of a site, once it has the shell around its pages."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self._content = Content(site)
        self._outputs = Outputs(site)
        self._keys: Answers[tuple[str, ...]] = Answers(site.memory, "keys", self._keys_of, keep=True)
        self._made: Answers[dict[str, bytes]] = Answers(site.memory, "made", self._make)
        self._checked: dict[str, int] = {}

    def dress(self, shell: Shell) -> None:
        """Takes the theme around the pages."""
        self.shell = shell
        self._made.rows.clear()

    # One maker

    def _keys_of(self, name: str) -> tuple[str, ...]:
        if name in VIEWS:
            return tuple(VIEWS[name].keys(self.site))
        return tuple(self._outputs.alone[name].keys)

    @property
    def names(self) -> list[str]:
        """Every view and output."""
        return [*VIEWS, *self._outputs.alone]

    def _make(self, maker: str) -> dict[str, bytes]:
        name, _, key = maker.partition(JOINT)
        return dict(self._files(name, key))

    def _files(self, name: str, key: str) -> Iterator[File]:
        if name not in VIEWS:
            yield from self._outputs.alone[name].files(key)
            return
        pages = list(VIEWS[name].pages(self.site, key))
        for page in pages:
            yield file_of(page.address), self._page(page)
        for beside in self._outputs.beside.get(name, ()):
            yield from beside(key, pages)

    def make(self, maker: str) -> tuple[int, dict[str, bytes]]:
        """The number of a maker, and the files that it gives."""
        return self._made.ids[maker], self._made.answer(maker)

    def make_pieces(self, name: str, key: str) -> None:
        """Works out what the files of the whole will hold of a key."""
        for answers in self._outputs.pieces.get(name, ()):
            answers[key]

    def _page(self, page: Page) -> bytes:
        slots = slots_of(page, self._content, self.site.url)
        filled = self.shell.fill(slots)
        if self._is_sample(page) and filled != self.shell.full(slots):
            raise _NotTheSame(page.address)
        return filled.encode()

    def _is_sample(self, page: Page) -> bool:
        """One page of each template, those with characters that need escaping, and some spread over the rest."""
        if self.shell.whole:
            return False
        seen = self._checked
        for group, most in ((page.template, 1), ("odd", SAMPLE if any(c in page.title for c in "&<>\"'") else 0)):
            if seen.get(group, 0) < most:
                seen[group] = seen.get(group, 0) + 1
                return True
        seen["all"] = seen.get("all", 0) + 1
        return seen["all"] % SPREAD == 0

    # All that are stale

    def build(self, folder: Path, everything: bool, tell: Tell) -> tuple[Made, list[Problem]]:
        """Writes below `folder` what changed, or all there is; the problems are warnings about the theme."""
        try:
            return self._build(folder, everything, tell), []
        except _NotTheSame as error:
            self.shell.whole = True
            what = f"the theme renders '/{error}' otherwise than its shell filled"
            cure = "every page is rendered in full, which takes longer; keep page-dependent parts out of the theme"
            return self._build(folder, True, tell), [Problem(Place("mkdocs.yml"), "W605", what, cure)]

    def _build(self, folder: Path, everything: bool, tell: Tell) -> Made:
        made, store = Made(everything), None if everything else self.site.memory.store
        wanted, gone = self._wanted(store)
        made.total = sum(len(self._keys[name]) for name in self.names)
        work = _Work(self, folder, store, made, partial(tell, len(wanted)))
        if store is None and is_worth_it(len(wanted)):
            self._share(wanted, work)
        else:
            self.site.memory.recall([self._made.ids[_maker(*maker)] for maker in wanted])
            for maker in wanted:
                work.run(maker)
        for name, key in gone:
            made.removed += store.outputs_of(self._made.ids[_maker(name, key)]) if store else []
        written = {path for path, _, _ in made.files}
        made.removed = [path for path in made.removed if path not in written]
        return made

    def _wanted(self, store: Store | None) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
        """The makers to run, and those that are no more."""
        if store is None:
            return [(name, key) for name in self.names for key in self._keys[name]], []
        stale: dict[str, set[str]] = {}
        for number in self.site.memory.stale:
            node = self.site.memory.node(number)
            if node and node[0] == "made":
                name, _, key = node[1].partition(JOINT)
                stale.setdefault(name, set()).add(key)
        wanted: list[tuple[str, str]] = []
        gone: list[tuple[str, str]] = []
        for name in self.names:
            before, after = store.row("keys", name, ()), self._keys[name]
            if before != after or name in stale:
                made, now = set(before), set(after)
                wanted += [(name, key) for key in after if key not in made or key in stale.get(name, ())]
                gone += [(name, key) for key in before if key not in now]
        return wanted, gone

    def _share(self, wanted: list[tuple[str, str]], work: _Work) -> None:
        """Runs the makers in several processes: first what is made of single claims, which the others put together.
        What is made of one article stays together."""
        rounds: dict[int, list[tuple[str, str]]] = {}
        for maker in wanted:
            rounds.setdefault(ROUNDS.get(maker[0], len(ROUNDS)), []).append(maker)
        for _, makers in sorted(rounds.items()):
            makers.sort(key=lambda maker: maker[1].partition("/")[0])
            pieces = pieces_of(makers)
            for report in share(len(pieces), partial(work.run_all, pieces), work.begin_part, work.part):
                work.join(report)

    # One file

    def file(self, path: str) -> bytes | None:
        """One file of the site, made now unless it stands as it was; None where there is none."""
        found = self._maker_of(path)
        return None if found is None else self._made[_maker(*found)].get(path)

    def _maker_of(self, path: str) -> tuple[str, str] | None:
        return maker_of(path, self.site, self._outputs)

    def addresses(self) -> Iterable[str]:
        """Where every page stands."""
        for name in VIEWS:
            for key in self._keys[name]:
                yield from addresses_of(self.site, name, key)


ALONE_AT = {
    "calendar.ics": ("calendar", ""), "feed.xml": ("feeds", ""), "feed.json": ("feeds", ""), "llms.txt": ("llms", ""),
    "search/names.json": ("search", ""), "search/text.json": ("search", ""), "data/claims.csv": ("claims.csv", ""),
    "data/entries.csv": ("entries.csv", ""), "data/figures.csv": ("figures.csv", ""), "api/v1/index.json": ("api", ""),
}  # fmt: skip
"""Path -> maker of the files that stand for themselves."""


def maker_of(path: str, site: Site, outputs: Outputs) -> tuple[str, str] | None:
    """(view or output, key) of what makes a file; None where nothing does."""
    if path in ALONE_AT:
        return ALONE_AT[path]
    if path.startswith("sitemap"):
        return "sitemap", ""
    if path.startswith("api/v1/"):
        found = outputs.api.maker_of(path.removeprefix("api/v1/").removesuffix(".json").split("/"))
        return found if found and (found[0] == "lists" or found[1] in VIEWS[found[0]].keys(site)) else None
    folder, _, name = path.rpartition("/")
    if name not in ("index.html", "index.md", "feed.xml"):
        return None
    return page_at(f"{folder}/" if folder else "", site)


def _maker(name: str, key: str) -> str:
    return f"{name}{JOINT}{key}"


def _reason(chain: list[tuple[str, str]]) -> str:
    """The chain from a file back to what changed, in words; empty for what is new."""
    return " <- ".join(f"{table} '{key.replace(JOINT, ' ').strip()[:80]}'" for table, key in chain[1:])


def clashes(site: Site, hand_written: Iterable[tuple[str, str]]) -> list[Problem]:
    """A hand-written page, given as (address, file), must not stand where a generated one does."""
    found = []
    for address, file in hand_written:
        if view := page_at(address, site):
            what = f"the address '/{address}' belongs to {_source(site, view) or 'a generated page'}"
            found.append(Problem(Place(file), "B602", what, "give it another file name"))
    return found


def _source(site: Site, view: tuple[str, str]) -> str:
    """The file that the pages of a view are written in."""
    return next((page.source for page in VIEWS[view[0]].pages(site, view[1])), "")


class _Work:
    """The makers that one process runs, and what came of them."""

    def __init__(self, builder: Builder, folder: Path, store: Store | None, made: Made, tell: Callable[[int], None]):
        self._builder = builder
        self._memory = builder.site.memory
        self._store = store
        self._writer = _Folders(folder)
        self._tell = tell
        self.made = made

    def run_all(self, pieces: Sequence[Sequence[tuple[str, str]]], number: int) -> None:
        for maker in pieces[number]:
            self.run(maker)

    def run(self, maker: tuple[str, str]) -> None:
        self._tell(self.made.makers)
        begun = time.perf_counter()
        self._run(*maker)
        stages = self.made.stages
        stages[maker[0]] = stages.get(maker[0], 0.0) + time.perf_counter() - begun

    def _run(self, name: str, key: str) -> None:
        store, made, maker = self._store, self.made, _maker(name, key)
        number, files = self._builder.make(maker)
        before = store.outputs_of(number) if store else {}
        for path, data in files.items():
            digest = hashlib.blake2b(data, digest_size=12).digest()
            if before.pop(path, None) == digest:
                made.kept += 1
            else:
                self._writer.write(path, data)
                made.files.append((path, number, digest))
            made.pages += path.endswith(".html")
        made.removed += before
        made.makers += 1
        if store:
            made.why[maker] = _reason(self._memory.why(number))
        else:
            self._builder.make_pieces(name, key)

    # Parts of one work

    def begin_part(self) -> None:
        """What follows is what this process tells another."""
        self.made = Made(True)
        self._tell = lambda count: None
        self._memory.begin_part()

    def part(self) -> bytes:
        return pickle.dumps((self.made, self._memory.part()), pickle.HIGHEST_PROTOCOL)

    def join(self, report: bytes) -> None:
        """Takes what another process did. Its makers have other numbers here."""
        made, part = pickle.loads(report)
        self._memory.join(part)
        self.made.add(made, partial(self._memory.number_here, part))


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
