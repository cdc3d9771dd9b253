"""Who asked for what, as a whole build leaves it: a few long arrays. A row for each node would take ten times as
long.

Nodes are numbered from 0. `asked` holds what each node asked for, one after the other, and `users` the reverse; the
ends of each node's share stand in an array of their own.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import accumulate

NUMBERS = "I"
"""The type of the arrays: unsigned, of 4 bytes."""


class Graph:
    """Reads what `written` gave; `part` gives each part by its name, and is asked for it once."""

    def __init__(self, part: Callable[[str], bytes]) -> None:
        self._part = part
        self._arrays: dict[str, array[int]] = {}
        self._keys: dict[str, list[str]] = {}
        self._numbers: dict[str, dict[str, int]] = {}
        self._tables = part("tables").decode().split("\n")
        self.count = len(self._array("table of"))

    def _array(self, name: str) -> array[int]:
        found = self._arrays.get(name)
        if found is None:
            found = self._arrays[name] = array(NUMBERS, self._part(name))
        return found

    def keys(self, table: str) -> list[str]:
        """The keys of all nodes of a table."""
        found = self._keys.get(table) if table in self._tables else []
        if found is None:
            text, ends = self._part(f"keys of {table}").decode(), self._array(f"ends of keys of {table}")
            found = self._keys[table] = [text[start:end] for start, end in zip([0, *ends], ends, strict=False)]
        return found

    def node(self, table: str, key: str) -> int | None:
        """The number of a node."""
        found = self._numbers.get(table) if table in self._tables else {}
        if found is None:
            keys = self.keys(table)
            found = self._numbers[table] = dict(zip(keys, self._array(f"numbers of {table}"), strict=True))
        return found.get(key)

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
    numbers: list[array[int]] = [array(NUMBERS) for _ in names]
    table_of, place_of = array(NUMBERS), array(NUMBERS)
    for number, table in enumerate(tables):
        place = index[table]
        table_of.append(place)
        place_of.append(len(numbers[place]))
        numbers[place].append(number)
    yield "tables", "\n".join(names).encode()
    yield "table of", table_of.tobytes()
    yield "place of", place_of.tobytes()
    for table, found in zip(names, numbers, strict=True):
        own = [keys[number] for number in found]
        yield f"numbers of {table}", found.tobytes()
        yield f"keys of {table}", "".join(own).encode()
        yield f"ends of keys of {table}", array(NUMBERS, accumulate(map(len, own))).tobytes()
    yield from _both_ways(len(keys), asked)


def _both_ways(count: int, asked: Mapping[int, array[int]]) -> Iterator[tuple[str, bytes]]:
    whole, ends = array(NUMBERS), array(NUMBERS)
    for number in range(count):
        if number in asked:
            whole.extend(asked[number])
        ends.append(len(whole))
    yield "asked", whole.tobytes()
    yield "ends of asked", ends.tobytes()
    many = [0] * count
    for node in whole:
        many[node] += 1
    user_ends = array(NUMBERS, accumulate(many))
    place = [end - size for end, size in zip(user_ends, many, strict=True)]
    users = array(NUMBERS, bytes(len(whole) * whole.itemsize))
    for number, found in sorted(asked.items()):
        for node in found:
            users[place[node]] = number
            place[node] += 1
    yield "users", users.tobytes()
    yield "ends of users", user_ends.tobytes()
