"""The links of a briefing that are dead, each with a copy in an archive where there is one.

The copies are those of the Wayback Machine: https://archive.org/help/wayback_api.php
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple
from urllib.parse import urlencode

from ...content.kinds.article import Article
from ...content.kinds.base import Entry
from ...content.records import Record
from ...content.values.web_addresses import is_web_address, normalize_web_address
from ...library.library import Library
from ...problem import Place
from ..reading.article import Unreadable
from ..reading.fetching import PUBLIC, Rules, fetch

ARCHIVE = "https://archive.org/wayback/available"
MAX_BYTES = 20_000_000
"""The most that is read of a page; one that is larger is there."""
MAX_ANSWER = 100_000
_IS_GONE = re.compile(r"it answers (404|410)\b")
_IS_THERE = re.compile(r"it has more than|it answers (401|402|403|405|406|429|451)\b")
"""What a server answers that is there, but does not let programs read."""


class Link(NamedTuple):
    """An address that a briefing gives to its readers."""

    at: Place
    field: str
    address: str
    day: str = ""
    """The day as YYYYMMDD for which a copy is wanted; empty if it does not matter."""
    has_copy: bool = False
    """Whether the briefing names a copy already."""


class DeadLink(NamedTuple):
    """A link that leads nowhere: why, whether that is certain, and the address of a copy, empty for none."""

    link: Link
    why: str
    is_certain: bool
    copy: str


def list_links(library: Library) -> list[Link]:
    """The addresses of articles, of their copies, and of entries elsewhere on the web, in the order of the files."""
    records = sorted(library.entries.values(), key=lambda record: record.file)
    return [link for record in records for link in _list_links_of(record)]


def _list_links_of(record: Record[Any]) -> Iterator[Link]:
    data = record.data
    if isinstance(data, Article):
        first = data.published.first if data.published else None
        day = first.strftime("%Y%m%d") if first else ""
        yield Link(record.locate("url"), "url", data.url, day, data.archive_url is not None)
        if data.archive_url:
            yield Link(record.locate("archive_url"), "archive_url", data.archive_url)
    elif isinstance(data, Entry):
        for field in ("website", "wikipedia"):
            if address := getattr(data.same_as, field):
                yield Link(record.locate("same_as", field), field, address)


def find_dead_links(links: Iterable[Link], rules: Rules = PUBLIC, archive: str = ARCHIVE) -> Iterator[DeadLink]:
    """Requests each link once, and looks for a copy of those that are dead. `archive` is the address that knows of
    copies."""
    known: dict[str, tuple[str, bool] | None] = {}
    for link in links:
        if link.address not in known:
            known[link.address] = _find_reason(link.address, rules)
        if found := known[link.address]:
            copy = _find_copy(link, rules, archive) if link.field == "url" and not link.has_copy else ""
            yield DeadLink(link, *found, copy)


def _find_reason(address: str, rules: Rules) -> tuple[str, bool] | None:
    """(why a link is dead, whether that is certain); None if somebody answers."""
    try:
        fetch(address, MAX_BYTES, rules)
    except Unreadable as error:
        if _IS_THERE.match(error.what):
            return None
        return error.what, bool(_IS_GONE.match(error.what))
    return None


def _find_copy(link: Link, rules: Rules, archive: str) -> str:
    """The address of the copy nearest to the day of a link; empty if there is none, or if the archive is silent."""
    asked = {"url": link.address, **({"timestamp": link.day} if link.day else {})}
    try:
        answer = json.loads(fetch(f"{archive}?{urlencode(asked)}", MAX_ANSWER, rules)[0])
        closest = answer["archived_snapshots"]["closest"]
        address = str(closest["url"]) if closest["available"] is True else ""
    except (Unreadable, ValueError, LookupError, TypeError):
        return ""
    address = re.sub(r"^http://(?=web\.archive\.org/)", "https://", address)
    return normalize_web_address(address) if is_web_address(address) else ""
