"""Which files of a briefing changed since they were last read: by size, time and inode, then by their bytes."""

from __future__ import annotations

import hashlib
import os
import stat
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from ..incremental.store import Store
from ..problem import Code, Place, Problem, did_you_mean
from .kinds import ALL_FOLDERS, LISTS, LOCK_ENDING

Stamp = tuple[int, int, int]
"""(size, time of change in ns, inode) of a file."""
UNSURE = 100_000_000
"""A file changed less than so many ns before it was looked at may have changed again within one tick of the clock."""


@dataclass
class Inputs:
    """The files of `root/folder` as they were last read: `known` is file -> (stamp, git's name of its bytes)."""

    root: Path
    folder: str
    known: dict[str, tuple[Stamp, str]] = field(default_factory=dict)
    _seen: dict[str, Stamp] = field(default_factory=dict)
    """The stamps of the files that changed, from before they were read."""
    _looked: tuple[dict[str, Path | None], list[Problem]] | None = None
    """What the last look found, until it is taken."""

    @classmethod
    def of(cls, root: Path, folder: str, store: Store) -> Inputs:
        """As an earlier process read them."""
        known = {file: ((size, mtime, inode), blob) for file, (size, mtime, inode, blob) in store.inputs().items()}
        return cls(root, folder, known)

    def look(self) -> tuple[dict[str, Path | None], list[Problem]]:
        """(each file that changed, None for one that is gone; what is out of place in the folders)."""
        problems: list[Problem] = []
        found = {file: (path, stamp) for file, path, stamp in self._walk(problems)}
        changed: dict[str, Path | None] = {file: None for file in self.known if file not in found}
        now = time.time_ns()
        for file, (path, stamp) in found.items():
            if not self._is_known(file, path, stamp, now):
                changed[file] = path
                self._seen[file] = _sure(stamp, now)
        self._looked = changed, problems
        return self._looked

    def taken(self) -> tuple[dict[str, Path | None], list[Problem]]:
        """What the last look found that nobody has taken yet; else that of a new one."""
        found, self._looked = self._looked or self.look(), None
        return found

    def look_at(self, files: Iterable[str]) -> dict[str, Path | None]:
        """Those of some files of entries that changed."""
        changed: dict[str, Path | None] = {}
        now = time.time_ns()
        for file in sorted(set(files)):
            path = self.root / file
            try:
                stamp = _stamp(os.stat(path))
            except OSError:
                if file in self.known:
                    changed[file] = None
                continue
            if not self._is_known(file, path, stamp, now):
                changed[file] = path
                self._seen[file] = _sure(stamp, now)
        return changed

    def _is_known(self, file: str, path: Path, stamp: Stamp, now: int) -> bool:
        before = self.known.get(file)
        if before is None or stamp[0] < 0:
            return False
        if before[0] == stamp:
            return True
        if _blob(path) != before[1]:
            return False
        self.known[file] = (_sure(stamp, now), before[1])
        return True

    def note(self, blobs: Iterable[tuple[str, str]]) -> None:
        """What was read: (file, git's name of its bytes), empty for a file that is gone."""
        for file, blob in blobs:
            if blob:
                self.known[file] = (self._seen.pop(file), blob)
            else:
                self.known.pop(file, None)

    def doubt(self, file: str) -> None:
        """A file that is read again next time, whatever it holds then."""
        self.known[file] = ((-1, -1, -1), "?")

    def _walk(self, problems: list[Problem]) -> Iterator[tuple[str, Path, Stamp]]:
        """The YAML files of the briefing, sorted; anything out of place is a problem."""
        top, folder = self.root / self.folder, self.folder
        if not top.is_dir() or top.is_symlink():
            what = f"there is no folder '{folder}'"
            problems.append(
                Problem(Place(folder), Code.MISSING_FOLDER, what, "make it, with articles/ and claims/ inside")
            )
            return
        for item in _scan(top):
            name = item.name
            if item.is_dir(follow_symlinks=False) and name in ALL_FOLDERS:
                yield from self._files(Path(item.path), f"{folder}/{name}", problems)
            elif name in LISTS:
                yield f"{folder}/{name}", Path(item.path), _stamp_of(item)
            elif not name.endswith(".md"):
                known = [*ALL_FOLDERS, *LISTS]
                cure = did_you_mean(name, known) or f"known are {', '.join(known)}"
                problems.append(
                    Problem(Place(f"{folder}/{name}"), Code.UNKNOWN_FILE, f"'{name}' is no part of a briefing", cure)
                )

    @staticmethod
    def _files(top: Path, folder: str, problems: list[Problem]) -> Iterator[tuple[str, Path, Stamp]]:
        for item in _scan(top):
            if item.name.endswith(".yml"):
                yield f"{folder}/{item.name}", Path(item.path), _stamp_of(item)
            elif not item.name.endswith(".md"):
                cure = "rename it to end in .yml" if item.name.endswith(".yaml") else "remove it"
                at = Place(f"{folder}/{item.name}")
                problems.append(Problem(at, Code.UNKNOWN_FILE, f"'{item.name}' is no YAML file of a briefing", cure))


def blob_id(data: bytes) -> str:
    """The name that git gives to these bytes. https://git-scm.com/book/en/v2/Git-Internals-Git-Objects"""
    return hashlib.sha1(b"blob %d\0" % len(data) + data, usedforsecurity=False).hexdigest()


def holds_entries(file: str) -> bool:
    """Whether a path, relative to the project, can be a file of entries."""
    return is_read(file) and not file.endswith(LOCK_ENDING)


def is_read(file: str) -> bool:
    """Whether a path, relative to the project, can be a file that a briefing is read from: entries and locks."""
    path = PurePosixPath(file)
    if path.suffix != ".yml" or path.name.startswith("."):
        return False
    return path.parent.name in ALL_FOLDERS or path.name in LISTS


def _scan(top: Path) -> list[os.DirEntry[str]]:
    """What lies in a folder, by name, hidden files left out."""
    with os.scandir(top) as found:
        return sorted((item for item in found if not item.name.startswith(".")), key=lambda item: item.name)


def _stamp_of(item: os.DirEntry[str]) -> Stamp:
    try:
        return _stamp(item.stat())
    except OSError:
        return (-1, -1, -1)


def _stamp(status: os.stat_result) -> Stamp:
    return (status.st_size, status.st_mtime_ns, status.st_ino) if stat.S_ISREG(status.st_mode) else (-1, -1, -1)


def _sure(stamp: Stamp, now: int) -> Stamp:
    """A stamp that can be relied on; one too fresh never equals another."""
    return stamp if stamp[1] < now - UNSURE else (stamp[0], -1, stamp[2])


def _blob(path: Path) -> str:
    try:
        return blob_id(path.read_bytes())
    except OSError:
        return ""
