"""The rows that a full build leaves behind, compressed in blocks: stored singly, they would take five times the space.

A block holds rows of one table whose keys are adjacent in sorted order. Reading a row decompresses its block.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import islice
from typing import Any, NamedTuple

from .packing import Damaged, Packed, compress, decompress

SIZE = 32
"""Rows per block. Larger blocks take less space, but reading a single row takes longer."""
CACHED = 128
"""How many of the most recently read blocks stay decompressed."""
SCHEMA = "CREATE TABLE blocks (id INTEGER PRIMARY KEY, tab TEXT NOT NULL, first TEXT NOT NULL, rows BLOB NOT NULL);"
INDEX = "CREATE INDEX block_by_key ON blocks (tab, first);"


def make_blocks(rows: Iterable[tuple[str, Packed]]) -> Iterator[tuple[str, bytes]]:
    """(first key, compressed rows) of each block. `rows` are (key, packed row), sorted by key."""
    remaining = iter(rows)
    while block := dict(islice(remaining, SIZE)):
        yield next(iter(block)), compress(block)


class _Index(NamedTuple):
    """The blocks of one table, in the order of their keys."""

    firsts: list[str]
    ids: list[int]


class RowBlocks:
    """Reads rows by table and key. `query(sql, *values)` returns all rows of a query to the database."""

    def __init__(self, query: Callable[..., list[tuple[Any, ...]]]) -> None:
        self._query = query
        self._indexes: dict[str, _Index] = {}
        self._load = lru_cache(CACHED)(self._load_block)

    def row(self, table: str, key: str) -> Packed | None:
        index = self._index(table)
        place = bisect_right(index.firsts, key) - 1
        return self._load(index.ids[place]).get(key) if place >= 0 else None

    def rows(self, table: str, keys: Iterable[str]) -> dict[str, Packed]:
        """The rows of the given keys that have one."""
        firsts, ids = self._index(table)
        wanted: dict[int, list[str]] = {}
        for key in keys:
            place = bisect_right(firsts, key) - 1
            if place >= 0:
                wanted.setdefault(ids[place], []).append(key)
        found: dict[str, Packed] = {}
        for block, rows in self._load_blocks(list(wanted)):
            found.update((key, rows[key]) for key in wanted[block] if key in rows)
        return found

    def all_rows(self, table: str) -> dict[str, Packed]:
        found: dict[str, Packed] = {}
        for (rows,) in self._query("SELECT rows FROM blocks WHERE tab = ? ORDER BY first", table):
            found.update(decompress(rows))
        return found

    def _index(self, table: str) -> _Index:
        index = self._indexes.get(table)
        if index is None:
            blocks = self._query("SELECT first, id FROM blocks WHERE tab = ? ORDER BY first", table)
            index = self._indexes[table] = _Index([first for first, _ in blocks], [block for _, block in blocks])
        return index

    def _load_block(self, block: int) -> dict[str, Packed]:
        [(_, rows)] = self._load_blocks([block])
        return rows

    def _load_blocks(self, blocks: Sequence[int]) -> Iterator[tuple[int, dict[str, Packed]]]:
        """(number, rows) of some blocks, many in each database query. Raises Damaged."""
        for start in range(0, len(blocks), CACHED):
            some = blocks[start : start + CACHED]
            query = f"SELECT id, rows FROM blocks WHERE id IN ({','.join('?' * len(some))})"
            found = self._query(query, *some)
            if len(found) != len(some):
                raise Damaged("it lacks some blocks of rows")
            for block, rows in found:
                yield block, decompress(rows)
