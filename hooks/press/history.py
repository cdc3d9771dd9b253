"""When entries changed, from the project's git history: the same tree and history give the same dates.

An entry's change is the commit that altered its parsed value; commits that only move text or comments are none.
Without git, or without full history, there is nothing to tell and the pages say nothing.
"""

from __future__ import annotations

import datetime as dt
import subprocess
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from .kinds import FOLDERS, LISTS
from .library import CLAIMS_FOLDER, Version
from .source import Fields, Items, Node, Plain, Text, decode, parse, plain

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


Entries = dict[str, Node]
"""The entries of one version of a file, by global id."""


def read_history(root: Path, folder: str, files: Mapping[str, Version] | None = None) -> History:
    """The history of `root/folder`; empty without git or with a shallow clone. `files` are those read already: a
    version that is the same is not parsed again."""
    if _git(root, "rev-parse", "--is-shallow-repository").strip() != b"false":
        return History()
    history = History()
    read = files or {}
    known: dict[str, Entries] = {}
    for commit, date, touched in _commits(root, folder):
        unread = [blob for file, blob in touched.items() if blob and not _is_read(read.get(file), blob)]
        blobs = _blobs(root, unread)
        for file, blob in touched.items():
            version = read.get(file)
            after = (
                entries_of(file, version.node)
                if version and _is_read(version, blob)
                else _entries_at(file, blob, blobs)
            )
            if after is not None:
                history.changes += _compare(known.get(file, {}), after, commit, date)
                known[file] = after
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


def _commits(root: Path, folder: str) -> Iterator[tuple[str, dt.date, dict[str, str]]]:
    """(commit, day in UTC, file -> its blob, empty where it was removed) of the first-parent history, oldest first."""
    listing = _git(
        root, "log", "--reverse", "--first-parent", "-m", "--no-renames", "--relative", "--raw", "--no-abbrev", "-z",
        "--format=%x01%H %ct", "--", folder,
    )  # fmt: skip
    for part in listing.split(b"\x01")[1:]:
        head, _, changes = part.partition(b"\0")
        commit, seconds = head.decode().split()
        fields = changes.strip(b"\n").split(b"\0")
        touched = {
            name.decode("utf-8", "replace"): _new_blob(raw)
            for raw, name in zip(fields[::2], fields[1::2], strict=False)
        }
        date = dt.datetime.fromtimestamp(int(seconds), dt.UTC).date()
        yield commit, date, {file: touched[file] for file in sorted(touched) if _holds_entries(file)}


def _new_blob(raw: bytes) -> str:
    """The blob that a file has after a commit, from `:<mode> <mode> <blob> <blob> <status>`; empty if none."""
    blob = raw.split()[3].decode()
    return blob if blob.strip("0") else ""


def _holds_entries(file: str) -> bool:
    path = PurePosixPath(file)
    if path.suffix != ".yml" or path.name.endswith(".lock.yml"):
        return False
    return path.parent.name in FOLDERS or path.parent.name == CLAIMS_FOLDER or path.name in LISTS


def _is_read(version: Version | None, blob: str) -> bool:
    """Whether what was read from the disk is that blob."""
    return version is not None and version.blob == blob


def _blobs(root: Path, blobs: Iterable[str]) -> dict[str, bytes]:
    """The contents of blobs."""
    names = list(dict.fromkeys(blobs))
    answer = _git(root, "cat-file", "--batch", given="".join(f"{name}\n" for name in names).encode()) if names else b""
    found: dict[str, bytes] = {}
    position = 0
    for name in names:
        end = answer.find(b"\n", position)
        head = answer[position : max(end, position)].split()
        if len(head) != 3:
            break
        size = int(head[2])
        found[name] = answer[end + 1 : end + 1 + size]
        position = end + size + 2
    return found


def _entries_at(file: str, blob: str, blobs: Mapping[str, bytes]) -> Entries | None:
    """The entries of a file in one commit; None if that version cannot be read."""
    if not blob:
        return {}
    text, problems = decode(blobs.get(blob, b""), file)
    node, more = parse(text, file) if not problems else (None, [])
    return None if problems or more else entries_of(file, node)


def entries_of(file: str, node: Node | None) -> Entries:
    """The entries that a file holds: itself, or the claims of its list."""
    path = PurePosixPath(file)
    if node is None or path.name in LISTS:
        return {}
    if path.parent.name == CLAIMS_FOLDER:
        items = node.items if isinstance(node, Items) else []
        return {f"{path.stem}/{name}": item for item in items if (name := _id(item))}
    return {path.stem: node}


def _id(node: Node) -> str:
    found = node.fields.get("id") if isinstance(node, Fields) else None
    return found.value if isinstance(found, Text) else ""


def _compare(before: Entries, after: Entries, commit: str, date: dt.date) -> Iterator[Change]:
    for entry_id in sorted({*before, *after}):
        old, new = before.get(entry_id), after.get(entry_id)
        if old is None:
            yield Change(date, commit, entry_id, "added")
        elif new is None:
            yield Change(date, commit, entry_id, "removed")
        elif fields := _changed_fields(plain(old), plain(new)):
            yield Change(date, commit, entry_id, "changed", fields)


def _changed_fields(old: Plain, new: Plain) -> tuple[str, ...]:
    if not isinstance(old, dict) or not isinstance(new, dict):
        return () if old == new else ("",)
    return tuple(sorted(key for key in {*old, *new} if old.get(key) != new.get(key)))
