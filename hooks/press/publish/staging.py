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
from pathlib import Path
from typing import IO

from ..problem import Code, Place, Problem, Rejected

try:
    import fcntl
except ImportError:  # pragma: no cover - not on Windows
    fcntl = None  # type: ignore[assignment]

MARK = ".briefing-site"
"""The file that marks a published folder."""
_MARK_TEXT = "This folder is made by the build; nothing else in it is kept."
_REMOVED = ".briefing-removed"
"""The file in a patch that lists the files that the patch removes."""
_AT_FDCWD = -100
_RENAME_EXCHANGE = 2
"""Arguments of the system call: https://man7.org/linux/man-pages/man2/rename.2.html"""


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
        self._lock: IO[str] | None = None

    def open(self) -> None:
        """Takes the lock, completes what a killed build began to publish, and creates the empty folder. Raises Rejected
        if the published folder is not ours, or if another build has the lock."""
        self._reject_foreign()
        self.site.parent.mkdir(parents=True, exist_ok=True)
        self._take_lock()
        if self._old.exists() and not self.site.exists():
            self._old.rename(self.site)
        if self._patch.exists():
            self._roll_forward()
        for leftover in (self.folder, self._old):
            shutil.rmtree(leftover, ignore_errors=True)
        self.folder.mkdir()
        (self.folder / MARK).write_text(_make_mark(""), encoding="utf-8")

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
        self._lock = open(self.site.parent / f".{self.site.name}.lock", "w", encoding="utf-8")  # noqa: SIM115
        try:
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            self._lock.close()
            self._lock = None
            what = f"another build is writing '{self.site}'"
            raise Rejected(
                [Problem(Place("mkdocs.yml"), Code.FOLDER_IN_USE, what, "wait until it has finished")]
            ) from None

    @property
    def token(self) -> str:
        """The digest of all published files, from the mark of the published folder; empty if it has none."""
        try:
            return (self.site / MARK).read_text(encoding="utf-8").removeprefix(_MARK_TEXT).strip()
        except OSError:
            return ""

    def list_files_except(self, known: Iterable[str]) -> list[str]:
        """The paths of the files in the new folder except `known` ones, sorted."""
        top = str(self.folder)
        paths = [
            os.path.join(folder, name)[len(top) + 1 :].replace(os.sep, "/")
            for folder, _, names in os.walk(top)
            for name in names
        ]
        return sorted({*paths} - {*known, MARK})

    def discard(self, paths: Iterable[str]) -> None:
        """Removes files from the new folder, so that the published ones are kept."""
        for path in paths:
            (self.folder / path).unlink()

    def patch(self, token: str, doubtful: Iterable[str], removed: Iterable[str]) -> None:
        """Moves the new files into the published folder, one by one, and deletes the removed ones from it. Once the new
        folder is renamed, the patch is certain to be completed: by the next build, if this one is killed. `doubtful`
        files that equal the published ones are not moved."""
        for path in doubtful:
            if _have_same_bytes(self.folder / path, self.site / path):
                (self.folder / path).unlink()
        (self.folder / MARK).write_text(_make_mark(token), encoding="utf-8")
        (self.folder / _REMOVED).write_text("".join(f"{path}\n" for path in removed), encoding="utf-8")
        self.folder.rename(self._patch)
        self._roll_forward()
        self.close()

    def _roll_forward(self) -> None:
        """Completes a patch: moves the new files, then removes the others, then writes the mark."""
        listed = self._patch / _REMOVED
        removed = listed.read_text(encoding="utf-8").splitlines() if listed.exists() else []
        top = str(self._patch)
        for folder, _, names in os.walk(top):
            target = self.site / os.path.relpath(folder, top)
            for name in names:
                if name not in (MARK, _REMOVED):
                    _move_file(Path(folder, name), target / name)
        for path in removed:
            _remove_file(self.site, path)
        if (self._patch / MARK).exists():
            os.replace(self._patch / MARK, self.site / MARK)
        shutil.rmtree(self._patch, ignore_errors=True)

    def swap(self, token: str = "") -> None:
        """Puts the new folder in place of the published one, in one step if the system can do that."""
        (self.folder / MARK).write_text(_make_mark(token), encoding="utf-8")
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
            self._lock.close()
            self._lock = None


def _make_mark(token: str) -> str:
    return f"{_MARK_TEXT} {token}".rstrip() + "\n"


def _have_same_bytes(left: Path, right: Path) -> bool:
    try:
        return left.stat().st_size == right.stat().st_size and left.read_bytes() == right.read_bytes()
    except OSError:
        return False


def _move_file(file: Path, target: Path) -> None:
    """Moves a file to `target`. Missing folders are created; a folder or file that is in the way is replaced."""
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
    except (FileExistsError, NotADirectoryError):
        for folder in target.parents:
            if folder.is_file():
                folder.unlink()
        target.parent.mkdir(parents=True, exist_ok=True)
    if target.is_dir():
        shutil.rmtree(target)
    os.replace(file, target)


def _remove_file(top: Path, path: str) -> None:
    """Removes a file below `top`, and the folders above it that become empty."""
    file = top / path
    if file.is_file():
        file.unlink()
    for folder in file.parents:
        if folder == top or not folder.is_dir() or any(folder.iterdir()):
            break
        folder.rmdir()


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
