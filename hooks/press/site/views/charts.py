"""Small charts of figures: the dated values of one measure of one subject over time, on a scale that includes zero."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from markupsafe import Markup

from ...content.values.amounts import Amount
from ...content.values.dates import Date
from ...library.assertions import span_of
from ...library.statements import Statement
from .drawings.value_scale import TOP, ZERO, ValueScale
from .site import Site
from .value_bars import bound_of

WIDTH, LEFT, RIGHT = 360, 14, 346
"""The width of a drawing, 150 units high, and the field inside it."""
SIZE = 8
"""The width of the mark for one day, which is the minimum: longer periods are wider."""
YEAR = 16
"""Half the width that a year needs below the field."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One value at one time, as wide as the time is long. `style` is exact or about, `bound` up, down or empty;
    `before` and `after` say whether the beginning or the end is open."""

    address: str
    label: str
    x: int
    y: int
    width: int
    style: str
    bound: str
    before: bool
    after: bool

    @property
    def middle(self) -> int:
        return self.x + self.width // 2


@dataclass(frozen=True, slots=True)
class Chart:
    """`zero` is the position of the axis, `grid` are (y, words) for the ends of the scale, `years` are (x, year);
    `lines` join the values of one speaker, `tags` are (x, y, words) for the values that have room for a label."""

    title: Markup
    label: str
    zero: int
    grid: tuple[tuple[int, str], ...]
    years: tuple[tuple[int, str], ...]
    first: str
    last: str
    lines: tuple[str, ...]
    marks: tuple[Mark, ...]
    tags: tuple[tuple[int, int, str], ...]


Measure = tuple[str, str, str | None, str]
"""Subject, property, second party and unit: values of one measure can share an axis."""


@dataclass(frozen=True, slots=True)
class _Value:
    claim: str
    amount: Amount
    date: Date


def measure_of(statement: Statement | None) -> Measure:
    """What a claim measures, given the amount that it states."""
    assert statement is not None and isinstance(statement.value, Amount)
    return (statement.subject, statement.property, statement.of, statement.value.unit)


def charts(site: Site, groups: Iterable[Sequence[str]]) -> list[Chart]:
    """A chart for each group of claims that give one measure for two or more times."""
    drawn = []
    for claim_ids in groups:
        values = _values(site, claim_ids)
        if len({value.date.text for value in values}) > 1:
            drawn.append(_chart(site, measure_of(site.derived(claim_ids[0]).statement), values))
    return drawn


def _values(site: Site, claim_ids: Sequence[str]) -> list[_Value]:
    """The dated values, one for each time and amount; "about" takes precedence over the same exact value."""
    kept: dict[tuple[str, Decimal, str], _Value] = {}
    for claim_id in claim_ids:
        statement, claim = site.derived(claim_id).statement, site.record(claim_id).data
        when = claim.when or span_of(claim)
        if when and statement and isinstance(statement.value, Amount):
            value = _Value(claim_id, statement.value, when)
            key = (when.text, value.amount.value, bound_of(value.amount))
            if key not in kept or (kept[key].amount.hedge != "~" == value.amount.hedge):
                kept[key] = value
    return list(kept.values())


def _chart(site: Site, measure: Measure, values: list[_Value]) -> Chart:
    subject, name, of, unit = measure
    time, scale = (
        _Time.over([value.date for value in values]),
        ValueScale.over([value.amount.value for value in values]),
    )
    marks = [_mark(site, value, time, scale) for value in values]
    what = site.library.properties[name].data.label
    title = Markup("{}: {}").format(site.link(subject), what)
    if of:
        title += Markup(" ({})").format(site.link(of))
    words = site.words
    first = words.format_date(min(values, key=lambda value: value.date.first or dt.date.min).date)
    last = words.format_date(max(values, key=lambda value: value.date.last or dt.date.max).date)
    return Chart(
        title=title,
        label=words.count("chart_label", len(marks), title=title.striptags(), first=first, last=last),
        zero=scale.y(ZERO),
        grid=tuple((scale.y(end), words.format_on_axis(end, unit)) for end in (scale.top, scale.bottom) if end),
        years=tuple(time.years(first, last)),
        first=first,
        last=last,
        lines=tuple(_lines(site, values, marks)),
        marks=tuple(marks),
        tags=tuple(_tags(site, values, marks)),
    )


def _mark(site: Site, value: _Value, time: _Time, scale: ValueScale) -> Mark:
    words = site.words
    x, end = time.span(value.date)
    width = max(SIZE, end - x)
    about = value.amount.hedge == "~" or any(p and p.mark for p in (value.date.start, value.date.end))
    return Mark(
        address=site.claim(value.claim).opened,
        label=words.join(
            [words.format_amount(value.amount), words.format_date(value.date), site.short_speaker(value.claim)]
        ),
        x=(x + end - width) // 2,
        y=scale.y(value.amount.value),
        width=width,
        style="about" if about else "exact",
        bound=bound_of(value.amount),
        before=value.date.first is None,
        after=value.date.last is None,
    )


def _lines(site: Site, values: Sequence[_Value], marks: Sequence[Mark]) -> Iterable[str]:
    """The points of the lines that join what one speaker says about different times; bounds are left out."""
    spoken: dict[str, list[Mark]] = {}
    for value, mark in zip(values, marks, strict=True):
        speaker = _speaker(site, value.claim)
        if speaker and not mark.bound:
            spoken.setdefault(speaker, []).append(mark)
    return (" ".join(f"{mark.middle},{mark.y}" for mark in own) for own in spoken.values() if len(own) > 1)


def _tags(site: Site, values: Sequence[_Value], marks: Sequence[Mark]) -> Iterable[tuple[int, int, str]]:
    """The values in words next to their marks, without those that would overlap another."""
    taken: list[tuple[int, int, int]] = []
    for value, mark in zip(values, marks, strict=True):
        words = site.words.format_amount(value.amount, bare=True)
        half = _breadth(words) // 2
        x = min(max(mark.middle, half), WIDTH - half)
        below = mark.bound == "up" or (mark.bound != "down" and mark.y < TOP + 24)
        y = mark.y + 17 if below else mark.y - 8
        if all(abs(x - at) >= half + breadth or abs(y - height) >= 12 for at, height, breadth in taken):
            taken.append((x, y, half))
            yield x, y, words


def _speaker(site: Site, claim_id: str) -> str | None:
    """Who states the value; None for unnamed speakers, who are never known to be the same."""
    said_by = site.record(claim_id).data.said_by
    if said_by is None:
        return site.derived(claim_id).publisher
    return site.library.resolve(said_by.id) if said_by.id else None


@dataclass(frozen=True, slots=True)
class _Time:
    """Maps days to horizontal positions."""

    first: dt.date
    last: dt.date

    @classmethod
    def over(cls, dates: Iterable[Date]) -> _Time:
        days = [day for date in dates for day in (date.first, date.last) if day]
        return cls(min(days), max(days))

    def x(self, day: dt.date, after: int = 0) -> int:
        """Where a day begins or, with `after` set to 1, where it ends."""
        days = (self.last - self.first).days + 1
        return LEFT + SIZE // 2 + round((RIGHT - LEFT - SIZE) * ((day - self.first).days + after) / days)

    def span(self, date: Date) -> tuple[int, int]:
        """Where a date begins and ends; an open side reaches to the end of the field."""
        return (self.x(date.first) if date.first else LEFT, self.x(date.last, 1) if date.last else RIGHT)

    def years(self, opening: str, closing: str) -> Iterable[tuple[int, str]]:
        """The beginnings of years, between the words at both ends and not too close to each other to be read."""
        before, right = LEFT + _breadth(opening), RIGHT - _breadth(closing)
        for year in range(self.first.year + 1, self.last.year + 1):
            x = self.x(dt.date(year, 1, 1))
            if before + YEAR <= x <= right - YEAR and str(year) != closing:
                before = x + YEAR
                yield x, str(year)


def _breadth(words: str) -> int:
    """The approximate width of words below the field."""
    return 6 * len(words)
