"""Where a claim stands in time."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from ...content.values.dates import Date, parse_date


class TimeKey(NamedTuple):
    """When a claim is about: what sorts by time, the undated last by when they were said; its year and its month, 0
    where the date fixes none."""

    key: tuple[int, dt.date, int, str, str]
    year: int
    month: int
    days: tuple[dt.date, dt.date] | None
    """The days that it names without a doubt."""

    @property
    def dated(self) -> bool:
        return self.key[0] == 0

    @property
    def date(self) -> Date:
        """The date that a dated claim is about."""
        return parse_date(self.key[3])


def year_of(date: Date) -> int:
    """The year under which a date stands: its earliest day's, or the end's where the beginning is open."""
    day = date.first or date.last
    assert day is not None
    return day.year


def month_of(date: Date) -> tuple[int, int]:
    """(year, month), month 0 where the date does not fix one."""
    in_month = date.interval and date.start is not None and date.start.precision in ("day", "month")
    fixed = date.precision in ("day", "month") or in_month
    return (year_of(date), date.first.month if fixed and date.first else 0)


def last_day(date: Date | None) -> str:
    """The latest day that a date may mean, as YYYY-MM-DD; empty where none is known."""
    return date.last.isoformat() if date and date.last else ""
