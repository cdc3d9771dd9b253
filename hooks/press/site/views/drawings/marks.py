"""Marks and their labels on the axis of a drawing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from ....content.values.languages import isolate_text
from ..site import Site
from .labels import Label, Placed, measure, place_labels
from .moments import Group, Moment
from .time_scale import BREAK, Place, TimeScale

WIDTH = 780
"""The width of a wide drawing on the narrowest screen that shows it, in pixels: labels that have room there have more
on wider screens."""
TEXT, SMALL = 13, 12
"""The sizes of labels and of dates, in pixels."""
GAP = 14
"""The least space between two labels, in pixels."""
FEW_EARLY = 3
"""More moments before a break than these become one mark."""


class Mark(NamedTuple):
    """A mark that links to a fact, or to the first of several. `x` and `width` are in percent of the drawing."""

    href: str
    name: str
    """For those who cannot see the drawing; it begins with `date` and `text`."""
    date: str
    text: str
    style: str
    """day, span or group, and "ahead" for what was planned."""
    x: float
    width: float

    @property
    def middle(self) -> float:
        return round(self.x + self.width / 2, 2)

    @property
    def at(self) -> float:
        """Where its label begins: at the middle of a day, at the beginning of a span."""
        return self.x if self.style.startswith("span") else self.middle

    def label(self, width: int) -> Label:
        """Its label, in percent of a drawing that is `width` pixels wide."""
        return Label(self.at, 100 * (measure(f"{self.date} ", SMALL) + measure(self.text, TEXT)) / width)


class Hrefs(NamedTuple):
    """Where marks lead: to the row of a fact on the same page if it is among `here`, else to the page of its claim."""

    site: Site
    here: frozenset[str]

    def of(self, moment: Moment) -> str:
        return f"#{moment.anchor}" if moment.fact in self.here else self.site.root(moment.address)


def mark_of(site: Site, group: Group, place: Place, hrefs: Hrefs, date: str) -> Mark:
    """The mark of a group at a place."""
    first, count = group.moments[0], len(group.moments)
    ahead = " ahead" if group.is_ahead else ""
    style = ("group" if count > 1 else "day" if group.is_day else "span") + ahead
    if count == 1:
        return Mark(hrefs.of(first), f"{date} {first.name}", date, first.label, style, place.x, place.width)
    text = site.words.count("plan_count" if group.is_ahead else "fact_count", count)
    labels = " ".join(isolate_text(f"{moment.label}.") for moment in group.moments[:MOST_NAMED])
    return Mark(hrefs.of(first), f"{date} {text}. {labels}", date, text, style, place.x, place.width)


MOST_NAMED = 6
"""How many of the facts behind one mark are named to those who cannot see it."""


def gather_early(groups: Sequence[Group], scale: TimeScale) -> list[Group]:
    """The groups, with those before the break as one if they are too many to stand side by side."""
    early = [group for group in groups if scale.place(group.extent).before]
    if len(early) <= FEW_EARLY:
        return list(groups)
    together = Group(tuple(moment for group in early for moment in group.moments))
    return [together, *groups[len(early) :]]


def places_of(groups: Sequence[Group], scale: TimeScale) -> list[Place]:
    """The places of groups in order of time; those before a break are spread evenly."""
    places = [scale.place(group.extent) for group in groups]
    early = [index for index, place in enumerate(places) if place.before]
    for number, index in enumerate(early):
        step = BREAK / len(early)
        places[index] = Place(round(0.9 + number * step, 2), round(min(2.5, step / 2), 2), before=True)
    return places


def place_marks(marks: Sequence[Mark], width: int = WIDTH) -> list[Placed]:
    """The levels of the labels of marks in a drawing that is `width` pixels wide."""
    return place_labels([mark.label(width) for mark in marks], 100, 100 * GAP / width)


def count_levels(placed: Sequence[Placed]) -> int:
    return max((label.level + 1 for label in placed), default=0)
