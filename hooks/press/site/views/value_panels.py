"""Amounts over time as small drawings side by side, one for each column of a comparison, on the same two scales."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from markupsafe import Markup

from ...content.values.dates import Date
from .drawings.labels import measure
from .drawings.marks import TEXT
from .drawings.time_scale import TimeScale, extent_of, scale_over
from .drawings.value_scale import BOTTOM, ValueScale
from .fact_lines import fact_line
from .site import Site
from .value_bars import Valued, bound_of, describe_measure, is_agreed, valued_facts

WIDTH = 280.0
"""The width of a drawing on the narrowest screen, in pixels: labels that have room there have more on others."""
SIDE = 11
"""From the middle of a mark to its label, in pixels."""
POINT = 14
"""A time that is drawn narrower than this, in pixels, is a point."""
MOST_TICKS = 4
LAST_TICK = 86
"""Ticks further right than this, in percent, have no room for their words."""

Box = tuple[float, float, float, float]
"""Left, top, right and bottom, in pixels."""


class PanelLabel(NamedTuple):
    """The words of a mark: at its middle, shifted by `dx` and `dy`, anchored at their start or end."""

    words: str
    dx: int
    dy: int
    anchor: str


class PanelMark(NamedTuple):
    """One amount at one time; places and widths are in percent of the width, `y` is in pixels."""

    address: str
    name: str
    """What it says, for those who cannot see the drawing; it begins with the words of its label."""
    x: float
    width: float
    """0 for a point, whose place is its middle."""
    y: int
    style: str
    """`agreed` for what two sides agreed on, else `said`."""
    bound: str
    label: PanelLabel | None
    """None where there is no room for it."""

    @property
    def middle(self) -> float:
        return round(self.x + self.width / 2, 2)


class Panel(NamedTuple):
    """The drawing of one column: what has the amounts, and its marks."""

    title: Markup
    name: str
    marks: tuple[PanelMark, ...]


class Panels(NamedTuple):
    """Drawings on the same scales."""

    title: str
    panels: tuple[Panel, ...]
    top: tuple[int, str]
    """The place of the upper end of the scale, and its amount in words."""
    lines: tuple[int, ...]
    zero: int
    ticks: tuple[tuple[float, str], ...]
    styles: tuple[str, ...]
    """The marks that occur, for the key: said, agreed, span."""
    undrawn: int
    """How many facts are not drawn, because their amounts are in another unit."""


class _Drawn(NamedTuple):
    """An amount with its time."""

    valued: Valued
    date: Date


def value_panels(site: Site, columns: Sequence[Sequence[str]], properties: Sequence[str], title: str) -> Panels | None:
    """The amounts that live claims give for some properties, for each group of entries; None if there are none."""
    found = [list(_dated(site, column, properties)) for column in columns]
    units = Counter(drawn.valued.amount.unit for group in found for drawn in group)
    if not units:
        return None
    unit = units.most_common(1)[0][0]
    kept = [[drawn for drawn in group if drawn.valued.amount.unit == unit] for group in found]
    scale = ValueScale.over([drawn.valued.amount.value for group in kept for drawn in group])
    extents = [extent_of(drawn.date) for group in kept for drawn in group]
    time = scale_over([(min(first for first, _ in extents), max(last for _, last in extents))], MOST_TICKS, 12)
    assert time is not None
    top = site.words.format_on_axis(scale.top, unit)
    taken = [
        (WIDTH - measure(top, TEXT), scale.y(scale.top) - 6 - TEXT, WIDTH, scale.y(scale.top) - 3),
        (0.0, float(BOTTOM), WIDTH, BOTTOM + 30.0),
    ]
    panels = tuple(_panel(site, column, group, time, scale, taken) for column, group in zip(columns, kept, strict=True))
    marks = [mark for panel in panels for mark in panel.marks]
    occur = {"span" if mark.width else mark.style for mark in marks}
    return Panels(
        title=title or "; ".join(_label(site, name) for name in properties),
        panels=panels,
        top=(scale.y(scale.top), top),
        lines=tuple(scale.lines()),
        zero=scale.y(Decimal(0)),
        ticks=tuple((tick.x, str(tick.day.year)) for tick in time.ticks() if tick.x <= LAST_TICK),
        styles=tuple(style for style in ("said", "agreed", "span") if style in occur),
        undrawn=units.total() - units[unit],
    )


def _label(site: Site, property_id: str) -> str:
    label = site.library.properties[property_id].data.label
    return label[0].upper() + label[1:]


def _dated(site: Site, column: Sequence[str], properties: Sequence[str]) -> Iterator[_Drawn]:
    for valued in valued_facts(site, column, properties):
        if valued.date is not None:
            yield _Drawn(valued, valued.date)


def _panel(
    site: Site,
    column: Sequence[str],
    group: Sequence[_Drawn],
    time: TimeScale,
    scale: ValueScale,
    taken: Sequence[Box],
) -> Panel:
    subjects = list(dict.fromkeys(drawn.valued.statement.subject for drawn in group))
    named = subjects[0] if len(subjects) == 1 else column[0]
    marks = [_mark(site, drawn, time, scale) for drawn in group]
    return Panel(site.link(named), site.title(named), tuple(_with_labels(site, group, marks, taken)))


def _mark(site: Site, drawn: _Drawn, time: TimeScale, scale: ValueScale) -> PanelMark:
    fact, statement, amount, date = drawn.valued.fact, drawn.valued.statement, drawn.valued.amount, drawn.date
    line, place, words = fact_line(site, fact), time.place(extent_of(date)), site.words
    is_point = place.width * WIDTH / 100 < POINT
    return PanelMark(
        address=line.claim.opened,
        name=words.join(
            [words.format_amount(amount), describe_measure(site, statement), words.format_date(date), line.by]
        ),
        x=place.middle if is_point else place.x,
        width=0 if is_point else place.width,
        y=scale.y(amount.value),
        style="agreed" if is_agreed(site, statement.property) else "said",
        bound=bound_of(amount),
        label=None,
    )


def _with_labels(
    site: Site, group: Sequence[_Drawn], marks: Sequence[PanelMark], taken: Sequence[Box]
) -> Iterator[PanelMark]:
    """The marks with their amounts beside them, where these meet no other label and no mark."""
    written: dict[tuple[str, int], Box] = {}
    for index, (drawn, mark) in enumerate(zip(group, marks, strict=True)):
        words = site.words.format_amount(drawn.valued.amount)
        others = [_box_of(other) for place, other in enumerate(marks) if place != index]
        is_new = (words, mark.y) not in written
        found = _find_room(mark, words, [*taken, *others, *written.values()]) if is_new else None
        if found is None:
            yield mark
        else:
            label, written[words, mark.y] = found
            yield mark._replace(label=label)


def _box_of(mark: PanelMark) -> Box:
    middle, half = mark.middle * WIDTH / 100, max(6.0, mark.width * WIDTH / 200)
    above, below = (16 if mark.bound == "up" else 6), (16 if mark.bound == "down" else 6)
    return middle - half, mark.y - above, middle + half, mark.y + below


def _find_room(mark: PanelMark, words: str, taken: Sequence[Box]) -> tuple[PanelLabel, Box] | None:
    """The first place beside, above or below a mark where its words fit."""
    width, middle = measure(words, TEXT), mark.middle * WIDTH / 100
    above, below = (-12 if mark.bound != "up" else -22), (21 if mark.bound != "down" else 31)
    beside = () if mark.width else ((4, SIDE),)
    for dy, dx in (*beside, (above, 0), (below, 0)):
        anchors = {"start": middle + dx, "end": middle - dx - width, **({} if dx else {"middle": middle - width / 2})}
        for anchor, left in anchors.items():
            box = (left, mark.y + dy - TEXT, left + width, mark.y + dy + 3)
            if left >= 0 and box[2] <= WIDTH and not any(_meet(box, other) for other in taken):
                return PanelLabel(words, -dx if anchor == "end" else dx, dy, anchor), box
    return None


def _meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
