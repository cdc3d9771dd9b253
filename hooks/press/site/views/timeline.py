"""The timeline: what happened, in lanes and as a list, by year; facts without a date on pages of their own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import NamedTuple

from ...content.kinds import FILTERED, MenuItem
from ...content.values.languages import isolate_name
from ..address_patterns import AddressPattern
from .common import CLAIMS_SIZE, Listing, Pager, numbers, paged
from .drawings.bars import Overview, month_anchor, overview
from .drawings.history import facts_by_month, facts_by_year
from .drawings.lanes import Lanes, default_lanes, facts_of_lane, lane_choices, lane_key, lanes_of
from .entry_sections import SECTIONS
from .fact_lines import FactLine, fact_line, newest_first
from .list_filters import days_of
from .site import Page, Site, meta_description
from .view import View

MAX_OPTIONS = 200
FLAT = 12
"""More years than these are folded by decade, more decades by century."""
UNDATED, OLDEST, LANES = "undated", "oldest", "lane"
"""Parts of the timeline that are not years."""
HAPPENED, *OTHERS = dict.fromkeys(SECTIONS.values())
"""The sections of facts: what happened is always shown, the others on request."""


class Row(NamedTuple):
    """A fact in the list. `is_same`: the row above it has the same date."""

    line: FactLine
    section: str
    is_same: bool
    anchor: str
    """Of its month, on the first row of each; else empty."""


class Section(NamedTuple):
    """A year, or all facts without a date."""

    name: str
    rows: Sequence[Row]
    is_quiet: bool
    """Whether nothing in it happened, so that it is seen only on request."""


@dataclass(frozen=True, slots=True)
class Period:
    """A year that links to its page, or a decade or century of years, folded unless `is_open`."""

    name: str
    facts: int
    address: str
    is_current: bool
    is_open: bool
    parts: Sequence[Period]


@dataclass(frozen=True, slots=True)
class Filter:
    key: str
    label: str
    options: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class TimelineView:
    title: str
    lead: str
    heading: str
    """The heading of the list; empty for none."""
    overview: Overview | None
    lanes: Lanes | None
    periods: Sequence[Period]
    months: Sequence[tuple[str, str, int]]
    """(address, month, facts) of a year with several pages."""
    current: str
    whole: bool
    """Whether the first page has every dated fact."""
    other_order: tuple[str, str]
    """(address, words) of the same list in the other order; empty for none."""
    sections: Sequence[Section]
    kinds: Sequence[tuple[str, str, int]]
    """(section, its words, number of facts) of what is shown on request."""
    opens_all: bool
    """Whether everything is shown at first, because nothing happened."""
    filters: Sequence[Filter]
    days: tuple[str, str] | None
    """The first and the last day on which the articles were published."""
    undated: int
    pager: Pager


def _list_parts(site: Site) -> list[str]:
    """The keys of the pages of years, of the oldest facts and of undated ones: `<part>/<number>`."""
    years, undated = facts_by_year(site)
    counts = {str(year): len(facts) for year, facts in years.items()} | {OLDEST: 0}
    counts |= {UNDATED: len(undated)} if undated else {}
    return [f"{part}/{number}" for part, count in counts.items() for number in numbers(count, CLAIMS_SIZE)]


def timeline_page(site: Site, _: str) -> Iterator[Page]:
    """The lanes, and every dated fact if there are few, else the newest."""
    words, years = site.words, facts_by_year(site)[0]
    every = [fact for facts in reversed(years.values()) for fact in facts]
    lead = words["timeline_lead"] if len(every) <= CLAIMS_SIZE else words["timeline_newest_lead"]
    title = site.settings.timeline_title or words["timeline"]
    listing = TIMELINE.listing("", title, meta_description(lead))
    return _listed(site, listing, lead, "", every[:CLAIMS_SIZE], "1")


def part_page(site: Site, key: str) -> Iterator[Page]:
    """One page of the facts of a year, of those without a date, or the oldest ones."""
    part, _, number = key.partition("/")
    words, (years, undated) = site.words, facts_by_year(site)
    if part == UNDATED:
        title, lead, facts = words["undated"], words["undated_lead"], undated
    elif part == OLDEST:
        title, lead = words["timeline_oldest"], words["timeline_oldest_lead"]
        facts = tuple(_oldest([fact for found in years.values() for fact in reversed(found)][:CLAIMS_SIZE], site))
    else:
        title, lead = (words.fill(key, year=part) for key in ("timeline_of_year", "timeline_year_lead"))
        facts = years[int(part)]
    listing = TIMELINE_PART.listing(f"{part}/{number}", title, meta_description(lead))
    return _listed(site, listing, lead, part, facts, number)


def lane_page(site: Site, entry: str) -> Iterator[Page]:
    """One lane by itself, which other pages can take over."""
    key = lane_key(site, entry)
    facts = newest_first(site, facts_of_lane(site, key))
    dated = [fact for fact in facts if site.time_key(fact).dated]
    shown = dated[:CLAIMS_SIZE]
    title = site.words.fill("timeline_of", name=site.title(entry))
    view = replace(
        _view(site, title, "", LANES, shown, Pager(1, 1, "", "", ())), lanes=lanes_of(site, [key], shown), heading=""
    )
    yield LANE.page(entry, title, meta_description(title, site.words["timeline_lead"]), view)


def _oldest(facts: Sequence[str], site: Site) -> Iterator[str]:
    """Facts from the oldest on, with what happened first on each day."""
    keys = site.time_key.read_many(facts)
    for _, day in groupby(facts, key=lambda fact: keys[fact].key[3]):
        yield from reversed(list(day))


def _listed(site: Site, listing: Listing, lead: str, current: str, facts: Sequence[str], number: str) -> Iterator[Page]:
    def view(part: list[str], pages: Pager) -> TimelineView:
        return _view(site, listing.title, lead, current, part, pages)

    return paged(site, listing, facts, view, number, CLAIMS_SIZE)


def _view(site: Site, title: str, lead: str, current: str, facts: Sequence[str], pages: Pager) -> TimelineView:
    words, (years, undated) = site.words, facts_by_year(site)
    is_first, is_undated = pages.number == 1, current == UNDATED
    lines = fact_line.read_many(site, facts)
    sections = _undated(site, lines) if is_undated else _sections(site, lines)
    counts = Counter(row.section for section in sections for row in section.rows)
    opens_all = not counts[HAPPENED]
    orders = {"": OLDEST, OLDEST: ""}
    return TimelineView(
        title=title,
        lead=lead,
        heading=words["same_as_list"] if not current else "",
        overview=overview(site) if is_first and not is_undated else None,
        lanes=lanes_of(site, default_lanes(site), facts) if not current else None,
        periods=_periods(years, current),
        months=_months(site, current) if current.isdigit() and pages.count > 1 else (),
        current=current,
        whole=sum(map(len, years.values())) <= CLAIMS_SIZE,
        other_order=_order(site, orders[current]) if current in orders else ("", ""),
        sections=sections,
        kinds=[(kind, words[f"facts_{kind}"], counts[kind]) for kind in OTHERS if counts[kind]],
        opens_all=opens_all,
        filters=_filters(site, lines),
        days=days_of([claim for line in lines.values() for claim in (line.claim, *line.reports)]),
        undated=len(undated),
        pager=pages,
    )


def _order(site: Site, part: str) -> tuple[str, str]:
    if part:
        return TIMELINE_PART.pattern.address_of(f"{part}/1"), site.words["oldest_first"]
    return TIMELINE.pattern.address_of(""), site.words["newest_first"]


def _sections(site: Site, lines: dict[str, FactLine]) -> list[Section]:
    """Facts by year, in the order given."""
    keys = site.time_key.read_many(lines)
    anchors: set[str] = set()
    sections = []
    for year, found in groupby(lines, key=lambda fact: keys[fact].year):
        rows: list[Row] = []
        for _, day in groupby(found, key=lambda fact: keys[fact].key[3]):
            rows += _day_rows([lines[fact] for fact in day])
        for index, row in enumerate(rows):
            key = keys[row.line.claim.id]
            anchor = month_anchor((key.year, key.month))
            if anchor not in anchors:
                anchors.add(anchor)
                rows[index] = row._replace(anchor=anchor)
        sections.append(_section(site.words.fill("date_year", year=year), rows))
    return sections


def _day_rows(lines: Sequence[FactLine]) -> list[Row]:
    """The rows of one date. The first that happened has the date, for all; if none did, the first of each kind has."""
    rows: list[Row] = []
    for line in lines:
        section = SECTIONS[line.claim.kind_id]
        above = {row.section for row in rows}
        rows.append(Row(line, section, is_same=HAPPENED in above or section in above, anchor=""))
    return rows


def _undated(site: Site, lines: dict[str, FactLine]) -> list[Section]:
    rows = [Row(line, SECTIONS[line.claim.kind_id], is_same=False, anchor="") for line in lines.values()]
    return [_section(site.words["undated"], rows)] if rows else []


def _section(name: str, rows: Sequence[Row]) -> Section:
    return Section(name, rows, is_quiet=all(row.section != HAPPENED for row in rows))


def _periods(years: dict[int, tuple[str, ...]], current: str) -> list[Period]:
    """The years in one row, or by decade, or by century and decade, if they are too many."""
    shown = int(current) if current.isdigit() else max(years, default=0)
    flat = [
        Period(str(year), len(facts), _address_of(year), str(year) == current, is_open=year == shown, parts=())
        for year, facts in years.items()
    ]
    decades = flat if len(flat) <= FLAT else _fold(flat, 10)
    return decades if len(decades) <= FLAT else _fold(decades, 100)


def _fold(periods: Sequence[Period], length: int) -> list[Period]:
    folded = []
    for first, found in groupby(periods, key=lambda period: _first_year(period) // length * length):
        parts = list(found)
        facts, is_open = sum(part.facts for part in parts), any(part.is_open for part in parts)
        folded.append(Period(f"{first}–{first + length - 1}", facts, "", False, is_open, parts))
    return folded


def _first_year(period: Period) -> int:
    return int(period.name.partition("–")[0])


def _address_of(year: int) -> str:
    return TIMELINE_PART.pattern.address_of(f"{year}/1")


def _months(site: Site, current: str) -> list[tuple[str, str, int]]:
    """The months of a year, the newest first, each with the page on which it begins."""
    year, found = int(current), []
    for (of_year, month), counted in reversed(facts_by_month(site).items()):
        if of_year == year:
            page = TIMELINE_PART.pattern.address_of(f"{year}/{counted.page}")
            name = site.words.get_list("months")[month - 1] if month else site.words.fill("month_unknown", year=year)
            found.append((f"{page}#{month_anchor((year, month))}", name, counted.facts))
    return found


def _filters(site: Site, lines: dict[str, FactLine]) -> list[Filter]:
    """How the list can be filtered, if scripts run."""
    words, claims = site.words, [line.claim for line in lines.values()]
    entries = Counter(entry for claim in claims for entry in claim.about.split())
    chosen = {entry for entry, _ in sorted(entries.items(), key=lambda item: (-item[1], item[0]))[:MAX_OPTIONS]}
    filters = []
    for kind in FILTERED:
        options = site.in_order(e for e in chosen if site.library.kind[e] == kind.name)
        filters.append(Filter("entry", words[kind.filter_word], _options(site, options)))
    outlets = site.in_order({claim.publisher for claim in claims})
    topics = site.in_order({topic for claim in claims for topic in claim.topics.split()})
    filters.append(Filter("publisher", words["publisher"], _options(site, outlets)))
    filters.append(Filter("topic", words["topic"], _options(site, topics)))
    return [choice for choice in filters if len(choice.options) > 1]


def _options(site: Site, entries: Sequence[str]) -> list[tuple[str, str]]:
    return [(entry, isolate_name(site.title(entry))) for entry in entries]


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
LANE = View(
    "timeline lane",
    AddressPattern("timeline/lane/{entry}/"),
    lane_page,
    "timeline",
    keys=lane_choices,
    section="timeline",
    is_in_sitemap=False,
)
VIEWS = (TIMELINE, TIMELINE_PART, LANE)
