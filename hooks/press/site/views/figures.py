"""The amounts and numbers that facts state, as a table and as charts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from ...content.values.amounts import Amount
from ...library.assertions import listed_on
from ..address_patterns import AddressPattern
from .charts import Chart, Measure, charts, measure_of
from .common import CLAIMS_SIZE, Pager, numbers, paged
from .fact_lines import FactLine, fact_line
from .site import Page, Site, meta_description
from .site_queries import site_query
from .totals import live_claims
from .view import View


@dataclass(frozen=True, slots=True)
class Figure:
    """A number in a row: what it measures, and the fact that states it."""

    subject: Markup
    property: str
    value: Markup
    sort_value: str
    sort_date: str
    line: FactLine


@dataclass(frozen=True, slots=True)
class FiguresView:
    charts: Sequence[Chart]
    rows: Sequence[Figure]
    pager: Pager


def figures_page(site: Site, number: str) -> Iterator[Page]:
    """Every amount and number that a fact states; each measure has its chart on the page where it begins."""
    rows, measures = figure_facts(site), figures_by_measure(site)

    def view(part: list[str], pages: Pager) -> FiguresView:
        groups = [measures[claim_id] for claim_id in part if claim_id in measures]
        return FiguresView(charts(site, groups), [_figure(site, claim_id) for claim_id in part], pages)

    listing = FIGURES.listing(number, site.words["figures"], meta_description(site.words["figures_lead"]))
    return paged(site, listing, rows, view, number, CLAIMS_SIZE)


@site_query(stored=True)
def figure_rows(site: Site) -> tuple[str, ...]:
    """The live claims that state an amount, by subject, property, second party, unit and time."""
    derived = site.facts.claims.read_all()
    statements = {
        claim_id: statement
        for claim_id in live_claims(site)
        if (statement := derived[claim_id].statement) and isinstance(statement.value, Amount)
    }
    orders = site.order_of.read_all(dict.fromkeys(statement.subject for statement in statements.values()))
    time_keys = site.time_key.read_all(statements)
    places = {name: place for place, name in enumerate(site.library.property_names)}

    def order(claim_id: str) -> tuple[object, ...]:
        subject, name, of, unit = measure_of(statements[claim_id])
        return orders[subject], subject, places[name], of or "", unit, time_keys[claim_id].key

    return tuple(sorted(statements, key=order))


@site_query(stored=True)
def figure_facts(site: Site) -> tuple[str, ...]:
    """The claims that stand for the facts which state an amount, each once, in the order of `figure_rows`: the fact
    itself if it states one, else the first of its claims that does."""
    rows = figure_rows(site)
    facts = site.same_facts.fact_of.read_all(rows)
    stating = set(rows)
    first: dict[str, str] = {}
    for claim_id in rows:
        first.setdefault(facts[claim_id], claim_id)
    shown = {fact if fact in stating else claim_id for fact, claim_id in first.items()}
    return tuple(claim_id for claim_id in rows if claim_id in shown)


@site_query(stored=True)
def figures_by_measure(site: Site) -> dict[str, tuple[str, ...]]:
    """The first row of each measure -> all claims that give it, in the order of the page."""
    derived = site.facts.claims.read_all()
    first: dict[Measure, str] = {}
    for claim_id in figure_facts(site):
        first.setdefault(measure_of(derived[claim_id].statement), claim_id)
    found: dict[str, list[str]] = {}
    for claim_id in figure_rows(site):
        if (row := first.get(measure_of(derived[claim_id].statement))) is not None:
            found.setdefault(row, []).append(claim_id)
    return {row: tuple(claim_ids) for row, claim_ids in found.items()}


def _figure(site: Site, claim_id: str) -> Figure:
    statement = site.derived(claim_id).statement
    assert statement is not None and isinstance(statement.value, Amount)
    return Figure(
        subject=site.link(statement.subject),
        property=site.library.properties[statement.property].data.label,
        value=site.value(statement),
        sort_value=str(statement.value.value),
        sort_date=_sort_date(site, claim_id),
        line=fact_line(site, claim_id),
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
    keys=lambda site: numbers(len(figure_facts(site)), CLAIMS_SIZE),
    has_card=True,
)
VIEWS = (FIGURES,)
