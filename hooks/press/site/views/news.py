"""What a reader would call news: what changed on the site, by day, together by the entry or the article it is about.

A fact is new on the day on which the first of its claims was published; a further report of it is no new fact. Several
changes of a claim on one day are one, and what happened before a claim was published is none.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from heapq import heapify, heappop, heappush
from typing import NamedTuple, TypeVar

from ...content.kinds import TIED
from ...library.assertions import Derived
from ...library.history import Change
from .site import Site
from .site_queries import entry_query, site_query
from .subscriptions import Announced, announced

T = TypeVar("T")

ADDED, REPORTED, REWORDED, CHANGED = "added", "reported", "reworded", "changed"
HOWS = (ADDED, REPORTED, REWORDED, CHANGED)
"""How something changed, in the order in which changes are listed."""
MOST_LINES = 500
"""Changes of a day that are listed; the others are counted."""

Values = tuple[tuple[str, str, str], ...]
"""(field, its value before, and after), as written."""


class Line(NamedTuple):
    """One change. `id` is a fact, by the claim that says it best, if it is new or reported again; else a claim."""

    how: str
    id: str
    values: Values = ()


class Group(NamedTuple):
    """The changes of a day that are about one entry, or from one article."""

    about: str
    lines: tuple[Line, ...]

    @property
    def new(self) -> list[str]:
        """The new facts."""
        return [line.id for line in self.lines if line.how == ADDED]


class Day(NamedTuple):
    """What changed on a day."""

    date: dt.date
    corrections: tuple[str, ...]
    """The keys of the corrections of that day, in the order of their file."""
    gone: tuple[str, ...]
    """The claims that were taken back by their publisher, or by us."""
    groups: tuple[Group, ...]
    """Those with the most new facts first."""
    pages: tuple[str, ...]
    """The new entries, articles and editions."""
    more: int
    """How many changes are left out."""


@entry_query(stored=True)
def entry_weight(site: Site, entry_id: str) -> int:
    """How many claims are about an entry; 0 for outlets and groups."""
    data = site.library.entries[entry_id].data
    return 0 if getattr(data, "type", "") in ("outlet", "group") else len(site.facts.about[entry_id])


@site_query(stored=True)
def news_days(site: Site) -> tuple[Day, ...]:
    """What changed, by day, newest first. Corrections are known without history, too."""
    derived = site.facts.claims.read_all()
    published = announced.read_all(site, derived)
    known = {claim_id: when for claim_id, when in published.items() if when and when.time}
    lines = _by_day([*_list_publications(site, known, derived), *_list_edits(site, known)])
    corrections = _by_day((record.data.date.sort_key[0], key) for key, record in site.library.corrections.items())
    gone, pages = _by_day(_list_gone(site, known)), _by_day(_list_new_pages(site))
    times = site.time_key.read_all(derived)
    entries = entry_weight.read_all(site, (e for kind in TIED for e in site.library.ids_of(kind)))
    found = []
    for day in sorted({*lines, *gone, *pages, *corrections}, reverse=True):
        ordered = sorted(lines.get(day, ()), key=lambda line: times[line.id].key, reverse=True)
        groups, more = _cut(_group(ordered, derived, entries))
        parts = tuple(corrections.get(day, ())), tuple(gone.get(day, ())), groups, tuple(pages.get(day, ()))
        found.append(Day(day, *parts, more))
    return tuple(found)


def _by_day(found: Iterable[tuple[dt.date, T]]) -> dict[dt.date, list[T]]:
    days: dict[dt.date, list[T]] = defaultdict(list)
    for day, item in found:
        days[day].append(item)
    return days


# What changed


def _list_publications(
    site: Site, known: Mapping[str, Announced], derived: Mapping[str, Derived]
) -> Iterator[tuple[dt.date, Line]]:
    """The new facts, and those that were reported again on a later day."""
    claims: dict[str, list[str]] = defaultdict(list)
    for claim_id, fact in site.same_facts.fact_of.read_all(known).items():
        if fact or derived[claim_id].superseded_by:
            claims[fact or claim_id].append(claim_id)
    for fact, reports in claims.items():
        first, *later = sorted({known[claim_id].day for claim_id in reports})
        yield dt.date.fromordinal(first), Line(ADDED, fact)
        for day in later:
            yield dt.date.fromordinal(day), Line(REPORTED, fact)


def _list_edits(site: Site, known: Mapping[str, Announced]) -> Iterator[tuple[dt.date, Line]]:
    """The claims that were reworded or have other details."""
    edits: dict[tuple[str, dt.date], list[Change]] = defaultdict(list)
    for change in site.history.changes:
        if change.how == "changed" and change.id in known and change.date.toordinal() > known[change.id].day:
            edits[change.id, change.date].append(change)
    for (claim_id, day), changes in edits.items():
        fields = {field for change in changes for field in change.fields}
        values = _join_values(changes)
        if "status" not in fields and ("text" in fields or values):
            yield day, Line(REWORDED if "text" in fields else CHANGED, claim_id, values)


def _list_gone(site: Site, known: Mapping[str, Announced]) -> Iterator[tuple[dt.date, str]]:
    """The claims and articles that are taken back, by the day on which the site first said so."""
    seen: set[str] = set()
    for change in site.history.changes:
        if change.id in seen or change.how != "changed":
            continue
        if change.id in known and "status" in change.fields:
            is_gone = site.library.claims[change.id].data.status in ("retracted", "withdrawn")
        elif "withdrawn" in change.fields and change.id in site.library.entries:
            is_gone = bool(getattr(site.library.entries[change.id].data, "withdrawn", None))
        else:
            continue
        seen.add(change.id)
        if is_gone:
            yield change.date, change.id


def _join_values(changes: Sequence[Change]) -> Values:
    """What some changes of one claim, newest first, come to together."""
    before: dict[str, str] = {}
    after: dict[str, str] = {}
    for change in changes:
        for field, was, now in change.values:
            before[field] = was
            after.setdefault(field, now)
    return tuple((field, before[field], now) for field, now in after.items() if before[field] != now)


def _list_new_pages(site: Site) -> Iterator[tuple[dt.date, str]]:
    """The entries, articles and editions, by the day on which they were added; renaming one adds nothing."""
    renamed = {target for retired in site.library.moved for target in site.library.targets(retired)}
    seen: set[str] = set()
    for change in reversed(site.history.changes):
        is_new = change.how == "added" and change.id in site.library.kind and change.id not in renamed
        if is_new and change.id not in seen:
            seen.add(change.id)
            yield change.date, change.id


# What belongs together


def _group(
    lines: Sequence[Line], derived: Mapping[str, Derived], entries: Mapping[str, int]
) -> Iterator[tuple[str, list[Line]]]:
    """(entry or article, its changes): the entry that the most of the changes are about takes these, then the entry
    that the most of the others are about, and so on. What is about no entry is put together by article."""
    members: dict[str, set[int]] = defaultdict(set)
    for index, line in enumerate(lines):
        for entry_id in derived[line.id].about:
            if entries.get(entry_id):
                members[entry_id].add(index)
    rest = set(range(len(lines)))
    queue = [(-len(own), -entries[entry_id], entry_id) for entry_id, own in members.items()]
    heapify(queue)
    while queue:
        size, weight, entry_id = heappop(queue)
        own = members[entry_id] & rest
        if len(own) == -size:
            rest -= own
            yield entry_id, [lines[index] for index in sorted(own)]
        elif own:
            heappush(queue, (-len(own), weight, entry_id))
    articles: dict[str, list[Line]] = defaultdict(list)
    for index in sorted(rest):
        articles[lines[index].id.partition("/")[0]].append(lines[index])
    yield from articles.items()


def _cut(found: Iterable[tuple[str, list[Line]]]) -> tuple[tuple[Group, ...], int]:
    """The groups of a day, those with the most new facts first, and how many of their lines are left out."""
    groups = [Group(about, tuple(sorted(lines, key=lambda line: HOWS.index(line.how)))) for about, lines in found]
    groups.sort(key=lambda group: (-len(group.new), -len(group.lines), group.about))
    room, kept = MOST_LINES, []
    for group in groups:
        if room > 0:
            kept.append(Group(group.about, group.lines[:room]))
        room -= len(group.lines)
    return tuple(kept), max(0, -room)
