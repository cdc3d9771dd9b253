"""What is known about all claims together."""

from __future__ import annotations

from typing import NamedTuple

from ...content.kinds import ARTICLE
from .site import Site
from .site_queries import site_query


class Numbers(NamedTuple):
    """Counts for the whole site; `single_share` is the rounded percentage of live claims that rest on one publisher."""

    claims: int
    articles: int
    publishers: int
    single_share: int


@site_query(stored=True)
def live_claims(site: Site) -> tuple[str, ...]:
    """Every live claim, article by article."""
    return tuple(claim_id for claim_id, derived in site.facts.claims.read_all().items() if derived.live)


@site_query(stored=True)
def site_numbers(site: Site) -> Numbers:
    """How many live claims, articles and publishers there are."""
    live, articles, derived = live_claims(site), site.library.ids_of(ARTICLE.name), site.facts.claims.read_all()
    single = sum(1 for claim_id in live if not derived[claim_id].corroborated)
    publishers = {of_claim.publisher for of_claim in derived.values()}
    return Numbers(len(live), len(articles), len(publishers), round(100 * single / len(live)) if live else 0)


@site_query(stored=True)
def claims_by_time(site: Site) -> tuple[str, ...]:
    """Every claim that is shown, by time."""
    time_keys = site.time_key.read_all(site.facts.claims)
    return tuple(sorted(time_keys, key=lambda claim_id: time_keys[claim_id].key))
