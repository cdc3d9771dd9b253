"""Dates as pages and feeds state them -> dates of the briefing, never more precise than stated.

Notations: ISO 8601 in its usual forms, the compact `20230418`, RFC 5322 as feeds have it, and words. A time of day and
its zone are dropped: the day is the one that is written.
"""

from __future__ import annotations

import re
from email.utils import parsedate

from ...content.values.dates import parse_date
from ...content.values.invalid_value import InvalidValue
from ...content.values.meant_dates import read_date

EARLIEST, LATEST = 1800, 2100
_ISO = re.compile(
    r"(?P<year>\d{4})(?:(?P<mark>[-/.])(?P<month>\d{1,2})(?:(?P=mark)(?P<day>\d{1,2}))?)?(?:[T |]+\d{1,2}[:.h]\d\d.*)?"
)
_COMPACT = re.compile(r"(?P<year>\d{4})(?P<month>\d\d)(?P<day>\d\d)(?:T?\d{4,6}.*)?")
_HAN = re.compile(r"(?P<year>\d{4})\s*年\s*(?P<month>\d{1,2})\s*月(?:\s*(?P<day>\d{1,2})\s*日)?.*")
_UNIX = re.compile(r"[A-Z][a-z]{2} (?P<date>[A-Z][a-z]{2} \d{1,2}) [\d:]{5,8} (?:[A-Z]{2,5} )?(?P<year>\d{4})")
_IN_ADDRESS = re.compile(r"/(?P<year>(?:19|20)\d\d)[/-](?P<month>\d\d)(?:[/-](?P<day>\d\d))?(?:/|-|$)")
MAX_LENGTH = 60


def read_stated_date(text: str) -> str:
    """The day, month or year that a text states; empty if it states none, or more than one."""
    text = " ".join(text.split())
    if not text or len(text) > MAX_LENGTH:
        return ""
    for pattern in (_ISO, _COMPACT, _HAN):
        if match := pattern.fullmatch(text):
            return _join(*(match[part] for part in ("year", "month", "day")))
    if match := _UNIX.fullmatch(text):
        text = f"{match['date']} {match['year']}"
    if parts := parsedate(text):
        return _join(*map(str, parts[:3]))
    return _read_words(text)


def find_date_in_address(url: str) -> str:
    """The day or month in the path of an address such as `/2023/04/18/title`; empty if there is none."""
    match = _IN_ADDRESS.search(url)
    return _join(match["year"], match["month"], match["day"]) if match else ""


def _read_words(text: str) -> str:
    """A date in words: `April 18, 2023`, `18 Apr 2023 10:30 GMT`."""
    bare = re.sub(r"[,|]? *(?:at|um|-|–)? *\d{1,2}[:h]\d\d.*$", "", text)
    bare = re.sub(r"^(?:[A-Za-z]+:|(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,?) *", "", bare, flags=re.IGNORECASE)
    found = {date for date, note in read_date(bare) if not note}
    return found.pop() if len(found) == 1 and "/" not in next(iter(found)) else ""


def _join(year: str, month: str | None, day: str | None) -> str:
    date = "-".join([year, *(part.zfill(2) for part in (month, day) if part)])
    try:
        parse_date(date)
    except InvalidValue:
        return ""
    return date if EARLIEST <= int(year) <= LATEST and (len(date) == 4 or int(date[5:7]) <= 12) else ""
