"""The strip on the page of an entry: its dated events in a row, days below the axis and longer times above it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from ....content.kinds import TIED
from ..site import Site
from ..site_queries import entry_query
from .labels import Placed
from .marks import SMALL, WIDTH, Hrefs, Mark, count_levels, gather_early, mark_of, place_marks, places_of
from .moments import IN_STRIP, Group, Moment, group_moments, moments_among
from .roles import role_extents
from .ticks import tick_words
from .time_scale import BREAK, Extent, TimeScale, scale_over

MOST_TICKS = 8
MOST_MARKS, MOST_LEVELS = 24, 7
"""How many marks and levels of labels a strip has on wide screens; on narrow ones it is a list of some marks."""
MOST_ITEMS = 8
BAND, LEVEL, FIRST = 10, 20, 26
"""In pixels: the height of a band, that of a line of labels, and from the axis to the first line."""


class StripMark(NamedTuple):
    """A mark with its label: where that stands, and the line that leads there, in pixels from the top."""

    mark: Mark
    at_end: bool
    text_y: int
    lead_y: int
    above: bool


@dataclass(frozen=True, slots=True)
class Strip:
    """A drawing as wide as the page and `height` pixels high, and the same as a list."""

    label: str
    height: int
    axis: int
    left: float
    """Where the part to scale begins, in percent; 0 without a break."""
    before: float
    """Where the break is, in percent."""
    ticks: Sequence[tuple[float, str]]
    marks: Sequence[StripMark]
    items: Sequence[Mark]
    """The marks of the list, which has whole dates."""
    has_spans: bool
    has_plans: bool
    has_groups: bool
    quiet: str
    """That sources end long before the newest article of the briefing; else empty."""


def strip_of(site: Site, entry_id: str, here: Collection[str]) -> Strip | None:
    """The strip of an entry; None for one with fewer than two dated events on different days, and for kinds of entries
    to which nothing happens. `here` are the facts that are on the same page."""
    moments = _moments_of(site, entry_id)
    quiet = _quiet(site, _facts_about(site, entry_id)) if moments else ""
    if len({moment.extent for moment in moments}) < 2:
        return None
    return draw_strip(site, moments, here, site.title(entry_id), quiet, also=role_extents(site, entry_id))


def strip_extents(site: Site, entry_id: str) -> list[Extent]:
    """The times of what the strip of an entry shows."""
    return [moment.extent for moment in _moments_of(site, entry_id)]


def _facts_about(site: Site, entry_id: str) -> list[str]:
    return list(dict.fromkeys(filter(None, map(site.same_facts.fact_of, site.facts.about[entry_id]))))


def _moments_of(site: Site, entry_id: str) -> list[Moment]:
    if site.library.kind[entry_id] not in TIED:
        return []
    return moments_among(site, _facts_about(site, entry_id), IN_STRIP)


def draw_strip(
    site: Site,
    moments: Sequence[Moment],
    here: Collection[str],
    name: str,
    quiet: str = "",
    width: int = WIDTH,
    also: Sequence[Extent] = (),
) -> Strip | None:
    """The strip of some moments in order of time, which is at least `width` pixels wide; None if there are none, or
    fewer than two times on its axis. `name` is whose they are, and `also` other times that the axis covers."""
    extents = [*(moment.extent for moment in moments), *also]
    if not moments or len(set(extents)) < 2:
        return None
    scale = scale_over(extents, MOST_TICKS)
    assert scale is not None
    hrefs = Hrefs(site, frozenset(here))
    drawn = _Drawn(site, scale, hrefs, width)
    marks = drawn.marks(group_moments(moments, MOST_MARKS, drawn.fits))
    above, below = drawn.split(marks)
    axis = 8 + BAND + (drawn.levels(above) * LEVEL if above else 0)
    bottom = axis + FIRST + (drawn.levels(below) - 1) * LEVEL if below else axis + 12
    first, last = moments[0].date, max(moments, key=lambda moment: moment.extent[1]).date
    span = site.words.fill("interval", start=site.words.format_date(first), end=site.words.format_date(last))
    return Strip(
        label=site.words.fill("strip_label", name=name, date=span),
        height=bottom + 30,
        axis=axis,
        left=scale.left,
        before=BREAK,
        ticks=tick_words(site, scale),
        marks=[*drawn.rows(above, axis, above=True), *drawn.rows(below, axis, above=False)],
        items=drawn.items(moments),
        has_spans=any(mark.style.startswith("span") for mark in marks),
        has_plans=any(mark.style.endswith("ahead") for mark in marks),
        has_groups=any(mark.style.startswith("group") for mark in marks),
        quiet=quiet,
    )


class _Drawn(NamedTuple):
    site: Site
    scale: TimeScale
    hrefs: Hrefs
    width: int

    def marks(self, groups: Sequence[Group]) -> list[Mark]:
        gathered = gather_early(groups, self.scale)
        places = places_of(gathered, self.scale)
        return [
            mark_of(self.site, group, place, self.hrefs, group.format_date(self.site, place.before))
            for group, place in zip(gathered, places, strict=True)
        ]

    def items(self, moments: Sequence[Moment]) -> list[Mark]:
        """The marks of the list on narrow screens, with whole dates."""
        groups = group_moments(moments, MOST_ITEMS, lambda _: True)
        return [
            mark_of(self.site, group, self.scale.place(group.extent), self.hrefs, group.format_date(self.site, True))
            for group in groups
        ]

    def fits(self, groups: Sequence[Group]) -> bool:
        return all(self.levels(part) <= MOST_LEVELS for part in self.split(self.marks(groups)))

    def levels(self, marks: Sequence[Mark]) -> int:
        return count_levels(place_marks(marks, self.width))

    def rows(self, marks: Sequence[Mark], axis: int, above: bool) -> list[StripMark]:
        placed = place_marks(marks, self.width)
        return [_row(mark, place, axis, above) for mark, place in zip(marks, placed, strict=True)]

    def split(self, marks: Sequence[Mark]) -> tuple[list[Mark], list[Mark]]:
        """The marks above the axis, which are of longer times, and those below it."""
        above = [mark for mark in marks if mark.style.startswith("span")]
        return above, [mark for mark in marks if not mark.style.startswith("span")]


def _row(mark: Mark, placed: Placed, axis: int, above: bool) -> StripMark:
    if above:
        text_y = axis - BAND - 8 - placed.level * LEVEL
        return StripMark(mark, placed.at_end, text_y, text_y + 4, above)
    text_y = axis + FIRST + placed.level * LEVEL
    return StripMark(mark, placed.at_end, text_y, text_y - SMALL, above)


def _quiet(site: Site, facts: Collection[str]) -> str:
    """ "Nothing after June 2023 in our sources", if that is true and there are sources of a later year."""
    month = max((month for fact in facts for month in _months(site, fact)), default=None)
    if month is None or month[0] >= newest_year(site, ""):
        return ""
    return site.words.fill("nothing_after", date=site.words.format_month(*month))


def _months(site: Site, fact: str) -> list[tuple[int, int]]:
    """The last months, as (year, month), that a fact is about or was published in."""
    claim = site.claim(fact)
    published = site.library.article(site.record(fact).article).data.published
    return [(date.last.year, date.last.month) for date in (claim.time, published) if date and date.last]


@entry_query(stored=True, eager=True, exists=lambda site, article: article in site.library.entries)
def source_year(site: Site, article: str) -> int:
    """The year in which an article was published; 0 if that is not known."""
    published = site.library.article(article).data.published
    return published.last.year if published and published.last else 0


@entry_query(stored=True, eager=True, exists=lambda site, key: not key)
def newest_year(site: Site, _: str) -> int:
    """The year of the newest article that has claims."""
    return max(source_year.read_all(site, site.library.articles_with_claims).values(), default=0)
