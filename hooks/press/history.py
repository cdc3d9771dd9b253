"""When entries changed, from the project's git history: the same tree and history give the same dates.

An entry's change is the commit that altered its parsed value; commits that only move text or comments are none.
Without git, or without full history, there is nothing to tell and the pages say nothing.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import subprocess
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from .kinds import FOLDERS, LISTS
from .library import CLAIMS_FOLDER
from .source import Fields, Items, Node, Text, decode, parse, plain

TIMEOUT = 60


@dataclass(frozen=True, slots=True)
class Change:
    """One entry in one commit: `how` is added, changed or removed; `id` is global."""

    date: dt.date
    commit: str
    id: str
    how: str
    fields: tuple[str, ...] = ()


@dataclass(slots=True)
class History:
    """All changes, newest first, and the last one of each entry."""

    changes: list[Change] = field(default_factory=list)
    last: dict[str, Change] = field(default_factory=dict)
    of: dict[str, list[Change]] = field(default_factory=lambda: defaultdict(list))

    @property
    def known(self) -> bool:
        return bool(self.changes)


def read_history(root: Path, folder: str) -> History:
    """The history of `root/folder`; empty without git or with a shallow clone."""
    if _git(root, "rev-parse", "--is-shallow-repository").strip() != b"false":
        return History()
    history = History()
    known: dict[str, dict[str, dict[str, str]]] = {}
    for commit, date, files in _commits(root, folder):
        blobs = _blobs(root, commit, files)
        for file in files:
            before, after = known.get(file, {}), entries_of(file, blobs.get(file, b""))
            known[file] = after
            history.changes += _compare(before, after, commit, date)
    history.changes = _settled(history.changes)
    for change in history.changes:
        history.last.setdefault(change.id, change)
        history.of[change.id].append(change)
    return history


def _settled(changes: list[Change]) -> list[Change]:
    """Newest first; an entry that only moved from one file to another in a commit did not change."""
    ways: dict[tuple[str, str], set[str]] = defaultdict(set)
    for change in changes:
        ways[change.commit, change.id].add(change.how)
    kept = [c for c in changes if not {"added", "removed"} <= ways[c.commit, c.id]]
    return list(reversed(kept))


def _git(root: Path, *arguments: str, given: bytes | None = None) -> bytes:
    """What git prints; nothing when it is absent or refuses."""
    try:
        done = subprocess.run(
            ["git", "-C", str(root), "-c", "core.quotepath=off", *arguments],
            input=given, capture_output=True, timeout=TIMEOUT, check=False,
        )  # fmt: skip
    except (OSError, subprocess.TimeoutExpired):
        return b""
    return done.stdout if done.returncode == 0 else b""


def _commits(root: Path, folder: str) -> Iterator[tuple[str, dt.date, list[str]]]:
    """(commit, day in UTC, files touched) of the first-parent history, oldest first."""
    listing = _git(
        root, "log", "--reverse", "--first-parent", "-m", "--no-renames", "--relative", "--name-only", "-z",
        "--format=%x01%H %ct", "--", folder,
    )  # fmt: skip
    for part in listing.split(b"\x01")[1:]:
        head, *names = part.replace(b"\n", b"\0").split(b"\0")
        commit, seconds = head.decode().split()
        date = dt.datetime.fromtimestamp(int(seconds), dt.UTC).date()
        files = sorted({name.decode("utf-8", "replace") for name in names if name})
        yield commit, date, [file for file in files if _holds_entries(file)]


def _holds_entries(file: str) -> bool:
    path = PurePosixPath(file)
    if path.suffix != ".yml" or path.name.endswith(".lock.yml"):
        return False
    return path.parent.name in FOLDERS or path.parent.name == CLAIMS_FOLDER or path.name in LISTS


def _blobs(root: Path, commit: str, files: Iterable[str]) -> dict[str, bytes]:
    """The contents of files in a commit; a file that the commit removed is left out."""
    names = list(files)
    asked = "".join(f"{commit}:./{name}\n" for name in names).encode()
    answer = _git(root, "cat-file", "--batch", given=asked)
    found: dict[str, bytes] = {}
    position = 0
    for name in names:
        end = answer.find(b"\n", position)
        if end < 0:
            break
        head = answer[position:end].split()
        position = end + 1
        if head[-1:] != [b"missing"] and len(head) == 3:
            size = int(head[2])
            found[name] = answer[position : position + size]
            position += size + 1
    return found


def entries_of(file: str, data: bytes) -> dict[str, dict[str, str]]:
    """Global id -> a digest of each field, of the entries in one version of a file; nothing if it cannot be read."""
    path = PurePosixPath(file)
    text, problems = decode(data, file)
    node, more = parse(text, file) if not problems else (None, [])
    if node is None or more:
        return {}
    if path.name in LISTS or path.parent.name == CLAIMS_FOLDER:
        if not isinstance(node, Items) or path.parent.name != CLAIMS_FOLDER:
            return {}
        return {f"{path.stem}/{name}": _digests(item) for item in node.items if (name := _id(item))}
    return {path.stem: _digests(node)}


def _id(node: Node) -> str:
    found = node.fields.get("id") if isinstance(node, Fields) else None
    return found.value if isinstance(found, Text) else ""


def _digests(node: Node) -> dict[str, str]:
    if not isinstance(node, Fields):
        return {}
    return {
        key: hashlib.sha256(json.dumps(plain(value), ensure_ascii=False, sort_keys=True).encode()).hexdigest()
        for key, value in node.fields.items()
    }


def _compare(
    before: dict[str, dict[str, str]], after: dict[str, dict[str, str]], commit: str, date: dt.date
) -> Iterator[Change]:
    for entry_id in sorted({*before, *after}):
        old, new = before.get(entry_id), after.get(entry_id)
        if old is None:
            yield Change(date, commit, entry_id, "added")
        elif new is None:
            yield Change(date, commit, entry_id, "removed")
        elif old != new:
            fields = tuple(sorted(key for key in {*old, *new} if old.get(key) != new.get(key)))
            yield Change(date, commit, entry_id, "changed", fields)
