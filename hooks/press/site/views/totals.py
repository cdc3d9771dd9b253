"""What is known about all claims together."""

from __future__ import annotations

from typing import NamedTuple

from .site import Site
from .site_queries import site_query


class Numbers(NamedTuple):
    """Counts of what live claims rest on. `single_share` is the percentage of them that rest on one publisher, rounded;
    it is 0 or 100 only if that is exact."""

    claims: int
    articles: int
    publishers: int
    single_share: int


@site_query(stored=True)
def live_claims(site: Site) -> tuple[str, ...]:
    """Every live claim, article by article."""
    return tuple(claim_id for claim_id, derived in site.facts.claims.read_all().items() if derived.live)


@site_query(stored=True)
def live_facts(site: Site) -> tuple[str, ...]:
    """Every fact, article by article, by the claim that says it best."""
    facts = site.same_facts.fact_of.read_all(live_claims(site))
    return tuple(claim_id for claim_id, fact in facts.items() if claim_id == fact)


@site_query(stored=True)
def site_numbers(site: Site) -> Numbers:
    """How many live claims there are, and how many articles they were read in, of how many publishers."""
    live, derived = live_claims(site), site.facts.claims.read_all()
    single = sum(1 for claim_id in live if not derived[claim_id].corroborated)
    articles = site.facts.articles_behind(live)
    publishers = {site.library.id_of(site.library.article(article).data.publisher) for article in articles}
    return Numbers(len(live), len(articles), len(publishers), _percentage(single, len(live)))


def _percentage(part: int, whole: int) -> int:
    """Rounded, and 0 or 100 only if it is exact."""
    if part in (0, whole):
        return 100 if part else 0
    return min(99, max(1, round(100 * part / whole)))


def numbers_line(site: Site) -> str:
    """How much the site contains, in one line that includes the share of claims with a single publisher."""
    numbers, words = site_numbers(site), site.words
    return words.fill(
        "numbers_line",
        claims=words.count("claim_count", numbers.claims),
        articles=words.count("article_count", numbers.articles),
        publishers=words.count("publishers", numbers.publishers),
        share=numbers.single_share,
    )
