"""The overview of the timeline: a bar for each month, year or decade, on the axis that the lanes share."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from ..site import Site
from ..site_queries import site_query
from .history import Month, facts_by_month, site_scale
from .labels import measure
from .marks import SMALL, WIDTH
from .ticks import tick_words
from .time_scale import BREAK, TimeScale

HEIGHT = 46
"""The height of the highest bar, in pixels."""
TOP = 24
"""Above it, for the label of the peak."""
MONTHS, YEARS = 144, 200
"""More months than these have bars for years; more years than these, for decades."""
OUTLIER = 2.5
"""A bar so many times as high as the next is cut."""
NICE = (1, 2, 2.5, 5, 10)


class Bar(NamedTuple):
    """A bar that links to what it counts; `x` and `width` are in percent, the others in pixels."""

    href: str
    label: str
    x: float
    width: float
    y: int
    height: int
    is_cut: bool


class Peak(NamedTuple):
    """A label over a bar: its words, in one line or below a date, and the line from it down to the bar."""

    href: str
    """Where the label leads; empty for none."""
    name: str
    x: float
    at_end: bool
    date: str
    text: str
    date_y: int
    text_y: int
    lead_y: int
    """Where the line ends; 0 for none."""


@dataclass(frozen=True, slots=True)
class Overview:
    """The bars, whose base is `base` pixels below the top, and the labels over some of them."""

    label: str
    bars: Sequence[Bar]
    ticks: Sequence[tuple[float, str]]
    peaks: Sequence[Peak]
    base: int
    left: float
    before: float
    before_label: str
    """Says of what is before the break that it is; empty without one."""


@site_query(stored=True)
def overview(site: Site) -> Overview | None:
    """How much happened in each month, or in each year if there would be too many months, with the most of it labelled;
    None if nothing has a date."""
    drawn = draw_bars(site)
    return drawn and replace(drawn.overview, peaks=[_peak(site, drawn)] if drawn.counts else [])


class DrawnBars(NamedTuple):
    """The bars and what they count: `counts` by number of the month, year or decade, `unit` months long."""

    overview: Overview
    counts: Mapping[int, int]
    unit: int
    top: int
    """The count that is as high as the drawing."""

    def bar_of(self, site: Site, key: int) -> Bar:
        return next(bar for bar in self.overview.bars if bar.label.startswith(f"{name_part(site, key, self.unit)}:"))


def draw_bars(site: Site, base: int = TOP + HEIGHT) -> DrawnBars | None:
    """The bars on a base so many pixels below the top; None if nothing is dated to a month."""
    scale = site_scale(site)
    if scale is None:
        return None
    counted = facts_by_month(site)
    has_events = any(month.events for month in counted.values())
    counts = {key: month.events if has_events else month.facts for key, month in counted.items()}
    unit = _choose_unit(scale, any(month for _, month in counts))
    totals, first = _total(counts, unit), _key(scale.first, unit)
    parts = {key: count for key, count in totals.items() if count and key >= first}
    if not parts:
        return None
    early = sum(count for (year, _), count in counts.items() if year < scale.first.year)
    make = _Bars(site, scale, unit, _top([*parts.values(), early]), base, {key: m.page for key, m in counted.items()})
    bars = [make.bar(key, count) for key, count in sorted(parts.items())]
    if early:
        bars.insert(0, make.early(min(key for key, count in counts.items() if count), early))
    start, end = (name_part(site, _key(day, unit), unit) for day in (scale.first, scale.last))
    drawn = Overview(
        label=site.words.fill("overview_label", start=start, end=end),
        bars=bars,
        ticks=tick_words(site, scale),
        peaks=(),
        base=base,
        left=scale.left,
        before=BREAK,
        before_label=site.words.fill("before_year", year=scale.first.year) if scale.has_break else "",
    )
    return DrawnBars(drawn, parts, unit, make.top)


def _choose_unit(scale: TimeScale, has_months: bool) -> int:
    """How many months a bar counts."""
    months = (scale.last.year - scale.first.year) * 12 + scale.last.month
    return (
        1 if months <= MONTHS and has_months else 12 if months <= YEARS * 12 else 120 if months <= YEARS * 120 else 1200
    )


def _key(day: dt.date, unit: int) -> int:
    return (day.year * 12 + day.month - 1) // unit


def _total(counts: Mapping[Month, int], unit: int) -> Counter[int]:
    """Number of the month, year or decade -> how much happened; what has no month counts only in longer units."""
    totals: Counter[int] = Counter()
    for (year, month), count in counts.items():
        if month or unit > 1:
            totals[(year * 12 + max(month, 1) - 1) // unit] += count
    return totals


def _top(counts: Sequence[int]) -> int:
    """The count that is as high as the drawing: that of the highest bar, unless it is far above all others."""
    highest, *others = sorted(counts, reverse=True) or [1]
    return _round_up(others[0]) if others and highest > OUTLIER * others[0] > 0 and highest > 10 else highest


def _round_up(count: int) -> int:
    power = 10 ** (len(str(count)) - 1)
    return next(int(step * power) for step in NICE if step * power >= count)


class _Bars(NamedTuple):
    site: Site
    scale: TimeScale
    unit: int
    top: int
    base: int
    pages: Mapping[Month, int]

    def bar(self, key: int, count: int) -> Bar:
        """The bar of a month, a year or a decade."""
        unit, scale = self.unit, self.scale
        start, end = key * unit, (key + 1) * unit
        x = scale.x(max(dt.date(max(start // 12, 1), start % 12 + 1, 1), scale.first))
        right = scale.x(dt.date(end // 12, end % 12 + 1, 1)) if end // 12 <= dt.MAXYEAR else 100.0
        month = (start // 12, start % 12 + 1 if unit == 1 else 0)
        if unit > 12:
            month = (min(year for year, _ in self.pages if year * 12 // unit == key), 0)
        return self._drawn(_address(month, unit, self.pages), name_part(self.site, key, unit), count, x, right - x)

    def early(self, first: Month, count: int) -> Bar:
        """The bar of everything before the break."""
        words = self.site.words.fill("before_year", year=self.scale.first.year)
        return self._drawn(_address(first, 0, self.pages), words, count, 0.9, BREAK - 3)

    def _drawn(self, address: str, name: str, count: int, x: float, width: float) -> Bar:
        height = min(HEIGHT, max(3, round(HEIGHT * count / self.top)))
        label = f"{name}: {self.site.words.count('fact_count', count)}"
        href, y = self.site.root(address), self.base - height
        return Bar(href, label, round(x, 2), round(width * 0.92, 2), y, height, is_cut=count > self.top)


def _address(month: Month, unit: int, pages: Mapping[Month, int]) -> str:
    """The page on which a month begins, or a year."""
    year, number = month
    page = f"page/{pages[month]}/" if number and pages.get(month, 1) > 1 else ""
    anchor = f"#{month_anchor(month)}" if number and unit == 1 else ""
    return f"timeline/{year}/{page}{anchor}"


def month_anchor(month: Month) -> str:
    return f"m-{month[0]:04d}-{month[1]:02d}"


def name_part(site: Site, key: int, unit: int) -> str:
    """A month, a year or a decade in words."""
    year, month = key * unit // 12, key * unit % 12 + 1
    if unit == 1:
        return site.words.format_month(year, month)
    return site.words.fill("date_year" if unit == 12 else "date_decade", year=year)


def _peak(site: Site, drawn: DrawnBars) -> Peak:
    """The label over the highest bar that is drawn to scale."""
    key, count = max(drawn.counts.items(), key=lambda item: (item[1], -item[0]))
    number, date = site.words.format_count(count), name_part(site, key, drawn.unit)
    cut = site.words.fill("peak_cut", count=number, date=date, value=site.words.format_count(drawn.top))
    words = cut if count > drawn.top else site.words.fill("peak", count=number, date=date)
    bar = drawn.bar_of(site, key)
    at_end = bar.x + 100 * measure(words, SMALL) / WIDTH > 100
    x = round(bar.x + bar.width, 2) if at_end else bar.x
    return Peak("", "", x, at_end, words, "", drawn.overview.base - HEIGHT - 8, 0, 0)
