"""A briefing as it is, and as it would be after some changes: what they break is known before anything is written.

The records of a `Trial` are those of the files on the disk until `try_changes` is called, and then those of the changed
files.
"""

from __future__ import annotations

import os
import re
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path, PurePosixPath

from ...content.changes import SourceFiles, is_source_file
from ...content.documents import find_links_out, leads_out, read_document
from ...content.kinds import ALL_FOLDERS
from ...library.briefing import Briefing
from ...library.checks.documents import check_document
from ...problem import Problem
from ...site.documents import check_markdown
from .changes import ChangeSet


class Documents:
    """The hand-written pages of a project: `folder` is where they are, `is_trusted` whether they may hold any HTML."""

    def __init__(self, root: Path, folder: Path, is_trusted: bool) -> None:
        self.root = root
        self.folder = folder
        self.is_trusted = is_trusted

    def list_files(self) -> Iterator[tuple[str, Path]]:
        """(name relative to the project, path) of each page. Like MkDocs, it leaves out hidden files and folders."""
        for path in sorted(self.folder.rglob("*.md")):
            is_hidden = any(part.startswith(".") for part in path.relative_to(self.folder).parts)
            if not is_hidden and not leads_out(path, self.folder, self.root):
                yield os.path.relpath(path, self.root).replace(os.sep, "/"), path

    def check(self, briefing: Briefing, changed: Mapping[str, Path] | None = None) -> Iterator[Problem]:
        """The problems of all pages; `changed` is the real path of a file -> where another version of it is."""
        yield from find_links_out(self.folder, self.root, os.path.relpath(self.folder, self.root).replace(os.sep, "/"))
        for file, path in self.list_files():
            text, problems = read_document((changed or {}).get(os.path.realpath(path), path), file)
            yield from problems
            if problems:
                continue
            yield from check_document(text, file, briefing.library, briefing.names)
            if not self.is_trusted:
                yield from check_markdown(text, file)


class Trial:
    """A checked briefing, on which changes can be tried. `problems` are those that it has now."""

    def __init__(self, briefing: Briefing, documents: Documents) -> None:
        self.briefing = briefing
        self.documents = documents
        self.problems = sorted({*briefing.check(), *documents.check(briefing)})
        self._again: dict[str, Path | None] = {
            file: _find_file(self.root / file)
            for file in dict.fromkeys(problem.at.file for problem in self.problems)
            if self._is_source(file)
        }
        """The files that are read in each trial, because of their problems or because an earlier trial changed them."""

    @property
    def root(self) -> Path:
        return self.briefing.root

    @property
    def folder(self) -> str:
        """The folder of the YAML files, relative to the project."""
        return self.briefing.folder

    def try_changes(self, changes: ChangeSet, renamed: Mapping[str, str] | None = None) -> list[Problem]:
        """The problems that the changes would add, sorted; `renamed` is old id -> new id, where messages name them."""
        return _find_more(self.problems, self.check_changes(changes), renamed or {})

    def check_changes(self, changes: ChangeSet) -> list[Problem]:
        """All problems that there would be after the changes, sorted, but for those of misplaced files."""
        with tempfile.TemporaryDirectory() as top:
            files = enumerate(changes.changed.items())
            laid = {file: _lay(Path(top, str(number)), file, data) for number, (file, data) in files}
            sources = {file: path for file, path in laid.items() if self._is_source(file)}
            self.briefing.inputs = _Changed(self.root, self.folder, {**self._again, **sources})
            self._again |= {file: _find_file(self.root / file) for file in sources}
            pages = {os.path.realpath(self.root / file): path for file, path in laid.items() if path is not None}
            return sorted({*self.briefing.check(), *self.documents.check(self.briefing, pages)})

    def _is_source(self, file: str) -> bool:
        return file.startswith(f"{self.folder}/") and is_source_file(file)


class _Changed(SourceFiles):
    """The files that changes touch, as the only ones that changed."""

    def __init__(self, root: Path, folder: str, sources: dict[str, Path | None]) -> None:
        super().__init__(root, folder)
        self._sources = sources

    def take_changes(self) -> tuple[dict[str, Path | None], list[Problem]]:
        return self._sources, []

    def note_read(self, blobs: Iterable[tuple[str, str]]) -> None:
        """Remembers nothing: the files may not be written at all."""


def _find_file(path: Path) -> Path | None:
    return path if path.is_file() else None


def _lay(top: Path, file: str, data: bytes | None) -> Path | None:
    """Writes a version of a file below a folder, under its own name in a folder of its kind."""
    if data is None:
        return None
    name = PurePosixPath(file)
    path = top / (name.parent.name if name.parent.name in ALL_FOLDERS else "other") / name.name
    path.parent.mkdir(parents=True)
    path.write_bytes(data)
    return path


def _find_more(before: Iterable[Problem], after: Iterable[Problem], renamed: Mapping[str, str]) -> list[Problem]:
    """The problems that are not among those before, wherever in a file they are."""
    words = re.compile("|".join(rf"(?<![\w-]){re.escape(old)}(?![\w-])" for old in renamed) or "(?!)")

    def name(problem: Problem) -> tuple[str, str]:
        return problem.code, words.sub(lambda match: renamed[match[0]], problem.what)

    known = Counter(map(name, before))
    more = []
    for problem in sorted(after):
        if known[name(problem)] > 0:
            known[name(problem)] -= 1
        else:
            more.append(problem)
    return more
