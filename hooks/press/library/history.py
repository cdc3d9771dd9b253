"""When entries changed, from the project's git history: the same tree and history give the same dates.

A change of an entry is a commit that altered its parsed value; commits that only move text or comments do not count.
If git cannot give the full history, nothing is known, the pages say nothing, and `obstacle` says why.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from ..content.changes import is_entry_file
from ..content.files import FileRead
from ..content.kinds import CLAIMS_FOLDER, LISTS
from ..content.nodes import Fields, Items, Node, PlainData, Text, to_plain
from ..content.yaml_source import decode_utf8, parse_yaml
from ..incremental import Database, Input
from .git import LACKS_OBJECTS, GitError, read_head, run_git

VALUED = ("value", "when", "said_by", "said_on", "kind", "at")
"""The fields of a claim whose values before and after a change are kept: short ones that say what it states. Its old
words are not kept, because they may be what was wrong to print."""


class Change(NamedTuple):
    """One entry in one commit: `how` is added, changed or removed; `id` is global."""

    date: dt.date
    commit: str
    id: str
    how: str
    fields: tuple[str, ...] = ()
    values: tuple[tuple[str, str, str], ...] = ()
    """(field, its value before, and after) of the fields in VALUED that changed; empty for none."""
    time: int = 0
    """When the commit was made, in seconds since 1970 (UTC)."""


Entries = dict[str, Node]
"""The entries of one version of a file, by global id."""
_UNSEEN = Fields({}, {}, 1, 1)
"""A placeholder for an entry that is not compared with another version."""
Touched = dict[str, tuple[str, str]]
"""File -> its blob before and after a commit; empty if there was or is none."""


class History:
    """All changes, newest first, and those of each entry."""

    def __init__(self, database: Database) -> None:
        self.log: Input[tuple[Change, ...]] = Input(database, "history")
        """"" -> every change, newest first."""
        self.of: Input[tuple[Change, ...]] = Input(database, "changes of")
        """Entry -> its changes, newest first."""
        self._head: Input[str] = Input(database, "head")
        self._day: Input[dt.date] = Input(database, "day of head")
        self.obstacle = ""
        """Why nothing is known and what to do about it; empty if the history was read."""

    @property
    def changes(self) -> tuple[Change, ...]:
        """Every change, newest first."""
        return self.log.get("", ())

    @property
    def known(self) -> bool:
        return bool(self.changes)

    def last(self, entry_id: str) -> Change | None:
        """The last change of an entry."""
        changes = self.of.get(entry_id, ())
        return changes[0] if changes else None

    def follow(self, root: Path, folder: str, reads: Mapping[str, FileRead | None]) -> None:
        """Reads what was committed to `root/folder` since this was last called; nothing if git cannot give the full
        history. `reads` are the files as they are now: a version that equals the current one is not read again."""
        head, self.obstacle = read_head(root / folder)
        before = self._head.get("", "")
        if head == before:
            return
        since = before if before and _leads_to(root / folder, before, head) else ""
        try:
            new = _changes(root, folder, f"{since}..{head}" if since else head, reads) if head else []
            day = _read_day(root / folder, head) if head else dt.date.min
        except GitError as error:
            head, since, new, day, self.obstacle = "", "", [], dt.date.min, str(error)
        self._add(new, bool(since))
        self._head.set("", head)
        self._day.set("", day)

    def _add(self, new: list[Change], keeps_old: bool) -> None:
        """Adds changes, newest first, to the old ones or in place of them."""
        old = self.log.get("", ()) if keeps_old else ()
        by_entry: dict[str, list[Change]] = defaultdict(list)
        for change in new:
            by_entry[change.id].append(change)
        if not keeps_old:
            for entry_id in self.of:
                if entry_id not in by_entry:
                    self.of.remove(entry_id)
        for entry_id, changes in by_entry.items():
            self.of.set(entry_id, (*changes, *(self.of.get(entry_id, ()) if keeps_old else ())))
        self.log.set("", (*new, *old))

    @property
    def head(self) -> str:
        """The commit that was read last."""
        return self._head.get("", "")

    @property
    def newest_day(self) -> dt.date:
        """The day of the commit that was read last, whatever it changed; the first of all days if none was read."""
        return self._day.get("", dt.date.min)


def _read_day(folder: Path, commit: str) -> dt.date:
    """The day of a commit in UTC."""
    return _day_of(int(run_git(folder, "log", "-1", "--format=%ct", commit)))


def _day_of(seconds: int) -> dt.date:
    return dt.datetime.fromtimestamp(seconds, dt.UTC).date()


def _leads_to(folder: Path, before: str, head: str) -> bool:
    """Whether a commit is one of the first parents of another."""
    try:
        lines = run_git(folder, "rev-list", "--first-parent", "--parents", f"{before}..{head}").decode().splitlines()
    except GitError:  # the older commit is gone
        return False
    return bool(lines) and before in lines[-1].split()[1:2]


def _changes(root: Path, folder: str, commits: str, reads: Mapping[str, FileRead | None]) -> list[Change]:
    """What some commits changed, newest first. Raises GitError if git cannot show all of it."""
    changes: list[Change] = []
    for commit, time, touched in _commits(root, folder, commits):
        versions = _Versions(root / folder, touched, reads)
        for file, (before, after) in touched.items():
            old, new = versions.entries(file, before), versions.entries(file, after)
            if old is not None and new is not None:
                changes += _compare(old, new, commit, time)
    return _drop_moves(changes)


class _Versions:
    """The entries of the files that one commit touched, before and after it."""

    def __init__(self, folder: Path, touched: Touched, reads: Mapping[str, FileRead | None]) -> None:
        self._reads = reads
        self._touched = touched
        unread = [b for file, blobs in touched.items() for b in blobs if b and self._read(file, b) is None]
        self._blobs = _blobs(folder, unread)

    def _read(self, file: str, blob: str) -> Entries | None:
        """The entries of a file, if the version read from the disk is that blob, else None."""
        read = self._reads.get(file)
        if read is None or read.blob != blob:
            return None
        if read.node is not None:
            return entries_of(file, read.node)
        if all(self._touched[file]) or PurePosixPath(file).name in LISTS:
            return None
        return {record.id: _UNSEEN for record in read.records}

    def entries(self, file: str, blob: str) -> Entries | None:
        """The entries of one version of a file; None if it cannot be read. For a file that was added or removed, only
        the ids are known."""
        if not blob:
            return {}
        if (known := self._read(file, blob)) is not None:
            return known
        text, problems = decode_utf8(self._blobs[blob], file)
        node, more = parse_yaml(text, file) if not problems else (None, [])
        return None if problems or more else entries_of(file, node)


def _drop_moves(changes: list[Change]) -> list[Change]:
    """Newest first; an entry that only moved from one file to another in a commit did not change."""
    kinds: dict[tuple[str, str], set[str]] = defaultdict(set)
    for change in changes:
        kinds[change.commit, change.id].add(change.how)
    kept = [c for c in changes if not {"added", "removed"} <= kinds[c.commit, c.id]]
    return list(reversed(kept))


def _commits(root: Path, folder: str, commits: str) -> Iterator[tuple[str, int, Touched]]:
    """(commit, its time in seconds since 1970, files) of the first-parent history, oldest first."""
    listing = run_git(
        root / folder, "log", "--reverse", "--first-parent", "-m", "--no-renames", "--relative", "--raw",
        "--no-abbrev", "-z", "--format=%x01%H %ct", commits, "--", ".",
    )  # fmt: skip
    for part in listing.split(b"\x01")[1:]:
        head, _, changes = part.partition(b"\0")
        commit, seconds = head.decode().split()
        fields = changes.strip(b"\n").split(b"\0")
        touched = {
            f"{folder}/{name.decode('utf-8', 'replace')}": _blobs_of(raw)
            for raw, name in zip(fields[::2], fields[1::2], strict=False)
        }
        yield commit, int(seconds), {file: touched[file] for file in sorted(touched) if is_entry_file(file)}


def _blobs_of(raw: bytes) -> tuple[str, str]:
    """The blobs of a file before and after a commit, from `:<mode> <mode> <blob> <blob> <status>`; empty if none."""
    before, after = (blob.decode() for blob in raw.split()[2:4])
    return before if before.strip("0") else "", after if after.strip("0") else ""


def _blobs(folder: Path, blobs: Iterable[str]) -> dict[str, bytes]:
    """The contents of blobs. Raises GitError if one is missing.
    https://git-scm.com/docs/git-cat-file#_batch_output"""
    names = list(dict.fromkeys(blobs))
    given = "".join(f"{name}\n" for name in names).encode()
    answer = run_git(folder, "cat-file", "--batch", given=given) if names else b""
    contents: dict[str, bytes] = {}
    position = 0
    for name in names:
        end = answer.find(b"\n", position)
        head = answer[position : max(end, position)].split()
        if len(head) != 3:
            raise GitError(LACKS_OBJECTS)
        size = int(head[2])
        contents[name] = answer[end + 1 : end + 1 + size]
        position = end + size + 2
    return contents


def entries_of(file: str, node: Node | None) -> Entries:
    """The entries in a file: the file itself, or the claims in its list."""
    path = PurePosixPath(file)
    if node is None or path.name in LISTS:
        return {}
    if path.parent.name == CLAIMS_FOLDER:
        items = node.items if isinstance(node, Items) else []
        return {f"{path.stem}/{name}": item for item in items if (name := _id(item))}
    return {path.stem: node}


def _id(node: Node) -> str:
    field = node.fields.get("id") if isinstance(node, Fields) else None
    return field.value if isinstance(field, Text) else ""


def _compare(before: Entries, after: Entries, commit: str, time: int) -> Iterator[Change]:
    date = _day_of(time)
    for entry_id in sorted({*before, *after}):
        old, new = before.get(entry_id), after.get(entry_id)
        if old is None:
            yield Change(date, commit, entry_id, "added", time=time)
        elif new is None:
            yield Change(date, commit, entry_id, "removed", time=time)
        else:
            was, now = to_plain(old), to_plain(new)
            if fields := _changed_fields(was, now):
                yield Change(date, commit, entry_id, "changed", fields, _list_values(was, now, fields), time)


def _changed_fields(old: PlainData, new: PlainData) -> tuple[str, ...]:
    if not isinstance(old, dict) or not isinstance(new, dict):
        return () if old == new else ("",)
    return tuple(sorted(key for key in {*old, *new} if old.get(key) != new.get(key)))


def _list_values(old: PlainData, new: PlainData, fields: tuple[str, ...]) -> tuple[tuple[str, str, str], ...]:
    if not isinstance(old, dict) or not isinstance(new, dict):
        return ()
    return tuple((key, _write_value(old.get(key)), _write_value(new.get(key))) for key in VALUED if key in fields)


def _write_value(value: PlainData | None) -> str:
    """A value as it is written, `words` of `{unnamed: words}`; empty for none."""
    if isinstance(value, dict):
        return " ".join(map(_write_value, value.values()))
    return value if isinstance(value, str) else ""
