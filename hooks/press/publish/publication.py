"""From the files of a briefing to its published site, with what an earlier build remembered.

The store lies beside the project's files, one for each version of all that makes the pages; without one, or with one
that cannot be used, everything is made. What is published is always what a build from nothing would give.
"""

from __future__ import annotations

import hashlib
import logging
import time
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TypeVar

from ..content.changes import Inputs
from ..incremental import JOINT, Answers, Damaged, Store, Writing
from ..library.briefing import Briefing, without_collection
from ..problem import Problem
from ..site.documents import link_document
from ..site.render import Shell
from ..site.settings import Settings
from ..site.views import Site
from .build import Builder, Made
from .cache import discard, log_damage, open_store, store_path
from .cache_key import digest_of
from .no_op import all_exist
from .save import remember
from .staging import Staging

log = logging.getLogger("mkdocs.hooks.briefing")

T = TypeVar("T")
FOREIGN = -1
"""The maker of the files that the theme and the hand-written pages give."""
LONG = 1.0
"""Seconds after which a build logs its progress."""
OFTEN = 2.0
"""Seconds between two lines of progress."""


class Publication:
    """One site, from its briefing to what is written."""

    def __init__(
        self,
        root: Path,
        settings: Settings,
        words: dict[str, str],
        name: str,
        url: str,
        drawn: Mapping[str, str],
        key: str,
        kind: str = "build",
        inputs: Inputs | None = None,
    ) -> None:
        self.root = root
        self.settings = settings
        self.key = key
        self._site_of: Callable[[Briefing], Site] = lambda briefing: Site(briefing, settings, words, name, url, drawn)
        self._shell: Shell | None = None
        self._documents: list[str] = []
        self._state: str | None = None
        self.stages: dict[str, float] = {}
        self._begun = time.perf_counter()
        self._logged = self._begun
        self._path = store_path(root, kind, key)
        self._markdown: dict[str, str] = {}
        self.store = open_store(self._path)
        try:
            self._begin(inputs)
        except Damaged as why:
            self._begin_anew(why)

    def _begin(self, inputs: Inputs | None = None) -> None:
        store = self.store
        self.briefing = Briefing(self.root, self.settings.folder, store, inputs)
        self.site = self._site_of(self.briefing)
        self.builder = Builder(self.site)
        self._linked: Answers[str] = Answers(
            self.site.memory, "linked", lambda file: link_document(self._markdown[file], self.site)
        )

    def _begin_anew(self, why: Damaged) -> None:
        """Goes on without the store, from nothing."""
        log_damage(why)
        self.close()
        discard(self._path)
        self.store = None
        self._begin()

    def sound(self, work: Callable[[], T]) -> T:
        """What some work gives. Where the store turns out to be damaged on the way, it is left aside, and the work done
        again: a row that is missing is as bad as one that cannot be read."""
        try:
            return work()
        except Damaged as why:
            if self.store is None:
                raise
            self._begin_anew(why)
            self.briefing.refresh()
            if self._shell:
                self.dress(self._shell, self._documents)
            return work()

    @without_collection()
    def read(self, files: Iterable[str] | None = None) -> list[Problem]:
        """Reads what changed in some files, or wherever anything changed; the problems of the whole."""
        begun = time.perf_counter()
        problems = self.sound(lambda: self.briefing.refresh(files))
        self.stages["read"] = time.perf_counter() - begun
        return problems

    @without_collection()
    def write(
        self, shell: Shell, state: str | None, documents: Iterable[str], staging: Staging
    ) -> tuple[Made, list[Problem]]:
        """Writes what changed below the folder of `staging`. `state` is what the shell depends on besides the key: the
        hand-written pages in its menus. If it is None, nobody knows, and every page is written."""
        self._shell, self._state, self._documents = shell, state, list(documents)
        return self.sound(lambda: self._write(staging))

    def link(self, file: str, markdown: str) -> str:
        """The Markdown of a hand-written page with its references made links."""
        self._markdown[file] = markdown
        self._linked.rows.pop(file, None)
        return self.sound(lambda: self._linked[file])

    @property
    def outdated_documents(self) -> bool:
        """Whether a hand-written page tells of something that changed since it was linked."""
        return any(file not in self._linked.rows for file in self._markdown)

    def dress(self, shell: Shell, documents: Iterable[str]) -> None:
        """Takes the theme around the pages, and the addresses of the hand-written ones."""
        self._shell, self._documents = shell, list(documents)
        self.site.documents.put("", tuple(sorted(documents)))
        self.site.memory.settle()
        self.builder.dress(shell)

    def _write(self, staging: Staging) -> tuple[Made, list[Problem]]:
        store = self.store
        assert self._shell is not None
        self.dress(self._shell, self._documents)
        everything = store is None or not self._stands(store, staging)
        made, problems = self.builder.build(staging.folder, everything, self._log_progress)
        self.stages.update(made.stages)
        return made, problems

    def _stands(self, store: Store, staging: Staging) -> bool:
        """Whether what the last build published is still there, in the shell of this one."""
        is_same = store.meta("shell") == self._state and store.meta("site") == staging.token
        return is_same and all_exist(staging.site, store.output_paths())

    @without_collection()
    def publish(self, made: Made, staging: Staging, docs: Path, warnings: int | None) -> None:
        """Puts what was written in the place of what stood there, and remembers it: with the hand-written pages of the
        folder `docs`, and how many warnings there were."""
        begun = time.perf_counter()
        try:
            change = None if made.everything else self._change(made, staging)
        except Damaged as why:
            self._begin_anew(why)
            self.briefing.refresh()
            made, _ = self._write(staging)
            change = None
        if change is None:
            foreign = staging.list_files_except(path for path, _, _ in made.files)
            token = _token(0, made.files, {})
            staging.swap(token)
        else:
            foreign, ours, token = change
            staging.discard(ours)
            staging.patch(token, foreign, made.removed)
        self.stages["publish"] = time.perf_counter() - begun
        begun = time.perf_counter()
        self._save(made, foreign, token, docs, warnings)
        self.stages["store"] = time.perf_counter() - begun

    def _change(self, made: Made, staging: Staging) -> tuple[list[str], list[str], str]:
        """(files of the theme and the hand-written pages, those of them that a maker gave before, the new token)."""
        store = self.store
        assert store is not None
        foreign = staging.list_files_except(path for path, _, _ in made.files)
        ours = [path for path in foreign if store.digest(path)]
        foreign = sorted(set(foreign) - set(ours))
        made.removed += sorted(set(store.outputs_of(FOREIGN)) - set(foreign))
        old = {path: digest for path in _paths(made) if (digest := store.digest(path))}
        return foreign, ours, _token(int(store.meta("site"), 16), made.files, old)

    def _save(self, made: Made, foreign: list[str], token: str, docs: Path, warnings: int | None) -> None:
        """Remembers all of it. Where that fails, the next build makes everything."""
        path = self._path

        def outputs(writing: Writing) -> None:
            if made.everything:
                writing.no_outputs_at_all()
            writing.no_outputs(made.removed)
            writing.outputs(made.files)
            writing.outputs((path, FOREIGN, b"") for path in foreign)
            writing.meta(
                shell=self._state or "",
                site=token,
                warnings=str(warnings),
                docs=digest_of(docs),
                head=self.briefing.history.head,
            )
            writing.why(made.why)

        if remember(self.briefing, path, outputs):
            self._forget_others()

    def close(self) -> None:
        """Lets go of the store."""
        if self.store:
            self.store.close()

    def keep(self) -> None:
        """Remembers what was read, without what is made of it, unless that was remembered before."""
        if self.store is None and remember(self.briefing, self._path):
            self._forget_others()

    def _forget_others(self) -> None:
        """Removes the stores of other versions."""
        kind = self._path.stem.partition("-")[0]
        for other in self._path.parent.glob(f"{kind}-*.db"):
            if other != self._path:
                discard(other)

    def _log_progress(self, total: int, done: int) -> None:
        """One line every few seconds of a build that takes long."""
        now = time.perf_counter()
        if now - self._begun > LONG and now - self._logged > OFTEN:
            self._logged = now
            log.info("%s of %s steps done", f"{done:,}", f"{total:,}")

    def log_result(self, made: Made) -> None:
        """One line of what a build did; with `--verbose` also how long each stage took and why each step was run."""
        for stage, seconds in self.stages.items():
            log.debug("stage %s %.3f s", stage, seconds)
        for step, why in made.why.items():
            log.debug("step %s: %s", step.replace(JOINT, " ").strip(), why or "it is new")
        log.debug("%s files written, %s unchanged", f"{len(made.files):,}", f"{made.kept:,}")
        seconds = time.perf_counter() - self._begun
        counts = f"{made.pages:,}", seconds, f"{made.makers:,}", f"{made.total:,}"
        log.info("Built %s pages in %.1f s (%s of %s steps were new)", *counts)


def _paths(made: Made) -> list[str]:
    return [*(path for path, _, _ in made.files), *made.removed]


def _token(before: int, files: Iterable[tuple[str, int, bytes]], old: Mapping[str, bytes]) -> str:
    """A digest of all files that does not depend on their order: that of `before`, `old` files out and new ones in."""
    found = before
    for path, digest in old.items():
        found ^= _number(path, digest)
    for path, _, digest in files:
        found ^= _number(path, digest)
    return f"{found:024x}"


def _number(path: str, digest: bytes) -> int:
    return int.from_bytes(hashlib.blake2b(path.encode() + b"\0" + digest, digest_size=12).digest(), "big")
