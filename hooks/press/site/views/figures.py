"""The amounts and numbers that live claims state, as a table and as charts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from ...content.values.amounts import Amount
from ...library.assertions import listed_on
from ..address_patterns import AddressPattern
from .charts import Chart, Measure, charts, measure_of
from .common import CLAIMS_SIZE, Pager, numbers, paged
from .site import ClaimView, Page, Site, meta_description
from .site_queries import site_query
from .totals import live_claims
from .view import View


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
    """Every amount and number that a live claim states; each measure has its chart on the page where it begins."""
    rows, measures = figure_rows(site), figures_by_measure(site)

    def view(part: list[str], pages: Pager) -> FiguresView:
        groups = [measures[claim_id] for claim_id in part if claim_id in measures]
        return FiguresView(charts(site, groups), [_figure(site, claim_id) for claim_id in part], len(rows), pages)

    listing = FIGURES.listing(number, site.words["figures"], meta_description(site.words["figures_lead"]))
    return paged(site, listing, rows, view, number, CLAIMS_SIZE)


@site_query(stored=True)
def figure_rows(site: Site) -> tuple[str, ...]:
    """The live claims that state an amount, by subject, property and time."""
    derived = site.facts.claims.read_all()
    statements = {
        claim_id: statement
        for claim_id in live_claims(site)
        if (statement := derived[claim_id].statement) and isinstance(statement.value, Amount)
    }
    orders = site.order_of.read_all(dict.fromkeys(statement.subject for statement in statements.values()))
    time_keys = site.time_key.read_all(statements)

    def order(claim_id: str) -> tuple[str, str, tuple[object, ...]]:
        statement = statements[claim_id]
        return orders[statement.subject], statement.property, time_keys[claim_id].key

    return tuple(sorted(statements, key=order))


@site_query(stored=True)
def figures_by_measure(site: Site) -> dict[str, tuple[str, ...]]:
    """The first figure of each measure -> all of them, in the order of the page."""
    derived = site.facts.claims.read_all()
    found: dict[Measure, list[str]] = {}
    for claim_id in figure_rows(site):
        found.setdefault(measure_of(derived[claim_id].statement), []).append(claim_id)
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
    """Sorts as text by the earliest day, the less precise first; empty if no date is known."""
    record = site.record(claim_id)
    date = listed_on(record, site.library)
    return f"{date.sort_key[0].isoformat()} {date.sort_key[1] + 1}" if date else ""


FIGURES = View(
    "figures",
    AddressPattern("figures/page/{number}/"),
    figures_page,
    "figures",
    keys=lambda site: numbers(len(figure_rows(site)), CLAIMS_SIZE),
    has_card=True,
)
VIEWS = (FIGURES,)
