"""values/amounts.py: exact decimals, hedges, units, and when two amounts agree."""

from __future__ import annotations

from decimal import Decimal

import pytest

from press.content.values.amounts import list_currency_codes, parse_amount
from press.content.values.invalid_value import InvalidValue


@pytest.mark.parametrize(
    ("text", "hedge", "value", "step", "unit"),
    [
        ("1 billion USD", "", "1E9", 9, "USD"),
        ("1.0 billion USD", "", "1E9", 8, "USD"),
        ("2.065 billion CNY", "", "2065000000", 6, "CNY"),
        ("~ 200 million USD", "~", "2E8", 8, "USD"),
        ("~200 million USD", "~", "2E8", 8, "USD"),
        ("at least 5 billion CNY", "at least", "5E9", 9, "CNY"),
        ("more than 10 trillion JPY", "more than", "1E13", 13, "JPY"),
        ("at most 3 thousand EUR", "at most", "3000", 3, "EUR"),
        ("less than 27 percent", "less than", "27", 0, "percent"),
        ("1000000 USD", "", "1000000", 6, "USD"),
        ("1234567 USD", "", "1234567", 0, "USD"),
        ("2500 USD", "", "2500", 2, "USD"),
        ("-3.5 percent", "", "-3.5", -1, "percent"),
        ("-12 million USD", "", "-12000000", 6, "USD"),
        ("0 USD", "", "0", 0, "USD"),
        ("0.1 percent", "", "0.1", -1, "percent"),
    ],
)
def test_amounts(text: str, hedge: str, value: str, step: int, unit: str) -> None:
    found = parse_amount(text)
    seen = (found.hedge, found.value, found.step, found.unit, found.text)
    assert seen == (hedge, Decimal(value), step, unit, text)


def test_decimals_are_exact() -> None:
    assert parse_amount("0.1 billion USD").value * 3 == Decimal("300000000")
    assert parse_amount("123456789012345678901234.123456789 USD").value == Decimal("123456789012345678901234.123456789")


@pytest.mark.parametrize(
    ("text", "unit", "expected"),
    [
        ("618 million", "people", ("618", "million", "people")),
        ("618 million people", "people", ("618", "million", "people")),
        ("34 billion", "parameters", ("34", "billion", "parameters")),
        ("~ 12", "", ("12", "", "")),
    ],
)
def test_numbers_take_the_unit_of_their_property(text: str, unit: str, expected: tuple[str, str, str]) -> None:
    found = parse_amount(text, unit, money=False)
    assert (found.number, found.scale, found.unit) == expected


@pytest.mark.parametrize(
    ("text", "unit", "money", "what", "cure"),
    [
        ("1 billion", "", True, "'1 billion' has no unit", None),
        ("1 billion usd", "", True, "'1 billion usd' has the unit 'usd'", "did you mean '1 billion USD'?"),
        ("1 billion dollars", "", True, "'1 billion dollars' has the unit 'dollars'", None),
        ("1 bn USD", "", True, "'1 bn USD' has the unit 'bn USD'", None),
        ("$1 billion", "", True, "'$1 billion' is not an amount", "did you mean '1 billion USD'?"),
        ("US$1.5 million", "", True, "'US$1.5 million' is not an amount", "did you mean '1.5 million USD'?"),
        ("1,500 USD", "", True, "'1,500 USD' is not an amount", "did you mean '1500 USD'?"),
        ("one billion USD", "", True, "'one billion USD' is not an amount", None),
        ("1e9 USD", "", True, "'1e9 USD' is not an amount", None),
        ("1. USD", "", True, "'1. USD' is not an amount", None),
        (".5 percent", "", True, "'.5 percent' is not an amount", None),
        ("27%", "", True, "'27%' is not an amount", None),
        ("NaN USD", "", True, "'NaN USD' is not an amount", None),
        ("Infinity USD", "", True, "'Infinity USD' is not an amount", None),
        ("٣ USD", "", True, "'٣ USD' is not an amount", None),
        ("", "", True, "'' is not an amount", None),
        ("12 USD", "", False, "'12 USD' has the unit 'USD'", "write the number without a unit"),
        ("12 USD", "people", False, "'12 USD' has the unit 'USD'",
         "this property is counted in people; write the number with 'people' or without a unit"),
    ],
)  # fmt: skip
def test_invalid_amounts(text: str, unit: str, money: bool, what: str, cure: str | None) -> None:
    with pytest.raises(InvalidValue) as error:
        parse_amount(text, unit, money)
    assert error.value.what == what
    assert cure is None or error.value.cure == cure


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ("1 billion USD", "1.0 billion USD", True),
        ("1 billion USD", "1000 million USD", True),
        ("1 billion USD", "1.2 billion USD", True),
        ("1.0 billion USD", "1.2 billion USD", False),
        ("1 billion USD", "2 billion USD", False),
        ("300 million USD", "285 million USD", True),
        ("300 million USD", "240 million USD", False),
        ("2.065 billion CNY", "2.07 billion CNY", True),
        ("at least 1 billion USD", "3 billion USD", True),
        ("at least 1 billion USD", "400 million USD", False),
        ("at least 1.0 billion USD", "900 million USD", False),
        ("more than 1 billion USD", "1 billion USD", True),
        ("1 billion USD", "1.5 billion USD", True),
        ("2 billion USD", "1.5 billion USD", True),
        ("more than 1 billion USD", "1.1 billion USD", True),
        ("at most 1 billion USD", "1 billion USD", True),
        ("less than 1 billion USD", "2 billion USD", False),
        ("less than 1 billion USD", "500 million USD", True),
        ("at least 5 million USD", "at least 9 million USD", True),
        ("at least 9 million USD", "at most 5 million USD", False),
        ("1 billion USD", "1 billion CNY", False),
        ("27 percent", "27.4 percent", True),
        ("-1 percent", "1 percent", False),
    ],
)
def test_agreement(left: str, right: str, expected: bool) -> None:
    """Amounts agree if they are equal at the coarser precision, or if one is a bound that admits the other."""
    first, second = parse_amount(left), parse_amount(right)
    assert (first.agrees_with(second), second.agrees_with(first)) == (expected, expected)


def test_currencies_are_those_of_iso_4217() -> None:
    assert {"USD", "CNY", "HKD", "JPY", "EUR"} <= list_currency_codes()
    assert all(len(code) == 3 and code.isupper() for code in list_currency_codes())
