"""Which claims of one measure other publishers state too. Claims of one value and time are compared once for all."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from ..content.values.dates import Date
from .assertions import Assertion, equal, overlap
from .statements import Statement

MAX_REPORTS = 50
"""The most reports of other publishers that are kept for a claim, besides the first one of each publisher."""


@dataclass(slots=True)
class _Alike:
    """The claims of one value and time, by publisher, each with its place among all; at most MAX_REPORTS of each."""

    statement: Statement
    time: Date | None
    claims: dict[str, list[tuple[int, str]]] = field(default_factory=dict)

    @property
    def start(self) -> dt.date:
        return (self.time.first if self.time else None) or dt.date.min

    @property
    def end(self) -> dt.date:
        return (self.time.last if self.time else None) or dt.date.max


def find_matches(live: Mapping[str, Assertion]) -> dict[str, tuple[str, ...]]:
    """Live claim of one measure -> those of other publishers that state the same at the same time, the first of each
    publisher and at most MAX_REPORTS more."""
    classes: dict[tuple[object, Date | None], _Alike] = {}
    for place, (claim_id, said) in enumerate(live.items()):
        if said.statement is not None:
            alike = classes.setdefault((said.statement.value, said.time), _Alike(said.statement, said.time))
            alike.claims.setdefault(said.publisher, []).append((place, claim_id))
    ordered = sorted(classes.values(), key=lambda alike: alike.start)
    matching: dict[int, list[_Alike]] = {id(alike): [alike] for alike in ordered}
    for left, right in _list_pairs(ordered):
        matching[id(left)].append(right)
        matching[id(right)].append(left)
    found: dict[str, tuple[str, ...]] = {}
    for alike in ordered:
        reports: dict[str, list[tuple[int, str]]] = {}
        for other in matching[id(alike)]:
            for publisher, claims in other.claims.items():
                reports.setdefault(publisher, []).extend(claims[: MAX_REPORTS + 1])
        for publisher, claims in alike.claims.items():
            if others := _choose({name: known for name, known in reports.items() if name != publisher}):
                found.update(dict.fromkeys((claim_id for _, claim_id in claims), others))
    return {claim_id: found[claim_id] for claim_id in live if claim_id in found}


def _list_pairs(ordered: Sequence[_Alike]) -> Iterator[tuple[_Alike, _Alike]]:
    """The pairs that state the same at overlapping times, of those sorted by their first day."""
    for place, left in enumerate(ordered):
        for right in ordered[place + 1 :]:
            if right.start > left.end:
                break
            if equal(left.statement, right.statement) and overlap(left.time, right.time):
                yield left, right


def _choose(reports: Mapping[str, list[tuple[int, str]]]) -> tuple[str, ...]:
    """The first report of each publisher and some more, in their order."""
    firsts = [min(claims) for claims in reports.values()]
    rest = sorted({claim for claims in reports.values() for claim in claims} - {*firsts})
    return tuple(claim_id for _, claim_id in sorted([*firsts, *rest[:MAX_REPORTS]]))
