"""Inputs: rows that are set from outside and read as a mapping."""

from __future__ import annotations

from collections.abc import Iterable
from typing import overload

from .rows import D, KeyedRows, V


class Input(KeyedRows[V]):
    """Rows by key, changed from outside by `set` and `remove`. `input[key]`, `get`, `in` and iteration are tracked."""

    def __getitem__(self, key: str) -> V:
        reads = self.database.reads
        if reads is not None:
            reads.add(self.node_ids[key])
        return self.rows[key]

    @overload
    def get(self, key: str) -> V | None: ...
    @overload
    def get(self, key: str, default: D) -> V | D: ...
    def get(self, key: str, default: object = None) -> object:
        reads = self.database.reads
        if reads is not None:
            reads.add(self.node_ids[key])
        try:
            return self.rows[key]
        except KeyError:
            return default

    def values(self) -> list[V]:
        """Every row, by key."""
        return list(self.read_many(self).values())

    def items(self) -> list[tuple[str, V]]:
        return list(self.read_many(self).items())

    def read_many(self, keys: Iterable[str]) -> dict[str, V]:
        """The rows of some keys, loaded in one store query; depends on each of them."""
        keys = list(keys)
        self.prefetch(keys)
        return {key: self[key] for key in keys}

    def read_all(self, keys: Iterable[str]) -> dict[str, V]:
        """The rows of the given keys that have one, loaded in one store query; depends once on the whole table."""
        self._depend_on_any_row()
        keys = list(keys)
        self.prefetch(keys)
        return {key: self.rows[key] for key in keys if self.contains_untracked(key)}
