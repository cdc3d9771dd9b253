"""Dated claims by year and month, undated ones separately, with an overview drawing of how many there are over time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from ...content.kinds import FILTERED, MenuItem
from ...content.values.dates import Date
from ..address_patterns import AddressPattern
from .common import CLAIMS_SIZE, Listing, Pager, numbers, paged
from .list_filters import KIND_ORDER, days_of
from .site import ClaimView, Page, Site, meta_description
from .site_queries import site_query
from .totals import claims_by_time
from .view import View

MIN_BARS, MAX_BARS = 5, 120
"""How many bars fill the width: fewer are not drawn wider."""
MAX_TICKS = 20
"""How many years have room below the bars; half of them on a narrow screen."""
STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500)
"""Every how many years one is written: a date has four digits, so the last is enough for all of them."""
MAX_OPTIONS = 200
MAX_YEARS = 60
"""More years than these are listed by century."""
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
    """An SVG of `width` by `height` units, with an axis that ends with the last bar."""

    bars: Sequence[Bar]
    ticks: Sequence[Tick]
    axis: int
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
class Years:
    """Years that have claims. Of a long history these are the years of one century, folded unless `is_open`."""

    name: str
    """The first and the last of them; empty if there is only one list."""
    years: Sequence[tuple[str, str, int]]
    """(address, year, number of claims)."""
    is_open: bool

    @property
    def count(self) -> int:
        return sum(count for _, _, count in self.years)


@dataclass(frozen=True, slots=True)
class TimelineView:
    title: str
    lead: str
    overview: Overview | None
    years: Sequence[Years]
    current: str
    months: Sequence[Month]
    filters: Sequence[Filter]
    days: tuple[str, str] | None
    """The first and the last day on which the articles were published."""
    whole: bool
    """Whether the first page of the timeline has every dated claim."""
    undated: int
    pager: Pager


UNDATED = "undated"


def _list_parts(site: Site) -> list[str]:
    """The keys of the pages of single years and of undated claims: `<year or undated>/<number>`."""
    everything = _Timeline(site)
    return [
        f"{part}/{number}"
        for part in [*map(str, everything.dated), UNDATED]
        for number in numbers(len(everything.claims_of(part)), CLAIMS_SIZE)
    ]


def timeline_page(site: Site, _: str) -> Iterator[Page]:
    """Every dated claim if there are few, else the newest."""
    return _Timeline(site).first_page()


def part_page(site: Site, key: str) -> Iterator[Page]:
    """One page of the claims of a year, or of those without a date."""
    part, _, number = key.partition("/")
    return _Timeline(site).part_page(part, number)


@site_query(stored=True)
def claims_by_year(site: Site) -> tuple[dict[int, tuple[str, ...]], tuple[str, ...]]:
    """Year -> its claims, by time; and the claims without a date."""
    dated: dict[int, list[str]] = {}
    undated: list[str] = []
    for claim_id, time_key in site.time_key.read_all(claims_by_time(site)).items():
        if time_key.dated:
            dated.setdefault(time_key.year, []).append(claim_id)
        else:
            undated.append(claim_id)
    return {year: tuple(ids) for year, ids in sorted(dated.items())}, tuple(undated)


class _Counted(NamedTuple):
    """How many claims a month has, and on which page of its year they begin. Month 0 means an unknown month."""

    year: int
    month: int
    claims: int
    page: int


@site_query(stored=True)
def claims_by_month(site: Site) -> tuple[_Counted, ...]:
    """How many dated claims there are in each month, in order of time."""
    found: dict[tuple[int, int], list[int]] = {}
    years, _ = claims_by_year(site)
    time_keys = site.time_key.read_all(claim_id for ids in years.values() for claim_id in ids)
    for ids in years.values():
        for index, claim_id in enumerate(ids):
            time_key = time_keys[claim_id]
            found.setdefault((time_key.year, time_key.month), []).append(index)
    return tuple(_Counted(*key, len(places), places[0] // CLAIMS_SIZE + 1) for key, places in sorted(found.items()))


class _Timeline:
    """All claims by year, and those without a date."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self.dated: dict[int, tuple[str, ...]]
        self.undated: tuple[str, ...]
        self.dated, self.undated = claims_by_year(site)
        self.total = sum(map(len, self.dated.values()))

    def claims_of(self, current: str) -> Sequence[str]:
        """The claims of a year, or those without a date."""
        return self.undated if current == UNDATED else self.dated.get(int(current) if current.isdigit() else 0, ())

    def first_page(self) -> Iterator[Page]:
        """Every dated claim if there are few, else the newest."""
        words = self.site.words
        newest = [claim_id for ids in self.dated.values() for claim_id in ids][-CLAIMS_SIZE:]
        lead = words["timeline_lead"] if self.total <= CLAIMS_SIZE else words["timeline_newest_lead"]
        listing = TIMELINE.listing("", words["timeline"], meta_description(lead))
        return self._listed(listing, lead, "", newest, "1")

    def part_page(self, part: str, number: str) -> Iterator[Page]:
        """One page of the claims of a year, or of those without a date."""
        words = self.site.words
        title, lead = words["undated"], words["undated_lead"]
        if part != UNDATED:
            title, lead = (words.fill(key, year=part) for key in ("timeline_of_year", "timeline_year_lead"))
        listing = TIMELINE_PART.listing(f"{part}/{number}", title, meta_description(lead))
        return self._listed(listing, lead, part, self.claims_of(part), number)

    def _listed(
        self, listing: Listing, lead: str, current: str, claim_ids: Sequence[str], number: str
    ) -> Iterator[Page]:
        """One page of a list of claims."""
        is_undated = current == UNDATED
        site = self.site

        def view(part: list[str], pages: Pager) -> TimelineView:
            return TimelineView(
                title=listing.title,
                lead=lead,
                overview=overview(site) if pages.number == 1 and not is_undated else None,
                years=self._list_years(current),
                current=current,
                months=_undated(site, part) if is_undated else _months(site, part),
                filters=_filters(site, part),
                days=days_of(site.claims(part)),
                whole=self.total <= CLAIMS_SIZE,
                undated=len(self.undated),
                pager=pages,
            )

        return paged(site, listing, claim_ids, view, number, CLAIMS_SIZE)

    def _list_years(self, current: str) -> list[Years]:
        """The years in one list, or by century if they are too many to be looked through."""
        if len(self.dated) <= MAX_YEARS:
            return [Years("", self._count_years(self.dated), is_open=True)]
        shown = current if current.isdigit() else str(max(self.dated))
        groups = groupby(self.dated, lambda year: year // 100)
        centuries = [self._count_years(years) for _, years in groups]
        return [
            Years(
                f"{years[0][1]} – {years[-1][1]}" if len(years) > 1 else years[0][1],
                years,
                is_open=shown in (year for _, year, _ in years),
            )
            for years in centuries
        ]

    def _count_years(self, years: Iterable[int]) -> list[tuple[str, str, int]]:
        return [(_address_of(year, 1), str(year), len(self.dated[year])) for year in years]


def _address_of(year: int, number: int) -> str:
    """The address of one page of the claims of a year."""
    return TIMELINE_PART.pattern.address_of(f"{year}/{number}")


def _undated(site: Site, claim_ids: Sequence[str]) -> list[Month]:
    events = [Event(site.claim(claim_id).date, "undated", site.claim(claim_id)) for claim_id in claim_ids]
    return [Month("undated", site.words["undated"], events)] if events else []


def _months(site: Site, claim_ids: Sequence[str]) -> list[Month]:
    months: dict[tuple[int, int], list[Event]] = {}
    for claim_id in claim_ids:
        time_key, claim = site.time_key(claim_id), site.claim(claim_id)
        assert claim.time is not None
        event = Event(site.words.format_date(claim.time), _shape(claim.time), claim)
        months.setdefault((time_key.year, time_key.month), []).append(event)
    return [Month(_anchor(key), _month_name(site, key), events) for key, events in sorted(months.items())]


def _anchor(key: tuple[int, int]) -> str:
    return f"m-{key[0]:04d}-{key[1]:02d}"


def _month_name(site: Site, key: tuple[int, int]) -> str:
    year, month = key
    return _key_name(site, key) if month else site.words.fill("month_unknown", year=year)


def _shape(date: Date) -> str:
    if date.start and date.start.mark:
        return "about"
    return "point" if date.precision == "day" else "range"


@site_query(stored=True)
def overview(site: Site) -> Overview | None:
    """How many claims are about each month, or about each year if there would be too many months."""
    counted = claims_by_month(site)
    counts = Counter({(month.year, month.month): month.claims for month in counted})
    months = sorted(key for key in counts if key[1])
    if not counts:
        return None
    recent = _dense(months or sorted(counts), counts)
    first, last = recent[0], recent[-1]
    length = (last[0] - first[0]) * 12 + last[1] - first[1] + 1
    if length > MAX_BARS or not months:
        years: Counter[tuple[int, int]] = Counter()
        for (year, _), count in counts.items():
            years[year, 0] += count
        return _drawn(site, [(year, 0) for year in range(first[0], last[0] + 1)], years, {})
    pages = {(month.year, month.month): month.page for month in counted}
    return _drawn(site, [_month_after(first, index) for index in range(length)], counts, pages)


def _dense(months: list[tuple[int, int]], counts: Counter[tuple[int, int]]) -> list[tuple[int, int]]:
    """The months without the few early stragglers that would squeeze the rest together."""
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


def _drawn(
    site: Site, keys: list[tuple[int, int]], counts: Counter[tuple[int, int]], pages: Mapping[tuple[int, int], int]
) -> Overview:
    """`pages` says on which page of its year a month begins."""
    most = max(counts[key] for key in keys)
    step = _choose_step(keys[-1][0] - keys[0][0] + 1)
    bars: list[Bar] = []
    ticks: list[Tick] = []
    for index, key in enumerate(keys):
        year, month = key
        if (month in (0, 1) and year % step == 0) or not ticks:
            ticks.append(Tick(str(year), index * BAR))
        if count := counts[key]:
            height = max(3, round(HEIGHT * count / most))
            address = _address_of(year, pages.get(key, 1)) + (f"#{_anchor(key)}" if month else "")
            bars.append(Bar(address, _key_name(site, key), count, index * BAR, HEIGHT - height, height))
    width = max(len(keys), MIN_BARS) * BAR
    if len(ticks) > 1 and ticks[1].x - ticks[0].x < width // (MAX_TICKS // 2):
        ticks = ticks[1:]
    return Overview(bars, ticks, len(keys) * BAR, width, HEIGHT, _key_name(site, keys[0]), _key_name(site, keys[-1]))


def _choose_step(years: int) -> int:
    """Every how many years there is room for a tick."""
    return next(step for step in STEPS if years <= MAX_TICKS * step)


def _key_name(site: Site, key: tuple[int, int]) -> str:
    """A month of a year, or a year, in words."""
    year, month = key
    return site.words.format_month(year, month) if month else site.words.fill("date_year", year=year)


def _filters(site: Site, claim_ids: Sequence[str]) -> list[Filter]:
    """How the list can be filtered, if scripts run."""
    words = site.words
    kinds: Counter[str] = Counter(site.claim(claim_id).kind_id for claim_id in claim_ids)
    entries: Counter[str] = Counter()
    topics: Counter[str] = Counter()
    for claim_id in claim_ids:
        entries.update(site.claim(claim_id).about.split())
        topics.update(site.claim(claim_id).topics.split())
    chosen = {entry_id for entry_id, _ in sorted(entries.items(), key=lambda item: (-item[1], item[0]))[:MAX_OPTIONS]}
    filters = []
    for kind in FILTERED:
        options = site.in_order(e for e in chosen if site.library.kind[e] == kind.name)
        filters.append(Filter("entry", words[kind.filter_word], [(e, site.title(e)) for e in options]))
    outlets = site.in_order({site.claim(claim_id).publisher for claim_id in claim_ids})
    filters.append(Filter("publisher", words["publisher"], [(o, site.title(o)) for o in outlets]))
    filters.append(Filter("topic", words["topic"], [(t, site.title(t)) for t in site.in_order(topics)]))
    filters.append(Filter("kind", words["kind"], [(k, words[f"kind_{k}"]) for k in KIND_ORDER if kinds[k]]))
    return [choice for choice in filters if len(choice.options) > 1]


TIMELINE = View(
    "timeline",
    AddressPattern("timeline/"),
    timeline_page,
    "timeline",
    section="timeline",
    has_card=True,
    menu=MenuItem(5, "nav_timeline"),
)
TIMELINE_PART = View(
    "timeline part",
    AddressPattern("timeline/{part}/page/{number}/"),
    part_page,
    "timeline",
    keys=_list_parts,
    section="timeline",
)
VIEWS = (TIMELINE, TIMELINE_PART)
