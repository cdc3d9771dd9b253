"""Rules 1 and 2: numbers and amounts are in the passage itself, and dates overlap one of its dates."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from ...content.kinds.lock import Compared
from ...content.values.dates import PRECISIONS, Date
from ...content.values.figures import is_in_words
from ..recognition import FoundAmount
from ..recognition.amounts import is_plain
from ..recognition.article import blank
from .answers import Finding
from .claims import Statement
from .passages import Passage

_COUNTS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
           "eleven": 11, "twelve": 12}  # fmt: skip
_COUNT = re.compile(rf"\b(?:{'|'.join(_COUNTS)})\b", re.IGNORECASE)
_ORDINAL = re.compile(r"\b(?:second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|half|quarter|double|twice"
                      r"|triple|tripled|doubled|halved)\b(?! of (?:19|20))", re.IGNORECASE)  # fmt: skip
_ORDINAL_CHINESE = {"second": "第二", "third": "第三", "half": "半", "double": "倍", "doubled": "倍"}


def check_amounts(claim: Statement, passage: Passage) -> Iterator[Finding | Compared]:
    """Every number of the claim is in the passage: value, unit and hedge."""
    for amount in claim.amounts:
        same = [other for other in passage.amounts if _is_same(amount, other)]
        if any(_have_same_hedge(amount, other) for other in same):
            yield "amounts" if amount.units else "numbers"
        elif same:
            yield Finding(f"'{amount.text}' is '{_write(same[0])}' in {passage.place}", is_wrong=True)
        elif not amount.units and is_in_words(passage.text, amount.number):
            yield "numbers"
        else:
            yield Finding(f"'{_write(amount)}' is not in {passage.place}", True, _find_amount(amount, passage))
    yield from _check_words(claim, passage)


def _find_amount(amount: FoundAmount, passage: Passage) -> tuple[int, ...]:
    what = ("amount", amount.number, amount.units)
    return passage.article.list_places(what, lambda s: any(_is_same(amount, other) for other in s.amounts))


def _find_date(date: Date, passage: Passage) -> tuple[int, ...]:
    what = ("date", date.text)
    return passage.article.list_places(what, lambda s: any(f.date and f.date.overlaps(date) for f in s.dates))


def _write(amount: FoundAmount) -> str:
    return amount.values[0]


def _is_same(amount: FoundAmount, other: FoundAmount) -> bool:
    if amount.number != other.number:
        return False
    return bool(amount.units & other.units) or (not amount.units and not other.units)


def _have_same_hedge(amount: FoundAmount, other: FoundAmount) -> bool:
    if is_plain(amount.hedges) or is_plain(other.hedges):
        return is_plain(amount.hedges) and is_plain(other.hedges)
    return bool({*amount.hedges} & {*other.hedges})


def _check_words(claim: Statement, passage: Passage) -> Iterator[Finding | Compared]:
    """Small numbers in words. `One of two` passes where a list has two names."""
    text = blank(claim.text, [*claim.amounts, *claim.dates])
    for match in _COUNT.finditer(text):
        word, number = match[0].lower(), Decimal(_COUNTS[match[0].lower()])
        if is_in_words(passage.text, number) or any(amount.number == number for amount in passage.amounts):
            yield "numbers"
        elif sum(len(sentence.names) + len(sentence.unknown) for sentence in passage.sentences) < number:
            yield Finding(f"'{word}' is not in {passage.place}")
    for match in _ORDINAL.finditer(text):
        word = match[0].lower()
        chinese = _ORDINAL_CHINESE.get(word, "\x00")
        if not re.search(rf"\b{word}", passage.text, re.IGNORECASE) and chinese not in passage.text:
            yield Finding(f"'{word}' is not in {passage.place}")


def check_dates(claim: Statement, passage: Passage) -> Iterator[Finding | Compared]:
    """Every date of the claim overlaps one of the passage; `when` may be the article's day, too."""
    for found in claim.dates:
        if found.date is not None and not found.is_vague:
            yield from _check_date(found.date, found.text, passage)
    day = passage.article.day
    for name, date in (("when", claim.when), ("said_on", claim.said_on)):
        if date is None or (day is not None and date.overlaps(day)):
            continue
        if not any(found.date and found.date.overlaps(date) for found in (*passage.dates, *claim.dates)):
            known = bool(_find_date(date, passage))
            yield Finding(f"'{name}: {date}' is not in {passage.place}", not known and _has_dates(passage))


def _check_date(date: Date, words: str, passage: Passage) -> Iterator[Finding | Compared]:
    known = [found for found in passage.dates if found.date is not None]
    fitting = [found for found in known if found.date is not None and found.date.overlaps(date)]
    day = passage.article.day
    is_own_day = day is not None and date.overlaps(day)
    if fitting:
        if all(not found.is_vague and _is_coarser(found.date, date) for found in fitting):
            yield Finding(f"'{words}' is more exact than '{fitting[0].text}' in {passage.place}")
        elif not (is_own_day and all(_is_coarser(date, found.date) for found in fitting)):
            yield "dates"
        return
    if is_own_day:
        if _has_dates(passage):
            yield Finding(f"'{words}' is the article's day, and {passage.place} has another")
        return
    if len(known) < len(passage.dates):
        yield Finding(f"'{words}' may be '{passage.dates[0].text}' in {passage.place}: the article's day is needed")
        return
    places = _find_date(date, passage)
    near = any(passage.article.sentences[place] in passage.list_before() for place in places)
    yield Finding(f"'{words}' is not in {passage.place}", not near, places)


def _is_coarser(date: Date | None, other: Date | None) -> bool:
    """Whether a date says less than another."""
    if date is None or other is None or date.interval or other.interval:
        return False
    return PRECISIONS[date.precision] < PRECISIONS[other.precision]


def _has_dates(passage: Passage) -> bool:
    """Whether a passage has a date of its own, which is no stretch of time up to the article's day."""
    return any(found.date is not None and not found.is_vague for found in passage.dates)
