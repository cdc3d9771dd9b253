"""Tables: rows by key, given from outside."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, Generic, TypeVar, cast

from .nodes import ABSENT, ANY, Ids, Memory
from .store import unpacked

V = TypeVar("V")


class Rows(dict[str, V]):
    """The rows of one table that are at hand."""

    def __init__(self, find: Callable[[str], V]) -> None:
        self._find = find

    def __missing__(self, key: str) -> V:
        found = self[key] = self._find(key)
        return found


class Table(Generic[V]):
    """Rows by key, given from outside. Reading one notes its use; `in` notes only that it is there or not."""

    def __init__(self, memory: Memory, name: str, keep: bool = True) -> None:
        self.memory = memory
        self.name = name
        self.keep = keep
        """Whether its rows are stored."""
        self.ids = Ids(memory, name)
        self._held = Ids(memory, f"{name}?")
        self.rows: dict[str, V] = Rows(self._find)
        self.written: set[str] = set()
        """The keys whose rows differ from those in the store, or are gone."""
        self._absent: set[str] = set()
        self._loaded = False
        self._moves: dict[str, bool] = {}
        self._keys: dict[str, None] | None = None if memory.store and keep else {}
        memory.tables[name] = self

    def _stored(self, key: str) -> V:
        """The row that an earlier process left, or one at the same time; or the mark of absence."""
        store, joined = self.memory.store, self.memory.joined.get(self.name)
        if joined and key in joined:
            return self.restored(unpacked(joined[key]))
        if store is None or not self.keep or key in self.written:
            return cast("V", ABSENT)
        found = store.row(self.name, key, ABSENT)
        return cast("V", found) if found is ABSENT else self.restored(found)

    def _find(self, key: str) -> V:
        found = self._stored(key) if key not in self._absent else ABSENT
        if found is ABSENT:
            self._absent.add(key)
            raise KeyError(key)
        return cast("V", found)

    def peek(self, key: str, default: Any = None) -> V | Any:
        """A row without noting its use."""
        try:
            return self.rows[key]
        except KeyError:
            return default

    def held(self, key: str) -> bool:
        """Whether there is a row, without noting that it was asked."""
        return key in self.rows or key in self._all()

    def __getitem__(self, key: str) -> V:
        log = self.memory.log
        if log is not None:
            log.add(self.ids[key])
        return self.rows[key]

    def get(self, key: str, default: Any = None) -> V | Any:
        log = self.memory.log
        if log is not None:
            log.add(self.ids[key])
        try:
            return self.rows[key]
        except KeyError:
            return default

    def __contains__(self, key: str) -> bool:
        log = self.memory.log
        if log is not None:
            log.add(self._held[key])
        return key in self.rows or key in self._all()

    def _all(self) -> dict[str, None]:
        """Every key there is."""
        if self._keys is None:
            store = self.memory.store
            found = dict.fromkeys(store.keys(self.name)) if store else {}
            for key in self.written:
                found.pop(key, None)
                if key in self.rows:
                    found[key] = None
            self._keys = found
        return self._keys

    def _log_all(self) -> None:
        if self.memory.log is not None:
            self.memory.log.add(self.ids["*"])

    def __iter__(self) -> Iterator[str]:
        """Every key, sorted."""
        self._log_all()
        return iter(sorted(self._all()))

    def __len__(self) -> int:
        self._log_all()
        return len(self._all())

    def keys(self) -> list[str]:
        return list(self)

    def load(self, wanted: Sequence[str] = ()) -> None:
        """Brings rows to hand at once: those wanted, else all."""
        store = self.memory.store
        if not store or not self.keep:
            return
        keys = [key for key in wanted if key not in self.rows and key not in self.written]
        if wanted and len(keys) < 2:
            return
        for key, row in store.rows(self.name, keys):
            if key not in self.rows and key not in self.written:
                self.rows[key] = self.restored(row)

    def stale_keys(self) -> list[str]:
        """The keys of the rows to store, sorted."""
        return sorted(key for key in self.written if key in self.rows)

    def restored(self, row: V) -> V:
        """A row as it comes from the store, ready for use."""
        return row

    def load_unlike(self, row: V) -> None:
        """Brings every row to hand that is not `row`."""
        if self.memory.store and self.keep and not self._loaded:
            self._loaded = True
            for key, found in self.memory.store.rows_unlike(self.name, row):
                if key not in self.rows and key not in self.written:
                    self.rows[key] = found

    def values(self) -> list[V]:
        return [self[key] for key in self]

    def items(self) -> list[tuple[str, V]]:
        return [(key, self[key]) for key in self]

    def same(self, before: V, after: V) -> bool:
        return bool(before == after)

    def put(self, key: str, row: V) -> bool:
        """Gives a row; says whether that made a difference."""
        before = self.peek(key, ABSENT)
        if before is not ABSENT and self.same(before, row):
            self.rows[key] = row
            return False
        self.memory.noted(self, key, before)
        self.rows[key] = row
        self._absent.discard(key)
        self._differs(key, before is ABSENT)
        return True

    def drop(self, key: str) -> None:
        """Takes a row out."""
        before = self.peek(key, ABSENT)
        if before is ABSENT:
            return
        self.memory.noted(self, key, before)
        del self.rows[key]
        self._absent.add(key)
        self._differs(key, True)

    def _differs(self, key: str, came_or_went: bool) -> None:
        self.written.add(key)
        self.ids.touch(key)
        self.ids.touch(ANY)
        if came_or_went:
            if self._keys is not None:
                self._keys.pop(key, None)
                if key in self.rows:
                    self._keys[key] = None
            self._moves[key] = key in self.rows
            self._held.touch(key)
            self.ids.touch("*")

    def moves(self) -> tuple[list[str], list[str]]:
        """The keys that came and those that went since this was last asked."""
        moves, self._moves = self._moves, {}
        return [key for key, came in moves.items() if came], [key for key, came in moves.items() if not came]

    def outdate(self, key: str, number: int) -> bool:
        """What a change before it means for a row: whether its own users must hear of it."""
        return False

    @property
    def unsettled(self) -> bool:
        """Whether something waits to be worked out."""
        return False

    def settle(self) -> None:
        """Works out what waits to be."""
