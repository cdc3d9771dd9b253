"""site/views/indexes and the pagers of lists: every entry is listed once, and every letter leads to it."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from briefing_files import Files
from press.site.render import Content
from press.site.views.common import list_steps
from press.site.views.indexes import LONG, IndexView
from press.site.views.site import PAGE_SIZE
from site_factory import SiteMaker

Build = Callable[[Files], SiteMaker]
ARTICLE = "{title: A piece, publisher: herald, url: 'https://herald.example', published: 2023-04}"
FIRMS: Files = {
    "companies/herald.yml": "{name: Herald, summary: A paper., type: outlet}",
    "companies/wire.yml": "{name: Wire, summary: An agency., type: outlet}",
    "companies/zeta.yml": "{name: Zeta, summary: A firm., type: start-up, names: [{text: 泽塔, kind: native}]}",
    "companies/alpha.yml": "{name: Alpha, summary: A firm., type: company}",
    "companies/fund.yml": "{name: Fund, summary: A fund., type: investor}",
    "companies/silent.yml": "{name: Silent, summary: A firm., type: company}",
    "articles/piece.yml": ARTICLE,
    "claims/piece.yml": """
        - {id: one, text: Zeta opens., kind: event, when: 2023}
        - {id: two, text: Zeta grows., kind: event, when: 2023}
        - {id: same, text: Zeta has opened., kind: event, when: 2023, same: [one]}
        - {id: gone, text: Zeta sells., kind: event, when: 2023, status: retracted, why: Wrong.}
        - {id: three, text: Alpha and Fund meet., kind: event, when: 2023}
        """,
}


def read(made: SiteMaker, address: str) -> str:
    [page] = [page for page in made.pages if page.address == address]
    return Content(made.site).page(page)


def view(made: SiteMaker, address: str) -> IndexView:
    [found] = [page.view for page in made.pages if page.address == address]
    assert isinstance(found, IndexView)
    return found


def test_organizations_are_listed_by_type_and_those_without_facts_beneath(built: Build) -> None:
    parts = view(built(FIRMS), "companies/").parts
    listed = [
        (
            part.heading,
            part.is_bare,
            [re.sub("<[^>]*>", "", item.link) for _, _, items in part.letters for item in items],
        )
        for part in parts
    ]
    assert listed == [
        ("Companies and start-ups", False, ["Alpha", "Zeta"]),
        ("Named, with no facts yet", True, ["Silent"]),
        ("Investors", False, ["Fund"]),
        ("Sources", False, ["Herald"]),
        ("Named, with no facts yet", True, ["Wire"]),
    ]


def test_a_row_has_names_a_sentence_and_the_number_of_facts(built: Build) -> None:
    page = re.sub(r"\s*<[^>]*>\s*", "|", read(built(FIRMS), "companies/"))
    assert re.search(r"\|Zeta\|+泽塔\|+start-up\|+A firm\.\|+2 facts\|", page)
    assert re.search(r"\|Alpha\|+A firm\.\|+1 fact\|", page)
    assert re.search(r"\|Herald\|+A paper\.\|+1 article · 3 facts\|", page)


def people(count: int, speaking: int) -> Files:
    """People with family names from Aa to Zz, of whom the first `speaking` say something."""
    names = [f"{chr(65 + n * 26 // count)}{chr(97 + n % 26)}son" for n in range(count)]
    files = {f"people/p-{n}.yml": f"{{name: Jo {name}{n}, summary: A person.}}" for n, name in enumerate(names)}
    claims = [f"- {{id: c{n}, text: A view., kind: opinion, said_by: p-{n}}}" for n in range(speaking)]
    paper = {"companies/herald.yml": FIRMS["companies/herald.yml"], "articles/piece.yml": ARTICLE}
    return {**paper, **files, "claims/piece.yml": "\n".join(claims) or "[]"}


def test_a_short_list_has_no_letters(built: Build) -> None:
    made = built(people(LONG, LONG))
    assert 'class="az"' not in read(made, "people/")
    assert read(made, "people/").count("<dt>") == LONG


def test_every_letter_leads_to_its_page(built: Build) -> None:
    count = PAGE_SIZE + 100
    made = built(people(count, count - 80))
    pages = {address: read(made, address) for address in ("people/", "people/page/2/")}
    assert sum(page.count("<dt>") for page in pages.values()) == count - 80
    assert pages["people/page/2/"].count("<li><a class") == 80
    for address, page in pages.items():
        bars = re.findall(r'<nav class="az".*?</nav>', page, re.DOTALL)
        assert len(bars) == (1 if address == "people/" else 2)
        assert len(re.findall("<a ", bars[0])) == 23
        for bar in bars:
            for target, letter in re.findall(r'href="([^"]*)">([^<]*)</a>', bar):
                there, _, anchor = target.removeprefix("/@/").partition("#")
                section = pages[there or address].partition(f'id="{anchor}"')[2]
                assert re.match(rf">\s*<h\d>{letter}</h\d>", section), (target, letter)


def test_names_in_letters_of_no_alphabet_have_a_valid_anchor(built: Build) -> None:
    files = people(LONG + 1, LONG + 1)
    made = built({**files, "people/p-0.yml": "{name: Jo 7up, summary: A person.}"})
    assert 'href="#az-0-9">0–9</a>' in read(made, "people/")
    assert 'id="az-0-9"' in read(made, "people/")


def test_places_and_products_are_not_organizations_in_the_menu(built: Build) -> None:
    sections = {page.address: page.section for page in built(FIRMS).pages if page.template == "index"}
    assert (sections["companies/"], sections["places/"], sections["products/"]) == ("companies", "", "")


@pytest.mark.parametrize(
    ("number", "count", "shown"),
    [
        (1, 2, "1 2"),
        (1, 3, "1 2 3"),
        (1, 4, "1 2 3 4"),
        (1, 5, "1 2 … 5"),
        (4, 7, "1 2 3 4 5 6 7"),
        (5, 20, "1 … 4 5 6 … 20"),
        (20, 20, "1 … 19 20"),
    ],
)
def test_a_pager_names_the_first_the_last_and_the_nearest_pages(number: int, count: int, shown: str) -> None:
    steps = list_steps("people/", number, count)
    assert " ".join(str(place or "…") for place, _ in steps) == shown
    assert {place: address for place, address in steps if place}[1] == "people/"
    assert steps[-1] == (count, f"people/page/{count}/")


def test_a_pager_marks_the_page_that_is_open(built: Build) -> None:
    files = people(3, 3)
    claims = [f"- {{id: c{n}, text: A view., kind: opinion, said_by: p-0, when: 2023}}" for n in range(1100)]
    made = built({**files, "claims/piece.yml": "\n".join(claims)})
    pager = read(made, "claims/page/2/").partition('<nav class="pager"')[2].partition("</nav>")[0]
    assert re.findall(r'<b aria-current="page">(\d+)</b>', pager) == ["2"]
    assert re.findall(r'href="/@/([^"]*)">(\d+)<', pager) == [
        ("claims/", "1"),
        ("claims/page/3/", "3"),
        ("claims/page/4/", "4"),
        ("claims/page/5/", "5"),
    ]
    assert 'rel="prev" href="/@/claims/"' in pager and 'rel="next" href="/@/claims/page/3/"' in pager
