"""Rows by key, in memory or in the store: the common base of inputs, queries and indexes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, Generic, TypeVar, cast

from .database import ABSENT, ALL_KEYS, ANY_ROW, Database, NodeIds
from .packing import unpack

V = TypeVar("V")
D = TypeVar("D")


class LoadedRows(dict[str, V]):
    """The rows of one table that are in memory; a missing one is looked up on demand."""

    def __init__(self, find: Callable[[str], V]) -> None:
        self._find = find

    def __missing__(self, key: str) -> V:
        row = self[key] = self._find(key)
        return row


class RowTable(Generic[V]):
    """Rows by key. Unless its name says otherwise, a read is tracked: it makes the query being evaluated depend on the
    row."""

    def __init__(self, database: Database, name: str, stored: bool) -> None:
        self.database = database
        self.name = name
        self.stored = stored
        """Whether the store keeps its rows."""
        self.node_ids = NodeIds(database, name)
        self.rows: dict[str, V] = LoadedRows(self._find)
        self.written: set[str] = set()
        """The keys whose rows differ from those in the store, or no longer exist."""
        database.tables[name] = self

    @property
    def is_pending(self) -> bool:
        """Whether rows are waiting to be recomputed."""
        return False

    def recompute(self) -> None:
        """Recomputes the rows that are waiting for it."""

    def invalidate_row(self, key: str, node: int) -> bool:
        """Marks a row as possibly out of date; returns whether its own readers must be marked at once."""
        return False

    def _find(self, key: str) -> V:
        """Finds a row that is not in memory; raises KeyError if there is none."""
        raise NotImplementedError

    def _find_stored(self, key: str) -> V:
        """The row that an earlier process or a worker process saved, else ABSENT."""
        store, from_workers = self.database.store, self.database.worker_rows.get(self.name)
        if from_workers and key in from_workers:
            return self.restore(unpack(from_workers[key]))
        if store is None or not self.stored or key in self.written:
            return cast("V", ABSENT)
        row = store.row(self.name, key, ABSENT)
        return cast("V", row) if row is ABSENT else self.restore(row)

    def restore(self, row: V) -> V:
        """Makes a row from the store ready for use."""
        return row

    def is_same(self, before: V, after: V) -> bool:
        """Whether a change from one row to the other affects no reader."""
        return bool(before == after)

    def prefetch(self, keys: Iterable[str]) -> None:
        """Loads the rows of some keys from the store in one query."""
        store = self.database.store
        if store is None or not self.stored:
            return
        rows, written = self.rows, self.written
        missing = [key for key in keys if key not in rows and key not in written]
        if len(missing) > 1:
            for key, row in store.rows(self.name, missing):
                rows[key] = self.restore(row)

    def read_untracked(self, key: str, default: Any = None) -> V | Any:
        """A row, without depending on it: sound only if something else makes the reader stale in time."""
        try:
            return self.rows[key]
        except KeyError:
            return default

    def _depend_on_any_row(self) -> None:
        if self.database.reads is not None:
            self.database.reads.add(self.node_ids[ANY_ROW])


class KeyedRows(RowTable[V]):
    """Rows that are set rather than computed, so their keys are known."""

    def __init__(self, database: Database, name: str, stored: bool = True) -> None:
        super().__init__(database, name, stored)
        self._existence_ids = NodeIds(database, f"{name}?")
        """Key -> the node that changes only when the key is added to or removed from the table."""
        self._absent: set[str] = set()
        self._all_keys: dict[str, None] | None = None if database.store and stored else {}
        self._moves: dict[str, bool] = {}

    def _find(self, key: str) -> V:
        row = self._find_stored(key) if key not in self._absent else ABSENT
        if row is ABSENT:
            self._absent.add(key)
            raise KeyError(key)
        return cast("V", row)

    def __contains__(self, key: str) -> bool:
        """Depends on whether the row exists, not on its content."""
        reads = self.database.reads
        if reads is not None:
            reads.add(self._existence_ids[key])
        return self.contains_untracked(key)

    def __iter__(self) -> Iterator[str]:
        """Every key, sorted. Depends on which keys exist, not on their rows."""
        self._depend_on_keys()
        return iter(sorted(self._list_keys()))

    def __len__(self) -> int:
        self._depend_on_keys()
        return len(self._list_keys())

    def keys(self) -> list[str]:
        return list(self)

    def contains_untracked(self, key: str) -> bool:
        """Whether there is a row, without depending on it; see `read_untracked`."""
        return key in self.rows or key in self._list_keys()

    def keys_untracked(self) -> list[str]:
        """Every key, sorted, without depending on them; see `read_untracked`."""
        return sorted(self._list_keys())

    def _depend_on_keys(self) -> None:
        if self.database.reads is not None:
            self.database.reads.add(self.node_ids[ALL_KEYS])

    def _list_keys(self) -> dict[str, None]:
        if self._all_keys is None:
            store = self.database.store
            keys = dict.fromkeys(store.keys(self.name)) if store else {}
            for key in self.written:
                keys.pop(key, None)
                if key in self.rows:
                    keys[key] = None
            self._all_keys = keys
        return self._all_keys

    def set(self, key: str, row: V) -> bool:
        """Sets a row; returns whether that affects its readers."""
        before = self.read_untracked(key, ABSENT)
        if before is not ABSENT and self.is_same(before, row):
            self.rows[key] = row
            return False
        self._note_undo(key, before)
        self.rows[key] = row
        self._absent.discard(key)
        self._mark_changed(key, before is ABSENT)
        return True

    def remove(self, key: str) -> None:
        """Removes a row, if there is one."""
        before = self.read_untracked(key, ABSENT)
        if before is ABSENT:
            return
        self._note_undo(key, before)
        del self.rows[key]
        self._absent.add(key)
        self._mark_changed(key, True)

    def take_moves(self) -> tuple[list[str], list[str]]:
        """(the keys added to the table, the keys removed from it) since this was last called."""
        moves, self._moves = self._moves, {}
        return [key for key, is_added in moves.items() if is_added], [
            key for key, is_added in moves.items() if not is_added
        ]

    def _note_undo(self, key: str, before: V) -> None:
        def undo_change() -> None:
            self.remove(key) if before is ABSENT else self.set(key, before)

        self.database.add_undo(undo_change)

    def _mark_changed(self, key: str, is_move: bool) -> None:
        self.written.add(key)
        self.node_ids.mark_changed(key)
        self.node_ids.mark_changed(ANY_ROW)
        if is_move:
            is_present = key in self.rows
            if self._all_keys is not None:
                self._all_keys.pop(key, None)
                if is_present:
                    self._all_keys[key] = None
            self._moves[key] = is_present
            self._existence_ids.mark_changed(key)
            self.node_ids.mark_changed(ALL_KEYS)
