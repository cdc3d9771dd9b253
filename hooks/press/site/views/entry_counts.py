"""What the facts of an entry rest on, in sentences: how many claims and publishers, and how many claims were compared
with their articles."""

from __future__ import annotations

from collections.abc import Sequence

from .evidence import evidence_of
from .site import Site

COMPARED = ("read", "compared")
"""The states of a claim that was compared with its article, by an editor or by a program."""


def describe_support(site: Site, facts: Sequence[str]) -> tuple[str, ...]:
    """The sentences about some facts; none if none of them still counts."""
    words, same = site.words, site.same_facts
    live = [fact for fact in facts if same.fact_of(fact)]
    if not live:
        return ()
    claims = [claim_id for fact in live for claim_id in same.claims_with(fact)]
    publishers = {site.derived(claim_id).publisher for claim_id in claims}
    several = sum(1 for fact in live if len(same.publishers(fact)) > 1)
    counts = words.fill(
        "facts_behind",
        facts=words.count("fact_count", len(live)),
        claims=words.count("claim_count", len(claims)),
        publishers=words.count("publishers", len(publishers)),
    )
    more = [words.count("several_publishers", several)] if several else []
    return (counts, *more, _describe_checks(site, claims))


def _describe_checks(site: Site, claims: Sequence[str]) -> str:
    """How many claims were compared with their articles."""
    compared = sum(1 for claim_id in claims if evidence_of(site, claim_id)[0] in COMPARED)
    if not compared:
        return site.words.count("none_compared", len(claims))
    if compared == len(claims):
        return site.words.count("all_compared", compared)
    unchecked = site.words.format_count(len(claims) - compared)
    return site.words.count("some_compared", compared, unchecked=unchecked)
