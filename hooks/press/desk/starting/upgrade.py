"""Takes a release of the generator into a fork: its files are replaced, what the fork wrote or removed stays.

A file of the generator is the fork's own if it is in no release as it is in the fork, nor in the commit that both come
from. Only such files can be in conflict with a release, and then nothing is changed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from ...library.git import GitError, run_git
from ...library.revision import Blob, list_tree, read_blobs
from ...problem import make_visible
from ..editing.changes import ChangeSet, Refused
from .files import is_of_generator

RELEASES = "refs/generator/"
"""Where the tags of the generator are kept, apart from the fork's own."""
FETCH_SECONDS = 600
_TAG = re.compile(r"v(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)")

Version = tuple[int, ...]
Tree = Mapping[str, Blob]


class Plan(NamedTuple):
    """What a release changes: path -> its new file; the paths that go; and the paths in conflict, each with why."""

    written: dict[str, Blob]
    removed: list[str]
    conflicts: dict[str, str]


def fetch_releases(root: Path, source: str) -> dict[str, Version]:
    """The releases in a repository, oldest first, as tag -> version; `source` is its address, its path or the name of a
    remote. Raises GitError and Refused."""
    options = ("--quiet", "--no-tags", "--no-write-fetch-head")
    try:
        run_git(root, "fetch", *options, "--", source, f"+refs/tags/v*:{RELEASES}v*", seconds=FETCH_SECONDS)
    except GitError as error:
        reason = str(error).partition("; ")[0]
        raise Refused(f"{make_visible(source, 200)} cannot be fetched: {reason}; name a repository") from None
    listed = run_git(root, "for-each-ref", "--format=%(refname)", RELEASES).decode("utf-8", "replace").split()
    tags = [name.removeprefix(RELEASES) for name in listed]
    releases = {tag: tuple(map(int, match.groups())) for tag in tags if (match := _TAG.fullmatch(tag))}
    if not releases:
        raise Refused(f"{make_visible(source, 200)} has no releases: tags such as v1.2.0")
    return dict(sorted(releases.items(), key=lambda release: release[1]))


def guard_top(root: Path) -> None:
    """Raises Refused if a project is only a part of its repository."""
    top = run_git(root, "rev-parse", "--show-toplevel").decode("utf-8", "surrogateescape").rstrip("\n")
    if Path(top).resolve() != root.resolve():
        raise Refused(f"the project is a folder of the repository {make_visible(top, 200)}; upgrade it by hand")


def plan_upgrade(root: Path, releases: Iterable[str], current: str, target: str, is_forced: bool = False) -> Plan:
    """What the release with the tag `target` changes in a fork that has the release `current`. With `is_forced`, it
    replaces what the fork changed, too. Raises GitError."""
    ours, theirs = list_tree(root, "HEAD", full=True), _list_release(root, target)
    trees = {tag: _list_release(root, tag) for tag in releases}
    base = trees.get(current, {})
    known = {(file, blob.name) for tree in (*trees.values(), _list_common(root, target)) for file, blob in tree.items()}
    plan = Plan({}, [], {})
    for file in sorted({*filter(is_of_generator, ours), *theirs}):
        our, their = ours.get(file), theirs.get(file)
        if our == their or (our is None and file in base):
            continue  # the same, or removed by the fork
        if our is not None and (file, our.name) not in known:  # it is the fork's own
            if _name(their) == _name(base.get(file)):
                continue  # the release changes nothing in it
            if not is_forced:
                plan.conflicts[file] = _explain_conflict(their, base.get(file))
                continue
        if their is not None:
            plan.written[file] = their
        else:
            plan.removed.append(file)
    return plan


def _name(blob: Blob | None) -> str:
    """The hash of a file; empty for none."""
    return blob.name if blob else ""


def _explain_conflict(their: Blob | None, base: Blob | None) -> str:
    if their is None:
        return "you changed it, and the release removes it"
    return "you changed it, and so does the release" if base else "you added it, and so does the release"


def _list_release(root: Path, tag: str) -> dict[str, Blob]:
    """The files of the generator in a release."""
    tree = list_tree(root, f"{RELEASES}{tag}", full=True)
    return {file: blob for file, blob in tree.items() if is_of_generator(file)}


def _list_common(root: Path, tag: str) -> Tree:
    """The files of the commit that the fork and a release come from; none if their histories have nothing in common."""
    try:
        commit = run_git(root, "merge-base", "HEAD", f"{RELEASES}{tag}").decode("ascii").strip()
    except GitError:
        return {}
    return list_tree(root, commit, full=True)


def add_changes(changes: ChangeSet, plan: Plan) -> None:
    """Adds what a plan changes to a change set. Raises GitError and Refused."""
    contents = read_blobs(changes.root, plan.written.values())
    for file, blob in plan.written.items():
        (changes.replace if changes.exists(file) else changes.create)(file, contents[blob.name])
    for file in plan.removed:
        changes.delete(file)


def mark_executable(root: Path, plan: Plan) -> None:
    """Makes the files of a plan executable that are so in the release, and the others not. Raises OSError."""
    for file, blob in plan.written.items():
        mode = (root / file).stat().st_mode
        wanted = mode | 0o111 if blob.is_executable else mode & ~0o111
        if wanted != mode:
            (root / file).chmod(wanted)
