"""What is due for review: entries that rest on old claims or on one publisher."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from markupsafe import Markup

from ...content.kinds import TIED
from ..address_patterns import AddressPattern
from .common import Pager, numbers, paged
from .evidence import Counts, checks_line, counts, evidence_counts
from .site import Page, Site, meta_description
from .site_queries import entry_query, site_query
from .time_keys import TimeKey
from .totals import live_claims, site_numbers
from .view import View


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
    checks: str
    unlocated: int
    undated_articles: Sequence[Markup]
    pager: Pager


def spoken_of(site: Site) -> list[str]:
    """The entries with claims about them, of the kinds that have ties."""
    named = (entry_id for kind in TIED for entry_id in site.library.ids_of(kind))
    return [entry_id for entry_id, claim_ids in site.facts.about.read_many(named).items() if claim_ids]


def freshness_page(site: Site, number: str) -> Iterator[Page]:
    """Which entries rest on old claims or on one publisher."""
    live = live_claims(site)

    def view(part: list[str], pages: Pager) -> FreshnessView:
        return FreshnessView(
            rows=list(freshness_row.read_many(site, part).values()),
            single_share=site_numbers(site).single_share,
            live=len(live),
            checks=checks_line(site, evidence_counts(site)),
            unlocated=unlocated_claims(site),
            undated_articles=[
                site.link(record.id) for record in site.library.articles if record.data.published is None
            ],
            pager=pages,
        )

    listing = FRESHNESS.listing(number, site.words["freshness"], meta_description(site.words["freshness_lead"]))
    return paged(site, listing, entries_due(site), view, number)


@site_query(stored=True)
def entries_due(site: Site) -> tuple[str, ...]:
    """The entries that claims are about; those that rest on the oldest claims come first."""
    orders = due_order.read_all(site, spoken_of(site))
    return tuple(sorted(orders, key=orders.__getitem__))


@site_query(stored=True)
def unlocated_claims(site: Site) -> int:
    """How many live claims do not say where in their article they were made."""
    return site.facts.count_unlocated(live_claims(site))


def _newest(site: Site, entry_id: str) -> TimeKey | None:
    """The newest time that any live claim about an entry is about."""
    live = (claim_id for claim_id in site.facts.about[entry_id] if site.derived(claim_id).live)
    dated = (time_key for claim_id in live if (time_key := site.time_key(claim_id)).dated)
    return max(dated, key=lambda time_key: time_key.key[1:4], default=None)


@entry_query(stored=True)
def due_order(site: Site, entry_id: str) -> tuple[str, str]:
    newest = _newest(site, entry_id)
    return (newest.key[1].isoformat() if newest else "", site.order(entry_id))


@entry_query(stored=True)
def freshness_row(site: Site, entry_id: str) -> FreshnessRow:
    live = [claim_id for claim_id in site.facts.about[entry_id] if site.derived(claim_id).live]
    single = sum(1 for claim_id in live if not site.derived(claim_id).corroborated)
    newest = _newest(site, entry_id)
    words = site.words.format_date(newest.date) if newest else site.words["date_unknown"]
    order = newest.key[1].isoformat() if newest else ""
    return FreshnessRow(site.link(entry_id), len(live), single, words, order, counts(site, live))


FRESHNESS = View(
    "freshness",
    AddressPattern("freshness/page/{number}/"),
    freshness_page,
    "freshness",
    keys=lambda site: numbers(len(spoken_of(site))),
    has_card=True,
)
VIEWS = (FRESHNESS,)
