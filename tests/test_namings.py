"""library/namings.py: by-lines and citations give an outlet or a person the name of the article's day."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from briefing_files import Files
from press.content.values.dates import parse_date
from press.library.namings import FormerName, Naming
from press.site.render import Content
from site_factory import SiteMaker

OLD = FormerName("Old", None, parse_date("2020-06-15"))
OLDER = FormerName("Older", parse_date("1990"), parse_date("2010"))


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2020-06-15", "Old"),
        ("2020-06-16", None),
        ("2015", "Old"),
        ("2020", None),  # in the first or in the second half of the year
        ("2005-03", "Older"),
        ("2010-12-31", "Older"),
        ("1985", "Old"),
        ("2005/..", None),
        ("2021-01", None),
    ],
)
def test_the_name_of_a_day(day: str, expected: str | None) -> None:
    assert Naming(former=(OLD, OLDER)).find_name(parse_date(day)) == expected


def test_todays_name_is_used_from_the_day_on_which_it_began_and_where_no_day_is_known() -> None:
    naming = Naming(former=(OLD,), since=parse_date("2020-06-15"))
    assert naming.find_name(parse_date("2020-06-15")) is None
    assert naming.find_name(parse_date("2020-06-14")) == "Old"
    assert naming.find_name(None) is None


FILES: Files = {
    "companies/xavier.yml": """
        name: Xavier Post
        summary: A newspaper.
        type: outlet
        names:
          - {text: Yonder Gazette, kind: former, until: 2020-06-15}
          - {text: Post, kind: short}
          - {text: 旧报, kind: native, lang: zh-Hans, until: 2020}
          - {text: Yonder Gasette, kind: misprint, until: 2022, source: old}
        """,
    "people/zoe.yml": """
        name: Zoe Married
        summary: A reporter.
        names: [{text: Zoe Single, kind: former, until: 2019}]
        """,
    "articles/old.yml": """
        title: Lamps
        publisher: xavier
        url: https://a.example/1
        published: 2019-04-18
        authors: [zoe]
        """,
    "articles/new.yml": "{title: Light, publisher: xavier, url: https://a.example/2, published: 2021, authors: [zoe]}",
    "claims/old.yml": """
        - {id: one, text: Lamps cost 5 coins., kind: event}
        - {id: two, text: Lamps will cost 6 coins., kind: forecast, said_by: zoe}
        - {id: three, text: Lamps cost 7 coins., kind: event, said_by: {unnamed: a maker}, via: xavier}
        """,
    "claims/new.yml": "[{id: one, text: Light costs nothing., kind: event, said_by: zoe, said_on: 2018}]",
    "editions/first.yml": """
        title: First
        date: 2023-05-01
        covers: 2023-04
        standfirst: A first look.
        bottom_line: ["Lamps cost money. [@old/one]", "So does light. [@new/one]", More is not known.]
        """,
}


def link(address: str, name: str) -> str:
    return f'href="/@/{address}">{name}</a>'


@pytest.fixture
def made(built: Callable[[Files], SiteMaker]) -> SiteMaker:
    return built(FILES)


def page_at(made: SiteMaker, address: str) -> str:
    text = Content(made.site).page(next(page for page in made.pages if page.address == address))
    for summary in ("A newspaper.", "A reporter."):
        text = text.replace(f' data-def="{summary}"', "")
    return text


@pytest.mark.parametrize(
    ("address", "outlet", "person"),
    [
        ("claims/old/one/", "Yonder Gazette", ""),
        ("claims/old/two/", "Yonder Gazette", "Zoe Single"),
        ("claims/old/three/", "Yonder Gazette", ""),
        ("claims/old/", "Yonder Gazette", "Zoe Single"),
        ("articles/old/", "Yonder Gazette", "Zoe Single"),
        ("claims/new/one/", "Xavier Post", "Zoe Married"),
        ("articles/new/", "Xavier Post", "Zoe Married"),
    ],
)
def test_bylines_name_outlet_and_person_as_on_the_day(made: SiteMaker, address: str, outlet: str, person: str) -> None:
    page = page_at(made, address).partition("</h1>")[2].partition("About</dt>")[0].partition("It misprints")[0]
    for name in {"Yonder Gazette", "Xavier Post", "Zoe Single", "Zoe Married"} - {outlet, person}:
        assert f">{name}</a>" not in page, name
    is_list = address == "claims/old/"  # its rows name the speakers without links
    assert (outlet if is_list else link("companies/xavier/", outlet)) in page
    assert not person or (person if is_list else link("people/zoe/", person)) in page


def test_citations_notes_feeds_and_lists_too(made: SiteMaker) -> None:
    page = page_at(made, "claims/old/one/")
    assert (
        "Lamps cost 5 coins. Yonder Gazette, said 18 April 2019. Zoe Single, Lamps, Yonder Gazette, https://a." in page
    )
    edition = page_at(made, "editions/first/")
    assert "</a> Yonder Gazette ·\n" in edition and "said 18 Apr 2019" in edition and "</a> Zoe Married" in edition
    articles = page_at(made, "articles/")
    assert (
        link("companies/xavier/", "Yonder Gazette") in articles and link("companies/xavier/", "Xavier Post") in articles
    )
    titles = {page.address: page.title for page in made.pages}
    assert (titles["articles/old/"], titles["articles/new/"]) == ("Lamps (Yonder Gazette)", "Light (Xavier Post)")
    files = made.make_files()
    assert "Yonder Gazette · said 18 April 2019" in files["articles/old/index.md"].decode()
    assert "Yonder Gazette · said 18 April 2019" in files["feed.xml"].decode()
    assert '"w":"said 18 April 2019 · Yonder Gazette"' in files["search/text.json"].decode()
    assert '"name":"Xavier Post"' in files["api/v1/companies/xavier.json"].decode()


def test_the_page_of_the_entry_has_todays_name(made: SiteMaker) -> None:
    page = page_at(made, "companies/xavier/")
    assert "<h1>Xavier Post <span" in page
    assert "Yonder Gazette (former name, until 15 June 2020)" in page
