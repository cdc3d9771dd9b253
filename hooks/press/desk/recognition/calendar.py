"""The arithmetic of relative dates: which month, week or year words mean, seen from an article's day."""

from __future__ import annotations

import calendar
import datetime as dt
from typing import NamedTuple

from ...content.values.dates import Date, parse_date
from ...content.values.invalid_value import InvalidValue

NEEDS_DAY = "needs the article's day"
NEEDS_MONTH = "needs the article's month"
NEEDS_YEAR = "needs the article's year"


class Unknown(Exception):
    """A date that does not follow; the message says what is missing."""


class Anchor(NamedTuple):
    """The article's date, as far as it is known. Each property raises Unknown for what it is too coarse to tell."""

    date: Date | None

    @property
    def year(self) -> int:
        if self.date is None or self.date.first is None or self.date.precision in ("decade", "interval"):
            raise Unknown(NEEDS_YEAR)
        return self.date.first.year

    @property
    def month(self) -> tuple[int, int]:
        if self.date is None or self.date.first is None or self.date.precision not in ("month", "day"):
            raise Unknown(NEEDS_MONTH)
        return self.date.first.year, self.date.first.month

    @property
    def day(self) -> dt.date:
        if self.date is None or self.date.first is None or self.date.precision != "day":
            raise Unknown(NEEDS_DAY)
        return self.date.first


def write_month(year: int, month: int) -> str:
    """A month in the YAML's notation; months outside of 1 to 12 are in another year."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    return f"{year:04d}-{month:02d}"


def shift_month(anchor: Anchor, months: int) -> str:
    """The month some months after the article's."""
    year, month = anchor.month
    return write_month(year, month + months)


def shift_days(anchor: Anchor, days: int) -> str:
    """The day some days after the article's."""
    return (anchor.day + dt.timedelta(days=days)).isoformat()


def shift_week(anchor: Anchor, weeks: int) -> str:
    """The days of the week some weeks after the article's, Monday to Sunday."""
    monday = anchor.day - dt.timedelta(days=anchor.day.weekday()) + dt.timedelta(weeks=weeks)
    return f"{monday.isoformat()}/{(monday + dt.timedelta(days=6)).isoformat()}"


def find_latest_month(anchor: Anchor, month: int) -> int:
    """The year of the latest such month that is not after the article's."""
    year, current = anchor.month
    return year if month <= current else year - 1


def find_coming_month(anchor: Anchor, month: int) -> int:
    """The year of the next such month that is not before the article's."""
    year, current = anchor.month
    return year if month >= current else year + 1


def find_last_month(anchor: Anchor, month: int) -> int:
    """The year of `last <month>`; raises Unknown for the article's own month and the one before, which either of two
    years may be meant by."""
    year, current = anchor.month
    if (current - month) % 12 <= 1:
        raise Unknown("this year's or last year's? Write the year")
    return year if month < current else year - 1


def write_day(year: int, month: int, day: int) -> str:
    """A day; raises Unknown if there is none."""
    if not 1 <= day <= calendar.monthrange(year, month)[1]:
        raise Unknown("there is no such day")
    return f"{year:04d}-{month:02d}-{day:02d}"


def find_day(anchor: Anchor, month: int, day: int, is_coming: bool) -> str:
    """The latest such day that is not after the article's, or the next one."""
    try:
        own = anchor.day
    except Unknown:
        find = find_coming_month if is_coming else find_latest_month
        return write_day(find(anchor, month), month, day)
    year = own.year
    if is_coming and (month, day) < (own.month, own.day):
        year += 1
    if not is_coming and (month, day) > (own.month, own.day):
        year -= 1
    return write_day(year, month, day)


def find_weekday(anchor: Anchor, weekday: int, which: str) -> str:
    """`on Tuesday`, `last Tuesday` or `next Tuesday`, 0 for Monday: the day itself may be meant only by `on`."""
    own = anchor.day
    if which == "next":
        return (own + dt.timedelta(days=(weekday - own.weekday() - 1) % 7 + 1)).isoformat()
    back = (own.weekday() - weekday) % 7
    return (own - dt.timedelta(days=back if back or which != "last" else 7)).isoformat()


def find_quarter(anchor: Anchor, quarter: int) -> str:
    """The latest such quarter that has begun."""
    year, month = anchor.month
    return f"{year if quarter <= (month + 2) // 3 else year - 1}-{32 + quarter}"


def shift_quarter(anchor: Anchor, quarters: int) -> str:
    """The quarter some quarters after the article's."""
    year, month = anchor.month
    index = year * 4 + (month + 2) // 3 - 1 + quarters
    return f"{index // 4}-{33 + index % 4}"


def read_anchor(text: str) -> Anchor:
    """The anchor of a date as the YAML writes it; without a date if it is none."""
    try:
        return Anchor(parse_date(text))
    except InvalidValue:
        return Anchor(None)
