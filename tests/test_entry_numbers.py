"""The numbers of an entry: drawings take the place of the rows that say the same, and the heading says of how many."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from briefing_files import Files
from press.site.render import Content
from press.site.views.entry_numbers import MOST_DRAWN, numbers_of
from site_factory import SiteMaker

CLAIM = (
    "- {{id: c{0}, text: Number {0} of Lantern., kind: figure, "
    "subject: lantern, property: {1}, value: {2}, when: {3}}}\n"
)
NAMES = ("worth", "debt", "income", "staff")
FILES: Files = {
    "companies/lantern.yml": "{name: Lantern, summary: A firm., type: company}",
    "companies/herald.yml": "{name: The Herald, summary: A paper., type: outlet}",
    "articles/news.yml": "{title: News, publisher: herald, url: https://a.example/1, published: 2023-04-18}",
    "properties.yml": "".join(f"{name}: {{label: {name}, value: amount}}\n" for name in NAMES)
    + "price: {label: price, value: amount, agreed: true}\nopened: {label: opened, value: date}\n",
}


def make_files(*rows: tuple[str, str, str]) -> Files:
    claims = (CLAIM.format(n, *row) for n, row in enumerate(rows))
    return {**FILES, "claims/news.yml": "".join(claims)}


def drawn(made: SiteMaker) -> list[list[str]]:
    numbers = numbers_of(made.site, "lantern", made.site.facts.about["lantern"])
    return [[bar.value for bar in drawing.bars] for drawing in numbers.drawings]


def test_each_property_has_a_drawing_and_the_first_has_the_prices(built: Callable[[Files], SiteMaker]) -> None:
    made = built(
        make_files(
            ("worth", "3 USD", "2021"),
            ("worth", "4 USD", "2022"),
            ("debt", "1 USD", "2021"),
            ("debt", "2 USD", "2022"),
            ("price", "5 USD", "2023"),
        )
    )
    assert drawn(made) == [["US$3", "US$4", "US$5"], ["US$1", "US$2"]]


def test_one_amount_and_amounts_that_cannot_be_compared_stay_rows(built: Callable[[Files], SiteMaker]) -> None:
    made = built(make_files(("worth", "3 USD", "2021"), ("debt", "1 USD", "2021"), ("debt", "2 CNY", "2022")))
    assert drawn(made) == []


def test_what_is_measured_of_different_things_is_not_one_drawing(built: Callable[[Files], SiteMaker]) -> None:
    rows = (("worth", "3 USD", "2021"), ("worth", "4 USD, of: herald", "2022"), ("worth", "5 USD, of: herald", "2023"))
    made = built(make_files(*rows))
    assert drawn(made) == [["US$4", "US$5"]]
    [drawing] = numbers_of(made.site, "lantern", made.site.facts.about["lantern"]).drawings
    assert drawing.title == "Worth (The Herald): US$4 to US$5"


def test_there_are_few_drawings(built: Callable[[Files], SiteMaker]) -> None:
    rows = [(name, f"{n} USD", f"202{n}") for name in NAMES for n in (1, 2)]
    assert len(drawn(built(make_files(*rows)))) == MOST_DRAWN < len(NAMES)


def test_prices_alone_are_drawn_too(built: Callable[[Files], SiteMaker]) -> None:
    assert drawn(built(make_files(("price", "3 USD", "2021"), ("price", "4 USD", "2022")))) == [["US$3", "US$4"]]


def test_facts_that_are_not_on_the_page_are_not_drawn(built: Callable[[Files], SiteMaker]) -> None:
    made = built(make_files(("worth", "3 USD", "2021"), ("worth", "4 USD", "2022")))
    assert numbers_of(made.site, "lantern", ["news/c0"]).drawings == ()


@pytest.fixture
def section(built: Callable[[Files], SiteMaker]) -> str:
    """The numbers on the page of an entry with three of them, of which two are drawn."""
    rows = make_files(("worth", "3 USD", "2021"), ("worth", "4 USD", "2022"), ("opened", "2020", "2020"))
    made = built(rows)
    page = next(page for page in made.pages if page.entry == "lantern" and page.template == "entry")
    return Content(made.site).page(page).partition('id="numbers"')[2].partition("</section>")[0]


def test_a_drawing_takes_the_place_of_its_rows(section: str) -> None:
    assert "3 facts, 2 of them drawn" in section.replace("\u00a0", " ")
    assert section.count('class="claim fact-row') == 1
    assert section.count('<figure class="bars">') == 1


def test_addresses_of_drawn_facts_still_lead_to_them(section: str) -> None:
    assert re.findall(r'id="(c-[^"]*)"', section) == ["c-news--c0", "c-news--c1", "c-news--c2"]
    assert '<li id="c-news--c0" tabindex="-1" data-published="2023-04-18">' in section


def test_a_copy_without_drawings_has_all_rows(built: Callable[[Files], SiteMaker]) -> None:
    files = built(make_files(("worth", "3 USD", "2021"), ("worth", "4 USD", "2022"))).make_files()
    text = files["companies/lantern/index.md"].decode()
    assert "Number 0 of Lantern." in text and "Number 1 of Lantern." in text
