"""`/calendar.ics`: the facts whose source gives the day, as whole-day events. RFC 5545, with NAME of RFC 7986.

It uses a template instead of `icalendar`, which takes 0.2 ms per event and 0.1 s to import, although the format needs
only two rules: how text is escaped and how lines are folded. The tests read the result back with `icalendar`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from ..content.values.languages import to_plain
from ..incremental import query, register_queries
from ..site.address_patterns import AddressPattern
from ..site.jinja_env import environment
from ..site.urls import base_of
from ..site.views.fact_lines import fact_line
from ..site.views.site import Site
from ..site.views.subscriptions import CALENDAR, calendar_days, feed_rank
from .feeds import item_id
from .output import Alone, Output, after

MAX_OCTETS = 75
_ESCAPES = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n", "\r": ""})


@dataclass(frozen=True, slots=True)
class Event:
    """A fact on its days; `end` is the day after the last one, `stamp` the day of the last change of its line."""

    uid: str
    stamp: str
    start: str
    end: str
    summary: Markup
    description: Markup
    url: Markup


class Calendar:
    """Writes the calendar of a site; each event is written once."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._env = environment(site.words, site.name, site.library.root)
        register_queries(self, site.database)

    def files(self, _: str) -> Iterator[tuple[str, bytes]]:
        events = self.event_text.read_all(calendar_days(self._site).held)
        head, _, foot = (
            self._env.get_template("calendar.ics")
            .render(name=text(self._site.name), licence=text(self._site.settings.licence_line))
            .partition("@@\n")
        )
        yield CALENDAR, "".join([_folded(head), *events.values(), _folded(foot)]).encode()

    @query(stored=True)
    def event_text(self, fact: str) -> str:
        """The event of a fact as it is in the calendar."""
        days = self._site.time_key(fact).days
        assert days is not None
        return _folded(self._env.get_template("event.ics").render(event=_event(self._site, fact, *days)))


def _folded(lines: str) -> str:
    return b"".join(folded(line) for line in lines.rstrip("\n").split("\n")).decode()


def _event(site: Site, fact: str, first: dt.date, last: dt.date) -> Event:
    rank, line = feed_rank(site, fact), fact_line(site, fact)
    claim, change = line.claim, site.history.last(fact)
    labels = " · ".join(label.word for label in (*line.labels, line.support))
    disclosures = [to_plain(disclosure) for disclosure in claim.disclosures]
    lines = [f"{to_plain(claim.speaker)} · {claim.date}", labels, *disclosures, claim.source]
    return Event(
        uid=item_id(rank.first if rank else fact).removeprefix("urn:uuid:"),
        stamp=_basic(change.date if change else first),
        start=_basic(first),
        end=_basic(last + dt.timedelta(days=1)),
        summary=text(claim.plain),
        description=text("\n".join(lines)),
        url=Markup(base_of(site.url, CALENDAR) + claim.address),
    )


def _basic(day: dt.date) -> str:
    return day.isoformat().replace("-", "")


def text(words: str) -> Markup:
    """A TEXT value, RFC 5545 3.3.11. Marked as safe because nothing in a calendar is HTML."""
    return Markup(words.translate(_ESCAPES))


def folded(line: str) -> bytes:
    """A content line in pieces of at most 75 octets, none of which ends in the middle of a character. RFC 5545 3.1."""
    rest, pieces = line.encode(), []
    while len(rest) > MAX_OCTETS:
        end = MAX_OCTETS
        while rest[end] & 0xC0 == 0x80:
            end -= 1
        pieces.append(rest[:end])
        rest = b" " + rest[end:]
    return b"\r\n".join([*pieces, rest]) + b"\r\n"


def find_urls(calendar: str) -> set[str]:
    """The addresses of the events of a calendar, whose long lines are folded."""
    return set(after("\r\nURL:", end="\r\n")(calendar.replace("\r\n ", "")))


OUTPUT = Output(Calendar, find_urls, alone=(Alone("calendar", (AddressPattern(CALENDAR),), Calendar.files),))
