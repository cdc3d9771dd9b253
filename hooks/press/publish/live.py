"""The site while an author writes: each page is made from the files as they are when it is requested.

An edit only makes the pages that it touches stale; they are made again on the next request. The errors of a broken
briefing are shown on top of the last good pages.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable

from ..problem import Problem, errors
from ..site.render import Shell
from .banner import with_banner
from .publication import Publication


class Live:
    """A site that is being edited. Safe to use from several threads."""

    def __init__(self, publication: Publication) -> None:
        self.publication = publication
        self._lock = threading.RLock()
        self._problems: list[Problem] = []
        self._has_shell = False
        self._refused = False
        """Whether a full build failed: its problems may be outside the briefing, where `take` finds none of them."""

    def set_shell(self, publication: Publication, shell: Shell, documents: Iterable[str]) -> None:
        """Sets the theme around the pages, and the addresses of the hand-written ones. The publication is a new one
        after a change of a setting or a word."""
        with self._lock:
            if publication is not self.publication:
                self.publication.close()
                self.publication = publication
            publication.set_shell(shell, documents)
            self._problems, self._has_shell, self._refused = [], True, False

    def refuse(self, problems: Iterable[Problem]) -> None:
        """Shows problems on top of every page."""
        with self._lock:
            self._problems, self._refused = sorted(set(problems)), True

    @property
    def has_problems(self) -> bool:
        """Whether problems are shown, so that any change may solve them."""
        return bool(self._problems)

    def take(self, files: Iterable[str] | None) -> bool:
        """Takes what changed in some files, or in all if None. Returns whether all of it can be shown without a full
        build: not if a hand-written page shows some of it, before there is a shell, or after a build that failed."""
        with self._lock:
            if self._refused:
                return False
            problems = self.publication.read(files)
            if errors(problems):
                self._problems = problems
                return True
            self._problems = []
            return self._has_shell and not self.publication.outdated_documents

    def file(self, path: str) -> bytes | None:
        """A generated file by its path relative to the site's root; None if there is none."""
        with self._lock:
            publication = self.publication
            data = publication.retry_without_cache(lambda: publication.builder.file(path)) if self._has_shell else None
            return data if data is None else self.with_problems(path, data)

    def with_problems(self, path: str, data: bytes) -> bytes:
        """A page with the problems on top."""
        if not self._problems or not path.endswith(".html"):
            return data
        return with_banner(data, self._problems, self.publication.words)
