"""The overview of the timeline: a bar for each month, year or decade, on the axis that the lanes share."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True)
class Overview:
    """The bars, `height` pixels high with what is above and below; `peak` is (place in percent, whether the words end
    there, words) of the label over the highest."""

    label: str
    bars: Sequence[Bar]
    ticks: Sequence[tuple[float, str]]
    peak: tuple[float, bool, str]
    base: int
    left: float
    before: float
    before_label: str
    """Says of what is before the break that it is; empty without one."""


@site_query(stored=True)
def overview(site: Site) -> Overview | None:
    """How much happened in each month, or in each year if there would be too many months; None if nothing has a
    date."""
    scale = site_scale(site)
    if scale is None:
        return None
    counted = facts_by_month(site)
    has_events = any(month.events for month in counted.values())
    counts = {key: month.events if has_events else month.facts for key, month in counted.items()}
    unit = _choose_unit(scale)
    totals = _total(counts, unit)
    parts = {key: count for key, count in totals.items() if count and key >= _key(scale.first, unit)}
    early = sum(count for key, count in totals.items() if key < _key(scale.first, unit))
    top = _top([*parts.values(), early])
    pages = {key: month.page for key, month in counted.items()}
    bars = [_bar(site, scale, key, count, unit, top, pages) for key, count in sorted(parts.items())]
    if early:
        first = min(key for key, count in counts.items() if count)
        words = site.words.fill("before_year", year=scale.first.year)
        bars.insert(0, _drawn(site, _address(first, 0, pages), words, early, 0.9, BREAK - 3, top))
    first_name, last_name = (_name(site, _key(day, unit), unit) for day in (scale.first, scale.last))
    return Overview(
        label=site.words.fill("overview_label", start=first_name, end=last_name),
        bars=bars,
        ticks=tick_words(site, scale),
        peak=_peak(site, bars, parts, unit, top, scale),
        base=TOP + HEIGHT,
        left=scale.left,
        before=BREAK,
        before_label=site.words.fill("before_year", year=scale.first.year) if scale.has_break else "",
    )


def _choose_unit(scale: TimeScale) -> int:
    """How many months a bar counts."""
    months = (scale.last.year - scale.first.year) * 12 + scale.last.month
    return 1 if months <= MONTHS else 12 if months <= YEARS * 12 else 120 if months <= YEARS * 120 else 1200


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


def _bar(site: Site, scale: TimeScale, key: int, count: int, unit: int, top: int, pages: Mapping[Month, int]) -> Bar:
    start, end = key * unit, (key + 1) * unit
    x = scale.x(max(dt.date(max(start // 12, 1), start % 12 + 1, 1), scale.first))
    right = scale.x(dt.date(end // 12, end % 12 + 1, 1)) if end // 12 <= dt.MAXYEAR else 100.0
    month = (start // 12, start % 12 + 1 if unit == 1 else 0)
    if unit > 12:
        month = (min(year for year, _ in pages if year * 12 // unit == key), 0)
    return _drawn(site, _address(month, unit, pages), _name(site, key, unit), count, x, right - x, top)


def _drawn(site: Site, address: str, name: str, count: int, x: float, width: float, top: int) -> Bar:
    height = min(HEIGHT, max(3, round(HEIGHT * count / top)))
    label = f"{name}: {site.words.count('fact_count', count)}"
    y = TOP + HEIGHT - height
    return Bar(site.root(address), label, round(x, 2), round(width * 0.92, 2), y, height, is_cut=count > top)


def _address(month: Month, unit: int, pages: Mapping[Month, int]) -> str:
    """The page on which a month begins, or a year."""
    year, number = month
    page = f"page/{pages[month]}/" if number and pages.get(month, 1) > 1 else ""
    anchor = f"#{month_anchor(month)}" if number and unit == 1 else ""
    return f"timeline/{year}/{page}{anchor}"


def month_anchor(month: Month) -> str:
    return f"m-{month[0]:04d}-{month[1]:02d}"


def _name(site: Site, key: int, unit: int) -> str:
    year, month = key * unit // 12, key * unit % 12 + 1
    if unit == 1:
        return site.words.format_month(year, month)
    return site.words.fill("date_year" if unit == 12 else "date_decade", year=year)


def _peak(
    site: Site, bars: Sequence[Bar], parts: Mapping[int, int], unit: int, top: int, scale: TimeScale
) -> tuple[float, bool, str]:
    """The label over the highest bar that is drawn to scale."""
    if not parts:
        return 0.0, False, ""
    key, count = max(parts.items(), key=lambda item: (item[1], -item[0]))
    number, date = site.words.format_count(count), _name(site, key, unit)
    cut = site.words.fill("peak_cut", count=number, date=date, value=site.words.format_count(top))
    words = cut if count > top else site.words.fill("peak", count=number, date=date)
    at = next(bar for bar in bars if bar.x >= scale.left and bar.label.startswith(f"{date}:"))
    is_at_end = at.x + 100 * measure(words, SMALL) / WIDTH > 100
    return (round(at.x + at.width, 2) if is_at_end else at.x), is_at_end, words
