"""The lists of all claims, and of those of one article: facts, each once, with the claims that state it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from ..address_patterns import AddressPattern
from ..wording import Words
from .claims import at_words
from .common import CLAIMS_SIZE, Pager, numbers, paged
from .fact_lines import FactLine, count_facts, fact_line
from .list_filters import ListFilters, list_filters
from .site import Page, Site, meta_description
from .site_queries import site_query
from .totals import live_claims
from .view import FIRST_ROUND, View


@dataclass(frozen=True, slots=True)
class PlacedLine:
    """A fact in the list of an article. `place` is where in the article it was read; empty if that is not known."""

    line: FactLine
    place: str


@dataclass(frozen=True, slots=True)
class ClaimListView:
    title: Markup
    lead: Markup
    lines: Sequence[PlacedLine]
    list_filters: ListFilters
    count: str
    pager: Pager


def all_claims(site: Site, number: str) -> Iterator[Page]:
    """One page of the list of all claims by fact, the newest first."""
    words = site.words
    lead = escape(words["claims_lead"])
    listing = CLAIMS.listing(number, words["all_claims"], meta_description(words["claims_lead"]))
    facts, live = facts_of_all(site), len(live_claims(site))
    gone = len(site.facts.claims) - live
    count = facts_from_claims(words, len(facts) - gone, live, gone)

    def view(part: list[str], pages: Pager) -> ClaimListView:
        lines = [PlacedLine(line, "") for line in fact_line.read_many(site, part).values()]
        return _list_view(escape(listing.title), lead, lines, count, pages)

    return paged(site, listing, facts, view, number, CLAIMS_SIZE)


def claims_of_article(site: Site, article: str) -> Iterator[Page]:
    """The list of the claims of one article by fact, in the order of the article."""
    words, claim_ids = site.words, site.facts.of_article[article]
    title = words.fill("claims_from", article=site.title(article))
    heading = words.fill_html("claims_from", article=site.heading(article))
    lead = words.fill_html("claims_from_lead", article=site.link(article))
    listing = CLAIMS_OF_ARTICLE.listing(article, title, meta_description(f"{title}. {words['claims_lead']}"))
    facts = facts_in_order(site, claim_ids)
    count = count_facts_of(site, claim_ids)

    def view(part: list[str], pages: Pager) -> ClaimListView:
        return _list_view(heading, lead, place_lines(site, part), count, pages)

    return paged(site, listing, facts, view, size=CLAIMS_SIZE)


def _list_view(title: Markup, lead: Markup, lines: Sequence[PlacedLine], count: str, pages: Pager) -> ClaimListView:
    return ClaimListView(title, lead, lines, list_filters([item.line.claim for item in lines]), count, pages)


def place_lines(site: Site, claim_ids: Iterable[str]) -> list[PlacedLine]:
    """The lines of facts in the words of one article, each with its place in it."""
    lines = fact_line.read_many(site, claim_ids)
    return [PlacedLine(line, at_words(site, site.record(claim_id).data.at)) for claim_id, line in lines.items()]


def in_order(site: Site, claim_ids: Sequence[str]) -> list[str]:
    """The claims of an article in the order in which the article makes them."""
    return sorted(claim_ids, key=lambda i: (_at_key(site.record(i).data.at), site.library.order_of(i)))


def _at_key(at: str | None) -> tuple[int, str]:
    return (int(at[1:].partition("-")[0]), at) if at else (10**6, "")


def facts_in_order(site: Site, claim_ids: Sequence[str]) -> list[str]:
    """The claims of an article in its order, of those that state one fact only the first."""
    first: dict[str, str] = {}
    for claim_id in in_order(site, claim_ids):
        first.setdefault(site.same_facts.fact_of(claim_id) or claim_id, claim_id)
    return list(first.values())


def count_facts_of(site: Site, claim_ids: Sequence[str]) -> str:
    """`60 facts from 70 claims`, or only how many facts if each claim states its own."""
    live = sum(1 for claim_id in claim_ids if site.derived(claim_id).live)
    return facts_from_claims(site.words, count_facts(site, claim_ids), live, len(claim_ids) - live)


def facts_from_claims(words: Words, facts: int, live: int, gone: int) -> str:
    """How many facts are stated by how many live claims, and how many other claims no longer count."""
    claims = words.count("claim_count", live)
    line = words.count("facts_from_claims", facts, claims=claims) if facts < live else words.count("fact_count", facts)
    return words.join([line, words.count("claims_gone", gone)]) if gone else line


@site_query(stored=True)
def facts_of_all(site: Site) -> tuple[str, ...]:
    """Every fact, and every claim that no longer counts, the newest first, those without a date last."""
    facts = site.same_facts.fact_of.read_all(site.facts.claims)
    keys = site.time_key.read_all(dict.fromkeys(fact or claim_id for claim_id, fact in facts.items()))
    latest = sorted(keys, key=lambda fact: keys[fact].key, reverse=True)
    return tuple(sorted(latest, key=lambda fact: not keys[fact].dated))


CLAIMS = View(
    "claims",
    AddressPattern("claims/page/{number}/"),
    all_claims,
    "claims",
    keys=lambda site: numbers(len(facts_of_all(site)), CLAIMS_SIZE),
)
CLAIMS_OF_ARTICLE = View(
    "claims of",
    AddressPattern("claims/{article}/"),
    claims_of_article,
    "claims",
    keys=lambda site: list(site.facts.of_article),
    page_count=lambda site, article: len(
        numbers(len(facts_in_order(site, site.facts.of_article[article])), CLAIMS_SIZE)
    ),
    round=FIRST_ROUND,
)
VIEWS = (CLAIMS, CLAIMS_OF_ARTICLE)
