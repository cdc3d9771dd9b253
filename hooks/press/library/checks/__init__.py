"""The tables of checks. Each check takes one record, looks others up by their ids and yields problems.

A new check is a function in this folder and a line here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from ...content.kinds import KINDS
from ...content.kinds.article import Article
from ...content.kinds.base import Model, Retired
from ...content.kinds.claim import Claim, RetiredClaim
from ...content.kinds.edition import Edition
from ...content.kinds.entries import Term, Topic
from ...content.kinds.lock import Lock
from ...content.records import Record
from ...problem import Problem
from ..library import Library
from ..names import Names
from . import claims, locks, prose, references

Check = Callable[[Library, Names, Record[Any]], Iterator[Problem]]

SHARED: tuple[Check, ...] = (references.fields, references.prose, prose.texts)
"""For every record but those of ALONE."""
NAMED: tuple[Check, ...] = (prose.misprint_names, prose.repeated_names)
"""For kinds whose entries have names."""
LINKED: tuple[Check, ...] = (prose.shared_names,)
"""For kinds whose names link."""

OWN: dict[type[Model], tuple[Check, ...]] = {
    Claim: (
        references.claims_have_articles,
        claims.statements,
        claims.states,
        claims.relations,
        claims.spans,
        claims.speakers,
        claims.order,
        claims.lengths,
    ),
    Article: (claims.origins, claims.addresses),
    Term: (claims.definitions,),
    Topic: (claims.parents,),
    Edition: (claims.bottom_lines,),
}
"""Model -> the checks of its records alone."""

ALONE: dict[type[Model], tuple[Check, ...]] = {
    Retired: (references.moves,),
    RetiredClaim: (references.moves,),
    Lock: (locks.claims_known,),
}
"""Model -> all the checks of its records."""


def problems_of(library: Library, names: Names, record: Record[Any]) -> tuple[Problem, ...]:
    """What the checks of its kind say of one record, in the order of the tables."""
    return tuple(problem for run in _checks_of(record) for problem in run(library, names, record))


def _checks_of(record: Record[Any]) -> tuple[Check, ...]:
    model = type(record.data)
    if model in ALONE:
        return ALONE[model]
    kind = KINDS.get(record.kind)
    named = NAMED if kind and kind.is_named else ()
    linked = LINKED if kind and kind.links else ()
    return (*SHARED, *named, *linked, *OWN.get(model, ()))
