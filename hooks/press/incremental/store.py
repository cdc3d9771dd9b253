"""What one process leaves for the next: rows, nodes and their users, the files that were read and those written.

One SQLite file for each version of the code and of what the pages are made with. Every row carries a check sum, and is
read back by an unpickler that knows only our own types: a store that is damaged, foreign or half-written raises
Damaged, and whoever holds it begins without one.
"""

from __future__ import annotations

import io
import os
import pickle
import sqlite3
import zlib
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import is_dataclass
from enum import Enum
from functools import cache, cached_property
from importlib import import_module
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from .graph import NUMBERS, Graph

FORMAT = 3
AT_ONCE = 5_000
"""Keys that are asked for in one query."""
_SCHEMA = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE rows (tab TEXT NOT NULL, key TEXT NOT NULL, value BLOB NOT NULL);
CREATE TABLE graph (part TEXT PRIMARY KEY, value BLOB NOT NULL);
CREATE TABLE nodes (id INTEGER PRIMARY KEY, tab TEXT NOT NULL, key TEXT NOT NULL);
CREATE TABLE users (id INTEGER PRIMARY KEY, value BLOB NOT NULL);
CREATE TABLE asked (id INTEGER PRIMARY KEY, value BLOB NOT NULL);
CREATE TABLE inputs (path TEXT PRIMARY KEY, size INTEGER, mtime INTEGER, inode INTEGER, blob TEXT) WITHOUT ROWID;
CREATE TABLE why (maker TEXT PRIMARY KEY, because TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE outputs (path TEXT PRIMARY KEY, maker INTEGER NOT NULL, digest BLOB NOT NULL) WITHOUT ROWID;
"""
"""`graph` is what a whole build left; `nodes`, `users` and `asked` are what came since, in place of what it says."""
_INDEXES = """
CREATE UNIQUE INDEX row_by_key ON rows (tab, key);
CREATE UNIQUE INDEX node_by_key ON nodes (tab, key);
CREATE INDEX output_by_maker ON outputs (maker);
"""
_TRUSTED = {
    ("builtins", "set"), ("builtins", "frozenset"), ("copyreg", "_reconstructor"),
    ("copyreg", "__newobj__"), ("datetime", "date"), ("decimal", "Decimal"), ("markupsafe", "Markup"),
    ("dataclasses", "_dataclass_setstate"), ("press.content.records", "Record"),
}  # fmt: skip


class Damaged(Exception):
    """The store cannot be used."""


class _Unpickler(pickle.Unpickler):
    """Makes values of our own types, and of the few of the library's that stand in them."""

    def find_class(self, module: str, name: str) -> Any:
        return _type(module, name)


@cache
def _type(module: str, name: str) -> Any:
    """One of our own types that only hold values, or of the trusted. What a module of ours imports is not its own."""
    found = None
    if (module, name) in _TRUSTED or module.startswith("press."):
        found = getattr(import_module(module), name, None)
    if (module, name) in _TRUSTED:
        return found
    if not isinstance(found, type) or found.__module__ != module:
        raise Damaged(f"it holds a {module}.{name}")
    if not is_dataclass(found) and not issubclass(found, (tuple, BaseModel, Enum)):
        raise Damaged(f"it holds a {module}.{name}")
    return found


def _sealed(value: bytes) -> bytes:
    if not value:
        return value
    return zlib.crc32(value).to_bytes(4, "big") + value


def _unsealed(value: bytes) -> bytes:
    if value == b"":
        return value
    if not isinstance(value, bytes) or zlib.crc32(value[4:]).to_bytes(4, "big") != value[:4]:
        raise Damaged("a row is not what was written")
    return value[4:]


def packed(row: object) -> bytes:
    """A row as it is stored."""
    if type(row) is str:
        return _sealed(b"t" + row.encode())
    return _sealed(b"p" + pickle.dumps(row, 5))


def unpacked(value: bytes) -> Any:
    """A row of the store; raises Damaged."""
    data = _unsealed(value)
    try:
        return data[1:].decode() if data[:1] == b"t" else _Unpickler(io.BytesIO(data[1:])).load()
    except Damaged:
        raise
    except Exception as error:
        raise Damaged(str(error)) from None


@contextmanager
def _guarded() -> Iterator[None]:
    """Every way in which SQLite refuses a file, as Damaged."""
    try:
        yield
    except (sqlite3.Error, ValueError) as error:
        raise Damaged(str(error)) from None


class Store:
    """What an earlier process left at `path`; reading is from one moment, whoever writes meanwhile."""

    def __init__(self, path: Path) -> None:
        """Opens what is there; raises Damaged."""
        self.path = path
        with _guarded():
            self._db = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
            self._db.execute("BEGIN")
            self._meta: dict[str, str] = dict(self._db.execute("SELECT key, value FROM meta"))
        if self._meta.get("whole") != "yes":
            raise Damaged("it was not written to its end")

    def close(self) -> None:
        with suppress(sqlite3.Error):
            self._db.close()

    def meta(self, key: str) -> str:
        return self._meta.get(key, "")

    def _one(self, query: str, *values: object) -> tuple[Any, ...] | None:
        with _guarded():
            found: tuple[Any, ...] | None = self._db.execute(query, values).fetchone()
            return found

    def _every(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        with _guarded():
            return self._db.execute(query, values).fetchall()

    # Rows and nodes

    def row(self, table: str, key: str, default: Any) -> Any:
        found = self._one("SELECT value FROM rows WHERE tab = ? AND key = ?", table, key)
        return unpacked(found[0]) if found else default

    def rows(self, table: str, keys: Sequence[str] = ()) -> Iterator[tuple[str, Any]]:
        """The rows of some keys, else all."""
        if not keys:
            for key, value in self._every("SELECT key, value FROM rows WHERE tab = ?", table):
                yield key, unpacked(value)
        for start in range(0, len(keys), AT_ONCE):
            some = keys[start : start + AT_ONCE]
            query = f"SELECT key, value FROM rows WHERE tab = ? AND key IN ({','.join('?' * len(some))})"
            for key, value in self._every(query, table, *some):
                yield key, unpacked(value)

    def rows_unlike(self, table: str, row: object) -> Iterator[tuple[str, Any]]:
        """The rows that are not `row`."""
        query = "SELECT key, value FROM rows WHERE tab = ? AND value != ?"
        for key, value in self._every(query, table, packed(row)):
            yield key, unpacked(value)

    def keys(self, table: str) -> list[str]:
        return [key for (key,) in self._every("SELECT key FROM rows WHERE tab = ?", table)]

    @cached_property
    def _graph(self) -> Graph:
        return Graph(self._part)

    def _part(self, name: str) -> bytes:
        found = self._one("SELECT value FROM graph WHERE part = ?", name)
        if found is None:
            raise Damaged(f"it has no '{name}'")
        return _unsealed(found[0])

    def next_node(self) -> int:
        found = self._one("SELECT max(id) FROM nodes")
        return max(self._graph.count, (found[0] if found and found[0] is not None else -1) + 1)

    def node(self, table: str, key: str) -> int | None:
        found = self._graph.node(table, key)
        if found is not None:
            return found
        since = self._one("SELECT id FROM nodes WHERE tab = ? AND key = ?", table, key)
        return int(since[0]) if since else None

    def name(self, number: int) -> tuple[str, str] | None:
        """(table, key) of a node."""
        if number < self._graph.count:
            return self._graph.name(number)
        found = self._one("SELECT tab, key FROM nodes WHERE id = ?", number)
        return (found[0], found[1]) if found else None

    def asked(self, number: int) -> array[int]:
        found = self._one("SELECT value FROM asked WHERE id = ?", number)
        return array(NUMBERS, _unsealed(found[0])) if found else self._graph.asked(number)

    def users(self, number: int) -> array[int]:
        found = self._one("SELECT value FROM users WHERE id = ?", number)
        return array(NUMBERS, _unsealed(found[0])) if found else self._graph.users(number)

    def nodes(self, table: str) -> list[str]:
        """The keys of all nodes of a table."""
        since = self._every("SELECT key FROM nodes WHERE tab = ?", table)
        return [*self._graph.keys(table), *(key for (key,) in since)]

    # Files

    def inputs(self) -> dict[str, tuple[int, int, int, str]]:
        """File -> (size, time of change in ns, inode, git's name of its bytes)."""
        return {
            path: (size, mtime, inode, blob) for path, size, mtime, inode, blob in self._every("SELECT * FROM inputs")
        }

    def outputs_of(self, maker: int) -> dict[str, bytes]:
        """The files that one node made: path -> digest."""
        return dict(self._every("SELECT path, digest FROM outputs WHERE maker = ?", maker))

    def output_paths(self) -> list[str]:
        """Every file of the site."""
        return [path for (path,) in self._every("SELECT path FROM outputs")]

    def digest(self, path: str) -> bytes:
        """The digest of a file of the site; empty for one that no maker gave."""
        found = self._one("SELECT digest FROM outputs WHERE path = ?", path)
        return bytes(found[0]) if found else b""

    def maker(self, path: str) -> str | None:
        """The key of the node that made a file; None where no maker did."""
        found = self._one("SELECT maker FROM outputs WHERE path = ?", path)
        name = self.name(found[0]) if found and found[0] >= 0 else None
        return name[1] if name else None

    def why(self) -> dict[str, str]:
        """Maker -> why the last build ran it."""
        return dict(self._every("SELECT maker, because FROM why"))


Rows = Iterable[tuple[Any, ...]]


class Writing:
    """Writes a store: a new one beside its place, or the changes to one that is there, in one transaction."""

    def __init__(self, path: Path, fresh: bool) -> None:
        self.path = path
        self._fresh = fresh
        self._file = path.with_suffix(".writing") if fresh else path
        path.parent.mkdir(parents=True, exist_ok=True)
        if fresh:
            self._file.unlink(missing_ok=True)
        with _guarded():
            self._db = sqlite3.connect(self._file, isolation_level=None)
            if fresh:
                self._db.execute("PRAGMA journal_mode = OFF")
                self._db.execute("PRAGMA synchronous = OFF")
                self._db.executescript(_SCHEMA)
            else:
                self._db.execute("PRAGMA synchronous = NORMAL")
            self._db.execute("BEGIN IMMEDIATE")

    def _many(self, query: str, rows: Rows) -> None:
        with _guarded():
            self._db.executemany(query, rows)

    def rows(self, table: str, rows: Iterable[tuple[str, bytes]]) -> None:
        """(key, row, packed)."""
        self._many("REPLACE INTO rows VALUES (?, ?, ?)", ((table, key, row) for key, row in rows))

    def no_rows(self, table: str, keys: Iterable[str]) -> None:
        self._many("DELETE FROM rows WHERE tab = ? AND key = ?", ((table, key) for key in keys))

    def graph(self, parts: Iterable[tuple[str, bytes]]) -> None:
        """(name, part) of what a whole build leaves."""
        self._many("INSERT INTO graph VALUES (?, ?)", ((name, _sealed(part)) for name, part in parts))

    def nodes(self, nodes: Iterable[tuple[int, str, str]]) -> None:
        """New ones: (number, table, key)."""
        self._many("INSERT INTO nodes VALUES (?, ?, ?)", nodes)

    def users(self, nodes: Iterable[tuple[int, array[int]]]) -> None:
        """(node, its users)."""
        self._many("REPLACE INTO users VALUES (?, ?)", ((i, _sealed(users.tobytes())) for i, users in nodes))

    def asked(self, nodes: Iterable[tuple[int, array[int]]]) -> None:
        """(node, what it asked for)."""
        self._many("REPLACE INTO asked VALUES (?, ?)", ((i, _sealed(asked.tobytes())) for i, asked in nodes))

    def inputs(self, files: Iterable[tuple[str, int, int, int, str]]) -> None:
        self._many("REPLACE INTO inputs VALUES (?, ?, ?, ?, ?)", files)

    def no_inputs(self, files: Iterable[str]) -> None:
        self._many("DELETE FROM inputs WHERE path = ?", ((file,) for file in files))

    def outputs(self, files: Iterable[tuple[str, int, bytes]]) -> None:
        """(path, node that made it, digest)."""
        self._many("REPLACE INTO outputs VALUES (?, ?, ?)", files)

    def no_outputs_at_all(self) -> None:
        self._many("DELETE FROM outputs WHERE path != ?", [("",)])

    def why(self, reasons: Mapping[str, str]) -> None:
        """In place of those of the last build."""
        self._many("DELETE FROM why WHERE maker != ?", [("",)])
        self._many("INSERT INTO why VALUES (?, ?)", reasons.items())

    def no_outputs(self, files: Iterable[str]) -> None:
        self._many("DELETE FROM outputs WHERE path = ?", ((file,) for file in files))

    def meta(self, **values: str) -> None:
        self._many("REPLACE INTO meta VALUES (?, ?)", values.items())

    def finish(self) -> None:
        """Ends the transaction; a new store comes to its place, and those of other versions go."""
        with _guarded():
            self._db.execute("REPLACE INTO meta VALUES ('whole', 'yes')")
            if self._fresh:
                self._db.executescript(_INDEXES)
            if self._db.in_transaction:
                self._db.execute("COMMIT")
            self._db.execute("PRAGMA journal_mode = WAL")
            self._db.close()
        if self._fresh:
            os.replace(self._file, self.path)

    def abandon(self) -> None:
        with suppress(sqlite3.Error):
            self._db.close()
        if self._fresh:
            self._file.unlink(missing_ok=True)
