"""Queries: what a function computes for each key, and which rows it read to do so."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, Protocol

from .database import ABSENT, ANY_ROW, Database
from .rows import RowTable, V


class Follower(Protocol):
    """What a query needs from an index over its rows."""

    @property
    def is_pending(self) -> bool: ...
    def recompute(self) -> None: ...
    def reorder(self, key: str, row: Any) -> None: ...
    def note_change(self, key: str, before: Any, after: Any) -> None: ...


class Query(RowTable[V]):
    """What `function` computes for each key. `query(key)` is a tracked read.

    A lazy query is evaluated when it is read; its row is forgotten when something that it read changes. An eager one is
    evaluated by `Database.recompute`, and what read it is invalidated only if its row then differs.
    """

    def __init__(
        self,
        database: Database,
        name: str,
        function: Callable[[str], V],
        stored: bool = False,
        eager: bool = False,
        exists: Callable[[str], bool] | None = None,
    ) -> None:
        super().__init__(database, name, stored)
        self._function = function
        self.eager = eager
        self._exists = exists
        """Whether there is still something to compute for a key of an eager query; None if there always is."""
        self._pending: set[str] = set()
        self.indexes: list[Follower] = []

    def __call__(self, key: str) -> V:
        reads = self.database.reads
        if reads is not None:
            reads.add(self.node_ids[key])
        return self.rows[key]

    def read_many(self, keys: Iterable[str]) -> dict[str, V]:
        """The rows of some keys, loaded in one store query; depends on each of them."""
        keys = list(keys)
        self.prefetch(keys)
        return {key: self(key) for key in keys}

    def read_all(self, keys: Iterable[str]) -> dict[str, V]:
        """The rows of some keys, loaded in one store query; depends once on the whole table. For queries that combine
        very many rows: they become stale whenever any row of the table changes."""
        self._depend_on_any_row()
        keys, rows = list(keys), self.rows
        self.prefetch(keys)
        return {key: rows[key] for key in keys}

    def read_settled(self, unlike: V) -> dict[str, V]:
        """Every row of an eager query that differs from `unlike`, by key, without depending on any. `unlike` is the
        most common row; rows equal to it are not loaded."""
        store, rows = self.database.store, self.rows
        if store and self.stored:
            for key, row in store.rows_unlike(self.name, unlike):
                if key not in rows and key not in self.written:
                    rows[key] = self.restore(row)
        return {key: row for key, row in sorted(rows.items()) if row != unlike}

    def evaluate(self, key: str) -> V:
        """Computes the row of a key without keeping it."""
        row = self._evaluate(key)
        self.rows.pop(key, None)
        return row

    def read_last(self, key: str, default: Any) -> V | Any:
        """The row that was computed last, whether or not it is still valid, without depending on it."""
        row = dict.get(self.rows, key, ABSENT)
        if row is ABSENT:
            row = self._find_stored(key)
        return default if row is ABSENT else row

    def is_computed(self, key: str) -> bool:
        """Whether the row of a key was computed in this process and is still valid."""
        return key in self.rows

    def discard(self, key: str) -> None:
        """Drops the row of a key from memory, to be recomputed when it is read."""
        self.rows.pop(key, None)

    def discard_all(self) -> None:
        """Drops every row from memory."""
        self.rows.clear()

    def schedule(self, keys: Iterable[str]) -> None:
        """Makes the next `recompute` compute the rows of some keys."""
        self._pending.update(keys)

    def forget(self, keys: Iterable[str]) -> None:
        """Removes the rows of keys for which there is no longer anything to compute."""
        for key in keys:
            self._pending.discard(key)
            before = self.rows.pop(key, ABSENT)
            if before is ABSENT:
                before = self._find_stored(key)
            self.written.add(key)
            self.node_ids.mark_changed(key)
            self.node_ids.mark_changed(ANY_ROW)
            if before is not ABSENT:
                self._notify_indexes(key, before, ABSENT)

    def invalidate_row(self, key: str, node: int) -> bool:
        self.database.mark_stale(node)
        if self.eager:
            self._pending.add(key)
            return False
        self.rows.pop(key, None)
        if self.stored:
            self.written.add(key)
        return True

    @property
    def is_pending(self) -> bool:
        return bool(self._pending) or any(index.is_pending for index in self.indexes)

    def recompute(self) -> None:
        while self._pending:
            pending, self._pending = self._pending, set()
            for key in sorted(pending):
                if self._exists is not None and not self._exists(key):
                    self.forget([key])
                else:
                    self._recompute_row(key)
        for index in self.indexes:
            index.recompute()

    def _recompute_row(self, key: str) -> None:
        database = self.database
        before = self.rows.pop(key, ABSENT)
        if before is ABSENT:
            before = self._find_stored(key)
        node = self.node_ids[key]
        database.mark_stale(node)
        self.written.add(key)
        self.rows[key] = after = self._evaluate(key)
        if before is ABSENT or not self.is_same(before, after):
            database.mark_changed(node)
            self.node_ids.mark_changed(ANY_ROW)
            self._notify_indexes(key, before, after)
        elif database.store:
            self.written.discard(key)

    def _notify_indexes(self, key: str, before: V, after: V) -> None:
        for index in self.indexes:
            index.note_change(key, before, after)

    def _find(self, key: str) -> V:
        row = self._find_stored(key)
        return self._evaluate(key) if row is ABSENT else row

    def _evaluate(self, key: str) -> V:
        """Calls the function and records what it reads."""
        database = self.database
        outer, node = database.reads, self.node_ids[key]
        if database.store and node < database.first_new and node not in database.stale:
            # An earlier process evaluated it without storing the row, and recorded the same reads.
            database.reads = None
            try:
                return self._function(key)
            finally:
                database.reads = outer
        before = database.find_earlier_dependencies(node)
        reads: set[int] = set()
        database.reads = reads
        try:
            row = self._function(key)
        finally:
            database.reads = outer
        database.set_dependencies(node, reads, before)
        if self.stored:
            self.written.add(key)
        return row
