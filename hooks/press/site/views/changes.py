"""What changed on the site, by day, from the project's history."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from markupsafe import Markup

from ...library.history import Change
from ..address_patterns import AddressPattern
from .common import Pager, numbers, paged
from .site import Page, Site, meta_description
from .site_queries import site_query
from .view import View


@dataclass(frozen=True, slots=True)
class Alike:
    """The claims or entries of a day that changed in one way."""

    what: str
    links: Sequence[Markup]


@dataclass(frozen=True, slots=True)
class ChangeDay:
    day: str
    date: str
    """As YYYY-MM-DD."""
    groups: Sequence[Alike]
    more: int

    @property
    def count(self) -> int:
        """How many changes there are, including those that are only counted."""
        return sum(len(group.links) for group in self.groups) + self.more


@dataclass(frozen=True, slots=True)
class ChangesView:
    months: Sequence[tuple[str, Sequence[ChangeDay]]]
    days: tuple[str, str] | None
    """The first and the last day, if there are at least two."""
    known: bool
    pager: Pager


MAX_LINES_A_DAY = 500
REPORTED_FIELDS = ("value", "when", "said_by", "said_on", "kind", "at")
"""The fields of a claim whose changes are reported, besides its words and its status."""


def changes_pages(site: Site, _: str) -> Iterator[Page]:
    """What a reader would call a change, by month, from the project's history."""
    days = change_days(site)
    every = [day.date.isoformat() for day in days]
    span = (min(every), max(every)) if len(every) > 1 else None

    def view(part: list[_Line], pages: Pager) -> ChangesView:
        months: dict[str, list[ChangeDay]] = {}
        for date, lines in groupby(part, key=lambda line: line.date):
            month = site.words.format_month(date.year, date.month)
            months.setdefault(month, []).append(_change_day(site, date, list(lines)))
        return ChangesView(list(months.items()), span, site.history.known, pages)

    listing = CHANGES.listing("", site.words["changes"], meta_description(site.words["changes_lead"]))
    return paged(site, listing, list(_change_lines(days)), view)


def _page_count(site: Site, _: str) -> int:
    return len(numbers(sum(len(day.lines) for day in change_days(site))))


class _Line(NamedTuple):
    """One change; `more` is how many changes of that day are left out after it."""

    date: dt.date
    what: str
    id: str
    more: int


def _change_lines(days: Iterable[_Day]) -> Iterator[_Line]:
    for day in days:
        last = len(day.lines) - 1
        for index, (what, entry_id) in enumerate(day.lines):
            yield _Line(day.date, what, entry_id, day.more if index == last else 0)


def _change_day(site: Site, date: dt.date, lines: Sequence[_Line]) -> ChangeDay:
    alike = groupby(lines, key=lambda line: line.what)
    groups = [Alike(what, [site.link(line.id) for line in group]) for what, group in alike]
    return ChangeDay(site.words.format_day(date), date.isoformat(), groups, lines[-1].more)


class _Day(NamedTuple):
    """What changed on a day, with similar changes together: (what, entry or claim), and how many more there are."""

    date: dt.date
    lines: tuple[tuple[str, str], ...]
    more: int


@site_query(stored=True)
def change_days(site: Site) -> tuple[_Day, ...]:
    """What a reader would call a change, by day, newest first."""
    claims, entries = set(site.facts.claims), set(site.library.kind)
    days: dict[dt.date, set[tuple[str, str]]] = {}
    for change in site.history.changes:
        if change.id in claims:
            what = _change_of_claim(site, change)
        else:
            what = site.words["change_entry_added"] if change.how == "added" and change.id in entries else ""
        if what:
            days.setdefault(change.date, set()).add((what, change.id))
    return tuple(
        _Day(day, tuple(sorted(lines)[:MAX_LINES_A_DAY]), max(0, len(lines) - MAX_LINES_A_DAY))
        for day, lines in days.items()
    )


def _change_of_claim(site: Site, change: Change) -> str:
    """A change of a claim in words; empty if a reader would not call it a change."""
    how, fields = change.how, change.fields
    if how == "changed":
        if "status" in fields:
            how = "retracted"
        elif "text" in fields:
            how = "reworded"
        elif not set(REPORTED_FIELDS) & set(fields):
            return ""
    return _what_changed(site, change.id, how, fields)


def _what_changed(site: Site, claim_id: str, how: str, fields: tuple[str, ...]) -> str:
    """`Details changed: value, time`, `Reworded, value`, or the new state of a claim."""
    if how == "retracted":
        state = site.claim(claim_id).state
        if state in ("retracted", "withdrawn"):
            return site.words[state]
    details = [site.words[f"field_{name}"] for name in REPORTED_FIELDS if name in fields]
    what = site.words[f"change_claim_{how}"]
    if how == "changed" and details:
        return f"{what}: {site.words.join(details)}"
    return site.words.join([what, *details])


CHANGES = View("changes", AddressPattern("changes/"), changes_pages, "changes", page_count=_page_count, has_card=True)
VIEWS = (CHANGES,)
