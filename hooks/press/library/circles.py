"""Circles in a relation, such as claims that supersede each other."""

from __future__ import annotations

from collections.abc import Mapping
from graphlib import CycleError, TopologicalSorter

MAX_CIRCLES = 20
"""How many circles of one relation are reported at once."""

Graph = Mapping[str, set[str]]
"""Id -> the ids that it leads to."""


def find_circles(graph: Graph) -> frozenset[str]:
    """The ids that lead back to themselves in any number of steps."""
    found: set[str] = set()
    for _ in range(MAX_CIRCLES):
        rest = {start: ends - found for start, ends in graph.items() if start not in found}
        try:
            TopologicalSorter(rest).prepare()
        except CycleError as error:
            found.update(error.args[1])
        else:
            break
    return frozenset(found)
