"""Files of the site: written whole or not at all, linked instead of copied, moved and removed with their folders."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

_CANNOT_LINK = frozenset({errno.EACCES, errno.EMLINK, errno.ENOSYS, errno.ENOTSUP, errno.EPERM, errno.EXDEV})
"""The errors of a file system that has no hard links, or allows no more of them for a file."""
_IN_THE_WAY = (FileExistsError, FileNotFoundError, IsADirectoryError, NotADirectoryError)
"""How a move ends if the folder of its target does not exist, or a file or folder has the target's name."""


def write_file(path: str | os.PathLike[str], data: bytes) -> None:
    """Writes all of `data` to a new file, in as many steps as the system wants: it may take fewer bytes than it is
    given. Raises OSError with the path, also if the file does not have that many bytes in the end."""
    with open(path, "wb", buffering=0) as file:
        try:
            rest = memoryview(data)
            while rest:
                taken = file.write(rest)
                if not taken:
                    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
                rest = rest[taken:]
            if os.fstat(file.fileno()).st_size != len(data):
                raise OSError(errno.EIO, os.strerror(errno.EIO))
        except OSError as error:
            error.filename = os.fspath(path)
            raise


def list_files(top: Path) -> Iterator[str]:
    """The paths of all files below a folder, relative to it."""
    start = len(str(top)) + 1
    for folder, _, names in os.walk(top):
        for name in names:
            yield os.path.join(folder, name)[start:].replace(os.sep, "/")


def have_same_bytes(left: Path, right: Path) -> bool:
    """Whether both are files with the same bytes."""
    try:
        return left.stat().st_size == right.stat().st_size and left.read_bytes() == right.read_bytes()
    except OSError:
        return False


def link_file(file: Path, target: Path) -> None:
    """Gives a file a second name, or copies it where the file system has no hard links."""
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        os.link(file, target)
    except OSError as error:
        if error.errno not in _CANNOT_LINK:
            raise
        shutil.copy2(file, target)


def make_folder(folder: Path) -> None:
    """Makes a folder unless a file is in its way: then whoever moves a file into it has to remove that first."""
    with suppress(FileExistsError, NotADirectoryError):
        folder.mkdir(parents=True, exist_ok=True)


def move_file(file: Path, target: Path) -> None:
    """Moves a file to `target` in one step; does nothing if there is no such file, because it was moved before. Only
    if something is in the way, more is done: folders are made, a file or folder of the same name is removed."""
    try:
        os.replace(file, target)
    except _IN_THE_WAY:
        if os.path.lexists(file):
            _clear_way(target)
            os.replace(file, target)


def _clear_way(target: Path) -> None:
    for folder in target.parents:
        if folder.is_file():
            folder.unlink()
    target.parent.mkdir(parents=True, exist_ok=True)
    if target.is_dir():
        shutil.rmtree(target)


def remove_file(top: Path, path: str) -> None:
    """Removes a file below `top`, and the folders above it that become empty."""
    file = top / path
    if file.is_file():
        file.unlink()
    for folder in file.parents:
        if folder == top or not folder.is_dir() or any(folder.iterdir()):
            break
        folder.rmdir()
