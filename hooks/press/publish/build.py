"""What a build writes: every file of the site, by the target that makes it, and which targets an edit makes again.

A target is one key of a view or of an output, and comprises the files that are made together: the page of a company,
its Markdown, its feed and its JSON. A later build makes the targets that read something that has changed since.
"""

from __future__ import annotations

import hashlib
import logging
import pickle
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import NamedTuple

from ..incremental import JOINT, Store, query, register_queries
from ..incremental.workers import is_worth_sharing, share_work, split_into_chunks
from ..outputs import Outputs
from ..problem import Code, Place, Problem
from ..site.links import Links, scan_page
from ..site.render import Content, Shell, slots_of
from ..site.urls import file_of
from ..site.views import VIEWS, Page, Site
from .files import write_file
from .routes import Routes, Target

log = logging.getLogger("mkdocs.hooks.briefing")

SAMPLE = 20
"""How many pages whose titles need escaping are compared with the theme's rendering in each build."""
SPREAD = 500
"""Of the remaining pages, one in this many is compared."""


class _ShellDiffers(Exception):
    """The filled shell is not what the theme renders."""


def _describe_difference(error: _ShellDiffers) -> Problem:
    what = f"the theme renders '/{error}' differently from its shell"
    cure = "every page is rendered in full, which is slower; keep page-dependent parts out of the theme"
    return Problem(Place("mkdocs.yml"), Code.THEME_DEPENDS_ON_PAGE, what, cure)


class Made(NamedTuple):
    """The files of a target by path, and their links."""

    files: dict[str, bytes]
    links: dict[str, Links]


@dataclass(slots=True)
class BuildReport:
    """What one build wrote."""

    is_full: bool
    """Whether it made every target, without comparing with what was published before."""
    files: list[tuple[str, str, bytes]] = field(default_factory=list)
    """(path, its target, digest of its bytes) of the files that are new or differ."""
    removed: list[str] = field(default_factory=list)
    """The files that no target makes anymore."""
    pages: int = 0
    targets: int = 0
    """How many targets were made."""
    total: int = 0
    """How many targets the site has."""
    unchanged: int = 0
    """How many files were made again and did not differ."""
    reasons: dict[str, str] = field(default_factory=dict)
    """Target -> why it was made."""
    stages: dict[str, float] = field(default_factory=dict)
    """Seconds of work by view and output."""
    links: set[str] = field(default_factory=set)
    """Where the files that were made lead to on the site."""
    theme_links: set[str] = field(default_factory=set)
    """Where the theme around their pages leads to."""
    ids: dict[str, frozenset[str]] = field(default_factory=dict)
    """Page that was made, by its path -> the ids in its content."""

    def add(self, other: BuildReport) -> None:
        """Adds what a worker process made in a full build."""
        self.files += other.files
        self.pages += other.pages
        self.targets += other.targets
        self.links |= other.links
        self.theme_links |= other.theme_links
        self.ids |= other.ids
        for stage, seconds in other.stages.items():
            self.stages[stage] = self.stages.get(stage, 0.0) + seconds


OnProgress = Callable[[int, int], None]
"""Called with (total number of targets, targets made so far)."""


class Builder:
    """Makes the files of a site, once the shell around its pages is set."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self._content = Content(site)
        self._outputs = Outputs(site)
        self.routes = Routes(site, self._outputs)
        self._sampled: dict[str, int] = {}
        self._link_ids = site.database.ids_of("link")
        """Link -> its node; what reads it leads there."""
        register_queries(self, site.database)

    def set_shell(self, shell: Shell) -> None:
        """Sets the theme around the pages."""
        self.shell = shell
        self.target_files.discard_all()

    @query(stored=True)
    def keys(self, name: str) -> tuple[str, ...]:
        """The keys of a view or an output."""
        return tuple(self.routes.keys(name))

    @query()
    def target_files(self, target: str) -> Made:
        """The files of a target; the query's key is the name of the view or output and its key, joined."""
        name, _, key = target.partition(JOINT)
        made = Made({}, {})
        for path, data, links in self._files(name, key):
            made.files[path], made.links[path] = data, links
        if name in VIEWS:
            self._depend_on_links(made)
        return made

    def _depend_on_links(self, made: Made) -> None:
        """Records where pages and the files beside them lead to, so that they are found when an address disappears. An
        output that belongs to no page lists what there is, so it is made again then anyway."""
        if (reads := self.site.database.reads) is not None:
            for links in made.links.values():
                reads.update(map(self._link_ids.__getitem__, links.to))

    def find_targets_that_lead_to(self, link: str) -> list[str]:
        """The keys of the targets with pages from which a link leads, sorted."""
        database, node = self.site.database, self._link_ids.find(link)
        found = []
        for reader in [] if node is None else database.find_readers(node):
            table, key = database.name_node(reader) or ("", "")
            if table == self.target_files.name and node in database.find_dependencies(reader) and self._exists(key):
                found.append(key)
        return sorted(found)

    def _exists(self, target: str) -> bool:
        name, _, key = target.partition(JOINT)
        return key in self.routes.keys(name)

    def _files(self, name: str, key: str) -> Iterator[tuple[str, bytes, Links]]:
        if name not in VIEWS:
            yield from ((path, data, Links(links)) for path, data, links in self._outputs.write(name, key))
            return
        pages = list(VIEWS[name].make(self.site, key))
        for page in pages:
            yield file_of(page.address), *self._page(page)
        for path, data, links in self._outputs.write_beside(name, key, pages):
            yield path, data, Links(links)

    def compute_pieces(self, target: Target) -> None:
        """Computes what the files of the whole site will contain for a target."""
        self._outputs.compute_pieces(*target)

    def _page(self, page: Page) -> tuple[bytes, Links]:
        shell, url = self.shell, self.site.url
        shell_ids = shell.ids(page.section, page.address.count("/"), url)
        slots = slots_of(page, self._content, url, shell_ids)
        filled = shell.fill(slots)
        if self._is_sample(page) and filled != shell.full(slots):
            raise _ShellDiffers(page.address)
        return filled.encode(), scan_page(filled, page.address, url) if shell.whole else slots.links

    def _is_sample(self, page: Page) -> bool:
        """Whether to compare a page: one per template, up to SAMPLE with characters to escape, and one in SPREAD of the
        rest."""
        if self.shell.whole:
            return False
        seen = self._sampled
        for group, limit in ((page.template, 1), ("odd", SAMPLE if any(c in page.title for c in "&<>\"'") else 0)):
            if seen.get(group, 0) < limit:
                seen[group] = seen.get(group, 0) + 1
                return True
        seen["all"] = seen.get("all", 0) + 1
        return seen["all"] % SPREAD == 0

    def build(
        self, folder: Path, everything: bool, on_progress: OnProgress = lambda total, made: None
    ) -> tuple[BuildReport, list[Problem]]:
        """Writes what changed, or everything, below `folder`; the problems are warnings about the theme."""
        try:
            return self._build(folder, everything, on_progress), []
        except _ShellDiffers as error:
            self.shell.whole = True
            return self._build(folder, True, on_progress), [_describe_difference(error)]

    def _build(self, folder: Path, everything: bool, on_progress: OnProgress) -> BuildReport:
        report, store = BuildReport(everything), None if everything else self.site.database.store
        stale, gone = self._find_stale_targets(store)
        report.total = sum(len(self.keys(name)) for name in self.routes.names)
        work = _Work(self, folder, store, report, partial(on_progress, len(stale)))
        if store is None and is_worth_sharing(len(stale)):
            self._share(stale, work)
        else:
            self.site.database.prefetch_dependencies(self.node_of(target) for target in stale)
            for target in stale:
                work.make(target)
        report.theme_links |= self.shell.links
        for target in gone:
            report.removed += store.outputs_of(JOINT.join(target)) if store else []
        written = {path for path, _, _ in report.files}
        report.removed = [path for path in report.removed if path not in written]
        return report

    def node_of(self, target: Target) -> int:
        """The node of a target."""
        return self.target_files.node_ids[JOINT.join(target)]

    def _find_stale_targets(self, store: Store | None) -> tuple[list[Target], list[Target]]:
        """(the targets to make, the targets that no longer exist)."""
        if store is None:
            return [Target(name, key) for name in self.routes.names for key in self.keys(name)], []
        stale: dict[str, set[str]] = {}
        for number in self.site.database.stale:
            node = self.site.database.name_node(number)
            if node and node[0] == self.target_files.name:
                name, _, key = node[1].partition(JOINT)
                stale.setdefault(name, set()).add(key)
        wanted: list[Target] = []
        gone: list[Target] = []
        for name in self.routes.names:
            before, after = store.row(self.keys.name, name, ()), self.keys(name)
            if before != after or name in stale:
                known, now = set(before), set(after)
                wanted += [Target(name, key) for key in after if key not in known or key in stale.get(name, ())]
                gone += [Target(name, key) for key in before if key not in now]
        return wanted, gone

    def _share(self, targets: list[Target], work: _Work) -> None:
        """Makes targets in several processes: first those of single claims, which the others combine. Targets of one
        article stay together."""
        rounds: dict[int, list[Target]] = {}
        for target in targets:
            rounds.setdefault(self.routes.round_of(target.name), []).append(target)
        for _, of_round in sorted(rounds.items()):
            of_round.sort(key=lambda target: target.key.partition("/")[0])
            chunks = split_into_chunks(of_round)
            for report in share_work(len(chunks), partial(work.make_chunk, chunks), work.begin_worker, work.pack):
                work.merge(report)

    def file(self, path: str) -> bytes | None:
        """One file of the site, made now unless it was made before and is still valid; None if there is no such
        file."""
        target = self.routes.find(path)
        try:
            return None if target is None else self.target_files(JOINT.join(target)).files.get(path)
        except _ShellDiffers as error:
            log.warning(str(_describe_difference(error)))
            self.shell.whole = True
            return self.file(path)


def _reason(chain: list[tuple[str, str]]) -> str:
    """The chain from a file back to what changed, in words; empty for a new target."""
    return " <- ".join(f"{table} '{key.replace(JOINT, ' ').strip()[:80]}'" for table, key in chain[1:])


class _Work:
    """The targets that one process makes, and its report."""

    def __init__(
        self,
        builder: Builder,
        folder: Path,
        store: Store | None,
        report: BuildReport,
        on_progress: Callable[[int], None],
    ):
        self._builder = builder
        self._database = builder.site.database
        self._store = store
        self._writer = _Folders(folder)
        self._on_progress = on_progress
        self.report = report

    def make_chunk(self, chunks: Sequence[Sequence[Target]], number: int) -> None:
        for target in chunks[number]:
            self.make(target)

    def make(self, target: Target) -> None:
        """Makes the files of a target and writes those that differ."""
        self._on_progress(self.report.targets)
        started = time.perf_counter()
        self._make(target)
        stages = self.report.stages
        stages[target.name] = stages.get(target.name, 0.0) + time.perf_counter() - started

    def _make(self, target: Target) -> None:
        store, report, key = self._store, self.report, JOINT.join(target)
        before = store.outputs_of(key) if store else {}
        made = self._builder.target_files.evaluate(key)
        for path, links in made.links.items():
            report.links |= links.to
            if path.endswith(".html"):
                report.ids[path] = links.ids
        for path, data in made.files.items():
            digest = hashlib.blake2b(data, digest_size=12).digest()
            if before.pop(path, None) == digest:
                report.unchanged += 1
            else:
                self._writer.write(path, data)
                report.files.append((path, key, digest))
            report.pages += path.endswith(".html")
        report.removed += before
        report.targets += 1
        if store:
            report.reasons[key] = _reason(self._database.explain(self._builder.node_of(target)))
        else:
            self._builder.compute_pieces(target)

    def begin_worker(self) -> None:
        """Starts a separate report in a worker process."""
        self.report = BuildReport(True)
        self._on_progress = lambda made: None
        self._database.begin_worker()

    def pack(self) -> bytes:
        """What a worker process made and computed, packed for its parent."""
        self.report.theme_links |= self._builder.shell.links
        return pickle.dumps((self.report, self._database.take_worker_result()), pickle.HIGHEST_PROTOCOL)

    def merge(self, packed: bytes) -> None:
        """Adds what a worker process made and computed."""
        report, result = pickle.loads(packed)
        self._database.merge(result)
        self.report.add(report)


class _Folders:
    """Writes files, creating each folder once."""

    def __init__(self, top: Path) -> None:
        self._top = top
        self._made: set[str] = set()

    def write(self, path: str, data: bytes) -> None:
        parent = path.rpartition("/")[0]
        if parent not in self._made:
            (self._top / parent).mkdir(parents=True, exist_ok=True)
            self._made.add(parent)
        write_file(f"{self._top}/{path}", data)
