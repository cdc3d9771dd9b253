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
from .moments import HAPPENED, Group, Moment, group_moments, moments_among
from .ticks import tick_words
from .time_scale import BREAK, TimeScale, scale_over

MOST_TICKS = 8
MOST_MARKS, MOST_LEVELS = 24, 5
"""How many marks and levels of labels a strip has on wide screens; on narrow ones it is a list of some marks."""
MOST_ITEMS = 8
BAND, LEVEL, FIRST = 10, 40, 30
"""In pixels: the height of a band, that of a level of labels, and from the axis to the date of the first level."""
LINE = 16


class StripMark(NamedTuple):
    """A mark with its label: where the two lines of it stand, and the line that leads there, in pixels from the top."""

    mark: Mark
    at_end: bool
    date_y: int
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
    if site.library.kind[entry_id] not in TIED:
        return None
    facts = list(dict.fromkeys(filter(None, map(site.same_facts.fact_of, site.facts.about[entry_id]))))
    moments = moments_among(site, facts, (*HAPPENED, "plan"))
    return draw_strip(site, moments, here, site.title(entry_id), _quiet(site, facts))


def draw_strip(
    site: Site, moments: Sequence[Moment], here: Collection[str], name: str, quiet: str = "", width: int = WIDTH
) -> Strip | None:
    """The strip of some moments in order of time, which is at least `width` pixels wide; None if they are fewer than
    two, or all at one time. `name` is whose they are."""
    if len({moment.extent for moment in moments}) < 2:
        return None
    scale = scale_over([moment.extent for moment in moments], MOST_TICKS)
    assert scale is not None
    hrefs = Hrefs(site, frozenset(here))
    drawn = _Drawn(site, scale, hrefs, width)
    marks = drawn.marks(group_moments(moments, MOST_MARKS, drawn.fits))
    above, below = drawn.split(marks)
    axis = 8 + BAND + (drawn.levels(above) * LEVEL if above else 0)
    bottom = axis + FIRST + LINE + (drawn.levels(below) - 1) * LEVEL if below else axis + 12
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
        return count_levels(place_marks(marks, False, self.width))

    def rows(self, marks: Sequence[Mark], axis: int, above: bool) -> list[StripMark]:
        placed = place_marks(marks, False, self.width)
        return [_row(mark, place, axis, above) for mark, place in zip(marks, placed, strict=True)]

    def split(self, marks: Sequence[Mark]) -> tuple[list[Mark], list[Mark]]:
        """The marks above the axis, which are of longer times, and those below it."""
        above = [mark for mark in marks if mark.style.startswith("span")]
        return above, [mark for mark in marks if not mark.style.startswith("span")]


def _row(mark: Mark, placed: Placed, axis: int, above: bool) -> StripMark:
    if above:
        text_y = axis - BAND - 8 - placed.level * LEVEL
        return StripMark(mark, placed.at_end, text_y - LINE, text_y, text_y + 4, above)
    date_y = axis + FIRST + placed.level * LEVEL
    return StripMark(mark, placed.at_end, date_y, date_y + LINE, date_y - SMALL, above)


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
