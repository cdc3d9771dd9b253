"""Which claims of one measure repeat each other: the same value at overlapping times, or a state reported again.

Claims are sorted by time and swept once, so that very many in one group take no longer than their sorting.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left, bisect_right
from collections.abc import Hashable, Iterable, Iterator, Sequence
from typing import NamedTuple

from ..content.values.amounts import Amount
from ..content.values.dates import Date
from .statements import Value, agree

Pair = frozenset[str]
"""The ids of two claims."""


class Report(NamedTuple):
    """What one claim says of a measure, for comparison with the others; `time` is known."""

    claim: str
    value: Value
    time: Date
    is_event: bool
    single: bool
    """Whether there is one value at a time."""

    @property
    def start(self) -> dt.date:
        return self.time.first or dt.date.min

    @property
    def end(self) -> dt.date:
        return self.time.last or dt.date.max

    @property
    def is_state(self) -> bool:
        """Whether it can be the same state as an earlier or a later report of it. A span with its own ends is not, and
        no amount of which there can be several: two rounds of one size are two."""
        return self.time.text != "" and (self.single or not isinstance(self.value, Amount))


class Union:
    """Disjoint sets of ids, joined pair by pair."""

    def __init__(self) -> None:
        self._parents: dict[str, str] = {}

    def find(self, key: str) -> str:
        """The id that represents the set of an id."""
        root = key
        while (parent := self._parents.get(root, root)) != root:
            root = parent
        while key != root:
            self._parents[key], key = root, self._parents.get(key, root)
        return root

    def join(self, left: str, right: str) -> None:
        """Makes one set of the sets of two ids; the lowest id represents it."""
        low, high = sorted((self.find(left), self.find(right)))
        self._parents[high] = low
        self._parents.setdefault(low, low)

    def sets(self) -> dict[str, tuple[str, ...]]:
        """Id -> the set that it is in, sorted, of all sets that have more than one."""
        found: dict[str, list[str]] = {}
        for key in sorted(self._parents):
            found.setdefault(self.find(key), []).append(key)
        several = [tuple(members) for members in found.values() if len(members) > 1]
        return {key: members for members in several for key in members}


def find_key(value: Value) -> Hashable | None:
    """What equal values have in common: the number and unit of an amount, without regard to "about". None for a bound,
    which equals nothing."""
    if isinstance(value, Amount):
        return (value.value, value.unit) if value.hedge in ("", "~") else None
    if isinstance(value, Date):
        return "date", value.text.replace("~", "").replace("%", "?")
    return value


def find_repeats(
    reports: Iterable[Report], apart: frozenset[Pair], others: Sequence[tuple[dt.date, str]] = (), subject: str = ""
) -> dict[str, tuple[str, ...]]:
    """Claim -> the claims that repeat it and itself, sorted, of all that have a repeat.

    Pairs in `apart` are not joined directly. `others` are (day, subject) of those who had the place of `subject`,
    sorted by day, where there can be only one of them.
    """
    ordered = sorted(reports, key=lambda report: (report.start, report.end, report.claim))
    equal: dict[Hashable, list[Report]] = {}
    for report in ordered:
        if (key := find_key(report.value)) is not None:
            equal.setdefault(key, []).append(report)
    found = Union()
    timeline = _Timeline(ordered, others, subject)
    for same in equal.values():
        if len(same) > 1:
            for left, right in (*_list_overlaps(same, apart), *_list_states(same, apart, timeline)):
                found.join(left.claim, right.claim)
    return found.sets()


def _list_overlaps(same: Sequence[Report], apart: frozenset[Pair]) -> Iterator[tuple[Report, Report]]:
    """Pairs of reports at overlapping times that connect all those that overlap, by way of others too."""
    named = {claim for pair in apart for claim in pair}
    last: Report | None = None
    for report in same:
        if report.claim in named:
            continue
        if last is not None and report.start <= last.end:
            yield last, report
        if last is None or report.end > last.end:
            last = report
    for report in same:
        if report.claim in named:
            for other in same:
                if other.time.overlaps(report.time) and frozenset((report.claim, other.claim)) not in apart:
                    yield report, other


class _Timeline:
    """All reports of a group by the day on which they begin, and the others who had the place of the subject."""

    def __init__(self, ordered: Sequence[Report], others: Sequence[tuple[dt.date, str]], subject: str) -> None:
        self._ordered, self._others, self._subject = ordered, others, subject
        self._starts = [report.start for report in ordered]
        self._other_starts = [day for day, _ in others]

    def has_other_between(self, left: Report, right: Report) -> bool:
        """Whether another value or another subject is reported between the beginnings of two equal reports."""
        span = range(bisect_left(self._starts, left.start), bisect_right(self._starts, right.start))
        if any(_is_other(self._ordered[place].value, left.value) for place in span):
            return True
        span = range(bisect_left(self._other_starts, left.start), bisect_right(self._other_starts, right.start))
        return any(self._others[place][1] != self._subject for place in span)


def _is_other(value: Value, than: Value) -> bool:
    return find_key(value) != find_key(than) and not agree(value, than)


def _list_states(
    same: Sequence[Report], apart: frozenset[Pair], timeline: _Timeline
) -> Iterator[tuple[Report, Report]]:
    """Pairs of neighboring reports of one state with no other value between them. Two events at two times are two."""
    states = [report for report in same if report.is_state]
    for left, right in zip(states, states[1:], strict=False):
        if left.is_event and right.is_event or frozenset((left.claim, right.claim)) in apart:
            continue
        if not left.time.overlaps(right.time) and not timeline.has_other_between(left, right):
            yield left, right
