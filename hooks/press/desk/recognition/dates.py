"""Dates of a sentence, relative ones too, seen from the article's day: `18 April 2023`, `last November`, `上周`.

What is complete is read by `content.values`; what lacks its year, or counts from the article's day, by the table here.
No date is guessed: one that does not follow has no value and says what it needs.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from ...content.values.dates import Date, parse_date
from ...content.values.figures import find_dates as find_plain_dates
from ...content.values.invalid_value import InvalidValue
from ...content.values.meant_dates import read_date
from . import calendar as cal
from .amounts import COUNTED, unfold
from .calendar import Anchor, Unknown
from .sayings import SAYING
from .sentence import FoundDate

_MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
           "december")  # fmt: skip
_MONTH = "|".join(
    f"{name.capitalize()}|{name[:3].capitalize()}\\b\\.?|{name[:4].capitalize()}\\b\\." for name in _MONTHS
)
_MONTH = f"(?:{_MONTH}|Sept\\b\\.?)"
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_DAY = "|".join(name.capitalize() for name in _DAYS)
_PART = r"(?:early|mid|middle of|late|beginning of|start of|end of|the end of|the beginning of|the start of)[ -]"
_SEASON = "spring|summer|autumn|fall|winter"
_WORDS = {"one": 1, "a": 1, "an": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
          "nine": 9, "ten": 10, "several": 0, "few": 0, "a few": 0}  # fmt: skip
_COUNT = r"(?P<count>\d{1,2}|a few|one|an?|two|three|four|five|six|seven|eight|nine|ten)"
_FUTURE = re.compile(
    r"\b(?:will|shall|plans? to|planning to|is (?:expected|scheduled|due|set|slated|likely) to"
    r"|are (?:expected|scheduled|due|set|slated) to|aims? to|hopes? to|intends? to|due to|scheduled for|next)\b"
    r"[^.;]{0,80}$",
    re.IGNORECASE,
)
_SAID = re.compile(
    rf"\b(?:{SAYING}|announced|unveiled|told)\s(?:(?!that\b)[\w’'-]+\s){{0,4}}?(?:(?:late|early)\s)?(?:on\s|in\s)?$",
    re.IGNORECASE,
)
"""A verb of saying right before a date: the day on which it was said, which is never a coming one."""
_WOULD = re.compile(r"\bwould\b[^.;]{0,80}$", re.IGNORECASE)
"""What leaves open whether the day is before the article's or after."""
_YEAR_BEFORE = re.compile(
    r"(?:\b(?:in|since|by|until|till|from|to|before|after|during|of|early|late|mid|year|around|about|as early as"
    r"|between|throughout|for|and|through)[ -]|[–—-]|\()$",
    re.IGNORECASE,
)
_COMPLETE = re.compile(
    rf"\b(?:(?P<part>{_PART})(?:{_MONTH},?\s)?(?:of\s)?(?:19|20)\d\d\b"
    r"|(?:the\s)?(?:first|second|third|fourth) (?:quarter|half),?\s(?:of\s)?(?:19|20)\d\d\b"
    r"|[QH][1-4][ ,]\s?(?:of\s)?(?:19|20)\d\d\b|(?:19|20)\d\d\s?[QH][1-4]\b"
    rf"|(?:{_SEASON}),?\s(?:of\s)?(?:19|20)\d\d\b|(?:the\s)?(?:19|20)\d0s\b"
    r"|\d{1,2}[./]\d{1,2}[./](?:19|20)\d\d\b|(?:19|20)\d\d/\d{1,2}/\d{1,2}\b)"
    r"|(?:[12]\d{3}|[一二〇零○]{4}|二[〇零○一二三四五六七八九]{3})年(?:第?[1-4一二三四]季度|[上下]半年|初|底|末|中"
    r"|[\d一二三四五六七八九十]{1,3}月(?:[\d一二三四五六七八九十]{1,3}[日号])?)?",
)
"""Dates with a year that `find_plain_dates` does not know."""


class _Notation(NamedTuple):
    """A relative notation, and the function that gives its date in our notation; raises Unknown."""

    pattern: re.Pattern[str]
    read: Callable[[re.Match[str], Anchor], str]
    is_vague: bool = False


def find_dates(text: str, day: Date | None) -> Iterator[FoundDate]:
    """The dates of a sentence, without an order and without overlaps; the longest notation is taken."""
    plain, anchor = unfold(text), Anchor(day)
    taken: list[tuple[int, int]] = []
    for found in (*_find_complete(plain), *_find_years(plain), *_find_relative(plain, anchor)):
        if not any(found.start < end and start < found.end for start, end in taken):
            taken.append((found.start, found.end))
            yield found._replace(text=text[found.start : found.end])


def _find_complete(text: str) -> Iterator[FoundDate]:
    found = [
        (start, end, date) for start, end, date in find_plain_dates(text)
        if not (text[start:end].isdigit() and len(text[start:end]) == 4)
    ]  # fmt: skip
    for match in _COMPLETE.finditer(text):
        if date := _read(match[0], is_part=bool(match["part"])):
            found.append((match.start(), match.end(), date))
    for start, end, date in sorted(found, key=lambda item: (item[0], -item[1])):
        yield FoundDate(start, end, "", date)


def _read(text: str, is_part: bool) -> Date | None:
    """The date that a complete notation means; a part of a year or month keeps the precision of that."""
    readings = read_date(text)
    if is_part and len(readings) > 1:
        readings = readings[-1:]
    if len(readings) != 1:
        return None
    return _parse(readings[0][0])


def _parse(text: str) -> Date | None:
    try:
        return parse_date(text)
    except InvalidValue:
        return None


def _find_years(text: str) -> Iterator[FoundDate]:
    """Bare years: only after a word such as `in`, and with nothing behind them that they count."""
    for start, end, date in find_plain_dates(text):
        if not text[start:end].isdigit() or len(text[start:end]) != 4:
            continue
        if _YEAR_BEFORE.search(text[:start]) and not COUNTED.match(text, end):
            yield FoundDate(start, end, "", date)


def _find_relative(text: str, anchor: Anchor) -> Iterator[FoundDate]:
    matches = [
        (match.start(), -match.end(), rank, match) for rank, notation in enumerate(_NOTATIONS)
        for match in notation.pattern.finditer(text)
    ]  # fmt: skip
    for start, minus_end, rank, match in sorted(matches, key=lambda item: item[:3]):
        notation = _NOTATIONS[rank]
        try:
            date, need = parse_date(notation.read(match, anchor)), ""
        except Unknown as error:
            date, need = None, str(error)
        except (InvalidValue, OverflowError, ValueError):
            continue
        yield FoundDate(start, -minus_end, "", date, need, notation.is_vague)


def _month_of(match: re.Match[str]) -> int:
    name = match["month"].rstrip(".").casefold()
    return next(number for number, known in enumerate(_MONTHS, 1) if known.startswith(name[:3]))


def _is_future(match: re.Match[str]) -> bool:
    before = _look_back(match)
    return _FUTURE.search(before) is not None and not _SAID.search(before)


def _is_open(match: re.Match[str]) -> bool:
    before = _look_back(match)
    return _WOULD.search(before) is not None and not _SAID.search(before)


def _look_back(match: re.Match[str]) -> str:
    return match.string[max(0, match.start() - 110) : match.start()]


def _read_month(match: re.Match[str], anchor: Anchor) -> str:
    month, which = _month_of(match), (match["which"] or "").strip().casefold()
    if which == "last":
        return cal.write_month(cal.find_last_month(anchor, month), month)
    if which == "this":
        return cal.write_month(anchor.year, month)
    is_coming = which == "next" or _is_future(match)
    find = cal.find_coming_month if is_coming else cal.find_latest_month
    return cal.write_month(find(anchor, month), month)


def _read_day(match: re.Match[str], anchor: Anchor) -> str:
    return cal.find_day(anchor, _month_of(match), int(match["day"] or match["late"]), _is_future(match))


def _read_weekday(match: re.Match[str], anchor: Anchor) -> str:
    which = (match["which"] or "").strip().casefold()
    weekday = _DAYS.index(match["weekday"].casefold())
    if not which and _is_open(match):
        raise Unknown("before or after the article's day? Write the date")
    return cal.find_weekday(anchor, weekday, "next" if which == "next" or _is_future(match) else which)


def _count(match: re.Match[str]) -> int:
    number = match["count"].casefold()
    count = int(number) if number.isdigit() else _WORDS[number]
    if count == 0:
        raise Unknown("how many is not said")
    return count


def _read_ago(match: re.Match[str], anchor: Anchor) -> str:
    count, unit = _count(match), match["unit"]
    if unit == "day":
        return cal.shift_days(anchor, -count)
    if unit == "week":
        return cal.shift_days(anchor, -7 * count) + "~"
    if unit == "month":
        return cal.shift_month(anchor, -count) + "~"
    return f"{anchor.year - count}~"


def _read_period(match: re.Match[str], anchor: Anchor) -> str:
    """`in the past two years`: from then until the article's date."""
    count, unit = _count(match) if match["count"] else 1, match["unit"]
    if unit == "month":
        return f"{cal.shift_month(anchor, -count)}/{cal.shift_month(anchor, 0)}"
    if unit == "year":
        return f"{anchor.year - count}/{anchor.year}"
    return f"{cal.shift_days(anchor, -count * (7 if unit == 'week' else 1))}/{cal.shift_days(anchor, 0)}"


def _read_recent(match: re.Match[str], anchor: Anchor) -> str:
    """`in recent months`: the article's month and the two before it."""
    if match["unit"] == "year":
        return f"{anchor.year - 2}/{anchor.year}"
    return f"{cal.shift_month(anchor, -2)}/{cal.shift_month(anchor, 0)}"


def _read_unit(match: re.Match[str], anchor: Anchor) -> str:
    """`last week`, `this month`, `next year`."""
    step = {"last": -1, "this": 0, "next": 1, "previous": -1, "past": -1, "the same": 0}[match["which"].casefold()]
    unit = match["unit"]
    if unit == "week":
        return cal.shift_week(anchor, step)
    if unit == "month":
        return cal.shift_month(anchor, step)
    return cal.shift_quarter(anchor, step) if unit == "quarter" else str(anchor.year + step)


def _read_season(match: re.Match[str], anchor: Anchor) -> str:
    season = ("spring", "summer", "autumn", "winter").index(match["season"].casefold().replace("fall", "autumn"))
    year, month = anchor.month
    begins = season * 3 + 3
    if match["which"].casefold() == "last":
        if begins <= month < begins + 3:
            raise Unknown("this year's or last year's? Write the year")
        return f"{year if begins + 3 <= month else year - 1}-{21 + season}"
    return f"{year}-{21 + season}"


def _read_own_date(match: re.Match[str], anchor: Anchor) -> str:
    if anchor.date is None:
        raise Unknown(cal.NEEDS_DAY)
    return anchor.date.text


def _read_year(step: int) -> Callable[[re.Match[str], Anchor], str]:
    return lambda match, anchor: str(anchor.year + step)


def _read_shifted(shift: Callable[[Anchor, int], str], step: int) -> Callable[[re.Match[str], Anchor], str]:
    return lambda match, anchor: shift(anchor, step)


def _read_chinese_month(match: re.Match[str], anchor: Anchor) -> str:
    """`3月`, `去年11月`, `3月16日`."""
    month, which, day = int(match["month"]), match["which"] or "", match["day"]
    if not 1 <= month <= 12:
        raise Unknown("there is no such month")
    steps = {"去年": -1, "今年": 0, "明年": 1, "前年": -2}
    if which:
        year = anchor.year + steps[which]
        return cal.write_day(year, month, int(day)) if day else cal.write_month(year, month)
    if day:
        return cal.find_day(anchor, month, int(day), is_coming=False)
    return cal.write_month(cal.find_latest_month(anchor, month), month)


def _read_quarter(match: re.Match[str], anchor: Anchor) -> str:
    number = match["n"] or match["word"] or ""
    words = ("first", "second", "third", "fourth")
    return cal.find_quarter(anchor, int(number) if number.isdigit() else words.index(number) + 1)


_UNIT = "(?P<unit>day|week|month|year)"
_NO_YEAR = r"(?!,?\s(?:of\s)?(?:19|20)\d\d\b|\s\d{4}\b)"
_NOTATIONS = tuple(
    _Notation(re.compile(pattern, re.IGNORECASE if pattern[:4] == "(?i:" else 0), read, *vague)
    for pattern, read, *vague in (
        (rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s(?:of\s)?(?P<month>{_MONTH}){_NO_YEAR}(?P<late>(?!))?", _read_day),
        (rf"\b(?P<month>{_MONTH})\s(?P<late>\d{{1,2}})(?:st|nd|rd|th)?\b(?!,?\s(?:19|20)\d\d)(?![\d:])(?P<day>(?!))?",
         _read_day),
        (rf"\b(?:(?P<which>[Ll]ast|[Tt]his|[Nn]ext)\s)?(?:{_PART})?(?P<month>(?!May\b){_MONTH})\b{_NO_YEAR}(?!\s\d)",
         _read_month),
        (r"\b(?:(?P<which>[Ll]ast|[Tt]his|[Nn]ext)\s|(?:in|since|by|until|from|late|early|mid)[ -])"
         rf"(?P<month>May)\b{_NO_YEAR}(?!\s\d)", _read_month),
        (rf"\b(?:(?P<which>[Ll]ast|[Tt]his|[Nn]ext)\s)?(?P<weekday>{_DAY})\b(?!,?\s(?:{_MONTH}|\d))", _read_weekday),
        (rf"(?i:\b{_COUNT} {_UNIT}s? (?:ago|earlier)\b)", _read_ago),
        (rf"(?i:\b(?:in|over|during|for) the (?:past|last) (?:{_COUNT} )?{_UNIT}s?\b)", _read_period, True),
        (r"(?i:\b(?:in )?(?:recent|the (?:past|last) (?:few|several|couple of)) (?P<unit>day|week|month|year)s\b)",
         _read_recent, True),
        (r"(?i:\b(?P<which>last|this|next|previous) (?P<unit>week|month|quarter|year)\b)", _read_unit),
        (rf"(?i:\b(?P<which>last|this) (?P<season>{_SEASON})\b)", _read_season),
        (r"(?i:\b(?:year-end|(?:at |by )?the end of (?:the|this) year|later this year|earlier this year"
         r"|so far this year|year to date)\b)", _read_year(0)),
        (r"(?i:\b(?:earlier|later) this month\b)", _read_shifted(cal.shift_month, 0)),
        (r"(?i:\b(?:earlier|later) this week\b)", _read_shifted(cal.shift_week, 0)),
        (r"(?i:\btoday\b)", _read_shifted(cal.shift_days, 0)),
        (r"(?i:\byesterday\b)", _read_shifted(cal.shift_days, -1)),
        (r"(?i:\btomorrow\b)", _read_shifted(cal.shift_days, 1)),
        (r"(?i:\b(?:currently|at present|at the moment|as of now|these days|right now|at the time of writing)\b)",
         _read_own_date, True),
        (rf"\bQ(?P<n>[1-4])\b{_NO_YEAR}(?P<word>(?!))?", _read_quarter),
        (rf"(?i:\b(?P<word>first|second|third|fourth) quarter\b{_NO_YEAR}(?P<n>(?!))?)", _read_quarter),
        (r"(?:(?P<which>去年|今年|明年|前年)的?|(?<![\d年]))(?P<month>\d{1,2})月(?!份?以[前后])份?"
         r"(?:(?P<day>\d{1,2})[日号])?", _read_chinese_month),
        (r"今年|年内|年底|年初|今年以来", _read_year(0)),
        (r"去年(?!\d)", _read_year(-1)),
        (r"前年(?!\d)", _read_year(-2)),
        (r"明年(?!\d)", _read_year(1)),
        (r"上个?月(?!\d)", _read_shifted(cal.shift_month, -1)),
        (r"本月|这个月", _read_shifted(cal.shift_month, 0)),
        (r"下个?月(?!\d)", _read_shifted(cal.shift_month, 1)),
        (r"上周|上个?星期", _read_shifted(cal.shift_week, -1)),
        (r"本周|这周", _read_shifted(cal.shift_week, 0)),
        (r"下周", _read_shifted(cal.shift_week, 1)),
        (r"今天|今日", _read_shifted(cal.shift_days, 0)),
        (r"昨天|昨日", _read_shifted(cal.shift_days, -1)),
        (r"明天|明日", _read_shifted(cal.shift_days, 1)),
        (r"目前|现在|截至目前|当前", _read_own_date, True),
        (r"近日|日前|近期|最近(?P<unit>(?!))?|近几个月", _read_recent, True),
    )
)  # fmt: skip
"""Each notation, how it is read, and whether it is vague. Of two at one place, the longer is taken, then the first."""
