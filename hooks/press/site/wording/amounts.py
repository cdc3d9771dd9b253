"""Amounts in words: `US$1 billion`, `about 2.065 billion yuan`, `27 percent`.

A scale that the language has no word for is converted to the next one below: if `scales` names 10,000 and 100,000,000,
a billion is written as ten of the latter.
"""

from __future__ import annotations

from decimal import Decimal

from ...content.values.amounts import SCALES, Amount
from .texts import Texts

_HEDGES = {
    "~": "amount_about",
    "at least": "amount_at_least",
    "more than": "amount_more_than",
    "at most": "amount_at_most",
    "less than": "amount_less_than",
}
"""Hedge as written -> the word for it."""
_AXIS = 3
"""An axis does not name scales up to this power of ten: such numbers have few digits anyway."""


class AmountFormatter:
    """Puts amounts into the words of one language."""

    def __init__(self, texts: Texts) -> None:
        self._texts = texts
        self._scales = {int(power): power for power in texts.get_table("scales")}

    def format(self, amount: Amount, bare: bool = False) -> str:
        """An amount as it was printed; `bare` leaves out a unit that is neither percent nor in `currencies`."""
        number, power = amount.number, SCALES[amount.scale]
        if power and power not in self._scales:
            power = self._largest_scale(amount.value)
            number = f"{amount.value.scaleb(-power):.{max(0, power - amount.step)}f}"
        text = self._format_number(number, power, self._choose_form(amount, number, power), bare)
        return self._texts.fill(_HEDGES[amount.hedge], amount=text) if amount.hedge else text

    def _choose_form(self, amount: Amount, number: str, power: int) -> str:
        """The form of a unit that goes with a number: `1 death`, `2 deaths`, `1 million deaths`."""
        forms = dict(amount.forms)
        shown = Decimal(number.removeprefix("-")) if not power else amount.value
        return forms.get(self._texts.choose_form(shown), amount.unit)

    def format_on_axis(self, value: Decimal, unit: str) -> str:
        """A round number in the largest scale that it reaches: `US$1.2 billion`, `0 people`."""
        power = self._largest_scale(value, above=_AXIS)
        return self._format_number(f"{value.scaleb(-power).normalize():f}", power, unit, bare=False)

    def _format_number(self, number: str, power: int, unit: str, bare: bool) -> str:
        """A number in a scale, which is its power of ten, with its unit."""
        number, minus = number.removeprefix("-"), number.startswith("-")
        text = self._texts.numbers.format_decimal(number)
        if power:
            text = self._texts.fill_entry("scales", self._scales[power], Decimal(number), number=text)
        text = self._with_unit(text, number, unit, bare)
        return self._texts.fill("amount_negative", amount=text) if minus else text

    def _largest_scale(self, value: Decimal, above: int = 0) -> int:
        """The largest power of ten with a word, among those above one, that a value reaches; 0 for none."""
        powers = (power for power in self._scales if power > above and abs(value) >= Decimal(1).scaleb(power))
        return max(powers, default=0)

    def _with_unit(self, text: str, number: str, unit: str, bare: bool) -> str:
        if unit in self._texts.get_table("currencies"):
            return self._texts.fill_entry("currencies", unit, Decimal(number), amount=text)
        if unit == "percent":
            return self._texts.fill("amount_percent", amount=text)
        return text if bare or not unit else self._texts.fill("amount_with_unit", amount=text, unit=unit)
