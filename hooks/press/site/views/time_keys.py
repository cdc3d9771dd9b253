"""The position of a claim in time."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from ...content.values.dates import Date


class TimeKey(NamedTuple):
    """The time that a claim is listed under: a key that sorts by time, with undated claims last by when they were said;
    and its year and month, each 0 if the date does not determine it."""

    key: tuple[int, dt.date, int, str, str]
    year: int
    month: int
    date: Date | None
    """The time that it is listed under; None if it has none."""
    days: tuple[dt.date, dt.date] | None
    """The days that it is about if it gives them for certain, else None."""

    @property
    def dated(self) -> bool:
        return self.date is not None


def year_of(date: Date) -> int:
    """The year that a date is listed under: that of its earliest day, or of its end if the beginning is open."""
    day = date.first or date.last
    assert day is not None
    return day.year


def month_of(date: Date) -> tuple[int, int]:
    """(year, month); the month is 0 if the date does not determine it."""
    in_month = date.interval and date.start is not None and date.start.precision in ("day", "month")
    fixed = date.precision in ("day", "month") or in_month
    return (year_of(date), date.first.month if fixed and date.first else 0)


def last_day(date: Date | None) -> str:
    """The latest day that a date may mean, as YYYY-MM-DD; empty if none is known."""
    return date.last.isoformat() if date and date.last else ""
