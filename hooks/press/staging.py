"""The new site is built aside and swapped in whole; until then the old one stays as it is.

A published folder carries a mark. A folder with files and no mark is somebody's, and refused.
"""

from __future__ import annotations

import ctypes
import errno
import os
import shutil
import sys
from pathlib import Path
from typing import IO

from .problem import Place, Problem, Rejected

try:
    import fcntl
except ImportError:  # pragma: no cover - not on Windows
    fcntl = None  # type: ignore[assignment]

MARK = ".briefing-site"
_AT_FDCWD = -100
_RENAME_EXCHANGE = 2


class Staging:
    """Where one build writes, beside `site`, and the swap at its end."""

    def __init__(self, site: Path, foreign_ok: bool = False) -> None:
        self.site = site
        self._foreign_ok = foreign_ok
        self.folder = site.parent / f".{site.name}.building"
        self._old = site.parent / f".{site.name}.old"
        self._lock: IO[str] | None = None

    def open(self) -> None:
        """Takes the lock, mends what a killed build left, and makes the empty folder; raises Rejected."""
        self._refuse_foreign()
        self.site.parent.mkdir(parents=True, exist_ok=True)
        self._take_lock()
        if self._old.exists() and not self.site.exists():
            self._old.rename(self.site)
        for leftover in (self.folder, self._old):
            shutil.rmtree(leftover, ignore_errors=True)
        self.folder.mkdir()
        (self.folder / MARK).write_text("This folder is made by the build; it is replaced whole.\n", encoding="utf-8")

    def _refuse_foreign(self) -> None:
        if not self._foreign_ok and self.site.is_dir() and any(self.site.iterdir()) and not (self.site / MARK).exists():
            what = f"the folder '{self.site}' holds files that no build of this project made"
            raise Rejected([Problem(Place("mkdocs.yml"), "B603", what, "empty it, or set another site_dir")])

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
            raise Rejected([Problem(Place("mkdocs.yml"), "B604", what, "wait until it has ended")]) from None

    def swap(self) -> None:
        """Puts the new site in the old one's place, in one step where the system can."""
        (self.folder / MARK).touch()
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
