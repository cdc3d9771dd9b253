"""site/json_ld: what machines read about a page in its head."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from extruct.jsonld import JsonLdExtractor

from press.site.json_ld import linked_data
from press.site.views import Page, Site
from site_factory import SiteMaker

Built = Callable[[dict[str, str]], SiteMaker]

BRIEFING = {
    "companies/gazette.yml": "{name: The Gazette, type: outlet, summary: A newspaper.}",
    "companies/lab.yml": "{name: The Lab, type: company, summary: A company.}",
    "articles/news.yml": "{title: News, publisher: gazette, url: https://example.org/n, published: 2023-04}",
    "articles/late.yml": "{title: Late, publisher: gazette, url: https://example.org/l, published: 2023-04-18}",
    "claims/news.yml": """\
        - {id: grew, text: The Lab grew., kind: event, when: 2023-04}
        - {id: shrank, text: The Lab shrank., kind: opinion, said_by: {unnamed: a former employee}}
        """,
    "editions/first.yml": """\
        title: First
        date: 2023-05-02
        covers: 2023-04
        standfirst: One company grew. Nobody says why.
        bottom_line: ["The Lab grew [@news/grew].", "It had room.", "Little is known."]
        """,
}


def find_page(pages: list[Page], address: str) -> Page:
    return next(page for page in pages if page.address == address)


TYPES = {
    "": "WebSite",
    "companies/lantern/": "Organization",
    "people/li-wen/": "Person",
    "products/glow/": "Product",
    "places/riverland/": "Place",
    "glossary/chat-model/": "DefinedTerm",
    "claims/herald-launch/valuation/": "Claim",
    "articles/herald-launch/": "NewsArticle",
    "editions/first/": "Article",
}


@pytest.mark.slow
@pytest.mark.parametrize("address", TYPES)
def test_json_ld_says_what_a_page_is_about(built_project: Path, address: str) -> None:
    text = (built_project / "site" / address / "index.html").read_text(encoding="utf-8")
    [found] = JsonLdExtractor().extract(text)
    assert found["@context"] == "https://schema.org"
    assert found["@type"] == TYPES[address]
    if found["@type"] not in ("NewsArticle", "WebSite"):
        assert found["url"] == f"https://example.org/golden/{address}"


def describe_page(site: Site, pages: list[Page], address: str) -> dict[str, Any]:
    data = linked_data(find_page(pages, address), site)
    assert data is not None
    return json.loads(json.dumps(data))


def test_a_claim_names_who_says_it_and_where(built: Built) -> None:
    briefing = built(BRIEFING)
    own = describe_page(briefing.site, briefing.pages, "claims/news/grew/")
    gazette = "https://example.org/b/companies/gazette/"
    assert own["text"] == "The Lab grew."
    assert own["author"] == {"@type": "Organization", "@id": gazette, "url": gazette, "name": "The Gazette"}
    assert own["appearance"]["url"] == "https://example.org/n"
    other = describe_page(briefing.site, briefing.pages, "claims/news/shrank/")
    assert other["author"] == {"@type": "Thing", "name": "a former employee"}


def test_an_article_date_is_given_only_if_it_is_a_day(built: Built) -> None:
    briefing = built(BRIEFING)
    assert "datePublished" not in describe_page(briefing.site, briefing.pages, "articles/news/")
    assert describe_page(briefing.site, briefing.pages, "articles/late/")["datePublished"] == "2023-04-18"


def test_lists_have_no_json_ld(built: Built) -> None:
    briefing = built(BRIEFING)
    assert linked_data(find_page(briefing.pages, "companies/"), briefing.site) is None


def test_a_short_claim_still_has_a_description(built: Built) -> None:
    article = BRIEFING["articles/news.yml"].replace("title: News", "title: What the newspaper printed of it")
    pages = built({**BRIEFING, "articles/news.yml": article}).pages
    assert len(find_page(pages, "claims/news/grew/").description) >= 50
