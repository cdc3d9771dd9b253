"""The page with all results of a search. A script fills it in; without one it leads to the lists."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ...content.kinds import KINDS
from ..address_patterns import AddressPattern
from .claim_lists import CLAIMS
from .site import Page, Site, meta_description
from .timeline import TIMELINE
from .view import View


@dataclass(frozen=True, slots=True)
class SearchView:
    lists: Sequence[tuple[str, str, str]]
    """(address, title, what it lists) of the lists that lead to every page of an entry or a claim."""


def search_page(site: Site, _: str) -> Iterator[Page]:
    words = site.words
    lists = [(kind.address, words[kind.plural_word], words[kind.lead_word]) for kind in KINDS.values()]
    lists.append((TIMELINE.first_address, words["timeline"], words["timeline_lead"]))
    lists.append((CLAIMS.first_address, words["all_claims"], words["claims_lead"]))
    lead = meta_description(words["search_page_lead"])
    yield SEARCH_PAGE.page("", words["search_page"], lead, SearchView(lists))


SEARCH_PAGE = View("search page", AddressPattern("search/"), search_page, "search", is_in_sitemap=False)
VIEWS = (SEARCH_PAGE,)
