"""Dated claims by year and month, the undated apart, with a server-written overview of how many there are when."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from ..values.dates import MONTHS, Date
from .common import Listing, Pager, paged
from .narrowing import KIND_ORDER, days_of
from .site import PAGE_SIZE, ClaimView, Page, Site, described

MAX_BARS = 120
MAX_OPTIONS = 200
HEIGHT = 64
BAR = 10


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of the overview: where it leads, what it counts, and its box in the drawing."""

    address: str
    name: str
    count: int
    x: int
    y: int
    height: int


@dataclass(frozen=True, slots=True)
class Tick:
    """A year under the bars."""

    year: str
    x: int


@dataclass(frozen=True, slots=True)
class Overview:
    """An SVG of `width` by `height` units."""

    bars: Sequence[Bar]
    ticks: Sequence[Tick]
    width: int
    height: int
    first: str
    last: str


@dataclass(frozen=True, slots=True)
class Event:
    date: str
    shape: str
    """point, range or about."""
    claim: ClaimView


@dataclass(frozen=True, slots=True)
class Month:
    anchor: str
    name: str
    events: Sequence[Event]


@dataclass(frozen=True, slots=True)
class Filter:
    key: str
    label: str
    options: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class TimelineView:
    title: str
    lead: str
    overview: Overview | None
    years: Sequence[tuple[str, str, int]]
    """(address, year, number of claims)."""
    current: str
    months: Sequence[Month]
    filters: Sequence[Filter]
    days: tuple[str, str] | None
    """The first and the last day on which the articles were published."""
    shown: int
    total: int
    undated: int
    pager: Pager


def timeline_pages(site: Site) -> Iterator[Page]:
    dated: dict[int, list[str]] = {}
    undated: list[str] = []
    for claim_id in site.by_time(site.facts.claims):
        when = site.record(claim_id).data.when
        if when is None:
            undated.append(claim_id)
        else:
            dated.setdefault(year_of(when), []).append(claim_id)
    return _Timeline(site, dict(sorted(dated.items())), undated).pages()


def year_of(date: Date) -> int:
    """The year under which a date stands: its earliest day's, or the end's where the beginning is open."""
    day = date.first or date.last
    assert day is not None
    return day.year


@dataclass(frozen=True)
class _Timeline:
    """All claims by year, and those without a date."""

    site: Site
    dated: dict[int, list[str]]
    undated: list[str]

    @cached_property
    def total(self) -> int:
        return sum(map(len, self.dated.values()))

    @cached_property
    def years(self) -> list[tuple[str, str, int]]:
        return [(f"timeline/{year}/", str(year), len(ids)) for year, ids in self.dated.items()]

    @cached_property
    def overview(self) -> Overview | None:
        return overview(self.site, self.dated)

    def pages(self) -> Iterator[Page]:
        """All claims on one page where they are few, else the newest year; a page a year; the undated."""
        words = self.site.words
        if self.total <= PAGE_SIZE:
            yield from self.listed("timeline/", words["timeline"], words["timeline_lead"], "", self.everything)
        else:
            year, newest = list(self.dated.items())[-1]
            part = newest[:PAGE_SIZE]
            yield from self.listed("timeline/", words["timeline"], words["timeline_lead"], str(year), part)
        for year, ids in self.dated.items():
            lead = words["timeline_year_lead"].replace("YEAR", str(year))
            yield from self.listed(f"timeline/{year}/", f"{words['timeline']} {year}", lead, str(year), ids)
        yield from self.listed("timeline/undated/", words["undated"], words["undated_lead"], "undated", self.undated)

    @property
    def everything(self) -> list[str]:
        return [claim_id for ids in self.dated.values() for claim_id in ids]

    def listed(self, address: str, title: str, lead: str, current: str, claim_ids: list[str]) -> Iterator[Page]:
        """One list of claims, continued over pages."""
        is_undated = current == "undated"

        def view(part: list[str], pages: Pager) -> TimelineView:
            return TimelineView(
                title=title,
                lead=lead,
                overview=self.overview if pages.number == 1 and not is_undated else None,
                years=self.years,
                current=current,
                months=_undated(self.site, part) if is_undated else _months(self.site, part),
                filters=_filters(self.site, part),
                days=days_of(self.site.claims(part)),
                shown=len(part),
                total=self.total,
                undated=len(self.undated),
                pager=pages,
            )

        return paged(self.site, Listing(address, "timeline", title, described(lead), "timeline"), claim_ids, view)


def _undated(site: Site, claim_ids: Sequence[str]) -> list[Month]:
    events = [Event(site.claim(claim_id).date, "undated", site.claim(claim_id)) for claim_id in claim_ids]
    return [Month("undated", site.words["undated"], events)] if events else []


def _months(site: Site, claim_ids: Sequence[str]) -> list[Month]:
    months: dict[tuple[int, int], list[Event]] = {}
    for claim_id in claim_ids:
        when = site.record(claim_id).data.when
        assert when is not None
        months.setdefault(month_of(when), []).append(Event(when.words, _shape(when), site.claim(claim_id)))
    return [Month(_anchor(key), _month_name(site, key), events) for key, events in sorted(months.items())]


def month_of(date: Date) -> tuple[int, int]:
    """(year, month), month 0 where the date does not fix one."""
    fixed = date.precision in ("day", "month") or (date.interval and date.first is not None and _starts_in_month(date))
    return (year_of(date), date.first.month if fixed and date.first else 0)


def _starts_in_month(date: Date) -> bool:
    return date.start is not None and date.start.precision in ("day", "month")


def _anchor(key: tuple[int, int]) -> str:
    return f"m-{key[0]:04d}-{key[1]:02d}"


def _month_name(site: Site, key: tuple[int, int]) -> str:
    year, month = key
    return f"{MONTHS[month]} {year}" if month else f"{year}, {site.words['month_unknown']}"


def _shape(date: Date) -> str:
    if date.start and date.start.mark:
        return "about"
    return "point" if date.precision == "day" else "range"


def overview(site: Site, dated: dict[int, list[str]] | None = None) -> Overview | None:
    """How many claims speak of each month (of each year, where the months would be too many)."""
    if dated is None:
        dated = {}
        for claim_id in site.facts.claims:
            if when := site.record(claim_id).data.when:
                dated.setdefault(year_of(when), []).append(claim_id)
    counts: Counter[tuple[int, int]] = Counter()
    for ids in dated.values():
        counts.update(month_of(_when(site, claim_id)) for claim_id in ids)
    months = sorted(key for key in counts if key[1])
    if not months:
        return None
    recent = _dense(months, counts)
    first, last = recent[0], recent[-1]
    length = (last[0] - first[0]) * 12 + last[1] - first[1] + 1
    if length > MAX_BARS:
        return _drawn(
            [(year, 0) for year in range(first[0], last[0] + 1)],
            Counter({(y, 0): len(dated.get(y, ())) for y in dated}),
        )
    return _drawn([_month_after(first, index) for index in range(length)], counts)


def _when(site: Site, claim_id: str) -> Date:
    when = site.record(claim_id).data.when
    assert when is not None
    return when


def _dense(months: list[tuple[int, int]], counts: Counter[tuple[int, int]]) -> list[tuple[int, int]]:
    """The months without the few early stragglers that would push the rest together."""
    total = sum(counts[month] for month in months)
    before = 0
    for index, month in enumerate(months):
        if before + counts[month] > total * 0.06:
            return months[index:]
        before += counts[month]
    return months


def _month_after(first: tuple[int, int], index: int) -> tuple[int, int]:
    months = first[0] * 12 + first[1] - 1 + index
    return months // 12, months % 12 + 1


def _drawn(keys: list[tuple[int, int]], counts: Counter[tuple[int, int]]) -> Overview:
    most = max(counts[key] for key in keys)
    bars: list[Bar] = []
    ticks: list[Tick] = []
    for index, key in enumerate(keys):
        year, month = key
        if month in (0, 1) or not ticks:
            ticks.append(Tick(str(year), index * BAR))
        if count := counts[key]:
            height = max(3, round(HEIGHT * count / most))
            name = f"{MONTHS[month]} {year}" if month else str(year)
            address = f"timeline/{year}/#{_anchor(key)}" if month else f"timeline/{year}/"
            bars.append(Bar(address, name, count, index * BAR, HEIGHT - height, height))
    if len(ticks) > 1 and ticks[1].x - ticks[0].x < 4 * BAR:
        ticks = ticks[1:]
    return Overview(bars, ticks, len(keys) * BAR, HEIGHT, _key_name(keys[0]), _key_name(keys[-1]))


def _key_name(key: tuple[int, int]) -> str:
    return f"{MONTHS[key[1]]} {key[0]}" if key[1] else str(key[0])


def _filters(site: Site, claim_ids: Sequence[str]) -> list[Filter]:
    """What the list can be narrowed to, where scripts run."""
    words = site.words
    kinds: Counter[str] = Counter(site.record(claim_id).data.kind for claim_id in claim_ids)
    entries: Counter[str] = Counter()
    topics: Counter[str] = Counter()
    for claim_id in claim_ids:
        entries.update(site.derived(claim_id).about)
        topics.update(site.claim(claim_id).topics.split())
    chosen = {entry_id for entry_id, _ in sorted(entries.items(), key=lambda item: (-item[1], item[0]))[:MAX_OPTIONS]}
    filters = []
    for key, kind in (("person", "person"), ("organisation", "company")):
        options = sorted((e for e in chosen if site.library.entries[e].kind == kind), key=site.order)
        filters.append(Filter("entry", words[key], [(e, site.title(e)) for e in options]))
    filters.append(Filter("topic", words["topic"], [(t, site.title(t)) for t in sorted(topics, key=site.order)]))
    filters.append(Filter("kind", words["kind"], [(k, words[f"kind_{k}"]) for k in KIND_ORDER if kinds[k]]))
    return [choice for choice in filters if len(choice.options) > 1]
