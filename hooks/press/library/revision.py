"""The files of a project at a commit, written to a folder of their own: nothing is checked out.

https://git-scm.com/docs/git-ls-tree and https://git-scm.com/docs/git-cat-file
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from ..content.yaml_source import MAX_FILE_BYTES
from ..problem import make_visible
from .git import GitError, run_git

_REGULAR = (b"100644", b"100755")
"""The modes of regular files; symbolic links and other repositories are left out."""


class UnknownRevision(Exception):
    """There is no such commit, or git cannot say. The text says why and what to do."""


class _Blob(NamedTuple):
    path: PurePosixPath
    name: bytes
    """The hash that git knows it by."""


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
        blobs = list(_list_blobs(run_git(root, "ls-tree", "-r", "-l", "-z", commit, "--", *folders)))
        given = b"".join(blob.name + b"\n" for blob in blobs)
        answer = run_git(root, "cat-file", "--batch", given=given) if blobs else b""
    except GitError as error:
        raise UnknownRevision(str(error)) from None
    for blob in blobs:
        head, _, answer = answer.partition(b"\n")
        size = int(head.split()[-1]) if head.split()[-1:] != [b"missing"] else 0
        path = target / blob.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(answer[:size])
        answer = answer[size + 1 :]


def _list_blobs(listed: bytes) -> Iterator[_Blob]:
    """The regular files in what `git ls-tree -l -z` prints: `<mode> blob <hash> <size>\\t<path>`."""
    for line in filter(None, listed.split(b"\0")):
        about, _, name = line.partition(b"\t")
        mode, kind, blob, size = about.split()
        path = PurePosixPath(name.decode("utf-8", "surrogateescape"))
        is_safe = not path.is_absolute() and ".." not in path.parts
        if mode in _REGULAR and kind == b"blob" and is_safe and int(size) <= MAX_FILE_BYTES:
            yield _Blob(path, blob)


def list_changed_files(root: Path, commit: str) -> frozenset[str]:
    """The files, relative to `root`, that differ between a commit and the work tree, new ones that git does not ignore
    included. Raises UnknownRevision."""
    try:
        changed = run_git(root, "diff", "--name-only", "-z", "--no-renames", "--no-ext-diff", "--relative", commit)
        new = run_git(root, "ls-files", "-z", "--others", "--exclude-standard")
    except GitError as error:
        raise UnknownRevision(str(error)) from None
    return frozenset(filter(None, (changed + new).decode("utf-8", "surrogateescape").split("\0")))
