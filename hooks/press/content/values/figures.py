"""The numbers and dates that a sentence states, in English or Chinese: `US$1 billion`, `about 36.5 percent`, `10亿元`,
`18 April 2023`. Only what can be read without doubt is found.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import NamedTuple

from .amounts import SCALES, find_step, list_currency_codes
from .dates import Date, parse_date
from .invalid_value import InvalidValue

_DOLLARS = frozenset(["USD", "AUD", "CAD", "HKD", "NZD", "SGD", "TWD"])
_UNITS: dict[str, frozenset[str]] = {
    **{symbol: frozenset([code]) for code, symbols in {
        "USD": "US$ U.S.$ USD US-dollars US-dollar U.S.-dollars U.S.-dollar 美元",
        "HKD": "HK$ HKD 港元 港币", "AUD": "A$ AUD", "CAD": "C$ CAD",
        "TWD": "NT$", "SGD": "S$", "EUR": "€ EUR euros euro 欧元", "GBP": "£ GBP pounds pound 英镑",
        "CNY": "RMB CNY yuan renminbi 元 人民币", "JPY": "yen JPY 日元", "KRW": "₩ KRW",
        "INR": "₹ INR rupees rupee", "percent": "% percent per-cent 个百分点",
    }.items() for symbol in symbols.split()},
    "$": _DOLLARS, "dollars": _DOLLARS, "dollar": _DOLLARS, "¥": frozenset(["CNY", "JPY"]),
}  # fmt: skip
"""How a unit is written (a hyphen means a space) -> the units that it may mean."""
_SCALES = {
    **SCALES, "thousands": 3, "millions": 6, "billions": 9, "k": 3, "m": 6, "mn": 6, "b": 9, "bn": 9, "tn": 12,
    "千": 3, "万": 4, "百万": 6, "千万": 7, "亿": 8, "十亿": 9, "万亿": 12,
}  # fmt: skip
"""How a scale is written, in small letters -> its power of ten."""
_WORDS = {
    "a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12,
}  # fmt: skip
"""Numbers in words, of which only those before a scale are read."""


def _either(words: Iterable[str]) -> str:
    ordered = sorted(words, key=len, reverse=True)
    return "|".join(re.escape(word).replace(r"\-", r"\s?") for word in ordered)


_UNIT = _either(_UNITS)
_SYMBOL = _either(word for word in _UNITS if not (word.isascii() and word.islower()) and word != "%")
"""The units that can stand before a number."""
_SCALE = _either(word for word in _SCALES if word)
_FIGURE = re.compile(
    rf"(?<![A-Za-z0-9_.,])(?<![A-Za-z]-)(?:(?P<pre>{_SYMBOL}|(?-i:[A-Z]{{3}})(?=\s?\d))\s?)?"
    rf"(?:(?P<number>\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d+(?:\.\d+)?)(?:[\s-]?(?P<scale>{_SCALE})(?![A-Za-z]))?"
    rf"|(?P<word>{_either(_WORDS)})\s(?P<word_scale>hundred|thousand|million|billion|trillion)\b)"
    rf"(?:\s?(?P<post>{_UNIT}|(?-i:[A-Z]{{3}}))(?![A-Za-z]))?",
    re.IGNORECASE,
)
_RANGE = re.compile(r"\s*(?:–|—|-|to|至|到)\s*")
_OTHER_SCALE = re.compile(
    r"[.,]\d|\s*(?:(?![至到])(?=[^\W\d_])[^\x00-\x7f]"
    r"|(?:mil|mille|mio|mln|mld|mrd|milliards?|milliarden?|millionen|millones|crores?|lakhs?)\b)",
    re.IGNORECASE,
)
"""What may be a scale in another language, or a decimal comma: a number before it cannot be read."""
_BETWEEN = re.compile(r"between\s*$", re.IGNORECASE)
_HEDGES = (
    (("~", "less than", "at most"), r"nearly|almost|close to|将近|近"),
    (("~",), r"about|around|roughly|approximately|approx\.?|some|circa|ca?\.|estimated(?: at)?|~|≈|大?约"),
    (("at least", "more than"), r"at least|(?:no|not) (?:less|fewer) than|upwards of|a minimum of|至少"),
    (("at most", "less than"), r"at most|up to|(?:no|not) more than|as (?:much|many) as|a maximum of|至多|最多|不超过"),
    (("more than", "at least"), r"more than|over|above|exceed(?:s|ed|ing)|passed|topped|超过|逾"),
    (("less than", "at most"), r"less than|under|below|fewer than|不到"),
)
"""The hedges of a value that say the same as some words before a number, the nearest first. "No more than" has to be
tried before "more than".
"""
_BEFORE = [(hedges, re.compile(rf"(?:^|(?<![a-z]))(?:{words})\s*$", re.IGNORECASE)) for hedges, words in _HEDGES]
_PLAIN = ("", "~")
_MORE_AFTER = re.compile(r"\s*(?:or more|\+|-plus|多)", re.IGNORECASE)
_LESS_AFTER = re.compile(r"\s*or (?:less|fewer)", re.IGNORECASE)
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_ENDS = ("uary", "ruary", "ch", "il", "", "e", "y", "ust", "tember", "ober", "ember", "ember")
_MONTH = "|".join(rf"{month}(?:{end}\b|t?\b\.?)" for month, end in zip(_MONTHS, _ENDS, strict=True))
_DATE = re.compile(
    rf"\b(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s(?:of\s)?)?(?P<month>{_MONTH}),?\s(?:(?P<day_after>\d{{1,2}})"
    r"(?:st|nd|rd|th)?,?\s)?(?P<year>\d{4})\b"
    r"|\b(?P<iso>\d{4}-\d\d(?:-\d\d)?)\b|(?P<chinese>(\d{4})年(?:(\d{1,2})月(?:(\d{1,2})日)?)?)"
    r"|(?<![\w$€£¥.,-])(?P<bare>(?:1[5-9]|20|21)\d\d)(?![\w,.-]*\d|[\w%-])"
)


class Figure(NamedTuple):
    """A number as a sentence states it: `value` is whole, `step` the power of ten of its last printed digit."""

    text: str
    start: int
    end: int
    value: Decimal
    step: int
    digits: int
    """How many of its digits are significant."""
    number: str
    scale: str
    """Its scale as an amount writes it; empty for none."""
    units: frozenset[str]
    """The units that it may have: currencies, or percent. Empty where none is written."""
    hedges: tuple[str, ...]
    """The hedges that a value which says the same may have, the nearest first."""

    @property
    def is_large(self) -> bool:
        """Whether it cannot be a small number that counts something else."""
        return self.scale != "" or self.step > 3 or self.value >= 10_000


def find_dates(text: str) -> list[tuple[int, int, Date]]:
    """(start, end, date) of the dates in a text, years included."""
    found = []
    for match in _DATE.finditer(text):
        try:
            found.append((match.start(), match.end(), parse_date(_write_date(match))))
        except InvalidValue:
            continue
    return found


def _write_date(match: re.Match[str]) -> str:
    if match["iso"] or match["bare"]:
        return match["iso"] or match["bare"]
    if match["chinese"]:
        return "-".join(f"{int(part):02d}" for part in re.findall(r"\d+", match["chinese"]))
    month = next(n for n, name in enumerate(_MONTHS, 1) if match["month"].startswith(name))
    day = match["day"] or match["day_after"]
    return f"{match['year']}-{month:02d}" + (f"-{int(day):02d}" if day else "")


def find_figures(text: str) -> list[list[Figure]]:
    """The numbers in a text, each with the other end of its range where it has one."""
    for start, end, _ in find_dates(text):
        if not text[start:end].isdigit():
            text = text[:start] + "\x00" * (end - start) + text[end:]
    found: list[list[Figure]] = []
    for match in _FIGURE.finditer(text):
        figure = _read(match, text)
        last = found[-1][-1] if found else None
        if last and len(found[-1]) == 1 and _is_range(text, last, figure):
            found[-1] = [_inherit(last, figure), figure._replace(hedges=_PLAIN)]
        elif not _is_unreadable(match, text):
            found.append([figure])
    return found


def _is_range(text: str, first: Figure, last: Figure) -> bool:
    between = text[first.end : last.start]
    if between.strip() == "and":
        return _BETWEEN.search(text[: first.start]) is not None
    return _RANGE.fullmatch(between) is not None


def _is_unreadable(match: re.Match[str], text: str) -> bool:
    after = text[match.end() : match.end() + 1]
    if not (match["scale"] or match["word_scale"]) and _OTHER_SCALE.match(text, match.end()):
        return True
    if (match["scale"] or "").lower() == "k" and not (match["pre"] or match["post"]):
        return True
    return bool(match["number"]) and not match["scale"] and not match["post"] and after.isalpha() and after.isascii()


def _read(match: re.Match[str], text: str) -> Figure:
    scale = (match["scale"] or match["word_scale"] or "").lower()
    power = 2 if scale == "hundred" else _SCALES.get(scale, 0)
    number = match["number"].replace(",", "") if match["number"] else str(_WORDS[match["word"].lower()])
    fraction = len(number.partition(".")[2])
    step = find_step(number, power - fraction)
    value = Decimal(f"{number}e{power}")
    units = _read_unit(match["pre"]) or _read_unit(match["post"])
    digits = len(str(int(value.scaleb(-step)))) if value else 1
    return Figure(
        text=match[0].strip(), start=match.start(), end=match.end(), value=value, step=step, digits=digits,
        number=number, scale=_name_scale(power), units=units, hedges=_read_hedges(text, match.start(), match.end()),
    )  # fmt: skip


def _name_scale(power: int) -> str:
    return next((name for name, other in SCALES.items() if other == power), "*")


def _read_unit(written: str | None) -> frozenset[str]:
    if not written:
        return frozenset()
    if written.upper() in list_currency_codes():
        return frozenset([written.upper()])
    key = re.sub(r"\s", "-", written)
    forms = (key, key.lower(), key.upper(), key.replace("-", ""))
    return next((units for form in forms if (units := _UNITS.get(form))), frozenset())


def _read_hedges(text: str, start: int, end: int) -> tuple[str, ...]:
    before = text[max(0, start - 30) : start]
    if _MORE_AFTER.match(text, end):
        return ("at least", "more than")
    if _LESS_AFTER.match(text, end):
        return ("at most", "less than")
    return next((hedges for hedges, words in _BEFORE if words.search(before)), _PLAIN)


def _inherit(first: Figure, last: Figure) -> Figure:
    """The first number of a range such as `100 to 200 million USD`, whose scale and unit stand behind the second."""
    units = first.units or last.units
    if first.scale or not last.scale or last.scale == "*":
        return first._replace(units=units, hedges=_PLAIN)
    power = SCALES[last.scale]
    return first._replace(
        value=first.value.scaleb(power), step=first.step + power, scale=last.scale, units=units, hedges=_PLAIN
    )


def is_in_words(text: str, value: Decimal) -> bool:
    """Whether a text has a small number in words, such as "five"."""
    return any(number == value and re.search(rf"\b{word}\b", text, re.IGNORECASE) for word, number in _WORDS.items())


def iterate_all(groups: list[list[Figure]]) -> Iterator[Figure]:
    """Every number of some groups."""
    for group in groups:
        yield from group
