"""Whether the claims that a text or a list cites still count: none was taken back, none has a newer report."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

from ...content.kinds import CLAIM
from ...content.kinds.claim import Claim
from ...content.kinds.edition import Edition
from ...content.kinds.lists import Correction
from ...content.kinds.marks import Refers, find_marked
from ...content.prose_fields import list_prose
from ...content.records import Record
from ...problem import Code, Fix, Problem
from ..library import Library
from ..names import Names, written_references
from .references import Locate

_TAKEN_BACK = {
    "retracted": "was taken back by its publisher",
    "withdrawn": "was withdrawn because it was our mistake",
}
"""State of a claim that must not be cited -> what became of it."""


def check_citations(library: Library, names: Names, record: Record[Any]) -> Iterator[Problem]:
    """Reports claims that an entry cites and that were taken back or superseded.

    Corrections, and what is said of a claim that was itself taken back, may name them.
    """
    if isinstance(record.data, Correction) or _is_taken_back(library, record):
        return
    for path, text in list_prose(record):
        for match in written_references(text) if path != ("why",) else ():
            at = partial(record.locate, *path, offset=match.start())
            yield from check_citation(library, match["cite"] or match["page"], at)
    if isinstance(record.data, Edition):
        for reference in find_marked(record.data, Refers):
            if reference.mark.kinds == (CLAIM,):
                at = partial(record.locate, *reference.path)
                yield from check_citation(library, reference.text, at, Fix(reference.text, scope="item"))


def check_citation(library: Library, reference: str, at: Locate, fix: Fix | None = None) -> Iterator[Problem]:
    """Reports a reference to a claim that was taken back or superseded; other references are ignored. `fix` is what to
    do with one that was taken back, if a program can do it."""
    claim_id = library.resolve(reference) if "/" in reference else None
    if claim_id is None or library.is_split(reference):
        return
    later = library.superseded_by(claim_id)
    state = library.state_of(claim_id, bool(later))
    if state in _TAKEN_BACK:
        what = f"this cites '{claim_id}', which {_TAKEN_BACK[state]}"
        cure = "remove it from the list" if fix else "cite another claim, or remove what rests on it"
        yield Problem(at(), Code.CITES_WHAT_WAS_TAKEN_BACK, what, cure, fix)
    elif state == "superseded":
        what, cure = f"this cites '{claim_id}', which has a newer report", f"cite '{later[0]}'"
        yield Problem(at(), Code.CITES_WHAT_WAS_SUPERSEDED, what, cure)


def _is_taken_back(library: Library, record: Record[Any]) -> bool:
    if not isinstance(record.data, Claim) or record.id not in library.claims:
        return False
    return library.state_of(record.id, is_superseded=False) in _TAKEN_BACK
