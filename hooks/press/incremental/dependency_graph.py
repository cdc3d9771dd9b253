"""The dependencies that a full build leaves behind, packed into a few long arrays: one database row per node would take
ten times as long to write.

Nodes are numbered from 0, table by table, and by key within a table. The array `dependencies` holds the nodes that node
0 read, then those that node 1 read, and so on; `readers` holds the reverse. A second array says where the slice of each
node ends.
"""

from __future__ import annotations

import zlib
from array import array
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import accumulate
from typing import overload

NUMBERS = "I"
"""The item type of the arrays: unsigned 4-byte integers."""


class _Keys(Sequence[str]):
    """The keys of the nodes of a table, sorted; each is cut out of one long text when it is needed."""

    def __init__(self, text: str, ends: array[int]) -> None:
        self._text = text
        self._ends = ends

    def __len__(self) -> int:
        return len(self._ends)

    @overload
    def __getitem__(self, place: int) -> str: ...
    @overload
    def __getitem__(self, place: slice) -> list[str]: ...
    def __getitem__(self, place: int | slice) -> str | list[str]:
        if isinstance(place, slice):
            return [self[number] for number in range(len(self))[place]]
        return self._text[self._ends[place - 1] if place else 0 : self._ends[place]]


class DependencyGraph:
    """Reads what `pack_graph` produced. `load(name)` returns one of its parts and is called once for each."""

    def __init__(self, load: Callable[[str], bytes]) -> None:
        self._load = load
        self._arrays: dict[str, array[int]] = {}
        self._keys: dict[str, _Keys] = {}
        self._tables = load("tables").decode().split("\n")
        self._table_ends = self._array("ends of tables")
        self.count = self._table_ends[-1] if self._table_ends else 0

    def _array(self, name: str) -> array[int]:
        numbers = self._arrays.get(name)
        if numbers is None:
            numbers = self._arrays[name] = array(NUMBERS, self._load(name))
        return numbers

    def list_keys(self, table: str) -> Sequence[str]:
        """The keys of all nodes of a table, sorted."""
        keys = self._keys.get(table)
        if keys is None and table in self._tables:
            text = zlib.decompress(self._load(f"keys of {table}")).decode()
            keys = self._keys[table] = _Keys(text, self._array(f"ends of keys of {table}"))
        return () if keys is None else keys

    def find_node(self, table: str, key: str) -> int | None:
        """The number of a node."""
        keys = self.list_keys(table)
        place = bisect_left(keys, key)
        if place == len(keys) or keys[place] != key:
            return None
        return self._first_node(self._tables.index(table)) + place

    def name_node(self, node: int) -> tuple[str, str] | None:
        """(table, key) of a node."""
        if not 0 <= node < self.count:
            return None
        index = bisect_right(self._table_ends, node)
        table = self._tables[index]
        return table, self.list_keys(table)[node - self._first_node(index)]

    def _first_node(self, index: int) -> int:
        """The first node of a table."""
        return self._table_ends[index - 1] if index else 0

    def find_dependencies(self, node: int) -> array[int]:
        """The nodes that a query read."""
        return self._slice("dependencies", node)

    def find_readers(self, node: int) -> array[int]:
        """The queries that read a node."""
        return self._slice("readers", node)

    def _slice(self, name: str, node: int) -> array[int]:
        if not 0 <= node < self.count:
            return array(NUMBERS)
        ends = self._array(f"ends of {name}")
        return self._array(name)[ends[node - 1] if node else 0 : ends[node]]


def pack_graph(
    tables: Sequence[str], keys: Sequence[str], dependencies: Mapping[int, array[int]]
) -> Iterator[tuple[str, bytes]]:
    """Yields each (name, part) of a graph. Node n of this process has table `tables[n]` and key `keys[n]`;
    `dependencies` maps it to the nodes that it read. In the graph, the nodes have different numbers."""
    nodes_of: dict[str, list[int]] = defaultdict(list)
    for node, table in enumerate(tables):
        nodes_of[table].append(node)
    names = sorted(nodes_of)
    yield "tables", "\n".join(names).encode()
    yield "ends of tables", array(NUMBERS, accumulate(len(nodes_of[name]) for name in names)).tobytes()
    for name in names:
        nodes_of[name].sort(key=keys.__getitem__)
        own = [keys[node] for node in nodes_of[name]]
        yield f"keys of {name}", zlib.compress("".join(own).encode(), 1)
        yield f"ends of keys of {name}", array(NUMBERS, accumulate(map(len, own))).tobytes()
    yield from _pack_edges([node for name in names for node in nodes_of[name]], dependencies)


def _pack_edges(nodes: Sequence[int], dependencies: Mapping[int, array[int]]) -> Iterator[tuple[str, bytes]]:
    """The edges in both directions. `nodes` are this process's node numbers, in the order of their numbers in the
    graph."""
    renumbered = array(NUMBERS, bytes(len(nodes) * array(NUMBERS).itemsize))
    for new, node in enumerate(nodes):
        renumbered[node] = new
    read, ends = array(NUMBERS), array(NUMBERS)
    for node in nodes:
        read.extend(map(renumbered.__getitem__, dependencies.get(node, ())))
        ends.append(len(read))
    yield "dependencies", read.tobytes()
    yield "ends of dependencies", ends.tobytes()
    degrees = array(NUMBERS, bytes(len(nodes) * read.itemsize))
    for node in read:
        degrees[node] += 1
    reader_ends = array(NUMBERS, accumulate(degrees))
    place = array(NUMBERS, (end - degree for end, degree in zip(reader_ends, degrees, strict=True)))
    readers = array(NUMBERS, bytes(len(read) * read.itemsize))
    start = 0
    for reader, end in enumerate(ends):
        for node in read[start:end]:
            readers[place[node]] = reader
            place[node] += 1
        start = end
    yield "readers", readers.tobytes()
    yield "ends of readers", reader_ends.tobytes()
