"""What one of several processes worked out, to be joined with what the others did."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from .graph import NUMBERS


@dataclass(frozen=True, slots=True)
class Part:
    """Nodes from `first` on are its own, and are numbered otherwise where it is joined."""

    first: int
    tables: list[str]
    keys: list[str]
    """Of its own nodes, in their order."""
    asked: list[tuple[int, bytes]]
    """(answer, the nodes that it asked for)."""
    rows: dict[str, dict[str, bytes]]
    """Table -> key -> row, packed as in a store."""


def renumbered(part: Part, number_of: Callable[[int], int]) -> Iterator[tuple[int, array[int]]]:
    """(answer, the nodes that it asked for), each by the number that `number_of` gives."""
    first = part.first
    own = list(map(number_of, range(first, first + len(part.keys))))
    for user, data in part.asked:
        asked = [own[number - first] if number >= first else number for number in array(NUMBERS, data)]
        yield own[user - first] if user >= first else user, array(NUMBERS, asked)
