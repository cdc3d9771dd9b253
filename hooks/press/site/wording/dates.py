"""Dates in words, at the precision with which they are written: `about April 2023`, `3 to 18 April 2023`."""

from __future__ import annotations

import datetime as dt

from ...content.values.dates import Date, Point
from .texts import Texts

_INTERVALS = {"month": "interval_months", "season": "interval_seasons", "quarter": "interval_quarters"}
"""Precision of both ends -> the word for an interval within one year; days have two."""

_SHORT_YEARS = 1000
"""Years before this one have fewer than four digits, and would be read as years of our century or as days."""


class DateFormatter:
    """Puts dates into the words of one language; each date once. `months` and `months_of_days` are the lists of words
    that name the months, alone and next to a day."""

    def __init__(self, texts: Texts, months: str = "months", months_of_days: str = "months_of_days") -> None:
        self._texts = texts
        self._months = months
        self._months_of_days = months_of_days
        self._formatted: dict[str, str] = {}

    def format(self, date: Date) -> str:
        """A date or an interval."""
        text = self._formatted.get(date.text)
        if text is None:
            text = self._formatted[date.text] = self._format(date)
        return text

    def format_day(self, day: dt.date) -> str:
        """A day of the calendar: `18 April 2023`."""
        return self._texts.fill("date_day", **self._parts(day))

    def format_in_year(self, date: Date) -> str:
        """A day, a month or an interval of months without its year: `18 April`; any other date as a whole."""
        start, end = date.start, date.end
        if start is None or end is None or start.mark or end.mark or start.precision != end.precision:
            return self.format(date)
        parts = self._parts(start.first)
        months = self._texts.get_list(self._months)
        if not date.interval and start.precision == "day":
            return self._texts.fill("date_day_of_year", **parts)
        if start.precision != "month" or start.first.year != end.first.year:
            return self.format(date)
        first, last = months[start.first.month - 1], months[end.first.month - 1]
        return first if first == last else self._texts.fill("interval_months_of_year", month=first, end_month=last)

    def format_month(self, year: int, month: int) -> str:
        """A month of a year: `April 2023`."""
        months = self._texts.get_list(self._months)
        return self._texts.fill("date_month", year=self.format_year(year), month=months[month - 1])

    def format_year(self, year: int) -> str:
        """A year: `2023`, `AD 79`."""
        return str(year) if year >= _SHORT_YEARS else self._texts.fill("year_early", year=year)

    def _format(self, date: Date) -> str:
        start, end = date.start, date.end
        if start is None or end is None:
            if end is not None:
                return self._texts.fill("until", date=self._format_point(end))
            return self._texts.fill("since", date=self._format_point(start)) if start else ""
        return self._format_interval(start, end) if date.interval else self._format_point(start)

    def _format_interval(self, start: Point, end: Point) -> str:
        alike = start.precision == end.precision and start.first.year == end.first.year
        if not alike or start.mark or end.mark or start.precision in ("year", "decade"):
            return self._texts.fill("interval", start=self._format_point(start), end=self._format_point(end))
        parts = self._parts(start.first) | {f"end_{name}": value for name, value in self._parts(end.first).items()}
        if start.precision == "day":
            key = "interval_days" if start.first.month == end.first.month else "interval_days_of_months"
            return self._texts.fill(key, **parts)
        months = self._texts.get_list(self._months)
        parts |= {"month": months[start.first.month - 1], "end_month": months[end.first.month - 1]}
        return self._texts.fill(_INTERVALS[start.precision], **parts)

    def _format_point(self, point: Point) -> str:
        text = self._format_unmarked(point)
        if point.mark in ("~", "%"):
            text = self._texts.fill("date_about", date=text)
        return self._texts.fill("date_uncertain", date=text) if point.mark in ("?", "%") else text

    def _format_unmarked(self, point: Point) -> str:
        if point.precision == "month":
            return self.format_month(point.first.year, point.first.month)
        if point.precision == "year":
            return self._texts.fill("date_year", year=self.format_year(point.first.year))
        return self._texts.fill(f"date_{point.precision}", **self._parts(point.first))

    def _parts(self, day: dt.date) -> dict[str, object]:
        """The value of each placeholder that a date pattern may have, for the first day of a date."""
        texts = self._texts
        return {
            "day": day.day,
            "month": texts.get_list(self._months_of_days)[day.month - 1],
            "year": self.format_year(day.year),
            "season": texts.get_list("seasons")[(day.month - 3) // 3 % 4],
            "quarter": texts.get_list("quarters")[(day.month - 1) // 3],
        }
