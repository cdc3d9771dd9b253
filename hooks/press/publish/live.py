"""While an author writes: the site as the files say it now, each page made when it is asked for.

Edits are taken as they come; what they touch is forgotten, and nothing is made before somebody looks. A briefing with
mistakes shows them on top of what was last good.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable

from ..problem import Problem, errors
from ..site.render import Shell
from .banner import with_banner
from .publication import Publication


class Live:
    """One site that is being written. Safe to use from several threads."""

    def __init__(self, publication: Publication) -> None:
        self.publication = publication
        self._lock = threading.RLock()
        self._problems: list[Problem] = []
        self._dressed = False
        self._refused = False
        """Whether a whole build failed: its problems may stand outside the briefing, where `take` sees none of them."""

    def dress(self, publication: Publication, shell: Shell, documents: Iterable[str]) -> None:
        """Takes the theme around the pages, and the addresses of the hand-written ones. The publication is another one
        where a setting or a word changed."""
        with self._lock:
            if publication is not self.publication:
                self.publication.close()
                self.publication = publication
            publication.dress(shell, documents)
            self._problems, self._dressed, self._refused = [], True, False

    def refuse(self, problems: Iterable[Problem]) -> None:
        """Shows what is wrong on every page."""
        with self._lock:
            self._problems, self._refused = sorted(set(problems)), True

    @property
    def has_problems(self) -> bool:
        """Whether something is wrong, so that any change may put it right."""
        return bool(self._problems)

    def take(self, files: Iterable[str] | None) -> bool:
        """Takes what changed in some files, or wherever anything changed. Says whether all of it can be shown now: not
        where hand-written pages tell of it, before there was a theme, or after a build that failed."""
        with self._lock:
            if self._refused:
                return False
            problems = self.publication.read(files)
            if errors(problems):
                self._problems = problems
                return True
            self._problems = []
            return self._dressed and not self.publication.outdated_documents

    def file(self, path: str) -> bytes | None:
        """A generated file, relative to the site's root; None where there is none."""
        with self._lock:
            publication = self.publication
            data = publication.sound(lambda: publication.builder.file(path)) if self._dressed else None
            return data if data is None else self.with_problems(path, data)

    def with_problems(self, path: str, data: bytes) -> bytes:
        """A page with what is wrong on top of it."""
        if not self._problems or not path.endswith(".html"):
            return data
        return with_banner(data, self._problems, self.publication.words)
