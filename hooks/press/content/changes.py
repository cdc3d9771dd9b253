"""Finds the files of a briefing that changed since they were last read: by size, time and inode, then by content."""

from __future__ import annotations

import hashlib
import os
import re
import stat
import time
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from ..incremental.store import Store
from ..problem import Code, Place, Problem, find_nearest
from .kinds import ALL_FOLDERS, LISTS, LOCK_ENDING

Stamp = tuple[int, int, int]
"""(size, time of change in ns, inode) of a file."""
LITTER = re.compile(
    r"\..*|.*~|~\$.*|\#.*\#|4913|.*\.sw[a-z]|Thumbs\.db|ehthumbs\w*\.db|desktop\.ini|Icon\r"
    r"|.*___jb_(tmp|old)___",
    re.IGNORECASE,
)
"""The names of files that editors and systems leave beside others; hidden files are among them."""
MIN_AGE = 100_000_000
"""Nanoseconds. A file that changed more recently may change again within the same tick of the file system's clock, so
its stamp proves nothing."""


@dataclass
class SourceFiles:
    """The files of `root/folder` as they were last read: `known` is file -> (stamp, git's hash of its bytes)."""

    root: Path
    folder: str
    known: dict[str, tuple[Stamp, str]] = field(default_factory=dict)
    _seen: dict[str, Stamp] = field(default_factory=dict)
    """File -> its stamp from before it was read, for files that changed."""
    misplaced: set[str] = field(default_factory=set)
    """The ids that files which are not read, because of their names or folders, were most likely meant to have."""
    _pending: tuple[dict[str, Path | None], list[Problem]] | None = None
    """What `find_changes` last found, until it is taken."""

    @classmethod
    def restore(cls, root: Path, folder: str, store: Store) -> SourceFiles:
        """The files as an earlier process read them, from its store."""
        known = {file: ((size, mtime, inode), blob) for file, (size, mtime, inode, blob) in store.inputs().items()}
        return cls(root, folder, known)

    def find_changes(self) -> tuple[dict[str, Path | None], list[Problem]]:
        """Looks at every file; returns (each changed file -> its path, or None if it is gone; problems of files that do
        not belong)."""
        problems: list[Problem] = []
        self.misplaced.clear()
        present = {file: (path, stamp) for file, path, stamp in self._list_files(problems)}
        changed: dict[str, Path | None] = {file: None for file in self.known if file not in present}
        now = time.time_ns()
        for file, (path, stamp) in present.items():
            if not self._is_known(file, path, stamp, now):
                changed[file] = path
                self._seen[file] = _guard_stamp(stamp, now)
        self._pending = changed, problems
        return self._pending

    def take_changes(self) -> tuple[dict[str, Path | None], list[Problem]]:
        """What `find_changes` last found, or finds now if that was already taken."""
        changes, self._pending = self._pending or self.find_changes(), None
        return changes

    def find_changes_in(self, files: Iterable[str]) -> dict[str, Path | None]:
        """Looks only at these files; returns each changed file -> its path, or None if it is gone."""
        changed: dict[str, Path | None] = {}
        now = time.time_ns()
        for file in sorted(set(files)):
            path = self.root / file
            try:
                stamp = _make_stamp(os.stat(path))
            except OSError:
                if file in self.known:
                    changed[file] = None
                continue
            if not self._is_known(file, path, stamp, now):
                changed[file] = path
                self._seen[file] = _guard_stamp(stamp, now)
        return changed

    def _is_known(self, file: str, path: Path, stamp: Stamp, now: int) -> bool:
        before = self.known.get(file)
        if before is None or stamp[0] < 0:
            return False
        if before[0] == stamp:
            return True
        if _hash_file(path) != before[1]:
            return False
        self.known[file] = (_guard_stamp(stamp, now), before[1])
        return True

    def note_read(self, blobs: Iterable[tuple[str, str]]) -> None:
        """Remembers what was read: (file, git's hash of its bytes), with an empty hash for a file that is gone."""
        for file, blob in blobs:
            if blob:
                self.known[file] = (self._seen.pop(file), blob)
            else:
                self.known.pop(file, None)

    def mark_changed(self, file: str) -> None:
        """Makes sure that a file is read again next time, even if it has not changed."""
        self.known[file] = ((-1, -1, -1), "?")

    def _list_files(self, problems: list[Problem]) -> Iterator[tuple[str, Path, Stamp]]:
        """(file, path, stamp) of the YAML files of the briefing, sorted; reports anything that does not belong."""
        top, folder = self.root / self.folder, self.folder
        if not top.is_dir() or top.is_symlink():
            what = f"there is no folder '{folder}'"
            problems.append(
                Problem(Place(folder), Code.MISSING_FOLDER, what, "create it, with articles/ and claims/ inside")
            )
            return
        for item in _list_folder(top):
            name = item.name
            if item.is_dir(follow_symlinks=False) and name in ALL_FOLDERS:
                yield from self._list_folder_files(Path(item.path), f"{folder}/{name}", problems)
            elif name in LISTS:
                yield f"{folder}/{name}", Path(item.path), _read_stamp(item)
            elif not name.endswith(".md"):
                known = [*ALL_FOLDERS, *LISTS]
                self.misplaced.update(_list_stems(item))
                cure = _suggest_place(item, known)
                problems.append(
                    Problem(Place(f"{folder}/{name}"), Code.UNKNOWN_FILE, f"'{name}' is not part of a briefing", cure)
                )

    def _list_folder_files(self, top: Path, folder: str, problems: list[Problem]) -> Iterator[tuple[str, Path, Stamp]]:
        for item in _list_folder(top):
            if item.name.endswith(".yml"):
                yield f"{folder}/{item.name}", Path(item.path), _read_stamp(item)
            elif not item.name.endswith(".md"):
                at = Place(f"{folder}/{item.name}")
                self.misplaced.update(_list_stems(item))
                what, cure = f"'{item.name}' is not a YAML file", _suggest_file_name(item)
                problems.append(Problem(at, Code.UNKNOWN_FILE, what, cure))


_DOUBLE_ENDING = re.compile(
    r"(?P<stem>.+?)[ ._-]*\.?(?:ya?ml|txt)(?:[ ._-]*(?:ya?ml|txt|bak|orig|copy|\d+|\(\d+\)))*", re.I
)


def _list_stems(item: os.DirEntry[str]) -> Iterator[str]:
    """The ids that a file, or the files of a folder, were most likely meant to have."""
    if item.is_dir(follow_symlinks=False):
        with suppress(OSError):
            yield from (Path(each.name).stem for each in _list_folder(Path(item.path)) if each.name.endswith(".yml"))
    elif match := _DOUBLE_ENDING.fullmatch(item.name):
        yield "-".join(re.findall("[a-z0-9]+", match["stem"].casefold()))


def _suggest_file_name(item: os.DirEntry[str]) -> str:
    """A cure for a file that does not end in `.yml`: the name that it was most likely meant to have."""
    if item.is_dir(follow_symlinks=False):
        return "move its files up, into the folder of their kind, and remove it"
    if match := _DOUBLE_ENDING.fullmatch(item.name):
        right = f"{'-'.join(re.findall('[a-z0-9]+', match['stem'].casefold())) or match['stem']}.yml"
        if os.path.lexists(Path(item.path).with_name(right)):
            return f"'{right}' is here already: remove one of the two"
        return f"rename it to '{right}'"
    if "." not in item.name:
        return f"rename it to '{item.name}.yml' if it is an entry, or remove it"
    return "remove it: the folder holds files that end in .yml"


def _suggest_place(item: os.DirEntry[str], known: list[str]) -> str:
    """A cure for what is in the folder of the briefing and does not belong there."""
    if near := find_nearest(item.name, known):
        if os.path.lexists(Path(item.path).with_name(near)):
            return f"'{near}' is here already: move there what this one holds, and remove it"
        return f"rename it to '{near}'"
    if item.name.endswith(".yml"):
        return f"move it to the folder of its kind: {', '.join(ALL_FOLDERS)}"
    return f"remove it; the folder holds {', '.join(known)}"


def hash_blob(data: bytes) -> str:
    """The hash that git gives these bytes. https://git-scm.com/book/en/v2/Git-Internals-Git-Objects"""
    return hashlib.sha1(b"blob %d\0" % len(data) + data, usedforsecurity=False).hexdigest()


def is_entry_file(file: str) -> bool:
    """Whether a path, relative to the project, can be a file of entries."""
    return is_source_file(file) and not file.endswith(LOCK_ENDING)


def is_source_file(file: str) -> bool:
    """Whether a path, relative to the project, can be a file of a briefing: entries or locks."""
    path = PurePosixPath(file)
    if path.suffix != ".yml" or LITTER.fullmatch(path.name):
        return False
    return path.parent.name in ALL_FOLDERS or path.name in LISTS


def _list_folder(top: Path) -> list[os.DirEntry[str]]:
    """The files and folders in a folder, sorted by name, without hidden ones and litter."""
    with os.scandir(top) as items:
        return sorted((item for item in items if not LITTER.fullmatch(item.name)), key=lambda item: item.name)


def _read_stamp(item: os.DirEntry[str]) -> Stamp:
    try:
        return _make_stamp(item.stat())
    except OSError:
        return (-1, -1, -1)


def _make_stamp(status: os.stat_result) -> Stamp:
    return (status.st_size, status.st_mtime_ns, status.st_ino) if stat.S_ISREG(status.st_mode) else (-1, -1, -1)


def _guard_stamp(stamp: Stamp, now: int) -> Stamp:
    """A stamp to compare with later ones; if the file is too recent, one that equals no other."""
    return stamp if stamp[1] < now - MIN_AGE else (stamp[0], -1, stamp[2])


def _hash_file(path: Path) -> str:
    try:
        return hash_blob(path.read_bytes())
    except OSError:
        return ""
