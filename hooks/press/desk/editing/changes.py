"""`ChangeSet`: changes to several files of a project that are made together, or not at all.

    changes = ChangeSet(root, "rename a b")
    text = changes.read_text("briefings/people/a.yml")    # its digest is remembered
    changes.create("briefings/people/b.yml", text)
    changes.replace("briefings/people/a.yml", "moved_to: b\n")
    print(changes.format_diff())                          # --dry-run
    changes.apply()                                       # raises Refused or OSError; then nothing has changed

Nothing is written before `apply`, which refuses if a file changed since it was read. A process that is killed in the
middle leaves a journal, from which `recover` completes the change: the next command calls it first.
"""

from __future__ import annotations

import difflib
import os
import stat
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from ...content.yaml_source import MAX_FILE_BYTES, read_bytes
from ...problem import make_visible
from .journal import Refused, Step, complete_left, has_left, lock_project, write_all

__all__ = ["ChangeSet", "Refused", "recover"]

MAX_BYTES = 8 * MAX_FILE_BYTES
"""The maximum number of bytes in a file that is changed."""


class ChangeSet:
    """Changes to the files below `root`; every path is relative to it, with slashes. `title` says what they do, and is
    shown if they have to be completed later."""

    def __init__(self, root: Path, title: str) -> None:
        self.root = root
        self.title = title
        self.notes: list[str] = []
        """What whoever makes the change should know, a line each."""
        self._before: dict[str, bytes | None] = {}
        """File -> its bytes when it was first read; None if there was no such file."""
        self._after: dict[str, bytes | None] = {}
        """File -> the bytes it shall have; None if it shall go. Files that stay as they are may be in it."""
        self._origins: dict[str, str] = {}
        """File -> the one that it is made from, which a diff compares it with."""

    # Reading

    def read(self, file: str) -> bytes | None:
        """The bytes of a file as the changes leave it, None if there is no such file; raises Refused if it cannot be
        read."""
        if file not in self._after:
            self._after[file] = self._before[file] = self._load(file)
        return self._after[file]

    def read_text(self, file: str) -> str:
        """The text of a file as the changes leave it, with its own line ends and any byte order mark; raises Refused
        if there is none or if it is not UTF-8."""
        data = self.read(file)
        if data is None:
            raise Refused(f"there is no file {make_visible(file, 200)}")
        try:
            return data.decode("utf-8")
        except UnicodeDecodeError:
            raise Refused(f"{make_visible(file, 200)} is not UTF-8: save it as UTF-8 first") from None

    def read_before(self, file: str) -> bytes | None:
        """The bytes of a file before the changes, or of the one that it is made from."""
        self.read(file)
        return self._before[self._origins.get(file, file)]

    def exists(self, file: str) -> bool:
        """Whether there is such a file after the changes."""
        return self.read(file) is not None

    def _load(self, file: str) -> bytes | None:
        path = self._locate(file)
        if not os.path.lexists(path):
            return None
        data, problems = read_bytes(path, file, MAX_BYTES)
        if problems:
            raise Refused(str(problems[0]))
        return data

    def _locate(self, file: str) -> Path:
        """The path of a file; raises Refused if it is not below the project."""
        parts = PurePosixPath(file).parts
        path = self.root.joinpath(*parts)
        is_inside = Path(os.path.realpath(path.parent)).is_relative_to(os.path.realpath(self.root))
        if not parts or ".." in parts or PurePosixPath(file).is_absolute() or not is_inside:
            raise Refused(f"{make_visible(file, 200)} is not a file of this project")
        return path

    # Changing

    def create(self, file: str, content: str | bytes) -> None:
        """Adds a file; raises Refused if there is one already."""
        if self.exists(file):
            raise Refused(f"there is already a file {make_visible(file, 200)}; it is never overwritten")
        self._after[file] = _encode(content)

    def replace(self, file: str, content: str | bytes) -> None:
        """Gives a file other content; raises Refused if there is no such file."""
        self._require(file)
        self._after[file] = _encode(content)

    def delete(self, file: str) -> None:
        """Removes a file; raises Refused if there is no such file."""
        self._require(file)
        self._after[file] = None

    def rename(self, file: str, new: str) -> None:
        """Gives a file another path; raises Refused if there is no such file, or already one at that path."""
        content = self._require(file)
        self.create(new, content)
        self._after[file] = None
        self._origins[new] = self._origins.get(file, file)

    def copy(self, file: str, new: str) -> None:
        """As `rename`, but the file stays where it is, too."""
        self.create(new, self._require(file))
        self._origins[new] = self._origins.get(file, file)

    def _require(self, file: str) -> bytes:
        content = self.read(file)
        if content is None:
            raise Refused(f"there is no file {make_visible(file, 200)}")
        return content

    # What it comes to

    @property
    def changed(self) -> dict[str, bytes | None]:
        """Each file that changes -> its bytes afterwards, None if it goes; sorted."""
        return {file: after for file, after in sorted(self._after.items()) if after != self._before[file]}

    def format_diff(self) -> str:
        """The changes as a unified diff that `git apply` accepts; empty if nothing changes."""
        return "".join(line for file in self.changed for line in self._list_diff(file))

    def _list_diff(self, file: str) -> Iterator[str]:
        before, after, origin = self._before[file], self._after[file], self._origins.get(file)
        if before is None and origin is not None and after is not None:
            word = "copy" if self._after[origin] is not None else "rename"
            yield f"diff --git a/{origin} b/{file}\n{word} from {origin}\n{word} to {file}\n"
            yield from _compare(self._before[origin], after, f"a/{origin}", f"b/{file}")
            return
        if after is None and any(self._origins.get(new) == file for new in self.changed):
            return  # the diff of its new path says so
        yield f"diff --git a/{file} b/{file}\n"
        yield "new file mode 100644\n" if before is None else "deleted file mode 100644\n" if after is None else ""
        left, right = (
            "/dev/null" if side is None else f"{mark}/{file}" for mark, side in (("a", before), ("b", after))
        )
        yield from _compare(before, after, left, right)

    def apply(self) -> list[str]:
        """Makes all changes in one step and returns the files that changed. Raises Refused if a file changed since it
        was read, and OSError if one cannot be written: then nothing has changed."""
        with lock_project(self.root):
            complete_left(self.root)
            for file, before in self._before.items():
                if self._load(file) != before:
                    what = "changed" if before is not None else "appeared"
                    raise Refused(f"{make_visible(file, 200)} {what} since it was read; nothing was written: try again")
            changed = self.changed
            if changed:
                write_all(self.root, self.title, [self._plan(file, after) for file, after in changed.items()])
        self._before = dict(self._after)
        self._origins.clear()
        return list(changed)

    def _plan(self, file: str, after: bytes | None) -> Step:
        before = self._before[file]
        mode = stat.S_IMODE(os.stat(self._locate(file)).st_mode) if before is not None else None
        return Step(file, before, after, mode)


def recover(root: Path) -> list[str]:
    """Completes what a command that was killed began to write; returns lines that say so, none if nothing was left.
    Raises Refused and OSError."""
    if not has_left(root):
        return []
    with lock_project(root):
        return complete_left(root)


def _encode(content: str | bytes) -> bytes:
    return content if isinstance(content, bytes) else content.encode("utf-8")


def _compare(before: bytes | None, after: bytes | None, left: str, right: str) -> Iterator[str]:
    """The hunks of a unified diff, or one line for files that are no text.
    https://www.gnu.org/software/diffutils/manual/html_node/Detailed-Unified.html"""
    if b"\0" in (before or b"") + (after or b""):
        yield f"Binary files {left} and {right} differ\n"
        return
    for line in difflib.unified_diff(_split_lines(before), _split_lines(after), left, right):
        yield line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"


def _split_lines(content: bytes | None) -> list[str]:
    """The lines of a file, each with its end; characters that a terminal would obey are escaped."""
    *ended, rest = (content or b"").decode("utf-8", "replace").split("\n")
    return [*(f"{_escape(line)}\n" for line in ended), *([_escape(rest)] if rest else ())]


def _escape(line: str) -> str:
    shown = line.removesuffix("\r")
    return "\t".join(make_visible(part, len(part)) for part in shown.split("\t")) + line[len(shown) :]
