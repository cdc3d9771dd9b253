"""The new site is built aside and swapped in whole; until then the old one stays as it is.

A published folder carries a mark. A folder with files and no mark is somebody's, and refused.
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
_AT_FDCWD = -100
_RENAME_EXCHANGE = 2
_REMOVED = ".briefing-removed"
_MARKED = "This folder is made by the build; nothing else in it is kept."


class Staging:
    """Where one build writes, beside `site`, and the swap at its end."""

    def __init__(self, site: Path, foreign_ok: bool = False) -> None:
        self.site = site
        self._foreign_ok = foreign_ok
        self.folder = site.parent / f".{site.name}.building"
        self._old = site.parent / f".{site.name}.old"
        self._patch = site.parent / f".{site.name}.patch"
        self._lock: IO[str] | None = None

    def open(self) -> None:
        """Takes the lock, mends what a killed build left, and makes the empty folder; raises Rejected."""
        self._refuse_foreign()
        self.site.parent.mkdir(parents=True, exist_ok=True)
        self._take_lock()
        if self._old.exists() and not self.site.exists():
            self._old.rename(self.site)
        if self._patch.exists():
            self._roll_forward()
        for leftover in (self.folder, self._old):
            shutil.rmtree(leftover, ignore_errors=True)
        self.folder.mkdir()
        (self.folder / MARK).write_text(_marked(""), encoding="utf-8")

    def _refuse_foreign(self) -> None:
        if not self._foreign_ok and self.site.is_dir() and any(self.site.iterdir()) and not (self.site / MARK).exists():
            what = f"the folder '{self.site}' holds files that no build of this project made"
            raise Rejected(
                [Problem(Place("mkdocs.yml"), Code.FOREIGN_FOLDER, what, "empty it, or set another site_dir")]
            )

    def _take_lock(self) -> None:
        if fcntl is None or self._foreign_ok:
            return
        self._lock = open(self.site.parent / f".{self.site.name}.lock", "w", encoding="utf-8")  # noqa: SIM115
        try:
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            self._lock.close()
            self._lock = None
            what = f"another build is writing '{self.site}'"
            raise Rejected(
                [Problem(Place("mkdocs.yml"), Code.FOLDER_IN_USE, what, "wait until it has ended")]
            ) from None

    @property
    def token(self) -> str:
        """What the last build wrote into the mark of the published folder."""
        try:
            return (self.site / MARK).read_text(encoding="utf-8").removeprefix(_MARKED).strip()
        except OSError:
            return ""

    def written(self, known: Iterable[str]) -> list[str]:
        """The files of the new site that are not among those known, sorted."""
        top = str(self.folder)
        found = [
            os.path.join(folder, name)[len(top) + 1 :].replace(os.sep, "/")
            for folder, _, names in os.walk(top)
            for name in names
        ]
        return sorted({*found} - {*known, MARK})

    def discard(self, paths: Iterable[str]) -> None:
        """Deletes files of the new site, so that the published ones are kept."""
        for path in paths:
            (self.folder / path).unlink()

    def patch(self, token: str, doubtful: Iterable[str], removed: Iterable[str]) -> None:
        """Puts the new files into the published folder, one by one, and takes the removed ones out. From the moment
        that the list of it stands, it is done to its end, by the next build if this one is killed. Those of the
        `doubtful` that hold what is published already are left."""
        for path in doubtful:
            if _same(self.folder / path, self.site / path):
                (self.folder / path).unlink()
        (self.folder / MARK).write_text(_marked(token), encoding="utf-8")
        (self.folder / _REMOVED).write_text("".join(f"{path}\n" for path in removed), encoding="utf-8")
        self.folder.rename(self._patch)
        self._roll_forward()
        self.close()

    def _roll_forward(self) -> None:
        """Does what is left of a patch: new files first, then what goes, the mark last."""
        removed = self._patch / _REMOVED
        gone = removed.read_text(encoding="utf-8").splitlines() if removed.exists() else []
        top = str(self._patch)
        for folder, _, names in os.walk(top):
            target = self.site / os.path.relpath(folder, top)
            for name in names:
                if name not in (MARK, _REMOVED):
                    _put(Path(folder, name), target / name)
        for path in gone:
            _remove(self.site, path)
        if (self._patch / MARK).exists():
            os.replace(self._patch / MARK, self.site / MARK)
        shutil.rmtree(self._patch, ignore_errors=True)

    def swap(self, token: str = "") -> None:
        """Puts the new site in the old one's place, in one step where the system can."""
        (self.folder / MARK).write_text(_marked(token), encoding="utf-8")
        if not self.site.exists():
            self.folder.rename(self.site)
        elif not _exchange(self.folder, self.site):
            self.site.rename(self._old)
            self.folder.rename(self.site)
        self.close()

    def close(self) -> None:
        """Removes what is not published and gives the lock back."""
        for leftover in (self.folder, self._old):
            shutil.rmtree(leftover, ignore_errors=True)
        if self._lock is not None:
            self._lock.close()
            self._lock = None


def _marked(token: str) -> str:
    return f"{_MARKED} {token}".rstrip() + "\n"


def _same(left: Path, right: Path) -> bool:
    """Whether two files hold the same."""
    try:
        return left.stat().st_size == right.stat().st_size and left.read_bytes() == right.read_bytes()
    except OSError:
        return False


def _put(file: Path, target: Path) -> None:
    """Moves a file to its place, whatever stands there or where its folders must be."""
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


def _remove(top: Path, path: str) -> None:
    """Removes a file, and the folders above it that are empty then."""
    file = top / path
    if file.is_file():
        file.unlink()
    for folder in file.parents:
        if folder == top or not folder.is_dir() or any(folder.iterdir()):
            break
        folder.rmdir()


def _exchange(left: Path, right: Path) -> bool:
    """Exchanges two folders in one step, where the kernel and the file system can."""
    if not sys.platform.startswith("linux"):
        return False
    try:
        rename = ctypes.CDLL(None, use_errno=True).renameat2
    except (OSError, AttributeError):
        return False
    done: int = rename(_AT_FDCWD, os.fsencode(left), _AT_FDCWD, os.fsencode(right), _RENAME_EXCHANGE)
    if done == 0:
        return True
    if ctypes.get_errno() in (errno.EINVAL, errno.ENOSYS, errno.EPERM):
        return False
    raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()), str(right))
