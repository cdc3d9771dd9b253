"""What a worker process computed, to be merged by the process that started it."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from .dependency_graph import NUMBERS
from .packing import Packed


@dataclass(frozen=True, slots=True)
class WorkerResult:
    """The nodes from `first` on were numbered by the worker, and get different numbers when the result is merged."""

    first: int
    tables: list[str]
    keys: list[str]
    """The tables and keys of the nodes that the worker numbered, in order."""
    dependencies: list[tuple[int, bytes]]
    """(query, the nodes that it read)."""
    rows: dict[str, dict[str, Packed]]
    """Table -> key -> row, packed as in a store."""


def renumber_dependencies(
    result: WorkerResult, find_local_node: Callable[[int], int]
) -> Iterator[tuple[int, array[int]]]:
    """(query, the nodes that it read), each with the number that `find_local_node` returns for the worker's."""
    first = result.first
    own = list(map(find_local_node, range(first, first + len(result.keys))))
    for reader, data in result.dependencies:
        read = [own[node - first] if node >= first else node for node in array(NUMBERS, data)]
        yield own[reader - first] if reader >= first else reader, array(NUMBERS, read)
