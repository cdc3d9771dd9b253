"""The amounts and numbers that live claims state, as a table and as charts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from ...content.values.amounts import Amount
from ...library.assertions import said_on
from .charts import Chart, Measure, charts, measure_of
from .common import CLAIMS_SIZE, Listing, Pager, paged
from .site import ClaimView, Page, Site, meta_description


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


WHOLES = {"figures": _figure_rows, "measures": _measures}
