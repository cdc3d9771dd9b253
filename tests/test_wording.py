"""site/wording: dates, amounts, numbers and lists in the words of a language, and what is refused of a fork's words."""

from __future__ import annotations

from decimal import Decimal

import pytest

from press.content.values.amounts import parse_amount
from press.content.values.dates import parse_date
from press.site.wording import read_words

ENGLISH = read_words()[0]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2023", "2023"),
        ("2023-04", "April 2023"),
        ("2023-04-18", "18 April 2023"),
        ("2024-02", "February 2024"),
        ("2024-02-29", "29 February 2024"),
        ("2023-21", "spring 2023"),
        ("2023-22", "summer 2023"),
        ("2023-23", "autumn 2023"),
        ("2023-24", "winter 2023"),
        ("2023-33", "first quarter of 2023"),
        ("2023-34", "second quarter of 2023"),
        ("2023-35", "third quarter of 2023"),
        ("2023-36", "fourth quarter of 2023"),
        ("202X", "the 2020s"),
        ("2023~", "about 2023"),
        ("2023-04?", "April 2023 (uncertain)"),
        ("2023-04-18%", "about 18 April 2023 (uncertain)"),
        ("2023-21~", "about spring 2023"),
        ("2023-33?", "first quarter of 2023 (uncertain)"),
        ("202X~", "about the 2020s"),
        ("2023-02/2023-04", "February to April 2023"),
        ("2023-04-03/2023-04-18", "3 to 18 April 2023"),
        ("2022-12/2023-01", "December 2022 to January 2023"),
        ("2022/2023-04", "2022 to April 2023"),
        ("2023/2023", "2023 to 2023"),
        ("2023-04~/2023-06?", "about April 2023 to June 2023 (uncertain)"),
        ("2023-04/..", "since April 2023"),
        ("../2023-04", "until April 2023"),
        ("201X/202X", "the 2010s to the 2020s"),
        ("0001-01-01", "1 January 1"),
        ("9999-12-31", "31 December 9999"),
        ("2023-02-03/2023-04-18", "3 February to 18 April 2023"),
        ("2022-12-30/2023-01-02", "30 December 2022 to 2 January 2023"),
        ("2023-21/2023-23", "spring to autumn 2023"),
        ("2023-33/2023-35", "first quarter to third quarter of 2023"),
        ("2023-02/2023-04-18", "February 2023 to 18 April 2023"),
    ],
)
def test_dates_in_english(text: str, words: str) -> None:
    assert ENGLISH.format_date(parse_date(text)) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("1 billion USD", "US$1 billion"),
        ("1.0 billion USD", "US$1.0 billion"),
        ("2.065 billion CNY", "2.065 billion yuan"),
        ("~ 200 million USD", "about US$200 million"),
        ("~200 million USD", "about US$200 million"),
        ("at least 5 billion CNY", "at least 5 billion yuan"),
        ("more than 10 trillion JPY", "more than ¥10 trillion"),
        ("at most 3 thousand EUR", "at most €3 thousand"),
        ("less than 27 percent", "less than 27 percent"),
        ("1000000 USD", "US$1,000,000"),
        ("1234567 USD", "US$1,234,567"),
        ("2500 USD", "US$2500"),
        ("-3.5 percent", "-3.5 percent"),
        ("-12 million USD", "-US$12 million"),
        ("0 USD", "US$0"),
        ("0.1 percent", "0.1 percent"),
        ("5 billion SEK", "5 billion SEK"),
        ("-5 CHF", "-5 Swiss francs"),
    ],
)
def test_amounts_in_english(text: str, words: str) -> None:
    assert ENGLISH.format_amount(parse_amount(text)) == words


@pytest.mark.parametrize(
    ("text", "unit", "words", "bare"),
    [
        ("618 million", "people", "618 million people", "618 million"),
        ("34 billion", "parameters", "34 billion parameters", "34 billion"),
        ("~ 12", "", "about 12", "about 12"),
    ],
)
def test_a_unit_of_a_property_may_be_left_out(text: str, unit: str, words: str, bare: str) -> None:
    amount = parse_amount(text, unit, money=False)
    assert (ENGLISH.format_amount(amount), ENGLISH.format_amount(amount, bare=True)) == (words, bare)


@pytest.mark.parametrize(
    ("value", "unit", "words"),
    [
        ("1200000000", "USD", "US$1.2 billion"),
        ("-3000000", "USD", "-US$3 million"),
        ("0.5", "percent", "0.5 percent"),
        ("1000", "people", "1000 people"),
        ("50000", "people", "50,000 people"),
        ("2E+15", "people", "2000 trillion people"),
    ],
)
def test_the_ends_of_an_axis_in_english(value: str, unit: str, words: str) -> None:
    assert ENGLISH.format_on_axis(Decimal(value), unit) == words
