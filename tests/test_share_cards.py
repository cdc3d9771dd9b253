"""site/share_cards: which picture represents a page when it is shared."""

from __future__ import annotations

import struct
from collections.abc import Callable

from press.site.drawn_cards import FOLDER, PLAIN
from press.site.share_cards import HEIGHT, WIDTH, Card, Pictures, cards
from press.site.views import Page
from project_factory import HOOKS
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


def test_a_card_is_used_only_while_it_says_the_same(built: Built) -> None:
    briefing = built(BRIEFING)
    said = {card.name: card.says(briefing.site.name) for card in cards(briefing.site)}
    company, edition = (find_page(briefing.pages, address) for address in ("companies/lab/", "editions/first/"))

    def shown(drawn: dict[str, str], page: Page) -> str:
        briefing.site.drawn = {PLAIN: "", **drawn}
        picture = Pictures(briefing.site).of(page)
        assert picture is not None
        return picture.address.removeprefix(FOLDER)

    assert shown(said, company) == "company.png"
    assert shown(said, edition) == "edition-first.png"
    assert shown({**said, "edition-first": "An older title"}, edition) == "edition.png"
    assert shown({"home": said["home"]}, edition) == "home.png"
    assert shown({**said, "company": "Another Site. Organization."}, company) == "home.png"
    assert shown({name: f"Another Site. {words}" for name, words in said.items()}, company) == f"{PLAIN}.png"
    assert shown({}, edition) == f"{PLAIN}.png"


def test_a_page_names_no_card_that_the_theme_does_not_have(built: Built) -> None:
    briefing = built(BRIEFING)
    briefing.site.drawn = {}
    assert Pictures(briefing.site).of(find_page(briefing.pages, "companies/lab/")) is None


def test_the_card_of_an_edition_has_its_title_and_one_sentence(built: Built) -> None:
    card = list(cards(built(BRIEFING).site))[-1]
    assert card == Card("edition-first", "Edition · April 2023", "First", "One company grew.")
    assert card.says("A Briefing") == "A Briefing. First. One company grew."


def test_the_plain_card_exists() -> None:
    picture = (HOOKS / "theme" / FOLDER / f"{PLAIN}.png").read_bytes()
    assert struct.unpack(">II", picture[16:24]) == (WIDTH, HEIGHT)
