"""From the files of a briefing to its published site, using what an earlier build saved.

There is one store for each version of everything that pages are made from, besides the project's files. Without a
usable store, everything is made. What is published is always what a cold build would publish.
"""

from __future__ import annotations

import hashlib
import logging
import time
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TypeVar

from .. import outputs
from ..content.changes import SourceFiles
from ..incremental import JOINT, Damaged, Input, Store, StoreWriter, query, register_queries
from ..incremental.garbage import without_collection
from ..library.briefing import Briefing
from ..problem import Problem
from ..site import views
from ..site.documents import link_document
from ..site.links import NO_LINKS
from ..site.render import Shell
from ..site.settings import Settings
from ..site.urls import REPLACEABLE, file_of
from ..site.views import Site
from ..site.wording import Words
from .build import Builder, BuildReport
from .cache import discard, log_damage, open_store, store_path
from .cache_key import digest_of
from .dead_links import DeadLinks, Document
from .link_check import FOREIGN, Foreign, LinkCheck, check_build, check_live_pages, read_foreign_files
from .no_op import all_exist, log_obstacle
from .save import save
from .staging import Staging

log = logging.getLogger("mkdocs.hooks.briefing")

T = TypeVar("T")
QUIET_SECONDS = 1.0
"""A build that takes longer than this reports its progress."""
PROGRESS_SECONDS = 2.0
"""The time between two lines of progress."""
QUERIES = (*views.QUERIES, *outputs.QUERIES)
"""Every query function of the project."""


class Publication:
    """One site, from its briefing to what is written."""

    def __init__(
        self,
        root: Path,
        settings: Settings,
        words: Words,
        name: str,
        url: str,
        drawn: Mapping[str, str],
        key: str,
        kind: str = "build",
        inputs: SourceFiles | None = None,
    ) -> None:
        self.root = root
        self.settings = settings
        self.words = words
        self.key = key
        self._site_of: Callable[[Briefing], Site] = lambda briefing: Site(
            briefing, settings, words, name, url, QUERIES, drawn
        )
        self._shell: Shell | None = None
        self._documents: Mapping[str, Document] = {}
        self._foreign = Foreign(frozenset())
        self._own_files: tuple[str, ...] | None = None
        """None until they are known: what the last build knew is kept until then."""
        self._state: str | None = None
        self.stages: dict[str, float] = {}
        self._started = time.perf_counter()
        self._logged = self._started
        self._path = store_path(root, kind, key)
        self._obstacle = ""
        """Why git could not give the history, as logged."""
        self._markdown: dict[str, str] = {}
        """The Markdown of each hand-written page that was linked, by its file."""
        self.store = open_store(self._path)
        try:
            self._begin(inputs)
        except Damaged as why:
            self._restart_without_store(why)

    def _begin(self, inputs: SourceFiles | None = None) -> None:
        store = self.store
        self.briefing = Briefing(self.root, self.settings.folder, store, inputs)
        self.site = self._site_of(self.briefing)
        self.builder = Builder(self.site)
        if self._own_files is not None:
            self.site.own_files.set("", self._own_files)
        self.markdown: Input[str] = Input(self.site.database, "markdown", stored=False)
        """File of a hand-written page -> its Markdown."""
        register_queries(self, self.site.database)

    @query()
    def linked_document(self, file: str) -> str:
        """The Markdown of a hand-written page with its references made links."""
        return link_document(self.markdown[file], self.site)

    def _restart_without_store(self, why: Damaged) -> None:
        """Discards the store and starts from scratch."""
        log_damage(why)
        self.close()
        discard(self._path)
        self.store = None
        self._begin()

    def retry_without_cache(self, work: Callable[[], T]) -> T:
        """Calls `work`. If the store turns out to be damaged, starts over without it and calls `work` again. Any other
        error is a bug of ours and is raised."""
        try:
            return work()
        except Damaged as why:
            if self.store is None:
                raise
            self._restart_without_store(why)
            self.briefing.refresh()
            if self._shell:
                self.set_shell(self._shell, self._documents)
            return work()

    @without_collection()
    def read(self, files: Iterable[str] | None = None) -> list[Problem]:
        """Reads what changed in some files, or in any file if None; returns all problems of the briefing."""
        begun = time.perf_counter()
        problems = self.retry_without_cache(lambda: self.briefing.refresh(files))
        if self._obstacle != self.briefing.history.obstacle:
            self._obstacle = self.briefing.history.obstacle
            log_obstacle(self._obstacle)
        self.stages["read"] = time.perf_counter() - begun
        return problems

    @without_collection()
    def write(
        self, shell: Shell, state: str | None, documents: Mapping[str, Document], staging: Staging
    ) -> tuple[BuildReport, list[Problem]]:
        """Writes what changed below the folder of `staging`. The problems are links that lead nowhere, which are
        errors, and warnings about the theme.

        `state` is what the shell depends on besides the key: the hand-written pages in its menus. If it is None, it is
        unknown, and every page is written. `documents` are the hand-written pages, by their addresses.
        """
        self._shell, self._state, self._documents = shell, state, documents
        self.read_foreign_files(staging)
        return self.retry_without_cache(lambda: self._write(staging))

    def set_own_files(self, paths: Iterable[str]) -> None:
        """Sets which files the project has; those that replace generated ones are not generated."""
        self._own_files = tuple(sorted(REPLACEABLE.intersection(paths)))
        self.site.own_files.set("", self._own_files)
        self.site.database.invalidate()

    def read_foreign_files(self, staging: Staging) -> None:
        """Reads the links and ids of what MkDocs wrote, before anything else is written."""
        self._foreign = read_foreign_files(staging.folder, staging.list_files_except(()), self.site.url)

    def link(self, file: str, markdown: str) -> str:
        """The Markdown of a hand-written page with its references made links."""
        self._markdown[file] = markdown
        return self.retry_without_cache(lambda: self._link(file, markdown))

    def _link(self, file: str, markdown: str) -> str:
        self.markdown.set(file, markdown)
        self.site.database.invalidate()
        return self.linked_document(file)

    @property
    def outdated_documents(self) -> bool:
        """Whether a hand-written page shows something that changed since it was linked."""
        return any(not self.linked_document.is_computed(file) for file in self._markdown)

    def set_shell(self, shell: Shell, documents: Mapping[str, Document]) -> None:
        """Sets the theme around the pages, and the hand-written ones."""
        self._shell, self._documents = shell, documents
        self._set_documents()
        self.site.database.recompute()
        self.builder.set_shell(shell)

    def _set_documents(self) -> None:
        """Sets which hand-written pages there are, what they are about, and which of the parts that the words name they
        have."""
        rows, outlines, anchors = self.site.documents, self.site.outlines, self.words.anchors
        for gone in [address for address in rows if address and address not in self._documents]:
            rows.remove(gone)
        for gone in [address for address in outlines if address not in self._documents]:
            outlines.remove(gone)
        rows.set("", tuple(sorted(self._documents)))
        for address, document in self._documents.items():
            links = self._foreign.links.get(file_of(address), NO_LINKS)
            rows.set(address, tuple(sorted(links.ids & anchors)))
            if document.outline is not None:
                outlines.set(address, document.outline)

    def _write(self, staging: Staging) -> tuple[BuildReport, list[Problem]]:
        store = self.store
        assert self._shell is not None
        self.set_shell(self._shell, self._documents)
        everything = store is None or not self._is_published(store, staging)
        report, problems = self.builder.build(staging.folder, everything, self._log_progress)
        self.stages.update(report.stages)
        begun = time.perf_counter()
        problems += self._describe(
            check_build(self.builder, report, self._foreign, staging, None if everything else store)
        )
        self.stages["links"] = time.perf_counter() - begun
        return report, problems

    def _describe(self, check: LinkCheck) -> list[Problem]:
        return DeadLinks(check, self.builder, self.root, self._documents).describe(check.find_dead_links())

    def check_live_pages(self) -> list[Problem]:
        """The dead links of the hand-written pages and the theme while `serve` makes the other pages on request."""
        return self.retry_without_cache(lambda: self._describe(check_live_pages(self.builder, self._foreign)))

    def _is_published(self, store: Store, staging: Staging) -> bool:
        """Whether the files of the last build are still published, in the shell of this one."""
        is_known = store.meta("shell") == self._state and store.meta("site") == staging.token
        return is_known and all_exist(staging.site, store.output_paths())

    @without_collection()
    def publish(self, report: BuildReport, staging: Staging, docs: Path, warnings: int | None) -> None:
        """Replaces the published site with what was written, and saves what the next build needs, including the digest
        of `docs`, the folder of the hand-written pages, and how many warnings there were."""
        begun = time.perf_counter()
        try:
            change = None if report.is_full else self._find_change(report, staging)
        except Damaged as why:
            self._restart_without_store(why)
            self.briefing.refresh()
            report, _ = self._write(staging)
            change = None
        if change is None:
            foreign = staging.list_files_except(path for path, _, _ in report.files)
            token = _token(0, report.files, {})
            staging.swap(token)
        else:
            foreign, ours, token = change
            staging.discard(ours)
            self._move_change(report, staging, foreign, token)
        self.stages["publish"] = time.perf_counter() - begun
        begun = time.perf_counter()
        self._save(report, foreign, token, docs, warnings)
        self.stages["store"] = time.perf_counter() - begun

    def _move_change(self, report: BuildReport, staging: Staging, foreign: list[str], token: str) -> None:
        """Moves what changed into the published folder, or makes the new folder whole and replaces all of it."""
        if self.settings.swap_site:
            assert self.store is not None
            staging.fill(sorted(set(self.store.output_paths()) - set(report.removed)))
            staging.swap(token)
        else:
            staging.patch(token, foreign, sorted(set(report.removed) - set(foreign)))

    def _find_change(self, report: BuildReport, staging: Staging) -> tuple[list[str], list[str], str]:
        """(files of the theme and the hand-written pages, files of targets that MkDocs also wrote, the new token)."""
        store = self.store
        assert store is not None
        foreign = staging.list_files_except(path for path, _, _ in report.files)
        replaced = set(report.removed)
        ours = [path for path in foreign if store.digest(path) and path not in replaced]
        foreign = sorted(set(foreign) - set(ours))
        made = {path for path, _, _ in report.files}
        report.removed += sorted(set(store.outputs_of(FOREIGN)) - set(foreign) - made)
        paths = [*(path for path, _, _ in report.files), *report.removed]
        old = {path: digest for path in paths if (digest := store.digest(path))}
        return foreign, ours, _token(int(store.meta("site"), 16), report.files, old)

    def _save(self, report: BuildReport, foreign: list[str], token: str, docs: Path, warnings: int | None) -> None:
        """Saves everything that the next build needs. If that fails, the next build makes everything."""

        def write_outputs(writer: StoreWriter) -> None:
            if report.is_full:
                writer.delete_all_outputs()
            writer.delete_outputs(report.removed)
            writer.write_outputs(report.files)
            writer.write_outputs((path, FOREIGN, b"") for path in foreign)
            writer.write_meta(
                shell=self._state or "",
                site=token,
                warnings=str(warnings),
                docs=digest_of(docs),
                head=self.briefing.history.head,
            )
            writer.write_reasons(report.reasons)

        if save(self.briefing, self._path, write_outputs):
            self._discard_other_stores()

    def close(self) -> None:
        """Closes the store."""
        if self.store:
            self.store.close()

    def save(self) -> None:
        """Saves what was read, without what was made from it, unless an earlier process already did."""
        if self.store is None and save(self.briefing, self._path):
            self._discard_other_stores()

    def _discard_other_stores(self) -> None:
        """Removes the stores of other versions."""
        kind = self._path.stem.partition("-")[0]
        for other in self._path.parent.glob(f"{kind}-*.db"):
            if other != self._path:
                discard(other)

    def _log_progress(self, total: int, done: int) -> None:
        """Logs a line every few seconds during a long build."""
        now = time.perf_counter()
        if now - self._started > QUIET_SECONDS and now - self._logged > PROGRESS_SECONDS:
            self._logged = now
            log.info("%s of %s steps done", f"{done:,}", f"{total:,}")

    def log_result(self, report: BuildReport) -> None:
        """Logs one line about what a build did; with `--verbose`, also how long each stage took and why each step was
        run."""
        for stage, seconds in self.stages.items():
            log.debug("stage %s %.3f s", stage, seconds)
        for target, reason in report.reasons.items():
            log.debug("step %s: %s", target.replace(JOINT, " ").strip(), reason or "it is new")
        log.debug("%s files written, %s unchanged", f"{len(report.files):,}", f"{report.unchanged:,}")
        seconds = time.perf_counter() - self._started
        counts = f"{report.pages:,}", seconds, f"{report.targets:,}", f"{report.total:,}"
        log.info("Built %s pages in %.1f s (%s of %s steps were run)", *counts)


def _token(before: int, files: Iterable[tuple[str, str, bytes]], old: Mapping[str, bytes]) -> str:
    """A digest of all files that does not depend on their order: `before` with `old` files removed and new ones
    added."""
    total = before
    for path, digest in old.items():
        total ^= _number(path, digest)
    for path, _, digest in files:
        total ^= _number(path, digest)
    return f"{total:024x}"


def _number(path: str, digest: bytes) -> int:
    return int.from_bytes(hashlib.blake2b(path.encode() + b"\0" + digest, digest_size=12).digest(), "big")
