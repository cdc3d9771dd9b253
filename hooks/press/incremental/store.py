"""What one process saves for the next: rows, nodes and their dependencies, and the files that were read and written.

There is one SQLite file for each version of the code and of everything else that the pages are made from. What a full
build saves is compressed; later builds add what changed, to a copy that replaces the store. The file ends with a digest
of all its bytes. A store that is damaged, foreign or incomplete raises Damaged, and its owner starts without one.
"""

from __future__ import annotations

import os
import sqlite3
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from functools import cached_property
from pathlib import Path
from typing import Any

from . import row_blocks
from .dependency_graph import NUMBERS, DependencyGraph
from .packing import Damaged, Packed, compress, decompress, pack, seal, unpack, unseal
from .sealed_files import check_seal, copy_unsealed, seal_file

AT_ONCE = 5_000
"""The most keys in one SQL query."""
_SCHEMA = f"""
{row_blocks.SCHEMA}
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE rows (tab TEXT NOT NULL, key TEXT NOT NULL, value BLOB NOT NULL);
CREATE TABLE graph (part TEXT PRIMARY KEY, value BLOB NOT NULL);
CREATE TABLE nodes (id INTEGER PRIMARY KEY, tab TEXT NOT NULL, key TEXT NOT NULL);
CREATE TABLE readers (id INTEGER PRIMARY KEY, value BLOB NOT NULL);
CREATE TABLE dependencies (id INTEGER PRIMARY KEY, value BLOB NOT NULL);
CREATE TABLE stale (tab TEXT NOT NULL, key TEXT NOT NULL, PRIMARY KEY (tab, key)) WITHOUT ROWID;
CREATE TABLE inputs (path TEXT PRIMARY KEY, size INTEGER, mtime INTEGER, inode INTEGER, blob TEXT) WITHOUT ROWID;
CREATE TABLE why (target TEXT PRIMARY KEY, because TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE outputs (path TEXT PRIMARY KEY, target TEXT NOT NULL, digest BLOB NOT NULL) WITHOUT ROWID;
"""
"""`blocks` and `graph` are what a full build saved; `rows`, `nodes`, `readers` and `dependencies` hold later changes,
which override it. A row with an empty value was deleted."""
_INDEXES = f"""
{row_blocks.INDEX}
CREATE UNIQUE INDEX row_by_key ON rows (tab, key);
CREATE UNIQUE INDEX node_by_key ON nodes (tab, key);
CREATE INDEX output_by_target ON outputs (target);
"""


@contextmanager
def _guarded() -> Iterator[None]:
    """Turns every error with which SQLite rejects a file into Damaged."""
    try:
        yield
    except (sqlite3.Error, ValueError) as error:
        raise Damaged(str(error)) from None


class Store:
    """What an earlier process saved at `path`. The file is only ever replaced, so all reads see one moment."""

    def __init__(self, path: Path) -> None:
        """Opens the store; raises Damaged."""
        self.path = path
        check_seal(path)
        with _guarded():
            address = f"{path.absolute().as_uri()}?mode=ro&immutable=1"  # SQLite reads no journal beside it
            self._db = sqlite3.connect(address, uri=True, isolation_level=None, check_same_thread=False)
            self._meta: dict[str, str] = dict(self._db.execute("SELECT key, value FROM meta"))
        if self._meta.get("whole") != "yes":
            raise Damaged("it was not written completely")

    def close(self) -> None:
        with suppress(sqlite3.Error):
            self._db.close()

    def meta(self, key: str) -> str:
        return self._meta.get(key, "")

    def _one(self, query: str, *values: object) -> tuple[Any, ...] | None:
        with _guarded():
            row: tuple[Any, ...] | None = self._db.execute(query, values).fetchone()
            return row

    def _every(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        with _guarded():
            return self._db.execute(query, values).fetchall()

    def row(self, table: str, key: str, default: Any) -> Any:
        later = self._one("SELECT value FROM rows WHERE tab = ? AND key = ?", table, key)
        if later:
            return unpack(decompress(later[0])) if later[0] else default
        packed = self._blocks.row(table, key)
        return default if packed is None else unpack(packed)

    def rows(self, table: str, keys: Sequence[str]) -> Iterator[tuple[str, Any]]:
        """The rows of the given keys that have one."""
        later: list[tuple[str, bytes]] = []
        for start in range(0, len(keys), AT_ONCE):
            part = keys[start : start + AT_ONCE]
            query = f"SELECT key, value FROM rows WHERE tab = ? AND key IN ({','.join('?' * len(part))})"
            later += self._every(query, table, *part)
        for key, packed in _replace(self._blocks.rows(table, keys), later).items():
            yield key, unpack(packed)

    def rows_unlike(self, table: str, row: object) -> Iterator[tuple[str, Any]]:
        """The rows that differ from `row`."""
        usual = pack(row)
        return ((key, unpack(packed)) for key, packed in self._all_rows(table).items() if packed != usual)

    def keys(self, table: str) -> list[str]:
        return list(self._all_rows(table))

    def _all_rows(self, table: str) -> dict[str, Packed]:
        later = self._every("SELECT key, value FROM rows WHERE tab = ?", table)
        return _replace(self._blocks.all_rows(table), later)

    @cached_property
    def _blocks(self) -> row_blocks.RowBlocks:
        return row_blocks.RowBlocks(self._every)

    @cached_property
    def _graph(self) -> DependencyGraph:
        return DependencyGraph(self._part)

    def _part(self, name: str) -> bytes:
        row = self._one("SELECT value FROM graph WHERE part = ?", name)
        if row is None:
            raise Damaged(f"it has no '{name}'")
        return unseal(row[0])

    def count_nodes(self) -> int:
        """How many node numbers are in use, which is also the next free one."""
        row = self._one("SELECT max(id) FROM nodes")
        return max(self._graph.count, (row[0] if row and row[0] is not None else -1) + 1)

    def find_node(self, table: str, key: str) -> int | None:
        """The number of a node, None if nothing ever read it."""
        node = self._graph.find_node(table, key)
        if node is not None:
            return node
        later = self._one("SELECT id FROM nodes WHERE tab = ? AND key = ?", table, key)
        return int(later[0]) if later else None

    def name_node(self, node: int) -> tuple[str, str] | None:
        """(table, key) of a node."""
        if node < self._graph.count:
            return self._graph.name_node(node)
        row = self._one("SELECT tab, key FROM nodes WHERE id = ?", node)
        return (row[0], row[1]) if row else None

    def find_dependencies(self, node: int) -> array[int]:
        """The nodes that a query read."""
        row = self._one("SELECT value FROM dependencies WHERE id = ?", node)
        return array(NUMBERS, unseal(row[0])) if row else self._graph.find_dependencies(node)

    def find_readers(self, node: int) -> array[int]:
        """The queries that read a node."""
        row = self._one("SELECT value FROM readers WHERE id = ?", node)
        return array(NUMBERS, unseal(row[0])) if row else self._graph.find_readers(node)

    def list_stale(self) -> set[int]:
        """The queries whose dependencies were out of date when the store was written."""
        nodes = (self.find_node(table, key) for table, key in self._every("SELECT tab, key FROM stale"))
        return {node for node in nodes if node is not None}

    def list_node_keys(self, table: str) -> list[str]:
        """The keys of all nodes of a table."""
        later = self._every("SELECT key FROM nodes WHERE tab = ?", table)
        return [*self._graph.list_keys(table), *(key for (key,) in later)]

    def inputs(self) -> dict[str, tuple[int, int, int, str]]:
        """File -> (size in bytes, time of change in ns, inode, git's hash of its bytes)."""
        return {
            path: (size, mtime, inode, blob) for path, size, mtime, inode, blob in self._every("SELECT * FROM inputs")
        }

    def outputs_of(self, target: str) -> dict[str, bytes]:
        """The files of one target: path -> digest."""
        return dict(self._every("SELECT path, digest FROM outputs WHERE target = ?", target))

    def output_paths(self) -> list[str]:
        """Every file of the site."""
        return [path for (path,) in self._every("SELECT path FROM outputs")]

    def digest(self, path: str) -> bytes:
        """The digest of a file of the site; empty if no target made it."""
        row = self._one("SELECT digest FROM outputs WHERE path = ?", path)
        return bytes(row[0]) if row else b""

    def find_target(self, path: str) -> str | None:
        """The target that made a file; None if none did."""
        row = self._one("SELECT target FROM outputs WHERE path = ?", path)
        return str(row[0]) if row and row[0] else None

    def why(self) -> dict[str, str]:
        """Target -> why the last build made it."""
        return dict(self._every("SELECT target, because FROM why"))


def _replace(rows: dict[str, Packed], later: Iterable[tuple[str, bytes]]) -> dict[str, Packed]:
    """What a full build saved, with later changes applied."""
    for key, value in later:
        if value:
            rows[key] = decompress(value)
        else:
            rows.pop(key, None)
    return rows


Rows = Iterable[tuple[Any, ...]]


class StoreWriter:
    """Writes a store in a temporary file next to it: a new one, or a copy of the existing one with changes."""

    def __init__(self, path: Path, fresh: bool) -> None:
        self.path = path
        self._fresh = fresh
        self._file = path.with_suffix(".writing")
        path.parent.mkdir(parents=True, exist_ok=True)
        for name in (self._file.name, f"{self._file.name}-journal", f"{self._file.name}-wal"):
            self._file.with_name(name).unlink(missing_ok=True)
        if not fresh:
            copy_unsealed(path, self._file)
        with _guarded():
            self._db = sqlite3.connect(self._file, isolation_level=None)
            self._db.execute("PRAGMA journal_mode = OFF")
            self._db.execute("PRAGMA synchronous = OFF")
            if fresh:
                self._db.executescript(_SCHEMA)
            self._db.execute("BEGIN IMMEDIATE")

    def _many(self, query: str, rows: Rows) -> None:
        with _guarded():
            self._db.executemany(query, rows)

    def write_rows(self, table: str, rows: Iterable[tuple[str, Packed]]) -> None:
        """`rows` are (key, packed row), sorted by key; those of one table are written at once."""
        if self._fresh:
            blocks = ((table, *block) for block in row_blocks.make_blocks(rows))
            self._many("INSERT INTO blocks (tab, first, rows) VALUES (?, ?, ?)", blocks)
        else:
            self._many("REPLACE INTO rows VALUES (?, ?, ?)", ((table, key, compress(row)) for key, row in rows))

    def delete_rows(self, table: str, keys: Iterable[str]) -> None:
        """Deletes rows of an existing store."""
        self._many("REPLACE INTO rows VALUES (?, ?, '')", ((table, key) for key in keys))

    def write_graph(self, parts: Iterable[tuple[str, bytes]]) -> None:
        """`parts` are (name, part) of the dependencies of a whole build."""
        self._many("INSERT INTO graph VALUES (?, ?)", ((name, seal(part)) for name, part in parts))

    def write_nodes(self, nodes: Iterable[tuple[int, str, str]]) -> None:
        """`nodes` are new ones: (number, table, key)."""
        self._many("INSERT INTO nodes VALUES (?, ?, ?)", nodes)

    def write_readers(self, nodes: Iterable[tuple[int, array[int]]]) -> None:
        """`nodes` are (node, the queries that read it)."""
        self._many("REPLACE INTO readers VALUES (?, ?)", ((n, seal(readers.tobytes())) for n, readers in nodes))

    def write_dependencies(self, nodes: Iterable[tuple[int, array[int]]]) -> None:
        """`nodes` are (query, the nodes that it read)."""
        self._many("REPLACE INTO dependencies VALUES (?, ?)", ((n, seal(read.tobytes())) for n, read in nodes))

    def write_stale(self, nodes: Iterable[tuple[str, str]]) -> None:
        """`nodes` are (table, key) of the queries that are out of date; they replace those of the last build. They are
        stored by name, because node numbers change when a whole graph is written."""
        self._many("DELETE FROM stale WHERE tab != ?", [("",)])
        self._many("INSERT INTO stale VALUES (?, ?)", nodes)

    def write_inputs(self, files: Iterable[tuple[str, int, int, int, str]]) -> None:
        """`files` are (path, size, time of change, inode, hash) as `Store.inputs` returns them."""
        self._many("REPLACE INTO inputs VALUES (?, ?, ?, ?, ?)", files)

    def delete_inputs(self, files: Iterable[str]) -> None:
        self._many("DELETE FROM inputs WHERE path = ?", ((file,) for file in files))

    def write_outputs(self, files: Iterable[tuple[str, str, bytes]]) -> None:
        """`files` are (path, target that made it, digest)."""
        self._many("REPLACE INTO outputs VALUES (?, ?, ?)", files)

    def delete_all_outputs(self) -> None:
        self._many("DELETE FROM outputs WHERE path != ?", [("",)])

    def write_reasons(self, reasons: Mapping[str, str]) -> None:
        """`reasons` are target -> why it was made; they replace those of the last build."""
        self._many("DELETE FROM why WHERE target != ?", [("",)])
        self._many("INSERT INTO why VALUES (?, ?)", reasons.items())

    def delete_outputs(self, files: Iterable[str]) -> None:
        self._many("DELETE FROM outputs WHERE path = ?", ((file,) for file in files))

    def write_meta(self, **values: str) -> None:
        self._many("REPLACE INTO meta VALUES (?, ?)", values.items())

    def finish(self) -> None:
        """Seals the new file and moves it into the place of the old one. Raises Damaged or OSError."""
        with _guarded():
            self._db.execute("REPLACE INTO meta VALUES ('whole', 'yes')")
            if self._fresh:
                self._db.executescript(_INDEXES)
            if self._db.in_transaction:
                self._db.execute("COMMIT")
            self._db.close()
        seal_file(self._file)
        os.replace(self._file, self.path)

    def abandon(self) -> None:
        with suppress(sqlite3.Error):
            self._db.close()
        with suppress(OSError):
            self._file.unlink(missing_ok=True)
