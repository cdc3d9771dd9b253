"""The new site is built in a folder next to the published one, which stays unchanged until the new one is complete.

A published folder contains a file that marks it. A folder that has files but no mark is not ours and is never touched.
"""

from __future__ import annotations

import ctypes
import errno
import os
import shutil
import sys
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import IO

from ..problem import Code, Place, Problem, Rejected
from .files import have_same_bytes, link_file, list_files, write_file
from .patch import complete_moves, prepare_moves, read_moves, take_back_moves

try:
    import fcntl
except ImportError:  # pragma: no cover - not on Windows
    fcntl = None  # type: ignore[assignment]

MARK = ".briefing-site"
"""The file that marks a published folder."""
_MARK_TEXT = "This folder is made by the build; nothing else in it is kept."
_AT_FDCWD = -100
_RENAME_EXCHANGE = 2
"""Arguments of the system call: https://man7.org/linux/man-pages/man2/rename.2.html"""
_locks: set[IO[str]] = set()
"""The locks that this process holds."""


def _leave_locks() -> None:
    """Closes the locks in a process that was just forked: they belong to its parent alone, and end with it."""
    for lock in _locks:
        lock.close()
    _locks.clear()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_leave_locks)


class Staging:
    """The folder that one build writes to, next to `site`, and how it replaces `site` at the end.

    `allow_foreign` is for the empty folder in /tmp that `mkdocs serve` creates: it needs no mark and no lock.
    """

    def __init__(self, site: Path, allow_foreign: bool = False) -> None:
        self.site = site
        self._allow_foreign = allow_foreign
        self.folder = site.parent / f".{site.name}.building"
        self._old = site.parent / f".{site.name}.old"
        self._patch = site.parent / f".{site.name}.patch"
        self._undone = site.parent / f".{site.name}.undone"
        """The folder of a patch whose moves are taken back."""
        self._lock: IO[str] | None = None

    def open(self) -> None:
        """Takes the lock, completes what a killed build began to publish, and creates the empty folder. Raises Rejected
        if the published folder is not ours, or if another build has the lock."""
        self._reject_foreign()
        self.site.parent.mkdir(parents=True, exist_ok=True)
        self._take_lock()
        self._complete_killed_build()
        for leftover in (self.folder, self._old):
            shutil.rmtree(leftover, ignore_errors=True)
        self.folder.mkdir()
        self._write_mark("")

    def _complete_killed_build(self) -> None:
        """Makes the published folder whole again, if a build ended in the middle of its moves."""
        if self._old.exists() and not self.site.exists():
            self._old.rename(self.site)
        shutil.rmtree(self._old, ignore_errors=True)
        for folder, finish in ((self._patch, self._complete_patch), (self._undone, self._take_patch_back)):
            if folder.exists():
                finish()
                folder.rename(self._old)
        if moves := read_moves(self.folder):  # it made the folders for its moves, and nothing else in the site
            take_back_moves(moves, self.folder, self.site)

    def _reject_foreign(self) -> None:
        if (
            not self._allow_foreign
            and self.site.is_dir()
            and any(self.site.iterdir())
            and not (self.site / MARK).exists()
        ):
            what = f"the folder '{self.site}' holds files that no build of this project made"
            raise Rejected(
                [Problem(Place("mkdocs.yml"), Code.FOREIGN_FOLDER, what, "empty it, or set another site_dir")]
            )

    def _take_lock(self) -> None:
        if fcntl is None or self._allow_foreign:
            return
        lock = open(self.site.parent / f".{self.site.name}.lock", "w", encoding="utf-8")  # noqa: SIM115
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            lock.close()
            what = f"another build is writing '{self.site}'"
            raise Rejected(
                [Problem(Place("mkdocs.yml"), Code.FOLDER_IN_USE, what, "wait until it has finished")]
            ) from None
        self._lock = lock
        _locks.add(lock)

    @property
    def token(self) -> str:
        """The digest of all published files, from the mark of the published folder; empty if it has none."""
        try:
            return (self.site / MARK).read_text(encoding="utf-8").removeprefix(_MARK_TEXT).strip()
        except OSError:
            return ""

    @property
    def is_between_sites(self) -> bool:
        """Whether the published folder has files of two builds, which the next build completes."""
        return self._patch.exists() or self._undone.exists()

    def list_files_except(self, known: Iterable[str]) -> list[str]:
        """The paths of the files in the new folder except `known` ones, sorted."""
        return sorted({*list_files(self.folder)} - {*known, MARK})

    def discard(self, paths: Iterable[str]) -> None:
        """Removes files from the new folder, so that the published ones are kept."""
        for path in paths:
            (self.folder / path).unlink()

    def patch(self, token: str, doubtful: Iterable[str], removed: Iterable[str]) -> None:
        """Moves the new files into the published folder, one by one, and deletes the removed ones from it. `doubtful`
        files that equal the published ones are not moved.

        Once the new folder is renamed, the patch is certain to be completed: by the next build, if this one is killed.
        If a move fails or is interrupted, the old files are put back before the error is raised."""
        for path in doubtful:
            if have_same_bytes(self.folder / path, self.site / path):
                (self.folder / path).unlink()
        self._write_mark(token)
        prepare_moves(self.folder, self.site, removed, MARK)
        self.folder.rename(self._patch)
        try:
            self._complete_patch()
        except (OSError, KeyboardInterrupt):
            with suppress(OSError):  # if this fails too, the next build completes one or the other
                self._patch.rename(self._undone)
                self._take_patch_back()
                self._undone.rename(self._old)
            raise
        with suppress(OSError):  # done again, the moves change nothing
            self._patch.rename(self._old)
        self.close()

    def _complete_patch(self) -> None:
        if moves := read_moves(self._patch):
            complete_moves(moves, self._patch, self.site, MARK)
        else:
            self._forget_token()

    def _take_patch_back(self) -> None:
        if moves := read_moves(self._undone):
            take_back_moves(moves, self._undone, self.site)
        else:
            self._forget_token()

    def _forget_token(self) -> None:
        """Makes the next build write everything, because nobody knows what is published."""
        write_file(self.site / MARK, _make_mark("").encode())

    def _write_mark(self, token: str) -> None:
        write_file(self.folder / MARK, _make_mark(token).encode())

    def fill(self, paths: Iterable[str]) -> None:
        """Adds the published files at these paths, so that the new folder can replace the published one whole."""
        for path in paths:
            if not os.path.lexists(self.folder / path):
                link_file(self.site / path, self.folder / path)

    def swap(self, token: str = "") -> None:
        """Puts the new folder in place of the published one, in one step if the system can do that."""
        self._write_mark(token)
        if not self.site.exists():
            self.folder.rename(self.site)
        elif not _exchange_folders(self.folder, self.site):
            self._rename_both()
        self.close()

    def _rename_both(self) -> None:
        """Replaces the published folder in two steps. If this build is killed between them, `open` of the next build
        undoes the first."""
        self.site.rename(self._old)
        try:
            self.folder.rename(self.site)
        except OSError:
            self._old.rename(self.site)
            raise

    def close(self) -> None:
        """Removes what was not published, and releases the lock."""
        for leftover in (self.folder, self._old):
            shutil.rmtree(leftover, ignore_errors=True)
        if self._lock is not None:
            _locks.discard(self._lock)
            self._lock.close()
            self._lock = None


def _make_mark(token: str) -> str:
    return f"{_MARK_TEXT} {token}".rstrip() + "\n"


def _exchange_folders(left: Path, right: Path) -> bool:
    """Exchanges two folders in one step; returns whether the kernel and the file system can do that."""
    if not sys.platform.startswith("linux"):
        return False
    try:
        rename = ctypes.CDLL(None, use_errno=True).renameat2
    except (OSError, AttributeError):
        return False
    result: int = rename(_AT_FDCWD, os.fsencode(left), _AT_FDCWD, os.fsencode(right), _RENAME_EXCHANGE)
    if result == 0:
        return True
    if ctypes.get_errno() in (errno.EINVAL, errno.ENOSYS, errno.EPERM):
        return False
    raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()), str(right))
