"""Lanes: what happened to some people, organizations or topics, one above the other on the axis of the whole site.

The drawing of a lane does not depend on the other lanes, so a page can exchange one for another.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

from markupsafe import Markup

from ....content.kinds import PERSON, TIED, TOPIC
from ....content.values.languages import isolate_name
from ..site import Site
from ..site_queries import site_query
from .history import facts_by_year, site_scale
from .labels import push_down, wrap
from .marks import Hrefs, Mark, count_levels, gather_early, mark_of, place_marks, places_of
from .moments import HAPPENED, Group, group_moments, moments_among
from .ticks import tick_words
from .time_scale import BREAK, TimeScale

MOST_LANES, DEFAULT_LANES, MOST_CHOICES = 5, 3, 60
"""How many lanes a page can have, how many it opens with, and how many there are to choose from."""
MOST_MARKS, MOST_LEVELS = 24, 8
LEVEL, FIRST_LINE, AXIS = 19, 38, 13
"""In pixels: the height of a line of labels, the place of the first, and that of the axis."""
COLUMN, LETTERS, LINES = 86, 12, 4
"""On narrow screens: the width of labels and the size of their text, in pixels, and how many lines they have."""
LINE, YEAR_COLUMN = 14, 46
YEAR, LEAST, MOST = 250, 480, 1500
"""On narrow screens: the height of a year, and the least and the greatest height, in pixels."""


WITH_LANES = {*TIED, TOPIC.name}
"""The kinds of entries that can have a lane."""


class LaneKey(NamedTuple):
    """Whose lane it is, and the others whose facts are in it too."""

    entry: str
    members: tuple[str, ...]


class LaneMark(NamedTuple):
    """A mark across, with the line of its label, in pixels from the top."""

    mark: Mark
    at_end: bool
    text_y: int


class ColumnMark(NamedTuple):
    """A mark in a column: from `y`, `height` long, and its label from `label_y` on, in pixels."""

    mark: Mark
    y: float
    height: float
    label_y: float
    lines: Sequence[tuple[float, str]]
    """(place, text) of the lines of the label below its date."""


@dataclass(frozen=True, slots=True)
class Lane:
    id: str
    link: Markup
    native: Markup
    """The native or Chinese name, if it is another."""
    with_: Markup
    """The others whose facts are in it."""
    label: str
    height: int
    marks: Sequence[LaneMark]
    column: Sequence[ColumnMark]
    column_height: float


@dataclass(frozen=True, slots=True)
class Lanes:
    """Some lanes and the axis that they share."""

    lanes: Sequence[Lane]
    ticks: Sequence[tuple[float, str]]
    years: Sequence[tuple[float, str]]
    """The ticks on narrow screens, in pixels from the top."""
    axis: int
    left: float
    before: float
    before_lines: Sequence[str]
    """Says of what is before the break that it is, in short lines; none without a break."""
    height: float
    choices: Sequence[tuple[str, str]]
    """(id, name) of the entries that have a lane."""
    has_spans: bool
    has_groups: bool
    has_plans: bool = False
    quiet: str = ""


def lanes_of(site: Site, keys: Sequence[LaneKey], here: Collection[str]) -> Lanes | None:
    """Some lanes; None if nothing on the site has a date. `here` are the facts that are on the same page."""
    scale = site_scale(site)
    if scale is None or not keys:
        return None
    hrefs = Hrefs(site, frozenset(here))
    lanes = [_lane(site, key, scale, hrefs) for key in keys]
    marks = [row.mark for lane in lanes for row in lane.marks]
    height, ticks = _height(scale), tick_words(site, scale)
    return Lanes(
        lanes=lanes,
        ticks=ticks,
        years=[(_y(scale, x), word) for x, word in ticks],
        axis=AXIS,
        left=scale.left,
        before=BREAK,
        before_lines=_before_lines(site, scale),
        height=max([height + 20, *(lane.column_height for lane in lanes)]),
        choices=[(entry, isolate_name(site.title(entry))) for entry in site.in_order(lane_choices(site))],
        has_spans=any(mark.style.startswith("span") for mark in marks),
        has_groups=any(mark.style.startswith("group") for mark in marks),
    )


def default_lanes(site: Site) -> list[LaneKey]:
    """The lanes that the settings name, else those of the people with the most dated events."""
    known = [key for key in map(partial(_read_key, site), site.settings.timeline_lanes) if key]
    if known:
        return known[:MOST_LANES]
    choices = lane_choices(site)
    people = [entry for entry in choices if site.library.kind[entry] == PERSON.name]
    return [LaneKey(entry, ()) for entry in [*people, *(e for e in choices if e not in people)][:DEFAULT_LANES]]


def lane_key(site: Site, entry: str) -> LaneKey:
    """The lane of an entry, with the members that the settings give it."""
    named = (key for key in map(partial(_read_key, site), site.settings.timeline_lanes) if key)
    return next((key for key in named if key.entry == entry), LaneKey(entry, ()))


def _read_key(site: Site, setting: str) -> LaneKey | None:
    """A lane as a setting names it: the ids of entries, joined by "+"; None if the first has no lane."""
    found = [site.library.resolve(part.strip()) for part in setting.split("+")]
    ids = [entry for entry in found if entry and site.library.kind[entry] in WITH_LANES]
    return LaneKey(ids[0], tuple(ids[1:])) if ids and ids[0] == found[0] else None


@site_query(stored=True)
def lane_choices(site: Site) -> tuple[str, ...]:
    """The people, organizations, products and topics with the most dated events, the most first."""
    years, _ = facts_by_year(site)
    every = [fact for facts in years.values() for fact in facts]
    counts: Counter[str] = Counter()
    for said in site.facts.assertion.read_all(every).values():
        if said and said.kind in HAPPENED:
            counts.update((*said.about, *said.topics))
    ranked = sorted((e for e in counts if site.library.kind[e] in WITH_LANES), key=lambda e: (-counts[e], e))
    named = [key.entry for key in map(partial(_read_key, site), site.settings.timeline_lanes) if key]
    return tuple(dict.fromkeys([*named, *ranked[:MOST_CHOICES]]))


def facts_of_lane(site: Site, key: LaneKey) -> list[str]:
    """The facts about an entry and its members."""
    about: list[str] = []
    for entry in (key.entry, *key.members):
        is_topic = site.library.kind[entry] == TOPIC.name
        about += site.facts.of_topic[entry] if is_topic else site.facts.about[entry]
    return list(dict.fromkeys(fact for claim in about if (fact := site.same_facts.fact_of(claim))))


def _before_lines(site: Site, scale: TimeScale) -> tuple[str, ...]:
    words = site.words.fill("before_year", year=scale.first.year)
    return wrap(words, YEAR_COLUMN, LETTERS, 2) if scale.has_break else ()


def _lane(site: Site, key: LaneKey, scale: TimeScale, hrefs: Hrefs) -> Lane:
    moments = moments_among(site, facts_of_lane(site, key), HAPPENED)
    make = partial(_marks, site, scale, hrefs)
    groups = group_moments(moments, MOST_MARKS, lambda found: _levels(make(found)) <= MOST_LEVELS)
    marks, column = make(groups), _column(make(groups, whole=False), scale)
    rows = [
        LaneMark(mark, placed.at_end, FIRST_LINE + placed.level * LEVEL)
        for mark, placed in zip(marks, place_marks(marks), strict=True)
    ]
    native = site.chinese(key.entry)
    last = max((row.label_y + LINE * (len(row.lines) + 1) for row in column), default=0)
    return Lane(
        id=key.entry,
        link=site.link(key.entry),
        native=native if native != site.heading(key.entry) else Markup(""),
        with_=site.words.join_html([site.link(member) for member in key.members]),
        label=site.title(key.entry),
        height=FIRST_LINE + 12 + max(0, _levels(marks) - 1) * LEVEL,
        marks=rows,
        column=column,
        column_height=last + 10,
    )


def _marks(site: Site, scale: TimeScale, hrefs: Hrefs, groups: Sequence[Group], whole: bool = False) -> list[Mark]:
    gathered = gather_early(groups, scale)
    places = places_of(gathered, scale)
    is_long = scale.step > 12
    return [
        mark_of(site, group, place, hrefs, group.format_date(site, whole or is_long or place.before))
        for group, place in zip(gathered, places, strict=True)
    ]


def _levels(marks: Sequence[Mark]) -> int:
    return count_levels(place_marks(marks))


def _height(scale: TimeScale) -> int:
    years = scale.last.year - scale.first.year + 1
    return min(max(years * YEAR, LEAST), MOST)


def _y(scale: TimeScale, x: float) -> float:
    return round(10 + _height(scale) * x / 100, 1)


def _column(marks: Sequence[Mark], scale: TimeScale) -> list[ColumnMark]:
    """The marks of a lane on narrow screens, where time runs down and labels are only pushed down."""
    lines = [wrap(mark.text, COLUMN, LETTERS, LINES) for mark in marks]
    tops = push_down([_y(scale, mark.at) - 8 for mark in marks], [LINE * (len(text) + 1) + 6 for text in lines])
    return [
        ColumnMark(
            mark,
            _y(scale, mark.x if mark.style.startswith("span") else mark.middle),
            round(_height(scale) * mark.width / 100, 1),
            top + LETTERS,
            [(round(top + LETTERS + LINE * number, 1), line) for number, line in enumerate(text, 1)],
        )
        for mark, text, top in zip(marks, lines, tops, strict=True)
    ]
