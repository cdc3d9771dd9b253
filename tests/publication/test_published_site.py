"""The published site, read as files: links, titles, descriptions, share cards, and what machines read."""

from __future__ import annotations

from pathlib import Path

import pytest
from served_site import Site

from press.site.drawn_cards import FOLDER, read_drawn
from test_site_files import *  # noqa: F403 (what holds of every site holds of this one)
from test_site_files import Pages

PROJECT = Path(__file__).resolve().parents[2]
DOCS, THEME = PROJECT / "docs", PROJECT / "hooks" / "theme"
CARDS = {
    "": "home",
    "about/": "home",
    "editions/": "edition",
    "editions/starting-again/": "edition-starting-again",
    "companies/": "company",
    "companies/guangnian-zhiwai/": "company",
    "people/wang-huiwen/": "person",
    "products/chatgpt/": "product",
    "places/china/": "place",
    "glossary/large-language-model/": "term",
    "topics/money/": "topic",
    "claims/": "claim",
    "claims/scmp-tech-veterans/valuation/": "claim",
    "articles/scmp-tech-veterans/": "article",
    "timeline/2023/": "timeline",
    "figures/": "figures",
    "corrections/": "corrections",
}


@pytest.fixture(scope="session")
def folder(site: Site) -> Path:
    """The folder of the published site."""
    return site.folder


@pytest.fixture(scope="session")
def address(site: Site) -> str:
    """The address that the site was built for."""
    return site.address


@pytest.mark.parametrize("page", CARDS)
def test_each_kind_of_page_has_its_card(address: str, listed: Pages, page: str) -> None:
    meta = listed[page].meta
    assert meta["og:image"] == [f"{address}{FOLDER}{CARDS[page]}.png"], "the card says something else: run 'make cards'"
    assert meta["og:image:alt"] == [read_drawn(DOCS, THEME)[CARDS[page]]]
