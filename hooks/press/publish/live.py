"""The site while `mkdocs serve` runs: as the files describe it now, with each page made on request.

An edit only marks what it affects as stale; nothing is rendered until a browser asks for it. If the briefing has
mistakes, they are shown at the top of the last good pages.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager

from ..content.kinds import CLAIMS_FOLDER
from ..problem import Problem, select_errors
from ..site.render import Shell
from .banner import add_banner
from .dead_links import Document
from .publication import Publication
from .staging import Staging

log = logging.getLogger("mkdocs.hooks.briefing")


class Live:
    """One site that is being edited. It may be used from several threads."""

    def __init__(self, publication: Publication) -> None:
        self.publication = publication
        self._lock = threading.RLock()
        self._problems: list[Problem] = []
        self._warnings: list[Problem] = []
        """Those of the last full build that are not about entries."""
        self._has_shell = False
        self._refused = False
        """Whether a full build failed: its problems may be outside the briefing, where `apply_changes` does not
        look."""
        self.names_version = 0
        """A number that grows whenever the names of entries may have changed."""

    @contextmanager
    def hold(self) -> Iterator[Publication]:
        """The publication, which no other thread changes or reads meanwhile."""
        with self._lock:
            yield self.publication

    def set_shell(
        self,
        publication: Publication,
        shell: Shell,
        documents: Mapping[str, Document],
        staging: Staging,
        warnings: Iterable[Problem] = (),
    ) -> None:
        """Sets the theme around the pages, the hand-written ones, and all warnings. The publication is
        a new one after a setting or a word has changed."""
        with self._lock:
            self.names_version += 1
            if publication is not self.publication:
                self.publication.close()
                self.publication = publication
            publication.read_foreign_files(staging)
            publication.set_shell(shell, documents)
            dead = publication.check_live_pages()
            log_problems(dead)
            self._problems = sorted({*warnings, *dead})
            self._warnings = sorted({*warnings} - {*publication.briefing.problems})
            self._has_shell, self._refused = True, bool(dead)

    def show_problems(self, problems: Iterable[Problem]) -> None:
        """Shows these problems on every page, until the next change."""
        with self._lock:
            self._problems, self._refused = sorted(set(problems)), True

    @property
    def has_errors(self) -> bool:
        """Whether pages show errors, so that any change may have corrected them."""
        return bool(select_errors(self._problems))

    @property
    def errors(self) -> list[Problem]:
        """The errors that pages show: until they are corrected, the briefing stays as it was before them."""
        return select_errors(self._problems)

    def apply_changes(self, files: Iterable[str] | None) -> bool:
        """Reads what changed in these files, given relative to the project, or in any file if None. Returns whether
        pages show all of it now; if not, MkDocs has to build: a hand-written page refers to what changed, nothing has
        been built yet, or the last build failed."""
        with self._lock:
            if files is None or any(f"/{CLAIMS_FOLDER}/" not in file for file in files):
                self.names_version += 1
            if self._refused:
                return False
            problems = self.publication.read(files)
            before = set(self._problems)
            if select_errors(problems):
                self._problems = problems
                log_problems({*problems} - before)
                return True
            self._problems = sorted({*problems, *self._warnings})
            is_shown = self._has_shell and not self.publication.outdated_documents
            if is_shown:
                log_problems({*problems} - before)
            return is_shown

    def read_file(self, path: str) -> bytes | None:
        """The content of a generated file, given by its path in the site; None if there is no such file."""
        with self._lock:
            publication = self.publication
            data = publication.retry_without_cache(lambda: publication.builder.file(path)) if self._has_shell else None
            return data if data is None else self.add_problems(path, data)

    def add_problems(self, path: str, data: bytes) -> bytes:
        """A page with the problems at its top, any other file unchanged."""
        if not self._problems or not path.endswith(".html"):
            return data
        return add_banner(data, self._problems, self.publication.words)


def log_problems(problems: Iterable[Problem]) -> None:
    """Logs each problem once."""
    for problem in sorted(set(problems)):
        log.warning(str(problem))
