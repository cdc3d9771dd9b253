"""What a page says of itself in its head: to search engines, to those who share it, to machines that read it."""

from __future__ import annotations

import json
import re
import struct
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from extruct.jsonld import JsonLdExtractor

from press.site.json_ld import linked_data
from press.site.share_cards import FOLDER, HEIGHT, PLAIN, WIDTH, Card, Pictures, cards, read_drawn
from press.site.views import Page, Site
from site_factory import SiteMaker

Built = Callable[[dict[str, str]], SiteMaker]

ROOT = Path(__file__).resolve().parents[1]
THEME = ROOT / "hooks" / "theme"
ADDRESS = "https://example.org/briefing/"
ONCE = (
    "description",
    "og:type",
    "og:title",
    "og:description",
    "og:site_name",
    "og:url",
    "og:image",
    "og:image:width",
    "og:image:height",
    "og:image:alt",
    "twitter:card",
)
MAX_CARD = 60_000


class Head(HTMLParser):
    """Title, meta tags and canonical addresses of one page, each in the order found."""

    def __init__(self) -> None:
        super().__init__()
        self.title = ""
        self.titles = 0
        self.lang = ""
        self.meta: dict[str, list[str]] = {}
        self.canonical: list[str] = []
        self._in_title = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        if tag == "html":
            self.lang = found.get("lang", "")
        elif tag == "meta" and (name := found.get("name") or found.get("property")):
            self.meta.setdefault(name, []).append(found.get("content", ""))
        elif tag == "link" and found.get("rel") == "canonical":
            self.canonical.append(found["href"])
        elif tag == "title" and not self.titles:
            self.titles, self._in_title = 1, True

    def handle_endtag(self, tag: str) -> None:
        if tag == "title":
            self._in_title = False

    def handle_data(self, data: str) -> None:
        if self._in_title:
            self.title += data

    @property
    def listed(self) -> bool:
        return "noindex" not in self.meta.get("robots", [])


@pytest.fixture(scope="module")
def heads(site: Path) -> dict[str, Head]:
    """The head of every page by its address, those left out that search engines are asked to leave out."""
    found: dict[str, Head] = {}
    for file in sorted(site.rglob("*.html")):
        head = Head()
        head.feed(file.read_text(encoding="utf-8"))
        if head.listed:
            found[file.relative_to(site).as_posix().removesuffix("index.html")] = head
    return found


def test_each_tag_stands_once(heads: dict[str, Head]) -> None:
    wrong = {
        address: {name: head.meta.get(name, []) for name in ONCE if len(head.meta.get(name, [])) != 1}
        for address, head in heads.items()
    }
    assert {address: tags for address, tags in wrong.items() if tags} == {}
    assert {address for address, head in heads.items() if head.lang != "en"} == set()


def test_titles_are_each_page_s_own(heads: dict[str, Head]) -> None:
    assert _shared({address: head.title for address, head in heads.items()}) == {}
    assert {address for address, head in heads.items() if not head.title.strip()} == set()


def test_descriptions_are_each_page_s_own(heads: dict[str, Head]) -> None:
    assert _shared({address: head.meta["description"][0] for address, head in heads.items()}) == {}


def test_descriptions_have_50_to_160_characters(heads: dict[str, Head]) -> None:
    lengths = {address: len(head.meta["description"][0]) for address, head in heads.items()}
    assert {address: length for address, length in lengths.items() if not 50 <= length <= 160} == {}


def test_a_page_names_its_own_address(heads: dict[str, Head]) -> None:
    assert {a: h.canonical for a, h in heads.items() if h.canonical != [ADDRESS + a]} == {}
    assert {a: h.meta["og:url"] for a, h in heads.items() if h.meta["og:url"] != [ADDRESS + a]} == {}


def test_descriptions_agree(heads: dict[str, Head]) -> None:
    assert {a for a, h in heads.items() if h.meta["og:description"] != h.meta["description"]} == set()


def _shared(values: dict[str, str]) -> dict[str, list[str]]:
    by_value: dict[str, list[str]] = {}
    for address, value in values.items():
        by_value.setdefault(value, []).append(address)
    return {value: addresses for value, addresses in by_value.items() if len(addresses) > 1}


# Share cards

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


@pytest.mark.parametrize("address", CARDS)
def test_each_kind_of_page_has_its_card(heads: dict[str, Head], address: str) -> None:
    meta = heads[address].meta
    assert meta["og:image"] == [f"{ADDRESS}{FOLDER}{CARDS[address]}.png"]
    assert meta["og:image:alt"] == [read_drawn(THEME)[CARDS[address]]]


def test_every_card_named_is_a_file_of_its_size(site: Path, heads: dict[str, Head]) -> None:
    named = {head.meta["og:image"][0].removeprefix(ADDRESS) for head in heads.values()}
    for address in sorted(named):
        picture = (site / address).read_bytes()
        assert picture.startswith(b"\x89PNG"), address
        assert struct.unpack(">II", picture[16:24]) == (WIDTH, HEIGHT), address
        assert len(picture) <= MAX_CARD, address


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


def _page(pages: list[Page], address: str) -> Page:
    return next(page for page in pages if page.address == address)


def test_a_card_stands_for_a_page_only_while_it_says_the_same(built: Built) -> None:
    briefing = built(BRIEFING)
    said = {card.name: card.says(briefing.site.name) for card in cards(briefing.site)}
    company, edition = (_page(briefing.pages, address) for address in ("companies/lab/", "editions/first/"))

    def shown(drawn: dict[str, str], page: Page) -> str:
        briefing.site.drawn = drawn
        return Pictures(briefing.site).of(page).address.removeprefix(FOLDER)

    assert shown(said, company) == "company.png"
    assert shown(said, edition) == "edition-first.png"
    assert shown({**said, "edition-first": "An older title"}, edition) == "edition.png"
    assert shown({"home": said["home"]}, edition) == "home.png"
    assert shown({**said, "company": "Another Site. Organisation."}, company) == "home.png"
    assert shown({name: f"Another Site. {words}" for name, words in said.items()}, company) == f"{PLAIN}.png"
    assert shown({}, edition) == f"{PLAIN}.png"


def test_the_card_of_an_edition_has_its_title_and_one_sentence(built: Built) -> None:
    card = list(cards(built(BRIEFING).site))[-1]
    assert card == Card("edition-first", "Edition · April 2023", "First", "One company grew.")
    assert card.says("A Briefing") == "A Briefing. First. One company grew."


def test_the_plain_card_is_there() -> None:
    picture = (THEME / FOLDER / f"{PLAIN}.png").read_bytes()
    assert struct.unpack(">II", picture[16:24]) == (WIDTH, HEIGHT)


# Linked data

TYPES = {
    "": "WebSite",
    "companies/guangnian-zhiwai/": "Organization",
    "people/wang-huiwen/": "Person",
    "products/chatgpt/": "Product",
    "places/china/": "Place",
    "glossary/large-language-model/": "DefinedTerm",
    "claims/scmp-tech-veterans/valuation/": "Claim",
    "articles/scmp-tech-veterans/": "NewsArticle",
    "editions/starting-again/": "Article",
}


@pytest.mark.parametrize("address", TYPES)
def test_machines_read_what_a_page_is_about(site: Path, heads: dict[str, Head], address: str) -> None:
    text = (site / address / "index.html").read_text(encoding="utf-8")
    [found] = JsonLdExtractor().extract(text)
    assert found["@context"] == "https://schema.org"
    assert found["@type"] == TYPES[address]
    if found["@type"] not in ("NewsArticle", "WebSite"):
        assert found["url"] == heads[address].canonical[0]


def test_every_claim_is_read_as_one(site: Path, heads: dict[str, Head]) -> None:
    extractor = JsonLdExtractor()
    pages = {address for address in heads if re.fullmatch(r"claims/(?!page/)[^/]+/(?!page/)[^/]+/", address)}
    assert pages
    for address in pages:
        [found] = extractor.extract((site / address / "index.html").read_text(encoding="utf-8"))
        assert (found["@type"], found["@id"]) == ("Claim", ADDRESS + address)


def _about(site: Site, pages: list[Page], address: str) -> dict[str, Any]:
    data = linked_data(_page(pages, address), site)
    assert data is not None
    return json.loads(json.dumps(data))


def test_a_claim_names_who_says_it_and_where(built: Built) -> None:
    briefing = built(BRIEFING)
    own = _about(briefing.site, briefing.pages, "claims/news/grew/")
    gazette = "https://example.org/b/companies/gazette/"
    assert own["text"] == "The Lab grew."
    assert own["author"] == {"@type": "Organization", "@id": gazette, "url": gazette, "name": "The Gazette"}
    assert own["appearance"]["url"] == "https://example.org/n"
    other = _about(briefing.site, briefing.pages, "claims/news/shrank/")
    assert other["author"] == {"@type": "Thing", "name": "a former employee"}


def test_a_date_of_an_article_is_told_only_to_the_day(built: Built) -> None:
    briefing = built(BRIEFING)
    assert "datePublished" not in _about(briefing.site, briefing.pages, "articles/news/")
    assert _about(briefing.site, briefing.pages, "articles/late/")["datePublished"] == "2023-04-18"


def test_lists_say_nothing_of_one_thing(built: Built) -> None:
    briefing = built(BRIEFING)
    assert linked_data(_page(briefing.pages, "companies/"), briefing.site) is None


def test_a_short_claim_still_has_a_description(built: Built) -> None:
    article = BRIEFING["articles/news.yml"].replace("title: News", "title: What the newspaper printed of it")
    pages = built({**BRIEFING, "articles/news.yml": article}).pages
    assert len(_page(pages, "claims/news/grew/").description) >= 50
