"""The overview on the home page: the bars, with labels that say what happened at the highest of them."""

from __future__ import annotations

from dataclasses import replace

from ..site import Site
from ..site_queries import site_query
from .bars import HEIGHT, Overview, Peak, draw_bars, name_part
from .history import facts_by_year
from .labels import Label, measure, place_labels
from .marks import GAP, SMALL, TEXT, WIDTH
from .moments import HAPPENED, Moment, moments_among

MOST_LABELS, MOST_LEVELS = 4, 4
LEVEL, LINE = 36, 15
"""In pixels: the height of a label of two lines, and from one line to the next."""
NAMED = 2
"""How many facts a label names."""
MOST_READ = 100
"""How many facts of a bar are looked at for its label: an edit of any of these draws it again."""
APART = 4
"""Bars that are labelled are at least so many months, or years, apart."""


@site_query(stored=True)
def labelled_overview(site: Site) -> Overview | None:
    """The overview with labels over its highest bars; None if nothing has a date."""
    plain = draw_bars(site)
    if plain is None:
        return None
    keys: list[int] = []
    for key in sorted(plain.counts, key=lambda key: (-plain.counts[key], key)):
        if len(keys) < MOST_LABELS and all(abs(key - other) >= APART for other in keys):
            keys.append(key)
    labels = [(key, *found) for key in sorted(keys) if (found := _name_facts(site, key, plain.unit))]
    boxes = []
    for key, date, text, _ in labels:
        width = max(measure(date, SMALL), measure(text, TEXT))
        boxes.append(Label(plain.bar_of(site, key).x, 100 * width / WIDTH))
    placed = place_labels(boxes, 100, 100 * GAP / WIDTH)
    kept = [(*label, at) for label, at in zip(labels, placed, strict=True) if at.level < MOST_LEVELS]
    levels = max((at.level + 1 for *_, at in kept), default=0)
    drawn = draw_bars(site, base=levels * LEVEL + HEIGHT + 4)
    assert drawn is not None
    peaks = []
    for key, date, text, name, at in kept:
        bar = drawn.bar_of(site, key)
        top = (levels - 1 - at.level) * LEVEL + SMALL
        x = round(bar.x + bar.width, 2) if at.at_end else bar.x
        peaks.append(Peak(bar.href, name, x, at.at_end, date, text, top, top + LINE, bar.y))
    return replace(drawn.overview, peaks=peaks)


def _name_facts(site: Site, key: int, unit: int) -> tuple[str, str, str] | None:
    """(date, text, name) of a label: what happened in a month, a year or a decade, that of most publishers first."""
    start, end = key * unit, (key + 1) * unit
    years, _ = facts_by_year(site)
    found = [fact for year, facts in years.items() if start // 12 <= year <= (end - 1) // 12 for fact in facts]
    keys = site.time_key.read_all(found)
    near = [fact for fact in found if start <= keys[fact].year * 12 + max(0, keys[fact].month - 1) < end]
    inside = [m for m in moments_among(site, near[:MOST_READ], HAPPENED) if start <= _month(m) < end]
    ranked = sorted(inside, key=lambda m: (not m.has_label, -len(site.same_facts.publishers(m.fact)), m.date.sort_key))
    if not ranked:
        return None
    named = [moment for moment in ranked[:NAMED] if moment.has_label] or ranked[:1]
    date, texts = name_part(site, key, unit), [moment.label for moment in named]
    if measure(", ".join(texts), 1) > measure("x" * 52, 1):
        texts = texts[:1]
    return date, site.words.join(texts), f"{date} {site.words.join(texts)}"


def _month(moment: Moment) -> int:
    first, _ = moment.extent
    return first.year * 12 + first.month - 1
