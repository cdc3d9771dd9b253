"""Who asked for what, as a whole build leaves it: a few long arrays. A row for each node would take ten times as
long.

Nodes are numbered from 0. `asked` holds what each node asked for, one after the other, and `users` the reverse; the
ends of each node's share stand in an array of their own.
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
    """The keys of the nodes of a table, sorted; each is cut out of one long text where it is wanted."""

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


class Graph:
    """Reads what `written` gave; `part` gives each part by its name, and is asked for it once."""

    def __init__(self, part: Callable[[str], bytes]) -> None:
        self._part = part
        self._arrays: dict[str, array[int]] = {}
        self._keys: dict[str, _Keys] = {}
        self._tables = part("tables").decode().split("\n")
        self.count = len(self._array("table of"))

    def _array(self, name: str) -> array[int]:
        found = self._arrays.get(name)
        if found is None:
            found = self._arrays[name] = array(NUMBERS, self._part(name))
        return found

    def keys(self, table: str) -> Sequence[str]:
        """The keys of all nodes of a table, sorted."""
        found = self._keys.get(table)
        if found is None and table in self._tables:
            text = self._part(f"keys of {table}").decode()
            found = self._keys[table] = _Keys(text, self._array(f"ends of keys of {table}"))
        return () if found is None else found

    def node(self, table: str, key: str) -> int | None:
        """The number of a node."""
        keys = self.keys(table)
        place = bisect_left(keys, key)
        return self._array(f"numbers of {table}")[place] if place < len(keys) and keys[place] == key else None

    def name(self, number: int) -> tuple[str, str] | None:
        """(table, key) of a node."""
        if not 0 <= number < self.count:
            return None
        table = self._tables[self._array("table of")[number]]
        return table, self.keys(table)[self._array("place of")[number]]

    def asked(self, number: int) -> array[int]:
        return self._share("asked", number)

    def users(self, number: int) -> array[int]:
        return self._share("users", number)

    def _share(self, name: str, number: int) -> array[int]:
        if not 0 <= number < self.count:
            return array(NUMBERS)
        ends = self._array(f"ends of {name}")
        return self._array(name)[ends[number - 1] if number else 0 : ends[number]]


def written(tables: Sequence[str], keys: Sequence[str], asked: Mapping[int, array[int]]) -> Iterator[tuple[str, bytes]]:
    """(name, part) of the graph of nodes with these tables and keys, by what each of them asked for."""
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
    yield from _both_ways(len(keys), asked)


def _both_ways(count: int, asked: Mapping[int, array[int]]) -> Iterator[tuple[str, bytes]]:
    whole, ends = array(NUMBERS), array(NUMBERS)
    for number in range(count):
        if number in asked:
            whole.extend(asked[number])
        ends.append(len(whole))
    yield "asked", whole.tobytes()
    yield "ends of asked", ends.tobytes()
    many = array(NUMBERS, bytes(count * whole.itemsize))
    for node in whole:
        many[node] += 1
    user_ends = array(NUMBERS, accumulate(many))
    place = array(NUMBERS, (end - size for end, size in zip(user_ends, many, strict=True)))
    users = array(NUMBERS, bytes(len(whole) * whole.itemsize))
    for number, found in sorted(asked.items()):
        for node in found:
            users[place[node]] = number
            place[node] += 1
    yield "users", users.tobytes()
    yield "ends of users", user_ends.tobytes()
