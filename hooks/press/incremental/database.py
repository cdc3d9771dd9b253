"""The database: which node read which, what a change makes stale, and when eager queries are recomputed.

A node is one row that was read: its table and its key, identified by a number. A new store renumbers its nodes, and
from then on the numbers keep their meaning from one process to the next.
"""

from __future__ import annotations

import pickle
from array import array
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from itertools import count
from typing import Any, Protocol

from .dependency_graph import NUMBERS, pack_graph
from .packing import Packed, pack
from .store import Store, StoreWriter
from .worker_results import WorkerResult, renumber_dependencies
from .workers import is_worth_sharing, start_aside

JOINT = "\x1f"
"""Joins the parts of a key."""
ANY_ROW = "**"
"""The key of the node that changes whenever any row of its table does."""
ALL_KEYS = "*"
"""The key of the node that changes whenever a key is added to or removed from its table."""
ABSENT: Any = object()
"""Marks a row that does not exist."""


class Table(Protocol):
    """What the database needs from an input, a query or an index."""

    name: str
    stored: bool
    rows: dict[str, Any]
    written: set[str]
    node_ids: NodeIds

    @property
    def is_pending(self) -> bool:
        """Whether rows are waiting to be recomputed."""

    def recompute(self) -> None:
        """Recomputes the rows that are waiting for it."""

    def invalidate_row(self, key: str, node: int) -> bool:
        """Marks a row as possibly out of date; returns whether its own readers must be marked at once."""

    def prefetch(self, keys: Iterable[str]) -> None:
        """Loads rows from the store in one query."""


class NodeIds(dict[str, int]):
    """Key -> node, for one table. A node gets its number when it is first read."""

    def __init__(self, database: Database, table: str) -> None:
        self._database = database
        self._table = table
        self._unread: set[str] = set()
        database.node_ids[table] = self

    def __missing__(self, key: str) -> int:
        node = self[key] = self._database.number_node(self._table, key)
        return node

    def find(self, key: str) -> int | None:
        """The node of a key, None if nothing ever read it."""
        node, store = self.get(key), self._database.store
        if node is None and store and key not in self._unread:
            node = store.find_node(self._table, key)
            if node is None:
                self._unread.add(key)
            else:
                self._database.learn_node(node, self._table, key)
        return node

    def mark_changed(self, key: str) -> None:
        """Marks the node of a key as changed, if anything ever read it."""
        node = self.find(key)
        if node is not None:
            self._database.mark_changed(node)


class Database:
    """The tables of one briefing and the dependencies between their rows. `store` is what an earlier process saved."""

    def __init__(self, store: Store | None = None) -> None:
        self.store = store
        self.reads: set[int] | None = None
        """The nodes read so far by the query being evaluated; None while no query is being evaluated."""
        self.tables: dict[str, Table] = {}
        self.node_ids: dict[str, NodeIds] = {}
        self.first_new = store.count_nodes() if store else 0
        """The first node number that this process assigns."""
        self.stale: set[int] = store.list_stale() if store else set()
        """Queries whose dependencies are out of date, because they have not been evaluated since one of them changed:
        in this process, or in an earlier one that did not need their rows."""
        self.worker_rows: dict[str, dict[str, Packed]] = {}
        """Table -> key -> packed row, computed by a worker process."""
        self._known: dict[int, tuple[str, str]] = {}
        """Node of an earlier process -> table and key, for the nodes that this process has looked up."""
        self._new_keys: list[str] = []
        self._new_tables: list[str] = []
        """The keys and tables of the nodes that this process numbered, from `first_new` on."""
        self._readers: dict[int, array[int]] = {}
        """Node -> the queries that read it."""
        self._dependencies: dict[int, array[int]] = {}
        """Query that this process evaluated -> the nodes that it read."""
        self._unindexed: list[tuple[int, array[int]]] = []
        """(query, nodes that it read) not yet entered in `_readers`."""
        self._stored_keys: dict[str, list[str]] = {}
        self._has_stored_readers: set[int] = set()
        """The nodes whose readers were fetched from the store."""
        self._changed: set[int] = set()
        self._causes: dict[int, int] = {}
        """Node -> the node whose change made it stale."""
        self._gained_readers: set[int] = set()
        """Nodes of an earlier process that got another reader in this one."""
        self._first_of_worker = 0
        self._undo: list[Callable[[], None]] | None = None

    def number_node(self, table: str, key: str) -> int:
        """The number that an earlier process assigned to a node, else the next free one."""
        node = self.store.find_node(table, key) if self.store else None
        if node is None:
            node = self.first_new + len(self._new_keys)
            self._new_keys.append(key)
            self._new_tables.append(table)
        else:
            self._known[node] = (table, key)
        return node

    def learn_node(self, node: int, table: str, key: str) -> None:
        """Remembers the table and key of a node of the store."""
        self._known[node] = (table, key)
        if table in self.node_ids:
            self.node_ids[table][key] = node

    def name_node(self, node: int) -> tuple[str, str] | None:
        """The table and key of a node; None if the store does not know it."""
        if node >= self.first_new:
            return self._new_tables[node - self.first_new], self._new_keys[node - self.first_new]
        name = self._known.get(node)
        if name is None and self.store:
            name = self.store.name_node(node)
            if name:
                self._known[node] = name
        return name

    def ids_of(self, table: str) -> NodeIds:
        """Key -> node of a table, or of a set of nodes that have no table of rows."""
        return self.node_ids[table] if table in self.node_ids else NodeIds(self, table)

    def list_node_keys(self, table: str) -> set[str]:
        """The keys of all nodes of a table, including those of earlier processes."""
        if table not in self._stored_keys:
            self._stored_keys[table] = self.store.list_node_keys(table) if self.store else []
        return {*self.ids_of(table), *self._stored_keys[table]}

    def mark_changed(self, node: int) -> None:
        """Marks a node as changed; `invalidate` then marks what read it."""
        self._changed.add(node)

    def invalidate(self) -> None:
        """Marks the readers of all changed nodes: a lazy query is forgotten, and its own readers are marked in turn; an
        eager one waits for `recompute`, which marks its readers only if its row then differs."""
        queue = list(self._changed)
        self._changed.clear()
        seen: set[int] = set()
        while queue:
            cause = queue.pop()
            for reader in self.find_readers(cause):
                if reader in seen:
                    continue
                seen.add(reader)
                self._causes.setdefault(reader, cause)
                name = self.name_node(reader)
                table = self.tables.get(name[0]) if name else None
                if name and table is not None and table.invalidate_row(name[1], reader):
                    queue.append(reader)
                    any_row = table.node_ids.find(ANY_ROW)
                    if any_row is not None and any_row not in seen:
                        seen.add(any_row)
                        self._causes.setdefault(any_row, reader)
                        queue.append(any_row)

    def mark_stale(self, node: int) -> None:
        """Notes that the dependencies of a query may no longer be what it would read."""
        self.stale.add(node)
        self._dependencies.pop(node, None)

    def recompute(self) -> None:
        """Evaluates the eager queries that may be out of date, table by table in the order of registration, and
        invalidates the readers of those that differ, until nothing is left."""
        self.invalidate()
        while any(table.is_pending for table in self.tables.values()):
            for table in self.tables.values():
                if table.is_pending:
                    table.recompute()
                    self.invalidate()

    def explain(self, node: int) -> list[tuple[str, str]]:
        """The chain of (table, key) from a query back to the changed input that made it stale; the input is last."""
        chain: list[tuple[str, str]] = []
        seen: set[int] = set()
        at: int | None = node
        while at is not None and at not in seen:
            seen.add(at)
            name = self.name_node(at)
            chain += [name] if name else []
            at = self._causes.get(at)
        return chain

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Undoes every change to an input if the block raises."""
        self._undo = []
        try:
            yield
        except BaseException:
            undo, self._undo = self._undo, None
            for undo_change in reversed(undo):
                undo_change()
            raise
        finally:
            self._undo = None

    def add_undo(self, undo_change: Callable[[], None]) -> None:
        """Records how to undo a change, if a transaction is open."""
        if self._undo is not None:
            self._undo.append(undo_change)

    def find_readers(self, node: int) -> array[int]:
        """Every query known to have read a node."""
        if self._unindexed:
            self._index_readers()
        known = self._readers.get(node)
        if self.store and node < self.first_new and node not in self._has_stored_readers:
            self._has_stored_readers.add(node)
            before = self.store.find_readers(node)
            if before:
                known = self._readers[node] = before + known if known else before
        return known if known is not None else array(NUMBERS)

    def find_dependencies(self, node: int) -> set[int]:
        """The nodes that a query read when it was last evaluated."""
        known = self._dependencies.get(node)
        return self.find_earlier_dependencies(node) if known is None else set(known)

    def find_earlier_dependencies(self, node: int) -> set[int]:
        """The nodes that a query read when an earlier process evaluated it."""
        return set(self.store.find_dependencies(node)) if self.store and node < self.first_new else set()

    def set_dependencies(self, node: int, reads: set[int], before: set[int]) -> None:
        """Records what an evaluated query read; `before` is what it read in an earlier process."""
        self.stale.discard(node)
        self._dependencies[node] = read = array(NUMBERS, reads)
        self._unindexed.append((node, array(NUMBERS, reads - before) if before else read))

    def _index_readers(self) -> None:
        """Adds the reads of evaluated queries to `_readers`. Nothing needs that while pages are made, so it is
        deferred."""
        readers = self._readers
        for reader, read in self._unindexed:
            for node in read:
                known = readers.get(node)
                if known is None:
                    readers[node] = array(NUMBERS, (reader,))
                else:
                    known.append(reader)
        if self.first_new:
            self._gained_readers.update(n for _, read in self._unindexed for n in read if n < self.first_new)
        self._unindexed.clear()

    def prefetch_dependencies(self, nodes: Iterable[int]) -> None:
        """Loads the rows that some queries read in an earlier process, and recursively those that the stale ones among
        them read, with one store query per table."""
        if self.store is None:
            return
        wanted: dict[str, list[str]] = {}
        queue, seen = list(nodes), set(nodes)
        while queue:
            for read in self.store.find_dependencies(queue.pop()):
                name = None if read in seen or read >= self.first_new else self.store.name_node(read)
                if name is not None:
                    seen.add(read)
                    self.learn_node(read, *name)
                    wanted.setdefault(name[0], []).append(name[1])
                    if read in self.stale:
                        queue.append(read)
        for table, keys in wanted.items():
            if table in self.tables:
                self.tables[table].prefetch(keys)

    def begin_worker(self) -> None:
        """Starts a worker's part: from here on, this process computes what another one will merge."""
        self._first_of_worker = len(self._new_keys)
        self._dependencies = {}
        self._unindexed = []
        for table in self.tables.values():
            table.written = set()

    def take_worker_result(self) -> WorkerResult:
        """What this process has computed since `begin_worker`."""
        rows = {
            name: {key: pack(table.rows[key]) for key in table.written if key in table.rows}
            for name, table in self.tables.items()
            if table.stored and table.written
        }
        start = self._first_of_worker
        dependencies = [(node, read.tobytes()) for node, read in self._dependencies.items()]
        return WorkerResult(
            self.first_new + start, self._new_tables[start:], self._new_keys[start:], dependencies, rows
        )

    def merge(self, result: WorkerResult) -> None:
        """Adds what a worker process computed."""
        for node, read in renumber_dependencies(result, partial(self.find_local_node, result)):
            if node not in self._dependencies:
                self.stale.discard(node)
                self._dependencies[node] = read
                self._unindexed.append((node, read))
        for table, rows in result.rows.items():
            self.worker_rows.setdefault(table, {}).update(rows)

    def find_local_node(self, result: WorkerResult, node: int) -> int:
        """The number that this process has for a node of a worker's result."""
        place = node - result.first
        return node if place < 0 else self.ids_of(result.tables[place])[result.keys[place]]

    def save(self, writer: StoreWriter) -> None:
        """Writes what a later process will need."""
        graph = None if self.store else self._start_packing_graph()
        writer.write_stale(sorted(name for name in map(self.name_node, self.stale) if name))
        for _, table in sorted(self.tables.items()):
            if table.stored:
                self._save_rows(table, writer)
        if graph is not None:
            writer.write_graph(pickle.loads(graph()))
            return
        self._index_readers()
        writer.write_nodes(zip(count(self.first_new), self._new_tables, self._new_keys, strict=False))
        nodes = sorted(self._gained_readers | {n for n in self._readers if n >= self.first_new})
        writer.write_readers((node, array(NUMBERS, sorted(set(self.find_readers(node))))) for node in nodes)
        writer.write_dependencies(sorted(self._dependencies.items()))

    def _save_rows(self, table: Table, writer: StoreWriter) -> None:
        if self.store:
            keys = sorted(key for key in table.written if key in table.rows)
            writer.write_rows(table.name, ((key, pack(table.rows[key])) for key in keys))
            writer.delete_rows(table.name, [key for key in table.written if key not in table.rows])
            return
        from_workers = self.worker_rows.get(table.name, {})
        keys = sorted({*table.rows, *from_workers})
        rows = ((key, from_workers[key] if key in from_workers else pack(table.rows[key])) for key in keys)
        writer.write_rows(table.name, rows)

    def _start_packing_graph(self) -> Callable[[], bytes]:
        """Packs the dependencies while rows are being written, in another process if that saves time; returns a
        function that waits for the result."""

        def make() -> bytes:
            graph = pack_graph(self._new_tables, self._new_keys, self._dependencies)
            return pickle.dumps(list(graph), pickle.HIGHEST_PROTOCOL)

        return start_aside(make) if is_worth_sharing(len(self._new_keys)) else make
