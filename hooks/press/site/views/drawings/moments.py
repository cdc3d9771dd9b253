"""What drawings show of a fact: when it was, and a short label for it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from itertools import groupby
from typing import NamedTuple

from ....content.values.dates import Date, parse_date
from ....content.values.languages import isolate_text
from ....library.assertions import AHEAD
from ..site import Site
from ..site_queries import entry_query
from .labels import shorten
from .time_scale import Extent, extent_of

MOST_LETTERS = 40
"""The length of a label, as the field of a claim allows it."""
HAPPENED, IN_STRIP = ("event",), ("event", "plan")
"""The kinds of facts that lanes draw, and strips."""
SAME, MONTH = -1, 0
GROUPINGS = (
    (SAME, 99), (SAME, 2), (SAME, 1), (MONTH, 3), (MONTH, 2), (MONTH, 1), (1, 4), (1, 2), (1, 1), (10, 1), (20, 1),
    (50, 1), (100, 1),
)  # fmt: skip
"""(years of a period, how many moments of it may stand alone), from the finest: the same time, a month, years."""


class Moment(NamedTuple):
    """A dated fact in a drawing."""

    fact: str
    address: str
    """The page of its claim."""
    anchor: str
    kind: str
    date: Date
    label: str
    """At most 40 letters: the label of one of its claims, else its sentence, cut."""
    has_label: bool
    """Whether the label was written for it."""
    name: str
    """The label and the sentence, for those who cannot see the drawing: it begins with the label."""

    @property
    def is_ahead(self) -> bool:
        """Whether it is a plan or a forecast."""
        return self.kind in AHEAD

    @property
    def extent(self) -> Extent:
        return extent_of(self.date)


class Group(NamedTuple):
    """The moments that one mark shows: one, or several of one month, year or decade."""

    moments: tuple[Moment, ...]

    @property
    def extent(self) -> Extent:
        """That of its moments if they have the same; else from the first day on which one begins until the last."""
        if len({moment.extent for moment in self.moments}) == 1:
            return self.moments[0].extent
        firsts = [moment.extent[0] for moment in self.moments]
        return min(firsts), max(firsts)

    @property
    def is_ahead(self) -> bool:
        return all(moment.is_ahead for moment in self.moments)

    @property
    def is_day(self) -> bool:
        first, last = self.extent
        return first == last

    def format_date(self, site: Site, whole: bool) -> str:
        """Its date, without the year if it is not `whole`; of several moments, the month or the years that they are
        in."""
        words, date = site.words, self.moments[0].date
        if len({moment.extent for moment in self.moments}) > 1:
            first, last = self.extent
            if first.year != last.year:
                return words.fill("interval", start=first.year, end=last.year)
            in_month = first.month == last.month
            date = parse_date(f"{first.year:04d}-{first.month:02d}" if in_month else f"{first.year:04d}")
        return words.format_short_date(date) if whole else words.format_in_year(date)


@entry_query(stored=True)
def moment(site: Site, fact: str) -> Moment | None:
    """A fact in a drawing; None for one without a date, and for a claim that is not live."""
    date = site.time_key(fact).date
    if date is None or not site.same_facts.fact_of(fact):
        return None
    claim = site.claim(fact)
    written = [site.record(i).data.label for i in (fact, *site.same_facts.claims_with(fact))]
    label = next((site.words.set_type(label) for label in written if label), "")
    sentence = site.words.set_type(claim.plain)
    return Moment(
        fact=fact,
        address=claim.opened,
        anchor=claim.anchor,
        kind=claim.kind_id,
        date=date,
        label=isolate_text(label) if label else shorten(sentence, MOST_LETTERS),
        has_label=bool(label),
        name=f"{label}. {sentence}" if label else sentence,
    )


def moments_among(site: Site, facts: Iterable[str], kinds: Sequence[str]) -> list[Moment]:
    """The dated facts of some kinds, in order of time."""
    found = moment.read_many(site, facts).values()
    return sorted((m for m in found if m and m.kind in kinds), key=lambda m: (m.date.sort_key, m.fact))


def group_moments(moments: Sequence[Moment], most: int, fits: Callable[[list[Group]], bool]) -> list[Group]:
    """At most `most` marks that fit: those of one month, year or decade become one where there are too many."""
    groups: list[Group] = []
    for years, over in GROUPINGS:
        groups = sorted(_grouped(moments, years, over), key=lambda group: (group.extent, not group.is_ahead))
        if len(groups) <= most and fits(groups):
            break
    return groups


def _grouped(moments: Sequence[Moment], years: int, over: int) -> Iterable[Group]:
    """One mark for all moments of one time, one month, or so many years, if they are more than `over`."""

    def period(moment: Moment) -> tuple[int, int, bool, tuple[dt.date, ...]]:
        first, _ = moment.extent
        if years > 0:
            return first.year // years, 0, False, ()
        return first.year, first.month, moment.is_ahead, moment.extent if years == SAME else ()

    for _, found in groupby(sorted(moments, key=lambda m: (period(m), m.date.sort_key)), period):
        together = tuple(found)
        yield from [Group(together)] if len(together) > over else [Group((m,)) for m in together]
