"""The words under the ticks of a time axis."""

from __future__ import annotations

from ..site import Site
from .labels import measure
from .marks import SMALL, WIDTH
from .time_scale import Tick, TimeScale

YEAR = 12


def tick_words(site: Site, scale: TimeScale) -> list[tuple[float, str]]:
    """(place in percent, words) of the ticks that have room for their words: months, the first with its year, or
    years."""
    months = site.words.get_list("months")
    found: list[tuple[float, str]] = []
    for tick in scale.ticks():
        is_bare = scale.step < YEAR and found and tick.day.month > 1
        word = months[tick.day.month - 1] if is_bare else _word(site, scale, tick)
        if tick.x + 100 * (measure(word, SMALL) + 6) / WIDTH <= 100:
            found.append((tick.x, word))
    return found


def _word(site: Site, scale: TimeScale, tick: Tick) -> str:
    if scale.step < YEAR:
        return site.words.format_month(tick.day.year, tick.day.month)
    return site.words.fill("date_year", year=tick.day.year)
