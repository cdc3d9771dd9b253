"""What is worked out of very many claims or entries, by name, and kept for the pages that want it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from .site import Site

Pieces = dict[str, Callable[["Site", str], Any]]


class Numbers(NamedTuple):
    """Of the whole site; `single_share` is the percentage of live claims that rest on one publisher, rounded."""

    claims: int
    articles: int
    publishers: int
    single_share: int


def _live(site: Site) -> tuple[str, ...]:
    claims = list(site.facts.claims)
    with site.facts.claims.wholly():
        return tuple(claim_id for claim_id in claims if site.derived(claim_id).live)


def _numbers(site: Site) -> Numbers:
    live, articles, claims = site.live_claims, site.library.ids_of("article"), list(site.facts.claims)
    with site.facts.claims.wholly():
        single = sum(1 for claim_id in live if not site.derived(claim_id).corroborated)
        publishers = {site.derived(claim_id).publisher for claim_id in claims}
    return Numbers(len(live), len(articles), len(publishers), round(100 * single / len(live)) if live else 0)


def _by_time(site: Site) -> tuple[str, ...]:
    claims = list(site.facts.claims)
    site.time_key.load(claims)
    with site.memory.wholly(site.time_key):
        return tuple(site.by_time(claims))


WHOLES: dict[str, Callable[[Site], Any]] = {"live": _live, "numbers": _numbers, "by time": _by_time}
"""What is worked out of all claims together. A room that needs more adds a line."""
PIECES: Pieces = {}
"""What is worked out of one entry for pages that list very many. A room that needs more adds a line."""
