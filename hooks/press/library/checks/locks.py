"""Checks that every evidence lock belongs to a claim."""

from __future__ import annotations

from collections.abc import Iterator

from ...content.kinds.lock import Lock
from ...content.nodes import locate_key
from ...content.records import Record
from ...problem import Code, Place, Problem, make_visible
from ..library import Library
from ..names import Names

_CURE = "run 'python hooks check --fix', which removes it"


def check_lock(library: Library, names: Names, record: Record[Lock]) -> Iterator[Problem]:
    """Reports a lock whose claim is gone or has moved; only once for a lock file whose article has no claims at all."""
    article, _, claim = record.id.partition("/")
    if record.id in library.claims or article in library.broken:
        return
    if not library.claims_of(article):
        what = f"'{make_visible(article)}' has no claims for these locks"
        cure = "run 'python hooks check --fix', which removes the file"
        yield Problem(Place(record.file), Code.LOCK_WITHOUT_CLAIM, what, cure)
        return
    state = "is retired" if record.id in library.moved else f"is not a claim of '{article}'"
    near = library.find_nearest_id(claim, f"{article}/") if record.id not in library.moved else None
    hint = f"did you mean '{near}'? Otherwise, {_CURE}" if near else _CURE
    at = locate_key(record.node, record.file, (claim,))
    yield Problem(at, Code.LOCK_WITHOUT_CLAIM, f"lock '{make_visible(claim)}' {state}", hint)
