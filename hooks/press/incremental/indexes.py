"""Indexes: the keys of an eager query, grouped by the content of its rows and kept up to date by the engine."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, Generic

from .database import ABSENT
from .queries import Query
from .rows import KeyedRows, V


class Index(KeyedRows[tuple[str, ...]], Generic[V]):
    """Bucket -> the keys of the rows of `query` that `buckets_of` puts there, sorted by `order`. Reads are tracked per
    bucket; a bucket that does not exist is empty."""

    def __init__(
        self,
        query: Query[V],
        name: str,
        buckets_of: Callable[[V], Iterable[str]],
        order: Callable[[str], Any],
    ) -> None:
        super().__init__(query.database, name)
        self._buckets_of = buckets_of
        self._order = order
        self._moves_of: dict[str, dict[str, bool]] = {}
        """Bucket -> key -> whether the key belongs there now."""
        query.indexes.append(self)

    def __getitem__(self, bucket: str) -> tuple[str, ...]:
        reads = self.database.reads
        if reads is not None:
            reads.add(self.node_ids[bucket])
        try:
            return self.rows[bucket]
        except KeyError:
            return ()

    def read_many(self, buckets: Iterable[str]) -> dict[str, tuple[str, ...]]:
        """The keys of some buckets, loaded in one store query; depends on each of them."""
        buckets = list(buckets)
        self.prefetch(buckets)
        return {bucket: self[bucket] for bucket in buckets}

    def values(self) -> list[tuple[str, ...]]:
        """The keys of every bucket, by bucket."""
        return list(self.read_many(self).values())

    def note_change(self, key: str, before: V, after: V) -> None:
        """Records a changed row of the query; ABSENT means that there was or is no row."""
        old = set(self._buckets_of(before)) if before is not ABSENT else set()
        new = set(self._buckets_of(after)) if after is not ABSENT else set()
        for bucket in old - new:
            self._moves_of.setdefault(bucket, {})[key] = False
        for bucket in new - old:
            self._moves_of.setdefault(bucket, {})[key] = True

    def reorder(self, key: str, row: V) -> None:
        """Records that the place of a key in the order may have changed."""
        for bucket in self._buckets_of(row):
            self._moves_of.setdefault(bucket, {}).setdefault(key, True)

    @property
    def is_pending(self) -> bool:
        return bool(self._moves_of)

    def recompute(self) -> None:
        moves, self._moves_of = self._moves_of, {}
        for bucket, keys in moves.items():
            kept = [key for key in self.read_untracked(bucket, ()) if keys.get(key, True)]
            added = [key for key, belongs in keys.items() if belongs and key not in kept]
            row = tuple(sorted({*kept, *added}, key=self._order))
            if row:
                self.set(bucket, row)
            else:
                self.remove(bucket)
