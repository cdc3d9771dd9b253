"""What a date in another notation most likely means: `18 April 2023`, `Q1 2023`, `2023年4月` -> texts of our notation.

Nothing here is trusted: `dates` parses each text before it is suggested.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

Reading = tuple[str, str]
"""(a date in our notation, when this reading is right; empty where there is one reading)."""

_MONTH_NAMES = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_MONTHS = {
    name[:length]: number
    for number, name in enumerate(
        [
            "january",
            "february",
            "march",
            "april",
            "may",
            "june",
            "july",
            "august",
            "september",
            "october",
            "november",
            "december",
        ],
        1,
    )
    for length in {3, 4, len(name)}
}
_SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4}
_MARKS = {
    "~": r"~|c\.|ca\.|ca|circa|about|around|approximately|approx\.?|roughly|约",
    "?": r"probably|possibly|perhaps|maybe|reportedly",
}
"""Mark -> the words that say it."""
_DIGITS = {ord(c): str(n) for n, c in enumerate("〇一二三四五六七八九")} | {ord("○"): "0", ord("零"): "0"}
_MONTH = rf"(?P<month>{'|'.join(sorted(_MONTHS, key=len, reverse=True))})\.?"
_YEAR = r"(?:')?(?P<year>[12]\d{3}|(?<=')\d\d)"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_N = r"(?P<n>[1-4])"
_SMALL_WORDS = re.compile(
    r"\b(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?,?|\b(?:in|on|the|of|year)\b|,"
)
_TIME_OF_DAY = re.compile(
    r"(?<=[12]\d{3})[ ,]+(?:at )?(?:\d{1,2}(?:[.:]\d\d)? ?[ap]\.?m\b.*|\d{1,2}:\d\d\b.*|\d{1,2}[.h]\d\d ?(?:uhr|h)\b.*)"
)
"""A time of day after the year, as pages print it."""
_WITHOUT_YEAR = re.compile(
    rf"(?:{_DAY} )?{_MONTH}(?: {_DAY.replace('day', 'late')})?|\d{{1,2}}[./-]\d{{1,2}}\.?|.{{1,3}}月(?:.{{1,3}}日)?"
)
_BEFORE_YEAR_1 = re.compile(r"\bb\.?c(?:\.?e)?\b|^-\d+(?:-\d\d)*(?:/|$)|前\d+年")
MAX_TEXT = 60
NEEDS_YEAR = "add the year, as in 2023-04-18"
BEFORE_YEAR_1 = "the first year that can be written is 0001; leave the field out, and say the date in the text"
NO_DAY = "write the day itself, like 2023-04-18: a page is read for years"


def read_date(text: str) -> list[Reading]:
    """The ways to read a date in another notation, the likeliest first; none where it cannot be read."""
    folded = _fold(text)
    return _read_interval(folded) or _read_marked(folded) if folded and len(folded) <= MAX_TEXT else []


def explain_date(text: str) -> str:
    """What a text lacks that is meant as a date but names no day of the calendar; empty where that is not known."""
    folded = _fold(text)
    if folded in ("unknown", "n/a", "none", "tbd", "tba", "?", "-"):
        return "leave the field out where the date is not known"
    if re.fullmatch(r"(?:today|yesterday|tomorrow|now|ongoing|present|recently|(?:last|this|next) \w+|.* ago)", folded):
        return NO_DAY
    if _WITHOUT_YEAR.fullmatch(folded):
        return NEEDS_YEAR
    if _BEFORE_YEAR_1.search(folded):
        return BEFORE_YEAR_1
    return ""


def _fold(text: str) -> str:
    """Lower case with plain digits, hyphens and spaces, without commas, names of weekdays, and small words."""
    plain = unicodedata.normalize("NFKC", text).casefold().translate({ord(c): "-" for c in "‐‑‒–—−"})
    plain = _SMALL_WORDS.sub(" ", _TIME_OF_DAY.sub("", plain))
    return " ".join(plain.replace("’", "'").split()).strip('" .')


def _read_marked(text: str) -> list[Reading]:
    """A date that words or signs before it call uncertain, or a plain one."""
    for mark, words in _MARKS.items():
        if match := re.match(rf"(?:{words})\s*(?=[\d\w])", text):
            return [(date + mark, note) for date, note in _read_point(text[match.end() :]) if "/" not in date]
    return _read_point(text)


def _read_point(text: str) -> list[Reading]:
    for pattern, write in _POINTS:
        if match := pattern.fullmatch(text):
            return write(match)
    return []


def _year(match: re.Match[str]) -> str:
    year = match["year"].translate(_DIGITS)
    return year if len(year) == 4 else f"20{year}"


def _from_parts(match: re.Match[str]) -> list[Reading]:
    """A year, a month and perhaps a day, each in a group of its own."""
    parts = match.groupdict()
    month = parts["month"].translate(_DIGITS) if parts["month"] else ""
    number = _MONTHS.get(month) or (_read_chinese(month) if month else 0)
    day = parts.get("day") or ""
    date = _year(match) + (f"-{number:02d}" if number else "")
    return [(date + (f"-{_read_chinese(day):02d}" if day else ""), "")]


def _read_chinese(text: str) -> int:
    """A number up to 31 in digits, or as 十二 and 二十一."""
    plain = text.translate(_DIGITS)
    if "十" in plain:
        tens, _, ones = plain.partition("十")
        return int(tens or 1) * 10 + int(ones or 0)
    return int(plain)


def _swap_month(match: re.Match[str]) -> list[Reading]:
    """Year, month and day, or year, day and month where only that is possible."""
    month, day = int(match["month"]), int(match["day"] or 0)
    if match["sign"] == "/" and month > int(match["year"][2:]) and month > 12 and not match["day"]:
        return [(f"{match['year']}/{match['year'][:2]}{month}", "")]
    if month > 12 and 1 <= day <= 12:
        month, day = day, month
    return [(f"{match['year']}-{month:02d}" + (f"-{day:02d}" if match["day"] else "") + match["mark"], "")]


def _from_numbers(match: re.Match[str]) -> list[Reading]:
    """Two numbers and a year: which is the month may be unclear. With points the day is first, as in Europe."""
    first, second, year = int(match["first"]), int(match["second"]), _year(match)
    day_first, month_first = f"{year}-{second:02d}-{first:02d}", f"{year}-{first:02d}-{second:02d}"
    if match["sign"] == "." or first == second or first > 12:
        return [(day_first, "")]
    if second > 12:
        return [(month_first, "")]
    return [(day_first, "if the day comes first"), (month_first, "if the month comes first")]


def _from_quarter(match: re.Match[str]) -> list[Reading]:
    number = match.groupdict().get("n") or match.groupdict().get("ordinal") or ""
    count = _ORDINALS.get(number) or _read_chinese(number)
    return [(f"{_year(match)}-{32 + count}", "")]


def _from_half(match: re.Match[str]) -> list[Reading]:
    number = match.groupdict().get("n") or match.groupdict().get("ordinal") or ""
    is_first = number in ("1", "first", "1st", "上")
    return [(f"{_year(match)}-01/{_year(match)}-06" if is_first else f"{_year(match)}-07/{_year(match)}-12", "")]


def _from_part(match: re.Match[str]) -> list[Reading]:
    """`early 2023`: a year has no beginning, middle or end in numbers, so it stays the reader's choice."""
    part = "early" if match["part"] in ("early", "beginning", "start", "初", "年初") else "late"
    part = "mid" if match["part"] in ("mid", "middle", "中", "年中") else part
    if match.groupdict().get("month"):
        return _from_parts(match)
    exact = {"early": "33~", "mid": "06~", "late": "36~"}[part]
    words = {"early": "about the first quarter", "mid": "about June", "late": "about the last quarter"}[part]
    return [(f"{_year(match)}-{exact}", words), (_year(match), "if no more is known")]


def _to_four_digits(match: re.Match[str]) -> list[Reading]:
    year = match["year"] or match.groupdict().get("late") or ""
    return [(year.zfill(4), "")]


def _to(form: str) -> Callable[[re.Match[str]], list[Reading]]:
    """Fills the groups of a match into a form."""
    return lambda match: [(match.expand(form), "")]


_PART = r"(?P<part>early|mid|middle|late|beginning|start|end)[ -]"
_ORDINAL = rf"(?P<ordinal>{'|'.join(_ORDINALS)})"
_CHINESE_YEAR = r"(?P<year>[\d〇○零一二三四五六七八九]{4}) ?年"
_CHINESE_NUMBER = r"[\d一二三四五六七八九十]{1,3}"
_POINTS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], list[Reading]]], ...] = tuple(
    (re.compile(pattern), write)
    for pattern, write in (
        (r"([12]\d{3}|\d{3}x)", lambda match: [(match[1].upper(), "")]),
        (r"(?P<year>[12]\d{3}) ?(?P<sign>[-./ ]) ?(?P<month>\d{1,2})(?: ?[-./ ] ?(?P<day>\d{1,2}))?(?P<mark>[~?%]?)",
         _swap_month),
        (r"(?P<year>[12]\d{3})(?P<month>0[1-9]|1[0-2])(?P<day>[0-3]\d)?", _from_parts),
        (r"([12]\d{3}-\d\d-\d\d)[t ]\d\d:?\d\d.*", _to(r"\1")),
        (r"(?P<first>\d{1,2}) ?(?P<sign>[-./]) ?(?P<second>\d{1,2}) ?[-./] ?(?P<year>[12]\d{3}|\d\d)", _from_numbers),
        (r"(?P<month>\d{1,2}) ?[-./] ?(?P<year>[12]\d{3})", _from_parts),
        (rf"{_DAY}[ .-]*{_MONTH}[ -]*{_YEAR}", _from_parts),
        (rf"{_MONTH}[ -]*{_DAY}[ -]+{_YEAR}", _from_parts),
        (rf"{_YEAR}[ -]*{_MONTH}(?:[ -]*{_DAY})?", _from_parts),
        (rf"{_MONTH}[ -]*{_YEAR}", _from_parts),
        (rf"q{_N}[ /-]*(?:fy)?{_YEAR}", _from_quarter),
        (rf"{_YEAR}[ /-]*q{_N}", _from_quarter),
        (rf"{_N}q[ -]*(?P<year>[12]\d{{3}}|\d\d)", _from_quarter),
        (rf"{_ORDINAL} quarter {_YEAR}", _from_quarter),
        (rf"{_CHINESE_YEAR}第?(?P<n>[1-4一二三四])季度?", _from_quarter),
        (rf"h(?P<n>[12])[ /-]*{_YEAR}", _from_half),
        (rf"{_YEAR}[ /-]*h(?P<n>[12])", _from_half),
        (rf"{_ORDINAL} half {_YEAR}", _from_half),
        (rf"{_CHINESE_YEAR}(?P<n>[上下])半年", _from_half),
        (rf"(?P<season>{'|'.join(_SEASONS)})[ -]*{_YEAR}(?:[/-]\d\d(?:\d\d)?)?",
         lambda match: [(f"{_year(match)}-{_SEASONS[match['season']]}", "")]),
        (rf"{_PART}{_YEAR}", _from_part),
        (rf"{_PART}{_MONTH} {_YEAR}", _from_part),
        (rf"{_CHINESE_YEAR}(?P<part>初|底|末|中)", _from_part),
        (rf"{_CHINESE_YEAR}(?:(?P<month>{_CHINESE_NUMBER}) ?月(?:份|(?P<day>{_CHINESE_NUMBER}) ?[日号])?)?",
         _from_parts),
        (r"([12]\d\d)0'?s", _to(r"\1X")),
        (rf"{_MONTH}-(?P<year>\d\d)",
         lambda match: [(date, "if the number is the year") for date, _ in _from_parts(match)]),
        (r"fy ?(?P<year>[12]\d{3})", lambda match: [(_year(match), "if the business year is the calendar year")]),
        (r"(?P<n>[1-9]|1\d|2[01])(?:st|nd|rd|th) century",
         lambda match: [(f"{int(match['n']) - 1:02d}01/{int(match['n']):02d}00", "")]),
        (r"(?P<year>[1-9]\d\d)", _to_four_digits),
        (r"(?:ad|ce) ?(?P<year>[1-9]\d{0,3})|(?P<late>[1-9]\d{0,3}) ?(?:ad|ce)", _to_four_digits),
    )
)  # fmt: skip
"""A notation -> what it means. The first that matches the whole text is taken."""


def _read_interval(text: str) -> list[Reading]:
    """A span with two ends, or with one."""
    for pattern, form in _OPEN:
        match = pattern.fullmatch(text)
        if match and (dates := [pair for pair in _read_marked(match[1]) if "/" not in pair[0]]):
            return [(form.format(date), note) for date, note in dates]
    found = next(filter(None, (pattern.fullmatch(text) for pattern in _BETWEEN)), None)
    if not found or _read_point(text):
        return []
    ends = _read_marked(found[2])
    starts = _read_marked(found[1]) or _read_marked(_borrow(found[1], found[2]))
    if len(ends) != 1 or len(starts) != 1 or "/" in starts[0][0] + ends[0][0]:
        return []
    return [(f"{starts[0][0]}/{ends[0][0]}", "")]


_BETWEEN = tuple(
    re.compile(rf"(?:from |between )?(.+?) ?(?:{words}) ?(.+)")
    for words in (r"\bto\b|\buntil\b|\band\b|\btill\b| - | -- |至|到", r"/|-")
)
"""What stands between two ends; a sign that dates have inside comes last."""


def _borrow(start: str, end: str) -> str:
    """`18` of `18-20 april 2023` with the month and the year of the other end; `january` with its year."""
    if match := re.fullmatch(rf"(\d{{1,2}}) ({_MONTH}.*)", end):
        return f"{start} {match[2]}" if start.isdigit() else f"{start} {end[-4:]}"
    return f"{start} {end[-4:]}"


_OPEN = tuple(
    (re.compile(pattern), form)
    for pattern, form in (
        (r"(?:since|from|after|starting) (.+)", "{}/.."),
        (r"(.+?) ?(?:-|onwards?|and later|(?:-|to) ?(?:present|now|today)|至今)", "{}/.."),
        (r"(?:until|before|by|till|up to) (.+)", "../{}"),
    )
)
"""A notation of an open span -> ours."""
