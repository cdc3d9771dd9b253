"""values/dates.py: the profile of EDTF, with the edtf package as a second opinion."""

from __future__ import annotations

import datetime as dt
import itertools
import random
import time

import pytest
from edtf import parse_edtf

from press.content.values.dates import Date, parse_date
from press.content.values.invalid_value import InvalidValue
from press.content.values.meant_dates import BEFORE_YEAR_1

SEED = 20230418


def bounds(text: str) -> tuple[str | None, str | None]:
    date = parse_date(text)
    return (date.first and date.first.isoformat(), date.last and date.last.isoformat())


@pytest.mark.parametrize(
    ("text", "first", "last", "precision"),
    [
        ("2023", "2023-01-01", "2023-12-31", "year"),
        ("2023-04", "2023-04-01", "2023-04-30", "month"),
        ("2023-04-18", "2023-04-18", "2023-04-18", "day"),
        ("2024-02", "2024-02-01", "2024-02-29", "month"),
        ("2024-02-29", "2024-02-29", "2024-02-29", "day"),
        ("2023-21", "2023-03-01", "2023-05-31", "season"),
        ("2023-22", "2023-06-01", "2023-08-31", "season"),
        ("2023-23", "2023-09-01", "2023-11-30", "season"),
        ("2023-24", "2023-12-01", "2024-02-29", "season"),
        ("2023-33", "2023-01-01", "2023-03-31", "quarter"),
        ("2023-34", "2023-04-01", "2023-06-30", "quarter"),
        ("2023-35", "2023-07-01", "2023-09-30", "quarter"),
        ("2023-36", "2023-10-01", "2023-12-31", "quarter"),
        ("202X", "2020-01-01", "2029-12-31", "decade"),
        ("2023~", "2023-01-01", "2023-12-31", "year"),
        ("2023-04?", "2023-04-01", "2023-04-30", "month"),
        ("2023-04-18%", "2023-04-18", "2023-04-18", "day"),
        ("2023-21~", "2023-03-01", "2023-05-31", "season"),
        ("2023-33?", "2023-01-01", "2023-03-31", "quarter"),
        ("202X~", "2020-01-01", "2029-12-31", "decade"),
        ("2023-02/2023-04", "2023-02-01", "2023-04-30", "interval"),
        ("2023-04-03/2023-04-18", "2023-04-03", "2023-04-18", "interval"),
        ("2022-12/2023-01", "2022-12-01", "2023-01-31", "interval"),
        ("2022/2023-04", "2022-01-01", "2023-04-30", "interval"),
        ("2023/2023", "2023-01-01", "2023-12-31", "interval"),
        ("2023-04~/2023-06?", "2023-04-01", "2023-06-30", "interval"),
        ("2023-04/..", "2023-04-01", None, "interval"),
        ("../2023-04", None, "2023-04-30", "interval"),
        ("201X/202X", "2010-01-01", "2029-12-31", "interval"),
        ("0001-01-01", "0001-01-01", "0001-01-01", "day"),
        ("9999-12-31", "9999-12-31", "9999-12-31", "day"),
    ],
)
def test_every_form(text: str, first: str | None, last: str | None, precision: str) -> None:
    date = parse_date(text)
    assert (*bounds(text), date.precision, date.text) == (first, last, precision, text)


@pytest.mark.parametrize(
    ("text", "what", "cure"),
    [
        ("2024-02-30", "'2024-02-30' is not a day: February 2024 has 29 days", None),
        ("2023-02-29", "'2023-02-29' is not a day: February 2023 has 28 days", None),
        ("2023-00", "'2023-00' has no month 00", "months are 01 to 12, seasons 21 to 24, quarters 33 to 36"),
        ("2023-13", "'2023-13' has no month 13", "months are 01 to 12, seasons 21 to 24, quarters 33 to 36"),
        ("2023-25", "'2023-25' has no month 25", "months are 01 to 12, seasons 21 to 24, quarters 33 to 36"),
        ("2023-37", "'2023-37' has no month 37", "months are 01 to 12, seasons 21 to 24, quarters 33 to 36"),
        ("2023-04-00", "'2023-04-00' is not a day: April 2023 has 30 days", None),
        ("2023-21-01", "'2023-21-01' gives a day in a season or quarter", None),
        ("202X-04", "'202X-04' gives a month in a decade", None),
        ("0000", "there is no year 0000", None),
        ("000X", "'000X' is not a decade", None),
        ("../..", "'../..' has neither a beginning nor an end", None),
        ("2023-05/2023-04", "'2023-05/2023-04' ends before it begins", "did you mean '2023-04/2023-05'?"),
        ("2023-4", "'2023-4' is not a date", "did you mean '2023-04'?"),
        ("2023.4.8", "'2023.4.8' is not a date", "did you mean '2023-04-08'?"),
        ("18.04.2023", "'18.04.2023' is not a date", "did you mean '2023-04-18'?"),
        ("~2023", "'~2023' is not a date", "did you mean '2023~'?"),
        ("about 2023-04", "'about 2023-04' is not a date", "did you mean '2023-04~'?"),
        ("c. 2023", "'c. 2023' is not a date", "did you mean '2023~'?"),
        ("April 2023", "'April 2023' is not a date", None),
        ("2023-04~?", "'2023-04~?' is not a date", None),
        ("20XX", "'20XX' is not a date", None),
        ("2023-XX", "'2023-XX' is not a date", None),
        ("2023-04-18T10:00", "'2023-04-18T10:00' is not a date", None),
        ("[2023]", "'[2023]' is not a date", None),
        ("-2023", "'-2023' is not a date", None),
        ("y12023", "'y12023' is not a date", None),
        ("２０２３", "'２０２３' is not a date", None),
        ("2023-04/", "'2023-04/' is not a date", None),
        ("/2023-04", "'/2023-04' is not a date", None),
        ("2023/2024/2025", None, None),
        ("2023-04 ", "'2023-04 ' is not a date", None),
        ("", "'' is not a date", None),
        ("unknown", "'unknown' is not a date", None),
        ("979", "'979' is not a date", "did you mean '0979'?"),
        ("14 AD", "'14 AD' is not a date", "did you mean '0014'?"),
        ("AD 14", "'AD 14' is not a date", "did you mean '0014'?"),
        ("14", "'14' is not a date", None),
        ("1st century", "'1st century' is not a date", "did you mean '0001/0100'?"),
        ("12th century", "'12th century' is not a date", "did you mean '1101/1200'?"),
        *(
            (text, f"'{text}' is not a date", BEFORE_YEAR_1)
            for text in ("-0026", "-0026-01-16", "26 BC", "27 B.C.E.", "前27年")
        ),
        ("9999-24", "winter 9999 ends after the last year that can be written", None),
    ],
)
def test_every_invalid_date(text: str, what: str | None, cure: str | None) -> None:
    with pytest.raises(InvalidValue) as error:
        parse_date(text)
    assert what is None or error.value.what == what
    assert cure is None or error.value.cure == cure


def test_cures_of_slashed_dates() -> None:
    """The two ways in which people write dates with slashes, which the profile reads as intervals."""
    found = {}
    for text in ("2023/4/8", "18/04/2023", "2023/04/18"):
        with pytest.raises(InvalidValue) as error:
            parse_date(text)
        found[text] = (error.value.what, error.value.cure)
    assert found == {
        "2023/4/8": ("'2023/4/8' is not a date", "did you mean '2023-04-08'?"),
        "18/04/2023": ("'18/04/2023' is not a date", "did you mean '2023-04-18'?"),
        "2023/04/18": ("'2023/04/18' is not a date", "did you mean '2023-04-18'?"),
    }


def plain_dates(count: int, chance: random.Random) -> list[str]:
    """Texts of years, months and days: valid ones, and some that name no existing day."""
    texts = []
    for _ in range(count):
        year, month, day = chance.randint(1, 9999), chance.randint(0, 13), chance.randint(0, 32)
        texts.append(chance.choice([f"{year:04}", f"{year:04}-{month:02}", f"{year:04}-{month:02}-{day:02}"]))
    return texts


def as_days(struct: time.struct_time) -> str:
    return dt.date(*struct[:3]).isoformat()


def oracle(text: str) -> tuple[str | None, str | None] | None:
    """First and last day according to the edtf package; None if it rejects the date."""
    try:
        found = parse_edtf(text)
        return as_days(found.lower_strict()), as_days(found.upper_strict())
    except Exception:  # the package raises both its parser's errors and ValueError
        return None


def ours(text: str) -> tuple[str | None, str | None] | None:
    try:
        return bounds(text)
    except InvalidValue:
        return None


def test_edtf_agrees_on_plain_dates() -> None:
    texts = plain_dates(80, random.Random(SEED))
    assert {text: ours(text) for text in texts} == {text: oracle(text) for text in texts}


def test_edtf_agrees_on_marked_dates() -> None:
    """A mark does not change our bounds; the package widens approximate dates only in its fuzzy bounds."""
    valid = [text for text in plain_dates(40, random.Random(SEED + 1)) if oracle(text)]
    marked = [text + mark for text, mark in zip(valid, itertools.cycle("~?%"), strict=False)]
    assert {text: ours(text) for text in marked} == {text: oracle(text) for text in marked}


def test_edtf_agrees_on_intervals() -> None:
    chance = random.Random(SEED + 2)
    valid = [text for text in plain_dates(200, chance) if ours(text)]
    pairs = [f"{chance.choice(valid)}/{chance.choice(valid)}" for _ in range(80)]
    forwards = [text for text in pairs if ours(text)]
    assert len(forwards) > 30
    assert {text: ours(text) for text in forwards} == {text: oracle(text) for text in forwards}


def test_edtf_agrees_on_decades() -> None:
    texts = [f"{decade:03}X" for decade in range(1, 999, 37)]
    assert {text: ours(text) for text in texts} == {text: oracle(text) for text in texts}


def test_backward_intervals_are_rejected() -> None:
    chance = random.Random(SEED + 3)
    valid = [text for text in plain_dates(200, chance) if ours(text)]
    for left, right in itertools.pairwise(valid):
        runs_back = parse_date(left).first > parse_date(right).last  # type: ignore[operator]
        assert (ours(f"{left}/{right}") is None) == runs_back, f"{left}/{right}"


def test_sorted_by_earliest_day_the_less_precise_first() -> None:
    texts = [
        "2023-01-01",
        "2023-01",
        "2023-33",
        "2023",
        "202X",
        "2020",
        "2023-01/2023-02",
        "../2023",
        "2022-24",
        "2023~",
    ]
    assert sorted(texts, key=lambda text: parse_date(text).sort_key) == [
        "../2023", "202X", "2020", "2022-24", "2023-01/2023-02", "2023", "2023~", "2023-33", "2023-01", "2023-01-01",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ("2023", "2023-04", True),
        ("2023-03", "2023-04", False),
        ("2023-04~", "2023-05", False),
        ("2023-04/..", "2030", True),
        ("../2023-03", "2023-04", False),
        ("../2023-04", "2023-04-30", True),
        ("2023-24", "2024-02", True),
        ("202X", "2019-12-31", False),
        ("../2023", "2024/..", False),
        ("../2023", "../1990", True),
    ],
)
def test_overlaps(left: str, right: str, expected: bool) -> None:
    pair: list[Date] = [parse_date(left), parse_date(right)]
    assert [pair[0].overlaps(pair[1]), pair[1].overlaps(pair[0])] == [expected, expected]


def test_every_suggested_date_is_valid() -> None:
    with pytest.raises(InvalidValue) as caught:
        parse_date("2023-4-31")
    assert caught.value.cure == "'2023-04-31' is not a day: April 2023 has 30 days"
