"""Dates at the precision of their source: a small profile of EDTF (ISO 8601-2), never more precise than written.

`YYYY`, `YYYY-MM`, `YYYY-MM-DD`, `YYYY-21…24` (seasons), `YYYY-33…36` (quarters), `YYYX` (decade), each with an optional
`~` (about), `?` (uncertain) or `%` (both); intervals `A/B`, `A/..`, `../B`. https://www.loc.gov/standards/datetime/
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from functools import lru_cache
from typing import NamedTuple

from ...problem import Code, find_right, offer
from .invalid_value import InvalidValue
from .meant_dates import explain_date, read_date

EXPECTED = "expected a date like 2023, 2023-04, 2023-04-18, 2023-33, 202X, 2023-04~ or 2023-02/2023-04"
_SEASONS = range(21, 25)
_QUARTERS = range(33, 37)
_POINT = re.compile(r"(?P<year>[0-9]{4}|[0-9]{3}X)(?:-(?P<month>[0-9]{2})(?:-(?P<day>[0-9]{2}))?)?(?P<mark>[~?%])?")
_SHAPE = r"[0-9]{3}[0-9X](-(0[1-9]|1[0-2]|2[1-4]|3[3-6])(-(0[1-9]|[12][0-9]|3[01]))?)?[~?%]?"
SHAPE = rf"^({_SHAPE}(/({_SHAPE}|\.\.))?|\.\./{_SHAPE})$"
"""The shape of a date for editors, as a regular expression of ECMAScript: every date has it, few other texts do."""
PRECISIONS = {"decade": 0, "year": 1, "season": 2, "quarter": 3, "month": 4, "day": 5}
"""Precision of a date that is not an interval -> its rank; the finest is the highest."""


class Point(NamedTuple):
    """One date, not an interval: its first and last day, its precision and its mark (`~ ? %` or empty)."""

    first: dt.date
    last: dt.date
    precision: str
    mark: str


class Date(NamedTuple):
    """A date or an interval as written. `first` is None for `../B`, `last` is None for `A/..`."""

    text: str
    start: Point | None
    end: Point | None
    interval: bool = False

    @property
    def first(self) -> dt.date | None:
        return self.start.first if self.start else None

    @property
    def last(self) -> dt.date | None:
        return self.end.last if self.end else None

    @property
    def precision(self) -> str:
        """`decade`, `year`, `season`, `quarter`, `month`, `day` or `interval`."""
        return "interval" if self.interval or self.start is None else self.start.precision

    @property
    def sort_key(self) -> tuple[dt.date, int, str]:
        """Sorts by the earliest day, then by precision, the least precise first."""
        point = self.start or self.end
        assert point is not None
        rank = -1 if self.interval else PRECISIONS[point.precision]
        return (self.first or dt.date.min, rank, self.text)

    @property
    def days(self) -> tuple[dt.date, dt.date] | None:
        """The first and the last day, if both are written as days and without a mark."""
        points = (self.start, self.end)
        if any(point is None or point.precision != "day" or point.mark for point in points):
            return None
        return (self.start.first, self.end.last) if self.start and self.end else None

    def overlaps(self, other: Date) -> bool:
        """Whether the two can be about the same day."""
        return _is_not_after(self.first, other.last) and _is_not_after(other.first, self.last)

    def __str__(self) -> str:
        return self.text


def _is_not_after(first: dt.date | None, last: dt.date | None) -> bool:
    return first is None or last is None or first <= last


@lru_cache(maxsize=50_000)
def parse_date(text: str) -> Date:
    """Parses a date of the profile above; raises InvalidValue."""
    try:
        return _parse(text)
    except InvalidValue as error:
        cure, right = _suggest(text)
        names_part = error.what.startswith("'") and text[:40] not in error.what
        what = f"'{text[:40]}' is not a date" if names_part else error.what
        raise InvalidValue(what, cure or error.cure, error.code, right) from None


def _parse(text: str) -> Date:
    """As `parse_date`, without a guess at what was meant."""
    if "/" not in text:
        point = _parse_point(text)
        return Date(text, point, point)
    left, _, right = text.partition("/")
    start = None if left == ".." else _parse_point(left)
    end = None if right == ".." else _parse_point(right)
    if start is None and end is None:
        raise _invalid_date(f"'{text}' has neither a beginning nor an end")
    if start and end and start.first > end.last:
        what, cure = f"'{text}' ends before it begins", offer([(f"{right}/{left}", "")])
        raise InvalidValue(what, cure, Code.ENDS_BEFORE_START)
    return Date(text, start, end, interval=True)


def _suggest(text: str) -> tuple[str, str]:
    """A cure for a text that is not a date: the date most likely meant, if it can be read and there is such a day; and
    that date, if no other can be meant."""
    offered = []
    for written, note in read_date(text):
        try:
            offered.append((_parse(written).text, note))
        except InvalidValue as error:
            return (error.what if written != text else ""), ""
    return (offer(offered) if offered else explain_date(text)), find_right(offered)


def _parse_point(text: str) -> Point:
    match = _POINT.fullmatch(text)
    if match is None:
        raise _invalid_date(f"'{text[:40]}' is not a date")
    year, month, day, mark = match["year"], match["month"], match["day"], match["mark"] or ""
    if year.endswith("X"):
        if month:
            raise _invalid_date(f"'{text}' gives a month in a decade")
        return _make_decade(int(year[:3]) * 10, text, mark)
    if year == "0000":
        raise _invalid_date("there is no year 0000")
    return _make_point(text, int(year), int(month or 0), int(day or 0), mark)


def _make_decade(year: int, text: str, mark: str) -> Point:
    if year == 0:
        raise _invalid_date(f"'{text}' is not a decade")
    return Point(dt.date(year, 1, 1), dt.date(year + 9, 12, 31), "decade", mark)


def _make_point(text: str, year: int, month: int, day: int, mark: str) -> Point:
    if month in _SEASONS or month in _QUARTERS:
        if day:
            raise _invalid_date(f"'{text}' gives a day in a season or quarter")
        return _make_part_of_year(year, month, mark)
    if "-" not in text:
        return Point(dt.date(year, 1, 1), dt.date(year, 12, 31), "year", mark)
    if not 1 <= month <= 12:
        cure = "months are 01 to 12, seasons 21 to 24, quarters 33 to 36"
        raise _invalid_date(f"'{text}' has no month {month:02d}", cure)
    length = calendar.monthrange(year, month)[1]
    if text.count("-") == 1:
        return Point(dt.date(year, month, 1), dt.date(year, month, length), "month", mark)
    if not 1 <= day <= length:
        what = f"'{text}' is not a day: {calendar.month_name[month]} {year} has {length} days"
        raise _invalid_date(what, f"write '{year:04d}-{month:02d}' if the day is not known")
    date = dt.date(year, month, day)
    return Point(date, date, "day", mark)


def _make_part_of_year(year: int, code: int, mark: str) -> Point:
    """A season, which begins with March, June, September or December, or a quarter."""
    precision = "season" if code in _SEASONS else "quarter"
    month = (code - 21) * 3 + 3 if code in _SEASONS else (code - 33) * 3 + 1
    last_month, last_year = (month + 2, year) if month < 12 else (2, year + 1)
    if last_year > dt.MAXYEAR:
        raise _invalid_date(f"winter {year} ends after the last year that can be written")
    last = dt.date(last_year, last_month, calendar.monthrange(last_year, last_month)[1])
    return Point(dt.date(year, month, 1), last, precision, mark)


def _invalid_date(what: str, cure: str = EXPECTED) -> InvalidValue:
    return InvalidValue(what, cure, Code.INVALID_DATE)
