"""The day that a page prints under its headline, where nothing in it is marked as the day of publication."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml.html import HtmlElement  # type: ignore[import-untyped]

from .article import clean_line
from .element_text import read_element
from .stated_dates import read_stated_date

MAX_ELEMENTS = 120
"""How many elements after the headline are looked at."""
MAX_BEFORE = 12
"""How many elements before it."""
MAX_PARAGRAPHS = 2
"""After so many long paragraphs the article has begun, and any date belongs to its text."""
LONG = 160
MIN_LISTED = 3
"""So many different days in elements that look the same are a list of other articles."""
_LABEL = re.compile(
    r"^(?:story |article |first |originally )?(?:published|posted|publication date|date|on|this story is from|公開日?|"
    r"配信|発表日?|掲載日?|发布时间|时间|日期)\b(?: on| at|:|：)*\s*|^[|·•/,–—-]\s*|\s*(?:公開|掲載|配信|発表)$|\.$",
    re.IGNORECASE,
)
_OTHER = re.compile(r"updat|modif|edited|review|copyright|©|更新|expires|access", re.IGNORECASE)
_SKIPPED = frozenset(("script", "style", "noscript", "template", "nav", "footer", "aside", "select", "table"))


def find_visible_date(top: HtmlElement, title: str) -> str:
    """The first day printed near the headline; empty if there is none, or if the page does not show its headline."""
    elements = [element for element in top.iter() if isinstance(element.tag, str)]
    places = [
        place
        for place, element in enumerate(elements)
        if element.tag in ("h1", "h2", "h3") and title and clean_line(read_element(element)) == title
    ]
    for place in places:
        after = elements[place : place + MAX_ELEMENTS]
        before = elements[max(0, place - MAX_BEFORE) : place]
        if found := _choose_day(after) or _choose_day(before):
            return found
    return ""


def _choose_day(elements: list[HtmlElement]) -> str:
    """The first day that is not one of a list, such as that of other articles."""
    found = list(_list_days(elements))
    for look, day in found:
        if len({other for others, other in found if others == look}) < MIN_LISTED:
            return day
    return ""


def _list_days(elements: list[HtmlElement]) -> Iterator[tuple[tuple[str, str], str]]:
    """The days that texts consist of, each with the tag and the class of its element, until the article's own text
    begins."""
    paragraphs = 0
    for element in elements:
        if element.tag in _SKIPPED or _is_inside_skipped(element):
            continue
        for text in (element.text or "", element.tail or ""):
            if len(text.strip()) >= LONG:
                paragraphs += 1
            elif day := _read_day(text):
                yield (element.tag, element.get("class") or ""), day
        if paragraphs >= MAX_PARAGRAPHS:
            return


def _is_inside_skipped(element: HtmlElement) -> bool:
    return any(parent.tag in _SKIPPED for parent in element.iterancestors())


def _read_day(text: str) -> str:
    """The day that a text consists of, apart from words such as "Published"; one that is marked as another day than
    that of publication is none."""
    text = " ".join(text.split())
    if not any(map(str.isdigit, text)) or len(text) > 80 or _OTHER.search(text):
        return ""
    for _ in range(3):
        text = _LABEL.sub("", text).strip()
    found = read_stated_date(text)
    return found if len(found) == 10 else ""
