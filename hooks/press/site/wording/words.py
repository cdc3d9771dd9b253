"""Every word that a reader sees: the texts of words.yml, and the values of the content as text."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal

from ...content.nodes import PlainData
from ...content.values.amounts import Amount
from ...content.values.dates import Date
from .amounts import AmountFormatter
from .dates import DateFormatter
from .texts import Texts


class Words(Texts):
    """The words of one language, and numbers, dates and amounts in them."""

    def __init__(self, entries: Mapping[str, PlainData]) -> None:
        super().__init__(entries)
        self._dates = DateFormatter(self)
        self._short_dates = DateFormatter(self, "short_months", "short_months")
        self._amounts = AmountFormatter(self)

    def format_count(self, count: int) -> str:
        """A count of things in figures: `1,234`."""
        return self.numbers.format_count(count)

    def format_date(self, date: Date | None) -> str:
        """A date at the precision with which it is written: `about April 2023`; empty for None."""
        return self._dates.format(date) if date else ""

    def format_short_date(self, date: Date | None) -> str:
        """A date as in `format_date`, with short names of months: `29 Jun 2023`; empty for None."""
        return self._short_dates.format(date) if date else ""

    def name_language(self, tag: str) -> str:
        """The name of a language, given by its BCP 47 tag; the tag itself if there is no word for it."""
        names = self.get_table("languages")
        forms = names.get(tag) or names.get(tag.partition("-")[0])
        return forms["other"].text if forms else tag

    def format_in_year(self, date: Date) -> str:
        """A date as in `format_short_date`, without its year if it is a day or months of one: `29 Jun`."""
        return self._short_dates.format_in_year(date)

    def format_day(self, day: dt.date) -> str:
        """A day of the calendar: `18 April 2023`."""
        return self._dates.format_day(day)

    def format_short_day(self, day: dt.date) -> str:
        """A day of the calendar with a short name of its month: `18 Apr 2023`."""
        return self._short_dates.format_day(day)

    def format_month(self, year: int, month: int) -> str:
        """A month of a year: `April 2023`."""
        return self._dates.format_month(year, month)

    def format_amount(self, amount: Amount, bare: bool = False) -> str:
        """An amount as it was printed: `US$1 billion`; `bare` leaves out a unit that is neither a currency nor
        percent."""
        return self._amounts.format(amount, bare)

    def format_on_axis(self, value: Decimal, unit: str) -> str:
        """A round number in the largest scale that it reaches: `US$1.2 billion`."""
        return self._amounts.format_on_axis(value, unit)
