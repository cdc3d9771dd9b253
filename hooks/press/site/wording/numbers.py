"""Numbers in figures, with the marks of the language."""

from __future__ import annotations


class NumberFormatter:
    """Groups digits and sets the decimal mark."""

    def __init__(self, thousands_mark: str, decimal_mark: str) -> None:
        self._thousands_mark = thousands_mark
        self._decimal_mark = decimal_mark

    def format_count(self, count: int) -> str:
        """A count of things: `1,234`."""
        return f"{count:,}".replace(",", self._thousands_mark)

    def format_decimal(self, number: str) -> str:
        """A number as it was printed, with its digits grouped if there are five or more: `2500`, `12,500.5`."""
        whole, point, fraction = number.partition(".")
        if len(whole) > 4:
            whole = self.format_count(int(whole))
        return f"{whole}{self._decimal_mark}{fraction}" if point else whole
