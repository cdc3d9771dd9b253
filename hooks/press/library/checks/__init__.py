"""The table of checks: each takes one record, looks others up by their ids, and yields problems; none prints or raises.

A new check is a function in this folder and a line here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from ...content.kinds.base import Retired
from ...content.kinds.claim import RetiredClaim
from ...content.records import Record
from ...problem import Problem
from ..library import Library
from ..names import Names
from . import claims, locks, prose, references

Check = Callable[[Library, Names, Record[Any]], Iterator[Problem]]

ALL: tuple[Check, ...] = (references.fields, references.prose, prose.texts)
NAMED: tuple[Check, ...] = (*ALL, prose.misprint_names, prose.repeated_names)
LINKED: tuple[Check, ...] = (*NAMED, prose.shared_names)
"""For every kind, for those that have names, and for those whose names link."""

CHECKS: dict[str, tuple[Check, ...]] = {
    "claim": (
        *ALL,
        references.claims_have_articles,
        claims.statements,
        claims.states,
        claims.relations,
        claims.spans,
        claims.speakers,
        claims.order,
        claims.lengths,
    ),
    "article": (*ALL, claims.origins, claims.addresses),
    "company": LINKED,
    "person": LINKED,
    "product": LINKED,
    "place": LINKED,
    "term": (*LINKED, claims.definitions),
    "topic": (*NAMED, claims.parents),
    "edition": (*ALL, claims.bottom_lines),
    "property": ALL,
    "correction": ALL,
    "feed": ALL,
    "lock": (locks.claims_known,),
    "retired": (references.moves,),
}
"""Kind of a record -> its checks; a retired id has none of its kind's."""


def problems_of(library: Library, names: Names, record: Record[Any]) -> tuple[Problem, ...]:
    """What the checks of its kind say of one record, in the order of the table."""
    kind = "retired" if isinstance(record.data, Retired | RetiredClaim) else record.kind
    return tuple(problem for run in CHECKS[kind] for problem in run(library, names, record))
