"""The dependencies that a whole build leaves, packed into a few long arrays: a database row for each node would take
ten times as long to write.

Nodes are numbered from 0. The array `dependencies` holds the nodes that node 0 read, then those that node 1 read, and
so on; `readers` holds the reverse. A second array holds where the slice of each node ends.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import accumulate
from typing import overload

NUMBERS = "I"
"""The type of the arrays: unsigned, of 4 bytes."""


class _Keys(Sequence[str]):
    """The keys of the nodes of a table, sorted; each is cut out of one long text when it is wanted."""

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
    """Reads what `pack_graph` gave. `load(name)` returns one of its parts, and is called once for each."""

    def __init__(self, load: Callable[[str], bytes]) -> None:
        self._load = load
        self._arrays: dict[str, array[int]] = {}
        self._keys: dict[str, _Keys] = {}
        self._tables = load("tables").decode().split("\n")
        self.count = len(self._array("table of"))

    def _array(self, name: str) -> array[int]:
        found = self._arrays.get(name)
        if found is None:
            found = self._arrays[name] = array(NUMBERS, self._load(name))
        return found

    def list_keys(self, table: str) -> Sequence[str]:
        """The keys of all nodes of a table, sorted."""
        found = self._keys.get(table)
        if found is None and table in self._tables:
            text = self._load(f"keys of {table}").decode()
            found = self._keys[table] = _Keys(text, self._array(f"ends of keys of {table}"))
        return () if found is None else found

    def find_node(self, table: str, key: str) -> int | None:
        """The number of a node."""
        keys = self.list_keys(table)
        place = bisect_left(keys, key)
        return self._array(f"numbers of {table}")[place] if place < len(keys) and keys[place] == key else None

    def name_node(self, node: int) -> tuple[str, str] | None:
        """(table, key) of a node."""
        if not 0 <= node < self.count:
            return None
        table = self._tables[self._array("table of")[node]]
        return table, self.list_keys(table)[self._array("place of")[node]]

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
    """(name, part) of a graph. Node n has table `tables[n]` and key `keys[n]`; `dependencies` are the nodes that it
    read."""
    names = sorted(set(tables))
    index = {name: place for place, name in enumerate(names)}
    table_of = array(NUMBERS, map(index.__getitem__, tables))
    place_of = array(NUMBERS, bytes(len(keys) * table_of.itemsize))
    numbers: list[list[int]] = [[] for _ in names]
    for number, table in enumerate(table_of):
        numbers[table].append(number)
    yield "tables", "\n".join(names).encode()
    yield "table of", table_of.tobytes()
    for name, found in zip(names, numbers, strict=True):
        found.sort(key=keys.__getitem__)
        own = [keys[number] for number in found]
        for place, number in enumerate(found):
            place_of[number] = place
        yield f"numbers of {name}", array(NUMBERS, found).tobytes()
        yield f"keys of {name}", "".join(own).encode()
        yield f"ends of keys of {name}", array(NUMBERS, accumulate(map(len, own))).tobytes()
    yield "place of", place_of.tobytes()
    yield from _pack_edges(len(keys), dependencies)


def _pack_edges(count: int, dependencies: Mapping[int, array[int]]) -> Iterator[tuple[str, bytes]]:
    """The edges in both directions."""
    read, ends = array(NUMBERS), array(NUMBERS)
    for node in range(count):
        if node in dependencies:
            read.extend(dependencies[node])
        ends.append(len(read))
    yield "dependencies", read.tobytes()
    yield "ends of dependencies", ends.tobytes()
    degrees = array(NUMBERS, bytes(count * read.itemsize))
    for node in read:
        degrees[node] += 1
    reader_ends = array(NUMBERS, accumulate(degrees))
    place = array(NUMBERS, (end - degree for end, degree in zip(reader_ends, degrees, strict=True)))
    readers = array(NUMBERS, bytes(len(read) * read.itemsize))
    for reader, nodes in sorted(dependencies.items()):
        for node in nodes:
            readers[place[node]] = reader
            place[node] += 1
    yield "readers", readers.tobytes()
    yield "ends of readers", reader_ends.tobytes()
