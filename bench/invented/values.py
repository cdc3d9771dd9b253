"""Invented dates at every precision that the contract allows, and amounts in printed currencies."""

from __future__ import annotations

import calendar
import datetime as dt
import random
import re

from .chance import happens

FIRST_YEAR, LAST_YEAR = 2019, 2026
LAST_DAY = dt.date(2026, 10, 31)
_BEFORE_NUMBER = re.compile(r"^((?:about |at least |more than |at most |less than )?)")
_SEASONS = {21: "spring", 22: "summer", 23: "autumn"}


def day(rng: random.Random, year: int | None = None) -> dt.date:
    """A random day, more often in later years."""
    chosen = year or rng.choices(range(FIRST_YEAR, LAST_YEAR + 1), weights=(1, 1, 2, 4, 9, 10, 10, 9))[0]
    last = LAST_DAY if chosen == LAST_YEAR else dt.date(chosen, 12, 31)
    first = dt.date(chosen, 1, 1)
    return first + dt.timedelta(days=rng.randrange((last - first).days + 1))


def point(rng: random.Random, at: dt.date) -> str:
    """`at` as a source would date it: by day, month, quarter, season or year; never beyond its year."""
    match rng.choices(("day", "month", "quarter", "season", "year"), weights=(52, 26, 6, 4, 12))[0]:
        case "day":
            text = at.isoformat()
        case "month":
            text = f"{at:%Y-%m}"
        case "quarter":
            text = f"{at.year}-{33 + (at.month - 1) // 3}"
        case "season" if 3 <= at.month <= 11:
            text = f"{at.year}-{21 + (at.month - 3) // 3}"
        case _:
            text = str(at.year)
    return text + (rng.choices("~?%", weights=(6, 2, 1))[0] if happens(rng, 0.07) else "")


def span(rng: random.Random, at: dt.date) -> str:
    """A period that began at `at`: an interval, an open interval, or a whole decade."""
    match rng.choices(("closed", "since", "until", "decade"), weights=(45, 40, 10, 5))[0]:
        case "closed":
            end = at + dt.timedelta(days=rng.randrange(40, 900))
            return f"{at:%Y-%m}/{end:%Y-%m}" if happens(rng, 0.6) else f"{at.isoformat()}/{end.isoformat()}"
        case "since":
            return f"{at:%Y-%m}/.."
        case "until":
            return f"../{at.isoformat()}"
        case _:
            return f"{at.year // 10}X"


def in_words(text: str) -> str:
    """A point in a sentence: `in April 2023`, `on 18 April 2023`, `in the third quarter of 2023`."""
    plain = text.rstrip("~?%")
    about = "about " if text != plain else ""
    parts = [int(part) for part in plain.split("-")]
    if len(parts) == 3:
        return f"on {about}{parts[2]} {calendar.month_name[parts[1]]} {parts[0]}"
    if len(parts) == 1:
        return f"in {about}{parts[0]}"
    if parts[1] in _SEASONS:
        return f"in {about}the {_SEASONS[parts[1]]} of {parts[0]}"
    if parts[1] >= 33:
        return f"in {about}the {('first', 'second', 'third', 'fourth')[parts[1] - 33]} quarter of {parts[0]}"
    return f"in {about}{calendar.month_name[parts[1]]} {parts[0]}"


def number(value: float) -> str:
    """A round number as printed, with two or three exact digits: `1.2 billion`, `340 million`."""
    for size, word in ((1e12, "trillion"), (1e9, "billion"), (1e6, "million"), (1e3, "thousand")):
        if value >= size:
            return f"{_short(value / size)} {word}"
    return _short(value)


def _short(value: float) -> str:
    if value >= 100:
        return str(int(value / 10) * 10)
    return f"{value:.1f}".removesuffix(".0")


def money_words(amount: str) -> str:
    """`~ 1.2 billion CNY` in a sentence: `about 1.2 billion yuan`."""
    text = f"about {amount[2:]}" if amount.startswith("~ ") else amount
    body, _, unit = text.rpartition(" ")
    if unit == "CNY":
        return f"{body} yuan"
    return _BEFORE_NUMBER.sub(r"\1US$", body, count=1) if unit == "USD" else text
