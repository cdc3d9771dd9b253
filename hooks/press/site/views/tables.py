"""Derived tables: figures, changes, corrections, what is due for review, and the data downloads."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from markupsafe import Markup

from ...content.values.amounts import Amount
from ...content.values.dates import day_words
from ...library.assertions import said_on
from ...library.history import Change
from ..urls import claim_address, entry_address
from .charts import Chart, Measure, charts, measure_of
from .common import CLAIMS_SIZE, PLURALS, Listing, Pager, paged
from .evidence import Counts, all_counts, counts
from .site import ClaimView, Page, Site, meta_description
from .site_queries import Pieces
from .subscriptions import follow_rows
from .time_keys import TimeKey


@dataclass(frozen=True, slots=True)
class Figure:
    subject: Markup
    property: str
    value: Markup
    sort_value: str
    sort_date: str
    claim: ClaimView


@dataclass(frozen=True, slots=True)
class FiguresView:
    charts: Sequence[Chart]
    rows: Sequence[Figure]
    count: int
    pager: Pager


def figures_page(site: Site, number: str) -> Iterator[Page]:
    """Every amount and number that a live claim states; a measure is drawn on the page where it begins."""
    rows: tuple[str, ...] = site.whole["figures"]
    measures: dict[str, tuple[str, ...]] = site.whole["measures"]

    def view(part: list[str], pages: Pager) -> FiguresView:
        begun = [measures[claim_id] for claim_id in part if claim_id in measures]
        return FiguresView(charts(site, begun), [_figure(site, claim_id) for claim_id in part], len(rows), pages)

    listing = Listing("figures/", "figures", site.words["figures"], meta_description(site.words["figures_lead"]))
    return paged(site, listing, rows, view, number, CLAIMS_SIZE)


def _figure_rows(site: Site) -> tuple[str, ...]:
    """The live claims that state an amount, by subject, property and time."""
    rows: list[tuple[str, str, str]] = []
    live = site.live_claims
    with site.facts.claims.wholly(), site.memory.wholly(site.time_key, site.order_of):
        for claim_id in site.by_time(live):
            statement = site.derived(claim_id).statement
            if statement and isinstance(statement.value, Amount):
                rows.append((site.order_of[statement.subject], statement.property, claim_id))
    return tuple(claim_id for _, _, claim_id in sorted(rows, key=lambda row: row[:2]))


def _measures(site: Site) -> dict[str, tuple[str, ...]]:
    """The first figure of each measure -> all of them, in the order of the page."""
    rows: tuple[str, ...] = site.whole["figures"]
    found: dict[Measure, list[str]] = {}
    with site.facts.claims.wholly():
        for claim_id in rows:
            found.setdefault(measure_of(site, claim_id), []).append(claim_id)
    return {claim_ids[0]: tuple(claim_ids) for claim_ids in found.values()}


def _figure(site: Site, claim_id: str) -> Figure:
    statement = site.derived(claim_id).statement
    assert statement is not None and isinstance(statement.value, Amount)
    label = site.library.properties[statement.property].data.label
    value = site.value(statement)
    return Figure(
        subject=site.link(statement.subject),
        property=label,
        value=value,
        sort_value=str(statement.value.value),
        sort_date=_sort_date(site, claim_id),
        claim=site.claim(claim_id),
    )


def _sort_date(site: Site, claim_id: str) -> str:
    """Sorts as text by the earliest day, the less precise first; empty where no date is known."""
    record = site.record(claim_id)
    date = record.data.when or said_on(record, site.library)
    return f"{date.sort_key[0].isoformat()} {date.sort_key[1] + 1}" if date else ""


@dataclass(frozen=True, slots=True)
class Alike:
    """The claims or entries of a day that changed in one way."""

    what: str
    links: Sequence[Markup]


@dataclass(frozen=True, slots=True)
class ChangeDay:
    day: str
    date: str
    """As YYYY-MM-DD."""
    groups: Sequence[Alike]
    more: int

    @property
    def count(self) -> int:
        """How many changes stand here, those that are only counted among them."""
        return sum(len(group.links) for group in self.groups) + self.more


@dataclass(frozen=True, slots=True)
class ChangesView:
    months: Sequence[tuple[str, Sequence[ChangeDay]]]
    days: tuple[str, str] | None
    """The first and the last day, where there are two."""
    known: bool
    pager: Pager


MAX_LINES_A_DAY = 500
TOLD_FIELDS = ("value", "when", "said_by", "said_on", "kind", "at")
"""The fields of a claim whose change is told, besides its words and its status."""


def changes_pages(site: Site, _: str) -> Iterator[Page]:
    """What a reader would call a change, by month, from the project's history."""
    days: tuple[_Day, ...] = site.whole["changes"]
    every = [day.date.isoformat() for day in days]
    span = (min(every), max(every)) if len(every) > 1 else None

    def view(part: list[_Line], pages: Pager) -> ChangesView:
        months: dict[str, list[ChangeDay]] = {}
        for date, lines in groupby(part, key=lambda line: line.date):
            month = day_words(date).split(" ", 1)[1]
            months.setdefault(month, []).append(_change_day(site, date, list(lines)))
        return ChangesView(list(months.items()), span, site.history.known, pages)

    listing = Listing("changes/", "changes", site.words["changes"], meta_description(site.words["changes_lead"]))
    return paged(site, listing, list(_change_lines(days)), view)


def changes_count(site: Site) -> int:
    """How many lines the list of changes has."""
    return sum(len(day.lines) for day in site.whole["changes"])


class _Line(NamedTuple):
    """One change; `more` is how many of its day are left out after it."""

    date: dt.date
    what: str
    id: str
    more: int


def _change_lines(days: Iterable[_Day]) -> Iterator[_Line]:
    for day in days:
        last = len(day.lines) - 1
        for index, (what, entry_id) in enumerate(day.lines):
            yield _Line(day.date, what, entry_id, day.more if index == last else 0)


def _change_day(site: Site, date: dt.date, lines: Sequence[_Line]) -> ChangeDay:
    alike = groupby(lines, key=lambda line: line.what)
    groups = [Alike(what, [site.link(line.id) for line in found]) for what, found in alike]
    return ChangeDay(str(date.day), date.isoformat(), groups, lines[-1].more)


class _Day(NamedTuple):
    """What changed on a day, alike ones together: (what, entry or claim), and how many more there are."""

    date: dt.date
    lines: tuple[tuple[str, str], ...]
    more: int


def _days(site: Site) -> tuple[_Day, ...]:
    """What a reader would call a change, by day, the newest first."""
    claims, entries = set(site.facts.claims), set(site.library.kind)
    days: dict[dt.date, set[tuple[str, str]]] = {}
    for change in site.history.changes:
        if change.id in claims:
            what = _change_of_claim(site, change)
        else:
            what = site.words["change_entry_added"] if change.how == "added" and change.id in entries else ""
        if what:
            days.setdefault(change.date, set()).add((what, change.id))
    return tuple(
        _Day(day, tuple(sorted(lines)[:MAX_LINES_A_DAY]), max(0, len(lines) - MAX_LINES_A_DAY))
        for day, lines in days.items()
    )


def _change_of_claim(site: Site, change: Change) -> str:
    """What a reader would call a change of a claim; empty where it is none to a reader."""
    how, fields = change.how, change.fields
    if how == "changed":
        if "status" in fields:
            how = "retracted"
        elif "text" in fields:
            how = "reworded"
        elif not set(TOLD_FIELDS) & set(fields):
            return ""
    return _what_changed(site, change.id, how, fields)


def _what_changed(site: Site, claim_id: str, how: str, fields: tuple[str, ...]) -> str:
    """`Details changed: value, time`, `Reworded, value`, or the state that a claim came to."""
    if how == "retracted":
        state = site.claim(claim_id).state
        if state in ("retracted", "withdrawn"):
            return site.words[state]
    details = [site.words[f"field_{name}"] for name in TOLD_FIELDS if name in fields]
    what = site.words[f"change_claim_{how}"]
    return (": " if how == "changed" else ", ").join([what, ", ".join(details)]) if details else what


@dataclass(frozen=True, slots=True)
class CorrectionRow:
    date: str
    kind: str
    entry: Markup
    was: Markup
    now: Markup
    reported_by: str


def corrections_page(site: Site, _: str) -> Iterator[Page]:
    rows = [
        CorrectionRow(
            date=record.data.date.words,
            kind=site.words[f"correction_{record.data.kind}"],
            entry=site.link(record.data.entry),
            was=site.prose.line(record.data.was) if record.data.was else Markup(""),
            now=site.prose.line(record.data.now),
            reported_by=record.data.reported_by or "",
        )
        for record in sorted(site.library.corrections.values(), key=lambda r: r.data.date.sort_key, reverse=True)
    ]
    lead = meta_description(site.words["corrections_lead"])
    source = f"{site.settings.folder}/corrections.yml" if rows else ""
    yield Page("corrections/", "corrections", site.words["corrections"], lead, rows, "", source)


class FreshnessRow(NamedTuple):
    entry: Markup
    claims: int
    single: int
    newest: str
    sort_newest: str
    checks: Counts


@dataclass(frozen=True, slots=True)
class FreshnessView:
    rows: Sequence[FreshnessRow]
    single_share: int
    live: int
    checks: Counts
    unlocated: int
    undated_articles: Sequence[Markup]
    pager: Pager


def spoken_of(site: Site) -> list[str]:
    """The companies, people and products that claims are about."""
    site.facts.about.load()
    named = (entry_id for kind in ("company", "person", "product") for entry_id in site.library.ids_of(kind))
    return [entry_id for entry_id in named if site.facts.about[entry_id]]


def freshness_page(site: Site, number: str) -> Iterator[Page]:
    """Which entries rest on old claims or on one publisher."""
    due: tuple[str, ...] = site.whole["due"]
    live, rows = site.live_claims, site.pieces["due"]

    def view(part: list[str], pages: Pager) -> FreshnessView:
        return FreshnessView(
            rows=[rows[entry_id] for entry_id in part],
            single_share=site.numbers.single_share,
            live=len(live),
            checks=site.whole["checks"],
            unlocated=site.whole["unlocated"],
            undated_articles=[
                site.link(record.id) for record in site.library.articles if record.data.published is None
            ],
            pager=pages,
        )

    listing = Listing(
        "freshness/", "freshness", site.words["freshness"], meta_description(site.words["freshness_lead"])
    )
    return paged(site, listing, due, view, number)


def _due(site: Site) -> tuple[str, ...]:
    """The entries that claims are about, what rests on the oldest claims first."""
    held, orders = spoken_of(site), site.pieces["due order"]
    orders.load(held)
    with site.memory.wholly(orders):
        return tuple(sorted(held, key=orders.__getitem__))


def _newest(site: Site, entry_id: str) -> TimeKey | None:
    """The newest time that a live claim about an entry speaks of."""
    live = (claim_id for claim_id in site.facts.about[entry_id] if site.derived(claim_id).live)
    dated = (time_key for claim_id in live if (time_key := site.time_key[claim_id]).dated)
    return max(dated, key=lambda time_key: time_key.key[1:4], default=None)


def _due_order(site: Site, entry_id: str) -> tuple[str, str]:
    newest = _newest(site, entry_id)
    return (newest.key[1].isoformat() if newest else "", site.order(entry_id))


def _due_row(site: Site, entry_id: str) -> FreshnessRow:
    live = [claim_id for claim_id in site.facts.about[entry_id] if site.derived(claim_id).live]
    single = sum(1 for claim_id in live if not site.derived(claim_id).corroborated)
    newest = _newest(site, entry_id)
    words = newest.words if newest else site.words["date_unknown"]
    order = newest.key[1].isoformat() if newest else ""
    return FreshnessRow(site.link(entry_id), len(live), single, words, order, counts(site, live))


@dataclass(frozen=True, slots=True)
class DataView:
    lists: Sequence[tuple[str, str, int]]
    """(what, address, how many)."""
    follow: Sequence[tuple[str, str, str]]
    """(what, address, what it holds) of feeds and the calendar."""


def data_page(site: Site, _: str) -> Iterator[Page]:
    lists = [
        (site.words[f"index_{kind}"] if f"index_{kind}" in site.words else site.words[PLURALS[kind]],
         f"api/v1/{PLURALS[kind]}.json", len(site.library.ids_of(kind)))
        for kind in ("company", "person", "product", "place", "term", "topic", "article", "edition")
    ]  # fmt: skip
    lists.append((site.words["claims"], "api/v1/claims.json", len(site.facts.claims)))
    lists += [
        (site.words["data_claims_csv"], "data/claims.csv", len(site.facts.claims)),
        (site.words["data_entries_csv"], "data/entries.csv", len(site.library.named_ids)),
        (site.words["data_figures_csv"], "data/figures.csv", len(site.whole["figures"])),
    ]
    yield Page(
        "data/",
        "data",
        site.words["data"],
        meta_description(site.words["data_lead"]),
        DataView(lists, follow_rows(site)),
    )


@dataclass(frozen=True, slots=True)
class MovedView:
    title: str
    targets: Sequence[Markup]
    address: str
    """Where the one target stands; empty where there is a choice."""


def moved_page(site: Site, retired: str) -> Iterator[Page]:
    """A retired address leads on, or offers the choice."""
    record, targets = site.library.moved[retired], site.library.targets(retired)
    address = moved_address(site, retired)
    links = [site.link(target) for target in targets]
    single = _address(site, targets[0]) if len(targets) == 1 else ""
    title = f"{site.words['moved']}: {retired}"
    view = MovedView(title, links, single)
    yield Page(address, "moved", title, meta_description(site.words["moved_lead"]), view, "", record.file)


def moved_address(site: Site, retired: str) -> str:
    """Where a retired entry or claim stood."""
    return claim_address(retired) if "/" in retired else entry_address(site.library.moved[retired].kind, retired)


def _address(site: Site, target: str) -> str:
    return claim_address(target) if "/" in target else site.address(target)


WHOLES = {
    "figures": _figure_rows,
    "measures": _measures,
    "changes": _days,
    "due": _due,
    "checks": all_counts,
    "unlocated": lambda site: site.facts.unlocated(site.live_claims),
}
PIECES: Pieces = {"due": _due_row, "due order": _due_order}
