"""Decides whether there is anything to build at all. A build with nothing to do loads this module and little else."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from os.path import isfile
from pathlib import Path

from ..content.changes import SourceFiles
from ..incremental.store import Store
from ..library.git import read_head
from .cache_key import digest_of
from .staging import Staging

log = logging.getLogger("mkdocs.hooks.briefing")


class NoOpCheck:
    """Compares a project with what the last build of it stored and published.

    `root` is the project's folder, `folder` the name of the briefing's folder in it, and `docs` the folder of the
    hand-written pages.
    """

    def __init__(self, root: Path, folder: str, docs: Path, staging: Staging, store: Store) -> None:
        self._root, self._folder, self._docs, self._staging, self._store = root, folder, docs, staging, store
        self.inputs = SourceFiles.restore(root, folder, store)
        """The files of the briefing, for the build that follows if something changed."""

    @property
    def is_unchanged(self) -> bool:
        """Whether a build would publish exactly what is published now, without any warnings."""
        store = self._store
        if store.meta("warnings") != "0" or store.meta("site") != self._staging.token:
            return False
        head, obstacle = read_head(self._root / self._folder)
        if store.meta("docs") != digest_of(self._docs) or store.meta("head") != head:
            return False
        if self.inputs.find_changes() != ({}, []) or not all_exist(self._staging.site, store.output_paths()):
            return False
        log_obstacle(obstacle)
        return True


def log_obstacle(obstacle: str) -> None:
    """Logs why git cannot give the history of the briefing, if it cannot."""
    if obstacle:
        log.info("The pages do not say when entries changed: %s.", obstacle)


def all_exist(site: Path, paths: Iterable[str]) -> bool:
    """Whether the published site has every one of these files."""
    top = f"{site}/"
    return all(isfile(top + path) for path in paths)
