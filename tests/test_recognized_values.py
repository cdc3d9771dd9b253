"""desk/recognition/: amounts and dates of a sentence, in any common spelling."""

from __future__ import annotations

import time

import pytest

from press.content.values.amounts import parse_amount
from press.content.values.dates import parse_date
from press.content.values.invalid_value import InvalidValue
from press.desk.recognition.amounts import find_amounts
from press.desk.recognition.dates import find_dates

AMOUNTS = [
    ("valued at US$1 billion", ["1 billion USD"]),
    ("valued at US$1bn", ["1 billion USD"]),
    ("worth $1 billion", ["1 billion USD"]),
    ("a €500m fund", ["500 million EUR"]),
    ("paid 2.065 billion yuan", ["2.065 billion CNY"]),
    ("paid RMB10m", ["10 million CNY"]),
    ("1,5 Mio EUR", ["1.5 million EUR"]),
    ("融资10亿元", ["1 billion CNY"]),
    ("１０億元", ["1 billion CNY"]),
    ("约2.065亿元人民币", ["~ 206.5 million CNY"]),
    ("27 per cent of it", ["27 percent"]),
    ("27%", ["27 percent"]),
    ("Lee, 61, said", ["61"]),
    ("between 10 and 12 million yuan", ["at least 10 million CNY", "at most 12 million CNY"]),
    ("$1-2 billion", ["at least 1 billion USD", "at most 2 billion USD"]),
    ("Rs 500 crore", ["5 billion INR"]),
    ("more than 1.06 billion users", ["more than 1.06 billion"]),
    ("2000 employees", ["2000"]),
    ("in 2020", []),
    ("the 2022 model", []),
    ("two billion dollars", ["2 billion USD"]),
    ("¥100 million", ["100 million CNY"]),
    ("5万用户", ["50000"]),
    ("超过1000万美元", ["more than 10 million USD"]),
    ("HK$3.5 billion", ["3.5 billion HKD"]),
    ("US$50 million to US$100 million", ["at least 50 million USD", "at most 100 million USD"]),
    ("100 million-plus users", ["at least 100 million"]),
    ("1,234,567 yuan", ["1234567 CNY"]),
    ("300 million US dollars", ["300 million USD"]),
    ("half a billion dollars", ["0.5 billion USD"]),
    ("5.6亿美元", ["560 million USD"]),
    ("nearly 3,000 people", ["~ 3000"]),
    ("1.4bn yuan (US$200m)", ["1.4 billion CNY", "200 million USD"]),
    ("at 3 pm", []),
    ("tens of millions", []),
    ("500 000 euros", ["500000 EUR"]),
    ("up to 90%", ["at most 90 percent"]),
    ("两亿元", ["200 million CNY"]),
    ("数十亿元", []),
    ("a US$1 billion-plus deal", ["at least 1 billion USD"]),
    ("1 billion internet users", ["1 billion"]),
    ("about £20m", ["~ 20 million GBP"]),
    ("", []),
]


@pytest.mark.parametrize(("text", "expected"), AMOUNTS)
def test_amounts_are_read_as_the_values_of_the_yaml(text: str, expected: list[str]) -> None:
    found = sorted(find_amounts(text, text))
    assert [amount.values[0] for amount in found] == expected
    for amount in found:
        for value in amount.values:
            assert is_valid(value)


def is_valid(value: str) -> bool:
    for unit, money in (("", True), ("", False)):
        try:
            return bool(parse_amount(value, unit, money))
        except InvalidValue:
            continue
    return False


def test_an_unclear_sign_offers_all_its_units() -> None:
    dollars, yen = next(find_amounts("$1bn", "$1bn")), next(find_amounts("¥1bn", "¥1bn"))
    assert {"USD", "HKD", "AUD"} < dollars.units
    assert yen.values == ("1 billion CNY", "1 billion JPY")


def test_nothing_is_found_in_what_is_masked() -> None:
    assert list(find_amounts("Orbit 2.0 and 36Kr", "\x00" * 9 + " and " + "\x00" * 4)) == []


DATES = [
    ("a February announcement", "2023-02"),
    ("launched last November", "2022-11"),
    ("in mid-March that", "2023-03"),
    ("currently valued", "2023-04"),
    ("in recent months", "2023-02/2023-04"),
    ("retired in 2020", "2020"),
    ("it may be launched", ""),
    ("May said so", ""),
    ("in May", "2022-05"),
    ("2000 employees", ""),
    ("in 2000 stores", ""),
    ("Lee, 61, said", ""),
    ("the 2022 World Cup", ""),
    ("since 2020", "2020"),
    ("by 2030", "2030"),
    ("on March 16", "2023-03-16"),
    ("on 16 March", "2023-03-16"),
    ("March 16, 2023", "2023-03-16"),
    ("18 April 2023", "2023-04-18"),
    ("April 2022", "2022-04"),
    ("late 2022", "2022"),
    ("early February 2022", "2022-02"),
    ("the end of March", "2023-03"),
    ("Sept 5", "2022-09-05"),
    ("in Q1", "2023-33"),
    ("in the third quarter", "2022-35"),
    ("first quarter of 2022", "2022-33"),
    ("the first half of 2022", "2022-01/2022-06"),
    ("spring 2022", "2022-21"),
    ("last summer", "2022-22"),
    ("last quarter", "2023-33"),
    ("the 1990s", "199X"),
    ("two years ago", "2021~"),
    ("three months ago", "2023-01~"),
    ("over the past year", "2022/2023"),
    ("earlier this year", "2023"),
    ("last year", "2022"),
    ("last month", "2023-03"),
    ("next month", "2023-05"),
    ("it will open in June", "2023-06"),
    ("it opened in June", "2022-06"),
    ("去年11月", "2022-11"),
    ("3月16日", "2023-03-16"),
    ("2023年3月", "2023-03"),
    ("2022年第一季度", "2022-33"),
    ("上个月", "2023-03"),
    ("目前", "2023-04"),
    ("", ""),
]


@pytest.mark.parametrize(("text", "expected"), DATES)
def test_dates_are_read_from_the_month_of_the_article(text: str, expected: str) -> None:
    found = list(find_dates(text, parse_date("2023-04")))
    assert [str(date.date) for date in found] == ([expected] if expected else [])


@pytest.mark.parametrize(
    ("text", "need"),
    [
        ("last April", "this year's or last year's? Write the year"),
        ("last March", "this year's or last year's? Write the year"),
        ("last week", "needs the article's day"),
        ("on Tuesday", "needs the article's day"),
        ("yesterday", "needs the article's day"),
        ("上周", "needs the article's day"),
        ("a few weeks ago", "how many is not said"),
        ("February 30", "there is no such day"),
    ],
)
def test_a_date_that_does_not_follow_has_no_value(text: str, need: str) -> None:
    assert [(date.date, date.need) for date in find_dates(text, parse_date("2023-04"))] == [(None, need)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("yesterday", "2023-04-17"),
        ("on Tuesday", "2023-04-18"),
        ("last Tuesday", "2023-04-11"),
        ("on Monday", "2023-04-17"),
        ("next Monday", "2023-04-24"),
        ("will open on Monday", "2023-04-24"),
        ("it will open soon, the firm said on Monday", "2023-04-17"),
        ("it will open soon, she told reporters late on Monday", "2023-04-17"),
        ("it would open on Monday", "None"),
        ("it would grow, she said on Monday", "2023-04-17"),
        ("last week", "2023-04-10/2023-04-16"),
        ("three days ago", "2023-04-15"),
        ("昨天", "2023-04-17"),
        ("上周", "2023-04-10/2023-04-16"),
        ("April 20", "2022-04-20"),
        ("it will open on April 20", "2023-04-20"),
    ],
)
def test_dates_are_read_from_the_day_of_the_article(text: str, expected: str) -> None:
    assert [str(date.date) for date in find_dates(text, parse_date("2023-04-18"))] == [expected]


def test_without_the_article_s_date_only_complete_dates_have_a_value() -> None:
    found = sorted(find_dates("in March, last year, on Tuesday and in April 2022", None))
    assert [str(date.date) for date in found] == ["None", "None", "None", "2022-04"]
    assert [str(date.date) for date in find_dates("last year, in March", parse_date("2023"))] == ["2022", "None"]


@pytest.mark.parametrize(
    "hostile", ["在时" * 1500, "in " * 1000, "1 " * 1500, "March " * 500, "last " * 700, "9" * 3000]
)
def test_hostile_sentences_take_no_time(hostile: str) -> None:
    begun = time.monotonic()
    list(find_dates(hostile, parse_date("2023-04-18")))
    list(find_amounts(hostile, hostile))
    assert time.monotonic() - begun < 2
