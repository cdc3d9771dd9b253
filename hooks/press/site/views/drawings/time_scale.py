"""The time axis of every drawing: days become places in percent of the width, ticks stand at whole months or years, and
a few far earlier days are joined by a break."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from ....content.values.dates import Date

STEPS = (1, 3, 12, 24, 60, 120, 240, 600, 1200, 2400, 6000, 12000)
"""Every how many months a tick can stand: months, quarters, years, decades, centuries. Dates have four digits, so the
last is enough for all of them."""
BEFORE = 12.8
"""The place, in percent, where the part drawn to scale begins if earlier days are joined to it by a break."""
BREAK = 10.2
"""The place of the sign of the break."""
FEW_BEFORE = 3
"""At most one in so many days may be before a break, or a single one."""
LONG_GAP = 0.45
"""How long the gap of a break is at least, as a share of what follows it."""

Extent = tuple[dt.date, dt.date]
"""The first and the last day that a date can mean."""


class Tick(NamedTuple):
    """A whole month, year or decade: where it begins, in percent of the width, and its first day."""

    x: float
    day: dt.date


class Place(NamedTuple):
    """Where a date is drawn: from `x`, `width` wide, both in percent of the whole width. A day is as wide as a day."""

    x: float
    width: float
    before: bool
    """Whether it is before the break, where nothing is to scale."""

    @property
    def middle(self) -> float:
        return round(self.x + self.width / 2, 2)


@dataclass(frozen=True, slots=True)
class TimeScale:
    """An axis from `first` to the end of `last`. `step` is every how many months a tick stands."""

    first: dt.date
    last: dt.date
    step: int
    has_break: bool

    @property
    def left(self) -> float:
        """The place of `first`, in percent."""
        return BEFORE if self.has_break else 0.0

    def x(self, day: dt.date) -> float:
        """The place of the beginning of a day, in percent; the nearest end for one that is outside."""
        days = min(max(day.toordinal() - self.first.toordinal(), 0), self._days)
        return round(self.left + (100 - self.left) * days / self._days, 2)

    def place(self, extent: Extent) -> Place:
        """Where a date is drawn; cut off at the ends of the axis. What ends before the break is in front of it."""
        first, last = extent
        if last < self.first:
            return Place(0.0, BREAK, before=True)
        start, end = self.x(first), self.x(_day_after(last))
        return Place(start, round(end - start, 2), before=False)

    def ticks(self) -> list[Tick]:
        """Every whole step from the beginning to the end of the axis."""
        first = _month_number(self.first)
        numbers = range(first + -first % self.step, _month_number(self.last) + 1, self.step)
        return [Tick(self.x(_month_start(month)), _month_start(month)) for month in numbers]

    def months(self) -> list[float]:
        """The places at which months begin between the ticks; none if ticks are further apart than years."""
        if self.step > STEPS[2]:
            return []
        numbers = range(_month_number(self.first), _month_number(self.last) + 1)
        return [self.x(_month_start(month)) for month in numbers if month % self.step]

    @property
    def _days(self) -> int:
        return self.last.toordinal() - self.first.toordinal() + 1


def scale_over(extents: Iterable[Extent], most_ticks: int, least_step: int = 1) -> TimeScale | None:
    """The axis for some dates, from the beginning of a step to the end of the last month; None if there are none.
    `least_step` is the finest step in months. Ticks are at most `most_ticks`."""
    ordered = sorted(extents)
    if not ordered:
        return None
    start = find_break([first for first, _ in ordered])
    first = start or ordered[0][0]
    last = max(last for _, last in ordered)
    months = _month_number(last) - _month_number(first) + 1
    step = next((step for step in STEPS if step >= least_step and months <= most_ticks * step), STEPS[-1])
    begin = _month_number(first)
    whole = min(step, STEPS[2])
    begin -= begin % whole
    return TimeScale(_month_start(max(begin, 12)), _month_end(last), step, has_break=start is not None)


def find_break(days: Sequence[dt.date]) -> dt.date | None:
    """The first day after a break, given days in order; None if they need no break: a few days long before the others
    would squeeze these together."""
    distinct = sorted(set(days))
    most_before = max(1, len(distinct) // FEW_BEFORE)
    gaps = [(later - earlier, later) for earlier, later in pairwise(distinct)][:most_before]
    if len(distinct) < 3 or not gaps:
        return None
    gap, after = max(gaps)
    rest = distinct[-1] - after
    return after if gap > rest * LONG_GAP and gap > dt.timedelta(days=180) else None


def extent_of(date: Date) -> Extent:
    """The first and the last day that a date can mean; of an interval with one end, those of that end."""
    start, end = date.start or date.end, date.end or date.start
    assert start is not None and end is not None
    return (start.first, start.last) if date.end is None else (start.first, end.last)


def _month_number(day: dt.date) -> int:
    return day.year * 12 + day.month - 1


def _month_start(month: int) -> dt.date:
    return dt.date(month // 12, month % 12 + 1, 1)


def _month_end(day: dt.date) -> dt.date:
    following = _month_number(day) + 1
    return _month_start(following) - dt.timedelta(days=1) if following // 12 <= dt.MAXYEAR else dt.date.max


def _day_after(day: dt.date) -> dt.date:
    return day + dt.timedelta(days=1) if day < dt.date.max else day
