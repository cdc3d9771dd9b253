"""Changes to several files as one: a journal lists them, with the old and the new version of each file beside it.

Before the journal has its name, nothing has changed. From then on the change is certain to be completed: by the next
command, if this process is killed. If it fails or is interrupted instead, the old versions are put back. A file that
somebody else changed meanwhile is never touched. Everything is flushed to the disk before the step that relies on it.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

from ...problem import make_visible
from ...publish.files import remove_file, write_file

try:
    import fcntl
except ImportError:  # pragma: no cover - not on Windows
    fcntl = None  # type: ignore[assignment]

JOURNAL = ".briefing-edit"
"""The folder of a change that is being made, in the folder of mkdocs.yml. It is gone when the change is made."""
_STAGED, _UNDONE = f"{JOURNAL}.new", f"{JOURNAL}.undone"
"""Its names before it counts, and while the change is taken back."""
_LIST = "journal.json"
MAX_WAIT = 5.0
"""How many seconds a command waits for another one that is writing."""


class Refused(Exception):
    """A change cannot be made, and nothing has changed; the text says why."""


class Step(NamedTuple):
    """What a file was and becomes, None for no file; `mode` holds its permissions, None for those of a new file."""

    file: str
    before: bytes | None
    after: bytes | None
    mode: int | None = None


class _Move(NamedTuple):
    """A step as the journal keeps it: the digests of both versions, empty for no file."""

    file: str
    old: str
    new: str


@contextmanager
def lock_project(root: Path) -> Iterator[None]:
    """Keeps other commands from changing files of the project; raises Refused if another one does so for long."""
    if fcntl is None:
        yield
        return
    handle = os.open(root, os.O_RDONLY)
    try:
        _take_lock(handle)
        yield
    finally:
        os.close(handle)


def _take_lock(handle: int) -> None:
    end = time.monotonic() + MAX_WAIT
    while True:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return
        except BlockingIOError:
            if time.monotonic() > end:
                raise Refused("another command is changing the files of this project: try again") from None
            time.sleep(0.02)
        except OSError:  # the file system has no locks
            return


def write_all(root: Path, title: str, steps: Sequence[Step]) -> None:
    """Makes all steps, in a project that is locked and has no journal. Raises OSError, and then none is made."""
    staged, journal = root / _STAGED, root / JOURNAL
    try:
        _write_journal(staged, title, steps)
    except BaseException:
        shutil.rmtree(staged, ignore_errors=True)
        raise
    try:
        staged.rename(journal)
        _sync(root)
        _finish(root, journal, forward=True)
    except (OSError, KeyboardInterrupt):
        with suppress(OSError):  # if this fails too, the next command does it
            for old in journal.glob("*.old"):
                _sync(old)
            journal.rename(root / _UNDONE)
            _finish(root, root / _UNDONE, forward=False)
        raise


def _write_journal(folder: Path, title: str, steps: Sequence[Step]) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    for number, step in enumerate(steps):
        for ending, content in (("old", step.before), ("new", step.after)):
            if content is not None:
                _write(folder / f"{number}.{ending}", content, step.mode, is_needed=ending == "new")
    moves = [_Move(step.file, digest(step.before), digest(step.after)) for step in steps]
    _write(folder / _LIST, json.dumps({"title": title, "moves": moves}).encode())
    _sync(folder)


def complete_left(root: Path) -> list[str]:
    """Completes or takes back, in a project that is locked, what a killed process began; returns lines that say so."""
    shutil.rmtree(root / _STAGED, ignore_errors=True)
    lines: list[str] = []
    for name, forward in ((JOURNAL, True), (_UNDONE, False)):
        if os.path.lexists(root / name):
            lines += _finish(root, root / name, forward)
    return lines


def has_left(root: Path) -> bool:
    """Whether a change is being made, or was left in the middle by a process that was killed."""
    return any(os.path.lexists(root / name) for name in (JOURNAL, _UNDONE))


def _finish(root: Path, folder: Path, forward: bool) -> list[str]:
    """Does what is left of the moves of a journal, forward or back, and removes it."""
    title, moves = _read_journal(folder)
    kept = [move.file for number, move in enumerate(moves) if not _move(root, folder, number, move, forward)]
    for parent in sorted({(root / move.file).parent for move in moves}):
        _sync(parent)
    aside = folder.with_name(_STAGED)
    folder.rename(aside)
    with suppress(KeyboardInterrupt):  # the change is made: it must not be reported as aborted
        shutil.rmtree(aside, ignore_errors=True)
    done = "completed" if forward else "taken back"
    line = f"an earlier change that was interrupted is now {done}: {make_visible(title, 200)}"
    return [line, *(f"{make_visible(file, 200)} was changed meanwhile, and was left as it is" for file in kept)]


def _move(root: Path, folder: Path, number: int, move: _Move, forward: bool) -> bool:
    """Gives one file the version that it shall have; returns whether it has it now. Raises OSError."""
    path = root / move.file
    start, end, ending = (move.old, move.new, "new") if forward else (move.new, move.old, "old")
    current = digest(path.read_bytes() if path.is_file() else None)
    if current == end:
        return True
    if current != start or path.is_symlink():
        return False
    if end:
        path.parent.mkdir(parents=True, exist_ok=True)
        os.replace(folder / f"{number}.{ending}", path)
    elif forward:
        path.unlink()
    else:
        remove_file(root, move.file)
    return True


def _read_journal(folder: Path) -> tuple[str, list[_Move]]:
    try:
        values = json.loads((folder / _LIST).read_bytes())
        return str(values["title"]), [_Move(*map(str, move)) for move in values["moves"]]
    except (OSError, ValueError, TypeError, KeyError):
        what = f"{folder.name}/ holds a change that was interrupted, and cannot be read"
        raise Refused(f"{what}: compare the files with those that git has, then remove that folder") from None


def digest(content: bytes | None) -> str:
    """The SHA-256 of a file's bytes; empty for no file."""
    return "" if content is None else hashlib.sha256(content).hexdigest()


def _write(path: Path, content: bytes, mode: int | None = None, is_needed: bool = True) -> None:
    """Writes a file, and waits until it is on the disk if it is needed there: an old version is only if the change has
    to be taken back."""
    write_file(path, content)
    if mode is not None:
        path.chmod(mode)
    if is_needed:
        _sync(path)


def _sync(path: Path) -> None:
    """Waits until a file or a folder is on the disk; a folder that is gone needs no waiting."""
    with suppress(FileNotFoundError):
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
