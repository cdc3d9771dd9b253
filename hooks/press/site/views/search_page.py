"""The page with all results of a search. A script fills it in; without one it leads to the lists."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ...content.kinds import KINDS
from ..address_patterns import AddressPattern
from .site import Page, Site, meta_description
from .view import View


@dataclass(frozen=True, slots=True)
class SearchView:
    lists: Sequence[tuple[str, str, str]]
    """(address, title, what it lists) of the index of each kind; together they lead to every entry and claim."""


def search_page(site: Site, _: str) -> Iterator[Page]:
    words = site.words
    lists = [(kind.address, words[kind.plural_word], words[kind.lead_word]) for kind in KINDS.values()]
    lead = meta_description(words["search_page_lead"])
    yield SEARCH_PAGE.page("", words["search_page"], lead, SearchView(lists))


SEARCH_PAGE = View("search page", AddressPattern("search/"), search_page, "search", is_in_sitemap=False)
VIEWS = (SEARCH_PAGE,)
