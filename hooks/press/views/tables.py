"""Derived tables: figures, changes, corrections, what is due for review, and the data downloads."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from ..addresses import claim_address, entry_address
from ..derive import said_on
from ..values.amounts import Amount
from ..values.dates import day_words
from .charts import Chart, Measure, charts, measure_of
from .common import PLURALS, Listing, Pager, paged
from .follow import follow_rows
from .site import ClaimView, Page, Site, described


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


def figures_pages(site: Site) -> Iterator[Page]:
    """Every amount and number that a live claim states; a measure is drawn on the page where it begins."""
    rows = _figure_rows(site)
    measures: dict[Measure, list[str]] = {}
    for claim_id in rows:
        measures.setdefault(measure_of(site, claim_id), []).append(claim_id)

    def view(part: list[str], pages: Pager) -> FiguresView:
        begun = [measures.pop(measure) for claim_id in part if (measure := measure_of(site, claim_id)) in measures]
        return FiguresView(charts(site, begun), [_figure(site, claim_id) for claim_id in part], len(rows), pages)

    listing = Listing("figures/", "figures", site.words["figures"], described(site.words["figures_lead"]))
    return paged(site, listing, rows, view)


def _figure_rows(site: Site) -> list[str]:
    """The live claims that state an amount, by subject, property and time."""
    rows: list[tuple[str, str, str]] = []
    for claim_id in site.by_time(site.live_claims):
        statement = site.derived(claim_id).statement
        if statement and isinstance(statement.value, Amount):
            rows.append((site.order(statement.subject), statement.property, claim_id))
    return [claim_id for _, _, claim_id in sorted(rows, key=lambda row: row[:2])]


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
class ChangeLine:
    what: str
    link: Markup


@dataclass(frozen=True, slots=True)
class ChangeDay:
    day: str
    date: str
    """As YYYY-MM-DD."""
    lines: Sequence[ChangeLine]
    more: int


@dataclass(frozen=True, slots=True)
class ChangesView:
    months: Sequence[tuple[str, Sequence[ChangeDay]]]
    days: tuple[str, str] | None
    """The first and the last day, where there are two."""
    known: bool


MAX_LINES_A_DAY = 200
TOLD_FIELDS = ("value", "when", "said_by", "said_on", "kind", "at")
"""The fields of a claim whose change is told, besides its words and its status."""


def changes_page(site: Site) -> Iterator[Page]:
    """What a reader would call a change, by month, from the project's history."""
    months: dict[str, dict[str, list[ChangeLine]]] = {}
    for change in site.history.changes:
        if line := _change_line(site, change.id, change.how, change.fields):
            month = f"{day_words(change.date).split(' ', 1)[1]}"
            months.setdefault(month, {}).setdefault(change.date.isoformat(), []).append(line)
    every = [day for days in months.values() for day in days]
    view = ChangesView(
        [(month, [_day(day, lines) for day, lines in days.items()]) for month, days in months.items()],
        (min(every), max(every)) if len(every) > 1 else None,
        site.history.known,
    )
    yield Page("changes/", "changes", site.words["changes"], described(site.words["changes_lead"]), view)


def _day(day: str, lines: list[ChangeLine]) -> ChangeDay:
    year, month, date = day.split("-")
    lines = sorted(lines, key=lambda line: (line.what, line.link))
    return ChangeDay(str(int(date)), day, lines[:MAX_LINES_A_DAY], max(0, len(lines) - MAX_LINES_A_DAY))


def _change_line(site: Site, entry_id: str, how: str, fields: tuple[str, ...]) -> ChangeLine | None:
    words = site.words
    if entry_id in site.facts.claims:
        if how == "changed":
            if "status" in fields:
                how = "retracted"
            elif "text" in fields:
                how = "reworded"
            elif not set(TOLD_FIELDS) & set(fields):
                return None
        return ChangeLine(_what_changed(site, entry_id, how, fields), site.link(entry_id))
    if entry_id in site.library.entries and how == "added":
        return ChangeLine(words["change_entry_added"], site.link(entry_id))
    return None


def _what_changed(site: Site, claim_id: str, how: str, fields: tuple[str, ...]) -> str:
    """`Details changed: value, time`, `Reworded, value`, or the state that a claim came to."""
    state = site.claim(claim_id).state
    if how == "retracted" and state in ("retracted", "withdrawn"):
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


def corrections_page(site: Site) -> Iterator[Page]:
    rows = [
        CorrectionRow(
            date=record.data.date.words,
            kind=site.words[f"correction_{record.data.kind}"],
            entry=site.link(record.data.entry),
            was=site.prose.line(record.data.was) if record.data.was else Markup(""),
            now=site.prose.line(record.data.now),
            reported_by=record.data.reported_by or "",
        )
        for record in sorted(site.library.corrections, key=lambda r: r.data.date.sort_key, reverse=True)
    ]
    lead = described(site.words["corrections_lead"])
    source = f"{site.settings.folder}/corrections.yml" if rows else ""
    yield Page("corrections/", "corrections", site.words["corrections"], lead, rows, "", source)


@dataclass(frozen=True, slots=True)
class FreshnessRow:
    entry: Markup
    claims: int
    single: int
    newest: str
    sort_newest: str


@dataclass(frozen=True, slots=True)
class FreshnessView:
    rows: Sequence[FreshnessRow]
    single_share: int
    live: int
    unlocated: int
    undated_articles: Sequence[Markup]
    pager: Pager


def freshness_pages(site: Site) -> Iterator[Page]:
    """Which entries rest on old claims or on one publisher."""
    named = [
        r.id for r in site.library.named if r.kind in ("company", "person", "product") and site.facts.about.get(r.id)
    ]
    ordered = sorted(named, key=lambda entry_id: (_newest(site, entry_id)[0], site.order(entry_id)))
    live = site.live_claims
    unlocated = sum(1 for claim_id in live if site.record(claim_id).data.at is None)
    undated = [site.link(record.id) for record in site.library.articles if record.data.published is None]

    def view(part: list[str], pages: Pager) -> FreshnessView:
        rows = [_freshness(site, entry_id) for entry_id in part]
        return FreshnessView(rows, site.single_share, len(live), unlocated, undated, pages)

    listing = Listing("freshness/", "freshness", site.words["freshness"], described(site.words["freshness_lead"]))
    return paged(site, listing, ordered, view)


def _newest(site: Site, entry_id: str) -> tuple[str, str]:
    """(sortable, words) of the newest time that a live claim about an entry speaks of."""
    dates = [when for c in site.facts.about[entry_id] if site.derived(c).live and (when := site.record(c).data.when)]
    if not dates:
        return "", site.words["date_unknown"]
    newest = max(dates, key=lambda date: date.sort_key)
    return newest.sort_key[0].isoformat(), newest.words


def _freshness(site: Site, entry_id: str) -> FreshnessRow:
    live = [claim_id for claim_id in site.facts.about[entry_id] if site.derived(claim_id).live]
    single = sum(1 for claim_id in live if not site.derived(claim_id).corroborated)
    sort_newest, newest = _newest(site, entry_id)
    return FreshnessRow(site.link(entry_id), len(live), single, newest, sort_newest)


@dataclass(frozen=True, slots=True)
class DataView:
    lists: Sequence[tuple[str, str, int]]
    """(what, address, how many)."""
    follow: Sequence[tuple[str, str, str]]
    """(what, address, what it holds) of feeds and the calendar."""


def data_page(site: Site) -> Iterator[Page]:
    lists = [
        (site.words[f"index_{kind}"] if f"index_{kind}" in site.words else site.words[PLURALS[kind]],
         f"api/v1/{PLURALS[kind]}.json", len(site.library.of_kind(kind)))
        for kind in ("company", "person", "product", "place", "term", "topic", "article", "edition")
    ]  # fmt: skip
    lists.append((site.words["claims"], "api/v1/claims.json", len(site.facts.claims)))
    lists += [
        (site.words["data_claims_csv"], "data/claims.csv", len(site.facts.claims)),
        (site.words["data_entries_csv"], "data/entries.csv", len(site.library.named)),
        (site.words["data_figures_csv"], "data/figures.csv", len(_figure_rows(site))),
    ]
    yield Page(
        "data/", "data", site.words["data"], described(site.words["data_lead"]), DataView(lists, follow_rows(site))
    )


@dataclass(frozen=True, slots=True)
class MovedView:
    title: str
    targets: Sequence[Markup]
    address: str
    """Where the one target stands; empty where there is a choice."""


def moved_pages(site: Site) -> Iterator[Page]:
    """Retired addresses lead on, or offer the choice."""
    for retired, record in sorted(site.library.moved.items()):
        targets = site.library.targets(retired)
        claim = "/" in retired
        address = claim_address(retired) if claim else entry_address(record.kind, retired)
        links = [site.link(target) for target in targets]
        single = _address(site, targets[0]) if len(targets) == 1 else ""
        title = f"{site.words['moved']}: {retired}"
        view = MovedView(title, links, single)
        yield Page(address, "moved", title, described(site.words["moved_lead"]), view, "", record.file)


def _address(site: Site, target: str) -> str:
    return site.claim(target).address if target in site.library.claims else site.address(target)
