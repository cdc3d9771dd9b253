"""The files of a project at a commit, written to a folder of their own: nothing is checked out.

https://git-scm.com/docs/git-ls-tree and https://git-scm.com/docs/git-cat-file
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from ..content.yaml_source import MAX_FILE_BYTES
from ..problem import make_visible
from .git import LACKS_OBJECTS, GitError, run_git

_REGULAR = ("100644", "100755")
"""The modes of regular files; symbolic links and other repositories are left out."""


class UnknownRevision(Exception):
    """There is no such commit, or git cannot say. The text says why and what to do."""


class Blob(NamedTuple):
    """A regular file in a tree: its content by git's hash, its mode, and its size in bytes."""

    name: str
    mode: str
    size: int

    @property
    def is_executable(self) -> bool:
        return self.mode == _REGULAR[1]


def find_commit(root: Path, revision: str) -> str:
    """The hash of the commit that a revision names: a branch, a tag, `HEAD~2`. Raises UnknownRevision."""
    try:
        found = run_git(root, "rev-parse", "--verify", "--end-of-options", f"{revision}^{{commit}}")
        return found.decode("ascii").strip()
    except (GitError, UnicodeError, ValueError) as error:
        message = str(error)
        if "single revision" in message or "unknown revision" in message or not isinstance(error, GitError):
            message = f"'{make_visible(revision)}' is not a commit; name one, such as HEAD~1, main or v1.2.0"
        raise UnknownRevision(message) from None


def write_revision(root: Path, commit: str, folders: Sequence[str], target: Path) -> None:
    """Writes the files below some folders, or single files, as they were at a commit, to the same paths below `target`.
    All paths are relative to `root`. Files that are too large for a briefing are left out. Raises UnknownRevision."""
    try:
        tree = list_tree(root, commit, *folders)
        small = {path: blob for path, blob in tree.items() if blob.size <= MAX_FILE_BYTES}
        contents = read_blobs(root, small.values())
    except GitError as error:
        raise UnknownRevision(str(error)) from None
    for file, blob in small.items():
        path = target / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(contents[blob.name])


def list_tree(root: Path, commit: str, *paths: str, full: bool = False) -> dict[str, Blob]:
    """Path -> the regular file there, in a commit: below some paths if there are any, relative to `root`; with `full`
    relative to the top of the repository. Raises GitError."""
    options = ("--full-tree",) if full else ()
    listed = run_git(root, "ls-tree", "-r", "-l", "-z", *options, commit, "--", *paths)
    found = {}
    for line in filter(None, listed.decode("utf-8", "surrogateescape").split("\0")):
        about, _, file = line.partition("\t")
        mode, kind, name, size = about.split()
        path = PurePosixPath(file)
        if mode in _REGULAR and kind == "blob" and not path.is_absolute() and ".." not in path.parts:
            found[file] = Blob(name, mode, int(size))
    return found


def read_blobs(root: Path, blobs: Iterable[Blob]) -> dict[str, bytes]:
    """Hash -> content of some files. Raises GitError."""
    names = sorted({blob.name for blob in blobs})
    if not names:
        return {}
    answer = run_git(root, "cat-file", "--batch", given="".join(f"{name}\n" for name in names).encode())
    contents, start = dict[str, bytes](), 0
    for name in names:
        end = answer.index(b"\n", start)
        head = answer[start:end].split()
        if head[-1] == b"missing":
            raise GitError(LACKS_OBJECTS)
        size = int(head[-1])
        contents[name] = answer[end + 1 : end + 1 + size]
        start = end + size + 2
    return contents


def list_changed_files(root: Path, commit: str) -> frozenset[str]:
    """The files, relative to `root`, that differ between a commit and the work tree, new ones that git does not ignore
    included. Raises UnknownRevision."""
    try:
        changed = run_git(root, "diff", "--name-only", "-z", "--no-renames", "--no-ext-diff", "--relative", commit)
        new = run_git(root, "ls-files", "-z", "--others", "--exclude-standard")
    except GitError as error:
        raise UnknownRevision(str(error)) from None
    return frozenset(filter(None, (changed + new).decode("utf-8", "surrogateescape").split("\0")))
