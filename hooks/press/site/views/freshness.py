"""What is due for review: entries that rest on old claims or on one publisher."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from markupsafe import Markup

from .common import Listing, Pager, paged
from .evidence import Counts, all_counts, counts
from .site import Page, Site, meta_description
from .site_queries import Pieces
from .time_keys import TimeKey


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
    words = site.words.format_date(newest.date) if newest else site.words["date_unknown"]
    order = newest.key[1].isoformat() if newest else ""
    return FreshnessRow(site.link(entry_id), len(live), single, words, order, counts(site, live))


WHOLES = {
    "due": _due,
    "checks": all_counts,
    "unlocated": lambda site: site.facts.unlocated(site.live_claims),
}
PIECES: Pieces = {"due": _due_row, "due order": _due_order}
