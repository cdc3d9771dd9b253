"""Amounts and numbers: exact decimals in the printed unit, with the printed hedge.

`[~ | at least | more than | at most | less than] decimal [thousand | million | billion | trillion] unit`; the unit is
an ISO 4217 code, `percent`, or the property's own unit.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache, lru_cache
from typing import NamedTuple

from ...problem import find_right, offer
from .invalid_value import InvalidValue
from .meant_amounts import Meant, read_amount

EXPECTED = "expected an amount like '1 billion USD', '~ 200 million USD', 'at least 5 billion CNY' or '27 percent'"
SCALES = {"": 0, "thousand": 3, "million": 6, "billion": 9, "trillion": 12}
"""Scale as written -> its power of ten."""
_AMOUNT = re.compile(
    r"(?P<hedge>~|at least|more than|at most|less than)?\s*"
    r"(?P<number>-?[0-9]{1,30}(?:\.[0-9]{1,15})?)"
    r"(?:\s+(?P<scale>thousand|million|billion|trillion))?"
    r"(?:\s+(?P<unit>\S[^\d]{0,40}?))?\s*"
)


UnitForms = tuple[tuple[str, str], ...]
"""(plural category, unit): the plural forms of a unit."""


class Amount(NamedTuple):
    """`value` is the whole number in `unit`; `step` is the power of ten of its last printed digit. `forms` are the
    plural forms of a unit that a property has, of which `unit` is the one for most numbers."""

    text: str
    hedge: str
    number: str
    scale: str
    unit: str
    value: Decimal
    step: int
    forms: UnitForms = ()

    @property
    def sort_key(self) -> tuple[str, Decimal, str]:
        return (self.unit, self.value, self.hedge)

    def agrees_with(self, other: Amount) -> bool:
        """Whether both can be right: they are equal at the lower precision, or one is a bound that admits the other."""
        if self.unit != other.unit:
            return False
        return self._is_equal_to(other) or self._admits(other) or other._admits(self)

    def _is_equal_to(self, other: Amount) -> bool:
        step = Decimal(1).scaleb(max(self.step, other.step))
        return abs(self.value - other.value) * 2 <= step if self.step != other.step else self.value == other.value

    def _admits(self, other: Amount) -> bool:
        match self.hedge:
            case "at least":
                return other.value >= self.value or other.hedge in ("at least", "more than")
            case "more than":
                return other.value > self.value or other.hedge in ("at least", "more than")
            case "at most":
                return other.value <= self.value or other.hedge in ("at most", "less than")
            case "less than":
                return other.value < self.value or other.hedge in ("at most", "less than")
        return False

    def __str__(self) -> str:
        return self.text


@cache
def list_currency_codes() -> frozenset[str]:
    """The ISO 4217 codes."""
    from babel.numbers import list_currencies  # needed only if an amount is read

    return frozenset(list_currencies())


@lru_cache(maxsize=50_000)
def parse_amount(text: str, unit: str = "", money: bool = True) -> Amount:
    """Parses an amount; raises InvalidValue.

    `unit` is that of the property, which may be left out of the text. If a property has none, the unit is a currency or
    percent if `money` is true, and must be left out otherwise.
    """
    try:
        return _parse(text, unit, money)
    except InvalidValue as error:
        cure, right = _suggest(text, unit, money)
        raise InvalidValue(error.what, cure or EXPECTED, right=right) from None


def _parse(text: str, unit: str, money: bool) -> Amount:
    """As `parse_amount`, without a cure."""
    match = _AMOUNT.fullmatch(text)
    if match is None:
        raise InvalidValue(f"'{text[:40]}' is not an amount")
    hedge, number, scale, seen = match["hedge"] or "", match["number"], match["scale"] or "", match["unit"] or ""
    if not _is_unit_allowed(seen, unit, money):
        raise InvalidValue(f"'{text[:40]}' has {f'the unit {seen!r}' if seen else 'no unit'}")
    fraction = len(number.partition(".")[2])
    value = Decimal(f"{number}e{SCALES[scale]}")
    return Amount(text, hedge, number, scale, unit or seen, value, find_step(number, SCALES[scale] - fraction))


def _is_unit_allowed(seen: str, unit: str, money: bool) -> bool:
    if unit:
        return seen in (unit, "")
    return seen == "percent" or seen in list_currency_codes() if money else not seen


def find_step(number: str, exponent: int) -> int:
    """The power of ten of the last significant digit: 1.000 billion is exact to the million."""
    if "." in number:
        return exponent
    zeros = len(number) - len(number.rstrip("0"))
    return exponent + (zeros if zeros < len(number.lstrip("-")) else 0)


def _suggest(text: str, unit: str, money: bool) -> tuple[str, str]:
    """A cure for a text that is not an amount: the amount most likely meant, where it can be read and is one; and that
    amount, if no other can be meant."""
    readings = read_amount(text)
    offered = [(written, each.note) for each in readings if (written := _write(each, unit, money))]
    if offered:
        return offer(offered), find_right(offered)
    return _explain(unit, money, readings), ""


def _explain(unit: str, money: bool, readings: list[Meant]) -> str:
    """A cure for an amount whose unit is missing or wrong; empty where that is not known."""
    if unit:
        return f"this property is counted in {unit}; write the number with '{unit}' or without a unit"
    if not money:
        return "write the number without a unit"
    if readings and not readings[0].unit:
        dollars, yuan = readings[0].write("USD"), readings[0].write("CNY")
        return f"add the unit that the source prints, as in '{dollars}' or '{yuan}'"
    return ""


def _write(meant: Meant, unit: str, money: bool) -> str:
    """What was meant as an amount that parses; empty where its unit is not the one that is wanted."""
    is_other = meant.unit in list_currency_codes() or meant.unit == "percent"
    if is_other and meant.unit != unit and (unit or not money):
        return ""
    written = meant.write(unit or (meant.unit if money else ""))
    try:
        _parse(written, unit, money)
    except InvalidValue:
        return ""
    return written
