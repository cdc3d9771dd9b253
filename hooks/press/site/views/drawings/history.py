"""All dated facts of a site over time: in which year and month they are, and the axis that they share."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from typing import NamedTuple

from ..common import CLAIMS_SIZE
from ..list_filters import KIND_ORDER
from ..site import Site
from ..site_queries import site_query
from ..time_keys import TimeKey
from ..totals import live_facts
from .time_scale import TimeScale, scale_over

Month = tuple[int, int]
"""(year, month); month 0 means that only the year is known."""
STRAGGLERS, FEW_STRAGGLERS = 0.15, 0.01
"""At most this share of the facts may be before the part of the axis that is drawn to scale: of a few years, and of
more."""
FEW_YEARS = 6
MOST_TICKS = 12
SHORT = 18
"""An axis of at most so many months has ticks at quarters, a longer one at years."""


class Counted(NamedTuple):
    """How many facts a month has, how many of them are what happened, and on which page of its year it begins."""

    facts: int
    events: int
    page: int


@site_query(stored=True)
def facts_by_year(site: Site) -> tuple[dict[int, tuple[str, ...]], tuple[str, ...]]:
    """Year -> its facts, the newest first, and on each day what happened first; and the facts without a date."""
    keys = site.time_key.read_all(live_facts(site))
    kinds = site.facts.assertion.read_all(keys)
    ranks = {i: KIND_ORDER.index(said.kind) for i, said in kinds.items() if said}
    dated = sorted((i for i in keys if keys[i].dated), key=lambda i: keys[i].key[:4], reverse=True)
    years: dict[int, list[str]] = {}
    for fact in dated:
        years.setdefault(keys[fact].year, []).append(fact)
    undated = sorted((i for i in keys if not keys[i].dated), key=lambda i: keys[i].key)
    return {year: _by_rank(found, keys, ranks) for year, found in sorted(years.items())}, tuple(undated)


def _by_rank(facts: Iterable[str], keys: Mapping[str, TimeKey], ranks: Mapping[str, int]) -> tuple[str, ...]:
    """Facts in order of time, and those of one date by their kinds."""
    days = (sorted(day, key=lambda i: (ranks[i], i)) for _, day in groupby(facts, key=lambda i: keys[i].key[3]))
    return tuple(fact for day in days for fact in day)


@site_query(stored=True)
def facts_by_month(site: Site) -> dict[Month, Counted]:
    """Month -> how many facts it has, in order of time."""
    found: dict[Month, Counted] = {}
    years, _ = facts_by_year(site)
    every = [fact for facts in years.values() for fact in facts]
    keys, kinds = site.time_key.read_all(every), site.facts.assertion.read_all(every)
    for facts in years.values():
        for index, fact in enumerate(facts):
            month, said = (keys[fact].year, keys[fact].month), kinds[fact]
            is_event = said is not None and said.kind == KIND_ORDER[0]
            seen = found.get(month) or Counted(0, 0, index // CLAIMS_SIZE + 1)
            found[month] = Counted(seen.facts + 1, seen.events + is_event, seen.page)
    return dict(sorted(found.items()))


@site_query(stored=True)
def site_scale(site: Site) -> TimeScale | None:
    """The axis that the overview and all lanes share; None if nothing has a date. It begins with a year; a few facts
    that are much earlier are before its break."""
    counts = {month: counted.events or counted.facts for month, counted in facts_by_month(site).items()}
    months = [(year, month or 1) for year, month in counts]
    if not months:
        return None
    start = _dense_start(list(counts.items()))
    last = max(months)
    length = (last[0] - start) * 12 + last[1]
    extents = [(dt.date(year, month, 1), dt.date(year, month, 1)) for year, month in ((start, 1), last)]
    scale = scale_over(extents, MOST_TICKS, least_step=3 if length <= SHORT else 12)
    assert scale is not None
    return replace(scale, first=dt.date(start, 1, 1), has_break=months[0][0] < start)


def _dense_start(counts: Sequence[tuple[Month, int]]) -> int:
    """The year without the few early stragglers that would squeeze the rest together."""
    years = Counter[int]()
    for (year, _), count in counts:
        years[year] += count
    start = _start_after(years, STRAGGLERS)
    return start if max(years) - start < FEW_YEARS else _start_after(years, FEW_STRAGGLERS)


def _start_after(years: Mapping[int, int], share: float) -> int:
    """The first year before which there is at most a share of the facts."""
    total, before = sum(years.values()), 0
    for year, count in sorted(years.items()):
        before += count
        if before > total * share:
            return year
    return max(years)
